"""Trees held in memory, and the changes between two of them: judging without a repository."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from speclatch.config.model import CONFIG_PATHS, Config
from speclatch.config.reader import parse_config
from speclatch.judging.pipeline import Case, run
from speclatch.model import ChangedFile, ChangeKind, Report
from speclatch.rules import BY_ID
from speclatch.specs.pull_request import PullRequestFacts
from speclatch.trees import Entry, EntryKind, Listing, Trees
from speclatch.workspace.policy_files import policy_change


class MemoryTree:
    """A tree of path -> bytes; ``links`` are symbolic links, path -> target."""

    def __init__(self, files: Mapping[str, bytes], links: Mapping[str, str] | None = None) -> None:
        """Take the contents."""
        self.links = dict(links or {})
        self.files = {**files, **{path: target.encode() for path, target in self.links.items()}}

    @classmethod
    def of_folder(cls, root: Path) -> MemoryTree:
        """Everything below a folder."""
        paths = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
        links = {
            path.relative_to(root).as_posix(): str(path.readlink()) for path in root.rglob("*") if path.is_symlink()
        }
        return cls({path.relative_to(root).as_posix(): path.read_bytes() for path in paths}, links)

    @cached_property
    def listing(self) -> Listing:
        """Every path."""
        return Listing({path: self._entry(path, raw) for path, raw in self.files.items()})

    def _entry(self, path: str, raw: bytes) -> Entry:
        kind = EntryKind.SYMLINK if path in self.links else EntryKind.FILE
        return Entry(path, kind, hashlib.sha1(raw, usedforsecurity=False).hexdigest(), len(raw))

    def read(self, path: str) -> bytes:
        """The content at a path."""
        return self.files[path]

    def prefetch(self, paths: Iterable[str]) -> None:
        """Nothing is far away."""

    def stream(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Each path with its content."""
        return ((path, self.files[path]) for path in paths)

    @property
    def config(self) -> Config:
        """The configuration that the tree holds, or the defaults."""
        name = next((name for name in CONFIG_PATHS if name in self.files), None)
        return parse_config(self.files[name], name, BY_ID) if name else Config()


def changes_between(base: MemoryTree, head: MemoryTree) -> tuple[ChangedFile, ...]:
    """What differs; a deleted file whose very content appears under another name was renamed."""
    gone = {path: raw for path, raw in base.files.items() if path not in head.files}
    found: list[ChangedFile] = []
    for path, raw in sorted(head.files.items()):
        if path not in base.files:
            old = next((name for name, content in gone.items() if content == raw), None)
            if old is not None:
                del gone[old]
                found.append(ChangedFile(path, ChangeKind.RENAMED, old))
            else:
                found.append(ChangedFile(path, ChangeKind.ADDED))
        elif base.files[path] != raw or (path in base.links) != (path in head.links):
            found.append(ChangedFile(path, ChangeKind.MODIFIED))
    found.extend(ChangedFile(path, ChangeKind.DELETED) for path in gone)
    return tuple(sorted(found, key=lambda changed: changed.path))


def audit(files: Mapping[str, bytes | str] | MemoryTree, config: Config | None = None) -> Report:
    """Judge everything in a tree."""
    tree = as_tree(files)
    return run(Case(Trees(tree, tree, tree), config or tree.config, tree))


def compare(
    base: Mapping[str, bytes | str] | MemoryTree,
    head: Mapping[str, bytes | str] | MemoryTree,
    config: Config | None = None,
    pull_request: PullRequestFacts | None = None,
) -> Report:
    """Judge what a change from ``base`` to ``head`` does, by the base's configuration."""
    before, after = as_tree(base), as_tree(head)
    changes = changes_between(before, after)
    amended = policy_change(before, after, changes, CONFIG_PATHS)
    config = config or before.config
    trees = Trees(before, after, after)
    return run(Case(trees, config, before, changes, policy_change=amended, pull_request=pull_request))


def as_tree(files: Mapping[str, bytes | str] | MemoryTree) -> MemoryTree:
    """A tree of texts or bytes."""
    if isinstance(files, MemoryTree):
        return files
    return MemoryTree({path: raw.encode() if isinstance(raw, str) else raw for path, raw in files.items()})


def told(report: Report) -> list[tuple[str, int, str, str]]:
    """The findings as (path, line, severity, rule)."""
    return [
        (one.finding.location.path, one.finding.location.line, one.severity.value, one.finding.rule)
        for one in report.findings
    ]
