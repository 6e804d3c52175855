"""``speclatch baseline``, and what it does to ``check``: what is old does not fail, what is fixed goes."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.cli.conftest import Repository

from speclatch.config.model import BASELINE_PATH

SPECS = 6
HEAD = """\
---
id: EXEC-{number:03}
title: "Exec Spec: Thing {number}"
owner: Ada
status: Validated
date: 2026-02-11
prd_ref: docs/PRD-001.md
adr_refs: []
---

# Exec Spec: Thing {number}
"""


def old_spec(depot: Repository, number: int) -> str:
    """A finished spec whose boxes were never ticked."""
    text = depot.read("docs/21-exec-spec/EXEC-014-collection-slots.md")
    body = re.sub(r"\A---\n.*?\n---\n\n# [^\n]*\n", HEAD.format(number=number), text, flags=re.DOTALL)
    return body.replace("[x]", "[ ]")


def _failing(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings of a report that count as errors."""
    return [one for one in report["findings"] if one["new"] and one["severity"] == "error"]


def archive(depot: Repository) -> list[str]:
    """Commit a number of old specs with open boxes; their paths."""
    names = [f"docs/21-exec-spec/EXEC-{number:03}-thing.md" for number in range(100, 100 + SPECS)]
    depot.commit(
        {"docs/PRD-001.md": "# PRD\n"} | {name: old_spec(depot, number) for number, name in enumerate(names, 100)}
    )
    return names


def test_an_old_repository_fails_only_on_what_is_new(depot: Repository) -> None:
    """Dozens of open boxes are recorded; a change to one spec then fails on its own fault alone."""
    names = archive(depot)
    before = depot.run("check", "--all", "--format", "json")
    open_boxes = [one for one in json.loads(before.out)["findings"] if one["rule"] == "task-unchecked"]

    assert 1 == before.code
    assert len(open_boxes) >= 5 * SPECS

    made = depot.run("baseline")

    assert 0 == made.code
    assert re.match(rf"{re.escape(BASELINE_PATH)}: \d+ findings in \d+ files \(\d+ added, 0 taken out\)\n", made.out)

    depot.commit()
    depot.edit(names[3], "owner: Ada", "owner:")
    after = depot.run("check", "--format", "json")
    report = json.loads(after.out)

    assert 1 == after.code
    assert ["front-matter-missing-key"] == [one["rule"] for one in _failing(report)]
    assert len(report["findings"]) > 5

    depot.edit(names[3], "owner:\n", "owner: Eve\n")

    assert 0 == depot.run("check").code


def test_text_above_a_finding_does_not_make_it_new(depot: Repository) -> None:
    """Fingerprints hold no lines."""
    names = archive(depot)
    depot.run("baseline")
    depot.commit()
    depot.edit(names[0], "## 2) Database Changes", "More was said here.\n\nAnd here.\n\n## 2) Database Changes")

    assert 0 == depot.run("check").code


def test_what_is_fixed_is_told_and_taken_out(depot: Repository) -> None:
    """``check`` says that the file holds what is gone; ``baseline`` names it and takes it out."""
    names = archive(depot)
    depot.run("baseline")
    depot.commit()
    text = depot.read(names[0])
    depot.write({names[0]: text.replace("- [ ] ", "- [x] ", 1)})
    checked = depot.run("check")
    pruned = depot.run("baseline", "--prune")

    assert (0, "speclatch: 1 finding of the baseline is gone; `speclatch baseline` takes that out of the file\n") == (
        checked.code,
        checked.err,
    )
    assert pruned.out.startswith(f"gone: {names[0]}: task-unchecked: ")
    assert "(0 added, 1 taken out)" in pruned.out
    assert 1 == depot.git("diff", "--stat", "--", BASELINE_PATH).count("1 deletion(-)")


def test_pruning_adds_nothing(depot: Repository) -> None:
    """A new fault stays new."""
    names = archive(depot)
    depot.run("baseline")
    depot.commit()
    depot.edit(names[0], "owner: Ada", "owner:")
    depot.run("baseline", "--prune")

    assert "" == depot.git("diff", "--", BASELINE_PATH)
    assert 1 == depot.run("check").code


def test_writing_twice_changes_nothing(depot: Repository) -> None:
    """The file depends on the findings alone."""
    archive(depot)
    depot.run("baseline")
    first = depot.read(BASELINE_PATH)
    again = depot.run("baseline")

    assert first == depot.read(BASELINE_PATH)
    assert "(0 added, 0 taken out)" in again.out


def test_nothing_to_record(repository: Repository) -> None:
    """Where nothing fails no file is written."""
    repository.commit({"README.md": "# Hello\n"})
    ran = repository.run("baseline")

    assert (0, "Nothing fails today: no baseline is needed.\n") == (ran.code, ran.out)
    assert not (repository.root / BASELINE_PATH).exists()


def test_a_malformed_baseline_ends_with_2(depot: Repository) -> None:
    """A merge conflict in the file is told with its line."""
    depot.write({BASELINE_PATH: '{\n  "version": 1,\n<<<<<<< HEAD\n  "findings": {}\n}\n'})
    ran = depot.run("check")

    assert (2, "") == (ran.code, ran.out)
    assert ran.err.startswith(f"speclatch: {BASELINE_PATH}:3: not JSON: ")


def test_new_only_needs_no_file(depot: Repository) -> None:
    """``new-only`` counts what the base has and fails on what it has not."""
    names = archive(depot)
    depot.commit({".speclatch.yml": "new-only: true\n" + depot.read(".speclatch.yml")})
    depot.edit(names[0], "## 2) Database Changes", "Words.\n\n## 2) Database Changes")
    old = depot.run("check")
    depot.edit(names[0], "owner: Ada", "owner:")
    new = depot.run("check")

    assert 0 == old.code
    assert "known before: 16 (they do not count" in old.out
    assert 1 == new.code


def test_ready_does_not_know_the_baseline(depot: Repository) -> None:
    """An answer that has been missing for long is missing."""
    names = archive(depot)
    depot.edit(names[0], "owner: Ada", "owner:")
    depot.run("baseline")

    assert 0 == depot.run("check", names[0]).code
    assert 1 == depot.run("ready", names[0]).code


def test_pruning_what_is_not_there_says_so(depot: Repository) -> None:
    """It is no word on whether anything fails."""
    archive(depot)
    ran = depot.run("baseline", "--prune")

    assert (0, f"There is no {BASELINE_PATH}, so there is nothing to take out of it.\n") == (ran.code, ran.out)
    assert not (depot.root / BASELINE_PATH).exists()


def test_pruning_says_what_still_fails(depot: Repository) -> None:
    """A baseline that is pruned to nothing is no sign that nothing fails."""
    names = archive(depot)
    depot.run("baseline")
    depot.edit(names[0], "owner: Ada", "owner:")
    ran = depot.run("baseline", "--prune")

    assert 0 == ran.code
    assert "1 finding not in it fails; `speclatch check --all` lists them" in ran.err


def test_much_that_is_gone_is_counted(depot: Repository) -> None:
    """Twenty are named."""
    names = archive(depot)
    depot.run("baseline")
    depot.commit()
    depot.write({name: depot.read(name).replace("- [ ] ", "- [x] ") for name in names})
    lines = depot.run("baseline").out.splitlines()
    gone = [line for line in lines if line.startswith("gone: ")]

    assert 21 == len(gone)
    assert gone[-1].endswith(" more")
