"""Which documents of a repository are of which template, and which are none."""

from __future__ import annotations

from tests.support.memory import MemoryTree

from speclatch.documents import parse
from speclatch.profiles.template import derive
from speclatch.scaffold.families import NO_TEMPLATE, find_families
from speclatch.scaffold.sketches import is_aside, is_foreign, sketch, sketches
from speclatch.scaffold.templates import Template, guidance_share, is_called_template

RFC = b"""# RFC: <title>

## Summary

One paragraph that says what this is about.

## Motivation

Why are we doing this? What does it make possible?

## Drawbacks

Why should we not do this?
"""
FILLED = b"""# Tide tables

## Summary

The pumps read the tide tables once a day and open the locks by them.

## Motivation

Locks stood open at low tide twice this year.

## Drawbacks

A second source of truth beside the harbour's own clock.
"""
NOTES = b"# Minutes\n\n## Present\n\nAda\n\n## Decisions\n\nNone.\n"


def own(path: str = "0000-template.md", text: bytes = RFC) -> Template:
    """A template of the repository."""
    document = parse(path, text)
    return Template(path, derive(document, "rfc", ()), guidance_share(document))


def test_a_numbered_folder_is_one_family() -> None:
    """Also documents that look little like the template today: they were written before it."""
    texts = {f"text/{number:04}-x.md": FILLED if number % 2 else NOTES for number in range(1, 9)}
    found = find_families([sketch(path, text) for path, text in texts.items()], [own()], [])

    assert [(8, ("text/[0-9]*.md",))] == [(len(one.documents), one.match) for one in found.families]


def test_pages_beside_are_none() -> None:
    """A README, and pages that look like no template, are of no family; a group of pages alike is said."""
    texts = {f"text/{number:04}-x.md": FILLED for number in range(1, 5)}
    texts |= {f"minutes/{name}.md": NOTES for name in ("may", "june", "july")} | {"text/README.md": NOTES}
    found = find_families([sketch(path, text) for path, text in texts.items()], [own()], [])

    assert [tuple(f"text/{number:04}-x.md" for number in range(1, 5))] == [one.documents for one in found.families]
    assert [("minutes/*.md", 3, NO_TEMPLATE)] == [(one.place, one.documents, one.why) for one in found.unknown]


def test_guidance_that_a_comment_repeats_is_guidance() -> None:
    """A template says below each comment what the comment says, so that it is seen on the page, too."""
    told = ("A short account of the issue.", "Queues drain in order.", "Redis was weighed as well.")
    twice = "".join(f"## Part {number}\n<!--{one}-->\n{one}\n\n" for number, one in enumerate(told))
    once = "".join(f"## Part {number}\n{one}\n\n" for number, one in enumerate(told))

    assert guidance_share(parse("t.md", f"# Proposal\n\n{twice}".encode())) == 1
    assert guidance_share(parse("t.md", f"# Proposal\n\n{once}".encode())) < 0.5


def test_guidance_tells_a_template() -> None:
    """Its sections speak to an author; those of a document, though it be called a template, do not."""
    assert guidance_share(parse("t.md", RFC)) > 0.6
    assert guidance_share(parse("0101-x-in-pod-template.md", FILLED)) < 0.4
    assert not is_called_template("teps/0101-x-in-pod-template.md")
    assert is_called_template("teps/tools/tep-template.md.template")
    assert is_called_template("stage-3--rfc-template.md")
    assert not is_called_template("rfc-012-template.md")


def test_what_is_nobodys_spec() -> None:
    """Indexes, change logs, tools' folders, fixtures and forms for pull requests."""
    assert all(map(is_aside, ("docs/README.md", "a/index.md", "CHANGELOG.md", "docs/README.fr.md")))
    assert all(
        map(is_foreign, (".claude/x.md", "a/node_modules/b.md", "tests/fixtures/s.md", ".github/ISSUE_TEMPLATE/a.md"))
    )
    assert not any(map(is_foreign, (".kiro/specs/a/design.md", ".github/CIP-TEMPLATE.md", "docs/a.md")))


def test_a_sketch_reads_underlined_headings() -> None:
    """As others; what is in code is none, and a file that is no text is not looked at."""
    raw = b"Title\n=====\n\nPart\n----\n\n```\n# no\n```\n"

    assert ((1, "title"), (2, "part")) == sketch("a.md", raw).titles
    assert ["b.md"] == [one.path for one in sketches(MemoryTree({"a.md": b"\0", "b.md": raw}))]
