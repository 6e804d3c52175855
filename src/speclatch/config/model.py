"""The configuration as the gate uses it: what a team can say, frozen; ``reader`` reads it from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import basename, splitext
from typing import Any, NamedTuple

from speclatch.config.words import words_of
from speclatch.model import Phase, Severity

CONFIG_PATHS = (".speclatch.yml", ".speclatch.yaml")
BASELINE_PATH = ".speclatch-baseline.json"
SCHEMA_ID = "https://github.com/speclatch/speclatch/raw/main/src/speclatch/config/config.schema.json"
"""Where the JSON Schema of the configuration is to be had, for editors."""


class ReferenceKind(NamedTuple):
    """A kind of document that specs refer to.

    ``keys`` are the front-matter keys that hold such references (aliases of each other), ``labels`` the words that
    announce one in the body (case folded, ``Related``/``Parent``/``(s)`` aside), ``paths`` globs of where such
    documents live (empty: anywhere), ``id`` a pattern of their ids, ``hosts`` the hosts whose URLs are accepted
    where the kind is ``required``.
    """

    name: str
    keys: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    id: str = ""
    required: bool = False
    hosts: tuple[str, ...] = ()


def kind_of_key(key: str, kinds: Iterable[ReferenceKind]) -> ReferenceKind | None:
    """The kind that a front-matter key stands for, in any case and with ``-`` for ``_``."""
    folded = key.casefold().replace("-", "_")
    return next((kind for kind in kinds if folded in kind.keys), None)


DEFAULT_KINDS = (
    ReferenceKind(
        "prd",
        keys=("prd", "prd_ref", "prd_refs", "prd_path", "parent_prd", "prd_reference"),
        labels=("prd", "prds", "product requirements"),
        id=r"PRD-[A-Z0-9-]*\d+[a-zA-Z]?",
    ),
    ReferenceKind(
        "adr",
        keys=("adr", "adrs", "adr_ref", "adr_refs", "adr_reference", "adr_references", "decision_reference"),
        labels=("adr", "adrs", "decision", "decisions"),
        id=r"ADR-[A-Z0-9-]*\d+[a-zA-Z]?",
    ),
    ReferenceKind("api", keys=("api", "api_ref", "api_refs", "api_reference"), labels=("api", "api spec")),
    ReferenceKind(
        "arch",
        keys=("arch", "arch_ref", "arch_refs", "arch_reference", "architecture", "architecture_reference"),
        labels=("architecture",),
    ),
    ReferenceKind(
        "spec",
        keys=("spec", "spec_ref", "spec_refs", "spec_reference", "exec_spec"),
        labels=("spec", "exec spec", "implementation spec"),
        id=r"(?:EXEC|SPEC)-[A-Z0-9-]*\d+[a-zA-Z]?",
    ),
)


class Migrations(NamedTuple):
    """Where migrations live: a ``preset``'s name, or a ``glob`` with a ``version`` pattern; neither: recognised."""

    preset: str = ""
    glob: str = ""
    version: str = ""


RECOGNISED = Migrations()


class CodeRule(NamedTuple):
    """Code that may not change without its spec: globs of code, and the spec's path.

    ``spec`` may hold ``{name}`` placeholders that the globs of ``code`` capture as ``{name}``.
    """

    code: tuple[str, ...]
    spec: str


class ProfileUse(NamedTuple):
    """A profile in use: a built-in one (``use``) or one derived from a ``template``, and the files it governs.

    ``metadata`` names the file beside the document that holds its front matter; ``overrides`` are single points
    of the profile put differently (see ``profiles.overrides``). ``line`` is where the configuration says so.
    """

    name: str
    use: str = ""
    template: str = ""
    match: tuple[str, ...] = ()
    metadata: str = ""
    overrides: Mapping[str, object] = {}
    line: int = 1


class RuleSettings(NamedTuple):
    """What the configuration says of a rule: per phase a severity, or None for off; a phase not named is unchanged.

    ``options`` are the rule's own, as they were read: the rule says what they mean.
    """

    by_phase: Mapping[Phase, Severity | None] = {}
    ignorable: bool = True
    options: Mapping[str, object] = {}


class Limits(NamedTuple):
    """Bounds, so that hostile input ends in a finding or exit 3, never in a partial pass."""

    document_bytes: int = 4_000_000
    files: int = 200_000
    findings: int = 10_000
    seconds: int = 540


class ApprovalsSettings(NamedTuple):
    """Whose approving review a spec needs in some phases; none where ``phases`` is empty.

    ``by`` are ``owner``, ``codeowners``, and logins; ``teams`` the members of what else is named.
    """

    phases: tuple[Phase, ...] = ()
    by: tuple[str, ...] = ()
    teams: Mapping[str, tuple[str, ...]] = {}


