"""Tell which requirement ids a document defines, and which it only mentions as gone, hidden or shown as code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclatch.documents import BlockKind, Document, Section
from speclatch.patterns import lazy_re
from speclatch.profiles.text import visible
from speclatch.references.tokens import ids_in, requirement_key, requirements_in

_COMMENT = lazy_re(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRUCK = lazy_re(r"~~(?:(?!~~).){1,2000}~~", re.DOTALL)
_STRIKE_TAG = lazy_re(r"<(?P<end>/?)(?:del|s|strike)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_CODE = lazy_re(r"(?<!`)(?P<mark>`{1,8})(?!`)(?P<text>[^`]{1,500})(?P=mark)(?!`)")
_TITLE = lazy_re(
    r"""(?<=\]\()(?P<target>[^\s()<>]{0,1000}|<[^<>\n]{0,1000}>)\s+(?:"[^"]{0,500}"|'[^']{0,500}'|\([^()]{0,500}\))\s*(?=\))"""
)
"""The target of a link and its title, which nobody sees who does not point at it."""
_RANGE = lazy_re(
    r"(?P<prefix>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+){0,8}-)(?P<first>\d{1,4})\s?(?:\.\.+|…|–|—|to|through)\s?"
    r"(?:(?P=prefix))?(?P<last>\d{1,4})(?!\w)"
)
_LONGEST_RANGE = 1_000
_GONE_WORD = (
    r"(?:removed|dropped|deleted|withdrawn|retired|cancell?ed|scrapped|discarded|supers?[ce]ded|replaced|obsolete|"
    r"descoped|rejected|abandoned|entfernt|gestrichen|gelöscht|entfällt|weggefallen|supprimée?s?|retirée?s?|abandonnée?s?|"
    r"eliminad[oa]s?|retirad[oa]s?|removid[oa]s?|удален[оаы]?|удалён|отменен[оаы]?|отменён)"
)
_HELPER = (
    r"(?:(?:was|were|is|are|has|have|had|been|got|now|since|wurden?|ist|sind|a|ont|été|est|fue|fueron|foi|foram|был[аои]?)"
    r"\s+){0,3}"
)
_AFTER = lazy_re(
    rf"[\s:,;.()\[\]|*_`–—-]{{0,12}}(?:{_HELPER}(?:\w+ly\s+)?{_GONE_WORD}"
    r"(?=\s*(?:\Z|[\n.,;:!()\[\]|*_–—-]|"
    r"(?:in|from|with|by|since|on|as|because|after|before|at|again|later|per|due|für|mit|in|seit|dans|en|por|em|в|с)\b))"
    r"|(?:已)?(?:删除|移除|作废|废弃)|(?:は)?(?:削除|廃止)|(?:삭제|폐기))",
    re.IGNORECASE,
)
_BEFORE = lazy_re(
    rf"(?:\b(?:{_GONE_WORD}|formerly|former|no longer|was|ex)|已删除|删除|削除)[\s:：*_`(\[-]{{1,6}}\Z", re.IGNORECASE
)
_LIST = lazy_re(r"[\s,;&*_`]{1,6}(?:and\s+|or\s+|und\s+|et\s+|y\s+)?\Z")
_GONE_TITLE = lazy_re(rf"\W*(?:\d[\d.]*\W+)?(?:{_GONE_WORD}|deprecated|已删除|削除)\b", re.IGNORECASE)


def defined_ids(document: Document) -> frozenset[str]:
    """The ids that a reader finds in a document as its own, in capitals; ranges (``REQ-01..05``) spelled out."""
    found: set[str] = set()
    for text in _texts(document):
        shown = _shown(text)
        found.update(requirement_key(name) for name in _kept(shown))
        found.update(ids_of_ranges(shown))
    return frozenset(found)


def ids_of_ranges(text: str) -> set[str]:
    """The ids that the ranges of a text (``REQ-01..05``) stand for, in capitals."""
    return {name for one in _RANGE.finditer(text) for name in _spelled_out(one)}


def without_code_and_comments(text: str) -> str:
    """A text without its HTML comments and code spans."""
    return _CODE.sub(" ", _COMMENT.sub(" ", text))


def without_struck(text: str) -> str:
    """A text without what is struck through in it."""
    text = _STRUCK.sub(" ", text) if "~~" in text else text
    return _without_struck(text) if "</" in text else text


def _texts(document: Document) -> Iterator[str]:
    """The texts that may define: front matter, headings and blocks, code and sections of what was removed aside."""
    for entry in document.front_matter.entries:
        yield from (scalar.text for scalar in entry.scalars)
    gone: dict[Section, bool] = {}
    for section in document.sections:
        outer = section.parent is not None and gone[section.parent]
        gone[section] = outer or _GONE_TITLE.match(section.title) is not None
        if not gone[section]:
            yield section.heading.source or section.title
    for block in document.blocks:
        if block.kind is not BlockKind.CODE and not (block.section is not None and gone[block.section]):
            yield block.text


def _shown(text: str) -> str:
    """A text without its comments, links' titles, what is struck through, and code that is more than an id."""
    if "](" in text:
        text = _TITLE.sub(lambda found: found["target"], text)
    if "<" in text:
        text = _COMMENT.sub(" ", text)
    text = without_struck(text)
    if "`" in text:
        text = _CODE.sub(lambda found: found["text"] if _is_id(found["text"]) else " ", text)
    return visible(text) if "<" in text else text


def _without_struck(text: str) -> str:
    """A text without what HTML strikes through (``<del>``, ``<s>``); a tag that nothing closes strikes nothing."""
    kept: list[str] = []
    depth, start, done = 0, 0, 0
    for tag in _STRIKE_TAG.finditer(text):
        if tag["end"]:
            if depth == 1:
                kept.append(text[done:start])
                done = tag.end()
            depth = max(0, depth - 1)
        else:
            start = tag.start() if depth == 0 else start
            depth += 1
    return " ".join((*kept, text[done:]))


def _is_id(text: str) -> bool:
    return any(name == text.strip(" []*") for name, _ in ids_in(text))


def _kept(text: str) -> Iterator[str]:
    """The ids of a text that are not said to be gone: ``REQ-1 was removed``, ``Removed: REQ-1, REQ-2``."""
    gone_before = False
    end = 0
    for name, start in requirements_in(text):
        between = text[max(end, start - 80) : start]
        gone_before = (gone_before and _LIST.fullmatch(between) is not None) or _BEFORE.search(between) is not None
        end = start + len(name)
        if not gone_before and _AFTER.match(text, end) is None:
            yield name


def _spelled_out(found: re.Match[str]) -> set[str]:
    """The ids of a range."""
    width, first = len(found["first"]), int(found["first"])
    numbers = range(first, min(int(found["last"]), first + _LONGEST_RANGE) + 1)
    return {f"{found['prefix']}{number:0{width}d}" for number in numbers}
