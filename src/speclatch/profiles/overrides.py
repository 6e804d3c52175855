"""Single points of a derived profile, put differently: by a built-in profile's YAML, or by a team's configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from speclatch.profiles.profile import Guidance, KeyRule, KeyType, Profile, SectionKey, TableRule
from speclatch.profiles.text import digest, digests, fold
from speclatch.profiles.titles import normalise_label, normalise_title


class Overrides(NamedTuple):
    """What to put differently. Titles, labels, headers and keys are compared as in documents, normalised.

    ``optional`` names keys, sections, labels and boxes that may be absent; ``required`` the opposite, ``samples``
    labels that stand for others; ``requires`` maps a section to headers that a begun row must fill; ``keep`` lists
    texts of the template that an author may leave standing, in its metadata too; ``free`` names keys whose value may
    be any text, whatever the template has there; ``frozen`` sections whose whole text is normative; ``components``
    sections, labels and headers that list a spec's own files; ``guidance`` holds further guidance as hashes. ``unless``
    maps a section to those that a document which has it need not have: a tool writes two forms under one name; ``also``
    maps one to its titles in other languages.

    A table is named by its header, ``Risk | Mitigation``.
    """

    optional: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    requires: Mapping[str, tuple[str, ...]] = {}
    keep: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    frozen: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    guidance: Guidance = Guidance()
    unless: Mapping[str, tuple[str, ...]] = {}
    also: Mapping[str, tuple[str, ...]] = {}


def apply_overrides(profile: Profile, overrides: Overrides) -> Profile:
    """The profile with those points changed; everything else stays as derived."""
    may_go = _folded(overrides.samples, normalise_label) | _names(overrides.optional)
    return replace(
        profile,
        keys=tuple(_freed(rule, overrides) for rule in profile.keys),
        sections=tuple(
            rule._replace(
                required=_required(rule.required, (rule.key[-1],), overrides),
                unless=rule.unless or _instead(rule.title, overrides),
                also=rule.also or tuple(map(normalise_title, overrides.also.get(rule.title, ()))),
            )
            for rule in profile.sections
        ),
        tables=tuple(
            rule._replace(
                requires=_table_requires(rule.section, rule.requires, overrides),
                required=_required(rule.required, (_header(rule),), overrides),
            )
            for rule in profile.tables
        ),
        tasks=tuple(
            replace(rule, required=_required(rule.required, (rule.text,), overrides)) for rule in profile.tasks
        ),
        fields=tuple(
            replace(
                rule,
                required=_required(rule.required, (rule.label,), overrides),
                fixed=rule.fixed and rule.label not in may_go,
            )
            for rule in profile.fields
        ),
        frozen=(*profile.frozen, *overrides.frozen),
        components=(*profile.components, *overrides.components),
        guidance=merge_guidance(profile.guidance, overrides.guidance, overrides.keep),
    )


def unanswered(profile: Profile, overrides: Overrides) -> Iterator[tuple[str, str]]:
    """Each name of an override that nothing in the profile, as derived, answers to, with the override's own name."""
    keys = {rule.key.casefold() for rule in profile.keys}
    labels = {rule.label for rule in profile.fields}
    known = keys | labels | {rule.key[-1] for rule in profile.sections} | {rule.text for rule in profile.tasks}
    known |= {_header(rule) for rule in profile.tables}
    for option, names in (("optional", overrides.optional), ("required", overrides.required)):
        yield from ((option, name) for name in names if not known & _names((name,)))
    yield from (("samples", name) for name in overrides.samples if normalise_label(name) not in labels)
    for title, headers in overrides.requires.items():
        tables = [rule for rule in profile.tables if rule.section and rule.section[-1] == normalise_title(title)]
        there = {fold(header) for rule in tables for header in rule.header}
        yield from (("requires", name) for name in (headers if tables else (title,)) if fold(name) not in there)
    yield from (("free", name) for name in overrides.free if not keys & _names((name,)))
    texts = profile.guidance.whole.union(*profile.guidance.spans.values(), *profile.guidance.keys.values())
    titles = {rule.key[-1] for rule in profile.sections}
    yield from (("frozen", title) for title in overrides.frozen if normalise_title(title) not in titles)
    yield from (("keep", text) for text in overrides.keep if digest(text) not in texts)


def _header(rule: TableRule) -> str:
    """What a table is called by."""
    return fold(" | ".join(rule.header))


def _freed(rule: KeyRule, overrides: Overrides) -> KeyRule:
    """A key's rule with what is put differently; one that is free takes any value in any form."""
    names = (rule.key.casefold(),)
    rule = rule._replace(required=_required(rule.required, names, overrides))
    free = rule._replace(type=KeyType.TEXT, values=(), pattern="", is_mapping=True)
    return free if set(names) & _names(overrides.free) else rule


def _folded(names: Iterable[str], how: object) -> frozenset[str]:
    assert callable(how)  # noqa: S101 - for mypy
    return frozenset(how(name) for name in names)


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(form for name in names for form in (name.casefold(), normalise_title(name), fold(name)))


def _required(derived: bool, names: tuple[str, ...], overrides: Overrides) -> bool:  # noqa: FBT001
    if any(name in _names(overrides.required) for name in names):
        return True
    return derived and not any(name in _names(overrides.optional) for name in names)


def _instead(title: str, overrides: Overrides) -> tuple[str, ...]:
    return tuple(normalise_title(other) for other, titles in overrides.unless.items() if title in titles)


def _table_requires(section: SectionKey, derived: tuple[str, ...], overrides: Overrides) -> tuple[str, ...]:
    for title, headers in overrides.requires.items():
        if section and normalise_title(title) == section[-1]:
            return tuple(headers)
    return derived


def merge_guidance(ours: Guidance, more: Guidance, keep: Iterable[str] = ()) -> Guidance:
    """Guidance of both, without the texts to ``keep``."""
    kept = frozenset(name for text in keep for name in digests(text))
    spans = {
        key: (ours.spans.get(key, frozenset()) | more.spans.get(key, frozenset())) - kept
        for key in (*ours.spans, *more.spans)
    }
    keys = {
        key: (ours.keys.get(key, frozenset()) | more.keys.get(key, frozenset())) - kept
        for key in (*ours.keys, *more.keys)
    }
    return Guidance((ours.whole | more.whole) - kept, spans, keys)
