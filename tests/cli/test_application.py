"""The command line as a whole: help that fits a screen, and nothing imported that is not needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Repository, environment, in_a_process, on_a_terminal

from speclatch import __version__
from speclatch.cli.application import COMMANDS, Command, module_of

EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"

SLOW = ("github", "jinja2", "rich", "pydantic", "pathspec", "requests", "asyncio", "unidiff")


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(repository: Repository, flag: str) -> None:
    """The version is printed."""
    ran = repository.run(flag)

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
def test_commands_are_there(command: Command) -> None:
    """Each entry of the table leads to a module whose help names it, says what it does, and shows an example."""
    shown = module_of(command).parser().format_help()

    assert shown.startswith(f"usage: speclatch {command.name} [OPTIONS]")
    assert f"example: speclatch {command.name}" in shown or "example: uses: speclatch" in shown


REFUSED = {
    "chekc": "there is no command 'chekc'; did you mean 'check'? (see `speclatch --help`)",
    "--verson": "there is no option --verson; did you mean '--version'? (see `speclatch --help`)",
    "check --hook": "there is no option --hook; it belongs to `speclatch ready` (see `speclatch check --help`)",
    "status --fix": "there is no option --fix; it belongs to `speclatch check` (see `speclatch status --help`)",
    "check --stat": "there is no option --stat; did you mean '--statistics'? (see `speclatch check --help`)",
    "new --formt": "there is no option --formt (see `speclatch new --help`)",
    "check --formt json": "there is no option --formt; did you mean '--format'? (see `speclatch check --help`)",
    "check --format=josn": "--format: 'josn' is none of text, json, sarif, github, markdown, junit, gitlab;"
    " did you mean 'json'? (see `speclatch check --help`)",
    "check --output jsno:a.json": "--output: 'jsno' is none of text, json, sarif, github, markdown, junit, gitlab;"
    " did you mean 'json'? (see `speclatch check --help`)",
    "check --base": "--base needs a value (see `speclatch check --help`)",
    "check --base=": "--base needs a value (see `speclatch check --help`)",
    "check --output json:": "--output: 'json:' names no file (see `speclatch check --help`)",
    "check --all=yes": "--all takes no value (see `speclatch check --help`)",
    "ready": "SPEC is missing (see `speclatch ready --help`)",
    "new exec-spec": "TITLE is missing (see `speclatch new --help`)",
    "derive a b": "'b' is one argument too many (see `speclatch derive --help`)",
    "explain reference-brokn": "there is no rule 'reference-brokn'; did you mean 'reference-broken'?",
    "check --fix --diff": "--diff shows what --fix would do; give one of them",
    "check --quiet --statistics": "--quiet leaves out what --statistics counts; give one of them",
    "check --quiet --format json": "--statistics and --quiet shorten the text; json is written whole",
    "check --shard 1/2": "--shard is a part of everything: it goes with --all",
    "check --stdin-filename a.md --all": "--stdin-filename judges one text; leave out PATH, --all, --base and --fix",
    "check --config nowhere.yml": "there is no configuration file nowhere.yml",
    "status r.json --shard 1/2": "--shard is a part of this repository, and REPORTs are read as they are",
    "status --format evidence --shard 1/2": "evidence is of the commit as it is: leave out REPORT, --shard and"
    " --config",
    "status --reviews r.json": "--reviews goes with --format evidence",
    "prove --at-least much": "--at-least: 'much' is no share between 0 and 1 (see `speclatch prove --help`)",
    "check --diff --format json": "--diff prints a patch: it goes with --output FILE, and with no other form of report",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_done_is_refused_in_a_sentence(repository: Repository, line: str) -> None:
    """Exit 2, nothing on stdout, and what was meant where that is near."""
    ran = repository.run(*line.split())

    assert (2, "", f"speclatch: {REFUSED[line]}\n") == (ran.code, ran.out, ran.err)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--base", ""), "--base needs a value"),
        (("check", "--stdin-filename", ""), "--stdin-filename needs a value"),
        (("check", ""), "an argument is empty: is the variable set?"),
        (("check", "--all", ""), "an argument is empty: is the variable set?"),
        (("ready", "--", ""), "an argument is empty: is the variable set?"),
    ],
)
def test_a_variable_that_nobody_set_chooses_nothing(repository: Repository, arguments: list[str], said: str) -> None:
    """An empty text is no value: as a base it would be the default, as a path the whole repository."""
    ran = repository.run(*arguments)

    assert (2, "", f"speclatch: {said} (see `speclatch {arguments[0]} --help`)\n") == (ran.code, ran.out, ran.err)


def test_options_and_arguments_in_any_order(depot: Repository) -> None:
    """An option may stand between the paths, and ``--`` ends the options."""
    one, other = EXEC, "specs"
    mixed = depot.run("check", one, "--format", "json", other)
    ended = depot.run("check", "--format", "json", "--", one, other)

    assert (0, mixed) == (mixed.code, ended)


@pytest.mark.parametrize("before", [(), ("--format", "json")])
@pytest.mark.parametrize("name", ["-odd.md", "--all", "--"])
def test_what_follows_two_dashes_is_a_path(depot: Repository, before: tuple[str, ...], name: str) -> None:
    """A document may be called like an option, and a tool that passes names on cannot know."""
    (depot.root / name).write_text((depot.root / EXEC).read_text(encoding="utf-8"), encoding="utf-8")
    meant = depot.run("check", *before, f"./{name}")
    named = depot.run("check", *before, "--", name)

    assert (meant.code, meant.out) == (named.code, named.out)
    assert name in named.out
    assert named.code in {0, 1}


COMPLETED = {"speclatch che": "check", "speclatch check --form": "--format", "speclatch check --format sa": "sarif"}


@pytest.mark.parametrize("line", COMPLETED)
def test_bash_completes(repository: Repository, line: str) -> None:
    """Commands, options and the words that they take, by the script that is printed."""
    script = (
        f"COMP_WORDS=({line}) COMP_CWORD={len(line.split()) - 1}\ncomplete() {{ :; }}\n"
        f"{repository.run('--completion', 'bash').out}\n"
        '_speclatch; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)

    assert COMPLETED[line] in done.stdout.split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_option(repository: Repository, shell: str) -> None:
    """What a command declares is completed, whatever the shell."""
    script = repository.run("--completion", shell).out
    flags = {flag for command in COMMANDS for flag in module_of(command).parser().flags if flag.startswith("--")}

    assert [] == [flag for flag in flags if flag.strip("-") not in script]


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


@pytest.mark.skipif(os.name != "posix", reason="stands before git as a shell script")
def test_a_check_of_one_spec_asks_git_nothing_twice(depot: Repository, tmp_path: Path) -> None:
    """Each process of git takes as long as judging a section; what one has said is not asked for again."""
    said, git = tmp_path / "said", shutil.which("git")
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\necho "$*" >>"{said}"\nexec "{git}" "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    environ = environment() | {"PATH": f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-I", "-m", "speclatch", "check", "docs/21-exec-spec/EXEC-014-collection-slots.md"]
    subprocess.run(command, cwd=depot.root, env=environ, check=True, capture_output=True)
    asked = said.read_text(encoding="utf-8").splitlines()

    assert sorted(set(asked)) == sorted(asked)
    assert len(asked) <= 10


def test_explain_shows_a_page_on_a_terminal(repository: Repository) -> None:
    """Its headings stand as such, without their marks, and no line is wider than the terminal."""
    shown = on_a_terminal(repository.root, "explain", "reference-broken", NO_COLOR="1").replace("\r", "")

    assert "reference-broken" in shown
    assert "#" not in shown.partition("Example")[0]
    assert 100 >= max(map(len, shown.splitlines()))


def test_rules_and_explain(repository: Repository) -> None:
    """Every rule is listed once, and each can be explained."""
    listed = repository.run("rules").out.splitlines()[1:]
    explained = repository.run("explain", listed[0].split()[0])

    assert sorted({line.split()[0] for line in listed}) == sorted(line.split()[0] for line in listed)
    assert explained.out.startswith(f"# {listed[0].split()[0]}\n")
