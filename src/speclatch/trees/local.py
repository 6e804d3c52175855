"""The repository that a command stands in: its base, its checkout, and what the checkout changes."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from speclatch.git.diff import changed_files, commentable_lines, with_lines
from speclatch.git.process import Git, GitError, bytes_of, full_id, printable
from speclatch.model import ChangedFile, ChangeKind
from speclatch.trees import Entry, EntryKind
from speclatch.trees.git_tree import GitTree
from speclatch.trees.promisor import promisor_fetch
from speclatch.trees.store import BlobStore
from speclatch.trees.work_tree import WorkTree

COMPARED_BYTES = 1024 * 1024  # a larger file of a checkout is not compared for renames or lines
_MODES = {
    EntryKind.FILE: "100644",
    EntryKind.EXECUTABLE: "100755",
    EntryKind.SYMLINK: "120000",
    EntryKind.SUBMODULE: "160000",
}
_REMOTES = ("upstream", "origin")  # in a fork's clone, the first is where pull requests go
_BRANCHES = ("main", "master", "trunk", "develop")
# An index of our own: nothing of it may be written into the repository.
_SCRATCH = (("core.splitIndex", "false"), ("core.sparseCheckout", "false"), ("index.sparse", "false"))


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
        root = Path(git.line("rev-parse", "--show-toplevel"))
    except GitError as error:
        raise _not_usable(error, directory) from error
    git = Git.local(root, environ)
    return LocalRepository(git, root, BlobStore(git, promisor_fetch(git)))


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
    """A checkout and its repository. ``root`` is the checkout's topmost directory."""

    git: Git
    root: Path
    store: BlobStore

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

    def has_commits(self) -> bool:
        """Whether HEAD names a commit; it does not in a repository that was just made."""
        try:
            self.commit("HEAD")
        except GitError:
            return False
        return True

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

    def remote_urls(self) -> tuple[str, ...]:
        """The addresses of the remotes that this repository may be known by: ``origin``, and in a fork ``upstream``."""
        pattern = rf"^remote\.({'|'.join(_REMOTES)})\.url$"
        found = self.git.run("config", "--get-regexp", pattern, accept=(0, 1)).decode("utf-8", "replace")
        return tuple(line.partition(" ")[2].strip() for line in found.splitlines())

    def branches(self, base: str = "") -> tuple[str, ...]:
        """The branches that a checkout's change is for: the one named, the upstream's default, else the usual names."""
        default = self.default_base() or ""
        named = [re.sub(r"^refs/(?:heads|remotes/[^/]+)/", "", name) for name in (base, default) if name]
        return tuple(dict.fromkeys((*named, *([] if "refs/remotes/" in default else _BRANCHES[:2]))))

    def is_clone(self) -> bool:
        """Whether this repository has its commits from another one: it names a remote, or is shallow."""
        remotes = self.git.run("config", "--name-only", "--get-regexp", r"^remote\..*\.url$", accept=(0, 1))
        return bool(remotes) or self.git.line("rev-parse", "--is-shallow-repository") == "true"

    def merge_base(self, one: str, other: str = "HEAD") -> str:
        """The full id of the best common ancestor of two commits.

        Raises:
            GitError: they have none, or it is not in a shallow clone; the message says what to do.
        """
        commits = (self.commit(one), self.commit(other))
        found = self.git.run("merge-base", *commits, accept=(0, 1)).decode("ascii").split()
        if found:
            return full_id(found[0])
        shallow = self.git.line("rev-parse", "--is-shallow-repository") == "true"
        mend = "; this clone is shallow: run git fetch --unshallow" if shallow else ""
        raise GitError(f"“{printable(one)}” and “{printable(other)}” have no common ancestor here{mend}.")

    def tree(self, commit: str) -> GitTree:
        """The tree of a commit, by its full id."""
        return GitTree(self.store, full_id(commit))

    def work_tree(self) -> WorkTree:
        """The checkout as it is now."""
        return WorkTree(self.store, self.root)

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
        base_tree = self.tree(base)
        large = {p: e for p in tree.files.on_disk if not _is_comparable(e := tree.files.entries[p])}
        with self._scratch() as git:
            written = _write_tree(git, tree, base_tree, frozenset(large))
            store = BlobStore(git, promisor_fetch(self.git))
            files = changed_files(git, base, written, store.bring)
            wanted = [f for f in files if f.kind is not ChangeKind.DELETED and with_lines_of(f.path)]
            names = {f.path: f.paths for f in wanted}
            before = (base_tree.listing.entries.get(f.base_path or "") for f in wanted)
            store.bring(entry.oid for entry in before if entry is not None)
            lines = {path: commentable_lines(git.patch(base, written, *both)) for path, both in names.items()}
        more = (_large_change(path, entry, base_tree.listing.entries.get(path)) for path, entry in large.items())
        files = (*with_lines(files, lines), *(file for file in more if file is not None))
        return tuple(sorted(files, key=lambda file: file.path))

    @contextlib.contextmanager
    def _scratch(self) -> Iterator[Git]:
        """A git that reads this repository, and writes index and objects into temporary space."""
        import tempfile  # not where nothing is compared

        objects = os.fsencode(self.root / self.git.line("rev-parse", "--git-path", "objects"))
        quoted = b'"' + objects.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
        with tempfile.TemporaryDirectory(prefix="speclatch-", ignore_cleanup_errors=True) as directory:
            Path(directory, "objects").mkdir()
            yield self.git.with_config(*_SCRATCH).with_environ(
                GIT_INDEX_FILE=str(Path(directory, "index")),
                GIT_OBJECT_DIRECTORY=str(Path(directory, "objects")),
                GIT_ALTERNATE_OBJECT_DIRECTORIES=os.fsdecode(quoted),
            )


def _is_comparable(entry: Entry) -> bool:
    return bool(entry.oid) and (entry.size or 0) <= COMPARED_BYTES


def _large_change(path: str, entry: Entry, old: Entry | None) -> ChangedFile | None:
    """What became of a file that git does not compare."""
    if old is None:
        return ChangedFile(path, ChangeKind.ADDED)
    return None if old.oid == entry.oid and old.kind is entry.kind else ChangedFile(path, ChangeKind.MODIFIED)


def _write_tree(git: Git, tree: WorkTree, base: GitTree, unchanged: frozenset[str]) -> str:
    """Write the checkout as a tree object, paths of ``unchanged`` as the base has them, and return its id."""
    on_disk = sorted(tree.files.on_disk - unchanged)
    files = [path for path in on_disk if tree.files.entries[path].kind is not EntryKind.SYMLINK]
    stdin = b"".join(_quoted(path) + b"\n" for path in files)
    oids = git.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=stdin).decode("ascii").split()
    written = dict(zip(files, oids, strict=True))
    old = {path: entry for path in unchanged if (entry := base.listing.entries.get(path)) is not None}
    kept = {path: entry for path, entry in tree.files.entries.items() if path not in unchanged}
    lines = (
        b"%s %s 0\t%s\0" % (_MODES[e.kind].encode(), (written.get(path) or e.oid).encode(), bytes_of(path))
        for path, e in {**kept, **old}.items()
    )
    git.run("update-index", "-z", "--index-info", stdin=b"".join(lines))
    return full_id(git.run("write-tree", "--missing-ok").decode("ascii").strip())


def _quoted(path: str) -> bytes:
    """A path as git reads it from a line: in quotes where it would end the line or look quoted."""
    raw = bytes_of(path)
    if b"\n" not in raw and not raw.startswith(b'"'):
        return raw
    return b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
