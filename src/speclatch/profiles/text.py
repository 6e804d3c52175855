"""How texts are compared: what is visible of them, what is blank, which are the same but for case and marks."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from speclatch.documents.seen import shows_nothing, without_empty, without_hidden, without_unseen, words_of_one_script
from speclatch.patterns import lazy_re

TAG = lazy_re(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_TAG_NAMES = (
    "a abbr b big blockquote br center code dd del details div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i "
    "img input ins kbd li mark ol p picture pre q s samp small source span strike strong sub summary sup svg table "
    "tbody td tfoot th thead tr tt u ul var video"
)
_HTML_TAGS = frozenset(_TAG_NAMES.split())
_FLAG_NAMES = "allowfullscreen autoplay checked compact controls disabled hidden loop muted nowrap open reversed"
_FLAGS = frozenset(_FLAG_NAMES.split())
"""Attributes that need no value; other words alone behind the name of a tag make it none."""
_PICTURES = frozenset({"img", "input", "picture", "svg", "video", "hr"})
"""Elements to look at, though they hold no words."""
_UNDERSCORES = lazy_re(r"(?<!\w)_++|(?<!_)_++(?!\w)")
_STRIKES = lazy_re(r"~{2,}")
_FULL_STOPS = frozenset(".。")
_BEFORE_FULL_STOP = frozenset("_\"')]")
"""What a full stop may stand behind besides a letter."""
RETYPED = "~"
"""What the second name of a guidance text begins with; see ``digests``."""
_SIGNS = lazy_re(r"[\\&<*_~]|:[a-z]")
"""What may stand for something else than it is: emphasis, escapes, HTML, an emoji's name."""
SHORTCODE = lazy_re(r"(?<![\w:`/]):(?P<name>[a-z][a-z0-9_]{0,40}):(?![\w:`])")
"""An emoji by its name, as GitHub shows it: ``:x:``."""
_SIGNS_BY_NAME = (
    "x=❌ heavy_multiplication_x=✖ negative_squared_cross_mark=❎ question=❓ grey_question=❔ no_entry=⛔ "
    "hourglass=⌛ hourglass_flowing_sand=⏳ construction=🚧 soon=🔜 shrug=🤷 thinking=🤔 warning=⚠ "
    "red_circle=🔴 orange_circle=🟠 yellow_circle=🟡 white_circle=⚪ green_circle=🟢 "
    "red_square=🟥 orange_square=🟧 yellow_square=🟨 green_square=🟩 white_large_square=⬜ "
    "white_check_mark=✅ heavy_check_mark=✔ ballot_box_with_check=☑"
)
_EMOJI = dict(one.split("=") for one in _SIGNS_BY_NAME.split())
"""Those that say how something stands."""
_ESCAPED = lazy_re(r"\\([!-/:-@\[-`{-~])")


@lru_cache(maxsize=4096)
def visible(text: str) -> str:
    """What a reader sees of Markdown source: without HTML comments and tags, entities resolved, trimmed."""
    text = without_hidden(text)
    if "<" in text:
        text = TAG.sub(lambda found: "" if is_html_tag(found[0]) else found[0], text)
    if ":" in text:
        text = SHORTCODE.sub(lambda found: _EMOJI.get(found["name"], found[0]), text)
    return without_unseen(text)


def is_html_tag(tag: str) -> bool:
    """Whether a text in angles is a tag of HTML: ``<Feature Name>`` and ``<A short title>`` are placeholders."""
    words = tag[1:-1].casefold().split()[1:] if "=" not in tag and "/" not in tag else ()
    return _tag_name(tag) in _HTML_TAGS and _FLAGS.issuperset(words)


def _tag_name(tag: str) -> str:
    return re.split(r"[\s/>]", tag.strip("</"), maxsplit=1)[0].casefold()


def is_blank(text: str) -> bool:
    """Whether nothing of a text is visible."""
    first = text[:1]
    if first.isascii() and first.isalnum():
        return False
    return _is_blank(text)


@lru_cache(maxsize=4096)
def _is_blank(text: str) -> bool:
    seen = without_hidden(text)
    if "<" in seen and any(_tag_name(found[0]) in _PICTURES for found in TAG.finditer(seen)):
        return False
    return shows_nothing(without_empty(visible(text)))


def shows_no_word(text: str) -> bool:
    """Whether a text is blank, also where a tag of no known name is taken for one: ``<x-y>`` shows nothing."""
    return is_blank(text) or ("<" in text and is_blank(TAG.sub("", text)))


_PLAIN = lazy_re(r"[^\W_]+(?:[ -][^\W_]+)*")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A text for comparison: visible, without emphasis and code marks, white space, width and case folded."""
    if _PLAIN.fullmatch(text):  # as nearly all phrases and labels are, and thousands are folded at every start
        return text.casefold() if text.isascii() else _folded_case(narrow(text))
    return _folded_case(without_emphasis(visible(narrow(text.replace("`", "")))))


TURKISH = str.maketrans({"İ": "i", "ı": "i"})
"""Letters of which Unicode's folding, which knows no language, makes others than Turkish does: ``BELİRLENECEK``."""


def _folded_case(text: str) -> str:
    folded = text.casefold() if text.isascii() else text.translate(TURKISH).casefold()
    return folded if folded.isascii() else words_of_one_script(without_unseen(narrow(folded)))


def narrow(text: str) -> str:
    """A text in the usual width and composition: ``ＴＢＤ：`` is ``TBD:``."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def without_emphasis(text: str) -> str:
    """A visible text without the marks of emphasis and deletion, trimmed."""
    bare = text.replace("*", "")
    if "_" in bare:
        bare = _UNDERSCORES.sub("", bare)
    if "~~" in bare:
        bare = _STRIKES.sub("", bare)
    return text if bare == text else without_unseen(bare)


def unescaped(text: str) -> str:
    r"""A text as it is shown, its backslashes and entities resolved: ``\[Condition\]`` is ``[Condition]``."""
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return without_hidden(text) if "&" in text else text


def digest(text: str) -> str:
    """Name a guidance text without quoting it: a hash of its visible text, emphasis and white space folded."""
    plain = _SIGNS.search(text) is None  # as most are: they show what they are, white space aside
    seen = without_unseen(text) if plain else without_emphasis(visible(unescaped(text)))
    bare = seen.strip("\"'").strip()
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@lru_cache(maxsize=4096)
def digests(text: str) -> tuple[str, str]:
    """A text's own name, and that of whoever retypes it: letter case and the full stop at its end do not count.

    Several rules ask for those of one text.
    """
    retyped = text.strip()
    if retyped[-1:] in _FULL_STOPS and (retyped[-2:-1].isalnum() or retyped[-2:-1] in _BEFORE_FULL_STOP):
        retyped = retyped[:-1]
    return digest(text), RETYPED + digest(retyped.casefold())


def blanked(line: str, spans: Iterable[tuple[int, int]]) -> str:
    """A line with blanks in the place of some spans, each from a 0-based column to the one behind its last."""
    for start, end in spans:
        line = f"{line[:start]}{' ' * (min(end, len(line)) - start)}{line[end:]}"
    return line
