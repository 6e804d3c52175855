"""The repository that a command stands in: its base, its checkout, and what the checkout changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from speclatch.git.faults import GitError, printable
from speclatch.git.names import full_id, is_full_id, text_of
from speclatch.git.process import Git
from speclatch.model import ChangedFile
from speclatch.trees.git_tree import GitTree
from speclatch.trees.promisor import promisor_fetch
from speclatch.trees.store import BlobStore
from speclatch.trees.work_tree import WorkTree

if TYPE_CHECKING:
    from speclatch.trees.comparison import Comparison

_REMOTES = ("upstream", "origin")  # in a fork's clone, the first is where pull requests go
_BRANCHES = ("main", "master", "trunk", "develop")


def open_local(directory: Path, environ: Mapping[str, str]) -> LocalRepository:
    """Find the repository that ``directory`` stands in.

    Args:
        directory: where the command was run.
        environ: the process's environment; variables of git's own in it are not used.

    Raises:
        GitError: there is none, it is another user's, or it has no checkout; the message says what to do.
    """
    git = Git.local(directory, environ)
    try:
        asked = git.line("rev-parse", "--is-shallow-repository", "--show-toplevel", "--revs-only", "HEAD^{commit}")
    except GitError as error:
        raise _not_usable(error, directory) from error
    shallow, *place = asked.split("\n")
    head = place.pop() if is_full_id(place[-1]) else ""
    root = Path("\n".join(place))
    git = Git.local(root, environ)
    return LocalRepository(git, root, BlobStore(git, promisor_fetch(git)), head, shallow == "true")


def _not_usable(error: GitError, directory: Path) -> GitError:
    """Say why a directory's repository cannot be used, and what to do."""
    output, place = error.output, printable(str(directory))
    if "dubious ownership" in output:
        return GitError(
            f"The repository around {place} belongs to another user, so git does not read it;"
            f" if you trust it, run: git config --global --add safe.directory '{place}'",
            output=output,
        )
    if "safe.bareRepository" in output:
        return GitError(f"{place} looks like a bare repository; run the command in a checkout.", output=output)
    if "must be run in a work tree" in output:
        return GitError(f"{place} is not in a checkout; run the command in one.", output=output)
    if "not a git repository" in output:
        return GitError(f"{place} is not in a git repository; run the command in one.", output=output)
    return error


