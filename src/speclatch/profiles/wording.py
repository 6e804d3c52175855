"""How texts are compared: what is blank, what is a placeholder, what is an answer, which titles are the same."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_TAG_NAMES = (
    "a abbr b big blockquote br center code dd del details div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i "
    "img input ins kbd li mark ol p picture pre q s samp small source span strike strong sub summary sup svg table "
    "tbody td tfoot th thead tr tt u ul var video"
)
_HTML_TAGS = frozenset(_TAG_NAMES.split())
_INVISIBLE = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff]+"
)
_UNDERSCORES = re.compile(r"(?<!\w)_++|(?<!_)_++(?!\w)")
_EMPTY_LINK = re.compile(r"(?<!!)\[\s*\]\([^()\[\]]*\)")
"""A link with nothing to click on; an image without words is one to look at."""
_STRUCK = re.compile(r"~~[^~]*~~|<(del|s|strike)>[^<]*</\1>", re.IGNORECASE)
_STRIKES = re.compile(r"~{2,}")
_OPEN = r"(?:tbd|tba|tbc|todo|to do|to be (?:done|decided|defined|determined|confirmed|announced)|fixme)"
_PLACEHOLDER_WORD = re.compile(
    rf"[\[(<{{]\s*{_OPEN}[.:!]?\s*[\])>}}]|"
    r"(?:tbd|tba|tbc|todo|to do|to be (?:done|decided|defined|determined|confirmed|announced)|fixme|xxx+"
    r"|\?+|[.,:;]+|…|[-–—_]+)"
    r"(?:\s*\([^()]*\))?[.:!]?",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"(?:tbd|tba|tbc|todo|to be (?:done|decided|defined|determined|confirmed|announced)|fixme)"
    r"(?:(?:\s*\([^()]*\))?(?:\s*:|\s+[-–—])\s.*|\s+(?:later|soon)[.!]?)",
    re.IGNORECASE | re.DOTALL,
)
_BRACKETS = frozenset({"[]", "()", "<>", "{}"})
_NONE = re.compile(
    r"(?:none(?: (?:required|needed|necessary|applicable))?|n/a|n\.a\.|not applicable|not required)"
    r"(?P<reason>$|\s*[.,;:(\-–—].*$|\s+(?:because|since|as|for|to)\b.*$)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERING = re.compile(
    r"^(?:section\s+|§\s*)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,5})(?:[.):]+\s*|\s+[-–—:]\s+|\s+)(?=\S)",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(
    r"(?<!\s)\s*+[(\[](?:optional|if applicable|if any|if needed|when applicable|"
    r"required (?:if|when|for)\b[^)\]]{0,200}|only (?:if|when)\b[^)\]]{0,200})[)\]]",
    re.IGNORECASE,
)
_OPTIONAL_WORDS = re.compile(r"\b(?:optional|if applicable|only required|required (?:if|when))\b", re.IGNORECASE)
IDENTIFIER = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+[a-zA-Z]?")


class Span(NamedTuple):
    """A bracketed piece of a text: its offsets (end exclusive) and the text with its brackets."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=4096)
def visible(text: str) -> str:
    """What a reader sees of Markdown source: without HTML comments and tags, entities resolved, trimmed."""
    if "<" in text:
        text = _COMMENT.sub("", text)
        text = _TAG.sub(lambda m: "" if _tag_name(m[0]) in _HTML_TAGS else m[0], text)
    if "&" in text:
        text = html.unescape(text)
    if text.isascii():
        return " ".join(text.split())
    return _INVISIBLE.sub(" ", text).strip()


def _without_empty_links(text: str) -> str:
    return _EMPTY_LINK.sub("", text) if "](" in text else text


def _tag_name(tag: str) -> str:
    return re.split(r"[\s/>]", tag.strip("</"), maxsplit=1)[0].casefold()


def is_blank(text: str) -> bool:
    """Whether nothing of a text is visible."""
    first = text[:1]
    if first.isascii() and first.isalnum():
        return False
    return not _without_empty_links(visible(text)).strip()


def fold(text: str) -> str:
    """A text for comparison: visible, without emphasis and code marks, white space and case folded."""
    return without_emphasis(visible(text.replace("`", ""))).casefold()


def without_emphasis(text: str) -> str:
    """A visible text without the marks of emphasis and deletion, trimmed."""
    bare = text.replace("*", "")
    if "_" in bare:
        bare = _UNDERSCORES.sub("", bare)
    if "~~" in bare:
        bare = _STRIKES.sub("", bare)
    return text if bare == text else _INVISIBLE.sub(" ", bare).strip()


def is_placeholder_word(text: str) -> bool:
    """Whether a text says only that something is to come: ``TBD``, ``TODO``, ``?``, ``...``, dashes."""
    return bool(_PLACEHOLDER_WORD.fullmatch(fold(text)))


def answers_nothing(text: str) -> bool:
    """Whether a text leaves a question open: blank, struck out, or only words that say so."""
    return is_blank(text) or is_placeholder_word(text) or says_later(text) or _is_struck_out(text)


def says_later(text: str) -> bool:
    """Whether a text opens with a word for later and says what is to come: ``TBD: after the review``."""
    bare = fold(text)
    return bool(_LATER.fullmatch(bare[1:-1].strip() if bare[:1] + bare[-1:] in _BRACKETS else bare))


