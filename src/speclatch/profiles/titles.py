"""How titles and labels are compared: numbering in any script, marks and decoration off, case folded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from speclatch.config.model import Words
from speclatch.patterns import lazy_re
from speclatch.profiles.brackets import IDENTIFIER
from speclatch.profiles.demands import without_marks
from speclatch.profiles.text import SHORTCODE, fold, narrow, unescaped
from speclatch.profiles.words import NO_WORDS

_CHINESE = "零〇一二三四五六七八九十百两兩壹贰貳叁參肆伍陆陸柒捌玖拾"
_ROMAN = r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_WORD = r"(?:section|sec\.|chapter|kapitel|abschnitt|chapitre|sección|seção|secção|capítulo|раздел|глава|§)"
_SIGN = r"(?:[.):、．。]+\s*|\s+[-–—:]\s+|\s*[-–—]\s+)"
_NUMBERING = lazy_re(
    rf"^(?:{_WORD}\s*)?(?:"
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{0,5}})(?:[.):、]+\s*|\s+[-–—:]\s+|\s+)(?=\S)|"
    rf"[(]\s*(?P<inner>\d{{1,3}}|[{_CHINESE}]{{1,5}}|{_ROMAN})\s*[)]\s*(?=\S)|"
    rf"(?P<chinese>[{_CHINESE}]{{1,5}})[、.．,:]\s*(?=\S)|"
    rf"第\s*(?P<chapter>\d{{1,3}}|[{_CHINESE}]{{1,5}})\s*[章节節部回篇条項编編][\s:、.．-]*(?=\S)|"
    rf"제\s*(?P<korean>\d{{1,3}})\s*[장절부조항][\s:.-]*(?=\S)|"
    rf"(?P<roman>{_ROMAN}){_SIGN}(?=\S)|"
    rf"(?P<letter>[A-Za-z])[.)]\s+(?=\S))",
    re.IGNORECASE,
)
_CIRCLED = lazy_re(r"^([①-⑳❶-❿➀-➉]|[Ⅰ-ⅻ])\s*[.、):]?\s*")
_ANCHOR = lazy_re(r"\s*\{#[\w:.-]{1,100}\}\s*$")
_BRACKETED_ID = lazy_re(r"\[(" + IDENTIFIER.pattern + r")\]")
_LEADING_ID = lazy_re(r"^\W*\[?(?P<id>" + IDENTIFIER.pattern + r")\]?(?P<sign>[\s:.–—-]+)(?=[\w`*])")
_BOX = lazy_re(r"^\s*(?:[-*+]\s+)?\\?\[[ xX]?\\?\]\s+")
_END_SIGNS = " :.：。"
_LINKED = lazy_re(r"\[([^\[\]]+)\](?:\([^()]*\)|\[[^\[\]]*\])")
_BREAK = lazy_re(r"<br\s*/?>", re.IGNORECASE)


def title_number(title: str) -> str:
    """The numbering a title opens with, in figures (``4.2``, ``3`` for ``三、`` or ``III.``), or ``""``."""
    circled = _CIRCLED.match(title.strip())
    if circled:
        return str(int(unicodedata.numeric(circled[1])))
    found = _NUMBERING.match(narrow(title).strip())
    if found is None:
        return ""
    written = next(
        (found[name] for name in ("number", "inner", "chinese", "chapter", "korean", "roman") if found[name]), ""
    )
    return ".".join(_figures(part) for part in written.split("."))


def _figures(written: str) -> str:
    """A number in figures, from digits of any script, Chinese or Roman numerals."""
    if not written or written.isdecimal():
        return str(int(written)) if written else ""
    if written[0] in _CHINESE:
        return str(_chinese(written))
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in written.upper()]
    following = [*values[1:], 0]
    return str(sum(-value if value < after else value for value, after in zip(values, following, strict=True)))


def _chinese(written: str) -> int:
    total, digit = 0, 0
    for sign in written:
        value = 2 if sign == "两" else int(unicodedata.numeric(sign))  # older tables of Unicode have no value for it
        if value >= 10:
            total += max(digit, 1) * value
            digit = 0
        else:
            digit = value
    return total + digit


def without_number(title: str) -> str:
    """A title without the numbering it opens with."""
    bare = title.strip()
    if not bare.isascii():
        bare = narrow(_CIRCLED.sub("", bare, count=1))
    return _NUMBERING.sub("", bare, count=1)


@lru_cache(maxsize=8192)
def normalise_title(title: str, words: Words = NO_WORDS) -> str:
    """A heading for comparison: numbering, decoration and marks off, case and white space folded."""
    bare = title.strip()
    if "{#" in bare:
        bare = _ANCHOR.sub("", bare)
    bare = without_marks(without_number(_undecorated(bare)), words)
    return fold(bare).strip(_END_SIGNS)


def row_name(cell: str) -> str:
    """What a row asks, for comparison: as a title, links by their words, and without the question mark at its end."""
    bare = _LINKED.sub(r"\1", cell) if "]" in cell else cell
    return normalise_title(_BREAK.sub(" ", bare) if "<" in bare else bare).rstrip("?？! ")


def _undecorated(title: str) -> str:
    """A title without the signs that decorate its ends: emphasis, an emoji."""
    bare = title.strip("*_ ") if title[:1] in "*_" else title
    if ":" in bare:
        bare = SHORTCODE.sub(" ", bare).strip() or bare
    if bare.isascii():
        return bare
    start = next((at for at, char in enumerate(bare) if not _decorates(char)), len(bare))
    end = next((at for at in range(len(bare), start, -1) if not _decorates(bare[at - 1])), start)
    return bare[start:end] or bare


def _decorates(char: str) -> bool:
    return char.isspace() or (unicodedata.category(char) in {"So", "Sk", "Cf", "Mn"} and not _CIRCLED.match(char))


def normalise_label(label: str, words: Words = NO_WORDS) -> str:
    """A label for comparison: emphasis, code marks, a box, an identifier and marks off, case folded.

    An identifier that is all a label says (``FR-001``) stays, without its brackets.
    """
    bare = unescaped(without_marks(_BOX.sub("", label, count=1), words))
    if "-" in bare:
        leading = _LEADING_ID.match(bare.lstrip("*_` "))
        bare = bare.lstrip("*_` ")[leading.end() :] if leading else _BRACKETED_ID.sub(r"\1", bare)
    return fold(bare).strip(_END_SIGNS)


def label_id(label: str) -> str:
    """The identifier a label opens with, or ``""``."""
    found = IDENTIFIER.match(label.lstrip("*_`[ "))
    return found[0] if found else ""
