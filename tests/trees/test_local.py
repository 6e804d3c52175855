"""The repository that a command stands in: checkouts of every kind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.git.repositories import ENVIRON, Content, Link, Module, Program, Repository, new_repository

from speclatch.git.faults import GitError
from speclatch.git.names import bytes_of
from speclatch.model import ChangedFile, ChangeKind
from speclatch.trees import EntryKind, MissingObjectError
from speclatch.trees.local import LocalRepository, open_local

LONG = b"".join(b"line %d of a document\n" % n for n in range(30))
BASE: dict[str, Content] = {
    "README.md": b"read me\n",
    "docs/a.md": LONG,
    "docs/b.md": b"b\n",
    "docs/run.sh": Program(b"#!/bin/sh\n"),
    "link.md": Link(b"docs/a.md"),
}
ODD = [
    "with space.md",
    'with "quotes".md',
    "naïve.md",
    "new\nline.md",
    "-dash.md",
    "b\udcff.md",
    ":(top)x.md",
    "*.md",
]


@pytest.fixture
def checkout(tmp_path: Path) -> Repository:
    """A checkout of BASE on the branch main."""
    repository = new_repository(tmp_path / "checkout", bare=False)
    repository.commit(BASE)
    repository.git("reset", "--quiet", "--hard")
    return repository


def local(repository: Repository, **environ: str) -> LocalRepository:
    """The repository as a command in it would find it."""
    return open_local(repository.path, {"PATH": os.environ["PATH"], "HOME": str(repository.path.parent), **environ})


def changes(repository: LocalRepository, base: str = "HEAD") -> list[tuple[str, str, str | None]]:
    """What the checkout changes, in short."""
    files = repository.changes(repository.commit(base), repository.work_tree())
    return [(file.kind.value, file.path, file.previous_path) for file in files]


def test_a_clean_checkout_is_its_commit(checkout: Repository) -> None:
    """Without changes, work tree and commit list the same entries and hold the same contents."""
    repository = local(checkout)
    tree, work = repository.tree(repository.commit("HEAD")), repository.work_tree()

    assert tree.listing == work.listing
    assert {path: tree.read(path) for path in BASE} == {path: work.read(path) for path in BASE}
    assert [] == changes(repository)


def test_every_kind_of_change_is_seen(checkout: Repository) -> None:
    """Changed, staged, deleted, untracked and moved files are seen as they are on disk, ignored ones not."""
    checkout.write(
        {
            "README.md": b"changed\n",
            "staged.md": b"staged\n",
            "untracked.md": b"u\n",
            ".gitignore": b"*.tmp\n",
        }
    )
    checkout.write({"ignored.tmp": b"\n"})
    checkout.git("add", "staged.md")
    (checkout.path / "docs/b.md").unlink()
    (checkout.path / "moved").mkdir()
    (checkout.path / "docs/a.md").rename(checkout.path / "moved/a.md")
    (checkout.path / "moved/a.md").write_bytes(LONG + b"one more\n")

    assert [
        ("added", ".gitignore", None),
        ("modified", "README.md", None),
        ("deleted", "docs/b.md", None),
        ("renamed", "moved/a.md", "docs/a.md"),
        ("added", "staged.md", None),
        ("added", "untracked.md", None),
    ] == changes(local(checkout))


def test_a_checkout_at_an_odd_place(tmp_path: Path) -> None:
    """The checkout's own path may hold any sign, and the command may stand in a folder of it."""
    repository = new_repository(tmp_path / 'a:b "c"\\\n d ', bare=False)
    repository.commit(BASE)
    repository.git("reset", "--quiet", "--hard")
    repository.write({"docs/a.md": LONG + b"more\n", "docs/deep/new.md": LONG})
    found = open_local(repository.path / "docs/deep", ENVIRON)

    assert repository.path == found.root
    assert [("modified", "docs/a.md", None), ("added", "docs/deep/new.md", None)] == changes(found)


def test_the_repository_is_not_written_to(checkout: Repository) -> None:
    """Looking at changes leaves every file of .git as it was."""
    checkout.write({"README.md": b"changed\n", "new.md": LONG})
    checkout.git("config", "core.splitIndex", "true")

    def content() -> dict[Path, bytes]:
        return {p: p.read_bytes() for p in (checkout.path / ".git").rglob("*") if p.is_file()}

    before = content()
    changes(local(checkout))

    assert before == content()


