"""What findings weigh: severity, precedence, fingerprints, ignores, verdict."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st
from tests.support.memory import audit, compare

from speclatch.config.model import Config
from speclatch.config.reader import parse_config
from speclatch.judging.verdict import judge_repository, precedence, severity_of, verdict
from speclatch.model import (
    Conclusion,
    Finding,
    JudgedFinding,
    Location,
    Phase,
    Related,
    Severity,
    Subject,
    Verdict,
    fingerprint,
)
from speclatch.rules import BY_ID

CONFIG = b"""
version: 1
profiles:
  - name: note
    template: templates/note.md
    match: ["notes/*.md"]
"""
TEMPLATE = b"""---
title: <Title>
status: Draft
---

# <Title>

## Work

- [ ] Migration applied

## Notes

[What else is there to say]
"""
SPEC = """---
title: Refunds
status: done
---

# Refunds

## Work

- [ ] Migration applied
- [ ] Another one
- [ ] Another one

## Notes

TBD
"""


def repository(spec: str, path: str = "notes/a.md", config: bytes = CONFIG) -> dict[str, bytes]:
    """A repository with one spec."""
    return {".speclatch.yml": config, "templates/note.md": TEMPLATE, path: spec.encode()}


def finding(
    rule: str, line: int, end_line: int = 0, columns: tuple[int, int] | None = None, path: str = "a.md"
) -> Finding:
    """A finding of a rule at a place."""
    column, end_column = columns or (None, None)
    return Finding(rule, "message", Location(path, line, end_line, column, end_column), Subject("name"))


def left(*findings: Finding) -> list[Finding]:
    """What precedence leaves of findings."""
    return [one for one, _ in precedence([(one, Severity.ERROR) for one in findings])]


def test_the_weaker_of_two_at_one_place_yields() -> None:
    """One fault, one finding."""
    strong, weak = finding("governance-unanswered", 7), finding("table-unfilled", 5, 9)

    assert [strong] == left(weak, strong)


def test_findings_at_other_places_stand() -> None:
    """Precedence is between findings at one place, of one file."""
    found = [
        finding("governance-unanswered", 7),
        finding("table-unfilled", 8, 9),
        finding("table-unfilled", 7, path="b.md"),
    ]

    assert found == left(*found)


def test_columns_part_findings_of_one_line() -> None:
    """Two cells of one row are two places."""
    one = finding("reference-broken", 3, columns=(1, 5))
    beside, same = finding("placeholder-left", 3, columns=(6, 9)), finding("placeholder-left", 3, columns=(5, 9))

    assert [one, beside] == left(one, beside, same)


def test_a_related_place_counts() -> None:
    """A title that disagrees with one that is a placeholder is the placeholder's fault."""
    strong = finding("placeholder-left", 2)
    weak = Finding(
        "title-disagrees", "m", Location("a.md", 9), Subject("n"), related=(Related(Location("a.md", 2), ""),)
    )

    assert [strong] == left(strong, weak)


def test_what_weighs_less_at_a_related_place_does_not_speak_for_a_finding() -> None:
    """Guidance that a team lets stand for a while is no word on a document that nobody filled in."""
    guidance = finding("placeholder-left", 9)
    nobodys = Finding(
        "section-empty", "m", Location("a.md", 1), Subject("n"), related=(Related(Location("a.md", 1, 20), ""),)
    )
    weighed = [(nobodys, Severity.ERROR), (guidance, Severity.WARNING)]

    assert weighed == list(precedence(weighed))
    assert [guidance] == left(nobodys, guidance)


@given(
    st.lists(
        st.builds(
            lambda rule, line, more, column: finding(
                rule, line, line + more, None if column is None or more else (column, column + 2)
            ),
            st.sampled_from(["placeholder-left", "table-empty", "table-unfilled", "row-unanswered"]),
            st.integers(1, 8),
            st.integers(0, 2),
            st.none() | st.integers(1, 8),
        ),
        max_size=12,
    )
)
def test_precedence_is_what_overlap_says(found: list[Finding]) -> None:
    """The index of places gives what comparing every finding with every other would."""
    expected = [
        one
        for one in found
        if not any(other.rule in BY_ID[one.rule].yields_to and one.location.overlaps(other.location) for other in found)
    ]

    assert expected == left(*found)


