"""What a repository has: families with their templates, and templates that no document is of."""

from __future__ import annotations

from tests.scaffold.test_families import FILLED, NOTES, RFC
from tests.support.memory import MemoryTree

from speclatch.scaffold.survey import survey

SPEC = b"""# navigation Specification

## Purpose
Riders find their bench.

## Requirements
### Requirement: A map is shown
#### Scenario: A rider looks
- **WHEN** the map opens
- **THEN** the bench blinks
"""
CHECKLIST = b"""# [TYPE] Checklist

## [Category]

- [ ] CHK001 [what is checked]

## Notes

Describe how to use it.
"""


def test_documents_of_one_name_are_of_the_template_of_that_name() -> None:
    """Where they share no title with it: what a tool wrote after it has headings of its own."""
    files = {f"features/{name}/checklists/pumps.md": NOTES for name in ("a", "b", "c", "d")}
    found = survey(MemoryTree({**files, ".specify/templates/checklist-template.md": CHECKLIST}))

    assert [(".specify/templates/checklist-template.md", 4)] == [
        (one.template, len(one.documents)) for one in found.families
    ]


def test_what_lies_in_a_familys_place_is_no_template() -> None:
    """A specification of templates lies among the specifications, and is one."""
    names = ("navigation", "lights", "module-template")
    found = survey(MemoryTree({f"openspec/specs/{name}/spec.md": SPEC for name in names}))

    assert [("openspec-spec", 3)] == [(one.use, len(one.documents)) for one in found.families]


def test_a_template_waits_where_nothing_else_lies() -> None:
    """Its glob names no document that is there and of something else."""
    waiting = survey(MemoryTree({"docs/rfcs/template.md": RFC}))
    among_pages = survey(MemoryTree({"templates/rfc-template.md": RFC, "docs/start.md": NOTES, "docs/faq.md": NOTES}))

    assert [("docs/rfcs/*.md",)] == [one.match for one in waiting.families]
    assert among_pages.families == ()
    assert among_pages.idle == ("templates/rfc-template.md",)


def test_documents_of_a_template_beside_them() -> None:
    """As most repositories have it."""
    found = survey(MemoryTree({"text/0000-template.md": RFC, **{f"text/000{n}-x.md": FILLED for n in range(1, 5)}}))

    assert [("text/0000-template.md", 4)] == [(one.template, len(one.documents)) for one in found.families]


EXPLAINING = b"""## Summary

Water has a will of its own.

## Motivation

Pumps are old, and people know it.

## Design

The design is where the float is drawn.

## Drawbacks

[What speaks against it]

## Alternatives

Buckets are one, and there are others.
"""
DRAINED = b"""## Summary

The yard is dry.

## Motivation

It was wet.

## Design

A float and a drain, side by side.

## Drawbacks

Noise.

## Alternatives

Buckets.
"""


def test_a_template_that_explains_more_than_it_asks_has_followers() -> None:
    """Its name says that it is one, and so do the documents that resemble it; without them it is a page."""
    followed = {f"core/cap-{number:04}.md": DRAINED for number in range(1, 8)}
    found = survey(MemoryTree({**followed, "cap-template.md": EXPLAINING}))
    alone = survey(MemoryTree({"cap-template.md": EXPLAINING, "notes/a.md": NOTES}))

    assert [("cap-template.md", 7)] == [(one.template, len(one.documents)) for one in found.families]
    assert (alone.families, alone.idle) == ((), ())


def test_documents_that_wait_for_their_number_are_none_of_each_others_templates() -> None:
    """`0000-pump.md` is what its author wrote, however much of it is still a question."""
    asking = FILLED.replace(b"## Drawbacks", b"## Open\n\nWho pays?\n\n## Cost\n\n## Place\n\n## Drawbacks")
    files = {f"accepted/0000-{name}.md": asking for name in ("pump", "hose", "drain")}
    found = survey(MemoryTree({**files, "0000-template.md": RFC}))

    assert [("0000-template.md", 3)] == [(one.template, len(one.documents)) for one in found.families]
