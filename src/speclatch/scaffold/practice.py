"""What documents really do, read from what the gate says of them: what many lack or leave standing is not asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from speclatch.config.model import Config, ProfileUse, RuleSettings
from speclatch.documents.document import key_name
from speclatch.model import JudgedFinding, Phase, Severity
from speclatch.profiles.phases import STATUS_KEY
from speclatch.profiles.profile import Profile
from speclatch.profiles.text import visible

LACKING = 0.4
"""The share of finished documents that lack something, from which it may be absent."""
STANDING = 0.25
"""The share that leaves a text of the template standing, from which it may stay."""
FAILING = 0.15
"""The share of finished documents that may fail under a configuration that is written."""
OFTEN = 0.2
"""The share of what is done that may be warned of what its template asks for: of more, it is the template's past."""
NEARLY_ALL = 0.9
"""The share of drafts that lack something, from which it may be absent, where no document is finished yet ..."""
MIN_BEGUN = 5
"""... and of how many."""
NEVER = 2.0
"""A share that nothing has."""
MIN_LACKING = 2
"""Documents that have to agree before something is their practice."""

_LACKS = frozenset(
    {
        "section-missing",
        "section-empty",
        "front-matter-missing-key",
        "reference-missing",
        "field-empty",
        "item-removed",
        "table-empty",
        "table-unfilled",
        "row-unanswered",
        "governance-removed",
    }
)
_BLANK = frozenset({"section-empty", "field-empty", "table-empty", "table-unfilled", "row-unanswered"})
_VALUES = frozenset({"front-matter-value", "id-mismatch", "status-disagrees"})
_WHAT = ("table ", "label ", "box ")
_NO_METADATA = frozenset({"front matter", "metadata"})


@dataclass(frozen=True, slots=True)
class Weakening:
    """One point that documents put differently: under ``option`` of a profile, of ``total`` finished ones ``count``."""

    option: str
    name: str
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Level:
    """A rule made milder, as finished documents of all families break it."""

    rule: str
    phase: Phase
    count: int
    total: int
    severity: Severity = Severity.WARNING


@dataclass(frozen=True)
class Practice:
    """What is asked less than the templates ask: by profile, by rule, and words of status by phase."""

    points: Mapping[str, tuple[Weakening, ...]] = field(default_factory=dict)
    levels: tuple[Level, ...] = ()
    words: Mapping[str, tuple[Phase, int]] = field(default_factory=dict)

    def applied(self, config: Config) -> Config:
        """The configuration with all of it."""
        return replace(
            config,
            profiles=tuple(self._use(use) for use in config.profiles),
            rules={**config.rules, **self._rules()},
            phases=self._phases(config),
        )

    def _use(self, use: ProfileUse) -> ProfileUse:
        said: dict[str, list[str]] = defaultdict(list)
        for one in self.points.get(use.name, ()):
            said[one.option].append(one.name)
        return use._replace(overrides={**use.overrides, **said}) if said else use

    def _rules(self) -> dict[str, RuleSettings]:
        found: dict[str, dict[Phase, Severity | None]] = defaultdict(dict)
        for level in self.levels:
            found[level.rule][level.phase] = level.severity
        return {rule: RuleSettings(by_phase) for rule, by_phase in found.items()}

    def _phases(self, config: Config) -> Mapping[Phase, tuple[str, ...]]:
        more: dict[Phase, tuple[str, ...]] = defaultdict(tuple)
        for word, (phase, _) in self.words.items():
            more[phase] += (word,)
        return {phase: (*words, *more[phase]) for phase, words in config.phases.items()}


class Said(NamedTuple):
    """A finding and the document it is about, in which it stands or in the file of its metadata beside it."""

    document: str
    judged: JudgedFinding


@dataclass(frozen=True, slots=True)
class Trial:
    """What the gate said of the documents of one profile under some configuration: the finished, and the others."""

    profile: Profile
    finished: frozenset[str]
    begun: frozenset[str]
    findings: tuple[Said, ...]

    @property
    def failing(self) -> frozenset[str]:
        """The documents with an error."""
        errors = (one.document for one in self.findings if one.judged.severity is Severity.ERROR)
        return frozenset(errors) & self.finished

    @property
    def share(self) -> float:
        """The share of finished documents that fail."""
        return len(self.failing) / len(self.finished) if self.finished else 0.0


