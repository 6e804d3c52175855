"""What is struck through at the beginning of a text: ``~~text~~``, ``<del>text</del>``, ``<s>text</s>``."""

from __future__ import annotations

import re

_STRUCK = re.compile(
    r"\s*[*_]{0,3}(?:(?P<mark>~~?)(?=\S)(?P<tilde>[^~]+)(?<=\S)(?P=mark)(?!~)"
    r"|<(?P<tag>del|s|strike)>(?P<tagged>.*?)</(?P=tag)\s*>)[*_]{0,3}",
    re.IGNORECASE | re.DOTALL,
)
_REMARK = re.compile(r"\s*(?:\Z|[(\[:：;,.–—→-]|n/?a\b|not applicable\b)", re.IGNORECASE)


def split_struck(text: str) -> tuple[str, str]:
    """What is struck through at the beginning of ``text``, without its marks, and what follows."""
    pieces: list[str] = []
    end = 0
    while (found := _STRUCK.match(text, end)) is not None:
        pieces.append((found["tilde"] or found["tagged"] or "").strip())
        end = found.end()
    return " ".join(pieces), text[end:]


def leaves_nothing_open(rest: str) -> bool:
    """Whether what follows struck text is a remark on it and no text in its place."""
    return _REMARK.match(rest) is not None
