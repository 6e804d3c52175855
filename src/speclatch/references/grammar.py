"""The one grammar of a reference: what a value names (path, id, URL, nothing, a placeholder), and exactly where."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from speclatch.profiles.wording import answers_nothing, bracket_spans, none_answer


class Form(enum.Enum):
    """What a piece of text is, read as a reference."""

    PATH = "path"
    ANCHOR = "anchor"  # ``#section`` of the same file
    ID = "id"
    URL = "url"
    NOTHING = "nothing"  # ``None``, ``N/A``: an answer
    PLACEHOLDER = "placeholder"  # ``[Link to PRD]``, ``PRD-###``, ``TBD``, blank
    PROSE = "prose"  # words that name no target


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """One reference in a text. Offsets count characters of that text, ``end`` exclusive.

    ``target`` is the path without anchor and line numbers, the id without version, the URL or the word itself.
    ``start``/``end`` span what a path fix may replace (the path alone) or the id; ``whole_end`` also the anchor and
    line numbers. ``link`` says that it is the destination of a Markdown link, which is relative to its file and
    percent-encoded; ``label`` is that link's text and ``label_start`` its offset.
    """

    form: Form
    target: str
    start: int
    end: int
    anchor: str = ""
    anchor_start: int = -1
    lines: str = ""
    whole_end: int = -1
    link: bool = False
    label: str = ""
    label_start: int = -1

    @property
    def path(self) -> str:
        """The target as a path of the tree: percent-encoding and a link's query taken off."""
        return unquote(self.target.partition("?")[0], errors="surrogateescape") if self.link else self.target


EXTENSIONS = frozenset(
    "md markdown mdx mdown txt rst adoc yml yaml json toml sql py rb ts tsx js jsx go rs java kt html htm pdf png svg jpg "
    "jpeg gif csv proto graphql prisma archived puml drawio excalidraw docx xlsx sh ipynb".split()
)
"""What a bare word must end in to be taken for a file name."""

_SCHEME = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//|(?:mailto|tel|data|javascript|vscode|file|urn|ftp|slack):",
    re.IGNORECASE,
)
_SCHEME_START = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}:(?![\\\d])", re.IGNORECASE)
_ID = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+){0,8}-\d+[A-Za-z]?(?![\w-])")
_WHOLE_ID = re.compile(
    r"(?P<id>[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+){0,8}-\d+[A-Za-z]?)(?P<version>@[\w.+-]+)?[.:]?(?P<rest>\s.*)?",
    re.DOTALL,
)
_LINES = re.compile(r":\d+(?:[-–:]\d+)?(?:,\s?\d+(?:-\d+)?)*$")
_UNFILLED = re.compile(
    r"#{2,}|\bYYYY|(?<![A-Za-z0-9])(?:X{2,}|N{3,})(?![A-Za-z0-9])|<[A-Za-z][\w .-]{0,60}>|\{[A-Za-z][\w .-]{0,60}\}|"
    r"\[[A-Za-z][\w .-]{0,60}\](?!\()|\.\.\.|…"
)
_LINK_TO = re.compile(r"\W*(?:links? to\b|links?\W*$|url\W*$|paths? to\b)", re.IGNORECASE)
_WRAPPERS = {"`": "`", "<": ">", '"': '"', "'": "'", "“": "”", "‘": "’", "(": ")"}
_SEPARATORS = ",;\n"
_OPENERS, _CLOSERS = "([{<", ")]}>"
_MAX_TEXT = 20_000
"""Characters of one value that are looked at; a longer one is no list of references."""


def parse_reference(text: str, *, whole: bool = True) -> tuple[ParsedReference, ...]:
    """Read a value as references, in order; a value that names none gives one of form NOTHING, PLACEHOLDER or PROSE.

    ``whole`` says that the value is nothing but references (a front-matter value), so that plain words in it mean
    something; a body text is read with ``whole=False``, and only what surely is a reference counts.
    """
    text = _unlisted(text[:_MAX_TEXT])
    found = [one for start, end in _pieces(text) for one in _piece(text, start, end, whole=whole)]
    solid = [one for one in found if one.form is not Form.PROSE]
    if solid or not whole:
        return tuple(solid)
    return tuple(found[:1]) or (_reference(Form.PLACEHOLDER, "", 0, len(text)),)


def parse_destination(target: str) -> ParsedReference:
    """Read the destination of a Markdown link, as GitHub does: relative to its file, percent-encoded."""
    start, end = _trim(target, 0, len(target))
    if start == end:
        return _reference(Form.ANCHOR, "", start, end)
    if _is_url(target[start:end]):
        return _reference(Form.URL, target[start:end], start, end)
    return replace(_path(target, start, end), link=True)


def _reference(form: Form, target: str, start: int, end: int) -> ParsedReference:
    return ParsedReference(form, target, start, end, whole_end=end)


