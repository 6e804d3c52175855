"""``init``, ``new``, ``derive`` and ``ready`` in real repositories."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
import yaml
from tests.cli.conftest import Repository, in_a_process, on_a_terminal

from speclatch.config.reader import parse_config
from speclatch.model import Phase
from speclatch.rules import BY_ID
from speclatch.scaffold.agents import PARAGRAPH, SETTINGS

EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
SPEC = "specs/deposit-holds/spec.md"
WRITTEN = (
    ".speclatch.yml",
    ".github/workflows/speclatch.yml",
    ".pre-commit-config.yaml",
    ".github/rulesets/speclatch.json",
)
AUTHORS_DUE = {
    "placeholder-left",
    "governance-unanswered",
    "task-unchecked",
    "table-empty",
    "table-unfilled",
    "field-empty",
    "section-empty",
    "reference-missing",
    "migration-placeholder",
}
"""What only the author of a new document can answer."""
KEP = """\
---
title: "KEP: [Name]"
kep-number: KEP-####
authors: []
status: provisional | implementable | implemented
creation-date: YYYY-MM-DD
---

# KEP: [Name]

## Summary

[Say in a paragraph what this is about.]

## Motivation

- **Goal**: [What is reached]

## Risks

| Risk | Mitigation |
|------|------------|
| | |

## Drawbacks