@dataclass(frozen=True)
class LocalRepository:
    """A checkout and its repository, as it was when it was opened.

    ``root`` is the checkout's topmost directory. ``head`` is the full id of the commit that is checked out, ``""`` in a
    repository that was just made. ``is_shallow`` says whether commits were left out when it was cloned.
    """

    git: Git
    root: Path
    store: BlobStore
    head: str
    is_shallow: bool

    @property
    def history(self) -> str:
        """Names the history of what is checked out: the commit, and whether all that came before it is here."""
        if not self.head:
            return "none"
        return f"{self.head}{' shallow' if self.is_shallow else ''}"

    def commit(self, name: str) -> str:
        """The full id of the commit that ``name`` (a branch, a tag, ``HEAD~2``, an id) stands for.

        Raises:
            GitError: there is none.
        """
        try:
            # Nothing that begins with a hyphen names a commit; git would take it for an option.
            safe = "" if name.startswith("-") else name
            return full_id(self.git.line("rev-parse", "--verify", "--quiet", f"{safe}^{{commit}}"))
        except GitError as error:
            raise GitError(f"There is no commit “{printable(name)}” in this repository.") from error

    def default_base(self) -> str | None:
        """The full name of the upstream default branch; None where nothing looks like one.

        Looked for at the remotes ``upstream`` and ``origin`` and then any other: the branch that the remote's
        HEAD names, else one with a usual name; at last, a local branch with a usual name.
        """
        refs = self.git.run("for-each-ref", "--format=%(refname) %(symref)", "refs/remotes", "refs/heads")
        found = dict(line.partition(" ")[::2] for line in refs.decode("utf-8", "replace").splitlines())
        others = sorted(name.split("/")[2] for name in found if name.startswith("refs/remotes/"))
        for remote in dict.fromkeys((*_REMOTES, *others)):
            default = found.get(f"refs/remotes/{remote}/HEAD")
            names = (default, *(f"refs/remotes/{remote}/{branch}" for branch in _BRANCHES))
            usable = next((name for name in names if name and name in found), None)
            if usable is not None:
                return usable
        return next((name for name in (f"refs/heads/{branch}" for branch in _BRANCHES) if name in found), None)

    def branch(self, name: str) -> str | None:
        """The full name of a branch: a remote's, ``upstream`` and ``origin`` first, else a local one; None: no such."""
        refs = self.git.run("for-each-ref", "--format=%(refname)", "refs/remotes", "refs/heads")
        found = refs.decode("utf-8", "replace").splitlines()
        others = sorted(ref.split("/")[2] for ref in found if ref.startswith("refs/remotes/"))
        wanted = [f"refs/remotes/{remote}/{name}" for remote in dict.fromkeys((*_REMOTES, *others))]
        return next((ref for ref in (*wanted, f"refs/heads/{name}") if ref in found), None)

    def has_commit(self, name: str) -> bool:
        """Whether a commit is here."""
        try:
            self.commit(name)
        except GitError:
            return False
        return True

    def move(self, old: str, new: str) -> None:
        """Move a tracked file or folder, in the checkout and in the index.

        Raises:
            GitError: git would not.
        """
        Path(self.root, new).parent.mkdir(parents=True, exist_ok=True)
        self.git.run("mv", "--", old, new)

    def remote_urls(self) -> tuple[str, ...]:
        """The addresses of the remotes that this repository may be known by: ``origin``, and in a fork ``upstream``."""
        names = [f"remote.{remote}.url" for remote in _REMOTES]
        return tuple(value.strip() for name, value in self._settings if name in names)

    def branches(self, base: str = "") -> tuple[str, ...]:
        """The branches that a checkout's change is for: the one named, the upstream's default, else the usual names."""
        default = self.default_base() or ""
        named = [re.sub(r"^refs/(?:heads|remotes/[^/]+)/", "", name) for name in (base, default) if name]
        return tuple(dict.fromkeys((*named, *([] if "refs/remotes/" in default else _BRANCHES[:2]))))

    def is_clone(self) -> bool:
        """Whether this repository has its commits from another one: it names a remote, or is shallow."""
        return self.is_shallow or any(name.startswith("remote.") for name, _ in self._settings)

    @cached_property
    def _settings(self) -> tuple[tuple[str, str], ...]:
        """What git's configuration has of filters and of the addresses of remotes: names and values, asked at once."""
        found = self.git.run("config", "-z", "--get-regexp", r"^(filter\..*|remote\..*\.url)$", accept=(0, 1))
        entries = (text_of(entry).partition("\n") for entry in found.split(b"\0")[:-1])
        return tuple((name, value) for name, _, value in entries)

    def merge_base(self, one: str, other: str = "HEAD") -> str:
        """The full id of the best common ancestor of two commits.

        Raises:
            GitError: they have none, or it is not in a shallow clone; the message says what to do.
        """
        commits = (self.commit(one), self.commit(other))
        found = self.git.run("merge-base", *commits, accept=(0, 1)).decode("ascii").split()
        if found:
            return full_id(found[0])
        mend = "; this clone is shallow: run git fetch --unshallow" if self.is_shallow else ""
        raise GitError(f"“{printable(one)}” and “{printable(other)}” have no common ancestor here{mend}.")

    def tree(self, commit: str) -> GitTree:
        """The tree of a commit, by its full id."""
        return GitTree(self.store, full_id(commit))

    def work_tree(self) -> WorkTree:
        """The checkout as it is now.

        Raises:
            GitError: git failed.
        """
        return WorkTree(self.store, self.root, [name for name, _ in self._settings if name.startswith("filter.")])

    def changes(
        self, base: str, tree: WorkTree, with_lines_of: Callable[[str], bool] = lambda _: False
    ) -> tuple[ChangedFile, ...]:
        """Which files of the checkout differ from a commit, renames recognised, sorted by path.

        The repository is not written to: what git has to compare is put into temporary space.

        Args:
            base: full id of a commit.
            tree: the checkout.
            with_lines_of: for which paths the lines that can carry a comment are wanted.

        Raises:
            GitError: git failed.
        """
        return self.compare(base, tree, with_lines_of).changes

    def compare(self, base: str, tree: WorkTree, with_lines_of: Callable[[str], bool] = lambda _: False) -> Comparison:
        """What ``changes`` gives, and the tree of the commit besides; see there."""
        from speclatch.trees.comparison import compare  # most runs compare nothing

        return compare(self.git, full_id(base), tree, with_lines_of)
