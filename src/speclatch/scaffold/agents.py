"""What a coding agent is told so that it asks the gate first: a hook for its settings, a paragraph for its notes."""

from __future__ import annotations

SETTINGS = """\
{
  "hooks": {
    "PreToolUse": [
      {
        "matcher": "Write|Edit|MultiEdit|NotebookEdit",
        "hooks": [{ "type": "command", "command": "speclatch ready --hook" }]
      }
    ]
  }
}
"""
"""The guard as Claude Code's ``.claude/settings.json`` has it."""

PARAGRAPH = """\
## Specs come first

Before you write code, find its spec and run `speclatch ready SPEC`. Exit code 1 means: not yet. It lists what is
missing; write that into the spec, and leave the status to a person. When you rename a document, use
`speclatch mv OLD NEW`. Before you say that you are done, run `speclatch check` and clear what it finds by answering it,
not by deleting the question.
"""
"""What goes into ``AGENTS.md``."""


def agents_text() -> str:
    """Both, each under the file that it goes into."""
    return f"--- .claude/settings.json\n{SETTINGS}\n--- AGENTS.md\n{PARAGRAPH}"
