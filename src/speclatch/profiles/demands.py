"""What a template asks, in any language: what must be answered, what may be left out, what its author is told.

``words`` are a team's own, beside the built-in ones.
"""

from __future__ import annotations

import re
from functools import lru_cache

from speclatch.config.model import Words
from speclatch.patterns import lazy_re
from speclatch.profiles.phrases import Phrases, Sentences, forms
from speclatch.profiles.text import fold, visible
from speclatch.profiles.words import NO_WORDS, TICKED

_OPTIONAL_WORD = lazy_re(r"\b(?:optional|if applicable|only required|required (?:if|when))\b")
_FORBIDS = lazy_re(
    r"\b(?:do not|don['’]t|never|must not|mustn['’]t|may not|cannot|can['’]t|should not|shouldn['’]t)"
    r"(?: be)? (?:leave|left|omit|skip|remove|delete|drop|empty|optional)\w*"
)
"""``Do not leave this empty`` allows nothing."""
_OPTIONAL_THINGS = lazy_re(r"optional (?:[\w-]+ ){1,4}(?:go|goes|belong|belongs|come|comes|follow|follows|are|is)\b")
"""What is optional is what stands in the section: ``Optional parameters go here``."""
_MARKED = lazy_re(r"(?:\\?\*|[●★✱◉⬤])+")
"""A mark that says no word, as forms have it beside what is obligatory."""
_BRACKETED = lazy_re(r"\*{0,2}_?[(\[（【［〔]\s*([^()\[\]（）【】［］〔〕]{1,200})[)\]）】］〕]_?\*{0,2}")
_AFTER_COLON = lazy_re(r"\s*[:：]\s+(\S[^:：]{0,40})$")
_AFTER_DASH = lazy_re(r"\s[-–—]\s+(\S[^-–—]{0,80})$")
REMARK_LENGTH = 600
"""Characters of a remark in which it is looked for what it says of leaving something out."""
_PART = (
    "(?:section|sections|part|parts|chapter|heading|element|elements|paragraph|block|table|subsection|field|key|"
    "this|it|they|these|those|one)"
)
_ASKS_AUTHOR = lazy_re(
    r"\b(?:your|you)\b|^(?:in )?this (?:section|part|chapter)\b.{0,80}\b(?:should|describes?|"
    r"explains?|lists?|outlines?|covers?|contains?|captures?|details?|is (?:for|where|the place|meant|used))\b|"
    r"\b(?:goes|go) here\b|\?$|？$"
)


def is_must(mark: str, words: Words = NO_WORDS) -> bool:
    """Whether a mark in a column such as ``Required`` says that the row must be answered: ``Must``, ``x``, ``✅``."""
    seen = visible(mark)
    return bool(TICKED.match(seen) or _MARKED.fullmatch(seen)) or fold(mark).strip(" .!") in _must(words)


def asks_must(title: str, words: Words = NO_WORDS) -> bool:
    """Whether a column's title says that its marks tell what must be answered: ``Required``, ``Mandatory?``."""
    bare = fold(_BRACKETED.sub("", title)).strip(" ?*:.!") or fold(title).strip(" ?*:.!()[]")
    return bare in _required(words)


def is_optional(title: str, words: Words = NO_WORDS) -> bool:
    """Whether a title or label carries a mark such as ``(Optional)`` or ``(Required if ...)``."""
    bare = fold(title)
    if any(_is_mark(found[1], words) for found in _BRACKETED.finditer(title)):
        return True
    mark = _AFTER_COLON.search(bare)
    if mark is not None and any(end == len(mark[1]) for end in _optional(words).ends(mark[1])):
        return True  # `Screens: optional`, and not `Prices: only for members`
    behind = _AFTER_DASH.search(bare)
    return bool(behind and _is_mark(behind[1], words)) or bool(re.match(r"optional\s*[:–—-]\s", bare))


def _is_mark(inner: str, words: Words) -> bool:
    bare = fold(inner)
    return (_optional(words).stand_at(bare) or _condition().stand_at(bare)) and not bare.endswith("?")


def without_marks(title: str, words: Words = NO_WORDS) -> str:
    """A title without its marks of what is optional or obligatory: ``Parts (include if needed)`` is ``Parts``."""

    def kept(found: re.Match[str]) -> str:
        obliges = fold(found[1]).strip(" .!:") in _required(words)
        return "" if obliges or _is_mark(found[1], words) else found[0]

    return _BRACKETED.sub(kept, title) if not title.isascii() or "(" in title or "[" in title else title


def says_optional(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a remark of the template says that something may be left out."""
    bare = fold(text[:REMARK_LENGTH])
    behind = (fold(found[1]) for found in _BRACKETED.finditer(text[:REMARK_LENGTH]) if found.start())
    return (
        bool(_OPTIONAL_WORD.search(bare)) or any(map(_optional(words).stand_at, behind)) or allows_absence(text, words)
    )


def allows_absence(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a comment, a quote or the text below a title says that the section may be left out."""
    bare = fold(text[:REMARK_LENGTH]).lstrip("#>-–—*•:!( \t[（【")
    if bare.startswith("optional sections"):
        return False  # it speaks of others
    bare = _FORBIDS.sub(" ", bare)
    asks = bare.partition(".")[0].endswith("?") or _OPTIONAL_THINGS.match(bare) is not None
    return (not asks and _optional(words).stand_at(bare)) or _remark().are_in(bare)


def speaks_to_author(text: str) -> bool:
    """Whether a text of a template tells its author what to write: an instruction, a question, a ``your``."""
    bare = fold(text[:REMARK_LENGTH]).lstrip("#>-–—*•:!( \t[（【")
    if _instruction().stand_at(bare) or _ASKS_AUTHOR.search(bare):
        return True
    return bare.endswith(_requests()) or (bare.endswith((".", "。", "!")) and bare[:-1].endswith(_requests()))


@lru_cache(maxsize=16)
def _must(words: Words) -> frozenset[str]:
    return frozenset(word.strip(" .!") for word in forms("must", *words.must))


@lru_cache(maxsize=16)
def _required(words: Words) -> frozenset[str]:
    return frozenset(word.strip(" .!") for word in forms("required", *words.must))


@lru_cache(maxsize=16)
def _optional(words: Words) -> Phrases:
    return Phrases(forms("optional", *words.optional))


@lru_cache(maxsize=1)
def _condition() -> Phrases:
    return Phrases(forms("condition"))


@lru_cache(maxsize=1)
def _remark() -> Sentences:
    return Sentences(forms("remark"), _PART)


@lru_cache(maxsize=1)
def _instruction() -> Phrases:
    return Phrases(forms("instruct"))


@lru_cache(maxsize=1)
def _requests() -> tuple[str, ...]:
    return tuple(forms("request"))
