"""``speclatch lsp``: the language server, for editors."""

from __future__ import annotations

import argparse
import os
import sys

from speclatch.errors import ExitCode, UsageError
from speclatch.workspace.arguments import Parser

DESCRIPTION = """\
Serve an editor over stdin and stdout: what the gate finds while a document is
typed, fixes for it, and where references lead. It needs the extra
speclatch[lsp]; docs/editors.md has the settings of editors.
"""


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch lsp", "", DESCRIPTION, "speclatch lsp")
    made.add_argument("--stdio", action="store_true", help="What is done anyway; some editors say so.")
    return made


def run(_: argparse.Namespace) -> ExitCode:
    """Serve until the editor goes.

    Raises:
        UsageError: the library that speaks the protocol is not installed.
    """
    try:
        from speclatch.lsp.server import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol", "cattrs", "attrs"}:
            raise
        raise UsageError("the language server is an extra: install speclatch[lsp]") from error
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        sys.stdout = sys.stderr  # a word that is no message would end the conversation
        make_server().start_io(stdout=out)
    return ExitCode.PASS
