"""What is struck through at the beginning of a text: ``~~text~~``, ``<del>text</del>``, ``<s>text</s>``."""

from __future__ import annotations

import re

from speclatch.patterns import lazy_re

_STRUCK = lazy_re(
    r"\s*[*_]{0,3}(?:(?P<mark>~~?)(?=\S)(?P<tilde>[^~]+)(?<=\S)(?P=mark)(?!~)"
    r"|<(?P<tag>del|s|strike)>(?P<tagged>.*?)</(?P=tag)\s*>)[*_]{0,3}",
    re.IGNORECASE | re.DOTALL,
)
_REMARK = lazy_re(
    r"\s*(?:\Z|[(（\[:：;,.，、；。–—→-]|(?:n/?a|not (?:applicable|needed|required|wanted|in scope)|no longer|dropped|"
    r"removed|cancell?ed|deferred|postponed|moved|superseded|replaced|obsolete|rejected|withdrawn|out of scope|"
    r"won['’]t|because|since|due to|see|entfällt|entfallen|gestrichen|verworfen|verschoben|nicht (?:nötig|mehr)|weil|"
    r"siehe|supprimée?|abandonnée?|inutile|car|parce qu|remplacée?|eliminad[oa]|descartad[oa]|cancelad[oa]|porque|"
    r"ya no|não|отменено|не нужно|потому что|因为|因為)(?!\w)|已?取消|不需要|不要|中止|廃止|불필요|취소)",
    re.IGNORECASE,
)
"""How what follows struck text says that nothing stands in its place: a sign, or a word for dropped or because."""


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
