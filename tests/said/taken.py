"""Scenes of what single texts are taken for: words, choices, titles, days, open points and names of templates."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from tests.said.meant import ASKED
from tests.said.shown import shown

from speclatch.config.model import Words
from speclatch.profiles import dates, demands, enumerations, normative, text, titles, words
from speclatch.rules.placeholder import put_off
from speclatch.scaffold import templates

TEXTS = Path(__file__).parent / "texts"
"""What people and templates write, a text a line; one in quotes is JSON."""


@cache
def texts(name: str) -> tuple[str, ...]:
    """The texts of one sort."""
    lines = (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) if line.startswith('"') else line for line in lines)


SAMPLES = ("", "YYYY-MM-DD", "DD.MM.YYYY", "MM/DD/YYYY", "TT.MM.JJJJ (day)", "YYYY/MM/DD", "YYYY年MM月DD日", "day")
"""Samples of days."""
OF_TITLES: Mapping[str, Callable[[str], Any]] = {
    **{one.__name__: one for one in (titles.normalise_title, titles.normalise_label, titles.title_number)},
    **{one.__name__: one for one in (titles.without_number, titles.label_id, put_off.is_of_a_stage)},
}
OF_PATHS: Mapping[str, Callable[[str], Any]] = {
    **{one.__name__: one for one in (templates.may_be_template, templates.is_called_template, templates.has_number)},
    **{one.__name__: one for one in (templates.is_nothing_but_template, templates.is_named_template)},
    **{
        one.__name__: one
        for one in (templates.kind_of_template, templates.has_sample_letters, templates.is_of_meetings)
    },
    **{one.__name__: one for one in (templates.is_numbered_sample, templates.is_templates_folder)},
    **{one.__name__: one for one in (templates.says_its_name, templates.template_name)},
    "where the name is taken": lambda path: templates.template_name(path, (templates.template_name(path),)),
    "where the next one is, too": lambda path: templates.template_name(path, _first_two(path)),
}
OWN = Words(later=("demnächst",), none=("gibt es nicht",), must=("unbedingt",), optional=("wer mag",))

OF_A_TEAM: tuple[Callable[..., Any], ...] = (
    *(words.is_placeholder_word, words.says_later, words.answers_nothing, words.is_open, words.promises),
    *(words.shows_open_box, words.none_answer, words.none_within, demands.is_must, demands.asks_must),
    *(demands.is_optional, demands.without_marks, demands.says_optional, demands.allows_absence),
)


def _first_two(path: str) -> tuple[str, ...]:
    first = templates.template_name(path)
    return first, templates.template_name(path, (first,)), f"{first}-2"


def _told(given: str, asked: Mapping[str, Callable[[str], Any]]) -> str:
    answers = ((name, ask(given)) for name, ask in asked.items())
    told = [f"{name}={shown(answer)}" for name, answer in answers if answer not in (False, None, (), [], given)]
    return f"{shown(given)}: {', '.join(told)}"


def taken(name: str, asked: Mapping[str, Callable[[str], Any]]) -> Iterator[str]:
    """What texts are taken for: each question that is not answered by no, or by the text as it is."""
    yield from (_told(given, asked) for given in texts(name))


def taken_by_team() -> Iterator[str]:
    """What texts are taken for where a team has words of its own."""
    for given in texts("own"):
        yield _told(given, {ask.__name__: partial(ask, words=OWN) for ask in OF_A_TEAM})


def choices_beside_keys() -> Iterator[str]:
    """What remarks of a template offer, beside no value and beside one of them."""
    for remark in texts("remarks"):
        for sample in ("", "Bug", "other"):
            yield f"{shown(remark)} beside {shown(sample)}: {shown(enumerations.choices_in_remark(remark, sample))}"
        yield f"  {shown(enumerations.barred_choices(remark))}"


def days() -> Iterator[str]:
    """Which texts are days, by each sample."""
    for sample in SAMPLES:
        yield f"{shown(sample)}: {shown([day for day in texts('days') if dates.is_day(day, sample)])}"
        forms = (sample, f" **[{sample}]** ", f"X{sample}X")
        yield f"  {dates.asks_for_day(sample)} {shown([dates.is_day_sample(form) for form in forms])}"


def put_together() -> Iterator[str]:
    """The names by which texts are known."""
    for given in (*texts("words"), *texts("choices"), *texts("titles")):
        yield f"{shown(given)}: {text.digests(given)} {shown(normative.bare(given))}"
    for spans in ([(0, 2)], [(1, 3), (4, 6)], [(3, 3)], [(4, 60)], []):
        yield shown(text.blanked("abcdefgh", spans))


TAKEN: dict[str, Callable[[], Iterator[str]]] = {
    "taken-words-phrases-text": partial(taken, "words", ASKED),
    "taken-enumerations-brackets": partial(taken, "choices", {**ASKED, "is_open_list": enumerations.is_open_list}),
    "taken-titles-of-stages": partial(taken, "titles", OF_TITLES),
    "taken-templates-paths": partial(taken, "paths", OF_PATHS),
    "taken-put-off": partial(taken, "points", {"is_put_off": put_off.is_put_off}),
    "taken-own-words": taken_by_team,
    "taken-enumerations-remarks": choices_beside_keys,
    "taken-dates": days,
    "taken-text-digests-normative": put_together,
}
