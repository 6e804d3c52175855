"""Draw what specs refer to as a Mermaid graph, with what is missing in red."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speclatch.model import ReferenceState, SpecReport
from speclatch.references.resolve import State
from speclatch.reports.escape import mermaid_label
from speclatch.reports.markdown import Markdown

_LOOKS = (
    "classDef spec fill:#ddf4ff,stroke:#0969da,color:#0a3069",
    "classDef found fill:#dafbe1,stroke:#1a7f37,color:#116329",
    "classDef missing fill:#ffebe9,stroke:#cf222e,color:#82071e,stroke-dasharray:4 3",
)
_CROSS = "#10007; "  # colour alone does not tell everyone


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing, and how many arrows were left out of it."""

    mermaid: Markdown
    left_out: int


@dataclass(frozen=True, slots=True)
class _Arrow:
    spec: SpecReport
    reference: ReferenceState

    @property
    def missing(self) -> bool:
        return is_missing(self.reference)

    @property
    def target(self) -> tuple[str, str]:
        """What makes two references one node: the file they lead to, or what they say in vain."""
        reference = self.reference
        if reference.target and not self.missing:
            return "file", reference.target
        return "value", _name(reference.value)  # the same file, missed from two folders, is one node


def is_missing(reference: ReferenceState) -> bool:
    """Whether a reference leads nowhere, or not where it should."""
    return reference.state not in _FOUND


_FOUND = frozenset(state.value for state in (State.EXISTS, State.AMBIGUOUS, State.EXTERNAL, State.FOREIGN))
_NOT_DRAWN = frozenset(state.value for state in (State.ABSENT, State.PROSE))


def graph(specs: Iterable[SpecReport], limit: int) -> Graph | None:
    """The graph of at most ``limit`` arrows, missing targets first; None where there is nothing to draw."""
    arrows: dict[tuple[str, str, tuple[str, str]], _Arrow] = {}
    for spec in specs:
        for reference in spec.references:
            if reference.state not in _NOT_DRAWN:
                arrow = _Arrow(spec, reference)
                arrows.setdefault((spec.path, reference.kind, arrow.target), arrow)
    missing_first = sorted(arrows, key=lambda key: not arrows[key].missing)
    drawn = set(missing_first[:limit])
    if not drawn:
        return None
    kept = [arrow for key, arrow in arrows.items() if key in drawn]
    return Graph(Markdown("\n".join(_lines(kept))), len(arrows) - len(kept))


def _lines(arrows: Sequence[_Arrow]) -> list[str]:
    specs = {path: f"s{index}" for index, path in enumerate(dict.fromkeys(arrow.spec.path for arrow in arrows))}
    targets = {name: f"t{index}" for index, name in enumerate(dict.fromkeys(arrow.target for arrow in arrows))}
    lines = ["```mermaid", "graph LR"]
    lines += [f'  {node}["{mermaid_label(_name(path))}"]:::spec' for path, node in specs.items()]
    missing = {arrow.target for arrow in arrows if arrow.missing}
    for name, node in targets.items():
        mark, look = (_CROSS, "missing") if name in missing else ("", "found")
        lines.append(f'  {node}["{mark}{mermaid_label(_name(name[1]))}"]:::{look}')
    for arrow in arrows:
        kind = mermaid_label(arrow.reference.kind)
        lines.append(f'  {specs[arrow.spec.path]} -- "{kind}" --> {targets[arrow.target]}')
    return [*lines, *(f"  {look}" for look in _LOOKS), "```"]


def _name(path: str) -> str:
    """The last part of a path, without its ending where it is a document."""
    return path.rstrip("/").rpartition("/")[2].removesuffix(".md") or path
