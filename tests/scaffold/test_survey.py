"""What a repository has: families with their templates, and templates that no document is of."""

from __future__ import annotations

import pytest
from tests.scaffold.test_families import FILLED, NOTES, RFC
from tests.support.memory import MemoryTree

from speclatch.model import Phase
from speclatch.profiles.load import builtin_template
from speclatch.scaffold.practice import phase_of_word
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

    assert [("openspec-spec", 3)] == [(one.use, len(one.documents)) for one in found.families if one.documents]


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


SAMPLED = "# 表題\n\n## 背景\n\n- 水位と制約\n\n## 決定\n\n- 採用した案と要点\n\n## 影響\n\n- 費用と保守\n".encode()
DECIDED = (
    "# ポンプを置く\n\n## 背景\n\n庭が濡れる。\n\n## 決定\n\n二台を置く。\n\n## 影響\n\n電気代が上がる。\n".encode()
)


@pytest.mark.parametrize("name", ["0000-template.md", "ADR-000-template.md", "adr-template.md", "template.md"])
def test_a_template_whose_words_are_not_understood_is_one_by_its_name_and_its_folder(name: str) -> None:
    """It governs the documents beside it that have its sections, and is none of them."""
    decisions = {f"docs/adr/ADR-00{number}-x.md": DECIDED for number in range(1, 4)}
    found = survey(MemoryTree({**decisions, f"docs/adr/{name}": SAMPLED}))

    assert [(f"docs/adr/{name}", tuple(decisions))] == [(one.template, one.documents) for one in found.families]
    assert ("ADR-" in name) == bool(found.excluded), "only what a glob would match has to be left out"


def test_one_decision_is_enough_beside_a_template_whose_fields_ask() -> None:
    """Where neither a choice nor the sample of a date stands in it, one that resembles it proves nothing."""
    head = "日付: YYYY-MM-DD\nステータス: Proposed | Accepted | Superseded\n".encode()
    said = "日付: 2026-02-03\nステータス: Accepted\n".encode()
    asking = SAMPLED.replace(b"\n\n", b"\n\n" + head + b"\n", 1)
    decided = DECIDED.replace(b"\n\n", b"\n\n" + said + b"\n", 1)
    found = survey(MemoryTree({"docs/adr/ADR-0001-x.md": decided, "docs/adr/template.md": asking}))
    plain = survey(MemoryTree({"docs/adr/ADR-0001-x.md": DECIDED, "docs/adr/template.md": SAMPLED}))

    assert [("docs/adr/template.md", 1)] == [(one.template, len(one.documents)) for one in found.families]
    assert [""] == [one.template for one in plain.families]


def test_a_decision_about_templates_is_none() -> None:
    """Its name says more than that it is a template."""
    names = ("pod-template", "pump", "hose", "drain")
    found = survey(MemoryTree({f"docs/adr/{name}.md": DECIDED for name in names}))

    assert [("", 4)] == [(one.template, len(one.documents)) for one in found.families]


def test_documents_that_wait_for_their_number_are_none_of_each_others_templates() -> None:
    """`0000-pump.md` is what its author wrote, however much of it is still a question."""
    asking = FILLED.replace(b"## Drawbacks", b"## Open\n\nWho pays?\n\n## Cost\n\n## Place\n\n## Drawbacks")
    files = {f"accepted/0000-{name}.md": asking for name in ("pump", "hose", "drain")}
    found = survey(MemoryTree({**files, "0000-template.md": RFC}))

    assert [("0000-template.md", 3)] == [(one.template, len(one.documents)) for one in found.families]


def test_documents_in_other_formats_are_said() -> None:
    """Where there are several in one folder; a lone one is nobody's family."""
    found = survey(MemoryTree({f"docs/{name}.rst": b"x" for name in "abc"} | {"src/d.rst": b"x", "notes/e.adoc": b"x"}))

    assert [("docs/*.rst", 3, ".rst is not supported, only Markdown")] == [
        (one.place, one.documents, one.why) for one in found.unknown
    ]


def test_a_template_that_cannot_be_read_is_none() -> None:
    """Its documents are left without one."""
    files = {"text/0000-template.md": b"\xff\xfe\x00", **{f"text/000{n}-x.md": FILLED for n in range(1, 5)}}
    found = survey(MemoryTree(files))

    assert ((), ["text/*.md"]) == (found.families, [one.place for one in found.unknown])


