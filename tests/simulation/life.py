"""One pull request's life: what may happen to it, drawn by chance, and the gate's run after each step."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.action.job import Outcome, Stage
from tests.github_server import PullRequest, ReviewComment, Thread, jobs
from tests.github_server.state import IssueComment
from tests.simulation.specs import FAULTS, Expected, Spec, Version, expected

BOT = "github-actions[bot]"
READ = {"contents": "read", "pull-requests": "write", "metadata": "read"}
WRITE = {**READ, "contents": "write"}
STATUSES = (0, 500, 502, 503)
REQUESTS: tuple[dict[str, Any], ...] = (
    {"kind": "graphql", "operation": "query"},
    {"path": "/files"},
    {"operation": "addComment"},
    {"method": "POST", "path": "/pulls/1/reviews"},
    {"operation": "mutation"},
    {"method": "PATCH"},
    {"kind": "git"},
)
ODD_ANSWERS: tuple[Any, ...] = ("<html>Sign in</html>", [], {}, {"data": None})


@dataclass
class Life:
    """A pull request from its first commit on; ``chance`` decides everything, ``told`` remembers what happened."""

    stage: Stage
    chance: random.Random
    told: list[str] = field(default_factory=list)
    pushes: int = 0

    def __post_init__(self) -> None:
        """Begin: a base with good specs, and a pull request that changes at least one of them."""
        self.base = Version({number: Spec(number) for number in range(1, self.chance.randint(2, 4))})
        self.head, self.fork = self.base, self.base
        self.permissions = self.chance.choice((READ, WRITE))
        self.on_main = dict(self.stage.files)
        self.on_topic: dict[str, str] = {}
        self._push_main()
        self.fork = self.base
        self._write()
        self.pull = self._opened()
        self.tell(f"{len(self.base.specs)} specs, contents: {self.permissions['contents']}, {self._shown()}")

    def tell(self, step: str) -> None:
        """Remember a step."""
        self.told.append(step)

    # what is there

    def wanted(self) -> frozenset[Expected]:
        """The errors that the gate has to find now."""
        return expected(self.head, self.fork, self.base)

    def threads(self) -> list[Thread]:
        """The threads that the gate began."""
        return [thread for thread in self.pull.threads if thread.comments[0].user.login == BOT]

    def _shown(self) -> str:
        return "; ".join(
            f"{spec.path} {'+'.join(sorted(spec.faults)) or 'good'}" for spec in self.head.specs.values()
        ) + (", the ADR is gone" if self.head.adr_is_gone else "")

    # pushes

    def _opened(self) -> PullRequest:
        self._push_topic(onto="main")
        return self.stage.server.open_pull_request(self.stage.repository, "topic")

    def _push_main(self) -> None:
        files = self.base.files()
        gone = dict.fromkeys(path for path in self.on_main if path not in files)
        self.stage.server.push(self.stage.repository, "main", {**gone, **files})
        self.on_main = files
        self.stage.server.refresh()

    def _push_topic(self, onto: str | None = None) -> None:
        files, before = self.head.files(), self.on_main if onto else self.on_topic
        gone = dict.fromkeys(path for path in before if path not in files)
        self.stage.server.push(self.stage.repository, "topic", {**gone, **files}, onto=onto)
        self.on_topic = files
        self.stage.server.refresh()

    def _write(self) -> None:
        """Write a spec anew, with other faults, perhaps longer, seldom under another name; or a new one."""
        number = self.chance.choice([*self.head.specs, 50])
        spec = self.head.specs.get(number, Spec(number))
        faults = frozenset(name for name in FAULTS if self.chance.random() < 0.35)
        above = spec.above + self.chance.choice((0, 0, 1, 3))
        name = self.chance.choice(("refunds",) * 6 + ("money-back", "returns"))
        new = replace(spec, faults=faults, above=above, name=name)
        self.pushes += 1
        self.head = replace(self.head.with_spec(new), notes=self.pushes, adr_is_gone=self.chance.random() < 0.08)

    # steps

    def push(self) -> None:
        """The author goes on."""
        self._write()
        self._push_topic()
        self.tell(f"push: {self._shown()}")

    def force_push(self) -> None:
        """The author rebases on what the base is now."""
        specs = {
            number: replace(spec, below=self.base.specs[number].below) if number in self.base.specs else spec
            for number, spec in self.head.specs.items()
        }
        self.head = replace(self.head, specs={**self.base.specs, **specs})
        self.fork = self.base
        self._write()
        self._push_topic(onto="main")
        self.tell(f"force-push: {self._shown()}")

    def move_base(self) -> None:
        """Others merge something else: sentences into the specs, or a spec of their own."""
        number = self.chance.choice([*self.base.specs, 10 + len(self.base.specs)])
        spec = self.base.specs.get(number, Spec(number))
        self.base = self.base.with_spec(replace(spec, below=spec.below + 1))
        self._push_main()
        self.tell(f"the base moves: {spec.path}")

    def talk(self) -> None:
        """Somebody answers, resolves, opens again, comments on a line, or in the conversation with our marker."""
        server, threads = self.stage.server, self.threads()
        what = self.chance.choice(("answer", "answer", "resolve", "resolve", "unresolve", "forge", "delete"))
        self.tell(f"somebody: {what}")
        if what == "forge" or not threads:
            texts = ["Looks good.", *(comment.body for comment in self.pull.comments)]
            server.comment_as_human(self.pull, self.chance.choice(texts), login=self.chance.choice(("ada", "ci[bot]")))
            return
        thread = self.chance.choice(threads)
        if what == "answer":
            server.reply_as_human(self.pull, thread, "Why?")
        elif what == "resolve":
            server.resolve_as_human(thread)
        elif what == "unresolve":
            server.unresolve_as_human(thread)
        elif len(thread.comments) == 1:
            self.pull.threads.remove(thread)

    def break_something(self) -> Callable[[], None]:
        """GitHub fails once or for a while, before or after a request took effect; mended afterwards."""
        how, matching = self.chance.choice(("status", "odd", "limit", "gone")), dict(self.chance.choice(REQUESTS))
        if how == "odd" and matching.get("kind") != "git":
            body = self.chance.choice(ODD_ANSWERS)
            self.stage.server.fail(200, body=body, after=self.chance.random() < 0.5, **matching)
            matching["body"] = body
        elif how == "limit" and matching.get("kind") != "git":
            self.stage.server.rate_limit(self.chance.choice((403, 429)), retry_after=3, **matching)
        else:
            status, times = self.chance.choice(STATUSES), 9 if how == "gone" else self.chance.randint(1, 2)
            after = self.chance.random() < 0.5
            self.stage.server.fail(status, times=times, after=after, **matching)
            matching |= {"status": status, "times": times, "after": after}
        self.tell(f"GitHub fails ({how}): {json.dumps(matching)}")
        return self.stage.server.be_well

    def meanwhile(self, deed: Callable[[], object], name: str) -> Callable[[], None]:
        """Let something happen while the next run is at work."""
        matching = dict(self.chance.choice(REQUESTS[:-1]))
        after = self.chance.random() < 0.5
        self.stage.server.on_request(lambda _: deed(), after=after, **matching)  # type: ignore[arg-type]
        self.tell(f"{name} {'after' if after else 'before'} {json.dumps(matching)} of the next run")
        return self.stage.server.be_well

    # runs

    def run(self) -> Outcome:
        """Judge the pull request as it stands."""
        return self.stage.run(self.pull, token=self.stage.server.workflow_token(self.permissions))

    def queue(self) -> Outcome:
        """Judge the merge that the queue would make."""
        jobs.queue(self.pull)
        return self.stage.run_event("merge_group", jobs.merge_group_event(self.stage.server.urls, self.pull))

    def others_words(self) -> list[tuple[int, str, str]]:
        """What others than the gate have said, to see that nobody touched it."""
        said: list[IssueComment | ReviewComment] = [*self.pull.comments, *self.pull.review_comments]
        return [(each.id, each.body, each.updated_at) for each in said if each.user.login != BOT]
