"""Options that a rule owns: what one is called, what it may be, and what it is where nobody says."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Option(ABC, Generic[T]):
    """One option, under its ``name`` in the rule's entry of the configuration."""

    name: str
    description: str
    default: T

    @abstractmethod
    def fault(self, value: object) -> str:
        """What is wrong with a value of the configuration, as ``expected ...``; empty if it may be had."""

    @abstractmethod
    def read(self, value: object) -> T:
        """A value in which ``fault`` finds nothing."""

    @property
    @abstractmethod
    def schema(self) -> Mapping[str, Any]:
        """Its JSON Schema."""

    @property
    @abstractmethod
    def shown(self) -> tuple[str, ...]:
        """What it may be, as a configuration has it, the default first."""

    def of(self, given: Mapping[str, object]) -> T:
        """What a rule's entry says of it; the default where it says nothing."""
        return self.read(given[self.name]) if self.name in given else self.default


@dataclass(frozen=True)
class Choice(Option[str]):
    """One of several words."""

    values: tuple[str, ...] = ()

    def fault(self, value: object) -> str:
        """Any other word, and what is no word."""
        words = [f"'{word}'" for word in self.values]
        return "" if value in self.values else f"expected {', '.join(words[:-1])} or {words[-1]}"

    def read(self, value: object) -> str:
        """The word."""
        return str(value)

    @property
    def shown(self) -> tuple[str, ...]:
        """The words."""
        return (self.default, *(word for word in self.values if word != self.default))

    @property
    def schema(self) -> Mapping[str, Any]:
        """An enumeration."""
        return {"enum": list(self.values), "default": self.default, "description": self.description}


@dataclass(frozen=True)
class Flag(Option[bool]):
    """Yes or no."""

    def fault(self, value: object) -> str:
        """Anything but ``true`` and ``false``."""
        return "" if isinstance(value, bool) else "expected true or false"

    def read(self, value: object) -> bool:
        """The answer."""
        return value is True

    @property
    def shown(self) -> tuple[str, ...]:
        """Both."""
        return ("true", "false") if self.default else ("false", "true")

    @property
    def schema(self) -> Mapping[str, Any]:
        """A boolean."""
        return {"type": "boolean", "default": self.default, "description": self.description}


class OwnsOptions(Protocol):
    """What the configuration must know of a rule."""

    @property
    def options(self) -> Sequence[Option[Any]]:
        """The options that its entry may hold beside severities."""
        ...
