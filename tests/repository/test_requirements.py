"""The pinned requirements: whole, by hash, and silent about where packages come from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(path.name for path in (ROOT / "requirements").glob("*.txt") if "excludes" not in path.name)
PIN = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9.-]*)(?:\[[a-z, ]+\])?==(?P<version>\S+)"
    r"(?: ; .+?)? \\\n(?P<hashes>(?:    --hash=.+\n)+)"
)


def content(name: str) -> str:
    """The text of one file of requirements."""
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    """Package to version, of one file of requirements."""
    return {match["name"]: match["version"] for match in PIN.finditer(content(name))}


def left_out() -> set[str]:
    """The packages that the image leaves out, by name."""
    return {line for line in content("image-excludes.txt").splitlines() if line and not line.startswith("#")}


def names(requirements: list[str]) -> set[str]:
    """The packages that requirement specifiers name, as the pins spell them."""
    return {re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower() for requirement in requirements}


@pytest.fixture(scope="module")
def project() -> dict[str, set[str]]:
    """The packages that pyproject.toml asks for: for the program, and per group."""
    parsed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {"program": names(parsed["project"]["dependencies"])}
    for group, entries in parsed["dependency-groups"].items():
        asked[group] = names([entry for entry in entries if isinstance(entry, str)])
    asked["backend"] = names(parsed["build-system"]["requires"])
    return asked


def test_files() -> None:
    """There is one file per use: building, the image, the tests, the linters."""
    assert ["build.txt", "image.txt", "lint.txt", "test.txt"] == FILES


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_pinned_by_hash(name: str) -> None:
    """Once pins with their hashes and comments are taken away, nothing is left."""
    rest = PIN.sub("", content(name))

    assert [] == [line for line in rest.splitlines() if not re.fullmatch(r"\s*(#.*)?", line)]


@pytest.mark.parametrize("name", FILES)
def test_hashes_are_whole(name: str) -> None:
    """Every hash is a SHA-256 in full."""
    hashes = re.findall(r"--hash=(\S+)", content(name))

    assert [] == [text for text in hashes if not re.fullmatch(r"sha256:[0-9a-f]{64}", text)]


@pytest.mark.parametrize("name", FILES)
def test_no_address(name: str) -> None:
    """Where packages come from is the installing machine's business: no address, no index option."""
    assert not re.search(r"//|--(extra-)?index|--find-links|--trusted-host", content(name))


@pytest.mark.parametrize("name", FILES)
def test_versions_agree(name: str) -> None:
    """What the image or the linters share with the tests is the version that was tested."""
    tested = pins("test.txt")
    shared = {package: version for package, version in pins(name).items() if package in tested}

    assert {package: tested[package] for package in shared} == shared


def test_everything_asked_for_is_pinned(project: dict[str, set[str]]) -> None:
    """Each dependency of pyproject.toml has its pin in the file of its use, but for what the image leaves out."""
    missing = {
        "test.txt": (project["program"] | project["test"] | project["build"]) - set(pins("test.txt")),
        "image.txt": project["program"] - set(pins("image.txt")) - left_out(),
        "lint.txt": project["lint"] - set(pins("lint.txt")),
        "build.txt": (project["build"] | project["backend"]) - set(pins("build.txt")),
    }

    assert {name: set() for name in FILES} == missing


def test_image_holds_what_the_program_needs_and_no_more() -> None:
    """The image's set is part of the tested one, and lacks what is left out by name."""
    assert set() == set(pins("image.txt")) & left_out()
    assert set(pins("image.txt")) <= set(pins("test.txt"))
    assert left_out() <= set(pins("test.txt"))
