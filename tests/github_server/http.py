"""The sockets: reads a request, has it answered, writes the answer or breaks the connection."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from urllib.parse import unquote, urlsplit

from .wire import Answer

MAX_REQUEST = 500_000_000  # bytes; more than any test sends

Application = Callable[[str, str, str, dict[str, str], bytes], Answer | None]
"""Takes method, path, query, headers (lower-case names) and body; answering None resets the connection."""


class Listener(ThreadingHTTPServer):
    """A listening socket with a thread per connection."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, host: str, port: int, application: Application) -> None:
        self.application = application
        self._connections: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__((host, port), _Handler)
        # A client may hang up between poll and accept (Notes of accept(2)): without an end to the wait, serve_forever
        # would stay in accept and shutdown() wait for it for ever.
        self.socket.settimeout(1.0)

    def server_bind(self) -> None:
        """Bind without asking the name service who we are, which takes seconds where there is none."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def opened(self, connection: socket.socket) -> None:
        """Remember a connection, to end it with the server."""
        with self._guard:
            self._connections.add(connection)

    def closed(self, connection: socket.socket) -> None:
        """Forget a connection."""
        with self._guard:
            self._connections.discard(connection)

    def hang_up(self) -> None:
        """End all connections that clients keep open."""
        with self._guard:
            left = list(self._connections)
        for connection in left:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away; anything else is answered with 500 by the application."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Listener

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        self.server.closed(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """The server keeps its own record."""

    def _serve(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        if headers.get("expect", "").lower() == "100-continue":
            headers.pop("expect")
        body = self._chunks() if headers.get("transfer-encoding") == "chunked" else self._sized(headers)
        if body is None:
            self.close_connection = True
            self._write(Answer(400, {"message": "Problems parsing JSON"}))
            return
        parts = urlsplit(self.path)
        path = unquote(parts.path, errors="surrogateescape") if "/info/" in parts.path else parts.path
        answer = self.server.application(self.command, path, parts.query, headers, body)
        if answer is None:
            self._reset()
        else:
            self._write(answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _serve  # noqa: N815 - the base class's names

    def _sized(self, headers: dict[str, str]) -> bytes | None:
        length = headers.get("content-length", "0")
        fits = length.isascii() and length.isdecimal() and int(length) <= MAX_REQUEST
        return self.rfile.read(int(length)) if fits else None

    def _chunks(self) -> bytes | None:
        found: list[bytes] = []
        while True:
            try:
                size = int(self.rfile.readline().split(b";")[0], 16)
            except ValueError:
                return None
            if not 0 <= size <= MAX_REQUEST:
                return None
            data = self.rfile.read(size)
            self.rfile.readline()
            if size == 0:
                return b"".join(found)
            found.append(data)

    def _write(self, answer: Answer) -> None:
        data = answer.encoded()
        headers = {"Content-Type": "application/json; charset=utf-8"} if data else {}
        headers |= answer.headers
        headers.pop("Content-Length", None)
        self.send_response(answer.status)
        for name, value in headers.items():
            self.send_header(name, value)
        if answer.status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD" and answer.status != 204:
            self.wfile.write(data)

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.server.closed(self.connection)
        self.rfile.close()
        self.connection.close()
