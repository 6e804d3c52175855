"""Make real git repositories quickly: every commit is a whole tree given as a mapping."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ENVIRON = {
    "PATH": os.environ["PATH"],
    "HOME": os.devnull,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Tester",
    "GIT_AUTHOR_EMAIL": "tester@example.org",
    "GIT_COMMITTER_NAME": "Tester",
    "GIT_COMMITTER_EMAIL": "tester@example.org",
    "GIT_AUTHOR_DATE": "1700000000 +0000",
    "GIT_COMMITTER_DATE": "1700000000 +0000",
}


@dataclass(frozen=True)
class Link:
    """A symlink with its target."""

    target: bytes


@dataclass(frozen=True)
class Module:
    """A submodule at a commit of another repository."""

    commit: str


@dataclass(frozen=True)
class Program:
    """An executable file."""

    content: bytes


Content = bytes | Link | Module | Program


@dataclass(frozen=True)
class Repository:
    """A repository at ``path``; ``bare`` says whether it has a checkout."""

    path: Path

    def git(self, *arguments: str, stdin: bytes = b"") -> str:
        """Run git and return what it printed, without the last newline."""
        command = ["git", "-C", str(self.path), *arguments]
        done = subprocess.run(command, input=stdin, env=ENVIRON, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")

    def commit(
        self,
        files: Mapping[str, Content],
        *parents: str,
        ref: str = "refs/heads/main",
        message: str = "Change",
    ) -> str:
        """Make a commit that holds exactly ``files``, point ``ref`` at it, and return its id."""
        text = message.encode()
        person = b"Tester <tester@example.org> 1700000000 +0000"
        stream = [b"feature done\nreset refs/scratch\n\ncommit refs/scratch\nmark :1\ncommitter %s\n" % person]
        stream.append(b"data %d\n%s\n" % (len(text), text))
        stream += [b"%s %s\n" % (b"merge" if n else b"from", p.encode()) for n, p in enumerate(parents)]
        stream.append(b"deleteall\n")
        stream += [_file(path, content) for path, content in files.items()]
        self.git("fast-import", "--quiet", "--force", stdin=b"".join([*stream, b"done\n"]))
        oid = self.git("rev-parse", "refs/scratch")
        self.git("update-ref", ref, oid)
        self.git("update-ref", "-d", "refs/scratch")
        return oid

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files of the checkout."""
        for path, content in files.items():
            place = self.path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def new_repository(path: Path, *, bare: bool = True, sha256: bool = False) -> Repository:
    """Make an empty repository."""
    path.mkdir(parents=True)
    repository = Repository(path)
    form = "sha256" if sha256 else "sha1"
    options = ("--bare",) if bare else ()
    repository.git("init", "--quiet", "--initial-branch=main", f"--object-format={form}", *options)
    return repository


def _file(path: str, content: Content) -> bytes:
    """One file in the words of fast-import."""
    quoted = path.encode("utf-8", "surrogateescape")
    quoted = b'"' + quoted.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
    match content:
        case Module(commit):
            return b"M 160000 %s %s\n" % (commit.encode(), quoted)
        case Link(data):
            mode = b"120000"
        case Program(data):
            mode = b"100755"
        case bytes() as data:
            mode = b"100644"
    return b"M %s inline %s\ndata %d\n%s\n" % (mode, quoted, len(data), data)
