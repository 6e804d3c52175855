"""Fetch what a partial clone left out, in one batch, as its user's own git would."""

from __future__ import annotations

from speclatch.git.faults import GitError, printable
from speclatch.git.names import full_id, text_of
from speclatch.git.process import Git
from speclatch.patterns import lazy_re
from speclatch.trees.store import FetchBlobs

FETCH_SECONDS = 300.0
_PROTOCOLS = "file:git:http:https:ssh"  # not ext, which runs what an address says
# Settings by which a repository, as against its user, would have a fetch run a program.
_RUNS = lazy_re(
    r"core\.(?:sshcommand|askpass|gitproxy|alternaterefscommand)"
    r"|credential\..*|remote\..*\.(?:uploadpack|vcs)"
)


def promisor_fetch(git: Git) -> FetchBlobs:
    """Make a function that fetches blobs from the remote that promised them; without one, it does nothing."""

    def fetch(oids: tuple[str, ...]) -> None:
        settings = _settings(git)
        remotes = [key.split(".", 1)[1].rpartition(".")[0] for _, key in settings if key.endswith(".promisor")]
        if not remotes:
            return
        running = next(
            (key for scope, key in settings if scope in {"local", "worktree"} and _RUNS.fullmatch(key)), None
        )
        if running is not None:
            raise GitError(
                f"This partial clone lacks contents, and its own configuration names a program"
                f" ({printable(running)}) that Speclatch does not run; run: git fetch --refetch --no-filter"
            )
        stdin = "".join(f"{full_id(oid)}\n" for oid in oids).encode("ascii")
        options = (
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            "--filter=blob:none",
        )
        willing = git.with_environ(GIT_ALLOW_PROTOCOL=_PROTOCOLS).with_config(("fetch.negotiationAlgorithm", "noop"))
        willing.run("fetch", *options, "--stdin", "--", remotes[0], stdin=stdin, timeout=FETCH_SECONDS)

    return fetch


def _settings(git: Git) -> list[tuple[str, str]]:
    """Scope and lower-cased key of every setting that bears on a fetch."""
    pattern = r"^(core|credential|remote)\."
    options = ("-z", "--show-scope", "--includes", "--name-only", "--get-regexp")
    fields = [text_of(field) for field in git.run("config", *options, pattern, accept=(0, 1)).split(b"\0")[:-1]]
    return list(zip(fields[::2], fields[1::2], strict=True))
