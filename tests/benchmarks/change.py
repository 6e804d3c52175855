"""What a change costs in a repository of any size: audits, checks of one change each, in one run.

``python -m tests.benchmarks.change 1000 10000`` makes up a repository of each so many specs, with ten files of code per
spec, and prints processor seconds of whole processes, their peak memory, and how many documents were parsed; at the end
the ratios between the last size and the first. The limit beside it is what git itself takes to list the repository
twice and to search its documents once.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.synthetic import Synthetic

SIZES = (1_000, 10_000)
FILES_PER_SPEC = 10
SETTLED = 2.5
"""Seconds after which a file that changed is remembered: before, its next change could go unseen."""
PROBE = """
import os, sys
from speclatch.documents import reading
count = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND)
parse_blocks = reading.parse_blocks
def counted(lines):
    os.write(count, b".")
    return parse_blocks(lines)
reading.parse_blocks = counted
from speclatch.cli import main
main()
"""
GIT = ["sh", "-c", "git ls-tree -r HEAD; git ls-tree -r HEAD; git grep -c PRD-0001 HEAD -- '*.md'"]


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of a whole process with those it waited for, peak memory in MB, documents parsed."""

    seconds: float
    megabytes: float
    parsed: int


def cost(command: list[str], folder: Path, environ: Mapping[str, str], counter: Path) -> Cost:
    """Run a command once; its verdict does not matter."""
    counter.write_bytes(b"")
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(null, descriptor)
        os.chdir(folder)
        os.execvpe(command[0], command, dict(environ))  # noqa: S606 - no shell; the program is ours or git
    _, _, used = os.wait4(pid, 0)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, counter.stat().st_size)


def changes(made: Synthetic) -> dict[str, Callable[[], object]]:
    """Changes of one file, each made in a clean checkout."""
    spec, prd = made.spec(made.specs // 2), made.prd(1)
    code = made.root / "src" / "area0" / "part0" / "unit_0.ts"

    def edited() -> None:
        spec.write_text(spec.read_text(encoding="utf-8").replace("counter squad", "counter team"), encoding="utf-8")

    def moved() -> None:
        (prd.parent / "_archive").mkdir()
        prd.rename(prd.parent / "_archive" / prd.name)

    return {
        "one changed spec": edited,
        "a moved PRD that 20 specs name": moved,
        "a code-only change": lambda: code.write_text("export const other = 1;\n", encoding="utf-8"),
        "an added file": lambda: code.with_name("new.ts").write_text("export {};\n", encoding="utf-8"),
        "a removed file": code.unlink,
        "a renamed file": lambda: code.replace(code.with_name("renamed.ts")),
        "an added spec": lambda: made.spec(made.specs + 1).write_bytes(spec.read_bytes()),
        "a removed spec": spec.unlink,
        "an added migration": lambda: made.migration(made.specs + 1).write_text("select 1;\n", encoding="utf-8"),
    }


def measured(specs: int, folder: Path) -> dict[str, Cost]:
    """Every cost at one size."""
    made = Synthetic(folder / str(specs), specs, specs * FILES_PER_SPEC)
    made.make()
    made.git("checkout", "--quiet", "-b", "change")
    time.sleep(SETTLED)
    counter = folder / "parsed"
    environ = {name: value for name, value in os.environ.items() if name != "CI"}
    environ["XDG_CACHE_HOME"] = str(folder / f"cache-{specs}")
    ours = [sys.executable, "-I", "-c", PROBE, str(counter), "check"]

    def run(*arguments: str) -> Cost:
        return cost([*ours, *arguments], made.root, environ, counter)

    found = {"git alone": cost(GIT, made.root, environ, counter), "cold audit": run("--all")}
    found["warm audit"] = run("--all")
    for name, change in changes(made).items():
        made.git("checkout", "--quiet", "--force", ".")
        made.git("clean", "--quiet", "--force", "-d")
        time.sleep(SETTLED)
        run("--all")  # what the change before had altered is judged by now
        change()
        time.sleep(SETTLED)
        found[f"check, {name}"] = run("--base", "main")
        found[f"audit after {name}"] = run("--all")
    return found


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure each size, print a table for each, and the ratios of the last to the first."""
    with tempfile.TemporaryDirectory() as temporary:
        tables = {}
        for size in sizes:
            print(
                f"change, {size:,} specs and {size * FILES_PER_SPEC:,} files of code: processor seconds, MB, documents"
            )
            tables[size] = measured(size, Path(temporary))
            for name, one in tables[size].items():
                print(f"  {name:<48} {one.seconds:8.2f} s {one.megabytes:8.0f} MB {one.parsed:8,}", flush=True)
    first, last = tables[sizes[0]], tables[sizes[-1]]
    if len(sizes) > 1:
        print(f"change, {sizes[-1]:,} specs to {sizes[0]:,}: ratio of processor seconds")
        for name in first:
            print(f"  {name:<48} {last[name].seconds / max(first[name].seconds, 0.001):8.1f} x")


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
