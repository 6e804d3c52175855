"""The words every part of Speclatch shares: where something is, what was found, how bad it is."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import total_ordering
from typing import NamedTuple, Self


@total_ordering
class Severity(enum.Enum):
    """How much a finding weighs: ``error`` > ``warning`` > ``note``."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Severity):
            return NotImplemented
        return _RANK[self] < _RANK[other]


_RANK = {severity: rank for rank, severity in enumerate(Severity)}


class Phase(enum.Enum):
    """What may be expected of a spec: a draft may be open, a done spec must be true and finished."""

    DRAFT = "draft"
    IMPLEMENTING = "implementing"
    DONE = "done"
    RETIRED = "retired"


class Conclusion(enum.Enum):
    """What the gate says of a change."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    FAIL = "fail"


class _Span(NamedTuple):
    path: str
    line: int
    end_line: int
    column: int | None
    end_column: int | None


class Location(_Span):
    """A span of a file, as people and GitHub count: 1-based, both ends inclusive; ordered by file and place.

    Lines end at LF and nowhere else. Columns count Unicode code points of the raw line; ``column`` and
    ``end_column`` are either both given or both None (whole lines). Without ``end_line`` it is the one line.

    Raises:
        ValueError: there can be no such span.
    """

    __slots__ = ()

    def __new__(
        cls, path: str, line: int, end_line: int = 0, column: int | None = None, end_column: int | None = None
    ) -> Self:
        """Check the span."""
        end_line = end_line or line
        if line < 1 or end_line < line:
            raise ValueError(f"no such span of lines: {line}-{end_line} in {path}")
        if (column is None) != (end_column is None):
            raise ValueError("a location has both columns or none")
        return tuple.__new__(cls, (path, line, end_line, column, end_column))

    def overlaps(self, other: Location) -> bool:
        """Whether the two spans share a place; columns are looked at when both name them on one line."""
        if self.path != other.path or self.end_line < other.line or other.end_line < self.line:
            return False
        if not (self.line == self.end_line == other.line == other.end_line):
            return True
        if self.column is None or self.end_column is None or other.column is None or other.end_column is None:
            return True
        return self.column <= other.end_column and other.column <= self.end_column


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a span of one file, which holds ``old``, by ``text``.

    ``location`` names columns; an empty span (an insertion) has ``end_column == column - 1``.

    Raises:
        ValueError: it would change nothing.
    """

    location: Location
    text: str
    old: str

    def __post_init__(self) -> None:
        """Refuse to put a text in its own place."""
        if self.text == self.old:
            raise ValueError(f"an edit that changes nothing: {self.text!r} in {self.location.path}")


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding; ``safe`` ones are applied by ``--fix``, the others only shown.

    Raises:
        ValueError: there is no edit.
    """

    edits: tuple[Edit, ...]
    safe: bool = False

    def __post_init__(self) -> None:
        """Refuse a fix that changes nothing."""
        if not self.edits:
            raise ValueError("a fix without an edit")


class Subject(NamedTuple):
    """What a finding is about, independent of where it stands: the titles above it and its own name.

    ``name`` is the key, row, box, label or reference in question, as the author would call it.
    """

    name: str
    sections: tuple[str, ...] = ()


class Related(NamedTuple):
    """Another place that belongs to a finding, and why."""

    location: Location
    message: str


class Finding(NamedTuple):
    """One fault at one place. It knows no severity: ``judge`` decides that by rule, phase and ``case``.

    ``case`` names which of its rule's declared cases it is (see ``rules.base.Rule.cases``), if one of them.
    ``hint`` says in one sentence what to do.
    """

    rule: str
    message: str
    location: Location
    subject: Subject
    hint: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    case: str = ""


class Ignored(NamedTuple):
    """A finding that a comment in the document excused, and the reason it gives."""

    finding: Finding
    reason: str
    comment: Location


class Skipped(NamedTuple):
    """A file that was looked at and is not governed, and why."""

    path: str
    reason: str


class ChangeKind(enum.Enum):
    """What a change did to a file."""

    ADDED = "added"
    MODIFIED = "modified"
    DELETED = "deleted"
    RENAMED = "renamed"


class ChangedFile(NamedTuple):
    """One file of a change. ``path`` is its name at the head; of a deleted file, its name at the base.

    ``commentable`` holds the head's lines that stand in the diff (added or context), in hunks: a comment may be
    put on them. It is None where the diff is not known, empty where no line of the file can carry a comment.
    """

    path: str
    kind: ChangeKind
    previous_path: str | None = None
    commentable: tuple[range, ...] | None = None

    @property
    def base_path(self) -> str | None:
        """The file's name at the base; None for an added file."""
        if self.kind is ChangeKind.ADDED:
            return None
        return self.previous_path or self.path

    @property
    def paths(self) -> tuple[str, ...]:
        """Every name the file has: at the head, and at the base if that is another."""
        return tuple(dict.fromkeys((self.path, self.base_path or self.path)))


