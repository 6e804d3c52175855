"""Texts for people, each as a whole, in scenes that show all their sentences. ``make docs`` writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.reports.samples import PLACE, diff, edit, judged, options, report, spec
from tests.said.agreed import agreements
from tests.said.cases import CASES
from tests.said.changes import CHANGES
from tests.said.done import beginnings, migrations, proofs, spoken_for
from tests.said.edited import EDITED
from tests.said.families import OF_FAMILIES
from tests.said.fleet import fleet
from tests.said.large import large
from tests.said.meant import meanings, surveys
from tests.said.named import NAMED
from tests.said.paired import PAIRED
from tests.said.read import documents, references, templates
from tests.said.shown import shown
from tests.said.surveyed import SURVEYED
from tests.said.taken import TAKEN, texts
from tests.said.valued import VALUED
from tests.said.wide import WIDE
from tests.said.wrong import BASELINES, CONFIGURATIONS, GLOBS, PATTERNS, POLICIES, TEMPLATE
from tests.support.memory import MemoryTree, as_tree, audit, compare

from speclatch import __version__
from speclatch.config.model import Config, ProfileUse
from speclatch.config.patterns import fault
from speclatch.config.reader import parse_config
from speclatch.documents import parse
from speclatch.errors import ConfigError
from speclatch.globs import GlobError, compiled
from speclatch.judging.baseline import baseline_of, read_baseline, write_baseline
from speclatch.judging.pipeline import Case, run
from speclatch.judging.prove.results import DefectKind, Outcome, ProfileStrength, Tried
from speclatch.judging.readiness import as_implemented, readiness, readiness_data
from speclatch.judging.scope import scope_finding
from speclatch.model import Ignored, Location, Phase, Related, Report, Severity, Skipped
from speclatch.profiles.bundled import BUILTIN
from speclatch.profiles.load import builtin, builtin_template, load_profiles
from speclatch.profiles.template import derive
from speclatch.reports.annotations import all_annotations, workflow_annotations
from speclatch.reports.check_run import check_run, commit_status, unjudged_check_run, unjudged_status
from speclatch.reports.gitlab import gitlab_report
from speclatch.reports.json import json_report
from speclatch.reports.junit import junit_report
from speclatch.reports.page import markdown_report
from speclatch.reports.quote import Span
from speclatch.reports.ready import readiness_text
from speclatch.reports.review import review
from speclatch.reports.sarif import sarif_report
from speclatch.reports.status.data import Repository, status_data
from speclatch.reports.status.text import status_text
from speclatch.reports.status.trace import find, trace_json, trace_mermaid, trace_text
from speclatch.reports.strength.text import strength_text
from speclatch.reports.summary import job_summary, summary_comment
from speclatch.reports.text import counts_report, text_report, verdict_report
from speclatch.rules import BY_ID, RULES
from speclatch.scaffold.derive import profile_page
from speclatch.scaffold.files import setup_files
from speclatch.scaffold.survey import candidate, survey
from speclatch.scaffold.trial import learn
from speclatch.specs.policy import Policy
from speclatch.specs.relaxations import relaxations
from speclatch.trees import Trees

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER.parents[1] / "examples"


def config_faults() -> Iterator[str]:
    """What is said of configurations that cannot be."""
    for path, text in CONFIGURATIONS:
        yield from ("", *(f"| {line}" for line in text[:400].splitlines()))
        try:
            config = parse_config(text.encode(), path, BY_ID)
            yield from config.notices or ("nothing is wrong",)
        except ConfigError as error:
            yield str(error)


def glob_faults() -> Iterator[str]:
    """What is said of globs."""
    for glob in GLOBS:
        try:
            yield f"{glob[:40]}: {compiled(glob).pattern.pattern}"
        except GlobError as error:
            yield f"{glob[:40]}: {error}"


def out_of_scope() -> Iterator[str]:
    """What is said where no document is looked at, and some look as if they should be."""
    for count in (1, 2, 3, 4, 9):
        for config in (Config(), Config(path=".speclatch.yml", profiles=(ProfileUse("a", line=4),))):
            yield shown(scope_finding(tuple(f"docs/{number}.md" for number in range(count)), config))


def pattern_faults() -> Iterator[str]:
    """What is said of regular expressions."""
    yield from (
        f"{pattern[:60]}: {fault(pattern) or 'nothing is wrong'}" for pattern in (*PATTERNS, *texts("patterns"))
    )


def baseline_faults() -> Iterator[str]:
    """A baseline, and what is said of those that are none."""
    found = [judged(1), judged(2, severity=Severity.WARNING), judged(3, path="a\udc80.md"), judged(4, counts=False)]
    yield write_baseline(baseline_of(found, Severity.WARNING)).decode()
    for raw in BASELINES:
        try:
            yield f"{raw[:60]!r}: {read_baseline(raw, 'known.json')}"
        except ConfigError as error:
            yield f"{raw[:60]!r}: {error}"


def derived_profiles() -> Iterator[str]:
    """What ``derive`` says of templates."""
    for name in BUILTIN:
        yield profile_page(builtin(name, ()), name, builtin=True)
    for name in ("exec-spec", "madr"):
        kinds = Config().references
        yield profile_page(derive(parse("docs/T.md", builtin_template(name).encode()), "own", kinds), "docs/T.md")
    document = parse("docs/rfc/TEMPLATE.md", TEMPLATE.encode())
    yield profile_page(derive(document, "rfc", Config().references), "docs/rfc/TEMPLATE.md")
    yield profile_page(derive(parse("docs/E.md", b"Text alone.\n"), "empty", ()), "docs/E.md")


def set_up() -> Iterator[str]:
    """What ``init`` writes."""
    example = MemoryTree.of_folder(EXAMPLES / "repository")
    bare = MemoryTree({path: raw for path, raw in example.files.items() if path != ".speclatch.yml"})
    for tree in (bare, _practised(), as_tree({"README.md": "# Nothing\n"})):
        found = survey(tree)
        members = {family.name: family.documents for family in found.families}
        tried = learn(tree, candidate(found), members) if found.families else None
        for file in setup_files(found, tried):
            yield f"--- {file.path}: {file.use}\n{file.text}"


def _practised() -> MemoryTree:
    """Documents that leave out what their template asks, and have statuses of their own."""
    statuses = ("shipped", "shipped", "parked", "Draft", "Done", "Done", "Done", "Done")
    files = {"docs/rfc/TEMPLATE.md": TEMPLATE, "docs/rfc/_archive/RFC-0.md": "# RFC-0: Old\n\n## Problem\n\nGone.\n"}
    for number, status in enumerate(statuses, 1):
        files[f"docs/rfc/RFC-{number:03}-search.md"] = (
            f"---\nid: RFC-{number:03}\ntitle: Search {number}\nstatus: {status}\nowner: Ana Lima\n---\n\n"
            f"# RFC-{number:03}: Search {number}\n\n## Problem\n\nSearching takes longer than people wait.\n\n"
            "## Plan\n\n- Rollback: switch the flag off\n\n## Tasks\n\n- [x] Dashboards updated\n"
        )
    return MemoryTree({path: text.encode() for path, text in files.items()})


def policy_changes() -> Iterator[str]:
    """What is said where a configuration asks less."""
    levels = {rule.id: {phase: rule.levels.at(phase) for phase in Phase} for rule in RULES}
    for before, after in POLICIES:
        policies = [_policy(text) for text in (before, after)]
        yield from ("", *(f"- {line}" for line in before.splitlines()), *(f"+ {line}" for line in after.splitlines()))
        yield from (f"{one.path} {one.word!r}: {one.message}" for one in relaxations(policies[0], policies[1], levels))


def _policy(text: str) -> Policy:
    config = parse_config(text.encode(), ".speclatch.yml", BY_ID) if text else Config()
    tree = as_tree({"docs/T.md": TEMPLATE, "docs/U.md": "# RFC-###: [Title]\n\n## Problem\n\n[What]\n"})
    return Policy(config, load_profiles(config, tree.read))


@cache
def _pull_request() -> tuple[MemoryTree, Report]:
    """The example's pull request, and what the gate says of it."""
    base = MemoryTree.of_folder(EXAMPLES / "repository")
    bad = MemoryTree.of_folder(EXAMPLES / "pull-request" / "bad")
    gone = bad.files["deleted.txt"].decode().split()
    kept = {path: raw for path, raw in base.files.items() if path not in gone}
    head = MemoryTree({**kept, **{path: raw for path, raw in bad.files.items() if path != "deleted.txt"}})
    return head, compare(base, head)


