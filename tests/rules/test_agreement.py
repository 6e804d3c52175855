"""Where a document says it lies, and where it does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.references.trees import PROFILE, context_of, found
from tests.support.memory import audit

from speclatch.rules.agreement.path_unexpected import PathUnexpected, matches, same_place

PLACED = replace(PROFILE, directory="specs/<feature>/spec.md")


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("specs/<feature>/spec.md", "specs/holds/spec.md", True),
        ("specs/<feature>/spec.md", "specs/holds/more/spec.md", False),
        ("specs/<feature>/spec.md", "specs/spec.md", False),
        ("/specs/{feature}/", "specs/holds/spec.md", True),
        ("specs/<feature>", "specs/holds", True),
        ("specs/<a>-<b>.md", "specs/x-y.md", True),
        ("specs/<a>-<b>.md", "specs/xy.md", False),
        ("specs/a.md", "specs/a+md", False),
        ("specs/a.md", "docs/specs/a.md", False),
    ],
)
def test_a_templates_pattern(pattern: str, path: str, expected: bool) -> None:
    """What stands in brackets is part of one segment; a pattern may name the file or its directory."""
    assert expected is matches(pattern, path)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("specs/a.md", True),
        ("/specs/a.md", True),
        ("specs/", True),
        ("specs/./x/../a.md", True),
        ("spec", False),
        ("", False),
        ("a.md", False),
    ],
)
def test_the_same_place(named: str, expected: bool) -> None:
    """The file or its directory, from the root."""
    assert expected is same_place(named, "specs/a.md")


@pytest.mark.parametrize(("text", "line"), [("\n\n# Holds\n", 3), ("Words.\n", 1)])
def test_without_a_line_the_templates_pattern_counts(text: str, line: int) -> None:
    """It is said on the title, or where there is none on the first line."""
    context = context_of({"specs/holds.md": text, "specs/x/spec.md": text}, specs="specs/", profile=PLACED)
    [one] = found(PathUnexpected(), context)

    assert ("specs/holds.md", line) == (one.location.path, one.location.line)
    assert "the template says specs lie at `specs/<feature>/spec.md`, and it lies at `specs/holds.md`" == one.message


def test_globs_of_the_configuration_say_where_specs_lie() -> None:
    """Then the template's pattern does not."""
    profile = replace(PLACED, match=("specs/*.md",))

    assert [] == found(PathUnexpected(), context_of({"specs/a.md": "# A\n"}, specs="specs/", profile=profile))


def test_a_status_that_stands_twice_in_the_body() -> None:
    """The first counts, and the other is told on which line it is."""
    config = 'profiles: [{name: spec, template: template.md, match: ["specs/*.md"]}]\n'
    template = "# <Title>\n\n- Status: Draft\n\n## Context\n\n## Status\n\n[status]\n"
    spec = "# Mail\n\n- Status: Draft\n\n## Context\n\nWords.\n\n## Status\n\nAccepted\n"
    report = audit({".speclatch.yml": config, "template.md": template, "specs/a.md": spec})

    assert [(11, "the body says `Accepted`, line 3 `Draft`")] == [
        (one.finding.location.line, one.finding.message) for one in report.findings
    ]
