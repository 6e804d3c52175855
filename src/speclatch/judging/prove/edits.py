"""Edits of a document that are no part's: a reference broken, a status of nobody's, a box opened, and harmless ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from speclatch.documents.document import Block, BlockKind, Document
from speclatch.fixes import text_at
from speclatch.model import Edit, Location
from speclatch.patterns import lazy_re
from speclatch.profiles.phases import STATUS_KEY
from speclatch.profiles.text import is_blank
from speclatch.references.parsed import Form
from speclatch.references.reference import Reference
from speclatch.specs.catalogue import Spec

UNKNOWN_STATUS = "zzyzx"
"""A status of nobody's."""
ANOTHER = "-zzyzx"
"""What makes another name of a segment of a path."""
PARAGRAPH = "One more paragraph, which says something that was not said before."
HEADING = "A closer look"
MIN_WORDS = 8
"""Words of a paragraph below which it may be more than prose."""
_WORD = lazy_re(r"(?<![\w`/.<>\[\]()#@:*_-])[a-z]{6,}(?![\w`/.<>\[\]()#@:*_-])")
_PLAIN = lazy_re(r"[^\[\]<>`|*_:#]*\Z")
_DIGITS = lazy_re(r"\d+(?=\D*\Z)")
_RAISED = 9_000
"""What is added to an id's number: no team has so many documents."""


def unknown_status(spec: Spec) -> Edit | None:
    """A status that nobody knows; None where the document has none, or none that stands on one line."""
    entry = spec.metadata.find(STATUS_KEY)
    if entry is None or len(entry.scalars) != 1:
        return None
    where = entry.scalars[0].location
    return Edit(where, UNKNOWN_STATUS, text_at(_lines(spec, where.path), where))


def _lines(spec: Spec, path: str) -> tuple[str, ...]:
    beside = spec.sidecar is not None and path == spec.sidecar.path
    return spec.sidecar.lines if beside and spec.sidecar is not None else spec.document.lines


def opened_boxes(spec: Spec) -> Iterator[Edit]:
    """Each ticked box, opened; of boxes to choose from, only where no other one stays ticked."""
    document = spec.document
    ticks = Counter(task.section for task in document.tasks if task.checked)
    choices = {task.location.line for rule, task in spec.alignment.tasks.items() if rule.option}
    for task in document.tasks:
        left = task.location.line in choices and ticks[task.section] > 1
        if task.checked and not task.struck and not left:
            ticked = text_at(document.lines, task.box)
            yield Edit(task.box, "[ ]", ticked)


def broken(spec: Spec, reference: Reference) -> Edit | None:
    """A reference with one segment altered; None where it names nothing of the repository, or not in one piece."""
    where = reference.edit_location
    if where is None or where.column is None or where.line != where.end_line:
        return None
    old = text_at(_lines(spec, where.path), where)
    if not old or reference.parsed.form not in {Form.PATH, Form.ID, Form.NAME, Form.ANCHOR}:
        return None
    new = _another_id(old) if reference.parsed.form is Form.ID else _another_path(old)
    return Edit(where, new, old) if new != old else None


def _another_id(name: str) -> str:
    """The id with another number."""
    return _DIGITS.sub(lambda found: str(int(found[0]) + _RAISED).zfill(len(found[0])), name, count=1)


def _another_path(path: str) -> str:
    """The path with its last segment altered, the ending kept."""
    head, slash, last = path.rstrip("/").rpartition("/")
    stem, dot, ending = last.rpartition(".")
    altered = f"{stem}{ANOTHER}{dot}{ending}" if stem else f"{last}{ANOTHER}"
    return path if last in ("", ".", "..") else f"{head}{slash}{altered}"


def typo(document: Document, faulty: Collection[int] = ()) -> Edit | None:
    """Two letters of one word of prose, swapped; None where there is no plain prose.

    ``faulty`` are lines that something is wrong with as they are: an edit there would be no harmless one.
    """
    for block in document.blocks:
        if _is_prose(block, faulty):
            for number in range(block.location.line, block.location.end_line + 1):
                line = document.lines[number - 1]
                found = _WORD.search(line) if _PLAIN.match(line) else None
                if found is not None and found[0][2] != found[0][3]:
                    word = found[0]
                    place = Location(document.path, number, number, found.start() + 1, found.end())
                    return Edit(place, f"{word[:2]}{word[3]}{word[2]}{word[4:]}", word)
    return None


def paragraph(document: Document, faulty: Collection[int] = ()) -> Edit | None:
    """One more paragraph behind one that is there; see ``typo``."""
    found = next((block for block in document.blocks if _is_prose(block, faulty)), None)
    return _behind(document, found.location.end_line, PARAGRAPH) if found is not None else None


def subsection(document: Document) -> Edit | None:
    """A subsection of the author's own behind the text of a section; None where no section holds text."""
    for section in document.sections:
        own = [block for block in document.blocks_in(section) if not is_blank(block.text)]
        if section.level in (2, 3) and own and own[-1].kind is BlockKind.PARAGRAPH and own[-1].item is None:
            text = f"{'#' * (section.level + 1)} {HEADING}\n\n{PARAGRAPH}"
            return _behind(document, own[-1].location.end_line, text)
    return None


def _is_prose(block: Block, faulty: Collection[int]) -> bool:
    """Whether a block looks like a paragraph of an author's own: in a section, in no list, of some length."""
    if any(block.location.line <= line <= block.location.end_line for line in faulty):
        return False
    plain = block.kind is BlockKind.PARAGRAPH and block.item is None and not block.quoted and block.section is not None
    return plain and len(block.text.split()) >= MIN_WORDS and block.text[:1].isalpha()


def _behind(document: Document, number: int, text: str) -> Edit:
    """More text behind a line, a blank line between."""
    line = document.lines[number - 1]
    place = Location(document.path, number, number, len(line) + 1, len(line))
    return Edit(place, f"\n\n{text}\n", "")
