"""Mutation testing of the pure core: of a fixed sample of small changes to the code, how many make a test fail.

    python -m tools.mutation --count 2000 --seed 1 documents rules/task

mutmut, whose operators make the changes, has to be installed (3.8 was tried); it needs a system that can fork. One
process imports the program and collects the tests once. A fork of it runs them all and notes which functions each one
calls; then each change is tried in a fork of its own, where the function's code is replaced and the tests that call it
run until one fails: those that bear its module's name first, then the shortest. Nothing is written to the sources. What
stands outside of functions (regular expressions, tables of words, defaults) is not changed. ``build/mutation.json``
keeps the result, change by change.
"""

from __future__ import annotations

import argparse
import difflib
import functools
import gc
import importlib
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, NamedTuple

import pytest
from tests.test_layers import EDGES, PURE, SOURCE, modules, part

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "build" / "mutation.json"
TESTS = (
    *("documents", "profiles", "rules", "judging", "specs", "references", "migrations", "config", "reports"),
    *("scaffold", "test_cases.py", "test_model.py", "test_globs.py", "test_fixes.py"),
)
LEFT_OUT = "every_line or bytes_are or never_raises or corpus or corpora or specification or hostile or quadratic"
"""Tests that take long, or whose result is another one the next time."""
BUDGET, SECOND_BUDGET = 12.0, 120.0
"""Seconds of tests that a change is tried with; a second time where it survived the first."""
PATIENCE = 6
"""Times the seconds that tests took before, after which a change is taken to have made an endless loop."""
MEMORY = 8 << 30
"""Bytes that a fork may take."""
WORKERS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
_UNTOUCHED = frozenset({"len", "isinstance", "cast"})
"""Functions whose calls are not changed: that shows types, nothing else."""

Key = tuple[str, str, int]
"""The code of a function: its file, qualified name and first line."""


class Change(NamedTuple):
    """One change of a function: where it stands, and what the whole module is with it."""

    path: Path
    key: Key
    line: int
    source: str

    @property
    def shown(self) -> str:
        """The line as it was and as it is."""
        before, after = self.path.read_text(encoding="utf-8").splitlines(), self.source.splitlines()
        found = list(difflib.unified_diff(before, after, n=0, lineterm=""))[3:]
        return " ".join(" ".join(one.split()) for one in found)[:300]


class Known(NamedTuple):
    """A test as it went without any change: its seconds, whether it passed, the functions that it called."""

    seconds: float
    passed: bool
    called: frozenset[Key]


def changes_of(path: Path) -> list[tuple[Any, Any, Any, str, int]]:
    """Every change of a module that the operators make: the tree, a node, what takes its place, its function."""
    cst, metadata = importlib.import_module("libcst"), importlib.import_module("libcst.metadata")
    operators = importlib.import_module("mutmut.mutation.mutators").mutation_operators
    wrapper = metadata.MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")))
    places = wrapper.resolve(metadata.PositionProvider)
    found: list[tuple[Any, Any, Any, str, int]] = []

    def walk(node: Any, names: tuple[str, ...], outer: str) -> None:
        if isinstance(node, (cst.Annotation, cst.Decorator, cst.Parameters)):
            return
        if isinstance(node, cst.Call) and getattr(node.func, "value", "") in _UNTOUCHED:
            return
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            inner = (*names, node.name.value)
            whole = outer or (".".join(inner) if isinstance(node, cst.FunctionDef) else "")
            for child in node.children:
                walk(child, inner, whole)
            return
        if outer:
            others = (other for kind, make in operators if isinstance(node, kind) for other in make(node))
            found.extend((wrapper.module, node, other, outer, places[node].start.line) for other in others)
        for child in node.children:
            walk(child, names, outer)

    walk(wrapper.module, (), "")
    return found


def sample(paths: Sequence[Path], count: int, seed: int) -> Iterator[Change]:
    """So many of all changes, by chance; what makes no other code is none."""
    every = [(path, one) for path in paths for one in changes_of(path)]
    print(f"{len(every):,} changes of {len(paths)} modules are possible", flush=True)
    random.Random(seed).shuffle(every)  # noqa: S311 - no secret
    taken = 0
    for path, (module, node, other, name, line) in every:
        if taken == count:
            return
        source = module.deep_replace(node, other).code
        before = _code_of(compile(module.code, str(path), "exec"), name)
        try:
            after = _code_of(compile(source, str(path), "exec"), name)
        except SyntaxError:
            continue
        if before is None or after is None or _is_same(before, after):
            continue
        taken += 1
        yield Change(path, (str(path), name, before.co_firstlineno), line, source)