@cache
def _of_everything() -> Report:
    """A report with a finding of every kind: old, ignored, with fixes, with other places, on no line, not judged."""
    warning, note = Severity.WARNING, Severity.NOTE
    fixed = judged(3, edits=[edit(3, 6, 9, "docs/y.md")])
    guessed = judged(4, rule="reference-case", severity=warning, edits=[edit(4, 1, 2, "B")], safe=False)
    elsewhere = judged(5, rule="id-duplicate", message="the id `A-1` is there twice")
    place = Related(Location("docs/other.md", 9), "the other one")
    elsewhere = elsewhere._replace(finding=elsewhere.finding._replace(related=(place,)))
    old = judged(6, rule="section-empty", message="`Plan` is empty", counts=False)
    small = judged(7, rule="table-ragged", severity=note, message="the row has 2 cells", hint="")
    boxes = [judged(line, rule="task-unchecked", message="this box is not ticked") for line in range(8, 20)]
    found = (fixed, guessed, elsewhere, old, small, *boxes)
    excused = Ignored(
        judged(21, rule="link-broken").finding,
        "the page comes with the next release",
        Location("docs/21-exec-spec/EXEC-062-smtp.md", 20),
    )
    made = report(*found, ignored=[excused], lines=[f"line {number} of the spec" for number in range(1, 30)])
    specs = (spec(), spec("docs/21-exec-spec/EXEC-063-push.md", changed=False))
    return replace(
        made,
        specs=specs,
        skipped=(
            Skipped("docs/huge.md", "too dense to read"),
            Skipped(
                "docs/dense.md",
                "too dense to be read in the time that there is, so that nobody knows what it says today",
            ),
        ),
    )


