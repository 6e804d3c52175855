"""A report that is told again: word for word, and only while nothing has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Repository

from speclatch.errors import ExitCode
from speclatch.judging import pipeline
from speclatch.judging.pipeline import Case
from speclatch.model import Report
from speclatch.workspace.cache_file import CacheBlob, cache_folder, open_blob
from speclatch.workspace.report_cache import LastReport, Rendered

SPEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
REAL, GONE = "ref: docs/10-prd/PRD-021-collection-slots.md", "ref: docs/10-prd/PRD-021-gone.md"


@pytest.fixture
def told(depot: Repository, cache: Path) -> Repository:
    """The example, judged once as a whole, with a cache of its own."""
    assert cache.is_dir()
    depot.edit(SPEC, REAL, GONE)
    depot.run("check", "--all", "--format", "json")
    return depot


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    """Notes every judging."""
    cases: list[Case] = []
    judge = pipeline.run

    def noted(case: Case, **more: Any) -> Report:
        cases.append(case)
        return judge(case, **more)

    monkeypatch.setattr(pipeline, "run", noted)
    return cases


def test_the_same_is_told_again(told: Repository, judged: list[Case]) -> None:
    """Nothing is judged, and report and exit code are what they were."""
    anew = told.run("check", "--all", "--format", "json", "--no-cache")
    again = told.run("check", "--all", "--format", "json")

    assert 1 == len(judged)
    assert anew == again
    assert 1 == again.code
    assert json.loads(again.out)["findings"]


PRD = "docs/10-prd/PRD-021-collection-slots.md"
CHANGES: dict[str, Callable[[Repository], object]] = {
    "a spec": lambda told: told.edit(SPEC, GONE, "ref: docs/10-prd/PRD-021-lost.md"),
    "a target": lambda told: told.write({"docs/10-prd/PRD-021-gone.md": "# PRD-021: Slots\n\nSlots.\n"}),
    "the configuration": lambda told: told.write({".speclatch.yml": "version: 1\nrules: {reference-broken: note}\n"}),
    "the baseline": lambda told: told.run("baseline"),
    "a linked document": lambda told: told.write({PRD: "# PRD-021: Slots\n\nFewer.\n"}),
    "a file that is gone": lambda told: (told.root / PRD).unlink(),
    "a file that was renamed": lambda told: (told.root / PRD).rename(told.root / PRD.replace("021", "022")),
    "another case of a name": lambda told: (told.root / PRD).rename(told.root / PRD.replace("slots", "Slots")),
}
OTHERWISE: dict[str, Callable[[Repository], object]] = {
    "a file that nothing names": lambda told: told.write({"src/new.ts": "export {};\n"}),
    "a template that is none here": lambda told: told.write({"docs/spec-template.md": "## Another section\n"}),
    "a file beside a document": lambda told: told.write({"docs/21-exec-spec/kep.yaml": "status: Draft\n"}),
    "a symbolic link": lambda told: (told.root / "docs" / "link.md").symlink_to(told.root / PRD),
    "a name in another folder": lambda told: told.write({"src/deep/down/useChooseSlots.ts": "export {};\n"}),
}
ARGUMENTS = {
    "what fails": ("--all", "--format", "json", "--fail-on", "never"),
    "the format": ("--all", "--format", "markdown"),
    "no cache": ("--all", "--format", "json", "--no-cache"),
    "a part": ("docs", "--format", "json"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_has_changed_is_judged(
    told: Repository, judged: list[Case], change: Callable[[Repository], object]
) -> None:
    """Something that the report depends on is other than it was."""
    change(told)
    judged.clear()
    told.run("check", "--all", "--format", "json")

    assert 1 == len(judged)


@pytest.mark.parametrize("change", OTHERWISE.values(), ids=OTHERWISE)
def test_what_changes_nothing_is_told_again(
    told: Repository, judged: list[Case], change: Callable[[Repository], object]
) -> None:
    """Other files than those that the report depends on; the second time they are known, too."""
    change(told)
    again = [told.run("check", "--all", "--format", "json") for _ in range(2)]

    assert [] == judged
    assert [told.run("check", "--all", "--format", "json", "--no-cache")] * 2 == again
    assert 1 == again[0].code


def test_a_change_that_is_taken_back_is_known(told: Repository, judged: list[Case]) -> None:
    """Unless something was found between, of which the report took its place."""
    told.write({"src/new.ts": "export {};\n"})
    told.run("check", "--all")
    (told.root / "src/new.ts").unlink()
    judged.clear()
    told.run("check", "--all")
    assert [] == judged

    told.edit(SPEC, GONE, REAL)
    told.run("check", "--all")
    told.edit(SPEC, REAL, GONE)
    judged.clear()
    told.run("check", "--all")
    assert 1 == len(judged)


def test_what_is_found_again_in_another_form_is_judged(told: Repository, judged: list[Case]) -> None:
    """Formats, and what fails, make another report of what was found."""
    told.write({"src/new.ts": "export {};\n"})
    for more in (("--format", "markdown"), ("--format", "json", "--fail-on", "never")):
        judged.clear()
        found = told.run("check", "--all", *more)

        assert 1 == len(judged)
        assert told.run("check", "--all", *more, "--no-cache") == found


def test_another_program_judges_for_itself(
    told: Repository, judged: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version, another Python, another library that reads: nothing of what they found out is believed."""
    monkeypatch.setattr("speclatch.workspace.cache_file.this_program", lambda: "another")
    told.run("check", "--all", "--format", "json")

    assert 1 == len(judged)


