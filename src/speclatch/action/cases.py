"""Judge an event from git alone: what was fetched into a repository of our own is put before the gate."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from speclatch.action.inputs import Settings
from speclatch.action.log import warn
from speclatch.action.prefetch import FetchedRepository, Wanted
from speclatch.action.queue import ApprovalsOf, facts_of_group
from speclatch.config.model import BASELINE_PATH, CONFIG_PATHS, Config
from speclatch.errors import ConfigError, NoMergeError
from speclatch.git.diff import RawChange, changed_files, maybe_renamed, raw_changes
from speclatch.git.faults import GitError
from speclatch.github.event import Event, EventKind
from speclatch.judging.carrying import carry
from speclatch.judging.pipeline import Case, few_documents, run
from speclatch.model import ChangedFile, Report, Severity
from speclatch.references.home import home_on_server
from speclatch.references.paths import is_written
from speclatch.specs.pull_request import Approval, Claim, PullRequestFacts, ReadAt
from speclatch.trees import MissingObjectError, Tree, Trees
from speclatch.trees.git_tree import GitTree, tree_before
from speclatch.trees.lines import head_lines
from speclatch.trees.merge_ref import WAIT_SECONDS, MergeResult, NoMerge, merge_result, wait_for_merge
from speclatch.trees.remote import OwnRepository
from speclatch.trees.store import prefetch_together
from speclatch.workspace.loading import PYPROJECT, baseline_in, config_in, warnings_about
from speclatch.workspace.policy_files import policy_change


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request as judging needs it: its number, the branch it goes to and the commit its author wrote.

    ``replaced`` says that the pull request has a newer head, so that waiting for a merge of this one is no use.
    ``default_branch`` is the repository's. ``approvals`` and ``claims`` are what GitHub says of people and of other
    pull requests, ``readable`` whether it could be asked.
    """

    number: int
    base_ref: str
    head: str
    replaced: bool = False
    default_branch: str = ""
    approvals: tuple[Approval, ...] = ()
    claims: tuple[Claim, ...] = ()
    readable: bool = True


def judge_pull_request(pull: PullRequest, settings: Settings, source: FetchedRepository) -> Report:
    """Judge what a pull request will change, by the rules of the branch it goes to.

    Raises:
        NoMergeError: GitHub has no usable merge.
        GitError: git could not look.
        MissingObjectError: content cannot be had.
        ConfigError: the base's configuration cannot be used.
        LimitError: a bound was reached.
    """
    repository = source.repository
    merge = _merge(source, pull)
    raw = raw_changes(repository.git, merge.before, merge.after)
    base = repository.tree(merge.tip)
    if isinstance(merge.tree, GitTree):  # then it was made of the tip
        base = tree_before(repository.store, merge.tip, merge.tree, raw)
    _fetch_first((merge.tree, base), base, raw, settings)
    changes = changed_files(repository.git, merge.before, merge.after, repository.store.fetch_missing, raw)
    trees = Trees(base, repository.tree(pull.head), merge.tree)
    branches = (pull.base_ref, pull.default_branch)
    facts = PullRequestFacts(pull.approvals, pull.claims, _reader(repository), pull.readable)
    report = run(_case(trees, base, changes, settings, branches)._replace(pull_request=facts))
    found = (*(one.finding for one in report.findings), *(one.finding for one in report.ignored))
    paths = {*(one.location.path for one in found), *(spec.path for spec in report.specs)}
    lines = head_lines(repository.store, merge.tree, pull.head, paths)
    return replace(carry(report, lines.maps, lines.sources), base=merge.tip)


def _reader(repository: OwnRepository) -> ReadAt:
    """Reads what stood in a file at a commit that somebody has reviewed; each commit is fetched once."""
    trees: dict[str, Tree | None] = {}

    def tree_of(commit: str) -> Tree | None:
        try:
            repository.fetch(commits=(commit,), depth=1)
            return repository.tree(commit)
        except GitError:
            return None  # gone after a force push: what cannot be read is not approved

    def read(commit: str, path: str) -> bytes | None:
        if commit not in trees:
            trees[commit] = tree_of(commit)
        tree = trees[commit]
        try:
            return tree.read(path) if tree is not None and path in tree.listing.entries else None
        except (GitError, MissingObjectError):
            return None

    return read


def _merge(source: FetchedRepository, pull: PullRequest) -> MergeResult:
    """The usable merge, once GitHub has made it."""

    def look() -> MergeResult | NoMerge:
        fetched = source.fetch(Wanted(pull.head, pull.base_ref, pull.number))
        return merge_result(source.repository.store, fetched.tip or "", pull.head, fetched.merge)

    seconds = 0.0 if pull.replaced else WAIT_SECONDS
    found = wait_for_merge(look, time.monotonic, time.sleep, seconds)
    if isinstance(found, NoMerge):
        raise NoMergeError(found.reason)
    return found


