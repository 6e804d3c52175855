"""The hidden first line by which Speclatch knows its own comments again.

A marker says whose instance wrote a comment (``comment-id``), on which pull request, and what about. It
is never trusted for a verdict, and only believed in comments that the reader's token wrote. Text from the
repository cannot make one: it never stands on a comment's first line, and every value in a marker is
percent-encoded, so that none can end the HTML comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote

from speclatch.patterns import lazy_re

FORMAT = 1
"""The version of the marker's form. Comments with another version are left alone."""

Kind = Literal["summary", "finding", "review"]
State = Literal["open", "fixed", "resolved"]

_LINE = lazy_re(
    r"<!-- speclatch/(?P<format>\d+) kind=(?P<kind>summary|finding|review)"
    r" id=(?P<id>[^ ]*) pr=(?P<number>\d+)"
    r" (?:head=(?P<head>[0-9a-f]*)|key=(?P<key>[^ ]*) state=(?P<state>open|fixed|resolved)) -->"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """What a comment is for.

    Attributes:
        comment_id: the instance, from the input of that name.
        number: the pull request.
        head: of a summary or review, the commit it was first written for: tells two runs at once apart.
        key: of a comment on a finding, the finding's fingerprint.
        state: of a comment on a finding: open; fixed, as the comment's text says; resolved, if its thread was
            then resolved by us.
    """

    kind: Kind
    comment_id: str
    number: int
    head: str = ""
    key: str = ""
    state: State = "open"

    def __str__(self) -> str:
        start = f"<!-- speclatch/{FORMAT} kind={self.kind} id={_encode(self.comment_id)} pr={self.number}"
        if self.kind == "finding":
            return f"{start} key={_encode(self.key)} state={self.state} -->"
        return f"{start} head={self.head} -->"


def read_marker(body: str) -> Marker | None:
    """The marker on the first line of a comment, if there is one of this format."""
    match = _LINE.fullmatch(body.partition("\n")[0].rstrip())
    if match is None or int(match["format"]) != FORMAT or (match["kind"] == "finding") != (match["key"] is not None):
        return None
    return Marker(
        kind=match["kind"],  # type: ignore[arg-type]  # the pattern names the literals
        comment_id=unquote(match["id"]),
        number=int(match["number"]),
        head=match["head"] or "",
        key=unquote(match["key"] or ""),
        state=match["state"] or "open",  # type: ignore[arg-type]
    )


def _encode(value: str) -> str:
    # ``quote`` lets hyphens through, and two of them would end an HTML comment in some parsers.
    return quote(value, safe="").replace("-", "%2D")


_HEAD_IN_LINK = lazy_re(r"(?<=/blob/)[0-9a-f]{40,64}(?=/)")
_RUN_IN_LINK = lazy_re(r"(?<=/actions/runs/)\d+")
_VERSION_IN_LINK = lazy_re(r"(?<=/speclatch/speclatch/blob/)v[0-9][\w.+-]*(?=/docs/rules/)")
_COMMITS = lazy_re(r"^<sub>Judged: .*</sub>$", re.MULTILINE)
_HEAD_IN_MARKER = lazy_re(r"(?<= head=)[0-9a-f]*(?= -->)")


def same_text(one: str, other: str) -> bool:
    """Whether two comments say the same, whichever commits they name and whichever commit and run their links lead to.

    A push that changes nothing about the findings (nor about their lines) is no reason to rewrite a
    comment: what its links show is still so. Nor is another version of Speclatch that says the same.
    """
    return _bare(one) == _bare(other)


def text_below(body: str) -> str:
    """What a comment says below its marker, in a form that is equal where ``same_text`` finds nothing new."""
    return _bare(body.partition("\n")[2])


def _bare(body: str) -> str:
    text = _HEAD_IN_MARKER.sub("", body.replace("\r\n", "\n").strip(), count=1)
    text = _VERSION_IN_LINK.sub("", _COMMITS.sub("", text))
    return _RUN_IN_LINK.sub("", _HEAD_IN_LINK.sub("", text))
