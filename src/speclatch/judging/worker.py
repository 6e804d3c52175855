"""Judge one spec: by all rules where it was changed, by what a change elsewhere breaks where it was not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from speclatch.documents.deadlines import check_deadline
from speclatch.documents.quoting import quoted
from speclatch.judging.evidence import SnapshotEvidence
from speclatch.judging.spec_report import spec_report
from speclatch.judging.verdict import Judgement, judge_spec, weighed_before, weights
from speclatch.model import ChangedFile, Finding, Severity, SpecReport
from speclatch.rules import SPEC_RULES
from speclatch.rules.base import Context, Evidence, SpecRule
from speclatch.specs.catalogue import Spec, Unreadable


class SpecResult(NamedTuple):
    """What is known of one spec once it is judged. ``old`` weighs what the base has, where only new findings fail."""

    report: SpecReport
    judgement: Judgement
    old: Mapping[str, Severity] | None = None


Result = SpecResult | Unreadable | None
"""What judging a path gives: of a file that is no spec nothing, of one that cannot be read the reason."""


def find(spec: Spec, evidence: Evidence, rules: Sequence[SpecRule] = SPEC_RULES) -> Iterator[Finding]:
    """Everything that the rules find in one spec."""
    for rule in rules:
        check_deadline()
        for finding in rule.check(spec, Context(evidence, rule)):
            check_deadline()
            fix = quoted(finding.fix, spec.metadata) if finding.fix is not None else None
            yield finding if fix == finding.fix else finding._replace(fix=fix)


class Worker:
    """Judges specs by one version of the repository, and by the version before it.

    Args:
        evidence: what there will be.
        before: what there was; None where nothing is compared.
        elsewhere: paths of specs that the change does not touch: of these, only what is newly broken counts.
    """

    def __init__(
        self, evidence: SnapshotEvidence, before: SnapshotEvidence | None, elsewhere: Collection[str] = ()
    ) -> None:
        self._evidence = evidence
        self._before = before
        self._elsewhere = elsewhere

    def judge(self, path: str) -> Result:
        """Judge what stands at a path."""
        check_deadline()
        found = self._evidence.classify(path)
        if not isinstance(found, Spec):
            return found if path not in self._elsewhere else None
        if path in self._elsewhere:
            return self._newly_broken(replace(found, changed=False))
        config = self._evidence.config
        judgement = judge_spec(found, find(found, self._evidence), config, base_path(path, self._evidence.changes))
        return SpecResult(spec_report(found, self._evidence), judgement, self._old(path) if config.new_only else None)

    def _newly_broken(self, spec: Spec) -> SpecResult | None:
        """What a change elsewhere has broken in a spec: findings that the base does not have."""
        was = self._before.catalogue.specs.get(spec.path) if self._before is not None else None
        if self._before is None or was is None:
            return None
        rules = [rule for rule in SPEC_RULES if rule.looks_elsewhere]
        config = self._evidence.config
        old = judge_spec(was, find(was, self._before, rules), config, spec.path, report_unused=False)
        new = judge_spec(spec, find(spec, self._evidence, rules), config, spec.path, report_unused=False)
        known = weights(old.findings)
        fresh = Judgement(tuple(one for one in new.findings if not weighed_before(one, known)))
        if not fresh.findings:
            return None
        return SpecResult(spec_report(spec, self._evidence), fresh, self._old(spec.path) if config.new_only else None)

    def _old(self, path: str) -> Mapping[str, Severity]:
        """What the base's version of a spec weighs, finding by finding."""
        before = base_path(path, self._evidence.changes)
        spec = self._before.catalogue.specs.get(before) if self._before is not None else None
        if spec is None or self._before is None:
            return {}
        return weights(judge_spec(spec, find(spec, self._before), self._before.config, before).findings)


def base_path(path: str, changes: Mapping[str, ChangedFile] | None) -> str:
    """What a file was called before the change."""
    changed = (changes or {}).get(path)
    return (changed.base_path or path) if changed else path