@pytest.mark.parametrize("sha256", [False, True])
def test_odd_names(tmp_path: Path, sha256: bool) -> None:
    """Names with spaces, quotes, newlines, other bytes and git's own signs are names like any other."""
    repository = new_repository(tmp_path / "odd", bare=False, sha256=sha256)
    repository.commit(dict.fromkeys(ODD, b"old\n"))
    repository.git("reset", "--quiet", "--hard")
    for name in ODD:
        (repository.path / name).write_bytes(b"new\n")
        (repository.path / f"added {name}").write_bytes(LONG + bytes_of(name))
    found = local(repository)
    head = found.commit("HEAD")
    files = found.changes(head, found.work_tree(), lambda _: True)

    assert dict.fromkeys(ODD, b"old\n") == {name: found.tree(head).read(name) for name in ODD}
    assert dict.fromkeys(ODD, b"new\n") == {name: found.work_tree().read(name) for name in ODD}
    assert {name: (range(1, 2),) for name in ODD} == {f.path: f.commentable for f in files if f.path in ODD}
    assert {f"added {name}" for name in ODD} == {f.path for f in files if f.kind is ChangeKind.ADDED}


def test_ids_of_changed_files_are_gits_own(checkout: Repository) -> None:
    """A changed file has the id that git would give it, so that equal contents have equal ids."""
    checkout.write({"copy.md": LONG})
    entries = local(checkout).work_tree().listing.entries

    assert entries["docs/a.md"].oid == entries["copy.md"].oid


def test_touching_a_file_does_not_change_it(checkout: Repository) -> None:
    """A file whose times changed but not its content is no change."""
    os.utime(checkout.path / "README.md", (1, 1))

    assert [] == changes(local(checkout))


def test_a_sparse_checkout_is_whole(checkout: Repository) -> None:
    """What a sparse checkout leaves out is there, as the index has it; what is deleted from disk is not."""
    checkout.git("sparse-checkout", "set", "--cone", "nothing")
    assert not (checkout.path / "docs").exists()
    (checkout.path / "README.md").unlink()
    repository = local(checkout)
    work = repository.work_tree()
    work.prefetch(["docs/a.md"])

    assert LONG == work.read("docs/a.md")
    assert [("deleted", "README.md", None)] == changes(repository)


def test_a_sparse_index_is_whole(checkout: Repository) -> None:
    """An index that holds directories in place of files is read as files."""
    checkout.git("sparse-checkout", "set", "--cone", "--sparse-index", "nothing")

    assert set(BASE) == set(local(checkout).work_tree().listing.entries)
    assert [] == changes(local(checkout))


def test_a_partial_clone_fetches_what_it_lacks(tmp_path: Path, checkout: Repository) -> None:
    """A clone without blobs gets what is asked for from its remote, together."""
    checkout.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    checkout.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{checkout.path}", str(clone))
    repository = local(Repository(clone))
    tree = repository.tree(repository.commit("HEAD"))
    tree.prefetch(BASE)

    assert (LONG, b"b\n") == (tree.read("docs/a.md"), tree.read("docs/b.md"))


def test_a_partial_clone_runs_no_program_of_its_configuration(tmp_path: Path, checkout: Repository) -> None:
    """Where the clone's own configuration names a program that a fetch would run, nothing is fetched."""
    checkout.git("config", "uploadpack.allowFilter", "true")
    clone, ran = tmp_path / "clone", tmp_path / "ran"
    checkout.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{checkout.path}", str(clone))
    Repository(clone).git("config", "remote.origin.uploadpack", f"touch {ran}; git-upload-pack")
    repository = local(Repository(clone))

    with pytest.raises(GitError, match="uploadpack"):
        repository.tree(repository.commit("HEAD")).read("README.md")
    assert not ran.exists()


def test_lost_content_is_missing(checkout: Repository) -> None:
    """A blob that is nowhere is an error, not an empty file."""
    oid = checkout.git("rev-parse", "HEAD:README.md")
    (checkout.path / ".git/objects" / oid[:2] / oid[2:]).unlink(missing_ok=True)
    for pack in (checkout.path / ".git/objects/pack").glob("*"):
        pack.unlink()
    repository = local(checkout)

    with pytest.raises(MissingObjectError):
        repository.tree(repository.commit("HEAD")).read("README.md")


def test_a_shallow_clone_says_how_to_mend_it(tmp_path: Path, checkout: Repository) -> None:
    """Without the common ancestor there is an error that says what to run."""
    start = checkout.git("rev-parse", "HEAD")
    main = checkout.commit({**BASE, "x.md": b"x\n"}, start)
    checkout.commit({**BASE, "y.md": b"y\n"}, start, ref="refs/heads/topic")
    clone = tmp_path / "clone"
    options = ("--quiet", "--depth=1", "--no-single-branch", "--branch=topic")
    checkout.git("clone", *options, f"file://{checkout.path}", str(clone))
    repository = local(Repository(clone))

    assert "refs/remotes/origin/main" == repository.default_base()
    assert main == repository.commit("origin/main")
    with pytest.raises(GitError, match="git fetch --unshallow"):
        repository.merge_base("origin/main")


