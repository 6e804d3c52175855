"""What findings say: a sentence of ours with values in it, the repository's text quoted by one renderer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from speclatch.patterns import lazy_re

MAX_QUOTED = 80
"""Characters of the repository's text that a message quotes; of a name without a blank in it, MAX_NAME."""
MAX_NAME = 200

_COMMENT = lazy_re(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FIELD = lazy_re(r"\{\}")


class Said(str):
    """A sentence, or a part of one, in which the repository's text is quoted. Rules make it with ``say``.

    ``Said(text)`` itself takes a text as our own words: a phase's name, a sentence that another room has written.
    """

    __slots__ = ()


Value = str | int | Iterable[str]
"""What a sentence may hold: the repository's text, a number, several texts, or words of our own (``Said``)."""

NOTHING = Said("")


def say(sentence: str, *values: Value) -> Said:
    """A sentence with a value in the place of each ``{}``.

    Text is the repository's and gets quoted; ``Said`` stays as it is; several texts are listed with commas.
    """
    given = iter(values)
    return Said(_FIELD.sub(lambda _: _shown(next(given)), sentence) if values else sentence)


def _shown(value: Value) -> str:
    if isinstance(value, Said | int):
        return str(value)
    return quoted(value) if isinstance(value, str) else ", ".join(map(_shown, value))


def quoted(text: str, limit: int = MAX_QUOTED) -> str:
    """Text of the repository inside a message: on one line, cut, in backticks that nothing inside can close.

    What a page hides, an HTML comment, is not shown.
    """
    line = " ".join(_COMMENT.sub("", text).split())
    most = limit if " " in line or limit != MAX_QUOTED else MAX_NAME
    line = line if len(line) <= most else line[: most - 1].rstrip() + "…"
    runs = {len(run) for run in re.findall("`+", line)}
    ticks = next("`" * count for count in range(1, len(runs) + 2) if count not in runs)
    pad = " " if not line or line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{line and pad}{line}{pad}{ticks}"
