"""The status of one repository or of many as plain data: what text, page and JSON are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from speclatch import __version__
from speclatch.judging.tracing import names_of
from speclatch.model import JudgedFinding, Phase, Report, Requirement, Severity, SpecReport, Tally, Upstream

FORMAT_VERSION = 1
STALE, SUSPECT, UNREADABLE = "reference-stale", "reference-suspect", "document-unreadable"
Data = Mapping[str, Any]


class Repository(NamedTuple):
    """What a status speaks of. ``url`` and ``commit`` are ``""`` where nobody knows; ``date`` is the commit's day."""

    name: str
    url: str = ""
    commit: str = ""
    date: str = ""


def status_data(
    repository: Repository,
    report: Report,
    dates: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The status of one repository, in the form of ``status.schema.json``.

    Args:
        repository: what it is called.
        report: an audit's report, made with what specs build on (``Case.with_upstream``).
        dates: the day on which each file changed last, as far as history tells.
    """
    documents, known, linked = report.upstream, dates or {}, _users(report)
    by_path = {spec.path: spec for spec in report.specs}
    beside = {spec.beside: spec.path for spec in report.specs if spec.beside}
    found: dict[str, list[JudgedFinding]] = {}
    for judged in report.findings:
        path = judged.finding.location.path
        found.setdefault(beside.get(path, path), []).append(judged)
    specs = [_spec(spec, found.get(spec.path, ()), documents, known) for spec in report.specs]
    built = {spec.path: data for spec, data in zip(report.specs, specs, strict=True)}
    return _whole(
        [repository._asdict()],
        specs,
        [_document(one, linked.get(one.path, ()), by_path, built, known) for one in documents],
        sorted(
            (
                {"repository": "", **_problem(one)}
                for path, ones in found.items()
                if path not in by_path
                for one in ones
            ),
            key=_place,
        ),
    )


def merged(parts: Sequence[Data]) -> dict[str, Any]:
    """One status of several: shards of one repository, or repositories of a fleet, told apart by their names."""
    names = {one["name"]: one for part in parts for one in part["repositories"]}
    several = len(names) > 1
    specs: dict[tuple[str, str], Any] = {}
    documents: dict[tuple[str, str], Any] = {}
    problems: dict[tuple[Any, ...], Any] = {}
    for part in parts:
        own = part["repositories"][0]["name"] if several and len(part["repositories"]) == 1 else ""
        for spec in part["specs"]:
            named = {**spec, "repository": spec["repository"] or own}
            specs[named["repository"], named["path"]] = named
        for one in part["documents"]:
            key = (one["repository"] or own, one["path"])
            documents[key] = _joined(documents.get(key), {**one, "repository": key[0]})
        for one in part["problems"]:
            named = {**one, "repository": one["repository"] or own}
            problems[_place(named)] = named
    ordered = [value for _, value in sorted(specs.items())]
    return _whole(
        [one for _, one in sorted(names.items())],
        ordered,
        [one for _, one in sorted(documents.items())],
        [one for _, one in sorted(problems.items())],
    )


def _place(problem: Data) -> tuple[Any, ...]:
    """What tells a problem that is no spec's from others, in the order in which they are listed."""
    return tuple(problem[key] for key in ("repository", "path", "line", "rule", "message"))


def _joined(one: dict[str, Any] | None, other: dict[str, Any]) -> dict[str, Any]:
    """What two shards know of one document: the specs of both, and the best that either says of a requirement."""
    if one is None:
        return other
    rank = ("uncovered", "partly", "covered")
    requirements = []
    for first, second in zip(one["requirements"], other["requirements"], strict=True):
        both = {key: _unique([*first[key], *second[key]]) for key in ("specs", "tasks")}
        requirements.append({**first, **both, "state": max(first["state"], second["state"], key=rank.index)})
    return {**one, "specs": sorted({*one["specs"], *other["specs"]}), "requirements": requirements}


def _unique(places: list[Any]) -> list[Any]:
    """Places without repetition, by path and line."""
    return [one for _, one in sorted({(one["path"], one["line"]): one for one in places}.items())]


def _whole(repositories: list[Any], specs: list[Any], documents: list[Any], problems: list[Any]) -> dict[str, Any]:
    return {
        "version": FORMAT_VERSION,
        "tool": {"name": "speclatch", "version": __version__},
        "title": repositories[0]["name"] if len(repositories) == 1 else f"{len(repositories)} repositories",
        "date": max((one["date"] for one in repositories), default=""),
        "repositories": repositories,
        "totals": totals(specs, documents, problems),
        "specs": specs,
        "documents": documents,
        "problems": problems,
    }


def totals(specs: Sequence[Data], documents: Sequence[Data], problems: Sequence[Data]) -> dict[str, Any]:
    """The numbers above the list."""
    standing = [one for one in documents if not one["retired"]]
    return {
        "specs": len(specs),
        "phases": {phase.value: sum(one["phase"] == phase.value for one in specs) for phase in Phase},
        "profiles": {
            name: sum(one["profile"] == name for one in specs) for name in sorted({s["profile"] for s in specs})
        },
        "ready": sum(one["ready"] for one in specs),
        "open": sum(one["phase"] != Phase.RETIRED.value and open_points(one) > 0 for one in specs),
        "failing": sum(one["findings"]["errors"] > 0 for one in specs),
        "stale": sum(one["stale"] for one in specs),
        "suspect": sum(bool(one["suspect"]) for one in specs),
        "documents": len(documents),
        "without_spec": sum(is_without_spec(one) for one in documents),
        "requirements": sum(len(one["requirements"]) for one in standing),
        "covered": sum(asked["state"] == "covered" for one in standing for asked in one["requirements"]),
        "unreadable": len({(one["repository"], one["path"]) for one in problems if one["rule"] == UNREADABLE}),
    }


def open_points(spec: Data) -> int:
    """How much of a spec is open: references, migrations, rows, boxes, tables."""
    counts = spec["counts"]
    tallies = (counts[name] for name in ("references", "migrations", "governance", "tasks"))
    return sum((int(tally["total"] - tally["done"]) for tally in tallies), int(counts["empty_tables"]))


def _users(report: Report) -> dict[str, list[str]]:
    """The specs that refer to each file."""
    users: dict[str, dict[str, None]] = {}
    for spec in report.specs:
        for reference in spec.references:
            if reference.target is not None and reference.target != spec.path:
                users.setdefault(reference.target, {})[spec.path] = None
    return {path: list(specs) for path, specs in users.items()}


def _spec(
    spec: SpecReport, findings: Sequence[JudgedFinding], documents: Sequence[Upstream], dates: Mapping[str, str]
) -> dict[str, Any]:
    counted = {severity: sum(one.severity is severity for one in findings) for severity in Severity}
    prds = {one.path for one in documents}
    targets = {one.target or "" for one in spec.references} & prds & dates.keys()
    return {
        "repository": "",
        "path": spec.path,
        "id": spec.id,
        "title": spec.title,
        "profile": spec.profile,
        "status": spec.status,
        "phase": spec.phase.value,
        "owner": spec.owner,
        "ready": spec.phase is Phase.IMPLEMENTING and not counted[Severity.ERROR],
        "stale": any(one.finding.rule == STALE for one in findings),
        "suspect": [one.finding.message for one in findings if one.finding.rule == SUSPECT],
        "changed": dates.get(spec.path),
        "upstream_changed": max((dates[target] for target in targets), default=None),
        "counts": {
            "references": _tally(spec.counts.references),
            "migrations": _tally(spec.counts.migrations),
            "governance": _tally(spec.counts.governance),
            "tasks": _tally(spec.counts.tasks),
            "empty_tables": spec.counts.empty_tables,
        },
        "findings": {
            "errors": counted[Severity.ERROR],
            "warnings": counted[Severity.WARNING],
            "notes": counted[Severity.NOTE],
        },
        "problems": [_problem(one) for one in findings],
        "references": [
            {"kind": one.kind, "value": one.value, "target": one.target, "state": one.state} for one in spec.references
        ],
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {"done": tally.done, "total": tally.total}


def _problem(judged: JudgedFinding) -> dict[str, Any]:
    finding = judged.finding
    return {
        "rule": finding.rule,
        "severity": judged.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "path": finding.location.path,
        "line": finding.location.line,
    }


def _document(
    one: Upstream,
    users: Sequence[str],
    reports: Mapping[str, SpecReport],
    specs: Mapping[str, Data],
    dates: Mapping[str, str],
) -> dict[str, Any]:
    return {
        "repository": "",
        "path": one.path,
        "kind": one.kind,
        "id": one.id,
        "title": one.title,
        "status": one.status,
        "retired": one.retired,
        "changed": dates.get(one.path),
        "specs": sorted(path for path in users if path in specs),
        "requirements": [_requirement(asked, users, reports, specs) for asked in one.requirements],
    }


def _requirement(
    asked: Requirement, users: Sequence[str], reports: Mapping[str, SpecReport], specs: Mapping[str, Data]
) -> dict[str, Any]:
    """Whether a requirement has a spec that refers to its document; drafts and open tasks cover it partly.

    A spec that does not refer to the document cannot cover it: ids such as FR-001 stand in many.
    """
    lines = {path: names_of(reports[path].requirements) for path in sorted(users) if path in specs}
    live = [path for path in lines if asked.id in lines[path] and specs[path]["phase"] != Phase.RETIRED.value]
    tasks = [(path, task) for path in live for task in reports[path].tasks if asked.id in task.ids]
    behind = {path for path, task in tasks if not task.closed}
    firm = [path for path in live if specs[path]["phase"] != Phase.DRAFT.value and path not in behind]
    return {
        "id": asked.id,
        "line": asked.line,
        "state": "covered" if firm else "partly" if live else "uncovered",
        "specs": [{"path": path, "line": lines[path][asked.id]} for path in live],
        "tasks": [{"path": path, "line": task.line, "closed": task.closed} for path, task in tasks],
    }


def worst(data: Data, count: int) -> list[Any]:
    """The specs with most to do: errors, then warnings, then open points."""

    def weight(spec: Data) -> tuple[int, int, int]:
        return -spec["findings"]["errors"], -spec["findings"]["warnings"], -open_points(spec)

    busy = (spec for spec in data["specs"] if spec["phase"] != Phase.RETIRED.value and weight(spec) < (0, 0, 0))
    return sorted(busy, key=lambda spec: (*weight(spec), spec["repository"], spec["path"]))[:count]


def is_without_spec(document: Data) -> bool:
    """Whether a document stands and no spec refers to it."""
    return not document["specs"] and not document["retired"]


def without_spec(data: Data) -> list[Any]:
    """The documents that stand and that no spec names."""
    return [one for one in data["documents"] if is_without_spec(one)]


def uncovered(data: Data) -> list[tuple[Any, Any]]:
    """Every requirement without a spec, with its document."""
    return list(
        chain.from_iterable(
            ((one, asked) for asked in one["requirements"] if asked["state"] == "uncovered")
            for one in data["documents"]
            if not one["retired"]
        )
    )