def terminal() -> Iterator[str]:
    """The report on a terminal."""
    _, found = _pull_request()
    for one in (found, _of_everything(), report(), replace(report(), specs=())):
        yield _styled(text_report(one, 90))
        yield _styled(text_report(one, 90, audit=True))
        yield _styled(counts_report(one, 90))
        yield _styled(verdict_report(one, 90, "Nothing to judge."))


def _styled(spans: Iterable[Span]) -> str:
    """What is printed, with its styles."""
    text = "".join(f"<{span.style}>{span.text}</>" if span.style else span.text for span in spans)
    return text.replace("\n</>", "</>\n")


def markdown() -> Iterator[str]:
    """The summary of a pull request, of a job, and as a page."""
    _, found = _pull_request()
    changed = diff(range(1, 10))
    for one in (found, _of_everything(), report(), replace(report(), specs=())):
        yield markdown_report(one)
        yield str(summary_comment(one, options(), changed))
        yield str(job_summary(one, PLACE, changed))


def pull_request() -> Iterator[str]:
    """The review, the check run and the status of a pull request."""
    _, found = _pull_request()
    for one in (found, _of_everything(), report()):
        changed = diff(*(range(1, 200),), path=one.specs[0].path if one.specs else "")
        yield from _fields(review(one, options(), changed))
        yield from _fields(check_run(one, PLACE, name="Speclatch", external_id="7"))
        yield from _fields(commit_status(one, PLACE, context="Speclatch"))
    yield from _fields(unjudged_check_run("the API does not answer", PLACE, name="Speclatch", external_id="7"))
    yield from _fields(unjudged_status("the API does not answer", PLACE, context="Speclatch"))


def _fields(value: Any, name: str = "") -> Iterator[str]:
    """A value with all that it holds, a text as it is read."""
    held = value._asdict() if hasattr(value, "_asdict") else value
    if is_dataclass(held):
        held = {one.name: getattr(held, one.name) for one in fields(held)}
    if isinstance(held, frozenset):
        held = sorted(held)
    if isinstance(held, (list, tuple)):
        held = dict(enumerate(held))
    if isinstance(held, Mapping):
        for key, inner in held.items():
            yield from _fields(inner, f"{name}.{key}" if name else f"{key}")
    else:
        yield f"{name}: {held}"


def machines() -> Iterator[str]:
    """The report for other programs."""
    _, found = _pull_request()
    for one in (found, _of_everything()):
        yield from (json_report(one), junit_report(one), gitlab_report(one))
        yield from (workflow_annotations(one), all_annotations(one))
    yield sarif_report(_of_everything())


