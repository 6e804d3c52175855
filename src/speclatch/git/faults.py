"""What can go wrong where git runs: one error, whose message is a sentence that is safe to show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from speclatch.errors import CannotJudgeError
from speclatch.patterns import lazy_re

_MESSAGE_CHARACTERS = 300  # of git's own words, what a sentence can bear
_CREDENTIALS = lazy_re(r"//[^/@\s]+@")


class GitError(CannotJudgeError):
    """git could not do what was asked. The message is one sentence, safe to show.

    ``output`` is git's own complaint as it came (never to be shown); ``timed_out`` says that time ran out.
    """

    def __init__(self, message: str, *, output: str = "", timed_out: bool = False) -> None:
        super().__init__(message)
        self.output = output
        self.timed_out = timed_out


def printable(text: str, secrets: Iterable[str] = ()) -> str:
    """Make text from outside fit for a message: no secrets, no control characters, not endless."""
    for secret in secrets:
        text = text.replace(secret, "***") if secret else text
    text = _CREDENTIALS.sub("//***@", text)
    shown = "".join(f"\\u{ord(c):04x}" if _is_unseen(c) else c for c in text)
    return shown if len(shown) <= _MESSAGE_CHARACTERS else shown[: _MESSAGE_CHARACTERS - 1] + "…"


def _is_unseen(character: str) -> bool:
    """Whether a character does more than stand in a line: control, direction, line ends, surrogates."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def failure(command: str, code: int, errors: bytes, secrets: tuple[str, ...]) -> GitError:
    """Make an error of what git said: its last fatal line, in one sentence."""
    output = errors.decode("utf-8", "backslashreplace")
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith(("fatal:", "error:", "remote:"))]
    said = (fatal or lines or [f"it exited with code {code}"])[-1]
    said = said.partition(": ")[2] if said.startswith(("fatal:", "error:")) else said
    return GitError(f"git {command} failed: {printable(said, secrets).rstrip('.')}.", output=output)
