"""The one grammar of a reference: what a value names (path, id, URL, nothing, a placeholder), and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclatch.config.model import Words
from speclatch.patterns import lazy_re
from speclatch.profiles.brackets import bracket_spans
from speclatch.profiles.words import NO_WORDS, answers_nothing, none_answer
from speclatch.references.names import plain_spelling
from speclatch.references.parsed import Form, ParsedReference
from speclatch.references.scanning import links, pieces, trimmed, unwrapped, wiki_links
from speclatch.references.tokens import (
    ID,
    LINES,
    SCHEME,
    SPACED_ID,
    STEM,
    WHOLE_ID,
    WORD,
    bare_word,
    ids_in,
    is_path,
    joints,
    names_file,
    without_remark,
)

_UNFILLED = lazy_re(
    r"#{2,}|\bYYYY|(?<![A-Za-z0-9])(?:X{2,}|N{3,})(?![A-Za-z0-9])|<[A-Za-z][\w .-]{0,60}>|"
    r"\{[A-Za-z][\w .-]{0,60}\}|\[[A-Za-z][\w .-]{0,60}\](?!\()|\.\.\.|…"
)
_LINK_TO = lazy_re(r"\W*(?:links? to\b|links?\W*$|url\W*$|paths? to\b)", re.IGNORECASE)
_SPACED = lazy_re(rf"(?P<name>{SPACED_ID.pattern})(?:\s|[.:]|\Z)")
_FORMERLY = lazy_re(
    r"\b(?:was|were|formerly|previously|once|ex|renamed from|renumbered from|"
    r"supersed(?:es|ing)|replac(?:es|ing)|instead of)\W+$",
    re.IGNORECASE,
)
"""What stands before the id of a document that is no more, or holds no more."""

_MARKS = " \t\n`'\"“”‘’()<>*"

_MAX_TEXT = 20_000
"""Characters of one value that are looked at; a longer one is no list of references."""


def parse_reference(text: str, *, whole: bool = True, words: Words = NO_WORDS) -> tuple[ParsedReference, ...]:
    """Read a value as references, in order; one that names none gives NOTHING, PLACEHOLDER or PROSE.

    ``whole`` says that the value is nothing but references (a front-matter value), so that plain words in it
    mean something; a body text is read with ``whole=False``, and only what surely is a reference counts. ``words`` are
    a team's own for nothing and for later.
    """
    text = _unlisted(_shown(text[:_MAX_TEXT]))
    spans = ((start, end) for outer in pieces(text) for start, end in _unjoined(text, *outer))
    found = [one for start, end in spans for one in _piece(text, start, end, words, whole=whole)]
    solid = [one for one in found if one.form is not Form.PROSE]
    if solid or not whole:
        return tuple(solid)
    return tuple(found[:1]) or (_reference(Form.PLACEHOLDER, "", 0, len(text)),)


def parse_destination(target: str) -> ParsedReference:
    """Read the destination of a Markdown link, as GitHub does: relative to its file, percent-encoded."""
    if SCHEME.match(target):
        return _reference(Form.URL, target, 0, len(target))
    if target.strip() in {"", "#"}:
        return _reference(Form.EMPTY, target, 0, len(target))._replace(link=True)
    return _path(target, 0, len(target), link=True)._replace(link=True)


def wiki_references(text: str) -> Iterator[ParsedReference]:
    """The wiki links in a text of any words."""
    return _wiki_links(text, 0, len(text))


def loose_ids(text: str) -> Iterator[ParsedReference]:
    """The ids in a text of any words, but for those of what is no more (``was ADR-4``)."""
    for name, start in ids_in(text):
        if not _FORMERLY.search(text, max(0, start - 40), start):
            yield _reference(Form.ID, name, start, start + len(name))._replace(sure=False)


def _reference(form: Form, target: str, start: int, end: int) -> ParsedReference:
    return ParsedReference(form, target, start, end, end)


def _shown(text: str) -> str:
    """A text with blanks for its comments and for what is struck through: nobody is referred to there."""
    if "<!--" not in text and "~~" not in text:
        return text
    return _HIDDEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


_HIDDEN = lazy_re(r"<!--.*?(?:-->|\Z)|~~[^~\n]{1,1000}~~", re.DOTALL)


def _unjoined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a piece where a sign or a word joins two references (``a.md + b.md``, ``PRD-1 and PRD-2``)."""
    for joint in joints(text, start, end):
        yield start, joint[0]
        start = joint[1]
    yield start, end


