"""Search the bytes of documents for names that a reference may use, however the document writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from posixpath import basename
from urllib.parse import unquote

from speclatch.globs import is_glob_of
from speclatch.patterns import lazy_re

FEW = 64
"""Up to so many words each is looked for by itself, which is faster than taking a text apart."""
_MAX_GLOB = 300
_ESCAPE = lazy_re(r"\\(?=[!-/:-@\[-`{-~])")
_OTHERWISE = lazy_re(rb"%[0-9A-Fa-f]{2}|\\[!-/:-@\[-`{-~]|&[#A-Za-z]")
_SIGN = lazy_re(r"[*?]")
_BEFORE_SIGN = lazy_re(r"(?<![\w./-])[\w./-]+\Z")
_BEHIND_SIGN = lazy_re(r"[*?][\w.*?/-]{0,300}")
_TOKEN = lazy_re(r"[\w.@+~-]+")
_ID = lazy_re(r"(?<![^\W_])(?P<prefix>[^\W\d_](?:[^\W_]|-(?=[^\W_]))*?-)0*(?P<number>\d+[a-z]?)(?![^\W_])")


@dataclass(frozen=True)
class Needles:
    """What is searched for, all case folded.

    ``names`` are whole file names, ``ids`` are ids without leading zeros in their number, ``numbers`` are the numbers
    of ids of any prefix. ``stems`` are names that say something only beside a separator of paths: folders, files
    without an ending; each with the folder it stands in.
    ``texts`` count wherever they stand. ``globbed`` are names that a glob in the document may match.
    """

    names: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    stems: frozenset[tuple[str, str]] = frozenset()
    texts: frozenset[str] = frozenset()
    globbed: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is anything to search for."""
        return bool(self.names or self.ids or self.numbers or self.stems or self.texts)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What a document holds, letter by letter, if it holds a name or a text."""
        return tuple(sorted({*self.names, *self.texts}))

    @cached_property
    def stem_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """A pattern for each stem, with the letters that it is worth trying on."""
        return tuple((stem, _beside_a_segment(stem, parent)) for stem, parent in sorted(self.stems))

    @cached_property
    def id_pattern(self) -> re.Pattern[str] | None:
        """Finds one of a few ids, with any zeros."""
        if len(self.ids) + len(self.numbers) > FEW:
            return None
        any_prefix = [rf"[^\W\d_]-0*{number}(?![^\W_])" for number in sorted(self.numbers)]
        return re.compile("|".join([*(_of_id(name) for name in sorted(self.ids)), *any_prefix]))


_BEFORE = r"[/(<\"'\[=`]|\]:[ \t]{0,3}"
"""What may stand before a path that is one name: a step, or what opens a link, a quotation or a code span."""


def _beside_a_segment(stem: str, parent: str) -> re.Pattern[str]:
    """A stem where it is a part of a path or the whole target of a link; ``parent`` is the folder it stands in."""
    name, folder = re.escape(stem), re.escape(parent)
    within = rf"|(?<![^\W_]){folder}/" if parent else ""
    return re.compile(rf"(?:{_BEFORE}{within}){name}(?![^\W_]|-\w)|(?<![\w-]){name}/")


def _of_id(name: str) -> str:
    """A pattern for an id with any zeros before its number."""
    prefix, _, number = name.rpartition("-")
    return rf"{re.escape(prefix)}-0*{re.escape(number)}(?![^\W_])"


def folded_id(name: str) -> str:
    """An id case folded, without the zeros before its number."""
    prefix, dash, number = name.casefold().rpartition("-")
    return f"{prefix}{dash}{number.lstrip('0') or '0'}" if dash else name.casefold()


def holds(raw: bytes, needles: Needles) -> bool:
    """Whether a document's text holds what is searched for: if not, nothing it refers to is among it."""
    text = raw.decode("utf-8", "replace")
    if _found(text.casefold(), needles):
        return True
    if _OTHERWISE.search(raw) is None:
        return False
    return _found(unescape(unquote(_ESCAPE.sub("", text))).casefold(), needles)


def _found(text: str, needles: Needles) -> bool:
    if len(needles.words) <= FEW:
        if any(word in text for word in needles.words):
            return True
    elif _any_token(text, needles):
        return True
    if (needles.ids or needles.numbers) and _any_id(text, needles):
        return True
    if any(stem in text and pattern.search(text) for stem, pattern in needles.stem_patterns):
        return True
    return bool(needles.globbed) and _any_glob(text, needles.globbed)


def _any_token(text: str, needles: Needles) -> bool:
    """Whether one of many words is there: those that are one token are looked up, the others looked for."""
    tokens = set(_TOKEN.findall(text))
    tokens |= {token.strip(".-~") for token in tokens}
    if not tokens.isdisjoint(needles.words):
        return True
    return any(word in text for word in needles.words if _TOKEN.fullmatch(word) is None)


def _any_id(text: str, needles: Needles) -> bool:
    if needles.id_pattern is not None:
        return needles.id_pattern.search(text) is not None
    known, numbers = needles.ids, needles.numbers
    return any(
        f"{found['prefix']}{found['number']}" in known or found["number"] in numbers for found in _ID.finditer(text)
    )


def _any_glob(text: str, names: Iterable[str]) -> bool:
    """Whether a glob in a text may match one of the names; one of signs alone says nothing."""
    if "*" not in text and "?" not in text:
        return False
    globs = {basename(glob.rstrip("/")) for glob in _globs(text)}
    specific = [glob for glob in globs if glob.strip("*?._-")]
    return any(is_glob_of(glob, name) for glob in specific for name in names)


def _globs(text: str) -> Iterator[str]:
    """The globs in a text: each is looked at around its first sign, so that the words between cost nothing."""
    done = 0
    for sign in _SIGN.finditer(text):
        at = sign.start()
        if at < done:
            continue
        before = _BEFORE_SIGN.search(text, max(done, at - _MAX_GLOB), at)
        behind = _BEHIND_SIGN.match(text, at)
        done = behind.end() if behind is not None else at + 1
        yield text[before.start() if before is not None else at : done]
