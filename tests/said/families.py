"""Scenes of the repositories of the families: what is reported of each, and what ``init`` makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from tests.families.test_families import FAMILIES, repository
from tests.said.edited import emptied, gone
from tests.said.shown import shown
from tests.support.memory import MemoryTree, audit

from speclatch.config.model import CONFIG_PATHS
from speclatch.judging.pipeline import Case, run
from speclatch.judging.readiness import as_implemented, readiness
from speclatch.reports.quote import joined
from speclatch.reports.ready import readiness_text
from speclatch.reports.status.data import Repository, status_data
from speclatch.reports.status.text import status_text
from speclatch.reports.status.trace import find, trace_json, trace_mermaid, trace_text
from speclatch.reports.text import text_report
from speclatch.scaffold.files import setup_files
from speclatch.scaffold.survey import candidate, survey
from speclatch.scaffold.trial import learn
from speclatch.trees import Trees

WHICH = ("good", "bad", "untouched")


def reported(family: str) -> Iterator[str]:
    """The report, the status, what is traced, and whether code may be written."""
    for which in WHICH:
        tree = repository(family, which)
        config = tree.config
        report = run(Case(Trees(tree, tree, tree), config, tree, with_upstream=True))
        data = status_data(Repository("harbour", "https://github.example/acme/harbour", "c" * 40, "2026-03-04"), report)
        yield f"\n=== {which}"
        yield joined(text_report(report, 90, audit=True))
        yield status_text(data)
        names = dict.fromkeys([one.id or one.path for one in report.specs])
        names |= dict.fromkeys(one.id for spec in report.specs for one in spec.requirements)
        for name in names:
            traces = find(data, name)
            yield from (trace_text(traces), trace_json(traces), trace_mermaid(traces))
        implemented = run(Case(Trees(tree, tree, tree), as_implemented(config), tree))
        yield joined(readiness_text(readiness(implemented, config), 90))


def grown(family: str) -> MemoryTree:
    """A family's repository where each document has many like it, each with other lines left out or unanswered."""
    whole = repository(family, "good")
    files = dict(whole.files)
    for spec in audit(whole).specs:
        lines = whole.files[spec.path].decode().splitlines(keepends=True)
        for number in range(2, 9):
            edit = emptied if number % 2 else gone
            text = "".join(edit(line) if at % 7 == number - 2 and at > 7 else line for at, line in enumerate(lines))
            files[_numbered(spec.path, number)] = text.encode()
    return MemoryTree(files, whole.links)


def _numbered(path: str, number: int) -> str:
    """The path of another document of the kind."""
    if re.search(r"\d", path):
        return re.sub(r"\d+", lambda found: str(number).zfill(len(found[0])), path, count=1)
    return re.sub(r"/(board|fees|fairer-fees)/", rf"/\1-{number}/", path, count=1)


def begun(family: str) -> Iterator[str]:
    """What ``init`` finds and writes where there is no configuration."""
    for which in (*WHICH, "grown"):
        whole = grown(family) if which == "grown" else repository(family, which)
        bare = MemoryTree({path: raw for path, raw in whole.files.items() if path not in CONFIG_PATHS}, whole.links)
        found = survey(bare)
        yield f"\n=== {which}"
        yield from (f"  {shown(one)}" for one in found.families)
        members = {one.name: one.documents for one in found.families}
        tried = learn(bare, candidate(found), members) if found.families else None
        for file in setup_files(found, tried):
            if file.path in CONFIG_PATHS:
                yield f"--- {file.path}: {file.use}\n{file.text}"


OF_FAMILIES: dict[str, Callable[[], Iterator[str]]] = {
    **{f"reported-{family}": partial(reported, family) for family in FAMILIES},
    **{f"begun-{family}": partial(begun, family) for family in FAMILIES},
}
