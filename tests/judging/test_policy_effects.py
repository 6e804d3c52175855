"""What a change of configuration or templates relaxes, seen in the specs that are there: told whatever the key."""

from __future__ import annotations

import pytest
from tests.judging.specs import FILES
from tests.support.memory import as_tree, changes_between, compare

from speclatch.config.model import CONFIG_PATHS
from speclatch.judging.pipeline import Case, run
from speclatch.profiles.load import builtin_template
from speclatch.trees import Trees
from speclatch.workspace.policy_files import policy_change

TEMPLATE = """\
---
id: PLAN-###
status: Draft | Approved | Done
prd_ref: docs/prd/PRD-###.md
---
# Plan: <name>

## Scope

Say what is in and what is not.

- **Owner:** <name>

## Governance

| Question | Required | Answer | Where to document |
|---|---|---|---|
| Who may see it? | Must | | Scope |

## Steps

| Step | Who | Note |
|---|---|---|
| | | |

- [ ] Reviewed
"""
GOOD = """\
---
id: PLAN-001
status: Done
prd_ref: docs/prd/PRD-001.md
---
# Plan: refunds

## Scope

Refunds alone.

- **Owner:** ada

## Governance

| Question | Required | Answer | Where to document |
|---|---|---|---|
| Who may see it? | Must | Support alone | Scope |

## Steps

| Step | Who | Note |
|---|---|---|
| Build | ada | soon |

- [x] Reviewed
"""
CONFIG = """\
version: 1
profiles:
  - {name: plan, template: t/plan.md, match: ["plans/*.md"], requires: {Steps: [Who]}}
  - {name: other, use: exec-spec, match: ["specs/*.md"]}
references: {prd: {required: true, id: "PRD-[0-9]+", paths: ["docs/prd/**"]}}
migrations: {preset: supabase}
phases: {done: [launched]}
"""
OPEN = GOOD.replace("Support alone", "").replace("[x]", "[ ]").replace("PLAN-001", "PLAN-002")
BASE = {
    ".speclatch.yml": CONFIG,
    "t/plan.md": TEMPLATE,
    "plans/PLAN-001-refunds.md": GOOD,
    "plans/PLAN-002-more.md": OPEN,
    "docs/prd/PRD-001.md": "# PRD\n\nRefunds.\n",
}


def weakened(**files: str) -> list[str]:
    """What is said of a change of configuration (``config``) or template (``template``)."""
    names = {"config": ".speclatch.yml", "template": "t/plan.md"}
    report = compare(BASE, {**BASE, **{names[name]: text for name, text in files.items()}})
    return [one.finding.message for one in report.findings if one.finding.rule == "gate-weakened"]


