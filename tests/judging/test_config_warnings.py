"""What of a configuration does nothing."""

from __future__ import annotations

import pytest
from tests.support.memory import MemoryTree

from speclatch.config.model import CodeRule, Config, ProfileUse
from speclatch.config.reader import parse_config
from speclatch.judging.config_warnings import config_warnings
from speclatch.profiles.profile import KeyRule, Profile

LISTING = MemoryTree(dict.fromkeys(["specs/a.md", "specs/old/b.md", "src/pay/main.py"], b"")).listing
PROFILES = (Profile("spec", keys=(KeyRule("owner"),)),)


def said(*, exclude: tuple[str, ...] = (), code: tuple[CodeRule, ...] = (), **use: object) -> list[str]:
    """What is remarked on a configuration with one profile."""
    one = ProfileUse("spec", line=4, **use)  # type: ignore[arg-type]  # one field or another
    return list(config_warnings(Config(profiles=(one,), exclude=exclude, code=code, path="c.yml"), PROFILES, LISTING))


@pytest.mark.parametrize(
    ("match", "exclude", "expected"),
    [
        (("specs/*.md", "specs/**"), (), []),
        (("spec/*.md",), (), ["c.yml:4: profile 'spec': no file matches 'spec/*.md'"]),
        (("specs/**", "!drafts/**"), (), []),
        (("specs/**",), ("specs/old/**",), []),
        (
            ("specs/old/**", "x/**"),
            ("specs/old/**",),
            [
                "c.yml:4: profile 'spec': `exclude` takes out every file that 'specs/old/**' matches",
                "c.yml:4: profile 'spec': no file matches 'x/**'",
            ],
        ),
    ],
)
def test_globs_that_name_nothing(match: tuple[str, ...], exclude: tuple[str, ...], expected: list[str]) -> None:
    """A glob of a profile without a file, or with none that is left; one that takes files out may be idle."""
    assert expected == said(match=match, exclude=exclude)


def test_what_the_reader_noticed_comes_first() -> None:
    """Keys that do nothing any more."""
    config = Config(notices=("c.yml:2: limits.files does nothing any more",), path="c.yml")

    assert config.notices == config_warnings(config, (), LISTING)


def test_overrides_of_what_is_not_there() -> None:
    """A slip of the pen in a profile's own section."""
    found = said(overrides={"optional": ["owner", "ownr"]})

    assert ["c.yml:4: profile 'spec': `optional` names 'ownr', and nothing in the profile is called that"] == found


def test_a_profile_that_could_not_be_derived_is_asked_nothing() -> None:
    """What its overrides mean is not known."""
    use = ProfileUse("other", overrides={"optional": ["x"]})

    assert () == config_warnings(Config(profiles=(use,)), PROFILES, LISTING)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (CodeRule(("src/{name}/*.py",), "specs/{name}.md"), []),
        (CodeRule(("src/{name}/*.go",), "specs/{name}.md"), ["c.yml: code.0: no file matches 'src/{name}/*.go'"]),
        (
            CodeRule(("src/*/*.py", "src/{b}/*.py"), "specs/{b}-{a}.md"),
            [
                "c.yml: code.0: 'specs/{b}-{a}.md' needs {a}, and 'src/*/*.py' does not say what that is",
                "c.yml: code.0: 'specs/{b}-{a}.md' needs {a}, and 'src/{b}/*.py' does not say what that is",
            ],
        ),
    ],
)
def test_code_that_is_not_there(rule: CodeRule, expected: list[str]) -> None:
    """A glob of code without a file, and a name in the spec's path that the glob does not hold."""
    assert expected == said(code=(rule,))


def test_a_second_configuration() -> None:
    """Only one file is read; the others are named."""
    found = config_warnings(Config(path="c.yml"), (), LISTING, ["d.yml", "e.toml"])

    assert ("c.yml is read, not d.yml or e.toml: one file configures Speclatch",) == found


def test_globs_that_name_other_formats() -> None:
    """Only Markdown is judged, and whoever has more is told once, with numbers."""
    files = ["specs/a.md", "specs/b.rst", "specs/c.rst", "specs/d.adoc", "old/e.rst"]
    listing = MemoryTree(dict.fromkeys(files, b"")).listing
    use = ProfileUse("spec", match=("specs/**", "old/**"), line=4)
    config = Config(profiles=(use,), exclude=("old/**",), path="c.yml")
    [found] = [one for one in config_warnings(config, PROFILES, listing) if "formats" in one]

    assert found.endswith(
        "only Markdown is judged, and its globs name other formats too (.rst: 2, .adoc: 1), as specs/b.rst"
    )


def warned(text: str, *paths: str) -> tuple[str, ...]:
    """What is remarked on a configuration that is read from a file, in a tree with these paths."""
    config = parse_config(text.encode(), "c.yml")
    return config_warnings(config, (), MemoryTree(dict.fromkeys(paths, b"")).listing)


def test_a_profile_behind_another_that_names_its_files() -> None:
    """The first whose globs name a file governs it: one that comes behind is left with nothing, or with some."""
    two = "profiles:\n  - {use: adr, match: ['specs/**']}\n  - {use: madr, match: ['specs/*.md', 'x/*.md']}\n"

    assert any("c.yml:3: profile 'madr': 'adr' names every file" in one for one in warned(two, "specs/a.md"))
    assert () == warned(two, "specs/a.md", "x/b.md")


def test_metadata_that_stands_beside_no_document() -> None:
    """A slip of the pen in a file's name, or a family that has none."""
    text = "profiles:\n  - {use: kep, match: ['keps/*/*.md'], metadata: kep.yaml}\n"

    assert ("c.yml:2: profile 'kep': beside no file that it governs is a 'kep.yaml'",) == warned(text, "keps/a/R.md")
    assert () == warned(text, "keps/a/R.md", "keps/b/R.md", "keps/b/kep.yaml")


def test_folders_of_references_and_migrations_that_are_not_there() -> None:
    """Told with the line of the list."""
    text = "references:\n  prd:\n    paths: ['prd/**', '!prd/a.md']\nmigrations:\n  glob: db/*.sql\n"

    assert (
        "c.yml:3: references.prd.paths: no file matches 'prd/**'",
        "c.yml:5: migrations.glob: no file matches 'db/*.sql'",
    ) == warned(text, "docs/a.md")
    assert () == warned(text, "prd/a.md", "db/1.sql")


def test_a_tools_family_waits_in_its_own_place_where_the_tool_is_there() -> None:
    """The tool will write documents of that kind there; the glob without the tool, or another one, is a slip."""
    listing = MemoryTree(dict.fromkeys(["openspec/project.md", "openspec/specs/a/spec.md"], b"")).listing

    def told(use: str, glob: str) -> tuple[str, ...]:
        one = ProfileUse(use, use=use, match=(glob, "!openspec/changes/archive/**"), line=4)
        return config_warnings(Config(profiles=(one,), path="c.yml"), (), listing)

    assert () == told("openspec-proposal", "openspec/changes/*/proposal.md")
    assert told("openspec-proposal", "openspec/change/*/proposal.md")
    assert told("spec-kit-plan", "specs/*/plan.md")
