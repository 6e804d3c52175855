"""Check runs and commit statuses: what is sent to GitHub, whole."""

from __future__ import annotations

from tests.reports.samples import PATH, PLACE, judged, report

from speclatch.model import Location, Severity
from speclatch.reports.check_run import check_run, commit_status, unjudged_check_run, unjudged_status
from speclatch.reports.options import Place
from speclatch.reports.summary import check_summary

BARE = Place("https://github.example", "acme/specs", "a" * 40)


def test_a_failing_check_run() -> None:
    """Verdict, summary and annotations, and where more is told."""
    found = judged(3).finding._replace(location=Location(PATH, 3, 3, 5, 9))
    given = report(judged(2, end_line=4, severity=Severity.NOTE), judged(3)._replace(finding=found))
    made = check_run(given, PLACE, name="speclatch", external_id="try 1")
    summary = check_summary(given, PLACE)
    annotations = [
        {
            "path": PATH,
            "start_line": 3,
            "end_line": 3,
            "annotation_level": "failure",
            "title": "reference-broken",
            "message": "`docs/x.md` does not exist\nName a file that exists.",
            "start_column": 5,
            "end_column": 9,
        },
        {
            "path": PATH,
            "start_line": 2,
            "end_line": 4,
            "annotation_level": "notice",
            "title": "reference-broken",
            "message": "`docs/x.md` does not exist\nName a file that exists.",
        },
    ]

    assert {
        "name": "speclatch",
        "head_sha": PLACE.head,
        "status": "completed",
        "conclusion": "failure",
        "external_id": "try 1",
        "details_url": PLACE.run_url,
        "output": {
            "title": "1 error to fix before this is merged",
            "summary": summary,
            "annotations": annotations,
        },
    } == made.create
    assert ({"title": "1 error to fix before this is merged", "summary": summary}, tuple(annotations), "try 1") == (
        made.output,
        made.annotations,
        made.external_id,
    )


def test_annotations_go_in_batches_of_fifty() -> None:
    """The first with the check run, each further one with its title and summary again."""
    made = check_run(report(*map(judged, range(1, 121))), BARE, name="n", external_id="e")
    first, second, third = made.create["output"], made.batch(50), made.batch(100)

    assert isinstance(first, dict)
    assert list(made.annotations[:50]) == first["annotations"]
    assert {"output": {**made.output, "annotations": list(made.annotations[50:100])}} == second
    assert {"output": {**made.output, "annotations": list(made.annotations[100:])}} == third
    assert "details_url" not in made.create


def test_a_passing_check_run() -> None:
    """Nothing blocks."""
    made = check_run(report(judged(1, severity=Severity.WARNING)), BARE, name="n", external_id="e")

    assert "success" == made.create["conclusion"]
    assert ["warning"] == [one["annotation_level"] for one in made.annotations]


def test_what_could_not_be_judged_is_a_failure() -> None:
    """GitHub lets a neutral check pass; the reason is its summary, made visible."""
    made = unjudged_check_run("no\u202e merge", PLACE, name="n", external_id="e")

    assert "failure" == made.create["conclusion"]
    assert {"title": "could not judge", "summary": "no<U+202E> merge"} == made.output
    assert () == made.annotations


def test_commit_statuses() -> None:
    """The same verdict in one line, with a link where there is a run to look at."""
    status = {"context": "speclatch", "target_url": PLACE.run_url}

    assert {**status, "state": "success", "description": "1 spec in order"} == commit_status(
        report(), PLACE, context="speclatch"
    )
    assert {
        **status,
        "state": "failure",
        "description": "1 error to fix before this is merged",
    } == commit_status(report(judged(1)), PLACE, context="speclatch")
    assert {"state": "failure", "context": "c", "description": "no merge"} == unjudged_status(
        "no\nmerge", BARE, context="c"
    )
