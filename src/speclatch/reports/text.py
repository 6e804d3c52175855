"""The report for a terminal: per file, each finding with its line and a caret, then what to do."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from speclatch.model import Conclusion, JudgedFinding, Location, Report, Severity, SpecReport, Tally
from speclatch.reports.escape import visible
from speclatch.reports.wording import headline, sentence

MIN_WIDTH = 40
MAX_QUOTE = 160
"""Characters of a source line that are shown; the part around the finding is kept."""

STYLES = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.NOTE: "bold cyan",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the report and its style, in rich's words; ``""`` is plain."""

    text: str
    style: str = ""


def text_report(report: Report, width: int = 100) -> Iterator[Span]:
    """The report, piece by piece; joined without styles it is the plain report.

    Args:
        report: what was found.
        width: columns of the terminal.
    """
    width = max(width, MIN_WIDTH)
    specs = {spec.path: spec for spec in report.specs}
    for path, group in groupby(report.findings, key=lambda judged: judged.finding.location.path):
        yield from _file(path, list(group), specs.get(path), report, width)
    yield from _specs(report, width)
    for ignored in report.ignored:
        where = ignored.finding.location
        yield Span(f"ignored {visible(where.path)}:{where.line} {ignored.finding.rule} ", "dim")
        yield Span(f"({visible(ignored.reason)})\n", "dim")
    for skipped in report.skipped:
        yield Span(f"skipped {visible(skipped.path)}: {skipped.reason}\n", "dim")
    yield from _closing(report)


def plain(spans: Iterator[Span]) -> str:
    """The report without styles."""
    return "".join(span.text for span in spans)


def _file(
    path: str, findings: Sequence[JudgedFinding], spec: SpecReport | None, report: Report, width: int
) -> Iterator[Span]:
    yield Span(visible(path), "bold underline")
    if spec is not None:
        what = f"  {spec.profile}, judged as {spec.phase.value}" + ("" if spec.changed else ", affected by the change")
        yield Span(what, "dim")
    yield Span("\n")
    for judged in findings:
        yield from _finding(judged, report.sources.get(path, ()), width)
    yield Span("\n")


def _finding(judged: JudgedFinding, source: Sequence[str], width: int) -> Iterator[Span]:
    finding = judged.finding
    where = finding.location
    place = f"{where.line}:{where.column}" if where.column else str(where.line)
    yield Span(f"  {place:>7} ")
    yield Span(judged.severity.value, STYLES[judged.severity])
    yield Span(f" {finding.rule}", "bold")
    yield Span("" if judged.counts else " (old)", "dim")
    yield Span("\n")
    yield from wrapped(visible(finding.message), width, "          ")
    if where.line <= len(source):
        yield from _quote(source[where.line - 1], where, width)
    if finding.hint:
        yield from wrapped(f"= {visible(finding.hint)}", width, "          ", style="dim")
    for related in finding.related:
        other = f"{related.location.path}:{related.location.line}"
        yield from wrapped(f"= see {visible(other)}: {visible(related.message)}", width, "          ", style="dim")


def wrapped(text: str, width: int, indent: str, style: str = "") -> Iterator[Span]:
    """Prose in lines of at most ``width`` columns, each indented; a longer word stands in a line of its own."""
    lines = textwrap.wrap(
        text, width - len(indent), break_long_words=False, break_on_hyphens=False, replace_whitespace=True
    )
    for line in lines:
        yield Span(f"{indent}{line}\n", style)


def _quote(line: str, where: Location, width: int) -> Iterator[Span]:
    """The line with a caret below what is meant; of a long line the part around it."""
    room = max(min(width - 12, MAX_QUOTE), 20)
    first = (where.column or 1) - 1
    last = where.end_column if where.column and where.end_line == where.line and where.end_column else len(line)
    first = min(first, len(line))
    start = max(0, min(first - room // 3, len(line) - room)) if len(line) > room else 0
    shown = line[start : start + room]
    left, right = "…" if start else "", "…" if start + room < len(line) else ""
    text = left + _clean(shown) + right
    if not text.strip():
        return
    yield Span(f"{where.line:>9} | ", "dim")
    yield Span(f"{text}\n")
    if where.column is None:
        return
    before = left + _clean(line[start:first])
    marked = _clean(line[first : max(first + 1, min(last, start + room))]) or " "
    yield Span(f"          | {' ' * _columns(before)}", "dim")
    yield Span("^" * max(1, _columns(marked)), "bold green")
    yield Span("\n")


def _clean(text: str) -> str:
    return visible(text.replace("\t", " "))


def _columns(text: str) -> int:
    """How many terminal columns a text takes: wide characters two, marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _specs(report: Report, width: int) -> Iterator[Span]:
    """One line a spec: what is done of what it has."""
    if not report.specs:
        return
    rows = [(_shorten(visible(spec.path), width // 2), _tallies(spec)) for spec in report.specs]
    longest = max(len(name) for name, _ in rows)
    for name, tallies in rows:
        if longest + len(tallies) + 2 <= width:
            yield Span(f"{name:<{longest}}  {tallies}\n")
        else:
            yield Span(f"{name}\n")
            yield from wrapped(tallies, width, "    ")
    yield Span("\n")


def _shorten(path: str, limit: int) -> str:
    return path if len(path) <= limit else "…" + path[-(limit - 1) :]


def _tallies(spec: SpecReport) -> str:
    counts = spec.counts
    named = (
        ("references", counts.references),
        ("migrations", counts.migrations),
        ("governance", counts.governance),
        ("tasks", counts.tasks),
    )
    parts = [f"{name} {tally.done}/{tally.total}" for name, tally in named if _worth(tally)]
    if counts.empty_tables:
        parts.append(f"{counts.empty_tables} empty table{'s' * (counts.empty_tables > 1)}")
    return ", ".join([spec.phase.value, *parts])


def _worth(tally: Tally) -> bool:
    return tally.total > 0


def _closing(report: Report) -> Iterator[Span]:
    failed = report.verdict.conclusion is Conclusion.FAIL
    yield Span("FAIL" if failed else "PASS", "bold red" if failed else "bold green")
    yield Span(f"  {headline(report)}\n")
    what = sentence(report, where="above")
    if what:
        yield Span(f"{what}\n")
    if failed and report.findings:
        rule = max(report.findings, key=lambda judged: (judged.counts, judged.severity)).finding.rule
        yield Span(f"`speclatch explain {rule}` says what a rule wants and how to answer it.\n", "dim")
