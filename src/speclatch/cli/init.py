"""``speclatch init``: look at the repository, say what was found, write the files that set the gate up."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from speclatch.config.model import CONFIG_PATHS, Config
from speclatch.documents import UnreadableError, parse
from speclatch.errors import ExitCode
from speclatch.judging.pipeline import specs_of
from speclatch.profiles.load import load_profiles
from speclatch.profiles.profile import Profile
from speclatch.profiles.template import derive
from speclatch.reports.escape import visible_path
from speclatch.reports.numbers import plural
from speclatch.reports.quote import Span
from speclatch.rules import BY_ID
from speclatch.scaffold.files import CONFIG, PRE_COMMIT, SetupFile, pre_commit_entry, setup_files
from speclatch.scaffold.survey import Survey, possible_templates, survey, template_name, trial_config
from speclatch.trees import EntryKind, Tree
from speclatch.trees.local import LocalRepository, open_local
from speclatch.workspace.arguments import Parser
from speclatch.workspace.files import write_new
from speclatch.workspace.loading import PYPROJECT, make_case
from speclatch.workspace.output import coloured, write
from speclatch.workspace.progress import progress

DESCRIPTION = """\
Set the gate up: configuration, workflow, pre-commit hook, and a ruleset that
requires the check. Says what it found in the repository; what is there
already is never overwritten.
"""


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch init", "", DESCRIPTION, "speclatch init --dry-run")
    made.add_argument("--dry-run", action="store_true", help="Show the files, write nothing.")
    made.add_argument("--schema", action="store_true", help="Print the configuration's JSON Schema and exit.")
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Look at the repository, and write the files."""
    if arguments.schema:
        write(f"{json.dumps(_schema(), indent=2)}\n")
        return ExitCode.PASS
    repository = open_local(Path.cwd(), os.environ)
    tree = repository.work_tree()
    with progress("looking at the repository"):
        found = _survey(repository, tree)
    write(coloured(_findings(found)))
    for file in setup_files(found):
        _set_up(file, repository.root, tree, dry_run=arguments.dry_run)
    print(_next(dry_run=arguments.dry_run))
    return ExitCode.PASS


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


def _survey(repository: LocalRepository, tree: Tree) -> Survey:
    templates = _templates(tree)
    config = trial_config(templates)
    specs = {spec.path: spec.profile.name for spec in specs_of(make_case(repository, tree, config, everything=True))}
    profiles = {profile.name: profile for profile in load_profiles(config, tree.read)}
    return survey(tree.listing, profiles, config.profiles, specs)


def _templates(tree: Tree) -> dict[str, Profile]:
    """The repository's templates, each with the profile it asks for; two of one name are told apart by their path."""
    kinds = Config().references
    found: dict[str, Profile] = {}
    names: set[str] = set()
    for path in possible_templates(tree.listing):
        if tree.listing.entries[path].kind in (EntryKind.SYMLINK, EntryKind.SUBMODULE):
            continue
        try:
            document = parse(path, tree.read(path))
        except UnreadableError:
            continue
        name = template_name(path)
        name = path if name in names else name
        names.add(name)
        found[path] = derive(document, name, kinds)
    return found


def _findings(found: Survey) -> Iterator[Span]:
    for profile in found.profiles:
        of = f"template {visible_path(profile.template)}" if profile.template else f"built-in {profile.name}"
        yield Span("found       ", "bold")
        yield Span(f"{plural(profile.documents, 'document')} of {of}: {', '.join(map(visible_path, profile.match))}\n")
        for template in profile.kin:
            yield Span(
                f"            no path tells those of {visible_path(template)} apart: this one is for them too\n", "dim"
            )
    if not found.profiles:
        yield Span("found       no specs: what looks like a built-in template will be judged\n")
    for kind, globs in (found.folders or {}).items():
        yield Span("found       ", "bold")
        yield Span(f"{kind} documents: {', '.join(map(visible_path, globs))}\n")
    for name in found.migrations:
        yield Span("found       ", "bold")
        yield Span(f"migrations of {name}\n")


def _there(file: SetupFile, root: Path, tree: Tree) -> str:
    """What stands in a file's place already, or ``""``."""
    if file.path == CONFIG:
        for name in CONFIG_PATHS:
            if os.path.lexists(root / name):
                return name
        if PYPROJECT in tree.listing.entries and b"[tool.speclatch" in tree.read(PYPROJECT):
            return f"{PYPROJECT} ([tool.speclatch])"
    return file.path if os.path.lexists(root / file.path) else ""


def _next(*, dry_run: bool) -> str:
    if dry_run:
        return "\nNothing was written: run `speclatch init` without --dry-run."
    return (
        "Next: `speclatch check --all` shows what the gate would say; `speclatch baseline` records it, so that only"
        " new findings fail."
    )
