"""What an audit on a laptop says with the repository's history: what moved since, and what was there once."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

from speclatch.config.model import Config
from speclatch.config.reader import parse_config
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
    report = run(replace(case, history=history_of(repository)))
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


def test_what_has_not_moved_is_no_news(tmp_path: Path) -> None:
    """A spec that was changed after its PRD, or with it."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "PRD-062.md").write_text(PRD, encoding="utf-8")
    commit(tmp_path, 1, specs__EXEC_dot_md=SPEC.partition("- [x]")[0])

    assert [] == said(tmp_path)
