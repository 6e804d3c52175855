"""What a sentence says to be in the repository: the paths in it, and `path: symbol`. Text alone, no tree is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from speclatch.patterns import lazy_re
from speclatch.references.claim_words import (
    ABSENT_BEFORE,
    ABSENT_BEHIND,
    ALONE,
    CHOICE,
    DOMAIN,
    ELSEWHERE,
    GENERATED,
    HOLE,
    MAKES,
    OTHER,
    PROSE,
    SOURCE,
    TITLES,
    USED_BY,
    WRITES_TO,
)
from speclatch.references.tokens import LINES, SCHEME

MAX_PATH = 300
"""Characters of the longest path that is looked for."""
MAX_TEXT = 20_000
"""Characters of a text that are looked at."""
MAX_CLAIMS = 200
"""Paths of one text that are looked for; who names more lists a folder."""


class Claim(NamedTuple):
    """A path that a text names, perhaps with a symbol in that file.

    ``text`` is what stands there, from offset ``start``; ``path`` is it without what opens it (``./``, ``@/``).
    ``is_sure`` says that it ends like a file that people write; else the tree has to know a part of it. ``is_choice``:
    it is one of several, any of which will do.
    """

    text: str
    path: str
    start: int
    symbol: str = ""
    is_sure: bool = True
    is_choice: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether it is written like a folder, or like a file without its ending."""
        return "." not in self.path.rpartition("/")[2]

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


