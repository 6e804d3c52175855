"""A fuzzer for documents: ``python -m tests.fuzz.fuzz_documents -max_total_time=300`` (needs the package atheris).

Not collected by pytest. Any exception but UnreadableError is a fault, and so is a line that is not in the file.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["speclatch"]):
    from speclatch.documents import UnreadableError, parse
    from speclatch.model import Location


def check(raw: bytes) -> None:
    """Read ``raw`` and look at everything in it."""
    try:
        document = parse("fuzz.md", raw)
    except UnreadableError:
        return
    last = max(1, raw.count(b"\n") + 1)
    places: list[Location] = [found.location for found in document.links]
    places += [found.location for found in document.code_spans]
    places += [found.location for found in document.comments]
    places += [found.location for found in document.blocks]
    places += [found.location for found in document.tasks]
    places += [found.location for found in document.fields]
    places += [row.cell_location(at) for table in document.tables for row in table.rows for at in range(len(row.cells))]
    places += [problem.location for problem in document.front_matter.problems]
    for place in places:
        assert 1 <= place.line <= place.end_line <= last, (place, last)
    for task in document.tasks:
        box = document.lines[task.box.line - 1][(task.box.column or 0) - 1 : task.box.end_column]
        assert box.lower() in {"[ ]", "[x]"}, (task, box)
    for link in document.links:
        place = link.target_location
        assert 1 <= place.line <= place.end_line <= last, (link, last)
        if (
            link.kind == "inline"
            and place.line == place.end_line
            and "\\" not in link.target
            and "&" not in link.target
        ):
            written = document.lines[place.line - 1][(place.column or 0) - 1 : place.end_column]
            assert len(written) >= len(link.target), (link, written)
    for section in document.sections[:3]:
        document.text_of(section)


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
