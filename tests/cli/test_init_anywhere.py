"""``init`` in any repository: what it writes loads without a warning, and the next two commands work."""

from __future__ import annotations

import random

import pytest
from tests.cli.conftest import Repository

HEAD = "- Status: {status}\n- Date: {day}\n\n"
RFC = (
    f"# RFC-NNNN: [Title]\n\n{HEAD.format(status='[status]', day='YYYY-MM-DD')}## Summary\n\n[What it is.]\n\n"
    "## Motivation\n\nWhy do we do this?\n\n## Drawbacks\n\n[What speaks against it.]\n"
)
FILLED = (
    f"# Tide tables\n\n{HEAD.format(status='Accepted', day='2026-03-05')}## Summary\n\nRead once a day.\n\n"
    "## Motivation\n\nLocks stood open.\n\n## Drawbacks\n\nTwo clocks.\n"
)
OLD = "# Piers\n\n## Summary\n\nPiers get numbers.\n\n## Background\n\nThey had names.\n"
DECISION = (
    "# 3. Use ropes\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nWe moor boats.\n\n"
    "## Decision\n\nRopes.\n\n## Consequences\n\nSplicing.\n"
)
BROKEN = "---\ntitle: [unclosed\n---\n\n# X\n\n## Summary\n\nWords.\n"
TEXTS = (RFC, FILLED, FILLED, FILLED, OLD, DECISION, DECISION, BROKEN, "", "words\n", "# One\n\n- [ ] a box\n")
FOLDERS = ("", "docs/", "rfcs/", "rfcs/text/", "docs/adr/", "specs/001-a/", "specs/002-b/", "openspec/specs/a/")
ASIDE = (
    ".github/",
    "templates/",
    ".specify/templates/",
    ".kiro/specs/a/",
    "a b/",
    "tests/fixtures/",
    "src/[x]/",
    "fr\u00fch/",
)
NAMES = ("README.md", "spec.md", "design.md", "tasks.md", "0000-template.md", "rfc-template.md", "TEMPLATE.md")
NUMBERED = ("0001-x.md", "0002-y.md", "RFC-7.md", "ADR-0008-a.md", "2026-01-01-minutes.md", "a*b.md", "x.md.template")


def files(seed: int) -> dict[str, str]:
    """Some files with some texts."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return {
        f"{chance.choice(FOLDERS + ASIDE)}{chance.choice(NAMES + NUMBERED)}": chance.choice(TEXTS)
        for _ in range(chance.randint(1, 40))
    }


@pytest.mark.parametrize("seed", range(10))
def test_the_first_three_commands_work(repository: Repository, seed: int) -> None:
    """Whatever there is, `check --all` judges and `baseline` records: neither ends in a fault of the configuration."""
    repository.commit(files(seed))
    first = repository.run("init", "--yes")
    checked = repository.run("check", "--all")
    recorded = repository.run("baseline")
    again = repository.run("check", "--all")

    assert (0, "") == (first.code, first.err)
    assert checked.code in (0, 1)
    assert "warning" not in checked.err
    assert 0 == recorded.code
    assert 0 == again.code


def test_a_configuration_that_git_ignores_is_an_error(repository: Repository) -> None:
    """It would hold for nobody: the line that ignores it is named, and nothing is written."""
    repository.commit({".gitignore": "*.log\n.spec*\n", "docs/a.md": "words\n"})
    ran = repository.run("init")

    assert 2 == ran.code
    assert ".gitignore:2: `.spec*`" in ran.err
    assert not (repository.root / ".speclatch.yml").exists()
