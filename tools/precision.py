"""Draw findings of a report to be read by hand: ``python -m tools.precision REPORT.json CHECKOUT``.

How many of a hundred a maintainer would act on is a figure that only reading gives. The draw is the same each time for
a seed; each finding is printed with the lines around it, and a line to put the verdict in.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

COUNTED = ("error", "warning")
AROUND = 3
"""Lines shown before and after a finding."""
WIDTH = 160


def draw(findings: Sequence[Mapping[str, Any]], count: int, seed: int) -> list[Mapping[str, Any]]:
    """So many of the errors and warnings, by chance, in the order of the report.

    Each finding has its lot by itself: what others are mended does not change which of the rest are drawn.
    """
    counted = [found for found in findings if found["severity"] in COUNTED]
    lots = sorted(range(len(counted)), key=lambda index: (lot(counted[index], seed), index))
    return [counted[index] for index in sorted(lots[:count])]


def lot(found: Mapping[str, Any], seed: int) -> str:
    """The number that a finding draws."""
    named = json.dumps([seed, *(found[key] for key in ("rule", "path", "line", "message"))])
    return hashlib.sha256(named.encode()).hexdigest()


def pages(drawn: Sequence[Mapping[str, Any]], root: Path) -> Iterator[str]:
    """Each finding as a person reads it: what is said, and where."""
    for number, found in enumerate(drawn, 1):
        yield f"== {number}. {found['severity']} {found['rule']} {found['path']}:{found['line']}"
        yield f"   {found['message']}"
        lines = (root / found["path"]).read_text(encoding="utf-8", errors="replace").split("\n")
        first = max(0, found["line"] - 1 - AROUND)
        for index, line in enumerate(lines[first : found["line"] + AROUND], first + 1):
            yield f"   {'>' if index == found['line'] else ' '} {index:5d} {line[:WIDTH]}"
        yield "   verdict (true/false), reason:"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a draw."""
    parser = argparse.ArgumentParser(prog="python -m tools.precision", description=__doc__)
    parser.add_argument("report", type=Path, help="what `speclatch check --all --format json` wrote")
    parser.add_argument("checkout", type=Path, help="the repository it was written for")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    report = json.loads(given.report.read_text(encoding="utf-8"))
    for line in pages(draw(report["findings"], given.count, given.seed), given.checkout):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