def _code_of(code: CodeType, name: str) -> CodeType | None:
    """The code of the function of that qualified name."""
    for const in code.co_consts:
        if isinstance(const, CodeType):
            if const.co_qualname == name:
                return const
            found = _code_of(const, name) if name.startswith(const.co_qualname) else None
            if found is not None:
                return found
    return None


def _is_same(one: CodeType, other: CodeType) -> bool:
    """Whether two codes do the same, wherever they stand."""
    if (one.co_code, one.co_names, len(one.co_consts)) != (other.co_code, other.co_names, len(other.co_consts)):
        return False
    return all(
        _is_same(a, b) if isinstance(a, CodeType) and isinstance(b, CodeType) else (type(a), a) == (type(b), b)
        for a, b in zip(one.co_consts, other.co_consts, strict=True)
    )


class Mutator:
    """A plugin of pytest that tries changes in the place of running the tests once."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._changes = changes
        self._functions: dict[Key, list[FunctionType]] = {}
        self.outcomes: dict[int, str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_finish(self) -> None:
        """Note where the functions are, before the objects that are there are put out of sight."""
        for path in {change.path for change in self._changes}:  # some are imported when they are needed
            importlib.import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
        for found in gc.get_objects():
            if isinstance(found, FunctionType) and found.__code__.co_filename.startswith(str(SOURCE)):
                code = found.__code__
                key = (code.co_filename, code.co_qualname, code.co_firstlineno)
                self._functions.setdefault(key, []).append(found)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn what the tests call, then try each change; survivors a second time, with more tests."""
        known = _learned(session)
        passing = [number for number, one in known.items() if one.passed]
        seconds = sum(one.seconds for one in known.values())
        print(f"{len(known):,} tests, {len(passing):,} pass; they took {seconds:.0f} s", flush=True)
        by_key: dict[Key, list[int]] = {}
        for number in sorted(passing, key=lambda number: known[number].seconds):
            for key in known[number].called:
                by_key.setdefault(key, []).append(number)
        for budget in (BUDGET, SECOND_BUDGET):
            left = [number for number in range(len(self._changes)) if self.outcomes.get(number) in (None, "survived")]
            self._try_all(session, left, by_key, known, budget)
        return True

    def _try_all(
        self,
        session: pytest.Session,
        numbers: Sequence[int],
        by_key: Mapping[Key, Sequence[int]],
        known: Mapping[int, Known],
        budget: float,
    ) -> None:
        waiting, running = list(reversed(numbers)), dict[int, tuple[int, float]]()  # pid -> change, when to end it
        while waiting or running:
            while waiting and len(running) < WORKERS:
                number = waiting.pop()
                near = self._nearest_first(session, by_key.get(self._changes[number].key, ()), number)
                chosen = _within(near, known, budget)
                if not chosen or self._changes[number].key not in self._functions:
                    self.outcomes[number] = "untested"
                    continue
                patience = 10 + PATIENCE * sum(known[one].seconds for one in chosen)
                running[self._tried(session, number, chosen)] = number, time.monotonic() + patience
            self._reap(running)
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps(self.report(), indent=1), encoding="utf-8")

    def _nearest_first(self, session: pytest.Session, numbers: Sequence[int], number: int) -> list[int]:
        """The tests that bear the name of a change's module come first: of many that call it, they look at it."""
        name = self._changes[number].path.stem

        def is_far(test: int) -> bool:
            return name not in session.items[test].nodeid.replace("-", "_")

        return sorted(numbers, key=is_far)

    def _reap(self, running: dict[int, tuple[int, float]]) -> None:
        time.sleep(0.01)
        for pid, (number, until) in list(running.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if not done and time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                done, status = pid, -1
            if done:
                self.outcomes[number] = "survived" if status == 0 else "endless" if status == -1 else "killed"
                del running[pid]

    def _tried(self, session: pytest.Session, number: int, chosen: Sequence[int]) -> int:
        """Try one change in a fork."""
        change = self._changes[number]
        pid = os.fork()
        if pid:
            return pid
        failed = True
        try:
            _be_quiet(session)
            _forget()
            code = _code_of(compile(change.source, str(change.path), "exec"), change.key[1])
            for function in self._functions[change.key]:
                assert code is not None  # noqa: S101 - the sample has checked it
                function.__code__ = code
            failed = not all(passed for _, passed in _run(session, chosen))
        finally:
            os._exit(int(failed))

    def report(self) -> list[dict[str, Any]]:
        """Every change that was tried."""
        return [
            {
                "path": str(one.path.relative_to(ROOT)),
                "function": one.key[1],
                "line": one.line,
                "outcome": self.outcomes[number],
                "change": one.shown,
            }
            for number, one in enumerate(self._changes)
            if number in self.outcomes
        ]


def _within(numbers: Iterable[int], known: Mapping[int, Known], budget: float) -> list[int]:
    """The first tests that take no longer than the budget together, in the order in which they stand in files."""
    chosen: list[int] = []
    left = budget
    for number in numbers:
        left -= known[number].seconds
        if left < 0 and chosen:
            break
        chosen.append(number)
    return chosen


def _run(session: pytest.Session, numbers: Sequence[int]) -> Iterator[tuple[int, bool]]:
    """Run tests one after the other, and say of each whether it passed."""
    for at, number in enumerate(numbers):
        item = session.items[number]
        following = session.items[numbers[at + 1]] if at + 1 < len(numbers) else None
        before = session.testsfailed
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        yield number, session.testsfailed == before


def _learned(session: pytest.Session) -> dict[int, Known]:
    """Run all tests in a fork, and note what each one calls."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.close(reading)
            _be_quiet(session)
            with os.fdopen(writing, "w", encoding="utf-8") as outgoing:
                for number in range(len(session.items)):
                    outgoing.write(json.dumps(_watched(session, number)) + "\n")
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as incoming:
        rows = [json.loads(line) for line in incoming]
    os.waitpid(pid, 0)
    return {
        number: Known(seconds, passed, frozenset((path, name, line) for path, name, line in called))
        for number, seconds, passed, called in rows
    }


def _watched(session: pytest.Session, number: int) -> tuple[int, float, bool, list[Key]]:
    """A test's number, seconds, whether it passed, and the functions of ours that it called."""
    codes: set[CodeType] = set()

    def called(frame: FrameType, event: str, argument: object) -> None:
        del argument
        if event == "call":
            codes.add(frame.f_code)

    _forget()
    began = time.monotonic()
    sys.setprofile(called)
    passed = all(passed for _, passed in _run(session, [number]))
    sys.setprofile(None)
    own = [code for code in codes if code.co_filename.startswith(str(SOURCE))]
    keys = [(code.co_filename, code.co_qualname, code.co_firstlineno) for code in own]
    return number, time.monotonic() - began, passed, keys


def _forget() -> None:
    """Empty what the program's functions remember: who is asked again must be called again."""
    for found in _memories():
        found.cache_clear()


@functools.cache
def _memories() -> tuple[Any, ...]:
    wrapper = type(_memories)
    gc.unfreeze()
    found = tuple(one for one in gc.get_objects() if isinstance(one, wrapper) and one is not _memories)
    gc.freeze()
    return tuple(one for one in found if getattr(one, "__module__", "").startswith("speclatch"))


def _be_quiet(session: pytest.Session) -> None:
    """In a fork: print nothing, take no more memory than there is."""
    import resource

    session.config.pluginmanager.unregister(name="terminalreporter")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(arguments: Sequence[str]) -> int:
    """Try a sample of changes, and print per module how many were noticed, and which were not."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutation", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", help="folders or modules below src/speclatch; none: the whole pure core")
    parser.add_argument("--count", type=int, default=2_000, help="how many changes")
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    options = parser.parse_args(arguments)
    if find_spec("mutmut") is None:
        print("mutmut is not installed: python -m pip install mutmut", file=sys.stderr)
        return 2
    wanted = tuple(str(SOURCE / name) for name in options.parts) or (str(SOURCE),)
    pure = [path for path in modules() if part(path) in PURE and path not in EDGES]
    changes = list(sample([path for path in pure if str(path).startswith(wanted)], options.count, options.seed))
    mutator = Mutator(changes)
    tests = [f"tests/{name}" for name in TESTS]
    settings = ["-q", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=none"]
    pytest.main([*settings, "-k", f"not ({LEFT_OUT})", *tests], plugins=[mutator])
    for line in _summary(mutator.report()):
        print(line)
    return 0


def _summary(report: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for one in report:
        if one["outcome"] in ("survived", "untested"):
            yield f"{one['outcome']}: {one['path']}:{one['line']} {one['function']}: {one['change']}"
    rooms: dict[str, Counter[str]] = {}
    for one in report:
        room = Path(one["path"]).relative_to("src/speclatch").parts[0].removesuffix(".py")
        rooms.setdefault(room, Counter())[one["outcome"]] += 1
    for room, outcomes in sorted(rooms.items()):
        yield f"{room}: {', '.join(f'{count} {outcome}' for outcome, count in sorted(outcomes.items()))}"
    noticed = sum(one["outcome"] in ("killed", "endless") for one in report)
    yield f"{len(report):,} changes, {noticed:,} noticed ({100 * noticed / max(len(report), 1):.1f} %)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
