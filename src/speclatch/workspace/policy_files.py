"""Read from a tree what it is to be judged by: configuration, templates, baseline; and how a change alters them."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from speclatch.config.model import BASELINE_PATH, CONFIG_PATHS
from speclatch.errors import ConfigError
from speclatch.judging.pipeline import Case
from speclatch.model import ChangedFile, Phase
from speclatch.profiles.load import load_profiles
from speclatch.rules import RULES
from speclatch.specs.policy import Policy, PolicyChange, files_of
from speclatch.trees import EntryKind, Tree, read_regular
from speclatch.workspace.loading import PYPROJECT, baseline_in, config_in
from speclatch.workspace.output import warn


def policy_in(tree: Tree, names: Collection[str]) -> Policy:
    """What a tree is to be judged by.

    Raises:
        ConfigError: configuration, a template or the baseline cannot be used.
    """
    config = config_in(tree, [name for name in names if name != PYPROJECT])
    tree.prefetch(use.template for use in config.profiles if use.template)
    profiles = load_profiles(config, partial(read_regular, tree), tree.listing.entries)
    return Policy(config, profiles, baseline_in(tree).fingerprints)


def policy_change(
    before: Tree, after: Tree, changes: Collection[ChangedFile], names: Collection[str]
) -> PolicyChange | None:
    """What a change does to the policy; None if it touches none of their files.

    Raises:
        ConfigError: what the change leaves behind could not be used after the merge.
    """
    touched = {path for changed in changes for path in changed.paths}
    known = files_of(config_in(before, [name for name in names if name != PYPROJECT]), names)
    if not known & touched:
        return None
    old = policy_in(before, names)
    try:
        new = policy_in(after, names)
    except ConfigError as error:
        raise ConfigError(f"{error}\nThis change would leave the gate without a usable configuration.") from error
    entries = after.listing.entries
    paths = {path for path in files_of(new.config, names) if path in entries and _is_text(entries[path].kind)}
    after.prefetch(paths)
    texts = {path: after.read(path).decode("utf-8", "replace") for path in paths}
    levels = {rule.id: {phase: rule.levels.at(phase) for phase in Phase} for rule in RULES}
    return PolicyChange(old, new, texts, levels, baseline_alone=known & touched <= {BASELINE_PATH})


def _is_text(kind: EntryKind) -> bool:
    return kind in (EntryKind.FILE, EntryKind.EXECUTABLE)


def policy_change_of(case: Case, *, named: bool) -> PolicyChange | None:
    """What the change of a checkout does to the policy, as it would be reported on its pull request.

    Args:
        case: what is judged.
        named: whether the configuration in force is not the checkout's own, and so says nothing of which files hold
            that.
    """
    names = (*CONFIG_PATHS, PYPROJECT)
    changes = case.changes or ()
    touched = {path for changed in changes for path in changed.paths}
    if not touched or not (named or touched & files_of(case.config, names)):
        return None
    try:
        return policy_change(case.trees.base, case.trees.landing, changes, names)
    except ConfigError as error:
        warn(f"what this change does to the gate is not known: {error}")
        return None
