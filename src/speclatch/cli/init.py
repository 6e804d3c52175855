"""``speclatch init``: look at the repository, say what was found, write the files that set the gate up."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from speclatch.config.model import CONFIG_PATHS
from speclatch.errors import ExitCode, UsageError
from speclatch.judging.executors import executor_for_this_machine
from speclatch.judging.prove.results import strength
from speclatch.judging.prove.strength import Matter, prove
from speclatch.reports.escape import visible, visible_path
from speclatch.reports.numbers import plural
from speclatch.reports.quote import Span
from speclatch.rules import BY_ID
from speclatch.scaffold.agents import agents_text
from speclatch.scaffold.files import CONFIG, PRE_COMMIT, SetupFile, pre_commit_entry, setup_files
from speclatch.scaffold.practice import FAILING
from speclatch.scaffold.survey import Survey, candidate, survey
from speclatch.scaffold.trial import Tried, learn
from speclatch.trees import Tree
from speclatch.trees.local import LocalRepository, open_local
from speclatch.workspace.arguments import Parser
from speclatch.workspace.files import write_new
from speclatch.workspace.loading import PYPROJECT
from speclatch.workspace.output import coloured, write
from speclatch.workspace.progress import progress
from speclatch.workspace.proving import standards_of

MOST_UNKNOWN = 6
"""Groups of documents that are named one by one, though nothing governs them."""

DESCRIPTION = """\
Set the gate up: configuration, workflow, pre-commit hook, and a ruleset that
requires the check. Says what it found in the repository; what is there
already is never overwritten.
"""


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch init", "", DESCRIPTION, "speclatch init --dry-run")
    made.add_argument("--dry-run", action="store_true", help="Show the files, write nothing.")
    made.add_argument("--yes", action="store_true", help="Ask nothing, write the files.")
    made.add_argument(
        "--agents", action="store_true", help="Print what coding agents are told (a hook, a paragraph) and exit."
    )
    made.add_argument("--schema", action="store_true", help="Print the configuration's JSON Schema and exit.")
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Look at the repository, and write the files."""
    if arguments.schema:
        write(f"{json.dumps(_schema(), indent=2)}\n")
        return ExitCode.PASS
    if arguments.agents:
        write(agents_text())
        return ExitCode.PASS
    repository = open_local(Path.cwd(), os.environ)
    _refuse_ignored(repository)
    tree = repository.work_tree()
    with progress("looking at the repository"):
        found = survey(tree)
    config = candidate(found)
    tried, share = None, None
    if found.families:
        with progress("trying the configuration"):
            members = {family.name: family.documents for family in found.families}
            tried = learn(tree, config, members, executor_for_this_machine())
            share = _strength(tried, tree) if tried.governed else None
    write(coloured(_findings(found)))
    files = setup_files(found, tried)
    _checked(files[0])
    write(coloured(_ending(found, tried, share)))
    if not (arguments.dry_run or arguments.yes or _agreed()):
        print("Nothing was written.")
        return ExitCode.PASS
    for file in files:
        _set_up(file, repository.root, tree, dry_run=arguments.dry_run)
    print(_next(tried, dry_run=arguments.dry_run))
    return ExitCode.PASS


def _agreed() -> bool:
    """Whether the files are to be written: asked on a terminal, taken for granted elsewhere."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    try:
        answer = input("\nWrite the files? [Y/n] ")
    except EOFError:
        return False
    return answer.strip().casefold() in ("", "y", "yes")


def _refuse_ignored(repository: LocalRepository) -> None:
    """Write no configuration that git ignores: it would be in force for nobody else.

    Raises:
        UsageError: git ignores it; the message names the line that says so.
    """
    git = repository.git.with_environ(GIT_LITERAL_PATHSPECS="0")  # this command takes no other
    said = git.run("check-ignore", "--verbose", "--no-index", CONFIG, accept=(0, 1)).decode("utf-8", "replace")
    source, line, rest = [*said.split(":", 2), "", ""][:3]
    pattern = rest.partition("\t")[0]
    if pattern and not pattern.startswith("!"):
        raise UsageError(
            f"git ignores {CONFIG}, so it would be in force for nobody else: {visible_path(source)}:{line}:"
            f" `{visible(pattern)}`. Take that line out, or add `!{CONFIG}` below it."
        )


def _checked(file: SetupFile) -> None:
    """Read the configuration as every command will; a fault in it would be ours, and nothing is written."""
    from speclatch.config.reader import parse_config  # pydantic takes its time

    parse_config(file.text.encode(), file.path, BY_ID)


def _set_up(file: SetupFile, root: Path, tree: Tree, *, dry_run: bool) -> None:
    """Write a file, or say why not."""
    there = _there(file, root, tree)
    if there:
        print(f"left alone  {there}")
        if file.path == PRE_COMMIT:
            print(f"            add to its `repos:`\n{pre_commit_entry()}", end="")
    elif dry_run:
        print(f"\n--- {visible_path(file.path)}\n{file.text}", end="")
    else:
        write_new(root / file.path, file.text.encode())
        print(f"wrote       {visible_path(file.path)}: {file.use}")


def _schema() -> dict[str, Any]:
    """The configuration's schema, with the names of the rules."""
    from speclatch.config.schema import json_schema

    schema = json_schema(BY_ID)
    schema["properties"]["rules"]["propertyNames"] = {"enum": sorted(BY_ID)}
    return schema


