"""The language server, in a conversation with an editor over real pipes."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.cli.conftest import Repository, in_a_process
from tests.lsp.client import Editor, editor

EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
PRD = "docs/10-prd/PRD-021-collection-slots.md"


@pytest.fixture
def session(depot: Repository) -> Iterator[Editor]:
    """A server that was introduced to."""
    with editor(depot.root) as made:
        made.start()
        yield made


def rules(found: list[dict[str, Any]]) -> list[str]:
    """Which rules found something."""
    return [one["code"] for one in found]


def place(text: str, words: str, offset: int = 0) -> tuple[int, int]:
    """Line and character, from 0, of the first of some words."""
    at = text.index(words) + offset
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)


def test_what_it_can_do(depot: Repository) -> None:
    """The capabilities name every answer, and the editor is asked to watch files."""
    with editor(depot.root) as session:
        able = session.start()
        session.open(EXEC, depot.read(EXEC))

        assert {"hoverProvider", "definitionProvider", "completionProvider", "documentSymbolProvider"} <= set(able)
        assert ["quickfix", "source.fixAll.speclatch"] == able["codeActionProvider"]["codeActionKinds"]
        assert ["client/registerCapability"] == [one["method"] for one in session.asked]


def test_findings_come_from_the_unsaved_text(depot: Repository, session: Editor) -> None:
    """What is typed is judged, and what is on disk is not; mended text is clean again."""
    text = depot.read(EXEC)
    clean = session.open(EXEC, text)
    broken = session.type(EXEC, text.replace("prd_ref: docs/10-prd/PRD-021", "prd_ref: docs/10-prd/PRD-421"))
    mended = session.type(EXEC, text)

    assert [] == clean
    assert ["reference-broken"] == rules(broken)
    assert (1, "speclatch") == (broken[0]["severity"], broken[0]["source"])
    assert broken[0]["codeDescription"]["href"].endswith("/docs/rules/reference-broken.md")
    assert [] == mended


def test_places_are_counted_in_code_units(depot: Repository, session: Editor) -> None:
    """A character outside of the basic plane is two units to an editor that counts in UTF-16."""
    text = depot.read(EXEC).replace("  Implementation", "")
    line = "𝒜𝒜 see [plan](../gone/plan.md) for more\n"
    [found] = session.open(EXEC, text.replace("## 2) Database Changes\n", f"## 2) Database Changes\n\n{line}"))
    start, end = found["range"]["start"], found["range"]["end"]

    assert "link-broken" == found["code"]
    assert (start["line"], end["line"]) == (start["line"], start["line"])
    units = line.encode("utf-16-le")[2 * start["character"] : 2 * end["character"]].decode("utf-16-le")
    assert units in ("[plan](../gone/plan.md)", "../gone/plan.md")


def test_a_fix_is_offered_and_mends(depot: Repository, session: Editor) -> None:
    """The edit of the quick fix, applied as the editor does, leaves nothing to find; so does that of all."""
    text = depot.read(EXEC)
    broken = text.replace("prd_ref: docs/10-prd/", "prd_ref: docs/11-prd/")
    [found] = session.open(EXEC, broken)
    context = {"diagnostics": [found]}
    offered = session.request(
        "textDocument/codeAction", textDocument={"uri": session.uri(EXEC)}, range=found["range"], context=context
    )
    fixed = [_applied(broken, one["edit"]["changes"][session.uri(EXEC)]) for one in offered]

    assert "quickfix" == offered[0]["kind"]
    assert "reference-broken" in offered[0]["title"]
    assert text in fixed
    assert [] == session.type(EXEC, fixed[0])


def _applied(text: str, edits: list[dict[str, Any]]) -> str:
    """A text with an editor's edits, which do not overlap, applied from the last to the first."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]

    def offset(position: dict[str, int]) -> int:
        return starts[position["line"]] + position["character"]

    for edit in sorted(edits, key=lambda one: offset(one["range"]["start"]), reverse=True):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text


