"""How much of a report a summary shows, from everything down to the verdict alone, and how it says what it left out."""

from __future__ import annotations

from dataclasses import dataclass

from speclatch.reports.content import Content
from speclatch.reports.graph import Graph
from speclatch.reports.markdown import Markdown, plural
from speclatch.reports.options import Place


@dataclass(frozen=True, slots=True)
class Cut:
    """How much is shown: rows of specs, open lines, folded lines per rule, arrows of the graph, others per list."""

    specs: int
    open_lines: int
    items: int
    arrows: int
    others: int


COMMENT_CUTS = (
    Cut(100, 10, 60, 40, 60),
    Cut(60, 10, 30, 40, 30),
    Cut(40, 10, 15, 30, 15),
    Cut(25, 10, 8, 20, 8),
    Cut(12, 10, 4, 10, 4),
    Cut(5, 5, 1, 0, 1),
    Cut(0, 0, 0, 0, 0),
)
JOB_CUTS = (Cut(2000, 10, 2000, 60, 2000), Cut(800, 10, 500, 60, 300), Cut(300, 10, 100, 60, 100), *COMMENT_CUTS)


def cut_note(whole: Content, drawing: Graph | None, cut: Cut, place: Place, *, is_comment: bool) -> Markdown:
    """What was left out, and where it can be seen; empty where everything is shown."""
    folded = [item for group in whole.groups for block in group.blocks for item in block.items[cut.items :]]
    hidden = [*whole.shown[cut.open_lines :], *folded]
    left_out = (
        (sum(len(item.findings) for item in hidden), "finding", ""),
        (max(0, len(whole.specs) - cut.specs), "spec", ""),
        (sum(len(item.findings) for item in whole.known[cut.others :]), "known finding", ""),
        (max(0, len(whole.ignored) - cut.others), "ignored finding", ""),
        (drawing.left_out if drawing else 0, "arrow of the graph", "arrows of the graph"),
    )
    listed = [plural(count, noun, nouns) for count, noun, nouns in left_out if count]
    if not listed:
        return Markdown("")
    told = f"Not shown here: {', '.join(listed)}."
    if not is_comment:
        return Markdown(f"{told} `speclatch check --format json` lists everything.")
    where = f"[job summary]({place.run_url})" if place.run_url else "job summary"
    return Markdown(f"{told} The {where} has more.")
