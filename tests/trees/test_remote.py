"""Fetching from a real git server into a repository of our own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.git.repositories import Repository, new_repository
from tests.git.smart_http import Server

from speclatch.git.diff import changed_files
from speclatch.git.faults import GitError
from speclatch.trees import MissingObjectError
from speclatch.trees.merge_ref import MergeResult, NoMerge, merge_result, wait_for_merge
from speclatch.trees.remote import PAUSES, Remote, own_repository
from speclatch.trees.store import prefetch_together

Answer = Callable[[str], tuple[int, dict[str, str]] | None]
ENVIRON = {"PATH": os.environ["PATH"]}
BASE = {"a.md": b"a\n", "docs/b.md": b"b\n", "big.bin": bytes(range(256)) * 40}


def remote(server: Server, token: str = "") -> Remote:
    """The served repository."""
    return Remote(server.url, "octo/specs", token)


def no_sleep(seconds: float) -> None:
    """Fail: nothing may be waited for."""
    pytest.fail(f"waited {seconds} s")


def pull_request(origin: Repository) -> tuple[str, str, str]:
    """A base, a head and their merge, with the refs GitHub makes; returns their ids."""
    origin.git("config", "uploadpack.allowFilter", "true")
    start = origin.commit(BASE)
    base = origin.commit({**BASE, "new.md": b"new\n"}, start)
    head = origin.commit({**BASE, "docs/b.md": b"changed\n"}, start, ref="refs/pull/7/head")
    merge = {**BASE, "new.md": b"new\n", "docs/b.md": b"changed\n"}
    return base, head, origin.commit(merge, base, head, ref="refs/pull/7/merge")


def test_fetches_all_three_trees_without_blobs_at_once(origin: Repository, server: Server) -> None:
    """One fetch brings base tip, head and merge with their trees; no content comes with them."""
    base, head, merge = pull_request(origin)

    with own_repository(remote(server), ENVIRON) as repository:
        fetched = repository.fetch(branch="main", commits=(head,), merge_of=7)
        listings = [set(repository.tree(oid).listing.entries) for oid in (base, head, merge)]
        blobs = [entry.oid for entry in repository.tree(merge).listing.entries.values()]
        missing = repository.git.missing(blobs)

    assert (base, merge) == (fetched.tip, fetched.merge)
    assert [{*BASE, "new.md"}, {*BASE}, {*BASE, "new.md"}] == listings
    assert set(blobs) == set(missing)
    assert 1 == server.fetches


def test_reads_all_wanted_blobs_with_one_more_fetch(origin: Repository, server: Server) -> None:
    """Contents asked for together come together, and are not fetched again."""
    _, head, merge = pull_request(origin)

    with own_repository(remote(server), ENVIRON) as repository:
        repository.fetch(branch="main", commits=(head,), merge_of=7)
        tree = repository.tree(merge)
        tree.prefetch([*BASE, "new.md", "absent.md"])
        contents = {path: tree.read(path) for path in tree.listing.entries}

    assert {**BASE, "new.md": b"new\n", "docs/b.md": b"changed\n"} == contents
    assert 2 == server.fetches


def test_no_merge_ref_is_no_fault_of_the_fetch(origin: Repository, server: Server) -> None:
    """A pull request that conflicts has no merge ref; base and head come all the same."""
    _, head, _ = pull_request(origin)
    origin.git("update-ref", "-d", "refs/pull/7/merge")

    with own_repository(remote(server), ENVIRON) as repository:
        fetched = repository.fetch(branch="main", commits=(head,), merge_of=7)
        landing = merge_result(repository.store, fetched.tip or "", head, fetched.merge)

    assert fetched.merge is None
    assert isinstance(landing, NoMerge)


def test_several_trees_are_read_with_one_fetch(origin: Repository, server: Server) -> None:
    """What is wanted of base, head and landing comes together."""
    base, head, merge = pull_request(origin)

    with own_repository(remote(server), ENVIRON) as repository:
        repository.fetch(branch="main", commits=(head,), merge_of=7)
        trees = [repository.tree(oid) for oid in (base, head, merge)]
        prefetch_together(*((tree, ["docs/b.md", "new.md", "a.md"]) for tree in trees))
        contents = [tree.read("docs/b.md") for tree in trees]

    assert [b"b\n", b"changed\n", b"changed\n"] == contents
    assert 2 == server.fetches


def test_a_merge_that_is_made_while_we_wait(origin: Repository, server: Server) -> None:
    """The merge ref is fetched again, after contents were read, until it fits."""
    base, head, merge = pull_request(origin)
    origin.git("update-ref", "-d", "refs/pull/7/merge")
    with own_repository(remote(server), ENVIRON) as repository:
        fetched = repository.fetch(branch="main", commits=(head,), merge_of=7)
        repository.tree(head).read("docs/b.md")

        def look() -> MergeResult | NoMerge:
            again = repository.fetch(branch="main", merge_of=7)
            return merge_result(repository.store, again.tip or "", head, again.merge)

        def sleep(seconds: float) -> None:
            origin.git("update-ref", "refs/pull/7/merge", merge)

        landing = wait_for_merge(look, lambda: 0.0, sleep)
        assert fetched.merge is None
        assert isinstance(landing, MergeResult)
        assert (base, merge) == (landing.before, landing.after)
        assert b"new\n" == landing.tree.read("new.md")


def test_what_a_pull_request_changes(origin: Repository, server: Server) -> None:
    """The diff of the merge and its first parent is the change; contents for renames come in one fetch."""
    origin.git("config", "uploadpack.allowFilter", "true")
    text = b"".join(b"line %d\n" % n for n in range(20))
    base = origin.commit({"old.md": text, "b.md": b"b\n", "c.md": b"c\n"})
    after = {"new.md": text + b"more\n", "b.md": b"b\n", "d.md": b"d\n"}
    head = origin.commit(after, base, ref="refs/pull/7/head")
    origin.commit(after, base, head, ref="refs/pull/7/merge")

    with own_repository(remote(server), ENVIRON) as repository:
        fetched = repository.fetch(branch="main", commits=(head,), merge_of=7)
        landing = merge_result(repository.store, base, head, fetched.merge)
        assert isinstance(landing, MergeResult)
        files = changed_files(repository.git, landing.before, landing.after, repository.store.fetch_missing)

    assert [("c.md", None), ("d.md", None), ("new.md", "old.md")] == [(f.path, f.previous_path) for f in files]
    assert 2 == server.fetches


def test_landing_on_a_moved_base(origin: Repository, server: Server) -> None:
    """When the base moved on after the merge was made, the merge's changes are laid over the new tip."""
    base, head, _ = pull_request(origin)
    tip = origin.commit({"a.md": b"a, moved on\n", "docs/b.md": b"b\n", "later.md": b"later\n"}, base)

    with own_repository(remote(server), ENVIRON) as repository:
        fetched = repository.fetch(branch="main", commits=(head,), merge_of=7)
        landing = merge_result(repository.store, tip, head, fetched.merge)
        assert isinstance(landing, MergeResult)
        contents = {path: landing.tree.read(path) for path in landing.tree.listing.entries}

    assert {"a.md": b"a, moved on\n", "docs/b.md": b"changed\n", "later.md": b"later\n"} == contents
    assert landing.stale
    assert (tip, base) == (landing.tip, landing.before)


