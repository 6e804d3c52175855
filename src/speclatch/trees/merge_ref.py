"""What will be there after the merge: found from GitHub's merge ref, or waited for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from speclatch.trees import Tree
from speclatch.trees.git_tree import GitTree
from speclatch.trees.overlay import OverlayTree
from speclatch.trees.store import BlobStore

WAIT_SECONDS = 30.0  # how long GitHub is given to make the merge
PAUSE_SECONDS = 3.0  # between two looks


@dataclass(frozen=True)
class MergeResult:
    """A usable merge.

    ``tip`` is the live tip of the base; the diff of ``before`` and ``after`` is what the pull request changes
    (all three are full commit ids). ``stale`` says that the base has moved since the merge was made.
    """

    tree: Tree
    tip: str
    before: str
    after: str
    stale: bool = False


@dataclass(frozen=True, slots=True)
class NoMerge:
    """There is no usable merge (yet); ``reason`` says why in one sentence."""

    reason: str


def merge_result(store: BlobStore, tip: str, head: str, merge: str | None) -> MergeResult | NoMerge:
    """Judge a merge ref: it fits if its second parent is the head.

    Args:
        store: the repository, holding the tip, the merge and its parents.
        tip: the base branch's live tip.
        head: the commit the author wrote.
        merge: the commit ``refs/pull/N/merge`` names; None where there is no such ref.

    Raises:
        GitError: git failed.
    """
    if merge is None:
        return NoMerge("GitHub has made no merge of this pull request yet, or it conflicts with its base.")
    parents = store.git.parents(merge)
    if len(parents) != 2 or parents[1] != head:
        return NoMerge(f"GitHub has made no merge of {head[:7]} yet, or it conflicts with its base.")
    after = GitTree(store, merge)
    if parents[0] == tip:
        return MergeResult(after, tip, tip, merge)
    tree = OverlayTree(GitTree(store, tip), GitTree(store, parents[0]), after)
    return MergeResult(tree, tip, parents[0], merge, stale=True)


def wait_for_merge(
    look: Callable[[], MergeResult | NoMerge],
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    seconds: float = WAIT_SECONDS,
) -> MergeResult | NoMerge:
    """Look until there is a usable merge, for at most ``seconds``; the last answer is returned either way.

    Args:
        look: fetches and judges the merge ref again.
        clock: monotonic seconds.
        sleep: waits for so many seconds.
        seconds: how long to wait in all.
    """
    end = clock() + seconds
    while True:
        answer = look()
        left = end - clock()
        if isinstance(answer, MergeResult) or left <= 0:
            return answer
        sleep(min(PAUSE_SECONDS, left))