def weakenings(
    trial: Trial, texts: Iterable[str], known: Collection[tuple[str, str]], lacking: float, standing: float
) -> Iterator[Weakening]:
    """The points that enough documents put differently.

    Args:
        trial: what the gate said.
        texts: all that the template says, by which cut texts are completed.
        known: options and names that are weakened already.
        lacking: the share from which something may be absent.
        standing: the share from which a text may stay.
    """
    broken: dict[tuple[str, str], set[str]] = defaultdict(set)
    whole = {visible(text)[:200]: visible(text) for text in texts}
    asked, begun = trial.finished, not trial.finished and len(trial.begun) >= MIN_BEGUN
    if begun:  # what next to none of them has was never asked for; what is blank still may be filled
        asked, lacking, standing = trial.begun, NEARLY_ALL, NEVER
    for path, judged in trial.findings:
        if path in asked and not (begun and judged.finding.rule in _BLANK):
            for option, name in _points(judged, trial.profile, whole):
                broken[option, name].add(path)
    total = len(asked)
    for (option, name), paths in sorted(broken.items(), key=lambda one: (-len(one[1]), one[0])):
        wanted = standing if option == "keep" else lacking
        if len(paths) >= max(MIN_LACKING, wanted * total) and (option, name) not in known:
            yield Weakening(option, name, len(paths), total)


def _points(judged: JudgedFinding, profile: Profile, whole: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What of a profile a finding is about: an option of the configuration and the name to list there."""
    rule, name = judged.finding.rule, judged.finding.subject.name
    if rule in _LACKS:
        if rule == "front-matter-missing-key" and name in _NO_METADATA:
            yield from (("optional", one.key) for one in profile.keys if one.required)
            return
        bare = next((name.removeprefix(what) for what in _WHAT if name.startswith(what)), name)
        if bare:
            yield "optional", bare
    elif rule == "placeholder-left":
        key = profile.key(name)
        if key is not None:
            yield "keep", key.sample
        elif name in whole:
            yield "keep", whole[name]
        elif name:
            yield "keep", name
    elif rule in _VALUES and profile.key(name) is not None and key_name(name) != STATUS_KEY:
        yield "free", name


def levels(trials: Iterable[Trial], phases: Mapping[str, Phase], above: float) -> Iterator[Level]:
    """The rules that more than a share of all finished documents break with an error, phase by phase."""
    broken: dict[tuple[str, Phase], set[str]] = defaultdict(set)
    totals: Counter[Phase] = Counter()
    for trial in trials:
        totals.update(phases[path] for path in trial.finished)
        for path, judged in trial.findings:
            if judged.severity is Severity.ERROR and path in trial.finished:
                broken[judged.finding.rule, phases[path]].add(path)
    total = sum(totals.values())
    for (rule, phase), paths in sorted(broken.items(), key=lambda one: (one[0][0], one[0][1].value)):
        if len(paths) >= max(MIN_LACKING, above * total):
            yield Level(rule, phase, len(paths), totals[phase])


def habits(trials: Iterable[Trial], phases: Mapping[str, Phase]) -> Iterator[Level]:
    """The rules on what a template asks for that much of what is done breaks with a warning: nobody adds it any more.

    For what is still to be done they stay as they are.
    """
    broken: dict[str, set[str]] = defaultdict(set)
    total = 0
    for trial in trials:
        done = {path for path in trial.finished if phases[path] is Phase.DONE}
        total += len(done)
        for path, judged in trial.findings:
            if judged.severity is Severity.WARNING and judged.finding.rule in _LACKS and path in done:
                broken[judged.finding.rule].add(path)
    for rule, paths in sorted(broken.items()):
        if len(paths) >= max(MIN_LACKING, OFTEN * total):
            yield Level(rule, Phase.DONE, len(paths), total, Severity.NOTE)


_HINTS: Mapping[Phase, tuple[str, ...]] = {
    Phase.RETIRED: (
        "abandon",
        "cancel",
        "closed",
        "dead",
        "declin",
        "discard",
        "dismiss",
        "drop",
        "expired",
        "inactive",
        "moved",
        "not ",
        "obsolete",
        "removed",
        "void",
        "wont",
        "won't",
    ),
    Phase.DONE: (
        "adopted",
        "available",
        "closed",
        "deployed",
        "ga",
        "live",
        "merged",
        "operational",
        "production",
        "ratified",
        "recommended",
        "resolved",
        "shipped",
        "stable",
        "standard",
    ),
    Phase.DRAFT: (
        "brainstorm",
        "concept",
        "discuss",
        "early",
        "explor",
        "new",
        "open",
        "request",
        "research",
        "sketch",
        "todo",
        "unreviewed",
        "wip",
        "wish",
    ),
}
"""Beginnings of words of status that some team's phases are called by, where no language's list has them."""


def phase_of_word(word: str) -> Phase:
    """The phase that a word of status most likely means; implementing, where nothing tells."""
    bare = word.strip().casefold()
    return next((phase for phase, heads in _HINTS.items() if bare.startswith(heads)), Phase.IMPLEMENTING)
