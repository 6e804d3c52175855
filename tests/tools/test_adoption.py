"""Trying `init` on repositories that others wrote: what is right, what is missing, what took too long."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tools.adoption import LISTED, Family, Result, Truth, governors, judge, main, passing, read, table

TEMPLATE = (
    "# Title of the proposal\n\n## Why\n\n(Say what is wrong today.)\n\n## What changes\n\n(Describe the change.)\n"
)
DOCUMENT = "# Proposal {0}\n\n## Why\n\nThe lamps of pier {0} go out.\n\n## What changes\n\nPier {0} gets new lamps.\n"


def clone(folder: Path, files: dict[str, str]) -> str:
    """A repository with one commit, whose name is returned."""
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "x"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True)
    said = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True)
    return said.stdout.strip()


@pytest.fixture
def piers(tmp_path: Path) -> Path:
    """A folder with one clone and the list that names it, and another that is not there."""
    documents = {f"proposals/000{number}-pier.md": DOCUMENT.format(number) for number in range(1, 6)}
    commit = clone(
        tmp_path / "clones" / "harbour+piers", {"proposals/template.md": TEMPLATE, "README.md": "# Piers\n"} | documents
    )
    (tmp_path / "list.toml").write_text(
        f'[[repository]]\nname = "harbour/piers"\ncommit = "{commit}"\n[[repository.family]]\n'
        'documents = ["proposals/0*.md"]\nby = ["proposals/template.md"]\n'
        '[[repository]]\nname = "harbour/buoys"\ncommit = "0"\n',
        encoding="utf-8",
    )
    return tmp_path


def test_a_clone_is_measured_in_a_copy_and_what_is_missing_is_said(
    piers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The clone stays as it was; the result is kept and not measured again."""
    arguments = [
        str(piers / "clones"),
        "--list",
        str(piers / "list.toml"),
        "--json",
        str(piers / "kept"),
        "--version",
        "x",
    ]

    assert 0 == main(arguments)
    first = capsys.readouterr()
    assert "harbour/buoys: no clone" in first.err
    assert "| harbour/piers | 5 | 1.00 | 5/5 |" in first.out
    assert "right to 0.95: 1 of 1" in first.out
    assert ["README.md", "proposals"] == sorted(
        path.name for path in (piers / "clones" / "harbour+piers").iterdir() if path.name != ".git"
    )

    kept = piers / "kept" / "harbour+piers.json"
    stored = json.loads(kept.read_text(encoding="utf-8"))
    assert {"init": 0, "check": 0, "prove": 0} == stored["exits"]
    kept.write_text(json.dumps(stored | {"note": "kept"}), encoding="utf-8")
    main(arguments)
    assert "| kept |" in capsys.readouterr().out
    main([*arguments[:-1], "y"])
    assert "| kept |" not in capsys.readouterr().out


def test_what_is_found_is_told_without_trying_it(piers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Governed documents alone, of what is there."""
    assert 0 == main([str(piers / "clones"), "--list", str(piers / "list.toml"), "--found", "--version", "x"])
    out = capsys.readouterr().out

    assert "speclatch x: 1 of 2 repositories" in out
    assert "| harbour/piers | 5 | 1.00 | 0 | 0 | 0 |  |" in out
    assert "right to 0.95: 1 of 1" in out


def test_a_limit_that_is_hit_is_said(piers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No share is made up for it."""
    main([str(piers / "clones"), "--list", str(piers / "list.toml"), "--limit", "0"])

    assert "| harbour/piers | 0 |  |  |  |  |  |  | limit of 0 s hit in init |" in capsys.readouterr().out


def test_right_is_what_the_right_template_governs_and_what_is_named() -> None:
    """What is missed, beyond and mistaken counts against it; what may be either does not."""
    truth = Truth(
        "a/b",
        "0",
        (
            Family(("rfcs/*.md", "!rfcs/template.md"), ("rfcs/template.md",)),
            Family(("notes/*.md",), unknown=True),
        ),
        ("old/*.md",),
    )
    paths = [*(f"rfcs/{number}.md" for number in range(4)), "rfcs/template.md", "notes/a.md", "notes/b.md", "old/x.md"]
    governed = {"rfcs/0.md": "rfcs/template.md", "rfcs/1.md": "rfcs/template.md", "rfcs/2.md": "madr"}
    governed |= {"old/x.md": "madr", "README.md": "madr"}
    result = Result("a/b", "0")

    judge(truth, paths, governed, "left out    2 documents in notes/*.md: no template says what\n", result)

    assert (["rfcs/3.md"], ["README.md"], ["rfcs/2.md"]) == (result.missed, result.beyond, result.mistaken)
    assert (6, 4, 2) == (result.documents, result.governed, result.named)
    assert result.right == pytest.approx(2 * 4 / (6 + 4 + 2))


def test_what_governs_is_a_template_or_a_bundled_family() -> None:
    """A profile may do without a name of its own."""
    written = "profiles:\n- {name: rfc, template: t.md}\n- {use: madr, match: [a.md]}\n- {name: x, use: adr}\n"

    assert {"rfc": "t.md", "madr": "madr", "x": "adr"} == governors(written)
    assert {} == governors("") == governors("version: 1\n")


def test_nothing_governed_is_right_where_nothing_should_be() -> None:
    """One document too many makes it wrong."""
    right, wrong = Result("a/b", "0"), Result("a/b", "0")
    judge(Truth("a/b", "0"), ["README.md"], {}, "", right)
    judge(Truth("a/b", "0"), ["README.md"], {"README.md": "adr"}, "", wrong)

    assert (1.0, 0.0) == (right.right, wrong.right)


def test_an_error_in_the_file_beside_a_document_is_the_documents() -> None:
    """Drafts do not count."""
    report = {
        "specs": [
            {"path": "a/README.md", "phase": "done"},
            {"path": "b/README.md", "phase": "implementing"},
            {"path": "c/README.md", "phase": "draft"},
            {"path": "d/README.md", "phase": "done"},
        ],
        "findings": [
            {"path": "a/kep.yaml", "severity": "error"},
            {"path": "d/link.md", "severity": "error"},
            {"path": "b/README.md", "severity": "warning"},
            {"path": "c/README.md", "severity": "error"},
        ],
    }

    assert (3, 2) == passing(report)


def test_what_was_not_measured_is_left_blank() -> None:
    """No share is made up."""
    assert "| a/b | 0 |  |  |  |  |  |  | no |" in list(table([Result("a/b", "0", note="no")]))


def test_the_committed_list_can_be_read_and_names_each_repository_once() -> None:
    """Each has a whole commit, and each family documents."""
    truths = read(LISTED)

    assert len(truths) == len({one.name for one in truths}) >= 30
    assert all(40 == len(one.commit) for one in truths)
    assert all(family.documents for one in truths for family in one.families)
    assert not [one.name for one in truths for family in one.families if family.unknown and family.by]
