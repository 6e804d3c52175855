"""What a rule is: its name, weight per phase, needs and precedence, and the context it judges in."""

from __future__ import annotations

import enum
import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from speclatch.model import Finding, Fix, Location, Phase, Related, Severity, Subject

if TYPE_CHECKING:
    from speclatch.config.model import Config
    from speclatch.documents.document import Section
    from speclatch.migrations.index import MigrationIndex
    from speclatch.model import ChangedFile
    from speclatch.references.resolver import Resolver
    from speclatch.specs.catalogue import Catalogue, Spec
    from speclatch.specs.policy import Amendment
    from speclatch.trees import Listing


class Levels(NamedTuple):
    """A rule's weight per phase; None is off. A retired spec is judged by few rules (``retired``)."""

    draft: Severity | None
    implementing: Severity | None
    done: Severity | None
    retired: Severity | None = None

    def at(self, phase: Phase) -> Severity | None:
        """The weight in ``phase``."""
        level: Severity | None = getattr(self, phase.value)
        return level


def by_phase(draft: str, implementing: str, done: str, retired: str = "-") -> Levels:
    """Write a row of the rule table: ``by_phase("-", "warning", "error")``."""
    return Levels(*(None if name == "-" else Severity(name) for name in (draft, implementing, done, retired)))


class Need(enum.Enum):
    """What a rule wants the gate to have at hand, besides the spec itself."""

    LANDING = "the listing of what will be there after the merge"
    BASE = "the listing and specs of the base"
    INDEX = "the index of ids, and the documents that references lead to"
    MIGRATIONS = "the migrations of base and landing"
    CHANGES = "the files of the change"


@dataclass(frozen=True)
class Context:
    """All that a rule may look at besides its spec. Nothing here reads or writes anything.

    ``changes`` is None where nothing is compared (a whole-repository audit). ``amendment`` is what the change does to
    the gate's own standards, if anything. ``only`` are the paths that somebody asked for; None: all.
    """

    config: Config
    catalogue: Catalogue
    base_catalogue: Catalogue | None
    landing: Listing
    base: Listing | None
    references: Resolver
    migrations: MigrationIndex
    changes: Mapping[str, ChangedFile] | None = None
    amendment: Amendment | None = None
    only: Collection[str] | None = None


class Rule(ABC):
    """One thing that may be wrong with a spec.

    Subclasses are named after the bad thing. Their docstring is their documentation page, under the headings
    What it does / Why is this bad / Example / Instead / Options.
    """

    id: ClassVar[str]
    summary: ClassVar[str]
    levels: ClassVar[Levels]
    variants: ClassVar[Mapping[str, Levels]] = {}
    needs: ClassVar[frozenset[Need]] = frozenset()
    yields_to: ClassVar[frozenset[str]] = frozenset()
    ignorable: ClassVar[bool] = True
    fixed: ClassVar[bool] = False
    """Whether the configuration can neither turn it off nor change its weight."""

    @abstractmethod
    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield every fault of this kind in ``subject``."""

    def finding(
        self,
        message: str,
        location: Location,
        name: str,
        *,
        section: Section | None = None,
        hint: str = "",
        fix: Fix | None = None,
        related: tuple[Related, ...] = (),
        variant: str = "",
    ) -> Finding:
        """Make a finding of this rule about ``name`` in ``section``."""
        titles = section.titles if section is not None else ()
        return Finding(self.id, message, location, Subject(name, titles), hint, fix, related, variant)


class RepositoryRule(Rule):
    """A rule about the change as a whole, not about one spec: it is asked once per run."""

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Nothing: see ``check_repository``."""
        yield from ()

    @abstractmethod
    def check_repository(self, context: Context) -> Iterator[Finding]:
        """Yield every fault of this kind in the change."""


MAX_QUOTED = 80
"""Characters of the repository's text that a message quotes."""


def quoted(text: str, limit: int = MAX_QUOTED) -> str:
    """Text of the repository inside a message: on one line, cut, in backticks that nothing inside can close."""
    line = " ".join(text.split())
    line = line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
    runs = {len(run) for run in re.findall("`+", line)}
    ticks = next("`" * count for count in range(1, len(runs) + 2) if count not in runs)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"
