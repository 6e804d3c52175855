"""The summary comment and the job summary: what they say, and that they always fit."""

from __future__ import annotations

from dataclasses import replace

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.samples import PATH, PLACE, diff, judged, options, report, spec

from speclatch.model import Counts, Ignored, Location, ReferenceState, Report, Severity, Skipped, Tally
from speclatch.reports.graph import graph
from speclatch.reports.labels import short_names
from speclatch.reports.markdown import render
from speclatch.reports.options import Diff
from speclatch.reports.summary import (
    COMMENT_LIMIT,
    JOB_SUMMARY_LIMIT,
    check_summary,
    job_summary,
    summary_comment,
    worth_saying,
)
from speclatch.reports.wording import headline, sentence

WARNING, NOTE = Severity.WARNING, Severity.NOTE


@pytest.mark.parametrize(
    ("given_report", "first", "second"),
    [
        (report(specs=[]), "1 spec in order", ""),
        (replace(report(), specs=()), "no spec is touched", ""),
        (report(judged(1, severity=NOTE)), "1 spec in order", "1 note does not block."),
        (report(judged(1, severity=WARNING)), "nothing blocks this merge", "1 warning does not block."),
        (
            report(judged(1), judged(2, severity=WARNING)),
            "1 error to fix before this is merged",
            "Fix what is listed below, or say on its line why it may stay; 1 warning does not block.",
        ),
        (
            report(judged(1), judged(2, severity=WARNING), fail_on=WARNING),
            "1 error and 1 warning to fix before this is merged",
            "Fix what is listed below, or say on its line why it may stay.",
        ),
        (report(judged(1), fail_on=None), "nothing blocks this merge", "1 error does not block."),
        (report(judged(1, counts=False)), "nothing blocks this merge", "1 error does not block."),
    ],
)
def test_verdict_in_words(given_report: Report, first: str, second: str) -> None:
    """A headline with the verdict, and one sentence with what to do."""
    assert first == headline(given_report)
    assert second == sentence(given_report)


def test_the_comment_opens_with_the_verdict() -> None:
    """Its mark, and the name of the gate where it is not the only one."""
    passed, failed = (summary_comment(given, options()) for given in (report(), report(judged(1))))
    named = summary_comment(report(), options(comment_id="api"))

    assert ["✅ Speclatch", "❌ Speclatch", "✅ Speclatch `api`"] == [
        next(line for line in body.split("\n") if "Speclatch" in line).lstrip("# ").partition(":")[0]
        for body in (passed, failed, named)
    ]


def test_row_per_spec() -> None:
    """The table shows each spec's numbers, what is incomplete in bold, and which spec is only affected."""
    text = summary_comment(report(judged(3), specs=[spec(), spec("docs/b.md", changed=False)]), options())

    url = f"https://github.example/acme/specs/blob/{PLACE.head}"
    assert (
        f"| ❌&nbsp;[`EXEC-062`]({url}/{PATH}?plain=1) | implementing "
        "| **2/3** | **1/2** | **12/17** | 8/8 | **1** |\n"
        f"| ✅&nbsp;[`b.md`]({url}/docs/b.md?plain=1) ¹ |"
    ) in text


def test_an_old_ignore_in_a_changed_hunk_is_not_new() -> None:
    """Only lines that the change wrote count where they are known."""
    excused = Ignored(judged(4).finding, "no phone", Location(PATH, 3))
    known = Diff({PATH: (range(1, 9),)}, added={PATH: frozenset({4})})

    assert not worth_saying(report(ignored=[excused]), options(), known)
    assert worth_saying(report(ignored=[replace(excused, comment=Location(PATH, 4))]), options(), known)
    assert not worth_saying(report(ignored=[excused]), options(), replace(known, added={}))


