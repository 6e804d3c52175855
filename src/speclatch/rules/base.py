"""What a rule is: its name, its weight per phase, what it looks at, and the context that shows it that."""

from __future__ import annotations

import enum
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, TypeVar

from speclatch.model import Finding, Fix, Location, Phase, Related, Severity, Subject
from speclatch.rules.messages import NOTHING, Said

if TYPE_CHECKING:
    from speclatch.config.model import Config
    from speclatch.config.options import Option
    from speclatch.documents.document import Section
    from speclatch.migrations.index import MigrationIndex
    from speclatch.model import ChangedFile
    from speclatch.references.resolver import Resolver
    from speclatch.specs.catalogue import Catalogue, Spec
    from speclatch.specs.policy import PolicyChange
    from speclatch.specs.pull_request import PullRequestFacts
    from speclatch.trees import Listing
    from speclatch.trees.history import History


T = TypeVar("T")


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


class Want(enum.Enum):
    """What a rule looks at besides its spec and the configuration."""

    LISTING = "the paths that will be there after the merge"
    CATALOGUE = "the other specs, and the governed files that cannot be read"
    REFERENCES = "what references lead to: ids, and the documents they name"
    MIGRATIONS = "the migrations of the base and of what will be there after the merge"
    BASE = "the paths and the specs of the base, and what references led to there"
    CHANGES = "which files the change touches, and which files somebody asked for"
    POLICY = "what the change does to configuration, templates and baseline"
    HISTORY = "when files were changed last, and which there were once"
    PULL_REQUEST = "who has approved the pull request, and what other ones bring"


ELSEWHERE = frozenset({Want.LISTING, Want.CATALOGUE, Want.REFERENCES, Want.MIGRATIONS})
"""Wants that other files answer: by a rule that has one of them, a change elsewhere can break a spec."""


class Evidence(Protocol):
    """All that can be known of a run. Each attribute may be worked out when it is first asked for.

    ``changes`` is None where nothing is compared (a whole-repository audit); so are ``base_catalogue`` and
    ``base_references``. ``only`` are the paths that somebody asked for; None: all. ``policy`` is what the change does
    to the policy, if anything. ``history`` is None where none is at hand, ``pull_request`` where there is none.
    """

    @property
    def config(self) -> Config: ...  # noqa: D102 - see the class
    @property
    def listing(self) -> Listing: ...  # noqa: D102
    @property
    def catalogue(self) -> Catalogue: ...  # noqa: D102
    @property
    def references(self) -> Resolver: ...  # noqa: D102
    @property
    def migrations(self) -> MigrationIndex: ...  # noqa: D102
    @property
    def base_catalogue(self) -> Catalogue | None: ...  # noqa: D102
    @property
    def base_references(self) -> Resolver | None: ...  # noqa: D102
    @property
    def changes(self) -> Mapping[str, ChangedFile] | None: ...  # noqa: D102
    @property
    def only(self) -> Collection[str] | None: ...  # noqa: D102
    @property
    def policy(self) -> PolicyChange | None: ...  # noqa: D102
    @property
    def history(self) -> History | None: ...  # noqa: D102
    @property
    def pull_request(self) -> PullRequestFacts | None: ...  # noqa: D102


class UndeclaredWantError(Exception):
    """A rule asks for what it does not declare in ``wants``: a fault of the rule, in every run."""