def test_a_template_that_is_too_dense_to_read_is_none() -> None:
    """It looks like one, and nobody can say what it asks."""
    files = {"text/0000-template.md": RFC + b"*a " * 200_001, **{f"text/000{n}-x.md": FILLED for n in range(1, 5)}}

    assert () == survey(MemoryTree(files)).families


def test_a_tools_own_template_governs_the_documents_in_its_place() -> None:
    """What a team changed in it holds, rather than the bundled one."""
    text = builtin_template("spec-kit-spec").encode()
    documents = {f"specs/00{number}-x/spec.md": text for number in range(1, 4)}
    found = survey(MemoryTree({**documents, ".specify/templates/spec-template.md": text}))

    assert [(".specify/templates/spec-template.md", ("specs/*/spec.md",), 3)] == [
        (one.template, one.match, len(one.documents)) for one in found.families if one.documents
    ]


def test_what_a_tool_has_archived_is_history_for_the_families_beside() -> None:
    """A team's designs lie in the folders of the tool's changes, and in its archive."""
    places = [f"openspec/changes/c{number}" for number in range(3)]
    proposal = builtin_template("openspec-proposal").encode()
    files = {f"{place}/proposal.md": proposal for place in places} | {f"{place}/design.md": FILLED for place in places}
    found = survey(
        MemoryTree({**files, "openspec/changes/archive/old/design.md": FILLED, "openspec/design-template.md": RFC})
    )

    assert ("openspec/changes/**/design.md", "!openspec/changes/archive/**") in [one.match for one in found.families]


def test_a_second_template_of_the_same_documents_is_kin() -> None:
    """One governs them, and the other is known to be of the family."""
    files = {"text/0000-template.md": RFC, "text/rfc-template.md": RFC}
    found = survey(MemoryTree({**files, **{f"text/000{n}-x.md": FILLED for n in range(1, 5)}}))

    assert [("text/0000-template.md", ("text/rfc-template.md",))] == [(one.template, one.kin) for one in found.families]


def test_metadata_that_cannot_be_read_beside_a_template() -> None:
    """The template is read without it."""
    files = {"keps/NNNN-kep-template/README.md": RFC, "keps/NNNN-kep-template/kep.yaml": b"a: \xff"}
    found = survey(MemoryTree({**files, **{f"keps/000{n}-x/README.md": FILLED for n in range(1, 5)}}))

    assert [("keps/NNNN-kep-template/README.md", 4, "")] == [
        (one.template, len(one.documents), one.metadata) for one in found.families
    ]


def test_documents_that_are_called_as_their_authors_like() -> None:
    """Most of a folder resembles the template beside it, so that all of the folder is governed."""
    files = {f"docs/{name}.md": FILLED for name in ("tide", "moon", "lock", "pump", "bell")}
    found = survey(MemoryTree({**files, "docs/harbour.md": NOTES, "docs/rfc-template.md": RFC}))

    assert [(("docs/*.md",), 6)] == [(one.match, len(one.documents)) for one in found.families]


@pytest.mark.parametrize(
    ("word", "phase"), [("wip-ish", Phase.DRAFT), ("Sketched", Phase.DRAFT), ("cooking", Phase.IMPLEMENTING)]
)
def test_the_phase_that_a_teams_word_means(word: str, phase: Phase) -> None:
    """By how it begins; where nothing tells, the work is under way."""
    assert phase is phase_of_word(word)


def test_a_template_waits_beside_a_readme() -> None:
    """Which is nobody's document, and is taken out of the glob."""
    found = survey(MemoryTree({"docs/rfcs/template.md": RFC, "docs/rfcs/README.md": NOTES}))

    assert [("docs/rfcs/*.md", "!**/README.md")] == [one.match for one in found.families]


def test_migrations_of_a_tool_that_needs_no_setting() -> None:
    """The configuration names tools that have a preset, and no other."""
    found = survey(MemoryTree({"src/Data/Migrations/20260102030405_Benches.cs": b"class Benches {}"}))

    assert found.migrations == ()


@pytest.mark.parametrize("name", ["handoff-template.md", "session-template.md", "retro/template.md"])
def test_what_is_written_of_a_day_is_no_spec(name: str) -> None:
    """A template for what was done is none of what is to be done."""
    assert survey(MemoryTree({f"docs/log/{name}": RFC})).families == ()


