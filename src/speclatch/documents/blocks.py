"""The block level of Markdown as GitHub reads it: mistune's block parser, with cmark-gfm's rules for containers.

mistune collects a list item or a quote as a new text and parses that again. That loses line numbers, bounds the depth,
and reads some documents otherwise than GitHub. This subclass goes through the lines once, as the specification of
CommonMark describes it: a line continues some of the open blocks, closes the others, opens new ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mistune.block_parser import BlockParser
from mistune.core import BlockState

from speclatch.documents.leaves import ItemRecord, Leaf, Names
from speclatch.documents.walk import Walk


class Blocks(NamedTuple):
    """The block level of a text: leaves and list items in order, and what inline text may refer to.

    ``footnotes`` holds the line index of each footnote label's first definition.
    """

    leaves: list[Leaf]
    items: list[ItemRecord]
    names: Names
    footnotes: Mapping[str, int]


class GitHubBlockState(BlockState):
    """A block state over lines: ``leaves`` and ``items`` take the place of mistune's nested tokens."""

    def __init__(self, parent: BlockState | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[str] = ()
        self.leaves: list[Leaf] = []
        self.items: list[ItemRecord] = []
        self.footnotes: Mapping[str, int] = {}

    def process_lines(self, lines: Sequence[str]) -> None:
        """Take the lines to parse, without their ends."""
        self.lines = lines


class GitHubBlockParser(BlockParser):
    """mistune's block parser with GitHub's container rules; it fills the state's ``leaves`` and ``items``."""

    state_cls = GitHubBlockState

    def parse(self, state: BlockState, rules: list[str] | None = None) -> None:  # noqa: ARG002 - one set of rules
        """Go through the state's lines."""
        assert isinstance(state, GitHubBlockState)  # noqa: S101 - for mypy
        walk = Walk(state.lines, state.env["ref_links"])
        walk.run()
        state.leaves = walk.leaves
        state.items = walk.items
        state.footnotes = walk.footnotes


_PARSER = GitHubBlockParser()


def parse_blocks(lines: Sequence[str]) -> Blocks:
    """The block level of ``lines``."""
    state = GitHubBlockState()
    state.process_lines(lines)
    _PARSER.parse(state)
    names = Names(state.env["ref_links"], frozenset(state.footnotes))
    return Blocks(state.leaves, state.items, names, state.footnotes)