class JudgedFinding(NamedTuple):
    """A finding with its weight, its identity across runs, and whether it counts for the verdict.

    ``counts`` is False for what the base or the baseline already had, where only new findings fail. ``placed`` is False
    where the head has no line of it: it stands in what the merge gives alone.
    """

    finding: Finding
    severity: Severity
    fingerprint: str
    counts: bool = True
    placed: bool = True


class Verdict(NamedTuple):
    """The outcome in numbers. ``fail_on`` is None for ``never``."""

    conclusion: Conclusion
    fail_on: Severity | None
    errors: int = 0
    warnings: int = 0
    notes: int = 0


def fingerprint(finding: Finding, path: str, ordinal: int) -> str:
    """Name a finding so that it is known again after edits elsewhere in the file.

    Made of rule, ``path`` (the name the file had at the base, so that a rename keeps it), section titles, subject
    and the ``ordinal`` among equals; never of the line.
    """
    return fingerprint_of(finding.rule, path, (*finding.subject.sections, finding.subject.name), ordinal)


def fingerprint_of(rule: str, path: str, subject: Iterable[str], ordinal: int) -> str:
    """The fingerprint of a finding whose subject is given as section titles and a name."""
    parts = (rule, path, *subject, str(ordinal))
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


class Tally(NamedTuple):
    """How many of a kind are as they should be."""

    done: int
    total: int


class Counts(NamedTuple):
    """A spec in numbers: references that resolve, migrations that exist, Must rows answered, boxes ticked."""

    references: Tally
    migrations: Tally
    governance: Tally
    tasks: Tally
    empty_tables: int


class ReferenceState(NamedTuple):
    """What became of one reference. ``target`` is the path it leads to, if any; ``state`` a resolver's word."""

    kind: str
    value: str
    target: str | None
    state: str
    location: Location


class Requirement(NamedTuple):
    """An id that a document defines, in capitals, and the line it does so in."""

    id: str
    line: int


class Upstream(NamedTuple):
    """A document that specs are or could be built on: a PRD, an ADR, another of a configured kind.

    ``retired`` says that nothing new is: it is superseded or withdrawn, or stands in an archive.
    """

    path: str
    kind: str
    id: str
    title: str
    status: str
    retired: bool = False
    requirements: tuple[Requirement, ...] = ()


class NamedRequirement(NamedTuple):
    """An id that a spec names, in capitals, and the first line it does so in."""

    id: str
    line: int


class TracedTask(NamedTuple):
    """A box of a spec that names ids; ``closed`` is ticked, struck through or answered."""

    line: int
    closed: bool
    ids: tuple[str, ...]


class SpecReport(NamedTuple):
    """What the gate knows of one judged spec. ``status`` is the author's word, ``phase`` what it was judged as.

    ``changed`` is False for a spec that is judged because the change breaks what it refers to. ``owner`` is who it
    belongs to, as written; ``requirements`` are the ids it names, ``tasks`` its boxes that name some. ``normative`` is
    the fingerprint of its normative text, ``""`` where it has none. ``beside`` is the file that holds its metadata,
    where that is another: what is found there is the spec's.
    """

    path: str
    profile: str
    status: str
    phase: Phase
    title: str
    counts: Counts
    references: Sequence[ReferenceState] = ()
    changed: bool = True
    id: str = ""
    owner: str = ""
    requirements: Sequence[NamedRequirement] = ()
    tasks: tuple[TracedTask, ...] = ()
    normative: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Report:
    """The whole outcome of a run. Findings are sorted by path, line, rule.

    ``sources`` holds the lines (without LF) of every file that a finding stands in, for quoting. ``base`` is the commit
    that the change was laid over; empty where none is known, as in an audit. ``upstream`` are the documents that specs
    build on or could, where somebody asked for them.
    """

    verdict: Verdict
    specs: tuple[SpecReport, ...] = ()
    findings: tuple[JudgedFinding, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    base: str = ""
    upstream: tuple[Upstream, ...] = ()
