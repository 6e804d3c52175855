"""The rule field-empty: a labelled bullet of the template with nothing behind it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise

from speclatch.config.words import words_of
from speclatch.documents.document import Block, Field
from speclatch.model import Finding, Location
from speclatch.profiles.answers import section_says_none
from speclatch.profiles.labels import led_in
from speclatch.profiles.text import digest, fold, shows_no_word
from speclatch.profiles.words import answers_nothing
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.rules.task.boxes import meant_boxes
from speclatch.specs.catalogue import Spec


class FieldEmpty(SpecRule):
    """A labelled bullet of the template with nothing behind it.

    ## What it does
    Reports `- Context name:` and the like, where neither the line nor what is nested below it says anything. A label
    nested below a box is asked for when the box is ticked; where one of several is `Other ...`, one answer will do. A
    bullet right behind the label that has none of its own is its answer, and so is the list, table or code that a
    label on a line of its own leads in.

    ## Why is this bad
    The label is a question; the reader looks for its answer.

    ## Example
    ```markdown
    - Context name:
    ```

    ## Instead
    ```markdown
    - Context name: Orders
    - Feature Scaffold: None
    ```
    """

    id = "field-empty"
    summary = "a labelled bullet of the template with nothing behind it"
    levels = by_phase("note", "warning", "error")
    yields_to = frozenset({"reference-missing", "open-point", "placeholder-left"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every label of the template without a value."""
        spared = _spared(spec)
        asked = {field.location.line for _, field in spec.alignment.fields}
        for rule, field in spec.alignment.fields:
            if field.location.line in spared or not rule.required or not shows_no_word(field.value):
                continue
            if answers_nothing(field.body, spec.profile.words):
                box = spec.alignment.boxes_above.get(field.location.line)
                says_none = section_says_none(spec.document, field.section, spec.profile.words)
                if says_none or (box is not None and not box.checked) or _is_answered_below(spec, field, asked):
                    continue
                yield self.finding(
                    say("nothing stands behind {}", field.label + ":"),
                    field.location,
                    rule.label,
                    section=field.section,
                    hint=say("Answer it; `None` is an answer."),
                )


def _is_answered_below(spec: Spec, field: Field, asked: Container[int]) -> bool:
    """Whether a label on a line of its own leads in a list, a table, a quote or a block of code that says something.

    What the template asks for besides, on the lines ``asked``, answers itself alone.
    """
    after = led_in(field, spec.document) if field.container == "text" else None
    if after is None:
        return False
    is_box = after.item is not None and after.item.is_task
    return not (after.location.line in asked or is_box or shows_no_word(after.text))


def _spared(spec: Spec) -> frozenset[int]:
    """The lines of labels that nobody has to fill.

    Those below a box that GitHub knows for none and nobody ticked (``- []``); of labels below one box of which one
    asks for what is otherwise (``Other field:``), all, once one of them is filled; and those whose answers stand in the
    bullets behind them instead of below them.
    """
    words = spec.profile.words
    unticked = {box.location.line for box in meant_boxes(spec.document, words) if box.is_empty}
    items = {block.location.line: block.item for block in spec.document.blocks if block.item is not None}
    found = _answered_behind(spec)
    below: dict[int, list[Field]] = {}
    for _, field in spec.alignment.fields:
        line = field.location.line
        above = items[line].parent if line in items else None
        if above is not None and above.location.line in unticked:
            found.add(line)
        box = spec.alignment.boxes_above.get(line)
        if box is not None:
            below.setdefault(box.location.line, []).append(field)
    for fields in below.values():
        filled = any(not shows_no_word(one.value) or not answers_nothing(one.body, words) for one in fields)
        if filled and any(fold(one.label).startswith(words_of("other")) for one in fields):
            found.update(one.location.line for one in fields)
    return frozenset(found)


def _answered_behind(spec: Spec) -> set[int]:
    """The lines of labels whose next bullet, beside them, is a value: one without a label, or named by code."""
    labels = {field.location.line: field.label for field in spec.document.fields}
    asked = {field.location.line for _, field in spec.alignment.fields}
    first: dict[Location, Block] = {}
    for block in spec.document.blocks:
        if block.item is not None and block.item.location.line == block.location.line:
            first.setdefault(block.item.location, block)
    ordered = list(first.values())
    found: set[int] = set()
    for one, behind in pairwise(ordered):
        if one.location.line not in asked or one.item is None or behind.item is None:
            continue
        is_next = behind.item.parent == one.item.parent and behind.location.line == one.location.end_line + 1
        label = labels.get(behind.location.line, "`")
        is_value = behind.location.line not in asked and label.startswith("`") and not behind.item.is_task
        is_own = not any(digest(text) in spec.profile.texts for text in (behind.text, *_openings(behind.text)))
        if is_next and is_value and is_own and not answers_nothing(behind.text, spec.profile.words):
            found.add(one.location.line)
    return found


def _openings(text: str) -> Iterator[str]:
    """What of a text may be the template's question that the rest answers: all up to a ``?`` or ``:``."""
    return (text[: found.end()] for found in re.finditer(r"[?:](?=\s|$)", text))
