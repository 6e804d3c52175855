"""What a template's table asks for: which cells are the author's, which rows must be answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from speclatch.config.model import Words
from speclatch.config.words import words_of
from speclatch.documents.document import Table
from speclatch.patterns import lazy_re
from speclatch.profiles.brackets import IDENTIFIER, bracket_spans, is_bracketed
from speclatch.profiles.demands import asks_must, is_must
from speclatch.profiles.profile import RowRule, SectionKey, TableRule
from speclatch.profiles.samples import samples_among
from speclatch.profiles.text import fold, is_blank
from speclatch.profiles.words import NO_WORDS, is_open


@cache
def _titles(meaning: str) -> frozenset[str]:
    """The titles of columns with one meaning (``question``, ``answer``, ``data``), folded."""
    return frozenset(map(fold, words_of(meaning)))


def table_rule(table: Table, section: SectionKey, words: Words = NO_WORDS) -> TableRule:
    """What a template's table asks for."""
    header = table.header
    rows = [row.cells for row in table.rows if not all(is_blank(cell) for cell in row.cells)]
    if not rows:
        return TableRule(section, header, answer_columns=header)
    answers = tuple(title for index, title in enumerate(header) if all(_is_asked(row[index], words) for row in rows))
    question = _question_column(header, rows)
    required = next((title for title in header if asks_must(title, words)), "") or _obliging(header, rows, question)
    if required and any(is_must(row[header.index(required)], words) for row in rows):
        answers = tuple(title for title in answers if title != required)  # a mark such as `*` is not left to the author
    if required and not _asks(header, rows, required, question, answers, words):
        return TableRule(section, header, answers, rows=_fixed(rows, header, answers, "", "", words), marks=required)
    if required and not answers:
        answers = tuple(title for title in header if fold(title) in _titles("answer"))[:1]
    where = next((title for title in header if fold(title).startswith("where")), "") if required else ""
    return TableRule(section, header, answers, required, where, _fixed(rows, header, answers, required, where, words))


def _asks(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    required: str,
    question: str,
    answers: Sequence[str],
    words: Words,
) -> bool:
    """Whether a table with a column such as ``Required`` asks its author: what lists parameters is data."""
    marks = header.index(required)
    if not any(is_must(row[marks], words) and not _is_sample_name(row[0]) for row in rows):
        return False
    open_columns = [title for title in answers if title not in (header[0], required)]
    named = any(fold(title) in _titles("answer") for title in header)
    if question:
        return bool(open_columns) or named
    return bool(open_columns) and not any(fold(title) in _titles("data") for title in header)


_KEY_WORD = lazy_re(
    r"(?:must|shall|should)(?: not)?|may|could|won't|required|recommended|optional|muss|soll|kann|doit|devrait|peut|"
    r"debe|debería|puede|deve|deveria|pode|dovrebbe|può"
)
"""What a column of RFC 2119's words, or MoSCoW's, holds in each of its cells, whatever its title is."""


def _obliging(header: Sequence[str], rows: Sequence[Sequence[str]], question: str) -> str:
    """The column ``Level`` that says MUST or SHOULD of each row of questions or of answers, or ``""``."""
    if not question and not any(fold(title) in _titles("answer") for title in header):
        return ""
    columns = ((title, [fold(row[index]) for row in rows]) for index, title in enumerate(header))
    return next((title for title, said in columns if all(map(_KEY_WORD.fullmatch, said))), "")


def _question_column(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The column that asks: by its title, or because most of its cells end in a question mark."""
    for index, title in enumerate(header):
        asked = sum(row[index].rstrip(" *_)）").endswith(("?", "？")) for row in rows)
        if fold(title) in _titles("question") or 2 * asked > len(rows):
            return title
    return ""


def _is_asked(cell: str, words: Words) -> bool:
    return is_open(cell, words) or is_bracketed(cell)


def _is_sample_name(name: str) -> bool:
    return is_blank(name) or next(bracket_spans(name), None) is not None


def _fixed(
    rows: Sequence[Sequence[str]],
    header: Sequence[str],
    answers: Sequence[str],
    required: str,
    where: str,
    words: Words,
) -> tuple[RowRule, ...]:
    """The rows that the template fixes, none where the author writes all."""
    return tuple(_row_rules(rows, header, required, where, words)) if header[0] not in answers else ()


def _row_rules(
    rows: Sequence[Sequence[str]], header: Sequence[str], required: str, where: str, words: Words
) -> Iterator[RowRule]:
    samples = samples_among(row[0] for row in rows)
    for row in rows:
        name = row[0]
        question = row[1] if required and len(row) > 1 and header[1] not in (required, where) else ""
        named = bool(IDENTIFIER.search(name.strip("*[]` "))) or name in samples
        if _is_sample_name(name) or (named and (not question or bool(next(bracket_spans(question), None)))):
            continue  # a sample row, the author writes rows of this form
        cells = dict(zip(header, row, strict=True))
        must = bool(required) and is_must(cells[required], words)
        yield RowRule(name=name, must=must, where=cells.get(where, ""), question=question)
