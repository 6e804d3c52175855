"""The rule open-point: a question or a task that the text itself says is open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import accumulate
from typing import ClassVar

from speclatch.config.model import Words
from speclatch.config.words import words_of
from speclatch.documents.document import BlockKind, Document, Section
from speclatch.model import Finding, Location
from speclatch.patterns import lazy_re
from speclatch.profiles.text import blanked, visible, without_emphasis
from speclatch.profiles.words import EVERYTHING, answers_nothing, is_placeholder_word
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.rules.placeholder.placeholder_left import MAX_NAME, units
from speclatch.rules.placeholder.put_off import PUT_OFF, is_date_to_come, is_of_a_stage, is_put_off
from speclatch.specs.catalogue import Spec

_WORD = r"(?:TODO|TBD|TBC|TBA|FIXME|XXX(?!\w))"
_ANY_CASE = r"(?i:TODO|TBD|TBC|TBA|FIXME)"
_HINT = lazy_re(r"(?i:todo|tb[dca]\b|fixme)|NEEDS|XXX|\?\?")
"""What a line with an open point has; most lines have none of it."""
_MARKS = ("todo", "tb", "fixme", "needs", "xxx", "??")
"""One of these is in whatever ``_HINT`` finds, in small letters."""
_SUBJECT = r"[ -](?:lists?|items?|comments?|markers?|tags?|boards?|columns?|apps?|pages?|entr(?:y|ies)|states?)\b"
_SIGNS = r"(?:[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]{1,3}[ \t]*)?"
_BULLET = r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?"
_LEAD = rf"(?:^|(?<=[|]))[ \t>]*{_BULLET}{_SIGNS}[*_~]{{0,3}}"
_POINTS = lazy_re(
    rf"(?P<marker>\[NEEDS[ _-]CLARIFICATION\b(?!\]{_SUBJECT})[^\]\n]*\]?)"
    rf"|(?P<aside>\({_WORD}(?![\w-])(?!{_SUBJECT})[^()\n]*\)|\[{_WORD}(?![\w-])[^\[\]\n]*\](?![(\[:])"
    rf"|\((?:{_ANY_CASE}:[^()\n]*|(?i:TB[DCA]))\)|\{{{{1,2}}{_ANY_CASE}(?![\w-])[^{{}}\n]*\}}{{1,2}}"
    rf"|<{_ANY_CASE}(?![\w-])[^<>\n]*>|==[*_]{{0,3}}{_WORD}(?![\w-])[^=\n]*==|<mark>{_WORD}(?![\w-])[^<\n]*</mark>"
    rf"|(?<!\w)(?:\(\?{{2,}}\)|\[\?{{2,}}\])(?![(\[:]))"
    rf"|(?P<first>{_LEAD}(?P<word>{_WORD})(?![\w-])(?!{_SUBJECT}|{EVERYTHING})[^|\n]*)"
    rf"|(?<![\w'\"(-])(?P<said>{_WORD}(?:\([^()\n]*\))?[*_]{{0,3}}:[ \t][^|\n]*)"
    rf"|(?<=[.!?;] )(?P<sentence>{_WORD}(?![\w-])(?!{_SUBJECT}|{EVERYTHING})[^|\n]*)"
    rf"|(?<![\w@.])(?P<tag>@(?i:todo|fixme)(?![\w/-])[^|\n]*)"
    rf"|(?:(?<=\b(?i:is) )|(?<=\b(?i:are) )|(?<=\b(?i:be) )|(?<=\b(?i:still) )|(?<=\b(?i:remains) ))"
    rf"(?P<complement>[*_]{{0,3}}(?i:TB[DCA])(?![\w-]))"
    rf"|(?<![\w?¿!'\"])(?P<marks>\?{{3,}})(?![\w?!'\"])",
)
_OPENING = lazy_re(rf"[ \t>]*(?P<bullet>{_BULLET}){_SIGNS}[*_~]{{0,3}}(?P<words>[^:：|\n]{{1,60}})[:：](?=.*\S)")
_LAST = lazy_re(r"(?P<before>\S+)\s+[*_]{0,3}(?P<word>TBD|TBC|TBA)(?=[*_.)]*\s*(?:\||$))")
_SPEAKS_OF = frozenset(
    {"as", "to", "or", "of", "no", "a", "the", "and", "say", "says", "write", "than", "with", "called", "named"}
    | {"marked", "word", "for", "from", "via", "status", "state", "column", "|", ""}
)
"""Words before a word for later at the end of a line, by which the line speaks of the word; nothing, or a cell's."""
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.HTML})
_ORDINARY = frozenset({"to do", "fill in", "fill me in", "fill this in", "folgt", "lorem ipsum", "coming soon"})
_STATES = frozenset({"UNKNOWN", "UNDEFINED", "UNSPECIFIED"})
_TO_A_HEADING = lazy_re(r"\[[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*\]\(#[^()\s]*\)")
_FIRST = lazy_re(rf"[*_~]{{0,3}}(?P<word>{_WORD})(?![\w-])(?!{_SUBJECT}|{EVERYTHING})[^|\n]*")
_IN_A_BOX = lazy_re(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t].*\[NEEDS[ _-]CLARIFICATION\](?=[ \t]*\w)")
"""What a box says of such marks: ``- [x] All [NEEDS CLARIFICATION] resolved``."""
MAX_BEFORE = 20 * MAX_NAME
"""Characters before a word that are read for what it is said of."""
_EVERY_BEHIND = lazy_re(rf"\s*{EVERYTHING}")


