"""``ready --hook``: a coding agent asks before it writes, with the JSON that it sends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.cli.conftest import Ran, Repository, environment, in_a_process

EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
NAMED = "services/slots/crud.ts"


def claude(root: Path, path: str, tool: str = "Write", **more: str) -> dict[str, Any]:
    """What Claude Code sends before it uses a tool, as its documentation of hooks shows it."""
    return {
        "session_id": "abc123",
        "transcript_path": "/home/x/.claude/projects/y/00893aaf.jsonl",
        "cwd": str(root),
        "permission_mode": "default",
        "hook_event_name": "PreToolUse",
        "tool_name": tool,
        "tool_input": {"file_path": str(root / path), "content": "export {}\n", **more},
        "tool_use_id": "toolu_01ABC123",
    }


def ask(repository: Repository, call: object) -> Ran:
    """Run the hook on a call; texts and bytes are sent as they are."""
    raw = call if isinstance(call, bytes) else json.dumps(call).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        return repository.run("ready", "--hook")


def draft(repository: Repository) -> None:
    """Make the example's spec a draft."""
    repository.edit(EXEC, "status: Implementation", "status: Draft")


def test_a_file_of_a_draft_is_blocked(depot: Repository) -> None:
    """The spec's table names it: exit 2, and the agent reads on stderr which spec and why."""
    draft(depot)
    ran = ask(depot, claude(depot.root, NAMED))

    assert (2, "") == (ran.code, ran.out)
    assert f"{NAMED} may not be written yet: {EXEC} is not ready" in ran.err
    assert "have it approved" in ran.err
    assert f"`speclatch ready {EXEC}`" in ran.err


def test_a_file_of_a_ready_spec_may_be_written(depot: Repository) -> None:
    """Nothing is said, and the agent goes on."""
    assert Ran(0, "", "") == ask(depot, claude(depot.root, NAMED))


@pytest.mark.parametrize(
    "call",
    [
        {"path": NAMED},
        {"tool_name": "Edit", "tool_input": {"file_path": NAMED}},
        {"tool_name": "NotebookEdit", "tool_input": {"notebook_path": NAMED}},
        {"tool_name": "MultiEdit", "tool_input": {"edits": [{"file_path": "x.txt"}, {"file_path": NAMED}]}},
        {"toolName": "create", "toolArgs": json.dumps({"path": NAMED})},
        {"tool_name": "apply_patch", "tool_input": {"command": f"*** Begin Patch\n*** Update File: {NAMED}\n"}},
        {"tool_name": "apply_patch", "input": f"*** Begin Patch\n*** Update File: {NAMED}\n"},
        {"tool_name": "apply_patch", "arguments": f"{{ no JSON\n*** Move to: {NAMED}\n"},
        {
            "tool_name": "shell",
            "tool_input": {"command": ["apply_patch", f"*** Begin Patch\n*** Update File: {NAMED}\n"]},
        },
        {"tool_name": "mcp__symbols__replace_symbol_body", "tool_input": {"relative_path": NAMED}},
        {"tool_name": "mcp__filesystem__move_file", "tool_input": {"source": "a.ts", "destination": NAMED}},
        {"tool_name": "search_replace", "tool_input": {"file_path": NAMED}},
        {"tool_name": "readme_writer", "tool_input": {"file_path": NAMED}},
        {"path": f"services/../{NAMED}"},
        {"cwd": "services", "path": "slots/crud.ts"},
        {"path": "supabase/migrations/20260203141530_collection_slots.sql"},
    ],
)
def test_forms_of_calls(depot: Repository, call: dict[str, object]) -> None:
    """Wherever the call names a file that is to be written, it is found."""
    draft(depot)

    assert 2 == ask(depot, call).code


@pytest.mark.parametrize("path", [EXEC, "docs/10-prd/PRD-021-collection-slots.md", "src/other.ts", ".speclatch.yml"])
def test_what_no_spec_keeps_back(depot: Repository, path: str) -> None:
    """The spec itself, its documents and the files that no spec speaks of may be written."""
    draft(depot)

    assert Ran(0, "", "") == ask(depot, claude(depot.root, path))


@pytest.mark.parametrize(
    "tool", ["Read", "Grep", "LS", "NotebookRead", "readFile", "list_dir", "mcp__filesystem__read_text_file"]
)
def test_reading_is_free(depot: Repository, tool: str) -> None:
    """A hook for all tools keeps nobody from reading."""
    draft(depot)

    assert 0 == ask(depot, claude(depot.root, NAMED, tool)).code


def test_a_tool_without_a_file(depot: Repository) -> None:
    """A command line is no file."""
    draft(depot)

    assert 0 == ask(depot, {"tool_name": "Bash", "tool_input": {"command": "ls"}}).code


def test_one_ready_spec_is_enough(depot: Repository) -> None:
    """A file that a finished spec and a new draft name may be written: somebody approved work on it."""
    new = depot.read(EXEC).replace("EXEC-014", "EXEC-015").replace("status: Implementation", "status: Draft")
    depot.write({"docs/21-exec-spec/EXEC-015-more.md": new})

    assert 0 == ask(depot, {"path": NAMED}).code


def test_a_retired_spec_speaks_for_nothing(depot: Repository) -> None:
    """What is superseded holds nobody back."""
    depot.edit(EXEC, "status: Implementation", "status: Superseded")

    assert 0 == ask(depot, {"path": NAMED}).code


