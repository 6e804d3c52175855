"""Every form in which a document names a migration, for every tool: silent if it is there, found if it is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.references.trees import listing_of

from speclatch.config.model import Migrations
from speclatch.documents import parse
from speclatch.migrations.index import Mention, MentionForm, MigrationIndex, build_migrations, mentions, misnamed

SPEC = "docs/specs/EXEC-1-a.md"
TREES = {
    "supabase": ("supabase/migrations/20260422183640_add_consent.sql",),
    "supabase, numbered": ("supabase/migrations/014_add_consent.sql",),
    "flyway": ("src/main/resources/db/migration/V1.2__add_consent.sql",),
    "flyway, sub-folder": ("src/main/resources/db/migration/2026/V3__add_consent.sql",),
    "flyway, repeatable": ("app/db/migration/R__consent_view.sql",),
    "rails": ("db/migrate/20260422183640_add_consent.rb",),
    "rails, engine": ("engines/pay/db/migrate/20260422183640_add_consent.pay.rb",),
    "alembic": ("alembic/versions/1975ea83b712_add_consent.py",),
    "alembic, dated": ("migrations/versions/2026_04_22_1836-1975ea83b712_add_consent.py",),
    "django": ("shop/migrations/0002_add_consent.py", "shop/migrations/__init__.py"),
    "prisma": ("prisma/migrations/20260422183640_add_consent/migration.sql",),
    "prisma, baseline": ("prisma/migrations/0_init/migration.sql",),
    "goose": ("internal/migrations/00002_add_consent.sql", "go.mod"),
    "goose, go": ("internal/migrations/00002_add_consent.go", "go.mod"),
    "sqlx": ("rust/migrations/20260422183640_add_consent.up.sql", "rust/Cargo.toml"),
    "own glob": ("changes/db/2026/0007-add-consent.sql",),
}
FREE = {"alembic, dated", "prisma, baseline", "supabase, numbered"}
"""Trees whose names tell nothing without their folder."""
OWN = Migrations(glob="changes/db/**/*.sql", version=r"\d{4}")
PLACES = {
    "text": "see {} there",
    "code": "`{}`",
    "item": "- {}",
    "ordered item": "1. run `{}`.",
    "link": "[the migration]({})",
    "link of itself": "[{0}]({0})",
    "row": "| x | {} | y |",
    "bold": "**{}**",
    "quote": "> {}",
}
TAILS = {"": "", "line": ":70", "lines": ":66-75", "list": ":70,105-149", "anchor": "#add-consent", "end": "."}


def index_of(name: str) -> MigrationIndex:
    """The migrations of a tree."""
    listing = listing_of({**dict.fromkeys(TREES[name], ""), SPEC: ""})
    return build_migrations(OWN if name == "own glob" else Migrations(), listing, None)


def forms_of(name: str) -> dict[str, str]:
    """How a document may name the one migration of a tree, by the form's name."""
    index = index_of(name)
    (one,) = index.landing
    file = f"{one.path}/{one.preset.nested}" if one.preset.nested else one.path
    forms = {"root": file, "slash": f"/{file}", "relative": f"../../{file}", "dot": f"./{file}"}
    if one.preset.nested:
        forms |= {"unit": one.path, "unit/": f"{one.path}/"}
    parts = file.split("/")
    if len(parts) > 2:
        forms["parent"] = "/".join(parts[1:])
    if name not in FREE:
        forms["bare"] = one.name
    return forms


def faults(text: str, index: MigrationIndex) -> list[Mention]:
    """What would be reported of the migrations that a text names."""
    return [
        one
        for one in mentions(parse(SPEC, text.encode()), index)
        if one.form is MentionForm.PLACEHOLDER
        or not index.found(one, SPEC)
        or (misnamed(one) and not index.takes(one, SPEC))
    ]


CASES = [(name, form) for name in TREES for form in forms_of(name)]


@pytest.mark.parametrize(("name", "form"), CASES)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_there_is_silent(name: str, form: str, place: str) -> None:
    """In prose, code, items, links, rows; with lines, an anchor, the end of a sentence behind it."""
    index, text = index_of(name), forms_of(name)[form]
    found = {tail: faults(PLACES[place].format(text + end), index) for tail, end in TAILS.items()}

    assert {} == {tail: [one.text for one in each] for tail, each in found.items() if each}


@given(st.sampled_from(CASES), st.data())
@settings(max_examples=300, deadline=None)
def test_what_is_not_there_is_found(case: tuple[str, str], data: st.DataObject) -> None:
    """With one segment altered: the name, or a folder before it."""
    name, form = case
    index, text = index_of(name), forms_of(name)[form]
    (one,) = index.landing
    parts = text.split("/")
    numbers = [number for number, part in enumerate(parts) if part.strip(".0123456789") and part != one.preset.nested]
    if name in FREE:  # another folder tells nothing of such a name
        numbers = [number for number in numbers if parts[number] == one.name]
    number = data.draw(st.sampled_from(numbers))
    fixed = _fixed(parts[number]) if parts[number] == one.name else set()
    at = data.draw(st.sampled_from([at for at, sign in enumerate(parts[number]) if sign.isalpha() and at not in fixed]))
    sign = "x" if parts[number][at] != "x" else "z"
    parts[number] = f"{parts[number][:at]}{sign}{parts[number][at + 1 :]}"
    place = data.draw(st.sampled_from(sorted(PLACES)))

    assert faults(PLACES[place].format("/".join(parts)), index), "/".join(parts)


