"""The one grammar of a reference: what a value names (path, id, URL, nothing, a placeholder), and where."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from speclatch.profiles.wording import answers_nothing, bracket_spans, none_answer
from speclatch.references.scanning import links, pieces, trimmed, unwrapped


class Form(enum.Enum):
    """What a piece of text is, read as a reference."""

    PATH = "path"
    ANCHOR = "anchor"  # ``#section`` of the same file
    ID = "id"
    URL = "url"
    NOTHING = "nothing"  # ``None``, ``N/A``: an answer
    PLACEHOLDER = "placeholder"  # ``[Link to PRD]``, ``PRD-###``, ``TBD``, blank
    PROSE = "prose"  # words that name no target


class ParsedReference(NamedTuple):
    """One reference in a text. Offsets count characters of that text, ends are exclusive.

    ``target`` is the path without anchor and line numbers, the id without version, the URL or the word
    itself. ``start`` and ``end`` span what a fix replaces (the path alone, the id); ``whole_end`` also takes
    in anchor and line numbers. ``link`` says that it is the destination of a Markdown link, which is relative
    to its file and percent-encoded; ``label`` is that link's text and ``label_start`` its offset.
    """

    form: Form
    target: str
    start: int
    end: int
    whole_end: int
    anchor: str = ""
    anchor_start: int = -1
    lines: str = ""
    link: bool = False
    label: str = ""
    label_start: int = -1

    @property
    def path(self) -> str:
        """The target as a path of the tree: a link's percent-encoding and query taken off."""
        if not self.link:
            return self.target
        return unquote(self.target.partition("?")[0], errors="surrogateescape")


_DOCUMENTS = re.compile(
    r"(?:md|markdown|mdx|mdown|mkd|txt|rst|adoc|html?|pdf|docx|archived|ya?ml|json|toml|sql|proto|graphql|prisma|"
    r"puml|drawio|excalidraw|csv)",
    re.IGNORECASE,
)
"""What a bare word must end in to be taken for a file's name (``Node.js`` is none)."""

_SOURCES = re.compile(r"(?:py|rb|[jt]sx?|go|rs|java|kt|sh|ipynb|png|svg|jpe?g|gif)", re.IGNORECASE)
"""What else a path with a folder may end in."""

_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{1,30}:)?//|(?:mailto|tel|data|javascript|urn):", re.IGNORECASE)
_ID = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+){0,8}-\d+[A-Za-z]?(?![\w-])")
_WHOLE_ID = re.compile(rf"(?P<id>{_ID.pattern})(?:@[\w.+-]+)?[.:]?(?:\s.*)?", re.DOTALL)
_LINES = re.compile(r":\d+(?:[-–:]\d+)?(?:,\s?\d+(?:-\d+)?)*$")
_UNFILLED = re.compile(
    r"#{2,}|\bYYYY|(?<![A-Za-z0-9])(?:X{2,}|N{3,})(?![A-Za-z0-9])|<[A-Za-z][\w .-]{0,60}>|"
    r"\{[A-Za-z][\w .-]{0,60}\}|\[[A-Za-z][\w .-]{0,60}\](?!\()|\.\.\.|…"
)
_LINK_TO = re.compile(r"\W*(?:links? to\b|links?\W*$|url\W*$|paths? to\b)", re.IGNORECASE)
_REMARK = re.compile(r"\s+(?:[(#–—\[]|-\s)")
_FOLDERS = re.compile(r"[\w.@+%~#:,&=!$-]+(?:/[\w.@+%~#:,&=!$()-]*)+")
_FORMERLY = re.compile(
    r"\b(?:was|were|formerly|previously|once|ex|renamed from|renumbered from|"
    r"supersed(?:es|ing)|replac(?:es|ing)|instead of)\W+$",
    re.IGNORECASE,
)
"""What stands before the id of a document that is no more, or holds no more."""

_MAX_TEXT = 20_000
"""Characters of one value that are looked at; a longer one is no list of references."""


def parse_reference(text: str, *, whole: bool = True) -> tuple[ParsedReference, ...]:
    """Read a value as references, in order; one that names none gives NOTHING, PLACEHOLDER or PROSE.

    ``whole`` says that the value is nothing but references (a front-matter value), so that plain words in it
    mean something; a body text is read with ``whole=False``, and only what surely is a reference counts.
    """
    text = _unlisted(text[:_MAX_TEXT])
    found = [one for start, end in pieces(text) for one in _piece(text, start, end, whole=whole)]
    solid = [one for one in found if one.form is not Form.PROSE]
    if solid or not whole:
        return tuple(solid)
    return tuple(found[:1]) or (_reference(Form.PLACEHOLDER, "", 0, len(text)),)


