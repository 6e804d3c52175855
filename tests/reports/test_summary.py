"""The summary comment and the job summary: what they say, and that they always fit."""

from __future__ import annotations

import re
from dataclasses import replace

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.samples import PATH, PLACE, diff, judged, options, report, spec

from speclatch import __version__
from speclatch.model import Ignored, Location, Phase, ReferenceState, Report, Severity, Skipped, Tally
from speclatch.reports.graph import graph
from speclatch.reports.headlines import headline, sentence
from speclatch.reports.labels import short_names
from speclatch.reports.markdown import render
from speclatch.reports.options import Diff
from speclatch.reports.rule_words import counted
from speclatch.reports.summary import (
    COMMENT_LIMIT,
    JOB_SUMMARY_LIMIT,
    QUIET_NOTES,
    OnLines,
    check_summary,
    job_summary,
    summary_comment,
    worth_saying,
)
from speclatch.rules import RULES

WARNING, NOTE = Severity.WARNING, Severity.NOTE


def summaries(text: str) -> list[str]:
    """What the folded parts of a comment are called."""
    return re.findall(r"<summary>(.*)</summary>", text)


@pytest.mark.parametrize(
    ("given_report", "first", "second"),
    [
        (report(specs=[]), "1 spec in order", ""),
        (replace(report(), specs=()), "no spec is touched", ""),
        (report(judged(1, severity=NOTE)), "nothing blocks this merge", "1 note does not block."),
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
        (report(judged(1, counts=False)), "nothing new", ""),
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


def test_row_per_spec_with_something_open() -> None:
    """A row says which spec it is and what is open in it; what is in order is one line below."""
    found = [
        judged(3),
        judged(8, rule="governance-unanswered"),
        judged(9, rule="table-empty"),
        judged(20, rule="new-rule"),
    ]
    specs = [spec(), spec("docs/b.md", changed=False), spec("docs/EXEC-063-c.md")]
    text = summary_comment(report(*found, specs=specs), options())

    url = f"https://github.example/acme/specs/blob/{PLACE.head}"
    row = "governance **12 of 17** · **1 empty table** · **1 of 3** references broken · 1 x new-rule"
    assert f"| ❌&nbsp;[`EXEC‑062`]({url}/{PATH}?plain=1) SMTP | {row} |\n" in text
    assert f"✅ In order: [`b.md`]({url}/docs/b.md?plain=1) ¹, [`EXEC‑063`]({url}/docs/EXEC-063-c.md?plain=1)\n" in text
    assert 1 == text.count("¹ not changed here")


def test_phases_are_named_where_they_differ() -> None:
    """The phase of most specs is said once, with the commits; a row has its spec's if that is another."""
    other = spec("docs/b.md")._replace(phase=Phase.DRAFT, title="EXEC-9: One @queue")
    found = [judged(3), judged(4, path="docs/b.md")]
    mixed = summary_comment(report(*found, specs=[spec(), spec("docs/c.md"), other]), options())
    same = summary_comment(replace(report(judged(3)), base="b" * 40), options())

    assert " SMTP | " in mixed
    assert " One `@queue` · draft | " in mixed
    assert ", as implementing where no phase is named</sub>" in mixed
    assert " SMTP | " in same
    commits = f"[`aaaaaaa`]({PLACE.commit_url('a' * 40)}) over [`bbbbbbb`]({PLACE.commit_url('b' * 40)})"
    assert f"\n<sub>Judged: {commits}, as implementing</sub>\n" in same


def test_many_specs_are_folded_behind_the_first() -> None:
    """The worst three rows stand open, so that a phone shows the findings below them."""
    paths = [f"docs/EXEC-{number:03}-x.md" for number in range(12)]
    found = [judged(1, path=path) for path in paths] + [judged(2, path=paths[7])]
    text = summary_comment(report(*found, specs=[spec(path) for path in paths]), options())
    first, _, folded = text.partition("<details><summary>9 more specs</summary>")

    assert 3 == first.count("| ❌&nbsp;")
    assert "EXEC‑007" in first.partition("| ❌&nbsp;")[2].partition("\n")[0]
    assert 9 == folded.count("| ❌&nbsp;")


def test_an_old_ignore_in_a_changed_hunk_is_not_new() -> None:
    """Only lines that the change wrote count where they are known."""
    excused = Ignored(judged(4).finding, "no phone", Location(PATH, 3))
    known = Diff({PATH: (range(1, 9),)}, added={PATH: frozenset({4})})

    assert not worth_saying(report(ignored=[excused]), options(), known)
    assert worth_saying(report(ignored=[excused._replace(comment=Location(PATH, 4))]), options(), known)
    assert not worth_saying(report(ignored=[excused]), options(), replace(known, added={}))


def test_first_ten_lines_stand_open() -> None:
    """The worst findings are read without a click, with their rule's page and hint at the first of each rule."""
    found = [
        judged(9, rule="task-unchecked", severity=NOTE),
        judged(3, rule="table-empty", end_line=5),
        judged(14, rule="table-empty"),
    ]
    text = summary_comment(report(*found), options())
    page = f"https://github.com/speclatch/speclatch/blob/v{__version__}/docs/rules"

    assert [
        (
            f"- ❌ [`EXEC-062:3-5`]({PLACE.line_url(Location(PATH, 3, 5))}) `docs/x.md` does not exist"
            f" — Name a file that exists. <sub>[table-empty]</sub>"
        ),
        f"- ❌ [`EXEC-062:14`]({PLACE.line_url(Location(PATH, 14))}) `docs/x.md` does not exist",
        (
            f"- ℹ️ [`EXEC-062:9`]({PLACE.line_url(Location(PATH, 9))}) `docs/x.md` does not exist"
            f" — Name a file that exists. <sub>[task-unchecked]</sub>"
        ),
    ] == [line for line in text.split("\n") if line.startswith("- ") and "EXEC" in line]
    assert text.endswith(f"[table-empty]: {page}/table-empty.md\n[task-unchecked]: {page}/task-unchecked.md")
    assert 1 == text.count("<details>")


def test_further_findings_of_few_specs_are_folded_by_rule() -> None:
    """In one or two specs each rule is one group, said in words, whatever its findings weigh."""
    found = [judged(2 * n + 1, rule="governance-unanswered") for n in range(12)]
    mixed = [judged(100 + 2 * n, rule="field-empty", severity=one) for n, one in enumerate((WARNING, NOTE, WARNING))]
    text = summary_comment(report(*found, *mixed), options())

    assert ["❌ 2 Must rows unanswered", "⚠️ 3 labels without an answer"] == summaries(text)[:2]


def test_further_findings_of_many_specs_are_folded_by_spec() -> None:
    """From three specs on a spec is one group, and names its kinds of findings."""
    paths = [f"docs/EXEC-{number:03}-x.md" for number in range(3)]
    found = [judged(2 * n + 1, rule="table-empty", path=path) for path in paths for n in range(6)]
    found.append(judged(50, rule="task-unchecked", path=paths[1], severity=NOTE))
    text = summary_comment(report(*found, specs=[spec(path) for path in paths]), options())

    # The spec with one more note comes first, and has all its errors among the first ten.
    assert [
        "ℹ️ <b>EXEC-001</b>: 1 open box",
        "❌ <b>EXEC-000</b>: 2 empty tables",
        "❌ <b>EXEC-002</b>: 6 empty tables",
    ] == summaries(text)[:3]


def test_like_findings_of_one_table_are_one_range() -> None:
    """Findings of a rule on lines that follow each other are one line, which names what each is about."""
    rows = [judged(n, rule="governance-unanswered", message=f"`row {n}` must be answered") for n in (7, 8, 9, 12)]
    text = summary_comment(report(*rows), options())

    assert (
        f"[`EXEC-062:7-9`]({PLACE.line_url(Location(PATH, 7, 9))}) 3 Must rows unanswered: `row 7`, `row 8`, `row 9`"
        in text
    )
    assert "[`EXEC-062:12`]" in text


def test_what_does_not_count_is_quiet() -> None:
    """A baseline's findings are no reason for a comment; in one they are a folded line, and mark no row."""
    old = [judged(n, counts=False, message=f"`old {n}`") for n in range(1, 10)]
    alone = report(*old)
    beside = summary_comment(report(*old, judged(40, rule="table-empty", severity=WARNING)), options())

    assert not worth_saying(alone, options())
    assert "❌" not in summary_comment(alone, options())
    assert "<details><summary>known before: 9</summary>" in summary_comment(alone, options())
    assert beside.index("table-empty") < beside.index("known before: 9") < beside.index("`old 1`")
    assert "| ⚠️&nbsp;" in beside
    assert "references broken" not in beside


def test_the_ignore_example_works_where_it_is_shown() -> None:
    """Each place that has a finding is shown the comment that works there, with a rule found there."""
    lines = ["---", "date: x", "---", "# A", "text"]
    front, body = judged(2, rule="front-matter-value"), judged(5, rule="link-broken", severity=WARNING)
    both, only_front = (summary_comment(report(*found, lines=lines), options()) for found in ([front, body], [front]))
    no_spec = summary_comment(report(judged(1, path="other.md"), lines=lines), options())

    assert "`<!-- speclatch-ignore: link-broken -- reason -->`" in both
    assert "`# speclatch-ignore: front-matter-value -- reason`" in both
    assert "<!-- speclatch-ignore" not in only_front
    assert "speclatch-ignore" not in no_spec


def test_it_says_how_many_stand_on_lines() -> None:
    """Where comments on lines are cut, or lines are off the diff, the summary says how many have one."""
    text = summary_comment(report(judged(1)), options(), on_lines=OnLines(30, 176))

    assert "30 of 176 on lines</sub>" in text


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


def test_what_is_worth_a_first_comment() -> None:
    """Errors and warnings, what is open in a changed spec, ignores that the change brings; or it is asked for."""
    ignored = Ignored(judged(5).finding, "why not", Location(PATH, 4))
    affected = report(judged(1, severity=NOTE), specs=[spec(changed=False)])

    assert worth_saying(report(judged(1, severity=NOTE)), options())
    assert not worth_saying(affected, options())
    assert worth_saying(affected, options(inline=NOTE))
    assert not worth_saying(report(judged(1, severity=NOTE, path="docs/no-spec.md")), options())
    assert [] == [rule for rule in QUIET_NOTES if worth_saying(report(judged(1, rule=rule, severity=NOTE)), options())]
    assert worth_saying(report(judged(1, severity=WARNING)), options())
    assert worth_saying(report(), options(comment="always"))
    assert worth_saying(report(ignored=[ignored]), options(), diff(range(1, 10)))
    assert not worth_saying(report(ignored=[ignored]), options(), diff(range(50, 60)))


@pytest.mark.parametrize("many", [10, 200, 1_000, 20_000])
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
        assert "The [job summary](https://github.example/acme/specs/actions/runs/9) has more." in comment


@pytest.mark.parametrize("specs", [1, 2, 3, 12])
def test_every_finding_is_one_click_away(specs: int) -> None:
    """No fold lies in another, and every finding's line stands in the comment, in a list or in a range."""
    paths = [f"docs/EXEC-{number:03}-x.md" for number in range(specs)]
    rules = ("table-empty", "task-unchecked", "link-broken")
    found = [judged(3 * n, path=paths[n % specs], rule=rules[n % 3]) for n in range(1, 100)]
    text = summary_comment(report(*found, specs=[spec(path) for path in paths]), options())
    depth = 0
    for tag in re.findall(r"</?details", text):
        depth += 1 if tag == "<details" else -1
        assert depth in {0, 1}

    assert "Not shown here" not in text
    assert [] == [one for one in found if PLACE.line_url(one.finding.location) not in text]


def test_cut_is_exact() -> None:
    """What is listed and what was cut add up to all there is."""
    whole = report(*(judged(2 * n, message="x" * 390) for n in range(1, 301)))
    text = summary_comment(whole, options())
    listed = len(re.findall(r"\n- (?:❌ )?\[`EXEC-062:", text))

    assert 10 < listed < 300
    assert f"- … and {300 - listed} more" in text
    assert f"Not shown here: {300 - listed} findings. The [job summary]" in text


def test_mild_findings_are_cut_before_errors() -> None:
    """Where not everything fits, errors are still listed one by one; of the others it is said how many there are."""
    errors = [judged(2 * n, rule="table-empty", message="e" * 100) for n in range(1, 100)]
    notes = [judged(2 * n, rule="task-unchecked", message="n" * 200, severity=NOTE) for n in range(200, 500)]
    text = summary_comment(report(*errors, *notes), options())

    assert 60 < len(re.findall(r"\n- (?:❌ )?\[`EXEC-062:\d+`\]\S+ e+", text))
    assert "nnn" not in text
    assert "- … and 300 more" in text


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
        ReferenceState("prd", "(link)", None, "placeholder", at),
    ]
    drawing = graph([spec(references=references)], 40)

    assert drawing is not None
    assert [
        "graph LR",
        '  s0["EXEC-062"]:::spec',
        '  t0["PRD-001"]:::found',
        '  t1["#10007; ADR#45;#34;9#34;"]:::missing',
        '  s0 -- "prd" --> t0',
        '  s0 -- "adr" --> t1',
    ] == drawing.mermaid.splitlines()[1:7]
    assert {"docs/10-prd/PRD-001-x.md": "PRD-001"} == drawing.found


def test_large_graph_is_of_what_is_broken() -> None:
    """With many specs only missing targets are drawn, under the names that specs have elsewhere."""
    at = Location(PATH, 4)
    paths = [f"specs/{number}/spec.md" for number in range(9)]
    there, gone = ReferenceState("prd", "P", "p.md", "exists", at), ReferenceState("adr", "gone", None, "missing", at)
    specs = [spec(path, references=[there, gone] if path == paths[4] else [there]) for path in paths]
    small, large = graph(specs[:8], 40), graph(specs, 40)

    assert small is not None
    assert large is not None
    assert 8 == sum(arrow.target == "p.md" for arrow in small.arrows)
    assert [("4/spec.md", "adr", "gone", True)] == list(large.arrows)
    assert "4/spec.md" in large.mermaid


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


def test_each_rule_has_words() -> None:
    """What a rule finds is said in words where it is counted."""
    assert [] == [rule.id for rule in RULES if rule.id in counted(rule.id, 1)]


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
    others = [judged(2 * n, path=f"{path}{n % 3}", message=message, rule=value) for n in range(1, 20)]
    whole = replace(whole, findings=(*whole.findings, *others), skipped=(Skipped(path, value),))
    text = summary_comment(whole, options(), Diff({path: (range(1, 9),)}))
    seen = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)

    assert "<img" not in seen
    assert "<script" not in seen
    ours = ("https://github.example/acme/specs/", "https://github.com/speclatch/speclatch/blob/")
    assert seen.count("<a ") == sum(seen.count(f'<a href="{address}') for address in ours)
    assert 1 == seen.count("<!--")
    assert 1 == seen.count("<table>")
    assert 1 == seen.count("<h3>")
    assert 0 == seen.count("<h1>") + seen.count("<h2>") + seen.count("<hr")
    assert seen.count("<details") == seen.count("</details>")


@pytest.mark.parametrize(
    ("migrations", "said"), [(Tally(1, 2), "**1 of 2** migrations missing"), (Tally(2, 2), "**1 migration not there**")]
)
def test_migrations_of_a_row(migrations: Tally, said: str) -> None:
    """Those that are missing, of how many; where the whole has none of them, their findings."""
    one = spec()
    counted = one._replace(counts=one.counts._replace(migrations=migrations))
    text = summary_comment(report(judged(3, rule="migration-missing"), specs=[counted]), options())

    assert said in text


def test_a_report_without_a_spec_names_no_phase() -> None:
    """The commits alone."""
    text = summary_comment(replace(report(judged(3)), specs=()), options())

    assert f"<sub>Judged: [`aaaaaaa`]({PLACE.commit_url('a' * 40)})</sub>" in text