def test_the_default_base_is_the_remotes_default_branch(tmp_path: Path, checkout: Repository) -> None:
    """The branch that the remote's HEAD names is compared with; without a remote, a usual local name."""
    checkout.git("branch", "--move", "main", "production")
    clone = tmp_path / "clone"
    checkout.git("clone", "--quiet", str(checkout.path), str(clone))

    assert "refs/remotes/origin/production" == local(Repository(clone)).default_base()
    assert local(checkout).default_base() is None
    checkout.git("branch", "master")
    assert "refs/heads/master" == local(checkout).default_base()


def test_merge_base(checkout: Repository) -> None:
    """What a branch changes is counted from where it left the base."""
    start = checkout.git("rev-parse", "HEAD")
    checkout.commit({**BASE, "x.md": b"x\n"}, start)
    checkout.commit({**BASE, "y.md": b"y\n"}, start, ref="refs/heads/topic")
    checkout.git("symbolic-ref", "HEAD", "refs/heads/topic")
    checkout.git("reset", "--quiet", "--hard")
    repository = local(checkout)

    assert start == repository.merge_base("main")
    assert [("added", "y.md", None)] == changes(repository, repository.merge_base("main"))


def test_submodules_symlinks_and_modes(tmp_path: Path) -> None:
    """Entries of other kinds are told apart; a submodule has no content."""
    repository = new_repository(tmp_path / "kinds", bare=False)
    repository.commit({**BASE, "module": Module("1" * 40)})
    repository.git("reset", "--quiet", "--hard")
    (repository.path / "README.md").unlink()
    (repository.path / "README.md").symlink_to("docs/b.md")
    work = local(repository).work_tree()
    kinds = {path: entry.kind for path, entry in work.listing.entries.items()}

    assert (EntryKind.SUBMODULE, EntryKind.EXECUTABLE) == (kinds["module"], kinds["docs/run.sh"])
    assert (EntryKind.SYMLINK, EntryKind.SYMLINK) == (kinds["link.md"], kinds["README.md"])
    assert (b"docs/a.md", b"docs/b.md") == (work.read("link.md"), work.read("README.md"))
    with pytest.raises(KeyError):
        work.read("module")


def test_a_conflicted_file_is_read_from_disk(checkout: Repository) -> None:
    """During a merge, a path in conflict is one path with the content on disk."""
    start = checkout.git("rev-parse", "HEAD")
    checkout.commit({**BASE, "docs/b.md": b"theirs\n"}, start, ref="refs/heads/other")
    checkout.commit({**BASE, "docs/b.md": b"ours\n"}, start)
    checkout.git("reset", "--quiet", "--hard")
    checkout.git("config", "merge.conflictStyle", "merge")
    checkout.git("read-tree", "-m", start, "main", "other")
    checkout.write({"docs/b.md": b"<<<<<<<\n"})
    work = local(checkout).work_tree()

    assert set(BASE) == set(work.listing.entries)
    assert b"<<<<<<<\n" == work.read("docs/b.md")
    assert [("modified", "docs/b.md", None)] == changes(local(checkout))


def test_a_linked_worktree(tmp_path: Path, checkout: Repository) -> None:
    """A second checkout of the same repository is read as itself."""
    place = tmp_path / "second"
    checkout.git("worktree", "add", "--quiet", "-b", "second", str(place))
    Repository(place).write({"second.md": LONG})

    assert [("added", "second.md", None)] == changes(local(Repository(place)))