- [ ] Costs were considered
"""


def undone(depot: Repository) -> None:
    """Take the configuration out of the example, as it was before the gate came."""
    depot.git("rm", "--quiet", ".speclatch.yml")
    depot.commit()


def test_init_says_what_it_found_and_writes_four_files(depot: Repository) -> None:
    """Specs, linked documents and migrations are recognised; every file is what its reader wants."""
    undone(depot)
    ran = depot.run("init")
    config = parse_config(depot.read(".speclatch.yml").encode(), ".speclatch.yml", BY_ID)
    workflow = yaml.safe_load(depot.read(WRITTEN[1]))
    ruleset = json.loads(depot.read(WRITTEN[3]))

    assert (0, "") == (ran.code, ran.err)
    assert [] == [line for line in WRITTEN if f"wrote       {line}" not in ran.out]
    assert {("docs/21-exec-spec/EXEC-*.md",), ("specs/**/spec.md",)} <= {use.match for use in config.profiles}
    assert {"prd": ("docs/10-prd/**",), "adr": ("docs/20-adr/**",), "api": ("docs/api/**",)} == {
        kind.name: kind.paths for kind in config.references if kind.paths
    }
    assert "supabase" == config.migrations.preset
    assert {"pull_request", "merge_group"} == set(workflow[True])
    assert "speclatch" == yaml.safe_load(depot.read(WRITTEN[2]))["repos"][0]["hooks"][0]["id"]
    (job,) = workflow["jobs"].values()
    (check,) = ruleset["rules"][0]["parameters"]["required_status_checks"]
    assert job["name"] == check["context"]
    assert {"contents": "read", "pull-requests": "write"} == job["permissions"]


def test_init_judges_the_same_specs_as_before(depot: Repository) -> None:
    """The proposed configuration governs the specs that were found."""
    before = json.loads(depot.run("check", "--all", "--format", "json").out)
    undone(depot)
    depot.run("init")
    after = json.loads(depot.run("check", "--all", "--format", "json").out)

    assert {spec["path"] for spec in before["specs"]} <= {spec["path"] for spec in after["specs"]}  # ADRs join them


def test_init_dry_run_writes_nothing(depot: Repository) -> None:
    """The files are shown."""
    undone(depot)
    ran = depot.run("init", "--dry-run")

    assert [] == [path for path in WRITTEN if f"--- {path}\n" not in ran.out]
    assert "" == depot.git("status", "--porcelain")


def test_init_never_overwrites(depot: Repository) -> None:
    """What is there is left alone, and the entry for an existing pre-commit configuration is told."""
    depot.commit({".pre-commit-config.yaml": "repos: []\n", ".github/workflows/speclatch.yml": "mine\n"})
    before = depot.read(".speclatch.yml")
    first = depot.run("init")
    second = depot.run("init")

    assert (before, "repos: []\n", "mine\n") == (
        depot.read(".speclatch.yml"),
        depot.read(".pre-commit-config.yaml"),
        depot.read(".github/workflows/speclatch.yml"),
    )
    assert [3, 4] == [ran.out.count("left alone") for ran in (first, second)]
    assert "      - id: speclatch\n" in first.out


def test_init_leaves_pyproject_alone(depot: Repository) -> None:
    """A configuration in ``pyproject.toml`` is one."""
    undone(depot)
    depot.commit({"pyproject.toml": "[tool.speclatch]\nfail-on = 'never'\n"})
    ran = depot.run("init")

    assert "left alone  pyproject.toml ([tool.speclatch])" in ran.out
    assert not (depot.root / ".speclatch.yml").exists()


def test_init_finds_a_template_of_the_team_s_own(repository: Repository) -> None:
    """A template becomes a profile, with a glob for the documents that look like it."""
    kep = KEP.replace("[Name]", "Tides").replace("KEP-####", "KEP-0007")
    repository.commit(
        {"keps/templates/kep-template.md": KEP, "keps/KEP-0007-tides.md": kep, "docs/prd/PRD-1.md": "# 1\n"}
    )
    ran = repository.run("init")
    config = parse_config(repository.read(".speclatch.yml").encode(), ".speclatch.yml", BY_ID)

    assert "1 document of template keps/templates/kep-template.md: keps/KEP-*.md" in ran.out
    assert [("kep", "keps/templates/kep-template.md", ("keps/KEP-*.md",))] == [
        (use.name, use.template, use.match) for use in config.profiles
    ]


def test_init_finds_metadata_beside_the_document(repository: Repository) -> None:
    """A template in a folder of its own, with its front matter in a file; the template itself is no document."""
    front, body = KEP.split("---\n")[1:]
    files = {
        f"keps/{folder}/{name}": text
        for folder in ("sig-a/0001-tides", "sig-b/0002-a-template", "sig-b/0003-moons", "NNNN-kep-template")
        for name, text in (("README.md", body), ("kep.yaml", front))
    }
    repository.commit(
        files | {"pkg/testdata/keps/0009-x/README.md": body, "docs/new-api-server/README.md": "# Words\n"}
    )
    repository.run("init")
    config = parse_config(repository.read(".speclatch.yml").encode(), ".speclatch.yml", BY_ID)

    assert [("kep", "keps/NNNN-kep-template/README.md", ("keps/**/README.md",), "kep.yaml")] == [
        (use.name, use.template, use.match, use.metadata) for use in config.profiles
    ]
    assert ("keps/NNNN-kep-template/README.md",) == config.exclude
    assert [] == [kind.name for kind in config.references if kind.paths]


def test_init_proposes_one_profile_for_one_glob(repository: Repository) -> None:
    """Of two templates whose documents no path tells apart, that with more documents is taken, and both are none."""
    other = KEP.replace("## Drawbacks", "## Alternatives").replace("## Risks", "## Dangers")
    texts = {"0001-a": KEP, "0002-b": KEP, "0003-c": other}
    files = {f"keps/sig/{folder}/README.md": text.replace("[Name]", folder) for folder, text in texts.items()}
    templates = {"keps/kep-template/README.md": KEP, "keps/sig/other-template/README.md": other}
    repository.commit(files | templates)
    ran = repository.run("init")
    config = parse_config(repository.read(".speclatch.yml").encode(), ".speclatch.yml", BY_ID)

    assert "no path tells those of keps/sig/other-template/README.md apart" in ran.out
    assert [("kep", ("keps/**/README.md",))] == [(use.name, use.match) for use in config.profiles]
    assert tuple(templates) == config.exclude


@pytest.mark.parametrize(("typed", "written"), [("\n", True), ("y\n", True), ("n\n", False), ("\x04", False)])
def test_init_asks_on_a_terminal(repository: Repository, typed: str, written: bool) -> None:
    """Files are written where a person agrees, whose first answer is yes."""
    repository.commit({"README.md": "# Hello\n"})
    shown = on_a_terminal(repository.root, "init", typed=typed)

    assert "Write the files? [Y/n]" in shown
    assert written is (repository.root / ".speclatch.yml").exists()
    assert written is ("Nothing was written" not in shown)


def test_init_is_told_to_ask_nothing(repository: Repository) -> None:
    """Not on a terminal either."""
    repository.commit({"README.md": "# Hello\n"})
    shown = on_a_terminal(repository.root, "init", "--yes")

    assert "[Y/n]" not in shown
    assert (repository.root / ".speclatch.yml").exists()


def test_init_prints_what_agents_are_told(repository: Repository) -> None:
    """The settings are JSON with our hook, both are on the page about agents word for word, and nothing is written."""
    ran = repository.run("init", "--agents")
    settings, paragraph = ran.out.split("--- AGENTS.md\n")
    hook = json.loads(settings.removeprefix("--- .claude/settings.json\n"))["hooks"]["PreToolUse"][0]
    page = (Path(__file__).parents[2] / "docs" / "agents.md").read_text(encoding="utf-8")

    assert "speclatch ready --hook" == hook["hooks"][0]["command"]
    assert [] == [text for text in (SETTINGS, PARAGRAPH) if text not in page]
    assert PARAGRAPH == paragraph
    assert not (repository.root / ".speclatch.yml").exists()


def test_a_family_without_a_document_is_no_slip(repository: Repository) -> None:
    """A fresh repository has a template and nothing else: the first checks warn of nothing; a slip is told still."""
    repository.commit({"rfcs/template.md": KEP, "rfcs/README.md": "# RFCs\n", "README.md": "# Hello\n"})
    first = repository.run("init")
    fresh = repository.run("check", "--all")
    config = repository.read(".speclatch.yml")
    glob = parse_config(config.encode(), ".speclatch.yml", BY_ID).profiles[0].match[0]
    repository.commit({"rfcs/KEP-0001-a.md": KEP, ".speclatch.yml": config.replace(glob, "rfcs/KPE-*.md")})

    assert "rfcs/KEP-*.md" == glob
    assert (0, "", 0, "") == (first.code, first.err, fresh.code, fresh.err)
    assert "no file matches 'rfcs/KPE-*.md'" in repository.run("check", "--all").err


def test_init_in_an_empty_repository(repository: Repository) -> None:
    """There is nothing to find; the configuration is valid, and the check passes."""
    repository.commit({"README.md": "# Hello\n"})
    ran = repository.run("init")

    assert "no specs" in ran.out
    assert 0 == repository.run("check", "--all").code


def test_init_schema(repository: Repository) -> None:
    """The schema is valid, knows the rules, and accepts what ``init`` writes."""
    schema = json.loads(repository.run("init", "--schema").out)
    repository.commit({"README.md": "# Hello\n"})
    repository.run("init")
    validator = jsonschema.Draft202012Validator(schema)

    jsonschema.Draft202012Validator.check_schema(schema)
    assert [] == list(validator.iter_errors(yaml.safe_load(repository.read(".speclatch.yml"))))
    assert [] != list(validator.iter_errors({"rules": {"link-brokn": "off"}}))


@pytest.mark.parametrize(
    ("profile", "title", "path"),
    [
        ("exec-spec", 'Late "fees" & refunds', "docs/21-exec-spec/EXEC-015-late-fees-refunds.md"),
        ("exec-spec", "Größen: 5 % Überbuchung", "docs/21-exec-spec/EXEC-015-grossen-5-uberbuchung.md"),
        ("implementation-spec", "Late fees", "specs/late-fees/spec.md"),
    ],
)
def test_a_new_document_leaves_only_the_author_s_part(depot: Repository, profile: str, title: str, path: str) -> None:
    """Id, date, title, status and place are right; what is found is what the author must fill in."""
    ran = depot.run("new", profile, title)
    report = json.loads(depot.run("check", "--format", "json").out)
    (spec,) = report["specs"]

    assert (0, f"{path}\n") == (ran.code, ran.out)
    assert (path, Phase.DRAFT.value) == (spec["path"], spec["phase"])
    assert title in spec["title"]
    assert set() == {finding["rule"] for finding in report["findings"]} - AUTHORS_DUE
    assert 0 == report["verdict"]["errors"]
    assert profile == "implementation-spec" or f"date: {datetime.now().astimezone():%Y-%m-%d}\n" in depot.read(path)


def test_ids_follow_the_highest_in_use(depot: Repository) -> None:
    """Two documents get two ids; gaps are not filled, so that no id means two things."""
    depot.run("new", "exec-spec", "One")
    depot.write({"docs/21-exec-spec/notes/EXEC-041-old.txt": ""})
    ran = depot.run("new", "exec-spec", "Two")

    assert "docs/21-exec-spec/EXEC-042-two.md\n" == ran.out


def test_new_never_overwrites(depot: Repository) -> None:
    """What is there stays."""
    depot.run("new", "implementation-spec", "Late fees")
    ran = depot.run("new", "implementation-spec", "Late fees")

    assert (2, "") == (ran.code, ran.out)
    assert "specs/late-fees/spec.md is there already" in ran.err


def test_new_of_a_team_s_own_template(repository: Repository) -> None:
    """A template with other brackets, ids and statuses works the same; globs say where it goes."""
    config = "profiles:\n  - {name: kep, template: t/kep.md, match: ['keps/*/README.md']}\n"
    repository.commit({"t/kep.md": KEP.replace("\n", "\r\n"), ".speclatch.yml": config})
    ran = repository.run("new", "kep", "Tides")
    text = (repository.root / "keps/tides/README.md").read_bytes().decode()

    assert (0, "keps/tides/README.md\n") == (ran.code, ran.out)
    assert text.startswith(
        '---\r\ntitle: "KEP: Tides"\r\nkep-number: KEP-0001\r\nauthors: []\r\nstatus: provisional\r\n'
    )
    assert "\r\n# KEP: Tides\r\n" in text


def test_new_writes_the_metadata_beside_the_document(repository: Repository) -> None:
    """What the template has in a file of its own, the document has too."""
    front, body = KEP.split("---\n")[1:]
    config = "profiles:\n  - {name: kep, template: t/README.md, match: ['keps/*/README.md'], metadata: kep.yaml}\n"
    repository.commit({"t/README.md": body, "t/kep.yaml": front, ".speclatch.yml": config})
    ran = repository.run("new", "kep", "Tides")
    derived = repository.run("derive", "t/README.md").out

    assert "keps/tides/README.md\nkeps/tides/kep.yaml\n" == ran.out
    assert 'title: "KEP: Tides"\nkep-number: KEP-0001\n' in repository.read("keps/tides/kep.yaml")
    assert "# KEP: Tides\n" in repository.read("keps/tides/README.md")
    assert "    metadata: kep.yaml\n" in derived
    assert "creation-date: {type: date}" in derived


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["exec-spek", "X"], "there is no profile 'exec-spek'; did you mean 'exec-spec'?"),
        (["exec-spec", "  "], "give the document a title"),
        (["exec-spec", "X", "--path", "../x.md"], "is not in the repository"),
    ],
)
def test_new_with_bad_arguments(depot: Repository, arguments: list[str], message: str) -> None:
    """What cannot be done is told, and nothing is written."""
    ran = depot.run("new", *arguments)

    assert (2, "") == (ran.code, ran.out)
    assert message in ran.err
    assert "" == depot.git("status", "--porcelain")


@pytest.mark.parametrize("template", ["exec-spec", "implementation-spec", "t/kep.md"])
def test_derive_prints_a_configuration_that_documents_itself(repository: Repository, template: str) -> None:
    """The page is valid configuration; without its comment marks it is YAML that tells of every part."""
    repository.commit({"t/kep.md": KEP})
    ran = repository.run("derive", template)
    config = parse_config(ran.out.encode(), ".speclatch.yml", BY_ID)
    told = "\n".join(line.removeprefix("    # ") for line in ran.out.splitlines() if line.startswith("    # "))
    described = yaml.safe_load(told[told.index("keys:") :])

    assert (0, 1) == (ran.code, len(config.profiles))
    assert {"keys", "sections", "tables", "tasks", "labels", "guidance"} <= set(described)
    assert all("type" in facts for facts in described["keys"].values())


def test_derive_knows_the_profiles_of_the_configuration(repository: Repository) -> None:
    """The team's own profile comes before a built-in one of the same name."""
    config = "version: 1\nprofiles: [{name: rfc, template: t/TEMPLATE.md, match: ['rfcs/*.md']}]\n"
    repository.commit({"t/TEMPLATE.md": "# T\n\n## Only here\n\nSay why.\n", ".speclatch.yml": config})

    assert "#   - only here\n" in repository.run("derive", "rfc").out


