r"""The one dialect of globs: compiled when the configuration is read, matched in linear time.

``*`` and ``?`` stay within a segment of a path, ``**`` crosses them, ``[a-z]`` and ``[!a-z]`` are one character,
``{name}`` is one or more characters of a segment and captures them, ``\`` takes a sign as it is. A glob without ``/``
matches in any folder (``/*.md``: in the root alone), one that matches a folder matches all that is in it, and one that
ends in ``/`` matches folders alone. In a list the last one that matches decides, and ``!`` in front takes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from speclatch.patterns import lazy_re

MAX_LENGTH = 1_000
"""Characters of the longest glob."""

_PIECE = lazy_re(
    r"\\(?P<escaped>.?)|(?P<star>\*+)|(?P<any>\?)|\{(?P<name>[A-Za-z_]\w*)\}|(?P<brace>[{}])"
    r"|\[(?P<not>[!^]?)(?P<class>\]?(?:\\.|[^]\\])*)\]|(?P<bracket>\[)|(?P<plain>.)",
    re.DOTALL | re.ASCII,
)
_RANGES = lazy_re(r"\\(?P<escaped>.)|(?P<low>[^\\])-(?P<high>[^\\])|(?P<one>.)", re.DOTALL)
_SIGNS = lazy_re(r"[\\*?\[\]{}!]")
_HIDDEN = lazy_re(r"\\.|\[[!^]?\]?(?:\\.|[^]\\])*\]", re.DOTALL)


class GlobError(ValueError):
    """A glob that could match nothing, or that nobody can read. The message says what is wrong with it."""


class Glob(NamedTuple):
    """One glob, compiled. ``takes_out`` is True for one with ``!`` in front."""

    text: str
    pattern: re.Pattern[str]
    takes_out: bool = False

    def captured(self, path: str) -> Mapping[str, str] | None:
        """What its ``{name}`` stand for in a path; None if it does not match."""
        found = self.pattern.match(path)
        return found.groupdict() if found is not None else None


class Globs:
    """A list of globs: the last one that matches a path decides."""

    def __init__(self, globs: Iterable[str]) -> None:
        """Compile them; raises GlobError."""
        self.globs = tuple(compiled(glob) for glob in globs)
        self._by_weight = tuple((one.pattern.match, not one.takes_out) for one in reversed(self.globs))

    def matches(self, path: str) -> bool:
        """Whether the globs name a path."""
        for match, names in self._by_weight:
            if match(path) is not None:
                return names
        return False

    def captured(self, path: str) -> Mapping[str, str] | None:
        """What the ``{name}`` of the glob that decides stand for; None if the globs do not name the path."""
        for one in reversed(self.globs):
            if (found := one.captured(path)) is not None:
                return None if one.takes_out else found
        return None


@lru_cache(maxsize=1024)
def globs_of(globs: tuple[str, ...]) -> Globs:
    """A list of globs, compiled once.

    Raises:
        GlobError: one of them cannot work.
    """
    return Globs(globs)


def matches(path: str, globs: tuple[str, ...]) -> bool:
    """Whether globs name a path.

    Raises:
        GlobError: one of them cannot work.
    """
    return globs_of(globs).matches(path)


def is_glob_of(text: str, name: str) -> bool:
    """Whether what somebody wrote in a document is a glob that matches a file's name; what cannot work is none."""
    try:
        return compiled(text.removeprefix("!")).pattern.match(name) is not None
    except GlobError:
        return False


@lru_cache(maxsize=4096)
def compiled(glob: str) -> Glob:
    """A glob, compiled.

    Raises:
        GlobError: it cannot work.
    """
    if len(glob) > MAX_LENGTH:
        raise GlobError(f"a glob has at most {MAX_LENGTH} characters")
    takes_out = glob.startswith("!")
    bare = glob.removeprefix("!")
    segments = _segments(bare)
    repeated = _repeated(segments)
    names: set[str] = set()
    parts = [segment if segment == _DEEP else _segment(segment, names, repeated) for segment in segments]
    pattern = _joined(parts, folders=bare.endswith("/"), exact=bool(repeated))
    return Glob(glob, re.compile(pattern, re.DOTALL), takes_out)


def escaped(text: str) -> str:
    """A glob that matches this very text."""
    return _SIGNS.sub(lambda found: f"\\{found[0]}", text)


def literal_head(glob: str) -> tuple[str, str]:
    """The folders that a glob begins with, as ``docs/rfcs/`` or ``""``, and how its last segment begins."""
    bare = glob.removeprefix("!").removeprefix("/")
    first = _SIGNS.search(bare)
    folder = bare[: first.start() if first else len(bare)].rpartition("/")[0]
    last = bare.rpartition("/")[2]
    wild = _SIGNS.search(last)
    return f"{folder}/" if folder else "", last[: wild.start()] if wild else last


def capture_names(glob: str) -> tuple[str, ...]:
    """The names that a glob captures, each as often as it stands there."""
    return tuple(found["name"] for found in _PIECE.finditer(glob) if found["name"])


_DEEP = "**"


