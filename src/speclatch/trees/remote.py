"""Fetch what a run needs from the server into a bare repository of our own, and nothing twice."""

from __future__ import annotations

import base64
import contextlib
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from speclatch.git.faults import GitError
from speclatch.git.names import full_id
from speclatch.git.process import Git
from speclatch.patterns import lazy_re
from speclatch.trees.git_tree import GitTree
from speclatch.trees.store import BlobStore

DEPTH = 2  # a merge and its parents
FETCH_SECONDS = 180.0  # one attempt
TOTAL_SECONDS = 300.0  # all attempts of one fetch
PAUSES = (1.0, 3.0, 9.0)  # seconds before each further attempt
_SERVER = lazy_re(r"(https?)://[A-Za-z0-9.\-]+(?::\d+)?(?:/[\w.\-]+)*\Z")
_REPOSITORY = lazy_re(r"[A-Za-z0-9][\w.\-]*/(?!\.\.?\Z)[\w.\-]+\Z", re.ASCII)
# What no branch name holds (git-check-ref-format), besides what would be syntax in a refspec.
_NO_BRANCH = lazy_re(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|\.\Z|\.lock(?:/|\Z)|(?:\A|/)\.|\A/|/\Z|\A\Z")
# git's and curl's words for faults that pass by themselves.
_TRANSIENT = lazy_re(
    r"returned error: (?:5\d\d|429|408)|http 5\d\d|connection (?:was )?(?:reset|refused|timed out)"
    r"|could(?: not|n't) connect|could not resolve|failed to connect|operation (?:timed out|too slow)"
    r"|early eof|unexpected (?:eof|disconnect)|hung up unexpectedly|empty reply|rpc failed"
    r"|(?:recv|send) failure|recv error|transfer closed|handshake failed|tls connection was|http/2 stream"
    r"|expected (?:flush|packfile)|bad pack header|bad line length",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Remote:
    """A repository on a GitHub server.

    ``server`` is a URL without a trailing slash, ``repository`` is ``owner/name``.

    Raises:
        GitError: one of them is not of that form.
    """

    server: str
    repository: str
    token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not _SERVER.match(self.server):
            raise GitError("The server's address is not an http or https URL.")
        if not _REPOSITORY.match(self.repository):
            raise GitError("The repository's name is not of the form owner/name.")

    @property
    def scheme(self) -> str:
        """The one protocol that may be used."""
        return self.server.partition(":")[0]

    @property
    def credential(self) -> str:
        """The token as HTTP's basic authentication wants it; empty without one."""
        return base64.b64encode(f"x-access-token:{self.token}".encode()).decode("ascii") if self.token else ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The full ids of what was asked for by name; ``merge`` is None where there is no such ref."""

    tip: str | None
    merge: str | None


class OwnRepository:
    """A bare repository in private temporary space, filled from one remote; see ``own_repository``.

    Args:
        git: git at that directory.
        remote: where to fetch from.
        sleep: waits for so many seconds.
    """

    def __init__(self, git: Git, remote: Remote, sleep: Callable[[float], None]) -> None:
        self.git = git
        self.store = BlobStore(git, self.fetch_blobs)
        self._remote = remote
        self._sleep = sleep
        self._filters = True

    def tree(self, commit: str) -> GitTree:
        """The tree of a fetched commit."""
        return GitTree(self.store, full_id(commit))

    def fetch(
        self, *, branch: str = "", commits: tuple[str, ...] = (), merge_of: int = 0, depth: int = DEPTH
    ) -> Fetched:
        """Fetch commits and their trees, without blobs, all at once.

        Args:
            branch: a branch's name without ``refs/heads/``; empty for none.
            commits: full ids.
            merge_of: the number of the pull request whose merge is wanted, together with its base's branch;
                0 for none. The server need not have made one.
            depth: how many commits of each history.

        Raises:
            GitError: the server cannot be reached, refuses, or lacks the branch or a commit.
            ValueError: a merge is asked for without a branch; git fails where nothing at all matches.
        """
        if merge_of and not branch:
            raise ValueError("a merge is fetched together with its base's branch")
        refspecs = [f"+{full_id(oid)}:refs/speclatch/commits/{oid}" for oid in dict.fromkeys(commits)]
        if branch:
            refspecs.append(f"+refs/heads/{checked_branch(branch)}:refs/speclatch/tip")
        if merge_of:
            # A pattern may match nothing, where a plain name would fail the whole fetch.
            refspecs.append(f"+refs/pull/{merge_of:d}/merge*:refs/speclatch/merge*")
        options = ("--no-write-fetch-head", f"--depth={depth:d}", "--filter=blob:none")
        self._fetch((*options, "origin", *refspecs))
        tip = self._named("refs/speclatch/tip") if branch else None
        return Fetched(tip, self._named("refs/speclatch/merge") if merge_of else None)

    def fetch_blobs(self, oids: tuple[str, ...]) -> None:
        """Fetch blobs in one go; where the server does not filter they are here already, or nowhere.

        Raises:
            GitError: the server cannot be reached, refuses, or lacks one of them.
        """
        if self._filters:
            stdin = "".join(f"{full_id(oid)}\n" for oid in oids).encode("ascii")
            options = ("--no-write-fetch-head", "--filter=blob:none", "--stdin", "origin")
            # Any negotiation would claim objects that a repository without blobs does not have.
            self._fetch(options, (("fetch.negotiationAlgorithm", "noop"),), stdin)

    def fetch_queue(self, branch: str) -> dict[str, str]:
        """The branches that GitHub makes for what waits to be merged into a branch, each with its commit.

        Raises:
            GitError: the server cannot be reached, or refuses.
        """
        below = f"refs/heads/gh-readonly-queue/{checked_branch(branch)}/"
        options = ("--no-write-fetch-head", "--depth=1", "--filter=blob:none")
        self._fetch((*options, "origin", f"+{below}*:refs/speclatch/queue/*"))
        listed = self.git.run("for-each-ref", "--format=%(objectname) %(refname)", "refs/speclatch/queue/")
        found = (line.split(" ", 1) for line in listed.decode("utf-8", "replace").splitlines())
        return {name.replace("refs/speclatch/queue/", below, 1): oid for oid, name in found}

    def _named(self, ref: str) -> str | None:
        """The commit that a ref of ours names."""
        found = self.git.run("for-each-ref", "--format=%(objectname)", ref).decode("ascii").split()
        return found[0] if found else None

    def _fetch(self, arguments: tuple[str, ...], config: tuple[tuple[str, str], ...] = (), stdin: bytes = b"") -> None:
        """Fetch, without a filter if the server refuses it."""
        try:
            self._fetch_patiently(self._without_filter(arguments), config, stdin)
        except GitError as error:
            if not self._filters or "filter" not in error.output.lower():
                raise
            self._filters = False
            self._fetch_patiently(self._without_filter(arguments), config, stdin)

    def _without_filter(self, arguments: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(a for a in arguments if self._filters or not a.startswith("--filter"))

    def _fetch_patiently(self, arguments: tuple[str, ...], config: tuple[tuple[str, str], ...], stdin: bytes) -> None:
        """Fetch, again after faults that pass by themselves, as often as PAUSES and TOTAL_SECONDS allow."""
        git = self._authorized().with_config(*config)
        secrets = (self._remote.token, self._remote.credential)
        end = time.monotonic() + TOTAL_SECONDS
        fixed = ("fetch", "--quiet", "--no-tags", "--no-recurse-submodules")
        for pause in (*PAUSES, None):
            left = max(1.0, min(FETCH_SECONDS, end - time.monotonic()))
            try:
                git.run(*fixed, *arguments, stdin=stdin, timeout=left, secrets=secrets)
            except GitError as error:
                passing = error.timed_out or _TRANSIENT.search(error.output)
                if pause is None or not passing or time.monotonic() + pause >= end:
                    raise
                self._sleep(pause)
            else:
                return

    def _authorized(self) -> Git:
        """The git that may talk to the server, and to nobody else.

        The others do not know that there is a remote: a blob that is not here is then missing to them, where
        they would otherwise fetch it by itself, or end.
        """
        settings = [("remote.origin.url", f"{self._remote.server}/{self._remote.repository}")]
        if self._filters:
            settings += [
                ("remote.origin.promisor", "true"),
                ("remote.origin.partialclonefilter", "blob:none"),
            ]
        git = self.git.with_environ(GIT_ALLOW_PROTOCOL=self._remote.scheme).with_config(*settings)
        if not self._remote.credential:
            return git
        header = f"AUTHORIZATION: basic {self._remote.credential}"
        return git.with_config((f"http.{self._remote.server}/.extraheader", header))


def checked_branch(name: str) -> str:
    """Return ``name`` if it can be a branch's, so that it cannot be syntax in a refspec.

    Raises:
        GitError: it cannot.
    """
    if _NO_BRANCH.search(name):
        raise GitError("The base branch's name is not one that git allows.")
    return name


@contextlib.contextmanager
def own_repository(
    remote: Remote,
    environ: Mapping[str, str],
    *,
    sha256: bool = False,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[OwnRepository]:
    """Make an empty bare repository in a temporary directory, and remove it at the end.

    Args:
        remote: what it is filled from.
        environ: the process's environment; of it, PATH, proxies and certificates are used.
        sha256: whether the remote's object ids are SHA-256 (64 digits).
        sleep: waits for so many seconds between attempts.

    Raises:
        GitError: git is missing or cannot make a repository.
    """
    with tempfile.TemporaryDirectory(prefix="speclatch-", ignore_cleanup_errors=True) as directory:
        git = Git.isolated(Path(directory), environ)
        git = git.with_config(
            ("http.followRedirects", "false"),
            ("http.lowSpeedLimit", "1000"),
            ("http.lowSpeedTime", "60"),
            ("http.postBuffer", "67108864"),  # ids of a million blobs in one request, not in chunks
            ("credential.helper", ""),
        )
        git.run("init", "--quiet", "--bare", "--template=", f"--object-format={'sha256' if sha256 else 'sha1'}")
        yield OwnRepository(git, remote, sleep)