def test_a_date_in_a_templates_name_is_no_part_of_its_kind() -> None:
    """It stands for the day of a document."""
    files = {f"docs/adr/ADR-2026010{n}-locks.md": FILLED for n in range(1, 5)}
    found = survey(MemoryTree({"docs/adr/ADR-YYYYMMDD-template.md": RFC, **files}))

    assert ["adr"] == [one.name for one in found.families]


def test_documents_of_another_stage_are_of_the_family() -> None:
    """Though they have little of the template yet."""
    files = {f"rfcs/draft/web/000{n}-x.md": FILLED for n in range(1, 5)}
    later = {f"rfcs/planned/web/001{n}-y.md": NOTES for n in range(1, 5)}
    found = survey(MemoryTree({"rfcs/0000-template.md": RFC, **files, **later}))

    assert [("rfcs/**/[0-9]*.md",)] == [one.match[:1] for one in found.families]
    assert [8] == [len(one.documents) for one in found.families]


def test_a_log_of_tasks_is_not_of_the_template_of_designs() -> None:
    """A few resemble it, and they are called otherwise than what lies beside it."""
    designs = {f"docs/design/{name}.md": FILLED for name in ("locks", "lamps", "racks", "pumps")}
    tasks = {f"docs/tasks/2026010{n}-x.md": NOTES for n in range(1, 8)}
    files = {**designs, **tasks, "docs/tasks/20260108-x.md": FILLED}
    found = survey(MemoryTree({"docs/design/template.md": RFC, **files}))

    assert [("docs/design/*.md",)] == [one.match for one in found.families]


SLANTED = b"""# Title

# Summary
*What it is about.*

# Explanation
*Longer, in the form you like.*

# Drawbacks
_Reasons against it._
"""
SAID = b"# Summary\n\nBenches.\n\n# Explanation\n\nThey stand.\n\n# Drawbacks\n\nRain.\n"


def test_a_template_that_speaks_in_italics() -> None:
    """As a rule they are what is to be written."""
    files = {f"proposals/000{n}.md": SAID for n in range(1, 3)}
    found = survey(MemoryTree({"proposals/0000-template.md": SLANTED, **files}))

    assert [("proposals/0000-template.md", 2)] == [(one.template, len(one.documents)) for one in found.families]


STORY = """# S{{{{NN}}}}-{{{{NN}}}}: {}

> Status: {} | Epic: {} | Last updated: {}

## Description

{}

## Acceptance criteria

{}

## Tasks

{}
"""
HOLES = STORY.format(
    "{{Title}}", "{{Status}}", "{{Epic}}", "{{DATE}}", "As {{who}} I want {{what}}", "- {{how}}", "{{one}}"
)
TOLD = STORY.format(
    "Pumps", "Done", "2", "2026-04-02", "The pumps run at night.", "- They stop at high tide.", "Clock."
)


def test_a_template_with_holes_and_the_number_zero_governs_the_numbered_documents_beside_it() -> None:
    """What a tool fills in between two braces asks its author, and a number of zeros is nobody's."""
    texts = {f"work/stories/s01-{number:02}-pumps.md": TOLD.encode() for number in range(1, 5)}
    (family,) = survey(MemoryTree({**texts, "work/stories/s00-00-template.md": HOLES.encode()})).families

    assert ("stories", "work/stories/s00-00-template.md", 4) == (family.name, family.template, len(family.documents))


ON_TEMPLATES = b"""# Summary

A page shows `{{ tide }}` where the harbour master writes it.

# Motivation

```html
<p>{{ tide }}</p>
```

# Drawbacks

Whoever forgets `{{ tide }}` shows nothing.
"""


def test_a_document_about_templates_is_none_for_the_code_that_it_shows() -> None:
    """Two braces in code are what it is about; in a text they are left to an author."""
    files = {f"active/000{number}-x.md": SAID for number in range(1, 4)}
    texts = {**files, "0000-template.md": SLANTED, "active/0016-inline-templates.md": ON_TEMPLATES}
    (family,) = survey(MemoryTree(texts)).families

    assert ("0000-template.md", 4) == (family.template, len(family.documents))


def test_what_a_tool_has_installed_is_no_document_and_its_templates_are_templates() -> None:
    """A folder with a list of what was put there: its checklist resembles the template that it is about."""
    tool = {"flow/_config/manifest.yaml": b"version: 6\n", "flow/rfc/template.md": RFC, "flow/rfc/checklist.md": FILLED}
    own = {f"docs/plans/{number}-x.md": FILLED for number in range(1, 5)}
    beside = MemoryTree({path: text for path, text in tool.items() if "manifest" not in path})

    assert [("flow/rfc/template.md", ("flow/rfc/checklist.md",))] == [
        (one.template, one.documents) for one in survey(beside).families
    ]
    assert [()] == [one.documents for one in survey(MemoryTree(tool)).families]
    assert [("flow/rfc/template.md", 4)] == [
        (one.template, len(one.documents)) for one in survey(MemoryTree({**tool, **own})).families
    ]


