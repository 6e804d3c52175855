"""What the pages written by hand say of inputs, outputs, commands, rules and numbers is what the source says."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from tools.docs import DOCS

import speclatch.action
from speclatch.action.inputs import INPUTS, OUTPUTS
from speclatch.action.outputs import MAX_REPORT_OUTPUT, outputs
from speclatch.cli.application import COMMANDS, module_of
from speclatch.config.model import Limits
from speclatch.config.reader import parse_config
from speclatch.errors import ExitCode
from speclatch.github.client import ATTEMPTS
from speclatch.github.reader import MAX_FILES
from speclatch.profiles.bundled import BUILTIN
from speclatch.reports.annotations import ANNOTATIONS_PER_STEP
from speclatch.reports.check_run import ANNOTATIONS_PER_REQUEST
from speclatch.rules import BY_ID
from speclatch.scaffold.files import WORKFLOW_TEXT
from speclatch.trees.merge_ref import WAIT_SECONDS
from speclatch.trees.remote import PAUSES, TOTAL_SECONDS
from tests.reports.samples import report

ROOT = DOCS.parent
BY_HAND = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted(DOCS.glob("*.md"))]
GITHUB = (DOCS / "github.md").read_text(encoding="utf-8")
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(speclatch.action.__file__).parent.glob("*.py"))
NO_RULES = {"table-unsorted", "document-bytes"}
"""Words that start like a rule's id: the example of a new one, and a key of the configuration."""
each_page = pytest.mark.parametrize("page", BY_HAND, ids=lambda page: page.name)


def text_of(page: Path) -> str:
    """A page as it is."""
    return page.read_text(encoding="utf-8")


def blocks(text: str, language: str) -> Iterator[str]:
    """The code blocks of a language, those in list items included."""
    for indent, body in re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL):
        yield textwrap.dedent(body) if indent else body


def rows(heading: str) -> dict[str, list[str]]:
    """The table below a heading of docs/github.md: its further cells by the code spans of the first one."""
    section = re.search(rf"^## {heading}\n(.*?)^## ", GITHUB, re.MULTILINE | re.DOTALL)
    assert section
    found: dict[str, list[str]] = {}
    for line in section[1].splitlines():
        first, *others = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("| `") else [""]
        found |= dict.fromkeys(re.findall(r"`([^`]+)`", first), others)
    return found


def workflows(text: str) -> list[Any]:
    """The YAML samples of a page that use the action."""
    return [yaml.safe_load(block) for block in blocks(text, "yaml") if "uses: speclatch/speclatch@" in block]


def steps(node: Any) -> Iterator[Mapping[str, Any]]:
    """The steps of a workflow, or of a part of one, that use the action."""
    if isinstance(node, dict):
        if str(node.get("uses", "")).startswith("speclatch/speclatch@"):
            yield node
        node = list(node.values())
    for child in node if isinstance(node, list) else []:
        yield from steps(child)


def options_of(name: str) -> set[str]:
    """The options that a command takes."""
    return set(module_of(next(one for one in COMMANDS if one.name == name)).parser().flags)


def test_inputs_are_documented_in_order() -> None:
    """Each input has its row, and no row speaks of another."""
    assert [known.name for known in INPUTS] == list(rows("Inputs"))


@pytest.mark.parametrize("known", INPUTS, ids=lambda known: known.name)
def test_documented_default(known: Any) -> None:
    """A row names the default that the settings have."""
    told = {"token": "`github.token`", "fail-on": "the configuration's, else `error`"}
    default, _ = rows("Inputs")[known.name]

    assert told.get(known.name, f"`{known.default}`" if known.default else "none") == default


@pytest.mark.parametrize("known", INPUTS, ids=lambda known: known.name)
def test_documented_values(known: Any) -> None:
    """The words and bounds that an input accepts stand in its row."""
    row = " ".join(rows("Inputs")[known.name])
    accepted = re.findall(r"error|warning|note|never|always|off|summary|file|request-changes|[0-9]+", known.accepts)

    assert [] == [word for word in accepted if word not in row]


@pytest.mark.parametrize("known", INPUTS, ids=lambda known: known.name)
def test_every_input_is_used(known: Any) -> None:
    """What an input says is asked for somewhere."""
    used = {"comment_id": "comment_name", "sarif_file": "sarif_path"}.get(known.field, known.field)

    assert f"settings.{used}" in SOURCE


def test_outputs_are_documented_in_order() -> None:
    """Each output has its row, or shares one, and no row speaks of another."""
    assert list(OUTPUTS) == list(rows("Outputs"))


def test_every_output_is_written() -> None:
    """A run writes the outputs that are declared."""
    assert list(OUTPUTS) == list(outputs(report(), ""))


