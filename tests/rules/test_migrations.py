"""The rules about migrations: what is planned, what is dated, and how one fault stays one finding."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.references.trees import SPEC, context_of, found, spec_text
from tests.support.memory import MemoryTree, as_tree, compare
from tests.support.memory import told as told_of

from speclatch.config.model import Config, Migrations
from speclatch.judging.pipeline import Case, run
from speclatch.migrations.index import mentions, migration_tally
from speclatch.model import ChangedFile, ChangeKind, Phase, Severity
from speclatch.profiles.load import builtin_template
from speclatch.rules import BY_ID
from speclatch.trees import Entry, EntryKind, Listing, Trees

TREE = {
    "supabase/migrations/20260422183640_add_consent.sql": "",
    "supabase/migrations/20260501000000_orders.sql": "",
}
RULES = ("migration-missing", "migration-placeholder", "migration-name")


def told(body: str, **more: object) -> list[tuple[str, str, str]]:
    """Rule, case and name of what is found in a spec with this body."""
    context = context_of({**TREE, SPEC: spec_text(body=body)}, **more)  # type: ignore[arg-type]
    return [(one.rule, one.case, one.subject.name) for name in RULES for one in found(BY_ID[name], context)]


@pytest.mark.parametrize(
    ("name", "case"), [("20270101000000_later.sql", "planned"), ("20250101000000_earlier.sql", "")]
)
def test_planned(name: str, case: str) -> None:
    """A migration later than all there are may still be written."""
    assert [("migration-missing", case, name)] == told(f"`{name}`")


def test_planned_is_an_error_once_done() -> None:
    """Planned is a warning until the spec is done."""
    levels = BY_ID["migration-missing"].cases["planned"]

    assert [Severity.WARNING, Severity.ERROR] == [levels.at(phase) for phase in (Phase.IMPLEMENTING, Phase.DONE)]


def test_one_fault_is_one_finding() -> None:
    """A link whose text is the path it leads to is mended in both places at once."""
    wrong = "supabase/migrations/20260422183641_add_consent.sql"
    context = context_of({**TREE, SPEC: spec_text(body=f"[{wrong}](../../{wrong})")})

    fixes = [one.fix for one in found(BY_ID["migration-missing"], context)]

    assert [2] == [len(fix.edits) for fix in fixes if fix is not None]
    assert [] == found(BY_ID["link-broken"], context)


def test_fix_never_guesses_between_two() -> None:
    """Two migrations of one suffix: the placeholder's real name is not known."""
    files = {**TREE, "supabase/migrations/20260601000000_orders.sql": ""}
    context = context_of({**files, SPEC: spec_text(body="`<timestamp>_orders.sql`")})

    assert [None] == [one.fix for one in found(BY_ID["migration-placeholder"], context)]


def test_the_one_this_change_adds_is_meant() -> None:
    """Of two of one suffix, the one that the change adds."""
    files = {**TREE, "supabase/migrations/20260601000000_orders.sql": "", SPEC: spec_text(body="`{ts}_orders.sql`")}
    context = context_of(files, base=TREE)

    fixes = [one.fix for one in found(BY_ID["migration-placeholder"], context)]

    assert ["20260601000000_orders.sql"] == [edit.text for fix in fixes if fix for edit in fix.edits]


def test_configured_preset_alone_speaks() -> None:
    """With a configured preset, other tools' folders are no migrations."""
    config = Config(migrations=Migrations(preset="rails"))

    assert [] == told("`supabase/migrations/20250101000000_x.sql`", config=config)


@pytest.mark.parametrize(
    "text",
    ["CREATE_TABLE.sql", "notes_2026.sql", "a_b.py", "docs/x_y.md", "20260422_x", "`_`", "**bold** text_x", "x/y_z"],
)
def test_other_words_are_no_migrations(text: str) -> None:
    """What only looks like a file is left alone."""
    assert [] == told(text)


def test_columns_and_tally() -> None:
    """Each mention spans its own characters; the tally counts names once."""
    body = "`20260422183640_add_consent.sql:70,105-149` and 20260422183640_add_consent.sql, 20250101000000_x.sql."
    context = context_of({**TREE, SPEC: spec_text(body=body)})
    spec = context.catalogue.specs[SPEC]
    line = spec_text(body=body).split("\n")[9]

    named = mentions(spec.document, context.migrations)

    assert [one.name for one in named] == [
        line[(one.location.column or 0) - 1 : one.location.end_column] for one in named
    ]
    assert (1, 2) == ((tally := migration_tally(spec.document, context.migrations)).done, tally.total)


