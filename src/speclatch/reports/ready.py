"""Whether code may be written from specs, as text that fits a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from speclatch.judging.readiness import Readiness
from speclatch.model import JudgedFinding
from speclatch.reports.escape import one_line, visible, visible_path
from speclatch.reports.numbers import plural
from speclatch.reports.quote import Span, wrapped

MANY_SPECS = 4
"""From so many specs on, each is one line: who wants to know more asks for one."""
EXAMPLES = 12
"""Missing answers that are shown of one spec, shared out over the rules."""
LINES = 12
"""Line numbers that stand for the others of a rule."""


def readiness_text(answers: Sequence[Readiness], width: int) -> Iterator[Span]:
    """The answers, spec by spec: what is missing by rule, each hint once; of many specs a line each."""
    for answer in answers:
        yield Span("READY" if answer.ready else "NOT READY", "bold green" if answer.ready else "bold red")
        yield Span(f"  {visible_path(answer.path)}", "bold")
        yield Span(f"  {visible(answer.status) or 'no status'} ({answer.phase.value})", "dim")
        if len(answers) >= MANY_SPECS:
            yield Span(f"  {plural(len(answer.missing), 'answer')} missing\n" if answer.missing else "\n")
        else:
            yield Span("\n")
            yield from _details(answer, width)
    if len(answers) >= MANY_SPECS:
        ready = sum(answer.ready for answer in answers)
        yield from wrapped(f"{ready} of {len(answers)} are ready; name one spec to see what it is missing.", width)


def _details(answer: Readiness, width: int) -> Iterator[Span]:
    if answer.reason:
        yield from wrapped(answer.reason, width, "    ")
    by_rule: dict[str, list[JudgedFinding]] = {}
    for judged in answer.missing:
        by_rule.setdefault(judged.finding.rule, []).append(judged)
    said: set[str] = set()
    for rule, found in by_rule.items():
        yield from _group(rule, found, max(1, EXAMPLES // len(by_rule)), width)
        hint = found[0].finding.hint
        if hint and hint not in said:
            yield from wrapped(f"= {visible(hint)}", width, "        ", style="dim")
            said.add(hint)
    if answer.missing:
        yield from wrapped(f"{plural(len(answer.missing), 'answer')} missing: write them before code.", width, "    ")
    if answer.remarks:
        what = f"{plural(len(answer.remarks), 'warning')} besides; `speclatch check` lists them."
        yield from wrapped(what, width, "    ", style="dim")


def _group(rule: str, found: Sequence[JudgedFinding], shown: int, width: int) -> Iterator[Span]:
    """What a rule misses: some of it in words, the lines of the rest."""
    yield Span(f"  {rule}", "bold")
    yield Span(f"  {len(found)} times\n" if len(found) > 1 else "\n", "dim")
    for judged in found[:shown]:
        yield Span(f"  {judged.finding.location.line:>5} ", "dim")
        yield Span(f"{one_line(judged.finding.message, max(width - 8, 20))}\n")
    rest = [str(judged.finding.location.line) for judged in found[shown:]]
    if rest:
        more = f", and {len(rest) - LINES:,} more" if len(rest) > LINES else ""
        word = "line" if len(rest) == 1 else "lines"
        yield from wrapped(f"and {word} {', '.join(rest[:LINES])}{more}", width, "        ", style="dim")
