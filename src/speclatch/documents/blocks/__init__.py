"""The block level of Markdown as GitHub reads it: our own port of cmark-gfm's algorithm.

mistune has no part in it: its tokens carry no lines, it reads a list item as a new text out of its context, and one
ragged row makes its table a paragraph. Here the lines are gone through once. A line continues some of the open blocks,
closes the others and opens new ones:

- ``line``: a cursor over one line;
- ``stack``: the open blocks, and what has been found so far;
- ``continuing``: per kind of block, whether a line goes on with it;
- ``starters``: per first character, the blocks that a line may open;
- ``tables``, ``html``, ``rows``: what those kinds need;
- ``runs``: whole runs of lines that can only go on with what is open;
- ``parser``: the pass that puts them together.
"""

from __future__ import annotations

from speclatch.documents.blocks.leaves import Blocks, ItemRecord, Leaf, LeafKind, Names, Target
from speclatch.documents.blocks.parser import parse_blocks

__all__ = ["Blocks", "ItemRecord", "Leaf", "LeafKind", "Names", "Target", "parse_blocks"]
