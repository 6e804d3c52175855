"""Answers that never end, in time or in bytes."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from speclatch.github import client as client_module
from speclatch.github import transport
from speclatch.github.client import GitHubClient
from speclatch.github.errors import GitHubError

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"


def trickling_body(connection: socket.socket) -> None:
    """A byte now and then, so that no single wait is long."""
    connection.sendall(HEAD)
    while True:
        connection.sendall(b" ")
        time.sleep(0.05)


def trickling_head(connection: socket.socket) -> None:
    """The same before the answer has begun."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        connection.sendall(b"x")
        time.sleep(0.05)


def endless(connection: socket.socket) -> None:
    """As many bytes as are taken."""
    connection.sendall(HEAD + b"[")
    while True:
        connection.sendall(b" " * 65_536)


@contextlib.contextmanager
def serving(behaviour: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that behaves so: its address."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.recv(65_536)
            behaviour(connection)

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


@pytest.mark.parametrize("behaviour", [trickling_body, trickling_head, endless], ids=lambda one: one.__name__)
def test_an_answer_without_end_is_given_up(
    monkeypatch: pytest.MonkeyPatch, behaviour: Callable[[socket.socket], None]
) -> None:
    """A bound on time for the whole answer, and one on its size, which is not asked for again."""
    for module in (client_module, transport):
        monkeypatch.setattr(module, "ANSWER_SECONDS", 0.5)
    monkeypatch.setattr(transport, "MAX_ANSWER_BYTES", 1_000_000)
    began = time.monotonic()
    with serving(behaviour) as address, pytest.raises(GitHubError, match=r"no answer from GitHub|is larger than"):
        GitHubClient("token", address, retry_budget=0).get("/repos/a/b")

    assert time.monotonic() - began < 10
