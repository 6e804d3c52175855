"""What becomes of work that a ticked box names, where the history of the repository is at hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.support.memory import as_tree, audit, compare

from speclatch.judging.pipeline import Case, run
from speclatch.trees import Trees
from speclatch.trees.history import Changed

FILES = {
    ".speclatch.yml": "profiles: [{name: own, template: t.md, match: ['specs/*.md']}]\n",
    "t.md": "---\nstatus: Draft | Done\n---\n\n# <Title>\n\n## Work\n\n- [ ] Told\n",
    "src/there.py": "x = 1\n",
}


class Past:
    """A history in which some files went."""

    gone: Mapping[str, str] = {
        "src/old.py": "2026-01-02",
        "lib/mail/send.py": "2026-03-04",
        "mail/send.py": "2026-02-03",
    }

    def walk(self) -> None:
        """Nothing to do."""

    def last_change(self, path: str) -> Changed | None:
        """Nobody knows."""
        return dict[str, Changed]().get(path)

    def changes(self, path: str) -> tuple[Changed, ...]:
        """Nobody knows."""
        return tuple(filter(None, (self.last_change(path),)))

    def content(self, commit: str, path: str) -> bytes | None:
        """Nothing."""
        return dict[tuple[str, str], bytes]().get((commit, path))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("src/there.py", []),
        ("src/old.py", ["`src/old.py`, which was there until 2026-01-02 and is gone since"]),
        ("mail/send.py", ["`mail/send.py`, which was there until 2026-03-04 and is gone since"]),
        ("src/never.py", ["`src/never.py`, which is not there and never was"]),
    ],
)
def test_the_history_tells_what_became_of_a_file(name: str, said: list[str]) -> None:
    """It went on a day, the last of those that may be meant, or never was."""
    text = f"---\nstatus: Done\n---\n\n# Pumps\n\n## Work\n\n- [x] Told\n- [x] Write `{name}`\n"
    tree = as_tree({**FILES, "specs/a.md": text})
    found = run(Case(Trees(tree, tree, tree), tree.config, tree, history=Past())).findings

    assert [f"the box is ticked and names {one}" for one in said] == [
        one.finding.message for one in found if one.finding.rule == "task-unproven"
    ]


def test_a_migration_that_no_other_rule_misses() -> None:
    """Ticked long ago it is a note, in this change an error."""
    config = f"{FILES['.speclatch.yml']}rules: {{migration-missing: off}}\n"
    files = {**FILES, ".speclatch.yml": config, "supabase/migrations/20260102030405_a.sql": "create table a ();\n"}
    text = "---\nstatus: Done\n---\n\n# Pumps\n\n## Work\n\n- [x] Told\n- [{}] Run 20260102030406_b.sql\n"
    ticked = {**files, "specs/a.md": text.format("x")}
    message = "the box is ticked and names the migration `20260102030406_b.sql`, which is not there"

    for report, weight in (
        (audit(ticked), "note"),
        (compare({**ticked, "specs/a.md": text.format(" ")}, ticked), "error"),
    ):
        assert [(10, weight, message)] == [
            (one.finding.location.line, one.severity.value, one.finding.message) for one in report.findings
        ]
