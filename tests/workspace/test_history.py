"""What an audit on a laptop says with the repository's history: what moved since, and what was there once."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from speclatch.config.model import Config
from speclatch.config.reader import parse_config
from speclatch.git.process import Git
from speclatch.judging.pipeline import run
from speclatch.trees.local import open_local
from speclatch.workspace.history import history_of
from speclatch.workspace.loading import make_case

CONFIG = b"profiles: [{use: exec-spec, match: ['specs/*.md']}]"
SPEC = """---
id: EXEC-062
status: Implementation
prd_ref: docs/PRD-062.md
---

# Exec Spec: Mail

- [x] Send it in src/send.ts
- [x] Sign it in src/sign.ts
"""
PRD = "---\nid: PRD-062\nstatus: Approved\n---\n\n# Mail\n\n## Goals\n\nWithin 5 s.\n"


@pytest.fixture(autouse=True, params=[2_000, 0])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history is looked through, or, being longer than that, each path looked for in it: the same is said."""
    monkeypatch.setattr("speclatch.workspace.history.FEW_COMMITS", request.param)


def commit(root: Path, day: int, **files: str | None) -> None:
    """Commit files (None: deleted) on a day of January."""
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    when = f"2026-01-{day:02}T12:00:00Z"
    who = {f"GIT_{one}_{what}": "a@b.example" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environ = {**os.environ, **who, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for line in (("add", "-A"), ("commit", "-qm", "x")):
        subprocess.run(["git", "-C", str(root), *line], check=True, env=environ)


def said(root: Path) -> list[str]:
    """What an audit says by the rules that look at the history."""
    repository = open_local(root, os.environ)
    config: Config = parse_config(CONFIG, ".speclatch.yml")
    case = make_case(repository, repository.work_tree(), config, everything=True)
    report = run(case._replace(history=history_of(repository)))
    rules = ("reference-suspect", "task-unproven")
    return [one.finding.message for one in report.findings if one.finding.rule in rules]


def test_an_audit_knows_what_moved_and_what_was_there(tmp_path: Path) -> None:
    """Sections that changed after the spec did, with the days between; a path that is gone, and one that never was."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    commit(tmp_path, 1, specs__EXEC_dot_md=SPEC, docs__PRD=PRD)
    (tmp_path / "docs" / "PRD").rename(tmp_path / "docs" / "PRD-062.md")
    commit(tmp_path, 2, src__send_dot_ts="x", specs__EXEC_dot_md=f"{SPEC}\nWords.\n")
    commit(tmp_path, 16, src__send_dot_ts=None)
    (tmp_path / "docs" / "PRD-062.md").write_text(PRD.replace("5 s", "10 s"), encoding="utf-8")
    commit(tmp_path, 16)

    assert [
        "`Goals` of `docs/PRD-062.md` changed 14 days after this spec did",
        "the box is ticked and names `src/send.ts`, which was there until 2026-01-16 and is gone since",
        "the box is ticked and names `src/sign.ts`, which is not there and never was",
    ] == said(tmp_path)


def dated(root: Path, status: str, reference: str, *changes: tuple[int, str]) -> list[str]:
    """What is said of a spec that got a status on day 3 and words on day 5, and of a PRD that changed on some days."""
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    spec = SPEC.partition("- [x]")[0].replace("docs/PRD-062.md", reference)
    (root / "docs").mkdir()
    prd = root / "docs" / "PRD-062.md"
    prd.write_text(PRD + "\n## Limits\n\nNone of them.\n", encoding="utf-8")
    commit(root, 1, specs__EXEC_dot_md=spec.replace("Implementation", "Draft"))
    commit(root, 3, specs__EXEC_dot_md=spec.replace("Implementation", status))
    commit(root, 5, specs__EXEC_dot_md=f"{spec.replace('Implementation', status)}\nWords.\n")
    for day, limit in changes:
        prd.write_text(prd.read_text(encoding="utf-8").replace("None of them", limit), encoding="utf-8")
        commit(root, day)
    return said(root)


def test_days_are_counted_from_the_approval(tmp_path: Path) -> None:
    """From the change that gave the status, not from a later one; a spec that nobody has approved: from its last."""
    changes = ((17, "A thousand"),)
    approved = dated(tmp_path / "a", "Approved", "docs/PRD-062.md", *changes)
    begun = dated(tmp_path / "b", "Implementation", "docs/PRD-062.md", *changes)

    assert ["`Limits` of `docs/PRD-062.md` changed 14 days after this spec was approved"] == approved
    assert ["`Limits` of `docs/PRD-062.md` changed 12 days after this spec did"] == begun


def test_a_reference_to_a_section_is_of_that_section(tmp_path: Path) -> None:
    """What changes in the others leaves the spec alone."""
    changes = ((17, "A thousand"),)
    other = dated(tmp_path / "a", "Approved", "docs/PRD-062.md#goals", *changes)
    own = dated(tmp_path / "b", "Approved", "docs/PRD-062.md#limits", *changes)

    assert [] == other
    assert ["`Limits` of `docs/PRD-062.md` changed 14 days after this spec was approved"] == own


def test_what_has_not_moved_is_no_news(tmp_path: Path) -> None:
    """A spec that was changed after its PRD, or with it."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "PRD-062.md").write_text(PRD, encoding="utf-8")
    commit(tmp_path, 1, specs__EXEC_dot_md=SPEC.partition("- [x]")[0])

    assert [] == said(tmp_path)


def test_the_history_reads_what_stood_at_a_path_in_a_commit(tmp_path: Path) -> None:
    """Of a file its text, of a link where it leads; nothing of a folder, or where nothing stood."""
    git = ("git", "-C", str(tmp_path))
    subprocess.run([*git, "init", "--quiet"], check=True)
    (tmp_path / "link.md").symlink_to("docs/a.md")
    commit(tmp_path, 1, docs__a_dot_md="first\n")
    commit(tmp_path, 2, docs__a_dot_md="second\n")
    history = history_of(open_local(tmp_path, os.environ))
    assert history is not None
    new, old = (one.commit for one in history.changes("docs/a.md"))

    assert [b"first\n", b"second\n"] == [history.content(one, "docs/a.md") for one in (old, new)]
    assert b"docs/a.md" == history.content(new, "link.md")
    assert [None, None, None] == [history.content(new, one) for one in ("docs", "docs/b.md", "*.md")]
    assert history.content("0" * 40, "docs/a.md") is None


def test_a_spec_that_came_approved_was_approved_then(tmp_path: Path) -> None:
    """Its first commit has the status already."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    spec = SPEC.partition("- [x]")[0].replace("Implementation", "Approved")
    commit(tmp_path, 1, specs__EXEC_dot_md=spec, docs__PRD=PRD)
    (tmp_path / "docs" / "PRD").rename(tmp_path / "docs" / "PRD-062.md")
    commit(tmp_path, 2, specs__EXEC_dot_md=f"{spec}\nWords.\n")
    (tmp_path / "docs" / "PRD-062.md").write_text(PRD.replace("5 s", "10 s"), encoding="utf-8")
    commit(tmp_path, 16)

    assert ["`Goals` of `docs/PRD-062.md` changed 15 days after this spec was approved"] == said(tmp_path)


def test_what_nobody_could_read_then_is_not_compared(tmp_path: Path) -> None:
    """A PRD that was no UTF-8 when the spec was written: nobody knows what it said."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "PRD-062.md").write_bytes(b"# Mail\n\n## Goals\n\nF\xfcnf Sekunden.\n")
    commit(tmp_path, 1, specs__EXEC_dot_md=SPEC.partition("- [x]")[0])
    (tmp_path / "docs" / "PRD-062.md").write_text(PRD, encoding="utf-8")
    commit(tmp_path, 16)

    assert [] == said(tmp_path)


def test_a_path_is_looked_for_alone_and_many_are_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a long history a few paths cost their own commits; once it was looked through, nothing is asked."""
    monkeypatch.setattr("speclatch.workspace.history.FEW_COMMITS", 0)
    monkeypatch.setattr("speclatch.workspace.history.FEW_PATHS", 2)
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    for day in (1, 2, 3):
        commit(tmp_path, day, **{f"docs__{name}_dot_md": f"{day}\n" for name in "abcd"[day - 1 :]})
    history = history_of(open_local(tmp_path, os.environ))
    assert history is not None
    asked: list[tuple[str, ...]] = []
    run_git = Git.run

    def noted(git: Git, *arguments: str, **options: Any) -> bytes:
        asked.append(arguments)
        return run_git(git, *arguments, **options)

    monkeypatch.setattr(Git, "run", noted)
    alone = [len(history.changes("docs/b.md")), history.last_change("docs/a.md") is not None]
    few = [one for one in asked if one[0] == "diff-tree"]
    through = [len(history.changes(f"docs/{name}.md")) for name in "abcd"]
    asked.clear()
    again = [history.last_change("docs/a.md") is not None, len(history.changes("docs/none.md"))]

    assert ([2, True], []) == (alone, few)
    assert [1, 2, 3, 3] == through
    assert ([True, 0], []) == (again, asked)


def test_a_walk_of_one_folder_says_what_a_walk_of_all_does(tmp_path: Path) -> None:
    """For paths of more folders than are looked through one by one, and what never was there."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(tmp_path)], check=True)
    commit(tmp_path, 1, a__x="1", a__b__y="1", c__x="1", d__x="1", e__x="1", top="1", a_dot_md="1")
    subprocess.run(["git", "-C", str(tmp_path), "switch", "-qc", "side"], check=True)
    commit(tmp_path, 2, a__x="2", c__x=None, top="2")
    subprocess.run(["git", "-C", str(tmp_path), "switch", "-q", "main"], check=True)
    commit(tmp_path, 3, a__b__y="3", d__x="3")
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example")
    subprocess.run(["git", "-C", str(tmp_path), *who, "merge", "-q", "--no-edit", "side"], check=True)
    commit(tmp_path, 5, top="5", e__x=None)

    paths = ("a/x", "a/b/y", "c/x", "top", "a.md", "d/x", "e/x", "never/was", ":(glob)**")
    walked, near = (history_of(open_local(tmp_path, os.environ)) for _ in range(2))
    assert walked is not None
    assert near is not None
    walked.walk()
    assert [list(walked.changes(path)) for path in paths] == [list(near.changes(path)) for path in paths]
    assert [walked.last_change(path) for path in paths] == [near.last_change(path) for path in paths]
    assert {"a/x": 2, "a/b/y": 2, "top": 3} == {path: len(near.changes(path)) for path in ("a/x", "a/b/y", "top")}
