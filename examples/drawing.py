"""Draw a Mermaid graph of ours as SVG, since a page that stands alone cannot run Mermaid.

It knows what ``speclatch.reports.graph`` writes, and nothing else of Mermaid.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_NODE = re.compile(r'  (?P<id>[st]\d+)\["(?P<label>[^"]*)"\]:::(?P<look>\w+)')
_ARROW = re.compile(r'  (?P<start>[st]\d+) -- "(?P<label>[^"]*)" --> (?P<end>[st]\d+)')
_CODE = re.compile(r"#(\d+);")
_ROW, _HEIGHT, _GAP, _LETTER = 44, 30, 170, 7.4


class _Box(NamedTuple):
    x: float
    y: float
    width: float
    label: str
    look: str

    @property
    def middle(self) -> float:
        return self.y + _HEIGHT / 2


def svg(mermaid: str) -> str:
    """The graph: specs on the left, what they refer to on the right."""
    nodes = [_Node(match["id"], _text(match["label"]), match["look"]) for match in _NODE.finditer(mermaid)]
    arrows = [(match["start"], _text(match["label"]), match["end"]) for match in _ARROW.finditer(mermaid)]
    left = [node for node in nodes if node.id.startswith("s")]
    right = [node for node in nodes if node.id.startswith("t")]
    height = max(len(left), len(right), 1) * _ROW
    widest = _width(left)
    boxes = _column(left, 2, widest, height) | _column(right, widest + _GAP, _width(right), height)
    width = widest + _GAP + _width(right) + 4
    drawn = [_arrow(boxes[start], boxes[end], label) for start, label, end in arrows]
    drawn += [_box(box) for box in boxes.values()]
    return (
        f'<svg class="graph" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" role="img"'
        f' aria-label="which spec refers to what">{"".join(drawn)}</svg>'
    )


class _Node(NamedTuple):
    id: str
    label: str
    look: str


def _text(label: str) -> str:
    return _CODE.sub(lambda match: chr(int(match[1])), label)


def _width(nodes: list[_Node]) -> float:
    return max((len(node.label) for node in nodes), default=0) * _LETTER + 24


def _column(nodes: list[_Node], x: float, width: float, height: float) -> dict[str, _Box]:
    """Boxes below each other, spread over the height."""
    step = height / max(len(nodes), 1)
    return {
        node.id: _Box(x, step * number + (step - _HEIGHT) / 2, width, node.label, node.look)
        for number, node in enumerate(nodes)
    }


def _box(box: _Box) -> str:
    place = f'x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{_HEIGHT}" rx="4"'
    at = f'x="{box.x + box.width / 2:.1f}" y="{box.middle + 4.5:.1f}"'
    return f'<g class="{html.escape(box.look)}"><rect {place}/><text {at}>{html.escape(box.label)}</text></g>'


def _arrow(start: _Box, end: _Box, label: str) -> str:
    x, stop = start.x + start.width, end.x
    middle = (x + stop) / 2
    curve = f"M{x:.1f} {start.middle:.1f}C{middle:.1f} {start.middle:.1f} {middle:.1f} {end.middle:.1f}"
    tip = f"M{stop - 7:.1f} {end.middle - 4:.1f}L{stop:.1f} {end.middle:.1f}L{stop - 7:.1f} {end.middle + 4:.1f}"
    at = f'x="{stop - 46:.1f}" y="{end.middle - 5:.1f}"'
    return (
        f'<path class="arrow" d="{curve} {stop:.1f} {end.middle:.1f}{tip}"/>'
        f'<text class="kind" {at}>{html.escape(label)}</text>'
    )
