"""How much of a report a summary shows, from everything down to the verdict alone, and how it says what it left out."""

from __future__ import annotations

from dataclasses import dataclass

from speclatch.model import Severity
from speclatch.reports.content import OPEN_ITEMS, Block, Content, Item
from speclatch.reports.graph import Graph
from speclatch.reports.markdown import Markdown, plural
from speclatch.reports.options import Place


@dataclass(frozen=True, slots=True)
class Cut:
    """How much is shown.

    Attributes:
        specs: rows of the table.
        groups: folded groups, of a spec or of a rule.
        items: folded lines of each rule in each group.
        arrows: of the graph.
        others: lines of each other list.
        open_lines: lines that stand open.
        least: the least severity whose folded findings are listed; milder ones are only counted.
        hints: whether each group says its hints; else they are said where a rule is first named.
    """

    specs: int
    groups: int
    items: int
    arrows: int
    others: int
    open_lines: int = OPEN_ITEMS
    least: Severity = Severity.NOTE
    hints: bool = True

    def lines(self, block: Block) -> tuple[Item, ...]:
        """What is listed of a block."""
        return block.items[: self.items] if block.severity >= self.least else ()


_ALL = 5000  # more groups than anyone opens
COMMENT_CUTS = (
    Cut(100, _ALL, 500, 40, 60),
    Cut(100, _ALL, 500, 40, 60, hints=False),
    Cut(100, _ALL, 500, 20, 30, least=Severity.WARNING, hints=False),
    Cut(60, _ALL, 500, 10, 10, least=Severity.ERROR, hints=False),
    Cut(40, _ALL, 60, 10, 10, least=Severity.ERROR, hints=False),
    Cut(40, 100, 15, 10, 10, least=Severity.ERROR, hints=False),
    Cut(25, 100, 8, 10, 8, least=Severity.ERROR, hints=False),
    Cut(12, 60, 4, 10, 4, least=Severity.ERROR, hints=False),
    Cut(12, 30, 2, 0, 2, least=Severity.ERROR, hints=False),
    Cut(6, 10, 1, 0, 1, open_lines=5, hints=False),
    Cut(0, 0, 0, 0, 0, open_lines=0),
)
JOB_CUTS = (
    Cut(2000, _ALL, 2000, 60, 2000),
    Cut(800, _ALL, 500, 60, 300),
    Cut(300, 1000, 100, 60, 100),
    *COMMENT_CUTS,
)


def cut_note(whole: Content, drawing: Graph | None, cut: Cut, place: Place, *, is_comment: bool) -> Markdown:
    """What was left out, and where it can be seen; empty where everything is shown."""
    shown = [block for group in whole.groups[: cut.groups] for block in group.blocks]
    folded = [item for block in shown for item in block.items[len(cut.lines(block)) :]]
    hidden = sum(len(item.findings) for item in (*whole.shown[cut.open_lines :], *folded))
    left_out = (
        (hidden + sum(group.total for group in whole.groups[cut.groups :]), "finding", ""),
        (max(0, len(whole.specs) - cut.specs), "spec", ""),
        (sum(len(item.findings) for item in whole.known[cut.others :]), "known finding", ""),
        (max(0, len(whole.ignored) - cut.others), "ignored finding", ""),
        (drawing.left_out if drawing else 0, "arrow of the graph", "arrows of the graph"),
    )
    listed = [plural(count, noun, nouns) for count, noun, nouns in left_out if count]
    if not listed:
        return Markdown("")
    text = f"Not shown here: {', '.join(listed)}."
    if not is_comment:
        return Markdown(f"{text} `speclatch check --format json` lists everything.")
    where = f"[job summary]({place.run_url})" if place.run_url else "job summary"
    return Markdown(f"{text} The {where} has more.")
