"""Try a configuration before it is written: run the gate on the documents that are there, and ask less by evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from speclatch.config.model import Config, ProfileUse
from speclatch.documents import UnreadableError, parse
from speclatch.documents.document import Document
from speclatch.judging.executors import Executor
from speclatch.judging.pipeline import Case, run
from speclatch.model import JudgedFinding, Phase, Report
from speclatch.profiles.load import builtin_template, load_profiles, overrides_from
from speclatch.profiles.overrides import unanswered
from speclatch.profiles.phases import is_known_status
from speclatch.profiles.profile import Profile
from speclatch.scaffold.practice import (
    FAILING,
    LACKING,
    MIN_LACKING,
    STANDING,
    Practice,
    Trial,
    Weakening,
    levels,
    phase_of_word,
    weakenings,
)
from speclatch.trees import Tree, Trees, read_regular

SAMPLE = 80
"""Documents of a family that are read for its practice; more say the same."""
ROUNDS = ((LACKING, STANDING), (LACKING, STANDING), (0.25, 0.15), (0.12, 0.08), (0.05, 0.04))
"""What share has to lack something, or leave it standing, in each round: less only where too many documents fail."""
MOST_LEVELS = 3
"""Rules that are made milder at most: a configuration that needs more is none for these documents."""
MAX_WORD = 40
"""Characters of the longest word of status."""
FINISHED = (Phase.IMPLEMENTING, Phase.DONE)


@dataclass(frozen=True)
class Tried:
    """What was learnt, and what the gate says under it: of all documents, the last time."""

    practice: Practice
    report: Report
    failing: Mapping[str, tuple[int, int]]
    """Per profile, how many of how many finished documents fail."""


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
    learner = _Learner(tree, config, members, executor)
    practice = learner.practice()
    report = learner.judged(practice, everything=True)
    trials = learner.trials(report)
    return Tried(practice, report, {name: (len(one.failing), len(one.finished)) for name, one in trials.items()})


class _Learner:
    """Runs the gate on a sample of the documents, asks less where many agree, and runs it again."""

    def __init__(
        self, tree: Tree, config: Config, members: Mapping[str, Sequence[str]], executor: Executor | None
    ) -> None:
        self._tree = tree
        self._config = config
        self._executor = executor
        self._sample = frozenset(path for paths in members.values() for path in _spread(sorted(paths), SAMPLE))
        profiles = load_profiles(config, partial(read_regular, tree))
        self._profiles = {one.name: one for one in profiles}
        self._texts = {use.name: tuple(_texts(_template(use, tree))) for use in config.profiles}

    def practice(self) -> Practice:
        """What the documents do."""
        report = self.judged(Practice())
        practice = Practice(words=_words(report, self._config, self._profiles))
        for lacking, standing in ROUNDS:
            trials = self.trials(report)
            late = lacking < LACKING
            asked = {name: one for name, one in trials.items() if not late or one.share > FAILING}
            again = self._weaker(practice, asked, lacking, standing)
            if again != practice or (practice.words and not late and not practice.points):
                practice = again
                report = self.judged(practice)
        return self._milder(practice, report)

    def _weaker(self, practice: Practice, trials: Mapping[str, Trial], lacking: float, standing: float) -> Practice:
        """The practice with what else enough documents put differently; what names nothing is passed over."""
        points = dict(practice.points)
        for name, trial in trials.items():
            known = {(one.option, one.name) for one in points.get(name, ())}
            more = tuple(weakenings(trial, self._texts[name], known, lacking, standing))
            if more:
                points[name] = _without_idle((*points.get(name, ()), *more), self._profiles[name])
        return replace(practice, points=points)

    def _milder(self, practice: Practice, report: Report) -> Practice:
        """Make the rules milder that too many finished documents break still, one by one, the commonest first."""
        for _ in range(MOST_LEVELS):
            trials = self.trials(report)
            failing = [one for one in trials.values() if one.share > FAILING and len(one.failing) >= MIN_LACKING]
            phases = {spec.path: spec.phase for spec in report.specs}
            known = {(one.rule, one.phase) for one in practice.levels}
            more = [one for one in levels(failing, phases, FAILING / 3) if (one.rule, one.phase) not in known]
            if not more:
                break
            practice = replace(practice, levels=(*practice.levels, max(more, key=lambda one: one.count)))
            report = self.judged(practice)
        return practice

    def judged(self, practice: Practice, *, everything: bool = False) -> Report:
        """What the gate says under a practice, of the sample or of all."""
        trees = Trees(self._tree, self._tree, self._tree)
        only = None if everything else self._sample
        return run(Case(trees, practice.applied(self._config), self._tree, None, only), executor=self._executor)

    def trials(self, report: Report) -> dict[str, Trial]:
        """The report by profile, with the documents of each that are finished."""
        finished: dict[str, set[str]] = defaultdict(set)
        names = {spec.path: spec.profile for spec in report.specs}
        for spec in report.specs:
            if spec.phase in FINISHED:
                finished[spec.profile].add(spec.path)
        findings: dict[str, list[JudgedFinding]] = defaultdict(list)
        for judged in report.findings:
            findings[names.get(judged.finding.location.path, "")].append(judged)
        return {
            name: Trial(profile, frozenset(finished[name]), tuple(findings[name]))
            for name, profile in self._profiles.items()
        }


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


def _template(use: ProfileUse, tree: Tree) -> Document | None:
    """The template of a profile."""
    try:
        if use.use:
            return parse(f"{use.use}.md", builtin_template(use.use).encode())
        return parse(use.template, tree.read(use.template))
    except (UnreadableError, KeyError):
        return None


def _texts(document: Document | None) -> Iterator[str]:
    """Every text of a template that may be left standing."""
    if document is None:
        return
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
