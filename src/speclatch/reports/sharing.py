"""Share what there is room for out over the files, so that none has it all."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from speclatch.model import JudgedFinding, Severity


def shared_out(findings: Iterable[JudgedFinding]) -> tuple[JudgedFinding, ...]:
    """The findings in the order in which room is given to them.

    Errors first, then warnings, then notes; within a severity the first of each file, then the second of each.
    """
    turns: dict[tuple[Severity, str], count[int]] = {}
    ranked = []
    for number, judged in enumerate(findings):
        turn = next(turns.setdefault((judged.severity, judged.finding.location.path), count()))
        ranked.append((-rank(judged.severity), turn, number, judged))
    return tuple(judged for *_, judged in sorted(ranked, key=lambda entry: entry[:3]))


def rank(severity: Severity) -> int:
    """A severity as a number: the worse, the higher."""
    return _RANK[severity]


_RANK = {severity: number for number, severity in enumerate(Severity)}