def test_the_token_is_sent_and_never_shown(origin: Repository, server: Server) -> None:
    """The token goes into the header of fetches; no error message holds it, nor does the repository."""
    base, _, _ = pull_request(origin)
    secret = "ghs_verysecret"

    with own_repository(remote(server, secret), ENVIRON) as repository:
        repository.fetch(branch="main")
        written = b"".join(p.read_bytes() for p in repository.git.directory.rglob("*") if p.is_file())
        with pytest.raises(GitError) as error:
            repository.fetch(branch=f"absent-{secret}")
        assert set(BASE) < set(repository.tree(base).listing.entries)

    assert all(auth.startswith("basic ") for _, _, auth in server.requests)
    assert secret.encode() not in written
    assert secret not in str(error.value)
    assert "couldn't find remote ref" in str(error.value)


def test_a_server_that_ignores_the_filter_sends_everything(origin: Repository, server: Server) -> None:
    """Without filters on the server the contents come with the first fetch, and no second one is made."""
    _, head, merge = pull_request(origin)
    origin.git("config", "uploadpack.allowFilter", "false")

    with own_repository(remote(server), ENVIRON) as repository:
        repository.fetch(branch="main", commits=(head,), merge_of=7)
        content = repository.tree(merge).read("docs/b.md")

    assert b"changed\n" == content
    assert 1 == server.fetches


def test_a_refused_filter_is_left_out_once(origin: Repository, server: Server) -> None:
    """A server that refuses the filter gets the same fetch without it."""
    _, head, merge = pull_request(origin)
    origin.git("config", "uploadpackfilter.blob:none.allow", "false")

    with own_repository(remote(server), ENVIRON) as repository:
        repository.fetch(branch="main", commits=(head,), merge_of=7)
        content = repository.tree(merge).read("docs/b.md")

    assert b"changed\n" == content
    assert 2 == server.fetches


def test_content_that_the_server_lost_is_missing(origin: Repository, server: Server) -> None:
    """A blob that cannot be had is an error, not an empty file."""
    _, head, merge = pull_request(origin)

    with own_repository(remote(server), ENVIRON) as repository:
        repository.fetch(branch="main", commits=(head,), merge_of=7)
        tree = repository.tree(merge)
        repository._filters = False

        with pytest.raises(MissingObjectError):
            tree.read("docs/b.md")
    assert 1 == server.fetches