_CODE = lazy_re(r"(?<!`)(?P<mark>`{1,3})(?!`)(?P<text>[^`]{1,2000})(?<!`)(?P=mark)(?!`)")
_WORD = lazy_re(r"[^\s,;|\"'“”‘’«»\u2190-\u21ff\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]+")
"""A word of prose: scripts without blanks between words stand next to paths."""
_LINK = lazy_re(r"(?<!\\)\[(?P<text>[^\[\]\n]{0,300})\]\((?P<target>[^()\s]{1,500})(?:\s[^()\n]{0,300})?\)")
_STRUCK = lazy_re(r"~~(?:(?!~~).){1,2000}~~|<(?P<tag>del|s|strike)>.{0,2000}?</(?P=tag)>", re.DOTALL)
_COMMENT = lazy_re(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SYMBOL = lazy_re(
    r"(?P<path>\S+?\.\w{1,12})(?::\s?|::|#)(?P<symbol>[A-Za-z_$][\w$]*(?:(?:\.|::|->|#)[A-Za-z_$][\w$]*)*)"
    r"(?:\(\)|\([^()]{0,100}\))?"
)
_SEGMENT = lazy_re(
    r"(?:\[{1,2}(?:\.{3})?[A-Za-z][\w-]{0,80}\]{1,2}|\(\.{0,3}[A-Za-z][\w-]{0,80}\)|[\w.+~=%@-]|[^\x00-\x7f\w])+"
)
_ROUTE = lazy_re(r"\[{1,2}(?:\.{3})?[A-Za-z][\w-]*\]{1,2}|\([A-Za-z][\w-]*\)")
_OPENING = lazy_re(r"(?:\./|@/|\$lib/)+")
CONTEXT = 60
"""Characters before and behind a path in which it is looked for what a text says of it."""


def claims_in(text: str) -> Iterator[Claim]:
    """The paths that a text says to be there, in order.

    What is struck, a command, a glob, a URL or a placeholder names nothing; nor does what goes away, what a program
    writes, an example. A code span with a blank in it is a command, but for ``path: symbol``.
    """
    if ELSEWHERE.search(text[:MAX_TEXT]):
        return
    for claim in islice(_named(text[:MAX_TEXT]), MAX_CLAIMS):
        before, behind = _around(text, claim)
        if not ABSENT_BEFORE.search(before) and not ABSENT_BEHIND.match(behind) and not _is_of_others(text, claim):
            if claim.is_folder and not MAKES.search(text, 0, claim.start):
                continue
            near = before[-20:] + " " + behind[:20]
            yield claim._replace(is_choice=bool(CHOICE.search(near)))


def _is_of_others(text: str, claim: Claim) -> bool:
    """Whether a path is named for what uses the work, or for what a program writes when it runs."""
    before = text[max(0, claim.start - 2 * CONTEXT) : claim.start]
    writes = not claim.is_sure and not PROSE.fullmatch(claim.path) and WRITES_TO.search(before)
    return bool(writes or USED_BY.search(before))


def _around(text: str, claim: Claim) -> tuple[str, str]:
    """What stands before a path in its clause, and behind it."""
    before = text[max(0, claim.start - CONTEXT) : claim.start]
    clause = max((found.end() for found in _CLAUSE.finditer(before)), default=0)
    return before[clause:], text[claim.end : claim.end + CONTEXT]


_CLAUSE = lazy_re(r"[.;:!?](?=\s)|[\u3002\uff1b\uff1a\u2192]|->|=>|\b(?:to|into|in|as|with|at|by)\s(?=\W*\Z)")
"""What ends a clause; a preposition right before a path begins one: ``move x to y``."""


def _named(text: str) -> Iterator[Claim]:
    hidden = [found.span() for pattern in (_COMMENT, _STRUCK) for found in pattern.finditer(text)]
    shown = list(text)
    for low, high in hidden:
        shown[low:high] = " " * (high - low)
    text = "".join(shown)
    at = 0
    for found in _CODE.finditer(text):
        yield from _in_prose(text, at, found.start())
        yield from _in_code(found["text"], found.start("text"))
        at = found.end()
    yield from _in_prose(text, at, len(text))


def _in_code(code: str, offset: int) -> Iterator[Claim]:
    bare = code.strip()
    offset += len(code) - len(code.lstrip())
    if SCHEME.match(bare) or len(bare) > MAX_PATH:
        return
    named = _SYMBOL.fullmatch(bare)
    claim = None
    if named is not None:
        claim = _claim(named["path"], offset, is_code=True)
        claim = claim and claim._replace(text=bare, symbol=_LAST.split(named["symbol"])[-1])
    elif bare and not re.search(r"\s", bare):
        claim = _claim(bare, offset, is_code=True)
    if claim is not None:
        yield claim


_LAST = lazy_re(r"\.|::|->|#")


def _in_prose(text: str, start: int, end: int) -> Iterator[Claim]:
    """The paths among words; links are checked as links."""
    at = start
    for link in _LINK.finditer(text, start, end):
        yield from _words(text, at, link.start())
        at = link.end()
    yield from _words(text, at, end)


def _words(text: str, start: int, end: int) -> Iterator[Claim]:
    for found in _WORD.finditer(text, start, end):
        word, at = found[0], found.start()
        if "." not in word or len(word) > MAX_PATH:
            continue
        low, high = _bare(word)
        claim = _claim(word[low:high], at + low, is_code=False)
        if claim is not None:
            yield claim


def _bare(word: str) -> tuple[int, int]:
    """A word without emphasis, without what ends a sentence, without brackets that it does not close itself."""
    low, high = 0, len(word)
    changed = True
    while changed and low < high:
        changed = False
        if word[high - 1] in ".:!?>}`" or (word[high - 1] in ")]" and _is_odd(word, low, high, word[high - 1])):
            high, changed = high - 1, True
        elif word[low] in "<{" or (word[low] in "([" and _is_odd(word, low, high, word[low])) or word[low] == "*":
            low, changed = low + 1, True
        elif word[high - 1] == "*":
            high, changed = high - 1, True
        elif word[low] == word[high - 1] == "_" and high - low > 2:
            low, high, changed = low + 1, high - 1, True
    return low, high


_PAIR = {")": ("(", ")"), "]": ("[", "]"), "(": ("(", ")"), "[": ("[", "]")}


def _is_odd(word: str, low: int, high: int, sign: str) -> bool:
    """Whether a bracket at the end of a word has no other half in it."""
    opening, closing = _PAIR[sign]
    return word.count(opening, low, high) != word.count(closing, low, high)


def _claim(word: str, offset: int, *, is_code: bool) -> Claim | None:
    """The path that a word is, if it is one."""
    if len(word) > MAX_PATH or SCHEME.match(word):
        return None
    bare = LINES.sub("", word.partition("#")[0])
    opening = _OPENING.match(bare)
    path = bare[opening.end() :] if opening is not None else bare
    if not path or path.startswith(("~", "-", "$")) or _is_hollow(path):
        return None
    parts = path.rstrip("/").split("/")
    if ".." in parts or (parts[0].startswith("@") and len(parts) == 2):
        return None  # seen from a place that nobody knows; a package of a scope
    named = [part for part in parts if part != "."]
    if not named or not all(map(_SEGMENT.fullmatch, named)) or not GENERATED.isdisjoint(map(str.lower, named)):
        return None
    kind = _kind(named[-1], path, is_code=is_code, is_alone=len(parts) == 1)
    return None if kind is None else Claim(word, path, offset, is_sure=kind)


def _is_hollow(path: str) -> bool:
    """Whether a path stands for many, for one that is to be thought of, or for a page of the web."""
    return bool(HOLE.search(_ROUTE.sub("x", path))) or bool("/" in path and DOMAIN.match(path.partition("/")[0]))


def _kind(name: str, path: str, *, is_code: bool, is_alone: bool) -> bool | None:
    """Whether a path is surely one of the repository (True), or if the tree knows a part of it; None: it is none."""
    stem, dot, ending = name.rpartition(".")
    if path.endswith("/") or not dot:
        return False if is_code and not is_alone else None
    if not stem or ".local" in name or name.startswith(".env"):
        return None
    source, other = SOURCE.fullmatch(ending.lower()), OTHER.fullmatch(ending.lower())
    if is_alone:
        named = source is not None and len(ending) > 1 and not ALONE.fullmatch(name)
        return True if named and not (TITLES.fullmatch(name) and not is_code) else None
    return True if source is not None else (False if other is not None else None)
