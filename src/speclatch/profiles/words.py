"""What words say in any language: nothing to answer, not answered yet, obligatory, optional.

``words`` are a team's own, beside the built-in ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from speclatch.config.model import Words
from speclatch.config.words import words_of
from speclatch.profiles.text import fold, is_blank, narrow, shows_no_word, visible, without_emphasis

NO_WORDS = Words()

_STRUCK = re.compile(r"~~[^~]*~~|<(del|s|strike)>[^<]*</\1>", re.IGNORECASE)
_SIGNS_ALONE = r"xxx+|\?+|[.,:;]+|…|[-–—_]+"
_BRACKETS = frozenset({"[]", "()", "<>", "{}"})
_OPEN_SIGN = re.compile(r"\\?\[[\s\-~_.]*\\?\](?![(\[])|\(\s+\)|[☐⬜◻□▢🔲🔳❌✗✘✖❎⏳⌛🚧❓❔⛔]|\?+(?=\s|$)")
_TICKED = re.compile(r"\[[xX✓✔]\]|[✅✓✔☑☒🗹]")
_BULLET = re.compile(r"[-*+•–—]\s+(?=\S)")
_CAPITALS = re.compile(r"(?:TBD|TBA|TBC|TODO|FIXME)\b(?=[\s?])")
_ALSO_NO = frozenset({"нет", "没有", "沒有", "kein", "nada", "nichts", "rien"})
"""Words for none that deny as well: behind a box they may say that it was not done."""
_BRACKETED = re.compile(r"\*{0,2}_?[(\[（【［]\s*([^()\[\]（）【】［］]{1,200})[)\]）】］]_?\*{0,2}")
_AFTER_DASH = re.compile(r"\s[-–—]\s+(\S[^-–—]{0,80})$")
REMARK_LENGTH = 600
"""Characters of a remark in which it is looked for what it says of leaving something out."""
_PART = (
    "(?:section|sections|part|parts|chapter|heading|element|elements|paragraph|block|table|subsection|field|key|"
    "this|it|they|these|those|one)"
)


def is_placeholder_word(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a text says only that something is to come: ``TBD``, ``TODO``, ``?``, ``...``, dashes."""
    return bool(_later(words)[0].fullmatch(fold(text)))