def judge_event(
    event: Event, settings: Settings, source: FetchedRepository, approvals_of: ApprovalsOf = lambda _: None
) -> Report:
    """Judge a merge group, a push or, on dispatch, the whole repository.

    ``approvals_of`` asks who has approved a pull request of a merge group, where the configuration wants to know.

    Raises:
        GitError: git could not look; see ``judge_pull_request`` for the others.
    """
    repository, head = source.repository, event.head_sha
    if event.kind is EventKind.MERGE_GROUP:
        tip = source.fetch(Wanted(head, event.base_ref)).tip or ""

        def facts() -> PullRequestFacts:
            queue = partial(repository.fetch_queue, event.base_ref)
            return facts_of_group(event.head_ref, tip, queue, approvals_of, _reader(repository))

        return _compared(repository, (tip, head), settings, _branches(event), judge_by=tip, facts=facts)
    source.fetch(Wanted(head, depth=1))
    if event.kind is EventKind.PUSH and not event.is_new_ref and _is_there(repository, event.before):
        return _compared(repository, (event.before, head), settings, _branches(event), judge_by=head)
    tree = repository.tree(head)
    _fetch_first((), tree, (), settings)
    return run(_case(Trees(tree, tree, tree), tree, None, settings, _branches(event)))


def _branches(event: Event) -> tuple[str, ...]:
    """The branches whose pages are what an event is about."""
    pushed = event.head_ref.removeprefix("refs/heads/") if event.kind is not EventKind.MERGE_GROUP else ""
    return event.base_ref, event.default_branch, pushed


def _is_there(repository: OwnRepository, commit: str) -> bool:
    """Whether the commit before a push can be had; after a force push it may be gone: then everything is judged."""
    try:
        repository.fetch(commits=(commit,), depth=1)
    except GitError:
        return False
    return True


def _compared(
    repository: OwnRepository,
    commits: tuple[str, str],
    settings: Settings,
    branches: tuple[str, ...],
    *,
    judge_by: str,
    facts: Callable[[], PullRequestFacts] | None = None,
) -> Report:
    """Judge the difference of two commits by the configuration of a third."""
    before, after = commits
    raw = raw_changes(repository.git, before, after)
    head, judge = repository.tree(after), repository.tree(judge_by)
    base = tree_before(repository.store, before, head, raw)
    _fetch_first((head, base), judge, raw, settings)
    changes = changed_files(repository.git, before, after, repository.store.fetch_missing, raw)
    case = _case(Trees(base, head, head), judge, changes, settings, branches)
    if facts is not None and case.config.approvals.phases:
        case = case._replace(pull_request=facts())
    return replace(run(case), base=before)


def _case(
    trees: Trees,
    judge_by: Tree,
    changes: tuple[ChangedFile, ...] | None,
    settings: Settings,
    branches: tuple[str, ...],
) -> Case:
    """Configuration, templates and baseline come from ``judge_by``: a change does not write its own judge."""
    named, names = settings.config, _configurations(settings)
    if named not in CONFIG_PATHS and not {named} & {*judge_by.listing.entries, *trees.landing.listing.entries}:
        raise ConfigError(f"the input `config` names {named}, and there is no such file")
    config = _with_fail_on(config_in(judge_by, names), settings)
    for warning in warnings_about(config, judge_by):
        warn(warning)
    known = baseline_in(judge_by).fingerprints
    home = home_on_server(settings.server_url, settings.repository, branches)
    amended = policy_change(judge_by, trees.landing, changes, (*names, PYPROJECT)) if changes else None
    return Case(
        trees,
        config,
        judge_by,
        changes,
        baseline=known,
        policy_change=amended,
        home=home,
        with_upstream=bool(settings.report_file),
    )


def _configurations(settings: Settings) -> tuple[str, ...]:
    """The names that the configuration may have."""
    return CONFIG_PATHS if settings.config in CONFIG_PATHS else (settings.config,)


def _fetch_first(sides: Sequence[Tree], judge_by: Tree, raw: Sequence[RawChange], settings: Settings) -> None:
    """Fetch the configuration, and with it what a change to few documents needs: a round trip for each takes longer.

    It need not be known yet which of them will be read.
    """
    touched = [change.path for change in raw if is_written(change.path)]
    compared = [change.path for change in maybe_renamed(raw)]
    wanted = [(tree, (*compared, *touched, *(few_documents(tree) if touched else ()))) for tree in sides]
    prefetch_together((judge_by, (*_configurations(settings), PYPROJECT, BASELINE_PATH)), *wanted)


def _with_fail_on(config: Config, settings: Settings) -> Config:
    """The action's input counts before the configuration."""
    if settings.fail_on is None:
        return config
    return replace(config, fail_on=settings.fail_on if isinstance(settings.fail_on, Severity) else None)
