"""Git under the server: bare repositories, commits made from plain mappings, merge refs, forks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ZERO = "0" * 40


class GitError(Exception):
    """git refused; the message is what it said."""


@dataclass(frozen=True)
class Special:
    """Content that is no plain file; ``mode`` is git's: ``120000`` link, ``160000`` submodule, ``100755``."""

    mode: str
    content: bytes


def symlink(target: str) -> Special:
    """A symbolic link to ``target``."""
    return Special("120000", target.encode())


def executable(text: str) -> Special:
    """An executable file."""
    return Special("100755", text.encode())


Content = str | bytes | Special | None
"""What a path shall hold after a commit; None deletes it."""


def environment() -> dict[str, str]:
    """An environment in which git sees neither its caller's repository nor anybody's configuration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
        "GIT_CONFIG_KEY_1": "gc.auto",
        "GIT_CONFIG_VALUE_1": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


class Git:
    """One bare repository, driven by plumbing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, *arguments: str, data: bytes = b"", more: Mapping[str, str] | None = None) -> bytes:
        """Run git in the repository and give its output.

        Raises:
            GitError: git ended with a status other than 0.
        """
        done = subprocess.run(
            ["git", "-C", str(self.path), *arguments],
            input=data,
            capture_output=True,
            env=environment() | dict(more or {}),
            check=False,
        )
        if done.returncode:
            raise GitError(f"git {' '.join(arguments)}: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout

    def text(self, *arguments: str) -> str:
        """Run git and give its output as stripped text."""
        return self.run(*arguments).decode("utf-8", "surrogateescape").strip()

    def create(self, default_branch: str) -> None:
        """Make the repository, ready to be fetched from as GitHub allows it."""
        self.path.mkdir(parents=True)
        self.run("init", "-q", "--bare", f"--initial-branch={default_branch}")
        with (self.path / "config").open("a", encoding="utf-8") as config:
            config.write(_SERVED)

    def resolve(self, revision: str) -> str | None:
        """The commit that ``revision`` names; None if there is none."""
        try:
            return self.text("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except GitError:
            return None

    def set_ref(self, ref: str, sha: str | None) -> None:
        """Point a ref at a commit, or take it away."""
        if sha is None:
            self.run("update-ref", "-d", ref)
        else:
            self.run("update-ref", ref, sha)

    def refs(self, prefix: str) -> dict[str, str]:
        """All refs below ``prefix``, with what they point at."""
        lines = self.text("for-each-ref", "--format=%(refname) %(objectname)", prefix).splitlines()
        return {name: sha for name, _, sha in (line.partition(" ") for line in lines)}

    def commit(
        self, ref: str, files: Mapping[str, Content], message: str, when: int, parents: Sequence[str] = ()
    ) -> str:
        """Commit ``files`` over the first parent's tree, point ``ref`` at the commit and give its id."""
        stream = [f"commit {ref}\n", f"committer Ada <ada@example.org> {when} +0000\n"]
        chunks = ["".join(stream).encode(), b"data %d\n%s\n" % (len(message.encode()), message.encode())]
        chunks += [f"{word} {sha}\n".encode() for word, sha in zip(("from", "merge"), parents, strict=False)]
        for path, content in files.items():
            chunks.append(_change(path, content))
        if not parents:
            chunks.insert(0, f"reset {ref}\n".encode())
        self.run("fast-import", "--quiet", "--force", "--date-format=raw", data=b"".join(chunks) + b"\n")
        found = self.resolve(ref)
        assert found is not None
        return found

    def merge(self, base: str, head: str, when: int) -> str | None:
        """A merge commit of ``head`` into ``base``, belonging to no ref; None where they conflict."""
        try:
            tree = self.text("merge-tree", "--write-tree", "--no-messages", base, head).splitlines()[0]
        except GitError:
            return None
        return self.commit_tree(tree, f"Merge {head} into {base}", when, (base, head))

    def commit_tree(self, tree: str, message: str, when: int, parents: Sequence[str]) -> str:
        """A commit of a tree that is there already, belonging to no ref."""
        who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _WHO.items()}
        who |= {f"GIT_{role}_DATE": f"{when} +0000" for role in ("AUTHOR", "COMMITTER")}
        options = [word for parent in parents for word in ("-p", parent)]
        return self.run("commit-tree", tree, *options, "-m", message, more=who).decode().strip()

    def read(self, revision: str, path: str) -> bytes | None:
        """The bytes at ``path`` in a commit; None if nothing is there."""
        try:
            return self.run("cat-file", "blob", f"{revision}:{path}")
        except GitError:
            return None

    def merge_base(self, one: str, other: str) -> str:
        """Where two commits (full ids) parted; unrelated ones have none, and the first is taken."""
        return _merge_base(self.path, one, other)

    def take(self, other: Git, sha: str, ref: str) -> None:
        """Bring a commit of another repository here, under ``ref``."""
        self.run("fetch", "-q", "--no-tags", str(other.path), f"+{sha}:{ref}")


_SERVED = "[uploadpack]\nallowFilter = true\nallowAnySHA1InWant = true\n[http]\nreceivepack = true\n"
_WHO = {"NAME": "GitHub", "EMAIL": "noreply@github.example"}


@lru_cache(maxsize=4096)
def _merge_base(path: Path, one: str, other: str) -> str:
    """Asked for every comment of a pull request, and never another answer for the same commits."""
    try:
        return Git(path).text("merge-base", one, other).splitlines()[0]
    except GitError:
        return one


def _change(path: str, content: Content) -> bytes:
    name = b'"%s"' % path.encode("utf-8", "surrogateescape").replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(
        b"\n", b"\\n"
    )
    if content is None:
        return b"D %s\n" % name
    special = content if isinstance(content, Special) else Special("100644", _bytes(content))
    if special.mode == "160000":
        return b"M 160000 %s %s\n" % (special.content, name)
    return b"M %s inline %s\ndata %d\n%s\n" % (
        special.mode.encode(),
        name,
        len(special.content),
        special.content,
    )


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
