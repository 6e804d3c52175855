"""What a version of the repository asks of its specs, and what of that another version asks no longer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from speclatch.config.model import BASELINE_PATH, Config, ReferenceKind
from speclatch.model import Phase, Severity
from speclatch.profiles.profile import Profile

JUDGED_PHASES = (Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE)


Levels = Mapping[str, Mapping[Phase, Severity | None]]
"""The built-in severity of each rule by phase."""


@dataclass(frozen=True)
class Standards:
    """What a tree says it is to be judged by: its configuration, the profiles that follow, its baseline."""

    config: Config
    profiles: tuple[Profile, ...] = ()
    baseline: frozenset[str] = frozenset()


class Relaxation(NamedTuple):
    """One thing that is asked no longer. ``word`` is what to look for in the file ``path``; ``message`` says it."""

    path: str
    word: str
    message: str


@dataclass(frozen=True)
class Amendment:
    """A change of the standards: before and after, and the texts of the files that hold them after, by path.

    ``levels`` are the rules' built-in severities, by which one configuration is milder than another.
    """

    before: Standards
    after: Standards
    texts: Mapping[str, str] = field(default_factory=dict)
    levels: Levels = field(default_factory=dict)


def files_of(config: Config, names: Collection[str]) -> frozenset[str]:
    """The files that hold standards: configuration (one of ``names``), templates, the baseline."""
    return frozenset({*names, config.path, BASELINE_PATH, *(use.template for use in config.profiles)} - {""})


def relaxations(before: Standards, after: Standards, levels: Levels) -> Iterator[Relaxation]:
    """Everything that ``after`` asks less strictly than ``before``.

    Args:
        before: what is in force.
        after: what would be.
        levels: the built-in severity of each rule by phase.
    """
    path = after.config.path or before.config.path
    for word, message in (
        *_general(before.config, after.config),
        *_rules(before.config, after.config, levels),
        *_references(before.config, after.config),
        *_phases(before.config, after.config),
        *_profiles(before.config, after.config),
    ):
        yield Relaxation(path, word, message)
    yield from _templates(before, after)
    more = len(after.baseline - before.baseline)
    if more:
        yield Relaxation(BASELINE_PATH, "", f"{more} more finding{'s' * (more > 1)} will be taken for old")


Said = tuple[str, str]


def _general(before: Config, after: Config) -> Iterator[Said]:
    if _weight(after.fail_on) > _weight(before.fail_on):
        now = after.fail_on.value if after.fail_on else "never"
        yield "fail-on", f"the gate will fail only on `{now}`" if after.fail_on else "the gate will never fail"
    if after.new_only and not before.new_only:
        yield "new-only", "only new findings will fail"
    for glob in sorted(set(after.exclude) - set(before.exclude)):
        yield glob, f"files of `{glob}` will not be judged"
    for rule in before.code:
        if rule not in after.code:
            yield "code", f"code of `{', '.join(rule.code)}` may change without its spec"
    if before.path and not after.path:
        yield "", "the configuration is deleted: the defaults will hold"


def _weight(fail_on: Severity | None) -> int:
    return list(Severity).index(fail_on) if fail_on else len(Severity)


def _rules(before: Config, after: Config, levels: Levels) -> Iterator[Said]:
    for name, built_in in levels.items():
        old, new = before.rules.get(name), after.rules.get(name)
        was = {**built_in, **(old.by_phase if old else {})}
        will = {**built_in, **(new.by_phase if new else {})}
        milder = [phase.value for phase in JUDGED_PHASES if _less(will[phase], was[phase])]
        if milder:
            yield name, f"`{name}` will weigh less ({', '.join(milder)})"
        if (new is None or new.ignorable) and old is not None and not old.ignorable:
            yield name, f"comments will be able to excuse `{name}`"


def _less(new: Severity | None, old: Severity | None) -> bool:
    return old is not None and (new is None or new < old)


def _references(before: Config, after: Config) -> Iterator[Said]:
    kinds = {kind.name: kind for kind in after.references}
    for old in before.references:
        new = kinds.get(old.name, ReferenceKind(old.name))
        if old.required and not new.required:
            yield old.name, f"`None` will answer a reference of the kind `{old.name}`"
        if old.paths and (not new.paths or set(new.paths) - set(old.paths)):
            yield old.name, f"references of the kind `{old.name}` may lead to more places"
        for host in sorted(set(new.hosts) - set(old.hosts)):
            yield host, f"URLs of `{host}` will be accepted for the kind `{old.name}`"
        for key in sorted(set(old.keys) - set(new.keys)):
            yield old.name, f"the key `{key}` will hold no reference of the kind `{old.name}`"


def _phases(before: Config, after: Config) -> Iterator[Said]:
    order = [Phase.RETIRED, Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE]
    known = {word: phase for phase, words in before.phases.items() for word in words}
    for phase, words in after.phases.items():
        for word in words:
            if word not in known and phase in (Phase.RETIRED, Phase.DRAFT):
                yield word, f"a spec of status `{word}` will be judged as {phase.value}"
            elif word in known and order.index(phase) < order.index(known[word]):
                yield word, f"a spec of status `{word}` will be judged as {phase.value} instead of {known[word].value}"


def _profiles(before: Config, after: Config) -> Iterator[Said]:
    there = {use.name: use for use in after.profiles}
    for old in before.profiles:
        new = there.get(old.name)
        if new is None:
            yield "profiles", f"the profile `{old.name}` will govern nothing any more"
            continue
        for glob in old.match:
            if glob not in new.match:
                yield old.name, f"the profile `{old.name}` will not look at `{glob}` any more"


def _templates(before: Standards, after: Standards) -> Iterator[Relaxation]:
    """What each profile asks no longer, wherever that is said: in its template or in the configuration."""
    there = {profile.name: profile for profile in after.profiles}
    places = {use.name: use.template or after.config.path for use in after.config.profiles}
    for old in before.profiles:
        new = there.get(old.name)
        for word, message in _asked_no_longer(old, new) if new is not None else ():
            yield Relaxation(places.get(old.name) or after.config.path, word, f"{message} (profile `{old.name}`)")


def _asked_no_longer(old: Profile, new: Profile) -> Iterator[Said]:
    pairs = (
        ("the key", {rule.key: rule.required for rule in old.keys}, {rule.key: rule.required for rule in new.keys}),
        ("the section", {r.title: r.required for r in old.sections}, {r.title: r.required for r in new.sections}),
        ("the box", {rule.text: rule.required for rule in old.tasks}, {rule.text: rule.required for rule in new.tasks}),
        ("the label", {r.label: r.required for r in old.fields}, {r.label: r.required for r in new.fields}),
        ("the Must row", _must_rows(old), _must_rows(new)),
        (
            "the table",
            {" | ".join(t.header): True for t in old.tables},
            {" | ".join(t.header): True for t in new.tables},
        ),
    )
    for what, asked, asks in pairs:
        for name, required in asked.items():
            if required and not asks.get(name, False):
                yield name, f"{what} `{name}` will not be asked for"


def _must_rows(profile: Profile) -> dict[str, bool]:
    return {row.name: row.must for table in profile.tables for row in table.rows if table.is_governance}
