"""GitHub's own parser, cmark-gfm, asked for the facts Speclatch reads: the oracle of the differential tests.

``cmarkgfm`` offers HTML only, which names no line for a link. Its library exports the XML renderer as
well; XML has the source position of every node.
"""

from __future__ import annotations

import ctypes
import itertools
import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

from cmarkgfm import _cmark, cmark

_EXTENSIONS = ("table", "autolink", "tagfilter", "strikethrough", "tasklist")
_OPTIONS = cmark.Options.CMARK_OPT_SOURCEPOS | cmark.Options.CMARK_OPT_FOOTNOTES
_FORBIDDEN_IN_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMESPACE = "{http://commonmark.org/xml/1.0}"


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(_cmark.__file__)
    pointer = ctypes.c_void_p
    for name, arguments in {
        "cmark_parser_new": [ctypes.c_int],
        "cmark_find_syntax_extension": [ctypes.c_char_p],
        "cmark_parser_finish": [pointer],
        "cmark_render_xml": [pointer, ctypes.c_int],
    }.items():
        function = getattr(library, name)
        function.argtypes = arguments
        function.restype = pointer
    library.cmark_parser_attach_syntax_extension.argtypes = [pointer, pointer]
    library.cmark_parser_feed.argtypes = [pointer, ctypes.c_char_p, ctypes.c_size_t]
    library.cmark_node_free.argtypes = [pointer]
    library.cmark_parser_free.argtypes = [pointer]
    library.cmark_gfm_core_extensions_ensure_registered()
    return library


_LIBRARY = _library()
_FREE = ctypes.CDLL(None).free
_FREE.argtypes = [ctypes.c_void_p]


class Facts(NamedTuple):
    """What cmark-gfm reads, lines 1-based in the text it was given."""

    headings: list[tuple[int, int, str]]  # level, line, title
    tables: list[tuple[int, list[int], list[list[str]]]]  # line, lines of its rows, rows of plain cell texts
    tasks: list[tuple[int, bool]]  # line, ticked
    links: list[tuple[int, str]]  # line, destination
    fences: list[tuple[int, str, str]]  # line, info string, text of code blocks of both kinds
    html: list[tuple[int, str]]  # line, text
    breaks: list[int]  # lines of thematic breaks


def xml_of(text: str) -> str:
    """The document as cmark-gfm's XML."""
    raw = text.encode()
    parser = _LIBRARY.cmark_parser_new(_OPTIONS)
    for name in _EXTENSIONS:
        extension = _LIBRARY.cmark_find_syntax_extension(name.encode())
        _LIBRARY.cmark_parser_attach_syntax_extension(parser, extension)
    _LIBRARY.cmark_parser_feed(parser, raw, len(raw))
    root = _LIBRARY.cmark_parser_finish(parser)
    rendered = _LIBRARY.cmark_render_xml(root, _OPTIONS)
    found = ctypes.string_at(rendered)
    _FREE(rendered)
    _LIBRARY.cmark_node_free(root)
    _LIBRARY.cmark_parser_free(parser)
    return _FORBIDDEN_IN_XML.sub("\ufffd", found.decode())


def read(text: str) -> Facts:
    """Everything cmark-gfm finds in ``text``."""
    facts = Facts([], [], [], [], [], [], [])
    xml = xml_of(text).replace("<<unknown>", "<footnote").replace("</<unknown>>", "</footnote>")
    root = ET.fromstring(xml)  # noqa: S314 - made by the library just above
    _place_interrupted_paragraphs(root)
    stack = [root]
    line = 1
    while stack:
        node = stack.pop()
        kind = node.tag.removeprefix(_NAMESPACE)
        if kind in _BLOCKS:
            line = _line(node)
        elif kind in _BREAKS:
            line += 1
        else:
            line += _breaks(node)
        _note(kind, node, line, facts)
        stack.extend(reversed(node))
    return facts


_BREAKS = {"softbreak", "linebreak"}
_BLOCKS = {"paragraph", "heading", "table_cell", "table", "tasklist"}


def _place_interrupted_paragraphs(root: ET.Element) -> None:
    """Undo a quirk: a table that interrupts a paragraph is put on its first line, the paragraph on none."""
    for parent in root.iter():
        for before, node in itertools.pairwise(parent):
            if node.tag == _NAMESPACE + "table" and before.tag == _NAMESPACE + "paragraph" and not _line(before):
                start = _line(node)
                before.set("sourcepos", f"{start}:1")
                breaks = sum(1 for inner in before.iter() if inner.tag.removeprefix(_NAMESPACE) in _BREAKS)
                breaks += sum(_breaks(inner) for inner in before.iter())
                for moved in (node, node[0], *node[0]):
                    moved.set("sourcepos", f"{start + breaks + 1}:1")


def _breaks(node: ET.Element) -> int:
    kind = node.tag.removeprefix(_NAMESPACE)
    if kind == "code" and _line(node):
        return int(node.get("sourcepos", "").partition("-")[2].split(":")[0]) - _line(node)
    return (node.text or "").count("\n") if kind == "html_inline" else 0


def _note(kind: str, node: ET.Element, line: int, facts: Facts) -> None:
    if kind == "heading":
        facts.headings.append((int(node.get("level", "0")), line, plain(node)))
    elif kind == "table":
        rows = [[plain(cell) for cell in row] for row in node]
        facts.tables.append((line, [_line(row) for row in node], rows))
    elif kind == "tasklist":
        facts.tasks.append((line, node.get("completed") == "true"))
    elif kind in {"link", "image"}:
        facts.links.append((line, node.get("destination", "")))
    elif kind == "code_block":
        facts.fences.append((_line(node), node.get("info", ""), node.text or ""))
    elif kind == "html_block":
        facts.html.append((_line(node), node.text or ""))
    elif kind == "thematic_break":
        facts.breaks.append(_line(node))


def _line(node: ET.Element) -> int:
    return int(node.get("sourcepos", "0").split(":")[0])


def plain(node: ET.Element) -> str:
    """The text a reader sees in ``node``."""
    parts = []
    for inner in node.iter():
        kind = inner.tag.removeprefix(_NAMESPACE)
        if kind in {"text", "code"}:
            parts.append(inner.text or "")
        elif kind in {"softbreak", "linebreak"}:
            parts.append(" ")
    return "".join(parts).strip()
