"""A hook's answer is given again while all that was looked at for it is the same, and never after."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ran, Repository
from tests.cli.test_guard import EXEC, NAMED, ask, claude, draft

from speclatch.workspace.cache_file import GUARD

PRD = "docs/10-prd/PRD-021-collection-slots.md"
OTHER = "docs/21-exec-spec/EXEC-015-collection-slots.md"
MIGRATION = "supabase/migrations/20260203141530_collection_slots.sql"
CONFIG = ".speclatch.yml"


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes every file that the documents were searched for."""
    from speclatch.judging.naming import is_spoken_of

    paths: list[str] = []

    def noted(path: str, *others: object) -> bool:
        paths.append(path)
        return is_spoken_of(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("speclatch.workspace.guard.is_spoken_of", noted)
    return paths


@pytest.fixture
def guarded(depot: Repository, cache: Path) -> Repository:
    """The example, in which it was asked for two files: one of a ready spec, and one of none."""
    assert cache.is_dir()
    assert [0, 0] == [ask(depot, claude(depot.root, path)).code for path in (NAMED, "src/own.ts")]
    return depot


def anew(repository: Repository, path: str) -> Ran:
    """The answer of a run that remembers nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CI", "1")
        return ask(repository, claude(repository.root, path))


def test_an_answer_is_given_again(guarded: Repository, looked: list[str]) -> None:
    """A yes, a no in all its lines, and that nobody speaks of a file; edits of code are nothing to it."""
    draft(guarded)
    first = ask(guarded, claude(guarded.root, NAMED))
    looked.clear()
    guarded.write({"worker/jobs/renew-holds.ts": "export {};\n"})

    assert first == ask(guarded, claude(guarded.root, NAMED, tool="Edit"))
    assert 2 == first.code
    assert [] == looked
    ask(guarded, claude(guarded.root, "src/own.ts"))
    assert ["src/own.ts"] == looked, "the spec has changed since that was asked"
    ask(guarded, claude(guarded.root, "src/own.ts"))
    assert ["src/own.ts"] == looked


def moved(repository: Repository) -> None:
    """Give the document that the spec builds on another name."""
    (repository.root / PRD).rename(repository.root / PRD.replace("021", "031"))


def linked(repository: Repository) -> None:
    """Put a link that leads nowhere in the place of that document."""
    (repository.root / PRD).unlink()
    (repository.root / PRD).symlink_to("nowhere.md")


def unseen(repository: Repository) -> None:
    """Make the spec a draft, and tell git not to look at it."""
    repository.git("update-index", "--assume-unchanged", EXEC)
    draft(repository)


CHANGES: dict[str, tuple[Callable[[Repository], object], int]] = {
    "the spec is a draft": (draft, 2),
    "the spec is gone": (lambda one: (one.root / EXEC).unlink(), 0),
    "the spec names what is not there": (lambda one: one.edit(EXEC, "20260203141530_collection", "20260203_no"), 2),
    "what it links to is gone": (lambda one: (one.root / PRD).unlink(), 2),
    "what it links to was moved": (moved, 2),
    "what it links to is a link": (linked, 2),
    "the migration is gone": (lambda one: (one.root / MIGRATION).unlink(), 2),
    "the configuration": (lambda one: one.write({CONFIG: one.read(CONFIG) + "fail-on: warning\n"}), 0),
    "another spec has its id": (lambda one: one.write({OTHER: one.read(EXEC)}), 0),
    "a commit": (lambda one: one.commit({"notes.txt": "x\n"}), 0),
    "a new file": (lambda one: one.write({"src/new.ts": "export {};\n"}), 0),
    "another name of the repository": (lambda one: one.git("remote", "add", "origin", "https://github.com/a/b"), 0),
    "git does not look": (unseen, 2),
}


@pytest.mark.parametrize(("change", "code"), CHANGES.values(), ids=CHANGES)
def test_after_a_change_it_is_looked_at_anew(
    guarded: Repository, looked: list[str], change: Callable[[Repository], object], code: int
) -> None:
    """Each alone, and the answer is that of a run that remembers nothing."""
    change(guarded)
    ran = ask(guarded, claude(guarded.root, NAMED))

    assert [NAMED] == looked
    assert code == ran.code
    assert anew(guarded, NAMED) == ran


def test_the_template_is_looked_at(depot: Repository, cache: Path) -> None:
    """It asks for a key since that is missing."""
    assert cache.is_dir()
    template = "---\nid: EXEC-NNN\nstatus: Draft\n---\n# Spec: <title>\n\n## Aim\n\n## Files\n"
    spec = f"---\nid: EXEC-001\nstatus: Implementation\n---\n# Spec: A\n\n## Aim\nGo.\n\n## Files\n- `{NAMED}`\n"
    profile = "version: 1\nprofiles:\n  - template: plan/template.md\n    match: ['plan/EXEC-*.md']\n"
    depot.write({CONFIG: profile, "plan/template.md": template, "plan/EXEC-001.md": spec})
    before = [ask(depot, claude(depot.root, NAMED)).code for _ in range(2)]
    depot.write({"plan/template.md": template.replace("---\n#", "owner: <name>\n---\n#")})
    after = [ask(depot, claude(depot.root, NAMED)) for _ in range(2)]

    assert [0, 0] == before
    assert [anew(depot, NAMED)] * 2 == after
    assert 2 == after[0].code


@pytest.mark.parametrize("seed", range(6))
def test_on_a_random_walk_each_answer_is_that_of_a_run_that_remembers_nothing(
    depot: Repository, cache: Path, looked: list[str], seed: int
) -> None:
    """Files come, go and change in any order, and some answers are given again."""
    assert cache.is_dir()
    chosen = random.Random(seed)  # noqa: S311
    prd = depot.read(PRD)
    steps: list[Callable[[], object]] = [
        lambda: depot.write({EXEC: depot.read(EXEC).replace("status: Implementation", "status: Draft")}),
        lambda: depot.write({EXEC: depot.read(EXEC).replace("status: Draft", "status: Implementation")}),
        lambda: depot.write({EXEC: depot.read(EXEC).replace("ADR-011", "ADR-019")}),
        lambda: depot.write({EXEC: depot.read(EXEC).replace("ADR-019", "ADR-011")}),
        lambda: (depot.root / PRD).unlink(missing_ok=True),
        lambda: depot.write({PRD: prd}),
        lambda: depot.write({f"src/{chosen.randrange(9)}.ts": str(chosen.random())}),
        lambda: depot.write({"hooks/useSlots.ts": str(chosen.random())}),
        lambda: depot.commit(),
    ]
    asked, wrong = 0, []
    for _ in range(25):
        chosen.choice(steps)()
        path = chosen.choice([NAMED, "hooks/useSlots.ts", "src/1.ts"])
        ran = ask(depot, claude(depot.root, path))
        asked += len(looked)
        wrong += [path] if anew(depot, path) != ran else []
        looked.clear()

    assert [] == wrong
    assert asked < 25


def test_nothing_is_kept_where_a_spec_changed_a_moment_ago(
    guarded: Repository, looked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may change again, and the disk give both changes one time."""
    monkeypatch.setattr("speclatch.trees.work_tree.YOUNG", 3_600_000_000_000)
    for _ in range(2):
        assert 0 == ask(guarded, claude(guarded.root, NAMED)).code

    assert [NAMED, NAMED] == looked


@pytest.mark.parametrize(
    "spoiled",
    [
        "null",
        "[GROUND, SEEN]",
        "[GROUND, [], {ASKED: NO}]",
        '[GROUND, {"README.md": 1}, {ASKED: NO}]',
        '[GROUND, {"not/there.md": "1 2 3"}, {ASKED: NO}]',
        '[GROUND, SEEN, {ASKED: "no"}]',
        "[GROUND, SEEN, {ASKED: [1]}]",
        '["", SEEN, {ASKED: NO}]',
        "[GROUND, SEEN, {ASKED: NO}",
    ],
)
def test_what_is_kept_may_be_anything(
    guarded: Repository, cache: Path, monkeypatch: pytest.MonkeyPatch, spoiled: str
) -> None:
    """It is looked at anew, and nothing is said of it."""
    (kept,) = cache.rglob(f"*-{GUARD}.json")
    ground, seen, _ = json.loads(kept.read_bytes().partition(b"\n")[2])
    for name, value in {"GROUND": ground, "SEEN": seen, "ASKED": NAMED, "NO": ["no"]}.items():
        spoiled = spoiled.replace(name, json.dumps(value))
    monkeypatch.setattr("speclatch.workspace.cache_file._read", lambda *_: spoiled.encode())

    assert Ran(0, "", "") == ask(guarded, claude(guarded.root, NAMED))


def test_few_answers_are_kept(guarded: Repository, looked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The latest ones."""
    monkeypatch.setattr("speclatch.workspace.guard_memory.MOST_ANSWERS", 2)
    for path in ("src/a.ts", "src/b.ts", "src/b.ts", "src/a.ts", NAMED):
        ask(guarded, claude(guarded.root, path))

    assert ["src/a.ts", "src/b.ts", NAMED] == looked
