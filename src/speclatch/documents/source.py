"""The raw file as text and lines: what git calls a line, what GitHub's parser calls one, and where both stand."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from speclatch.errors import CannotJudgeError

BOM = "\ufeff"


class UnreadableError(CannotJudgeError):
    """The bytes are not a text that could be judged. The message is for people and names the place.

    ``line`` is the 1-based line of the fault, ``offset`` the 0-based position of its first byte in the file
    (0 where a whole line is meant), ``hint`` what to do about it.
    """

    def __init__(self, message: str, line: int, offset: int = 0, hint: str = "Save the file as UTF-8 text.") -> None:
        super().__init__(message)
        self.line = line
        self.offset = offset
        self.hint = hint


def decode(raw: bytes) -> str:
    """The file's text, as UTF-8; NUL becomes U+FFFD, as GitHub shows it, so that no column moves.

    Raises:
        UnreadableError: the bytes are not UTF-8.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = raw[error.start]
        message = f"not UTF-8: byte 0x{found:02x} at offset {error.start} (line {line}) does not belong to a character"
        raise UnreadableError(message, line, error.start) from error
    if "\0" not in text:
        return text
    if wide_encoding(raw):
        raise UnreadableError("not UTF-8: every other byte is zero, as in UTF-16", 1)
    return text.replace("\0", "\ufffd")


def wide_encoding(raw: bytes) -> str:
    """UTF-16 in its byte order, by its mark or by the zeros beside plain letters; ``""`` for bytes that are not it."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = raw[:_HEAD]
    low, high = head[::2], head[1::2]
    if len(head) < MIN_WIDE or min(low.count(0), high.count(0)) > len(low) // 10:
        return ""
    if high.count(0) > MOST_ZEROS * len(high):
        return "utf-16-le"
    return "utf-16-be" if low.count(0) > MOST_ZEROS * len(low) else ""


MIN_WIDE = 8
"""Bytes below which zeros say nothing of an encoding."""
MOST_ZEROS = 0.8
"""The share of zeros in one half of the bytes of a text of plain letters in UTF-16."""
_HEAD = 400
"""Bytes that tell an encoding."""


def split_lines(text: str) -> list[str]:
    """The lines as git counts them, ended by LF alone, without LF and without the CR of a CRLF."""
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    if "\r" in text:
        lines = [line.removesuffix("\r") for line in lines]
    return lines


class ParserLines:
    """The body as GitHub's parser splits it: a lone CR ends a line there, yet it moves no line number.

    ``texts[i]`` is the i-th line; ``number(i)`` the line of the file it stands on (1-based) and
    ``column(i, k)`` the 1-based column there of its k-th character.
    """

    __slots__ = ("_bases", "_numbers", "texts")

    def __init__(self, lines: Sequence[str], first: int) -> None:
        """Take ``lines`` of the file from index ``first`` on."""
        self._bases: list[int] | None = None
        self._numbers: Sequence[int] = range(first + 1, len(lines) + 1)
        self.texts: list[str] = list(lines[first:])
        if first == 0 and self.texts and self.texts[0].startswith(BOM):
            self.texts[0] = self.texts[0][1:]
            self._bases = [1] + [0] * (len(self.texts) - 1)
        if any("\r" in text for text in self.texts):
            self._split_at_carriage_returns()

    def _split_at_carriage_returns(self) -> None:
        bases = self._bases or [0] * len(self.texts)
        texts: list[str] = []
        numbers: list[int] = []
        starts: list[int] = []
        for text, number, base in zip(self.texts, self._numbers, bases, strict=True):
            start = base
            for part in text.split("\r"):
                texts.append(part)
                numbers.append(number)
                starts.append(start)
                start += len(part) + 1
        self.texts, self._numbers, self._bases = texts, numbers, starts

    def number(self, index: int) -> int:
        """The line of the file, 1-based."""
        return self._numbers[index]

    def column(self, index: int, offset: int) -> int:
        """The column in the file's line, 1-based, of the character at ``offset``."""
        return offset + 1 + (self._bases[index] if self._bases is not None else 0)