def says_later(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a text opens with a word for later and says what is to come: ``TBD: after the review``."""
    if visible(text).startswith("`"):
        return False  # the word is what the text is about
    bare = fold(text)
    return bool(_later(words)[1].fullmatch(bare[1:-1].strip() if bare[:1] + bare[-1:] in _BRACKETS else bare))


def answers_nothing(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a text says nothing: blank, struck out, or only words that say that something is to come."""
    return is_blank(text) or is_placeholder_word(text, words) or says_later(text, words) or _is_struck_out(text)


def is_open(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a text leaves open what it should answer: it says nothing, ``not yet``, or opens with an open box."""
    text = _BULLET.sub("", text.strip(), count=1) if _BULLET.match(text.strip()) else text
    if answers_nothing(text, words) or shows_no_word(text):
        return True
    seen = without_emphasis(visible(narrow(text)))
    if _OPEN_SIGN.match(seen):
        return not _TICKED.search(seen)
    if seen.startswith("`"):
        return False
    bare = fold(text)
    bare = bare[1:-1].strip() if bare[:1] + bare[-1:] in _BRACKETS else bare
    return bool(_CAPITALS.match(seen) or _open(words).match(bare))


def _is_struck_out(text: str) -> bool:
    """Whether all that a text says is struck through."""
    return ("~~" in text or "</" in text) and is_blank(_STRUCK.sub("", text))


def none_answer(text: str, words: Words = NO_WORDS) -> str | None:
    """The reason behind an answer ``None`` / ``N/A`` / ``Not applicable``: ``""`` without one; None: no such answer."""
    found = _none(words).fullmatch(narrow(without_emphasis(visible(text.replace("`", "")))))
    return found["reason"].strip(" \t\n.,;:()-–—。、!") if found else None


def none_within(text: str, words: Words = NO_WORDS) -> str | None:
    """The reason behind an ``N/A`` or ``None`` that closes a box: ``N/A: reason``, ``Types: None, no types``.

    ``""`` where there is no reason, None where there is no such answer.
    """
    found = _none_behind(words).search(narrow(without_emphasis(visible(text))))
    return none_answer(found["answer"].rstrip(")] "), words) if found else None


def is_must(mark: str, words: Words = NO_WORDS) -> bool:
    """Whether a mark in a column such as ``Required`` says that the row must be answered: ``Must``, ``x``, ``✅``."""
    seen = visible(mark)
    return bool(_TICKED.match(seen)) or fold(mark).strip(" .!") in _must(words)


def asks_must(title: str, words: Words = NO_WORDS) -> bool:
    """Whether a column's title says that its marks tell what must be answered: ``Required``, ``Mandatory?``."""
    bare = fold(_BRACKETED.sub("", title)).strip(" ?*:.!") or fold(title).strip(" ?*:.!()[]")
    return bare in _required(words)


def is_optional(title: str, words: Words = NO_WORDS) -> bool:
    """Whether a title or label carries a mark such as ``(Optional)`` or ``(Required if ...)``."""
    bare = fold(title)
    if any(_is_mark(found[1], words) for found in _BRACKETED.finditer(title)):
        return True
    behind = _AFTER_DASH.search(bare)
    return bool(behind and _is_mark(behind[1], words)) or bool(re.match(r"optional\s*[:–—-]\s", bare))


def _is_mark(inner: str, words: Words) -> bool:
    bare = fold(inner)
    return bool(_optional(words).match(bare) or _condition().match(bare)) and not bare.endswith("?")


def without_marks(title: str, words: Words = NO_WORDS) -> str:
    """A title without its marks of what is optional or obligatory: ``Parts (include if needed)`` is ``Parts``."""

    def kept(found: re.Match[str]) -> str:
        obliges = fold(found[1]).strip(" .!:") in _required(words)
        return "" if obliges or _is_mark(found[1], words) else found[0]

    return _BRACKETED.sub(kept, title) if not title.isascii() or "(" in title or "[" in title else title


def says_optional(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a remark of the template says that something may be left out."""
    bare = fold(text[:REMARK_LENGTH])
    return bool(_optional_word().search(bare)) or allows_absence(text, words)


def allows_absence(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a comment, a quote or the text below a title says that the section may be left out."""
    bare = fold(text[:REMARK_LENGTH]).lstrip("#>-–—*•:!( \t[（【")
    if bare.startswith("optional sections"):
        return False  # it speaks of others
    return bool(_optional(words).match(bare) and not bare.partition(".")[0].endswith("?")) or bool(
        _remark().search(bare)
    )


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, as they are folded; a word of letters does not end inside another."""
    folded = sorted({fold(word) for word in words if fold(word)}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (r"\b" if _is_spaced(word) else "") for word in folded)


def _is_spaced(word: str) -> bool:
    """Whether a word ends in a letter of a script that puts blanks between words."""
    return word[-1].isalnum() and ord(word[-1]) < 0x1100


_END = r"\s*(?:$|\.(?!\w)|[:,;(!?…–—。、·]|\s-\s)"


@lru_cache(maxsize=16)
def _later(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    word = f"(?:{_any_of((*words_of('later'), *words.later))})"
    alone = rf"[\[(<{{]\s*{word}\s*[.:!?]*\s*[\])>}}]|(?:{word}|{_SIGNS_ALONE})(?:\s*\([^()]*\))?[.:!?。]*"
    opening = rf"{word}(?:(?:\s*\([^()]*\))?(?:\s*[:,;.–—。、]|\s+-\s).*|\s+(?:later|soon)[.!]?)"
    return re.compile(alone), re.compile(opening, re.DOTALL)


@lru_cache(maxsize=16)
def _open(words: Words) -> re.Pattern[str]:
    word = _any_of((*words_of("open"), *words_of("later"), *words.later))
    return re.compile(rf"(?:{word}|not\s+yet\s+\w+\b){_END}")


@lru_cache(maxsize=16)
def _none(words: Words) -> re.Pattern[str]:
    because = _any_of(words_of("because"))
    return re.compile(
        rf"(?:{_any_of((*words_of('none'), *words.none))})"
        rf"(?P<reason>$|\s*[.,;:(–—。、!].*$|\s+-\s.*$|\s+(?:{because}).*$)",
        re.IGNORECASE | re.DOTALL,
    )


@lru_cache(maxsize=16)
def _none_behind(words: Words) -> re.Pattern[str]:
    said = [word for word in (*words_of("none"), *words.none) if word not in _ALSO_NO]
    anywhere = [word for word in said if fold(word).startswith(("n/a", "not applicable"))]
    return re.compile(
        rf"(?:(?:^|[:(\[–—-])\s*(?={_any_of(anywhere)})|(?:^|[:(\[–—]|(?<!\w)-)\s*(?={_any_of(said)}))"
        rf"(?P<answer>.*)",
        re.IGNORECASE | re.DOTALL,
    )


@lru_cache(maxsize=16)
def _must(words: Words) -> frozenset[str]:
    return frozenset(fold(word).strip(" .!") for word in (*words_of("must"), *words.must))


@lru_cache(maxsize=16)
def _required(words: Words) -> frozenset[str]:
    return frozenset(fold(word).strip(" .!") for word in (*words_of("required"), *words.must))


@lru_cache(maxsize=16)
def _optional(words: Words) -> re.Pattern[str]:
    return re.compile(_any_of((*words_of("optional"), *words.optional)))


@lru_cache(maxsize=1)
def _condition() -> re.Pattern[str]:
    return re.compile(_any_of(words_of("condition")))


@lru_cache(maxsize=1)
def _optional_word() -> re.Pattern[str]:
    return re.compile(r"\b(?:optional|if applicable|only required|required (?:if|when))\b")


@lru_cache(maxsize=1)
def _remark() -> re.Pattern[str]:
    pattern = _any_of(words_of("remark")).replace("<part>", _PART)
    return re.compile(rf"(?:{pattern})")


_ASKS_AUTHOR = re.compile(
    r"\b(?:your|you)\b|^(?:in )?this (?:section|part|chapter)\b.{0,80}\b(?:should|describes?|"
    r"explains?|lists?|outlines?|covers?|contains?|captures?|details?|is (?:for|where|the place|meant|used))\b|"
    r"\b(?:goes|go) here\b|\?$|？$"
)


@lru_cache(maxsize=1)
def _instruction() -> re.Pattern[str]:
    endings = "|".join(re.escape(fold(word)) for word in words_of("request"))
    return re.compile(rf"(?:{_any_of(words_of('instruct'))})|.*(?:{endings})[.。!]?$", re.DOTALL)


def speaks_to_author(text: str) -> bool:
    """Whether a text of a template tells its author what to write: an instruction, a question, a ``your``."""
    bare = fold(text[:REMARK_LENGTH]).lstrip("#>-–—*•:!( \t[（【")
    return bool(_instruction().match(bare) or _ASKS_AUTHOR.search(bare))