def test_derive_names_a_template_from_its_own_root(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An absolute path, from inside or from elsewhere, is printed as the configuration has to have it."""
    repository.write({"t/TEMPLATE.md": "# T\n\n## Why\n"})
    inside = repository.run("derive", str(repository.root / "t/TEMPLATE.md")).out
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    outside = repository.run("derive", str(repository.root / "t/TEMPLATE.md")).out

    assert "    template: t/TEMPLATE.md\n" in inside
    assert inside == outside


def test_derive_takes_no_settings_for_metadata(repository: Repository) -> None:
    """A hidden file beside a template holds some tool's settings, not the template's front matter."""
    repository.commit({"t.md": "# T\n\n## Why\n", ".speclatch.yml": "version: 1\n"})
    alone = repository.run("derive", "t.md").out
    repository.write({"meta.yaml": "owner: a name\n"})

    assert "metadata:" not in alone
    assert "metadata: meta.yaml\n" in repository.run("derive", "t.md").out


def test_derive_of_nothing(repository: Repository) -> None:
    """A path that is not there is told, with the built-in names."""
    ran = repository.run("derive", "nowhere.md")

    assert (2, "") == (ran.code, ran.out)
    assert "there is no template nowhere.md; built in are exec-spec, implementation-spec" in ran.err


def test_a_complete_spec_is_ready(depot: Repository) -> None:
    """Its boxes may be open: they are what the code will do."""
    ran = depot.run("ready", EXEC)

    assert 0 == ran.code
    assert ran.out.startswith(f"READY  {EXEC}  Implementation (implementing)\n")


def test_a_draft_is_not_ready_and_says_what_is_missing(depot: Repository) -> None:
    """A draft is asked what it would be asked while it is implemented."""
    path = depot.run("new", "exec-spec", "Late fees").out.strip()
    ran = depot.run("ready", path, "--format", "json")
    answer = json.loads(ran.out)
    (spec,) = answer["specs"]
    rules = Counter(missing["rule"] for missing in spec["missing"])

    assert (1, False) == (ran.code, answer["ready"])
    assert ("draft", "Draft") == (spec["phase"], spec["status"])
    assert spec["reason"].startswith("its status says that it is a draft")
    assert {"placeholder-left", "table-empty", "reference-missing"} <= set(rules)


def test_a_complete_draft_is_not_ready_either(depot: Repository) -> None:
    """Somebody has to say that it may be built."""
    depot.edit(EXEC, "status: Implementation", "status: Draft")
    ran = depot.run("ready", EXEC)

    assert 1 == ran.code
    assert ran.out.startswith(f"NOT READY  {EXEC}  Draft (draft)\n")
    assert "have it approved before code is written" in ran.out


@pytest.mark.parametrize(
    ("status", "reason"), [("Superseded", "it no longer holds"), ("Reviewing", "belongs to no phase")]
)
def test_a_spec_that_is_not_approved_is_not_ready(depot: Repository, status: str, reason: str) -> None:
    """Nobody builds what no longer holds, or what has a status that nobody knows."""
    depot.edit(EXEC, "status: Implementation", f"status: {status}")
    ran = depot.run("ready", EXEC)

    assert 1 == ran.code
    assert reason in ran.out


def test_a_team_says_what_its_words_mean(depot: Repository) -> None:
    """A status of its own is an approval where the configuration says so."""
    depot.edit(EXEC, "status: Implementation", "status: Go")
    depot.write({".speclatch.yml": depot.read(".speclatch.yml") + "phases: {implementing: [go]}\n"})

    assert 0 == depot.run("ready", EXEC).code


def test_an_open_governance_row_is_not_ready(depot: Repository) -> None:
    """What a Must row asks has to be answered before code."""
    text = depot.read(SPEC)
    row = next(line for line in text.splitlines() if line.startswith("| Test Strategy"))
    cells = row.split("|")
    depot.write({SPEC: text.replace(row, "|".join([*cells[:4], " ", *cells[5:]]))})
    ran = depot.run("ready", SPEC)

    assert 1 == ran.code
    assert "governance-unanswered" in ran.out


def test_a_name_cannot_forge_an_answer(depot: Repository) -> None:
    """A line break in a file's name is shown, and breaks no line."""
    path = "docs/21-exec-spec/EXEC-014\nREADY  all.md"
    depot.write({path: depot.read("docs/21-exec-spec/EXEC-014-collection-slots.md")})
    ran = depot.run("ready", path)

    assert "EXEC-014<U+000A>READY  all.md" in ran.out
    assert [] == [line for line in ran.out.splitlines() if line.startswith("READY  all")]


def test_what_cannot_be_read_is_not_ready(depot: Repository) -> None:
    """A governed file that is no text is a spec that nobody can build from."""
    depot.write({EXEC: b"---\nid: EXEC-014\n---\n\xff\xfe"})
    ran = depot.run("ready", EXEC)

    assert 1 == ran.code
    assert "it cannot be read: no code is written from it" in ran.out


def test_front_matter_beside_the_document_counts(repository: Repository) -> None:
    """What is wrong in the file that holds a document's metadata is wrong with the spec."""
    config = "profiles:\n  - {name: kep, template: t/kep.md, match: ['keps/*/README.md'], metadata: kep.yaml}\n"
    front, body = KEP.split("---\n")[1:]
    meta = front.replace("YYYY-MM-DD", "2026-02-30").replace("[Name]", "Tides").replace("####", "0007")
    repository.commit({"t/kep.md": KEP, ".speclatch.yml": config})
    repository.commit({"keps/tides/README.md": body, "keps/tides/kep.yaml": meta})
    ran = repository.run("ready", "keps/tides/README.md", "--format", "json")
    (spec,) = json.loads(ran.out)["specs"]

    assert "keps/tides/kep.yaml" in {missing["path"] for missing in spec["missing"]}


def test_ready_of_what_is_no_spec(depot: Repository) -> None:
    """A file that no profile governs has no answer."""
    ran = depot.run("ready", "README.md")

    assert (2, "") == (ran.code, ran.out)
    assert "no profile governs README.md: it is no spec" in ran.err


def test_new_shows_what_it_would_write(depot: Repository) -> None:
    """The very text, and no file."""
    shown = depot.run("new", "exec-spec", "Tides", "--dry-run").out
    left = depot.git("status", "--porcelain")
    written = depot.run("new", "exec-spec", "Tides").out.strip()

    assert ("", depot.read(written)) == (left, shown)


def test_derive_of_what_is_no_text(repository: Repository) -> None:
    """The file is named with what is wrong."""
    repository.write({"t.md": b"# T\xff\n"})
    ran = repository.run("derive", "t.md")

    assert (2, "") == (ran.code, ran.out)
    assert ran.err.startswith("speclatch: t.md: not UTF-8")


def test_derive_needs_no_repository(tmp_path: Path) -> None:
    """A template in any folder is read by the settings that all begin with."""
    (tmp_path / "t.md").write_text("# T\n\n## Why\n\nSay why.\n", encoding="utf-8")
    ran = in_a_process(tmp_path, "derive", "t.md", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))

    assert (0, "") == (ran.code, ran.err)
    assert "    template: t.md\n" in ran.out


def test_init_says_that_a_template_has_no_document_yet(repository: Repository) -> None:
    """And nothing of how strong a gate is that has nothing to judge."""
    repository.commit({"rfcs/0000-template.md": KEP, "rfcs/README.md": "# RFCs\n"})
    ran = repository.run("init")

    assert "no document yet of template rfcs/0000-template.md: rfcs/" in ran.out
    assert "of defects" not in ran.out