def _segments(glob: str) -> list[str]:
    """The segments of a glob, ``**`` before one that matches in any folder; raises GlobError."""
    if not glob.strip():
        raise GlobError("expected a glob, and there is nothing")
    if glob.startswith("/") and "/" not in glob[1:] and len(glob) > 1:
        return [glob[1:]]
    if glob.startswith(("/", "./", "~/", "\\\\")) or re.match(r"[A-Za-z]:[\\/]", glob):
        raise GlobError("must be a path inside the repository, relative to its root, as `docs/specs/*.md`")
    segments = _split(glob.removesuffix("/"))
    if any(segment in {".", ".."} for segment in segments):
        raise GlobError("must be a path inside the repository, without `.` and `..`")
    if "" in segments:
        raise GlobError("two `/` stand side by side")
    return segments if "/" in glob.removesuffix("/") else [_DEEP, *segments]


def _split(glob: str) -> list[str]:
    hidden = _HIDDEN.sub(lambda found: "x" * len(found[0]), glob)
    at = [-1, *(place for place, sign in enumerate(hidden) if sign == "/"), len(glob)]
    return [glob[start + 1 : end] for start, end in pairwise(at)]


def _repeated(segments: Sequence[str]) -> frozenset[str]:
    """The names that stand in a glob twice; raises GlobError where telling them apart could take for ever."""
    names = [(name, segment) for segment in segments for name in capture_names(segment)]
    seen = [name for name, _ in names]
    repeated = frozenset(name for name in seen if seen.count(name) > 1)
    if any(name in repeated and _wildcards(segment) > 1 for name, segment in names):
        raise GlobError("a name that stands there twice has to be the only wildcard between two `/`")
    if repeated and segments[:-1].count(_DEEP) > 1:
        raise GlobError("a glob with a name that stands there twice may hold one `**`")
    return repeated


def _wildcards(segment: str) -> int:
    return sum(1 for found in _PIECE.finditer(segment) if found["star"] or found["name"])


def _segment(segment: str, names: set[str], repeated: frozenset[str]) -> str:
    """One segment as a regular expression that does not backtrack: what stands before a wildcard is taken once."""
    if not segment.strip("*"):
        return "[^/]+"
    done: list[str] = []
    wild, plain = "", ""
    for found in _PIECE.finditer(segment):
        if (piece := _wildcard(found, names)) is None:
            plain += _sign(found)
            continue
        done.append(f"(?>{wild}{plain})" if wild or plain else "")
        wild, plain = piece, ""
    last = f"{wild}{plain}" if not wild else f"{wild.removesuffix('?')}{plain}"
    text = f"{''.join(done)}{last}(?=/|\\Z)"
    return text if any(name in repeated for name in capture_names(segment)) else f"(?>{text})"


def _wildcard(found: re.Match[str], names: set[str]) -> str | None:
    """A wildcard of any length that takes as little as it can; None for a single character."""
    if found["star"]:
        return "[^/]*?"
    name = found["name"]
    if not name:
        return None
    if name in names:
        return f"(?P={name})"
    names.add(name)
    return f"(?P<{name}>[^/]+?)"


def _sign(found: re.Match[str]) -> str:
    """One character as a regular expression; raises GlobError."""
    if found["any"]:
        return "[^/]"
    if found["class"] is not None:
        return _class(found["class"], negated=bool(found["not"]))
    if found["bracket"]:
        raise GlobError("`[` is never closed; write `\\[` for the sign itself")
    if found["brace"]:
        raise GlobError("`{` and `}` hold one name, as `{name}`; write a glob for each alternative")
    if (sign := found["escaped"]) is not None:
        if not sign or sign.isalnum():
            raise GlobError("folders are written with `/`; a backslash takes the sign behind it as it is")
        return re.escape(sign)
    return re.escape(found["plain"])


def _class(text: str, *, negated: bool) -> str:
    """A class of characters; it never holds ``/``."""
    if not text or "/" in text or text.startswith(("[:", "[.", "[=")):
        raise GlobError(f"`[{text}]` is no class of characters")
    parts: list[str] = []
    for found in _RANGES.finditer(text):
        if found["low"] and found["low"] > found["high"]:
            raise GlobError(f"`[{text}]` holds the range `{found[0]}`, and nothing is in it")
        if found["low"]:
            parts.append(f"{re.escape(found['low'])}-{re.escape(found['high'])}")
        else:
            parts.append(re.escape(found["escaped"] or found["one"]))
    inside = "".join(parts)
    return f"[^/{inside}]" if negated else f"(?!/)[{inside}]"


def _joined(parts: Sequence[str], *, folders: bool, exact: bool) -> str:
    """Segments as one expression: after each ``**`` the first place that fits is the one, for the end is open.

    Only where a name stands twice (``exact``) the next place may fit better, and each is tried.
    """
    runs = list(_runs(parts))
    head = "".join(f"{part}/" for part in runs[0])
    text = head.removesuffix("/") if len(runs) == 1 else head
    for number, run in enumerate(runs[1:], 2):
        if not run:
            continue
        last = number == len(runs)
        inner = "/".join(run) + ("" if last else "/")
        text += f"(?:[^/]+/)*?{inner}" if exact else f"(?>(?:[^/]+/)*?{inner})"
    if len(runs) > 1 and not runs[-1]:
        return f"{text}.+\\Z" if not folders else f"{text}.+/.+\\Z"
    return f"{text}/.+\\Z" if folders else f"{text}(?:/.*)?\\Z"


def _runs(parts: Sequence[str]) -> Iterator[list[str]]:
    """What stands between the ``**``, with neighbours taken for one."""
    run: list[str] = []
    first = True
    for part in parts:
        if part != _DEEP:
            run.append(part)
        elif run or first:
            yield run
            run, first = [], False
        first = False
    yield run
