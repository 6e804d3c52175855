"""Reports in numbers: an audit with more findings than anybody reads, and tables of counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reports.samples import judged, report, spec

from speclatch.model import Ignored, JudgedFinding, Report, Severity
from speclatch.reports.text import MAX_IN_AUDIT, counts_report, plain, text_report, verdict_report


def said(found: JudgedFinding, message: str) -> JudgedFinding:
    """The finding with other words."""
    return found._replace(finding=found.finding._replace(message=message))


def audited(*more: JudgedFinding, documents: int = MAX_IN_AUDIT) -> Report:
    """Documents that lack the same section, some of them a key besides."""
    specs = [spec(f"docs/{number:03}.md") for number in range(documents)]
    alike = [
        said(judged(1, path=one.path, rule="section-missing", severity=Severity.WARNING), "`Rollout` is missing")
        for one in specs
    ]
    own = [said(judged(3, path=one.path), f"`{one.path}.gone` does not exist") for one in specs[:4]]
    return report(*alike, *own, *more, specs=specs)


def test_like_findings_are_one_line() -> None:
    """How many of all documents share a finding, and where the first is; what is each document's own is counted."""
    lines = plain(text_report(audited(), 100, audit=True)).splitlines()

    assert f"{MAX_IN_AUDIT} specs: {MAX_IN_AUDIT} implementing" == lines[0]
    assert f"      `Rollout` is missing in {MAX_IN_AUDIT} of {MAX_IN_AUDIT} documents (first docs/000.md:1)" in lines
    assert f"  reference-broken  4 in 4 of {MAX_IN_AUDIT} documents" in lines
    assert len(lines) < 40


def test_an_audit_ends_with_what_to_do() -> None:
    """The verdict, and one sentence that names the baseline where there is none yet."""
    text = " ".join(plain(text_report(audited(), 100, audit=True)).split())
    known = " ".join(plain(text_report(audited(judged(9, counts=False)), 100, audit=True)).split())

    assert text.endswith(
        "FAIL 4 errors to fix before this is merged `speclatch check PATH` shows each finding with its line."
        " Mend what is wrong, or run `speclatch baseline` once, so that only what is new fails from then on."
    )
    assert known.endswith("`speclatch check PATH` shows each finding with its line.")
    assert "known before: 1 (they do not count" in known


def test_a_small_audit_is_listed() -> None:
    """What can be read is shown with its lines."""
    lines = plain(text_report(audited(documents=3), 100, audit=True)).splitlines()

    assert 3 == lines.count("        1 warning section-missing")


def test_the_worst_documents_are_named() -> None:
    """Errors count before warnings; of many, some are named."""
    lines = plain(text_report(audited(), 100, audit=True)).splitlines()
    at = lines.index("most in")

    assert "  docs/000.md: 1 error, 1 warning" == lines[at + 1]
    assert f"  and {MAX_IN_AUDIT - 10} documents more" in lines


def test_statistics_are_two_tables() -> None:
    """By rule, the worst first, and by profile with its phases; then the verdict."""
    lines = plain(counts_report(audited(documents=5))).splitlines()

    assert [
        "rule              errors  warnings  notes  documents",
        "reference-broken       4         0      0          4",
        "section-missing        0         5      0          5",
        "",
        "profile    documents  draft  implementing  done  retired",
        "exec-spec          5      0             5     0        0",
        "",
        "FAIL  4 errors to fix before this is merged",
    ] == lines


def test_quiet_is_the_verdict() -> None:
    """One line, whatever was found."""
    assert "FAIL  4 errors to fix before this is merged\n" == plain(verdict_report(audited()))
    assert "PASS  1 spec in order\n" == plain(verdict_report(report()))


def test_what_a_rule_finds_once_is_counted_beside_what_many_share() -> None:
    """One sentence is in many documents, and two others of the same rule are somewhere."""
    missing = judged(7, path="docs/001.md", rule="section-missing", severity=Severity.WARNING)
    other = [said(missing, f"`{name}` is missing") for name in "AB"]
    lines = plain(text_report(audited(*other), 100, audit=True)).splitlines()

    assert "      2 others (first docs/001.md:7)" in lines


def test_one_document_with_many_findings() -> None:
    """No other is compared with it; findings that comments excuse are counted."""
    excused = Ignored(judged(1).finding, "why", judged(1).finding.location)
    found = [judged(line) for line in range(1, MAX_IN_AUDIT + 2)]
    lines = plain(text_report(report(*found, ignored=[excused]), 100, audit=True)).splitlines()

    assert "most in" not in lines
    assert "1 finding ignored by comments" in lines


def test_a_few_documents_are_all_named() -> None:
    """Nothing is said of others."""
    found = [judged(line, path=f"docs/{line % 3}.md") for line in range(1, MAX_IN_AUDIT + 2)]
    lines = plain(text_report(report(*found), 100, audit=True)).splitlines()

    assert 3 == sum(line.startswith("  docs/") for line in lines)
    assert not any("documents more" in line for line in lines)


def test_statistics_of_what_does_not_count() -> None:
    """Without a finding that counts there is no table of rules."""
    lines = plain(counts_report(report(judged(1, counts=False)))).splitlines()

    assert "profile    documents  draft  implementing  done  retired" == lines[0]


@pytest.mark.parametrize(
    ("documents", "shown"), [(MAX_IN_AUDIT, MAX_IN_AUDIT), (MAX_IN_AUDIT + 1, 0)], ids=["fills a screen", "more"]
)
def test_specs_of_a_whole_repository_are_counted_where_they_are_many(documents: int, shown: int) -> None:
    """Nobody reads a line each of thousands that are in order; of a change each has its line."""
    found = replace(audited(documents=documents), findings=())
    whole, changed = (plain(text_report(found, 100, audit=audit)) for audit in (True, False))

    assert shown == whole.count("docs/")
    assert (f"{documents} specs: {documents} implementing\n" in whole) == (not shown)
    assert documents == changed.count("docs/")
