"""A fuzzer for references: ``python -m tests.fuzz.fuzz_references -max_total_time=300`` (needs atheris).

Not collected by pytest. Whatever a value says is read without a fault, and what it refers to stands within it.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["speclatch"]):
    from speclatch.references.grammar import parse_destination, parse_reference


def check(raw: bytes) -> None:
    """Read ``raw`` as the value of a key and as the destination of a link."""
    text = raw.decode("utf-8", "replace")
    parse_destination(text)
    for found in (*parse_reference(text), *parse_reference(text, whole=False)):
        assert 0 <= found.start <= found.end <= len(text), (found, text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
