"""A fuzzer for templates: ``python -m tests.fuzz.fuzz_templates -max_total_time=300`` (needs atheris).

Not collected by pytest. A template that can be read makes a profile, and the template itself is judged by it without a
fault: each finding stands on a line that is there. What follows a NUL is a document in the template's place.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["speclatch"]):
    from speclatch.errors import SpeclatchError
    from tests.fuzz.seeds import below, with_seeds
    from tests.support.memory import MemoryTree, audit

CONFIG = b"version: 1\nprofiles:\n  - {name: spec, template: t.md, match: [specs/*.md]}\n"
WORDS = (
    *(
        "\0",
        "---\n",
        "\n## ",
        "- [ ] ",
        "- [x] ",
        "\n|---|---|\n",
        " | ",
        "<!-- ",
        " -->",
        "```\n",
        "[NEEDS CLARIFICATION: ",
    ),
    *(
        "NNNN",
        "YYYY-MM-DD",
        "<name>",
        "{name}",
        "TBD",
        "status: ",
        "Draft | Done",
        "**Status:** ",
        "(optional)",
        "n/a",
        "> ",
    ),
)


def check(raw: bytes) -> None:
    """Take ``raw`` for a template, and for a document of it."""
    template, _, document = raw.partition(b"\0")
    document = document or template
    try:
        report = audit(MemoryTree({".speclatch.yml": CONFIG, "t.md": template, "specs/a.md": document}))
    except SpeclatchError:
        return
    last = max(1, document.count(b"\n") + 1)
    for one in report.findings:
        place = one.finding.location
        assert place.path != "specs/a.md" or 1 <= place.line <= place.end_line <= last, (one, last)


if __name__ == "__main__":
    seeds = below("src/speclatch/profiles/builtin", "tests/profiles/foreign", "tests/cases", ending=".md")
    atheris.Setup(with_seeds(sys.argv, seeds, WORDS), check)
    atheris.Fuzz()
