"""The report for a terminal: per file, each finding with its line and a caret, then what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from speclatch.model import Conclusion, JudgedFinding, Report, Severity, SpecReport
from speclatch.reports.counts import grouped, judged_specs, tables
from speclatch.reports.escape import visible, visible_path
from speclatch.reports.headlines import headline, sentence
from speclatch.reports.numbers import plural
from speclatch.reports.quote import Span, columns, joined, quote, shorten, wrapped

MIN_WIDTH = 40
MAX_IN_AUDIT = 60
"""Findings of a whole repository above which like ones are one line, and specs of which none has a line of its own."""
MAX_SKIPPED = 10
"""How many files that no profile governs are named; of the others, only the number is given."""
INDENT = " " * 10
_JOIN = "\x00"  # stands for a blank where no line may be broken

STYLES = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.NOTE: "bold cyan",
}


def text_report(report: Report, width: int = 100, nothing: str = "", *, audit: bool = False) -> Iterator[Span]:
    """The report, piece by piece; joined without styles it is the plain report.

    Args:
        report: what was found.
        width: columns of the terminal.
        nothing: what to say where there was no spec to judge; else the change is said to touch none.
        audit: whether a whole repository was judged: what fills no screen is listed, of more like findings are one, and
            specs are counted.
    """
    width = max(width, MIN_WIDTH)
    counting = [judged for judged in report.findings if judged.counts]
    if audit and len(counting) > MAX_IN_AUDIT:
        yield from _overview(report, width, nothing)
        return
    specs = {spec.path: spec for spec in report.specs}
    for path, group in groupby(counting, key=lambda judged: judged.finding.location.path):
        yield from _file(path, list(group), specs.get(path), report, width)
    yield from _specs(report, width, audit=audit)
    yield from _kinds(report, width)
    yield from _known(report, width)
    for ignored in report.ignored:
        where = ignored.finding.location
        what = f"ignored {visible_path(where.path)}:{where.line} {ignored.finding.rule} ({visible(ignored.reason)})"
        yield from wrapped(what, width, style="dim")
    for skipped in report.skipped[:MAX_SKIPPED]:
        yield from wrapped(f"skipped {visible_path(skipped.path)}: {skipped.reason}", width, style="dim")
    more = len(report.skipped) - MAX_SKIPPED
    if more > 0:
        yield from wrapped(f"skipped {plural(more, 'more file')}", width, style="dim")
    yield from _closing(report, width, nothing)


def _overview(report: Report, width: int, nothing: str) -> Iterator[Span]:
    """The report on a whole repository in which more was found than anybody reads line by line."""
    yield from wrapped(judged_specs(report), width, style="bold")
    yield Span("\n")
    yield from grouped(report, width)
    yield from _known(report, width)
    if report.ignored:
        yield from wrapped(f"{plural(len(report.ignored), 'finding')} ignored by comments", width, style="dim")
    yield from _verdict(report, width, nothing)
    lines = "`speclatch check PATH` shows each finding with its line."
    yield from wrapped(" ".join(filter(None, (_fixable(report), lines, _recordable(report)))), width)


def _known(report: Report, width: int) -> Iterator[Span]:
    """One line on what does not count: a baseline's findings, and with ``new-only`` the base's."""
    known = sum(not judged.counts for judged in report.findings)
    if known:
        said = f"known before: {known:,} (they do not count; `--format markdown` lists them)"
        yield from wrapped(said, width, style="dim")


def _recordable(report: Report) -> str:
    """What would let old findings be; ``""`` where nothing fails, or a baseline is there already."""
    if report.verdict.conclusion is not Conclusion.FAIL or not all(judged.counts for judged in report.findings):
        return ""
    return "Mend what is wrong, or run `speclatch baseline` once, so that only what is new fails from then on."


def counts_report(report: Report, width: int = 100, nothing: str = "") -> Iterator[Span]:
    """How much was found, by rule and by profile, and the verdict; no finding by itself."""
    yield from tables(report)
    yield from _known(report, max(width, MIN_WIDTH))
    yield from _verdict(report, max(width, MIN_WIDTH), nothing)


def verdict_report(report: Report, width: int = 100, nothing: str = "") -> Iterator[Span]:
    """The verdict's line alone."""
    yield from _verdict(report, max(width, MIN_WIDTH), nothing)


def plain(spans: Iterator[Span]) -> str:
    """The report without styles."""
    return joined(spans)


def _file(
    path: str, findings: Sequence[JudgedFinding], spec: SpecReport | None, report: Report, width: int
) -> Iterator[Span]:
    name = visible_path(path)
    yield Span(name, "bold underline")
    if spec is not None:
        what = f"{spec.profile}, judged as {spec.phase.value}" + ("" if spec.changed else ", affected by the change")
        if columns(name) + 2 + columns(what) <= width:
            yield Span(f"  {what}\n", "dim")
        else:
            yield Span("\n")
            yield from wrapped(what, width, "  ", style="dim")
    else:
        yield Span("\n")
    for judged, after in zip(findings, (*findings[1:], None), strict=True):
        yield from _finding(judged, report.sources.get(path, ()), width, hint=_hint(judged) != _hint(after))
    yield Span("\n")