def test_hover_shows_the_rule(depot: Repository, session: Editor) -> None:
    """Over a finding stands what is wrong and the rule's page; over a reference, what it leads to."""
    text = depot.read(EXEC).replace("date: 2026-02-11", "date: 2026-02-31")
    [found] = session.open(EXEC, text)
    wrong = session.at("hover", EXEC, *found["range"]["start"].values())
    fine = session.at("hover", EXEC, *place(text, "PRD-021-collection", 3))
    nothing = session.at("hover", EXEC, *place(text, "A customer who books"))

    assert wrong["contents"]["value"].startswith("**front-matter-value** (error): ")
    assert "## Why is this bad" in wrong["contents"]["value"]
    assert PRD in fine["contents"]["value"]
    assert nothing is None


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("docs/10-prd/PRD-021", PRD),
        ("ADR-011]", "docs/20-adr/ADR-011-slot-capacity-counter.md"),
        ("PRD-021 Collection slots]", PRD),
        ("20260203141530", "supabase/migrations/20260203141530_collection_slots.sql"),
        ("#service-responsibility-matrix", "ARCHITECTURE.md"),
        ("REQ-PRD-FUN-02", PRD),
    ],
)
def test_go_to_definition(depot: Repository, session: Editor, words: str, target: str) -> None:
    """References, ids, sections, migrations and requirements lead to where they are."""
    text = depot.read(EXEC)
    session.open(EXEC, text)
    [found, *_] = session.at("definition", EXEC, *place(text, words, 2))
    line = depot.read(target).splitlines()[found["range"]["start"]["line"]]

    assert session.uri(target) == found["uri"]
    assert "REQ-PRD" not in words or words in line
    assert "#" not in words or "Service Responsibility Matrix" in line


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- **PRD:** ", "PRD-021"),
        ("- **PRD:** PRD-0", PRD),
        ("see [it](", "../10-prd/PRD-021-collection-slots.md"),
        ("uses supabase/mig", "supabase/migrations/20260203141530_collection_slots.sql"),
        ("decided in ADR-", "ADR-011"),
    ],
)
def test_completion(depot: Repository, session: Editor, line: str, text: str) -> None:
    """Behind a label, in a link and in an id or path that is begun, what is there is proposed."""
    whole = depot.read(EXEC).replace("## 2) Database Changes\n", f"## 2) Database Changes\n\n{line}\n")
    session.open(EXEC, whole)
    found = session.at("completion", EXEC, *place(whole, f"\n{line}\n", len(line) + 1))
    edits = {one["textEdit"]["newText"]: one["textEdit"]["range"] for one in found["items"]}

    assert text in edits
    assert edits[text]["end"]["character"] == len(line)


def test_prose_is_left_alone(depot: Repository, session: Editor) -> None:
    """Who writes a sentence is not disturbed."""
    line = "We keep the counter"
    whole = depot.read(EXEC).replace("## 2) Database Changes\n", f"## 2) Database Changes\n\n{line}\n")
    session.open(EXEC, whole)

    assert [] == session.at("completion", EXEC, *place(whole, line, len(line)))["items"]


def test_the_outline_has_the_phase(depot: Repository, session: Editor) -> None:
    """The spec stands on top with its id and phase, its sections below, with what is open in them."""
    session.open(EXEC, depot.read(EXEC).replace("supabase/migrations/2026", "supabase/migrations/2016"))
    [top] = session.request("textDocument/documentSymbol", textDocument={"uri": session.uri(EXEC)})
    [title] = top["children"]

    assert "EXEC-014 (implementing)" == top["name"]
    assert ["1 error", "1 error"] == [top["detail"], title["children"][1]["detail"]]
    assert ["1) Implementation Overview", "2) Database Changes"] == [one["name"] for one in title["children"][:2]]


def test_a_saved_change_elsewhere_counts(depot: Repository, session: Editor) -> None:
    """When a PRD is deleted, the open spec that refers to it is judged anew."""
    session.open(EXEC, depot.read(EXEC))
    (depot.root / PRD).unlink()
    changes = [{"uri": session.uri(PRD), "type": 3}]
    session.notify("workspace/didChangeWatchedFiles", changes=changes)

    assert "reference-broken" in rules(session.published(EXEC))


