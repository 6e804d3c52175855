"""Scenes of documents that somebody edits, line by line: what the gate says of each edit as a pull request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.families.test_families import FAMILIES, repository
from tests.said import rich
from tests.said.done import filled
from tests.said.shown import shown
from tests.support.memory import MemoryTree, as_tree, audit, compare

from speclatch.model import Report

STRIDE = 5
"""Every line of a document is edited once, together with each one that stands a multiple of so many away."""
EXAMPLE = Path(__file__).parents[2] / "examples" / "repository"
SPECS = ("docs/21-exec-spec/EXEC-014-collection-slots.md", "specs/deposit-holds/spec.md")
_HEADING = re.compile(r"(\s*#+ +).*")
_BOX = re.compile(r"(\s*(?:[-*]|\d+\.) +)\[[ xX]\] +(.*)")
_ROW = re.compile(r"(\s*\|(?:[^|]*\|)*?)[^|]*\|\s*")
_LABEL = re.compile(r"((?:[-*] +)?[^:.]{1,40}:(?:\*\*)?)(?: +|$).*")

Edit = Callable[[str], str]


def kept(line: str) -> str:
    """The line as it is."""
    return line


def gone(_: str) -> str:
    """No line."""
    return ""


def doubled(line: str) -> str:
    """The line twice."""
    return line * 2


def emptied(line: str) -> str:
    """The line with nothing to say: another heading, an open box, a blank cell or value, a word for later."""
    return _said(line, "", "Other matters", "TBD")


def none_said(line: str) -> str:
    """The line with the word that there is none."""
    return _said(line, "N/A: we have none", "Other matters", "None.")


def _said(line: str, value: str, title: str, text: str) -> str:
    if found := _HEADING.fullmatch(line.rstrip("\n")):
        return f"{found[1]}{title}\n"
    if found := _BOX.fullmatch(line.rstrip("\n")):
        return f"{found[1]}[ ] {value or found[2]}\n"
    if found := _ROW.fullmatch(line.rstrip("\n")):
        return f"{found[1]} {value} |\n"
    if found := _LABEL.fullmatch(line.rstrip("\n")):
        return f"{found[1]} {value}".rstrip() + "\n"
    return f"{text}\n"


EDITS: tuple[tuple[Edit, Edit], ...] = (
    (kept, gone),
    (kept, emptied),
    (kept, none_said),
    (kept, doubled),
    (emptied, gone),
    (emptied, none_said),
    (gone, kept),
)
"""What the base has of a line, and what the pull request makes of it."""


def edited(tree: MemoryTree) -> Iterator[str]:
    """What is said of each edit of each document that a repository governs."""
    for spec in audit(tree).specs:
        yield f"\n=== {spec.path}"
        lines = tree.files[spec.path].decode().splitlines(keepends=True)
        written = [number for number, line in enumerate(lines) if line.strip() and not set(line.strip()) <= set("-|+")]
        for before, after in EDITS:
            for start in range(min(STRIDE, len(written))):
                chosen = set(written[start::STRIDE])
                base, head = (
                    MemoryTree({**tree.files, spec.path: _with(lines, chosen, edit).encode()}, tree.links)
                    for edit in (before, after)
                )
                numbers = ", ".join(str(number + 1) for number in sorted(chosen))
                yield f"\n{_name(before)} -> {_name(after)}: {numbers}"
                yield from told(compare(base, head), spec.path)


def _with(lines: list[str], chosen: set[int], edit: Edit) -> str:
    return "".join(edit(line) if number in chosen else line for number, line in enumerate(lines))


def _name(edit: Edit) -> str:
    return edit.__name__.replace("_", " ")


def told(report: Report, path: str, *, hints: bool = False) -> Iterator[str]:
    """Each finding in a line, with what mends it; where it stands in another file, with that."""
    for one in report.findings:
        found = one.finding
        weight = one.severity.value + ("" if one.counts else ", known before")
        yield f"  {shown(found.location).removeprefix(f'{path}:')} {found.rule} {weight}: {found.message}"
        if hints:
            yield f"    {found.hint} {shown(found.related)}"
        if found.fix is not None:
            yield f"    mended by {shown(found.fix.edits)}"


def _example(path: str) -> MemoryTree:
    """The example's repository with one of its specs alone."""
    whole = MemoryTree.of_folder(EXAMPLE)
    return MemoryTree({name: raw for name, raw in whole.files.items() if name not in SPECS or name == path})


EDITED: dict[str, Callable[[], Iterator[str]]] = {
    **{f"edited-{family}": partial(lambda family: edited(repository(family, "good")), family) for family in FAMILIES},
    "edited-exec-spec": partial(lambda path: edited(_example(path)), SPECS[0]),
    "edited-implementation-spec": partial(lambda path: edited(_example(path)), SPECS[1]),
    "edited-rich-document": lambda: edited(rich.written()),
    "edited-rich-document-of-old": lambda: edited(rich.written(config=f"{rich.CONFIG}new-only: true\n")),
    "edited-rich-draft": lambda: edited(rich.written(rich.DOCUMENT.replace("status: Approved", "status: Draft"))),
    "edited-rich-untouched": lambda: edited(rich.written(rich.untouched())),
    "edited-draft-of-a-template": partial(lambda status: edited(as_tree(filled(status))), "Draft"),
    "edited-finished-of-a-template": partial(lambda status: edited(as_tree(filled(status))), "Done"),
}