@pytest.mark.parametrize("words", ["", "code-without-spec: error"])
def test_code_of_the_configuration(depot: Repository, words: str) -> None:
    """Where ``code`` says which spec a file needs, that spec has to be there, whatever the rule weighs."""
    code = "code:\n  - code: ['apps/{name}/**']\n    spec: docs/21-exec-spec/EXEC-*-{name}.md\n"
    depot.write({".speclatch.yml": depot.read(".speclatch.yml") + code})
    nowhere = ask(depot, {"path": "apps/tides/index.ts"})
    there = ask(depot, {"path": "apps/collection-slots/index.ts"})
    draft(depot)
    drafted = ask(depot, {"path": "apps/collection-slots/index.ts"})

    assert [2, 0, 2] == [nowhere.code, there.code, drafted.code]
    assert "its spec docs/21-exec-spec/EXEC-*-tides.md is not there" in nowhere.err


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"path": "a\\u0000b.ts"}',
        b'{"path": "\\ud800.ts"}',
        b'{"tool_name": "Write"}',
    ],
    ids=len,
)
def test_what_is_no_call_blocks_in_a_sentence(depot: Repository, raw: bytes) -> None:
    """An agent that cannot be understood is stopped, in one line and without a traceback."""
    ran = ask(depot, raw)

    assert (2, "", 1) == (ran.code, ran.out, ran.err.count("\n"))
    assert "fault of our own" not in ran.err


@pytest.mark.parametrize("way", ["link/slots/crud.ts", "link/../services/slots/crud.ts", "crud.ts"])
def test_a_link_elsewhere_that_leads_here(
    depot: Repository, tmp_path_factory: pytest.TempPathFactory, way: str
) -> None:
    """Whoever writes through a link from outside writes the spec's file all the same."""
    draft(depot)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (depot.root / "services/slots").mkdir(parents=True, exist_ok=True)
    (elsewhere / "link").symlink_to(depot.root / "services")
    (elsewhere / "crud.ts").symlink_to(depot.root / NAMED)

    assert 2 == ask(depot, claude(elsewhere, way)).code


def test_what_git_keeps_for_itself_is_no_spec_s(depot: Repository) -> None:
    """A file below `.git` belongs to no checkout, so nobody has to look at one."""
    draft(depot)

    assert Ran(0, "", "") == ask(depot, claude(depot.root, ".git/info/exclude"))


def test_a_fault_blocks_in_a_sentence(depot: Repository) -> None:
    """With a configuration that cannot be used, nobody can tell: the reason is one line."""
    depot.write({".speclatch.yml": "version: 1\nprofles: []\n"})
    ran = ask(depot, claude(depot.root, NAMED))

    assert (2, "", 1) == (ran.code, ran.out, ran.err.count("\n"))
    assert "nobody could tell whether this may be written" in ran.err


def test_outside_of_any_repository(depot: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A note in a folder of the system's is nobody's business."""
    draft(depot)

    assert 0 == ask(depot, claude(tmp_path_factory.mktemp("elsewhere"), "note.ts")).code


def test_a_name_cannot_forge_a_line(depot: Repository) -> None:
    """What a path holds is shown, and is no line of its own."""
    code = "code:\n  - code: ['apps/**']\n    spec: specs/none.md\n"
    depot.write({".speclatch.yml": depot.read(".speclatch.yml") + code})
    ran = ask(depot, {"path": "apps/a\nspeclatch: fine\u202e.ts"})

    assert (2, 1) == (ran.code, ran.err.count("\n"))


def test_as_the_agent_runs_it(depot: Repository) -> None:
    """From the installed command, in another folder, by the path alone."""
    draft(depot)
    script = (
        "import io, sys, json; from types import SimpleNamespace\n"
        f"sys.stdin = SimpleNamespace(buffer=io.BytesIO({json.dumps(claude(depot.root, NAMED)).encode()!r}))\n"
        "sys.argv = ['speclatch', 'ready', '--hook']\nfrom speclatch.cli import main\nraise SystemExit(main())"
    )
    ran = in_a_process(Path(depot.root.anchor), script=script)

    assert 2 == ran.code, ran.err


def test_the_arguments_go_together(depot: Repository) -> None:
    """A spec is not named twice."""
    ran = depot.run("ready", "--hook", EXEC)

    assert 2 == ran.code
    assert "leave out SPEC and --format" in ran.err


def test_what_no_spec_speaks_of_imports_no_judge(depot: Repository) -> None:
    """Most files are no spec's, and an agent waits for each answer: nothing that parses or judges is loaded for one."""
    slow = ("mistune", "pydantic", "speclatch.judging.pipeline", "speclatch.rules", "speclatch.profiles.load")
    depot.git("rm", "--quiet", ".speclatch.yml")
    script = (
        "import sys\nsys.argv = ['speclatch', 'ready', '--hook']\nfrom speclatch.cli import main\ncode = main()\n"
        f"print(code, [name for name in {slow!r} if name in sys.modules])"
    )
    call = json.dumps(claude(depot.root, "lib/unknown.py"))
    done = subprocess.run(
        [sys.executable, "-I", "-c", script],
        cwd=depot.root,
        input=call,
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )

    assert "0 []\n" == done.stdout, done.stderr


def test_the_first_answers_that_are_missing_are_named(depot: Repository) -> None:
    """Three with their lines, and how many more there are."""
    text = depot.read(EXEC)
    depot.write({EXEC: text.replace("status: Implementation", "status: Approved") + "\nTBD\n" * 5})
    ran = ask(depot, claude(depot.root, NAMED))

    assert 2 == ran.code
    assert f"{NAMED} may not be written yet: {EXEC} is not ready: 5 answers missing.\n" in ran.err
    assert 3 == ran.err.count(f"  {EXEC}:")
    assert "  and 2 more\n" in ran.err