def test_many_changes_of_files_are_looked_at_once(depot: Repository, session: Editor) -> None:
    """Whoever builds or checks out another branch can go on typing; what git keeps for itself changes nothing."""
    session.open(EXEC, depot.read(EXEC))
    (depot.root / PRD).unlink()
    for number in range(300):
        session.notify("workspace/didChangeWatchedFiles", changes=[{"uri": session.uri(f"x{number}.ts"), "type": 1}])
    start = time.monotonic()
    session.at("hover", EXEC, 0, 0)

    assert time.monotonic() - start < 10
    assert "reference-broken" in rules(session.published(EXEC))
    session.notify("workspace/didChangeWatchedFiles", changes=[{"uri": session.uri(".git/index"), "type": 2}])
    session.at("hover", EXEC, 0, 0)
    assert session.nothing_published(0.5)


def test_a_repository_in_another_one(depot: Repository, session: Editor) -> None:
    """A document is judged in the innermost checkout around it, whichever was opened first."""
    inner = depot.root / "inner"
    shutil.copytree(depot.root, inner, ignore=shutil.ignore_patterns(".git", "inner"))
    subprocess.run(["git", "init", "--quiet"], cwd=inner, check=True)
    text = depot.read(EXEC).replace("date: 2026-02-11", "date: 2026-02-31")

    assert ["front-matter-value"] == rules(session.open(EXEC, text))
    assert ["front-matter-value"] == rules(session.open(f"inner/{EXEC}", text))


def test_a_document_of_another_name(depot: Repository, session: Editor) -> None:
    """A spec that is renamed in the editor is closed and opened: the old one shows nothing, the new one is judged."""
    new = EXEC.replace("collection", "picking")
    text = depot.read(EXEC)
    session.open(EXEC, text)
    session.notify("textDocument/didClose", textDocument={"uri": session.uri(EXEC)})
    (depot.root / EXEC).rename(depot.root / new)
    changes = [{"uri": session.uri(EXEC), "type": 3}, {"uri": session.uri(new), "type": 1}]
    session.notify("workspace/didChangeWatchedFiles", changes=changes)

    assert [] == session.published(EXEC)
    assert "id-duplicate" not in rules(session.open(new, text))


def test_an_editor_sends_whole_texts(depot: Repository) -> None:
    """A form feed or U+2028 ends no line for an editor, and would for what takes in single changes."""
    with editor(depot.root) as made:
        assert 1 == made.start()["textDocumentSync"]["change"]


def test_a_closed_document_shows_nothing(depot: Repository, session: Editor) -> None:
    """Its findings are taken back."""
    session.open(EXEC, depot.read(EXEC).replace("date: 2026-02-11", "date: 2026-02-31"))
    session.notify("textDocument/didClose", textDocument={"uri": session.uri(EXEC)})

    assert [] == session.published(EXEC)


def test_who_cannot_look_says_so(depot: Repository, session: Editor) -> None:
    """A configuration that cannot be used is shown in the document, and the server goes on."""
    depot.write({".speclatch.yml": "version: 1\nprofles: []\n"})
    [found] = session.open(EXEC, depot.read(EXEC))

    assert "speclatch could not judge this document" in found["message"]
    assert "profles" in found["message"]


def test_what_is_no_spec_is_left_alone(depot: Repository, session: Editor) -> None:
    """Another document has no finding, no outline and no answer."""
    text = depot.read("README.md")

    assert [] == session.open("README.md", text)
    assert [] == session.at("definition", "README.md", 0, 3)
    assert session.at("hover", "README.md", 0, 3) is None
    assert [] == session.request("textDocument/documentSymbol", textDocument={"uri": session.uri("README.md")})


def test_without_the_extra(depot: Repository) -> None:
    """Who did not install it reads in a sentence what to install."""
    script = (
        "import sys; sys.modules['pygls'] = None; sys.argv = ['speclatch', 'lsp']\n"
        "from speclatch.cli import main\nraise SystemExit(main())"
    )
    ran = in_a_process(depot.root, script=script)

    assert (2, "speclatch: the language server is an extra: install speclatch[lsp]\n") == (ran.code, ran.err)
