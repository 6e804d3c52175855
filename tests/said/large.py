"""A scene of large reports: what is put together, what is left out, and how that is said."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reports.samples import PATH, PLACE, diff, edit, judged, options, report, spec
from tests.said.shown import shown

from speclatch.model import Counts, Ignored, JudgedFinding, Location, Phase, Report, Severity, Tally
from speclatch.reports.annotations import all_annotations, workflow_annotations
from speclatch.reports.check_run import check_run
from speclatch.reports.quote import joined
from speclatch.reports.review import review
from speclatch.reports.summary import job_summary, summary_comment
from speclatch.reports.text import counts_report, text_report

RULES = (
    ("reference-broken", "`docs/{}.md` does not exist", Severity.ERROR),
    ("section-missing", "`Rollout` is missing", Severity.ERROR),
    ("task-unchecked", "this box is not ticked", Severity.WARNING),
    ("table-empty", "the table `Part {}` is empty", Severity.WARNING),
    ("section-empty", "`Plan {}` is empty", Severity.NOTE),
    ("governance-unanswered", "`Who sees it?` has no answer", Severity.ERROR),
    ("link-broken", "`#part-{}` leads nowhere.", Severity.WARNING),
    ("not-ours", "something of another tool", Severity.NOTE),
)


def _found(path: str, line: int, at: int, *, counts: bool = True) -> JudgedFinding:
    rule, message, severity = RULES[at % len(RULES)]
    hint = ("Mend it.", "", "Say why.\nOr take it out.")[at % 3]
    edits = [edit(line, 1, 3, "new", path)] if at % 4 == 0 else ()
    text = message.format(line)
    return judged(
        line,
        rule=rule,
        message=text,
        severity=severity,
        path=path,
        hint=hint,
        edits=edits,
        safe=at % 8 == 0,
        counts=counts,
    )


def _many_specs() -> Report:
    """More specs than a table shows, most with one or two things to do, some in order, in all phases."""
    phases = tuple(Phase)
    specs = [
        spec(f"docs/specs/S-{number:03}.md", changed=number % 5 != 0)._replace(phase=phases[number % 3])
        for number in range(135)
    ]
    found = [
        _found(one.path, line, number + line)
        for number, one in enumerate(specs)
        for line in range(1, 1 + (0, 1, 1, 2)[number % 4])
    ]
    known = [_found(specs[number].path, 9, number, counts=False) for number in range(64)]
    waived = [
        Ignored(_found(specs[0].path, line, line).finding, f"reason {line}", Location(specs[0].path, line))
        for line in range(1, 63)
    ]
    alone = judged(5, rule="id-duplicate", path=specs[7].path, message="the id `S-7` is there twice")
    return report(*found, alone, *known, specs=specs, ignored=waived)


def _few_specs() -> Report:
    """Three specs with very much to do each."""
    paths = (PATH, "docs/specs/S-001.md", "README.md")
    found = [_found(path, line, line + at) for at, path in enumerate(paths) for line in range(1, 40)]
    lines = [f"line {number} of the spec" for number in range(1, 50)]
    return report(*found, specs=[spec(path) for path in paths], lines=lines)


def _one_alone() -> Report:
    """One finding, and two that are alike in one document."""
    specs = [spec(f"docs/{name}.md") for name in "abc"]
    own = (_found("docs/a.md", 3, 1), _found("docs/b.md", 4, 2), _found("docs/b.md", 5, 2), _found("docs/c.md", 6, 6))
    return report(*own, _found("docs/c.md", 7, 6), specs=specs, fail_on=None)


def _one_spec() -> Report:
    """One spec in which every rule finds much."""
    return report(*(_found(PATH, 2 * line, line) for line in range(1, 41)))


def _all_done() -> Report:
    """What is found although the numbers of a spec say that all is done, or that there was nothing to do."""
    rules = ("governance-unanswered", "table-empty", "reference-case", "migration-placeholder", "task-unchecked")
    none = Tally(0, 0)
    counts = (Counts(Tally(3, 3), Tally(1, 1), Tally(2, 2), Tally(4, 4), 0), Counts(none, none, none, none, 2))
    specs = [spec(f"docs/{name}.md")._replace(counts=of) for name, of in zip("ab", counts, strict=True)]
    found = [judged(line, rule=rule, path="docs/a.md") for line, rule in enumerate(rules[:4], 1)]
    other = [judged(line, rule=rule, path="docs/b.md") for line, rule in enumerate(rules[1:], 1)]
    return report(*found, *other, judged(7, rule="task-unchecked", path="docs/b.md"), specs=specs)


def large() -> Iterator[str]:
    """Summaries, the review, the check run, the terminal."""
    for one in (_many_specs(), _few_specs(), _one_spec(), _one_alone(), _all_done()):
        changed = diff(range(3, 9), path=one.specs[0].path)
        yield str(summary_comment(one, options(), changed))
        yield joined(text_report(one, 80, audit=True))
        yield joined(counts_report(one, 80))
    few = _few_specs()
    yield str(job_summary(few, PLACE, diff(range(3, 9))))
    yield joined(text_report(few, 60))
    yield shown(review(few, options(), diff(range(3, 9))))
    yield shown(check_run(few, PLACE, name="Speclatch", external_id="7"))[:20_000]
    yield from (workflow_annotations(few), all_annotations(_one_alone()))
