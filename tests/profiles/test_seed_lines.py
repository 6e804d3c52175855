"""Every line of a template, put back alone into a good spec, is one finding there; taken out, the listed one.

The tables below go through the two built-in templates line by line. The templates that they stand for have the same
lines at the same places, in other words; where those files are at hand, they are put through the same test.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support.memory import MemoryTree, audit

from speclatch.profiles.load import builtin_template

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
REPOSITORY = ROOT / "examples" / "repository"


class Answer(NamedTuple):
    """What of a good spec answers a line of the template.

    ``anchor`` is how its first line begins, below ``below`` if given. ``rows``: all rows of the table after it;
    ``list``: the whole list. ``back`` and ``gone`` are the rules that find the template's line in its place, and
    nothing in its place; ``""``: nothing is wrong then.
    """

    anchor: str
    back: str = ""
    gone: str = ""
    below: str = ""
    span: str = "block"
    pointed_at: bool = False  # governance rows say that they are documented there


def rows(below: str, back: str, gone: str = "table-empty") -> Answer:
    """All rows of the first table below a heading."""
    return Answer("|--", back, gone, below, "rows")


def row(name: str, below: str = "") -> Answer:
    """A row of a governance table."""
    return Answer(f"| {name} ", "governance-unanswered", "governance-removed", below, "line")


def box(anchor: str, below: str, gone: str) -> Answer:
    """A box, or all boxes of a section."""
    return Answer(anchor, "task-unchecked", gone, below, "line" if anchor != "- [x]" else "list")


def bullet(label: str, back: str = "placeholder-left", gone: str = "item-removed", below: str = "") -> Answer:
    """A labelled bullet, with its continuation lines."""
    return Answer(f"- {label}", back, gone, below)


def text(anchor: str, back: str = "placeholder-left") -> Answer:
    """A paragraph that a section can do without."""
    return Answer(anchor, back, "")


def heading(anchor: str, *, pointed_at: bool = False) -> Answer:
    """A heading that the good spec has word for word."""
    return Answer(anchor, "", "section-missing", span="line", pointed_at=pointed_at)


def head(below: str, gone: str = "item-removed", anchor: str = "| ") -> Answer:
    """A table's header row, which the good spec has too."""
    return Answer(anchor, "", gone, below, "line")


def dashes(below: str, gone: str = "item-removed") -> Answer:
    """The row of dashes below a table's header: without it there is no table."""
    return Answer("|--" if gone == "item-removed" else "| --", "", gone, below, "line")


EXEC = {
    2: Answer("id:", "front-matter-value", "front-matter-missing-key"),
    3: Answer("title:", "placeholder-left", "front-matter-missing-key"),
    4: Answer("owner:", "placeholder-left", "front-matter-missing-key"),
    5: Answer("status:", "", "front-matter-missing-key"),  # Draft is a status like any other
    6: Answer("date:", "front-matter-value", "front-matter-missing-key"),
    7: Answer("prd_ref:", "reference-missing", "reference-missing"),
    8: Answer("adr_refs:", "", ""),  # a list may be empty
    11: Answer("# Exec Spec", "placeholder-left", "section-missing", span="line"),
    13: Answer("> Working page"),  # tells the reader what this page is, and may stay
    14: Answer("> Working page"),
    16: heading("## 1) "),
    18: text("A customer who books"),
    20: bullet("**PRD:**"),
    21: bullet("**ADR(s):**"),
    23: heading("## 2) "),
    25: heading("### 2.1 "),
    27: heading("### 2.2 "),
    29: bullet("Migration file:", "migration-placeholder"),
    31: heading("### 2.3 "),
    33: heading("### 2.4 "),
    35: heading("## 3) "),
    37: heading("### 3.1 "),
    39: bullet("Context name:", "field-empty"),
    40: bullet("SRM registration:"),
    42: heading("### 3.2 "),
    44: head("### 3.2 "),
    45: dashes("### 3.2 "),
    **{
        line: Answer(f"| `services/slots/{name}.ts`", "placeholder-left", "", span="line")
        for line, name in enumerate(("dtos", "schemas", "crud", "http", "mappers", "keys", "index"), 46)
    },
    54: heading("## 4) "),
    56: head("## 4) "),
    57: dashes("## 4) "),
    58: rows("## 4) ", "table-empty"),
    60: heading("## 5) "),
    62: head("## 5) "),
    63: dashes("## 5) "),
    64: rows("## 5) ", "table-empty"),
    66: heading("### 5.1 "),
    68: head("### 5.1 "),
    69: dashes("### 5.1 "),
    70: rows("### 5.1 ", "table-empty"),
    72: heading("## 6) "),
    75: Answer(" customer  ", "placeholder-left", "section-empty", span="fenced"),
    78: heading("## 7) "),
    80: head("## 7) "),
    81: dashes("## 7) "),
    82: rows("## 7) ", "table-empty"),
    84: heading("## 8) "),
    86: heading("### Unit "),
    88: box("- [x]", "### Unit ", "section-empty"),
    90: heading("### Integration "),
    92: box("- [x]", "### Integration ", "section-empty"),
    94: heading("### E2E "),
    96: box("- [x]", "### E2E ", "section-empty"),
    98: heading("## 9) "),
    100: box("- [x] Migration applied", "## 9) ", "item-removed"),
    101: box("- [x] Types", "## 9) ", "item-removed"),
    102: box("- [x] SRM", "## 9) ", "item-removed"),
    103: box("- [x] Feature flag", "## 9) ", ""),  # if applicable
    104: box("- [x] Monitoring", "## 9) ", "item-removed"),
    106: heading("## 10) "),
    108: head("## 10) "),
    109: dashes("## 10) "),
    110: rows("## 10) ", "table-empty"),
    112: heading("## Links"),
    **{
        line: bullet(label, "field-empty", below="## Links")
        for line, label in enumerate(("Feature Scaffold:", "Design Brief/RFC:", "ADR(s):", "PRD:"), 114)
    },
}