CONFIGS = {
    "globs that match nothing": ('"plans/*.md"', '"plan/*.md"', "2 specs will not be judged any more"),
    "a spec taken out": ('"plans/*.md"', '"plans/*.md", "!plans/PLAN-002*"', "a spec will not be judged any more"),
    "all taken out": ('"plans/*.md"', '"plans/*.md", "!**"', "2 specs will not be judged any more"),
    "excluded": ("migrations:", 'exclude: ["plans/**"]\nmigrations:', "2 specs will not be judged any more"),
    "another profile before": (
        "profiles:\n",
        'profiles:\n  - {name: any, use: implementation-spec, match: ["**/*.md"]}\n',
        "2 specs will be judged by the profile `any` instead of `plan`",
    ),
    "no preset": ("preset: supabase", "preset: ''", "migrations will be looked for as the repository shows them"),
    "another preset": ("preset: supabase", "preset: rails", "migrations will be looked for as `rails`"),
    "required": ("required: true, ", "", "`None` will answer a reference of the kind `prd`"),
    "requires": (", requires: {Steps: [Who]}", "", "begun rows of `Steps` may stay blank"),
    "keep": (
        ", requires: {Steps: [Who]}",
        ", requires: {Steps: [Who]}, keep: [Say what is in and what is not.]",
        "`keep` lets `Say what is in and what is not.` stand",
    ),
    "metadata": (", requires: {Steps: [Who]}", ", requires: {Steps: [Who]}, metadata: p.yaml", "front matter will be"),
    "id": ("PRD-[0-9]+", "[A-Z]+-[0-9]+", "ids of the kind `prd` will be known by another pattern"),
    "paths": ("docs/prd/**", "**", "references of the kind `prd` may lead to more places"),
    "labels": ("required: true", "required: true, labels: [x]", "the label `prd` will announce no reference"),
    "status words": ("phases: {done: [launched]}\n", "", "a spec of status `launched` will no longer be judged"),
    "a status of open specs": (
        "{done: [launched]}",
        "{draft: [done]}",
        "a spec of status `done` will be judged as",
    ),
    "an answer": ("migrations:", "words: {none: [later]}\nmigrations:", "`later` will be an answer"),
    "order": ("migrations:", "rules: {migration-order: {order: any}}\nmigrations:", "the options of `migration-order`"),
}
TEMPLATES = {
    "guidance": ("Say what is in and what is not.\n", "", "less will be found by `placeholder-left`"),
    "placeholder": ("- **Owner:** <name>", "- **Owner:** ada", "the label `owner` will not be asked for"),
    "answer given": (
        "| Must | | Scope |",
        "| Must | yes | Scope |",
        "less will be found by `governance-unanswered`",
    ),
    "no longer a Must": ("| Must | |", "| Could | |", "the Must row `Who may see it?` will not be asked for"),
    "where to document": ("| Must | | Scope |", "| Must | | |", "will name no place where its answer is documented"),
    "a wider enumeration": ("Draft | Approved | Done", "<any>", "the key `status` will take more than it does"),
    "a reference made plain": ("docs/prd/PRD-###.md", "yes", "less will be found by `reference-missing`"),
    "a box": ("- [ ] Reviewed\n", "", "the box `reviewed` will not be asked for"),
    "a section": ("## Steps\n", "", "the section `Steps` will not be asked for"),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_milder_configuration_is_told(name: str) -> None:
    """Whichever key makes it so."""
    old, new, expected = CONFIGS[name]
    assert old in CONFIG
    found = weakened(config=CONFIG.replace(old, new, 1))

    assert any(expected in message for message in found), found


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_milder_template_is_told(name: str) -> None:
    """Whatever it asks less of: the open spec, an untouched copy or an empty document shows it."""
    old, new, expected = TEMPLATES[name]
    assert old in TEMPLATE
    found = weakened(template=TEMPLATE.replace(old, new, 1))

    assert any(expected in message for message in found), found


@pytest.mark.parametrize(
    "files",
    [
        {"config": CONFIG + "# a remark\n"},
        {"config": CONFIG.replace("phases:", "rules: {link-broken: error}\nphases:")},
        {"template": TEMPLATE + "\n## Rollout\n\n- [ ] Announced\n"},
        {"template": TEMPLATE.replace("| Must |", "| **Must** |")},
    ],
    ids=["a remark", "a rule that weighs more", "a template that asks more", "an emphasis"],
)
def test_what_asks_as_much_or_more_is_quiet(files: dict[str, str]) -> None:
    """A change of words, and one for the stricter."""
    assert [] == weakened(**files)


def test_a_configuration_that_reaches_nothing_where_there_was_none() -> None:
    """Specs that were recognised by what they look like leave the gate."""
    spec = {"specs/a.md": builtin_template("exec-spec")}
    config = "version: 1\nprofiles:\n  - {use: exec-spec, match: ['nowhere/*.md']}\n"
    report = compare(spec, {**spec, ".speclatch.yml": config})
    (found,) = [one.finding.message for one in report.findings if one.finding.rule == "gate-weakened"]

    assert "after the merge, a spec will not be judged any more: `specs/a.md`" == found


def test_messages_quote_paths() -> None:
    """A path may hold what closes a code span, and braces."""
    files = {**BASE, "plans/a`b{}.md": GOOD.replace("PLAN-001", "PLAN-003")}
    changed = {**files, ".speclatch.yml": CONFIG.replace('"plans/*.md"', '"plans/PLAN*"')}
    found = [one.finding.message for one in compare(files, changed).findings if one.finding.rule == "gate-weakened"]

    assert any("``plans/a`b{}.md``" in message for message in found), found


def test_what_takes_too_long_to_be_seen_is_said() -> None:
    """A third of the time goes into it at most: then that is told, and the change is judged all the same."""
    before = as_tree(FILES)
    after = as_tree({**FILES, ".speclatch.yml": f"{FILES['.speclatch.yml']}\nfail-on: never\n"})
    changes = changes_between(before, after)
    policy = policy_change(before, after, changes, CONFIG_PATHS)
    seconds = iter([0.0] * 6)
    case = Case(Trees(before, after, after), before.config, before, changes, policy_change=policy)
    said = [one.finding.message for one in run(case, clock=lambda: next(seconds, 200.0)).findings]

    assert "after the merge, what becomes of the specs that are there could not be seen in time" in said
    assert "after the merge, the gate will never fail" in said


def test_a_limit_below_the_size_of_a_spec_is_told() -> None:
    """What can no longer be read is judged by no rule any more."""
    base = {**BASE, "plans/PLAN-002-more.md": OPEN + "\nMore of it.\n" * 100}
    report = compare(base, {**base, ".speclatch.yml": f"{CONFIG}limits: {{document-bytes: 1000}}\n"})
    found = [one.finding.message for one in report.findings if one.finding.rule == "gate-weakened"]

    assert any("a finding of `governance-unanswered` will be gone" in message for message in found), found


def test_a_template_that_gives_its_copies_the_id_of_a_spec_is_told() -> None:
    """The untouched copy's id was a pattern that nobody may leave, and is one now that a check lets pass."""
    found = weakened(template=TEMPLATE.replace("PLAN-###", "PLAN-002"))

    assert any("less will be found by `front-matter-value`" in message for message in found), found
    assert any("the key `id` will take more than it does" in message for message in found), found


def test_specs_that_are_known_by_what_they_look_like_stay_judged() -> None:
    """No glob names them before or after."""
    base = {".speclatch.yml": "profiles: [{use: exec-spec}]\n", "specs/a.md": builtin_template("exec-spec")}
    report = compare(base, {**base, ".speclatch.yml": f"{base['.speclatch.yml']}fail-on: never\n"})

    assert ["after the merge, the gate will never fail"] == [
        one.finding.message for one in report.findings if one.finding.rule == "gate-weakened"
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        ("t/plan.md", "Say what is in and what is not.\n", "", "placeholder-left"),
        (
            ".speclatch.yml",
            ", requires: {Steps: [Who]}",
            ", requires: {Steps: [Who]}, free: [id]",
            "front-matter-value",
        ),
    ],
)
def test_what_a_copy_shows_is_told_in_the_file_that_makes_it_so(path: str, old: str, new: str, rule: str) -> None:
    """The template, or the configuration."""
    assert old in BASE[path]
    report = compare(BASE, {**BASE, path: BASE[path].replace(old, new, 1)})
    said = f"after the merge, in a copy of the template as it was, profile `plan`, less will be found by `{rule}`"

    assert [path] == [one.finding.location.path for one in report.findings if one.finding.message == said]
