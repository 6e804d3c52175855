"""``speclatch status --format evidence``: the same commit gives the same bytes, with every link an auditor follows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import Repository, environment, in_a_process

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


def test_without_a_requirement_no_file_of_code_is_asked(depot: Repository) -> None:
    """Ids in code that no document has are nobody's."""
    for path in sorted(depot.root.rglob("*.md")):
        path.write_text(path.read_text("utf-8").replace("REQ-", "Requirement "), "utf-8")
    depot.commit({"src/slots.ts": "// REQ-PRD-FUN-01\n"})

    assert [] == evidence(depot)["requirements"]


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


CRLF = ("-c", "core.autocrlf=true", "-c", "core.eol=crlf")
TASTES = {
    "color.ui": "always",
    "core.abbrev": "5",
    "core.quotePath": "false",
    "diff.mnemonicPrefix": "true",
    "diff.noprefix": "true",
    "diff.orderFile": "order",
    "diff.renames": "copies",
    "grep.column": "true",
    "grep.patternType": "perl",
    "i18n.logOutputEncoding": "latin1",
    "log.date": "relative",
    "log.showSignature": "true",
}
"""Settings of a clone by which git speaks otherwise."""


def cloned(depot: Repository, *options: str) -> Path:
    """A clone beside the repository, over the protocol that can cut one off."""
    target = depot.root.parent / f"{depot.root.name}-clone"
    depot.git("clone", "--quiet", *options, f"file://{depot.root}", str(target))
    return target


def git(root: Path, *arguments: str) -> None:
    """Run git in a clone."""
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, env=environment())


def stricter(depot: Repository) -> Path:
    """Files that nobody else may read, or write."""
    root = cloned(depot)
    for path in root.rglob("*"):
        if path.is_file() and ".git" not in path.parts:
            path.chmod(0o400)
    return root


def backwards(depot: Repository) -> Path:
    """Checked out file by file, the last one first, and packed otherwise."""
    root = cloned(depot, "--no-checkout")
    listed = depot.git("ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")
    git(root, "read-tree", "HEAD")
    for path in sorted(filter(None, listed), reverse=True):
        git(root, "checkout-index", "--", path)
    git(root, "repack", "-adfq", "--depth=1")
    git(root, "commit-graph", "write", "--reachable", "--changed-paths")
    return root


def windows(depot: Repository) -> Path:
    """Lines that end in CR LF on the disk."""
    root = cloned(depot, *CRLF)
    assert b"\r\n" in (root / EXEC).read_bytes()
    return root


def sparse(depot: Repository) -> Path:
    """Only one folder of it on the disk."""
    root = cloned(depot, "--sparse")
    git(root, "sparse-checkout", "set", "docs/10-prd")
    assert not (root / EXEC).exists()
    return root


def later(depot: Repository) -> Path:
    """A clone that knows more than the commit that is checked out: newer commits, other branches, tags."""
    head = depot.git("rev-parse", "HEAD").strip()
    depot.git("switch", "--quiet", "--create", "later")
    depot.edit(EXEC, "status: Implementation", "status: Draft")
    depot.commit()
    depot.git("tag", "v9")
    root = cloned(depot)
    git(root, "checkout", "--quiet", "--detach", head)
    return root


def deep(depot: Repository) -> Path:
    """Cut off behind its first commit, which cuts nothing."""
    return cloned(depot, "--depth", "50")


def deepened(depot: Repository) -> Path:
    """Cut off, and brought its history afterwards."""
    root = cloned(depot, "--depth", "1")
    git(root, "fetch", "--quiet", "--unshallow")
    return root


def tasteful(depot: Repository) -> Path:
    """Somebody's own settings."""
    root = cloned(depot)
    (root / "order").write_text("specs/*\n*.sql\n")
    for name, value in TASTES.items():
        git(root, "config", name, value)
    return root


def grafted(depot: Repository) -> Path:
    """Somebody's own view of the history: replacements and grafts are not of the commit."""
    root = cloned(depot)
    head = depot.git("rev-parse", "HEAD").strip()
    git(root, "replace", f"{head}~1", f"{head}~2")
    (root / ".git" / "info" / "grafts").write_text(f"{head}\n")
    return root


@pytest.mark.parametrize(
    "clone",
    [stricter, backwards, windows, sparse, later, deep, deepened, tasteful, grafted],
    ids=lambda one: one.__name__,
)
def test_no_clone_gives_other_bytes(depot: Repository, clone: Callable[[Repository], Path]) -> None:
    """However it came to be: what it is made from is the commit."""
    depot.edit(EXEC, "## 6) ", "<!-- speclatch-ignore: link-broken -- Über Nacht -->\n[x](gone.md)\n\n## 6) ")
    depot.commit({"src/slots.test.ts": "it('REQ-PRD-FUN-01', y)\n", "src/slots.ts": "// REQ-PRD-FUN-01\n"})
    depot.commit({PRD: depot.read(PRD) + "\nOne thing more.\n"})
    here = depot.run("status", "--format", "evidence").out
    there = in_a_process(clone(depot), "status", "--format", "evidence")

    assert (0, here) == (there.code, there.out)


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX", "tr_TR.UTF-8", "de_DE.ISO-8859-1"])
def test_no_locale_gives_other_bytes(depot: Repository, locale: str) -> None:
    """Nor a stricter mask for new files, another encoding of the terminal, or a file in place of it."""
    target = depot.root.parent / f"{depot.root.name}.json"
    here = depot.run("status", "--format", "evidence").out
    run = [
        "sh",
        "-c",
        'umask 077 && exec "$@"',
        "sh",
        sys.executable,
        "-m",
        "speclatch",
        "status",
        "--format",
        "evidence",
    ]
    own = environment(LC_ALL=locale, LANGUAGE="de:tr", PYTHONIOENCODING="latin-1", PYTHONUTF8="0", TZ="Asia/Kathmandu")
    subprocess.run([*run, "--output", str(target)], cwd=depot.root, check=True, capture_output=True, env=own)

    assert here.encode() == target.read_bytes()
