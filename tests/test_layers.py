"""The arrow of the architecture: a package imports what stands left of it, and effects stay at the edges."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import speclatch

SOURCE = Path(speclatch.__file__).parent
ARROW = (
    "model",
    "errors",
    "patterns",
    "globs",
    "fixes",
    "cache",
    "git",
    "trees",
    "documents",
    "config",
    "profiles",
    "references",
    "migrations",
    "specs",
    "rules",
    "judging",
    "reports",
    "github",
    "scaffold",
    "workspace",
    "lsp",
    "action",
    "cli",
)
"""The rooms, each left of those that may import it, as docs/architecture.md lists them."""
LOOSE = {"__init__", "__main__", "model", "errors", "patterns", "globs", "fixes", "cache"}
"""Modules that stand beside the rooms."""
OWNERS = {
    "github": "github",
    "subprocess": "git",
    "pygls": "lsp",
}
"""Modules that one package alone imports: PyGithub, and what runs programs."""
PURE = (
    "model",
    "errors",
    "patterns",
    "globs",
    "fixes",
    "cache",
    "documents",
    "config",
    "profiles",
    "references",
    "migrations",
    "specs",
    "rules",
    "judging",
    "scaffold",
    "reports",
)
EDGES = frozenset({SOURCE / "judging" / "executors.py", SOURCE / "judging" / "pipeline.py"})
"""Modules beside the pure ones of their room that touch the system: one forks, one reads the clock."""
EFFECTS = frozenset(
    {
        "os",
        "subprocess",
        "socket",
        "pathlib",
        "shutil",
        "tempfile",
        "urllib.request",
        "requests",
        "sys",
        "time",
        "random",
        "secrets",
    }
)


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(SOURCE.rglob("*.py"))


def part(path: Path) -> str:
    """The word of the arrow a module belongs to."""
    relative = path.relative_to(SOURCE)
    return relative.parts[0].removesuffix(".py")


@cache
def syntax(path: Path) -> ast.Module:
    """A module's tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    """The full names a module imports, those for type checking aside."""
    return frozenset(_imports(path, syntax(path)))


def _imports(path: Path, tree: ast.Module) -> Iterator[str]:
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def ours(path: Path) -> set[str]:
    """The words of the arrow that a module imports."""
    found = {name.split(".")[1] for name in imports(path) if name.startswith("speclatch.")}
    return found & set(ARROW)


def test_each_room_says_what_it_is_for() -> None:
    """A folder with modules is a package whose first line says what it is for."""
    silent = [
        folder.name
        for folder in sorted({path.parent for path in modules()})
        if not (folder / "__init__.py").is_file() or not ast.get_docstring(syntax(folder / "__init__.py"))
    ]

    assert silent == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_point_left(path: Path) -> None:
    """A module imports its own package and what stands left of it."""
    own = part(path)
    if own in ("__init__", "__main__"):
        return
    wrong = {name for name in ours(path) if ARROW.index(name) > ARROW.index(own)}

    assert set() == wrong


def test_every_module_has_a_room() -> None:
    """Nothing stands loose but the words of all, and no room is missing in the order."""
    loose = {path.stem for path in SOURCE.glob("*.py")}
    rooms = {path.parent.name for path in SOURCE.glob("*/*.py")}

    assert (LOOSE, set(ARROW) - LOOSE) == (loose, rooms)


def test_the_architecture_lists_the_rooms_in_order() -> None:
    """The table of docs/architecture.md is the order that is enforced here."""
    page = (SOURCE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = re.findall(r"^\| `(\w+)(?:/|\.py)` \|", page, re.MULTILINE)

    assert list(ARROW) == rooms


@pytest.mark.parametrize("library", OWNERS)
def test_one_owner(library: str) -> None:
    """A library with effects is imported by the one package that owns it."""
    users = {
        part(path)
        for path in modules()
        if any(name == library or name.startswith(f"{library}.") for name in imports(path))
    }

    assert {OWNERS[library]} == users


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if part(path) in PURE and path not in EDGES],
    ids=lambda path: path.relative_to(SOURCE).as_posix(),
)
def test_the_core_is_pure(path: Path) -> None:
    """Nothing in the pure packages can read, write, wait or guess."""
    assert set() == imports(path) & EFFECTS


def test_no_file_imports_in_a_circle() -> None:
    """No file needs another that needs it, not even for its types."""
    names = {name_of(path): path for path in modules()}
    arrows = {name: {one for one in everything(path) if one in names and one != name} for name, path in names.items()}
    while ends := {name for name, targets in arrows.items() if not targets & set(arrows)}:
        arrows = {name: targets & set(arrows) for name, targets in arrows.items() if name not in ends}
    while starts := set(arrows).difference(*arrows.values()):
        arrows = {name: targets for name, targets in arrows.items() if name not in starts}

    assert {} == arrows


def name_of(path: Path) -> str:
    """A module's full name."""
    return ".".join(("speclatch", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


def everything(path: Path) -> Iterator[str]:
    """The modules that a module imports, those for type checking too; what it takes from one is no other's."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            inner = [f"{node.module}.{name.name}" for name in node.names]
            below = [name for name in inner if (SOURCE.parent / name.replace(".", "/")).with_suffix(".py").exists()]
            yield from below if len(below) == len(inner) else [*below, node.module or ""]


def test_only_the_command_prints() -> None:
    """``print`` is called nowhere but in the command."""
    printing = [
        path
        for path in modules()
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]

    assert {part(path) for path in printing} <= {"cli", "action", "workspace"}


if __name__ == "__main__":  # the pure packages as patterns for coverage
    print(",".join(f"*/speclatch/{name}{end}" for name in PURE for end in (".py", "/*")))  # noqa: T201
