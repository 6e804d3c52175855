"""Values of a template that list what may stand there: ``A | B``, ``A / B``, ``A, B, C``, ``One of A, B, or C``."""

from __future__ import annotations

import re

from speclatch.profiles.text import narrow

MAX_WORD = 40
"""Characters of a choice; what is longer is a sentence."""
_FEWEST = 3
"""Words that commas part: two may be a name."""
_MAX_WORDS = 2
_FIRST_CHINESE = 0x2E80
_BRACKETED = re.compile(r"^[\[<{(]\s*(?P<inner>[^\[\]<>{}()]{3,500})\s*[\]>})]$")
_ONE_OF = re.compile(
    r"^(?:(?:one|any|either|choose|pick|select)(?: one)?(?: of)?(?: the following)?|eine?r?s? von|un de|uno de|um de|"
    r"один из|以下之一|選択)\s*:?\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_LAST = re.compile(r",?\s+(?:or|and|oder|ou|o|или)\s+", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^()]{1,80}\)")
_AND_MORE = frozenset({"…", "...", "etc", "etc."})


def is_enumeration(value: str) -> bool:
    """Whether a value lists alternatives."""
    return len(alternatives(value)) > 1


def alternatives(value: str) -> tuple[str, ...]:
    """The words of an enumeration as a template writes it with bars or slashes; empty if it is none."""
    value = value.strip()
    for separator in (" | ", "|", " / "):
        words = [word.strip() for word in value.split(separator)]
        if len(words) < 2 or not all(words):
            continue
        if separator == " / " and not all(word[0].isupper() and len(word.split()) <= 2 for word in words):
            continue
        if all(len(word) <= MAX_WORD and not set(word) & set("[]<>{}()") for word in words):
            return tuple(words)
    return ()


def choices(value: str) -> tuple[str, ...]:
    """The words that a template's value offers, in whatever form; empty if it offers none.

    In brackets too (``{proposed | accepted}``), with a remark behind a word (``accepted (by vote)``), with ``etc.`` as
    the last. A sentence with a comma offers none.
    """
    value = narrow(value.strip())
    found = _BRACKETED.match(value)
    inner = found["inner"].strip() if found else value.strip("[]{}<> ")
    bare = _REMARK.sub("", inner).strip() or inner
    if words := alternatives(bare):
        return _plain(words)
    one_of = _ONE_OF.match(bare)
    if one_of:
        return _plain(tuple(_split(_LAST.sub(", ", one_of["rest"].rstrip(".")))))
    if "/" in bare and " " not in bare and "." not in bare:
        slashed = tuple(bare.split("/"))
        enough = 3 if found else 2  # `[Team/Owner]` says what to write
        return slashed if len(slashed) >= enough and all(map(_is_capitalised, slashed)) else ()
    last = _LAST.search(bare) is not None and "," in bare
    if found and not last:
        return ()
    listed = tuple(_split(_LAST.sub(", ", bare) if last else bare))
    return listed if len(listed) >= _FEWEST and all(map(_is_capitalised, listed)) else ()


def _split(text: str) -> list[str]:
    return [word.strip().strip("`\"'") for word in re.split(r"[,;、/|]", text) if word.strip()]


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(word.strip("`\"'* ") for word in words if word.casefold() not in _AND_MORE)
    return kept if len(kept) > 1 and all(word and len(word) <= MAX_WORD for word in kept) else ()


def _is_capitalised(word: str) -> bool:
    """Whether a word can be a choice where commas part them: it opens with a capital and is no sentence."""
    if not word or len(word.split()) > _MAX_WORDS:
        return False
    return word[0].isupper() or word[0].isdigit() or ord(word[0]) > _FIRST_CHINESE
