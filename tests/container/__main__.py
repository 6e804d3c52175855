"""Build the image, measure it, run its entry point on a pull request, and its command in jobs of other systems."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.container import command, image, sandbox, scenario

LIMIT = 45_000_000  # bytes that the program and its dependencies may take; it is fetched in every run


def _started(root: Path) -> None:
    """The entry point's interpreter starts, knows the program, and holds no tool to install with."""
    python = image.entry_point()[0]
    version = sandbox.run(root, [python, "-I", "-m", "speclatch", "--version"], {}, {})
    print(f"starts: {version.stdout.strip() or version.stderr.strip()} ({version.seconds:.2f} s)")
    assert version.code == 0, version
    pip = sandbox.run(root, [python, "-I", "-c", "import pip"], {}, {})
    assert pip.code != 0, "the image holds pip beside the program"


def main() -> int:
    """Print what was built and seen; 0 where all is well or nothing could be built here."""
    try:
        base = image.provide_base()
    except image.UnavailableError as error:
        print(f"SKIPPED, nothing was built: {error}")
        return 0
    print(f"base: {base.name}, {base.origin}")
    start = time.perf_counter()
    image.build(base)
    print(f"built: {image.IMAGE} in {time.perf_counter() - start:.0f} s")
    with image.mounted(image.IMAGE) as root:
        size = image.size(root, base)
        print(f"size above the base: {size.program / 1e6:.1f} MB the program, {size.git / 1e6:.1f} MB git")
        assert size.program <= LIMIT, f"more than {LIMIT / 1e6:.0f} MB"
        _started(root)
        with scenario.job(root) as job:
            runs = scenario.play(job)
            compiled = scenario.compiled(job)
        told = command.play(root)
        assert not compiled, f"a run compiles, as the image has no bytecode of it: {compiled}"
    for verdict, ran in zip(("fails", "fails, again", "passes, mended"), runs, strict=True):
        print(
            f"{verdict}: {ran.outcome.seconds:.2f} s, git's first request after {ran.first_fetch:.2f} s, "
            f"the API's after {ran.first_call:.2f} s, {ran.requests} API requests"
        )
    for what, outcome in told.items():
        print(f"as a command, {what}: exit code {outcome.code} after {outcome.seconds:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
