"""Play one life by its seed, and look after each step whether all that must hold does."""

from __future__ import annotations

import contextlib
import io
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from _pytest.capture import CaptureResult

from speclatch.errors import ExitCode
from speclatch.reports.marker import read_marker
from tests.action.job import Outcome, Stage
from tests.github_server import GitHubServer, Thread
from tests.github_server.pulls import files as changed_files
from tests.simulation.life import BOT, Life
from tests.simulation.specs import Expected

OWN_VERDICTS = {True: ExitCode.FAIL, False: ExitCode.PASS}


class BrokenLifeError(AssertionError):
    """Something that must hold did not; the message says the seed, the steps and what."""


class Capture:
    """What a run printed, as pytest's ``capsys`` gives it."""

    def __init__(self) -> None:
        self.streams = io.StringIO(), io.StringIO()

    def readouterr(self) -> CaptureResult[str]:
        """What was printed since this was asked last."""
        said = [stream.getvalue() for stream in self.streams]
        for stream in self.streams:
            stream.seek(0)
            stream.truncate()
        return CaptureResult(*said)


@contextlib.contextmanager
def stage() -> Iterator[Stage]:
    """A played GitHub of its own, on which time passes at once."""
    capture = Capture()
    with (
        TemporaryDirectory(prefix="life-") as folder,
        GitHubServer() as server,
        contextlib.redirect_stdout(capture.streams[0]),
        contextlib.redirect_stderr(capture.streams[1]),
        mock.patch.object(time, "sleep"),
        mock.patch("speclatch.trees.remote.PAUSES", (0.0, 0.0)),
    ):
        yield Stage(server, Path(folder), capture)  # type: ignore[arg-type]  # of the fixture, this alone is used


def play(seed: int, steps: int = 5) -> Life:
    """Play a life.

    Raises:
        BrokenLifeError: something did not hold.
    """
    with stage() as made:
        life = Life(made, random.Random(seed))  # noqa: S311 - a life is to be played again
        try:
            settle(life)
            for _ in range(steps):
                step(life)
                settle(life)
            assert made.server.problems == [], made.server.problems
        except Exception as error:
            told = "\n".join(f"  {number}. {line}" for number, line in enumerate(life.told))
            raise BrokenLifeError(f"seed {seed}:\n{told}\n{type(error).__name__}: {error}") from error
        return life


def step(life: Life) -> None:
    """One thing happens, most often a push, sometimes while a run is at work or GitHub is not well."""
    quiet = (life.push, life.push, life.force_push, life.move_base, life.talk, life.talk)
    life.chance.choice(quiet)()
    if life.chance.random() < 0.6:
        words, before = life.others_words(), life.wanted()
        deed, name = life.chance.choice(
            ((None, ""), (None, ""), (life.run, "a second run"), (life.push, "a push"), (life.talk, "talk"))
        )
        mend = life.break_something() if deed is None else life.meanwhile(deed, name)
        outcome = life.run()
        mend()
        allowed = {OWN_VERDICTS[bool(before)], OWN_VERDICTS[bool(life.wanted())], ExitCode.UNJUDGED}
        assert outcome.code in allowed, f"a disturbed run ended with {outcome.code!r}:\n{outcome.log}"
        assert "fault of our own" not in outcome.log, outcome.log
        assert set(words) <= set(life.others_words()), "what others said was touched"


def settle(life: Life) -> None:
    """Run the gate undisturbed: now the pull request says what it has to, and a further run changes nothing."""
    words = life.others_words()
    outcome = life.run()
    verdict(life, outcome)
    summary(life, outcome)
    lines(life)
    assert words == life.others_words(), "what others said was touched"
    if life.chance.random() < 0.3:
        seen = life.stage.server.see(life.pull)
        again = life.run()
        verdict(life, again)
        assert seen == life.stage.server.see(life.pull), "a further run changed something"
        assert again.requests <= 3, f"a further run made {again.requests} requests"
    if life.chance.random() < 0.3:
        queued = life.queue()
        assert queued.code is outcome.code, f"in the queue {queued.code!r}, alone {outcome.code!r}\n{queued.log}"
        assert queued.outputs["errors"] == outcome.outputs["errors"], "in the queue another number of errors"


def verdict(life: Life, outcome: Outcome) -> None:
    """No error is lost and none is made up: as many as were put in, and each on its line of the log."""
    wanted = life.wanted()
    assert outcome.code is OWN_VERDICTS[bool(wanted)], f"{outcome.code!r}, expected {show(wanted)}\n{outcome.log}"
    assert outcome.outputs["errors"] == str(len(wanted)), f"{outcome.outputs}, expected {show(wanted)}\n{outcome.log}"
    for error in wanted:
        assert f"::error file={error.path},line={error.line}," in outcome.log, f"{error} is not in\n{outcome.log}"


def summary(life: Life, outcome: Outcome) -> None:
    """There is one summary comment where there is something to say, and it links to every error's line."""
    ours = [comment for comment in life.pull.comments if comment.user.login == BOT]
    assert len(ours) <= 1, f"{len(ours)} summaries"
    for error in life.wanted():
        link = f"/{error.path}?plain=1#L{error.line})"
        assert ours, f"no summary says {error}\n{outcome.log}"
        assert link in ours[0].body, f"the summary does not say {error}"


def lines(life: Life) -> None:
    """Every error on a line of the diff has one comment, and no open comment is of something that is not there."""
    on_diff = {error for error in life.wanted() if is_in_diff(life, error)}
    open_threads = [thread for thread in life.threads() if is_open(thread)]
    counted = Counter(key for thread in open_threads for key in [of_what(life, thread)] if key is not None)
    for error in on_diff:
        assert counted[error] == 1 or doubles_are_answered(life, error), f"{counted[error]} comments on {error}"
    stray = [thread for thread in open_threads if of_what(life, thread) is None]
    assert not stray, f"a comment on nothing: {stray[0].comments[0].body}"
    settled = [thread for thread in life.threads() if not is_open(thread)]
    assert all(len(thread.comments) > 1 for thread in settled), "a comment that nobody answered still says fixed"


def doubles_are_answered(life: Life, error: Expected) -> bool:
    """Whether an error has several comments because people had answered each before the gate could take one back."""
    threads = [thread for thread in life.threads() if is_open(thread) and of_what(life, thread) == error]
    return len(threads) > 1 and all(len(thread.comments) > 1 or thread.is_resolved for thread in threads)


def of_what(life: Life, thread: Thread) -> Expected | None:
    """The error that a comment is about."""
    first = thread.comments[0]
    return next((error for error in life.wanted() if error.said in first.body and error.spec in first.path), None)


def is_open(thread: Thread) -> bool:
    """Whether a comment says that its finding is there."""
    marker = read_marker(thread.comments[0].body)
    return marker is not None and marker.state == "open"


def is_in_diff(life: Life, error: Expected) -> bool:
    """Whether GitHub takes a comment on that line."""
    return any(
        file.path == error.path and file.find(error.line, "RIGHT") is not None for file in changed_files(life.pull)
    )


def show(errors: frozenset[Expected]) -> str:
    """Errors, one a line."""
    return "\n".join(f"{error.path}:{error.line} {error.said}" for error in sorted(errors, key=repr)) or "none"
