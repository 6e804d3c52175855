"""The summary comment and the job summary: one text, cut to what each place can hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from speclatch.model import Conclusion, Ignored, JudgedFinding, Report, Severity, SpecReport, Tally
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


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule and severity, as many as are shown. ``hint`` is set where all of them share it."""

    rule: str
    severity: Severity
    total: int
    shown: tuple[JudgedFinding, ...]
    hint: str
    unfolded: bool

    @property
    def left_out(self) -> int:
        """How many findings of the group are not shown."""
        return self.total - len(self.shown)


def summary_comment(report: Report, options: PullOptions, diff: Diff | None = None) -> str:
    """The summary comment with its marker, under ``COMMENT_LIMIT`` whatever the report."""
    marker = Marker("summary", options.comment_id, options.number, options.place.head)
    title = "Speclatch" if options.comment_id == "speclatch" else f"Speclatch {code(options.comment_id, 40)}"
    limit = COMMENT_LIMIT - _SPARE - len(str(marker))
    text = _fitting(_COMMENT_CUTS, limit, report, options.place, title, diff, is_comment=True)
    return f"{marker}\n{text}"


def job_summary(report: Report, place: Place, diff: Diff | None = None) -> str:
    """The job summary, under ``JOB_SUMMARY_LIMIT`` whatever the report."""
    limit = JOB_SUMMARY_LIMIT - _SPARE
    return _fitting(_JOB_CUTS, limit, report, place, "Speclatch", diff, is_comment=False) + "\n"


def check_summary(report: Report, place: Place) -> str:
    """The same text for a check run's page, which holds as much as a comment."""
    limit = COMMENT_LIMIT - _SPARE
    return _fitting(_COMMENT_CUTS, limit, report, place, "Speclatch", None, is_comment=True)


def _fitting(
    cuts: Sequence[Cut],
    limit: int,
    report: Report,
    place: Place,
    title: str,
    diff: Diff | None,
    *,
    is_comment: bool,
) -> str:
    """The text at the mildest cut that fits."""
    for cut in cuts:
        text = _text(report, place, cut, title, diff, is_comment=is_comment)
        # Bytes, not characters: whichever way a limit is counted, this is under it.
        if len(text.encode()) <= limit:
            return text
    raise AssertionError("the last cut leaves nothing in that could grow")


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


def _text(report: Report, place: Place, cut: Cut, title: str, diff: Diff | None, *, is_comment: bool) -> str:
    groups = _groups(report.findings, cut.items)
    drawing = graph(report.specs, cut.arrows)
    ignored = sorted(
        report.ignored, key=lambda ignored: not (diff is not None and diff.is_new(ignored.comment))
    )
    return render(
        "summary.md.j2",
        icon=Markdown("✅" if report.verdict.conclusion is Conclusion.PASS else "❌"),
        title=Markdown(title),
        headline=Markdown(headline(report)),
        sentence=Markdown(sentence(report)),
        rows=[_row(spec, report, place) for spec in _by_need(report)[: cut.specs]],
        affected=any(not spec.changed for spec in report.specs[: cut.specs]),
        groups=[_block(group, place) for group in groups],
        drawing=drawing,
        ignored=[_ignored(entry, place, diff) for entry in ignored[: cut.others]],
        ignored_title=Markdown(_ignored_title(report.ignored, diff)),
        skipped=[] if is_comment else report.skipped[: cut.others],
        skipped_total=Markdown(plural(len(report.skipped), "file")),
        example=Markdown(_example(groups)),
        cut_note=Markdown(_cut_note(report, groups, drawing, cut, place, is_comment=is_comment)),
    ).strip()


def _groups(findings: Sequence[JudgedFinding], limit: int) -> list[Group]:
    def key(judged: JudgedFinding) -> tuple[int, str]:
        return -list(Severity).index(judged.severity), judged.finding.rule

    serious = sum(judged.severity is Severity.ERROR for judged in findings)
    groups = []
    for _, members in groupby(sorted(findings, key=key), key):
        group = tuple(members)
        hints = {judged.finding.hint for judged in group}
        first = group[0]
        unfolded = first.severity is Severity.ERROR and serious <= _UNFOLDED
        hint = hints.pop() if len(hints) == 1 else ""
        groups.append(Group(first.finding.rule, first.severity, len(group), group[:limit], hint, unfolded))
    return groups


_UNFOLDED = 10  # more errors than these are folded away: on a phone they would hide what follows


def _block(group: Group, place: Place) -> dict[str, object]:
    items = [
        {
            "link": line_link(place, judged.finding.location),
            "message": judged.finding.message,
            "hint": "" if group.hint else judged.finding.hint,
            "counts": judged.counts,
        }
        for judged in group.shown
    ]
    return {"group": group, "icon": Markdown(ICONS[group.severity]), "items": items}


def _by_need(report: Report) -> list[SpecReport]:
    """Specs with the worst first; equals stay in their order."""
    worst = _worst(report)
    return sorted(
        report.specs, key=lambda spec: -list(Severity).index(worst[spec.path]) if spec.path in worst else 1
    )


def _worst(report: Report) -> dict[str, Severity]:
    worst: dict[str, Severity] = {}
    for judged in report.findings:
        path = judged.finding.location.path
        worst[path] = max(worst.get(path, Severity.NOTE), judged.severity)
    return worst


def _row(spec: SpecReport, report: Report, place: Place) -> Markdown:
    severity = _worst(report).get(spec.path)
    name = link(spec.path.rpartition("/")[2], place.file_url(spec.path))
    counts = spec.counts
    cells = [
        f"{ICONS[severity] if severity else '✅'} {name}{'' if spec.changed else ' ↩'}",
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


def _ignored(entry: Ignored, place: Place, diff: Diff | None) -> dict[str, object]:
    return {
        "link": line_link(place, entry.comment),
        "rule": entry.finding.rule,
        "reason": entry.reason,
        "new": diff is not None and diff.is_new(entry.comment),
    }


def _ignored_title(ignored: Sequence[Ignored], diff: Diff | None) -> str:
    new = sum(diff is not None and diff.is_new(entry.comment) for entry in ignored)
    return f"{plural(len(ignored), 'finding')} ignored" + (
        f", {new} of them by this pull request" if new else ""
    )


def _example(groups: Sequence[Group]) -> str:
    return groups[0].rule if groups else "task-unchecked"


def _cut_note(
    report: Report,
    groups: Sequence[Group],
    drawing: Graph | None,
    cut: Cut,
    place: Place,
    *,
    is_comment: bool,
) -> str:
    others = [
        (sum(group.left_out for group in groups), "finding"),
        (max(0, len(report.specs) - cut.specs), "spec"),
        (max(0, len(report.ignored) - cut.others), "ignored finding"),
        (drawing.left_out if drawing else 0, "arrow of the graph"),
    ]
    parts = [
        plural(count, noun, "arrows of the graph" if "arrow" in noun else "")
        for count, noun in others
        if count
    ]
    if not parts:
        return ""
    listed = ", ".join(parts)
    if not is_comment:
        return f"Not shown here: {listed}. `speclatch check --format json` lists everything."
    where = f"[job summary]({place.run_url})" if place.run_url else "job summary"
    return f"{listed[0].upper()}{listed[1:]} more in the {where}."
