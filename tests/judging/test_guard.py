"""Which specs speak for a file that somebody is about to write, and what they say."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.reports.samples import judged
from tests.support.memory import MemoryTree, as_tree

from speclatch.judging.guard import claims, refusal
from speclatch.judging.pipeline import Case, snapshots
from speclatch.judging.readiness import Readiness
from speclatch.model import Phase
from speclatch.specs.snapshot import Snapshot
from speclatch.trees import Trees

CONFIG = 'version: 1\nprofiles: [{name: note, template: note.md, match: ["notes/*.md"]}]\n'
TEMPLATE = "---\nid: NOTE-###\nstatus: Draft\n---\n\n# <Title>\n\n## Work\n\nText\n"
NOTE = "---\nid: NOTE-001\nstatus: Approved\n---\n\n# A\n\n## Work\n\n{}\n"
FILE = "services/slots/index.ts"


def snapshot(files: Mapping[str, str], config: str = CONFIG) -> Snapshot:
    """A tree with these files beside the template."""
    tree: MemoryTree = as_tree({".speclatch.yml": config, "note.md": TEMPLATE, **files})
    return snapshots(Case(Trees(tree, tree, tree), tree.config, tree))[0]


def speaking(text: str, **more: str) -> list[str]:
    """The specs that speak for the file, where a note holds a text and other files are there."""
    found = claims(FILE, snapshot({"notes/a.md": NOTE.format(text), **more}))
    return [path for claim in found for path in claim.specs]


@pytest.mark.parametrize(
    "text",
    [
        f"- [ ] Write `{FILE}`",
        f"- [ ] Write it\n\n  as `{FILE}`, with tests",
        f"- `{FILE}`: what others import",
        f"| File |\n|---|\n| `{FILE}` |",
        f"- **Code:** {FILE}",
        "- `slots/index.ts`: what others import",
        "- `services/slots/*.ts`: what others import",
    ],
)
def test_a_spec_speaks_for_the_files_that_it_names(text: str) -> None:
    """In a box and what stands below it, at the head of an item, in a table, behind a label, by the end of its path."""
    assert ["notes/a.md"] == speaking(text)


def test_the_end_of_a_path_that_two_files_share_names_neither() -> None:
    """Nobody can tell which is meant."""
    assert [] == speaking("- `slots/index.ts`: what others import", **{"admin/slots/index.ts": ""})


def test_what_is_told_in_passing_names_no_file() -> None:
    """A paragraph speaks of many files that it is not about."""
    assert [] == speaking(f"Unlike {FILE} this is done by hand.")


def test_a_document_that_is_no_spec_keeps_nothing_back() -> None:
    """The configuration names it for the code, and nobody judges it."""
    config = CONFIG + "code: [{code: ['services/{name}/**'], spec: 'pages/{name}.md'}]\n"
    plain = snapshot({"pages/slots.md": "# Slots\n\nWords.\n"}, config)
    missing = snapshot({"pages/other.md": "# Slots\n\nWords.\n"}, config)

    assert [] == list(claims(FILE, plain))
    assert ["pages/slots.md"] == [claim.wanted for claim in claims(FILE, missing)]


def answer(path: str, missing: int, reason: str = "") -> Readiness:
    """What is said of a spec in which so many answers are missing."""
    found = tuple(judged(line, path=path) for line in range(1, missing + 1))
    return Readiness(path, "A", "Approved", Phase.IMPLEMENTING, reason, found, ())


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"a": answer("a", 1, "nobody knows its status"), "b": answer("b", 3), "c": answer("c", 2)}, "c"),
        ({"a": answer("a", 1), "b": None, "c": answer("c", 2)}, None),
        ({"a": answer("a", 1), "b": answer("b", 0), "c": answer("c", 2)}, None),
    ],
)
def test_of_several_specs_the_one_nearest_to_be_ready_is_told(
    answers: Mapping[str, Readiness | None], told: str | None
) -> None:
    """Of those whose status allows it, the one with the fewest answers missing; one that is ready is enough."""
    notes = {f"notes/{name}.md": NOTE.replace("001", f"00{at}").format(f"- `{FILE}`") for at, name in enumerate("abc")}
    found = snapshot(notes)
    [claim] = claims(FILE, found)
    why = refusal(claim, found, lambda path: answers[path.removeprefix("notes/").removesuffix(".md")])

    assert told == (why.path if isinstance(why, Readiness) else why)


def test_a_draft_is_told_where_no_other_spec_is_nearer() -> None:
    """Drafts are never ready, wherever they stand among the others."""
    draft = NOTE.replace("Approved", "Draft")
    notes = {
        f"notes/{name}.md": text.replace("001", f"00{at}").format(f"- `{FILE}`.")
        for at, (name, text) in enumerate({"a": draft, "b": NOTE, "c": draft}.items())
    }

    def told(names: str) -> object:
        found = snapshot({path: text for path, text in notes.items() if path[6] in names})
        [claim] = claims(FILE, found)
        why = refusal(claim, found, lambda path: answer(path, 1))
        return why.path if isinstance(why, Readiness) else why

    assert ["notes/b.md", "notes/a.md", "notes/c.md"] == [told("abc"), told("ac"), told("c")]


def test_what_ends_a_sentence_is_no_part_of_a_name() -> None:
    """Nor do quotes, brackets or the number of a line; a dot in front of it is a part of it."""
    forms = (f"- `{FILE}`.", f"- **Code:** “{FILE}”.", f"- **Code:** (./{FILE}:12).", f"- **Code:** {FILE}...")

    assert [["notes/a.md"]] * 4 == [speaking(form) for form in forms]
    assert [] == speaking("- **Code:** .services/slots/index.ts")
