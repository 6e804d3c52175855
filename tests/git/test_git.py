"""The one module that runs git: what it lets in, what it lets out, and how it ends."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from tests.git.repositories import ENVIRON, Repository, new_repository
from tests.support.processes import still_running

from speclatch.git.faults import GitError, printable
from speclatch.git.names import bytes_of, full_id, is_zero, text_of
from speclatch.git.process import Git

ABSENT = "1" * 40


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A bare repository with one commit."""
    made = new_repository(tmp_path / "r")
    made.commit({"a": b"a\n", "b": b"b\n"})
    return made


def isolated(repository: Repository) -> Git:
    """The git for a bare repository of our own."""
    return Git.isolated(repository.path, ENVIRON)


def fake(directory: Path, script: str) -> Git:
    """A git that is a shell script."""
    directory.mkdir(exist_ok=True)
    program = directory / "git"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return Git.isolated(directory, {"PATH": f"{directory}{os.pathsep}{os.environ['PATH']}"})


def test_nothing_is_inherited_but_what_is_named(tmp_path: Path) -> None:
    """Variables of git's own, configuration and home stay outside; proxies and certificates come in."""
    outside = {
        "PATH": "/usr/bin:.:relative:/bin",
        "HOME": "/root",
        "GIT_DIR": "/x",
        "GIT_SSH_COMMAND": "x",
        "EDITOR": "x",
    }
    git = Git.isolated(tmp_path, {**outside, "https_proxy": "http://proxy", "SSL_CERT_FILE": "/ca.pem", "XDG_X": "x"})

    assert {"GIT_SSH_COMMAND", "EDITOR", "XDG_X"}.isdisjoint(git.environ)
    assert str(tmp_path) == git.environ["GIT_DIR"] == git.environ["HOME"]
    assert "/usr/bin:/bin" == git.environ["PATH"]
    assert ("http://proxy", "/ca.pem") == (git.environ["https_proxy"], git.environ["GIT_SSL_CAINFO"])
    assert (os.devnull, "1") == (git.environ["GIT_CONFIG_GLOBAL"], git.environ["GIT_CONFIG_NOSYSTEM"])


def test_a_local_git_keeps_the_user_but_no_variables_of_git(tmp_path: Path) -> None:
    """On a laptop the user's home and agent are kept; what git sets for its hooks is not."""
    git = Git.local(tmp_path, {"PATH": "/bin", "HOME": "/home/u", "SSH_AUTH_SOCK": "/s", "GIT_INDEX_FILE": "/i"})

    assert ("/home/u", "/s") == (git.environ["HOME"], git.environ["SSH_AUTH_SOCK"])
    assert "GIT_INDEX_FILE" not in git.environ


def test_a_planted_bare_repository_is_not_read(tmp_path: Path) -> None:
    """A directory that looks like a bare repository does not get its monitor run, wherever git stands."""
    ran = tmp_path / "ran"
    planted = new_repository(tmp_path / "planted")
    for key in ("core.fsmonitor", "core.sshCommand", "core.alternateRefsCommand"):
        planted.git("config", key, f"touch {ran}; true")
    planted.git("config", "core.bare", "false")
    planted.git("config", "core.worktree", str(planted.path))
    git = Git.local(planted.path, ENVIRON)

    with pytest.raises(GitError):
        git.run("ls-files", "--others")
    assert not ran.exists()


@pytest.mark.parametrize("oid", ["", "abc", "A" * 40, "1" * 41, "--all", "1" * 40 + "\n", "HEAD", "1" * 39 + "٣"])
def test_only_full_ids(repository: Repository, oid: str) -> None:
    """An abbreviated, upper-case or made-up id never reaches a command line."""
    git = isolated(repository)
    with pytest.raises(GitError, match="is not a full git object id"):
        full_id(oid)
    for call in (
        git.parents,
        lambda o: list(git.list_tree(o)),
        lambda o: git.missing([o]),
        lambda o: git.patch(o, o),
    ):
        with pytest.raises(GitError, match="is not a full git object id"):
            call(oid)


def test_zero_ids() -> None:
    """All zeros, of either length, stand for nothing."""
    assert [True, True, False] == [is_zero(oid) for oid in ("0" * 40, "0" * 64, ABSENT)]


def test_a_time_out_ends_git_and_its_helpers(tmp_path: Path) -> None:
    """A helper that keeps the pipes open does not keep us waiting, and is not left running."""
    helper = tmp_path / "helper"
    git = fake(tmp_path / "bin", f"sleep 60 & echo $! > {helper}; wait")
    start = time.monotonic()

    with pytest.raises(GitError, match="did not end within 1 seconds") as error:
        git.run("fetch", timeout=1)
    assert error.value.timed_out
    assert time.monotonic() - start < 30
    assert [] == still_running([int(helper.read_text())])


def test_git_is_not_there(tmp_path: Path) -> None:
    """Without git there is one clear sentence."""
    with pytest.raises(GitError, match=r"^git is not installed\.$"):
        Git.isolated(tmp_path, {"PATH": str(tmp_path)}).run("version")
    with pytest.raises(GitError, match="directory is gone"):
        Git.isolated(tmp_path / "gone", ENVIRON).run("version")


