"""A quick look at every document of a repository: its headings and the names of its fields, without parsing it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename

from speclatch.documents.deadlines import check_deadline
from speclatch.documents.document import key_name
from speclatch.patterns import lazy_re
from speclatch.profiles.file_names import is_markdown
from speclatch.profiles.titles import normalise_title
from speclatch.trees import EntryKind, Tree

MAX_BYTES = 1_000_000
"""A file larger than this is no document that somebody wrote by hand."""
HEAD_LINES = 60
"""Lines in which labelled fields such as ``- Status: x`` are metadata."""
DEEPEST = 3
"""Headings below this level say little of what a document is."""

_TEMPLATE_ENDING = lazy_re(
    r"\.(?:md|markdown)\.(?:template|tmpl|tpl|example|sample|dist)\Z|\.(?:template|tmpl)\.md\Z", re.IGNORECASE
)
_HEADING = lazy_re(r" {0,3}(#{1,6})[ \t]+(\S[^\n]{0,300})")
_UNDERLINE = lazy_re(r" {0,3}(=+|-+)[ \t]*")
_FENCE = lazy_re(r" {0,3}(`{3,}|~{3,})")
_KEY = lazy_re(r"([A-Za-z][\w -]{0,40})[ \t]*:")
_LABEL = lazy_re(r"[ \t]*(?:[-*+>][ \t]+)?[*_]{0,2}([A-Za-z][\w -]{0,40}?)[*_]{0,2}[ \t]?:[*_]{0,2}(?:[ \t]|$)")
_FOREIGN = lazy_re(
    r"(?:^|/)(?:node_modules|bower_components|vendor|third[-_]party|testdata|tests?|__tests__|fixtures?|dist|build"
    r"|coverage|site-packages|\.(?!github/|kiro/|specify/)[^/]+)/",
    re.IGNORECASE,
)
_FORMS = lazy_re(r"(?:^|/)\.github/(?:[^/]*/)*(?:issue|pull_request|discussion)_template", re.IGNORECASE)
_ASIDE = lazy_re(
    r"(?:readme|index|_index|toc|summary|overview|changelog|changes|history|news|releases?(?:[-_]notes)?|contributing"
    r"|contributors|code[-_]of[-_]conduct|governance|maintainers|owners|authors|licen[cs]e|security|support|agents"
    r"|claude|gemini|copilot-instructions|skill|glossary|roadmap|todo|faq)(?:[._-][a-z]{2}(?:[-_][a-z]{2})?)?\.[^/]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a file looks like from afar.

    ``titles`` are the normalised headings by level, ``keys`` the names of its metadata; ``is_markdown`` is False for
    what only a template is called (``x.md.template``).
    """

    path: str
    titles: tuple[tuple[int, str], ...]
    keys: frozenset[str]
    is_markdown: bool = True

    @property
    def name(self) -> str:
        """The file's own name."""
        return basename(self.path)

    def at(self, level: int) -> frozenset[str]:
        """The titles at a level, and one below it: documents often hang everything one level lower or higher."""
        return frozenset(title for found, title in self.titles if abs(found - level) <= 1)


def is_aside(path: str) -> bool:
    """Whether a file's name says that it is no document of a family: a README, an index, a change log."""
    return bool(_ASIDE.fullmatch(basename(path)))


def is_foreign(path: str) -> bool:
    """Whether a path is a tool's, a test's or somebody else's: nobody's specs lie there."""
    return bool(_FOREIGN.search(path) or _FORMS.search(path))


def sketches(tree: Tree) -> Iterator[Sketch]:
    """A sketch of every Markdown file of a tree that may be a document or a template, in the order of their paths."""
    wanted = [
        path
        for path, entry in sorted(tree.listing.entries.items())
        if (is_markdown(path) or _TEMPLATE_ENDING.search(path))
        and entry.kind not in (EntryKind.SYMLINK, EntryKind.SUBMODULE)
        and not is_foreign(path)
        and path.isprintable()  # else no configuration could name it
    ]
    for path, raw in tree.stream(wanted):
        check_deadline()
        if len(raw) <= MAX_BYTES and b"\0" not in raw[:1000]:
            yield sketch(path, raw)


def sketch(path: str, raw: bytes) -> Sketch:
    """Look at one file's bytes."""
    lines = raw.decode("utf-8-sig", "replace").split("\n")
    body = _end_of_front_matter(lines)
    keys = {key_name(found[1]) for line in lines[1 : max(body - 1, 1)] if (found := _KEY.match(line))}
    fields = (_LABEL.match(line) for line in lines[body : body + HEAD_LINES])
    keys |= {key_name(found[1].strip()) for found in fields if found}
    return Sketch(path, tuple(_titles(lines[body:])), frozenset(keys), is_markdown(path))


def _end_of_front_matter(lines: list[str]) -> int:
    """The number of lines that front matter takes up."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((at + 1 for at, line in enumerate(lines[1:400], 1) if line.rstrip() == "---"), 0)


def _titles(lines: list[str]) -> Iterator[tuple[int, str]]:
    fence, above = "", ""
    for line in lines:
        opened = _FENCE.match(line)
        if fence:
            if opened and opened[1].startswith(fence) and not line[opened.end() :].strip():
                fence = ""
            continue
        if opened:
            fence, above = opened[1], ""
            continue
        level, text = 0, ""
        if heading := _HEADING.match(line):
            level, text = len(heading[1]), heading[2].rstrip("# \t\r")
        elif above and (under := _UNDERLINE.fullmatch(line.rstrip("\r"))):
            level, text = (1 if under[1][0] == "=" else 2), above
        above = line.strip() if line[:4].strip() and not heading and len(line) < HEAD_LINES * 5 else ""
        if above.startswith(("|", "-", "*", ">", "+")):
            above = ""
        if 0 < level <= DEEPEST and (title := normalise_title(text)):
            yield level, title
