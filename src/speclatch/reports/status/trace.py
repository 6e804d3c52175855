"""From one document or requirement along its links, both ways; as text, JSON and Mermaid."""

from __future__ import annotations

import json
from collections.abc import Iterator
from posixpath import basename
from typing import Any, NamedTuple

from speclatch.references.tokens import requirement_key
from speclatch.reports.escape import visible
from speclatch.reports.status.data import Data

BROKEN = frozenset({"missing", "outside", "case"})


class Node(NamedTuple):
    """One end of a link. ``kind`` is ``spec``, ``requirement``, ``task``, ``migration`` or a reference kind's name."""

    kind: str
    name: str
    path: str
    line: int = 0
    state: str = ""


class Trace(NamedTuple):
    """What was asked for, and the links from it, each with its depth (0: from what was asked for)."""

    start: Node
    links: tuple[tuple[int, Node], ...]


def find(data: Data, name: str) -> list[Trace]:
    """The traces of everything that ``name`` stands for: an id, a requirement, a path or the end of one."""
    folded = name.strip().casefold().removeprefix("./")
    found = [_from_document(data, one) for one in data["documents"] if _is(one, folded)]
    found += [_from_spec(data, one) for one in data["specs"] if _is(one, folded)]
    for one in data["documents"]:
        for asked in one["requirements"]:
            if asked["id"] == requirement_key(name.strip()):
                found.append(_from_requirement(data, one, asked))
    return found or _from_target(data, folded)


def _is(one: Any, folded: str) -> bool:
    path = str(one["path"]).casefold()
    return folded in (str(one["id"]).casefold(), path) or path.endswith(f"/{folded}")


def _spec_node(spec: Any, line: int = 0) -> Node:
    return Node("spec", spec["id"] or spec["title"], spec["path"], line, spec["phase"])


def _document_node(one: Any) -> Node:
    return Node(one["kind"], one["id"] or one["title"], one["path"], 0, one["status"])


def _from_document(data: Data, one: Any) -> Trace:
    links: list[tuple[int, Node]] = []
    for asked in one["requirements"]:
        links.append((0, _requirement_node(one, asked)))
        links += [(depth + 1, node) for depth, node in _below_requirement(data, asked)]
    for spec in _specs(data, one["specs"]):
        links += [(0, _spec_node(spec)), *((1, node) for node in _references(data, spec, one["path"]))]
    return Trace(_document_node(one), tuple(links))


def _from_requirement(data: Data, one: Any, asked: Any) -> Trace:
    links = [(0, _document_node(one)), *_below_requirement(data, asked)]
    return Trace(_requirement_node(one, asked), tuple(links))


def _requirement_node(one: Any, asked: Any) -> Node:
    return Node("requirement", asked["id"], one["path"], asked["line"], asked["state"])


def _below_requirement(data: Data, asked: Any) -> list[tuple[int, Node]]:
    links: list[tuple[int, Node]] = []
    lines = {place["path"]: place["line"] for place in asked["specs"]}
    for spec in _specs(data, lines):
        links.append((0, _spec_node(spec, lines[spec["path"]])))
        links += [
            (1, Node("task", "", task["path"], task["line"], "closed" if task["closed"] else "open"))
            for task in asked["tasks"]
            if task["path"] == spec["path"]
        ]
        links += [(1, node) for node in _references(data, spec) if node.kind == "migration"]
    return links


def _from_spec(data: Data, spec: Any) -> Trace:
    links = [(0, node) for node in _references(data, spec)]
    links += [
        (0, _requirement_node(one, asked))
        for one in data["documents"]
        for asked in one["requirements"]
        if any(place["path"] == spec["path"] for place in asked["specs"])
    ]
    users = (other for other in data["specs"] if other is not spec and _names(other, spec["path"]))
    return Trace(_spec_node(spec), (*links, *((0, _spec_node(other)) for other in users)))