@pytest.mark.parametrize("arguments", ARGUMENTS.values(), ids=ARGUMENTS)
def test_another_question_is_judged(told: Repository, judged: list[Case], arguments: tuple[str, ...]) -> None:
    """Another report is asked for, or one that nobody remembers."""
    told.run("check", *arguments)

    assert 1 == len(judged)


@pytest.mark.parametrize("row", [[], [1], ["another"], [["name"]]])
def test_a_state_that_names_no_report_is_judged(
    told: Repository, judged: list[Case], row: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody vouches for the cache: neither a pass nor a text is made of what is no report."""
    monkeypatch.setattr("speclatch.workspace.cache_file.CacheFile.get", lambda *_: row)
    ran = told.run("check", "--all", "--format", "json", "--fail-on", "warning")

    assert 1 == len(judged)
    assert (1, True) == (ran.code, bool(json.loads(ran.out)["findings"]))


WORDS = Rendered(("größer\nas it is\r\n", "", "\ud800"), ExitCode.FAIL, 2)


def test_a_report_is_kept_as_it_is() -> None:
    """Its texts, however many, come back letter for letter, under its name alone."""
    blob = CacheBlob(b"")
    LastReport(blob).put("name", WORDS)
    assert blob.new is not None
    last = LastReport(CacheBlob(blob.new))

    assert WORDS == last.get("name")
    assert None is last.get("nam")


BODIES = {
    "nothing": b"",
    "one line": b'["n", 0, 0, [4]]text',
    "another name": b'["m", 0, 0, [4]]\ntext',
    "no code": b'["n", 3, 0, [4]]\ntext',
    "no count": b'["n", 0, "0", [4]]\ntext',
    "too short": b'["n", 0, 0, [4]]\ntex',
    "too long": b'["n", 0, 0, [4]]\ntexts',
    "backwards": b'["n", 0, 0, [5, -1]]\ntext',
    "no sizes": b'["n", 0, 0, ["4"]]\ntext',
    "another coding": b'["n", 0, 0, [4]]\n\xff\xfe\xfd\xfc',
    "no list": b'{"n": 0}\ntext',
    "no JSON": b"text\ntext",
    "deep": b"[" * 100_000 + b"\n",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_is_no_report_is_none(body: bytes) -> None:
    """Whatever the file holds: the report is made anew."""
    assert None is LastReport(CacheBlob(body)).get("n")


def test_findings_of_the_baseline_that_are_gone_are_told_again(told: Repository, judged: list[Case]) -> None:
    """The remark on stderr belongs to what is told."""
    told.run("baseline")
    told.edit(SPEC, GONE, REAL)
    first = told.run("check", "--all")
    judged.clear()
    second = told.run("check", "--all")

    assert "gone" in second.err
    assert ([], first) == (judged, second)


def test_one_report_is_kept(told: Repository) -> None:
    """The cache of reports does not grow: it holds the last one."""
    told.run("check", "--all", "--format", "sarif")

    with open_blob(told.root, cache_folder(os.environ), "report") as blob:
        assert blob is not None
        assert 1 == blob.body.count(b"sarif-2.1.0")
