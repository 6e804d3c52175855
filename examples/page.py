"""The life of a pull request as one HTML page that needs nothing besides: what GitHub would show after each step."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from examples.rendering import comment, hunk

CSS = Path(__file__).with_name("page.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Said:
    """One comment: who wrote it, and its Markdown. ``source`` are the lines it stands on."""

    author: str
    body: str
    source: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What GitHub shows: it hides the first line, an HTML comment."""
        return "\n".join(line for line in self.body.split("\n") if not line.startswith("<!-- speclatch/")).strip()


@dataclass(frozen=True, slots=True)
class Talk:
    """A thread on lines of a file, with the end of the diff above it."""

    place: str
    diff_hunk: str
    comments: tuple[Said, ...]
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """How the pull request stands after something happened.

    Attributes:
        title: what happened.
        commit: the head, seven characters.
        comments: on the pull request, oldest first.
        talks: on lines.
        code: the job's exit code.
        requests: how many requests to the API the job made.
        job_summary: the job's page, as Markdown.
    """

    title: str
    commit: str
    comments: tuple[Said, ...]
    talks: tuple[Talk, ...]
    code: int
    requests: int
    job_summary: str

    @property
    def passes(self) -> bool:
        """Whether the required check lets the pull request be merged."""
        return self.code == 0


def page(name: str, steps: Sequence[Step], theme: str = "") -> str:
    """The page. ``theme`` is ``light`` or ``dark``; without it, the reader's own."""
    chosen = f' data-theme="{theme}"' if theme else ""
    ways = "".join(f'<a href="#step{number}">{html.escape(step.title)}</a>' for number, step in enumerate(steps, 1))
    body = "".join(_step(step, number) for number, step in enumerate(steps, 1))
    return (
        f'<!doctype html><html lang="en"{chosen}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(name)}</title><style>{CSS}</style></head><body><main>"
        f"<h1>{html.escape(name)}</h1><nav>{ways}</nav>{body}"
        "<footer>What stands on the pull request was read back from a server on this machine that plays GitHub over a "
        "real git repository. The looks are an imitation; links to it say where they would lead.</footer>"
        "</main></body></html>\n"
    )


def _step(step: Step, number: int) -> str:
    said = "".join(map(told, step.comments)) or '<p class="event">Nothing is said on the pull request.</p>'
    talks = "".join(map(_talk, step.talks))
    if step.talks:
        lines = f"<b>github-actions</b> reviewed: {len(step.talks)} on lines"
        talks = f'<details class="review" open><summary class="event">{lines}</summary>{talks}</details>'
    return (
        f'<section id="step{number}"><h2>{html.escape(step.title)} <code>{html.escape(step.commit)}</code></h2>'
        f"{said}{talks}{_checks(step)}</section>"
    )


def told(said: Said) -> str:
    """A comment in its frame."""
    is_bot = said.author.endswith("[bot]")
    name = html.escape(said.author.removesuffix("[bot]"))
    badge = ' <span class="badge">bot</span>' if is_bot else ""
    header = f"<header><b>{name}</b>{badge} commented</header>"
    return f'<article class="comment">{header}<div class="body">{comment(said.text, said.source)}</div></article>'


def _talk(talk: Talk) -> str:
    outdated = ' <span class="badge">outdated</span>' if talk.outdated else ""
    said = "".join(map(told, talk.comments))
    return (
        f'<div class="talk"><p class="place">{html.escape(talk.place)}{outdated}</p>{hunk(talk.diff_hunk)}{said}</div>'
    )


def _checks(step: Step) -> str:
    look, mark, words = ("pass", "✓", "All checks have passed") if step.passes else ("fail", "✕", "Merging is blocked")
    result = {0: "successful", 1: "failing"}.get(step.code, "no verdict")
    return (
        f'<div class="checks {look}"><p><b>{mark} {words}</b></p>'
        f"<p>Specs / <b>speclatch</b> (pull_request) · {result}, exit code {step.code}, "
        f'{step.requests} requests to the API <span class="badge">required</span></p>'
        f"<details><summary>The job's own summary</summary>{comment(step.job_summary)}</details></div>"
    )
