"""What is noted while a text is gone through: links, code, tags, footnotes, open brackets."""

from __future__ import annotations

from typing import NamedTuple

from mistune.core import InlineState

from speclatch.documents.blocks.leaves import Names, Target
from speclatch.documents.link_parts import Span, TargetScanner


class InlineLink(NamedTuple):
    """A link of a text: its span, its visible text, its target; the target's span is None for a reference."""

    kind: str
    span: Span
    text: str
    target: str
    target_span: Span | None
    definition: Target | None = None


class InlineCode(NamedTuple):
    """A code span: what it shows, and the span of its content."""

    text: str
    span: Span


class Bracket:
    """An open ``[`` or ``![``: where it stands, its token, whether a link may still begin with it.

    ``nested`` says that another bracket opened behind it.
    """

    __slots__ = ("active", "end", "image", "nested", "start", "token")

    def __init__(self, start: int, end: int, token: int, *, image: bool) -> None:
        self.start = start
        self.end = end
        self.token = token
        self.image = image
        self.active = True
        self.nested = False


class Scan(InlineState):
    """One text on the way through it: the state that mistune's rules are given, and what was found, with offsets."""

    def __init__(self, names: Names, text: str) -> None:
        super().__init__({})
        self.src = text
        self.names = names
        self.openers: list[Bracket] = []
        self.targets = TargetScanner(text)
        self.links: list[InlineLink] = []
        self.code: list[InlineCode] = []
        self.html: list[Span] = []
        self.footnotes: list[str] = []
        self._settled = 0  # openers from the outermost that no link can begin with

    def pop_opener(self) -> Bracket | None:
        """The innermost open bracket, which is open no more."""
        if not self.openers:
            return None
        self._settled = min(self._settled, len(self.openers) - 1)
        return self.openers.pop()

    def deactivate_openers(self) -> None:
        """Let no open bracket begin a link, for links do not nest; images may hold one."""
        for opener in self.openers[self._settled :]:
            opener.active = opener.image
        self._settled = len(self.openers)
