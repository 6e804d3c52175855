"""What commands keep of templates: for the next command of the same user on the same checkout, unless nothing is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli.conftest import Repository

from speclatch.profiles import load
from speclatch.workspace.cache_file import cache_folder

SPEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"


@pytest.fixture
def checked(depot: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The example, nothing of it kept yet, and no built-in profile derived."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    load.builtin.cache_clear()
    return depot


def kept() -> list[Path]:
    """The files that hold profiles."""
    folder = cache_folder(os.environ)
    return sorted(folder.glob("*-profiles.json")) if folder is not None else []


def test_a_second_check_derives_nothing(checked: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says the same."""
    first = checked.run("check", SPEC)
    load.builtin.cache_clear()
    monkeypatch.setattr(load, "derive", None)

    assert 1 == len(kept())
    assert first == checked.run("check", SPEC)
    assert 0 == checked.run("ready", SPEC).code


def test_without_a_cache_nothing_is_kept(checked: Repository) -> None:
    """`--no-cache` says so."""
    checked.run("check", SPEC, "--no-cache")
    assert [] == kept()


def test_on_ci_nothing_is_kept(checked: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Caches are restored there from who knows which run."""
    folder = cache_folder(os.environ)
    monkeypatch.setenv("CI", "true")
    checked.run("check", SPEC)
    assert folder is not None
    assert not folder.exists()


def test_a_file_that_is_none_of_ours_is_no_harm(checked: Repository) -> None:
    """It is written anew."""
    first = checked.run("check", SPEC)
    (path,) = kept()
    path.write_bytes(b"speclatch\n{}")
    load.builtin.cache_clear()

    assert first == checked.run("check", SPEC)
    assert b"speclatch\n{}" != path.read_bytes()
