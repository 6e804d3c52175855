"""Which documents of a repository are of which template, and which are none."""

from __future__ import annotations

from tests.support.memory import MemoryTree

from speclatch.documents import parse
from speclatch.profiles.template import derive
from speclatch.scaffold.families import NO_TEMPLATE, Family, find_families
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
    assert all(
        map(is_called_template, ("adr/szablon.md", "docs/vorlagen/spez.md", "設計/テンプレート.md", "спеки/шаблон.md"))
    )


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


MINUTES = b"# <date>\n\n## Present\n\nWho is there?\n\n## Decisions\n\nWhat do we do?\n\n## Actions\n\nWho does what?\n"
HELD = b"# May\n\n## Present\n\nAda\n\n## Decisions\n\nNone.\n\n## Actions\n\nNone.\n"


def test_families_that_no_glob_tells_apart_are_one() -> None:
    """Documents of two templates lie in folders among each other: one governs them all, and the other is its kin."""
    minutes = own("templates/minutes-template.md", MINUTES)
    texts = {f"docs/{folder}/{folder}{name}.md": FILLED for folder in "ac" for name in "xyz"}
    texts |= {f"docs/{folder}/{folder}{name}.md": HELD for folder in "bd" for name in "xyz"}
    found = find_families([sketch(path, text) for path, text in texts.items()], [own("rfc.md"), minutes], [])

    assert [(("docs/**/*.md",), 12)] == [(one.match, len(one.documents)) for one in found.families]
    assert {"rfc.md", "templates/minutes-template.md"} == {*found.families[0].kin, found.families[0].template}


def test_a_bundled_template_of_the_same_documents_is_left_out() -> None:
    """The team's own governs them all, and a bundled one is nobody's file to be kin of."""
    bundled = Template("<minutes>", derive(parse("m.md", MINUTES), "minutes", ()), 1.0)
    texts = {f"docs/{folder}/{folder}{name}.md": FILLED for folder in "ac" for name in "xyz"}
    texts |= {f"docs/{folder}/{folder}{name}.md": HELD for folder in "bd" for name in "xyz"}
    found = find_families([sketch(path, text) for path, text in texts.items()], [own("rfc.md")], [bundled])

    assert [("rfc.md", 12, ())] == [(one.template, len(one.documents), one.kin) for one in found.families]


def test_a_family_whose_documents_all_are_of_narrower_ones_is_none() -> None:
    """Nothing would be left for it to govern."""
    paths = {folder: tuple(f"docs/{folder}/{name}.md" for name in "xyz") for folder in "ab"}
    narrow = [Family(folder, own, (f"docs/{folder}/*.md",), use=folder) for folder, own in paths.items()]
    wide = Family("wide", (*paths["a"], *paths["b"]), ("docs/**/*.md",), use="wide")

    assert ["a", "b"] == [one.name for one in find_families([], [], [], [wide, *narrow]).families]


def test_a_name_that_is_taken_gets_a_number() -> None:
    """A team's template is called like a bundled one, of which it has documents, too."""
    text = b"# ADR-0001\n\n## Present\n\nAda\n\n## Decisions\n\nNone.\n\n## Actions\n\nNone.\n"
    texts = {f"text/{number:04}-x.md": FILLED for number in range(1, 6)}
    texts |= {f"notes/{number:04}-x.md": text for number in range(1, 4)}
    bundled = Template("<rfc>", derive(parse("m.md", MINUTES), "rfc", ()), 1.0)
    found = find_families([sketch(path, text) for path, text in texts.items()], [own()], [bundled])

    assert [("rfc", 3), ("rfc-2", 5)] == [(one.name, len(one.documents)) for one in found.families]


def test_pages_that_have_nothing_in_common_are_no_family() -> None:
    """A folder of guides is not said to lack a template."""
    pages = {f"docs/{name}.md": f"# {name}\n\n## How to {name}\n\nWords.\n" for name in ("moor", "sail", "row")}
    found = find_families([sketch(path, text.encode()) for path, text in pages.items()], [own()], [])

    assert ((), ()) == (found.families, found.unknown)


def test_documents_that_only_share_a_templates_name_are_not_of_it() -> None:
    """A plan that has nothing of the template's plan was written by another tool."""
    plans = {f"changes/{name}/plan.md": NOTES for name in ("moor", "sail", "row", "tow")}
    template = Template("templates/plan-template.md", derive(parse("p.md", RFC), "plan", ()), 1.0)

    assert () == find_families([sketch(path, text) for path, text in plans.items()], [template], []).families


def test_a_folders_own_template_is_for_what_lies_in_it() -> None:
    """Never that of a folder beside, however much more the documents are like it."""
    texts = {f"locks/{name}.md": FILLED for name in ("east", "west", "north")}
    texts |= {f"pumps/old/{name}.md": FILLED for name in ("one", "two", "three")}
    templates = [own("locks/_template.md"), own("pumps/_template.md", MINUTES)]
    found = find_families([sketch(path, text) for path, text in texts.items()], templates, [])

    assert [("locks/_template.md", ("locks/*.md",))] == [(one.template, one.match) for one in found.families]


def test_what_a_document_is_called_at_its_end_says_of_which_template_it_is() -> None:
    """One folder for each part, and in each a document of each template."""
    parts = ("lock", "pump", "gate")
    texts = {f"docs/design/{part}/{part}-report.md": FILLED for part in parts}
    texts |= {f"docs/design/{part}/{part}-minutes.md": HELD for part in parts}
    templates = [own("docs/templates/x/report-template.md"), own("docs/templates/x/minutes-template.md", MINUTES)]
    found = find_families([sketch(path, text) for path, text in texts.items()], templates, [])

    assert {
        "docs/templates/x/report-template.md": ("docs/design/**/*-report.md",),
        "docs/templates/x/minutes-template.md": ("docs/design/**/*-minutes.md",),
    } == {one.template: one.match for one in found.families}


def test_one_document_among_many_that_are_called_alike_is_no_family() -> None:
    """The next one is called like the others, and no glob tells of which template it is."""
    texts = {f"docs/specs/LOCK-SPEC-{number:04}-x.md": NOTES for number in range(1, 6)}
    texts["docs/specs/LOCK-SPEC-0007-y.md"] = FILLED
    found = find_families([sketch(path, text) for path, text in texts.items()], [own("docs/templates/spec.md")], [])

    assert () == found.families
    assert [1] == [one.documents for one in found.unknown if one.why.endswith("docs/templates/spec.md")]
