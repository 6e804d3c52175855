"""Read one value of an input or a variable: what it means, or a ValueError with what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")


def one_of(choices: Mapping[str, T]) -> Callable[[str], T]:
    """One of some words, in any case: what it stands for."""

    def clean(value: str) -> T:
        try:
            return choices[value.lower()]
        except KeyError:
            raise ValueError(value) from None

    return clean


def whole_number(highest: int) -> Callable[[str], int]:
    """A whole number of at most six digits, up to ``highest``."""

    def clean(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", value) or int(value) > highest:
            raise ValueError(value)
        return int(value)

    return clean


def matching(pattern: str, complaint: str = "") -> Callable[[str], str]:
    """A text that a pattern matches as a whole; ``complaint`` says what one is that it does not."""
    expression = re.compile(pattern, re.ASCII)

    def clean(value: str) -> str:
        if not expression.fullmatch(value):
            raise ValueError(complaint)
        return value

    return clean


def relative_path(value: str) -> str:
    """A path inside the tree that it is relative to, in normal form."""
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts or not path.parts or not value.isprintable() or "\\" in value:
        raise ValueError(value)
    return str(path)


def optional_relative_path(value: str) -> str:
    """As ``relative_path``, or empty."""
    return relative_path(value) if value else ""


def url(value: str) -> str:
    """A server's address without credentials, query or fragment. Plain http is for servers of one's own."""
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ValueError("is no http(s) address")
    if parts.username is not None or parts.query or parts.fragment or not re.fullmatch(r"[!-~]+", value):
        raise ValueError("may hold a host and a path, nothing else")
    return value.rstrip("/")


def optional_url(value: str) -> str:
    """As ``url``, or empty."""
    return url(value) if value else ""


def optional_path(value: str) -> Path | None:
    """A path; None where there is none."""
    return Path(value) if value else None


def api_url(server_url: str) -> str:
    """The REST API's address for a server: github.com, a tenant of ghe.com, or an enterprise server."""
    parts = urlsplit(server_url)
    if parts.hostname == "github.com" or (parts.hostname or "").endswith(".ghe.com"):
        return f"{parts.scheme}://api.{parts.netloc}"
    return f"{server_url}/api/v3"
