"""A fuzzer for configurations: ``python tests/fuzz/fuzz_configuration.py -max_total_time=300`` (needs atheris).

Not collected by pytest. Any exception but ConfigError is a fault, and so is a glob that was taken and cannot be used.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["speclatch"]):
    from speclatch.config.reader import parse_config
    from speclatch.errors import ConfigError
    from speclatch.globs import globs_of
    from speclatch.rules import BY_ID


def check(raw: bytes) -> None:
    """Read ``raw`` as a configuration, and use what it says of files."""
    try:
        config = parse_config(raw, ".speclatch.yml", BY_ID)
    except ConfigError:
        return
    for profile in config.profiles:
        globs_of(profile.match).matches("docs/specs/0001-a.md")
    globs_of(config.exclude).matches("docs/specs/0001-a.md")


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
