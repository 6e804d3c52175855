"""Samples in a template: ``FR-001`` to ``FR-007``, ``T001``, ``Phase 1`` to ``3``: one sample of what authors write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from speclatch.patterns import lazy_re
from speclatch.profiles.text import narrow, visible, without_emphasis

_WORD = r"[^\W\d_][^\W\d]{0,20}"
_DIGITS = r"\d{1,4}(?:\.\d{1,3})*"
_BEHIND = r"\]?(?=$|[\s:.)(?–—-])"
_NUMBERED = lazy_re(
    rf"\[?(?P<prefix>{_WORD}(?:[ -]{_WORD}){{0,2}}?)[ -]?#?(?P<number>\d{{1,4}}(?:\.\d{{1,3}})*){_BEHIND}"
)
_LETTERED = lazy_re(rf"\[?(?P<prefix>{_WORD}(?:[ -]{_WORD}){{0,2}}?) (?P<number>[A-ZА-ЯΑ-Ω]|[IVX]{{1,4}}){_BEHIND}")
_STEP = lazy_re(r"(?P<prefix>)(?P<number>\d{1,3}(?:\.\d{1,3})*)(?:[.)]?\s+|[.)])(?=\S)")
_CHINESE = lazy_re(r"(?P<prefix>[㐀-鿿]{1,6})(?P<number>[一二三四五六七八九十])(?=$|[\s:、])")
_ID_SAMPLE = lazy_re(r"\[?[A-Z]{1,6}[-_ ]?(?:X{2,}|#{2,}|N{2,}|n{2,}|0{3,})\]?(?=$|[\s:.)])")
_FIRST = frozenset({"1", "01", "001", "0001", "1.1", "A", "\u0410", "\u0391", "I", "一"})


def samples_among(texts: Iterable[str], *, steps: bool = False, whole: bool = False) -> frozenset[str]:
    """Those of some texts that are samples: of one prefix with several numbers, or the first of its numbers alone.

    ``steps``: a number that a text opens with makes it one as well (``1.2 Write the model``), as in lists of boxes.
    ``whole``: a text with words of its own behind its number is none (``[VAL-SPC-001] Unit Tests``).
    """
    runs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    listed = list(texts)
    for text in listed:
        bare = without_emphasis(visible(narrow(text.replace("`", "")))).strip()
        found = _NUMBERED.match(bare) or _LETTERED.match(bare) or _CHINESE.match(bare) or (steps and _STEP.match(bare))
        if found and not (whole and bare[found.end() :].strip(" :.")):
            runs[found["prefix"].casefold()].append((found["number"], text))
    unnumbered = (text for text in listed if _ID_SAMPLE.match(visible(text).lstrip("*`_ ")))
    return frozenset(unnumbered) | frozenset(
        text
        for run in runs.values()
        if len({number for number, _ in run}) > 1 or run[0][0] in _FIRST
        for _, text in run
    )