MUST = (
    *zip(
        range(32, 37),
        ("Architecture Style", "Service Boundaries", "Domain Model", "Backend Stack", "Frontend Stack"),
        strict=True,
    ),
    *zip(
        range(42, 49),
        (
            "Test Strategy",
            "Test Tooling",
            "Coverage Policy",
            "AuthN/AuthZ",
            "Data Protection",
            "Performance",
            "Accessibility",
        ),
        strict=True,
    ),
    *zip(range(54, 59), ("Environments", "Logging", "Monitoring", "Alerts", "Backups"), strict=True),
)

IMPLEMENTATION = {
    2: Answer("title:", "placeholder-left", "front-matter-missing-key"),
    3: Answer("status:", "front-matter-value", "front-matter-missing-key"),
    4: Answer("version:", "", "front-matter-missing-key"),  # a first version is one
    5: Answer("owner:", "placeholder-left", "front-matter-missing-key"),
    6: Answer("prd_reference:", "reference-missing", "reference-missing"),
    7: Answer("api_reference:", "reference-missing", "reference-missing"),
    8: Answer("arch_reference:", "reference-missing", "reference-missing"),
    9: Answer("tags:", "", ""),  # a list, and these two are right
    12: Answer("# Implementation Spec", "", "section-missing", span="line"),
    14: Answer("> **Status**", "placeholder-left", ""),
    15: Answer("> **Related PRD**", "placeholder-left", ""),
    16: Answer("> **Related API Spec**", "placeholder-left", ""),
    17: Answer("> **Related Architecture**", "", ""),  # a link that leads where it says
    19: Answer("*Target Directory", "path-unexpected", "", span="line"),
    20: Answer("*Note:", "", "", span="line"),  # tells the reader what this page is, and may stay
    24: heading("## 0. "),
    26: Answer("> **Mandatory**", "", ""),
    28: heading("### 0.1 "),
    30: head("### 0.1 ", "governance-removed"),
    31: dashes("### 0.1 ", "governance-removed"),
    **{line: row(name) for line, name in MUST},
    38: heading("### 0.2 "),
    40: head("### 0.2 ", "governance-removed"),
    41: dashes("### 0.2 ", "governance-removed"),
    50: heading("### 0.3 "),
    52: head("### 0.3 ", "governance-removed"),
    53: dashes("### 0.3 ", "governance-removed"),
    62: heading("## 1. ", pointed_at=True),
    64: text("Confirming a booking asks"),
    66: bullet("**Component Boundary**"),
    67: bullet("**Key Dependencies**"),
    68: bullet("**Tech Stack**"),
    70: heading("## 2. "),
    72: text("Each row becomes"),
    74: head("## 2. "),
    75: Answer("| ---", "", "item-removed", "## 2. ", "line"),
    76: Answer("| **[REQ-SPC-001]**", "placeholder-left", "", span="line"),
    77: Answer("| **[SEC-SPC-001]**", "placeholder-left", "", span="line"),
    79: heading("## 3. ", pointed_at=True),
    81: text("Three tables."),
    83: bullet("**Database Engine**"),
    84: bullet("**Schema Strategy**"),
    85: bullet("**Migration Plan**"),
    89: Answer("    BOOKINGS ||", "", "", span="fenced"),  # a sample that may be kept
    92: heading("## 4. ", pointed_at=True),
    94: text("The HTTP side is"),
    96: heading("### 4.1. "),
    99: Answer("export type HoldState", "", "section-empty", span="fenced"),
    106: Answer("### 4.2. ", "", "", span="line"),  # required only if something is protected
    108: bullet("**Authentication**", gone="item-removed"),
    109: bullet("**Authorization**", gone="item-removed"),
    110: bullet("**Sensitive Endpoints/Actions**", gone="item-removed"),
    112: heading("## 5. "),
    114: text("In the order of work"),
    116: bullet("**`supabase/migrations", gone=""),  # stands for the author's own
    117: bullet("**`services/deposits/holds.ts", gone=""),
    119: heading("## 6. "),
    121: text("Money is never taken twice"),
    123: bullet("**Error 1**", gone=""),
    124: bullet("**Error 2**", gone=""),
    126: heading("## 7. ", pointed_at=True),
    128: text("The levels and what"),
    130: bullet("**[VAL-SPC-001]"),
    131: bullet("**[VAL-SPC-002]"),
    132: bullet("**[VAL-SPC-003]", gone=""),  # optional
    133: bullet("**[VAL-SPC-004]"),
    135: heading("## 8. ", pointed_at=True),
    137: bullet("**Performance / Latency**"),
    138: bullet("**Throughput**"),
    139: bullet("**Scalability Strategy**"),
    141: heading("## 9. ", pointed_at=True),
    143: bullet("**Deployment Strategy**"),
    144: bullet("**Monitoring & Alerts**"),
    145: bullet("**Logging**"),
    146: bullet("**Data Protection**", below="## 9. "),
    147: bullet("**Sensitive Data Handling**"),
}


