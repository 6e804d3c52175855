"""``speclatch mv``: move a document with git, and rewrite every reference to it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from speclatch.documents import UnreadableError
from speclatch.errors import ExitCode
from speclatch.fixes import apply
from speclatch.judging.pipeline import snapshots
from speclatch.references.move import Page, rewriting
from speclatch.references.paths import reads_as_markdown
from speclatch.references.reference import as_written
from speclatch.references.resolver import Referring
from speclatch.reports.escape import visible_path
from speclatch.reports.numbers import plural
from speclatch.specs.catalogue import Spec
from speclatch.specs.snapshot import Snapshot
from speclatch.workspace.arguments import Parser
from speclatch.workspace.checkout import open_checkout
from speclatch.workspace.destination import moves_to
from speclatch.workspace.files import replace_file
from speclatch.workspace.loading import make_case, path_in
from speclatch.workspace.moving import settings_after
from speclatch.workspace.output import warn

DESCRIPTION = """\
Move a document, or a folder of them, with git, and rewrite every reference to
it: paths and ids in front matter and behind labels, links, addresses of the
repository's own pages. What the document itself refers to goes along. A new
id in the file's name is put wherever the old one stood for it. Configuration
and baseline follow.
"""


def parser() -> Parser:
    """The command's arguments."""
    example = "speclatch mv docs/PRD-021-slots.md docs/10-prd/PRD-021-slots.md"
    made = Parser("speclatch mv", "OLD NEW", DESCRIPTION, example)
    made.add_argument("old", metavar="OLD", help="What is moved: a tracked file or folder.")
    made.add_argument("new", metavar="NEW", help="Its new path, or the folder it goes into.")
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Move, and rewrite.

    Raises:
        UsageError: there is nothing to move, or something stands in the way.
        GitError: git would not move it.
    """
    repository, tree, config = open_checkout()
    old, new = (path_in(Path(path), repository.root) for path in (arguments.old, arguments.new))
    moves, new = moves_to(tree.listing, old, new, repository.root, into=arguments.new.endswith(("/", os.sep)))
    landing, _ = snapshots(make_case(repository, tree, config, everything=True))
    found = rewriting(_pages(landing), landing.index, moves)
    changed = {moves.get(path, path): apply(tree.read(path), edits) for path, edits in found.edits.items()}
    settings = settings_after(tree, old, new, moves)
    repository.move(old, new)
    for path, raw in sorted({**changed, **settings}.items()):
        replace_file(repository.root / path, raw)
    _report(old, new, changed, sum(map(len, found.edits.values())))
    for path in sorted(settings):
        print(f"rewrote {visible_path(path)}")
    _warn_of_profiles(landing, moves)
    for one in found.hidden:
        warn(f"{visible_path(one.location.path)}:{one.location.line}: {visible_path(as_written(one))} is left as it is")
    return ExitCode.PASS


def _warn_of_profiles(before: Snapshot, moves: Mapping[str, str]) -> None:
    """Say which specs no profile matches where they are now, and what has become one."""
    repository, tree, config = open_checkout(cache=False, warned=True)
    after, _ = snapshots(make_case(repository, tree, config, everything=True))
    for old, new in sorted(moves.items()):
        was, now = before.classify(old), after.classify(new)
        if isinstance(was, Spec) and not isinstance(now, Spec):
            warn(f"no profile matches {visible_path(new)}, so it is no spec any more: add it to `match`")
        elif isinstance(now, Spec) and not isinstance(was, Spec):
            warn(f"the profile {now.profile.name} matches {visible_path(new)}, so it is judged as a spec now")


def _pages(landing: Snapshot) -> Iterator[Referring]:
    """Every document that may refer to another: specs as their profile has them, all others as they are."""
    for path in landing.listing.entries:
        if not reads_as_markdown(path) or not landing.is_readable(path):
            continue
        spec = landing.classify(path)
        if isinstance(spec, Spec):
            yield spec
            continue
        try:
            yield Page(path, landing.parse(path, landing.read(path)), landing.config.references)
        except UnreadableError:
            continue


def _report(old: str, new: str, changed: Mapping[str, bytes], edits: int) -> None:
    """Say what was moved and what was rewritten."""
    print(f"moved {visible_path(old)} to {visible_path(new)}")
    for path in sorted(changed):
        print(f"rewrote {visible_path(path)}")
    if edits:
        print(f"{plural(edits, 'reference')} in {plural(len(changed), 'file')}")