def test_what_a_spec_has_none_of_is_a_dash() -> None:
    """Nothing of nothing is not complete."""
    none = Tally(0, 0)
    bare = replace(spec(), counts=Counts(none, none, none, none, 0))
    text = summary_comment(report(judged(1, severity=WARNING), specs=[bare]), options())

    assert "| implementing | – | – | – | – | – |\n" in text


def test_findings_are_listed_by_rule_with_links_to_their_lines() -> None:
    """Rules are folded lists, errors first; a hint that all share is said once."""
    found = (
        judged(9, rule="task-unchecked", severity=NOTE),
        judged(3, rule="table-empty", end_line=5),
        judged(4, rule="table-empty"),
    )
    text = summary_comment(report(*found), options())

    assert text.index("<b>table-empty</b> · 2") < text.index("<b>task-unchecked</b> · 1")
    assert f"- [`EXEC-062:3-5`]({PLACE.line_url(Location(PATH, 3, 5))}) `docs/x.md` does not exist\n" in text
    assert 2 == text.count("→ Name a file that exists.")


def test_ignores_new_in_the_change_stand_first() -> None:
    """What the pull request itself silences is seen first, and counted."""
    old = Ignored(judged(50).finding, "old reason", Location(PATH, 49))
    new = Ignored(judged(5).finding, "new `reason`", Location(PATH, 4))
    text = summary_comment(report(ignored=[old, new]), options(), diff(range(1, 10)))

    assert "<summary>2 findings ignored (1 new in this pull request)</summary>" in text
    assert text.index("**new** · `reference-broken`: `` new `reason` ``") < text.index("old reason")


def test_equal_findings_give_equal_text() -> None:
    """Nothing but the findings, their lines and the head is in the text."""
    one = report(judged(1), judged(2))

    assert summary_comment(one, options()) == summary_comment(replace(one), options())


def test_notes_are_no_news_but_new_ignores_are() -> None:
    """A first comment is for warnings and errors, for ignores that the change brings, or on demand."""
    ignored = Ignored(judged(5).finding, "why not", Location(PATH, 4))

    assert not worth_saying(report(judged(1, severity=NOTE)), options())
    assert worth_saying(report(judged(1, severity=NOTE)), options(inline=NOTE))
    assert worth_saying(report(judged(1, severity=WARNING)), options())
    assert worth_saying(report(), options(comment="always"))
    assert worth_saying(report(ignored=[ignored]), options(), diff(range(1, 10)))
    assert not worth_saying(report(ignored=[ignored]), options(), diff(range(50, 60)))


