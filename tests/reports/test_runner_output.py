"""What the runner reads: workflow commands, guarded logs, step outputs. And a check run's annotations."""

from __future__ import annotations

import pytest
from tests.reports.samples import PLACE, judged, report

from speclatch.model import Finding, JudgedFinding, Location, Severity, Subject
from speclatch.reports.annotations import all_annotations, annotation, guarded, workflow_annotations
from speclatch.reports.check_run import check_run, unjudged_status
from speclatch.reports.outputs import step_outputs

WARNING, NOTE = Severity.WARNING, Severity.NOTE


def test_ten_of_each_kind_and_a_word_on_the_rest() -> None:
    """GitHub shows ten errors and ten warnings of a step; notes are no annotations."""
    found = [judged(n, severity=kind) for kind in Severity for n in range(1, 13)]
    lines = workflow_annotations(report(*found)).splitlines()

    assert 10 == sum(line.startswith("::error ") for line in lines)
    assert 10 == sum(line.startswith("::warning ") for line in lines)
    assert "2 more errors: GitHub shows 10 of a step; all are in the job summary." == lines[10]
    assert 22 == len(lines)


def test_all_annotations_where_nothing_else_tells() -> None:
    """Every finding, notes too, the worst first, in the report's order."""
    found = [judged(1, severity=NOTE), judged(2), judged(3, severity=WARNING), judged(4)]
    lines = all_annotations(report(*found, *map(judged, range(5, 20)))).splitlines()

    assert ["line=2", "line=4", "line=5"] == [line.split(",")[1] for line in lines[:3]]
    assert ["::warning ", "::notice "] == [line[: line.index(" ") + 1] for line in lines[-2:]]
    assert 19 == len(lines)


def test_a_few_are_told_without_a_word_on_the_rest() -> None:
    """Ten are all; an annotation of several lines has no columns, one without a hint ends with its message."""
    found = [judged(n, end_line=n + 1, hint="") for n in range(1, 11)]
    lines = workflow_annotations(report(*found)).splitlines()

    assert 10 == len(lines)
    assert (
        "::error file=docs/21-exec-spec/EXEC-062-smtp.md,line=1,endLine=2,title=reference-broken::"
        "`docs/x.md` does not exist"
    ) == lines[0]


def test_annotation_names_its_place() -> None:
    """File, lines and, on a single line, columns; every value escaped."""
    place = Location("docs/a,b:c.md", 3, 3, 5, 9)
    finding = Finding("rule", "50% of\n::error::x", place, Subject("x"), "Mend it.")

    assert (
        "::warning file=docs/a%2Cb%3Ac.md,line=3,endLine=3,col=5,endColumn=9,title=rule::"
        "50%25 of%0A::error::x. Mend it."
    ) == annotation(JudgedFinding(finding, WARNING, "f"))


@pytest.mark.parametrize(
    ("message", "hint", "expected"),
    [
        ("nobody has it", "Name one.", "nobody has it. Name one."),
        ("what is it?", "Say so.", "what is it? Say so."),
        ("nobody has it", "", "nobody has it"),
    ],
)
def test_message_and_hint_are_sentences(message: str, hint: str, expected: str) -> None:
    """A full stop parts them, unless the message ends with a mark of its own."""
    assert annotation(judged(1, message=message, hint=hint)).endswith(f"::{expected}")


def test_guarded_text_cannot_command() -> None:
    """Commands are off between two lines that only this run can know."""
    assert "::stop-commands::s3cret\n::set-env name=x::y\n::s3cret::\n" == guarded("::set-env name=x::y", "s3cret")


@pytest.mark.parametrize("token", ["", "x"])
def test_guard_must_be_a_secret(token: str) -> None:
    """A token that the text holds would let it switch commands on again."""
    with pytest.raises(ValueError, match="token"):
        guarded("x", token)


def test_outputs_end_at_their_delimiter_alone() -> None:
    """A value of several lines stays one value."""
    assert "report<<D1\na\nb=c\nD1\nverdict<<D1\nfail\nD1\n" == step_outputs(
        {"report": "a\nb=c", "verdict": "fail"}, "D1"
    )
    with pytest.raises(ValueError, match="delimiter"):
        step_outputs({"report": "a\nD1\nverdict<<x"}, "D1")


def test_check_annotations_are_within_githubs_terms() -> None:
    """Levels, columns on single lines only, the worst first, nothing too long or invisible."""
    place = Location("docs/a.md", 2, 4, 1, 3)
    spanning = JudgedFinding(Finding("r", "x\u202e" + "y" * 9_000, place, Subject("x")), NOTE, "f")
    check = check_run(report(spanning, judged(1)), PLACE, name="speclatch", external_id="e")
    first, second = check.annotations

    assert ["failure", "notice"] == [item["annotation_level"] for item in (first, second)]
    assert "start_column" not in second
    assert len(str(second["message"])) <= 4_000
    assert "\u202e" not in str(second["message"])


def test_status_description_is_cut() -> None:
    """GitHub refuses descriptions of more than 140 characters."""
    assert 140 == len(str(unjudged_status("x" * 500, PLACE, context="c")["description"]))