def _fixed(name: str) -> set[int]:
    """The characters that make a name a migration's: its ending, Flyway's letter, a revision."""
    head = name.find("_add") if "_add" in name else 1 if name[0] in "VR" else 0
    return {*range(head), *range(name.find(".", head) if "." in name else len(name), len(name))}


FOLDERS = {
    "supabase": "supabase/migrations",
    "flyway": "src/main/resources/db/migration",
    "flyway, sub-folder": "src/main/resources/db/migration/2026",
    "rails": "db/migrate",
    "alembic": "alembic/versions",
    "django": "shop/migrations",
    "prisma": "prisma/migrations",
    "goose": "internal/migrations",
    "sqlx": "rust/migrations",
    "own glob": "changes/db",
}


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("end", ["", "/"])
@pytest.mark.parametrize("start", ["", "/", "../../"])
def test_folders(name: str, start: str, end: str) -> None:
    """The folder they live in, bare or with a slash."""
    assert [] == faults(f"- all of `{start}{FOLDERS[name]}{end}`", index_of(name))


@pytest.mark.parametrize("name", ["flyway", "flyway, sub-folder", "django", "goose", "sqlx"])
def test_folders_that_are_not_there(name: str) -> None:
    """Another folder of the tool's form is missing."""
    assert faults(f"`x{FOLDERS[name]}/`", index_of(name))


@pytest.mark.parametrize(
    ("name", "glob", "there"),
    [
        ("supabase", "supabase/migrations/*.sql", True),
        ("supabase", "supabase/migrations/20260422*_*.sql", True),
        ("supabase", "20260422183640_*.sql", True),
        ("supabase", "20260423183640_*.sql", False),
        ("flyway, sub-folder", "src/main/resources/db/migration/**/V3__*.sql", True),
        ("flyway, sub-folder", "db/migration/*/V3__*.sql", True),
        ("flyway, sub-folder", "db/migration/*/V4__*.sql", False),
        ("rails", "db/migrate/2026*_add_*.rb", True),
        ("prisma", "prisma/migrations/*_add_consent/migration.sql", True),
        ("prisma", "prisma/migrations/*_add_orders/migration.sql", False),
        ("own glob", "changes/db/**/0007-*.sql", True),
    ],
)
def test_globs(name: str, glob: str, *, there: bool) -> None:
    """A glob is there if it matches one, wherever its stars stand."""
    assert there is (not faults(f"`{glob}`", index_of(name)))


@pytest.mark.parametrize(
    "text",
    [
        "~~{}~~ merged into the one above",
        "- ~~`{}`~~",
        "<del>{}</del> squashed",
        "<s>`{}`</s>",
        "~{}~",
        "- ~~`a` and `{}`,\n  both squashed~~",
        "| ~~{}~~ | gone |",
        "~~with `~~` inside: {}~~",
    ],
)
def test_struck_migrations_are_not_asked_for(text: str) -> None:
    """What is struck through, in whatever form."""
    assert [] == faults(text.format("supabase/migrations/20260101000000_gone.sql"), index_of("supabase"))


@pytest.mark.parametrize(
    "text",
    [
        "~~first try~~ `{}`",
        "~~ {} ~~",
        "`~~` {} `~~`",
        "\\~~{}~~",
        "~~a\n\n{}~~",
        "- ~~a\n- {}~~",
        "<del>a</del> {} <del>b</del>",
    ],
)
def test_what_stands_beside_struck_text_is_asked_for(text: str) -> None:
    """Marks that strike something else, or nothing."""
    assert 1 == len(faults(text.format("supabase/migrations/20260101000000_gone.sql"), index_of("supabase")))


@pytest.mark.parametrize(
    "name",
    ["VX__init.sql", "VXX__init.sql", "V1.X__init.sql", "VN__init.sql", "V{n}__init.sql", "V<next>__init.sql"],
)
def test_placeholders_of_flyway(name: str) -> None:
    """A version that is letters, alone or behind a number."""
    (mention,) = mentions(parse(SPEC, f"`{name}`".encode()), index_of("flyway"))

    assert (MentionForm.PLACEHOLDER, "init") == (mention.form, mention.suffix)


@given(st.text("~`<>del/s \n-a", max_size=200))
def test_any_marks_are_read(text: str) -> None:
    """Nothing that may stand in a document makes looking for struck text fail."""
    name = "supabase/migrations/20260101000000_gone.sql"
    found = mentions(parse(SPEC, f"{text}\n\n{name}".encode()), index_of("rails"))

    assert {one.text for one in found} <= {name}  # none where the marks open a fence
