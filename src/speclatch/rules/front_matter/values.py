"""What is wrong with a value of the metadata, by the rule of its key; where something missing is missed."""

from __future__ import annotations

import re
from collections.abc import Collection

from speclatch.config.model import Config
from speclatch.documents.document import MetadataField, MetadataForm
from speclatch.model import Location
from speclatch.patterns import lazy_re
from speclatch.profiles.dates import is_day, looks_like_day
from speclatch.profiles.enumerations import alternatives, choices
from speclatch.profiles.phases import STATUS_KEY, is_known_status, is_list_of_statuses, nearest_status
from speclatch.profiles.profile import KeyRule, KeyType
from speclatch.profiles.text import fold
from speclatch.references.collect import POINTERS
from speclatch.rules.base import Context
from speclatch.rules.messages import NOTHING, Said, say
from speclatch.specs.catalogue import Spec, statuses


def status_fault(entry: MetadataField, spec: Spec, context: Context) -> tuple[Said, Said] | None:
    """What is wrong with a status, and what to do; None if it is known."""
    rule = spec.profile.key(STATUS_KEY)
    listed = choices(entry.text) if is_list_of_statuses(entry.text) else ()
    if listed and rule and set(map(fold, rule.values)) <= set(map(fold, listed)) and rule.values:
        return say("the status still lists every choice of the template"), say("Keep one of {}.", listed)
    if listed:
        return say("the status {} is more than one", entry.text), say("Keep one of {}.", listed)
    if is_known_status(entry.text, context.config, spec.profile):
        return None
    offered = rule.values if rule else ()
    nearest = nearest_status(entry.text, offered or statuses(context.config))
    meant = say("Did you mean {}? ", nearest) if nearest else NOTHING
    use = say("Use one of {}", offered) if offered else say("Use a word such as {}", _examples(context.config))
    hint = say("{}{}, or add the word to `phases` in the configuration.", meant, use)
    return say("nothing is known of the status {}", entry.text), hint


def _examples(config: Config) -> tuple[str, ...]:
    """A word for each phase."""
    return tuple(words[0] for words in config.phases.values() if words)


def shape_fault(rule: KeyRule, entry: MetadataField) -> tuple[Said, Said] | None:
    """What is wrong with a mapping or list where the template has one value, and what to do; None if nothing is.

    A text may be a list of texts (several owners); a status, an id, a date or a choice is one. Where the template has
    no value, it says nothing of its form.
    """
    named = rule.key.casefold() in ("status", "id")
    if rule.is_mapping or (rule.type is KeyType.TEXT and not (rule.sample or rule.is_list or named)):
        return None
    hint = say("Write a list." if rule.is_list else "Write a single value.")
    if isinstance(entry.value, dict):
        names_document = rule.type is KeyType.REFERENCE and not POINTERS.isdisjoint(entry.value)
        return None if names_document else (say("{} is a mapping", rule.key), hint)
    if not isinstance(entry.value, tuple) or rule.is_list or rule.type is KeyType.REFERENCE:
        return None
    if any(isinstance(item, dict | tuple) for item in entry.value):
        return say("{} holds more than texts", rule.key), hint
    single = rule.type in (KeyType.ID, KeyType.DATE, KeyType.ENUM) or named
    return (say("{} is a list", rule.key), hint) if single and entry.value else None


def _is_chosen(entry: MetadataField, values: Collection[str]) -> bool:
    """Whether a value is one of the choices. In the body people write sentences: there it has to open with one."""
    bare, known = fold(entry.text), {fold(value) for value in values}
    prose = entry.form is not MetadataForm.FRONT_MATTER
    return bare in known or (
        prose and any(bare.startswith(value) and not bare[len(value)].isalnum() for value in known)
    )


def value_fault(rule: KeyRule, entry: MetadataField) -> tuple[Said, Said] | None:
    """What is wrong with a value, and what to do; None if nothing is."""
    text = entry.text.strip()
    if rule.type is KeyType.ENUM:
        if alternatives(text):
            return (
                say("{} still lists every choice of the template", rule.key),
                say("Keep one of {}.", rule.values),
            )
        if not _is_chosen(entry, rule.values):
            return (
                say("{} is {}, which the template does not know", rule.key, text),
                say("Use one of {}.", rule.values),
            )
    if rule.type is KeyType.ID and not re.fullmatch(rule.pattern, text):
        return (
            say("{} is {}, not of the form {}", rule.key, _said(rule, text), rule.sample),
            say("Put the number in."),
        )
    day = text if entry.form is MetadataForm.FRONT_MATTER else _REMARK.split(text, maxsplit=1)[0]
    if rule.type is KeyType.DATE and not is_day(day, rule.sample):
        fault = say(", no day that exists") if looks_like_day(text) else say(", not of the form `YYYY-MM-DD`")
        return (
            say("{} is {}{}", rule.key, _said(rule, text), NOTHING if text == rule.sample else fault),
            say("Write it as year-month-day: `2026-01-31`."),
        )
    return None


_REMARK = lazy_re(r"\s*[(（,;、]|\s+[–—-]\s")
"""What parts a value of the body from what is said of it: ``2026-02-11 (revised in March)``."""


def _said(rule: KeyRule, text: str) -> Said:
    return say("still the template's {}", text) if text == rule.sample else say("{}", text)


def opening(spec: Spec) -> Location:
    """The line a missing key is reported on: the opening fence, the first field of the body, else the title."""
    title = spec.document.title
    if spec.metadata.present or title is None:
        return spec.metadata.opening
    return title.heading.location
