"""``speclatch status --format evidence``: the same commit gives the same bytes, with every link an auditor follows."""

from __future__ import annotations

import json
import subprocess
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import Repository, in_a_process

EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
PRD = "docs/10-prd/PRD-021-collection-slots.md"


def evidence(depot: Repository, *arguments: str) -> Any:
    """The evidence as data, checked against its schema."""
    ran = depot.run("status", "--format", "evidence", *arguments)
    assert 0 == ran.code, ran.err
    data = json.loads(ran.out)
    schema = json.loads((resources.files("speclatch.reports.status") / "evidence.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    return data


def spec(data: Any, path: str = EXEC) -> Any:
    """One spec of the evidence."""
    return next(one for one in data["specs"] if one["path"] == path)


def test_it_is_of_the_commit_and_not_of_the_disk(depot: Repository) -> None:
    """What nobody committed, and files that git does not know, change nothing."""
    before = depot.run("status", "--format", "evidence").out
    depot.edit(EXEC, "status: Implementation", "status: Draft")
    depot.write({"docs/10-prd/PRD-060-x.md": "# X\n", "src/a.py": "# REQ-PRD-FUN-01\n"})

    assert before == depot.run("status", "--format", "evidence").out


def test_another_clone_gives_the_same_bytes(depot: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """In another folder, with a remote, in another language and time zone."""
    clone = tmp_path_factory.mktemp("clones") / "elsewhere"
    subprocess.run(["git", "clone", "-q", str(depot.root), str(clone)], check=True)
    there = in_a_process(clone, "status", "--format", "evidence", TZ="Pacific/Auckland", LC_ALL="C", PYTHONHASHSEED="7")

    assert depot.run("status", "--format", "evidence").out == there.out


def test_code_and_tests_that_name_a_requirement_are_told_apart(depot: Repository) -> None:
    """By the customs of the usual languages; an id that is only a part of another is none."""
    depot.commit(
        {
            "src/slots.ts": "// REQ-PRD-FUN-01\n",
            "src/slots.test.ts": "x\nit('REQ-PRD-FUN-01', y)\n",
            "src/other.ts": "// REQ-PRD-FUN-011 XREQ-PRD-FUN-01\n",
            "logo.png": b"\x89PNG\0REQ-PRD-FUN-01",
        }
    )
    found = next(one for one in evidence(depot)["requirements"] if one["id"] == "REQ-PRD-FUN-01")

    assert [{"path": "src/slots.ts", "line": 1}] == found["code"]
    assert [{"path": "src/slots.test.ts", "line": 2}] == found["tests"]


def test_a_waiver_stands_with_its_reason(depot: Repository) -> None:
    """What an ignore comment excuses is told, with the line of both."""
    depot.edit(EXEC, "## 6) ", "<!-- speclatch-ignore: link-broken -- moved next week -->\n[x](gone.md)\n\n## 6) ")
    depot.commit()

    assert [("link-broken", "moved next week")] == [
        (one["rule"], one["reason"]) for one in spec(evidence(depot))["waivers"]
    ]


def test_answers_of_must_rows_are_listed(depot: Repository) -> None:
    """All seventeen, each answered."""
    answers = spec(evidence(depot), "specs/deposit-holds/spec.md")["answers"]

    assert (17, True) == (len(answers), all(one["answered"] and one["answer"] for one in answers))


def test_a_document_has_its_first_and_its_last_commit(depot: Repository) -> None:
    """The commit that brought it, and the one that changed it last."""
    first = depot.git("rev-parse", "HEAD").strip()
    depot.edit(EXEC, "status: Implementation", "status: Approved")
    depot.commit()
    found = spec(evidence(depot))

    assert (first, depot.git("rev-parse", "HEAD").strip()) == (
        found["introduced"]["commit"],
        found["changed"]["commit"],
    )


def test_an_approval_is_of_the_text_it_was_given_on(depot: Repository) -> None:
    """After the text changes it stays listed, and is no longer of this text."""
    head = depot.git("rev-parse", "HEAD").strip()
    depot.commit()
    reviews = depot.root.parent / "reviews.json"
    reviews.write_text(json.dumps([{"path": EXEC, "reviewer": "jo", "commit": head, "date": "2026-05-01"}]))
    before = spec(evidence(depot, "--reviews", str(reviews)))["reviews"]
    depot.edit(EXEC, "status: Implementation", "status: Approved")
    depot.commit()
    after = spec(evidence(depot, "--reviews", str(reviews)))["reviews"]

    assert [True, False] == [one["of_this_text"] for one in (*before, *after)]


@pytest.mark.parametrize("content", ["{}", "[1]", '[{"path": "a"}]', "no json"])
def test_a_file_of_reviews_that_is_none_is_refused(depot: Repository, content: str) -> None:
    """By its name, with what it has to be."""
    (depot.root.parent / "r.json").write_text(content)
    ran = depot.run("status", "--format", "evidence", "--reviews", str(depot.root.parent / "r.json"))

    assert (2, True) == (ran.code, "r.json" in ran.err)


def test_a_shallow_clone_cannot_tell(depot: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It says how to get the history, and gives no evidence."""
    depot.commit({"x.txt": "x"})
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{depot.root}", str(clone)], check=True)
    ran = in_a_process(Path(clone), "status", "--format", "evidence")

    assert (3, "", True) == (ran.code, ran.out, "--unshallow" in ran.err)
