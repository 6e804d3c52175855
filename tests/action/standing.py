"""What stands on a pull request after a run, in a form that a test can hold whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.github_server import PullRequest

_HEADLINE = re.compile(r"^### (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Conversation:
    """One thread: where it stands, what each comment in it says first, whether it is resolved."""

    path: str
    line: int | None
    said: tuple[str, ...]
    resolved: bool = False


@dataclass(frozen=True)
class Standing:
    """Everything that a visitor reads: the headlines of comments, the threads, the states of reviews."""

    comments: tuple[str, ...] = ()
    threads: tuple[Conversation, ...] = ()
    reviews: tuple[str, ...] = ()


def standing(pull: PullRequest) -> Standing:
    """What stands there now, oldest first. Reviews of people's replies are left out: they say nothing."""
    return Standing(
        tuple(_HEADLINE.findall(comment.body)[0] for comment in pull.comments),
        tuple(
            Conversation(
                thread.comments[0].path,
                thread.comments[0].line,
                tuple(_first(comment.body) for comment in thread.comments),
                thread.is_resolved,
            )
            for thread in pull.threads
        ),
        tuple(review.state for review in pull.reviews if review.user.login.endswith("[bot]")),
    )


def _first(body: str) -> str:
    """The first line that is shown, without what it says after the finding's message."""
    lines = [line for line in body.split("\n") if line and not line.startswith("<!-- speclatch")]
    return lines[0]
