"""What was found in numbers: an audit's findings with those that are alike on one line, and tables of counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from speclatch.model import JudgedFinding, Phase, Report, Severity
from speclatch.reports.escape import visible, visible_path
from speclatch.reports.numbers import plural
from speclatch.reports.quote import Span, columns, wrapped

MAX_ALIKE = 5
"""Messages of a rule that have a line of their own; the others are counted."""
MAX_DOCUMENTS = 10
"""Documents with the most findings that are named."""


def grouped(report: Report, width: int) -> Iterator[Span]:
    """The findings that count by severity and rule, what many documents have in common on one line."""
    counting = [judged for judged in report.findings if judged.counts]
    for severity in reversed(Severity):
        of = [judged for judged in counting if judged.severity is severity]
        if of:
            yield Span(f"{plural(len(of), severity.value)}\n", "bold underline")
            yield from _by_rule(of, len(report.specs), width)
            yield Span("\n")
    yield from _most(counting, width)


def _by_rule(findings: Sequence[JudgedFinding], documents: int, width: int) -> Iterator[Span]:
    rules: dict[str, list[JudgedFinding]] = defaultdict(list)
    for judged in findings:
        rules[judged.finding.rule].append(judged)
    for rule, of in sorted(rules.items(), key=lambda item: (-len(item[1]), item[0])):
        paths = {judged.finding.location.path for judged in of}
        yield Span(f"  {rule}", "bold")
        yield Span(f"  {len(of):,} in {len(paths):,} of {plural(documents, 'document')}\n")
        yield from _alike(of, documents, width)


def _alike(findings: Sequence[JudgedFinding], documents: int, width: int) -> Iterator[Span]:
    """A line for each message that several documents share, and one for all that is left."""
    messages: dict[str, list[JudgedFinding]] = defaultdict(list)
    for judged in findings:
        messages[judged.finding.message].append(judged)
    shared = [(text, of) for text, of in messages.items() if len(_paths(of)) > 1]
    shared = sorted(shared, key=lambda item: (-len(_paths(item[1])), item[0]))[:MAX_ALIKE]
    for message, of in shared:
        text = f"{visible(message)} in {len(_paths(of)):,} of {documents:,} documents{_first(of)}"
        yield from wrapped(text, width, "      ")
    shown = {message for message, _ in shared}
    left = [judged for judged in findings if judged.finding.message not in shown]
    if left and shown:
        yield from wrapped(f"{plural(len(left), 'other')}{_first(left)}", width, "      ", style="dim")
    elif left:
        text = f"{visible(left[0].finding.message)}{_first(left)}"
        yield from wrapped(text, width, "      ")


def _paths(findings: Sequence[JudgedFinding]) -> set[str]:
    return {judged.finding.location.path for judged in findings}


def _first(findings: Sequence[JudgedFinding]) -> str:
    where = findings[0].finding.location
    word = "first " if len(findings) > 1 else ""
    return f" ({word}{visible_path(where.path)}:{where.line})"


def _most(findings: Sequence[JudgedFinding], width: int) -> Iterator[Span]:
    """The documents with the most findings, the worst first."""
    weights: dict[str, Counter[Severity]] = defaultdict(Counter)
    for judged in findings:
        weights[judged.finding.location.path][judged.severity] += 1
    order = sorted(weights.items(), key=lambda item: ([-item[1][one] for one in reversed(Severity)], item[0]))
    if len(order) < 2:
        return
    yield Span("most in\n", "bold underline")
    for path, of in order[:MAX_DOCUMENTS]:
        numbers = ", ".join(plural(of[one], one.value) for one in reversed(Severity) if of[one])
        yield from wrapped(f"{visible_path(path)}: {numbers}", width, "  ")
    if len(order) > MAX_DOCUMENTS:
        yield Span(f"  and {plural(len(order) - MAX_DOCUMENTS, 'document')} more\n", "dim")
    yield Span("\n")


def judged_specs(report: Report) -> str:
    """How many specs were judged, in which phases: ``545 specs: 12 draft, 533 implementing``."""
    phases = Counter(spec.phase for spec in report.specs)
    said = ", ".join(f"{phases[phase]:,} {phase.value}" for phase in Phase if phases[phase])
    return f"{plural(len(report.specs), 'spec')}: {said}"


def tables(report: Report) -> Iterator[Span]:
    """Two tables: the findings that count by rule, and the documents by profile."""
    rules: dict[str, Counter[Severity]] = defaultdict(Counter)
    documents: dict[str, set[str]] = defaultdict(set)
    for judged in report.findings:
        if judged.counts:
            rules[judged.finding.rule][judged.severity] += 1
            documents[judged.finding.rule].add(judged.finding.location.path)
    order = sorted(rules, key=lambda rule: ([-rules[rule][one] for one in reversed(Severity)], rule))
    rows = [(rule, [*(rules[rule][one] for one in reversed(Severity)), len(documents[rule])]) for rule in order]
    yield from _table(("rule", "errors", "warnings", "notes", "documents"), rows)
    profiles: dict[str, Counter[Phase]] = defaultdict(Counter)
    for spec in report.specs:
        profiles[spec.profile][spec.phase] += 1
    by_profile = [(name, [of.total(), *(of[phase] for phase in Phase)]) for name, of in sorted(profiles.items())]
    yield from _table(("profile", "documents", *(phase.value for phase in Phase)), by_profile)


def _table(head: Sequence[str], rows: Sequence[tuple[str, list[int]]]) -> Iterator[Span]:
    """Columns of numbers behind one of names; nothing where there is no row."""
    if not rows:
        return
    cells = [[visible(name), *(f"{number:,}" for number in numbers)] for name, numbers in rows]
    widths = [max(columns(line[at]) for line in (head, *cells)) for at in range(len(head))]
    for number, line in enumerate((list(head), *cells)):
        first = line[0] + " " * (widths[0] - columns(line[0]))
        numbers = (cell.rjust(wide) for cell, wide in zip(line[1:], widths[1:], strict=True))
        yield Span(f"{'  '.join((first, *numbers))}\n", "" if number else "bold")
    yield Span("\n")