def parse_destination(target: str) -> ParsedReference:
    """Read the destination of a Markdown link, as GitHub does: relative to its file, percent-encoded."""
    if _SCHEME.match(target):
        return _reference(Form.URL, target, 0, len(target))
    return _path(target, 0, len(target))._replace(link=True)


def ids_in(text: str) -> list[tuple[str, int]]:
    """The ids in a text with their offsets: a capital letter, hyphens, digits (``REQ-PRD-FUN-01``)."""
    return [(found[0], found.start()) for found in _ID.finditer(text) if found[0][0].isupper()]


def _reference(form: Form, target: str, start: int, end: int) -> ParsedReference:
    return ParsedReference(form, target, start, end, end)


def _unlisted(text: str) -> str:
    """Blank the brackets of a list that stands in a string (``"[ADR-015, docs/x.md]"``)."""
    bare = text.strip()
    if not (bare.startswith("[") and bare.endswith("]") and "](" not in bare and _names_target(bare)):
        return text
    at = text.index("[")
    return f"{text[:at]} {text[at + 1 : at + len(bare) - 1]} {text[at + len(bare) :]}"


def _piece(text: str, start: int, end: int, *, whole: bool) -> Iterator[ParsedReference]:
    """One piece of a list: a link, an answer, a placeholder, or plain text."""
    outer = text[slice(*trimmed(text, start, end))]
    found = list(_links(text, start, end))
    start, end = unwrapped(text, start, end)
    value = text[start:end]
    if found:
        yield from found
    elif none_answer(value) is not None or value in {"null", "~"}:
        yield _reference(Form.NOTHING, value, start, end)
    elif _is_placeholder(value, outer):
        if value or whole:
            yield _reference(Form.PLACEHOLDER, value, start, end)
    else:
        yield from _plain(text, start, end, whole=whole)


def _links(text: str, start: int, end: int) -> Iterator[ParsedReference]:
    for link in links(text, start, end):
        one = parse_destination(text[link.start : link.end])
        yield one._replace(
            start=one.start + link.start,
            end=one.end + link.start,
            whole_end=one.whole_end + link.start,
            anchor_start=one.anchor_start + link.start if one.anchor_start >= 0 else -1,
            label=text[link.label_start : link.label_end],
            label_start=link.label_start,
        )


def _plain(text: str, start: int, end: int, *, whole: bool) -> Iterator[ParsedReference]:
    """A piece without a Markdown link: a URL, an id, a path, or words among which there are such."""
    value = text[start:end]
    first = value.split()[0]
    if _SCHEME.match(value):
        yield _reference(Form.URL, first, start, start + len(first))
    elif (identified := _WHOLE_ID.fullmatch(value)) and not _names_file(first):
        yield _reference(Form.ID, identified["id"], start, start + len(identified["id"]))
        yield from _ids_of_family(text, identified["id"], start + len(identified["id"]), end)
    elif _is_path(value, whole=whole):
        yield _path(text, start, end)
    else:
        words = list(_words(text, start, end, whole=whole))
        yield from words or [_reference(Form.PROSE, value, start, end)]


def _words(text: str, start: int, end: int, *, whole: bool) -> Iterator[ParsedReference]:
    """The paths, URLs and ids among the words of a prose piece; a word alone may be a path without ending."""
    alone = whole and len(text[start:end].split()) == 1
    for found in re.compile(r"\S+").finditer(text, start, end):
        at, stop = _bare_word(text, found.start(), found.end())
        word = text[at:stop]
        if not word or word.startswith("#"):
            continue
        if _SCHEME.match(word):
            yield _reference(Form.URL, word, at, stop)
        elif _UNFILLED.search(word) and ("/" in word or "-" in word):
            yield _reference(Form.PLACEHOLDER, word, at, stop)
        elif _is_path(word, whole=alone):
            yield _path(text, at, stop)
        elif identified := _ID.match(word):
            yield _reference(Form.ID, identified[0], at, at + len(identified[0]))
            yield from _ids_of_family(text, identified[0], at + len(identified[0]), stop)
        elif whole and word.startswith(("/", "./", "../")) and len(word) > 3:
            yield _path(text, at, stop)