class Words(NamedTuple):
    """A team's own words, added to the built-in ones of all languages; compared in any letter case.

    ``none`` says that there is nothing to answer (``N/A``), ``later`` that the answer is still to come (``TBD``),
    ``must`` marks a required row of a governance table, ``optional`` a section that may be left out.
    """

    none: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


def default_phases() -> Mapping[Phase, tuple[str, ...]]:
    """The leading words of a status, by phase, in all languages."""
    return {phase: words_of(phase.value) for phase in Phase}


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a team can say. Without a file: the defaults of this class, which are the schema's as well.

    ``path`` is the file it came from, empty for the defaults; ``notices`` says what of that file does nothing, and
    ``lines`` where some of its entries are, as ``code.0``.
    """

    fail_on: Severity | None = Severity.ERROR
    new_only: bool = False
    exclude: tuple[str, ...] = ()
    profiles: tuple[ProfileUse, ...] = ()
    references: tuple[ReferenceKind, ...] = DEFAULT_KINDS
    migrations: Migrations = RECOGNISED
    phases: Mapping[Phase, tuple[str, ...]] = field(default_factory=default_phases)
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)
    code: tuple[CodeRule, ...] = ()
    limits: Limits = field(default_factory=Limits)
    words: Words = field(default_factory=Words)
    approvals: ApprovalsSettings = field(default_factory=ApprovalsSettings)
    path: str = ""
    notices: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    def kind_of_key(self, key: str) -> ReferenceKind | None:
        """The reference kind that a front-matter key stands for; see ``kind_of_key``."""
        return kind_of_key(key, self.references)


def config_of(settings: Mapping[str, Any], path: str) -> Config:
    """The configuration that ``reader.read_settings`` found in the file ``path``.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: these are no such settings.
    """
    fail_on = settings["fail_on"]
    return Config(
        fail_on=None if fail_on == "never" else Severity(fail_on),
        new_only=settings["new_only"],
        exclude=tuple(settings["exclude"]),
        profiles=tuple(map(_profile, settings["profiles"])),
        references=_kinds(settings["references"]),
        migrations=Migrations(**settings["migrations"]),
        phases=_phases(settings["phases"]),
        rules={name: _rule(rule) for name, rule in settings["rules"].items()},
        code=tuple(CodeRule(tuple(rule["code"]), rule["spec"]) for rule in settings["code"]),
        limits=Limits(**settings["limits"]),
        words=Words(**{name: tuple(words) for name, words in settings["words"].items()}),
        approvals=_approvals(settings["approvals"]),
        path=path,
        notices=tuple(settings["notices"]),
        lines=settings["lines"],
    )


def _approvals(said: Mapping[str, Any] | None) -> ApprovalsSettings:
    if said is None:
        return ApprovalsSettings()
    teams = {name.casefold().lstrip("@"): tuple(members) for name, members in said["teams"].items()}
    return ApprovalsSettings(tuple(map(Phase, said["phases"])), tuple(said["by"]), teams)


def _profile(use: Mapping[str, Any]) -> ProfileUse:
    name = use["name"] or use["use"] or splitext(basename(use["template"]))[0]
    points = ("optional", "required", "samples", "requires", "keep", "free", "frozen", "components")
    overrides = {point: use[point] for point in points}
    return ProfileUse(name, use["use"], use["template"], tuple(use["match"]), use["metadata"], overrides, use["line"])


def _kinds(given: Mapping[str, Mapping[str, Any]]) -> tuple[ReferenceKind, ...]:
    known = {kind.name: kind for kind in DEFAULT_KINDS}
    for name, said in given.items():
        kind = known.get(name, ReferenceKind(name, keys=(name,), labels=(name,)))
        known[name] = kind._replace(
            keys=_folded(said["keys"], kind.keys),
            labels=_folded(said["labels"], kind.labels),
            paths=tuple(said["paths"]) if said["paths"] is not None else kind.paths,
            id=said["id"] if said["id"] is not None else kind.id,
            required=said["required"],
            hosts=tuple(said["hosts"]),
        )
    return tuple(known.values())


def _folded(given: list[str] | None, default: tuple[str, ...]) -> tuple[str, ...]:
    return default if given is None else tuple(name.casefold().replace("-", "_") for name in given)


def _phases(said: Mapping[str, list[str]]) -> dict[Phase, tuple[str, ...]]:
    """The built-in words and the team's; a word that the team puts elsewhere moves."""
    given = {Phase(name): tuple(word.casefold() for word in words) for name, words in said.items()}
    moved = {word for words in given.values() for word in words}
    return {
        phase: tuple(word for word in words if word not in moved) + given.get(phase, ())
        for phase, words in default_phases().items()
    }


def _rule(rule: Mapping[str, Any]) -> RuleSettings:
    """The severities that a rule's entry gives by phase, and the options."""
    given = {phase: rule[phase.value] for phase in (Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE)}
    said = {phase: None if name == "off" else Severity(name) for phase, name in given.items() if name is not None}
    return RuleSettings(said, rule["ignorable"], rule["options"])
