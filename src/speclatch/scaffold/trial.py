"""Try a configuration before it is written: run the gate on the documents that are there, and ask less by evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from speclatch.config.model import Config, ProfileUse
from speclatch.documents import parse
from speclatch.documents.document import Document
from speclatch.judging.executors import Executor
from speclatch.judging.pipeline import Case, run
from speclatch.model import JudgedFinding, Phase, Report
from speclatch.profiles.load import builtin_template, load_profiles, overrides_from
from speclatch.profiles.matching import ProfileMatcher
from speclatch.profiles.overrides import unanswered
from speclatch.profiles.phases import is_known_status
from speclatch.profiles.profile import Profile
from speclatch.scaffold.practice import (
    FAILING,
    LACKING,
    MIN_LACKING,
    STANDING,
    Level,
    Practice,
    Said,
    Trial,
    Weakening,
    habits,
    levels,
    phase_of_word,
    weakenings,
)
from speclatch.specs.catalogue import sidecar_of
from speclatch.specs.documents import DocumentCache
from speclatch.specs.snapshot import Snapshot
from speclatch.trees import Tree, Trees, read_regular

SAMPLE = 80
"""Documents of a family that are read for its practice; more say the same."""
SAMPLE_BYTES = 1_500_000
"""Bytes of all documents that are read for it: of long ones, fewer tell as much."""
LOOKED_AT = 300
"""Documents that are judged by what was learnt, so that `init` takes seconds wherever it runs ..."""
LOOKED_AT_BYTES = 3_000_000
"""... and bytes of all documents, of which fewer are judged if there are more."""
ROUNDS = ((LACKING, STANDING), (LACKING, STANDING), (0.25, 0.15), (0.12, 0.08), (0.05, 0.04))
"""What share has to lack something, or leave it standing, in each round: less only where too many documents fail."""
MOST_LEVELS = 3
"""Rules that are made milder at most: a configuration that needs more is none for these documents."""
MAX_WORD = 40
"""Characters of the longest word of status."""
FINISHED = (Phase.IMPLEMENTING, Phase.DONE)


@dataclass(frozen=True)
class Tried:
    """What was learnt, and what the gate says under it: of all documents, or of a sample."""

    practice: Practice
    config: Config
    report: Report
    governed: int
    """How many documents are governed; the report may speak of fewer."""
    failing: Mapping[str, tuple[int, int]]
    """Per profile, how many of how many finished documents fail."""
    sampled: frozenset[str]
    """The documents that the practice was read from."""
    documents: DocumentCache
    """What was parsed for it."""


def learn(tree: Tree, config: Config, members: Mapping[str, Sequence[str]], executor: Executor | None = None) -> Tried:
    """Find out what the documents' practice is under a configuration, and try it.

    Args:
        tree: the repository.
        config: the candidate.
        members: per profile, the documents it governs.
        executor: who judges.

    Raises:
        ConfigError, LimitError, MissingObjectError: as the gate does.
    """
    learner = _Learner(tree, config, members)
    practice = learner.practice()
    everything = {path for paths in members.values() for path in paths}
    shown = {path for name, paths in members.items() for path in _spread(sorted(paths), learner.number(name))}
    report = learner.judged(practice, shown, executor)
    last, told = practice, report
    if shown.difference(*learner.samples.values()):  # more of them may fail than of those that the practice is from
        practice, told = learner.milder(practice, report)
    practice = learner.quieter(practice, told)
    if practice != last:
        report = learner.judged(practice, shown, executor)
    failing = {name: (len(one.failing), len(one.finished)) for name, one in learner.trials(report).items()}
    sampled = frozenset(path for paths in learner.samples.values() for path in paths)
    return Tried(practice, practice.applied(config), report, len(everything), failing, sampled, learner.documents)


class _Learner:
    """Runs the gate on a sample of the documents, asks less where many agree, and runs it again."""

    def __init__(self, tree: Tree, config: Config, members: Mapping[str, Sequence[str]]) -> None:
        self._tree = tree
        self._config = config
        self._members = members
        self.documents = DocumentCache()
        self.samples = _samples(tree, members)
        profiles = load_profiles(config, partial(read_regular, tree))
        self._profiles = {one.name: one for one in profiles}
        self._texts = {use.name: tuple(_texts(_template(use, tree))) for use in config.profiles}

    def number(self, name: str) -> int:
        """How many of a family's documents are judged: fewer where there are many in all, or where they are long."""
        number, total = len(self._members[name]), sum(map(len, self._members.values()))
        sizes = [len(raw) for _, raw in self._tree.stream(self.samples[name])]
        long = total * sum(sizes) / (len(sizes) * LOOKED_AT_BYTES) if sizes else 0.0
        few = number * LOOKED_AT // total if total > LOOKED_AT else number
        return max(1, few if long <= 1 else min(few, max(MIN_SAMPLE, int(number / long))))

    def practice(self) -> Practice:
        """What the documents do."""
        everything = [path for paths in self.samples.values() for path in paths]
        reports = _Reports(self.samples, self.judged(Practice(), everything), self._beside(frozenset(everything)))
        practice = Practice(words=_words(reports.whole, self._config, self._profiles))
        if practice.words:
            reports.add(self.judged(practice, everything))
        for lacking, standing in ROUNDS:
            trials = self.trials(reports.whole)
            late = lacking < LACKING
            asked = {name: one for name, one in trials.items() if not late or one.share > FAILING}
            again = self._weaker(practice, asked, lacking, standing)
            changed = [name for name in self.samples if again.points.get(name) != practice.points.get(name)]
            practice = again
            if changed:
                reports.add(self.judged(practice, reports.of(changed)))
        return self.milder(practice, reports.whole)[0]

    def _weaker(self, practice: Practice, trials: Mapping[str, Trial], lacking: float, standing: float) -> Practice:
        """The practice with what else enough documents put differently; what names nothing is passed over."""
        points = dict(practice.points)
        for name, trial in trials.items():
            known = {(one.option, one.name) for one in points.get(name, ())}
            more = tuple(weakenings(trial, self._texts[name], known, lacking, standing))
            if more:
                points[name] = _without_idle((*points.get(name, ()), *more), self._profiles[name])
        return replace(practice, points=points)

    def milder(self, practice: Practice, report: Report) -> tuple[Practice, Report]:
        """Make the rules milder that too many finished documents break still, one by one, the commonest first.

        Beside the practice, the report on what was learnt before with the weights that its findings have then.
        """
        while len(practice.levels) < MOST_LEVELS:
            failing = [one for one in self.trials(report).values() if one.share > FAILING]
            failing = [one for one in failing if len(one.failing) >= MIN_LACKING]
            phases = {spec.path: spec.phase for spec in report.specs}
            known = {(one.rule, one.phase) for one in practice.levels}
            more = [one for one in levels(failing, phases, FAILING / 3) if (one.rule, one.phase) not in known]
            if not more:
                break
            level = max(more, key=lambda one: one.count)
            practice = replace(practice, levels=(*practice.levels, level))
            report = self._eased(report, level)
        return practice, report

    def _eased(self, report: Report, level: Level) -> Report:
        """A report with what a rule finds in documents of a phase weighing less."""
        phases = {spec.path: spec.phase for spec in report.specs}
        beside = self._beside(phases)
        findings = (
            one._replace(severity=level.severity)
            if one.finding.rule == level.rule and phases.get(beside.get(path, path)) is level.phase
            else one
            for one in report.findings
            for path in (one.finding.location.path,)
        )
        return replace(report, findings=tuple(findings))

    def quieter(self, practice: Practice, report: Report) -> Practice:
        """Tell as notes what too many finished documents are warned of."""
        phases = {spec.path: spec.phase for spec in report.specs}
        found = tuple(habits(self.trials(report).values(), phases))
        named = {(one.rule, one.phase) for one in found}
        others = (one for one in practice.levels if (one.rule, one.phase) not in named)
        return replace(practice, levels=(*others, *found)) if found else practice

    def judged(self, practice: Practice, paths: Collection[str], executor: Executor | None = None) -> Report:
        """What the gate says of some documents under a practice. Forks would lose what they have parsed."""
        config = practice.applied(self._config)
        only = frozenset(paths)
        profiles = load_profiles(config, partial(read_regular, self._tree), self._tree.listing.entries)
        snapshot = Snapshot(self._tree, ProfileMatcher(profiles, config, only), self.documents)
        case = Case(Trees(self._tree, self._tree, self._tree), config, self._tree, None, only)
        return run(case, executor=executor, versions=(snapshot, None))

    def trials(self, report: Report) -> dict[str, Trial]:
        """The report by profile, with the documents of each that are finished."""
        finished: dict[str, set[str]] = defaultdict(set)
        begun: dict[str, set[str]] = defaultdict(set)
        names = {spec.path: spec.profile for spec in report.specs}
        beside = self._beside(names)
        for spec in report.specs:
            if spec.phase in FINISHED:
                finished[spec.profile].add(spec.path)
            elif spec.phase is Phase.DRAFT:
                begun[spec.profile].add(spec.path)
        findings: dict[str, list[Said]] = defaultdict(list)
        for judged in report.findings:
            path = judged.finding.location.path
            document = beside.get(path, path)
            findings[names.get(document, "")].append(Said(document, judged))
        return {
            name: Trial(profile, frozenset(finished[name]), frozenset(begun[name]), tuple(findings[name]))
            for name, profile in self._profiles.items()
        }

    def _beside(self, paths: Collection[str]) -> dict[str, str]:
        """The documents by the files beside them that hold their metadata, where their profile keeps it there."""
        governed = ((path, self._profiles[name]) for name, sampled in self._members.items() for path in sampled)
        return {sidecar_of(path, one): path for path, one in governed if path in paths and one.metadata}


