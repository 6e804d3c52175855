"""Judge a document as it would be with one thing altered, everything else in the repository as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from speclatch.fixes import apply
from speclatch.judging.evidence import GatheredEvidence
from speclatch.judging.verdict import Judgement, judge_spec, weights
from speclatch.judging.worker import find
from speclatch.model import Edit, JudgedFinding, Phase, Severity
from speclatch.profiles.matching import ProfileMatcher
from speclatch.specs.catalogue import Classifier, Spec
from speclatch.specs.snapshot import Snapshot
from speclatch.trees import Entry, EntryKind, Listing


class Altered:
    """The paths of a snapshot and what stands there, some files being other ones or new."""

    def __init__(self, snapshot: Snapshot, files: Mapping[str, bytes]) -> None:
        self._snapshot = snapshot
        self._files = files

    @cached_property
    def listing(self) -> Listing:
        """Every path."""
        there = self._snapshot.listing
        new = {path: Entry(path, EntryKind.FILE, "", len(raw)) for path, raw in self._files.items()}
        return there if new.keys() <= there.entries.keys() else Listing({**there.entries, **new})

    def read(self, path: str) -> bytes:
        """The content at a path."""
        return self._files[path] if path in self._files else self._snapshot.read(path)


@dataclass(frozen=True)
class Court:
    """What altered documents are judged by: one snapshot, shared by all, and what governs.

    ``as_finished`` judges every spec as being implemented, whatever its status says.
    """

    snapshot: Snapshot
    matcher: ProfileMatcher
    evidence: GatheredEvidence
    as_finished: bool = False

    def spec(self, path: str, files: Mapping[str, bytes]) -> Spec | None:
        """The spec at a path once files are altered; None where it is none any more."""
        there = self.snapshot.classify(path) if path in self.snapshot.listing.entries else None
        base = {path: there} if isinstance(there, Spec) and not self.matcher.by_globs else {}
        found = Classifier(Altered(self.snapshot, files), self.matcher, base).spec_at(path)
        if not isinstance(found, Spec):
            return None
        return replace(found, base=None, phase=Phase.IMPLEMENTING if self.as_finished else found.phase)

    def judge(self, path: str, files: Mapping[str, bytes]) -> Judgement | None:
        """What is found in the document at a path once files are altered; None where it is no spec any more."""
        spec = self.spec(path, files)
        if spec is None:
            return None
        return judge_spec(spec, find(spec, self.evidence), self.matcher.config, path, report_unused=False)


def edited(read: Mapping[str, bytes], edits: Iterable[Edit]) -> dict[str, bytes]:
    """The files of ``read`` that edits change, as they are then."""
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.location.path, []).append(edit)
    return {path: apply(read[path], found) for path, found in by_path.items()}


def fresh(after: Judgement, before: Judgement) -> tuple[JudgedFinding, ...]:
    """What is found now and was not, or weighed less."""
    known: Mapping[str, Severity] = weights(before.findings)
    return tuple(one for one in after.findings if one.fingerprint not in known or known[one.fingerprint] < one.severity)