def test_a_template_above_that_is_of_another_kind_claims_no_folder() -> None:
    """By its name it is for decisions; the stories below it are of the template that a tool keeps elsewhere."""
    stories = {f"docs/stories/{number}-x.md": FILLED for number in range(1, 5)}
    forms = {
        "docs/berth-template.md": b"# Berth\n\n## Ship\n*Name.*\n\n## Quay\n*Number.*\n",
        "flow/write-rfc/template.md": RFC,
    }

    assert [("flow/write-rfc/template.md", 4)] == [
        (one.template, len(one.documents)) for one in survey(MemoryTree({**stories, **forms})).families
    ]


ALIKE = FILLED.replace(b"# Tide tables", b"# Locks")
UNLIKE = b"# We write down what we decide\n\n## Why\n\nSo that nobody asks twice.\n"


def test_a_template_beside_two_documents_is_theirs_where_one_of_them_follows_it() -> None:
    """The first decision of a team is often one to write decisions, in a form of its own."""
    texts = {"docs/decisions/0000-write.md": UNLIKE, "docs/decisions/0001-locks.md": ALIKE}
    beside = survey(MemoryTree({**texts, "docs/decisions/adr-template.md": RFC})).families
    elsewhere = survey(MemoryTree({**texts, "forms/adr-template.md": RFC})).families

    assert [(2, ("docs/decisions/[0-9]*.md",))] == [(len(one.documents), one.match) for one in beside]
    assert [] == [one for one in elsewhere if one.documents]


PLAIN_GUIDANCE = b"""# RFC 0000: Title

- Status: draft
- Author(s):
- Created:

## Summary

One paragraph explaining the change.

## Prior art

Existing solutions considered and why they are insufficient.

## Design

The proposed architecture.
"""


def test_a_template_that_lies_alone_in_a_folder_of_specs_waits_however_it_speaks() -> None:
    """Its name says that it is one, and some of it is left to the author."""
    alone = survey(MemoryTree({"docs/rfcs/0000-template.md": PLAIN_GUIDANCE, "docs/rfcs/README.md": NOTES}))
    page = survey(MemoryTree({"docs/guides/0000-template.md": PLAIN_GUIDANCE}))

    assert [("docs/rfcs/*.md", "!**/README.md")] == [one.match for one in alone.families]
    assert () == page.families


def test_of_two_equal_templates_the_one_in_a_folder_of_documents_waits() -> None:
    """The other one at the root says the same of no place."""
    found = survey(MemoryTree({"0000-template.md": RFC, "text/0000-template.md": RFC}))

    assert [("text/*.md",)] == [one.match for one in found.families]


PROPOSAL = b"# Proposal: {title}\n\n## Why\n\n{why}\n\n## What Changes\n\n{what}\n\n## Impact\n\n{impact}\n"
CHANGE = b"# Lights\n\n## Why\n\nIt is dark.\n\n## What Changes\n\nLamps.\n\n## Impact\n\nNone.\n"


def test_what_a_tool_has_put_aside_as_history_is_no_family_where_nothing_is_under_way() -> None:
    """Four changes that are done, and none that is being made."""
    done = {f"openspec/changes/archive/2026-0{month}-lights/proposal.md": CHANGE for month in range(1, 5)}
    own = {"openspec/schemas/ours/templates/proposal.md": PROPOSAL, "openspec/specs/navigation/spec.md": SPEC}
    found = survey(MemoryTree({**done, **own}))

    assert ["openspec-spec"] == [one.name for one in found.families if one.documents]


def test_what_a_tool_will_write_next_is_governed_from_the_first_day() -> None:
    """A feature has a specification today; its plan, its tasks and the next change come tomorrow."""
    spec = builtin_template("spec-kit-spec").encode()
    plan = builtin_template("spec-kit-plan").encode()
    kit = survey(MemoryTree({".specify/templates/plan-template.md": plan, "specs/001-pumps/spec.md": spec})).families
    change = survey(MemoryTree({"openspec/specs/navigation/spec.md": SPEC})).families

    assert [("specs/*/plan.md",), ("specs/*/tasks.md",), ("specs/*/checklists/*.md",)] == [
        one.match for one in kit if not one.documents
    ]
    assert [".specify/templates/plan-template.md", "", ""] == [one.template for one in kit if not one.documents]
    assert ["openspec-proposal", "openspec-delta", "openspec-tasks"] == [one.use for one in change if not one.documents]


