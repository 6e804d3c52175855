"""The evidence of an audit as it is shown to the rules when all that they ask is to be known afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from speclatch.judging.evidence import SnapshotEvidence
from speclatch.judging.recall.answers import Answers, Question
from speclatch.judging.recall.index_view import RecordedResolver
from speclatch.judging.recall.lookups import Ask, Lookup
from speclatch.migrations.index import MigrationIndex
from speclatch.migrations.presets import Migration, Preset
from speclatch.references.resolver import Resolver
from speclatch.specs.catalogue import Catalogue, Spec, Unreadable
from speclatch.trees import Listing
from speclatch.trees.history import Changed, History


class Recorder:
    """Answers questions, and keeps those that were asked."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.asked: dict[Question, None] = {}

    def __call__(self, *question: str) -> Any:
        """The answer to a question; of those whose answer is asked elsewhere, nothing."""
        self.asked[question] = None
        return self.answers.value(question)


class RecordedMigrations(MigrationIndex):
    """The migrations of an audit; they keep what is asked of them."""

    _ask: Ask
    _listing: Listing

    def __init__(self, ask: Ask, listing: Listing) -> None:
        self.__dict__.update(_ask=ask, _listing=listing)

    @property
    def presets(self) -> tuple[Preset, ...]:
        """See ``MigrationIndex``."""
        found: tuple[Preset, ...] = self._ask("presets")
        return found

    @property
    def configured(self) -> bool:
        """See ``MigrationIndex``; the configuration says it."""
        return self._ask.answers.evidence.migrations.configured

    @property
    def landing(self) -> tuple[Migration, ...]:
        """See ``MigrationIndex``."""
        found: tuple[Migration, ...] = self._ask("migrations")
        return found

    @property
    def base(self) -> None:
        """Nothing is compared in an audit."""
        return

    @property
    def lost(self) -> Mapping[str, str]:
        """See ``MigrationIndex``: nothing is compared in an audit."""
        return {}

    @property
    def listing(self) -> Listing:
        """See ``MigrationIndex``."""
        return self._listing

    @property
    def by_name(self) -> Mapping[str, tuple[Migration, ...]]:
        """See ``MigrationIndex``."""
        return Lookup(self._ask, "migrations_by_name")

    @property
    def homes(self) -> frozenset[str]:
        """See ``MigrationIndex``."""
        return frozenset(self._ask("homes"))

    def was_there(self, name: str) -> bool:
        """See ``MigrationIndex``."""
        return name in self.by_name

    def folders_ending(self, text: str) -> tuple[str, ...]:
        """See ``MigrationIndex``."""
        found: tuple[str, ...] = self._ask("folders_ending", text)
        return found


class RecordedHistory:
    """The history of an audit; it keeps what is asked of it, but for commits, which never change."""

    def __init__(self, ask: Ask, history: History) -> None:
        self._ask = ask
        self._history = history

    def walk(self) -> None:
        """See ``History``."""
        self._history.walk()

    def last_change(self, path: str) -> Changed | None:
        """See ``History``."""
        found: Changed | None = self._ask("last_change", path)
        return found

    def changes(self, path: str) -> Sequence[Changed]:
        """See ``History``."""
        found: tuple[Changed, ...] = self._ask("changes", path)
        return found

    def content(self, commit: str, path: str) -> bytes | None:
        """See ``History``."""
        return self._history.content(commit, path)

    @property
    def gone(self) -> Mapping[str, str]:
        """See ``History``."""
        return Lookup(self._ask, "gone")


class Specs(Mapping[str, Spec]):
    """The specs of an audit; each is asked for as a whole."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._all = ask.answers.evidence.catalogue.specs

    def __getitem__(self, path: str) -> Spec:
        self._ask("spec", path)
        return self._all[path]

    def __iter__(self) -> Iterator[str]:
        self._ask("paths")
        return (path for path in self._ask.answers.evidence.listing.entries if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class RecordedEvidence(SnapshotEvidence):
    """What an audit shows of a version of the repository; ``asked`` keeps what is asked of it."""

    def __init__(self, answers: Answers) -> None:
        self._ask = Recorder(answers)
        shared = answers.evidence
        history = RecordedHistory(self._ask, shared.history) if shared.history is not None else None
        super().__init__(shared.snapshot, history=history)

    @property
    def asked(self) -> tuple[Question, ...]:
        """Every question that was asked."""
        return tuple(self._ask.asked)

    def classify(self, path: str) -> Spec | Unreadable | None:
        """What stands at a path."""
        self._ask("spec", path)
        return self.snapshot.classify(path)

    @property
    def listing(self) -> Listing:
        """The paths that will be there."""
        return self.references.index.listing

    @cached_property
    def catalogue(self) -> Catalogue:
        """The specs; what only rules about the whole repository ask for is not shown."""
        return Catalogue(Specs(self._ask), _Hidden(), _Hidden(), Lookup(self._ask, "ids"), _hidden)

    @cached_property
    def references(self) -> Resolver:
        """What references lead to."""
        return RecordedResolver(self._ask)

    @cached_property
    def migrations(self) -> MigrationIndex:
        """The migrations."""
        return RecordedMigrations(self._ask, self.listing)


class _Hidden(Mapping[str, Any]):
    """A mapping that no rule about one spec may look at."""

    def __getitem__(self, key: str) -> Any:
        raise HiddenError(key)

    def __iter__(self) -> Iterator[str]:
        raise HiddenError

    def __len__(self) -> int:
        raise HiddenError


class HiddenError(Exception):
    """A rule about one spec asks for what only rules about all may see: a fault of the rule, in every run."""


def _hidden(texts: Collection[str]) -> Iterable[str]:
    raise HiddenError(*texts)
