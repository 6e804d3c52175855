"""What of a document binds: requirements, Must answers, the template's tables and boxes, frozen sections."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from speclatch.config.model import Words
from speclatch.documents.document import BlockKind, Section, Table
from speclatch.model import Location
from speclatch.patterns import lazy_re
from speclatch.profiles.align import Alignment
from speclatch.profiles.brackets import IDENTIFIER
from speclatch.profiles.required_rows import required_rows
from speclatch.profiles.text import fold, visible
from speclatch.profiles.titles import normalise_title
from speclatch.profiles.words import is_open


class Piece(NamedTuple):
    """One piece of normative text. ``key`` is what it is known by, ``name`` what people call it.

    ``text`` is what a reader sees of it; ``location`` where it stands, ``section`` in which section.
    """

    key: tuple[str, ...]
    name: str
    text: str
    location: Location
    section: Section | None


_ID = lazy_re(rf"\W*(?P<id>{IDENTIFIER.pattern})\W*")
_OPENS = lazy_re(rf"\W{{0,6}}(?P<id>{IDENTIFIER.pattern})(?![\w-])")
_ID_COLUMN = lazy_re(r"(?:req(?:uirement)?s?\.? )?(?:ids?|no\.?|number|#)|req(?:uirement)?s?|(?:story|rule|goal)")
_REQUIREMENT = lazy_re(r"requirement\s*:\s*(?P<name>.+)", re.IGNORECASE)
_PROGRESS = lazy_re(
    r"(?:current |test |implementation )?(?:status|state|progress|notes?|comments?|verified|verification|tested|tests?|"
    r"done|owner|evidence|implemented(?: in)?|covered by|commit|pr|issue|ticket)"
)
"""Titles of columns that say how far the work is: they bind nobody."""
_LINK = lazy_re(
    r"!?\[(?P<text>[^\[\]]{0,2000})\](?:\([^()]{0,1000}(?:\([^()]{0,200}\)[^()]{0,200})?\)|\[[^\[\]]{0,300}\])"
)
_AUTOLINK = lazy_re(r"<?https?://[^\s<>)\]]+>?")
_STRUCK = lazy_re(r"</?(?:del|s|strike)(?:\s[^<>]{0,200})?>|~~?", re.IGNORECASE)
_BETWEEN_NUMBERS = lazy_re(r"(?<=\d)\s{0,3}[|\u2010-\u2015-]\s{0,3}(?=\d)")
_TYPOGRAPHY = lazy_re(
    r"[\s\"'“”‘’«»„`*_\\|]|(?<!\d)(?:[.,;:?…]|!(?!=))(?!\d)|(?<=\d)[.,;:!?…](?!\d)|[\u2010-\u2015-](?!\d)"
)
"""What may be put otherwise without saying anything else: quotes, blanks, dashes and stops beside words."""


def normative(alignment: Alignment, *, whole: bool = False) -> tuple[Piece, ...]:
    """The normative text of a document, in its order; ``whole`` takes every section of the body where there is none."""
    found = [*_requirements(alignment), *_answers(alignment), *_tables(alignment), *_boxes(alignment)]
    found += _sections(alignment, alignment.profile.frozen)
    if whole and not found:
        found = _sections(alignment, None)
    return tuple(sorted(_each_once(found, alignment), key=lambda piece: piece.location.line))


def bare(text: str) -> str:
    """A text for comparison: links by what they show, no typography, no letter case; what is struck is another text."""
    shown = _AUTOLINK.sub("", _LINK.sub(lambda found: found["text"], text))
    told = _STRUCK.sub(" ~ ", _BETWEEN_NUMBERS.sub("–", shown))
    return _TYPOGRAPHY.sub("", fold(told))


def fingerprint(pieces: Iterable[Piece]) -> str:
    """Twenty hexadecimal digits that name a normative text; ``""`` where there is none."""
    told = sorted((piece.key, bare(piece.text)) for piece in pieces)
    if not told:
        return ""
    lines = ("\0".join((*key, text)) for key, text in told)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _each_once(pieces: Iterable[Piece], alignment: Alignment) -> Iterator[Piece]:
    """What is found in two ways is one piece; what says something of the document itself is none."""
    lines = {
        number
        for entry in alignment.document.metadata.body
        for number in range(entry.key_location.line, entry.location.end_line + 1)
    }
    for piece in pieces:
        if piece.location.line not in lines:
            lines.add(piece.location.line)
            yield piece


def _requirements(alignment: Alignment) -> Iterator[Piece]:
    document = alignment.document
    for table in document.tables:
        if table.header and _ID_COLUMN.fullmatch(fold(table.header[0])):
            yield from _rows(table, ("requirement",))
    for field in document.fields:
        if field.container != "box" and (found := _ID.fullmatch(field.label) or _OPENS.match(field.label)):
            text = f"{field.label} {field.value} {field.body}"
            yield Piece(("requirement", found["id"].upper()), found["id"], text, field.location, field.section)
    for block in document.blocks:
        item = block.item if block.kind is BlockKind.PARAGRAPH else None
        if item is not None and not item.is_task and (found := _OPENS.match(block.text)):
            yield Piece(("requirement", found["id"].upper()), found["id"], block.text, block.location, block.section)
    for section in document.sections:
        if found := _REQUIREMENT.fullmatch(section.title.strip()):
            key = ("requirement", fold(found["name"]))
            yield Piece(key, found["name"], document.text_of(section), section.heading.location, section)


def _rows(table: Table, key: tuple[str, ...]) -> Iterator[Piece]:
    """The rows of a table that open with an id, without what says how far the work is."""
    kept = [at for at, title in enumerate(table.header) if not _PROGRESS.fullmatch(fold(title))]
    for row in table.rows:
        if found := _ID.fullmatch(row.cells[0]) or _OPENS.match(row.cells[0]):
            text = " | ".join(row.cells[at] for at in kept)
            yield Piece((*key, found["id"].upper()), found["id"], text, row.location, table.section)


def _answers(alignment: Alignment) -> Iterator[Piece]:
    for row in required_rows(alignment):
        yield Piece(("answer", fold(row.name)), visible(row.name), row.answer, row.row.location, row.table.section)


def _tables(alignment: Alignment) -> Iterator[Piece]:
    for rule, table in alignment.tables.items():
        kept = [at for at, title in enumerate(table.header) if not _PROGRESS.fullmatch(fold(title)) or not at]
        for row in table.rows:
            name = visible(row.cells[0]) if row.cells else ""
            text = " | ".join(row.cells[at] for at in kept)
            yield Piece(
                ("table", *rule.section, *map(fold, rule.header), fold(name)), name, text, row.location, table.section
            )


def _boxes(alignment: Alignment) -> Iterator[Piece]:
    """The template's boxes: what they say is the template's, so that one is there or not."""
    for rule, task in alignment.tasks.items():
        yield Piece(("box", *rule.section, rule.text), rule.shown or rule.text, rule.text, task.location, task.section)


def _sections(alignment: Alignment, titles: tuple[str, ...] | None) -> list[Piece]:
    """The blocks of the sections with these titles, a piece each; None: of all that say what the document decides."""
    wanted = frozenset(map(normalise_title, titles)) if titles is not None else None
    found = []
    for block in alignment.document.blocks:
        section = block.section
        if section is None or block.kind is BlockKind.BREAK or not _is_frozen(section, wanted, alignment):
            continue
        if text := visible(block.text):
            key = ("text", *map(normalise_title, section.titles))
            found.append(Piece(key, section.title, text, block.location, section))
    return found


def _is_frozen(section: Section, wanted: frozenset[str] | None, alignment: Alignment) -> bool:
    """Whether a section, or one around it, has one of the titles; or, without titles, says what is decided."""
    if wanted is None:
        return section is not alignment.title and normalise_title(section.title) not in _METADATA
    around: Section | None = section
    while around is not None:
        if normalise_title(around.title) in wanted:
            return True
        around = around.parent
    return False


_METADATA = frozenset(
    (
        "status",
        "date",
        "links",
        "references",
        "related",
        "changelog",
        "change log",
        "history",
        "revision history",
        "notes",
    )
)
"""Titles of sections that say something of the document and its surroundings."""


class Change(NamedTuple):
    """A piece of normative text that is not what it was; ``old`` or ``new`` is None where there is none."""

    old: Piece | None
    new: Piece | None


def changes(before: Sequence[Piece], after: Sequence[Piece], words: Words) -> Iterator[Change]:
    """What of a normative text is put otherwise, taken out or added; filling what was blank is none of it."""
    kept = [{bare(piece.text) for piece in pieces} for pieces in (before, after)]
    old, new = _by_key(before), _by_key(after)
    for key in dict.fromkeys((*new, *old)):
        same = Counter(bare(piece.text) for piece in old.get(key, ())) & Counter(
            bare(one.text) for one in new.get(key, ())
        )
        for was, now in zip_longest(_others(old.get(key, ()), same), _others(new.get(key, ()), same)):
            if now is None and was is not None:
                if bare(was.text) and bare(was.text) not in kept[1]:
                    yield Change(was, None)
            elif was is None and now is not None:
                fresh = bare(now.text) and bare(now.text) not in kept[0]
                if fresh and key[0] != "box" and not _fills(now, before):
                    yield Change(None, now)
            elif was is not None and not is_open(was.text, words):
                yield Change(was, now)


def _by_key(pieces: Iterable[Piece]) -> dict[tuple[str, ...], list[Piece]]:
    found: dict[tuple[str, ...], list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.key, []).append(piece)
    return found


def _others(pieces: Iterable[Piece], same: Counter[str]) -> list[Piece]:
    """The pieces that are not among so many equal ones."""
    left, found = same.copy(), []
    for piece in pieces:
        text = bare(piece.text)
        if left[text] > 0:
            left[text] -= 1
        else:
            found.append(piece)
    return found


def _fills(piece: Piece, before: Iterable[Piece]) -> bool:
    """Whether a row stands in a table that had none but blank ones."""
    rows = [one for one in before if piece.key[0] == "table" and one.key[:-1] == piece.key[:-1]]
    return bool(rows) and not any(bare(row.text) for row in rows)
