"""One pull request on a spec that people have to approve: what happens to it by chance, and whether the gate asks."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from speclatch.errors import ExitCode
from tests.action.job import Stage
from tests.github_server import jobs
from tests.github_server.state import Review
from tests.judging.specs import FILES, PATH, PLAN
from tests.simulation.play import BrokenLifeError, stage

CONFIG = FILES[".speclatch.yml"] + "approvals: {by: [owner, codeowners], teams: {acme/desk: [bo]}}\n"
OWNERS = ".github/CODEOWNERS"
PEOPLE = ("bo", "cy", "di", "eve")
ANSWER = "one key per refund"


@dataclass(frozen=True)
class Text:
    """A version of the spec: what binds (the answer), what does not (punctuation, sentences), who it says owns it."""

    answer: str = ANSWER
    stop: str = ""
    sentences: int = 0
    owner: str = "di"

    @property
    def written(self) -> str:
        """All of it."""
        more = "".join(f"\nSentence {number}.\n" for number in range(self.sentences))
        text = PLAN.replace("status:", f"owner: {self.owner}\nstatus:").replace(ANSWER, self.answer + self.stop)
        return text.replace("nightly.\n", f"nightly.\n{more}")


@dataclass
class Life:
    """The pull request, and what is known of it without the gate: texts by commit, and everybody's last word."""

    stage: Stage
    chance: random.Random
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with a base that asks for approvals, and a pull request that changes what binds."""
        self.base, self.desk, self.notes = Text(), "@acme/desk", 0
        self.on_main()
        self.head, self.own_desk = Text(answer="one key per day"), ""
        self.seen: dict[str, Text] = {}
        self.words: dict[str, Review] = {}
        self.push(onto="main")
        self.pull = self.stage.server.open_pull_request(self.stage.repository, "topic")

    def on_main(self) -> None:
        """Push what the base is now."""
        files = {".speclatch.yml": CONFIG, OWNERS: f"plans/ {self.desk}\n", PATH: self.base.written}
        self.stage.server.push(self.stage.repository, "main", files)
        self.stage.server.refresh()

    def push(self, onto: str | None = None) -> None:
        """Push what the author has now."""
        self.notes += 1
        files = {PATH: self.head.written, "notes.txt": f"{self.notes}\n"}
        if self.own_desk:
            files[OWNERS] = f"plans/ {self.own_desk}\n"
        sha = self.stage.server.push(self.stage.repository, "topic", files, onto=onto)
        self.stage.server.refresh()
        self.seen[sha] = self.head

    def step(self) -> None:
        """Something happens."""
        deeds = (self.write, self.write, self.rebase, self.move_base, self.say, self.say, self.say, self.dismiss)
        self.chance.choice(deeds)()

    def write(self) -> None:
        """The author edits: a requirement, one as it was before, typography, a sentence, or who may approve."""
        head, what = self.head, self.chance.choice(("answer", "answer", "typo", "sentence", "owner", "desk"))
        if what == "answer":
            answer = self.chance.choice((ANSWER, "one key per day", "one key per desk"))
            self.head = Text(answer, head.stop, head.sentences, head.owner)
        elif what == "typo":
            self.head = Text(head.answer, self.chance.choice(("", ".", "…")), head.sentences, head.owner)
        elif what == "sentence":
            self.head = Text(head.answer, head.stop, head.sentences + 1, head.owner)
        elif what == "owner":
            self.head = Text(head.answer, head.stop, head.sentences, self.chance.choice(PEOPLE))
        else:
            self.own_desk = "@eve"
        self.push()
        self.told.append(f"push ({what}): {self.head}")

    def rebase(self) -> None:
        """The author lays the same text on the base as it is now, by force."""
        self.push(onto="main")
        self.told.append("rebase")

    def move_base(self) -> None:
        """Others merge something else, or change who owns the plans."""
        self.desk = self.chance.choice(("@acme/desk", "@cy", "@di @acme/desk"))
        self.on_main()
        self.push(onto="main")  # else the two versions of CODEOWNERS may be in conflict
        self.told.append(f"the base's CODEOWNERS: {self.desk}, and a rebase")

    def say(self) -> None:
        """Somebody reviews."""
        who, event = self.chance.choice(PEOPLE), self.chance.choice(("APPROVE",) * 4 + ("REQUEST_CHANGES", "COMMENT"))
        said = self.stage.server.review_as_human(self.pull, event=event, login=who, body="Hm.")
        if event != "COMMENT":
            self.words[who] = said
        self.told.append(f"{who}: {event}")

    def dismiss(self) -> None:
        """Somebody's last word is taken back."""
        if self.words:
            who = self.chance.choice(sorted(self.words))
            self.words[who].state = "DISMISSED"
            self.told.append(f"{who} is dismissed")

    def is_asked(self) -> bool:
        """Whether somebody still has to approve: the text is not the base's, and nobody who may stands by it."""
        may = {self.base.owner, *self.desk.replace("acme/desk", "bo").replace("@", "").split()}
        approved = [one for who, one in self.words.items() if who in may and one.state == "APPROVED"]
        answers = {self.base.answer, *(self.seen[one.commit_id].answer for one in approved)}
        return self.head.answer not in answers

    def look(self) -> None:
        """Run the gate as the pull request stands, and now and then in the queue."""
        wanted = ExitCode.FAIL if self.is_asked() else ExitCode.PASS
        kind = self.chance.choice(("pull_request", "pull_request_review"))
        codes = [self.stage.run(self.pull, event=kind)]
        if self.chance.random() < 0.3:
            jobs.queue(self.pull)
            codes.append(self.stage.run_event("merge_group", jobs.merge_group_event(self.stage.server.urls, self.pull)))
        for outcome in codes:
            assert outcome.code is wanted, f"{outcome.code!r}, expected {wanted!r}\n{outcome.log}"
            assert ("approval-missing" in outcome.summary) is self.is_asked(), outcome.summary


def play(seed: int, steps: int = 6) -> Life:
    """Play a life: nothing unapproved passes, and nobody is asked again for a text that has been approved.

    Raises:
        BrokenLifeError: something did not hold.
    """
    with stage() as made:
        life = Life(made, random.Random(seed))  # noqa: S311 - a life is to be played again
        try:
            life.look()
            for _ in range(steps):
                life.step()
                life.look()
            assert made.server.problems == [], made.server.problems
        except Exception as error:
            told = "\n".join(f"  {number}. {line}" for number, line in enumerate(life.told))
            raise BrokenLifeError(f"approvals, seed {seed}:\n{told}\n{type(error).__name__}: {error}") from error
        return life