def test_a_large_file_is_not_compared(checkout: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is a change like any other; git is not given its content."""
    monkeypatch.setattr("speclatch.trees.comparison.COMPARED_BYTES", 100)
    checkout.write({"docs/a.md": LONG + b"x", "large.bin": bytes(200), "small.md": b"s\n"})
    os.utime(checkout.path / "README.md", (1, 1))

    assert [
        ("modified", "docs/a.md", None),
        ("added", "large.bin", None),
        ("added", "small.md", None),
    ] == changes(local(checkout))


def test_before_the_first_commit(tmp_path: Path) -> None:
    """A repository without commits has a checkout, and no HEAD."""
    repository = new_repository(tmp_path / "fresh", bare=False)
    repository.write({"a.md": b"a\n"})
    found = local(repository)

    assert found.head == ""
    assert ["a.md"] == list(found.work_tree().listing.entries)


@pytest.mark.parametrize("name", ["absent", "--all", "-h", "", "HEAD:README.md", "HEAD\nHEAD"])
def test_a_name_that_is_no_commit(checkout: Repository, name: str) -> None:
    """Whatever a user asks for, the answer is a commit or one clear sentence."""
    with pytest.raises(GitError, match="There is no commit"):
        local(checkout).commit(name)


def test_outside_a_repository(tmp_path: Path) -> None:
    """Where there is no repository, the error says so and what to do."""
    with pytest.raises(GitError, match="not in a git repository"):
        open_local(tmp_path, ENVIRON)


def test_in_a_bare_repository(tmp_path: Path) -> None:
    """A directory that looks like a bare repository is not taken for one: it may have been planted."""
    planted = new_repository(tmp_path / "checkout" / "planted")

    with pytest.raises(GitError, match="bare repository"):
        open_local(planted.path, ENVIRON)


def test_another_users_repository(checkout: Repository) -> None:
    """Where git suspects the owner, the error says how to trust the repository."""
    if os.geteuid() != 0:
        pytest.skip("only root can give a directory away")
    os.chown(checkout.path, 12345, 12345)

    with pytest.raises(GitError, match=r"git config --global --add safe\.directory"):
        local(checkout)


def test_nothing_of_the_repositorys_configuration_is_run(tmp_path: Path, checkout: Repository) -> None:
    """Hooks, monitors, filters, drivers and external diffs that are configured stay unused."""
    ran = tmp_path / "ran"
    evil = f"sh -c 'touch {ran}; cat'"
    settings = ["core.fsmonitor", "diff.external", "diff.x.textconv", "diff.x.command", "filter.x.clean"]
    settings += ["filter.x.smudge", "filter.y.process", "core.pager", "core.editor", "pager.diff-files"]
    checkout.write({".gitattributes": b"*.md diff=x filter=x\n*.sh filter=y\n", "docs/new.md": LONG})
    for key in settings:
        checkout.git("config", key, evil)
    checkout.git("config", "filter.x.required", "true")
    hooks = checkout.path / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "reference-transaction", "post-checkout"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {ran}\n")
        (hooks / name).chmod(0o755)
    os.utime(checkout.path / "README.md", (1, 1))
    checkout.write({"docs/b.md": b"changed\n"})
    repository = local(checkout)
    files = repository.changes(repository.commit("HEAD"), repository.work_tree(), lambda _: True)

    assert [".gitattributes", "docs/b.md", "docs/new.md"] == [file.path for file in files]
    assert not ran.exists()


def test_a_planted_module_is_not_entered(tmp_path: Path, checkout: Repository) -> None:
    """Git is not run in submodules, whose configuration is not ours either."""
    ran = tmp_path / "ran"
    inner = new_repository(checkout.path / "inner", bare=False)
    commit = inner.commit({"x": b"x\n"})
    inner.git("reset", "--quiet", "--hard")
    inner.git("config", "core.fsmonitor", f"touch {ran}; true")
    checkout.git("update-index", "--add", "--cacheinfo", f"160000,{commit},inner")
    inner.write({"x": b"changed\n"})

    assert [("added", "inner", None)] == changes(local(checkout))
    assert not ran.exists()


def test_variables_of_a_hook_are_not_followed(tmp_path: Path, checkout: Repository) -> None:
    """Variables that git sets for hooks, or others set for git, lead nowhere else."""
    other = new_repository(tmp_path / "other", bare=False)
    repository = local(checkout, GIT_DIR=str(other.path / ".git"), GIT_INDEX_FILE="/nowhere", GIT_WORK_TREE="/")

    assert checkout.path == repository.root
    assert [] == changes(repository)


def test_lines_that_can_carry_a_comment(checkout: Repository) -> None:
    """Lines of hunks are known for the files that were asked for, by their number at the head."""
    lines = LONG.split(b"\n")
    lines[9:9] = [b"new \xe2\x80\xa8 line \r with \x0c odd ends"]
    checkout.write({"docs/a.md": b"\n".join(lines), "docs/b.md": b"other\n"})
    repository = local(checkout)
    files = repository.changes(repository.commit("HEAD"), repository.work_tree(), "docs/a.md".__eq__)

    assert (
        ChangedFile("docs/a.md", ChangeKind.MODIFIED, commentable=(range(7, 14),)),
        ChangedFile("docs/b.md", ChangeKind.MODIFIED),
    ) == files


def test_a_pipe_is_not_waited_for(checkout: Repository) -> None:
    """A path that became a pipe, or a link out of the checkout, is not read through."""
    work = local(checkout).work_tree()
    assert "README.md" in work.listing
    (checkout.path / "README.md").unlink()
    os.mkfifo(checkout.path / "README.md")

    with pytest.raises(MissingObjectError):
        work.read("README.md")
    assert "README.md" not in local(checkout).work_tree().listing
