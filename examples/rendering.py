"""Comments of ours as HTML: Markdown by mistune, suggestions as the change they offer, graphs as SVG."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

import mistune

from examples.drawing import svg

_LINK_HERE = re.compile(r'<a href="http://127\.0\.0\.1:\d+/[\w.-]+/[\w.-]+/(?P<rest>[^"]*)">')
_COMMIT = re.compile(
    r"^(?:blob|commit)/(?P<commit>[0-9a-f]{7})[0-9a-f]*/?(?P<path>[^?]*)(?:\?plain=1)?(?P<lines>#.*)?$"
)


class _Comment(mistune.HTMLRenderer):
    """GitHub's way with fenced blocks. ``source`` are the lines that the comment stands on."""

    def __init__(self, source: Sequence[str]) -> None:
        super().__init__(escape=False)
        self._source = source

    def block_code(self, code: str, info: str | None = None) -> str:
        """A suggestion as a change of lines, a graph drawn, everything else as text."""
        if info == "suggestion":
            old = "".join(_line("old", "-", line) for line in self._source)
            new = "".join(_line("new", "+", line) for line in code.removesuffix("\n").split("\n"))
            return (
                f'<div class="suggestion"><p>Suggested change</p>{old}{new}<p class="end">Commit suggestion</p></div>'
            )
        if info == "mermaid":
            return svg(code)
        return super().block_code(code, info)


def comment(markdown: str, source: Sequence[str] = ()) -> str:
    """A comment's Markdown as HTML. It is one of ours: repository text in it is in code spans and fences."""
    render: Any = mistune.create_markdown(renderer=_Comment(source), plugins=["table", "strikethrough"])
    return _LINK_HERE.sub(_told, render(markdown))


def _told(match: re.Match[str]) -> str:
    """A link to the played GitHub, which is gone when the page is read: it says where it would lead."""
    place = _COMMIT.fullmatch(html.unescape(match["rest"]))
    where = f"{place['path']}{place['lines'] or ''} at {place['commit']}" if place else match["rest"]
    return f'<a tabindex="0" title="{html.escape(where.strip())}">'


def hunk(diff_hunk: str, lines: int = 4) -> str:
    """The last lines of a diff's hunk, as GitHub shows them above a comment."""
    looks = {"+": "new", "-": "old"}
    shown = [line for line in diff_hunk.split("\n") if not line.startswith("@@")][-lines:]
    return "".join(_line(looks.get(line[:1], ""), line[:1], line[1:]) for line in shown)


def _line(look: str, sign: str, text: str) -> str:
    return f'<div class="line {look}">{html.escape(sign or " ")} {html.escape(text)}</div>'
