"""What a change of configuration or templates does to the specs that are there, judged by both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from speclatch.config.model import ProfileUse
from speclatch.judging.evidence import SnapshotEvidence
from speclatch.judging.verdict import judge_spec
from speclatch.judging.worker import find
from speclatch.model import JudgedFinding
from speclatch.profiles.bundled import BUILTIN
from speclatch.profiles.load import builtin_template
from speclatch.profiles.matching import ProfileMatcher
from speclatch.profiles.profile import Profile
from speclatch.references.home import Home
from speclatch.references.paths import markdown_of
from speclatch.specs.catalogue import Spec
from speclatch.specs.documents import DocumentCache
from speclatch.specs.policy import COPY, EMPTY, NEW_COPY, Effects, Moved, Policy, PolicyChange, Vanished
from speclatch.specs.snapshot import Snapshot
from speclatch.trees import Entry, EntryKind, Listing, Tree

_EMPTY = b"# A document that says nothing\n"


def effects_of(change: PolicyChange, landing: Tree, templates: Tree, home: Home | None = None) -> Effects:
    """Judge what will be there by what is in force and by what would be.

    Besides the specs that are there, two documents are judged in each profile's place: an untouched copy of its
    template and an empty document show what the profile asks, whatever the specs have answered.

    Args:
        change: the change of the policy.
        landing: what will be there after the merge.
        templates: where the templates in force are read from.
        home: where the repository lives.

    Raises:
        LimitError: time is up.
        MissingObjectError: content cannot be had.
    """
    documents = DocumentCache()
    before = _Judged(Snapshot(landing, _matcher(change.before), documents, home=home))
    after = _Judged(Snapshot(landing, _matcher(change.after), documents, home=home))
    moved: list[Moved] = []
    vanished: list[Vanished] = []
    profiles: dict[str, str] = {}
    for path, spec in before.specs():
        profiles.setdefault(spec.profile.name, path)
        then = after.profile_of(path)
        if then != spec.profile.name:
            moved.append(Moved(path, spec.profile.name, then))
        else:
            vanished += (Vanished(one.finding.rule, spec.profile.name, path) for one in _gone(before, after, path))
    for profile in change.before.profiles:
        place = profiles.get(profile.name)
        if place is not None:
            was = _template(profile, change.before, templates)
            will = _template(profile, change.after, landing)
            vanished += _probed(change, landing, place, profile, was)
            vanished += _untouched(change, landing, place, profile, (was, will))
    return Effects(tuple(moved), tuple(vanished))


def _matcher(policy: Policy) -> ProfileMatcher:
    return ProfileMatcher(policy.profiles, policy.config)


class _Judged:
    """The specs of a version under one policy, each judged when it is asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._evidence = SnapshotEvidence(snapshot)

    def specs(self) -> Iterator[tuple[str, Spec]]:
        """Every spec, by path."""
        documents = markdown_of(self._snapshot.listing)
        self._snapshot.prefetch({*documents, *self._snapshot.with_sidecars(self._snapshot.candidates)})
        for path in self._snapshot.candidates:
            if isinstance(found := self._snapshot.classify(path), Spec):
                yield path, found

    def profile_of(self, path: str) -> str:
        """The profile that governs a spec; ``""`` where none does. What cannot be read is governed."""
        found = self._snapshot.classify(path)
        if isinstance(found, Spec):
            return found.profile.name
        by_path = self._snapshot.matcher.by_path(path)
        return by_path.name if by_path is not None else ""

    def findings(self, path: str) -> tuple[JudgedFinding, ...]:
        """What is found in a spec."""
        found = self._snapshot.classify(path)
        if not isinstance(found, Spec):
            return ()
        return judge_spec(found, find(found, self._evidence), self._evidence.config, path).findings


def _gone(before: _Judged, after: _Judged, path: str) -> Iterator[JudgedFinding]:
    """The findings in a spec that are found no more, or weigh less."""
    known = {one.fingerprint: one.severity for one in after.findings(path)}
    for one in before.findings(path):
        weight = known.get(one.fingerprint)
        if weight is None or weight < one.severity:
            yield one


def _probed(change: PolicyChange, landing: Tree, place: str, profile: Profile, template: bytes) -> Iterator[Vanished]:
    """What is found no more in two documents that leave everything open, at the place of a spec of the profile."""
    for about, raw in ((COPY, template), (EMPTY, _EMPTY)):
        tree = _WithFile(landing, place, raw)
        before, after = (
            _Judged(Snapshot(tree, _matcher(policy), DocumentCache()))
            for policy in (_by_globs(change.before, place, profile), _by_globs(change.after, place, profile))
        )
        if before.profile_of(place) == after.profile_of(place) == profile.name:
            yield from (Vanished(one.finding.rule, profile.name, "", about) for one in _gone(before, after, place))


def _untouched(
    change: PolicyChange, landing: Tree, place: str, profile: Profile, templates: tuple[bytes, bytes]
) -> Iterator[Vanished]:
    """The rules that find less in an untouched copy of the new template than in one of the old."""
    was, will = templates
    if was == will:
        return
    before, after = (
        _Judged(Snapshot(_WithFile(landing, place, raw), _matcher(_by_globs(by, place, profile)), DocumentCache()))
        for by, raw in ((change.before, was), (change.after, will))
    )
    if before.profile_of(place) == after.profile_of(place) == profile.name:
        counts = Counter(one.finding.rule for one in before.findings(place))
        counts.subtract(one.finding.rule for one in after.findings(place))
        yield from (Vanished(rule, profile.name, "", NEW_COPY) for rule in +counts)


def _by_globs(policy: Policy, place: str, profile: Profile) -> Policy:
    """The policy in which a profile that is known by its content governs a place by its name."""
    if any(one.match for one in policy.profiles):
        return policy
    named = (replace(one, match=(place,)) if one.name == profile.name else one for one in policy.profiles)
    return policy._replace(profiles=tuple(named))


def _template(profile: Profile, policy: Policy, templates: Tree) -> bytes:
    use = next((one for one in policy.config.profiles if one.name == profile.name), ProfileUse("", profile.name))
    if use.template:
        return templates.read(use.template) if use.template in templates.listing.entries else _EMPTY
    return builtin_template(use.use).encode() if use.use in BUILTIN else _EMPTY


class _WithFile:
    """A version of the repository in which one file holds something else."""

    def __init__(self, tree: Tree, path: str, raw: bytes) -> None:
        self._tree = tree
        self._path = path
        self._raw = raw
        entry = Entry(path, EntryKind.FILE, "", len(raw))
        self.listing = Listing({**tree.listing.entries, path: entry})

    def read(self, path: str) -> bytes:
        """The content at a path."""
        return self._raw if path == self._path else self._tree.read(path)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Bring contents near."""
        self._tree.prefetch(path for path in paths if path != self._path)

    def stream(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The contents at paths."""
        return ((path, self.read(path)) for path in paths)
