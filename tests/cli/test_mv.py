"""``speclatch mv``: a document moves, what names it follows, and what cannot be moved is refused."""

from __future__ import annotations

import os

import pytest
import yaml
from tests.cli.conftest import Repository

from speclatch.workspace.moving import renamed

PRD = "docs/10-prd/PRD-021-collection-slots.md"
SPEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"


def test_a_document_moves_with_what_names_it(depot: Repository) -> None:
    """By git, in the index; the audit finds nothing afterwards."""
    new = "docs/prd/PRD-021-slots.md"
    moved = depot.run("mv", PRD, new)

    assert [0, f"moved {PRD} to {new}", f"rewrote {SPEC}"] == [moved.code, *moved.out.splitlines()[:2]]
    assert f"R100\t{PRD}\t{new}" in depot.git("diff", "--cached", "--name-status")
    assert PRD not in depot.read(SPEC)
    assert 0 == depot.run("check", "--all").code


def test_into_a_folder_that_is_there(depot: Repository) -> None:
    """The name stays; a spec takes along what it refers to."""
    depot.write({"docs/later/.keep": ""})
    moved = depot.run("mv", SPEC, "docs/later")

    assert f"moved {SPEC} to docs/later/EXEC-014-collection-slots.md" == moved.out.splitlines()[0]
    assert "](../10-prd/" in depot.read("docs/later/EXEC-014-collection-slots.md")


def test_a_folder_moves(depot: Repository) -> None:
    """All that is in it goes along."""
    assert 0 == depot.run("mv", "docs/10-prd", "product/prd").code
    assert 0 == depot.run("check", "--all").code


def test_the_configuration_follows(depot: Repository) -> None:
    """A file that it names, and globs that begin with a folder; no other word of that name, no other folder."""
    config = (
        "# docs/a and docs/ab/x\nprofiles: [{name: docs, template: docs/t.md, match: ['docs/a/*.md', 'docs/a/**']}]\n"
    )
    config += "exclude: [docs/ab/x.md, '**/docs/a/y.md', '!docs/a/z.md']\n"
    text = "---\nid: A-001\n---\n\n# T\n"
    depot.commit({".speclatch.yml": config, "docs/t.md": text, "docs/a/x.md": text, "docs/ab/x.md": "x\n"})
    template, folder = depot.run("mv", "docs/t.md", "t/spec.md"), depot.run("mv", "docs/a", "exec")

    assert [0, 0, "rewrote .speclatch.yml"] == [template.code, folder.code, folder.out.splitlines()[-1]]
    assert (
        config.replace("template: docs/t.md", "template: t/spec.md")
        .replace("'docs/a/*.", "'exec/*.")
        .replace("'docs/a/**", "'exec/**")
        .replace("'!docs/a/z", "'!exec/z")
    ) == depot.read(".speclatch.yml")


@pytest.mark.parametrize("text", ["a: ['{}', x]", 'a: "{}"', "a: {}", "b: it's\na: '{}'", '# it\'s\na: "{}"'])
def test_quotes_of_a_configuration_stay_closed(text: str) -> None:
    """Of a name with quotes those are escaped that the value stands in."""
    after = renamed(text.format("docs/t.md").encode(), "docs/t.md", 'ann\'s "new"/t.md', is_folder=False)
    named = yaml.safe_load(after)["a"]

    assert 'ann\'s "new"/t.md' == (named[0] if isinstance(named, list) else named)


def test_a_table_of_pyproject_follows(depot: Repository) -> None:
    """What other tools say of a path is theirs."""
    (depot.root / ".speclatch.yml").unlink()
    own = '[tool.speclatch]\nprofiles = [{use = "exec-spec", match = ["docs/21-exec-spec/*.md"]}]\n'
    other = '[tool.other]\npaths = ["docs/21-exec-spec/*.md"]\n'
    depot.commit({"pyproject.toml": f"{other}\n{own}\n{other.replace('other', 'more')}"})
    depot.run("mv", "docs/21-exec-spec", "exec")
    now = own.replace("docs/21-exec-spec", "exec")

    assert f"{other}\n{now}\n{other.replace('other', 'more')}" == depot.read("pyproject.toml")


