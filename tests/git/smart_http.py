"""Serve bare repositories over git's smart HTTP, as little of a server as a fetch needs."""

from __future__ import annotations

import contextlib
import gzip
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.git.repositories import ENVIRON


@dataclass
class Server:
    """A running server; ``requests`` are method, path and Authorization header in order.

    ``answer`` may take a request over: given the path, it returns a status (0: hang up) and headers, or None.
    """

    root: Path
    url: str = ""
    requests: list[tuple[str, str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    answer: Callable[[str], tuple[int, dict[str, str]] | None] = lambda _: None

    @property
    def fetches(self) -> int:
        """How many packs were asked for (commands of protocol version 2 that fetch)."""
        return sum(b"command=fetch" in body for body in self.bodies)


class _Handler(BaseHTTPRequestHandler):
    """Hand a request to git's own CGI program."""

    server: _HTTPServer
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        world = self.server.world
        world.requests.append((self.command, self.path, self.headers.get("Authorization", "")))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        world.bodies.append(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
        if (planned := world.answer(self.path)) is not None:
            self.close_connection = not planned[0]
            if planned[0]:
                self._send(planned[0], planned[1], b"")
            return
        path, _, query = self.path.partition("?")
        environ = {
            **ENVIRON,
            "GIT_PROJECT_ROOT": str(world.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "REMOTE_ADDR": "127.0.0.1",
        }
        done = subprocess.run(["git", "http-backend"], input=body, env=environ, capture_output=True, check=False)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        self._send(int(headers.pop("Status", "200").split()[0]), headers, content)

    do_GET = do_POST = _serve  # noqa: N815 - the names http.server looks for

    def _send(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _HTTPServer(ThreadingHTTPServer):
    world: Server
    daemon_threads = True


@contextlib.contextmanager
def serve(root: Path) -> Iterator[Server]:
    """Serve the repositories below ``root`` until the block ends."""
    http = _HTTPServer(("127.0.0.1", 0), _Handler)
    http.world = Server(root, f"http://127.0.0.1:{http.server_port}")
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield http.world
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
