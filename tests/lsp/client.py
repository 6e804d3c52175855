"""An editor, as far as the protocol goes: JSON-RPC over the pipes of a real server process."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.cli.conftest import environment

PATIENCE = 60
"""Seconds after which an answer is given up: a machine may be busy."""


class Editor:
    """One session with a server."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self.root = root
        self.asked: list[dict[str, Any]] = []
        self._process = process
        self._inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._last = 0
        self._versions: dict[str, int] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        """The server's process."""
        return self._process.pid

    def uri(self, path: str) -> str:
        """The address of a file of the repository."""
        return (self.root / path).as_uri()

    def request(self, method: str, **params: Any) -> Any:
        """Ask, and wait for the answer."""
        self._last += 1
        number = self._last
        self._send({"id": number, "method": method, "params": params})
        answer = self._wait(lambda one: one.get("id") == number and "method" not in one)
        assert "error" not in answer, answer
        return answer["result"]

    def notify(self, method: str, **params: Any) -> None:
        """Say something that has no answer."""
        self._send({"method": method, "params": params})

    def start(self, encodings: tuple[str, ...] = ("utf-16",)) -> dict[str, Any]:
        """Introduce each other; the server's capabilities."""
        watching = {"didChangeWatchedFiles": {"dynamicRegistration": True}}
        able = {"workspace": watching, "general": {"positionEncodings": list(encodings)}}
        root = self.root.as_uri()
        answer = self.request("initialize", processId=None, rootUri=root, capabilities=able)
        self.notify("initialized")
        found: dict[str, Any] = answer["capabilities"]
        return found

    def open(self, path: str, text: str) -> list[dict[str, Any]]:
        """Open a document with a text; what is found in it."""
        self._versions[path] = 1
        item = {"uri": self.uri(path), "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=item)
        return self.published(path)

    def type(self, path: str, text: str) -> list[dict[str, Any]]:
        """Replace all of a document's text; what is found in it then."""
        self._versions[path] += 1
        document = {"uri": self.uri(path), "version": self._versions[path]}
        self.notify("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])
        return self.published(path)

    def published(self, path: str) -> list[dict[str, Any]]:
        """The next findings that the server sends for a file."""
        uri = self.uri(path)
        found = self._wait(
            lambda one: one.get("method") == "textDocument/publishDiagnostics" and one["params"]["uri"] == uri
        )
        listed: list[dict[str, Any]] = found["params"]["diagnostics"]
        return listed

    def nothing_published(self, seconds: float) -> bool:
        """Whether the server sends no findings for a while."""
        try:
            while message := self._inbox.get(timeout=seconds):
                if message.get("method") == "textDocument/publishDiagnostics":
                    return False
        except queue.Empty:
            return True
        return False

    def at(self, method: str, path: str, line: int, character: int) -> Any:
        """Ask about a position, both numbers from 0."""
        position = {"line": line, "character": character}
        return self.request(f"textDocument/{method}", textDocument={"uri": self.uri(path)}, position=position)

    def _wait(self, wanted: Any) -> dict[str, Any]:
        while True:
            message = self._inbox.get(timeout=PATIENCE)
            assert message is not None, "the server went away"
            if "method" in message and "id" in message:
                self.asked.append(message)
                self._send({"id": message["id"], "result": None})
            elif wanted(message):
                return message

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        out = self._process.stdout
        assert out is not None
        while head := out.readline():
            length = int(head.partition(b":")[2]) if head.lower().startswith(b"content-length") else 0
            while (line := out.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length"):
                    length = int(line.partition(b":")[2])
            self._inbox.put(json.loads(out.read(length)))
        self._inbox.put(None)


@contextmanager
def editor(root: Path) -> Iterator[Editor]:
    """A session in a repository; the server is asked to go at the end, and does."""
    command = [sys.executable, "-I", "-m", "speclatch", "lsp", "--stdio"]
    with subprocess.Popen(
        command,
        cwd=root.anchor,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as process:
        session = Editor(process, root)
        try:
            yield session
            session.request("shutdown")
            session.notify("exit")
            assert 0 == process.wait(PATIENCE)
        finally:
            process.kill()