def test_the_baseline_follows(depot: Repository) -> None:
    """What was known before is known afterwards."""
    depot.edit(SPEC, "adr_refs:", "adr_refs: [ADR-999] #")
    depot.edit(SPEC, "prd_ref:", "prd_ref: docs/nope.md #")
    known = [depot.run("check", "--all").code, depot.run("baseline").code, depot.run("check", "--all").code]
    depot.commit()
    moved = depot.run("mv", SPEC, "docs/21-exec-spec/EXEC-014-slots.md")

    assert [1, 0, 0] == known
    assert "rewrote .speclatch-baseline.json" in moved.out
    assert 0 == depot.run("check", "--all").code


@pytest.mark.parametrize("new", ["later", "later/", "later/still/", "docs/10-prd/PRD-021-COLLECTION-slots.md"])
def test_where_nothing_is_yet(depot: Repository, new: str) -> None:
    """A path that ends in a slash is a folder, whether it is there or not; other letter case is another path."""
    moved = depot.run("mv", PRD, new)
    there = f"{new}PRD-021-collection-slots.md" if new.endswith("/") else new

    assert (0, f"moved {PRD} to {there}") == (moved.code, moved.out.splitlines()[0])
    assert there in depot.git("ls-files")


def test_metadata_alone_stays_where_it_is(repository: Repository) -> None:
    """Without it the spec would have none: the way to move both is told."""
    config = "profiles: [{name: kep, template: t.md, match: ['keps/**/*.md'], metadata: kep.yaml}]\n"
    files = {".speclatch.yml": config, "t.md": "---\nstatus: Draft | Done\n---\n\n# T\n\n## Why\n"}
    repository.commit(files | {"keps/a/README.md": "# A\n\n## Why\n\nx\n", "keps/a/kep.yaml": "status: Done\n"})
    refused = repository.run("mv", "keps/a/kep.yaml", "keps/b/kep.yaml")

    assert 2 == refused.code
    assert "keps/a/kep.yaml holds the metadata of keps/a/README.md: move that, and it goes along" in refused.err


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")
@pytest.mark.parametrize("target", ["docs/10-prd", "..", "nowhere"])
def test_nothing_is_moved_behind_a_link(depot: Repository, target: str) -> None:
    """Git follows no link: the document would be gone from the repository."""
    (depot.root / "link").symlink_to(target)
    depot.commit()
    refused = depot.run("mv", PRD, "link/PRD-021-slots.md")

    assert 2 == refused.code
    assert "link is a link: git moves nothing to what is behind it" in refused.err
    assert "" == depot.git("status", "--porcelain")


def test_metadata_beside_a_document_goes_along(repository: Repository) -> None:
    """In another folder it would be nobody's; a folder takes it along anyway, and one of two specs leaves it."""
    config = "profiles: [{name: kep, template: t.md, match: ['keps/**/*.md'], metadata: kep.yaml}]\n"
    files = {".speclatch.yml": config, "t.md": "---\nstatus: Draft | Done\n---\n\n# T\n\n## Why\n"}
    files |= {"keps/a/README.md": "# A\n\n## Why\n\nx\n", "keps/a/kep.yaml": "status: Done\nsee: ../../t.md\n"}
    repository.commit(files)
    moved = repository.run("mv", "keps/a/README.md", "keps/old/b/")
    after = repository.run("check", "--all").code
    repository.commit({"keps/old/b/more.md": files["keps/a/README.md"]})
    left = repository.run("mv", "keps/old/b/more.md", "keps/a/")

    assert "moved keps/a/kep.yaml to keps/old/b/kep.yaml" in moved.out
    assert "status: Done\nsee: ../../../t.md\n" == repository.read("keps/old/b/kep.yaml")
    assert 0 == after
    assert "kep.yaml" not in left.out


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")
def test_links_that_lead_nowhere_now_are_told(depot: Repository) -> None:
    """Those to what moves, and those that move; not one to a folder that still holds something."""
    for name, target in (("to", PRD), ("folder", "docs"), ("up", "README.md")):
        (depot.root / name).symlink_to(target)
    depot.commit({"README.md": "x\n"})
    first = depot.run("mv", PRD, "docs/prd.md").err
    second = depot.run("mv", "up", "docs/up").err

    assert ("the link to leads nowhere now" in first, "folder" in first, "the link up" in first) == (True, False, False)
    assert "the link docs/up leads nowhere now" in second