class OpenPoint(SpecRule):
    """A question or a task that the text itself says is open.

    ## What it does
    Reports `[NEEDS CLARIFICATION: ...]` with any words, `TODO: x`, `(TBD)`, `[TBD]`, `<TBD>`, `==TBD==`, `@todo` and
    `???` beside other text, `is TBD`, and `TODO`, `TBD`, `FIXME` or `XXX` in capitals at the beginning of a heading, a
    paragraph, an item, a cell or a value. There, before a colon, also `Open question: x`, words of other languages
    (`待定：x`) and a team's own; before a paragraph's colon also words for open in capitals (`PENDING: x`). Code,
    comments, a to-do list as the subject of a sentence and a box that says that no `[NEEDS CLARIFICATION]` is left are
    none.

    What is put off to a stage that has a name is a note until the spec is done: `TBD after alpha`, `TODO before v1.4`,
    what stands below a heading such as `Beta`, and in a list of dates an entry whose date is `TBD`.

    ## Why is this bad
    What is still to be decided is decided by whoever writes the code, and nobody notices.

    ## Example
    ```markdown
    Riders hold one slot. [NEEDS CLARIFICATION: may a rider hold two?]
    ```

    ## Instead
    ```markdown
    Riders hold one slot; a second one is refused.
    ```
    """

    id = "open-point"
    summary = "the text itself says that something is still to be decided or done"
    levels = by_phase("note", "warning", "error")
    cases: ClassVar = {PUT_OFF: by_phase("note", "note", "error")}
    yields_to = frozenset({"governance-unanswered", "governance-removed", "task-unchecked", "task-malformed"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every open point, where it stands."""
        document, words = spec.document, spec.profile.words
        suspects = _suspects(document, words)
        if suspects:
            yield from self._in_blocks(spec, suspects)
        marked = [section for section in document.sections if _HINT.search(section.title)]
        hidden = _hidden(document) if marked else {}
        for section in marked:
            line = section.heading.location.line
            seen = blanked(document.lines[line - 1], hidden.get(line, ()))
            if _heading_is_open(section.title, seen) and not _is_of_template(section, spec):
                case = PUT_OFF if is_put_off(section.title) else ""
                yield self._found(section.title, section.heading.location, section, case)

    def _in_blocks(self, spec: Spec, suspects: AbstractSet[int]) -> Iterator[Finding]:
        document, words = spec.document, spec.profile.words
        hidden = _hidden(document)
        unanswered = {one.location.line for one in units(spec) if one.is_answer and answers_nothing(one.text, words)}
        values = {field.value_location.line: field.value_location.column or 1 for field in document.fields}
        for block in document.blocks:
            numbers = range(block.location.line, block.location.end_line + 1)
            if block.kind not in _READ or suspects.isdisjoint(numbers):
                continue
            if block.kind is not BlockKind.HTML and is_placeholder_word(block.text, words):
                continue  # nothing else stands there: that is placeholder-left, as what answers nothing is
            for number in (one for one in numbers if one in suspects and one not in unanswered):
                line = blanked(document.lines[number - 1].rstrip("\r"), hidden.get(number, ()))
                found = (*points(line, values.get(number, 1) - 1), *_in_other_words(line, words))
                linked = [link.span() for link in _TO_A_HEADING.finditer(line)] if found and "](#" in line else []
                for start, end, is_whole in found:
                    around = linked[bisect_left(linked, (start,)) - 1] if linked else (start, start)
                    if around[0] < start < around[1]:
                        continue  # the heading is told
                    source = document.lines[number - 1][start:end]
                    said = without_emphasis(visible(source)) or source
                    if not (is_whole and is_placeholder_word(said, words)):
                        place = Location(spec.path, number, number, start + 1, end)
                        is_there = block.section is not None and is_of_a_stage(block.section.title)
                        put_off = is_there or is_put_off(said) or is_date_to_come(document, number)
                        is_word = is_placeholder_word(said, words)
                        before = line[max(0, end - MAX_BEFORE) : end]
                        name = without_emphasis(visible(before)).lstrip("-+>| ") if is_word else ""
                        yield self._found(said, place, block.section, PUT_OFF if put_off else "", name)

    def _found(self, said: str, location: Location, section: Section | None, case: str = "", name: str = "") -> Finding:
        """Make a finding; ``name`` says what is open where ``said`` is a word like ``TBD``."""
        hint = say("Decide it and write the decision down, or take it out of the spec.")
        subject = name[-MAX_NAME:] or said[:MAX_NAME]
        return self.finding(say("still open: {}", said), location, subject, section=section, hint=hint, case=case)


def _heading_is_open(title: str, seen: str) -> bool:
    """Whether a heading opens with a word for later, or says it of what it names: ``Prices (TBD)``.

    ``seen`` is its line without code and comments.
    """
    return bool(_FIRST.match(title)) or any(found["aside"] for found in _POINTS.finditer(seen))


def _is_of_template(section: Section, spec: Spec) -> bool:
    """Whether the template's heading says it as well."""
    key = spec.alignment.keys.get(section)
    return key is not None and _HINT.search(spec.alignment.rules[key].title) is not None


def points(line: str, value: int = 0) -> Iterator[tuple[int, int, bool]]:
    """Where a line says that something is open: 0-based spans, and whether it is all that the cell or item says.

    ``value`` is where a label's value begins.
    """
    if not _HINT.search(line):
        return
    spoken_of = _IN_A_BOX.match(line)
    for found in _POINTS.finditer(line):
        if found["marker"] and spoken_of is not None and found.end() <= spoken_of.end():
            continue
        start = found.start("word") if found["word"] else found.start()
        yield start, found.start() + len(found[0].rstrip()), bool(found["word"])
    last = _LAST.search(line)
    if last is not None and _is_left_open(last) and not _POINTS.search(line):
        yield last.start("word"), last.end("word"), False
    found_value = _FIRST.match(line, value) if value else None
    if found_value is not None and not _POINTS.match(line, value):
        yield found_value.start("word"), value + len(found_value[0].rstrip()), True


def _is_left_open(last: re.Match[str]) -> bool:
    """Whether a word for later at a line's end is what the line says of something: ``Port: TBD``, ``Port - TBD``."""
    return last["before"].strip("*_`,").casefold() not in _SPEAKS_OF


def _suspects(document: Document, words: Words) -> frozenset[int]:
    """The lines that are worth a closer look; most are not."""
    marked = (number for number in _marked(document.lines) if _HINT.search(document.lines[number - 1]))
    opening = (number for number, line in enumerate(document.lines, 1) if _opening(line, words) is not None)
    return frozenset((*marked, *opening))


def _marked(lines: Sequence[str]) -> Iterator[int]:
    """The numbers of the lines that hold one of the marks, in any case; it takes a look at the text as a whole."""
    lowered = "\n".join(lines).lower()
    if not any(mark in lowered for mark in _MARKS):
        return
    ends = list(accumulate(len(line) + 1 for line in lowered.split("\n")))
    for mark in _MARKS:
        at = lowered.find(mark)
        while at >= 0:
            index = bisect_right(ends, at)
            yield index + 1
            at = lowered.find(mark, ends[index])


def _in_other_words(line: str, words: Words) -> Iterator[tuple[int, int, bool]]:
    """Where a line opens with words for later or for a question, in any language, a colon and what is to come."""
    start = _opening(line, words)
    if start is not None and not _POINTS.match(line):
        yield start, len(line.rstrip()), True


def _opening(line: str, words: Words) -> int | None:
    """Where such words begin; None where a line does not open with any.

    Words that open an ordinary list are none. Words for open count in capitals, where no bullet stands before them:
    `PENDING: x` as an item is a state that is explained.
    """
    found = _OPENING.match(line) if ":" in line or "：" in line else None
    if found is None:
        return None
    said = found["words"].strip(" \t\u00a0\u202f*_~")
    if said.istitle() and said.casefold() == "todo" and _EVERY_BEHIND.match(line, found.end()):
        return None
    is_open = said.casefold() in _later(words) or (not found["bullet"] and said in _loud())
    return found.start("words") if is_open else None


@cache
def _later(words: Words) -> frozenset[str]:
    told = {word.casefold() for word in (*words_of("later"), *words_of("point"), *words.later)}
    return frozenset(told - _ORDINARY)


@cache
def _loud() -> frozenset[str]:
    return frozenset(word.upper() for word in words_of("open") if word.upper() != word) - _STATES


def _hidden(document: Document) -> dict[int, list[tuple[int, int]]]:
    """By line the 0-based spans of code and comments; those of several lines take their lines whole."""
    spans: dict[int, list[tuple[int, int]]] = {}
    places = [span.location for span in document.code_spans] + [comment.location for comment in document.comments]
    for place in places:
        for number in range(place.line, place.end_line + 1):
            single = place.line == place.end_line and place.column is not None and place.end_column is not None
            span = ((place.column or 1) - 1, place.end_column or 0) if single else (0, len(document.lines[number - 1]))
            spans.setdefault(number, []).append(span)
    return spans