def _hint(judged: JudgedFinding | None) -> tuple[str, str] | None:
    return (judged.finding.rule, judged.finding.hint) if judged else None


def _finding(judged: JudgedFinding, source: Sequence[str], width: int, *, hint: bool) -> Iterator[Span]:
    """A finding; its ``hint`` is left out where the next one has the same."""
    finding = judged.finding
    where = finding.location
    place = f"{where.line}:{where.column}" if where.column else str(where.line)
    yield Span(f"  {place:>7} ")
    yield Span(judged.severity.value, STYLES[judged.severity])
    yield Span(f" {finding.rule}", "bold")
    yield Span("\n")
    yield from wrapped(visible(finding.message), width, INDENT)
    if where.line <= len(source):
        yield from quote(source[where.line - 1], where, width)
    if finding.hint and hint:
        yield from wrapped(f"= {visible(finding.hint)}", width, INDENT, style="dim")
    for related in finding.related:
        other = f"{visible_path(related.location.path)}:{related.location.line}"
        yield from wrapped(f"= see {other}: {visible(related.message)}", width, INDENT, style="dim")


def _specs(report: Report, width: int, *, audit: bool) -> Iterator[Span]:
    """One line a spec: what is done of what it has; of a whole repository's many, how many there are."""
    if not report.specs:
        return
    if audit and len(report.specs) > MAX_IN_AUDIT:
        yield from wrapped(judged_specs(report), width)
        yield Span("\n")
        return
    rows = [(shorten(visible_path(spec.path), width), _tallies(spec)) for spec in report.specs]
    longest = max(columns(name) for name, _ in rows)
    in_line = all(longest + columns(tallies) + 2 <= width for _, tallies in rows)
    for name, tallies in rows:
        if in_line:
            yield Span(f"{name}{' ' * (longest - columns(name))}  {tallies}\n")
        else:
            yield Span(f"{name}\n")
            yield from wrapped(tallies, width, "    ")
    yield Span("\n")


def _tallies(spec: SpecReport) -> str:
    counts = spec.counts
    named = (
        ("references", counts.references),
        ("migrations", counts.migrations),
        ("governance", counts.governance),
        ("tasks", counts.tasks),
    )
    parts = [f"{name} {tally.done}/{tally.total}" for name, tally in named if tally.total]
    if counts.empty_tables:
        parts.append(plural(counts.empty_tables, "empty table"))
    return ", ".join([spec.phase.value, *parts])


def _kinds(report: Report, width: int) -> Iterator[Span]:
    """How often each rule found something, the worst first; left out where there is but one."""
    found = Counter((judged.severity, judged.finding.rule) for judged in report.findings if judged.counts)
    if len(found) < 2:
        return
    ranked = sorted(found.items(), key=lambda item: (-list(Severity).index(item[0][0]), -item[1], item[0][1]))
    for severity, group in groupby(ranked, key=lambda item: item[0][0]):
        listed = ", ".join(f"{count:,}{_JOIN}{rule}" for (_, rule), count in group)
        yield from _labelled(severity, listed, width)
    yield Span("\n")


def _labelled(severity: Severity, text: str, width: int) -> Iterator[Span]:
    """A severity, and a list behind it that is broken under itself."""
    label = f"{severity.value + 's':<9} "
    first, *rest = (span.text for span in wrapped(text, width, " " * len(label)))
    yield Span(label, STYLES[severity])
    yield Span("".join((first.removeprefix(" " * len(label)), *rest)).replace(_JOIN, " "))


def _closing(report: Report, width: int, nothing: str) -> Iterator[Span]:
    """The verdict, and in one sentence or two what to do about it."""
    yield from _verdict(report, width, nothing)
    yield from wrapped(
        " ".join(filter(None, (_explained(report), _fixable(report), sentence(report, where="above")))), width
    )


def _verdict(report: Report, width: int, nothing: str) -> Iterator[Span]:
    failed = report.verdict.conclusion is Conclusion.FAIL
    verdict = f"{'FAIL' if failed else 'PASS'}  "
    words = nothing if nothing and not failed and not report.specs else headline(report)
    first, *rest = (span.text for span in wrapped(verdict + words, width))
    yield Span(verdict, "bold red" if failed else "bold green")
    yield Span("".join((" ".join(first.split(" ")[1:]), *rest)))


def _explained(report: Report) -> str:
    """Where to read more of the worst finding's rule; ``""`` where nothing failed."""
    if report.verdict.conclusion is not Conclusion.FAIL or not report.findings:
        return ""
    rule = max(report.findings, key=lambda judged: (judged.counts, judged.severity)).finding.rule
    return f"`speclatch explain {rule}` says what a rule wants."


def _fixable(report: Report) -> str:
    """What ``--fix`` would mend; ``""`` for nothing."""
    counting = [judged.finding for judged in report.findings if judged.counts]
    safe = sum(finding.fix is not None and finding.fix.safe for finding in counting)
    return f"`speclatch check --fix` mends {safe:,} of them." if safe and len(counting) > 1 else ""
