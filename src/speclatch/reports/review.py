"""The review of a pull request: which findings get a comment on which lines, and what each says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from speclatch.model import Conclusion, JudgedFinding, Location, Report, Severity
from speclatch.reports.markdown import ICONS, Markdown, line_link, render
from speclatch.reports.marker import Marker
from speclatch.reports.options import Diff, Place, PullOptions
from speclatch.reports.parts import rule_link
from speclatch.reports.sharing import shared_out
from speclatch.reports.suggestions import Suggestion, suggestions

MAX_RELATED = 10
"""How many other places a comment lists."""


@dataclass(frozen=True, slots=True)
class InlineComment:
    """What is to be said about one finding.

    ``where`` is ``lines``: on ``first`` to ``last`` of the file's head; ``file``: on the file as a whole; or
    ``nowhere``: it can only be said where it stands already (the line has left the diff since).
    """

    fingerprint: str
    path: str
    body: str
    where: Literal["lines", "file", "nowhere"] = "nowhere"
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """What should be said about single findings.

    Attributes:
        comments: one per finding that counts and is severe enough, not yet cut to a number: errors first, shared out
            over the files.
        known: fingerprints of all findings of the run: what is not among them is fixed.
        body: of a review that requests changes; empty where none is to be requested.
        paths: the documents that were judged.
    """

    comments: tuple[InlineComment, ...] = ()
    known: frozenset[str] = frozenset()
    body: str = ""
    paths: frozenset[str] = frozenset()


def review(report: Report, options: PullOptions, diff: Diff) -> Review:
    """Place the findings of a run on the lines of its diff."""
    known = frozenset(judged.fingerprint for judged in report.findings)
    severe = severe_findings(report, options.inline)
    offers = suggestions(severe, report.sources, diff.commentable)
    comments = tuple(_comment(judged, options, diff, offers) for judged in severe)
    failing = report.verdict.conclusion is Conclusion.FAIL
    asks = failing and options.review_event == "REQUEST_CHANGES"
    paths = frozenset(spec.path for spec in report.specs) | {comment.path for comment in comments}
    return Review(comments, known, _request(options) if asks else "", paths)


def severe_findings(report: Report, least: Severity | None) -> tuple[JudgedFinding, ...]:
    """Findings that count, of at least that severity, in the order in which they get the comments there is room for."""
    if least is None:
        return ()
    return shared_out(judged for judged in report.findings if judged.counts and judged.severity >= least)


def commented_paths(report: Report, options: PullOptions) -> frozenset[str]:
    """The files whose lines in the diff must be known: for comments, and to tell new ignores from old ones."""
    found = {judged.finding.location.path for judged in severe_findings(report, options.inline)}
    return frozenset(found | {ignored.comment.path for ignored in report.ignored})


def anchor(location: Location, hunks: Iterable[range]) -> tuple[int, int] | None:
    """The lines that a comment on ``location`` stands on: the last of those in the diff, in one hunk."""
    touched = [hunk for hunk in hunks if hunk.start <= location.end_line and location.line < hunk.stop]
    if not touched:
        return None
    hunk = max(touched, key=lambda hunk: hunk.start)
    return max(location.line, hunk.start), min(location.end_line, hunk.stop - 1)


def _comment(judged: JudgedFinding, options: PullOptions, diff: Diff, offers: tuple[Suggestion, ...]) -> InlineComment:
    location = judged.finding.location
    offer = next((offer for offer in offers if judged.fingerprint in offer.covers), None)
    carried = None
    if offer is not None and (offer.carrier, offer.path) == (judged.fingerprint, location.path):
        carried = offer
        lines: tuple[int, int] | None = (offer.first, offer.last)
    else:
        lines = anchor(location, diff.commentable.get(location.path, ())) if judged.placed else None
    body = comment_body(judged, options, suggestion=carried, covered=offer is not None and carried is None)
    if lines is not None:
        return InlineComment(judged.fingerprint, location.path, body, "lines", *lines)
    if options.off_diff == "file" and diff.holds(location.path):
        body = f"{body}\n\n{line_link(options.place, location)}"
        return InlineComment(judged.fingerprint, location.path, body, "file")
    return InlineComment(judged.fingerprint, location.path, body)


def comment_body(
    judged: JudgedFinding,
    options: PullOptions,
    *,
    suggestion: Suggestion | None = None,
    covered: bool = False,
) -> str:
    """The text of a comment on one finding, with its marker.

    ``covered`` says that another comment's suggestion mends it too.
    """
    finding = judged.finding
    return render(
        "finding.md.j2",
        marker=Markdown(str(Marker("finding", options.comment_id, options.number, key=judged.fingerprint))),
        icon=Markdown(ICONS[judged.severity]),
        severity=Markdown(judged.severity.value),
        finding=finding,
        rule=rule_link(finding.rule),
        related=_related(judged, options.place),
        suggestion=None if suggestion is None else Markdown(suggestion.markdown()),
        safe=suggestion is not None and suggestion.safe,
        covered=covered,
    )


def _related(judged: JudgedFinding, place: Place) -> tuple[Mapping[str, object], ...]:
    return tuple(
        {"link": line_link(place, related.location), "message": related.message}
        for related in judged.finding.related[:MAX_RELATED]
    )


def fixed_body(comment_id: str, number: int, fingerprint: str, head: str, *, resolved: bool) -> str:
    """What becomes of an answered comment when its finding is gone."""
    marker = Marker("finding", comment_id, number, key=fingerprint, state="resolved" if resolved else "fixed")
    return f"{marker}\n✅ Fixed in {head[:7]}."


def _request(options: PullOptions) -> str:
    marker = Marker("review", options.comment_id, options.number, options.place.head)
    return f"{marker}\nThe specs need changes before this can be merged: see the comments and the summary."
