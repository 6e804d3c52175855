"""The file that a cache is kept in: whole or not there, the user's own, bounded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from speclatch.workspace import cache_file as module
from speclatch.workspace.cache_file import REPORT, cache_folder, open_cache

ROWS = {"a": [1, "é", None, [True]], "b": []}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the cache of these tests is."""
    return tmp_path / "cache"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout."""
    (tmp_path / "checkout").mkdir()
    return tmp_path / "checkout"


def keep(root: Path, folder: Path) -> Path | None:
    """Remember ``ROWS``; the file, if there is one."""
    with open_cache(root, folder, REPORT) as cache:
        for name, row in ROWS.items() if cache is not None else ():
            assert cache is not None
            cache.put(name, row)
    return next(folder.glob("*-report.json"), None)


def known(root: Path, folder: Path) -> dict[str, object]:
    """What of ``ROWS`` is remembered."""
    with open_cache(root, folder, REPORT) as cache:
        return {name: row for name in ROWS if cache is not None and (row := cache.get(name)) is not None}


def test_rows_come_back(root: Path, folder: Path) -> None:
    """The next run finds what this one kept, in a file that is nobody else's to read."""
    path = keep(root, folder)

    assert path is not None
    assert (ROWS, 0o600) == (known(root, folder), path.stat().st_mode & 0o777)


@pytest.mark.parametrize("damage", [b"", b"\n", b"speclatch", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_is_no_memory(root: Path, folder: Path, damage: bytes) -> None:
    """Nothing is taken from it, and the next run writes a new one."""
    path = keep(root, folder)
    assert path is not None
    path.write_bytes(damage)

    assert {} == known(root, folder)
    keep(root, folder)
    assert ROWS == known(root, folder)


def test_one_changed_byte_is_noticed(root: Path, folder: Path) -> None:
    """The first line holds a digest of the rest."""
    path = keep(root, folder)
    assert path is not None
    path.write_bytes(path.read_bytes().replace(b"[1,", b"[2,"))

    assert {} == known(root, folder)


def test_another_program_remembers_nothing(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new version, or an edit of this one, judges anew."""
    keep(root, folder)
    with monkeypatch.context() as other:
        other.setattr(module, "__version__", "0.0.0")
        module.this_program.cache_clear()
        found = known(root, folder)
    module.this_program.cache_clear()

    assert {} == found


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system knows no owners of files")
@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_is_not_read(root: Path, folder: Path, mode: int) -> None:
    """Somebody else could have put results there."""
    path = keep(root, folder)
    assert path is not None
    path.chmod(mode)

    assert {} == known(root, folder)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system knows no owners of files")
def test_a_folder_that_others_may_write_is_not_used(root: Path, folder: Path) -> None:
    """Nor is anything written there."""
    folder.mkdir(parents=True)
    folder.chmod(0o777)

    assert keep(root, folder) is None


def test_a_link_is_not_followed(root: Path, folder: Path, tmp_path: Path) -> None:
    """A file elsewhere is neither read nor overwritten."""
    path = keep(root, folder)
    assert path is not None
    elsewhere = path.rename(tmp_path / "elsewhere.json")
    before = elsewhere.read_bytes()
    path.symlink_to(elsewhere)

    assert {} == known(root, folder)
    keep(root, folder)
    assert before == elsewhere.read_bytes()


@pytest.mark.parametrize("folder", [None, Path("relative"), Path("/dev/null/speclatch")])
def test_no_memory(root: Path, folder: Path | None) -> None:
    """None without a place for it."""
    with open_cache(root, folder, REPORT) as cache:
        assert cache is None


def test_not_inside_the_checkout(root: Path) -> None:
    """What is judged does not bring its own cache."""
    with open_cache(root, root / "cache", REPORT) as cache:
        assert cache is None


def test_checkouts_have_their_own(root: Path, folder: Path, tmp_path: Path) -> None:
    """Only so many are remembered, the last ones."""
    keep(root, folder)
    for number in range(module.MAX_FILES + 3):
        other = tmp_path / f"other-{number}"
        other.mkdir()
        keep(other, folder)

    assert module.MAX_FILES == len(list(folder.iterdir()))
    assert ROWS == known(tmp_path / f"other-{number}", folder)


def test_too_much_is_not_kept(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is not written, and one that is there is not read."""
    monkeypatch.setattr(module, "MAX_BYTES", 10)

    assert keep(root, folder) is None


@pytest.mark.parametrize(("ci", "there"), [("", True), ("true", False)])
def test_the_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ci: str, there: bool) -> None:
    """Where the system keeps caches; none on CI, where caches come from other runs."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = cache_folder({"CI": ci})

    assert there == (found is not None and found.name == "speclatch")
