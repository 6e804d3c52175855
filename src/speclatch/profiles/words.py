"""What an answer says in any language: nothing yet, none, or that somebody else is to answer.

``words`` are a team's own, beside the built-in ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from speclatch.config.model import Words
from speclatch.config.words import words_of
from speclatch.patterns import lazy_re
from speclatch.profiles.phrases import Phrases, forms
from speclatch.profiles.text import TURKISH, fold, is_blank, narrow, shows_no_word, visible, without_emphasis

NO_WORDS = Words()

_STRUCK = lazy_re(r"~~[^~]*~~|<(del|s|strike)>[^<]*</\1>", re.IGNORECASE)
_NOT_APPLICABLE = lazy_re(
    r"^\((?:n/a|not applicable)\)\s(?=\S)|(?:[–—]|\s-)\s+n/a(?P<dash>(?=\s+\w))|\sn/a(?P<sign>:(?=\s*\S))"
)
"""``(N/A) SRM``, ``SRM — N/A no SRM``, ``SRM N/A: no SRM``: what is said of the whole box, without a sign before it."""
_STOPS = "।؟؛،"
"""What ends a sentence or a part of one in Arabic and in the scripts of India."""
_IS = r"(?:です|だ|である|입니다|임|이다)?"
"""What makes a sentence of a word for later, right behind it."""
_ALONE_END = rf"{_IS}(?:\s*\([^()]*\))?[.:!?。{_STOPS}]*"
_PICTURE = r"[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?"
_PICTURES = lazy_re(rf"^(?:{_PICTURE}\s*)+(?=\w)|\s*(?:{_PICTURE})+$")
_SIGNS_ALONE = lazy_re(rf"(?:xxx+|\?+|[.,:;]+|…|[-–—_]+){_ALONE_END}")
_DASH_AND_REMARK = lazy_re(r"[-–—]+\s*\(([^()]*[^\W\d_]{2}[^()]*)\)[.!]?")
"""A dash that has its reason behind it answers as ``N/A`` does: ``— (visual, no test)``."""
_ALONE = lazy_re(_ALONE_END)
_BRACKET = lazy_re(r"[\[(<{【〔〖「]\s*")
_CLOSED = lazy_re(r"\s*[.:!?]*\s*[\])>}】〕〗」]")
_SAID = lazy_re(rf"{_IS}(?:\s*\([^()]*\))?(?:\s*[:,;.–—。、{_STOPS}]|\s+-\s).*|\s+(?:later|soon)[.!]?", re.DOTALL)
_NOT_YET = lazy_re(r"not\s+yet\s+\w+\b\s*(?:$|\.(?!\w)|[:,;(!?…–—。、·]|\s-\s)")
_END = lazy_re(rf"{_IS}\s*(?:$|\.(?!\w)|[:,;(!?…–—。、·{_STOPS}]|\s-\s)")
_SIGN_BEFORE_REASON = lazy_re(rf"\s*[.,;:(–—。、!{_STOPS}]|\s+-\s")
_BLANK = lazy_re(r"\s+")
_BRACKETS = frozenset({"[]", "()", "<>", "{}", "【】", "〔〕", "〖〗", "「」"})
_OPEN_SIGN = lazy_re(r"\\?\[[\s\-~_.?]*\\?\](?![(\[])|\([\s?]+\)|[☐⬜◻□▢🔲🔳❌✗✘✖❎⏳⌛🚧❓❔⛔🤷🤔🔜]|\?+(?=\s|$)")
_NO_WORD = lazy_re(r"[-–—_/\\|~·•・⋯⋮\"'=^#*.:;,\s←→↑↓⇒⇐↳<>()]*")
_ESCAPED = lazy_re(r"\\[\[(<{]([^\[\](){}<>\\]*)\\?[\])>}]\.?")
"""Brackets that stand for themselves: of the text in them GitHub shows the words."""
_QUOTED = lazy_re(r"[\"'“”„«»‘’‚]([^\"'“”„«»‘’‚]+)[\"'“”„«»‘’‚]\.?")
"""A text that stands in quotes as a whole."""
_LINKED = lazy_re(r"\[([^\[\]]+)\]\([^()]*\)\.?")
"""A text that is one link: its words answer."""
_LIGHTS = lazy_re(r"[🔴🟠🟡⚪🟥🟧🟨⬜\s]+")
"""A traffic light that is not green; before words it weighs what they say."""
_OPEN_BOX = lazy_re(r"\\?\[[\s\-~_]*\\?\](?![(\[])|[☐⬜◻□▢🔲]")
_QUESTION = lazy_re(r"[^.!?。！？]*[?？]+")
_CHOICES = lazy_re(r"(?:yes|ja|oui|s[ií]|sim|да|是|はい|예|네) ?[/|] ?(?:no|nein|non|não|нет|否|いいえ|아니오|아니요)")
_UNDECIDED = lazy_re(
    r"(?:still |yet )?to be (?:discussed|clarified|worked out|agreed|decided)\b|"
    r"to (?:be figured out|be investigated|discuss|clarify|decide|define|investigate)(?=\s*(?:$|[.,;:(]))|"
    r"(?:검토|논의|협의|확인|조사|결정|정의|작성|정)\s?(?:예정|중|필요|대기|해야\s?(?:함|합니다|한다))(?=\s*(?:$|[.,;:(]))|"
    r"(?:尚|有|仍)?待(?!机|命|遇)[\u4e00-\u9fff]{1,5}(?!\w)|"
    r"will be (?:discussed|clarified|worked out|agreed|decided|defined|determined|specified)"
    r"(?: later| soon| in (?:q[1-4]|a later|the next|phase|sprint|release)| during| after| once| when|\s*(?:$|[.,;:]))"
)
_WITH_WHOM = lazy_re(
    r"\s+(?:by|with|in|at|on|during|von|mit|durch|bis|im|in der|beim|par|avec|dans|lors|por|con|en|durante|com|na|no|"
    r"da|nel|entro|door|met|tijdens|przez|w|do) \S+(?: \S+){0,4}"
)
"""Who is to say what is still to come, or when: ``to be defined with legal``, ``zu klären mit Ana``."""
_DECISION = lazy_re(
    r"tbd|decid|defin|determin|clarif|agree|discuss|entscheid|klär|festzuleg|bestimm|défin|décid|précis|voir|vede|combin"
)
"""Of words for later, those of a decision: what is to be announced by mail has been decided."""
_SOMEBODY = lazy_re(
    r"(?:(?:still )?(?:waiting|wait) (?:for|on)|(?:warten|wartet) auf|en attente de|a la espera de|à espera de|"
    r"pendiente de) \S+(?: \S+){0,3}|"
    r"\S+(?: \S+){0,2} (?:(?:(?:still )?(?:has|have|needs?) )?to|will) (?:decide|confirm|define|clarify|answer)"
)
"""Somebody else is to answer: ``waiting for Ann``, ``Ann to decide``."""
_TO_BE = lazy_re(
    r"(?:still |yet )?to be (?:defined|determined|specified|written|documented|confirmed|announced|completed|added|"
    r"filled|provided|described|detailed|finali[sz]ed|chosen|supplied|resolved|established)\b"
)
_SHORT = 80
"""Characters of a promise; a longer text says something besides."""
TICKED = lazy_re(r"\[[xX✓✔]\]|[✅✓✔☑☒🗹]")
_BULLET = lazy_re(r"[-*+•–—]\s+(?=\S)")
EVERYTHING = r"[ ](?i:el|los|las?|lo|o|una?|uma?|est[aeo]s?|aquel\w*|nuestr\w+|noss\w+)\b"
"""What stands behind ``todo`` where that is "all" in Spanish and Portuguese: ``TODO EL EQUIPO``."""
_CAPITALS = lazy_re(rf"(?:TBD|TBA|TBC|TODO(?!{EVERYTHING})|FIXME)\b(?=[\s?])|(?i:lorem ipsum)\b")
_ALSO_NO = frozenset({"нет", "没有", "沒有", "kein", "nada", "nichts", "rien"})
"""Words for none that deny as well: behind a box they may say that it was not done."""


@lru_cache(maxsize=4096)
def is_placeholder_word(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a text says only that something is to come: ``TBD``, ``TODO``, ``?``, ``...``, dashes.

    Signs as code are an operator or a key that the text speaks of, a dash with its reason in brackets is an answer.
    """
    bare = fold(text)
    if not (bare[:1].isascii() and bare[-1:].isascii()):
        bare = _PICTURES.sub("", bare)
    if _SIGNS_ALONE.fullmatch(bare):
        remark = _DASH_AND_REMARK.fullmatch(bare)
        answered = remark is not None and not is_open(remark[1], words)
        return not (answered or visible(text).startswith("`"))
    later = _later(words)
    opened = _BRACKET.match(bare)
    return any(_ALONE.fullmatch(bare, end) for end in _so_far(later, bare)) or bool(
        opened and any(_CLOSED.fullmatch(bare, end) for end in later.ends(bare, opened.end()))
    )


