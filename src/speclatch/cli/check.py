"""``speclatch check``: judge the repository that the command stands in."""

from __future__ import annotations

import enum
import os
import sys
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from speclatch.cli.codes import UsageError, code_of, told
from speclatch.cli.output import OutputFormat, render, write
from speclatch.config import CONFIG_PATHS, Config, parse_config
from speclatch.gate import Case, run
from speclatch.mend import apply, chosen, unified_diff
from speclatch.model import ChangedFile, Fix, Report, Severity
from speclatch.rules import BY_ID
from speclatch.trees import Tree, Trees
from speclatch.trees.local import LocalRepository, open_local


class FailOn(enum.Enum):
    """What fails the gate."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATHS]...", help="Specs or folders; default: what changed."),
    ] = None,
    base: Annotated[str, typer.Option(help="Compare with where this ref and HEAD parted.", metavar="REF")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Judge every spec of the repository.")] = False,
    output_format: Annotated[OutputFormat, typer.Option("--format", help="How to report.")] = OutputFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", help="Write the report to this file.", metavar="FILE")
    ] = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="The least severity that fails.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply safe fixes to the files.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show safe fixes as a patch, change nothing.")] = False,
    config: Annotated[
        Path | None, typer.Option("--config", help="Configuration; default: .speclatch.yml.", metavar="FILE")
    ] = None,
) -> None:
    """Judge specs: the ones changed since the default branch, and those the change breaks.

    Exit codes: 0 pass, 1 fail, 2 bad usage or configuration, 3 the gate could not judge.
    """
    with told():
        if everything and (paths or base):
            raise UsageError("--all judges everything; leave out PATHS and --base")
        repository = open_local(Path.cwd(), os.environ)
        tree = repository.work_tree()
        settings = load_config(tree, config, fail_on)
        only = named_paths(paths, repository.root, tree) if paths else None
        case = make_case(repository, tree, settings, only, base=base, everything=everything)
        report = run(case)
        if diff or fix:
            changed = mended(report, tree)
            if diff:
                sys.stdout.write(unified_diff({path: tree.read(path) for path in changed}, changed))
                raise SystemExit(code_of(report))
            write_files(repository.root, changed)
            report = run(
                make_case(repository, repository.work_tree(), settings, only, base=base, everything=everything)
            )
        write(render(report, output_format, output), output)
        raise SystemExit(code_of(report))


def load_config(tree: Tree, named: Path | None, fail_on: FailOn | None) -> Config:
    """The configuration in force on a laptop: the one named, else the repository's, else the defaults."""
    if named is not None:
        if not named.is_file():
            raise UsageError(f"there is no configuration file {named}")
        found = parse_config(named.read_bytes(), str(named), BY_ID)
    else:
        found = config_in(tree, CONFIG_PATHS)
    if fail_on is None:
        return found
    from dataclasses import replace

    return replace(found, fail_on=None if fail_on is FailOn.NEVER else Severity(fail_on.value))


def config_in(tree: Tree, names: Collection[str]) -> Config:
    """The first configuration that a tree holds, ``pyproject.toml`` last; the defaults if it holds none.

    Raises:
        ConfigError: it cannot be used.
    """
    for name in names:
        if name in tree.listing.entries:
            return parse_config(tree.read(name), name, BY_ID)
    if "pyproject.toml" in tree.listing.entries:
        raw = tree.read("pyproject.toml")
        if b"[tool.speclatch" in raw:
            return parse_config(raw, "pyproject.toml", BY_ID)
    return Config()


def named_paths(paths: list[Path], root: Path, tree: Tree) -> frozenset[str]:
    """Files of the repository that the arguments name; a folder names all that is in it.

    Raises:
        UsageError: a path leads out of the repository or to nothing.
    """
    found: set[str] = set()
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link that is to be judged
        try:
            relative = absolute.relative_to(root)
        except ValueError:
            try:
                relative = absolute.resolve().relative_to(root.resolve())
            except ValueError:
                raise UsageError(f"{path} is not in the repository {root}") from None
        name = PurePosixPath(relative).as_posix()
        inside = [entry for entry in tree.listing.entries if name == "." or entry.startswith(f"{name}/")]
        if name in tree.listing.entries:
            found.add(name)
        elif inside:
            found.update(inside)
        else:
            raise UsageError(f"there is no file {path} that git would track")
    return frozenset(found)


def make_case(
    repository: LocalRepository,
    tree: Tree,
    config: Config,
    only: frozenset[str] | None,
    *,
    base: str,
    everything: bool,
) -> Case:
    """What is judged: everything, the named paths, or what changed since the base."""
    changes: tuple[ChangedFile, ...] | None = None
    before = tree
    if not everything and (only is None or base):
        start = base or repository.default_base() or ("HEAD" if repository.has_commits() else "")
        if start:
            commit = repository.merge_base(start)
            changes = repository.changes(commit, repository.work_tree())
            before = repository.tree(commit)
    return Case(Trees(before, tree, tree), config, tree, changes, only)


def mended(report: Report, tree: Tree) -> dict[str, bytes]:
    """The files that safe fixes change, with their new content."""
    fixes: list[Fix] = [
        judged.finding.fix for judged in report.findings if judged.finding.fix is not None and judged.finding.fix.safe
    ]
    return {path: apply(tree.read(path), edits) for path, edits in chosen(fixes).items()}


def write_files(root: Path, contents: Mapping[str, bytes]) -> None:
    """Put new contents in place, each file whole or not at all; its mode stays."""
    for path, raw in contents.items():
        target = root / path
        mode = target.stat().st_mode
        beside = target.with_name(f".{target.name}.speclatch")
        beside.write_bytes(raw)
        beside.chmod(mode)
        beside.replace(target)
        print(f"fixed {path}", file=sys.stderr)
