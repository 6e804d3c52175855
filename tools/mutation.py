"""Mutation testing of the pure core: of a fixed sample of small changes to the code, how many make a test fail.

    python -m tools.mutation --count 2000 --seed 1 documents rules/task

mutmut, whose operators make the changes, has to be installed (3.8 was tried); it needs a system that can fork. One
process imports the program and collects the tests once. Forks of it run them all and note which lines each one runs;
then each change is tried in a fork of its own, where the function's code is replaced and the tests that run its
statement go on until one fails: in turn those that noticed most other changes of the module in a second, and those
that bear its name, the shortest first. Nothing is written to the sources. What stands outside of functions (regular
expressions, tables of words, defaults) is not changed. ``build/mutation.json`` keeps the result, change by change,
while it grows: a run that was stopped goes on where it was, and ``--again`` tries anew what no test noticed, with the
tests as they are now.
``build/mutation-tests.jsonl`` keeps what was learned of each test.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import functools
import gc
import hashlib
import importlib
import json
import math
import mmap
import os
import signal
import struct
import sys
import time
import traceback
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, FunctionType, MappingProxyType
from typing import Any, NamedTuple

import pytest
from coverage import Coverage
from hypothesis import Phase, settings
from tests.test_layers import EDGES, PURE, SOURCE, modules, part

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "build" / "mutation.json"
NAMES = ROOT / "build" / "mutation-names.json"
LEARNED = ROOT / "build" / "mutation-tests.jsonl"
TESTS = (
    *("documents", "profiles", "rules", "judging", "specs", "references", "migrations", "config", "reports"),
    *("scaffold", "said", "families", "test_cases.py", "test_model.py", "test_globs.py", "test_fixes.py"),
    *(f"cli/test_{name}.py" for name in ("check", "evidence", "guard", "mv", "prove", "setup", "status")),
)
LEFT_OUT = "every_line or bytes_are or never_raises or corpus or corpora or hostile or quadratic"
"""Tests that take long."""
BUDGETS = (2.0, 20.0)
"""Processor seconds of tests that a change is tried with; a second time, with others, where it survived the first."""
PATIENCE = 6
"""Times the processor seconds that tests took before, after which a change is taken to have made an endless loop."""
ASLEEP = 20
"""Times as long on the wall, after which it is taken to wait for what never comes: the machine may have more to do."""
MEMORY = 8 << 30
"""Bytes that a fork may take."""
ALL_WATCHED, WATCHED = 120, 6
"""Of a test with more sets of parameters than the first so many are watched; the others are taken for their like."""
WORKERS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
_UNTOUCHED = frozenset({"len", "isinstance", "cast"})
"""Functions whose calls are not changed: that shows types, nothing else."""

NOTHING: Mapping[str, Any] = MappingProxyType({})

Key = tuple[str, str, int]
"""The code of a function: its file, qualified name and first line."""


Outcome = tuple[str, float]
"""What came of a change: killed, endless, survived or untested; after so many seconds of tests at most."""


class Change(NamedTuple):
    """One change of a function: where it stands, the lines of its statement, and what the whole module is with it.

    Its name is the same from run to run, while its module is.
    """

    name: str
    path: Path
    key: Key
    line: int
    statement: tuple[int, int]
    source: str
    shown: str


class Known(NamedTuple):
    """A test as it went without any change: its processor seconds, whether it passed, the lines that it ran."""

    seconds: float
    passed: bool
    lines: Mapping[str, Sequence[int]]


class Possible(NamedTuple):
    """A change that an operator can make: the module's tree, a node of it and what takes its place.

    With the name and a digest of the function that it stands in, and its line with the first and last of its statement.
    """

    module: Any
    node: Any
    other: Any
    function: str
    digest: str
    line: int
    statement: tuple[int, int]


def changes_of(path: Path) -> list[Possible]:
    """Every change of a module that the operators make."""
    cst, metadata = importlib.import_module("libcst"), importlib.import_module("libcst.metadata")
    operators = importlib.import_module("mutmut.mutation.mutators").mutation_operators
    wrapper = metadata.MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")))
    places = wrapper.resolve(metadata.PositionProvider)
    found: list[Possible] = []

    def walk(node: Any, names: tuple[str, ...], outer: tuple[str, str], statement: tuple[int, int]) -> None:
        if isinstance(node, (cst.Annotation, cst.Decorator, cst.Parameters)):
            return
        if isinstance(node, cst.Call) and getattr(node.func, "value", "") in _UNTOUCHED:
            return
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            inner = (*names, node.name.value)
            if not outer[0] and isinstance(node, cst.FunctionDef):
                outer = ".".join(inner), _digest(wrapper.module.code_for_node(node))
            for child in node.children:
                walk(child, inner, outer, statement)
            return
        if isinstance(node, (cst.BaseSmallStatement, cst.BaseCompoundStatement)):
            first, last = places[node].start.line, places[node].end.line
            if isinstance(node, cst.BaseCompoundStatement):  # its head; who runs that may run what stands below
                last = places[node.body].start.line if hasattr(node, "body") else first
            statement = first, last
        if outer[0]:
            others = (other for kind, make in operators if isinstance(node, kind) for other in make(node))
            line = places[node].start.line
            found.extend(Possible(wrapper.module, node, other, *outer, line, statement) for other in others)
        for child in node.children:
            walk(child, names, outer, statement)

    walk(wrapper.module, (), ("", ""), (0, 0))
    return found


class Name(NamedTuple):
    """What a change is called: its module, its function with a digest, and its number among those of the function."""

    module: str
    function: str
    digest: str
    number: int

    def rank(self, seed: int) -> str:
        """Where it stands in a draw: by chance, and the same as long as its function has so many changes.

        A change of another function, or of a module, moves nothing; so a sample stays one while the program changes.
        """
        return _digest(f"{seed} {self.module} {self.function} {self.number}", 32)


def sample(
    paths: Sequence[Path], count: int, seed: int, before: Mapping[str, Mapping[str, Any]] = NOTHING
) -> Iterator[Change]:
    """So many of all changes, by chance; what makes no other code is none.

    Of a change that a run before knows, by its name, and that need not be tried again, the source is left out.
    """
    read = functools.cache(changes_of)
    every = {name: (path, at) for path, names in _named(paths, read).items() for at, name in enumerate(names)}
    print(f"{len(every):,} changes of {len(paths)} modules are possible", flush=True)
    unchanged: dict[Path, CodeType] = {}
    taken = 0
    for drawn in sorted(every, key=lambda name: name.rank(seed)):
        if taken == count:
            return
        path, at = every[drawn]
        name = f"{drawn.module} {drawn.function} {drawn.digest} {drawn.number}"
        if name in before and before[name]["outcome"] != "survived":
            taken += 1
            known = before[name]
            yield Change(name, path, (str(path), known["function"], 0), known["line"], (0, 0), "", known["change"])
            continue
        one = read(path)[at]
        if path not in unchanged:
            unchanged[path] = compile(one.module.code, str(path), "exec")
        old = _code_of(unchanged[path], one.function)
        if old is None:
            continue
        key = str(path), one.function, old.co_firstlineno
        source = one.module.deep_replace(one.node, one.other).code
        try:
            new = _code_of(compile(source, str(path), "exec"), one.function)
        except SyntaxError:
            continue
        if new is not None and not _is_same(old, new):
            taken += 1
            yield Change(name, path, key, one.line, one.statement, source, _shown(one.module.code, source))


def _named(paths: Sequence[Path], read: Callable[[Path], Sequence[Possible]]) -> dict[Path, list[Name]]:
    """The names of all changes of each module, in its order; kept, as it takes half a minute to find them."""
    known: dict[str, list[tuple[str, str]]] = {}
    if NAMES.is_file():
        known = json.loads(NAMES.read_text(encoding="utf-8"))
    kept: dict[str, list[tuple[str, str]]] = {}
    named: dict[Path, list[Name]] = {}
    for path in paths:
        digest = _digest(path.read_text(encoding="utf-8"))
        kept[digest] = known[digest] if digest in known else [(one.function, one.digest) for one in read(path)]
        before: Counter[str] = Counter()
        named[path] = []
        module = Path(os.path.relpath(path, SOURCE)).as_posix()
        for function, of_function in kept[digest]:
            named[path].append(Name(module, function, of_function, before[function]))
            before[function] += 1
    NAMES.parent.mkdir(exist_ok=True)
    NAMES.write_text(json.dumps(known | kept), encoding="utf-8")
    return named


def _digest(text: str, length: int = 12) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def _shown(before: str, after: str) -> str:
    """The line as it was and as it is."""
    found = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[3:]
    return " ".join(" ".join(one.split()) for one in found)[:300]


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
    """A plugin of pytest that tries changes in the place of running the tests once.

    Changes are drawn while they are tried. ``before`` is what a run before kept of each, by name.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        draw: Iterator[Change],
        before: Mapping[str, Mapping[str, Any]],
        budgets: Sequence[float],
        workers: int,
        *,
        is_control: bool = False,
    ) -> None:
        self._paths = paths
        self._draw = draw
        self._before = before
        self._changes: list[Change] = []
        self._budgets = budgets
        self._workers = workers
        self._is_control = is_control
        self._functions: dict[Key, list[FunctionType]] = {}
        self._known: dict[int, Known] = {}
        self._reached: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        self._noticed: defaultdict[Path, Counter[str]] = defaultdict(Counter)
        self._noticing: dict[int, str] = {}
        self._tried: defaultdict[int, set[int]] = defaultdict(set)
        self._failing = mmap.mmap(-1, 8 << 16)
        self._kept = 0.0
        self.outcomes: dict[int, Outcome] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Random examples are the same each time, and one that fails is not made smaller."""
        generated = [Phase.explicit, Phase.generate]
        settings.register_profile("mutation", deadline=None, derandomize=True, database=None, phases=generated)
        settings.load_profile("mutation")

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_finish(self) -> None:
        """Note where the functions are, before the objects that are there are put out of sight."""
        for path in self._paths:  # some are imported when they are needed
            importlib.import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
        for found in gc.get_objects():
            if isinstance(found, FunctionType) and found.__code__.co_filename.startswith(str(SOURCE)):
                code = found.__code__
                key = (code.co_filename, code.co_qualname, code.co_firstlineno)
                self._functions.setdefault(key, []).append(found)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn what the tests run, then try each change; survivors again, with more tests."""
        _forget()  # here, that no fork has to look for what remembers
        self._known = _learned(session, self._workers)
        for number, one in self._known.items():
            for path, lines in one.lines.items() if one.passed else ():
                for line in lines:
                    self._reached[path, line].append(number)
        failing = [session.items[number].nodeid for number, one in self._known.items() if not one.passed]
        seconds = sum(one.seconds for one in self._known.values())
        print(f"{len(self._known):,} tests took {seconds:.0f} s; left out, because they fail: {failing}", flush=True)
        for turn, budget in enumerate(self._budgets):
            waiting = iter(self._drawn() if turn == 0 else range(len(self._changes)))
            self._try_all(session, waiting, budget)
            self._keep()
            print(f"with {budget:.0f} s: {Counter(outcome for outcome, _ in self.outcomes.values())}", flush=True)
        return True

    def _drawn(self) -> Iterator[int]:
        for number, change in enumerate(self._draw):
            self._changes.append(change)
            if number == 0:
                gc.freeze()  # the trees stay to the end
            if change.name in self._before:
                record = self._before[change.name]
                self.outcomes[number] = record["outcome"], record["seconds"]
                if record.get("by"):
                    self._remember(number, record["by"])
            yield number

    def _remember(self, number: int, nodeid: str) -> None:
        """Note that a test noticed a change: it is tried early with those of the same module, and of its room."""
        self._noticing[number] = nodeid
        path = self._changes[number].path
        self._noticed[path][nodeid] += 1
        self._noticed[_room(path)][nodeid] += 1

    def _is_open(self, number: int, budget: float) -> bool:
        outcome, tried = self.outcomes.get(number, ("survived", 0.0))
        return outcome == "survived" and tried < budget and bool(self._changes[number].source)

    def _try_all(self, session: pytest.Session, waiting: Iterator[int], budget: float) -> None:
        running: dict[int, tuple[int, float]] = {}  # pid -> change, when to end it
        number: int | None = 0
        while number is not None or running:
            while len(running) < self._workers and (number := next(waiting, None)) is not None:
                if not self._is_open(number, budget):
                    continue
                reaching = self._likeliest_first(session, number)
                if not reaching or self._changes[number].key not in self._functions:
                    self.outcomes[number] = "untested", budget
                    continue
                chosen = _within([test for test in reaching if test not in self._tried[number]], self._known, budget)
                self._tried[number].update(chosen)
                self.outcomes[number] = "survived", budget  # unless a test of these notices it
                if chosen:
                    patience = 10 + PATIENCE * sum(self._known[one].seconds for one in chosen)
                    pid = self._fork(session, number, chosen, patience)
                    running[pid] = number, time.monotonic() + ASLEEP * patience
            self._reap(session, running)
            if time.monotonic() > self._kept + 20:
                self._keep()

    def _keep(self) -> None:
        self._kept = time.monotonic()
        if self._is_control:
            return
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps(self.report(), indent=1), encoding="utf-8")

    def _likeliest_first(self, session: pytest.Session, number: int) -> list[int]:
        """The tests that run a change's statement: in turn those that notice most in a second, and its module's."""
        change = self._changes[number]
        name, noticed, around = change.path.stem, self._noticed[change.path], self._noticed[_room(change.path)]
        path = str(change.path.relative_to(ROOT))
        first, last = change.statement
        tests = {test for line in range(first, last + 1) for test in self._reached.get((path, line), ())}

        ranks: dict[int, int] = {}  # one set of parameters of each test comes before any second one
        seen: Counter[str] = Counter()
        for test in sorted(tests, key=lambda test: self._known[test].seconds):
            function = session.items[test].nodeid.partition("[")[0]
            ranks[test] = seen[function]
            seen[function] += 1

        def by_what_they_noticed(test: int) -> tuple[float, bool, int, float]:
            nodeid, seconds = session.items[test].nodeid, self._known[test].seconds
            weight = (3 * noticed[nodeid] + around[nodeid]) / (seconds + 0.1)
            return -weight, name not in nodeid.replace("-", "_"), ranks[test], seconds

        def by_name(test: int) -> tuple[bool, int, float]:
            nodeid = session.items[test].nodeid
            return name not in nodeid.replace("-", "_"), ranks[test], self._known[test].seconds

        return self._in_turn(sorted(tests, key=by_what_they_noticed), sorted(tests, key=by_name))

    def _in_turn(self, *orders: Sequence[int]) -> list[int]:
        """Tests of several orders, each once: next comes the order that has had the fewest seconds so far."""
        waiting = [iter(order) for order in orders]
        spent = [0.0] * len(orders)
        taken: dict[int, None] = {}
        while len(taken) < len(orders[0]):
            turn = spent.index(min(spent))
            number = next((one for one in waiting[turn] if one not in taken), None)
            if number is None:
                spent[turn] = math.inf
                continue
            taken[number] = None
            spent[turn] += self._known[number].seconds
        return list(taken)

    def _reap(self, session: pytest.Session, running: dict[int, tuple[int, float]]) -> None:
        time.sleep(0.01)
        for pid, (number, until) in list(running.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if not done and time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                done, status = pid, -1
            if done:
                if status:
                    is_endless = status == -1 or os.WTERMSIG(status) == signal.SIGXCPU
                    self.outcomes[number] = "endless" if is_endless else "killed", self.outcomes[number][1]
                (failing,) = struct.unpack_from("q", self._failing, 8 * (number % (1 << 16)))
                if status > 0 and failing:
                    self._remember(number, session.items[failing - 1].nodeid)
                del running[pid]

    def _fork(self, session: pytest.Session, number: int, chosen: Sequence[int], patience: float) -> int:
        """Try one change in a fork, for so many processor seconds at most."""
        change = self._changes[number]
        pid = os.fork()
        if pid:
            return pid
        failed = True
        try:
            _be_quiet(session, patience)
            _forget()
            source = change.path.read_text(encoding="utf-8") if self._is_control else change.source
            code = _code_of(compile(source, str(change.path), "exec"), change.key[1])
            for function in self._functions[change.key]:
                assert code is not None  # noqa: S101 - the sample has checked it
                function.__code__ = code
            failing = next((test for test, passed in _run(session, chosen) if not passed), None)
            failed = failing is not None
            struct.pack_into("q", self._failing, 8 * (number % (1 << 16)), 0 if failing is None else failing + 1)
        finally:
            os._exit(int(failed))

    def report(self) -> list[dict[str, Any]]:
        """Every change that was tried."""
        return [
            {
                "name": one.name,
                "path": str(one.path.relative_to(ROOT)),
                "function": one.key[1],
                "line": one.line,
                "outcome": self.outcomes[number][0],
                "seconds": self.outcomes[number][1],
                "by": self._noticing.get(number, ""),
                "change": one.shown,
            }
            for number, one in enumerate(self._changes)
            if number in self.outcomes
        ]


def _room(path: Path) -> Path:
    """The room that a module is of."""
    return SOURCE / path.relative_to(SOURCE).parts[0]


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


def _learned(session: pytest.Session, workers: int) -> dict[int, Known]:
    """What each test runs: what was learned before and still holds, the rest from runs in forks."""
    state = _state()
    names = [f"{state(item.path)} {item.nodeid}" for item in session.items]
    kept, like = _kept(), _watched_for(session)
    new = [number for number in sorted(set(like)) if names[number] not in kept]
    print(f"learning what {len(new):,} of {len(names):,} tests run", flush=True)
    LEARNED.parent.mkdir(exist_ok=True)
    pids = [_learn_in_fork(session, new[at::workers], names) for at in range(workers)]
    for pid in pids:
        if os.waitpid(pid, 0)[1]:
            raise RuntimeError("a fork that ran the tests ended before they did")
    kept = _kept()
    return {number: Known(*kept[names[other]]) for number, other in enumerate(like)}


def _watched_for(session: pytest.Session) -> list[int]:
    """For each test the one that is watched: of a test with hundreds of parameters a part stands for the others."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(session.items):
        test, _, parameters = item.nodeid.partition("[")
        groups[test + parameters.rpartition("/")[0]].append(number)  # cases bear the rule's name before a slash
    like = list(range(len(session.items)))
    for numbers in groups.values():
        step = 1 if len(numbers) <= ALL_WATCHED else -(-len(numbers) // WATCHED)
        for at, number in enumerate(numbers):
            like[number] = numbers[at - at % step]
    return like


def _kept() -> dict[str, list[Any]]:
    """What was learned of tests, by state and name."""
    kept: dict[str, list[Any]] = {}
    for line in LEARNED.read_text(encoding="utf-8").splitlines() if LEARNED.is_file() else ():
        with contextlib.suppress(ValueError):  # a run that was stopped ends within a line
            name, *row = json.loads(line)
            kept[name] = row
    return kept


def _learn_in_fork(session: pytest.Session, numbers: Sequence[int], names: Sequence[str]) -> int:
    """Begin to learn what tests run, each a line at the end of the file; the fork's number."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    errors = os.dup(2)
    try:
        _be_quiet(session)
        with LEARNED.open("a", encoding="utf-8", buffering=1 << 22) as outgoing:
            for number, known in _watched(session, numbers):
                outgoing.write(json.dumps([names[number], *known]) + "\n")
                outgoing.flush()
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it is, it has to be seen
        os.write(errors, traceback.format_exc().encode())
    finally:
        os._exit(status)


def _state() -> Callable[[Path], str]:
    """What stands for all that a file of tests may depend on: the sources, its folder, and what tests share."""
    kinds = {".py", ".md", ".txt", ".json", ".toml", ".yml"}

    @functools.cache
    def of(folder: Path) -> str:
        read = hashlib.sha256()
        for path in sorted(folder.rglob("*")):
            if path.suffix in kinds and path.is_file():
                read.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
        return read.hexdigest()

    def state(path: Path) -> str:
        near = path.read_text(encoding="utf-8") if path.parent == ROOT / "tests" else of(path.parent)
        whole = of(SOURCE) + of(ROOT / "tests" / "support") + near
        return hashlib.sha256(whole.encode()).hexdigest()[:16]

    return functools.cache(state)


def _watched(session: pytest.Session, numbers: Sequence[int]) -> Iterator[tuple[int, Known]]:
    """The tests of those numbers: the number of each, and what is known of it."""
    watch = Coverage(data_file=None, config_file=False, include=[f"{SOURCE}/*"])
    last = None
    for number in numbers:
        if (
            session.items[number].path != last
        ):  # once for a file: without what is remembered, each takes ten times as long
            last = session.items[number].path
            _forget()
        watch.erase()
        watch.start()
        began = time.process_time()
        passed = all(passed for _, passed in _run(session, [number]))
        seconds = time.process_time() - began
        watch.stop()
        with warnings.catch_warnings(action="ignore"):  # that a test runs nothing of ours
            data = watch.get_data()
        ran = {str(Path(path).relative_to(ROOT)): data.lines(path) or [] for path in data.measured_files()}
        yield number, Known(seconds, passed, ran)


def _forget() -> None:
    """Empty what functions of the program and of its tests remember: who is asked again must be called again."""
    for found in _memories():
        found.cache_clear()


@functools.cache
def _memories() -> tuple[Any, ...]:
    wrapper = type(_memories)
    gc.unfreeze()
    found = tuple(one for one in gc.get_objects() if isinstance(one, wrapper) and one is not _memories)
    gc.freeze()
    return tuple(one for one in found if getattr(one, "__module__", "").startswith(("speclatch", "tests.")))


def _be_quiet(session: pytest.Session, patience: float | None = None) -> None:
    """In a fork: print nothing, take no more memory than there is, nor more processor seconds than are given."""
    import resource

    session.config.pluginmanager.unregister(name="terminalreporter")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    if patience is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(patience), math.ceil(patience) + 5))


