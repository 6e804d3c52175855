"""Talk to a running git through its pipes, within bounds: all that it prints, or one object after the other."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from typing import IO

from speclatch.git.faults import GitError

MAX_BLOB_BYTES = 16 * 1024 * 1024  # more of one blob is never held: documents are far smaller
_CHUNK = 1 << 16
_ENDED = (OSError, ValueError)
"""What a thread meets whose pipe is closed beneath it: git has ended, or an interruption ended the wait for it."""


def close(stream: IO[bytes] | None) -> None:
    """Close a pipe; unread input of a git that has ended is of no interest."""
    if stream is not None:
        with contextlib.suppress(OSError):
            stream.close()


def kill(process: subprocess.Popen[bytes]) -> None:
    """End git and its helpers: a fetch's transport would otherwise keep the pipes open."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:  # Windows has no groups of processes; the pipes of a helper end with its work there
            process.kill()


def exchange(process: subprocess.Popen[bytes], stdin: bytes, most: int) -> tuple[bytes, bytes]:
    """Feed a process, return what it prints and what it complains; more than ``most`` bytes and it is killed."""
    errors: list[bytes] = []

    def feed(stream: IO[bytes]) -> None:
        with contextlib.suppress(*_ENDED):
            stream.write(stdin)
        close(stream)

    def listen(stream: IO[bytes]) -> None:
        with contextlib.suppress(*_ENDED):
            while chunk := stream.read1(_CHUNK):  # type: ignore[attr-defined]  # a BufferedReader
                if sum(map(len, errors)) < _CHUNK:
                    errors.append(chunk)

    assert process.stdin and process.stdout and process.stderr  # noqa: S101, PT018 - for mypy: all are pipes
    helpers = [
        threading.Thread(target=feed, args=(process.stdin,), daemon=True),
        threading.Thread(target=listen, args=(process.stderr,), daemon=True),
    ]
    for helper in helpers:
        helper.start()
    output = bytearray()
    while len(output) <= most and (chunk := process.stdout.read(_CHUNK)):
        output += chunk
    if len(output) > most:
        kill(process)
    for helper in helpers:
        helper.join()
    return bytes(output), b"".join(errors)


def ask(process: subprocess.Popen[bytes], oid: str) -> bytes | None:
    """Ask a running ``cat-file --batch`` for one object.

    Raises:
        GitError: it has ended, or what it names is no blob.
    """
    stdin, stdout = process.stdin, process.stdout
    assert stdin is not None and stdout is not None  # noqa: S101, PT018 - for mypy: both are pipes
    try:
        stdin.write(oid.encode("ascii") + b"\n")
        stdin.flush()
        header = stdout.readline().split()
    except OSError:
        header = []
    if len(header) == 2 and header[1] == b"missing":
        return None
    if len(header) != 3 or header[1] != b"blob":
        raise GitError("git ended or answered strangely while contents were read.")
    size = int(header[2])
    content = stdout.read(min(size, MAX_BLOB_BYTES + 1))
    left = size + 1 - len(content)  # the rest, and the LF that ends every answer
    while left > 0 and (skipped := stdout.read(min(left, 1 << 20))):
        left -= len(skipped)
    if left:
        raise GitError("git ended while contents were read.")
    return content
