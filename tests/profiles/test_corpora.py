"""Gates for two public collections, from their own templates, over every document of them.

What is asserted was looked at in the documents: faults that are there, and places that are none.
"""

from __future__ import annotations

import tarfile
from functools import cache
from pathlib import Path

import pytest
from tests.support.memory import MemoryTree, audit

from speclatch.config.reader import parse_config
from speclatch.model import Report
from speclatch.rules import BY_ID

pytestmark = pytest.mark.xdist_group("corpora")  # each collection is judged once, in one process

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
KEPS = """version: 1
profiles:
  - name: kep
    template: keps/NNNN-kep-template/README.md
    match: ["keps/*/*/README.md", "!keps/NNNN-kep-template/**"]
    metadata: kep.yaml
    optional: [disable-supported, milestone, stage, latest-milestone]
phases:
  draft: [provisional]
  implementing: [implementable]
  done: [implemented]
  retired: [deferred, replaced, removed]
limits: {findings: 1000000}
"""
EIPS = """version: 1
profiles:
  - name: eip
    template: eip-template.md
    match: ["EIPS/eip-*.md"]
    optional: [Motivation, Test Cases, Reference Implementation, Backwards Compatibility, Chain Specifics]
phases:
  implementing: [review, last call]
  done: [final, living]
  retired: [stagnant, moved]
limits: {findings: 1000000}
"""
GATES = {"keps": KEPS, "eips": EIPS}
FAULTS = [
    ("keps", "keps/sig-scheduling/5075-dra-consumable-capacity/kep.yaml", 10, "front-matter-value"),
    ("keps", "keps/sig-storage/361-local-ephemeral-storage-isolation/kep.yaml", 1, "front-matter-missing-key"),
    ("keps", "keps/sig-cli/491-kubectl-diff/kep.yaml", 11, "placeholder-left"),
    ("keps", "keps/sig-api-machinery/4080-generic-controlplane/README.md", 272, "placeholder-left"),
    ("keps", "keps/sig-release/2818-reducing-build-maintenance/README.md", 171, "table-ragged"),
    ("keps", "keps/sig-node/2371-cri-pod-container-stats/README.md", 137, "table-ragged"),
    ("keps", "keps/sig-network/3070-reserved-service-ip-range/README.md", 435, "section-empty"),
    ("keps", "keps/sig-node/950-liveness-probe-holdoff/README.md", 166, "section-missing"),
    ("keps", "keps/sig-storage/5040-remove-gitrepo-driver/README.md", 137, "task-unchecked"),
    ("keps", "keps/sig-node/4191-split-image-filesystem/README.md", 702, "field-empty"),
    ("keps", "keps/sig-instrumentation/1748-pod-resource-metrics/README.md", 117, "item-removed"),
    ("eips", "EIPS/eip-8032.md", 226, "placeholder-left"),
    ("eips", "EIPS/eip-8272.md", 44, "placeholder-left"),
    ("eips", "EIPS/eip-8141.md", 218, "table-ragged"),
    ("eips", "EIPS/eip-4895.md", 34, "table-ragged"),
    ("eips", "EIPS/eip-7907.md", 104, "section-empty"),
    ("eips", "EIPS/eip-197.md", 107, "section-missing"),
    ("eips", "EIPS/eip-5.md", 1, "front-matter-missing-key"),
]
"""Looked up one by one: each is there."""
INNOCENT = [
    ("keps", "keps/sig-cli/5295-kyaml/README.md", 91, "item-removed"),  # a box with a shorter end than the template's
    ("keps", "keps/sig-storage/3333-retroactive-default-storage-class/README.md", 587, "task-unchecked"),  # a choice
    (
        "keps",
        "keps/sig-node/5394-psi-node-conditions/kep.yaml",
        37,
        "front-matter-value",
    ),  # a mapping, as in the template
    ("keps", "keps/sig-node/2053-downward-api-hugepages/README.md", 40, "placeholder-left"),  # links by name, in a box
    ("keps", "keps/sig-storage/2261-staging-mount-library/README.md", 27, "placeholder-left"),  # a link by name
    ("keps", "keps/sig-api-machinery/598-crd-conversion-webhook/README.md", 510, "table-empty"),  # a caption
    ("keps", "keps/sig-apps/2214-indexed-job/README.md", 584, "field-empty"),  # the label beside it is answered
    ("keps", "keps/sig-node/2033-kubelet-in-userns-aka-rootless/README.md", 817, "field-empty"),  # a choice not taken
    ("keps", "keps/sig-node/4540-strict-cpu-reservation/README.md", 477, "item-removed"),  # choices that were deleted
    ("eips", "EIPS/eip-5133.md", 1, "front-matter-missing-key"),  # a key that is only required sometimes
    ("eips", "EIPS/eip-8120.md", 118, "placeholder-left"),  # the template's own sentence, meant to stay
]


@cache
def judged(name: str) -> Report:
    """The report on a whole collection."""
    path = CORPUS / f"{name}.tar.gz"
    if not path.is_file():
        pytest.skip(f"{path} is not here")
    files: dict[str, bytes] = {}
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                files[member.name.removeprefix("./")] = content.read()
    return audit(MemoryTree(files), parse_config(GATES[name].encode(), ".speclatch.yml", BY_ID))


def at(name: str, path: str, line: int) -> list[str]:
    """The rules that find something on a line."""
    return [
        one.finding.rule
        for one in judged(name).findings
        if (one.finding.location.path, one.finding.location.line) == (path, line)
    ]


@pytest.mark.parametrize("gate", GATES.values(), ids=GATES)
def test_a_gate_takes_few_lines(gate: str) -> None:
    """Fifteen lines of configuration make a gate of a team's template."""
    assert len(gate.splitlines()) <= 15


@pytest.mark.parametrize(("name", "least"), [("keps", 600), ("eips", 900)])
def test_every_document_is_judged(name: str, least: int) -> None:
    """None is passed over."""
    assert len(judged(name).specs) > least


@pytest.mark.parametrize(("name", "path", "line", "rule"), FAULTS)
def test_a_fault_is_found(name: str, path: str, line: int, rule: str) -> None:
    """A fault that a person sees there too."""
    assert rule in at(name, path, line)


@pytest.mark.parametrize(("name", "path", "line", "rule"), INNOCENT)
def test_what_is_no_fault_is_not_found(name: str, path: str, line: int, rule: str) -> None:
    """What was once taken for a fault, and is none."""
    assert rule not in at(name, path, line)


@pytest.mark.parametrize("name", GATES)
def test_most_findings_are_worth_their_place(name: str) -> None:
    """No document has more than two errors on average: a gate that is red everywhere tells nothing."""
    report = judged(name)

    assert report.verdict.errors < 2 * len(report.specs)
