"""What reports for GitHub need besides the findings: where links lead, what may be commented on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import quote

from speclatch.model import Location, Severity

DEFAULT_MAX_INLINE = 30


class Place(NamedTuple):
    """One commit of one repository, as links name it. ``server_url`` has no slash at its end."""

    server_url: str
    repository: str
    head: str
    run_url: str = ""

    def commit_url(self, commit: str) -> str:
        """The page of a commit."""
        return f"{self.server_url}/{self.repository}/commit/{commit}"

    def file_url(self, path: str) -> str:
        """The page of a file as text: GitHub gives rendered Markdown no line anchors, hence ``?plain=1``."""
        return f"{self.server_url}/{self.repository}/blob/{self.head}/{_quoted(path)}?plain=1"

    def line_url(self, location: Location) -> str:
        """The page of a file with the lines of ``location`` marked."""
        lines = f"#L{location.line}"
        if location.end_line > location.line:
            lines += f"-L{location.end_line}"
        return self.file_url(location.path) + lines


@lru_cache(maxsize=4096)
def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


@dataclass(frozen=True, slots=True)
class Diff:
    """Which lines of the head can carry a comment, per file in hunks, and which are new.

    A file that is not in ``commentable`` is not in the diff; one with no hunks has no line that is.
    ``added`` may be empty where it is not known: then every commentable line is taken for new.
    """

    commentable: Mapping[str, tuple[range, ...]] = field(default_factory=dict)
    added: Mapping[str, frozenset[int]] | None = None

    def holds(self, path: str) -> bool:
        """Whether the file is part of the change."""
        return path in self.commentable

    def is_new(self, location: Location) -> bool:
        """Whether the change wrote the first line of ``location``."""
        if self.added is not None:
            return location.line in self.added.get(location.path, frozenset())
        return any(location.line in hunk for hunk in self.commentable.get(location.path, ()))


@dataclass(frozen=True, slots=True)
class PullOptions:
    """How to report on a pull request. ``inline`` is the least severity to comment on; None for none."""

    place: Place
    number: int
    comment_id: str = "speclatch"
    inline: Severity | None = Severity.WARNING
    max_inline: int = DEFAULT_MAX_INLINE
    off_diff: Literal["summary", "file"] = "summary"
    comment: Literal["auto", "always", "off"] = "auto"
    review_event: Literal["COMMENT", "REQUEST_CHANGES"] = "COMMENT"
