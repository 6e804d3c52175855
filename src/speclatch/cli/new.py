"""``speclatch new``: start a document from a profile's template."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path, PurePosixPath

from speclatch.config.model import Config
from speclatch.errors import ExitCode, UsageError
from speclatch.judging.pipeline import specs_of
from speclatch.profiles.profile import Profile
from speclatch.reports.escape import visible_path
from speclatch.scaffold.new import Start, next_id, place, start, start_metadata
from speclatch.trees import Tree
from speclatch.trees.local import LocalRepository, open_local
from speclatch.workspace.arguments import Parser
from speclatch.workspace.files import write_new
from speclatch.workspace.loading import load_config, make_case
from speclatch.workspace.output import write
from speclatch.workspace.profiles import profile_named

DESCRIPTION = """\
Start a document: the next free id, today's date, a file name that fits, the
rest of the template to be filled in.
"""


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch new", "PROFILE TITLE", DESCRIPTION, 'speclatch new exec-spec "Refund window"')
    made.add_argument("profile", metavar="PROFILE", help="exec-spec, implementation-spec, or one of yours.")
    made.add_argument("title", metavar="TITLE", help="The document's title.")
    made.add_argument("--path", default="", metavar="FILE", help="Where to put it; default: as the profile says.")
    made.add_argument("--dry-run", action="store_true", help="Print the document, write nothing.")
    made.config()
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Write the document, and the file beside it that holds its front matter, where its profile has one."""
    title = " ".join(arguments.title.split())
    if not title:
        raise UsageError("give the document a title")
    repository = open_local(Path.cwd(), os.environ)
    tree = repository.work_tree()
    settings = load_config(tree, arguments.config)
    found = profile_named(arguments.profile, settings, tree)
    given = _given(found.profile, settings, repository, tree, title, arguments.path)
    files = {given.path: start(found.template, found.profile, settings, given)}
    if found.metadata is not None:
        beside = str(PurePosixPath(given.path).parent / found.profile.metadata)
        files[beside] = start_metadata(found.metadata, found.profile, settings, given)
    if arguments.dry_run:
        write("".join(text.decode("utf-8", "replace") for text in files.values()))
        return ExitCode.PASS
    for name, text in files.items():
        _write(repository.root, name, text)
        print(visible_path(name))
    shown = visible_path(given.path)
    print(f"speclatch: fill it in; `speclatch ready {shown}` says what is left", file=sys.stderr)
    return ExitCode.PASS


def _given(profile: Profile, config: Config, repository: LocalRepository, tree: Tree, title: str, path: str) -> Start:
    """What is filled in: looks at every spec there is, for ids and places in use.

    Raises:
        UsageError: the profile does not say where documents go.
    """
    specs = specs_of(make_case(repository, tree, config, everything=True))
    names = [PurePosixPath(name).name for name in tree.listing.entries]
    ids = [entry.text for spec in specs if (entry := spec.metadata.find("id"))]
    doc_id = next_id(profile, (*names, *ids))
    existing = [spec.path for spec in specs if spec.profile.name == profile.name]
    where = Path(path).as_posix() if path else place(profile, config, existing, doc_id, title)
    return Start(title, doc_id, where, datetime.now().astimezone().date())


def _write(root: Path, path: str, raw: bytes) -> None:
    """Write a file that is not there yet, inside the repository.

    Raises:
        UsageError: it is there, or would be elsewhere.
    """
    target = root / path
    if not target.resolve().is_relative_to(root.resolve()):
        raise UsageError(f"{visible_path(path)} is not in the repository")
    try:
        write_new(target, raw)
    except FileExistsError:
        raise UsageError(f"{visible_path(path)} is there already") from None
