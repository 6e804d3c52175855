"""What nobody sees, or can tell apart: characters without a look, Markdown that shows nothing, letters that look alike.

Answers, names and quotes go by it alike.
"""

from __future__ import annotations

import html
import re
import unicodedata

from speclatch.patterns import lazy_re

# Control, format (bidi marks, zero-width, tags), surrogate, private and line/paragraph separator
# characters: each can hide, reorder or break text. Unassigned ones have no look that people could agree
# on.
_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters, signs and marks of other categories that fonts draw as nothing.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\ufffc\U0001d159")
_COMBINING = frozenset({"Mn", "Me"})
_SUSPECT = lazy_re(r"[^\t-\r\x1c-~]")
"""What is none of ASCII's letters, signs and white space: looked at one by one."""
_CONTROLS = bytes({*range(128)} - {*range(9, 14), *range(28, 127)})
_VARIANTS = lazy_re("[\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_PRINTED_AS_NOTHING = lazy_re(f"[{''.join(sorted(_BLANKS))}\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What Python calls printable, and nobody sees."""

_COMMENT = lazy_re(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HIDDEN = lazy_re(
    r"<(script|style|template|title|head|iframe|noembed|noframes|noscript|object|select|datalist|xmp)\b[^<>]*>"
    r"(?:(?!</?\1\b).)*</\1\s*>|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![A-Za-z][^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_EMPTY_ELEMENT = lazy_re(r"<([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?>\s*</\1\s*>")
_EMPTY_LINK = lazy_re(r"(?<!!)\[\s*\](?:\([^()\[\]]*\)|\[[^\[\]]*\])|!\[\s*\]\(\s*(?:<>)?\s*\)")
"""A link with nothing to click on; an image without words is one to look at, if it has an address."""
_EMPTY_CODE = lazy_re(r"(?<!`)(`{1,3})[ \t\n]+\1(?!`)")
_EMPTY_MATH = lazy_re(
    r"\$\$?`?(?:[~\s{}]|\\[ ,;:!>]|\\(?:q?quad|hfill|null|relax)\b|\\[hv]?phantom\{[^{}$]*\}|"
    r"\\hspace\*?\{[^{}$]*\}|\\(?:text|mathrm|mbox)\{\s*\})++`?\$\$?"
)


def is_unseen(char: str) -> bool:
    """Whether a character has no look of its own, white space and combining marks aside."""
    return char in _BLANKS or unicodedata.category(char) in _CATEGORIES


def shows_nothing(text: str) -> bool:
    """Whether no character of a text is seen: white space, the unseen, and marks that have nothing to stand on."""
    return all(char.isspace() or is_unseen(char) or unicodedata.category(char) in _COMBINING for char in text)


def without_unseen(text: str) -> str:
    """A text without the characters that nobody sees; runs of white space are one blank, none at the ends."""
    spaced = " ".join(text.split())
    if spaced.isprintable() and (spaced.isascii() or not _PRINTED_AS_NOTHING.search(spaced)):  # as nearly all texts are
        return spaced
    if text.isascii():
        return " ".join(text.encode().translate(None, _CONTROLS).decode().split())
    text = _VARIANTS.sub("", text)
    return " ".join(_SUSPECT.sub(_if_seen, text).split())


def _if_seen(found: re.Match[str]) -> str:
    char = found[0]
    return char if char.isspace() or not is_unseen(char) else ""


def without_hidden(text: str) -> str:
    """Markdown source without comments, elements that show nothing, and entities resolved."""
    if "<" in text:
        text = _COMMENT.sub("", text)
        text = _HIDDEN.sub("", text)
        text = _EMPTY_ELEMENT.sub("", text)
    return html.unescape(text) if "&" in text else text


def without_empty(text: str) -> str:
    """A text without links, code and formulas that show nothing."""
    if "](" in text or "][" in text:
        text = _EMPTY_LINK.sub("", text)
    if "`" in text:
        text = _EMPTY_CODE.sub("", text)
    return _EMPTY_MATH.sub("", text) if "$" in text else text


_CAPITALS = ("АВЕЅІЈКМНОРСТУХ", "ABESIJKMHOPCTYX")
_GREEK_CAPITALS = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")
_SMALL = ("аеіјорсухѕԁαορτυικν", "aeijopcyxsdaoptuikv")
"""Letters of Cyrillic and Greek, and those of Latin that they look like (Unicode's confusables)."""
_ALIKE, _LIKE = map("".join, zip(_CAPITALS, _GREEK_CAPITALS, _SMALL, strict=True))
_LATIN = str.maketrans(_ALIKE, _LIKE)
_OF_TWO_SCRIPTS = lazy_re(rf"(?<!\w)(?=[{_ALIKE}]*[A-Za-z])(?=[A-Za-z]*[{_ALIKE}])[A-Za-z{_ALIKE}]++")
_FOLDED_ALIKE = _CAPITALS[0].lower() + _SMALL[0]
_FOLDED_LATIN = str.maketrans(_FOLDED_ALIKE, _CAPITALS[1].lower() + _SMALL[1])
_FOLDED_OF_TWO = lazy_re(rf"(?<!\w)(?=[{_FOLDED_ALIKE}]*[a-z])(?=[a-z]*[{_FOLDED_ALIKE}])[a-z{_FOLDED_ALIKE}]++(?!\w)")


def name_of_one_script(text: str) -> str:
    """A name whose letters are Latin where Latin ones stand among others that look like them."""
    return _OF_TWO_SCRIPTS.sub(lambda found: found[0].translate(_LATIN), text)


def words_of_one_script(text: str) -> str:
    """The same of the words of a text whose case is folded, so that a small letter may have been a capital."""
    return _FOLDED_OF_TWO.sub(lambda found: found[0].translate(_FOLDED_LATIN), text)