def test_precedence_takes_no_quadratic_time() -> None:
    """Twenty thousand findings, on lines of their own or all on one, are weighed within seconds."""
    many = [finding("placeholder-left", line) for line in range(1, 5001)]
    many += [finding("table-unfilled", line, line + 3) for line in range(1, 5001)]
    many += [finding("placeholder-left", 1, columns=(n, n)) for n in range(1, 5001)]
    many += [finding("reference-broken", 1, columns=(n, n)) for n in range(6000, 11001)]
    start = time.process_time()
    left(*many)

    assert time.process_time() - start < 2


def test_severity_is_the_phases() -> None:
    """The same finding weighs more the further a spec has come."""
    open_box = finding("task-unchecked", 1)
    config = parse_config(b"version: 1", ".speclatch.yml")

    assert [Severity.NOTE, Severity.NOTE, Severity.ERROR, None] == [severity_of(open_box, p, config) for p in Phase]


def test_a_team_may_say_what_a_rule_weighs() -> None:
    """One severity for all phases, one per phase, or off."""
    config = parse_config(
        b"rules: {link-broken: off, table-empty: warning, task-unchecked: {done: warning}}", ".speclatch.yml", BY_ID
    )

    assert severity_of(finding("link-broken", 1), Phase.DONE, config) is None
    assert Severity.WARNING is severity_of(finding("table-empty", 1), Phase.DONE, config)
    assert Severity.WARNING is severity_of(finding("task-unchecked", 1), Phase.DONE, config)
    assert Severity.NOTE is severity_of(finding("task-unchecked", 1), Phase.DRAFT, config)


def test_the_word_of_the_configuration_holds_for_all_cases_of_a_rule() -> None:
    """A rule's own table has a row per case; a team that sets the rule sets them all."""
    config = parse_config(b"rules: {section-missing: {done: error}}", ".speclatch.yml", BY_ID)
    nested = Finding("section-missing", "m", Location("a.md", 1), Subject("n"), case="nested")

    assert [Severity.NOTE, Severity.ERROR] == [severity_of(nested, Phase.DONE, one) for one in (Config(), config)]
    assert Severity.NOTE is severity_of(nested, Phase.IMPLEMENTING, config)


def test_making_a_rule_weaker_raises_none_of_its_cases() -> None:
    """What was a note among errors stays a note among warnings, and is off where the rule is."""
    put_off = Finding("placeholder-left", "m", Location("a.md", 1), Subject("n"), case="put-off")
    warning, off, error = (
        parse_config(f"rules: {{placeholder-left: {level}}}".encode(), ".speclatch.yml", BY_ID)
        for level in ("warning", "off", "error")
    )

    assert [Severity.NOTE, None, Severity.ERROR] == [
        severity_of(put_off, Phase.IMPLEMENTING, one) for one in (warning, off, error)
    ]


def prints(spec: str, path: str = "notes/a.md") -> set[str]:
    """The fingerprints of what is found in a spec."""
    return {one.fingerprint for one in audit(repository(spec, path)).findings}


def test_fingerprints_stay_when_lines_move() -> None:
    """Lines put in elsewhere change no fingerprint."""
    moved = SPEC.replace("## Work\n", "## Work\n\nSome words about it.\n").replace(
        "# Refunds\n", "# Refunds\n\nMore.\n"
    )

    assert prints(SPEC) == prints(moved)


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    """Two boxes of the same text are two findings."""
    assert 4 == len(prints(SPEC))


def test_equal_findings_are_numbered_in_the_order_they_stand() -> None:
    """Baselines hold fingerprints: what they are made of stays as it is, release after release."""
    found = [finding("spec-unmatched", line) for line in (9, 1, 5)]
    judgement = judge_repository(found, parse_config(b"version: 1", "c"), {"a.md": "old.md"})

    assert [(line, fingerprint(found[0], "old.md", number)) for number, line in enumerate((1, 5, 9))] == [
        (one.finding.location.line, one.fingerprint) for one in judgement.findings
    ]
    assert "739395fa5869fab57fd1" == judgement.findings[0].fingerprint


def test_findings_of_one_line_stand_by_rule_and_column() -> None:
    """What has no column stands before what has one."""
    found = [
        finding("spec-unmatched", 3, columns=(7, 8)),
        finding("spec-unmatched", 3, columns=(1, 2)),
        finding("spec-unmatched", 3),
        finding("gate-weakened", 3, columns=(9, 9)),
    ]
    judgement = judge_repository(found, parse_config(b"version: 1", "c"), {})

    assert found[::-1] == [one.finding for one in judgement.findings]


def test_fingerprints_stay_when_the_file_is_renamed() -> None:
    """A renamed spec keeps the identity of its findings."""
    before, after = repository(SPEC), repository(SPEC, "notes/b.md")
    report = compare(before, after)

    assert prints(SPEC) == {one.fingerprint for one in report.findings}


