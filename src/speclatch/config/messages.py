"""Say in plain words what is wrong with a value of the configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

Context = Mapping[str, Any]
Keys = tuple[str | int, ...]
"""A place in the configuration: keys, and numbers in lists, from the outside in."""


def plain(fault: ErrorDetails) -> str:
    """What was expected, and what is there where that is short. Types of faults are pydantic's."""
    context: Context = fault.get("ctx", {})
    if fault["type"] in _WHOLE:
        return _WHOLE[fault["type"]]
    said = _EXPECTED.get(fault["type"])
    if said is None:
        return fault["msg"].removeprefix("Value error, ")
    return f"expected {said(context)}{instead(fault['input'])}"


def instead(value: object) -> str:
    """What is there instead, in the words of YAML; nothing where quoting it would be long."""
    if isinstance(value, (dict, list)):
        return ", not a mapping" if isinstance(value, dict) else ", not a list"
    if value is None:
        return ", and nothing is there"
    if value == "":
        return ", and the text is empty"
    text = f"'{value}'" if isinstance(value, str) else str(value).lower()
    return f", not {text}" if len(text) <= _SHORT else ""


_SHORT = 40
"""Characters of a value that are still quoted."""


_WHOLE = {"missing": "this key is missing", "too_short": "expected a list with something in it"}
"""Faults that say all there is to say."""


def _always(words: str) -> Callable[[Context], str]:
    return lambda _: words


def _one_of(context: Context) -> str:
    """``'a', 'b' or 'c'`` is how pydantic lists the words already."""
    words = str(context["expected"]).removeprefix("'', ")
    return f"one of {words}" if " or " in words else words


def _at_least(context: Context) -> str:
    return f"a whole number of at least {context['ge']}"


def _at_most(context: Context) -> str:
    return f"a whole number of at most {context['le']}"


_MAPPING = _always("a mapping (`key: value`)")
_LIST = _always("a list (`[a, b]`)")
_TEXT = _always("text")
_BOOLEAN = _always("true or false")
_NUMBER = _always("a whole number")

_EXPECTED: Mapping[str, Callable[[Context], str]] = {
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _MAPPING,
    "list_type": _LIST,
    "string_type": _TEXT,
    "string_too_short": _TEXT,
    "string_too_long": lambda context: f"text of at most {context['max_length']} characters",
    "string_pattern_mismatch": _always("a file's name without `/`"),
    "bool_type": _BOOLEAN,
    "bool_parsing": _BOOLEAN,
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "int_parsing_size": _NUMBER,
    "literal_error": _one_of,
    "greater_than_equal": _at_least,
    "less_than_equal": _at_most,
}
"""By pydantic's type of fault (pydantic's documentation, "Validation Errors"): what would have been right."""
