"""The files that set the gate up: configuration, workflow, pre-commit entry, ruleset. Text in, text out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from speclatch import __version__
from speclatch.config.model import SCHEMA_ID
from speclatch.model import Phase
from speclatch.reports.numbers import plural
from speclatch.scaffold.families import Family
from speclatch.scaffold.practice import Practice, Weakening
from speclatch.scaffold.survey import Survey
from speclatch.scaffold.trial import Tried

CONFIG = ".speclatch.yml"
WORKFLOW = ".github/workflows/speclatch.yml"
PRE_COMMIT = ".pre-commit-config.yaml"
RULESET = ".github/rulesets/speclatch.json"
JOB = "speclatch"
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


def setup_files(survey: Survey, tried: Tried | None = None) -> tuple[SetupFile, ...]:
    """Everything that ``init`` writes."""
    return (
        SetupFile(CONFIG, config_text(survey, tried), "what the gate judges; look through it"),
        SetupFile(WORKFLOW, WORKFLOW_TEXT, "runs the gate on every pull request"),
        SetupFile(PRE_COMMIT, pre_commit_text(), "runs it before each commit: pre-commit install"),
        SetupFile(RULESET, ruleset_text(), "makes it required: Settings > Rules > Rulesets > Import"),
    )


def config_text(survey: Survey, tried: Tried | None = None) -> str:
    """The configuration, with what was found, the documents' practice, and comments that give its counts."""
    return "".join(f"{line}\n" for line in _config(survey, tried.practice if tried else Practice()))


def _config(survey: Survey, practice: Practice) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={SCHEMA_ID}"
    yield "# What Speclatch judges, and how."
    yield "version: 1"
    yield "fail-on: error   # error, warning, note or never"
    yield "new-only: false  # true: what the base branch already has is listed, but does not fail"
    if survey.excluded:
        yield f"exclude: [{', '.join(map(_text, survey.excluded))}]"
    else:
        yield '# exclude: ["**/_archive/**"]'
    yield from _profiles(survey.families, practice)
    yield from _references(survey)
    if len(survey.migrations) == 1:
        yield f"migrations: {{preset: {survey.migrations[0]}}}"
    else:
        several = f"found: {', '.join(survey.migrations)}" if survey.migrations else "none found"
        yield f"# migrations: {{preset: supabase}}   # {several}; or {{glob: ..., version: ...}}"
    yield from _phases(practice)
    yield from _rules(practice)


def _profiles(families: tuple[Family, ...], practice: Practice) -> Iterator[str]:
    if not families:
        yield "# No specs were found: a document counts as one where it looks like a bundled template."
        yield "# profiles:"
        yield "#   - use: exec-spec"
        yield f'#     match: ["{glob_of_new("exec-spec", "EXEC-*.md")}"]'
        return
    yield "profiles:"
    for found in families:
        if found.template:
            yield f"  - name: {_text(found.name)}"
            yield f"    template: {_text(found.template)}"
        else:
            yield f"  - use: {found.name}"
        number = f"   # {len(found.documents)} today" if found.documents else "   # none yet"
        yield f"    match: [{', '.join(map(_text, found.match))}]{number}"
        if found.metadata:
            yield f"    metadata: {_text(found.metadata)}   # front matter in a file beside the document"
        yield from _points(practice.points.get(found.name, ()))


_SAYS = {
    "optional": "have it not, or blank",
    "keep": "leave it standing",
    "free": "have another value",
}
"""What the finished documents do that are counted, by the option that it leads to."""


def _points(points: tuple[Weakening, ...]) -> Iterator[str]:
    for option, said in _SAYS.items():
        own = [one for one in points if one.option == option]
        if own:
            yield f"    {option}:   # what so many of the documents looked at {said}"
            yield from (f"      - {_text(one.name)}   # {one.count} of {one.total}" for one in own)


def _phases(practice: Practice) -> Iterator[str]:
    if not practice.words:
        yield "# phases: {done: [shipped]}          # more words of `status`"
        return
    yield "phases:   # words of `status` that documents have; look whether each stands in the right phase"
    for phase in Phase:
        own = [(word, number) for word, (found, number) in practice.words.items() if found is phase]
        if own:
            yield f"  {phase.value}:"
            yield from (f"    - {_text(word)}   # {plural(number, 'document')}" for word, number in own)


def _rules(practice: Practice) -> Iterator[str]:
    if not practice.levels:
        yield "# rules: {link-broken: off, task-unchecked: {implementing: warning}}"
        return
    yield "rules:   # milder than usual, as so many of the finished documents looked at break them"
    for rule in dict.fromkeys(level.rule for level in practice.levels):
        own = [level for level in practice.levels if level.rule == rule]
        said = ", ".join(f"{level.phase.value}: {level.severity.value}" for level in own)
        yield f"  {rule}: {{{said}}}   # {', '.join(f'{level.count} of {level.total}' for level in own)}"


def _references(survey: Survey) -> Iterator[str]:
    if survey.folders:
        yield "references:"
        for kind, globs in survey.folders.items():
            yield f"  {kind}: {{paths: [{', '.join(map(_text, globs))}]}}"
    else:
        yield '# references: {prd: {paths: ["docs/prd/**"], required: true}}'


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def glob_of_new(name: str, form: str = "*.md") -> str:
    """Where documents of a bundled profile go in a repository that has none: one place for all commands."""
    return f"docs/{name}/{form}"


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
