"""Play many lives: ``python -m tests.simulation [LIVES [SEED]]``; ends with 1 where one ended badly."""

from __future__ import annotations

import sys
import time

from tests.simulation import approvals, play
from tests.simulation.play import BrokenLifeError


def main(lives: int, seed: int) -> int:
    """Play so many lives from a seed on, and print those that ended badly."""
    began, broken = time.monotonic(), 0
    for number in range(seed, seed + lives):
        try:
            play.play(number)
            approvals.play(number)
        except BrokenLifeError as error:
            broken += 1
            print(f"{error}\nAgain: make simulate LIVES=1 SEED={number}\n", flush=True)
        if (number - seed + 1) % 100 == 0:
            print(f"{number - seed + 1} lives, {broken} ended badly, {time.monotonic() - began:.0f} s", flush=True)
    print(f"{lives} lives from seed {seed}: {broken} ended badly")
    return min(broken, 1)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(numbers + [100, 1][len(numbers) :])))
