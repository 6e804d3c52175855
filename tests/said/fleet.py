"""A scene of a fleet: the status of two repositories, one of them in parts, what is traced there, and the evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from tests.reports.samples import judged, report

from speclatch.git.history import Commit
from speclatch.judging.mentions_in_code import CodeMention
from speclatch.model import (
    Counts,
    Ignored,
    Location,
    NamedRequirement,
    Phase,
    ReferenceState,
    Report,
    Requirement,
    Severity,
    SpecReport,
    Tally,
    TracedTask,
    Upstream,
)
from speclatch.reports.status.data import Repository, merged, status_data
from speclatch.reports.status.evidence import Answer, Origin, Review, evidence_json
from speclatch.reports.status.text import status_text
from speclatch.reports.status.trace import find, trace_json, trace_mermaid, trace_text

MOORING, PILOTS, BUOYS = (f"docs/specs/EXEC-{name}.md" for name in ("001-mooring", "002-pilots", "003-buoys"))
LOCKS, QUAYS = "docs/specs/EXEC-004-locks.md", "services/quays/spec.md"
PRD, BARE, OLD = (f"docs/prd/PRD-{name}.md" for name in ("001-mooring", "002-dredging", "000-ropes"))
ADR, MIGRATION = "docs/adr/ADR-007-tides.md", "db/migrations/0003_berths.sql"
DATES = {
    MOORING: "2026-01-05",
    PILOTS: "2026-01-06",
    PRD: "2026-02-01",
    ADR: "2026-02-03",
    OLD: "2025-03-01",
    MIGRATION: "2026-05-01",
}


def _spec(path: str, phase: Phase, counts: Counts, **more: Any) -> SpecReport:
    word = phase.value.capitalize()
    title = f"Exec Spec: {path.rpartition('-')[2].removesuffix('.md').capitalize()}"
    more = {"profile": "exec-spec", "status": word, "title": title, "id": path.rpartition("/")[2][:8], **more}
    return SpecReport(path=path, phase=phase, counts=counts, **more)


def _to(kind: str, value: str, state: str, target: str | None) -> ReferenceState:
    return ReferenceState(kind, value, target, state, Location(MOORING, 1))


def _counts(*tallies: tuple[int, int], empty: int = 0) -> Counts:
    references, migrations, governance, tasks = (Tally(*one) for one in tallies)
    return Counts(references, migrations, governance, tasks, empty)


DONE = _counts((2, 2), (1, 1), (3, 3), (4, 4))
SPECS = (
    _spec(
        MOORING,
        Phase.IMPLEMENTING,
        _counts((3, 5), (0, 1), (2, 4), (1, 3), empty=1),
        owner="Ana Lima",
        requirements=tuple(NamedRequirement(f"REQ-{number}", 10 + number) for number in (1, 2, 3)),
        tasks=(TracedTask(40, True, ("REQ-1",)), TracedTask(41, False, ("REQ-2", "FR-9")), TracedTask(42, True, ())),
        references=(
            _to("prd", PRD, "exists", PRD),
            _to("prd", "../prd/PRD-001-mooring.md", "exists", PRD),
            _to("adr", "ADR-007", "exists", ADR),
            _to("adr", "none", "absent", None),
            _to("adr", "docs/adr/ADR-008-winds.md", "missing", None),
            _to("migration", "0003_berths.sql", "exists", MIGRATION),
            _to("migration", "0004_ropes.sql", "missing", None),
            _to("link", "#goals", "exists", MOORING),
            _to("link", "../notes/tides.txt", "exists", "docs/notes/tides.txt"),
        ),
        beside="docs/specs/EXEC-001-mooring.yaml",
    ),
    _spec(
        PILOTS,
        Phase.DRAFT,
        _counts((1, 1), (0, 0), (0, 2), (0, 0)),
        requirements=(NamedRequirement("REQ-3", 9), NamedRequirement("REQ-4", 12), NamedRequirement("REQ-1", 13)),
        references=(
            _to("prd", "PRD-001", "exists", PRD),
            _to("spec", "EXEC-001", "exists", MOORING),
            _to("prd", "PRD-000", "outside", OLD),
        ),
    ),
    _spec(
        BUOYS,
        Phase.RETIRED,
        _counts((0, 3), (0, 3), (0, 3), (0, 3)),
        requirements=(NamedRequirement("REQ-5", 8),),
        references=(_to("prd", PRD, "exists", PRD),),
        status="Withdrawn",
    ),
    _spec(LOCKS, Phase.IMPLEMENTING, DONE, requirements=(NamedRequirement("REQ-5", 30),), owner="Tom Oduya"),
    _spec(QUAYS, Phase.DONE, DONE, id="", title="Quays", profile="page"),
)
UPSTREAM = (
    Upstream(
        PRD,
        "prd",
        "PRD-001",
        "PRD-001: Mooring",
        "Approved",
        False,
        tuple(Requirement(f"REQ-{n}", n) for n in range(1, 7)),
    ),
    Upstream(BARE, "prd", "", "Dredging", "Draft", False, (Requirement("REQ-7", 5),)),
    Upstream(OLD, "prd", "PRD-000", "Ropes", "Superseded", True, (Requirement("REQ-8", 5),)),
    Upstream(ADR, "adr", "ADR-007", "ADR-007: Tides", "Accepted"),
)


def _yard() -> Report:
    found = (
        judged(3, path=MOORING),
        judged(4, path=MOORING, severity=Severity.WARNING, rule="reference-stale", message="`ADR-007` is old"),
        judged(1, path="docs/specs/EXEC-001-mooring.yaml", message="the key `owner` is missing", hint=""),
        judged(5, path=PILOTS, severity=Severity.WARNING, rule="reference-suspect", message="`PRD-001` has changed"),
        judged(6, path=PILOTS, severity=Severity.WARNING),
        judged(7, path=LOCKS, severity=Severity.NOTE),
        judged(1, path="docs/huge.md", rule="document-unreadable", message="too large"),
        judged(2, path="docs/huge.md", rule="document-unreadable", message="still too large"),
        judged(1, path="docs/b.md", severity=Severity.WARNING, rule="id-duplicate", message="`B-1` is there twice"),
        judged(1, path="docs/a.md", severity=Severity.NOTE, rule="id-duplicate", message="`A-1` is there twice"),
    )
    waived = Ignored(judged(9, path=MOORING).finding, "the page comes in May", Location(MOORING, 8))
    other = Ignored(judged(9, path=PILOTS).finding, "nobody asks", Location(PILOTS, 9))
    return replace(report(*found, specs=SPECS, ignored=[waived, other]), upstream=UPSTREAM)


def _part(whole: Report, paths: Sequence[str]) -> Report:
    """What a shard knows: its own specs, their findings, and all documents."""
    specs = tuple(one for one in whole.specs if one.path in paths)
    own = {*paths, *(one.beside for one in specs)}
    every = {one.path for one in whole.specs} | {one.beside for one in whole.specs}
    found = [
        one for one in whole.findings if one.finding.location.path in own or one.finding.location.path not in every
    ]
    return replace(whole, specs=specs, findings=tuple(found))


def _shop() -> Report:
    """Many specs that have something to do, and many documents that nobody names."""
    specs = [
        _spec(f"specs/S-{number:03}-till.md", Phase.IMPLEMENTING, _counts((0, number), (0, 0), (0, 0), (0, 0)))
        for number in range(1, 13)
    ]
    found = [
        *(judged(line, path=specs[number].path) for number, line in ((0, 1), (0, 2), (3, 1))),
        *(
            judged(line, path=specs[number].path, severity=Severity.WARNING)
            for number, line in ((3, 2), (5, 1), (6, 1))
        ),
        *(judged(1, path=f"notes/{number}.md", rule="document-unreadable", message="too deep") for number in range(7)),
    ]
    documents = tuple(
        Upstream(
            f"prd/P-{number}.md", "prd", f"P-{number}", f"Till {number}", "", False, (Requirement("REQ-1", number),)
        )
        for number in range(1, 8)
    )
    return replace(report(*found, specs=specs), upstream=documents)


def fleet() -> Iterator[str]:
    """Text, data, traces and charts of a repository, of its parts, of the two together; the evidence of one."""
    yard = Repository("acme/yard", "https://git.example/acme/yard", "a" * 40, "2026-03-04")
    shop = Repository("acme/shop", "", "b" * 40, "2026-04-01")
    whole = status_data(yard, _yard(), DATES)
    other = status_data(shop, _shop())
    parts = [status_data(yard, _part(_yard(), paths), DATES) for paths in ((PILOTS, LOCKS), (MOORING, BUOYS, QUAYS))]
    yield f"parts put together are the whole: {merged(parts) == merged([whole]) == merged(parts[::-1])}"
    yield f"with a part twice: {merged([*parts, parts[0]]) == merged(parts)}"
    for data in (whole, merged([whole]), other, merged([other, *parts]), merged([])):
        yield status_text(data)
    for data in (whole, merged([other, *parts]), merged([])):
        yield json.dumps(data, indent=1)
    for name in ("PRD-001", "REQ-1", "EXEC-001", "0004_ropes.sql", "nobody"):
        traces = find(whole, name)
        yield from (trace_json(traces), trace_mermaid(traces))
    names = (" prd-001", "./EXEC-001-mooring.md", "EXEC-002", "req-2 ", "REQ-5", "Quays", QUAYS)
    for name in (*names, "0003_berths.sql", "tides.txt", "ADR-007", "ADR-008-winds.md", "P-3", "REQ-1"):
        traces = find(merged([whole, other]), name)
        yield from (f"--- {name}", trace_text(traces), trace_mermaid(traces))
    yield _evidence(whole)


def _evidence(whole: dict[str, Any]) -> str:
    first, last = Commit("1" * 40, 1_767_200_000), Commit("2" * 40, 1_770_000_000)
    answers = (
        Answer(MOORING, 20, ("3. Governance", "Data"), "Who sees it?", "Support", True),
        Answer(MOORING, 21, (), "How long?", "", False),
        Answer(QUAYS, 5, ("A",), "Why?", "Trade", True),
    )
    mentions = (
        CodeMention("REQ-1", "src/berth.py", 3, False),
        CodeMention("REQ-1", "tests/test_berth.py", 4, True),
        CodeMention("REQ-2", "src/berth.py", 9, False),
    )
    reviews = (Review(MOORING, "ben", "3" * 40, "2026-02-02", True), Review(PRD, "eva", "4" * 40, "2026-02-01", False))
    return evidence_json(
        whole,
        _yard(),
        Origin("5" * 40, "6" * 40, {"b.md": "8" * 64, ".speclatch.yml": "7" * 64}),
        answers,
        mentions,
        {MOORING: (first, last), PRD: (first, first)},
        {MOORING: "9" * 40, PRD: "0" * 40},
        reviews,
    )