def test_what_becomes_a_spec_is_told(depot: Repository) -> None:
    """It would be found fault with in the next change."""
    moved = depot.run("mv", PRD, "docs/21-exec-spec/EXEC-021-slots.md")

    assert "the profile exec-spec matches docs/21-exec-spec/EXEC-021-slots.md" in moved.err


def test_a_spec_that_leaves_its_profile_is_told(depot: Repository) -> None:
    """Nobody would look at it any more."""
    moved = depot.run("mv", SPEC, "elsewhere/EXEC-014-collection-slots.md")

    assert "no profile matches elsewhere/EXEC-014-collection-slots.md" in moved.err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("docs/nope.md", "docs/x.md", "no file or folder docs/nope.md"),
        (PRD, SPEC, "is there already"),
        ("docs", "docs/inner/docs", "cannot be moved into itself"),
        (PRD, "../x.md", "is not in the repository"),
        (PRD, PRD, "is where it is"),
        (PRD, "docs/10-prd/", "is where it is"),
        (PRD, ".git/x.md", "is git's own"),
        (PRD, "docs/.GIT/x.md", "is git's own"),
        (PRD, f"{SPEC}/x.md", "is a file, so nothing can be moved below it"),
        (PRD, f"{SPEC}/", "is a file, so nothing can be moved below it"),
        *((PRD, f"docs/a{sign}b.md", "which ends a path in YAML, links or tables") for sign in '\n"#*,:;<>?[\\]`{|}'),
    ],
)
def test_what_cannot_be_moved(depot: Repository, old: str, new: str, said: str) -> None:
    """Nothing is touched."""
    refused = depot.run("mv", old, new)

    assert 2 == refused.code
    assert said in refused.err
    assert "" == depot.git("status", "--porcelain")


def test_files_that_are_left_are_named(depot: Repository) -> None:
    """What names the path and is no Markdown: by the root, by the file's own folder, by the end of the path."""
    files = {
        ".github/CODEOWNERS": f"* @all\n/{PRD} @product\n",
        "mkdocs.yml": "nav:\n  - Slots: 10-prd/PRD-021-collection-slots.md\n",
        "docs/index.rst": "See `slots <10-prd/PRD-021-collection-slots.md>`_.\n",
        "docs/10-prd/list.txt": "PRD-021-collection-slots.md\n",
        "src/other.py": "# PRD-021-collection-slots.md.bak, other/PRD-021-collection-slots.md, docs/10-prd\n",
        "data.bin": f"\0{PRD}\n",
    }
    depot.commit(files)
    moved = depot.run("mv", PRD, "docs/prd/PRD-021-slots.md")

    assert [
        f"speclatch: warning: .github/CODEOWNERS:2: /{PRD} is left as it is",
        "speclatch: warning: docs/10-prd/list.txt:1: PRD-021-collection-slots.md is left as it is",
        "speclatch: warning: docs/index.rst:1: 10-prd/PRD-021-collection-slots.md is left as it is",
        "speclatch: warning: mkdocs.yml:2: 10-prd/PRD-021-collection-slots.md is left as it is",
    ] == [line for line in moved.err.splitlines() if "left as it is" in line]
    assert files["mkdocs.yml"] == depot.read("mkdocs.yml")


def test_files_that_name_a_folder_are_named(depot: Repository) -> None:
    """As a path, and not as a word."""
    depot.commit({"CODEOWNERS": "* @all\n/docs/10-prd/ @product\n", "a.txt": "the 10-prd is good\n"})
    moved = depot.run("mv", "docs/10-prd", "product/prd")

    assert "CODEOWNERS:2: /docs/10-prd is left as it is" in moved.err
    assert "a.txt" not in moved.err


def test_many_files_that_are_left_are_counted(depot: Repository) -> None:
    """Twenty by name, the others by number."""
    depot.commit({f"code/{number:02}.py": f"# {PRD}\n" for number in range(22)})
    moved = depot.run("mv", PRD, "docs/prd/PRD-021-slots.md")

    assert 20 == moved.err.count("left as it is")
    assert "2 more files may name what has moved" in moved.err