BASE = {"supabase/migrations/20260601000000_late.sql": "", **TREE}


def added(name: str, **more: str) -> list[tuple[str, str]]:
    """The rule and place of what is found about a migration that a change adds."""
    files = {**BASE, f"supabase/migrations/{name}": "", **more}
    context = context_of(files, base=BASE)
    rules = ("migration-order", "migration-version-reused", "migration-unlisted")
    return [(rule, one.location.path) for rule in rules for one in found(BY_ID[rule], context)]


def test_an_added_migration_sorts_behind_the_latest_of_the_base() -> None:
    """Whatever stands first in the tree, the latest counts."""
    early, late = "20260531000000_x.sql", "20260602000000_x.sql"

    assert [("migration-order", f"supabase/migrations/{early}")] == added(early)
    assert [] == added(late)


@pytest.mark.parametrize(
    ("body", "listed"),
    [
        ("`20260602000000_x.sql`", True),
        ("`20260602000000_*.sql`", True),
        ("all of `supabase/migrations/` since 20260602000000", False),
        ("`20260501000000_orders.sql`", False),
    ],
)
def test_a_migration_that_a_spec_names(body: str, listed: bool) -> None:
    """By its name or by a glob; the folder alone names nothing."""
    place = "supabase/migrations/20260602000000_x.sql"
    expected = [] if listed else [("migration-unlisted", place)]

    assert expected == added("20260602000000_x.sql", **{SPEC: spec_text(body=body)})


MIGRATION = "supabase/migrations/20260422183640_add_consent.sql"
NAMED: dict[str, str] = {
    ".speclatch.yml": 'version: 1\nprofiles: [{use: exec-spec, match: ["docs/21-exec-spec/*.md"]}]\n',
    SPEC: spec_text(body=f"- Migration file: `{MIGRATION}`"),
    **{path: f"create table {number} ();\n" for number, path in enumerate(TREE)},
}


def lost(changed: MemoryTree, base: Mapping[str, str] = NAMED) -> list[tuple[str, str]]:
    """What a change makes of the migration that a spec names: messages of migration-missing, and their weight."""
    findings = compare(base, changed).findings
    return [(one.finding.message, one.severity.value) for one in findings if one.finding.rule == "migration-missing"]


@pytest.mark.parametrize(
    ("files", "links", "what"),
    [
        ({MIGRATION: ""}, {}, "is empty now"),
        ({}, {MIGRATION: "gone.sql"}, "is a link to nothing now"),
        ({}, {MIGRATION: "/etc/hosts"}, "is a link to nothing now"),
        ({f"{MIGRATION}/a.sql": "x"}, {}, "is a folder now"),
    ],
)
def test_a_migration_that_a_change_leaves_only_the_name_of(
    files: dict[str, str], links: dict[str, str], what: str
) -> None:
    """It is missing as if it had been deleted, also for a spec that the change does not touch."""
    others = {path: text for path, text in NAMED.items() if path != MIGRATION}
    head = MemoryTree({path: text.encode() for path, text in {**others, **files}.items()}, links)

    assert [(f"migration `{MIGRATION}` {what}", "error")] == lost(head)


@pytest.mark.parametrize(("left", "is_missing"), [("", True), ("create table x ();\n", False)])
def test_a_glob_finds_no_migration_that_a_change_has_emptied(left: str, is_missing: bool) -> None:
    """It is missing where no other file of that name is left."""
    base = {**NAMED, SPEC: spec_text(body="`supabase/migrations/20260422183640_*.sql`")}
    said = lost(as_tree({**base, MIGRATION: left, "a.txt": "x"}), base)

    assert is_missing is bool(said)


def test_a_migration_in_a_folder_of_its_own_is_emptied() -> None:
    """Its folder is there still, and the file in it says nothing."""
    folder = "prisma/migrations/20260422183640_add_consent"
    config = {".speclatch.yml": NAMED[".speclatch.yml"]}
    base = {**config, SPEC: spec_text(body=f"`{folder}`"), f"{folder}/migration.sql": "create table x ();\n"}

    assert [(f"migration `{folder}` is empty now", "error")] == lost(
        as_tree({**base, f"{folder}/migration.sql": ""}), base
    )


