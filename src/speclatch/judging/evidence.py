"""The evidence that rules judge by, as what was gathered of a run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from speclatch.config.model import Config
from speclatch.migrations.index import MigrationIndex
from speclatch.model import ChangedFile
from speclatch.references.resolver import Resolver
from speclatch.specs.catalogue import Catalogue
from speclatch.specs.policy import Amendment
from speclatch.trees import Listing


@dataclass(frozen=True)
class GatheredEvidence:
    """Evidence that is at hand as a whole; see ``rules.base.Evidence`` for what each attribute is."""

    config: Config
    catalogue: Catalogue
    base_catalogue: Catalogue | None
    listing: Listing
    base_listing: Listing | None
    references: Resolver
    migrations: MigrationIndex
    changes: Mapping[str, ChangedFile] | None = None
    policy: Amendment | None = None
    only: Collection[str] | None = None
