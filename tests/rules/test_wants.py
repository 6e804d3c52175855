"""Rules declare what they look at besides their spec, and see no more than that."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.references.trees import SPEC, context_of, found, spec_text
from tests.support.memory import compare, told
from tests.test_cases import FOLDERS, judged

from speclatch.rules import RULES
from speclatch.rules.base import Context, Evidence, Rule, UndeclaredWantError, Want
from speclatch.rules.reference.reference_broken import ReferenceBroken

CONFIG = "version: 1\nprofiles: [{use: exec-spec, match: ['docs/21-exec-spec/EXEC-*.md']}]\n"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, Want]]:
    """What each rule asks its context for, as (rule, want)."""
    seen: set[tuple[str, Want]] = set()
    answer = Context._for

    def noted(context: Context, want: Want) -> Evidence:
        seen.add((context.rule.id, want))
        return answer(context, want)

    monkeypatch.setattr(Context, "_for", noted)
    return seen


def folders_of(rule: Rule) -> list[Path]:
    """The case folders of a rule."""
    return [folder for folder in FOLDERS if folder.parent.name == rule.id]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_declared_want_is_used(rule: Rule, asked: set[tuple[str, Want]]) -> None:
    """In some case of the rule; and of what is not declared its context gives nothing, so nothing else is used."""
    for folder in folders_of(rule):
        judged.__wrapped__(folder)

    assert rule.wants == {want for name, want in asked if name == rule.id}


@pytest.mark.parametrize("want", Want)
def test_what_is_not_declared_is_refused(want: Want) -> None:
    """Whatever it is; the error names the rule and the declaration it lacks."""
    lacking = type("Lacking", (ReferenceBroken,), {"wants": frozenset(Want) - {want}})()
    context = Context(context_of({SPEC: spec_text()}), lacking)
    gives = {
        Want.LISTING: ("listing",),
        Want.CATALOGUE: ("catalogue",),
        Want.REFERENCES: ("references",),
        Want.MIGRATIONS: ("migrations",),
        Want.BASE: ("base_catalogue", "base_references", "base_of"),
        Want.CHANGES: ("changes", "only"),
        Want.POLICY: ("policy",),
        Want.HISTORY: ("history",),
        Want.PULL_REQUEST: ("pull_request",),
    }
    spec = context_of({SPEC: spec_text()}).catalogue.specs[SPEC]

    for name in gives[want]:
        with pytest.raises(UndeclaredWantError, match=f"the rule reference-broken .*: declare Want.{want.name}"):
            getattr(context, name) if name != "base_of" else context.base_of(spec)
    for name in {each for others in gives.values() for each in others} - {*gives[want], "base_of"}:
        getattr(context, name)


def test_a_rule_that_declares_nothing_fails_wherever_it_runs() -> None:
    """Also where it would find nothing."""
    lacking = type("Lacking", (ReferenceBroken,), {"wants": frozenset()})()

    with pytest.raises(UndeclaredWantError):
        found(lacking, context_of({SPEC: spec_text()}))


def test_what_a_change_elsewhere_breaks_is_found_by_what_rules_declare() -> None:
    """A document that a spec links to is deleted: the spec, which the change does not touch, is judged again."""
    files = {
        ".speclatch.yml": CONFIG,
        "docs/10-prd/PRD-062-mail.md": "# PRD-062: Mail\n",
        SPEC: spec_text(prd="PRD-062", body="See [the notes](notes.md)."),
        "docs/21-exec-spec/notes.md": "# Notes\n",
    }
    after = {path: text for path, text in files.items() if not path.endswith("notes.md")}

    assert [(SPEC, "link-broken")] == [(path, rule) for path, _, _, rule in told(compare(files, after))]
