"""Ignore comments at work: the findings that they excuse, and the comments that excuse none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from speclatch.config.model import Config
from speclatch.model import Finding, Ignored, Severity
from speclatch.rules import BY_ID
from speclatch.rules.base import Rule
from speclatch.rules.suppression.ignore_unused import IgnoreUnused
from speclatch.specs.suppressions import Covering, Ignore


class Suppressed(NamedTuple):
    """Findings that stand with their weight, those that a comment excused, and a finding per comment without use."""

    kept: tuple[tuple[Finding, Severity], ...]
    ignored: tuple[Ignored, ...]
    unused: tuple[Finding, ...]


def suppress(comments: Sequence[Ignore], weighed: Iterable[tuple[Finding, Severity]], config: Config) -> Suppressed:
    """Take out what a comment excuses; no comment excuses a rule that may not be ignored."""
    kept: list[tuple[Finding, Severity]] = []
    ignored: list[Ignored] = []
    used: list[tuple[Ignore, str]] = []
    covering = Covering(comments)
    for finding, severity in weighed:
        comment = covering.find(finding.rule, finding.location)
        if comment is None or not _ignorable(BY_ID[finding.rule], config):
            kept.append((finding, severity))
        else:
            ignored.append(Ignored(finding, comment.reason, comment.location))
            used.append((comment, finding.rule))
    return Suppressed(tuple(kept), tuple(ignored), tuple(IgnoreUnused().unused(used, comments, BY_ID.keys())))


def _ignorable(rule: Rule, config: Config) -> bool:
    given = config.rules.get(rule.id)
    return rule.ignorable and (given is None or given.ignorable)
