"""An audit judges what a change can have altered, and says what an audit of everything says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.cli.conftest import Ran, Repository, environment, in_a_process

from speclatch.judging.recall.kept import Traced
from speclatch.judging.recall.memory import Tracer
from speclatch.workspace import cache_file
from speclatch.workspace.cache_file import AUDIT

SPEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
OTHER = "docs/21-exec-spec/EXEC-015-collection-slots.md"
PRD = "docs/10-prd/PRD-021-collection-slots.md"
CHECK = ("check", "--all", "--format", "json")


@pytest.fixture
def audited(depot: Repository, cache: Path) -> Repository:
    """The example with a second spec in it, audited once."""
    assert cache.is_dir()
    depot.commit({OTHER: depot.read(SPEC).replace("EXEC-014", "EXEC-015").replace("PRD-021", "PRD-022")})
    depot.run(*CHECK)
    return depot


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes every spec that is judged for an audit; a few are judged in this process."""
    paths: list[str] = []
    judge = Tracer.judge

    def noted(self: Tracer, path: str) -> Traced:
        paths.append(path)
        return judge(self, path)

    monkeypatch.setattr(Tracer, "judge", noted)
    return paths


def kept(cache: Path) -> Path:
    """The file that holds what the last audit found."""
    (found,) = cache.rglob(f"*-{AUDIT}.json")
    return found


