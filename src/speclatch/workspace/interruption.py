"""What a Ctrl-C does to a command on a laptop: heeded from the first moment, and never lost on its way.

Nothing is imported here that takes time, as an interruption is not understood before.
"""

from __future__ import annotations

import _thread
import signal
import sys
import time
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

SOON = 0.02
"""Seconds after which an interruption that was lost comes again."""


class Interruption:
    """Python's answer to Ctrl-C that remembers that it came.

    Code in which the exception is raised may make another of it (pydantic does, and Python where a class is made), and
    who interrupted a run is not to read of a fault of ours.
    """

    came = False

    def __init__(self) -> None:
        self._complain = sys.unraisablehook

    def __call__(self, _number: int, _frame: FrameType | None, /) -> NoReturn:
        """Raise, as Python does (its documentation, ``signal.default_int_handler``)."""
        self.came = True
        raise KeyboardInterrupt

    def come_again(self, lost: UnraisableHookArgs, /) -> None:
        """Be raised once more, where Python could only complain of it, as in what it calls when something is freed."""
        if issubclass(lost.exc_type, KeyboardInterrupt):
            _thread.start_new_thread(_interrupt_soon, ())
        else:
            self._complain(lost)


def heed_interruptions() -> None:
    """Remember a Ctrl-C, and lose none; who has asked for another answer to it, or for none (``nohup``), keeps that."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        interruption = Interruption()
        try:
            signal.signal(signal.SIGINT, interruption)
        except ValueError:  # only a program's first thread may ask
            return
        sys.unraisablehook = interruption.come_again


def was_interrupted() -> bool:
    """Whether a Ctrl-C has come."""
    handler = signal.getsignal(signal.SIGINT)
    return isinstance(handler, Interruption) and handler.came


def _interrupt_soon() -> None:
    time.sleep(SOON)
    _thread.interrupt_main()