class _Reports:
    """What was said last of each document: a round asks again only about families for which something changed."""

    def __init__(self, samples: Mapping[str, Sequence[str]], first: Report, beside: Mapping[str, str]) -> None:
        self._samples = samples
        self._beside = beside
        self.whole = first

    def of(self, names: Iterable[str]) -> list[str]:
        """The sampled documents of some profiles."""
        return [path for name in names for path in self._samples[name]]

    def add(self, report: Report) -> None:
        """Take over what a report says, in place of what was said of the same documents."""
        new = {spec.path for spec in report.specs}
        specs = (*(spec for spec in self.whole.specs if spec.path not in new), *report.specs)
        kept = (one for one in self.whole.findings if self._document_of(one) not in new)
        self.whole = replace(report, specs=specs, findings=(*kept, *report.findings))

    def _document_of(self, judged: JudgedFinding) -> str:
        path = judged.finding.location.path
        return self._beside.get(path, path)


def _samples(tree: Tree, members: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Some documents of each family: fewer of long ones."""
    found = {name: _spread(sorted(paths), SAMPLE) for name, paths in members.items()}
    size = sum(len(raw) for _, raw in tree.stream([path for paths in found.values() for path in paths]))
    part = min(1.0, SAMPLE_BYTES / size) if size else 1.0
    return {name: _spread(paths, max(MIN_SAMPLE, int(part * len(paths)))) for name, paths in found.items()}


MIN_SAMPLE = 20
"""Documents of a family that are read however long they are."""


def _spread(paths: Sequence[str], number: int) -> Sequence[str]:
    """Some of many paths, evenly spread: old and new ones alike."""
    if len(paths) <= number:
        return paths
    return [paths[at * len(paths) // number] for at in range(number)]


def _words(report: Report, config: Config, profiles: Mapping[str, Profile]) -> dict[str, tuple[Phase, int]]:
    """Words of status that several documents have, and nobody knows, with the phase they most likely mean."""
    counted = Counter(
        " ".join(spec.status.split())
        for spec in report.specs
        if spec.status.strip()
        and len(spec.status) <= MAX_WORD
        and not is_known_status(spec.status, config, profiles[spec.profile])
    )
    folded: dict[str, int] = Counter()
    for word, number in counted.items():
        folded[word.casefold().strip(" .")] += number
    return {
        word: (phase_of_word(word), number)
        for word, number in sorted(folded.items())
        if number >= MIN_LACKING and word and _is_word(word)
    }


def _is_word(word: str) -> bool:
    return len(word.split()) <= 4 and not set(word) & set("[]<>{}|/:#`")


def _template(use: ProfileUse, tree: Tree) -> Document:
    """The template of a profile, which was read before: there would be no profile without it."""
    if use.use:
        return parse(f"{use.use}.md", builtin_template(use.use).encode())
    return parse(use.template, tree.read(use.template))


def _texts(document: Document) -> Iterator[str]:
    """Every text of a template that may be left standing."""
    yield from (block.text for block in document.blocks)
    yield from (cell for table in document.tables for row in table.rows for cell in row.cells)
    yield from (field.value for field in document.fields)
    yield from (task.text for task in document.tasks)
    yield from (fence.text for fence in document.fences)


def _without_idle(points: Sequence[Weakening], profile: Profile) -> tuple[Weakening, ...]:
    """The points without those that name nothing in the profile: they would be warned about."""
    by_option: dict[str, list[str]] = defaultdict(list)
    for one in points:
        by_option[one.option].append(one.name)
    idle = set(unanswered(profile, overrides_from(by_option)))
    return tuple(one for one in points if (one.option, one.name) not in idle)
