"""Which documents may speak of a file of code, by their bytes."""

from __future__ import annotations

import pytest
from tests.support.memory import MemoryTree, as_tree

from speclatch.config.model import CodeRule, Config
from speclatch.judging.naming import Naming, is_spoken_of, naming
from speclatch.judging.pipeline import Case, snapshots
from speclatch.profiles.file_names import possible_specs
from speclatch.trees import Trees

FILE = "services/slots/my_index.ts"
TEMPLATE = "---\nid: NOTE-###\nstatus: Draft\n---\n\n# <Title>\n\n## Work\n\nText\n"
FILES = {
    "note.md": TEMPLATE,
    "notes/a.md": "a",
    "notes/old/b.md": "b",
    "notes/c.rst": "c",
    "area/docs/d.markdown": "d",
    "docs/e.md": "e",
    "templates/f.md": "f",
    "specs/templates/spec.md": "g",
    "specs/001-x/spec.md": "h",
    ".specify/memory.md": "i",
    "src/main.ts": "j",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as `services/slots/my_index.ts` has it", True),
        ("see my_index.ts", True),
        (r"see my\_index.ts", True),
        ("all of services/slots/", True),
        ("all of services/slots, with tests", True),
        ("what `services/*/my_index.ts` exports", True),
        ("all of _services/*/my_*_", True),
        ("all of **/*.ts, ../slots/my_*.", True),
        ("all of services/[a-z]*/my_index.tsx", True),
        ("all of services/*.js, **/*.go, lib/*, https://slots.test/ask?my=services and/or**bold**", False),
        ("what lies in services/", False),
        ("see my_index.tsx-old and not_my_index.ts", False),
        ("see services/slots/other.ts", False),
        ("**bold**, and what? No more.", False),
    ],
)
def test_a_document_is_parsed_where_its_letters_can_name_the_file(text: str, expected: bool) -> None:
    """By its name, escaped or not, by a folder around it other than the widest, or by anything like a glob."""
    assert expected == Naming(FILE).may_be_in(text.encode())


def test_bytes_that_are_no_text_are_searched_too() -> None:
    """A document that is not UTF-8 can name a file, and so can a path that is not."""
    assert Naming(FILE).may_be_in(b"\xff my_index.ts \xfe")
    assert Naming("src/a/\udcff.ts").may_be_in(b"src/a/\xff.ts")


@pytest.mark.parametrize(
    "config",
    [
        "version: 1\n",
        "version: 1\nexclude: ['notes/old/**', 'docs']\n",
        "version: 1\nprofiles: [{name: note, template: note.md, match: ['notes/**']}]\n",
        "version: 1\nprofiles: [{name: note, template: note.md, match: ['notes/*', '!**/a.md', 'docs/']}]\n",
        "version: 1\nprofiles: [{use: adr, match: ['*.md']}, {use: exec-spec}]\nexclude: ['templates/**']\n",
        "version: 1\nprofiles: [{use: exec-spec}]\n",
    ],
)
def test_no_document_is_passed_over_that_a_check_would_look_at(config: str) -> None:
    """The names that may be a spec's are those that the profiles would say, though none is derived."""
    tree: MemoryTree = as_tree({".speclatch.yml": config, **FILES})
    found = snapshots(Case(Trees(tree, tree, tree), tree.config, tree))[0]

    assert found.candidates
    assert list(found.candidates) == sorted(possible_specs(tree.config, tree.listing))


def test_documents_are_named_one_after_the_other() -> None:
    """Those alone that may be specs, and hold the file's name."""
    tree: MemoryTree = as_tree({"a.md": "my_index.ts", "b.md": "none", "c.txt": "my_index.ts", "d.md": "my_index.ts"})

    assert ["a.md", "d.md"] == list(naming(FILE, tree.config, tree))


@pytest.mark.parametrize(
    ("path", "expected"), [(FILE, True), ("services/slots/other.ts", False), ("lib/b.ts", True), ("README.md", False)]
)
def test_what_nothing_speaks_of_needs_no_judge(path: str, expected: bool) -> None:
    """A file that a document names or the configuration asks a spec for is judged; a document never is."""
    tree: MemoryTree = as_tree({"a.md": "my_index.ts, README.md"})
    config = Config(code=(CodeRule(("lib/{name}.ts",), "specs/{name}.md"),))

    assert expected == is_spoken_of(path, config, tree)
