"""Where a new document goes, what it is called and what is filled in, by the profile's words alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speclatch.config.model import Config
from speclatch.documents import parse
from speclatch.profiles.profile import KeyRule, KeyType, Profile, RowRule, TableRule
from speclatch.profiles.template import derive
from speclatch.scaffold.derive import profile_page
from speclatch.scaffold.new import NoPlaceError, Start, next_id, place, slug_of, start
from speclatch.scaffold.survey import glob_beside
from speclatch.scaffold.templates import template_name

IDS = Profile("exec", keys=(KeyRule("id", KeyType.ID, sample="EXEC-###", pattern=r"EXEC\-\d+[A-Za-z]?"),))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Late fees", "late-fees"),
        ("  Überbuchung: 5 % (neu) ", "uberbuchung-5-neu"),
        ("Größere Mengen", "grossere-mengen"),
        ("Łódź, Ærø & Đakovo", "lodz-aero-dakovo"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本語", "untitled"),
        ("x" * 100, "x" * 60),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    """ASCII words joined by hyphens, of bounded length."""
    assert slug == slug_of(title)


@given(st.text())
def test_a_slug_is_one_segment_of_a_path(title: str) -> None:
    """Whatever the title, the file is where the profile says."""
    slug = slug_of(title)

    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug.strip("-") == slug != ""


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], "EXEC-001"),
        (["EXEC-014-a.md", "EXEC-003-b.md"], "EXEC-015"),
        (["exec-0099.md"], "EXEC-0100"),
        (["EXEC-066a-x.md"], "EXEC-067"),
        (["EXEC-999.md"], "EXEC-1000"),
        (["PRD-500.md", "xEXEC-400.md", "EXEC-.md", "EXEC-1" + "0" * 40], "EXEC-001"),
    ],
)
def test_the_next_id(names: list[str], found: str) -> None:
    """One more than the highest in use, as wide as the others."""
    assert found == next_id(IDS, names)


def test_a_profile_without_ids() -> None:
    """There is none to give."""
    assert "" == next_id(Profile("spec"), ["EXEC-1.md"])


@pytest.mark.parametrize(
    ("match", "path"),
    [
        (("docs/21-exec-spec/EXEC-*.md",), "docs/21-exec-spec/EXEC-007-late-fees.md"),
        (("docs/specs/*.md",), "docs/specs/EXEC-007-late-fees.md"),
        (("docs/specs/**",), "docs/specs/EXEC-007-late-fees.md"),
        (("docs/**/*.md",), "docs/EXEC-007-late-fees.md"),
        (("specs/*/spec.md",), "specs/late-fees/spec.md"),
        (("specs/**/spec.md",), "specs/late-fees/spec.md"),
        (("!docs/old/**", "docs/*.md"), "docs/EXEC-007-late-fees.md"),
        (("/*.md",), "EXEC-007-late-fees.md"),
        (("rfcs/RFC-*.md",), "rfcs/RFC-late-fees.md"),
        (("*.spec.md",), "EXEC-007-late-fees.spec.md"),
    ],
)
def test_globs_say_where_it_goes(match: tuple[str, ...], path: str) -> None:
    """The path is one that the globs name."""
    profile = Profile("exec", keys=IDS.keys, match=match)

    assert path == place(profile, Config(), [], "EXEC-007", "Late fees")


@pytest.mark.parametrize("match", [("docs/[0-9]?.md",), ("!docs/**",)])
def test_globs_that_do_not_say(match: tuple[str, ...]) -> None:
    """Then the author has to."""
    with pytest.raises(NoPlaceError, match="give --path FILE"):
        place(Profile("exec", match=match), Config(), [], "", "Late fees")


def test_an_excluded_place_is_none() -> None:
    """A document that would never be judged is not started."""
    with pytest.raises(NoPlaceError):
        place(Profile("exec", match=("docs/*.md",)), Config(exclude=("docs/late*",)), [], "", "Late fees")


def test_without_globs() -> None:
    """The template's target directory, else where most others are, else a folder of the profile's name."""
    others = ["a/x.md", "b/y.md", "b/z.md"]

    assert "specs/late-fees/spec.md" == place(
        Profile("spec", directory="specs/<feature>/spec.md"), Config(), others, "", "Late fees"
    )
    assert "b/late-fees.md" == place(Profile("spec"), Config(), others, "", "Late fees")
    assert "docs/spec/late-fees.md" == place(Profile("spec"), Config(), [], "", "Late fees")
    assert "late-fees.md" == place(Profile("spec"), Config(), ["README.md"], "", "Late fees")


def test_an_id_of_the_heading_alone_is_filled_in() -> None:
    """A template may have its sample in the title, in other signs, and no key for it."""
    template = b"# RFC-NNN: <title>\n\n## Why\n\nSee RFC-NNN.\n"
    rfc = derive(parse("t.md", template), "rfc", ())
    given = Start("Use queues", next_id(rfc, ["RFC-004-x.md"]), "rfc/RFC-005-use-queues.md", date(2026, 11, 21))

    assert b"# RFC-005: Use queues\n\n## Why\n\nSee RFC-005.\n" == start(template, rfc, Config(), given)


def test_the_id_is_filled_in_wherever_it_stands() -> None:
    """Also in the body of a template without a title."""
    template = b"---\nid: EXEC-###\n---\n\nSee EXEC-###-notes.md.\n"
    given = Start("Late fees", "EXEC-004", "docs/EXEC-004-late-fees.md", date(2026, 11, 21))

    assert b"---\nid: EXEC-004\n---\n\nSee EXEC-004-notes.md.\n" == start(template, IDS, Config(), given)


def test_a_page_tells_what_may_be_absent() -> None:
    """Keys that the template calls optional; a table without columns to fill asks for none."""
    keys = (KeyRule("owner", KeyType.TEXT), KeyRule("note", KeyType.TEXT, required=False))
    page = profile_page(Profile("exec", keys=keys, tables=(TableRule(("links",), ("Name",)),)), "docs/TEMPLATE.md")

    assert "    #   owner: {type: text}\n    #   note: {type: text, optional: true}\n" in page
    assert "    #     header: [Name]\n    #\n" in page


@pytest.mark.parametrize(
    ("template", "glob"),
    [
        ("docs/TEMPLATE.md", "docs/EXEC-*.md"),
        ("docs/rfc/templates/rfc.md", "docs/rfc/EXEC-*.md"),
        ("TEMPLATE.md", "docs/EXEC-*.md"),
        ("keps/NNNN-kep-template/README.md", "keps/**/README.md"),
        ("template/spec.md", "**/spec.md"),
    ],
)
def test_glob_for_what_is_to_come(template: str, glob: str) -> None:
    """Documents are expected beside their template, or in folders beside its own."""
    assert glob == glob_beside(template, IDS)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("docs/templates/exec-spec-template.md", "exec-spec"),
        ("keps/NNNN-kep-template/README.md", "kep"),
        ("rfc/TEMPLATE.md", "rfc"),
        ("TEMPLATE.md", "spec"),
        ("0000-template.md", "spec"),
    ],
)
def test_what_a_template_is_called(path: str, name: str) -> None:
    """Its file's name, or its folder's, without the word."""
    assert name == template_name(path)


def test_dates_of_labels_are_filled_in() -> None:
    """Where the template has a sample of a day, in brackets or bare."""
    template = b"# <Title>\n\n## Why\n\n- Asked on: YYYY-MM-DD\n- Since: [YYYY-MM-DD]\n"
    note = derive(parse("t.md", template), "note", ())
    given = Start("Use queues", "", "notes/a.md", date(2026, 11, 21))

    assert b"# Use queues\n\n## Why\n\n- Asked on: 2026-11-21\n- Since: 2026-11-21\n" == start(
        template, note, Config(), given
    )


def test_a_page_says_what_may_be_meant_otherwise() -> None:
    """Rows that may go, marks that nobody answers, and what of the template could not be read."""
    rows = (RowRule("Tests", must=True, where="Section 1"), RowRule("Colours"))
    tables = (
        TableRule(("checks",), ("Item", "Required", "Answer"), ("Answer",), "Required", rows=rows),
        TableRule((), ("Name", "Required"), marks="Required"),
        TableRule((), ("Name", "Use"), ("Use",), rows=(RowRule("Mailer"),)),
    )
    page = profile_page(Profile("exec", faults=("line 3: no",), tables=tables), "docs/T.md")

    assert "    #     # 1 other row of the template, which nothing asks for\n" in page
    assert '"the front matter, line 3: no"' in page
    assert '"the table Name | Required: `Required` marks rows, but no column asks or waits for an answer:' in page
    assert '"the table Name | Use: its rows may go and stay blank one by one;' in page
