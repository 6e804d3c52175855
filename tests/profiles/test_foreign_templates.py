"""Templates in the forms that teams elsewhere write them: what is read from each, and that a bare copy of it fails.

``foreign/`` holds them, in words of our own; beside each lies what it asks, looked through by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.memory import audit

from speclatch.config.model import DEFAULT_KINDS
from speclatch.documents import parse
from speclatch.model import Conclusion, Phase
from speclatch.profiles.profile import Profile
from speclatch.profiles.template import derive

FOLDER = Path(__file__).parent / "foreign"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))
CONFIG = """
version: 1
profiles:
  - name: foreign
    template: templates/a.md
    match: ["docs/*.md"]
"""
CHOSEN = {
    "arc42": ("Draft | Reviewed | Approved", "Approved"),
    "c4": ("draft | reviewed | approved", "approved"),
    "google-design": ("Draft / In Review / Approved / Implemented", "Implemented"),
    "ietf": ("draft | last call | published", "last call"),
    "kep": ("provisional|implementable|implemented|withdrawn", "implemented"),
    "madr3": ("{proposed | rejected | accepted | deprecated | superseded by ADR-0005}", "accepted"),
    "madr4-full": ("{proposed | rejected | accepted | deprecated}", "accepted"),
    "nygard": ("Proposed | Accepted | Superseded", "Accepted"),
    "one-row": ("Draft / Approved / Shipped", "Approved"),
    "pep": ("Draft | Active | Accepted | Final | Withdrawn", "Final"),
    "prd-german": ("Entwurf | Freigegeben | Umgesetzt", "Umgesetzt"),
    "prfaq": ("draft | in review | approved", "approved"),
    "rust-rfc": ("Draft | Active | Landed", "Active"),
    "sep": ("Draft | In-Review | Accepted | Final", "Final"),
    "six-pager": ("Draft | In review | Approved", "Approved"),
    "spec-kit": ("**Status**: Draft", "**Status**: Approved"),
    "tep": ("proposed | implementable | implemented | withdrawn | replaced", "implemented"),
    "y-statement": ("proposed | accepted | superseded", "accepted"),
}
"""Of templates whose status a copy can fill in: the template's words, and what is chosen of them."""


def text_of(name: str) -> str:
    """A template's text."""
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def asked(profile: Profile) -> Iterator[str]:
    """What a profile asks, a line each; ``?`` is behind what may be absent."""
    for key in profile.keys:
        choices = f" {' | '.join(key.values)}" if key.values else ""
        yield f"key {key.key}{'' if key.required else '?'}: {key.type.value}{choices}"
    for section in profile.sections:
        yield f"section {' > '.join(section.key)}{'' if section.required else '?'}"
    for table in profile.tables:
        yield f"table {' | '.join(table.header)}"
    for task in profile.tasks:
        yield f"box {task.text}"
    for field in profile.fields:
        yield f"label {field.label}{'' if field.fixed else '?'}"
    yield from (f"id {sample}" for sample in profile.id_samples)
    for title, pieces in profile.guidance.spans.items():
        yield f"pieces to replace in {' > '.join(title) or 'the head'}: {len(pieces)}"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_asked(name: str) -> None:
    """Fields with their choices, sections, tables, boxes, labels and placeholders are those of the template."""
    profile = derive(parse("a.md", text_of(name).encode()), name, DEFAULT_KINDS)
    expected = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()

    assert expected == list(asked(profile))


@pytest.mark.parametrize("name", NAMES)
def test_a_bare_copy_fails(name: str) -> None:
    """Nobody filled it in: also where its status says that it is no draft any more, it does not pass."""
    text = text_of(name)
    known, chosen = CHOSEN.get(name, ("", ""))
    copy = text.replace(known, chosen, 1) if known else text
    report = audit({".speclatch.yml": CONFIG, "templates/a.md": text, "docs/0007-copy.md": copy})

    assert [False] == [spec.phase is Phase.DRAFT for spec in report.specs]
    assert Conclusion.FAIL == report.verdict.conclusion


def test_each_form_is_there() -> None:
    """A template without what it asks, or the other way round, is none."""
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == NAMES