def says_later(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a text opens with a word for later and says what is to come: ``TBD: after the review``."""
    if visible(text).startswith("`"):
        return False  # the word is what the text is about
    bare = fold(text)
    bare = bare[1:-1].strip() if bare[:1] + bare[-1:] in _BRACKETS else bare
    return any(_SAID.fullmatch(bare, end) for end in _later(words).ends(bare))


def answers_nothing(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a text says nothing: blank, struck out, or only words that say that something is to come."""
    return is_blank(text) or is_placeholder_word(text, words) or says_later(text, words) or _is_struck_out(text)


def is_open(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a text leaves open what it should answer: it says nothing, ``not yet``, or opens with an open box."""
    text = _BULLET.sub("", text.strip(), count=1) if _BULLET.match(text.strip()) else text
    linked = _LINKED.fullmatch(text.strip()) if "](" in text else None
    text = linked[1] if linked is not None else text
    quoted = _QUOTED.fullmatch(text.strip()) or _ESCAPED.fullmatch(text.strip())
    text = quoted[1] if quoted is not None else text
    if answers_nothing(text, words) or shows_no_word(text):
        return True
    seen = without_emphasis(visible(narrow(text)))
    if _OPEN_SIGN.match(seen):
        return not TICKED.search(seen)
    if seen.startswith("`"):
        return not text.strip("` ")
    if _NO_WORD.fullmatch(seen) or _LIGHTS.fullmatch(seen):
        return True
    bare = fold(text)
    bare = bare if bare.isascii() or TICKED.match(seen) else _PICTURES.sub("", bare)
    bare = bare[1:-1].strip() if bare[:1] + bare[-1:] in _BRACKETS else bare
    if _is_left_to_somebody(bare.rstrip(" .!"), words):
        return True
    return bool(_CAPITALS.match(seen) or _NOT_YET.match(bare) or _UNDECIDED.match(bare)) or any(
        _END.match(bare, end) for end in _so_far(_open(words), bare)
    )


def _so_far(phrases: Phrases, bare: str) -> Iterator[int]:
    """Where a phrase ends that opens a text, a word for *yet* before or behind it: ``derzeit unklar``."""
    for start in (0, *(_behind_blanks(bare, end) for end in _yet().ends(bare))):
        for end in phrases.ends(bare, start):
            yield end
            yield from _yet().ends(bare, _behind_blanks(bare, end))


def _behind_blanks(text: str, start: int) -> int:
    blank = _BLANK.match(text, start)
    return blank.end() if blank is not None else start


def _is_left_to_somebody(told: str, words: Words) -> bool:
    """Whether a short text says who is to answer, and no answer."""
    if len(told) > _SHORT:
        return False
    return _SOMEBODY.fullmatch(told) is not None or any(
        _WITH_WHOM.fullmatch(told, end) and _DECISION.search(told, 0, end) for end in _open(words).ends(told)
    )


def shows_open_box(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a text opens with a box that nobody has ticked, and says nothing that closes it: ``[ ]``, ``☐ later``."""
    seen = without_emphasis(visible(narrow(text)))
    box = _OPEN_BOX.match(seen)
    return box is not None and not TICKED.search(seen) and none_answer(seen[box.end() :], words) is None


def promises(text: str, words: Words = NO_WORDS) -> bool:
    """Whether all that a short text says is that it is still to come: ``WIP``, ``Not yet.``, ``To be defined by Ann``.

    Who does not know (``Unknown``, ``Maybe``) has answered.
    """
    bare = fold(text)
    if len(bare) > _SHORT or says_later(text, words) or is_blank(text):
        return False  # what is blank, or opens with a word for later, is known anyway
    seen = without_emphasis(visible(narrow(text)))
    if _OPEN_SIGN.fullmatch(seen) or _NO_WORD.fullmatch(seen):
        return True
    coming = any(_END.match(bare, end) for end in _so_far(_promise(), bare))
    return coming or bool(_NOT_YET.match(bare)) or ("," not in bare and bool(_TO_BE.match(bare)))


def asks_back(text: str) -> bool:
    """Whether an answer decides nothing as it is a question itself, or the choices: ``Who?``, ``Yes / No``."""
    bare = fold(text)
    return bool(_QUESTION.fullmatch(bare) or _CHOICES.fullmatch(bare))


def _is_struck_out(text: str) -> bool:
    """Whether all that a text says is struck through."""
    return ("~~" in text or "</" in text) and is_blank(_STRUCK.sub("", text))


def none_answer(text: str, words: Words = NO_WORDS) -> str | None:
    """The reason behind an answer ``None`` / ``N/A`` / ``Not applicable``: ``""`` without one; None: no such answer."""
    seen = narrow(without_emphasis(visible(text.replace("`", ""))))
    folded = _same_length(seen)
    ends = _none(words).ends(folded)
    reason = next((seen[end:] for end in ends if end == len(seen) or _gives_reason(folded, end)), None)
    return reason.strip(f" \t\n.,;:()-–—。、!{_STOPS}") if reason is not None else None


def _gives_reason(folded: str, end: int) -> bool:
    """Whether what stands behind a word for none is the reason: behind a sign, or a word such as ``because``."""
    if _SIGN_BEFORE_REASON.match(folded, end):
        return True
    blank = _BLANK.match(folded, end)
    return bool(blank and _because().stand_at(folded, blank.end()))


def _same_length(text: str) -> str:
    """A text with its case folded, each character for itself."""
    text = text.translate(TURKISH)
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := one.casefold()) == 1 else one for one in text)


