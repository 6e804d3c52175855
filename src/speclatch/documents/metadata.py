"""The metadata of a document as one list of fields, whatever form its author gave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from speclatch.documents.front_matter import FrontMatter, FrontMatterProblem, MetadataField, key_name
from speclatch.model import Location


@dataclass(frozen=True)
class Metadata:
    """The fields of a document in order of precedence: front matter (or the file's beside it), then the body's.

    It is asked like a front matter; ``front_matter`` is the block itself, with its faults.
    """

    front_matter: FrontMatter
    body: tuple[MetadataField, ...] = ()

    @cached_property
    def entries(self) -> tuple[MetadataField, ...]:
        """Every field."""
        return (*self.front_matter.entries, *self.body)

    @property
    def present(self) -> bool:
        """Whether there is any."""
        return self.front_matter.present or bool(self.body)

    @property
    def readable(self) -> bool:
        """Whether the front matter could be read, or there is none."""
        return self.front_matter.readable

    @property
    def problems(self) -> tuple[FrontMatterProblem, ...]:
        """The faults of the front matter."""
        return self.front_matter.problems

    @property
    def opening(self) -> Location:
        """The line on which something missing is missed: the opening fence, else the first field of the body."""
        if not self.front_matter.present and self.body:
            place = self.body[0].key_location
            return Location(place.path, place.line)
        return Location(self.front_matter.location.path, self.front_matter.location.line)

    @cached_property
    def _by_name(self) -> dict[str, list[MetadataField]]:
        found: dict[str, list[MetadataField]] = {}
        for entry in self.entries:
            found.setdefault(key_name(entry.key), []).append(entry)
        return found

    def all(self, key: str) -> Sequence[MetadataField]:
        """The fields of a key, however it is spelled, in order of precedence."""
        found = next((self._by_name[name] for name in _spellings(key_name(key)) if name in self._by_name), [])
        return sorted(found, key=lambda entry: entry.key != key) if len(found) > 1 else found

    def find(self, key: str) -> MetadataField | None:
        """The field that counts for a key: the first that holds something, else the first; None if absent."""
        found = self.all(key)
        return next((entry for entry in found if entry.text.strip()), found[0] if found else None)


def _spellings(name: str) -> tuple[str, ...]:
    """The names that one of a template may be written by: ``author(s)`` is ``author`` or ``authors``."""
    bare = name.removesuffix("(s)")
    return (name,) if bare == name else (name, bare, f"{bare}s")
