"""Run git: the one module that does, with plumbing commands only, in an environment of our own making."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from speclatch.git.faults import GitError, failure, printable
from speclatch.git.names import TreeLine, bytes_of, full_id, text_of, tree_line
from speclatch.git.pipes import ask, close, exchange, kill

MAX_OUTPUT_BYTES = 128 * 1024 * 1024  # a listing of a million files; a tree can be made to name far more
LOCAL_SECONDS = 120.0  # one command that reads a repository; a large tree takes a few seconds
_ARGUMENTS = 200  # paths on one command line: of 4,096 bytes each, they stay below what Linux allows
RENAME_LIMIT = 400  # added or deleted files above which git itself stops comparing contents
_DIED = 128  # the exit code of a git that gave up

# What a repository's own configuration must not bring in: commands git would run, output that differs.
_HARDENED: tuple[tuple[str, str], ...] = (
    ("core.fsmonitor", "false"),
    ("core.hooksPath", os.devnull),
    ("core.untrackedCache", "false"),
    ("core.quotePath", "false"),
    ("diff.suppressBlankEmpty", "false"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("safe.bareRepository", "explicit"),
    ("submodule.recurse", "false"),
)
_ALWAYS = {
    "LC_ALL": "C",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,  # a clone's own idea of which commits follow which
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PROTOCOL_FROM_USER": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "none",  # a git that does not know GIT_NO_LAZY_FETCH cannot fetch lazily either
}
_PROXIES = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY")
_CERTIFICATES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")


@dataclass(frozen=True)
class Git:
    """git at one repository, in a fixed environment. ``config`` is added to every command.

    Nothing is inherited that the constructors below do not name.
    """

    directory: Path
    environ: Mapping[str, str]
    config: tuple[tuple[str, str], ...] = _HARDENED

    @classmethod
    def isolated(cls, directory: Path, environ: Mapping[str, str]) -> Git:
        """Make one for the bare repository of our own at ``directory``: nobody's configuration or home."""
        kept = {key: environ[key] for key in _PROXIES if key in environ}
        certificates = next((environ[key] for key in _CERTIFICATES if environ.get(key)), "")
        own = {
            "PATH": _absolute_path(environ),
            "HOME": str(directory),  # no .netrc, no XDG files
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_DIR": str(directory),
        }
        own |= {"GIT_SSL_CAINFO": certificates} if certificates else {}
        return cls(directory, kept | own | _ALWAYS)

    @classmethod
    def local(cls, directory: Path, environ: Mapping[str, str]) -> Git:
        """Make one for the repository around ``directory``: the user's configuration, none of it run."""
        kept = {key: environ[key] for key in environ if not key.startswith("GIT_") and key != "LANGUAGE"}
        return cls(directory, kept | {"PATH": _absolute_path(environ)} | _ALWAYS)

    def with_config(self, *settings: tuple[str, str]) -> Git:
        """The same with more settings, which win over earlier ones."""
        return Git(self.directory, self.environ, (*self.config, *settings))

    def with_environ(self, **variables: str) -> Git:
        """The same with other variables."""
        return Git(self.directory, {**self.environ, **variables}, self.config)

    def run(
        self,
        *arguments: str,
        stdin: bytes = b"",
        timeout: float = LOCAL_SECONDS,
        secrets: tuple[str, ...] = (),
        accept: tuple[int, ...] = (0,),
    ) -> bytes:
        """Run one command and return what it printed.

        Args:
            arguments: the subcommand and its arguments.
            stdin: bytes to feed.
            timeout: seconds after which git and its children are killed.
            secrets: texts that may not appear in an error.
            accept: exit codes that are no failure.

        Raises:
            GitError: git is not installed, failed, took too long, or printed more than MAX_OUTPUT_BYTES.
        """
        with self._process(arguments, timeout) as process:
            output, errors = exchange(process, stdin, MAX_OUTPUT_BYTES)
            code = process.wait()
        if len(output) > MAX_OUTPUT_BYTES:
            raise GitError(f"git {arguments[0]} printed too much: the repository is larger than can be read.")
        if code not in accept:
            raise failure(arguments[0], code, errors, secrets)
        return output

    def line(self, *arguments: str) -> str:
        """Run one command and return its output as one line of text."""
        return text_of(self.run(*arguments)).removesuffix("\n")

    @contextlib.contextmanager
    def _process(self, arguments: tuple[str, ...], timeout: float) -> Iterator[subprocess.Popen[bytes]]:
        """Start git in a process group of its own, end it in time, and leave nothing of it running."""
        process = self._start(["git", "--no-pager", *arguments])
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            kill(process)

        watchdog = threading.Timer(timeout, expire)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield process
        except GitError:
            if not expired.is_set():
                raise
        finally:
            watchdog.cancel()
            if process.returncode is None:
                kill(process)
            for stream in (process.stdin, process.stdout, process.stderr):
                close(stream)
            process.wait()
        if expired.is_set():
            message = f"git {arguments[0]} did not end within {timeout:.0f} seconds."
            raise GitError(message, timed_out=True)

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Start a command with pipes on all sides.

        Raises:
            GitError: it cannot be started.
        """
        pipe = subprocess.PIPE
        try:
            return subprocess.Popen(  # noqa: S603 - no shell; arguments are checked by the callers
                command,
                cwd=self.directory,
                env=self._environment(),
                stdin=pipe,
                stdout=pipe,
                stderr=pipe,
                start_new_session=True,
            )
        except FileNotFoundError as error:
            gone = not self.directory.is_dir()
            raise GitError("The repository's directory is gone." if gone else "git is not installed.") from error
        except (OSError, ValueError) as error:
            raise GitError(f"git could not be started: {printable(str(error))}.") from error

    def _environment(self) -> dict[str, str]:
        """The environment with the settings in it: not on the command line, which everybody can read."""
        environment = {**self.environ, "GIT_CONFIG_COUNT": str(len(self.config))}
        for number, (key, value) in enumerate(self.config):
            environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        return environment

    def list_tree(self, commit: str) -> Iterator[TreeLine]:
        """Every path of a commit's tree, submodules as one path each."""
        for line in _nul_separated(self.run("ls-tree", "-r", "-z", "--full-tree", full_id(commit))):
            yield tree_line(line)

    def parents(self, commit: str) -> tuple[str, ...]:
        """The parents a commit names, whether they are at hand or not.

        Raises:
            GitError: it is no commit of this repository.
        """
        header, _, _ = self.run("cat-file", "commit", full_id(commit)).partition(b"\n\n")
        return tuple(line[7:].decode("ascii") for line in header.split(b"\n") if line.startswith(b"parent "))

    def missing(self, oids: Iterable[str]) -> tuple[str, ...]:
        """Those of ``oids`` that are not in this repository; nothing is fetched.

        In a partial clone git ends at the first that is missing; those after it are then named as well.
        """
        wanted = tuple(dict.fromkeys(full_id(oid) for oid in oids))
        if not wanted:
            return ()
        stdin = "".join(f"{oid}\n" for oid in wanted).encode("ascii")
        options = ("--batch-check=%(objectname)", "--buffer")
        answer = self.run("cat-file", *options, stdin=stdin, accept=(0, _DIED)).decode("ascii")
        present = {line for line in answer.split("\n") if not line.endswith(" missing")}
        return tuple(oid for oid in wanted if oid not in present)

    def read_blobs(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Yield every blob of ``oids`` with its content, None where it is not in this repository.

        Of a blob larger than MAX_BLOB_BYTES only that many bytes and one more are given. Nothing is fetched.
        """
        wanted = tuple(dict.fromkeys(full_id(oid) for oid in oids))
        if not wanted:
            return
        with self._process(("cat-file", "--batch"), LOCAL_SECONDS) as process:
            for oid in wanted:
                yield oid, ask(process, oid)

    def diff_trees(self, before: str, after: str, *, renames: str = "") -> bytes:
        """Return the raw, NUL-separated diff of two trees. ``renames`` is a ``-M`` option, empty for none."""
        options = (renames, f"-l{RENAME_LIMIT}") if renames else ("--no-renames",)
        fixed = ("-r", "-z", "--raw", "--full-index", "--no-ext-diff", "--no-textconv")
        return self.run("diff-tree", *fixed, *options, full_id(before), full_id(after))

    def entries(self, commit: str, paths: Iterable[str]) -> Iterator[TreeLine]:
        """What a commit's tree has at paths; of a path that is not there, nothing. Paths are taken literally."""
        wanted = [os.fsdecode(bytes_of(path)) for path in paths]
        for start in range(0, len(wanted), _ARGUMENTS):
            some = wanted[start : start + _ARGUMENTS]
            output = self.run("ls-tree", "-z", "--full-tree", full_id(commit), "--", *some)
            for line in _nul_separated(output):
                yield tree_line(line)

    def lines_changed(self, before: str, after: str) -> bytes:
        """The hunks between two blobs, without context."""
        fixed = ("-U0", "--inter-hunk-context=0", "--text", "--no-ext-diff", "--no-textconv", "--no-color")
        return self.run("diff", *fixed, full_id(before), full_id(after))

    def patch(self, before: str, after: str, *paths: str) -> bytes:
        """The unified patch between two trees for ``paths``, with three lines of context.

        A renamed file needs both of its names. Paths are taken literally.
        """
        fixed = ("-r", "-p", "-U3", "--full-index", "-M", "--no-ext-diff", "--no-textconv", "--no-color")
        return self.run(
            "diff-tree",
            *fixed,
            full_id(before),
            full_id(after),
            "--",
            *map(os.fsdecode, map(bytes_of, paths)),
        )


def _absolute_path(environ: Mapping[str, str]) -> str:
    """Where programs are looked for, without places that depend on where we stand."""
    return os.pathsep.join(p for p in environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(p))  # noqa: PTH117


def _nul_separated(output: bytes) -> list[bytes]:
    return output.split(b"\0")[:-1]
