"""A snapshot as mappings: what is in them, how many there are, and what they give is one and the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest
from tests.support.memory import MemoryTree

from speclatch.config.reader import parse_config
from speclatch.judging.pipeline import Case, snapshots
from speclatch.rules import BY_ID
from speclatch.specs.snapshot import Snapshot
from speclatch.specs.views import Ids, ReadablePaths, Specs, Strays, Submodules, Symlinks, UnreadableFiles
from speclatch.trees import Trees

CONFIG = 'profiles: [{name: note, template: note.md, match: ["notes/*.md"]}]\n'
TEMPLATE = "---\nid: NOTE-###\nstatus: Draft\nowner: a name\n---\n\n# <Title>\n\n## Work\n\nText\n\n## Notes\n\nText\n"
NOTE = "---\nid: NOTE-001\nstatus: Draft\nowner: ada\n---\n\n# A\n\n## Work\n\nWords.\n\n## Notes\n\nWords.\n"
FILES = {
    ".speclatch.yml": CONFIG.encode(),
    "note.md": TEMPLATE.encode(),
    "notes/a.md": NOTE.encode(),
    "notes/b.md": NOTE.replace("001", "002").encode(),
    "notes/bad.md": b"\xff\xfe\xff",
    "memos/a.md": NOTE.replace("001", "003").encode(),
    "src/a.py": b"",
    ".gitmodules": b'[submodule "lib"]\n\tpath = vendor/lib\n',
}
STRAY = "memos/a.md"


def snapshot(files: Mapping[str, bytes] = FILES) -> Snapshot:
    """The tree, all of whose candidates were looked at, and one stray document besides."""
    tree = MemoryTree(files, {"docs/near": "../notes"})
    config = parse_config(CONFIG.encode(), ".speclatch.yml", BY_ID)
    found = snapshots(Case(Trees(tree, tree, tree), config, tree, only=frozenset({STRAY})))[0]
    assert all(found.classify(path) is not None for path in found.candidates)
    return found


VIEWS: dict[str, tuple[type[Collection[str]], set[str]]] = {
    "readable files": (ReadablePaths, set(FILES)),
    "specs": (Specs, {"notes/a.md", "notes/b.md"}),
    "unreadable files": (UnreadableFiles, {"notes/bad.md"}),
    "strays": (Strays, {STRAY}),
    "ids": (Ids, {"note-001", "note-002"}),
    "links": (Symlinks, {"docs/near"}),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_holds_what_it_counts(name: str) -> None:
    """Each of its keys is in it, and no other is."""
    kind, keys = VIEWS[name]
    view = kind(snapshot())  # type: ignore[call-arg]

    assert keys == set(view)
    assert len(keys) == len(view)
    assert [True] * len(keys) + [False] == [key in view for key in (*keys, "src/none.md")]


def test_documents_are_counted_before_they_are_read() -> None:
    """What references may lead to is there, whether anybody has asked for it or not."""
    documents = snapshot().index.documents

    assert set(FILES) == set(documents)
    assert len(FILES) == len(documents)


@pytest.mark.parametrize(("files", "declared"), [(FILES, True), ({"note.md": TEMPLATE.encode()}, False)])
def test_a_submodule_is_declared_in_a_file(files: Mapping[str, bytes], *, declared: bool) -> None:
    """Without the file none is."""
    assert declared is ("vendor/lib" in Submodules(snapshot(files)))


def test_specs_are_found_by_their_ids() -> None:
    """In any case; a number with any zeros before it, and nothing where no spec has the id."""
    files = {**FILES, "notes/c.md": NOTE.replace("NOTE-001", "'007'").encode()}
    catalogue = snapshot(files).catalogue
    found = {name: [spec.path for spec in catalogue.with_id(name)] for name in ("Note-001", "7", " 0007", "NOTE-009")}

    assert {"Note-001": ["notes/a.md"], "7": ["notes/c.md"], " 0007": ["notes/c.md"], "NOTE-009": []} == found


def test_a_spec_without_a_status_has_none() -> None:
    """Its status is blank, and it is judged as one that is being built."""
    files = {**FILES, "notes/c.md": NOTE.replace("status: Draft\n", "").encode()}
    spec = snapshot(files).catalogue.specs["notes/c.md"]

    assert ("", "implementing") == (spec.status, spec.phase.value)
