"""The file that audits are remembered in: whole or not there, the user's own, bounded."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from speclatch.workspace import cache_file as module
from speclatch.workspace.cache_file import AUDIT, memory_of

ROWS = {"a": [1, "é", None, [True]], "b": []}


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    """Where the cache of these tests is."""
    return {"XDG_CACHE_HOME": str(tmp_path / "cache")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout."""
    (tmp_path / "checkout").mkdir()
    return tmp_path / "checkout"


def keep(root: Path, environ: Mapping[str, str]) -> Path | None:
    """Remember ``ROWS``; the file, if there is one."""
    with memory_of(root, environ, AUDIT) as memory:
        for name, row in ROWS.items() if memory is not None else ():
            assert memory is not None
            memory.keep(name, row)
    return next(Path(environ.get("XDG_CACHE_HOME", "/nowhere")).glob("speclatch/*-audit.json"), None)


def known(root: Path, environ: Mapping[str, str]) -> dict[str, object]:
    """What of ``ROWS`` is remembered."""
    with memory_of(root, environ, AUDIT) as memory:
        return {name: row for name in ROWS if memory is not None and (row := memory.known(name)) is not None}


def test_rows_come_back(root: Path, environ: Mapping[str, str]) -> None:
    """The next run finds what this one kept, in a file that is nobody else's to read."""
    path = keep(root, environ)

    assert path is not None
    assert (ROWS, 0o600) == (known(root, environ), path.stat().st_mode & 0o777)


@pytest.mark.parametrize("damage", [b"", b"\n", b"speclatch", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_is_no_memory(root: Path, environ: Mapping[str, str], damage: bytes) -> None:
    """Nothing is taken from it, and the next run writes a new one."""
    path = keep(root, environ)
    assert path is not None
    path.write_bytes(damage)

    assert {} == known(root, environ)
    keep(root, environ)
    assert ROWS == known(root, environ)


def test_one_changed_byte_is_noticed(root: Path, environ: Mapping[str, str]) -> None:
    """The first line holds a digest of the rest."""
    path = keep(root, environ)
    assert path is not None
    path.write_bytes(path.read_bytes().replace(b"[1,", b"[2,"))

    assert {} == known(root, environ)


def test_another_program_remembers_nothing(
    root: Path, environ: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version, or an edit of this one, judges anew."""
    keep(root, environ)
    with monkeypatch.context() as other:
        other.setattr(module, "__version__", "0.0.0")
        module.this_program.cache_clear()
        found = known(root, environ)
    module.this_program.cache_clear()

    assert {} == found


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system knows no owners of files")
@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_is_not_read(root: Path, environ: Mapping[str, str], mode: int) -> None:
    """Somebody else could have put results there."""
    path = keep(root, environ)
    assert path is not None
    path.chmod(mode)

    assert {} == known(root, environ)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system knows no owners of files")
def test_a_folder_that_others_may_write_is_not_used(root: Path, environ: Mapping[str, str]) -> None:
    """Nor is anything written there."""
    folder = Path(environ["XDG_CACHE_HOME"], "speclatch")
    folder.mkdir(parents=True)
    folder.chmod(0o777)

    assert keep(root, environ) is None


def test_a_link_is_not_followed(root: Path, environ: Mapping[str, str], tmp_path: Path) -> None:
    """A file elsewhere is neither read nor overwritten."""
    path = keep(root, environ)
    assert path is not None
    elsewhere = path.rename(tmp_path / "elsewhere.json")
    before = elsewhere.read_bytes()
    path.symlink_to(elsewhere)

    assert {} == known(root, environ)
    keep(root, environ)
    assert before == elsewhere.read_bytes()


@pytest.mark.parametrize(
    "environ",
    [{}, {"CI": "true", "XDG_CACHE_HOME": "/tmp"}, {"HOME": "relative"}, {"HOME": "/dev/null"}],  # noqa: S108
)
def test_no_memory(root: Path, environ: Mapping[str, str]) -> None:
    """None on CI, where caches come from other runs, and none without a place for it."""
    with memory_of(root, environ, AUDIT) as memory:
        assert memory is None


def test_not_inside_the_checkout(root: Path) -> None:
    """What is judged does not bring its own memory."""
    with memory_of(root, {"XDG_CACHE_HOME": str(root / "cache")}, AUDIT) as memory:
        assert memory is None


def test_checkouts_have_their_own(root: Path, environ: Mapping[str, str], tmp_path: Path) -> None:
    """Only so many are remembered, the last ones."""
    keep(root, environ)
    for number in range(module.MAX_FILES + 3):
        other = tmp_path / f"other-{number}"
        other.mkdir()
        keep(other, environ)

    assert module.MAX_FILES == len(list(Path(environ["XDG_CACHE_HOME"]).glob("speclatch/*")))
    assert ROWS == known(tmp_path / f"other-{number}", environ)


def test_too_much_is_not_kept(root: Path, environ: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is not written, and one that is there is not read."""
    monkeypatch.setattr(module, "MAX_BYTES", 10)

    assert keep(root, environ) is None
