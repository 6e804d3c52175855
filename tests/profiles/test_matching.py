"""Which profile a file belongs to: by its name, by what it holds, by a quick look at its bytes."""

from __future__ import annotations

import pytest

from speclatch.config.model import DEFAULT_KINDS, Config, ProfileUse
from speclatch.documents import Document, parse
from speclatch.profiles.file_names import is_markdown, is_template
from speclatch.profiles.matching import ProfileMatcher, likeness
from speclatch.profiles.profile import KeyRule, KeyType, Profile, SectionRule
from speclatch.profiles.template import derive

NOTE = "---\nid: NOTE-###\nstatus: Draft\nprd: PRD-001\nowner: x\n---\n\n# N\n\n## 1. Why\n\n## 2. What\n\n### Parts\n"
LOG = "---\nid: LOG-###\nwhen: YYYY-MM-DD\n---\n\n# L\n\n## Seen\n\n## Done\n\n## Next\n\n## Open\n"


def document(text: str) -> Document:
    """Read a text."""
    return parse("a.md", text.encode())


def profile(text: str, name: str, *match: str) -> Profile:
    """The profile of a template, with globs."""
    derived = derive(document(text), name, DEFAULT_KINDS)
    return Profile(derived.name, derived.keys, derived.sections, match=match)


def matcher(*, globs: bool = False, exclude: tuple[str, ...] = ()) -> ProfileMatcher:
    """Two kinds of documents."""
    config = Config(exclude=exclude)
    note, log = ("notes/**",) if globs else (), ("logs/*.md", "notes/log.md") if globs else ()
    return ProfileMatcher((profile(NOTE, "note", *note), profile(LOG, "log", *log)), config)


def name_of(found: Profile | None) -> str | None:
    """A profile's name."""
    return found.name if found else None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("notes/a.md", "note"),
        ("notes/deep/a.txt", "note"),
        ("notes/log.md", "note"),
        ("logs/a.md", "log"),
        ("logs/deep/a.md", None),
        ("a.md", None),
        ("notes/old/a.md", None),
    ],
)
def test_globs_decide(path: str, name: str | None) -> None:
    """The first profile whose globs name a file; none of an excluded one."""
    found = matcher(globs=True, exclude=("old/",))

    assert found.by_globs
    assert name == name_of(found.by_path(path))
    assert found.may_match(path) is (name is not None)


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("a.md", True),
        ("deep/A.MD", True),
        ("a.txt", False),
        ("note-template.md", False),
        ("templates/a.md", False),
        ("old/a.md", False),
    ],
)
def test_without_globs_any_document_may_be_one(path: str, *, may: bool) -> None:
    """Markdown that is no template and not excluded."""
    found = matcher(exclude=("old/",))

    assert not found.by_globs
    assert may is found.may_match(path)
    assert None is found.by_path(path)


def test_names_of_files() -> None:
    """Markdown and templates are known by their names."""
    assert (True, False) == (is_markdown("a/b.md"), is_markdown("a.md.archived"))
    assert (True, True, False) == (is_template("TEMPLATE.md"), is_template("x/templates/y.md"), is_template("y.md"))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("docs/NOTE-001-a.md", "note"),
        ("LOG-123a.md", "log"),
        ("LOG-123ab.md", None),
        ("LOG-1234x9.md", None),
        ("LOG-123aB.md", None),
        ("a-NOTE-001.md", None),
        ("NOTE-001/a.md", None),
        ("LOG-x.md", None),
    ],
)
def test_a_name_hints_by_its_id(path: str, name: str | None) -> None:
    """A file's name that opens with the id of a kind."""
    assert name == name_of(matcher().hinted(path))


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("## Why\n", True),
        ("## Seen\n", False),
        ("## Seen\n## 4. Next ##\r\n", True),
        ("Why\n---\n", True),
        ("# Why\n", False),
        ("text Why\n", False),
        ("", False),
    ],
)
def test_a_quick_look_at_bytes(text: str, *, possible: bool) -> None:
    """Half of some kind's level-2 headings can be there."""
    assert possible is matcher().looks_possible(text.encode())