def test_another_section_is_another_finding() -> None:
    """A box that moves to another section is judged anew."""
    assert prints(SPEC) != prints(SPEC.replace("## Work", "## Labour and work"))


def judged(severity: Severity, *, counts: bool = True) -> JudgedFinding:
    """A weighed finding."""
    return JudgedFinding(finding("table-empty", 1), severity, "print", counts)


def test_the_gate_fails_on_what_it_is_told_to_fail_on() -> None:
    """``fail_on`` is the least severity that fails; None never does."""
    found = [judged(Severity.WARNING)]

    assert Conclusion.PASS is verdict(found, Severity.ERROR).conclusion
    assert Conclusion.FAIL is verdict(found, Severity.WARNING).conclusion
    assert Conclusion.PASS is verdict(found, None).conclusion


def test_old_findings_are_counted_and_do_not_fail() -> None:
    """What the baseline holds is in the numbers and not in the verdict."""
    outcome = verdict([judged(Severity.ERROR, counts=False)], Severity.ERROR)

    assert (Conclusion.PASS, 1) == (outcome.conclusion, outcome.errors)


def test_the_verdict_counts_by_severity() -> None:
    """The numbers are those of the report, and what it was to fail on is told with them."""
    found = [judged(Severity.NOTE)] * 3 + [judged(Severity.ERROR)] * 2 + [judged(Severity.WARNING)]

    assert Verdict(Conclusion.FAIL, Severity.ERROR, 2, 1, 3) == verdict(found, Severity.ERROR)


def test_a_comment_beside_the_document_excuses_too() -> None:
    """Where front matter stands in a file of its own, its ignore comments stand there."""
    config = CONFIG.replace(b"templates/note.md\n", b"templates/note.md\n    metadata: note.yaml\n")
    tree = repository(SPEC.partition("---\n\n")[2], config=config)
    tree["notes/note.yaml"] = b"title: Refunds\nstatus: nonsense # speclatch-ignore: front-matter-value -- ours\n"
    report = audit(tree)

    assert [("front-matter-value", "notes/note.yaml", 2)] == [
        (one.finding.rule, one.finding.location.path, one.finding.location.line) for one in report.ignored
    ]


def test_findings_about_the_change_know_no_phase() -> None:
    """A finding of no spec is weighed as of one being implemented."""
    config = parse_config(b"version: 1", ".speclatch.yml")
    found = judge_repository([finding("spec-unmatched", 1)], config, {})

    assert [Severity.WARNING] == [one.severity for one in found.findings]


def test_what_holds_the_gate_up_cannot_be_turned_off() -> None:
    """A configuration that hides what could not be judged would make the gate pass because it could not look."""
    config = parse_config(
        b"version: 1\nrules: {document-unreadable: off, spec-ungoverned: {implementing: note}}\n", "c", BY_ID
    )

    assert Severity.ERROR == severity_of(finding("document-unreadable", 1), Phase.IMPLEMENTING, config)
    assert Severity.ERROR == severity_of(finding("spec-ungoverned", 1), Phase.IMPLEMENTING, config)


def test_only_equals_are_numbered() -> None:
    """Another rule's finding in the same file counts by itself."""
    found = [finding("spec-unmatched", 1), finding("gate-weakened", 2)]
    judgement = judge_repository(found, parse_config(b"version: 1", "c"), {})

    assert [fingerprint(one, "a.md", 0) for one in found] == [one.fingerprint for one in judgement.findings]


def test_a_finding_of_a_whole_line_is_at_every_place_of_it() -> None:
    """Without columns it takes in all of them; on one line or on several."""
    weak = finding("placeholder-left", 3, columns=(1, 5))

    assert [] == [one for one in left(finding("reference-broken", 3), weak) if one == weak]
    assert [] == [one for one in left(finding("reference-broken", 2, 4), weak) if one == weak]
    assert [weak] == [one for one in left(finding("reference-broken", 4), weak) if one == weak]


def test_comments_that_do_nothing_may_be_let_be() -> None:
    """``ignore-unused`` is a rule like any other."""
    idle = SPEC.replace("TBD", "Words. <!-- speclatch-ignore: link-broken -- later -->")
    off = CONFIG + b"rules: {ignore-unused: off}\n"

    assert "ignore-unused" in {one.finding.rule for one in audit(repository(idle)).findings}
    assert "ignore-unused" not in {one.finding.rule for one in audit(repository(idle, config=off)).findings}
