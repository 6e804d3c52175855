"""How long somebody waits who writes: for the hook of a coding agent, and for the language server, among many specs.

``python -m tests.benchmarks.answers 1000`` makes up a repository of so many specs, with ten files of code each. The
hook is a process of its own each time, and remembers what it answered until a spec changes or a file comes or goes; the
server is one process that has the repository open. Printed are the median of a few rounds in wall seconds from the
question to the answer, and the mean in processor seconds of the process and of those it waited for. What an editor
waits for after a key holds the server's own pause, which is named.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median

from speclatch.lsp.server import PAUSE
from speclatch.trees.work_tree import YOUNG
from tests.benchmarks.synthetic import Synthetic
from tests.cli.conftest import environment
from tests.lsp.client import Editor, editor

SPECS = 1_000
FILES_PER_SPEC = 10
ROUNDS = 9
WANTED = 0.3
"""Wall seconds; more is marked."""
HOOK = [sys.executable, "-I", "-m", "speclatch", "ready", "--hook"]


def waited() -> float:
    """Processor seconds of every process that was waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def spent_by(pid: int) -> float:
    """Processor seconds of a running process and of those it waited for, to a hundredth (Linux alone tells)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def measured(name: str, clock: Callable[[], float], ask: Callable[[int], object], rounds: int = ROUNDS) -> None:
    """Ask a few times, each time something new, and print a line."""
    walls, before = [], clock()
    for number in range(rounds):
        start = time.perf_counter()
        ask(number)
        walls.append(time.perf_counter() - start)
    processor, wall = (clock() - before) / rounds, median(walls)
    late = f"  more than {WANTED} s" if wall > WANTED else ""
    print(f"  {name:<60} {wall:6.2f} s  {processor:6.2f} s{late}", flush=True)


def hooks(made: Synthetic) -> None:
    """The hook, asked for a file that no spec speaks of, for files that may be written and for one that may not."""
    draft = made.spec(2)
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("status: Implementation", "status: Draft"), encoding="utf-8")
    time.sleep(2 * YOUNG / 1e9)  # of what was written a moment ago nothing is remembered
    asked = {
        "a file that no spec speaks of": ("src/area0/part0/other.ts", 0),
        "a migration of a spec that is ready": (str(made.migration(1).relative_to(made.root)), 0),
        "a migration of a draft": (str(made.migration(2).relative_to(made.root)), 2),
        "a file that every spec names": ("services/slots/index.ts", 0),
    }
    for words in ("-c pass", "-m speclatch --version"):

        def start(_: int, words: str = words) -> None:
            subprocess.run([*HOOK[:2], *words.split()], capture_output=True, check=True)

        measured(f"python {words}", waited, start)
    new = count()
    for name, (path, code) in asked.items():
        call = {"cwd": str(made.root), "tool_name": "Write", "tool_input": {"file_path": str(made.root / path)}}
        raw = json.dumps(call).encode()

        def ask(_: int, raw: bytes = raw, code: int = code) -> None:
            done = subprocess.run(HOOK, cwd=made.root, input=raw, capture_output=True, check=False, env=environment())
            assert code == done.returncode, done.stderr

        def ask_anew(number: int, ask: Callable[[int], None] = ask) -> None:
            (made.root / f"new-{next(new)}.txt").touch()
            ask(number)

        measured(f"hook, {name}, after a new file", waited, ask_anew)
        measured(f"hook, {name}, again", waited, ask)
    draft.write_text(text, encoding="utf-8")


def server(made: Synthetic, session: Editor) -> None:
    """The server: the first document that is opened, others, what is typed, and what is asked of it."""

    def clock() -> float:
        return spent_by(session.pid)

    def name(number: int) -> str:
        return str(made.spec(number + 1).relative_to(made.root))

    def opened(number: int) -> None:
        session.open(name(number), made.spec(number + 1).read_text(encoding="utf-8"))

    text = made.spec(1).read_text(encoding="utf-8")
    lines = text.split("\n")
    row = next(number for number, line in enumerate(lines) if line.startswith("prd_ref: "))

    def typed(number: int) -> None:
        found = session.type(name(0), text.replace("date: 2026-02-11", f"date: 2026-02-3{number % 2 + 1}"))
        assert "front-matter-value" in [one["code"] for one in found], found

    def hovered(_: int) -> None:
        assert session.at("hover", name(0), row, len(lines[row]) - 5)

    def completed(_: int) -> None:
        session.at("completion", name(0), row, len(lines[row]))

    measured("server, the first document is opened", clock, opened, 1)
    measured("server, another document is opened", clock, lambda number: opened(number + 1))
    measured(f"server, findings after a key (pause of {PAUSE} s)", clock, typed)
    measured("server, hover", clock, hovered)
    measured("server, definition", clock, lambda _: session.at("definition", name(0), row, len(lines[row]) - 5))
    measured("server, completion", clock, completed)


def main(specs: int = SPECS) -> None:
    """Make up the repository, ask, and print a line for each kind of question."""
    print(f"answers, {specs:,} specs and {specs * FILES_PER_SPEC:,} files of code: wall seconds, processor seconds")
    with tempfile.TemporaryDirectory() as temporary:
        made = Synthetic(Path(temporary).resolve() / "repository", specs, specs * FILES_PER_SPEC)
        made.make()
        hooks(made)
        with editor(made.root) as session:
            session.start()
            server(made, session)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
