"""``speclatch init``: look at the repository, say what was found, write the files that set the gate up."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from speclatch.config.model import CONFIG_PATHS, Config
from speclatch.documents import UnreadableError, parse
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
from speclatch.workspace.endings import exit_on_error
from speclatch.workspace.loading import PYPROJECT, make_case
from speclatch.workspace.output import coloured
from speclatch.workspace.progress import shown


def command(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the files, write nothing.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the configuration's JSON Schema and exit.")] = False,
) -> None:
    """Set the gate up: configuration, workflow, pre-commit hook, and a ruleset that requires the check.

    Says what it found in the repository. What is there already is never overwritten.
    """
    if schema:
        print(json.dumps(_schema(), indent=2))
        return
    with exit_on_error():
        repository = open_local(Path.cwd(), os.environ)
        tree = repository.work_tree()
        with shown("looking at the repository"):
            found = _survey(repository, tree)
        sys.stdout.write(coloured(_findings(found)))
        for file in setup_files(found):
            there = _there(file, repository.root, tree)
            if there:
                print(f"left alone  {there}")
                if file.path == PRE_COMMIT:
                    print(f"            add to its `repos:`\n{pre_commit_entry()}", end="")
            elif dry_run:
                print(f"\n--- {visible_path(file.path)}\n{file.text}", end="")
            else:
                _write(repository.root / file.path, file.text)
                print(f"wrote       {visible_path(file.path)}: {file.use}")
        print(_next(dry_run=dry_run))


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


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _next(*, dry_run: bool) -> str:
    if dry_run:
        return "\nNothing was written: run `speclatch init` without --dry-run."
    return (
        "Next: `speclatch check --all` shows what the gate would say; `speclatch baseline` records it, so that only"
        " new findings fail."
    )
