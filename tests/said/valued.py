"""Scenes of single values: what is said of each that a key, a reference or a cell of a rich document may have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from tests.said import rich
from tests.said.edited import told
from tests.support.memory import as_tree, audit, compare

from speclatch.model import Report

VALUES = {
    "id": (
        *("PLAN-7", "PLAN-008", "plan-007", "PLAN-###", "ADR-007", "7", "[PLAN-007]", "", "PLAN-007 (old)"),
        *("TBD",),
    ),
    "title": (
        *('"[Title of the plan]"', "Receipts", "receipts by mail", "[a, b]", "{a: b}", "", "TBD"),
        *("PLAN-007: Mail",),
    ),
    "status": (
        *("Aproved", "approved", "WIP", "Draft | In review | Approved | Done", "Draft / Done", "Launched", "3"),
        *("[Done]", "Done (mostly)", "In Review", "in-review", "", "TBD", "~", "Superseded by PLAN-009"),
        *("rejected", "{a: b}"),
    ),
    "kind": (
        *("fix", "Fix", "fixes", "feature, fix", "feature | fix | chore", "feature   # feature, fix or chore"),
        *("", "none"),
    ),
    "owner": (*('"@team"', "[a, b]", "{name: a}", "N/A", "TBD", "", '"[Name]"', "ada"),),
    "reviewers": (*("[]", "ada", '["[Name]", ada]', "[TBD]", "[{a: b}]", "", "none", "[ada, ]"),),
    "created": (
        *("2026-02-30", "02.01.2026", "2026-1-2", "YYYY-MM-DD", "January", "", "2026-01-02T10:00:00Z"),
        *("[2026-01-02]",),
    ),
    "updated": (*("yesterday", "", "YYYY-MM-DD", "2026-13-01"),),
    "prd_ref": (
        *("docs/prd/PRD-001-support.md", "PRD-001", "PRD-001 + PRD-002", "PRD-009", "docs/prd/PRD-001-suport.md"),
        *("none", "docs/prd/", "docs/adr/ADR-001-mail.md", "docs/log.md", "docs/log.md#calls"),
        *("docs/prd/PRD-001-support.md#none", "docs/PRD-001-support.md", "Docs/PRD/prd-001-support.md"),
        *("../docs/prd/PRD-001-support.md", "[PRD-001]", "TBD", "https://example.org/prd", "https:///prd"),
        *("[[PRD-001-support]]", '"[PRD](../docs/prd/PRD-001-support.md)"', "", "plans/PLAN-007-receipts.md"),
        *("docs/prd/PRD-###.md", "docs/prd/PRD-1-support.md", "PRD-1", "N/A: a fix", "prd"),
        *("docs/prd/PRD-001-support.md (v2)", "PRD-001@1.0", "docs/prd/*.md", "/etc/passwd", "../../x.md", "a b"),
        *("[a, b]", "[nothing here]", "[some day]", "[nothing, here]"),
    ),
    "adr_refs": (
        *("[]", "none", "ADR-001", "[ADR-001, ADR-001]", "[ADR-009, ADR-003]"),
        *("[docs/log.md, docs/prd/PRD-001-support.md]",),
        *("[https://adr.example.org/1, https://a.adr.example.org/2, https://example.org/3]",),
        *("[docs/adr/ADR-001-mial.md]", "[docs/adr/ADR-001-mail.md#context, docs/adr/ADR-002-queue.md#context]"),
        *("ADR-001; ADR-002", "ADR 1 and ADR 2", "[ADR-001-mail, ADR-002-queue.md]", "[TBD, ADR-001]"),
        *("{a: ADR-001}", "[[ADR-001]]", "0001", "[1, 2]", "docs/adr"),
    ),
    "links": (*("~", "[a](b)", "[[docs/log]]", "docs/gone.md", "[docs/log.md, docs/gone.md]"),),
}
"""Values of keys, right and wrong."""
CELLS = {
    "Support, see PRD-001": (
        *("", "TBD", "N/A", "N/A: nobody", "Yes", "yes", "No", "-", "?", "[ ]", "[x]", "☐", "❌", "see below"),
        *("as above", "see docs/gone.md", "PRD-009", "[the log](../docs/log.md)", "nothing here", "some day"),
        *("~~no~~", "`code`", "..."),
    ),
    "[the log](../docs/log.md#calls) and ADR-001": (
        *("[the log](../docs/log.md#call)", "[x](gone.md)", "[x](<>)", "[x](#none)", "[x](#1-problem)"),
        *("![p](p.png)", "<a href='../docs/gone.md'>x</a>", "`docs/gone.md`", "[[gone]]", "[x](../docs)"),
        *("[x](/docs/log.md)", "ADR-009", "[x](docs/log.md)", "[x](../docs/Log.md)"),
        *("[x](../docs/log.md?plain=1#L3)", "[x](mailto:a@b.c)", "[x][y]", "[log]"),
    ),
    "20260102030405_mails.sql": (
        *("20260102030406_mails.sql", "YYYYMMDDHHMMSS_mails.sql", "2026_mails.sql", "20260102030405_mail.sql"),
        *("*_mails.sql", "20260102030405_mails.sql:3-9", "20260102030405_mails.sql#L1", "<name>.sql"),
        *("20269999999999_a.sql", "", "None"),
    ),
    "- [x] T001 Create `src/mail/send.py`": (
        *("- [ ] T001 Create `src/mail/send.py`", "- [x] T001 Create `src/mail/gone.py`", "- [x] T001"),
        *("- [ ] T001 N/A: no", "- [] T001 Create it", "-[x] T001 Create it", "* [X] T001 Done"),
        *("- [x] ~~T001~~", "- [ ] ~~T001 Create it~~ gone", "- [x] T001 Create `src/mail/send.py`: `send`"),
        *("- [x] T001 Create src/mail/", "- ✅ T001", "- [-] T001", "- [~] T001"),
    ),
    "## 1. Problem": (
        *("## Problem", "## 1) Problem", "# 1. Problem", "### 1. Problem", "## 1. Problems", "## 1. The problem"),
        *("1. Problem", "## **Problem** 🚀", "## 1. Problem (optional)", "## 2. Problem", "## PROBLEM:"),
        *("Problem\n-------", "## Prolbem", "##"),
    ),
    "Receipts by mail\n\n*": (*("Receipts\n\n*", "PLAN-008: A\n\n*", "[Title of the plan]\n\n*", "TBD\n\n*", "\n\n*"),),
    "`plans/PLAN-007-receipts.md`": (
        *("plans/PLAN-007-receipts.md", "`plans/`", "plans/x.md", "**plans/x.md**", "TBD", ""),
    ),
}
"""Pieces of the body, and what may stand there instead."""
FREE = rich.TEMPLATE.replace("Draft | In review | Approved | Done   # one of them", '"[State]"').replace(
    "PLAN-###", "PLAN"
)


@cache
def _usual() -> frozenset[str]:
    """What is said of the document as it is."""
    return frozenset(told(audit(rich.written()), rich.PATH, hints=True))


def _new(report: Report) -> Iterator[str]:
    """What is said of it besides, or no more."""
    lines = list(told(report, rich.PATH, hints=True))
    yield from (line for line in lines if line not in _usual())
    yield from (
        f"  no more: {line.strip()}"
        for line in sorted(_usual() - set(lines))
        if " error: " in line or " warning: " in line
    )


def values(key: str) -> Iterator[str]:
    """What is said of each value of a key: by the template, and by one that says less of values."""
    line = next(line for line in rich.DOCUMENT.splitlines() if line.startswith(f"{key}:"))
    for value in VALUES[key]:
        text = rich.DOCUMENT.replace(line, f"{key}: {value}".rstrip(), 1)
        yield f"\n{key}: {value}"
        yield from _new(audit(rich.written(text)))
        if key in ("id", "status", "title"):
            yield "  where the template says less:"
            yield from _new(audit(as_tree({**rich.FILES, "docs/TEMPLATE.md": FREE, rich.PATH: text})))


def pieces(old: str) -> Iterator[str]:
    """What is said where another piece stands in the body, as a change."""
    assert old in rich.DOCUMENT
    for new in CELLS[old]:
        yield f"\n{old!r} -> {new!r}"
        yield from _new(compare(rich.written(), rich.written(rich.DOCUMENT.replace(old, new, 1))))


VALUED: dict[str, Callable[[], Iterator[str]]] = {
    **{f"values-of-{key.replace('_', '-')}": partial(values, key) for key in VALUES},
    **{f"values-of-piece-{number}": partial(pieces, old) for number, old in enumerate(CELLS, 1)},
}
