"""What an audit that keeps its questions sees: the same as one that keeps none, and each look is a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from tests.support.memory import MemoryTree

from speclatch.judging.evidence import SnapshotEvidence
from speclatch.judging.pipeline import Case, snapshots
from speclatch.judging.recall.answers import Answers, Question
from speclatch.judging.recall.views import RecordedEvidence
from speclatch.trees import Trees
from speclatch.trees.history import Changed

EXAMPLE = Path(__file__).parents[2] / "examples" / "repository"
DECLARED = '[submodule "lib"]\n\tpath = vendor/lib\n'


@cache
def plain() -> SnapshotEvidence:
    """The example, with a declared submodule, two numbered decisions and a link."""
    files = MemoryTree.of_folder(EXAMPLE).files
    more = {".gitmodules": DECLARED, "docs/adr/0007-queue.md": "# Queue\n", "docs/adr/README.md": "# Decisions\n"}
    tree = MemoryTree({**files, **{path: text.encode() for path, text in more.items()}}, {"docs/near": "10-prd"})
    return SnapshotEvidence(snapshots(Case(Trees(tree, tree, tree), tree.config, tree))[0])


def recorded() -> RecordedEvidence:
    """The same, seen through what keeps the questions."""
    return RecordedEvidence(Answers(plain(), lambda _: "x", ""))


SEEN: dict[str, tuple[Callable[[SnapshotEvidence], object], Question]] = {
    "paths": (lambda one: list(one.listing.entries), ("paths",)),
    "how many paths": (lambda one: len(one.listing.entries), ("paths",)),
    "what is no plain file": (lambda one: one.listing.unusual, ("entry", "docs/near")),
    "documents": (lambda one: sorted(one.references.index.documents), ("readable", "docs/adr/README.md")),
    "how many documents": (lambda one: len(one.references.index.documents), ("readable", "docs/adr/README.md")),
    "a submodule": (lambda one: "vendor/lib" in one.references.index.submodules, ("submodule", "vendor/lib")),
    "no submodule": (lambda one: "docs" in one.references.index.submodules, ("submodule", "docs")),
    "whether anything answers to an id": (lambda one: one.references.index.answers("ADR-7"), ("answers", "ADR-7")),
    "whether it is large": (lambda one: one.references.index.is_large, ("large",)),
    "Markdown": (lambda one: one.references.index.markdown, ("markdown",)),
    "registers": (lambda one: one.references.index.registers, ("markdown",)),
    "families": (lambda one: one.references.index.families, ("families",)),
    "numbers": (lambda one: dict(one.references.index.by_number), ("paths",)),
    "who has a number in a folder": (
        lambda one: one.references.index.by_numbered_name.get("docs/adr/7", ()),
        ("look", "by_numbered_name", "docs/adr/7"),
    ),
    "named ids": (lambda one: sorted(one.references.index.named_ids), ("keys", "named_ids")),
    "how many named ids": (lambda one: len(one.references.index.named_ids), ("keys", "named_ids")),
    "folders": (lambda one: sorted(one.listing.directories), ("folders",)),
    "how many folders": (lambda one: len(one.listing.directories), ("folders",)),
    "the files of a folder": (lambda one: one.listing.by_folder["docs/adr"], ("look", "by_folder", "docs/adr")),
    "files by their endings": (
        lambda one: one.listing.with_endings((".sql", ".yml")),
        ("with_endings", ".sql", ".yml"),
    ),
    "what was compared": (lambda one: one.migrations.base, ()),
    "a migration by its name": (
        lambda one: one.migrations.was_there("nothing.sql"),
        ("look", "migrations_by_name", "nothing.sql"),
    ),
    "specs": (lambda one: sorted(one.catalogue.specs), ("paths",)),
    "how many specs": (lambda one: len(one.catalogue.specs), ("paths",)),
}


@pytest.mark.parametrize("what", SEEN)
def test_what_is_seen_is_the_same_and_is_kept(what: str) -> None:
    """Each answer is the plain one's, and the question that stands for it is known afterwards."""
    look, question = SEEN[what]
    view = recorded()

    assert look(plain()) == look(view)
    assert not question or question in view.asked


def test_a_question_about_all_paths_rests_on_all_paths() -> None:
    """What iterating all paths came to is another thing as soon as one path is."""
    more = MemoryTree({**MemoryTree.of_folder(EXAMPLE).files, "src/new.ts": b""})
    other = SnapshotEvidence(snapshots(Case(Trees(more, more, more), more.config, more))[0])
    digests = {Answers(one, lambda _: "x", "").digest(("paths",)) for one in (plain(), plain(), other)}

    assert 2 == len(digests)


def test_a_history_that_keeps_its_questions_is_walked_as_the_other() -> None:
    """Whoever has the history looked through beforehand has it looked through, whichever view is at hand."""
    past, evidence = Past(), plain()
    answers = Answers(SnapshotEvidence(evidence.snapshot, history=past), lambda _: "x", "")
    view = RecordedEvidence(answers)
    assert view.history is not None
    view.history.walk()

    assert 1 == past.walked


class Past:
    """A history that counts how often it was looked through."""

    def __init__(self) -> None:
        self.walked = 0
        self.gone: Mapping[str, str] = {}

    def walk(self) -> None:
        """Count it."""
        self.walked += 1

    def last_change(self, path: str) -> Changed | None:
        """Nobody knows."""

    def changes(self, path: str) -> Sequence[Changed]:  # noqa: ARG002 - as `History` has it
        """Nobody knows."""
        return ()

    def content(self, commit: str, path: str) -> bytes | None:
        """Nobody knows."""
