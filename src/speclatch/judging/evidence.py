"""All that can be known of a run: gathered beforehand, or worked out of a snapshot when a rule first asks for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from speclatch.config.model import Config
from speclatch.migrations.index import MigrationIndex
from speclatch.model import ChangedFile
from speclatch.references.resolver import Resolver
from speclatch.specs.catalogue import Catalogue, Spec, Unreadable
from speclatch.specs.snapshot import Snapshot
from speclatch.trees import Listing

if TYPE_CHECKING:
    from speclatch.specs.policy import PolicyChange
    from speclatch.specs.pull_request import PullRequestFacts
    from speclatch.trees.history import History


class GatheredEvidence(NamedTuple):
    """Evidence that is at hand as a whole; see ``rules.base.Evidence`` for what each attribute is."""

    config: Config
    catalogue: Catalogue
    base_catalogue: Catalogue | None
    listing: Listing
    references: Resolver
    migrations: MigrationIndex
    changes: Mapping[str, ChangedFile] | None = None
    policy: PolicyChange | None = None
    only: Collection[str] | None = None
    base_references: Resolver | None = None
    history: History | None = None
    pull_request: PullRequestFacts | None = None


class SnapshotEvidence:
    """What a version of the repository shows, and the version before it where it has one; see ``rules.base.Evidence``.

    Args:
        snapshot: the version that is judged.
        changes: the files of the change by path; None where nothing is compared.
        only: the paths that somebody asked for; None: all.
        policy: what the change does to the policy, if anything.
        history: what the history says of files; None where none is at hand.
        pull_request: what is known of the pull request; None where there is none.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        changes: Mapping[str, ChangedFile] | None = None,
        only: Collection[str] | None = None,
        policy: PolicyChange | None = None,
        history: History | None = None,
        pull_request: PullRequestFacts | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.changes = changes
        self.only = only
        self.policy = policy
        self.history = history
        self.pull_request = pull_request

    def classify(self, path: str) -> Spec | Unreadable | None:
        """What stands at a path."""
        return self.snapshot.classify(path)

    @property
    def config(self) -> Config:
        """The configuration."""
        return self.snapshot.config

    @property
    def listing(self) -> Listing:
        """The paths that will be there."""
        return self.snapshot.listing

    @property
    def catalogue(self) -> Catalogue:
        """The specs, and what cannot be read."""
        return self.snapshot.catalogue

    @cached_property
    def references(self) -> Resolver:
        """What references lead to."""
        return Resolver(self.snapshot.index)

    @property
    def migrations(self) -> MigrationIndex:
        """The migrations of both versions."""
        return self.snapshot.migrations

    @property
    def base_catalogue(self) -> Catalogue | None:
        """The specs of the version before; None where nothing is compared."""
        return self.snapshot.base.catalogue if self.snapshot.base is not None else None

    @cached_property
    def base_references(self) -> Resolver | None:
        """What references led to in the version before; None where nothing is compared."""
        return Resolver(self.snapshot.base.index) if self.snapshot.base is not None else None
