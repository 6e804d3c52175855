"""The way through a proof on one page: survey the documents -> plan the defects -> make and judge each -> count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from speclatch.config.model import Config
from speclatch.judging.evidence import GatheredEvidence
from speclatch.judging.executors import Executor
from speclatch.judging.prove.copies import next_places
from speclatch.judging.prove.edits import unknown_status
from speclatch.judging.prove.plan import Plan, plan
from speclatch.judging.prove.results import DefectKind, Outcome, ProfileStrength, Tried
from speclatch.judging.prove.survey import Standard, Surveyed, Surveyor
from speclatch.judging.prove.trial import Court, edited
from speclatch.judging.prove.work import Courts, Prover
from speclatch.model import Phase, Severity
from speclatch.profiles.matching import ProfileMatcher
from speclatch.references.paths import markdown_of
from speclatch.references.resolver import Resolver
from speclatch.specs.catalogue import Spec, paths_by_id, sidecar_of
from speclatch.specs.documents import DocumentCache
from speclatch.specs.snapshot import Snapshot
from speclatch.trees import Tree


@dataclass(frozen=True)
class Matter:
    """What is proved: a version of the repository, its configuration, and each profile with its template.

    ``sample`` is in how many documents each defect is made (0: in all), ``seed`` says which. ``only`` are the documents
    that are looked at, where not all are; ``documents`` those that somebody has parsed.
    """

    tree: Tree
    config: Config
    standards: Sequence[Standard]
    sample: int = 2
    seed: str = "1"
    only: Collection[str] | None = None
    documents: DocumentCache = field(default_factory=DocumentCache)


def prove(matter: Matter, executor: Executor) -> tuple[ProfileStrength, ...]:
    """What came of the defects, profile by profile.

    Raises:
        LimitError: a bound was reached before everything was tried.
        MissingObjectError: content that the tree names cannot be had.
    """
    standards = {one.profile.name: one for one in matter.standards}
    matcher = ProfileMatcher(tuple(one.profile for one in matter.standards), matter.config)
    snapshot = Snapshot(matter.tree, matcher, matter.documents)
    snapshot.prefetch(markdown_of(snapshot.listing))
    looked_at = [path for path in snapshot.candidates if matter.only is None or path in matter.only]
    found = executor.map(Surveyor(snapshot, standards).look, looked_at)
    surveyed = tuple(one for one in found if one is not None)
    courts = _courts(matter, snapshot, surveyed)
    lenient = Courts(replace(courts.configured, as_finished=True), replace(courts.plain, as_finished=True))
    plans = {
        name: plan(name, one.parts, [each for each in surveyed if each.profile == name], matter.sample, matter.seed)
        for name, one in standards.items()
    }
    prover = Prover(courts, lenient, standards)
    items = [item for one in plans.values() for item in one.items]
    tried: dict[str, list[Tried]] = {name: [] for name in standards}
    for item, results in zip(items, executor.map(prover.prove, items), strict=True):
        tried[item.profile].extend(results)
    return tuple(
        _strength_of(standards[name], made, (*_copies(standards[name], surveyed, courts, matter.config), *tried[name]))
        for name, made in plans.items()
    )


def _strength_of(standard: Standard, made: Plan, tried: tuple[Tried, ...]) -> ProfileStrength:
    name = standard.profile.name
    return ProfileStrength(name, made.documents, made.finished, made.as_finished, tried, made.seldom)


def _courts(matter: Matter, snapshot: Snapshot, surveyed: Iterable[Surveyed]) -> Courts:
    """Who judges by the configuration, and who by the templates alone; both by one snapshot."""
    ids = paths_by_id(sorted((one.path, one.id) for one in surveyed))
    catalogue = replace(snapshot.catalogue, ids={name: tuple(paths) for name, paths in ids.items()})
    listing, resolver, migrations = snapshot.listing, Resolver(snapshot.index), snapshot.migrations
    evidence = GatheredEvidence(matter.config, catalogue, None, listing, resolver, migrations)
    bare = replace(matter.config, rules={})
    plain = ProfileMatcher(tuple(one.plain for one in matter.standards), bare)
    return Courts(Court(snapshot, snapshot.matcher, evidence), Court(snapshot, plain, evidence._replace(config=bare)))


def _copies(standard: Standard, surveyed: Iterable[Surveyed], courts: Courts, config: Config) -> Iterator[Tried]:
    """What the gate says of a copy of the template that nobody filled in, wherever the next document would lie."""
    own = [one for one in surveyed if one.profile == standard.profile.name]
    court = courts.configured
    for place in next_places([one.path for one in own], standard.profile, court.snapshot.listing.entries):
        files = {place: standard.raw}
        beside = sidecar_of(place, standard.profile)
        if beside and standard.beside is not None:
            files[beside] = standard.beside
        yield _copy(place, files, court, _finished_status(own), config)


def _finished_status(surveyed: Iterable[Surveyed]) -> str:
    """A status of one that is no draft any more, as the documents have it."""
    said = sorted(one.status for one in surveyed if one.phase is Phase.IMPLEMENTING and one.status)
    return said[len(said) // 2] if said else "accepted"


def _copy(place: str, files: Mapping[str, bytes], court: Court, status: str, config: Config) -> Tried:
    """Judge an untouched copy; one that says it is a draft, as if its status alone had been filled in."""
    name = "the template under the next free name"
    spec = court.spec(place, files)
    if spec is not None and spec.phase is Phase.DRAFT:
        name = f"the template with its status set to {status}"
        files = {**files, **_with_status(spec, files, status)}
    judged = court.judge(place, files)
    if judged is None:
        return Tried(DefectKind.COPY, "document", name, place, 1, Outcome.MISSED, reason=NO_PROFILE)
    least = config.fail_on or Severity.ERROR
    failing = [one for one in judged.findings if one.severity >= least]
    if failing:
        rules = tuple(dict.fromkeys(one.finding.rule for one in failing))
        worst = max(one.severity for one in failing)
        return Tried(DefectKind.COPY, "document", name, place, 1, Outcome.CAUGHT, worst, rules)
    return Tried(DefectKind.COPY, "document", name, place, 1, Outcome.MISSED, reason=NO_FAILURE)


NO_PROFILE = "no profile governs that place"
NO_FAILURE = "nothing in it fails the gate"


def _with_status(spec: Spec, files: Mapping[str, bytes], status: str) -> Mapping[str, bytes]:
    edit = unknown_status(spec)
    return edited(files, (replace(edit, text=status),)) if edit is not None and edit.old != status else {}