class Kind(NamedTuple):
    """A built-in template, its table, and the good spec of its kind."""

    name: str
    answers: dict[int, Answer]
    spec: str


KINDS = (
    Kind("exec-spec", EXEC, "docs/21-exec-spec/EXEC-014-collection-slots.md"),
    Kind("implementation-spec", IMPLEMENTATION, "specs/deposit-holds/spec.md"),
)
STATUSES = {"implementing": "Implementation", "done": "Validated"}
STRUCTURE = re.compile(r"|---|```\w*|erDiagram|// .*|interface \w+ \{|  \w+: \w+;|\}")
"""Blank lines, fences, rules, and the samples that an author may keep."""


def template_lines(kind: Kind, source: str) -> list[str]:
    """The lines of a template: the built-in one, or the one it stands for."""
    if source == "seed":
        path = SEEDS / f"{kind.name}-template.md"
        if not path.is_file():
            pytest.skip(f"{path} is not here")
        return path.read_text(encoding="utf-8").split("\n")
    return builtin_template(kind.name).split("\n")


@cache
def repository() -> MemoryTree:
    """The examples' repository."""
    return MemoryTree.of_folder(REPOSITORY)


def good_lines(kind: Kind, phase: str) -> list[str]:
    """The good spec in a phase."""
    raw = repository().files[kind.spec].decode()
    raw = re.sub(r"(?m)^status: .*$", f"status: {STATUSES[phase]}", raw, count=1)
    return re.sub(r"(?m)^> \*\*Status\*\*: .*$", f"> **Status**: {STATUSES[phase]}", raw, count=1).split("\n")