def test_what_git_says_is_shown_safely(tmp_path: Path) -> None:
    """Control and direction characters are escaped, credentials and secrets left out, length is bounded."""
    complaint = "remote: x\\nfatal: \\033[31mhttps://u:p@h/ \\342\\200\\256 s3cret " + "y" * 999
    git = fake(tmp_path / "bin", f"printf '{complaint}' >&2; exit 128")

    with pytest.raises(GitError) as error:
        git.run("fetch", secrets=("s3cret", ""))
    message = str(error.value)
    assert message.startswith("git fetch failed: \\u001b[31mhttps://***@h/ \\u202e *** yyy")
    assert len(message) < 350
    assert "s3cret" in error.value.output


def test_a_silent_failure_still_has_a_message(tmp_path: Path) -> None:
    """When git says nothing, its exit code is told."""
    with pytest.raises(GitError, match=r"^git fetch failed: it exited with code 7\.$"):
        fake(tmp_path / "bin", "exit 7").run("fetch")


def test_settings_are_not_on_the_command_line(tmp_path: Path) -> None:
    """Settings, the token among them, go through the environment."""
    git = fake(tmp_path / "bin", 'echo "$@"; env | grep -c GIT_CONFIG_VALUE').with_config(
        ("http.x.extraheader", "t0ken")
    )

    assert f"--no-pager version\n{len(git.config)}\n" == git.run("version").decode()


def test_missing_objects(repository: Repository) -> None:
    """Objects that are not there are told from those that are, in order and once."""
    present = repository.git("rev-parse", "HEAD:a")

    assert (ABSENT, "2" * 40) == isolated(repository).missing([ABSENT, present, "2" * 40, ABSENT])
    assert () == isolated(repository).missing([])


def test_read_blobs(repository: Repository) -> None:
    """Blobs come with their content, absent ones with None."""
    one, two = repository.git("rev-parse", "HEAD:a"), repository.git("rev-parse", "HEAD:b")

    assert [(one, b"a\n"), (ABSENT, None), (two, b"b\n")] == list(isolated(repository).read_blobs([one, ABSENT, two]))


def test_a_tree_is_no_blob(repository: Repository) -> None:
    """Something that is no blob is an error, not strange content."""
    tree = repository.git("rev-parse", "HEAD^{tree}")

    with pytest.raises(GitError):
        list(isolated(repository).read_blobs([tree]))


def test_a_git_that_dies_while_reading(tmp_path: Path) -> None:
    """A git that ends in the middle of a blob is an error, not a short file."""
    git = fake(tmp_path / "bin", f"read line; printf '{ABSENT} blob 100\\nhalf'")

    with pytest.raises(GitError, match="ended"):
        list(git.read_blobs([ABSENT]))


def test_parents(repository: Repository) -> None:
    """Parents are read from the commit itself, so that a shallow boundary does not hide them."""
    first = repository.git("rev-parse", "HEAD")
    merge = repository.commit({}, first, first, message="parent 0\n\nparent 1")
    (repository.path / "shallow").write_text(f"{merge}\n")

    assert (first, first) == isolated(repository).parents(merge)
    with pytest.raises(GitError):
        isolated(repository).parents(ABSENT)


def test_replaced_objects_are_not_followed(repository: Repository) -> None:
    """A replacement that a repository brings along does not change what a commit holds."""
    one = repository.git("rev-parse", "HEAD")
    other = repository.commit({"other": b""})
    repository.git("replace", one, other)

    assert ["a", "b"] == [line.path for line in isolated(repository).list_tree(one)]


def test_paths_are_bytes_and_back() -> None:
    """Bytes that are no UTF-8 survive the way into text and back."""
    raw = bytes(range(256))

    assert raw == bytes_of(text_of(raw))


def test_printable_leaves_good_text_alone() -> None:
    """Letters of any language are not escaped."""
    assert "Größe — 大きさ" == printable("Größe — 大きさ")


def test_endless_output_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree can name more paths than any memory holds: git is ended, and that is an error."""
    monkeypatch.setattr("speclatch.git.process.MAX_OUTPUT_BYTES", 100_000)
    git = fake(tmp_path / "bin", "exec yes")

    with pytest.raises(GitError, match="printed too much"):
        git.run("ls-tree")


def test_a_tree_that_unfolds_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten small trees, each holding the next ten times, name ten thousand million files."""
    monkeypatch.setattr("speclatch.git.process.MAX_OUTPUT_BYTES", 1_000_000)
    bomb = new_repository(tmp_path / "bomb")
    inner = bomb.git("hash-object", "-w", "--stdin", stdin=b"x")
    kind = "100644 blob"
    for _ in range(10):
        inner = bomb.git("mktree", stdin="".join(f"{kind} {inner}\t{n}\n" for n in range(10)).encode())
        kind = "040000 tree"
    commit = bomb.git("commit-tree", "-m", "bomb", inner)

    with pytest.raises(GitError, match="printed too much"):
        list(isolated(bomb).list_tree(commit))


def test_much_in_and_much_out(tmp_path: Path) -> None:
    """Pipes that fill up on all sides do not stop one another."""
    git = fake(tmp_path / "bin", "head -c 3000000 /dev/zero >&2; cat")

    assert 3_000_000 == len(git.run("x", stdin=bytes(3_000_000)))


def test_reading_ends_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git that stops answering while contents are read is ended."""
    monkeypatch.setattr("speclatch.git.process.LOCAL_SECONDS", 0.2)

    with pytest.raises(GitError, match="did not end within"):
        list(fake(tmp_path / "bin", "sleep 9").read_blobs([ABSENT]))