def _ids_of_family(text: str, first: str, start: int, end: int) -> Iterator[ParsedReference]:
    """The ids with the prefix of ``first`` that stand behind it (``PRD-021/PRD-023 and PRD-024``)."""
    family, known = _family(first), {first.casefold()}
    for found in re.compile(r"\S+").finditer(text, start, end):
        word = found[0]
        if "://" in word or _names_file(word) or _FORMERLY.search(text, max(start, found.start() - 40), found.start()):
            continue
        for one in _ID.finditer(text, found.start(), found.end()):
            if _family(one[0]) == family and one[0].casefold() not in known:
                known.add(one[0].casefold())
                yield _reference(Form.ID, one[0], one.start(), one.end())


def _family(name: str) -> str:
    return name.rpartition("-")[0].casefold()


def _bare_word(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in "`'\"“‘([{<*":
        start += 1
    while start < end and text[end - 1] in "`'\"”’)]}>*.,;:!?":
        end -= 1
    return start, end


def _is_path(value: str, *, whole: bool) -> bool:
    """Whether a text is a path: it ends like a file, or (``whole``) has folders and no sentence around it."""
    if "\n" in value or value.strip("/.") == "":
        return False
    if " " in value:
        head = _without_remark(value)
        return _names_file(head) and ("/" in head.split()[0] or (whole and _ID.search(head) is None))
    if _names_file(value):
        return True
    if not whole:
        return value.startswith(("./", "../")) or (
            value.endswith("/") and not value.startswith("/") and "." not in value
        )
    if value.startswith(("./", "../", "/", "#")):
        return True
    return _FOLDERS.fullmatch(value) is not None and any(part[:1].islower() for part in value.split("/"))


def _names_file(word: str) -> bool:
    """Whether a word, anchor and line numbers aside, ends like a file."""
    bare = _LINES.sub("", word.partition("#")[0].rstrip("`'\").,;:"))
    name, dot, extension = bare.replace("\\", "/").rpartition("/")[2].rpartition(".")
    known = _DOCUMENTS.fullmatch(extension) or ("/" in bare and _SOURCES.fullmatch(extension))
    return bool(dot and known and (name or "/" in bare))


def _without_remark(value: str) -> str:
    """A path without the remark behind it (`` (accepted)``, `` # why``, `` - why``); names may hold such."""
    found = _REMARK.search(value)
    if found is None or (_names_file(value) and not _names_file(value[: found.start()])):
        return value
    return value[: found.start()]


def _path(text: str, start: int, end: int) -> ParsedReference:
    """Part a path from its remark, its anchor and its line numbers."""
    end = start + len(_without_remark(text[start:end]))
    start, end = _bare_path(text, start, end)
    whole_end = end
    hash_at = text.find("#", start, end)
    anchor, anchor_start = "", -1
    if hash_at >= 0:
        anchor, anchor_start, end = text[hash_at + 1 : end], hash_at + 1, hash_at
    numbers = _LINES.search(text[start:end]) if not anchor else None
    if numbers is not None:
        end = start + numbers.start()
    form = Form.PATH if end > start else Form.ANCHOR
    lines = numbers[0][1:] if numbers is not None else ""
    return ParsedReference(form, text[start:end], start, end, whole_end, anchor, anchor_start, lines)


def _bare_path(text: str, start: int, end: int) -> tuple[int, int]:
    """Take quotes and a sentence's end off a path, but not the dots of ``..``."""
    while start < end and text[start] in "`'\"<":
        start += 1
    while start < end and text[end - 1] in "`'\">,;:":
        end -= 1
    while end > start + 1 and text[end - 1] == "." and text[start:end].rpartition("/")[2] not in {".", ".."}:
        end -= 1
    return start, end


def _is_placeholder(value: str, outer: str) -> bool:
    """Whether a piece only says that a reference is to come; ``outer`` is the piece with its brackets."""
    if answers_nothing(value) or _LINK_TO.match(value):
        return True
    if any(
        span.start == 0 and span.end == len(outer) and not _names_target(span.text) for span in bracket_spans(outer)
    ):
        return True
    first = value.split()[0]
    return ("/" in first or "-" in first or _names_file(first)) and _UNFILLED.search(first) is not None


def _names_target(text: str) -> bool:
    """Whether a text in brackets has an id, a file or a URL in it."""
    inner = text.strip("[]<>(){} ")
    words = inner.split()
    return _ID.search(inner) is not None or "://" in inner or bool(words and _names_file(words[-1]))
