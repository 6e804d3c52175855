"""``speclatch status`` and ``trace``: the facts of a repository, the same in text, JSON and on the page."""

from __future__ import annotations

import html
import json
import re
import subprocess
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import Repository, environment

EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
PRD = "docs/10-prd/PRD-021-collection-slots.md"
HOLDS = "docs/10-prd/PRD-023-deposit-holds.md"


def status(depot: Repository, *arguments: str) -> Any:
    """The status as data, checked against its schema."""
    ran = depot.run("status", "--format", "json", *arguments)
    assert 0 == ran.code, ran.err
    data = json.loads(ran.out)
    schema = json.loads((resources.files("speclatch.reports.status") / "status.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
    return data


def spec(data: Any, path: str = EXEC) -> Any:
    """One spec of a status."""
    return next(one for one in data["specs"] if one["path"] == path)


def requirement(data: Any, name: str) -> Any:
    """One requirement of the PRD."""
    document = next(one for one in data["documents"] if one["path"] == PRD)
    return next(one for one in document["requirements"] if one["id"] == name)


def test_it_says_who_is_ready_and_since_when(depot: Repository) -> None:
    """A finished spec is ready, has its owner, and the day on which git saw it change."""
    found = spec(status(depot))

    assert (True, "Tom Oduya", "EXEC-014") == (found["ready"], found["owner"], found["id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["changed"])


def test_a_repository_without_a_spec(repository: Repository) -> None:
    """It has none, and that is all there is to say."""
    repository.commit({".speclatch.yml": "version: 1\n", "src/a.ts": "export {};\n"})
    ran = repository.run("status")

    assert (0, 1) == (ran.code, ran.out.count("\n"))
    assert ran.out.endswith(": 0 specs\n")


def test_where_all_requirements_are_covered_none_is_told(depot: Repository) -> None:
    """A note is nothing to do, either."""
    depot.write({".speclatch.yml": depot.read(".speclatch.yml") + "rules: {front-matter-value: note}\n"})
    depot.edit(EXEC, "date: 2026-02-11", "date: 2026-02-31")
    told = depot.run("status").out
    rows = depot.read(HOLDS).splitlines(keepends=True)
    depot.write({HOLDS: "".join(row for row in rows if "REQ-PRD-FUN-06" not in row)})
    covered = depot.run("status").out

    assert "1 of 14 requirements have no spec" in told
    assert "Most to do" not in told
    assert "have no spec" not in covered


def test_a_prd_that_no_spec_names_is_listed(depot: Repository) -> None:
    """It counts, and the text names it; one that was withdrawn does not."""
    depot.commit(
        {
            "docs/10-prd/PRD-050-new.md": "---\nid: PRD-050\nstatus: Approved\n---\n\n# New\n",
            "docs/10-prd/PRD-051-old.md": "---\nid: PRD-051\nstatus: Withdrawn\n---\n\n# Old\n",
        }
    )
    text = depot.run("status").out

    assert "docs/10-prd/PRD-050-new.md" in text
    assert "PRD-051" not in text


def test_a_requirement_is_covered_by_a_spec_that_is_no_draft(depot: Repository) -> None:
    """The same spec as a draft covers it partly, and one that no longer names it not at all."""
    before = requirement(status(depot), "REQ-PRD-FUN-01")
    depot.edit(EXEC, "status: Implementation", "status: Draft")
    drafted = requirement(status(depot), "REQ-PRD-FUN-01")
    depot.write({EXEC: depot.read(EXEC).replace("REQ-PRD-FUN-01", "the first one")})
    gone = requirement(status(depot), "REQ-PRD-FUN-01")

    assert ["covered", "partly", "uncovered"] == [one["state"] for one in (before, drafted, gone)]


def test_an_open_task_leaves_its_requirement_partly_covered(depot: Repository) -> None:
    """A box that names the requirement and is open says that the work is not done."""
    depot.write({EXEC: depot.read(EXEC) + "\n- [ ] Test REQ-PRD-FUN-01 at midnight\n"})
    found = requirement(status(depot), "REQ-PRD-FUN-01")

    assert ("partly", [False]) == (found["state"], [task["closed"] for task in found["tasks"]])


@pytest.mark.parametrize(
    ("text", "states", "tasks"),
    [
        ("REQ-PRD-FUN-01..03", ["covered"] * 3, [[], [], []]),
        ("REQ-PRD-FUN-01 to 02, <!-- REQ-PRD-FUN-03 -->", ["covered", "covered", "uncovered"], [[], [], []]),
        (
            "REQ-PRD-FUN-01 <!-- as\nREQ-PRD-FUN-02 --> REQ-PRD-FUN-03",
            ["covered", "uncovered", "covered"],
            [[], [], []],
        ),
        ("~~REQ-PRD-FUN-01~~ <del>REQ-PRD-FUN-02</del> REQ-PRD-FUN-03", [*["uncovered"] * 2, "covered"], [[], [], []]),
        (
            (
                "| ID | Parent |\n|---|---|\n| REQ-SPC-01 | REQ-PRD-FUN-01..02 |\n| REQ-SPC-02 | REQ-PRD-FUN-03 |\n\n"
                "- [ ] Mail it (REQ-SPC-01)\n- [x] Print it (REQ-SPC-02)"
            ),
            ["partly", "partly", "covered"],
            [[False], [False], [True]],
        ),
    ],
    ids=["a range", "a comment", "a comment of two lines", "struck", "boxes that name rows"],
)
def test_what_covers_a_requirement(depot: Repository, text: str, states: list[str], tasks: list[list[bool]]) -> None:
    """A reader finds it in the spec, in a range or by the row that it stands in; what nobody sees covers nothing."""
    depot.write({EXEC: re.sub(r"REQ-PRD-\w+-\d+", "it", depot.read(EXEC)) + f"\n## More\n\n{text}\n"})
    data = status(depot)
    found = [requirement(data, f"REQ-PRD-FUN-0{number}") for number in (1, 2, 3)]

    assert (states, tasks) == (
        [one["state"] for one in found],
        [[task["closed"] for task in one["tasks"]] for one in found],
    )


def test_open_work_is_counted_as_check_counts_it(depot: Repository) -> None:
    """A broken reference is a failing spec in both."""
    depot.edit(EXEC, "PRD-021-collection-slots.md\n", "PRD-021-gone.md\n")
    data = status(depot)
    report = json.loads(depot.run("check", "--all", "--format", "json").out)
    errors = sum(one["severity"] == "error" and one["path"] == EXEC for one in report["findings"])

    assert errors == spec(data)["findings"]["errors"] > 0
    assert 1 == data["totals"]["failing"]


def test_reports_of_several_repositories_make_one_page(depot: Repository, tmp_path: Path) -> None:
    """Each spec says whose it is; the numbers are those of both."""
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    data = status(depot)
    one.write_text(json.dumps(data))
    other.write_text(json.dumps({**data, "repositories": [{**data["repositories"][0], "name": "acme/other"}]}))
    merged = status(depot, str(one), str(other))

    assert 2 * data["totals"]["specs"] == merged["totals"]["specs"]
    assert {data["repositories"][0]["name"], "acme/other"} == {found["repository"] for found in merged["specs"]}


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 2, "repositories": []}'])
def test_a_file_that_is_no_status_is_named(depot: Repository, tmp_path: Path, content: str) -> None:
    """With what makes one."""
    (tmp_path / "x.json").write_text(content)
    ran = depot.run("status", str(tmp_path / "x.json"))

    assert 2 == ran.code
    assert "x.json" in ran.err


def test_a_status_that_was_altered_is_named(depot: Repository, tmp_path: Path) -> None:
    """A part that lacks something, and a report of another command, are told from a status."""
    data = status(depot)
    broken = {**data, "specs": [{key: value for key, value in data["specs"][0].items() if key != "counts"}]}
    check = json.loads(depot.run("check", "--all", "--format", "json").out)
    said = []
    for content in ({"version": 1, "repositories": []}, broken, check):
        (tmp_path / "x.json").write_text(json.dumps(content))
        ran = depot.run("status", str(tmp_path / "x.json"))
        said.append(
            (ran.code, re.findall("x.json is a (status with something missing|report of `speclatch check`)", ran.err))
        )

    missing = (2, ["status with something missing"])
    assert [missing, missing, (2, ["report of `speclatch check`"])] == said


def test_parts_of_two_commits_are_not_put_together(depot: Repository, tmp_path: Path) -> None:
    """They tell of two repositories that never were one."""
    data = status(depot)
    other = {**data, "repositories": [{**data["repositories"][0], "commit": "f" * 40}]}
    (tmp_path / "one.json").write_text(json.dumps(data))
    (tmp_path / "two.json").write_text(json.dumps(other))
    ran = depot.run("status", str(tmp_path / "one.json"), str(tmp_path / "two.json"))

    assert 2 == ran.code
    assert re.search(r"one\.json and \S*two\.json are of two commits of \S+ \([0-9a-f]{7}, fffffff\)", ran.err)


def test_a_trace_goes_down_and_up(depot: Repository) -> None:
    """From the PRD to the migration, and from the migration to the PRD."""
    down = depot.run("trace", "PRD-021").out
    up = depot.run("trace", "20260203141530_collection_slots.sql").out

    assert "migration 20260203141530_collection_slots.sql" in down
    assert PRD in up


@pytest.mark.parametrize("name", ["req-prd-fun-01", "REQ_PRD_FUN_01", " REQ-PRD-FUN-01 "])
def test_a_trace_of_a_requirement_names_its_lines(depot: Repository, name: str) -> None:
    """Where it is defined, and where the spec names it; in any spelling that two documents may have for it."""
    out = depot.run("trace", name).out

    assert re.search(rf"^requirement REQ-PRD-FUN-01 \[covered\]  {re.escape(PRD)}:\d+$", out, re.MULTILINE)
    assert re.search(rf"spec EXEC-014 \[implementing\]  {re.escape(EXEC)}:\d+$", out, re.MULTILINE)


def test_a_trace_of_a_spec_names_what_it_is_built_on(depot: Repository) -> None:
    """Its PRD, its migrations and the requirements that it covers; as data, each link with its depth."""
    ran = depot.run("trace", "EXEC-014", "--format", "json")
    [trace] = json.loads(ran.out)["traces"]

    assert ("spec", "EXEC-014", EXEC) == tuple(trace["start"][key] for key in ("kind", "name", "path"))
    assert {("prd", PRD), ("requirement", PRD)} <= {(one["kind"], one["path"]) for one in trace["links"]}
    assert {0} == {one["depth"] for one in trace["links"]}


def test_a_trace_as_a_chart(depot: Repository) -> None:
    """What is missing is drawn otherwise, and no sign of a name can end its label."""
    text = depot.read(EXEC)
    depot.commit(
        {EXEC: text.replace("PRD-021", "PRD-099"), "docs/10-prd/PRD-052-a.md": "---\nid: PRD-052\n---\n\n# A\n"}
    )
    lines = depot.run("trace", "EXEC-014", "--format", "mermaid").out.splitlines()
    alone = depot.run("trace", "PRD-052").out

    assert ["flowchart LR", '  n0["EXEC-014"]'] == lines[:2]
    assert any("stroke-dasharray" in line for line in lines)
    assert any(line.startswith("  n0 --> n") for line in lines)
    assert "nothing refers to it, and it refers to nothing" in alone


def test_a_spec_below_several_requirements_is_drawn_once(depot: Repository) -> None:
    """Each of them has an arrow to the same box of the chart."""
    chart = depot.run("trace", "PRD-021", "--format", "mermaid").out.splitlines()
    [box] = [line.partition("[")[0].strip() for line in chart if '["EXEC-014' in line]

    assert sum(line.endswith(f"--> {box}") for line in chart) > 1, chart


def test_a_document_that_cannot_be_read_is_listed_by_its_path(depot: Repository) -> None:
    """Nobody knows its title and its requirements; it is there all the same."""
    depot.write({HOLDS: b"\xff\xfe\x00# Holds"})
    [found] = [one for one in status(depot)["documents"] if one["path"] == HOLDS]

    assert ("", []) == (found["title"], found["requirements"])


def test_a_spec_that_cannot_be_read_is_told_beside_the_others(depot: Repository, tmp_path: Path) -> None:
    """It is in no list of specs; text, data, page and merged reports say that it is there, once."""
    torn = "docs/21-exec-spec/EXEC-015-torn.md"
    depot.commit({torn: b"---\nid: EXEC-015\nstatus: Draft\n---\n\n# Exec Spec: \xff\n"})
    data = status(depot)
    parts = [tmp_path / f"{number}.json" for number in (1, 2)]
    for number, part in enumerate(parts, 1):
        depot.run("status", "--format", "json", "--shard", f"{number}/2", "--output", str(part))

    assert [("document-unreadable", "error", torn)] == [
        (one["rule"], one["severity"], one["path"]) for one in data["problems"]
    ]
    assert 1 == data["totals"]["unreadable"]
    assert torn not in [one["path"] for one in data["specs"]]
    assert f"  error: {torn}:6: this spec cannot be judged" in depot.run("status").out
    assert data["problems"] == status(depot, *map(str, parts))["problems"]


def test_what_is_found_beside_a_spec_is_the_specs(repository: Repository) -> None:
    """An error in the file that holds its metadata makes it no less failing than one in its text."""
    repository.commit(
        {
            ".speclatch.yml": "version: 1\nprofiles: [{name: proposal, template: template/README.md,"
            " metadata: meta.yaml, match: ['proposals/*/README.md']}]\n",
            "template/README.md": "# <Title>\n\n## Summary\n",
            "template/meta.yaml": "title: <title>\nstatus: implementable\nowner: <owner>\n",
            "proposals/1-slots/README.md": "# Slots\n\n## Summary\n\nBenches are lent.\n",
            "proposals/1-slots/meta.yaml": "title: Slots\nstatus: implementable\nowner: <owner>\n",
        }
    )
    data = status(repository)
    found = spec(data, "proposals/1-slots/README.md")

    assert (1, False) == (found["findings"]["errors"], found["ready"])
    assert [("proposals/1-slots/meta.yaml", 3)] == [(one["path"], one["line"]) for one in found["problems"]]
    assert [] == data["problems"]


def test_a_trace_of_nothing_is_a_slip(depot: Repository) -> None:
    """It says what could have been named."""
    ran = depot.run("trace", "PRD-999")

    assert (2, True) == (ran.code, "PRD-999" in ran.err)


def test_shards_merged_are_the_whole(depot: Repository, tmp_path: Path) -> None:
    """Byte for byte, however many parts there are and in whatever order they come."""
    text = depot.read(EXEC)
    for number in range(15, 24):
        depot.write({f"docs/21-exec-spec/EXEC-{number:03d}-x.md": text.replace("EXEC-014", f"EXEC-{number:03d}")})
    parts = []
    for number in (3, 1, 2):
        parts.append(str(tmp_path / f"part-{number}.json"))
        assert 0 == depot.run("status", "--format", "json", "--shard", f"{number}/3", "--output", parts[-1]).code
    (tmp_path / "whole.json").write_text(depot.run("status", "--format", "json").out)
    sizes = [len(json.loads(Path(part).read_text("utf-8"))["specs"]) for part in parts]
    merged = depot.run("status", "--format", "json", *parts).out

    assert 11 == sum(sizes) > max(sizes)
    assert depot.run("status", "--format", "json", str(tmp_path / "whole.json")).out == merged
    assert (tmp_path / "whole.json").read_text("utf-8") == merged


def test_shards_of_a_check_find_together_what_the_whole_finds(depot: Repository) -> None:
    """Each finding once, in one of the parts."""
    text = depot.read(EXEC).replace("PRD-021-collection-slots.md\n", "PRD-021-gone.md\n")
    for number in range(15, 20):
        depot.write({f"docs/21-exec-spec/EXEC-{number:03d}-x.md": text.replace("EXEC-014", f"EXEC-{number:03d}")})
    whole = json.loads(depot.run("check", "--all", "--format", "json").out)
    parts = [
        json.loads(depot.run("check", "--all", "--shard", f"{number}/2", "--format", "json").out) for number in (1, 2)
    ]

    assert [one["fingerprint"] for one in whole["findings"]] == [
        one["fingerprint"]
        for one in sorted(
            (one for part in parts for one in part["findings"]), key=lambda one: (one["path"], one["line"], one["rule"])
        )
    ]


@pytest.mark.parametrize("part", ["0/3", "4/3", "2", "a/b", "1/0", "-1/2"])
def test_a_part_that_is_none_is_refused(depot: Repository, part: str) -> None:
    """With how one is written."""
    ran = depot.run("check", "--all", f"--shard={part}")

    assert (2, True) == (ran.code, "2/5" in ran.err)


HOSTILE = "</script><img src=x onerror=alert(1)>\u2028 ${x} <!-- `|"


def test_the_page_holds_the_data_and_nothing_of_it_as_markup(depot: Repository) -> None:
    """A title made to break out of the page is read back from it unharmed, and stands in it once, escaped."""
    depot.edit(EXEC, 'title: "', 'title: "' + HOSTILE.replace("\u2028", "\\L"))
    page = depot.run("status", "--format", "html").out
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert block is not None

    assert HOSTILE in spec(json.loads(block[1]))["title"]
    assert "<img" not in page
    assert status(depot) == json.loads(block[1])


def test_the_page_runs_only_what_its_policy_names(depot: Repository) -> None:
    """One style and one script, both by hash; nothing is loaded."""
    page = depot.run("status", "--format", "html").out
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    allowed = html.unescape(policy[1])

    assert "default-src 'none'" in allowed
    assert not re.search(r"unsafe|https?:|\*", allowed)
    assert not re.search(r'(?:src|href)="(?!#)', page)


def test_a_prd_that_changed_after_its_spec_makes_it_suspect(depot: Repository) -> None:
    """By git's history, in the data, in the numbers and on the screen."""
    depot.commit()
    depot.write({PRD: f"{depot.read(PRD)}\nOne thing more.\n"})
    later = environment(GIT_COMMITTER_DATE="2099-01-01T00:00:00Z")
    subprocess.run(["git", "-C", str(depot.root), "commit", "--quiet", "-am", "Later"], check=True, env=later)
    data = status(depot)

    assert 1 == data["totals"]["suspect"]
    assert re.fullmatch(r".* of `.*PRD-021.*` changed \d+ days after this spec did", spec(data)["suspect"][0])
    assert "1 suspect" in depot.run("status").out


def test_a_name_says_an_id_once(depot: Repository) -> None:
    """Many titles open with the id of their document."""
    depot.edit(EXEC, 'title: "', 'title: "EXEC-014: ')
    depot.edit(EXEC, "adr_refs:", "adr_refs: [ADR-999] #")

    assert "\n  EXEC-014: " in depot.run("status").out