class Context:
    """What one rule may look at besides its spec: the configuration, and of the evidence what the rule declares.

    Asking for anything else raises ``UndeclaredWantError``. Nothing here reads or writes anything.
    """

    __slots__ = ("_evidence", "rule")

    def __init__(self, evidence: Evidence, rule: Rule) -> None:
        """Show a rule what it wants of the evidence."""
        self._evidence = evidence
        self.rule = rule

    def _for(self, want: Want) -> Evidence:
        if want not in self.rule.wants:
            raise UndeclaredWantError(f"the rule {self.rule.id} asks for {want.value}: declare Want.{want.name}")
        return self._evidence

    @property
    def config(self) -> Config:
        """The configuration; every rule may read it."""
        return self._evidence.config

    def option(self, option: Option[T]) -> T:
        """What the configuration says of an option of the rule, else its default.

        Raises:
            UndeclaredWantError: the rule does not declare it in ``options``.
        """
        if option not in self.rule.options:
            raise UndeclaredWantError(f"the rule {self.rule.id} has no option {option.name}")
        given = self.config.rules.get(self.rule.id)
        return option.of(given.options) if given is not None else option.default

    @property
    def listing(self) -> Listing:
        """The paths that will be there after the merge (``LISTING``)."""
        return self._for(Want.LISTING).listing

    @property
    def catalogue(self) -> Catalogue:
        """All specs, and what cannot be read (``CATALOGUE``)."""
        return self._for(Want.CATALOGUE).catalogue

    @property
    def references(self) -> Resolver:
        """What references lead to (``REFERENCES``)."""
        return self._for(Want.REFERENCES).references

    @property
    def migrations(self) -> MigrationIndex:
        """The migrations (``MIGRATIONS``)."""
        return self._for(Want.MIGRATIONS).migrations

    @property
    def base_catalogue(self) -> Catalogue | None:
        """The base's specs; None where nothing is compared (``BASE``)."""
        return self._for(Want.BASE).base_catalogue

    @property
    def base_references(self) -> Resolver | None:
        """What references led to on the base; None where nothing is compared (``BASE``)."""
        return self._for(Want.BASE).base_references

    def base_of(self, spec: Spec) -> Spec | None:
        """A spec as the base has it; None where it is new or nothing is compared (``BASE``)."""
        self._for(Want.BASE)
        return spec.base

    @property
    def changes(self) -> Mapping[str, ChangedFile] | None:
        """The files of the change by path; None where nothing is compared (``CHANGES``)."""
        return self._for(Want.CHANGES).changes

    @property
    def only(self) -> Collection[str] | None:
        """The paths that somebody asked for; None: all (``CHANGES``)."""
        return self._for(Want.CHANGES).only

    @property
    def policy(self) -> PolicyChange | None:
        """What the change does to the policy, if anything (``POLICY``)."""
        return self._for(Want.POLICY).policy

    @property
    def history(self) -> History | None:
        """When files were changed last; None where nobody can say (``HISTORY``)."""
        return self._for(Want.HISTORY).history

    @property
    def pull_request(self) -> PullRequestFacts | None:
        """Who has approved the pull request, what others bring; None where there is none (``PULL_REQUEST``)."""
        return self._for(Want.PULL_REQUEST).pull_request


class Rule(ABC):
    """One thing that may be wrong: what it is called, what it weighs, what it looks at.

    Rules are named after the bad thing. Their docstring is their documentation page, under the headings
    What it does / Why is this bad / Example / Instead / Options. ``cases`` are the names that a finding may carry in
    ``case``, each with a row of levels of its own. ``options`` are what a team may set of the rule beside its severity.
    ``fixed``: the configuration can neither turn the rule off nor change its weight.
    """

    id: ClassVar[str]
    summary: ClassVar[str]
    levels: ClassVar[Levels]
    cases: ClassVar[Mapping[str, Levels]] = {}
    wants: ClassVar[frozenset[Want]] = frozenset()
    options: ClassVar[tuple[Option[Any], ...]] = ()
    yields_to: ClassVar[frozenset[str]] = frozenset()
    ignorable: ClassVar[bool] = True
    fixed: ClassVar[bool] = False

    def finding(
        self,
        message: Said,
        location: Location,
        name: str,
        *,
        section: Section | None = None,
        hint: Said = NOTHING,
        fix: Fix | None = None,
        related: tuple[Related, ...] = (),
        case: str = "",
    ) -> Finding:
        """Make a finding of this rule about ``name`` in ``section``."""
        titles = section.titles if section is not None else ()
        return Finding(self.id, message, location, Subject(name, titles), hint, fix, related, case)


class SpecRule(Rule):
    """A rule about one spec: it is asked once per spec."""

    @abstractmethod
    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every fault of this kind in ``spec``."""

    @property
    def looks_elsewhere(self) -> bool:
        """Whether a change elsewhere can break a spec by this rule."""
        return bool(self.wants & ELSEWHERE)


class ChangeRule(Rule):
    """A rule about the change as a whole, or the whole repository where nothing is compared: it is asked once a run."""

    @abstractmethod
    def check(self, context: Context) -> Iterator[Finding]:
        """Yield every fault of this kind."""
