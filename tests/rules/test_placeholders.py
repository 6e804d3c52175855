"""What a body holds that can be a placeholder, and what looking for it costs."""

from __future__ import annotations

import time

import pytest
from tests.references.trees import SPEC, context_of, spec_text
from tests.support.memory import audit, compare

from speclatch.rules.base import Context
from speclatch.rules.placeholder.open_point import OpenPoint
from speclatch.rules.placeholder.placeholder_left import units
from speclatch.rules.placeholder.put_off import is_of_a_stage, is_put_off


@pytest.mark.parametrize("paragraph", ["TODO: x", "A sentence.", "<!-- nothing -->"])
def test_many_paragraphs_of_one_section_take_no_quadratic_time(paragraph: str) -> None:
    """Whether one stands alone in its section is known without comparing each with all."""
    context = context_of({SPEC: spec_text(body="\n\n".join([paragraph] * 20_000))})
    spec = context.catalogue.specs[SPEC]
    start = time.process_time()
    alone = [unit.text for unit in units(spec) if unit.is_answer]

    assert time.process_time() - start < 2
    assert [] == alone


@pytest.mark.parametrize("point", ["[NEEDS CLARIFICATION: who?]", "(TBD)", "[a](#b) (TBD)"])
def test_many_open_points_of_one_line_take_no_quadratic_time(point: str) -> None:
    """The line is not read from its beginning for each of them."""
    context = context_of({SPEC: spec_text(body=f"{point} " * 4_000)})
    spec = context.catalogue.specs[SPEC]
    start = time.process_time()
    found = list(OpenPoint().check(spec, Context(context, OpenPoint())))

    assert time.process_time() - start < 2
    assert 4_000 == len(found)


@pytest.mark.parametrize(
    "said",
    [
        *("TBD after alpha.", "TBD in for Beta release", "TODO before v1.4: the hours", "TBD (until GA)"),
        *(
            "TBD in phase 2",
            "TBC by 2027-03-01",
            "TBD at the beta stage",
            "XXX in Q3 2027",
            "TBD upon general availability",
        ),
        *("TBD nach der Beta", "TODO antes de la fase 3", "TBD après l'étape 2", "TBD после беты"),
    ],
)
def test_what_names_the_stage_it_waits_for_is_put_off(said: str) -> None:
    """A stage, a numbered step, a version, a quarter and a date are moments that have a name."""
    assert is_put_off(said)


@pytest.mark.parametrize(
    "said",
    [
        *("TBD", "TBD later", "TBD in a later release", "TBD by Anna", "TODO: alpha and beta", "TBD in the phase"),
        *("TODO: for beta riders, who pays", "TBD after the ride", "TODO in release notes", "TBD alpha"),
    ],
)
def test_what_waits_for_nothing_that_has_a_name_is_not_put_off(said: str) -> None:
    """Neither a person nor an unnumbered release nor a stage that the text only speaks of is such a moment."""
    assert not is_put_off(said)


@pytest.mark.parametrize(("status", "severity"), [("Draft", "note"), ("Approved", "note"), ("Done", "error")])
def test_what_is_put_off_is_a_note_until_the_spec_is_done(status: str, severity: str) -> None:
    """Then the stage has come, and the answer has not."""
    report = audit(
        {
            ".speclatch.yml": "version: 1\nprofiles: [{name: spec, template: template.md, match: ['specs/*.md']}]\n",
            "template.md": "---\nstatus: Draft\n---\n\n# <Title>\n\n## Context\n",
            "specs/a.md": f"---\nstatus: {status}\n---\n\n# Benches\n\n## Context\n\nTBD after the beta.\n",
        }
    )

    assert [severity] == [one.severity.value for one in report.findings if one.finding.rule == "open-point"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        *(("Beta", True), ("**GA**", True), ("Alpha -> Beta Graduation", True), ("Beta to GA", True)),
        *(("Phase 2", False), ("Beta riders", False), ("Stable doors", False), ("Graduation of slots", False)),
    ],
)
def test_a_heading_that_names_a_stage_and_nothing_else_is_of_that_stage(title: str, expected: bool) -> None:
    """What stands below it waits for the stage; of other headings nobody can tell."""
    assert expected is is_of_a_stage(title)


@pytest.mark.parametrize(("title", "severity"), [("Beta", "note"), ("Context", "error")])
def test_a_word_for_later_below_a_stage_waits_for_it(title: str, severity: str) -> None:
    """`TBD` below *Beta* says that the beta's criteria come with the beta; below *Context* it says nothing."""
    report = audit(
        {
            ".speclatch.yml": "version: 1\nprofiles: [{name: spec, template: template.md, match: ['specs/*.md']}]\n",
            "template.md": f"---\nstatus: Draft\n---\n\n# <Title>\n\n## {title}\n",
            "specs/a.md": f"---\nstatus: Approved\n---\n\n# Benches\n\n## {title}\n\nTBD\n",
        }
    )

    assert [severity] == [one.severity.value for one in report.findings if one.finding.rule == "placeholder-left"]


def test_a_date_to_come_stands_anywhere_among_dates() -> None:
    """Before them as behind them; a list that goes on after a blank line is another one."""
    told = [
        [(one.finding.location.line, one.severity.value) for one in report.findings]
        for report in (
            audit(
                {
                    ".speclatch.yml": "version: 1\nprofiles: [{name: s, template: t.md, match: ['specs/*.md']}]\n",
                    "t.md": "---\nstatus: Draft\n---\n\n# <Title>\n\n## Context\n",
                    "specs/a.md": f"---\nstatus: Approved\n---\n\n# Benches\n\n## Context\n\nDates:\n\n{dates}",
                }
            )
            for dates in (
                "- TBD: beta\n- 2026-03-01: alpha\n- 2026-01-01: begun\n",
                "- TBD: beta\n\nWords.\n\n- 2026-03-01: alpha\n",
            )
        )
    ]

    assert [[(11, "note")], [(11, "warning")]] == told


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- Port: TBD\n- Host: a", "- Port: 80\n- Host: TBD"),
        (
            "| Key | Value |\n|---|---|\n| Port | TBD |\n| Host | a |",
            "| Key | Value |\n|---|---|\n| Port | 80 |\n| Host | TBD |",
        ),
        ("The port is TBD.\n\nThe host is a.", "The port is 80.\n\nThe host is TBD."),
    ],
)
def test_a_word_for_later_is_not_taken_for_the_one_that_was_answered(before: str, after: str) -> None:
    """Where only what is new counts, opening one point and answering another of the section opens one."""
    config = "version: 1\nnew-only: true\nprofiles: [{name: spec, template: template.md, match: ['specs/*.md']}]\n"
    files = {".speclatch.yml": config, "template.md": "---\nstatus: Draft\n---\n\n# <Title>\n\n## Context\n"}
    old, new = (f"---\nstatus: Done\n---\n\n# Benches\n\n## Context\n\n{text}\n" for text in (before, after))
    opened = compare({**files, "specs/a.md": old}, {**files, "specs/a.md": new})
    moved = compare({**files, "specs/a.md": old}, {**files, "specs/a.md": old.replace("## Context", "\n\n## Context")})

    assert [True] == [one.counts for one in opened.findings]
    assert [False] == [one.counts for one in moved.findings]