def _is_struck_out(text: str) -> bool:
    """Whether all that a text says is struck through."""
    return ("~~" in text or "</" in text) and is_blank(_STRUCK.sub("", text))


def none_answer(text: str) -> str | None:
    """The reason behind an answer ``None`` / ``N/A`` / ``Not applicable``: ``""`` without one; None: no such answer."""
    found = _NONE.fullmatch(without_emphasis(visible(text.replace("`", ""))))
    return found["reason"].strip(" \t\n.,;:()-–—") if found else None


def title_number(title: str) -> str:
    """The numbering a title opens with (``4.2``), or ``""``."""
    found = _NUMBERING.match(title)
    return found["number"] if found else ""


def is_optional(title: str) -> bool:
    """Whether a title or label carries a mark such as ``(Optional)`` or ``(Required if ...)``."""
    return bool(_OPTIONAL.search(title))


def says_optional(text: str) -> bool:
    """Whether a remark of the template says that something may be left out."""
    return bool(_OPTIONAL_WORDS.search(text))


def normalise_title(title: str) -> str:
    """A heading for comparison: numbering and optional marks off, case and white space folded."""
    bare = fold(_OPTIONAL.sub("", _NUMBERING.sub("", title.strip(), count=1)))
    return bare.strip(" :.")


def normalise_label(label: str) -> str:
    """A label for comparison: emphasis, code marks, a leading ``[ID]`` and optional marks off, case folded."""
    bare = _OPTIONAL.sub("", label)
    bare = re.sub(r"^\W*\[" + IDENTIFIER.pattern + r"\]\s*", "", bare)
    return fold(bare).strip(" :")


def digest(text: str) -> str:
    """Name a guidance text without quoting it: a hash of its visible text, emphasis and white space folded."""
    bare = without_emphasis(visible(text)).strip("\"'").strip()
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def bracket_spans(text: str) -> Iterator[Span]:
    """Yield every ``<...>``, ``[...]`` and ``{...}`` of a text that can be guidance.

    HTML tags, autolinks, links, boxes, footnotes and identifiers in brackets (``[REQ-SPC-001]``) are none.
    """
    if "[" not in text and "<" not in text and "{" not in text:
        return
    for found in _ANGLE.finditer(text):
        if _tag_name(found[0]) not in _HTML_TAGS:
            yield Span(found.start(), found.end(), found[0])
    for found in _SQUARE.finditer(text):
        if not IDENTIFIER.fullmatch(found[1]) and found[1].strip(" xX"):
            yield Span(found.start(), found.end(), found[0])
    for found in _CURLY.finditer(text):
        yield Span(found.start(), found.end(), found[0])


_ANGLE = re.compile(r"<(?![a-z][a-z0-9+.-]*:|[^<>@\s]+@)[A-Za-z][^<>\n]{0,200}>", re.IGNORECASE)
_SQUARE = re.compile(r"(?<!\])\[(?!\^)([^\[\]]{1,1000})\](?![(\[:])")
_CURLY = re.compile(r"\{(?![{%#])[A-Za-z][^{}\n]{0,200}\}(?!\})")
_ROUND = re.compile(r"\([^()]{1,300}\)")


def is_bracketed(text: str) -> bool:
    """Whether a whole text is one bracket: ``[...]``, ``<...>``, ``{...}`` or ``(...)``."""
    bare = without_emphasis(visible(text)).strip("` \n")
    return bool(_ROUND.fullmatch(bare)) or any(
        span.start == 0 and span.end == len(bare) for span in bracket_spans(bare)
    )


def has_spans(text: str) -> bool:
    """Whether a text holds a bracketed piece that can be guidance."""
    return next(bracket_spans(text), None) is not None


def is_enumeration(value: str) -> bool:
    """Whether a value lists alternatives: ``A | B | C``, or `` / `` between capitalised words."""
    return len(alternatives(value)) > 1


def alternatives(value: str) -> tuple[str, ...]:
    """The words of an enumeration as a template writes it; empty if it is none."""
    for separator in (" | ", "|", " / "):
        words = [word.strip() for word in value.split(separator)]
        if len(words) < 2 or not all(words):
            continue
        if separator == " / " and not all(word[0].isupper() and len(word.split()) <= 2 for word in words):
            continue
        if all(len(word) <= 40 and not set(word) & set("[]<>{}()") for word in words):
            return tuple(words)
    return ()


_NONE_WITHIN = re.compile(
    r"(?:(?:^|[:(\[–—-])\s*(?=n/a|not applicable)|(?:^|[:(\[–—]|(?<!\w)-)\s*(?=none\b))"
    r"(?P<answer>(?:n/a|not applicable|none)\b.*)",
    re.IGNORECASE | re.DOTALL,
)


def none_within(text: str) -> str | None:
    """The reason behind an ``N/A`` or ``None`` that closes a box: ``N/A: reason``, ``Types: None, no types``.

    ``""`` where there is no reason, None where there is no such answer.
    """
    found = _NONE_WITHIN.search(without_emphasis(visible(text)))
    return none_answer(found["answer"].rstrip(")] ")) if found else None
