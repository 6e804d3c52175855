"""The command line as a whole: help that fits a screen, and nothing imported that is not needed."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from tests.cli.conftest import Repository, environment, in_a_process

from speclatch import __version__
from speclatch.cli.application import COMMANDS

SLOW = ("github", "jinja2", "rich", "pydantic", "typer", "pathspec", "requests", "asyncio", "unidiff")


def test_version(repository: Repository) -> None:
    """The version is told."""
    ran = repository.run("--version")

    assert (0, f"speclatch {__version__}\n") == (ran.code, ran.out)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], []])
def test_help_names_every_command(repository: Repository, arguments: list[str]) -> None:
    """The help lists every command with what it does, none cut short."""
    out = repository.run(*arguments)
    text = out.out + out.err

    assert [] == [command.name for command in COMMANDS if f"  {command.name}" not in text]
    assert [] == [command.summary for command in COMMANDS if command.summary not in text]


@pytest.mark.parametrize("name", ["", *(command.name for command in COMMANDS)])
def test_help_fits_a_screen(tmp_path: Path, name: str) -> None:
    """80 columns and 24 lines hold the help of each command."""
    ran = in_a_process(tmp_path, *([name] if name else []), "--help", COLUMNS="80", LINES="24")
    lines = ran.out.splitlines()

    assert 0 == ran.code
    assert len(lines) <= 24, ran.out
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_commands_are_there(command: object) -> None:
    """Each entry of the table leads to a function that says what it does."""
    entry = next(one for one in COMMANDS if one is command)
    function = getattr(import_module(f"speclatch.cli.{entry.module}"), entry.function)

    assert inspect.getdoc(function)


def test_an_unknown_command_ends_with_2(repository: Repository) -> None:
    """The nearest one is named."""
    ran = repository.run("chekc")

    assert (2, "") == (ran.code, ran.out)
    assert "chekc" in ran.err


def test_a_check_imports_only_what_it_needs(depot: Repository) -> None:
    """Without configuration and options, nothing slow is imported to judge a spec that passes."""
    depot.git("rm", "--quiet", ".speclatch.yml")
    depot.commit()
    depot.edit("docs/21-exec-spec/EXEC-014-collection-slots.md", "owner: ", "owner: the ")
    script = (
        "import sys\nsys.argv = ['speclatch', 'check']\nfrom speclatch.cli import main\ncode = main()\n"
        f"found = [name for name in {SLOW!r} if name in sys.modules]\n"
        "print(code, found, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], cwd=depot.root, capture_output=True, text=True, env=environment()
    )

    assert "0 ['unidiff']\n" == done.stderr or "0 []\n" == done.stderr


def test_rules_and_explain(repository: Repository) -> None:
    """Every rule is listed once; each can be explained; a slip is answered with the nearest."""
    listed = repository.run("rules").out.splitlines()[1:]
    explained = repository.run("explain", listed[0].split()[0])
    slip = repository.run("explain", "reference-brokn")

    assert sorted({line.split()[0] for line in listed}) == sorted(line.split()[0] for line in listed)
    assert explained.out.startswith(f"# {listed[0].split()[0]}\n")
    assert (2, "speclatch: there is no rule 'reference-brokn'; did you mean 'reference-broken'?\n") == (
        slip.code,
        slip.err,
    )
