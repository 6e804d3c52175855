"""What one policy asks less strictly than another: setting by setting, and seen in the specs that are there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from speclatch.config.model import BASELINE_PATH, Config, ProfileUse, ReferenceKind
from speclatch.model import Phase, Severity
from speclatch.profiles.profile import KeyType, Profile
from speclatch.specs.policy import NEW_COPY, Effects, Levels, Policy, PolicyChange, Relaxation

JUDGED_PHASES = (Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE)


def relaxations(before: Policy, after: Policy, levels: Levels) -> Iterator[Relaxation]:
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
        *_words(before.config, after.config),
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
    if before.migrations != after.migrations:
        yield "migrations", f"migrations will be looked for {_migrations(after)} instead of {_migrations(before)}"
    if before.path and not after.path:
        yield "", "the configuration is deleted: the defaults will hold"


def _migrations(config: Config) -> str:
    found = config.migrations
    return f"as `{found.preset or found.glob}`" if found.preset or found.glob else "as the repository shows them"


def _words(before: Config, after: Config) -> Iterator[Said]:
    """Words that answer, and words that ask, each in the sense in which a document gets away with more."""
    for word in sorted({*after.words.none} - {*before.words.none}):
        yield word, f"`{word}` will be an answer"
    for word in sorted({*after.words.optional} - {*before.words.optional}):
        yield word, f"what a template marks `{word}` may be left out"
    for word in sorted({*before.words.later} - {*after.words.later}):
        yield "words", f"`{word}` will no longer say that an answer is still to come"
    for word in sorted({*before.words.must} - {*after.words.must}):
        yield "words", f"`{word}` will no longer mark a row that has to be answered"


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
        if (new.options if new else {}) != (old.options if old else {}):
            yield name, f"the options of `{name}` will be others"


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
        if not old.paths and any(not glob.strip("*/") for glob in new.paths):
            yield old.name, f"any document will be of the kind `{old.name}`"
        if new.id != old.id:
            yield old.name, f"ids of the kind `{old.name}` will be known by another pattern"
        for label in sorted(set(old.labels) - set(new.labels)):
            yield old.name, f"the label `{label}` will announce no reference of the kind `{old.name}`"
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
    left = {word for words in after.phases.values() for word in words}
    for word, phase in known.items():
        if word not in left:
            yield "phases", f"a spec of status `{word}` will no longer be judged as {phase.value}"


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
        for glob in new.match:
            if glob.startswith("!") and glob not in old.match:
                yield glob, f"the profile `{old.name}` will leave out `{glob[1:]}`"
        yield from _overrides(old, new)


def _overrides(old: ProfileUse, new: ProfileUse) -> Iterator[Said]:
    """What of a profile's own section asks less: in its template's words, which ``_templates`` compares, aside."""
    for point in ("keep", "samples"):
        for text in sorted({*_texts(new, point)} - {*_texts(old, point)}):
            yield text, f"`{point}` lets `{text}` stand (profile `{old.name}`)"
    for title in sorted({*_texts(old, "requires")} - {*_texts(new, "requires")}):
        yield old.name, f"begun rows of `{title}` may stay blank (profile `{old.name}`)"
    if old.metadata != new.metadata:
        yield old.name, f"front matter will be read from `{new.metadata or 'the document'}` (profile `{old.name}`)"


def _texts(use: ProfileUse, point: str) -> Collection[str]:
    found = use.overrides.get(point)
    return found if isinstance(found, (list, tuple, Mapping)) else ()


def _templates(before: Policy, after: Policy) -> Iterator[Relaxation]:
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
    yield from _checked_less(old, new)


def _checked_less(old: Profile, new: Profile) -> Iterator[Said]:
    """Keys whose values, and rows whose documents, are looked at less closely."""
    keys = {rule.key: rule for rule in new.keys}
    for was in old.keys:
        will = keys.get(was.key)
        if will is None or was.type is KeyType.TEXT:
            continue
        if will.type is not was.type or will.kind != was.kind or set(will.values) - set(was.values):
            yield was.key, f"the key `{was.key}` will take more than it does"
        elif will.pattern != was.pattern:
            yield was.key, f"the key `{was.key}` will be held against another pattern"
    rows = _places_of_rows(new)
    for name, where in _places_of_rows(old).items():
        if where and name in rows and not rows[name]:
            yield name, f"the Must row `{name}` will name no place where its answer is documented"
    if old.directory and not new.directory:
        yield "Target", f"`{old.directory}` will no longer be where documents are expected"


def _places_of_rows(profile: Profile) -> dict[str, str]:
    return {row.name: row.where for table in profile.tables for row in table.rows if table.is_governance and row.must}


def _must_rows(profile: Profile) -> dict[str, bool]:
    return {row.name: row.must for table in profile.tables for row in table.rows if table.is_governance}


_SHOWN = 5
"""Paths that a sentence names; how many more there are stands behind them."""
_OF_TEMPLATES = frozenset(
    {
        "front-matter-missing-key",
        "governance-removed",
        "item-removed",
        "reference-missing",
        "section-empty",
        "section-missing",
    }
)
"""Rules whose findings go with what a template asks, which ``relaxations`` compares piece by piece."""


def seen_relaxations(change: PolicyChange, said: Sequence[Relaxation]) -> Iterator[Relaxation]:
    """What the specs that are there show to be asked less strictly, besides what is ``said`` already."""
    effects = change.effects
    if effects is None:
        return
    config = change.after.config.path or change.before.config.path
    for (before, after), paths in _grouped(((one.before, one.after), one.path) for one in effects.moved):
        many = f"{len(paths)} specs" if len(paths) > 1 else "a spec"
        leave = "be judged by the profile {} instead of {}" if after else "not be judged any more"
        names = (after, before) if after else ()
        yield Relaxation(config, "profiles", f"{many} will {leave}: {_places(paths)}", (*names, *paths[:_SHOWN]))
    reported = {one.word for one in said}
    for (rule, profile), paths in _grouped(((v.rule, v.profile), v.path) for v in effects.vanished if v.path):
        if rule not in reported:
            many = f"{len(paths)} findings" if len(paths) > 1 else "a finding"
            sentence = f"{many} of `{rule}` will be gone or weigh less, in {_places(sorted({*paths}))}"
            where = _place_of(profile, change) or config
            yield Relaxation(where, "", sentence, tuple(sorted({*paths})[:_SHOWN]))
    yield from _probes(effects, change, reported, said)
    if not effects.complete:
        yield Relaxation(config, "", "what becomes of the specs that are there could not be seen in time")


def _probes(
    effects: Effects, change: PolicyChange, reported: Collection[str], said: Sequence[Relaxation]
) -> Iterator[Relaxation]:
    seen = {(v.rule, v.profile) for v in effects.vanished if v.path}
    for (profile, about), rules in _grouped(((v.profile, v.about), v.rule) for v in effects.vanished if v.about):
        pieces = any(one.message.endswith(f"(profile `{profile}`)") for one in said)
        if pieces and about == NEW_COPY:
            continue
        fresh = sorted({*rules} - {*reported} - (_OF_TEMPLATES if pieces else frozenset()))
        fresh = [rule for rule in fresh if (rule, profile) not in seen]
        if fresh:
            names = ", ".join(f"`{rule}`" for rule in fresh)
            where = _place_of(profile, change) or change.after.config.path or change.before.config.path
            yield Relaxation(where, "", f"in {about}, profile {{}}, less will be found by {names}", (profile,))


def _place_of(profile: str, change: PolicyChange) -> str:
    """The template of a profile, where the change is in the template and not in the configuration."""
    if change.before.config != change.after.config:
        return ""
    return next((use.template for use in change.after.config.profiles if use.name == profile), "")


def _places(paths: Sequence[str]) -> str:
    more = len(paths) - _SHOWN
    return ", ".join("{}" for _ in paths[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


K = TypeVar("K")


def _grouped(pairs: Iterable[tuple[K, str]]) -> Iterable[tuple[K, list[str]]]:
    found: dict[K, list[str]] = {}
    for key, text in pairs:
        found.setdefault(key, []).append(text)
    return found.items()