def failing(times: int, status: int, headers: dict[str, str]) -> Answer:
    """A server's answer that fails so often and is then right."""
    left = [None] * times
    return lambda _: (status, headers) if left and left.pop() is None else None


def test_passing_faults_are_retried(origin: Repository, server: Server) -> None:
    """Answers of 502 are tried again after growing pauses."""
    pull_request(origin)
    server.answer = failing(2, 502, {})
    slept: list[float] = []

    with own_repository(remote(server), ENVIRON, sleep=slept.append) as repository:
        repository.fetch(branch="main")

    assert list(PAUSES[:2]) == slept


def test_a_dropped_connection_is_retried(origin: Repository, server: Server) -> None:
    """A server that hangs up without an answer is asked again."""
    pull_request(origin)
    server.answer = failing(1, 0, {})
    slept: list[float] = []

    with own_repository(remote(server), ENVIRON, sleep=slept.append) as repository:
        repository.fetch(branch="main")

    assert list(PAUSES[:1]) == slept


def test_nobody_listening_is_retried(tmp_path: Path) -> None:
    """A server that cannot be reached at all is tried as often as any other, and then an error."""
    slept: list[float] = []
    absent = Remote("http://127.0.0.1:1", "octo/specs")

    with own_repository(absent, ENVIRON, sleep=slept.append) as repository, pytest.raises(GitError) as error:
        repository.fetch(branch="main")

    assert list(PAUSES) == slept
    assert "127.0.0.1" in str(error.value)


def test_lasting_faults_end(origin: Repository, server: Server) -> None:
    """After the last pause the fault is given back, in one sentence."""
    pull_request(origin)
    server.answer = failing(99, 503, {})
    slept: list[float] = []

    with (
        own_repository(remote(server), ENVIRON, sleep=slept.append) as repository,
        pytest.raises(GitError) as error,
    ):
        repository.fetch(branch="main")

    assert list(PAUSES) == slept
    assert "503" in str(error.value)


def test_a_refusal_is_not_retried(origin: Repository, server: Server) -> None:
    """A 401 is an answer, no fault: it is asked for nothing else, and nobody is prompted."""
    pull_request(origin)
    server.answer = failing(99, 401, {"WWW-Authenticate": "Basic realm=x"})

    with (
        own_repository(remote(server, "wrong"), ENVIRON, sleep=no_sleep) as repository,
        pytest.raises(GitError),
    ):
        repository.fetch(branch="main")


def test_redirects_are_not_followed(origin: Repository, server: Server) -> None:
    """A server that points elsewhere would get the token sent elsewhere."""
    pull_request(origin)
    server.answer = lambda path: (302, {"Location": f"/octo/other{path[11:]}"}) if "specs" in path else None

    with (
        own_repository(remote(server, "t"), ENVIRON, sleep=no_sleep) as repository,
        pytest.raises(GitError),
    ):
        repository.fetch(branch="main")
    assert ["/octo/specs/info/refs?service=git-upload-pack"] == [path for _, path, _ in server.requests]


def test_sha256(tmp_path: Path, server: Server) -> None:
    """A repository with SHA-256 ids is fetched and read like any other."""
    origin = new_repository(tmp_path / "served" / "octo" / "specs", sha256=True)
    _, head, merge = pull_request(origin)

    with own_repository(remote(server), ENVIRON, sha256=True) as repository:
        fetched = repository.fetch(branch="main", commits=(head,), merge_of=7)
        content = repository.tree(merge).read("docs/b.md")

    assert (64, merge, b"changed\n") == (len(head), fetched.merge, content)


@pytest.mark.parametrize("branch", ["a b", "a:b", "-x/../y", "a..b", "*", "a^", "refs/heads/", "x.lock", ".x", "a\nb"])
def test_a_branch_name_is_no_syntax(origin: Repository, server: Server, branch: str) -> None:
    """A name that git would not allow never gets near a refspec."""
    with own_repository(remote(server), ENVIRON) as repository, pytest.raises(GitError):
        repository.fetch(branch=branch)
    assert [] == server.requests


@pytest.mark.parametrize(
    ("server_url", "name"),
    [
        ("ext::sh -c id", "o/r"),
        ("https://user:pass@example.org", "o/r"),
        ("file:///etc", "o/r"),
        ("https://example.org", "o/../r"),
        ("https://example.org", "o/.."),
        ("https://example.org", "-o/r"),
        ("https://example.org\n", "o/r"),
    ],
)
def test_a_remote_is_a_web_address(server_url: str, name: str) -> None:
    """Anything but a plain http address and owner/name is refused."""
    with pytest.raises(GitError):
        Remote(server_url, name)


def test_nothing_is_left_behind(origin: Repository, server: Server) -> None:
    """The temporary repository is gone after use."""
    pull_request(origin)

    with own_repository(remote(server), ENVIRON) as repository:
        repository.fetch(branch="main")
        place = repository.git.directory
        assert place.is_dir()

    assert not place.exists()
