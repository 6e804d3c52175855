"""The action's interface: action.yml, the settings and the Dockerfile say the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from speclatch.action.inputs import INPUTS, OUTPUTS, Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def action() -> dict[str, Any]:
    """The action's metadata, parsed."""
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return parsed


def test_inputs(action: dict[str, Any]) -> None:
    """Every input that the settings know is declared, in the same order, and no other."""
    assert [known.name for known in INPUTS] == list(action["inputs"])


def test_inputs_have_fields() -> None:
    """Every input becomes a field of the settings."""
    assert {known.field for known in INPUTS} <= set(Settings.__dataclass_fields__)


def test_defaults(action: dict[str, Any]) -> None:
    """An input has one default, wherever one looks; the token's is the workflow's own."""
    expected = {known.name: known.default for known in INPUTS} | {"token": "${{ github.token }}"}

    assert expected == {name: declared["default"] for name, declared in action["inputs"].items()}


@pytest.mark.parametrize("known", [known for known in INPUTS if known.name != "token"], ids=lambda k: k.name)
def test_default_is_accepted(known: Any) -> None:
    """A default passes its own cleaner."""
    known.clean(known.default)


@pytest.mark.parametrize("section", ["inputs", "outputs"])
def test_descriptions(action: dict[str, Any], section: str) -> None:
    """Every input and output is described in whole sentences."""
    assert [] == [name for name, declared in action[section].items() if not declared["description"].endswith(".")]


@pytest.mark.parametrize("known", INPUTS, ids=lambda known: known.name)
def test_words_are_described(action: dict[str, Any], known: Any) -> None:
    """The words and bounds that an input accepts stand in its description."""
    accepted = re.findall(r"error|warning|note|never|always|off|summary|file|request-changes|[0-9]+", known.accepts)

    assert [] == [word for word in accepted if word not in action["inputs"][known.name]["description"]]


def test_outputs(action: dict[str, Any]) -> None:
    """Every output that a run writes is declared, in the same order, and no other."""
    assert list(OUTPUTS) == list(action["outputs"])


def test_runs(action: dict[str, Any]) -> None:
    """The action is built from the Dockerfile; a release's own commit names an image by digest."""
    image = action["runs"]["image"]

    assert {"using": "docker", "image": image} == action["runs"]
    assert image == "Dockerfile" or re.fullmatch(r"docker://[a-z0-9./-]+@sha256:[0-9a-f]{64}", image)


def test_entry_point() -> None:
    """The image's entry point is in exec form, absolute and isolated, and no user is set: GitHub's rules."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    entry_points = [line.removeprefix("ENTRYPOINT ") for line in lines if line.startswith("ENTRYPOINT ")]

    assert [["/opt/speclatch/bin/python", "-I", "-m", "speclatch", "action"]] == [json.loads(e) for e in entry_points]
    assert [] == [line for line in lines if line.startswith(("USER", "CMD"))]
