"""Random lives of a pull request that changes an approved spec: who has to approve what, and when again."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import pytest
from tests.support.memory import compare

from speclatch.specs.pull_request import Approval, PullRequestFacts

CONFIG = """\
profiles: [{name: spec, template: template.md, match: ["specs/*.md"]}]
approvals: {by: [owner, codeowners], teams: {acme/desk: [bo]}}
"""
BASE = {
    ".speclatch.yml": CONFIG,
    "template.md": "---\nstatus: Draft\nowner: x\n---\n\n# <Title>\n\n## Requirements\n",
    ".github/CODEOWNERS": "specs/ @acme/desk\n",
}
MAY = frozenset({"ada", "bo"})


def spec_text(seconds: int, notes: int) -> str:
    """A spec with a requirement and a note."""
    return (
        f"---\nstatus: Approved\nowner: ada\n---\n\n# Mail\n\n## Requirements\n\n- REQ-001: Within {seconds} s\n\n"
        f"## Notes\n\nNote {notes}.\n"
    )


@dataclass
class Life:
    """A pull request: its commits (seconds, note), and everybody's last word with the commit it was given on."""

    commits: list[tuple[int, int]] = field(default_factory=lambda: [(5, 0)])
    words: dict[str, int | None] = field(default_factory=dict)

    def step(self, random: Random) -> None:
        """Something happens."""
        seconds, notes = self.commits[-1]
        what = random.choice(("requirement", "back", "notes", "rebase", "approve", "approve", "refuse", "dismiss"))
        who = random.choice(("ada", "bo", "eve", "Ada"))
        if what in ("requirement", "back", "notes", "rebase"):
            change = {"requirement": (random.randint(1, 4), notes), "back": (5, notes), "notes": (seconds, notes + 1)}
            self.commits.append(change.get(what, (seconds, notes)))
        elif what == "approve":
            self.words[who.casefold()] = len(self.commits) - 1
        else:
            self.words[who.casefold()] = None

    @property
    def is_approved(self) -> bool:
        """Whether the text is the base's, or somebody who may stands by it."""
        seconds = self.commits[-1][0]
        seen = {self.commits[at][0] for who, at in self.words.items() if who in MAY and at is not None}
        return seconds == 5 or seconds in seen

    def facts(self) -> PullRequestFacts:
        """What GitHub says of it."""
        given = tuple(Approval(who, str(at)) for who, at in self.words.items() if at is not None)
        return PullRequestFacts(given, read=lambda commit, _: spec_text(*self.commits[int(commit)]).encode())

    def is_asked(self) -> bool:
        """Whether the gate asks for an approval."""
        head = {**BASE, "specs/a.md": spec_text(*self.commits[-1])}
        report = compare({**BASE, "specs/a.md": spec_text(5, 0)}, head, pull_request=self.facts())
        return any(one.finding.rule == "approval-missing" for one in report.findings)


@pytest.mark.parametrize("seed", range(10))
def test_random_lives(seed: int) -> None:
    """Nothing is merged that nobody who may has approved, and nobody is asked twice for one text."""
    random = Random(seed)  # noqa: S311 - a life, no secret
    wrong = []
    for _ in range(20):
        life = Life()
        for _ in range(5):
            life.step(random)
            if life.is_asked() is life.is_approved:
                wrong.append(life)

    assert [] == wrong


def test_what_cannot_be_read_is_not_approved() -> None:
    """And is said."""
    head = {**BASE, "specs/a.md": spec_text(1, 0)}
    report = compare({**BASE, "specs/a.md": spec_text(5, 0)}, head, pull_request=PullRequestFacts(readable=False))

    assert "this spec is `Approved`, and GitHub does not tell who has approved it" in [
        one.finding.message for one in report.findings
    ]


def test_what_the_change_says_of_its_owner_counts_for_nothing() -> None:
    """The base's owner and the base's CODEOWNERS are asked."""
    head = {**BASE, ".github/CODEOWNERS": "* @eve\n", "specs/a.md": spec_text(1, 0).replace("ada", "eve")}
    facts = PullRequestFacts((Approval("eve", "x"),), read=lambda _commit, path: head[path].encode())
    report = compare({**BASE, "specs/a.md": spec_text(5, 0)}, head, pull_request=facts)

    assert "approval-missing" in [one.finding.rule for one in report.findings]
