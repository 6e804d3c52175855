"""A fuzzer for configurations: ``python -m tests.fuzz.fuzz_configuration -max_total_time=300`` (needs atheris).

Not collected by pytest. Any exception but an error of ours is a fault, in reading the configuration or in judging a
small repository by it, and so is a glob that was taken and cannot be used.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["speclatch"]):
    from speclatch.config.model import Config
    from speclatch.config.reader import parse_config
    from speclatch.errors import ConfigError, SpeclatchError
    from speclatch.globs import globs_of
    from speclatch.rules import BY_ID
    from tests.fuzz.seeds import below, configuration_words, documented, with_seeds
    from tests.support.memory import MemoryTree, audit

TEMPLATE = b"""\
---
id: X-NNN
status: Draft | Done
---

# Title

## Tasks

- [ ] Say why

| A | B |
|---|---|
"""
SPEC = b"""\
---
id: X-001
status: Done
---

# A

## Tasks

- [x] Say why: [b](0002-b.md), ADR-0001
"""
FILES = {
    "docs/adr/ADR-0001-why.md": b"# ADR-0001: Why\n\n- Status: Accepted\n",
    "db/migrations/20260101000000_a.sql": b"select 1;\n",
}


def governed(config: Config) -> dict[str, bytes]:
    """Files that a configuration speaks of: each profile's template, and a spec that is likely to match."""
    files = dict(FILES)
    for profile in config.profiles:
        if profile.template:
            files[str(profile.template)] = TEMPLATE
        for glob in profile.match[:2]:
            files[glob.replace("**", "a").replace("*", "0001-a").replace("?", "1")] = SPEC
    return files


def check(raw: bytes) -> None:
    """Read ``raw`` as a configuration, use what it says of files, and judge by it."""
    try:
        config = parse_config(raw, ".speclatch.yml", BY_ID)
    except ConfigError:
        return
    for profile in config.profiles:
        globs_of(profile.match).matches("docs/specs/0001-a.md")
    globs_of(config.exclude).matches("docs/specs/0001-a.md")
    try:
        audit(MemoryTree({**governed(config), ".speclatch.yml": raw}))
    except SpeclatchError:
        return


if __name__ == "__main__":
    seeds = [*below("tests/cases", "tests/config", "examples", ending=".speclatch.yml"), *documented("ya?ml")]
    atheris.Setup(with_seeds(sys.argv, seeds, (*configuration_words(), *BY_ID, *FILES)), check)
    atheris.Fuzz()
