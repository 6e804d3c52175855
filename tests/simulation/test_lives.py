"""A few of the lives that ``make simulate`` plays, and whether its looking notices what must not be."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.github_server import Thread
from tests.github_server.conversation import add_issue_comment
from tests.simulation import approvals, play
from tests.simulation.life import BOT, Life

SEEDS = range(9001, 9009)
FAILING = 7
"""A life whose first version has errors on lines of the diff."""


@contextmanager
def judged_life() -> Iterator[Life]:
    """A pull request with errors, after its first run."""
    with play.stage() as made:
        life = Life(made, random.Random(FAILING))  # noqa: S311 - it is to be played again
        play.settle(life)
        assert life.threads()
        yield life


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_doubled_or_touched(seed: int) -> None:
    """Whatever happens to a pull request, an undisturbed run leaves on it what has to be there."""
    life = play.play(seed, steps=1)

    assert [] == life.stage.server.problems


def test_a_life_is_the_same_each_time() -> None:
    """A seed tells the whole life."""
    assert play.play(8, steps=1).told == play.play(8, steps=1).told


def double_comment(life: Life) -> None:
    """Say a finding twice on its line."""
    life.pull.threads.append(Thread(1, list(life.threads()[0].comments)))


def lose_comment(life: Life) -> None:
    """Take a finding's comment away."""
    life.pull.threads.remove(life.threads()[0])


def leave_comment(life: Life) -> None:
    """Mend everything without a run."""
    life.head = life.fork


@pytest.mark.parametrize("harm", [double_comment, lose_comment, leave_comment])
def test_a_wrong_comment_is_noticed(harm: Callable[[Life], None]) -> None:
    """A finding said twice, not at all, or though it is gone."""
    with judged_life() as life:
        harm(life)

        with pytest.raises(AssertionError, match="comment"):
            play.lines(life)


def test_a_second_summary_is_noticed() -> None:
    """There is one summary comment."""
    with judged_life() as life:
        outcome, world = life.run(), life.stage.server.world
        add_issue_comment(world, life.pull, world.user(BOT), life.pull.comments[0].body)

        with pytest.raises(AssertionError, match="2 summaries"):
            play.summary(life, outcome)


def test_a_wrong_verdict_is_noticed() -> None:
    """The gate's verdict is held against what was put in, not against its own words."""
    with judged_life() as life:
        outcome = life.run()
        life.head = life.fork

        with pytest.raises(AssertionError, match="expected none"):
            play.verdict(life, outcome)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_unapproved_passes_and_nobody_is_asked_twice(seed: int) -> None:
    """Whatever authors, reviewers and the base do, the gate asks for an approval exactly where one is missing."""
    life = approvals.play(seed, steps=3)

    assert [] == life.stage.server.problems


def test_a_lost_approval_is_noticed() -> None:
    """The gate is held against what people have said, not against its own words."""
    with play.stage() as made:
        life = approvals.Life(made, random.Random(1))  # noqa: S311 - it is to be played again
        life.words["bo"] = made.server.review_as_human(life.pull, event="APPROVE", login="eve")

        with pytest.raises(AssertionError, match=r"expected <ExitCode\.PASS"):
            life.look()