def _unlisted(text: str) -> str:
    """Blank the brackets of a list that stands in a string (``"[ADR-015, docs/x.md]"``)."""
    bare = text.strip()
    if not (bare.startswith("[") and bare.endswith("]") and "](" not in bare and _names_target(bare)):
        return text
    at = text.index("[")
    return f"{text[:at]} {text[at + 1 : at + len(bare) - 1]} {text[at + len(bare) :]}"


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a value at ``,`` ``;`` and line ends that stand in no bracket, quote or code span."""
    depth, quote, start = 0, "", 0
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in '`"':
            quote = char
        elif char in _OPENERS:
            depth += 1
        elif char in _CLOSERS:
            depth = max(0, depth - 1)
        elif char == "\n" or (depth == 0 and char in _SEPARATORS and not _in_line_list(text, at)):
            yield start, at
            start, depth = at + 1, 0
    if quote and depth == 0 and start == 0 and any(char in text for char in _SEPARATORS):
        yield from _plain_pieces(text)  # an opening mark that nothing closes is no quotation
    else:
        yield start, len(text)


def _plain_pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in re.finditer(r"[,;\n]", text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _in_line_list(text: str, at: int) -> bool:
    """Whether the comma at ``at`` parts line numbers (``x.sql:70,105-149``)."""
    return (
        text[at] == ","
        and re.search(r":\d[\d,-]*$", text[max(0, at - 40) : at]) is not None
        and text[at + 1 : at + 2].isdigit()
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take white space off, then a matching pair of quotes, backticks or angle brackets, as often as there is one."""
    while True:
        while start < end and (text[start].isspace() or text[start] in "*\u200b\ufeff"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in "*\u200b\ufeff"):
            end -= 1
        inner = text[start + 1 : end - 1]
        if end - start < 2 or _WRAPPERS.get(text[start]) != text[end - 1] or text[end - 1] in inner:
            return start, end
        if (
            text[start] == "<"
            and _UNFILLED.fullmatch(text[start:end])
            and "/" not in inner
            and "." not in inner
        ):
            return start, end
        start, end = start + 1, end - 1


def _piece(text: str, start: int, end: int, *, whole: bool) -> Iterator[ParsedReference]:
    outer_start, outer_end = _trim_space(text, start, end)
    start, end = _trim(text, start, end)
    value = text[start:end]
    links = list(_links(text, start, end))
    if links:
        yield from links
    elif none_answer(value) is not None:
        yield _reference(Form.NOTHING, value, start, end)
    elif _is_placeholder(value, text[outer_start:outer_end]):
        if value or whole:
            yield _reference(Form.PLACEHOLDER, value, start, end)
    else:
        yield from _plain(text, start, end, whole=whole)


