"""Step outputs, in the form that the runner reads from its file."""

from __future__ import annotations

from collections.abc import Mapping


def step_outputs(values: Mapping[str, str], delimiter: str) -> str:
    """Lines for the file that ``GITHUB_OUTPUT`` names.

    ``delimiter`` is a fresh random word, so that no value can end early and set an output of its own.

    Raises:
        ValueError: the delimiter stands in a value.
    """
    if not delimiter or any(delimiter in value for value in values.values()):
        raise ValueError("the delimiter stands in a value")
    return "".join(f"{name}<<{delimiter}\n{value}\n{delimiter}\n" for name, value in values.items())
