"""What is wrong with a front-matter value, by the rule of its key; where the front matter opens."""

from __future__ import annotations

import re
from datetime import date

from speclatch.documents.document import FrontMatter, FrontMatterEntry
from speclatch.model import Location
from speclatch.profiles.phases import STATUS_KEY, is_known_status
from speclatch.profiles.profile import KeyRule, KeyType
from speclatch.profiles.wording import alternatives
from speclatch.rules.base import Context, quoted
from speclatch.specs.catalogue import Spec, statuses


def status_fault(entry: FrontMatterEntry, spec: Spec, context: Context) -> tuple[str, str] | None:
    """What is wrong with a status, and what to do; None if it is known."""
    choices = alternatives(entry.text)
    if choices:
        return "the status still lists every choice of the template", f"Keep one of {_listed(choices)}."
    if is_known_status(entry.text, context.config, spec.profile):
        return None
    rule = spec.profile.key(STATUS_KEY)
    words = rule.values if rule and rule.values else statuses(context.config)
    return (
        f"nothing is known of the status {quoted(entry.text)}",
        f"Use one of {_listed(words)}, or add the word to `phases` in the configuration.",
    )


def shape_fault(rule: KeyRule, entry: FrontMatterEntry) -> tuple[str, str] | None:
    """What is wrong with a mapping or list where the template has one value, and what to do; None if nothing is.

    A text may be a list of texts (several owners); a status, an id, a date or a choice is one.
    """
    hint = f"Write a {'list' if rule.is_list else 'single value'}."
    if isinstance(entry.value, dict) and not rule.is_mapping:
        return f"{quoted(rule.key)} is a mapping", hint
    if not isinstance(entry.value, tuple) or rule.is_list or rule.type is KeyType.REFERENCE or rule.is_mapping:
        return None
    if any(isinstance(item, dict | tuple) for item in entry.value):
        return f"{quoted(rule.key)} holds more than texts", hint
    single = rule.type in (KeyType.ID, KeyType.DATE, KeyType.ENUM) or rule.key.casefold() in ("status", "id")
    return (f"{quoted(rule.key)} is a list", hint) if single and entry.value else None


def value_fault(rule: KeyRule, entry: FrontMatterEntry) -> tuple[str, str] | None:
    """What is wrong with a value, and what to do; None if nothing is."""
    text = entry.text.strip()
    if rule.type is KeyType.ENUM:
        if alternatives(text):
            return (
                f"{quoted(rule.key)} still lists every choice of the template",
                f"Keep one of {_listed(rule.values)}.",
            )
        if text.casefold() not in {value.casefold() for value in rule.values}:
            return (
                f"{quoted(rule.key)} is {quoted(text)}, which the template does not know",
                f"Use one of {_listed(rule.values)}.",
            )
    if rule.type is KeyType.ID and not re.fullmatch(rule.pattern, text):
        return (
            f"{quoted(rule.key)} is {_said(rule, text)}, not of the form {quoted(rule.sample)}",
            "Put the number in.",
        )
    if rule.type is KeyType.DATE and not is_date(text):
        fault = "" if text == rule.sample else ", no day that exists"
        return f"{quoted(rule.key)} is {_said(rule, text)}{fault}", "Write it as year-month-day: `2026-01-31`."
    return None


def _said(rule: KeyRule, text: str) -> str:
    return f"still the template's {quoted(text)}" if text == rule.sample else quoted(text)


def is_date(text: str) -> bool:
    """Whether a text is a day that exists, as ``YYYY-MM-DD``; a time may follow."""
    found = re.match(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?\Z", text)
    if not found:
        return False
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return False
    return True


def opening_fence(front_matter: FrontMatter) -> Location:
    """The line a missing key is reported on."""
    return Location(front_matter.location.path, front_matter.location.line)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, words))
