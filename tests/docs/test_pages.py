"""The documentation says what the source says."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from tools.docs import CONFIG_SCHEMA, DOCS, pages
from tools.new_rule import CASES, MODULE, VALID

from speclatch.reports.rule_pages import HEADINGS
from speclatch.rules import RULES
from speclatch.rules.base import Rule

ROOT = DOCS.parent
FENCED = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
HOUSE = [DOCS / "architecture.md", ROOT / "CONTRIBUTING.md", *sorted((DOCS / "adr").glob("*.md"))]
NAMED = re.compile(r"`([\w.][\w./-]*(?:\.py|/))`")
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), ROOT / "examples" / "README.md"])


def test_generated_pages_are_current() -> None:
    """What ``make docs`` would write is what is there, no page more or less."""
    wanted = pages()
    there = {*(DOCS / "rules").glob("*.md"), DOCS / "configuration.md", DOCS / "report.md", CONFIG_SCHEMA}

    assert set(wanted) == there
    assert [] == [path.name for path, text in wanted.items() if path.read_text(encoding="utf-8") != text]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_documented(rule: Rule) -> None:
    """A rule's docstring has the headings, in their order; options may be absent. Samples may hold others."""
    text = FENCED.sub("", inspect.cleandoc(type(rule).__doc__ or ""))
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)

    assert [name for name in HEADINGS if name in headings] == headings
    assert set(HEADINGS[:4]) <= set(headings)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_is_left_as_it_was_started(rule: Rule) -> None:
    """Nothing of what `tools.new_rule` told the author to say still stands in a rule, or in its cases."""
    told = [line.strip() for line in (*MODULE.splitlines(), VALID) if line.strip().startswith(("Say ", "what is "))]
    cases = [path.read_text(encoding="utf-8") for path in (ROOT / CASES / rule.id).rglob("valid.txt")]
    text = "\n".join([inspect.cleandoc(type(rule).__doc__ or ""), *cases])

    assert told
    assert [] == [line for line in told if re.search(rf"^{re.escape(line)}$", text, re.MULTILINE)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_hold(page: Path) -> None:
    """Every relative link of a page leads to a file."""
    text = re.sub(r"`[^`\n]+`", "", FENCED.sub("", page.read_text(encoding="utf-8")))
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)

    assert [] == [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", HOUSE, ids=lambda page: page.name)
def test_files_of_the_program_that_are_named_exist(page: Path) -> None:
    """A module or folder in a code span of the pages for contributors is there, by its path or the end of it."""
    tops = [ROOT / top for top in ("src", "tests", "tools", "docs", "examples")]
    there = [path for top in tops for path in (top, *top.rglob("*"))]
    paths = [f"{path.as_posix()}{'/' if path.is_dir() else ''}" for path in there]
    named = NAMED.findall(page.read_text(encoding="utf-8"))

    assert [] == [name for name in named if not any(path.endswith(f"/{name}") for path in paths)]
