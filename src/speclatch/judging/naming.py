"""Which documents may speak of a file of code, by their bytes: most speak of none, and only the others are parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename, dirname

from speclatch.config.model import Config
from speclatch.globs import globs_of
from speclatch.patterns import lazy_re
from speclatch.profiles.file_names import is_markdown, possible_specs
from speclatch.trees import Tree

_ESCAPE = lazy_re(rb"\\(?=[!-/:-@\[-`{-~])")
_GLOB = lazy_re(rb"/(?:(?P<head>[\w.@-]{0,400})|[^\s/]{0,400})[*?]+(?P<tail>[\w.@-]{0,400})")
"""A glob, or what looks like one, from the step before its first sign on, and the letters that it takes as they are."""
_FOLDER = lazy_re(rb"[\w.@-]*\Z")
_MAX_NAME = 400
_LOOSE = b"_.-"
"""Signs at either end of a word that may be no part of it: emphasis, a full stop, ``../``."""


def folders_of(path: str) -> Iterator[str]:
    """The folders around a file, the widest aside: a whole ``src/`` is no spec's."""
    folder = dirname(path)
    while "/" in folder:
        yield folder
        folder = dirname(folder)


class Naming:
    """Says of documents whether they can name a file, ``path``, or a folder or a glob around it. Never a false no."""

    def __init__(self, path: str) -> None:
        name = basename(path).encode("utf-8", "surrogateescape")
        folders = [folder.encode("utf-8", "surrogateescape") for folder in folders_of(path)]
        self._path = f"/{path}".encode("utf-8", "surrogateescape")
        self._letters = (name, *folders[-1:])  # the widest: all others begin with it
        ends = [rb"%b(?![\w-])" % re.escape(name), *(rb"%b/?(?![\w./@-])" % re.escape(one) for one in folders)]
        self._pattern = re.compile(rb"(?<![\w.@-])(?:%b)" % b"|".join(ends))

    def may_be_in(self, raw: bytes) -> bool:
        """Whether a document of these bytes is worth to be parsed."""
        if b"\\" in raw:
            raw = _ESCAPE.sub(b"", raw)
        # Letters are found ten times as fast as a pattern, and hardly a document holds them.
        if any(letters in raw for letters in self._letters) and self._pattern.search(raw) is not None:
            return True
        return (b"*" in raw or b"?" in raw) and any(map(self._may_match, _GLOB.finditer(raw)))

    def _may_match(self, glob: re.Match[bytes]) -> bool:
        """Whether the path holds the letters of what may be a glob."""
        if glob["tail"].strip(_LOOSE) not in self._path:
            return False
        folder: bytes = _FOLDER.findall(glob.string[max(0, glob.start() - _MAX_NAME) : glob.start()])[0]
        return b"%b/%b" % (folder.lstrip(_LOOSE), glob["head"] or b"") in self._path


def naming(path: str, config: Config, tree: Tree) -> Iterator[str]:
    """The paths of documents that may be specs and may speak of a file, one after the other."""
    sought = Naming(path)
    for candidate, raw in tree.stream(possible_specs(config, tree.listing)):
        if sought.may_be_in(raw):
            yield candidate


def is_asked_for(path: str, config: Config) -> bool:
    """Whether an entry of ``code`` in the configuration asks for a spec of a file."""
    return any(globs_of(rule.code).captured(path) is not None for rule in config.code)


def is_spoken_of(path: str, config: Config, tree: Tree) -> bool:
    """Whether anything can speak for a file at all: where not, it may be written, and nothing else is looked at."""
    if is_asked_for(path, config):
        return True
    return not is_markdown(path) and next(naming(path, config, tree), None) is not None
