"""Whether two documents are one spec, whatever their paths: known by the id, or by the title."""

from __future__ import annotations

from typing import Protocol

from speclatch.profiles.text import fold


class Named(Protocol):
    """A document with an id and a title, either of which may be ``""``."""

    @property
    def id(self) -> str: ...  # noqa: D102

    @property
    def title(self) -> str: ...  # noqa: D102


def is_same_spec(one: Named, other: Named) -> bool:
    """Whether two documents have one id, or one title but for the id in it."""
    if one.id and other.id and one.id.casefold() == other.id.casefold():
        return True
    return bool(_title(one)) and _title(one) == _title(other)


def _title(spec: Named) -> str:
    """A spec's title without its id: who gives the same text another number writes the same spec."""
    title, name = fold(spec.title), fold(spec.id)
    return title.replace(name, "").strip(" :.–—-") if name else title