def none_within(text: str, words: Words = NO_WORDS) -> str | None:
    """The reason behind an ``N/A`` or ``None`` that closes a box: ``N/A: reason``, ``Types: None, no types``.

    ``""`` where there is no reason, None where there is no such answer.
    """
    seen = narrow(without_emphasis(visible(text)))
    folded = _same_length(seen)
    plain = _NOT_APPLICABLE.search(folded)
    if plain is not None:
        return seen[plain.end() :].strip(" .,;:()-–—") if plain["dash"] is not None or plain["sign"] else ""
    lead_in, behind_dash, behind_sign = _none_behind(words)
    leads = list(lead_in.finditer(folded))
    dashed = next((lead for lead in leads if behind_dash.stand_at(folded, lead.end())), None)
    signed = next((lead for lead in leads if not lead["inside"] and behind_sign.stand_at(folded, lead.end())), None)
    first = min((lead for lead in (dashed, signed) if lead), key=re.Match.start, default=None)
    return none_answer(seen[first.end() :].rstrip(")] "), words) if first else None


@lru_cache(maxsize=16)
def _later(words: Words) -> Phrases:
    return Phrases(forms("later", *words.later))


@lru_cache(maxsize=16)
def _open(words: Words) -> Phrases:
    return Phrases((*forms("open"), *forms("later", *words.later)))


@lru_cache(maxsize=1)
def _yet() -> Phrases:
    return Phrases(forms("yet"))


@lru_cache(maxsize=16)
def _none(words: Words) -> Phrases:
    return Phrases(forms("none", *words.none))


@lru_cache(maxsize=16)
def _none_behind(words: Words) -> tuple[re.Pattern[str], Phrases, Phrases]:
    """What leads to a word for none, the words that stand behind any dash, and all that stand behind a sign."""
    said = [fold(word) for word in (*words_of("none"), *words.none) if word not in _ALSO_NO]
    behind_sign = Phrases(said)
    lead = rf"(?:^|[:(\[–—]|(?<!\w)-|(?P<inside>-))\s*+(?={behind_sign.starts})"
    return re.compile(lead), Phrases(word for word in said if word.startswith(("n/a", "not applicable"))), behind_sign


@lru_cache(maxsize=1)
def _because() -> Phrases:
    return Phrases(forms("because"))


@lru_cache(maxsize=1)
def _promise() -> Phrases:
    return Phrases(forms("promise"))
