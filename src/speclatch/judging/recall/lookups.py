"""Mappings and sets in which every look is a question that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Protocol, TypeVar

from speclatch.judging.recall.answers import Answers

Value = TypeVar("Value")


class Ask(Protocol):
    """Keeps a question, and answers it."""

    @property
    def answers(self) -> Answers: ...  # noqa: D102 - where the answers come from

    def __call__(self, *question: str) -> Any: ...  # noqa: D102 - see the class


class Lookup(Mapping[str, Value]):
    """One of ``answers.LOOKUPS``."""

    def __init__(self, ask: Ask, name: str) -> None:
        self._ask = ask
        self._name = name

    def __getitem__(self, key: str) -> Value:
        found: Value | None = self._ask("look", self._name, key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._ask("keys", self._name))

    def __len__(self) -> int:
        return len(self._ask("keys", self._name))


class Folders(AbstractSet[str]):
    """The directories of the tree."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and bool(self._ask("folder", path))

    def __iter__(self) -> Iterator[str]:
        return iter(self._ask("folders"))

    def __len__(self) -> int:
        return len(self._ask("folders"))
