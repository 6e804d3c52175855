"""What came of the defects: which were caught, which not and why, and what harmless edits disturbed."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from speclatch.model import Severity


class DefectKind(enum.Enum):
    """What was done to a document."""

    COPY = "untouched copy"
    REMOVED = "taken away"
    EMPTIED = "emptied"
    GUIDANCE = "guidance put back"
    REFERENCE = "reference broken"
    STATUS = "unknown status"
    BOX = "box opened"
    HARMLESS = "harmless edit"


class Outcome(enum.Enum):
    """What came of it.

    Of CAUGHT and MISSED the strength is made. WAIVED: the configuration asks for nothing there; OPTIONAL: the
    template itself says that it may be left out; INAPPLICABLE: the section around it says that it does not apply;
    EXCUSED: a comment in the document excuses it; ALREADY: the document is wrong in that place as it is.
    """

    CAUGHT = "caught"
    MISSED = "missed"
    WAIVED = "waived"
    OPTIONAL = "optional"
    INAPPLICABLE = "inapplicable"
    EXCUSED = "excused"
    ALREADY = "already"


class Tried(NamedTuple):
    """One alteration of one document. ``part`` is the kind of part, ``name`` what it is called; ``rules`` found it."""

    kind: DefectKind
    part: str
    name: str
    path: str
    line: int
    outcome: Outcome
    severity: Severity | None = None
    rules: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class ProfileStrength:
    """What came of the defects of one profile's documents.

    ``documents`` are all, ``finished`` those whose status says more than draft: the defects are theirs, or, where there
    is none, all documents', judged as if they were being implemented (``as_finished``). ``seldom`` are parts of the
    template that fewer than half of them keep: nothing is made of those.
    """

    profile: str
    documents: int
    finished: int
    as_finished: bool
    tried: tuple[Tried, ...]
    seldom: tuple[tuple[str, str], ...] = ()

    @property
    def defects(self) -> tuple[Tried, ...]:
        """What was tried that is a defect."""
        return tuple(one for one in self.tried if one.kind is not DefectKind.HARMLESS)

    @property
    def harmless(self) -> tuple[Tried, ...]:
        """What was tried that is harmless; of these, CAUGHT is a disturbance."""
        return tuple(one for one in self.tried if one.kind is DefectKind.HARMLESS)

    @property
    def disturbed(self) -> tuple[Tried, ...]:
        """The harmless edits that are found fault with."""
        return of(self.harmless, Outcome.CAUGHT)

    @property
    def missed(self) -> tuple[Tried, ...]:
        """The defects that nothing is said of."""
        return of(self.defects, Outcome.MISSED)

    @property
    def counted(self) -> int:
        """Of how many defects the strength is made."""
        return len(of(self.defects, Outcome.CAUGHT)) + len(self.missed)


def of(tried: Iterable[Tried], outcome: Outcome) -> tuple[Tried, ...]:
    """Those with one outcome."""
    return tuple(one for one in tried if one.outcome is outcome)


def strength(profiles: Iterable[ProfileStrength]) -> float | None:
    """The share of the defects that are caught, 0 to 1; None where there was none to make."""
    profiles = tuple(profiles)
    counted = sum(one.counted for one in profiles)
    return sum(one.counted - len(one.missed) for one in profiles) / counted if counted else None
