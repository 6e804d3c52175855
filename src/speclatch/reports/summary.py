"""The summary comment and the job summary: one text, cut to what each place can hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from speclatch.model import Conclusion, Report, Severity
from speclatch.reports.content import Content, content
from speclatch.reports.cuts import COMMENT_CUTS, JOB_CUTS, Cut, cut_note
from speclatch.reports.escape import code
from speclatch.reports.graph import graph
from speclatch.reports.headlines import headline, sentence
from speclatch.reports.how_to import has_boxes, ignore_examples
from speclatch.reports.markdown import Markdown, plural, render
from speclatch.reports.marker import Marker
from speclatch.reports.options import Diff, Place, PullOptions
from speclatch.reports.parts import Parts, rule_page

COMMENT_LIMIT = 65_536
"""Longest body of a comment, in characters (GitHub: "body is too long (maximum is 65536 characters)")."""
JOB_SUMMARY_LIMIT = 1_048_576
"""Largest job summary of a step, in bytes; a larger one is lost as a whole (docs, workflow commands)."""
_SHORTEST_LINE = 100  # bytes of a finding's line, nearly all of them the link's: more lines need not be tried
_SPARE = 500  # room for what GitHub may add or count otherwise

QUIET_NOTES = frozenset({"reference-suspect", "id-claimed", "component-missing", "migration-unlisted"})
"""Rules whose notes are no reason for a comment: they ask for another look, and nothing is open."""


@dataclass(frozen=True, slots=True)
class OnLines:
    """How many findings have a comment on their lines, and how many are severe enough for one."""

    shown: int
    total: int


def summary_comment(
    report: Report, options: PullOptions, diff: Diff | None = None, on_lines: OnLines | None = None
) -> str:
    """The summary comment with its marker, under ``COMMENT_LIMIT`` whatever the report."""
    marker = Marker("summary", options.comment_id, options.number, options.place.head)
    title = "Speclatch" if options.comment_id == "speclatch" else f"Speclatch {code(options.comment_id, 40)}"
    limit = COMMENT_LIMIT - _SPARE - len(str(marker))
    look = _Look(content(report, diff), options.place, title, on_lines)
    return f"{marker}\n{look.fitting(COMMENT_CUTS, limit)}"


def job_summary(report: Report, place: Place, diff: Diff | None = None) -> str:
    """The job summary, under ``JOB_SUMMARY_LIMIT`` whatever the report."""
    look = _Look(content(report, diff), place, is_comment=False)
    return look.fitting(JOB_CUTS, JOB_SUMMARY_LIMIT - _SPARE) + "\n"


def check_summary(report: Report, place: Place) -> str:
    """The same text for a check run's page, which holds as much as a comment."""
    return _Look(content(report, None), place).fitting(COMMENT_CUTS, COMMENT_LIMIT - _SPARE)


def worth_saying(report: Report, options: PullOptions, diff: Diff | None = None) -> bool:
    """Whether the report alone is a reason for a first comment.

    It is one if there is an error or a warning that counts, a note that counts in a spec whose own file the change
    touches (what is open in a draft is listed), or an ignore comment that the change adds.
    """
    if options.comment == "always":
        return True
    changed = {spec.path for spec in report.specs if spec.changed}
    least = min(options.inline or Severity.WARNING, Severity.WARNING)
    return any(
        judged.severity >= least or (judged.finding.location.path in changed and judged.finding.rule not in QUIET_NOTES)
        for judged in report.findings
        if judged.counts
    ) or any(diff is not None and diff.is_new(ignored.comment) for ignored in report.ignored)


@dataclass(frozen=True, slots=True)
class _Look:
    """One summary of one report, at whatever cut."""

    whole: Content
    place: Place
    title: str = "Speclatch"
    on_lines: OnLines | None = None
    is_comment: bool = True

    def fitting(self, cuts: Sequence[Cut], limit: int) -> str:
        """The text at the mildest cut that fits."""
        for cut in cuts:
            groups = self.whole.groups[: cut.groups]
            lines = sum(1 + len(cut.lines(block)) for group in groups for block in group.blocks)
            if lines * _SHORTEST_LINE > limit:
                continue
            text = self._text(cut)
            # Bytes, not characters: whichever way a limit is counted, this is under it.
            if len(text.encode()) <= limit:
                return text
        raise AssertionError("the last cut leaves nothing in that could grow")  # pragma: no cover - as it says

    def _text(self, cut: Cut) -> str:
        whole, report = self.whole, self.whole.report
        parts = Parts(whole, self.place)
        drawing = graph(report.specs, cut.arrows, whole.names)
        in_body, in_front = ignore_examples(report)
        rows = parts.rows(cut)
        return render(
            "summary.md.j2",
            icon=Markdown("✅" if report.verdict.conclusion is Conclusion.PASS else "❌"),
            title=Markdown(self.title),
            headline=Markdown(headline(report)),
            sentence=Markdown(sentence(report)),
            rows=rows.first,
            more_rows=rows.folded,
            more_title=Markdown(plural(len(rows.folded), "more spec")),
            affected=any(not spec.changed for spec in report.specs),
            in_order=parts.in_order(cut),
            entries=parts.open_items(cut),
            groups=[parts.group(group, cut) for group in whole.groups[: cut.groups]],
            known=parts.known(cut),
            known_total=whole.known_total,
            drawing=drawing,
            leads=parts.leads(drawing),
            ignored=parts.ignored(cut),
            ignored_title=Markdown(self._ignored_title()),
            skipped=[] if self.is_comment else report.skipped[: cut.others],
            skipped_total=Markdown(plural(len(report.skipped), "file")),
            boxes=has_boxes(report),
            in_body=in_body,
            in_front=in_front,
            example=Markdown(whole.shown[0].rule if whole.shown else ""),
            cut_note=cut_note(whole, drawing, cut, self.place, is_comment=self.is_comment),
            judged=Markdown(self._judged()),
            pages=[rule_page(rule) for rule in whole.rules],
        ).strip()

    def _ignored_title(self) -> str:
        whole = self.whole
        new = f" ({whole.new_ignored} new in this pull request)" if whole.new_ignored else ""
        return f"{plural(len(whole.ignored), 'finding')} ignored{new}"

    def _judged(self) -> str:
        """What was judged: the commits, the phase of most specs, and how much of it stands on lines."""
        report, place = self.whole.report, self.place
        if not place.head:
            return ""
        line = _commit(place, place.head)
        if report.base:
            line += f" over {_commit(place, report.base)}"
        phase = self.whole.usual_phase
        if phase is not None:
            is_all = all(spec.phase is phase for spec in report.specs)
            line += f", as {phase.value}{'' if is_all else ' where no phase is named'}"
        lines = self.on_lines
        if lines is not None and lines.total:
            line += f" · {lines.shown:,} of {lines.total:,} on lines"
        return line


def _commit(place: Place, commit: str) -> str:
    return f"[{code(commit[:7])}]({place.commit_url(commit)})"
