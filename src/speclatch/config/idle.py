"""Say what of a configuration contradicts itself, and what of it can do nothing whatever files there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from speclatch.config.messages import Keys
from speclatch.config.model import DEFAULT_KINDS
from speclatch.config.schema import ConfigSchema, ProfileSchema, ReferenceKindSchema, RuleSchema
from speclatch.globs import capture_names

Remark = tuple[Keys, str]
"""A place in the configuration, and what is wrong there."""

_PHASES = ("draft", "implementing", "done")
_NEEDS = {"code-without-spec": "code", "approval-missing": "approvals"}
"""Rules that look at nothing but an entry of the configuration."""


def contradictions(said: ConfigSchema) -> Iterator[Remark]:
    """What says two things of one: nobody can tell which is meant."""
    phases: Mapping[str, list[str]] = said.phases.model_dump()
    for phase, word, other in _twice(phases):
        message = f"'{word}' is in '{other}' too, and a status means one phase: take it out of one of them"
        yield ("phases", phase), message
    words = {name: getattr(said.words, name) for name in ("none", "later")}
    for name, word, other in _twice(words):
        yield ("words", name), f"'{word}' is in '{other}' too, and cannot mean both: take it out of one of them"
    for number, use in enumerate(said.profiles):
        for _, what, _ in _twice({"optional": use.optional, "required": use.required}):
            yield ("profiles", number, "required"), f"'{what}' is in 'optional' too: take it out of one of them"
    for what in ("keys", "labels"):
        given = {name: getattr(kind, what) or [] for name, kind in said.references.items()}
        for name, word, other in _twice(given):
            yield ("references", name, what), f"'{word}' is one of '{other}' too: take it out of one of them"


def _twice(lists: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, str]]:
    """What stands in two of the lists in any letter case: the later list, the word there, the earlier list."""
    owners: dict[str, str] = {}
    for name, words in lists.items():
        for word in words:
            owner = owners.setdefault(word.strip().casefold().replace("-", "_"), name)
            if owner != name:
                yield name, word, owner


def idle(said: ConfigSchema) -> Iterator[Remark]:
    """What does nothing, whatever a repository holds."""
    for name in ("files", "findings"):
        if name in said.limits.model_fields_set:
            yield ("limits", name), "does nothing any more: any number is judged"
    yield from _lists(said)
    by_glob = any(use.match for use in said.profiles)
    for number, use in enumerate(said.profiles):
        if by_glob and not use.match:
            yield ("profiles", number), f"{_called(use)} governs nothing: where one profile has 'match', each needs it"
    for name, kind in said.references.items():
        yield from _kind(name, kind, said)
    for name, rule in said.rules.items():
        yield from _rule(name, rule, said)
    yield from _code(said)
    yield from _approvals(said)


def _called(use: ProfileSchema) -> str:
    return f"profile '{use.name or use.use or use.template}'"


def _lists(said: ConfigSchema) -> Iterator[Remark]:
    """Globs of lists in which one takes out of nothing, or captures what nobody asks for."""
    lists: dict[Keys, Sequence[str]] = {("exclude",): said.exclude}
    lists |= {("profiles", number, "match"): use.match for number, use in enumerate(said.profiles)}
    lists |= {("references", name, "paths"): kind.paths or [] for name, kind in said.references.items()}
    lists |= {("code", number, "code"): rule.code for number, rule in enumerate(said.code)}
    for keys, globs in lists.items():
        if globs and globs[0].startswith("!"):
            yield keys, f"'{globs[0]}' takes out of nothing: the last glob that matches counts, so put it behind others"
    lists[("migrations", "glob")] = [said.migrations.glob]
    for keys, globs in lists.items():
        if keys[0] != "code":
            for glob in globs:
                yield from ((keys, _unused(name, glob)) for name in _alone(glob))


def _alone(glob: str) -> list[str]:
    """The names that a glob captures once: a name that stands there twice says that both are the same."""
    return [name for name, count in Counter(capture_names(glob)).items() if count == 1]


def _unused(name: str, glob: str) -> str:
    return f"nothing uses {{{name}}} of '{glob}': write * for any name"


def _kind(name: str, kind: ReferenceKindSchema, said: ConfigSchema) -> Iterator[Remark]:
    """Hosts that no value is held against, and keys and labels that a built-in kind has before."""
    if kind.hosts and not kind.required:
        yield ("references", name, "hosts"), "does nothing without `required: true`: any address is accepted"
    for other in DEFAULT_KINDS:
        if other.name == name:
            return  # the kinds behind it are asked later
        changed = said.references.get(other.name)
        for what in ("keys", "labels"):
            if changed is not None and getattr(changed, what) is not None:
                continue  # the team's own words, which are held against each other
            for word in getattr(kind, what) or ():
                if word.casefold().replace("-", "_") in getattr(other, what):
                    told = f"belongs to '{other.name}', which comes first: take it from there with `{what}` of its own"
                    yield ("references", name, what), f"'{word}' {told}"


def _rule(name: str, rule: RuleSchema, said: ConfigSchema) -> Iterator[Remark]:
    levels = [getattr(rule, phase) for phase in _PHASES]
    options = [*(rule.model_extra or {}), *({"ignorable"} & rule.model_fields_set)]
    if all(level == "off" for level in levels):
        yield from ((("rules", name, option), "does nothing: the rule is off in every phase") for option in options)
    elif not rule.model_fields_set and not options:
        yield ("rules", name), "says nothing: give a severity, or take it out"
    elif name in _NEEDS and not getattr(said, _NEEDS[name]):
        yield ("rules", name), f"does nothing without `{_NEEDS[name]}`"


def _code(said: ConfigSchema) -> Iterator[Remark]:
    for number, rule in enumerate(said.code):
        wanted = set(capture_names(rule.spec))
        # A name that a glob lacks is told where the files are looked at, and is likely this one, misspelt.
        for glob in (one for one in rule.code if wanted <= set(capture_names(one))):
            yield from ((("code", number, "code"), _unused(one, glob)) for one in _alone(glob) if one not in wanted)


def _approvals(said: ConfigSchema) -> Iterator[Remark]:
    settings = said.approvals
    if settings is None:
        return
    rule = said.rules.get("approval-missing")
    if rule is not None and all(getattr(rule, phase) == "off" for phase in _PHASES):
        yield ("approvals",), "does nothing: the rule approval-missing is off in every phase"
    by = {name.casefold().lstrip("@") for name in settings.by}
    for name in settings.teams:
        # An owner, named by a spec or by CODEOWNERS, may be any team.
        if by.isdisjoint({"owner", "codeowners", name.casefold().lstrip("@")}):
            yield ("approvals", "teams", name), "is asked for nowhere: name it under `by`"