def _unlisted(text: str) -> str:
    """Blank the brackets of a list that stands in a string (``"[ADR-015, docs/x.md]"``)."""
    bare = text.strip()
    if bare.startswith("[[") or not (
        bare.startswith("[") and bare.endswith("]") and "](" not in bare and _names_target(bare)
    ):
        return text
    at = text.index("[")
    return f"{text[:at]} {text[at + 1 : at + len(bare) - 1]} {text[at + len(bare) :]}"


def _piece(text: str, start: int, end: int, words: Words, *, whole: bool) -> Iterator[ParsedReference]:
    """One piece of a list: a link, an answer, a placeholder, or plain text."""
    outer = text[slice(*trimmed(text, start, end))]
    found = [*_links(text, start, end), *_wiki_links(text, start, end)]
    start, end = unwrapped(text, start, end)
    value = text[start:end]
    if found:
        yield from found
    elif none_answer(value, words) is not None or value in {"null", "~"}:
        yield _reference(Form.NOTHING, value, start, end)
    elif _is_placeholder(value, outer, words):
        if value or whole:
            yield _reference(Form.PLACEHOLDER, value, start, end)
    else:
        yield from _plain(text, start, end, whole=whole)


def _links(text: str, start: int, end: int) -> Iterator[ParsedReference]:
    for link in links(text, start, end):
        one = parse_destination(text[link.start : link.end])
        if one.form is Form.EMPTY:
            start, end = link.outer_start, link.outer_end
            yield one._replace(target=text[start:end], start=start, end=end, whole_end=end)
            continue
        yield one._replace(
            start=one.start + link.start,
            end=one.end + link.start,
            whole_end=one.whole_end + link.start,
            anchor_start=one.anchor_start + link.start if one.anchor_start >= 0 else -1,
            label=text[link.label_start : link.label_end],
            label_start=link.label_start,
        )


def _wiki_links(text: str, start: int, end: int) -> Iterator[ParsedReference]:
    """What stands in double brackets: an id, a path, or a file's name without its ending."""
    for link in wiki_links(text, start, end):
        name = text[link.start : link.end]
        if "/" in name or names_file(name):
            one = ParsedReference(Form.PATH, name, link.start, link.end, link.end)
        else:
            one = ParsedReference(
                Form.ID if WHOLE_ID.fullmatch(name) else Form.NAME, name, link.start, link.end, link.end
            )
        if link.anchor_start >= 0:
            anchor = text[link.anchor_start : link.anchor_end]
            one = one._replace(anchor=anchor, anchor_start=link.anchor_start, whole_end=link.anchor_end)
        yield one


def _plain(text: str, start: int, end: int, *, whole: bool) -> Iterator[ParsedReference]:
    """A piece without a Markdown link: a URL, an id, a path, or words among which there are such."""
    value = text[start:end]
    first = value.split()[0]
    if SCHEME.match(value):
        yield _reference(Form.URL, first, start, start + len(first))
    elif (identified := WHOLE_ID.fullmatch(value)) and not names_file(first):
        yield _reference(Form.ID, identified["id"], start, start + len(identified["id"]))
        yield from _ids_of_family(text, identified["id"], start + len(identified["id"]), end)
    elif _is_disguised(value):
        yield _named(value, start, end)
    elif spaced := _SPACED.match(value):
        yield _named(f"{spaced['prefix']}-{spaced['number']}", start, start + len(spaced["name"]))
    elif is_path(plain_spelling(value), whole=whole):
        yield _path(text, start, end)
    elif whole and WORD.fullmatch(value) and ("-" in value or text.strip(_MARKS) == value):
        yield _named(value, start, end)
    else:
        words = list(_words(text, start, end, whole=whole))
        yield from words or [_reference(Form.PROSE, value, start, end)]


def _words(text: str, start: int, end: int, *, whole: bool) -> Iterator[ParsedReference]:
    """The paths, URLs and ids among the words of a prose piece; a word alone may be a path without ending."""
    alone = whole and len(text[start:end].split()) == 1
    for found in re.compile(r"\S+").finditer(text, start, end):
        at, stop = bare_word(text, found.start(), found.end())
        word = text[at:stop]
        if not word or word.startswith("#"):
            continue
        if SCHEME.match(word):
            yield _reference(Form.URL, word, at, stop)
        elif _UNFILLED.search(word) and ("/" in word or "-" in word):
            yield _reference(Form.PLACEHOLDER, word, at, stop)
        elif is_path(word, whole=alone):
            yield _path(text, at, stop)
        elif _is_disguised(word):
            yield _named(word, at, stop, sure=False)
        elif stem := STEM.match(word):
            yield _named(stem[0], at, at + len(stem[0]), sure=False)
        elif identified := ID.match(word):
            yield _reference(Form.ID, identified[0], at, at + len(identified[0]))._replace(sure=False)
            yield from _ids_of_family(text, identified[0], at + len(identified[0]), stop)
        elif whole and word.startswith(("/", "./", "../")) and len(word) > 3:
            yield _path(text, at, stop)


