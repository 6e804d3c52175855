"""``speclatch mv``: move a document with git, and rewrite every reference to it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import basename, dirname, join

from speclatch.documents import UnreadableError
from speclatch.errors import ExitCode, UsageError
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
from speclatch.workspace.moving import broken_links, left_behind, settings_after
from speclatch.workspace.output import warn

DESCRIPTION = """\
Move a document, or a folder of them, with git, and rewrite every reference to
it: paths and ids in front matter and behind labels, links, addresses of the
repository's own pages. What the document itself refers to goes along, and so
does a file beside it that holds its metadata. A new
id in the file's name is put wherever the old one stood for it. Configuration
and baseline follow. Other files that name it (CODEOWNERS, mkdocs.yml, .rst) are
left as they are, and named.
"""
MOST_TOLD = 20
"""Files that are left as they are and named one by one."""


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
    held = _held(landing)
    _refuse_metadata(old, held, moves)
    beside = _beside(landing, moves, held)
    moves |= beside
    links = list(broken_links(landing.listing, moves, repository.root))
    found = rewriting(_pages(landing), landing.index, moves)
    changed = {moves.get(path, path): apply(tree.read(path), edits) for path, edits in found.edits.items()}
    settings = settings_after(tree, old, new, moves)
    left = list(left_behind(tree, old, {*found.edits, *settings}, is_folder=old not in moves))
    for path, to in ((old, new), *beside.items()):
        repository.move(path, to)
    for path, raw in sorted({**changed, **settings}.items()):
        replace_file(repository.root / path, raw)
    _report({old: new, **beside}, changed, sum(map(len, found.edits.values())))
    for path in sorted(settings):
        print(f"rewrote {visible_path(path)}")
    _warn_of_profiles(landing, moves)
    for path in links:
        warn(f"the link {visible_path(path)} leads nowhere now: make it anew")
    for one in found.hidden:
        warn(f"{visible_path(one.location.path)}:{one.location.line}: {visible_path(as_written(one))} is left as it is")
    for path, line, said in left[:MOST_TOLD]:
        warn(f"{visible_path(moves.get(path, path))}:{line}: {visible_path(said)} is left as it is")
    if len(left) > MOST_TOLD:
        warn(f"{plural(len(left) - MOST_TOLD, 'more file')} may name what has moved")
    return ExitCode.PASS


def _held(landing: Snapshot) -> dict[str, list[str]]:
    """The files beside specs that hold their metadata, each with the specs."""
    held: dict[str, list[str]] = {}
    for spec in landing.catalogue.specs.values():
        for path in {entry.location.path for entry in spec.metadata.entries} - {spec.path}:
            held.setdefault(path, []).append(spec.path)
    return held


def _refuse_metadata(old: str, held: Mapping[str, list[str]], moves: Mapping[str, str]) -> None:
    """Refuse to take a file of metadata away from its spec.

    Raises:
        UsageError: it is one, and its spec stays.
    """
    stay = [spec for spec in held.get(old, ()) if spec not in moves]
    if stay:
        spec = visible_path(stay[0])
        raise UsageError(f"{visible_path(old)} holds the metadata of {spec}: move that, and it goes along")


def _beside(landing: Snapshot, moves: Mapping[str, str], held: Mapping[str, list[str]]) -> dict[str, str]:
    """The files beside specs that move which hold their metadata, and no other spec's, each with its new path."""
    found: dict[str, str] = {}
    for path, [one, *others] in held.items():
        to = join(dirname(moves.get(one, one)), basename(path))
        if one in moves and path not in moves and not others and to != path and to not in landing.listing:
            found[path] = to
    return found


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


def _report(moves: Mapping[str, str], changed: Mapping[str, bytes], edits: int) -> None:
    """Say what was moved and what was rewritten."""
    for old, new in moves.items():
        print(f"moved {visible_path(old)} to {visible_path(new)}")
    for path in sorted(changed):
        print(f"rewrote {visible_path(path)}")
    if edits:
        print(f"{plural(edits, 'reference')} in {plural(len(changed), 'file')}")
