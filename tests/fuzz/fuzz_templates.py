"""A fuzzer for templates: ``python tests/fuzz/fuzz_templates.py -max_total_time=300`` (needs atheris).

Not collected by pytest. A template that can be read makes a profile, and the template itself is judged by it without a
fault: each finding stands on a line that is there.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["speclatch"]):
    from speclatch.errors import SpeclatchError
    from tests.support.memory import MemoryTree, audit

CONFIG = b"version: 1\nprofiles:\n  - {name: spec, template: t.md, match: [specs/*.md]}\n"


def check(raw: bytes) -> None:
    """Take ``raw`` for a template, and for a document of it."""
    try:
        report = audit(MemoryTree({".speclatch.yml": CONFIG, "t.md": raw, "specs/a.md": raw}))
    except SpeclatchError:
        return
    last = max(1, raw.count(b"\n") + 1)
    for one in report.findings:
        place = one.finding.location
        assert place.path != "specs/a.md" or 1 <= place.line <= place.end_line <= last, (one, last)


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