def _findings(found: Survey) -> Iterator[Span]:
    for family in found.families:
        of = f"template {visible_path(family.template)}" if family.template else f"bundled {family.name}"
        yield Span("found       ", "bold")
        number = plural(len(family.documents), "document") if family.documents else "no document yet"
        yield Span(f"{number} of {of}: {', '.join(map(visible_path, family.match))}\n")
        for template in family.kin:
            yield Span(
                f"            no path tells those of {visible_path(template)} apart: this one is for them too\n", "dim"
            )
    if not found.families:
        yield Span("found       no specs: what looks like a bundled template will be judged\n")
    for kind, globs in found.folders.items():
        yield Span("found       ", "bold")
        yield Span(f"{kind} documents: {', '.join(map(visible_path, globs))}\n")
    for name in found.migrations:
        yield Span("found       ", "bold")
        yield Span(f"migrations of {name}\n")
    unknown = sorted(found.unknown, key=lambda one: -one.documents)
    for one in unknown[:MOST_UNKNOWN]:
        yield Span("left out    ", "bold")
        yield Span(f"{plural(one.documents, 'document')} in {visible_path(one.place)}: {one.why}\n")
    if len(unknown) > MOST_UNKNOWN:
        yield Span(f"            and {len(unknown) - MOST_UNKNOWN} smaller groups that no template is of\n", "dim")
    for path in found.idle[:MOST_UNKNOWN]:
        yield Span(f"left out    template {visible_path(path)}: no document is of it\n")


def _strength(tried: Tried, tree: Tree) -> float | None:
    """How much of what can go wrong in the documents the gate would catch, tried on some of them."""
    matter = Matter(
        tree, tried.config, standards_of(tried.config, tree), 1, only=tried.sampled, documents=tried.documents
    )
    return strength(prove(matter, executor_for_this_machine()))


def _ending(found: Survey, tried: Tried | None, share: float | None) -> Iterator[Span]:
    """What the gate says under the configuration."""
    if tried is None:
        return
    looked_at = len(tried.report.specs)
    some = f" in the {looked_at} of them that were looked at" if looked_at < tried.governed else ""
    yield Span(
        f"{plural(tried.governed, 'spec')} in {len(found.families)}"
        f" {'family' if len(found.families) == 1 else 'families'},"
        f" {plural(tried.report.verdict.errors, 'error')} today{some}\n"
    )
    if share is not None:
        yield Span(f"            of defects tried on some of them the gate would catch {share:.0%}\n", "dim")
    for name, (failing, finished) in tried.failing.items():
        if failing > FAILING * finished:
            yield Span(f"            {failing} of {finished} finished documents of {visible(name)} fail\n", "dim")


def _there(file: SetupFile, root: Path, tree: Tree) -> str:
    """What stands in a file's place already, or ``""``."""
    if file.path == CONFIG:
        for name in CONFIG_PATHS:
            if os.path.lexists(root / name):
                return name
        if PYPROJECT in tree.listing.entries and b"[tool.speclatch" in tree.read(PYPROJECT):
            return f"{PYPROJECT} ([tool.speclatch])"
    return file.path if os.path.lexists(root / file.path) else ""


def _next(tried: Tried | None, *, dry_run: bool) -> str:
    if dry_run:
        return "\nNothing was written: run `speclatch init` without --dry-run."
    if tried is not None and not tried.report.verdict.errors:
        said = "Next: commit these files; `speclatch check --all` says what is worth a look."
    else:
        said = (
            "Next: `speclatch check --all` shows what the gate would say; `speclatch baseline` records it, so that only"
            " new findings fail."
        )
    return f"{said}\nFor coding agents: `speclatch init --agents` prints a hook and a paragraph for AGENTS.md."
