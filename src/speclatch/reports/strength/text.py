"""The strength of a gate on a terminal: per profile how many of how many, what is not caught, what is disturbed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from speclatch.judging.prove.results import DefectKind, Outcome, ProfileStrength, Tried, of, strength
from speclatch.model import Severity
from speclatch.reports.escape import visible, visible_path
from speclatch.reports.numbers import plural
from speclatch.reports.quote import Span, wrapped

SHOWN = 12
"""Kinds of defects not caught that are listed per profile."""
MAX_NAME = 60
"""Characters of a part's name that are shown."""
_WORDS = {
    DefectKind.COPY: ("untouched copy of the template", "untouched copies of the template"),
    DefectKind.REMOVED: ("part taken away", "parts taken away"),
    DefectKind.EMPTIED: ("part emptied", "parts emptied"),
    DefectKind.GUIDANCE: ("guidance put back", "guidances put back"),
    DefectKind.REFERENCE: ("reference broken", "references broken"),
    DefectKind.STATUS: ("unknown status", "unknown statuses"),
    DefectKind.BOX: ("box of a finished document opened", "boxes of finished documents opened"),
}


def strength_text(profiles: Iterable[ProfileStrength], width: int) -> Iterator[Span]:
    """Everything, ended by one sentence that says how strong the gate is."""
    profiles = tuple(profiles)
    for one in profiles:
        yield from _profile(one, width)
    yield from wrapped(verdict(profiles), width, style="bold")


def verdict(profiles: Iterable[ProfileStrength]) -> str:
    """How strong the gate is, in a sentence."""
    profiles = tuple(profiles)
    share = strength(profiles)
    if share is None:
        return "Nothing could be tried: there is no document of any profile, and no place for one."
    counted = sum(one.counted for one in profiles)
    missed = sum(len(one.missed) for one in profiles)
    harmless = sum(len(one.harmless) for one in profiles)
    disturbed = sum(len(one.disturbed) for one in profiles)
    return (
        f"The gate catches {counted - missed:,} of {plural(counted, 'defect')} ({percent(share)}), and finds fault"
        f" with {disturbed:,} of {plural(harmless, 'harmless edit')}."
    )


def percent(share: float) -> str:
    """A share in percent, never rounded up to all."""
    return f"{int(share * 1000) / 10:g} %"


def _profile(one: ProfileStrength, width: int) -> Iterator[Span]:
    yield Span(f"{visible(one.profile)}", "bold")
    finished = f", {one.finished:,} of them past draft" if not one.as_finished else ", judged as if implemented"
    yield Span(f"  {plural(one.documents, 'document')}{finished if one.documents else ''}\n", "dim")
    for kind in DefectKind:
        if kind is not DefectKind.HARMLESS:
            yield from _row(kind, [each for each in one.tried if each.kind is kind])
    if one.harmless:
        undisturbed = len(one.harmless) - len(one.disturbed)
        yield _count(undisturbed, len(one.harmless))
        yield Span(f"{'harmless edit' if len(one.harmless) == 1 else 'harmless edits'} left in peace\n")
    yield from _besides(one, width)
    yield from _listed("Not caught", one.missed, width)
    yield from _listed("Found fault with", one.disturbed, width)
    yield Span("\n")


def _count(good: int, all_of_them: int) -> Span:
    return Span(f"  {good:>5,} of {all_of_them:>5,}  ", "green" if good == all_of_them else "yellow")


def _row(kind: DefectKind, tried: list[Tried]) -> Iterator[Span]:
    caught = of(tried, Outcome.CAUGHT)
    total = len(caught) + len(of(tried, Outcome.MISSED))
    if not total:
        return
    by_weight = Counter(one.severity for one in caught)
    weights = [plural(by_weight[level], level.value) for level in sorted(Severity, reverse=True) if by_weight[level]]
    yield _count(len(caught), total)
    yield Span(_WORDS[kind][total != 1])
    yield Span(f"  ({', '.join(weights)})\n" if weights else "\n", "dim")


def _besides(one: ProfileStrength, width: int) -> Iterator[Span]:
    """What does not count, in numbers."""
    words = (
        (Outcome.WAIVED, "waived by the configuration"),
        (Outcome.OPTIONAL, "of what the template lets be left out"),
        (Outcome.INAPPLICABLE, "below a section that says `None`"),
        (Outcome.EXCUSED, "excused by a comment"),
        (Outcome.ALREADY, "where a document is wrong already"),
    )
    said = [f"{count:,} {text}" for outcome, text in words if (count := len(of(one.defects, outcome)))]
    if one.seldom:
        said.append(f"{plural(len(one.seldom), 'part')} of the template that fewer than half of the documents keep")
    if said:
        yield from wrapped(f"not counted: {'; '.join(said)}", width, "  ", style="dim")


def _listed(title: str, tried: Iterable[Tried], width: int) -> Iterator[Span]:
    """Tries that came to the same, once, with one place."""
    groups: dict[tuple[str, ...], list[Tried]] = {}
    for one in tried:
        groups.setdefault((one.kind.value, one.part, one.name, one.reason or ", ".join(one.rules)), []).append(one)
    if groups:
        yield Span(f"  {title}\n")
    for (kind, part, name, reason), same in list(groups.items())[:SHOWN]:
        times = f" ({len(same)} times)" if len(same) > 1 else ""
        yield from wrapped(f"{part} {_cut(name)}: {kind}{times}; {reason}", width, "    ")
        yield Span(f"      {visible_path(same[0].path)}:{same[0].line}\n", "dim")
    if len(groups) > SHOWN:
        yield Span(f"    and {len(groups) - SHOWN:,} more (`--format json` has all)\n", "dim")


def _cut(name: str) -> str:
    shown = visible(" ".join(name.split()))
    return f"`{shown if len(shown) <= MAX_NAME else shown[: MAX_NAME - 1] + '…'}`"
