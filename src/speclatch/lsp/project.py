"""A repository as an editor has it: the checkout, the texts that are not saved, and what the gate says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from speclatch.judging.evidence import SnapshotEvidence
from speclatch.judging.pipeline import Case, run, snapshots
from speclatch.model import JudgedFinding, Report
from speclatch.references.home import Home
from speclatch.specs.catalogue import Spec
from speclatch.specs.documents import DocumentCache
from speclatch.trees import Trees
from speclatch.trees.unsaved import UnsavedTree
from speclatch.workspace.checkout import Checkout, open_checkout
from speclatch.workspace.loading import baseline_in, home_of


@dataclass(frozen=True, eq=False)
class View:
    """A document as it is typed, and the repository around it.

    ``spec`` is None for a document that is no spec, or cannot be read.
    """

    path: str
    root: Path
    lines: tuple[str, ...]
    report: Report
    evidence: SnapshotEvidence
    spec: Spec | None

    @property
    def findings(self) -> tuple[JudgedFinding, ...]:
        """What was found and counts: what a baseline knows is not said to whoever types."""
        return tuple(judged for judged in self.report.findings if judged.counts)

    def lines_of(self, path: str) -> tuple[str, ...]:
        """The lines of a file of the repository; none where it cannot be read."""
        if path == self.path:
            return self.lines
        linked = self.evidence.references.index.document(path)
        return linked.lines if linked is not None else ()


class Project:
    """One repository.

    The checkout is looked at once, and again after ``refresh``; documents that were parsed stay, so that an edit costs
    the document it is made in.

    Args:
        root: a folder of the checkout.
    """

    def __init__(self, root: Path) -> None:
        self._start = root
        self._texts: dict[str, bytes] = {}
        self._documents = DocumentCache()
        self._views: dict[str, View] = {}

    @cached_property
    def checkout(self) -> Checkout:
        """The checkout as it was last looked at; raises as ``open_checkout`` does."""
        return open_checkout(directory=self._start, warned=True)

    @cached_property
    def _home(self) -> Home:
        return home_of(self.checkout.repository)

    @cached_property
    def _known(self) -> frozenset[str]:
        return baseline_in(self.checkout.tree).fingerprints

    @property
    def texts(self) -> Mapping[str, bytes]:
        """What is typed, by path."""
        return self._texts

    def path_of(self, file: Path) -> str | None:
        """What a file is called in the repository; None for one outside."""
        root = self.checkout.repository.root
        for one, top in ((file, root), (file.resolve(), root.resolve())):
            if one.is_relative_to(top):
                return one.relative_to(top).as_posix()
        return None

    def file_of(self, path: str) -> Path:
        """Where a file of the repository is."""
        return self.checkout.repository.root / path

    def type(self, path: str, raw: bytes | None) -> None:
        """Take over what a file holds in the editor; None: it is closed, and the disk counts."""
        self._documents.forget(path)
        self._views.clear()
        if raw is None:
            self._texts.pop(path, None)
        else:
            self._texts[path] = raw

    def refresh(self) -> None:
        """Look at the checkout anew: a file was saved, or something else has changed it."""
        self._views.clear()
        for name in ("checkout", "_home", "_known"):
            self.__dict__.pop(name, None)

    def view(self, path: str) -> View:
        """What the gate says of a document as it is typed.

        Raises:
            SpeclatchError: the gate could not look; the message says why.
        """
        if path not in self._views:
            self._views[path] = self._look(path)
        return self._views[path]

    def _look(self, path: str) -> View:
        tree = UnsavedTree(self.checkout.tree, dict(self._texts))
        trees = Trees(tree, tree, tree)
        case = Case(trees, self.checkout.config, tree, only=(path,), baseline=self._known, home=self._home)
        versions = snapshots(case, self._documents)
        report = run(case, versions=versions)
        snapshot = versions[0]
        spec = snapshot.classify(path)
        raw = tree.read(path) if path in tree.listing.entries else b""
        lines = tuple(raw.decode("utf-8", "replace").split("\n"))
        evidence = SnapshotEvidence(snapshot, None, (path,))
        root = self.checkout.repository.root
        return View(path, root, lines, report, evidence, spec if isinstance(spec, Spec) else None)