CHANGES: dict[str, tuple[Callable[[Repository], object], Sequence[str]]] = {
    "an edited spec": (lambda one: one.edit(SPEC, "# Exec Spec: ", "# Exec Spec: The "), [SPEC]),
    "an edited document": (lambda one: one.write({PRD: one.read(PRD) + "\nMore.\n"}), [SPEC]),
    "a removed document": (lambda one: (one.root / PRD).unlink(), [SPEC]),
    "a renamed document": (lambda one: (one.root / PRD).rename(one.root / PRD.replace("021", "031")), [SPEC]),
    "an edited file of code": (lambda one: one.write({"hooks/useSlots.ts": "export {};\n"}), []),
    "a new file of code": (lambda one: one.write({"src/new.ts": "export {};\n"}), []),
    "a commit": (lambda one: one.commit(), []),
    "the baseline": (lambda one: one.run("baseline"), []),
    "another form": (lambda one: one.run("check", "--all"), []),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_after_a_change_of_one_file(
    audited: Repository, judged: list[str], change: Callable[[Repository], object], expected: Sequence[str]
) -> None:
    """What the change can have altered is judged, little else is; the report is the one that is made anew."""
    change(audited)
    judged.clear()
    warm = audited.run(*CHECK)
    seen = set(judged)
    anew = audited.run(*CHECK, "--no-cache")

    assert anew == warm
    assert set(expected) <= seen
    assert len(seen) <= len(expected) + 1, "the other spec names what is not there, so any new path may be meant"


NOTING = """
import sys
from speclatch.judging.recall.memory import Tracer
from speclatch.trees import work_tree
work_tree.YOUNG = 0
judge = Tracer.judge
def noted(self, path):
    print("judged", path, file=sys.stderr)
    return judge(self, path)
Tracer.judge = noted
from speclatch.cli import main
main()
"""


def test_what_one_process_found_stands_for_the_next(depot: Repository, cache: Path) -> None:
    """What an answer was is said in words that hold nothing of the process, such as where in memory it was."""

    def judged() -> int:
        done = in_a_process(depot.root, *CHECK, script=NOTING, XDG_CACHE_HOME=str(cache))
        return len(re.findall(r"^judged ", done.err, re.MULTILINE))

    assert judged()
    for new in ("src/new.ts", "supabase/migrations/20990101000000_later.sql", "docs/other.md"):
        depot.write({new: "text\n"})
        assert 0 == judged(), new
    depot.edit(SPEC, "# Exec Spec: ", "# Exec Spec: The ")
    assert 1 == judged()


def test_nothing_is_kept_of_a_file_that_changed_a_moment_ago(
    audited: Repository, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may change again, and the disk give both changes one time."""
    monkeypatch.setattr("speclatch.trees.work_tree.YOUNG", 3_600_000_000_000)
    audited.edit(SPEC, "# Exec Spec: ", "# Exec Spec: The ")
    audited.run(*CHECK)
    judged.clear()
    audited.run(*CHECK)

    assert {SPEC, OTHER} <= set(judged)


def test_what_git_does_not_look_at_is_looked_at(audited: Repository, judged: list[str]) -> None:
    """Git was told to take a document for unchanged."""
    audited.git("update-index", "--assume-unchanged", PRD)
    audited.run(*CHECK)
    judged.clear()
    audited.write({PRD: audited.read(PRD).replace("Approved", "Superseded")})
    warm = audited.run(*CHECK)

    assert judged == [SPEC]
    assert audited.run(*CHECK, "--no-cache") == warm


@pytest.mark.parametrize(
    "spoil", [lambda raw: raw[: len(raw) // 2], lambda raw: raw.replace(b"a", b"b"), lambda _: b""]
)
def test_a_file_that_is_damaged_is_no_memory(
    audited: Repository, cache: Path, judged: list[str], spoil: Callable[[bytes], bytes]
) -> None:
    """Cut off, altered, empty: everything is judged, and nothing else is said."""
    kept(cache).write_bytes(spoil(kept(cache).read_bytes()))
    audited.write({"src/new.ts": ""})
    judged.clear()
    warm = audited.run(*CHECK)

    assert {SPEC, OTHER} <= set(judged)
    assert audited.run(*CHECK, "--no-cache") == warm


@pytest.mark.skipif(sys.platform == "win32", reason="who may write a file is said in another way")
def test_what_others_may_write_is_no_memory(audited: Repository, cache: Path, judged: list[str]) -> None:
    """Results are not to be put there from outside."""
    kept(cache).chmod(0o666)
    audited.write({"src/new.ts": ""})
    judged.clear()
    audited.run(*CHECK)

    assert {SPEC, OTHER} <= set(judged)


def test_another_program_finds_out_for_itself(
    audited: Repository, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that another version found is believed."""
    monkeypatch.setattr(cache_file, "this_program", lambda: "another")
    audited.run(*CHECK)

    assert {SPEC, OTHER} <= set(judged)


def test_another_repository_at_the_same_place(audited: Repository, judged: list[str]) -> None:
    """What is kept is asked of the files that are there, whoever put them."""
    audited.git("checkout", "--quiet", "--orphan", "other")
    audited.commit({SPEC: audited.read(SPEC) + "\nMore.\n"})
    judged.clear()
    warm = audited.run(*CHECK)

    assert SPEC in judged
    assert audited.run(*CHECK, "--no-cache") == warm


def test_a_memory_that_is_too_large_is_not_kept(
    audited: Repository, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next audit has more to do, and that is all."""
    before = kept(cache).read_bytes()
    monkeypatch.setattr(cache_file, "MAX_BYTES", 100)
    audited.edit(SPEC, "# Exec Spec: ", "# Exec Spec: The ")
    warm = audited.run(*CHECK)

    assert before == kept(cache).read_bytes()
    assert audited.run(*CHECK, "--no-cache") == warm


def test_without_the_library_that_keeps_it_nothing_is_remembered(
    audited: Repository, cache: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The image leaves it out, as a container keeps nothing: an audit there says the same."""
    before = kept(cache).read_bytes()
    audited.write({"src/new.ts": ""})
    judged.clear()
    monkeypatch.setitem(sys.modules, "msgspec", None)
    found = audited.run(*CHECK)

    assert audited.run(*CHECK, "--no-cache") == found
    assert ([], before) == (judged, kept(cache).read_bytes())


def test_two_audits_at_once(audited: Repository) -> None:
    """Each says what it would say alone, and leaves a file that can be read, or the other's."""
    audited.edit(SPEC, "# Exec Spec: ", "# Exec Spec: The ")
    command = [sys.executable, "-I", "-m", "speclatch", *CHECK]
    environ = environment(XDG_CACHE_HOME=os.environ["XDG_CACHE_HOME"])
    both = [subprocess.Popen(command, cwd=audited.root, env=environ, stdout=subprocess.PIPE, text=True) for _ in "ab"]
    said = [one.communicate()[0] for one in both]
    anew: Ran = audited.run(*CHECK, "--no-cache")

    assert [anew.out, anew.out] == said
    assert anew == audited.run(*CHECK)


def test_a_file_that_changes_while_it_is_judged(audited: Repository, judged: list[str]) -> None:
    """What was read belongs to what the disk said before; the next audit sees that it says something else."""
    judge = Tracer.judge

    def late(self: Tracer, path: str) -> Traced:
        done = judge(self, path)
        if path == SPEC:
            time.sleep(0.02)
            audited.write({SPEC: audited.read(SPEC).replace("# Exec Spec: The ", "# Exec Spec: Our ")})
        return done

    audited.edit(SPEC, "# Exec Spec: ", "# Exec Spec: The ")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Tracer, "judge", late)
        audited.run(*CHECK)
    judged.clear()
    warm = audited.run(*CHECK)

    assert SPEC in judged
    assert audited.run(*CHECK, "--no-cache") == warm
