"""Configuration, template or baseline that cannot be read: exit 2 and a sentence, never an empty profile."""

from __future__ import annotations

import pytest
from tests.action.job import Stage
from tests.github_server.repository import Content, Special, symlink
from tests.judging.specs import CONFIG, FILES, with_plan

from speclatch.errors import ExitCode

BAD = with_plan("one key per refund", "TBD")
TEMPLATE = "docs/plan-template.md"
SUBMODULE = Special("160000", b"1" * 40)
STANDARDS: dict[str, tuple[dict[str, Content], str]] = {
    "template in UTF-16": ({TEMPLATE: FILES[TEMPLATE].encode("utf-16")}, "cannot be read: not UTF-8"),
    "template as a link": ({TEMPLATE: symlink("prd/PRD-001-refunds.md")}, f"{TEMPLATE}: it is a symbolic link"),
    "template as a submodule": ({TEMPLATE: SUBMODULE}, f"{TEMPLATE}: it is a submodule"),
    "template's sidecar in UTF-16": (
        {".speclatch.yml": CONFIG + "    metadata: plan.yaml\n", "docs/plan.yaml": "id: PLAN-###\n".encode("utf-16")},
        "cannot be read: not UTF-8",
    ),
    "configuration as a submodule": ({".speclatch.yml": SUBMODULE}, ".speclatch.yml: it is a submodule"),
    "configuration as a link": ({".speclatch.yml": symlink("x.yml")}, ".speclatch.yml: it is a symbolic link"),
    "baseline as a submodule": ({".speclatch-baseline.json": SUBMODULE}, "baseline.json: it is a submodule"),
}
each_standard = pytest.mark.parametrize(("files", "sentence"), STANDARDS.values(), ids=STANDARDS)


@each_standard
def test_on_the_base(stage: Stage, files: dict[str, Content], sentence: str) -> None:
    """What the base has is what is judged by: without it there is no verdict."""
    stage.server.push(stage.repository, "main", files)
    stage.server.push(stage.repository, "topic", {"plans/PLAN-001-refunds.md": BAD["plans/PLAN-001-refunds.md"]})
    outcome = stage.run(stage.server.open_pull_request(stage.repository, "topic"))

    assert (ExitCode.USAGE, "fail") == (outcome.code, outcome.outputs["verdict"])
    assert sentence in outcome.log
    assert sentence in outcome.summary


@each_standard
def test_in_the_change(stage: Stage, files: dict[str, Content], sentence: str) -> None:
    """What would take down every pull request after the merge is said before it."""
    stage.server.push(stage.repository, "topic", files)
    outcome = stage.run(stage.server.open_pull_request(stage.repository, "topic"))

    assert (ExitCode.USAGE, "fail") == (outcome.code, outcome.outputs["verdict"])
    assert sentence in outcome.log


def test_a_sidecar_that_cannot_be_read_is_a_finding(stage: Stage) -> None:
    """The front matter of a document is its own affair, not the gate's."""
    config = CONFIG + "    metadata: plan.yaml\n"
    stage.server.push(stage.repository, "main", {".speclatch.yml": config, "plans/plan.yaml": "id: PLAN-001\n"})
    stage.server.push(stage.repository, "topic", {"plans/plan.yaml": "id: PLAN-001\n".encode("utf-16")})
    outcome = stage.run(stage.server.open_pull_request(stage.repository, "topic"))

    assert ExitCode.FAIL is outcome.code
    assert "document-unreadable" in outcome.log
    assert "this spec cannot be judged: its front matter beside it is not UTF-8" in outcome.log