def test_a_migration_that_becomes_a_submodule() -> None:
    """Nobody looks into it."""
    head = as_tree(NAMED)
    entries = {**head.listing.entries, MIGRATION: Entry(MIGRATION, EntryKind.SUBMODULE, "2" * 40)}
    head.__dict__["listing"] = Listing(entries)
    changed = ChangedFile(MIGRATION, ChangeKind.MODIFIED)
    base = as_tree(NAMED)
    report = run(Case(Trees(base, head, head), base.config, base, (changed,)))

    assert ["migration-missing"] == [rule for path, _, _, rule in told_of(report) if path == SPEC]


def test_a_migration_that_becomes_a_link_to_its_text() -> None:
    """It is there still."""
    others = {path: text for path, text in NAMED.items() if path != MIGRATION}
    files = {path: text.encode() for path, text in {**others, "db/consent.sql": "create table x ();\n"}.items()}

    assert [] == lost(MemoryTree(files, {MIGRATION: "../../db/consent.sql"}))


def test_a_migration_that_was_empty_before() -> None:
    """A tool makes such files to begin with: the change takes nothing out of it."""
    base = {**NAMED, MIGRATION: ""}

    assert [] == lost(as_tree({**base, "a.txt": "x"}), base)


def test_the_latest_migration_is_deleted() -> None:
    """It is no planned one: it was there, and whoever deletes it does not mean to write it."""
    latest = "supabase/migrations/20260501000000_orders.sql"
    base = {**NAMED, SPEC: spec_text(body=f"`{latest}`")}
    head = {path: text for path, text in base.items() if path != latest}

    assert [(f"migration `{latest}` does not exist", "error")] == lost(as_tree(head), base)


def test_a_renamed_migration_that_keeps_its_version_keeps_its_place() -> None:
    """Databases that have run it know it by the version; under another version it is a new one."""
    old = "supabase/migrations/20260422183640_add_consent.sql"
    said = []
    for new in (old.replace("add_consent", "consent"), old.replace("183640", "183641")):
        head = {path: text for path, text in NAMED.items() if path != old}
        report = compare(NAMED, {**head, new: NAMED[old]})
        said.append([rule for _, _, _, rule in told_of(report) if rule == "migration-order"])

    assert [[], ["migration-order"]] == said


def test_versions_that_are_no_times_are_ordered_by_number() -> None:
    """Flyway's ``V4`` comes before ``V5``, and nothing is said of a time that is still to come."""
    base = {"db/migration/V5__b.sql": "", **TREE}
    context = context_of({**base, "db/migration/V4__a.sql": ""}, base=base)
    [one] = found(BY_ID["migration-order"], context)

    assert ("Give it a version after `5`.", "unnamed") == (one.hint, one.case)


def test_the_latest_of_the_base_is_the_latest_by_its_version() -> None:
    """Also where a listing by name has it first: ``V10`` stands before ``V9``."""
    base = {"db/migration/V10__c.sql": "", "db/migration/V9__b.sql": "", **TREE}
    context = context_of({**base, "db/migration/V8__a.sql": ""}, base=base)

    assert ["Give it a version after `10`."] == [one.hint for one in found(BY_ID["migration-order"], context)]


def test_a_note_that_names_a_migration_is_no_spec() -> None:
    """The migration belongs to no spec still."""
    place = "supabase/migrations/20260602000000_x.sql"
    base = {**BASE, "specs/a.md": builtin_template("exec-spec"), "notes.md": f"# Notes\n\nSee `{place}`.\n"}
    report = compare(base, {**base, place: "create table x ();\n"})

    assert [(place, "migration-unlisted")] == [(path, rule) for path, _, _, rule in told_of(report)]


def test_where_there_are_no_migrations_any_name_that_a_tool_takes_may_be_the_teams() -> None:
    """Supabase runs `00014_a.sql`, and no other file shows how this team calls them; no tool takes `a.sql`."""
    body = "`supabase/migrations/00014_a.sql`, `supabase/migrations/a.sql`"
    context = context_of({SPEC: spec_text(body=body)})

    assert ["a.sql"] == [one.subject.name for one in found(BY_ID["migration-name"], context)]
