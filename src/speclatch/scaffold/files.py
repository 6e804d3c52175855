"""The files that set the gate up: configuration, workflow, pre-commit entry, ruleset. Text in, text out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from speclatch import __version__
from speclatch.scaffold.survey import FoundProfile, Survey

CONFIG = ".speclatch.yml"
WORKFLOW = ".github/workflows/speclatch.yml"
PRE_COMMIT = ".pre-commit-config.yaml"
RULESET = ".github/rulesets/speclatch.json"
JOB = "Specs"
"""The name of the workflow's job, which is the name of the required check."""
ACTIONS_APP = 15368
"""The id of the GitHub Actions app: only its check counts (GitHub docs, "Available rules for rulesets")."""
REPOSITORY = "speclatch/speclatch"


@dataclass(frozen=True, slots=True)
class SetupFile:
    """A file to write. ``use`` says what it is for, and what is to be done with it."""

    path: str
    text: str
    use: str


def setup_files(survey: Survey) -> tuple[SetupFile, ...]:
    """Everything that ``init`` writes."""
    return (
        SetupFile(CONFIG, config_text(survey), "what the gate judges; look through it"),
        SetupFile(WORKFLOW, WORKFLOW_TEXT, "runs the gate on every pull request"),
        SetupFile(PRE_COMMIT, pre_commit_text(), "runs it before each commit: pre-commit install"),
        SetupFile(RULESET, ruleset_text(), "makes it required: Settings > Rules > Rulesets > Import"),
    )


def config_text(survey: Survey) -> str:
    """The configuration, with what was found and comments on what could be said besides."""
    return "".join(f"{line}\n" for line in _config(survey))


def _config(survey: Survey) -> Iterator[str]:
    yield "# What Speclatch judges, and how. `speclatch init --schema` prints the schema of this file."
    yield "version: 1"
    yield "fail-on: error   # error, warning, note or never"
    yield "new-only: false  # true: what the base branch already has is listed, but does not fail"
    yield from _exclude(survey.profiles)
    yield from _profiles(survey.profiles)
    yield from _references(survey)
    if len(survey.migrations) == 1:
        yield f"migrations: {{preset: {survey.migrations[0]}}}"
    else:
        several = f"found: {', '.join(survey.migrations)}" if survey.migrations else "none found"
        yield f"# migrations: {{preset: supabase}}   # {several}; or {{glob: ..., version: ...}}"
    yield "# phases: {done: [shipped]}          # more words of `status`"
    yield "# rules: {link-broken: off, task-unchecked: {implementing: warning}}"


def _exclude(profiles: tuple[FoundProfile, ...]) -> Iterator[str]:
    templates = [template for found in profiles for template in found.matched_templates]
    if templates:
        yield f"exclude: [{', '.join(map(_text, templates))}]"
    else:
        yield '# exclude: ["**/_archive/**"]'


def _profiles(profiles: tuple[FoundProfile, ...]) -> Iterator[str]:
    if not profiles:
        yield "# No specs were found: a document counts as one where it looks like a built-in template."
        yield "# profiles:"
        yield "#   - use: exec-spec"
        yield '#     match: ["docs/exec-specs/EXEC-*.md"]'
        return
    yield "profiles:"
    for found in profiles:
        if found.template:
            yield f"  - name: {_text(found.name)}"
            yield f"    template: {_text(found.template)}"
        else:
            yield f"  - use: {found.name}"
        yield f"    match: [{', '.join(map(_text, found.match))}]"
        if found.metadata:
            yield f"    metadata: {_text(found.metadata)}   # front matter in a file beside the document"


def _references(survey: Survey) -> Iterator[str]:
    if survey.folders:
        yield "references:"
        for kind, globs in survey.folders.items():
            yield f"  {kind}: {{paths: [{', '.join(map(_text, globs))}]}}"
    else:
        yield '# references: {prd: {paths: ["docs/prd/**"], required: true}}'


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


WORKFLOW_TEXT = f"""\
# Judges the specs of every pull request. The required check is this job, `{JOB}`.
name: Speclatch

on:
  pull_request:
    types: [opened, synchronize, reopened, edited]
  merge_group:

permissions: {{}}

concurrency:
  group: ${{{{ github.workflow }}}}-${{{{ github.ref }}}}
  cancel-in-progress: ${{{{ github.event_name == 'pull_request' }}}}

jobs:
  speclatch:
    name: {JOB}
    runs-on: ubuntu-latest
    timeout-minutes: 20
    permissions:
      contents: read
      pull-requests: write # the summary comment and the review
    steps:
      - uses: {REPOSITORY}@v{__version__}
"""
"""The workflow. It has no `paths:` (a check that does not run is pending for ever) and no checkout."""


def pre_commit_entry() -> str:
    """The entry for ``repos:`` of a pre-commit configuration."""
    return f"  - repo: https://github.com/{REPOSITORY}\n    rev: v{__version__}\n    hooks:\n      - id: speclatch\n"


def pre_commit_text() -> str:
    """A pre-commit configuration with nothing but the entry."""
    return f"repos:\n{pre_commit_entry()}"


def ruleset_text() -> str:
    """A ruleset for the default branch that requires the workflow's job, in the form GitHub imports."""
    checks = {
        "strict_required_status_checks_policy": False,
        "do_not_enforce_on_create": False,
        "required_status_checks": [{"context": JOB, "integration_id": ACTIONS_APP}],
    }
    ruleset = {
        "name": "Speclatch",
        "target": "branch",
        "enforcement": "active",
        "conditions": {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}},
        "rules": [{"type": "required_status_checks", "parameters": checks}],
        "bypass_actors": [],
    }
    return json.dumps(ruleset, indent=2) + "\n"