def ready() -> Iterator[str]:
    """Whether code may be written."""
    tree, _ = _pull_request()
    config = tree.config
    answers = readiness(audit(tree, as_implemented(config)), config, ["docs/gone.md"])
    yield _styled(readiness_text(answers, 90))
    yield from (_styled(readiness_text((one,), 90)) for one in answers)
    yield json.dumps(readiness_data(answers), indent=1)


def status() -> Iterator[str]:
    """The status of a repository, and what leads where."""
    tree, _ = _pull_request()
    found = run(Case(Trees(tree, tree, tree), tree.config, tree, with_upstream=True))
    dates = {path: "2026-02-03" for path in tree.files if path.endswith("spec.md")}
    data = status_data(Repository("depot", "https://github.example/acme/depot", "c" * 40, "2026-03-04"), found, dates)
    yield status_text(data)
    yield json.dumps(data, indent=1)
    for name in ("PRD-021", "EXEC-014", "REQ-PRD-FUN-01", "specs/deposit-holds/spec.md", "nobody"):
        traces = find(data, name)
        yield from (trace_text(traces), trace_json(traces), trace_mermaid(traces))


def strength() -> Iterator[str]:
    """How strong the gate is."""
    outcomes = [Outcome.CAUGHT, *Outcome]
    weights = [Severity.WARNING, *([Severity.ERROR] * len(Outcome))]
    tried = [
        Tried(kind, "section", f"Part {number} of {kind.value}", "docs/a.md", number, outcome, weight, ("a", "b"))
        for kind in DefectKind
        for number, (outcome, weight) in enumerate(zip(outcomes, weights, strict=True), 1)
    ]
    many = [Tried(DefectKind.REMOVED, "key", f"{n} " * 40, "b.md", n, Outcome.MISSED, reason="why") for n in range(15)]
    again = [Tried(DefectKind.EMPTIED, "key", "owner", "b.md", n, Outcome.MISSED, reason="why") for n in range(3)]
    whole = ProfileStrength("rfc", 1200, 7, as_finished=False, tried=tuple(tried), seldom=(("section", "Notes"),))
    draft = ProfileStrength("adr", 1, 0, as_finished=True, tried=(*many, *again))
    for profiles in ((whole, draft), (whole,), (), (ProfileStrength("none", 0, 0, as_finished=False, tried=()),)):
        yield _styled(strength_text(profiles, 90))


FURTHER: Mapping[str, Callable[[], Iterable[str]]] = {**PAIRED, **TAKEN, **SURVEYED}
"""Scenes of single texts and small repositories, which take no time."""
SCENES: Mapping[str, Callable[[], Iterable[str]]] = {
    "agreed-texts": agreements,
    "baseline": baseline_faults,
    "beginnings-new-documents": beginnings,
    **CASES,
    **CHANGES,
    **OF_FAMILIES,
    "claims-for-code": spoken_for,
    "config-reader-schema-messages": config_faults,
    "derive": derived_profiles,
    "documents-metadata-markdown": documents,
    **EDITED,
    "globs": glob_faults,
    "machines-json-junit-gitlab-sarif-annotations": machines,
    "markdown-summary": markdown,
    "summaries-of-large-reports": large,
    "meanings-of-words": meanings,
    "migrations-mentions": migrations,
    **NAMED,
    **VALUED,
    "patterns": pattern_faults,
    "scope-sentence": out_of_scope,
    "proofs-parts-defects": proofs,
    "pull-request-review-check-run": pull_request,
    "ready-readiness": ready,
    "references-forms-suggestions": references,
    "relaxations": policy_changes,
    "scaffold-files-survey-practice-trial": set_up,
    "status-data-trace": status,
    "status-of-several-evidence": fleet,
    "strength": strength,
    "surveys-of-trees": surveys,
    "templates": templates,
    "text-counts": terminal,
    **FURTHER,
    **WIDE,
}
"""Each named after what says it."""


def spoken(scene: str) -> str:
    """All that is said in a scene, whatever the version and whatever the phase words' order in memory."""
    text = "\n".join(SCENES[scene]())
    return re.sub(rf"(?<![\d.]){re.escape(__version__)}(?![\d.])", "VERSION", text).encode("utf-8", "replace").decode()


def main() -> None:
    """Write every scene, and take away those that are gone."""
    for path in FOLDER.glob("*.txt"):
        if path.stem not in SCENES:
            path.unlink()
    for name in SCENES:
        (FOLDER / f"{name}.txt").write_bytes(spoken(name).encode())


if __name__ == "__main__":
    main()
