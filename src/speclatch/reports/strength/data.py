"""The strength of a gate as plain data, for ``--format json``; its schema is ``strength.schema.json``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from speclatch import __version__
from speclatch.judging.prove.results import DefectKind, Outcome, ProfileStrength, Tried, of, strength

FORMAT_VERSION = 1


def strength_data(profiles: Iterable[ProfileStrength], at_least: float | None) -> dict[str, Any]:
    """Everything that was tried, with its counts."""
    profiles = tuple(profiles)
    share = strength(profiles)
    return {
        "version": FORMAT_VERSION,
        "tool": {"name": "speclatch", "version": __version__},
        "strength": share,
        "at_least": at_least,
        "passed": at_least is None or (share is not None and share >= at_least),
        "profiles": [_profile(one) for one in profiles],
    }


def _profile(one: ProfileStrength) -> dict[str, Any]:
    return {
        "profile": one.profile,
        "strength": strength((one,)),
        "documents": one.documents,
        "finished": one.finished,
        "as_finished": one.as_finished,
        "kinds": [_kind(kind, one) for kind in DefectKind if kind is not DefectKind.HARMLESS],
        "harmless": {"tried": len(one.harmless), "disturbed": len(one.disturbed)},
        "seldom": [{"part": part, "name": name} for part, name in one.seldom],
        "tried": [_tried(each) for each in one.tried],
    }


def _kind(kind: DefectKind, one: ProfileStrength) -> dict[str, Any]:
    tried = [each for each in one.tried if each.kind is kind]
    return {"kind": kind.value, **{outcome.value: len(of(tried, outcome)) for outcome in Outcome}}


def _tried(one: Tried) -> dict[str, Any]:
    outcome = one.outcome.value
    if one.kind is DefectKind.HARMLESS:
        outcome = "disturbed" if one.outcome is Outcome.CAUGHT else "undisturbed"
    return {
        "kind": one.kind.value,
        "part": one.part,
        "name": one.name,
        "path": one.path,
        "line": one.line,
        "outcome": outcome,
        "severity": one.severity.value if one.severity is not None else None,
        "rules": list(one.rules),
        "reason": "" if one.kind is DefectKind.HARMLESS else one.reason,
    }
