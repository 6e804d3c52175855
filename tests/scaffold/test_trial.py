"""What documents do in practice, learnt by running the gate on them before a configuration is written."""

from __future__ import annotations

import pytest
from tests.support.memory import MemoryTree

from speclatch.config.reader import parse_config
from speclatch.rules import BY_ID
from speclatch.scaffold import trial
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


NOTES = b"version: 1\nprofiles: [{name: note, template: template.md, match: ['notes/*.md']}]\n"
NOTE = b"---\nstatus: draft\n---\n\n# <Title>\n\n## Summary\n\n## Risks\n"


def notes(number: int, broken: int, body: str, other: str) -> MemoryTree:
    """Notes, so many of them; of these, the first of every ten are broken up to ``broken``."""
    texts = {f"notes/{n:03}.md": (other if n % 10 < broken else body).format(n=n).encode() for n in range(number)}
    return MemoryTree({"template.md": NOTE, **texts})


def test_what_is_done_and_lacks_a_section_is_told_as_a_note() -> None:
    """Nobody adds it to what is finished; what is still to be built is warned of it."""
    whole = "---\nstatus: done\n---\n\n# Note {n}\n\n## Summary\n\nTides of day {n}.\n"
    tree = notes(40, 3, f"{whole}\n## Risks\n\nFog on day {{n}}.\n", whole)
    tried = learn(
        tree, parse_config(NOTES, ".speclatch.yml", BY_ID), {"note": sorted(set(tree.files) - {"template.md"})}
    )

    assert [("section-missing", "done", "note", 12, 40)] == [
        (one.rule, one.phase.value, one.severity.value, one.count, one.total) for one in tried.practice.levels
    ]
    assert {"note"} == {one.severity.value for one in tried.report.findings}
    assert "implementing" not in str(tried.config.rules["section-missing"].by_phase)


def test_a_rule_is_made_milder_by_all_that_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where those that the practice was read from happen to be in order, the others are looked at as well."""
    monkeypatch.setattr(trial, "SAMPLE", 4)
    monkeypatch.setattr(trial, "MIN_SAMPLE", 4)
    good = "---\nstatus: done\n---\n\n# Note {n}\n\n## Summary\n\nTides of day {n}.\n\n## Risks\n\nFog on day {n}.\n"
    tree = notes(40, 0, good, good)
    broken = {f"notes/{n:03}.md": tree.files[f"notes/{n:03}.md"].replace(b"Fog", b"TODO") for n in range(1, 40, 3)}
    tree = MemoryTree({**tree.files, **{path: raw for path, raw in broken.items() if int(path[6:9]) % 10}})
    tried = learn(
        tree, parse_config(NOTES, ".speclatch.yml", BY_ID), {"note": sorted(set(tree.files) - {"template.md"})}
    )

    assert ["open-point"] == [one.rule for one in tried.practice.levels]
    assert {"note": (0, 40)} == tried.failing
