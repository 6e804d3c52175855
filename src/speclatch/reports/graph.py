"""Draw what specs refer to as a Mermaid graph, with what is missing in red."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from speclatch.model import ReferenceState, SpecReport
from speclatch.references.resolution import State
from speclatch.reports.escape import mermaid_label
from speclatch.reports.labels import short_names
from speclatch.reports.markdown import Markdown

_LOOKS = (
    "classDef spec fill:#ddf4ff,stroke:#0969da,color:#0a3069",
    "classDef found fill:#dafbe1,stroke:#1a7f37,color:#116329",
    "classDef missing fill:#ffebe9,stroke:#cf222e,color:#82071e,stroke-dasharray:4 3",
)
_CROSS = "#10007; "  # colour alone does not tell everyone


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing.

    Attributes:
        title: what it shows, in plain words.
        arrows: what is drawn, as data.
        mermaid: the same as a fenced block.
        found: the documents in it that are there, by path, with the names they have in it.
        left_out: how many arrows there was no room for.
    """

    title: Markdown
    arrows: tuple[Drawn, ...]
    mermaid: Markdown
    found: Mapping[str, str]
    left_out: int


class Drawn(NamedTuple):
    """One arrow: from which spec, by which kind of reference, to what, and whether that is missing."""

    spec: str
    kind: str
    target: str
    missing: bool


@dataclass(frozen=True, slots=True)
class _Arrow:
    spec: SpecReport
    reference: ReferenceState

    @property
    def missing(self) -> bool:
        return is_missing(self.reference)

    @property
    def target(self) -> tuple[str, str]:
        """What makes two references one node: the file they lead to, else the name they give."""
        reference = self.reference
        if reference.target and not self.missing:
            return "file", reference.target
        return "value", _name(reference.value)  # the same file, missed from two folders, is one node


def is_missing(reference: ReferenceState) -> bool:
    """Whether a reference leads nowhere, or not where it should."""
    return reference.state not in _FOUND


_FOUND = frozenset(state.value for state in (State.EXISTS, State.AMBIGUOUS, State.EXTERNAL, State.FOREIGN))
_NOT_DRAWN = frozenset(state.value for state in (State.ABSENT, State.PROSE, State.PLACEHOLDER))
LARGE = 8
"""With more specs than these, only what is broken is drawn: the whole would be a tangle."""


def graph(specs: Iterable[SpecReport], limit: int, names: Mapping[str, str] | None = None) -> Graph | None:
    """The graph of at most ``limit`` arrows, missing targets first; None where there is nothing to draw.

    ``names`` are the specs' names elsewhere in the report.
    """
    arrows: dict[tuple[str, str, tuple[str, str]], _Arrow] = {}
    for spec in specs:
        for reference in spec.references:
            if reference.state not in _NOT_DRAWN:
                arrow = _Arrow(spec, reference)
                arrows.setdefault((spec.path, reference.kind, arrow.target), arrow)
    title = "What the specs refer to"
    if len({arrow.spec.path for arrow in arrows.values()}) > LARGE:
        arrows = {key: arrow for key, arrow in arrows.items() if arrow.missing}
        title = "What the specs refer to that is not there"
    missing_first = sorted(arrows, key=lambda key: not arrows[key].missing)
    drawn = set(missing_first[:limit])
    if not drawn:
        return None
    kept = [arrow for key, arrow in arrows.items() if key in drawn]
    return _drawing(title, kept, names or {}, len(arrows) - len(kept))


def _drawing(title: str, arrows: Sequence[_Arrow], names: Mapping[str, str], left_out: int) -> Graph:
    targets = dict.fromkeys(arrow.target for arrow in arrows)
    files = [path for kind, path in targets if kind == "file"]
    short = short_names([*(arrow.spec.path for arrow in arrows), *files])
    specs = {arrow.spec.path: names.get(arrow.spec.path) or short[arrow.spec.path] for arrow in arrows}
    shown = {target: short[target[1]] if target[0] == "file" else target[1] for target in targets}
    missing = {arrow.target for arrow in arrows if arrow.missing}
    drawn = [
        Drawn(specs[arrow.spec.path], arrow.reference.kind, shown[arrow.target], arrow.target in missing)
        for arrow in arrows
    ]
    return Graph(
        title=Markdown(title),
        arrows=tuple(drawn),
        mermaid=Markdown("\n".join(_lines(drawn))),
        found={path: shown["file", path] for path in files},
        left_out=left_out,
    )


def _lines(arrows: Sequence[Drawn]) -> list[str]:
    specs = {name: f"s{index}" for index, name in enumerate(dict.fromkeys(arrow.spec for arrow in arrows))}
    targets = dict.fromkeys((arrow.target, arrow.missing) for arrow in arrows)
    nodes = {target: f"t{index}" for index, target in enumerate(targets)}
    lines = ["```mermaid", "graph LR"]
    lines += [f'  {node}["{mermaid_label(name)}"]:::spec' for name, node in specs.items()]
    for (name, is_gone), node in nodes.items():
        mark, look = (_CROSS, "missing") if is_gone else ("", "found")
        lines.append(f'  {node}["{mark}{mermaid_label(name)}"]:::{look}')
    for arrow in arrows:
        kind = mermaid_label(arrow.kind)
        lines.append(f'  {specs[arrow.spec]} -- "{kind}" --> {nodes[arrow.target, arrow.missing]}')
    return [*lines, *(f"  {look}" for look in _LOOKS), "```"]


def _name(path: str) -> str:
    """The last part of a path, without its ending where it is a document."""
    return path.rstrip("/").rpartition("/")[2].removesuffix(".md") or path
