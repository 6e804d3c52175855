"""What documents do in practice, learnt by running the gate on them before a configuration is written."""

from __future__ import annotations

from tests.support.memory import MemoryTree

from speclatch.config.reader import parse_config
from speclatch.rules import BY_ID
from speclatch.scaffold.trial import learn

CONFIG = b"""version: 1
profiles:
  - {name: kep, template: keps/NNNN-template/README.md, match: ["keps/[0-9]*/README.md"], metadata: kep.yaml}
"""
TEMPLATE = {
    "keps/NNNN-template/README.md": b"# KEP\n\n## Summary\n\n<!-- What it is about. -->\n",
    "keps/NNNN-template/kep.yaml": b"title: KEP Template\nstatus: provisional|implemented\nmilestone: v1.0\n",
}


def kep(number: int, metadata: str) -> dict[str, bytes]:
    """A finished document with its metadata beside it."""
    folder = f"keps/000{number}-tides"
    body = f"# Tides {number}\n\n## Summary\n\nThe tide table is read once a day.\n"
    return {f"{folder}/README.md": body.encode(), f"{folder}/kep.yaml": metadata.encode()}


def test_what_the_files_beside_documents_lack_is_not_asked() -> None:
    """It counts for the document, though the finding stands in the file beside it."""
    lacking = {
        path: raw for n in range(1, 5) for path, raw in kep(n, f"title: Tide {n}\nstatus: implemented\n").items()
    }
    having = kep(5, "title: Moon\nstatus: implemented\nmilestone: v1.2\n")
    tree = MemoryTree({**TEMPLATE, **lacking, **having})
    members = {"kep": sorted(path for path in (*lacking, *having) if path.endswith(".md"))}
    tried = learn(tree, parse_config(CONFIG, ".speclatch.yml", BY_ID), members)

    assert [("optional", "milestone", 4, 5)] == [
        (one.option, one.name, one.count, one.total) for one in tried.practice.points["kep"]
    ]
    assert () == tried.report.findings
    assert {"kep": (0, 5)} == tried.failing


def test_a_fault_in_the_file_beside_a_document_fails_the_document() -> None:
    """One that few have is no practice."""
    sound = {
        path: raw
        for n in range(1, 5)
        for path, raw in kep(n, f"title: Tide {n}\nstatus: implemented\nmilestone: v1.{n}\n").items()
    }
    bad = kep(5, "title: Moon\nstatus: implemented\n")
    tree = MemoryTree({**TEMPLATE, **sound, **bad})
    members = {"kep": sorted(path for path in (*sound, *bad) if path.endswith(".md"))}
    tried = learn(tree, parse_config(CONFIG, ".speclatch.yml", BY_ID), members)

    assert {} == tried.practice.points
    assert {"kep": (1, 5)} == tried.failing