KEYS = "id: 1\nstatus: x\nprd_ref: y\nOwner: z\n"


@pytest.mark.parametrize(
    ("text", "score"),
    [
        (f"---\n{KEYS}---\n## Why\n## What\n", 2.0),
        (f"---\n{KEYS}---\n## Why\n", 1.5),
        (f"---\n{KEYS}---\n# Why\n", 0),
        ("---\nid: 1\nstatus: x\nprd: y\n---\n## Why\n## What\n", 1.75),
        ("---\nid: 1\nstatus: x\n---\n## Why\n## What\n", 0),
        ("## Why\n## What\n", 0),
        ("---\nid: a: b\n---\n## Why\n## What\n", 1.0),
        ("---\nid: a: b\n---\n## Why\n", 0.5),
    ],
)
def test_likeness(text: str, score: float) -> None:
    """Most keys, aliases of a kind being one, and half of the headings; of unreadable keys nothing is asked."""
    assert score == likeness(profile(NOTE, "note"), document(text), Config())


def test_a_profile_that_asks_for_nothing_is_like_nothing() -> None:
    """Where there are no headings and no keys to compare, nothing speaks for it; a deeper section weighs nothing."""
    sections = SectionRule(("b",), "B", 2), SectionRule(("c",), "C", 2), SectionRule(("c", "d"), "D", 3)

    assert 0 == likeness(Profile("any"), document("text\n"), Config())
    assert 1.5 == likeness(Profile("any", (KeyRule("a"),), sections), document("---\na: 1\n---\n## B\n"), Config())


def test_content_decides_for_the_likest() -> None:
    """Of two kinds the better one, in whatever order they stand; a name decides where keys cannot be read."""
    both = f"---\n{KEYS}when: 1\n---\n## Why\n## Seen\n## Done\n## Next\n## Open\n"
    broken = document("---\nid: a: b\n---\ntext\n")

    assert "log" == name_of(matcher().by_content("a.md", document(both)))
    assert "note" == name_of(matcher().by_content("a.md", document(both.replace("## Seen\n## Done\n", "## What\n"))))
    assert None is matcher().by_content("a.md", document("## Seen\n"))
    assert None is matcher().by_content("a.md", broken)
    assert "log" == name_of(matcher().by_content("LOG-001.md", broken))
    assert None is matcher().by_content("LOG-001.md", document("text\n"))
    assert KeyType.ID is matcher().profiles[0].keys[0].type


def test_bytes_that_are_no_text_hide_no_heading() -> None:
    """A quick look says no only where there can be nothing."""
    assert matcher().looks_possible(b"## \xff\n## Why X\n## why X\n") is False
    assert matcher().looks_possible(b"## \xff\n## Why\n") is True


def test_of_two_that_are_as_like_the_first_is_taken() -> None:
    """The order of the configuration decides; hyphens and underscores in keys are one."""
    twice = ProfileMatcher((Profile("a", (KeyRule("made-at"),)), Profile("b", (KeyRule("made_at"),))), Config())

    assert "a" == name_of(twice.by_content("x.md", document("---\nMade_At: 1\n---\n")))
    assert 2.0 == likeness(twice.profiles[0], document("---\nmade_at: 1\n---\n"), Config())


@pytest.mark.parametrize(("glob", "governed"), [("notes/*.md", False), ("notes/template.md", True)])
def test_a_template_is_no_document_of_its_own(glob: str, *, governed: bool) -> None:
    """A glob that takes in the folder does not mean the template in it; one that names it does."""
    config = Config(profiles=(ProfileUse("note", template="notes/template.md", match=(glob,)),))
    found = ProfileMatcher((profile(NOTE, "note", glob),), config)

    assert governed is (found.by_path("notes/template.md") is not None)