def _is_disguised(word: str) -> bool:
    """Whether a word is an id to its reader and none to a machine: other dashes, something invisible in it."""
    plain = plain_spelling(word)
    return plain != word and (ID.fullmatch(plain) or STEM.fullmatch(plain)) is not None


def _named(name: str, start: int, end: int, *, sure: bool = True) -> ParsedReference:
    return _reference(Form.NAME, name, start, end)._replace(sure=sure)


def _ids_of_family(text: str, first: str, start: int, end: int) -> Iterator[ParsedReference]:
    """The ids with the prefix of ``first`` that stand behind it (``PRD-021/PRD-023 and PRD-024``)."""
    family, known = _family(first), {first.casefold()}
    for found in re.compile(r"\S+").finditer(text, start, end):
        word = found[0]
        if "://" in word or names_file(word) or _FORMERLY.search(text, max(start, found.start() - 40), found.start()):
            continue
        for one in ID.finditer(text, found.start(), found.end()):
            if _family(one[0]) == family and one[0].casefold() not in known:
                known.add(one[0].casefold())
                yield _reference(Form.ID, one[0], one.start(), one.end())


def _family(name: str) -> str:
    return name.rpartition("-")[0].casefold()


def _path(text: str, start: int, end: int, *, link: bool = False) -> ParsedReference:
    """Part a path from its remark, its anchor and its line numbers; outside of links a name may hold a ``#``."""
    end = start + len(without_remark(text[start:end]))
    start, end = _bare_path(text, start, end)
    if not link and text.startswith("@", start, end) and _MENTIONED.match(text, start, end):
        start += 1
    whole_end = end
    hash_at = text.find("#", start, end)
    anchor, anchor_start = "", -1
    if hash_at >= 0 and not link and names_file(text[start:end]) and not names_file(text[start:hash_at]):
        hash_at = -1
    if hash_at >= 0:
        anchor, anchor_start, end = text[hash_at + 1 : end], hash_at + 1, hash_at
    numbers = LINES.search(text[start:end]) if not anchor else None
    if numbers is not None:
        end = start + numbers.start()
    if start == end and not anchor:
        return _reference(Form.EMPTY, text[start:whole_end], start, whole_end)
    form = Form.PATH if end > start else Form.ANCHOR
    lines = numbers[0][1:] if numbers is not None else ""
    return ParsedReference(form, text[start:end], start, end, whole_end, anchor, anchor_start, lines)


_MENTIONED = lazy_re(r"@[\w.-]+/\S*\.(?:md|markdown)(?![\w/])", re.IGNORECASE)
"""A document as editors and agents mention it; GitHub takes a link to it as it stands, and `@/lib` is an alias."""


def _bare_path(text: str, start: int, end: int) -> tuple[int, int]:
    """Take quotes and a sentence's end off a path, but not the dots of ``..``."""
    while start < end and text[start] in "`'\"<":
        start += 1
    while start < end and text[end - 1] in "`'\">,;:":
        end -= 1
    while end > start + 1 and text[end - 1] == "." and text[start:end].rpartition("/")[2] not in {".", ".."}:
        end -= 1
    return start, end


def _is_placeholder(value: str, outer: str, words: Words) -> bool:
    """Whether a piece only says that a reference is to come; ``outer`` is the piece with its brackets."""
    if answers_nothing(value, words) or _LINK_TO.match(value):
        return True
    if any(
        span.start == 0 and span.end == len(outer) and not _names_target(span.text) for span in bracket_spans(outer)
    ):
        return True
    first = value.split()[0]
    return ("/" in first or "-" in first or names_file(first)) and _UNFILLED.search(first) is not None


def _names_target(text: str) -> bool:
    """Whether a text in brackets has an id, a file or a URL in it."""
    inner = text.strip("[]<>(){} ")
    words = inner.split()
    named = any(found.search(inner) for found in (ID, STEM, SPACED_ID)) or "://" in inner
    return named or bool(words and names_file(words[-1]))
