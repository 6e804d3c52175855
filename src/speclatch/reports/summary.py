"""The summary comment and the job summary: one text, cut to what each place can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from speclatch.model import Conclusion, Ignored, Report, Severity, SpecReport, Tally
from speclatch.reports.content import Content, Group, content
from speclatch.reports.escape import cell, code
from speclatch.reports.graph import Graph, graph
from speclatch.reports.markdown import ICONS, Markdown, line_link, link, plural, render
from speclatch.reports.marker import Marker
from speclatch.reports.options import Diff, Place, PullOptions
from speclatch.reports.wording import headline, sentence

COMMENT_LIMIT = 65_536
"""Longest body of a comment, in characters (GitHub: "body is too long (maximum is 65536 characters)")."""
JOB_SUMMARY_LIMIT = 1_048_576
"""Largest job summary of a step, in bytes; a larger one is lost as a whole (docs, workflow commands)."""
_SHORTEST_LINE = 100  # bytes of a finding's line, nearly all of them the link's: more lines need not be tried
_SPARE = 500  # room for what GitHub may add or count otherwise


@dataclass(frozen=True, slots=True)
class Cut:
    """How much is shown: rows of specs, findings per group, arrows of the graph, others per list."""

    specs: int
    items: int
    arrows: int
    others: int


_COMMENT_CUTS = (
    Cut(100, 60, 40, 60),
    Cut(60, 30, 40, 30),
    Cut(40, 15, 30, 15),
    Cut(25, 8, 20, 8),
    Cut(12, 4, 10, 4),
    Cut(5, 1, 0, 1),
    Cut(0, 0, 0, 0),
)
_JOB_CUTS = (Cut(2000, 2000, 60, 2000), Cut(800, 500, 60, 300), Cut(300, 100, 60, 100), *_COMMENT_CUTS)


def summary_comment(report: Report, options: PullOptions, diff: Diff | None = None) -> str:
    """The summary comment with its marker, under ``COMMENT_LIMIT`` whatever the report."""
    marker = Marker("summary", options.comment_id, options.number, options.place.head)
    title = "Speclatch" if options.comment_id == "speclatch" else f"Speclatch {code(options.comment_id, 40)}"
    limit = COMMENT_LIMIT - _SPARE - len(str(marker))
    text = _fitting(_COMMENT_CUTS, limit, content(report, diff), options.place, title)
    return f"{marker}\n{text}"


def job_summary(report: Report, place: Place, diff: Diff | None = None) -> str:
    """The job summary, under ``JOB_SUMMARY_LIMIT`` whatever the report."""
    limit = JOB_SUMMARY_LIMIT - _SPARE
    return _fitting(_JOB_CUTS, limit, content(report, diff), place, is_comment=False) + "\n"


def check_summary(report: Report, place: Place) -> str:
    """The same text for a check run's page, which holds as much as a comment."""
    return _fitting(_COMMENT_CUTS, COMMENT_LIMIT - _SPARE, content(report, None), place)


def _fitting(
    cuts: Sequence[Cut],
    limit: int,
    whole: Content,
    place: Place,
    title: str = "Speclatch",
    *,
    is_comment: bool = True,
) -> str:
    """The text at the mildest cut that fits."""
    for cut in cuts:
        lines = sum(min(len(group.findings), cut.items) for group in whole.groups)
        if lines * _SHORTEST_LINE > limit:
            continue
        text = _text(whole, place, cut, title, is_comment=is_comment)
        # Bytes, not characters: whichever way a limit is counted, this is under it.
        if len(text.encode()) <= limit:
            return text
    raise AssertionError("the last cut leaves nothing in that could grow")  # pragma: no cover - as it says


def worth_saying(report: Report, options: PullOptions, diff: Diff | None = None) -> bool:
    """Whether the report alone is a reason for a first comment: a finding above a note, or a new ignore.

    Open points of a draft are notes; they are in the job summary for whoever looks, and call nobody.
    """
    if options.comment == "always":
        return True
    least = min(options.inline or Severity.WARNING, Severity.WARNING)
    return any(judged.severity >= least for judged in report.findings) or any(
        diff is not None and diff.is_new(ignored.comment) for ignored in report.ignored
    )