def test_a_template_is_called_after_its_kind_and_not_after_its_number() -> None:
    """`adr000-template.md` is one of decisions."""
    texts = {f"records/adr00{number}-x.md": FILLED for number in range(1, 5)}
    (family,) = survey(MemoryTree({**texts, "records/adr000-template.md": RFC})).families

    assert ("adr", 4) == (family.name, len(family.documents))


def test_groups_without_a_template_that_are_called_the_same_are_told_of_once() -> None:
    """Documents of a folder with numbers and without, and those of one name in all folders."""
    texts = {f"docs/specs/{name}.md": NOTES for name in ("1-a", "2-b", "3-c", "x", "y", "z")}
    inside = {f"{name}/install.md": NOTES for name in "abcd"}
    found = survey(MemoryTree({**texts, **inside}))

    assert [("**/install.md", 4), ("docs/specs/*.md", 6)] == sorted((one.place, one.documents) for one in found.unknown)


def test_the_documents_of_another_year_lie_in_its_folder() -> None:
    """Their template lies above, and may say little to its author: the first documents show that it is one."""
    template = b"# Proposal: the east lock\n\n- **Status:** Draft | Accepted | Rejected\n- **Updated:** YYYY-MM-DD\n\n"
    body = b"## Summary\n\nWhat is it?\n\n## Motivation\n\nThe lock leaks.\n\n## Design\n\n- Gates\n- Pumps\n"
    filled = (template + body).replace(b"Draft | Accepted | Rejected", b"Draft").replace(b"YYYY-MM-DD", b"2026-02-01")
    files = {f"proposals/2026/00{n}-x.md": filled for n in (1, 2)}
    found = survey(MemoryTree({"proposals/template.md": template + body, "rfcs/template.md": RFC, **files}))

    assert [("proposals/template.md", ("proposals/**/[0-9]*.md",))] == [
        (one.template, one.match) for one in found.families
    ]


def test_what_a_tool_writes_is_no_template_whatever_it_is_about() -> None:
    """A capability is called after templates, in an archive, too, and a plan beside the changes is nobody's spec."""
    about = b"# Templates\n\n## Purpose\n\n<say why>\n\n## ADDED Requirements\n\n<say what>\n"
    folders = ("openspec/specs", "docs/archive/openspec/specs", "openspec/changes/archive/a/specs")
    found = survey(MemoryTree({f"{folder}/issue-template/design.md": about for folder in folders}))

    assert ((), ()) == (found.families, found.idle)


def test_the_folders_of_one_tool_are_no_package_that_holds_those_of_another() -> None:
    """`openspec/specs/*/spec.md` is OpenSpec's alone, though Spec Kit is set up as well."""
    spec = b"# Locks\n\n## Purpose\n\nBoats pass.\n\n## Requirements\n\n### Requirement: Gates\n\nThey SHALL close.\n"
    files = {f"openspec/specs/{name}/spec.md": spec for name in ("locks", "pumps", "gates")}
    found = survey(MemoryTree({".specify/templates/spec-template.md": RFC, **files}))

    assert ["openspec-spec"] == [one.name for one in found.families if one.documents]


def test_an_archetype_is_the_template_of_a_sites_documents() -> None:
    """Hugo keeps them in a folder of its own."""
    files = {f"site/content/decisions/{name}.md": FILLED for name in ("locks", "pumps", "gates")}
    found = survey(MemoryTree({"site/archetypes/decisions.md": RFC, **files}))

    assert [("site/archetypes/decisions.md", ("site/content/decisions/*.md",))] == [
        (one.template, one.match) for one in found.families
    ]


def test_decisions_in_another_language_are_of_the_bundled_family() -> None:
    """Where a team has no template of its own."""
    text = "# ADR-1\n\n- 状态：Accepted\n\n## 背景\n\n甲\n\n## 决策\n\n乙\n\n## 影响\n\n丙\n".encode()
    found = survey(MemoryTree({f"docs/adr/ADR-000{number}-x.md": text for number in range(1, 5)}))

    assert [("adr", ("docs/adr/ADR-*.md",))] == [(one.use, one.match) for one in found.families]