def main(arguments: Sequence[str]) -> int:
    """Try a sample of changes, and print per module how many were noticed, and which were not."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutation", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", help="folders or modules below src/speclatch; none: the whole pure core")
    parser.add_argument("--count", type=int, default=2_000, help="how many changes")
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument("--workers", type=int, default=WORKERS, help="how many are tried at once")
    parser.add_argument("--again", action="store_true", help="try those anew that no test noticed before")
    parser.add_argument(
        "--control", action="store_true", help="make no change: what is noticed is the tool's own fault"
    )
    parser.add_argument("--budgets", type=float, nargs="+", default=BUDGETS, help="seconds of tests, one pass for each")
    options = parser.parse_args(arguments)
    if find_spec("mutmut") is None:
        print("mutmut is not installed: python -m pip install mutmut", file=sys.stderr)
        return 2
    wanted = tuple(str(SOURCE / name) for name in options.parts) or (str(SOURCE),)
    pure = [path for path in modules() if part(path) in PURE and path not in EDGES]
    pure = [path for path in pure if str(path).startswith(wanted)]
    before = {} if options.control else _before(again=options.again)
    draw = sample(pure, options.count, options.seed, before)
    mutator = Mutator(pure, draw, before, options.budgets, options.workers, is_control=options.control)
    tests = [f"tests/{name}" for name in TESTS]
    options_of_tests = [
        "-q",
        "-p",
        "no:cacheprovider",
        "-o",
        "tmp_path_retention_policy=none",
        "--tb=no",
        "--assert=plain",
    ]
    pytest.main([*options_of_tests, "-k", f"not ({LEFT_OUT})", *tests], plugins=[mutator])
    for line in _summary(mutator.report(), noticed=options.control):
        print(line)
    return 0


def _before(*, again: bool) -> dict[str, dict[str, Any]]:
    """What a run before kept, by the changes' names; where they are tried again, only what a test noticed."""
    if not RESULT.is_file():
        return {}
    kept = json.loads(RESULT.read_text(encoding="utf-8"))
    return {one["name"]: one for one in kept if one["outcome"] in ("killed", "endless") or not again}


def _summary(report: Sequence[Mapping[str, Any]], *, noticed: bool) -> Iterator[str]:
    """What was not noticed, or what was where nothing should be, and how many of each room."""
    for one in report:
        if (one["outcome"] in ("killed", "endless")) is noticed:
            yield f"{one['outcome']}: {one['path']}:{one['line']} {one['function']}: {one['change']}"
    rooms: dict[str, Counter[str]] = {}
    for one in report:
        room = Path(one["path"]).relative_to("src/speclatch").parts[0].removesuffix(".py")
        rooms.setdefault(room, Counter())[one["outcome"]] += 1
    for room, outcomes in sorted(rooms.items()):
        yield f"{room}: {', '.join(f'{count} {outcome}' for outcome, count in sorted(outcomes.items()))}"
    count = sum(one["outcome"] in ("killed", "endless") for one in report)
    yield f"{len(report):,} changes, {count:,} noticed ({100 * count / max(len(report), 1):.1f} %)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
