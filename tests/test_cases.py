r"""Case folders: each is a small repository whose files say, on the very line, what is wrong there.

``cases/<rule>/<case>/`` holds the repository; with ``base/`` beside ``tree/`` the two are compared, else everything is
judged. ``{rule}`` in an HTML comment, or behind ``#`` in front matter, marks the line on which exactly one finding of
the folder's rule starts. Where no comment can stand, ``expected.txt`` lists ``path:line``. A folder without findings
says why in ``valid.txt``. ``pull.json`` says who has approved the change, by the folder (``base``, ``tree``) that they
have seen, and which files other pull requests add. Findings of other rules are none of the case's business.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from speclatch.model import Report
from speclatch.rules import BY_ID
from speclatch.specs.pull_request import Approval, Claim, PullRequestFacts
from tests.support.memory import MemoryTree, audit, compare

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path for rule in CASES.iterdir() if rule.is_dir() for path in rule.iterdir() if path.is_dir())
NOTES = ("valid.txt", "expected.txt")


def trees(folder: Path) -> tuple[MemoryTree | None, MemoryTree]:
    """The base of a case folder, where it has one, and the tree whose files hold the marks."""
    if (folder / "tree").is_dir():
        base = MemoryTree.of_folder(folder / "base") if (folder / "base").is_dir() else None
        return base, MemoryTree.of_folder(folder / "tree")
    whole = MemoryTree.of_folder(folder)
    return None, MemoryTree({path: raw for path, raw in whole.files.items() if path not in NOTES}, whole.links)


@cache
def judged(folder: Path) -> tuple[Report, MemoryTree]:
    """Judge a case folder; returns the report and the tree whose files hold the marks."""
    base, tree = trees(folder)
    return (compare(base, tree, pull_request=pull_request(folder)) if base is not None else audit(tree)), tree


def pull_request(folder: Path) -> PullRequestFacts | None:
    """What is known of the pull request that a case is, where it is one."""
    told = folder / "pull.json"
    if not told.is_file():
        return None
    said = json.loads(told.read_text(encoding="utf-8"))

    def read(seen: str, path: str) -> bytes | None:
        return (folder / seen / path).read_bytes() if (folder / seen / path).is_file() else None

    approvals = tuple(Approval(*one) for one in said.get("approvals", ()))
    return PullRequestFacts(approvals, tuple(Claim(*one) for one in said.get("claims", ())), read)


def marked(folder: Path, tree: MemoryTree, rule: str) -> Counter[tuple[str, int]]:
    """The lines that a case says are wrong."""
    mark = re.compile(rf"(?:<!--[^>]*|#[^\n]*)\{{{re.escape(rule)}\}}")
    found: Counter[tuple[str, int]] = Counter()
    for path, raw in tree.files.items():
        for number, line in enumerate(raw.decode("utf-8", "replace").split("\n"), 1):
            found[path, number] += len(mark.findall(line))
    expected = folder / "expected.txt"
    if expected.is_file():
        for line in expected.read_text(encoding="utf-8").split():
            listed, _, place = line.rpartition(":")
            found[listed, int(place)] += 1
    return +found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_case(folder: Path) -> None:
    """The findings of the folder's rule stand on the marked lines, and nowhere else."""
    rule = folder.parent.name
    report, tree = judged(folder)
    expected = marked(folder, tree, rule)
    found = Counter(
        (one.finding.location.path, one.finding.location.line) for one in report.findings if one.finding.rule == rule
    )
    if not expected:
        assert (folder / "valid.txt").is_file(), "a case without marks says in valid.txt why nothing is wrong"

    assert expected == found


def test_every_case_folder_is_a_rule() -> None:
    """A folder of cases is named after a rule that exists."""
    names = {path.name for path in CASES.iterdir() if path.is_dir()}

    assert set() == names - set(BY_ID)


def test_every_rule_has_cases() -> None:
    """Every rule has at least one case that is wrong and one that is right."""
    folders = {rule: [path for path in FOLDERS if path.parent.name == rule] for rule in BY_ID}

    assert [] == [rule for rule, cases in folders.items() if not any((case / "valid.txt").is_file() for case in cases)]
    assert [] == [rule for rule, cases in folders.items() if all((case / "valid.txt").is_file() for case in cases)]
