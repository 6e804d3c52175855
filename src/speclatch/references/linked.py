"""What is known of a document that references lead to: ids, status, anchors, requirements, successor."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from speclatch.config.model import Words
from speclatch.documents import BlockKind, Document, FrontMatter, UnreadableError, parse, slugify
from speclatch.documents.deadlines import check_deadline
from speclatch.documents.fences import read_front_matter
from speclatch.documents.source import decode, split_lines
from speclatch.patterns import lazy_re
from speclatch.profiles.brackets import IDENTIFIER, has_spans
from speclatch.profiles.file_names import is_template
from speclatch.profiles.keys import id_pattern
from speclatch.profiles.titles import normalise_title
from speclatch.profiles.words import NO_WORDS
from speclatch.references.content import says_nothing
from speclatch.references.definitions import defined_ids, without_code_and_comments
from speclatch.references.kinds import prefixes
from speclatch.references.names import names_another
from speclatch.references.paths import reads_as_markdown
from speclatch.references.raw_ids import own_id
from speclatch.references.supersession import corrected, is_stale, names_something, names_successor, successor_pattern

Load = Callable[[str], bytes]
"""Gives the content at a path."""
Parser = Callable[[str, bytes], Document]
"""Makes a document of a path and its content; raises ``UnreadableError``."""

_LFS_POINTER = b"version https://git-lfs.github.com/spec/"


_HTML_ANCHOR = lazy_re(r"(?<!\\)<[A-Za-z][A-Za-z0-9]*\s[^<>]{0,200}?\b(?:id|name)\s*=\s*[\"']?(?P<name>[^\"'\s>]+)")
_HEADING_ID = lazy_re(rf" {{0,3}}#{{1,6}}\s+\W*(?P<id>{IDENTIFIER.pattern})(?![\w-])")
_FENCE = lazy_re(r" {0,3}(?P<mark>```+|~~~+)")


MAX_CANDIDATES = 1_000
"""How many anchors are compared by spelling."""


@dataclass(frozen=True)
class LinkedDocument:
    """A document that references lead to. It is read and parsed when first asked; unreadable ones know nothing.

    ``content`` is its content, ``load`` gives it where it is not at hand; ``given`` is the parsed form where there is
    one already, ``parser`` how it is parsed (a cache may stand before it), ``words`` a team's own.
    """

    path: str
    content: bytes = field(default=b"", repr=False)
    given: Document | None = field(default=None, repr=False)
    load: Load | None = field(default=None, repr=False, compare=False)
    parser: Parser = field(default=parse, repr=False, compare=False)
    words: Words = NO_WORDS

    @cached_property
    def raw(self) -> bytes:
        """Its content."""
        return self.load(self.path) if self.load is not None else self.content

    @cached_property
    def document(self) -> Document | None:
        """The parsed document; None if the bytes are no text, or stand for one that git-lfs keeps."""
        if self.given is not None:
            return self.given
        if self.raw.startswith(_LFS_POINTER):
            return None
        try:
            return self.parser(self.path, self.raw)
        except UnreadableError:
            return None

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its lines; none if the bytes are no text."""
        if self.given is not None:
            return self.given.lines
        try:
            return tuple(split_lines(decode(self.raw)))
        except UnreadableError:
            return ()

    @cached_property
    def front_matter(self) -> FrontMatter:
        """Its front matter, without parsing the rest."""
        if self.given is not None:
            return self.given.front_matter
        return read_front_matter(self.path, self.lines)[0]

    def _entry(self, key: str) -> str:
        entry = self.front_matter.find(key)
        return entry.text if entry is not None else ""

    @cached_property
    def hollow(self) -> str:
        """Why there is nothing to read in it, as a phrase behind its name; ``""`` where there is something."""
        if self.given is None and not self.raw.strip():
            return "is empty"
        if not reads_as_markdown(self.path):
            return ""
        if self.given is None and self.raw.startswith(_LFS_POINTER):
            return "is a git-lfs pointer, not the document"
        if self.document is None:
            return "cannot be read as text"
        if is_template(self.path) and self._is_unnamed:
            return "is a template that nobody has filled in"
        return (
            "has nothing in it but headings, metadata and guidance" if says_nothing(self.document, self.words) else ""
        )

    @property
    def _is_unnamed(self) -> bool:
        """Whether its id is a sample, or a part of its title what its author is to write."""
        headings = self.document.headings[:1] if self.document is not None else ()
        return bool(id_pattern("id", self._entry("id"))) or any(has_spans(one.source) for one in headings)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The front matter's ``id`` and the ids that headings open with."""
        if self.given is None and not self.lines:
            return ()
        own = own_id(self.raw) if self.given is None else None
        own = self._entry("id") if own is None else own
        opened = (_HEADING_ID.match(line) for line in _outside_fences(self.lines))
        return tuple(dict.fromkeys([*([own] if own else []), *(found["id"] for found in opened if found)]))

    @cached_property
    def slugs(self) -> frozenset[str]:
        """Every anchor: GitHub's of the headings, and those set in HTML."""
        if self.document is None:
            return frozenset()
        made = {heading.slug for heading in self.document.headings}
        shown = (block.text for block in self.document.blocks if block.kind is not BlockKind.CODE)
        texts = (*(one.source for one in self.document.headings), *shown)
        return frozenset(made.union(*map(_html_anchors, texts)))

    def has_anchor(self, anchor: str, *, strict: bool) -> bool:
        """Whether ``#anchor`` leads somewhere; not ``strict``: in words of its own, or by a heading's leading id.

        A page of GitHub looks for the anchor as it is written, then in lower case.
        """
        bare = anchor.removeprefix("user-content-")
        if self.document is None or not bare or bare.startswith(":~:") or bare == "top":
            return True
        if bare in self.slugs or bare.lower() in self.slugs:
            return True
        if re.fullmatch(r"L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?", bare):
            return True
        if strict:
            return False
        name = slugify(bare)  # of `8.1.2`, the number of a section, it is what stands in that section's anchor
        return name in self.slugs or any(next(self._opened_by(one), None) is not None for one in (bare, name) if one)

    @cached_property
    def _sorted_slugs(self) -> list[tuple[str, str]]:
        """Every anchor, case folded and as it is, sorted."""
        return sorted((slug.casefold(), slug) for slug in self.slugs)

    def _opened_by(self, anchor: str) -> Iterator[str]:
        """The anchors that are ``anchor`` in another case, or open with it as with an id."""
        folded = anchor.casefold()
        for at in range(bisect_left(self._sorted_slugs, (folded, "")), len(self._sorted_slugs)):
            slug = self._sorted_slugs[at][0]
            if not slug.startswith(folded):
                return
            if _opens(slug, folded):
                yield self._sorted_slugs[at][1]

    def nearest_slug(self, anchor: str) -> str | None:
        """The anchor that is likeliest meant: other case, one that opens with it, the closest spelling."""
        opened = min(self._opened_by(anchor), default=None)
        if opened is not None:
            return opened
        check_deadline()
        folded, known = anchor.casefold(), sorted(self.slugs)[:MAX_CANDIDATES]
        has_id = bool(prefixes(anchor))
        others = [slug for slug in known if not (has_id and names_another(folded, slug))]
        close = get_close_matches(folded, others, n=1, cutoff=0.6)
        return close[0] if close else None

    @cached_property
    def status(self) -> str:
        """The status of its metadata, in whatever form, or ``""``."""
        own = self._entry("status")
        if own or self.document is None:
            return own
        entry = self.document.metadata.find("status")
        return entry.text if entry is not None else ""

    @cached_property
    def stale(self) -> str:
        """What it says of itself that takes it back: its status, or that something supersedes it; ``""`` if nothing."""
        if is_stale(self.status):
            return self.status
        return f"superseded by {self._said_successor}" if self._said_successor else ""

    @cached_property
    def _said_successor(self) -> str:
        """What a field of its metadata says to be its successor; ``null`` and ``none`` say nothing."""
        entries = self.document.metadata.entries if self.document is not None else self.front_matter.entries
        named = (entry for entry in entries if names_successor(entry.key))
        texts = (scalar.text.strip() for entry in named for scalar in entry.scalars)
        return next((text for text in texts if names_something(text, self.words)), "")

    @cached_property
    def successor(self) -> str:
        """What it names as superseding it, as written, or ``""``."""
        if self._said_successor or self.document is None:
            return self._said_successor
        texts = map(corrected, (self.status, *_status_texts(self.document)))
        return next((found["value"].strip() for text in texts if (found := successor_pattern().search(text))), "")

    @cached_property
    def requirement_ids(self) -> frozenset[str]:
        """Every id that it defines (``REQ-PRD-FUN-01``, ``FR-3``), ranges spelled out, in capitals."""
        return defined_ids(self.document) if self.document is not None else frozenset()


def _outside_fences(lines: Iterable[str]) -> Iterator[str]:
    """The lines that stand in no fenced block."""
    mark = ""
    for line in lines:
        found = _FENCE.match(line)
        if found and (not mark or found["mark"].startswith(mark)):
            mark = "" if mark else found["mark"]
        elif not mark:
            yield line


def _opens(slug: str, anchor: str) -> bool:
    return slug.startswith(anchor) and not slug[len(anchor) : len(anchor) + 1].isalnum()


def _html_anchors(text: str) -> Iterator[str]:
    if "<" in text and _HTML_ANCHOR.search(text):
        for found in _HTML_ANCHOR.finditer(without_code_and_comments(text)):
            yield found["name"]


def _status_texts(document: Document) -> Iterator[str]:
    """Every text that a document's status section holds, for ``Superseded by``."""
    for block in document.blocks:
        if block.section is None or block.section.level <= 1 or normalise_title(block.section.title) == "status":
            yield from block.text.split("\n")