@pytest.mark.parametrize("many", [10, 200, 1_000])
def test_summary_always_fits(many: int) -> None:
    """However many findings, specs and long names: the text fits, and says what it left out."""
    long = "ä" * 300 + "/" + "x" * 200
    paths = [f"{long}{number}.md" for number in range(max(1, many // 10))]
    found = [judged(n + 1, path=paths[n % len(paths)], rule=f"rule-{n % 50}", message=long) for n in range(many)]
    references = [ReferenceState("prd", f"{long}{n}", None, "missing", Location(PATH, 1)) for n in range(20)]
    whole = report(*found, specs=[spec(path, references=references) for path in paths])

    comment, job = summary_comment(whole, options()), job_summary(whole, PLACE)
    assert len(comment.encode()) < COMMENT_LIMIT
    assert len(job.encode()) < JOB_SUMMARY_LIMIT
    assert len(check_summary(whole, PLACE).encode()) < COMMENT_LIMIT
    if many > 100:
        assert comment.endswith("The [job summary](https://github.example/acme/specs/actions/runs/9) has more.")


def test_cut_is_exact() -> None:
    """What is listed and what was cut add up to all there is."""
    whole = report(*(judged(n, message="x" * 390) for n in range(1, 301)))
    text = summary_comment(whole, options())
    listed = text.count("\n- [`EXEC-062:")

    assert 0 < listed < 300
    assert f"- … and {300 - listed} more" in text
    assert f"Not shown here: {300 - listed} findings. The [job summary]" in text


def test_job_summary_lists_what_was_not_governed() -> None:
    """Files that no profile governs are in the job summary, not in the comment."""
    whole = replace(report(judged(1)), skipped=(Skipped("docs/notes.md", "no profile's glob names it"),))

    assert "- `docs/notes.md`: no profile's glob names it" in job_summary(whole, PLACE)
    assert "notes.md" not in summary_comment(whole, options())


def test_graph_shows_what_is_missing_in_red() -> None:
    """Specs and what they refer to, once each; what is not there is red and crossed."""
    at = Location(PATH, 4)
    references = [
        ReferenceState("prd", "PRD-1", "docs/10-prd/PRD-001-x.md", "exists", at),
        ReferenceState("prd", "docs/10-prd/PRD-001-x.md", "docs/10-prd/PRD-001-x.md", "exists", at),
        ReferenceState("adr", 'ADR-"9"', None, "missing", at),
        ReferenceState("api", "none", None, "absent", at),
    ]
    drawing = graph([spec(references=references)], 40)

    assert drawing is not None
    assert [
        "graph LR",
        '  s0["EXEC-062-smtp"]:::spec',
        '  t0["PRD-001-x"]:::found',
        '  t1["#10007; ADR#45;#34;9#34;"]:::missing',
        '  s0 -- "prd" --> t0',
        '  s0 -- "adr" --> t1',
    ] == drawing.mermaid.splitlines()[1:7]


def test_missing_targets_are_drawn_before_others() -> None:
    """Where not all arrows fit, those to missing targets do."""
    at = Location(PATH, 4)
    found = [ReferenceState("prd", f"P{n}", f"p{n}.md", "exists", at) for n in range(5)]
    drawing = graph([spec(references=[*found, ReferenceState("adr", "gone", None, "missing", at)])], 2)

    assert drawing is not None
    assert 4 == drawing.left_out
    assert "gone" in drawing.mermaid


def test_names_are_as_short_as_they_can_be() -> None:
    """An id if it is unique, else the file's name, else the end of the path that is."""
    names = short_names(
        ["docs/EXEC-062-a.md", "docs/EXEC-063-a.md", "docs/EXEC-063-b.md", "keps/1/README.md", "keps/2/README.md"]
    )

    assert ["EXEC-062", "EXEC-063-a.md", "EXEC-063-b.md", "1/README.md", "2/README.md"] == list(names.values())


def test_template_refuses_raw_text() -> None:
    """A template cannot print text that nobody made harmless."""
    with pytest.raises(TypeError):
        render("finding.md.j2", marker="<!-- raw -->")


hostile = st.text(st.sampled_from("`<>!-@#[]()|*_~\\\n\r\t&:/aé\u202e\x00 \"'$"), max_size=40)


@settings(max_examples=60)
@given(hostile, hostile, hostile, hostile)
def test_hostile_text_is_only_text(message: str, hint: str, path: str, value: str) -> None:
    """Whatever the repository says: no image, no script, no link that leads elsewhere, no mention."""
    path = path.strip("/") or "x"
    reference = ReferenceState(value, value, None, "missing", Location(PATH, 1))
    ignored = Ignored(judged(2, path=path).finding, value, Location(path, 1))
    whole = report(
        judged(1, message=message, hint=hint, path=path, rule=value),
        specs=[spec(path, references=[reference])],
        ignored=[ignored],
    )
    text = summary_comment(replace(whole, skipped=(Skipped(path, value),)), options(), Diff({path: (range(1, 9),)}))
    seen = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)

    assert "<img" not in seen
    assert "<script" not in seen
    assert seen.count("<a ") == seen.count('<a href="https://github.example/acme/specs/')
    assert 1 == seen.count("<!--")
    assert 1 == seen.count("<table>")
    assert seen.count("<details") == seen.count("</details>")