@each_page
def test_samples_use_inputs_that_exist(page: Path) -> None:
    """A workflow that a page shows gives the action no input that it does not have."""
    given = {name for sample in workflows(text_of(page)) for step in steps(sample) for name in step.get("with", {})}

    assert set() == given - {known.name for known in INPUTS}


def test_one_workflow() -> None:
    """The README, the page on GitHub and `speclatch init` show the same triggers, rights and time-out."""

    def essence(text: str) -> Any:
        workflow = yaml.safe_load(text)
        (job,) = workflow["jobs"].values()
        # ``on`` is YAML 1.1's true
        return workflow[True], workflow["permissions"], job["permissions"], job["timeout-minutes"], job["runs-on"]

    readme, github = (next(blocks(text_of(page), "yaml")) for page in (ROOT / "README.md", DOCS / "github.md"))

    assert readme == github
    assert essence(readme) == essence(WORKFLOW_TEXT)


@each_page
def test_commands_exist(page: Path) -> None:
    """Each `speclatch COMMAND --option` of a page is there, in prose and in samples."""
    code = re.sub(r"#.*", "", "\n".join([*blocks(text_of(page), "console"), *blocks(text_of(page), "")]))
    called = [
        *re.findall(r"`speclatch ([^`]+)`", text_of(page)),
        *re.findall(r"^\$ speclatch (.+)$", code, re.MULTILINE),
    ]
    names = {command.name for command in COMMANDS}
    unknown = []
    for words in called:
        name, *others = words.split()
        options = {word.partition("=")[0] for word in others if word.startswith("-")}
        if name.isalpha() and (name not in names or options - options_of(name)):
            unknown.append(words)

    assert [] == unknown


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_commands_are_documented(command: Any) -> None:
    """Each command is named on some page."""
    assert any(f"speclatch {command.name}" in text_of(page) for page in BY_HAND)


@each_page
def test_rules_exist(page: Path) -> None:
    """What a page names as a rule is one."""
    families = {rule.partition("-")[0] for rule in BY_ID}
    words = re.findall(
        r"(?<![\w/.-])[a-z]+(?:-[a-z]+)+(?![\w/.-])", " ".join(re.findall(r"`([^`\n]+)`", text_of(page)))
    )
    unknown = set(words) - set(BY_ID) - NO_RULES - {known.name for known in INPUTS} - set(BUILTIN)

    assert set() == {word for word in unknown if word.partition("-")[0] in families}


@each_page
def test_configurations_are_accepted(page: Path) -> None:
    """A whole configuration that a page shows can be used."""
    for block in blocks(text_of(page), "yaml"):
        if block.startswith("version:"):
            parse_config(block.encode(), ".speclatch.yml")


@each_page
def test_make_targets_exist(page: Path) -> None:
    """Each `make TARGET` of a page is in the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    called = re.findall(r"(?:`|^ {4}|^\$ )make ((?:[a-z-]+ ?)+)", text_of(page), re.MULTILINE)

    assert [] == [name for words in called for name in words.split() if name not in targets]


def test_hooks_exist() -> None:
    """The pre-commit hook that the README names is offered."""
    offered = {hook["id"] for hook in yaml.safe_load(text_of(ROOT / ".pre-commit-hooks.yaml"))}
    named = set(re.findall(r"hooks: \[\{id: ([\w-]+)\}\]", text_of(ROOT / "README.md")))

    assert named
    assert named <= offered


def test_exit_codes() -> None:
    """The table of exit codes has them all, and the README names the same."""
    (readme,) = re.findall(r"Exit codes: (.+?)\.\n", text_of(ROOT / "README.md").replace(",\n", ", "))

    assert {str(code.value) for code in ExitCode} == set(re.findall(r"^\| (\d) \|", GITHUB, re.MULTILINE))
    assert {str(code.value) for code in ExitCode} == set(re.findall(r"\d", readme))


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("at most {} seconds and ends with exit code 3", int(WAIT_SECONDS)),
        ("empty above {:,} bytes", MAX_REPORT_OUTPUT),
        ("`limits.seconds` ({})", Limits().seconds),
        ("at most {:,} files of a pull request", MAX_FILES),
        ("1 for each {0} findings after the first {0}", ANNOTATIONS_PER_REQUEST),
        ("up to {} times", {4: "four"}[ATTEMPTS]),
        ("{} attempts", {4: "four"}[len(PAUSES) + 1]),
        ("{} minutes", {5: "five"}[int(TOTAL_SECONDS / 60)]),
        ("{0} errors and {0} warnings", {10: "ten"}[ANNOTATIONS_PER_STEP]),
    ],
)
def test_numbers(told: str, number: object) -> None:
    """Bounds and time-outs are the source's."""
    assert told.format(number) in " ".join(GITHUB.split())