def _text(whole: Content, place: Place, cut: Cut, title: str, *, is_comment: bool) -> str:
    report, specs = whole.report, whole.specs[: cut.specs]
    drawing = graph(whole.specs, cut.arrows)
    return render(
        "summary.md.j2",
        icon=Markdown("✅" if report.verdict.conclusion is Conclusion.PASS else "❌"),
        title=Markdown(title),
        headline=Markdown(headline(report)),
        sentence=Markdown(sentence(report)),
        rows=[_row(spec, whole, place) for spec in specs],
        affected=any(not spec.changed for spec in specs),
        groups=[_block(group, whole, place, cut) for group in whole.groups],
        drawing=drawing,
        ignored=[
            _ignored(entry, place, whole.names, is_new=number < whole.new_ignored)
            for number, entry in enumerate(whole.ignored[: cut.others])
        ],
        ignored_title=Markdown(_ignored_title(whole)),
        skipped=[] if is_comment else report.skipped[: cut.others],
        skipped_total=Markdown(plural(len(report.skipped), "file")),
        example=Markdown(whole.groups[0].rule if whole.groups else ""),
        cut_note=Markdown(_cut_note(whole, drawing, cut, place, is_comment=is_comment)),
    ).strip()


def _block(group: Group, whole: Content, place: Place, cut: Cut) -> dict[str, object]:
    items = [
        {
            "link": line_link(place, judged.finding.location, whole.names[judged.finding.location.path]),
            "message": judged.finding.message,
            "hint": "" if group.hint else judged.finding.hint,
            "counts": judged.counts,
        }
        for judged in group.findings[: cut.items]
    ]
    return {
        "rule": group.rule,
        "hint": group.hint,
        "icon": Markdown(ICONS[group.severity]),
        "total": len(group.findings),
        "left_out": len(group.findings) - len(items),
        "unfolded": group.severity is Severity.ERROR and whole.errors <= _UNFOLDED,
        "entries": items,
    }


_UNFOLDED = 10  # more errors than these are folded away: on a phone they would hide what follows


def _row(spec: SpecReport, whole: Content, place: Place) -> Markdown:
    severity = whole.worst.get(spec.path)
    name = link(whole.names[spec.path], place.file_url(spec.path))
    counts = spec.counts
    cells = [
        f"{ICONS[severity] if severity else '✅'}&nbsp;{name}{'' if spec.changed else ' ¹'}",
        spec.phase.value,
        *(_tally(tally) for tally in (counts.references, counts.migrations, counts.governance, counts.tasks)),
        f"**{counts.empty_tables}**" if counts.empty_tables else "–",
    ]
    return Markdown("| " + " | ".join(cell(text) for text in cells) + " |")


def _tally(tally: Tally) -> str:
    if not tally.total:
        return "–"
    text = f"{tally.done}/{tally.total}"
    return text if tally.done == tally.total else f"**{text}**"


def _ignored(entry: Ignored, place: Place, names: Mapping[str, str], *, is_new: bool) -> dict[str, object]:
    return {
        "link": line_link(place, entry.comment, names[entry.comment.path]),
        "rule": entry.finding.rule,
        "reason": entry.reason,
        "new": is_new,
    }


def _ignored_title(whole: Content) -> str:
    new = f" ({whole.new_ignored} new in this pull request)" if whole.new_ignored else ""
    return f"{plural(len(whole.ignored), 'finding')} ignored{new}"


def _cut_note(whole: Content, drawing: Graph | None, cut: Cut, place: Place, *, is_comment: bool) -> str:
    """What was left out, and where it can be seen; empty where everything is shown."""
    left_out = (
        (sum(max(0, len(group.findings) - cut.items) for group in whole.groups), "finding", ""),
        (max(0, len(whole.specs) - cut.specs), "spec", ""),
        (max(0, len(whole.ignored) - cut.others), "ignored finding", ""),
        (drawing.left_out if drawing else 0, "arrow of the graph", "arrows of the graph"),
    )
    listed = ", ".join(plural(count, noun, nouns) for count, noun, nouns in left_out if count)
    if not listed:
        return ""
    if not is_comment:
        return f"Not shown here: {listed}. `speclatch check --format json` lists everything."
    where = f"[job summary]({place.run_url})" if place.run_url else "job summary"
    return f"Not shown here: {listed}. The {where} has more."
