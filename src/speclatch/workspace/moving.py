"""What besides documents names a path that moves: the configuration, and the baseline."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from posixpath import basename, dirname

from speclatch.config.model import BASELINE_PATH, CONFIG_PATHS
from speclatch.documents.quoting import escaped
from speclatch.judging.baseline import moved, read_baseline, write_baseline
from speclatch.patterns import lazy_re
from speclatch.references.paths import lexical, reads_as_markdown
from speclatch.trees import EntryKind, Listing, Tree, read_regular
from speclatch.workspace.loading import PYPROJECT, configurations

MAX_SEARCHED = 2_000_000
"""Bytes of the largest file in which a path is looked for: larger ones are data."""
_TABLE = lazy_re(rb"^\[tool\.speclatch\b.*?(?=^\[(?!\[?tool\.speclatch\b)|\Z)", re.MULTILINE | re.DOTALL)


def settings_after(tree: Tree, old: str, new: str, moves: Mapping[str, str]) -> dict[str, bytes]:
    """The files of settings that name what moves, each with its new content.

    Args:
        tree: before the move.
        old: the file or folder that moves.
        new: its new path.
        moves: the new path of each file.
    """
    names = [*configurations(tree, CONFIG_PATHS)]
    before = {name: read_regular(tree, name) for name in names}
    after = {name: _settings(name, raw, old, new, is_folder=old not in moves) for name, raw in before.items()}
    if BASELINE_PATH in tree.listing.entries:
        before[BASELINE_PATH] = read_regular(tree, BASELINE_PATH)
        known = read_baseline(before[BASELINE_PATH], BASELINE_PATH)
        if moves.keys() & known.findings.keys():
            after[BASELINE_PATH] = write_baseline(moved(known, moves))
    return {name: raw for name, raw in after.items() if raw != before[name]}


def _settings(name: str, raw: bytes, old: str, new: str, *, is_folder: bool) -> bytes:
    if name == PYPROJECT:
        return _TABLE.sub(lambda found: renamed(found[0], old, new, is_folder=is_folder), raw)
    return renamed(raw, old, new, is_folder=is_folder)


def left_behind(tree: Tree, old: str, done: Collection[str], *, is_folder: bool) -> Iterator[tuple[str, int, str]]:
    """Where files that are no Markdown name what moves, and nobody rewrites them: path, line (from 1), the words.

    By its path from the root or from the file, or by the end of it that holds a folder, as in ``mkdocs.yml``.
    One place a file, in the order of the tree; what is large or no text is passed over.

    Args:
        tree: before the move.
        old: the file or folder that moves.
        done: the files that are rewritten.
        is_folder: whether it is a folder: then a word alone names nothing.
    """
    name = os.fsencode(basename(old))
    end = rb"(?=/|[\s\"'`)\]},;:]|\Z)" if is_folder else rb"(?![\w-]|\.\w)"
    token = re.compile(rb"(?<![\w.@%+/-])[\w.@%+/-]{0,1000}?(?<![\w.-])" + re.escape(name) + end)
    kinds = (EntryKind.FILE, EntryKind.EXECUTABLE)
    paths = [
        path
        for path, entry in tree.listing.entries.items()
        if entry.kind in kinds and path not in done and not reads_as_markdown(path)
    ]
    for path, raw in tree.stream(paths):
        if name not in raw or len(raw) > MAX_SEARCHED or b"\0" in raw[:8000]:
            continue
        for found in token.finditer(raw):
            said = os.fsdecode(found[0])
            is_path = "/" in said or raw[found.end() : found.end() + 1] == b"/" or not is_folder
            if is_path and _means(said, path, old):
                yield path, raw.count(b"\n", 0, found.start()) + 1, said
                break


def _means(said: str, path: str, old: str) -> bool:
    """Whether what stands in a file means what moves."""
    bare = re.sub(r"^(?:\.{0,2}/)+", "", said)
    return old in (lexical(said, dirname(path)), bare) or ("/" in bare and old.endswith(f"/{bare}"))


def broken_links(listing: Listing, moves: Mapping[str, str], root: Path) -> Iterator[str]:
    """The symbolic links that lead to what moves, or move themselves, and will lead nowhere; before the move."""
    after = Listing({moves.get(path, path): entry for path, entry in listing.entries.items()})
    for path, entry in listing.entries.items():
        if entry.kind is not EntryKind.SYMLINK or not (root / path).is_symlink():
            continue
        target = (root / path).readlink().as_posix()
        there, now = moves.get(path, path), lexical(target, dirname(path))
        then = lexical(target, dirname(there))
        if now in listing and then not in after:
            yield there


def renamed(raw: bytes, old: str, new: str, *, is_folder: bool) -> bytes:
    """A configuration's text where a file, or the folder that paths and globs begin with, has its new name."""
    end = rb"(?=/)" if is_folder else rb"(?![\w/*-]|\.\w)"
    named = re.compile(rb"(?<![\w.*?}\])/-])" + re.escape(os.fsencode(old)) + end)
    return named.sub(lambda found: os.fsencode(_as_quoted(new, raw, found.start())), raw)


_QUOTE = lazy_re(rb"""(?:^|(?<=[\s\[{,:=]))(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|(?P<open>['"]))|#.*|.""")
"""A quoted value on one line, whole, or what of one stands before the end of the text."""


def _as_quoted(text: str, raw: bytes, start: int) -> str:
    """A text as the quotes have it in which the place ``start`` of a configuration stands."""
    before = raw[raw.rfind(b"\n", 0, start) + 1 : start]
    opened = next((found["open"] for found in _QUOTE.finditer(before) if found["open"]), b"")
    return escaped(text, opened.decode()) if opened else text
