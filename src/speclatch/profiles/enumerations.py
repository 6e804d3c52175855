"""Values of a template that list what may stand there: ``A | B``, ``A / B``, ``A, B, C``, ``One of A, B, or C``."""

from __future__ import annotations

import re
from functools import cache

from speclatch.config.words import words_of
from speclatch.patterns import lazy_re
from speclatch.profiles.text import fold, narrow

MAX_WORD = 40
"""Characters of a choice; what is longer is a sentence."""
_FEWEST = 3
"""Words that commas part: two may be a name."""
_MAX_WORDS = 2
_FIRST_CHINESE = 0x2E80
_MAX_CHINESE = 8
"""Characters of a choice in a script that sets no space between words; what is longer is a sentence."""
_BRACKETED = lazy_re(r"^[\[<{(]\s*(?P<inner>[^\[\]<>{}()]{3,500})\s*[\]>})]$")
_ONE_OF = lazy_re(
    r"^(?:(?:one|any|either|choose|pick|select)(?: one)?(?: of)?(?: the following)?|eine?r?s? von|"
    r"un de|une? parmi|uno de|una de|um de|uma de|un[oa] (?:tra|fra|di)|één van|een van|jed(?:en|na|no) z|один из|"
    r"одне з|один з|以下之一|選択)\s*:?\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_LAST = lazy_re(r",?\s+(?:or|and|oder|ou|o|или)\s+", re.IGNORECASE)
_REMARK = lazy_re(r"\s*\([^()]{1,80}\)")
_AND_MORE = frozenset({"…", "...", "etc", "etc."})
_PARTS = lazy_re(r"\s*(?:[|/,;、·•]|(?<![^\s,])(?:or|oder|ou|или)(?!\S)|\bo\b)\s*", re.IGNORECASE)
"""What parts the choices of a remark, or of a scale."""
_LEAD = lazy_re(
    r"^(?:(?:the )?(?:(?:allowed|possible|valid|accepted|permitted)(?: values?)?|values?|options?|choices?)"
    r"(?: are| is| can be| may be)?|enum|either|can be|may be|must be|should be|is|one of|any of|"
    r"(?:erlaubt(?:e werte)?|mögliche werte|werte)(?: sind)?|valeurs(?: possibles)?(?: sont)?|"
    r"valores(?: posibles| possíveis)?(?: son| são)?|допустимые значения|可选值|取值|選択肢|가능한 값)"
    r"(?:\s*[:=：]\s*|\s+)",
    re.IGNORECASE,
)
_DESCRIBES = lazy_re(
    r"(?:^|[\s/-])(?:description|url|uri|link|name|date|number|ticket|issue|id|title|path|person|people|e-?mail|handle|"
    r"text|value|reason|reference)s?$",
    re.IGNORECASE,
)
"""What says, in brackets, what to write there instead of what may: ``[description | ticket/issue URL]``."""
_EXAMPLES = lazy_re(
    r"^(?:e\.?g\b|for example|for instance|such as|like|z\.\s?b\b|zum beispiel|par exemple|p\. ?ex|por ejemplo)"
)
_REMARK_WORDS = 3
_LABEL = lazy_re(r"^\s*\w[\w ]{0,20}:\s+(?=[^|]*\|)")
"""What stands before choices in brackets: ``<REQUIRED: Draft | Final>``."""
_IN_BRACKETS = frozenset("[]<>{}()")
"""Signs that no choice holds: where one does, words before the brackets were taken for a choice."""
_DAY = lazy_re(r"\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{4}")
"""A day as a sample of one, of which the parts are no choices."""
_STEPS = lazy_re(r"\s+(?:→|->|⇒|=>)\s+")
"""What leads from one status to the next."""
_BARRED = lazy_re(r"(?<![^\s\"'`(\[{])\w[\w-]{0,40}(?:\|\w[\w-]{0,40}){1,12}(?![\w|])")


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
        if all(len(word) <= MAX_WORD and _IN_BRACKETS.isdisjoint(word) for word in words):
            return tuple(words)
    return ()


def choices(value: str) -> tuple[str, ...]:
    """The words that a template's value offers, in whatever form; empty if it offers none.

    In brackets too (``{proposed | accepted}``), with a remark behind a word (``accepted (by vote)``), with ``etc.`` as
    the last. A sentence with a comma offers none.
    """
    value = narrow(value.strip())
    if steps := scale(value):
        return steps
    found = _BRACKETED.match(value)
    bare = _bare(value)
    if _DAY.fullmatch(bare):
        return ()
    if words := alternatives(bare) or _parted_in_script(bare, 2 if found else _FEWEST):
        described = found is not None and any(map(_DESCRIBES.search, words))
        return () if described or any(map(_is_open, words)) else _plain(words)
    steps_in_order = tuple(_STEPS.split(bare))
    if len(steps_in_order) >= _FEWEST and all(map(_is_capitalised, steps_in_order)):
        return _plain(steps_in_order)
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


def is_open_list(value: str) -> bool:
    """Whether a value offers words and says that others may stand there too: ``PRD / Other document``."""
    bare = _bare(narrow(value.strip()))
    return any(map(_is_open, alternatives(bare) or _parted_in_script(bare, 2)))


def _bare(value: str) -> str:
    """A value without the brackets around it and the remarks in it."""
    found = _BRACKETED.match(value)
    inner = _LABEL.sub("", found["inner"]).strip() if found else value.strip("[]{}<> ")
    return _REMARK.sub("", inner).strip() or inner


def _is_open(word: str) -> bool:
    """Whether a choice says that others may stand there: ``other document``, ``其他 ADR``; ``other`` alone is one."""
    said = fold(word)
    return any(said.startswith(other) and said != other for other in map(fold, words_of("other")))


def _parted_in_script(value: str, fewest: int) -> tuple[str, ...]:
    """The words of a list that slashes part, in a script without capitals: ``提议 / 已接受 / 已废弃``."""
    words = tuple(word.strip() for word in value.split(" / "))
    short = all(0 < len(word) <= _MAX_CHINESE for word in words)
    return (
        words if len(words) >= fewest and short and any(map(_is_chinese, words)) and all(map(_is_choice, words)) else ()
    )


def _is_choice(word: str) -> bool:
    return word[0].isupper() or _is_chinese(word)


def _is_chinese(word: str) -> bool:
    return ord(word[0]) > _FIRST_CHINESE


def scale(value: str) -> tuple[str, ...]:
    """The steps of a scale that a template offers in small letters, too: ``low / medium / high``, ``yes or no``.

    Names of things in small letters (``name / team``) say what to write and are none: half of the words at least, and
    two, have to be words of a scale.
    """
    value = narrow(value.strip())
    found = _BRACKETED.match(value)
    inner = _REMARK.sub("", found["inner"] if found else value)
    words = tuple(word.strip("`\"'*_ .") for word in _PARTS.split(inner) if word.strip())
    if not 2 <= len(words) <= 12 or not all(word and len(word.split()) <= _MAX_WORDS for word in words):
        return ()
    known = sum(fold(word) in _scale() for word in words)
    return words if known >= 2 and 2 * known >= len(words) else ()


@cache
def _scale() -> frozenset[str]:
    return frozenset(map(fold, words_of("scale")))


def choices_in_remark(remark: str, sample: str) -> tuple[str, ...]:
    """The choices that a remark beside a key lists, where the key's own value is one: ``kind: bug  # bug or feature``.

    Where the key has no value, the remark has to say that it lists them (``# one of: a, b``) or part them by bars. What
    ends in ``etc.`` or begins with ``e.g.`` lists examples.
    """
    remark = narrow(remark.strip().lstrip("# "))
    if not remark or remark.endswith(("...", "…")) or _EXAMPLES.match(remark.casefold()):
        return ()
    remark = remark.rstrip(". ")
    lead = _LEAD.match(remark)
    found = _BRACKETED.match(remark[lead.end() :] if lead else remark)
    inner = found["inner"] if found else remark[lead.end() :] if lead else remark
    words = tuple(word.strip("`\"'*_ ") for word in _PARTS.split(_REMARK.sub("", inner)) if word.strip())
    plain = all(
        len(word) <= MAX_WORD and 0 < len(word.split()) <= _REMARK_WORDS and _IN_BRACKETS.isdisjoint(word)
        for word in words
    )
    if len(words) < 2 or not plain or not _AND_MORE.isdisjoint(map(str.casefold, words)):
        return ()
    if sample.strip():
        return words if fold(sample) in map(fold, words) else ()
    return words if lead or (" | " in inner or "|" in inner) else ()


def barred_choices(remark: str) -> tuple[str, ...]:
    """The words that bars part within a remark's sentence: ``or, where it goes, deprecated|disabled|removed``."""
    return tuple(word for run in _BARRED.findall(narrow(remark)) for word in run.split("|"))


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
