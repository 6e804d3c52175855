"""git's smart HTTP, by git's own ``http-backend``, behind GitHub's token check."""

from __future__ import annotations

import base64
import binascii
import re
import subprocess
from pathlib import Path

from .repository import environment
from .state import Repository, Token, World
from .wire import Answer, Request

SERVICE = re.compile(
    r"\A/(?P<owner>[^/]+)/(?P<name>[^/]+?)(?:\.git)?/(?P<rest>info/refs|git-(?:upload|receive)-pack)\Z"
)


def basic_token(header: str) -> str | None:
    """The token in a Basic ``Authorization`` header, where git puts it as the password."""
    kind, _, value = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return None


def serve(world: World, root: Path, request: Request) -> tuple[Answer, Repository | None]:
    """Answer a git request; the repository is named where it was written to."""
    match = SERVICE.match(request.path)
    assert match is not None
    repository = world.repositories.get(f"{match['owner']}/{match['name']}".lower())
    writes = match["rest"] == "git-receive-pack" or request.query.get("service") == "git-receive-pack"
    refusal = _refusal(repository, request.token, request.token_kind, writes=writes)
    if refusal is not None:
        return refusal, None
    assert repository is not None
    query = "&".join(f"{key}={value}" for key, value in request.query.items())
    variables = environment() | {
        "GIT_PROJECT_ROOT": str(root),
        "GIT_HTTP_EXPORT_ALL": "1",
        "PATH_INFO": f"/{repository.path.relative_to(root)}/{match['rest']}",
        "REQUEST_METHOD": request.method,
        "QUERY_STRING": query,
        "CONTENT_TYPE": request.headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(request.raw)),
        "REMOTE_ADDR": "127.0.0.1",
        "REMOTE_USER": request.token.user.login if request.token else "",
    }
    for name, header in (("HTTP_CONTENT_ENCODING", "content-encoding"), ("GIT_PROTOCOL", "git-protocol")):
        if header in request.headers:
            variables[name] = request.headers[header]
    done = subprocess.run(["git", "http-backend"], input=request.raw, capture_output=True, env=variables, check=False)
    return _answer(done.stdout, done.stderr), repository if writes else None


def _refusal(repository: Repository | None, token: Token | None, kind: str, *, writes: bool) -> Answer | None:
    challenge = {"WWW-Authenticate": 'Basic realm="GitHub"', "Content-Type": "text/plain"}
    if kind == "bad":
        return Answer(401, b"Bad credentials\n", challenge)
    if token is None and (repository is None or repository.private or writes):
        return Answer(401, b"Repository not found.\n", challenge)
    if repository is None:
        return Answer(404, b"Repository not found.\n", {"Content-Type": "text/plain"})
    if token is not None:
        needs = token.may("write", "contents") if writes else not repository.private or token.may("read", "contents")
        if not needs:
            return Answer(403, b"Write access to repository not granted.\n", {"Content-Type": "text/plain"})
    return None


def _answer(output: bytes, errors: bytes) -> Answer:
    head, mark, body = output.partition(b"\r\n\r\n")
    if not mark:
        return Answer(500, errors, {"Content-Type": "text/plain"})
    headers = dict(row.split(": ", 1) for row in head.decode().split("\r\n"))
    status = int(headers.pop("Status", "200 OK").split(" ")[0])
    return Answer(status, body, headers)
