"""What a front matter offers: its entries with their source text, its faults, each with its place."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple

from speclatch.model import Location


class Scalar(NamedTuple):
    """One scalar leaf of a front-matter value: its text as YAML reads it (never converted) and its exact span.

    The span includes quotes. ``text`` of an alias is the text of its anchor; its span is the alias.
    """

    text: str
    location: Location


class FrontMatterEntry(NamedTuple):
    """One key of the front matter.

    ``value`` is the constructed value with every scalar left as its source text (``1.0`` stays ``"1.0"``;
    null is None; sequences are tuples; mappings are dicts). ``raw`` is the source text of the value,
    ``scalars`` its leaves in order, ``location`` the lines from the key to the end of the value,
    ``key_location`` the key alone.
    """

    key: str
    value: object
    raw: str
    location: Location
    key_location: Location
    scalars: tuple[Scalar, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether the value is a sequence."""
        return isinstance(self.value, tuple)

    @property
    def text(self) -> str:
        """The value as one line of text: a scalar's own text, the leaves of a list joined by a comma."""
        return ", ".join(scalar.text for scalar in self.scalars)


class ProblemKind(enum.Enum):
    """How a front matter fails: it cannot be read at all, or one value of it cannot be what it says."""

    INVALID = "invalid"
    VALUE = "value"


class FrontMatterProblem(NamedTuple):
    """A fault of the front matter itself, with what to do about it.

    ``key`` is the key concerned, where known.
    """

    kind: ProblemKind
    message: str
    location: Location
    hint: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML block a document opens with.

    ``location`` spans both fences; ``present`` is False where there is none (``location`` is then line 1).
    ``entries`` holds what could be read; with an INVALID problem that may be nothing.
    """

    location: Location
    present: bool = False
    entries: tuple[FrontMatterEntry, ...] = ()
    problems: tuple[FrontMatterProblem, ...] = ()

    def get(self, key: str) -> FrontMatterEntry | None:
        """The entry of ``key``, exactly spelled; None if absent."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def find(self, key: str) -> FrontMatterEntry | None:
        """The entry of ``key``, spelled exactly or else in other case or with other hyphens; None if absent.

        People write ``Status:`` and ``prd-ref:``; such a key must not hide what it says.
        """
        exact = self.get(key)
        if exact is not None:
            return exact
        wanted = _folded(key)
        return next((entry for entry in self.entries if _folded(entry.key) == wanted), None)

    @property
    def readable(self) -> bool:
        """Whether YAML could be read."""
        return not any(problem.kind is ProblemKind.INVALID for problem in self.problems)


def _folded(key: str) -> str:
    return key.casefold().replace("-", "_")