def _from_target(data: Data, folded: str) -> list[Trace]:
    """A migration, or a file that specs name and that is no document of a kind."""
    targets = {
        (reference["kind"], reference["target"] or reference["value"])
        for spec in data["specs"]
        for reference in spec["references"]
        if _ends(reference["target"] or reference["value"], folded)
    }
    traces = []
    for kind, target in sorted(targets):
        specs = [spec for spec in data["specs"] if _names(spec, target)]
        links = [link for spec in specs for link in ((0, _spec_node(spec)), *_upstream(data, spec))]
        traces.append(Trace(Node(kind, basename(target), target), tuple(links)))
    return traces


def _ends(target: str, folded: str) -> bool:
    path = target.casefold()
    return path == folded or path.endswith(f"/{folded}")


def _upstream(data: Data, spec: Any) -> Iterator[tuple[int, Node]]:
    yield from ((1, node) for node in _references(data, spec) if node.kind != "migration")


def _names(spec: Any, target: str) -> bool:
    return any(target in (reference["target"], reference["value"]) for reference in spec["references"])


def _specs(data: Data, paths: Any) -> list[Any]:
    return [spec for spec in data["specs"] if spec["path"] in paths]


def _references(data: Data, spec: Any, besides: str = "") -> list[Node]:
    """What a spec refers to, each once, in the order of its kinds."""
    known = {one["path"]: one for one in data["documents"]}
    nodes: dict[tuple[str, str], Node] = {}
    for reference in spec["references"]:
        target = reference["target"]
        if reference["state"] == "absent" or (target is not None and target in (besides, spec["path"])):
            continue
        name = (known[target]["id"] or known[target]["title"]) if target in known else basename(reference["value"])
        node = Node(reference["kind"], name, target or reference["value"], 0, reference["state"])
        nodes.setdefault((node.kind, node.path), node)
    return sorted(nodes.values(), key=lambda node: (node.kind == "migration", node.kind, node.path))


def trace_text(traces: list[Trace]) -> str:
    """Each trace as an indented list."""
    lines: list[str] = []
    for trace in traces:
        lines.append(_line(trace.start))
        lines += ["  " * (depth + 1) + _line(node) for depth, node in trace.links]
        if not trace.links:
            lines.append("  nothing refers to it, and it refers to nothing")
    return "\n".join(map(visible, lines)) + "\n"


def _line(node: Node) -> str:
    place = f"{node.path}:{node.line}" if node.line else node.path
    state = f" [{node.state}]" if node.state and node.state != "exists" else ""
    name = f" {node.name}" if node.name and node.name != node.path else ""
    return f"{node.kind}{name}{state}  {place}"


def trace_json(traces: list[Trace]) -> str:
    """The traces as JSON: ``{"version": 1, "traces": [{"start": node, "links": [{"depth", ...node}]}]}``."""
    data = {
        "version": 1,
        "traces": [
            {
                "start": trace.start._asdict(),
                "links": [{"depth": depth, **node._asdict()} for depth, node in trace.links],
            }
            for trace in traces
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def trace_mermaid(traces: list[Trace]) -> str:
    """The traces as one Mermaid flow chart, with ids of our own and labels that nothing in them can end."""
    ids: dict[tuple[str, str, int], str] = {}
    lines, edges = ["flowchart LR"], dict[tuple[str, str], None]()

    def key_of(node: Node) -> tuple[str, str, int]:
        return node.kind, node.path, 0 if node.kind == "spec" else node.line

    def node_id(node: Node) -> str:
        key = key_of(node)
        if key not in ids:
            ids[key] = f"n{len(ids)}"
            lines.append(f'  {ids[key]}["{_label(node)}"]')
            if node.state in BROKEN or node.state == "uncovered":
                lines.append(f"  style {ids[key]} stroke:#b31d28,stroke-dasharray: 4 3")
        return ids[key]

    for trace in traces:
        above = [node_id(trace.start)]
        for depth, node in trace.links:
            del above[depth + 1 :]
            edges[above[-1], node_id(node)] = None
            above.append(ids[key_of(node)])
    return "\n".join([*lines, *(f"  {a} --> {b}" for a, b in edges)]) + "\n"


def _label(node: Node) -> str:
    """A label in Mermaid's own entities: everything but letters, digits and a few signs by its number."""
    text = visible(node.name or f"{basename(node.path)}:{node.line}")[:60]
    return "".join(char if char.isalnum() or char in " .-_" else f"#{ord(char)};" for char in text)