def _trim_space(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - (len(inner) - len(inner.rstrip()))


def _plain(text: str, start: int, end: int, *, whole: bool) -> Iterator[ParsedReference]:
    """A piece without a Markdown link: a URL, a path, an id, each perhaps with prose around it."""
    value = text[start:end]
    if _is_url(value):
        first = value.split()[0]
        yield _reference(Form.URL, first, start, start + len(first))
        return
    if (identified := _WHOLE_ID.fullmatch(value)) and not _names_file(value.split()[0]):
        yield _reference(Form.ID, identified["id"], start, start + len(identified["id"]))
        return
    spaced = whole or "/" in value.split()[0]
    folder = whole and "/" in value and any(part.islower() for part in value.split("/"))
    if (
        _looks_like_path(value, with_spaces=spaced)
        or (folder and " " not in value)
        or value.startswith("#") > (" " in value)
    ):
        yield _path(text, start, end)
        return
    words = list(_words(text, start, end))
    yield from words or [_reference(Form.PROSE, value, start, end)]


def _words(text: str, start: int, end: int) -> Iterator[ParsedReference]:
    """The paths, URLs and ids among the words of a prose piece."""
    for found in re.compile(r"\S+").finditer(text, start, end):
        at, stop = _bare_word(text, found.start(), found.end())
        word = text[at:stop]
        if not word or word.startswith("#"):
            continue
        if _is_url(word):
            yield _reference(Form.URL, word, at, stop)
        elif _UNFILLED.search(word) and ("/" in word or "-" in word):
            yield _reference(Form.PLACEHOLDER, word, at, stop)
        elif _looks_like_path(word):
            yield _path(text, at, stop)
        elif identified := _ID.match(word):
            yield _reference(Form.ID, identified[0], at, at + len(identified[0]))


def _bare_word(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in "`'\"“‘([{<*":
        start += 1
    while start < end and text[end - 1] in "`'\"”’)]}>*.,;:!?":
        end -= 1
    return start, end


def _links(text: str, start: int, end: int) -> Iterator[ParsedReference]:
    """The Markdown links of a piece: ``[text](destination "title")``. Scanned by hand, linear in the text."""
    at = text.find("](", start, end)
    while at != -1:
        label_start = _opening(text, start, at)
        stop = _closing(text, at + 2, end)
        if label_start >= 0 and stop > 0:
            inner = text[at + 2 : stop]
            destination = (
                inner.strip().split(maxsplit=1)[0]
                if inner.strip() and not inner.strip().startswith("<")
                else inner.strip()
            )
            offset = at + 2 + inner.find(destination)
            one = parse_destination(destination)
            yield _shift(one, offset, label=text[label_start:at], label_start=label_start)
        at = text.find("](", at + 2, end)


def _shift(one: ParsedReference, by: int, *, label: str = "", label_start: int = -1) -> ParsedReference:
    anchor_start = one.anchor_start + by if one.anchor_start >= 0 else -1
    return replace(
        one,
        start=one.start + by,
        end=one.end + by,
        whole_end=one.whole_end + by,
        anchor_start=anchor_start,
        label=label,
        label_start=label_start,
    )


def _opening(text: str, start: int, at: int) -> int:
    """The offset behind the ``[`` that the bracket at ``at`` closes, or -1."""
    depth = 1
    for index in range(at - 1, max(start, at - 1_000) - 1, -1):
        if text[index] == "]":
            depth += 1
        elif text[index] == "[":
            depth -= 1
            if depth == 0:
                return index + 1
    return -1


def _closing(text: str, at: int, end: int) -> int:
    """The offset of the ``)`` that ends a destination which opens at ``at``, or -1."""
    depth = 1
    for index in range(at, min(end, at + 4_000)):
        if text[index] == "(":
            depth += 1
        elif text[index] == ")":
            depth -= 1
            if depth == 0:
                return index
    return -1


def _is_url(value: str) -> bool:
    if _SCHEME.match(value):
        return True
    scheme = _SCHEME_START.match(value)
    return scheme is not None and "." not in scheme[0] and "/" in value[scheme.end() : scheme.end() + 1]


def _names_file(word: str) -> bool:
    bare = _LINES.sub("", word.partition("#")[0].rstrip("`'\").,;:"))
    name, dot, extension = bare.rpartition("/")[2].rpartition(".")
    return bool(dot and name) and extension.casefold() in EXTENSIONS


def _looks_like_path(value: str, *, with_spaces: bool = False) -> bool:
    """Whether a text is a path: it has a slash and no sentence around it, or ends like a file."""
    if "\n" in value or value in {"/", "//"}:
        return False
    if " " in value:
        head = _strip_remark(value)
        return with_spaces and _names_file(head) and ("/" in head.split()[0] or _ID.search(head) is None)
    if value.startswith(("./", "../", "/")) or _names_file(value):
        return True
    return (
        "/" in value
        and re.fullmatch(r"[\w.@+%~#:,&=!$-]+(?:/[\w.@+%~#:,&=!$() -]*)+", value) is not None
        and (value.count("/") > 1 or "." in value or value.endswith("/"))
    )


def _strip_remark(value: str) -> str:
    """A path without the remark behind it: `` (accepted)``, `` # why``, `` - why``."""
    found = re.search(r"\s+(?:[(#–—\[]|-\s)", value)
    return value[: found.start()] if found else value


def _path(text: str, start: int, end: int) -> ParsedReference:
    """Part a path from its remark, its anchor and its line numbers."""
    end = start + len(_strip_remark(text[start:end]))
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
    return ParsedReference(form, text[start:end], start, end, anchor, anchor_start, lines, whole_end)


def _bare_path(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in "`'\"<":
        start += 1
    while start < end and text[end - 1] in "`'\">,;:":
        end -= 1
    value = text[start:end]
    while value.endswith(".") and value.rpartition("/")[2] not in {".", ".."}:
        value = value[:-1]
    return start, start + len(value)


def _is_placeholder(value: str, raw: str) -> bool:
    if answers_nothing(value) or _LINK_TO.match(value):
        return True
    if any(
        span.start == 0 and span.end == len(raw) and not _names_target(span.text)
        for span in bracket_spans(raw)
    ):
        return True
    first = value.split()[0]
    return ("/" in first or "-" in first or _names_file(first)) and _UNFILLED.search(first) is not None


def _names_target(text: str) -> bool:
    return _ID.search(text) is not None or _names_file(text.strip("[]<>(){}").split()[-1]) or "://" in text


def ids_in(text: str) -> Sequence[tuple[str, int]]:
    """The ids in a text with their offsets: capital letters, hyphens, digits (``REQ-PRD-FUN-01``)."""
    return [(found[0], found.start()) for found in _ID.finditer(text) if found[0][0].isupper()]