def span_of(answer: Answer, lines: list[str]) -> range:
    """The lines of the good spec that an answer names, 0-based."""
    start = next(n for n, line in enumerate(lines) if line.startswith(answer.below)) if answer.below else 0
    first = next(n for n in range(start, len(lines)) if lines[n].startswith(answer.anchor))
    last = first + 1
    if answer.span == "fenced":
        return range(first, next(n for n in range(first, len(lines)) if lines[n].startswith("```")))
    if answer.span == "rows":
        return range(last, next(n for n in range(last, len(lines)) if not lines[n].startswith("|")))
    if answer.span == "list":
        return range(first, next(n for n in range(first, len(lines)) if not lines[n].startswith(("- ", "  "))))
    if answer.span == "block" and lines[first].startswith("- "):
        while lines[last : last + 1] and lines[last].startswith("  "):
            last += 1
    if answer.span == "block" and lines[first][0].isupper():
        return range(first, next(n for n in range(last, len(lines)) if not lines[n]))
    return range(first, last)


def findings(kind: Kind, lines: list[str]) -> list[tuple[str, int, int, str]]:
    """What is found in the repository with the spec so changed: rule, lines, severity."""
    others = {path: raw for path, raw in repository().files.items() if path not in {kind.spec for kind in KINDS}}
    report = audit(MemoryTree({**others, kind.spec: "\n".join(lines).encode()}))
    assert {one.finding.location.path for one in report.findings} <= {kind.spec}
    return [
        (one.finding.rule, one.finding.location.line, one.finding.location.end_line, one.severity.value)
        for one in report.findings
    ]


def weighty(found: list[tuple[str, int, int, str]]) -> bool:
    """Whether something was found that is more than a note."""
    return any(severity != "note" for *_, severity in found)


LINES = [pytest.param(kind, number, id=f"{kind.name}-{number}") for kind in KINDS for number in kind.answers]


def put_back(kind: Kind, number: int, line: str) -> None:
    """Assert that a line, in place of what answers it, is exactly one finding, there, of the listed rule."""
    answer = kind.answers[number]
    for phase in STATUSES:
        lines = good_lines(kind, phase)
        span = span_of(answer, lines)
        lines[span.start : span.stop] = [line]
        found = findings(kind, lines)

        assert [answer.back] * bool(answer.back) == [rule for rule, *_ in found]
        assert all(first <= span.start + 1 <= last for _, first, last, _ in found)
        if weighty(found):
            break  # done asks no less


@pytest.mark.parametrize(("kind", "number"), LINES)
def test_a_line_of_the_template_put_back(kind: Kind, number: int) -> None:
    """The template's line, in place of what answers it, is exactly one finding, there, of the listed rule."""
    put_back(kind, number, template_lines(kind, "built-in")[number - 1])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_lines_in_the_words_of_the_template_it_stands_for(kind: Kind) -> None:
    """What the original template says in other words is known again as well."""
    ours = template_lines(kind, "built-in")
    for number, line in enumerate(template_lines(kind, "seed"), 1):
        if number in kind.answers and line != ours[number - 1]:
            put_back(kind, number, line)


@pytest.mark.parametrize(("kind", "number"), LINES)
def test_what_answers_a_line_taken_out(kind: Kind, number: int) -> None:
    """Without what answers the template's line, the listed finding is there and no other."""
    answer = kind.answers[number]
    for phase in STATUSES:
        lines = good_lines(kind, phase)
        span = span_of(answer, lines)
        del lines[span.start : span.stop]
        found = findings(kind, lines)
        told = [rule for rule, *_ in found if not (answer.pointed_at and rule == "governance-undocumented")]

        assert [answer.gone] * bool(answer.gone) == told
        if weighty(found):
            break  # done asks no less


@pytest.mark.parametrize("source", ["built-in", "seed"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_line_is_forgotten(kind: Kind, source: str) -> None:
    """Every line of the template stands in the table, blank ones, fences and samples aside."""
    lines = template_lines(kind, source)

    assert [] == [
        (number, line)
        for number, line in enumerate(lines, 1)
        if number not in kind.answers and not STRUCTURE.fullmatch(line.strip(" ") if not line.strip() else line)
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("phase", STATUSES)
def test_the_good_spec_is_good(kind: Kind, phase: str) -> None:
    """Nothing at all is found in the good spec, in either phase."""
    assert [] == findings(kind, good_lines(kind, phase))
