"""Migrations of eight tools: recognised from the tree, their names, versions and order."""

from __future__ import annotations

import pytest
from tests.references.trees import listing_of

from speclatch.config.model import Migrations
from speclatch.migrations.index import build_migrations
from speclatch.migrations.presets import PRESETS, impossible_time, version_order

TREES = {
    "supabase": {"supabase/migrations/20260422183640_a.sql": "20260422183640"},
    "flyway": {"src/main/resources/db/migration/V1.2__a.sql": "1.2"},
    "rails": {"db/migrate/20260422183640_a.rb": "20260422183640"},
    "alembic": {"alembic/versions/1975ea83b712_a.py": "1975ea83b712"},
    "django": {"shop/migrations/0002_a.py": "0002", "shop/migrations/__init__.py": ""},
    "prisma": {"prisma/migrations/20260422183640_a/migration.sql": "20260422183640"},
    "goose": {"migrations/00002_a.sql": "00002", "go.mod": ""},
    "sqlx": {"migrations/20260422183640_a.up.sql": "20260422183640", "Cargo.toml": ""},
}


@pytest.mark.parametrize("name", TREES)
def test_recognised_from_the_tree(name: str) -> None:
    """A tree of one tool is read by that tool's preset alone."""
    index = build_migrations(Migrations(), listing_of(dict.fromkeys(TREES[name], "")), None)

    assert [(name, next(iter(TREES[name].values())))] == [(one.preset.name, one.version) for one in index.landing]


@pytest.mark.parametrize("name", TREES)
def test_configured(name: str) -> None:
    """A preset by its name finds the same."""
    index = build_migrations(Migrations(preset=name), listing_of(dict.fromkeys(TREES[name], "")), None)

    assert 1 == len(index.landing)


def test_a_tree_that_lost_its_migrations() -> None:
    """The tool is then the one that it had before; one that it still has counts alone."""
    before, now = (listing_of(dict.fromkeys(TREES[name], "")) for name in ("rails", "supabase"))
    lost = build_migrations(Migrations(), listing_of({"a.md": ""}), before)
    changed = build_migrations(Migrations(), now, before)

    assert ["rails"] == [preset.name for preset in lost.presets]
    assert ["supabase"] == [preset.name for preset in changed.presets]
    assert () == build_migrations(Migrations(), listing_of({"a.md": ""}), None).presets


def test_every_preset_is_tried() -> None:
    """The trees above are those of all presets."""
    assert {preset.name for preset in PRESETS} == set(TREES)


@pytest.mark.parametrize(
    ("path", "preset"),
    [
        ("a/supabase/migrations/20260422183640_a.sql", "supabase"),
        ("db/migration/shop/orders/V1__a.sql", "flyway"),
        ("services/a/db/queue_migrate/archive/20260422183640_a.rb", "rails"),
        ("app/migrations/versions/1975ea83b712_a.py", "alembic"),
        ("api/alembic/versions/1975ea83b712_a.py", "alembic"),
        ("api/prisma/migrations/20260422183640_a/migration.sql", "prisma"),
    ],
)
def test_a_folder_is_known_by_its_name_wherever_it_is(path: str, preset: str) -> None:
    """Among many folders that have nothing to do with migrations."""
    others = {f"src/part{number}/unit.sql": "" for number in range(20)}
    index = build_migrations(Migrations(), listing_of({path: "", **others}), None)

    assert [preset] == [one.preset.name for one in index.landing]


def test_tests_are_no_migrations() -> None:
    """Nothing below ``tests`` is a migration."""
    paths = ("supabase/tests/migrations/x.test.sql", "tests/supabase/migrations/20260422183640_a.sql")

    assert () == build_migrations(Migrations(), listing_of(dict.fromkeys(paths, "")), None).landing
    assert () == build_migrations(Migrations(preset="supabase"), listing_of(dict.fromkeys(paths, "")), None).landing


def test_a_test_among_migrations_is_none() -> None:
    """Beside one that is, and in the same folder."""
    there = {f"supabase/migrations/20260422183640_{name}.sql": "" for name in ("a", "a.test")}

    assert ["20260422183640_a.sql"] == [
        one.name for one in build_migrations(Migrations(), listing_of(there), None).landing
    ]


def test_a_migration_that_two_tools_would_run_is_one() -> None:
    """A folder that both the program's languages use for it."""
    there = dict.fromkeys(("migrations/20260422183640_a.sql", "go.mod", "Cargo.toml"), "")
    index = build_migrations(Migrations(), listing_of(there), None)

    assert ["goose", "sqlx"] == sorted(one.name for one in index.presets)
    assert ["20260422183640_a.sql"] == [one.name for one in index.landing]


@pytest.mark.parametrize("version", [r"\d{4}", r"^\d{4}$", r"^(?P<version>\d{4})$", r"(?P<version>\d+)"])
def test_own_glob(version: str) -> None:
    """A team's own glob with a version pattern, be it anchored or named."""
    config = Migrations(glob="db/changes/**/*.sql", version=version)
    index = build_migrations(config, listing_of({"db/changes/a/0001-orders.sql": "", "db/x.sql": ""}), None)

    assert [("0001", "orders")] == [(one.version, one.suffix) for one in index.landing]


@pytest.mark.parametrize(
    "version", ["20261301000000", "20260230000000", "20260422240000", "20260422006000", "00000000000000"]
)
def test_impossible(version: str) -> None:
    """A month 13, a 30th of February, an hour 24, a minute 60."""
    assert impossible_time(version)


@pytest.mark.parametrize("version", ["20260422183640", "20240229000000", "0001", ""])
def test_possible(version: str) -> None:
    """Moments of the calendar, and versions that are no time."""
    assert not impossible_time(version)


def test_order() -> None:
    """Versions compare by number, part by part."""
    assert sorted(["1.10", "1.9", "1"], key=lambda one: version_order(one) or ()) == ["1", "1.9", "1.10"]
    assert version_order("1975ea83b712") is None


OTHERS = (
    "migrations/20260422183640_a.js",
    "src/migrations/1745347000000-Slots.ts",
    "database/migrations/2026_04_22_183640_create_slots_table.php",
    "App/Migrations/20260422183640_Slots.cs",
    "priv/repo/migrations/20260422183640_slots.exs",
    "db/migrations/20260422183640_slots.sql",
    "migrations/20260422183640.sql",
)


@pytest.mark.parametrize("path", OTHERS)
def test_other_tools(path: str) -> None:
    """A folder of migrations with numbered files is one, whoever made it."""
    (found,) = build_migrations(Migrations(), listing_of({path: ""}), None).landing

    assert ("other", path) == (found.preset.name, found.path)


def test_other_tools_stand_in_for_nobody() -> None:
    """A tool that is known counts alone, and a folder of helpers holds no migrations."""
    known = build_migrations(Migrations(), listing_of({OTHERS[0]: "", "db/migrate/20260422183640_a.rb": ""}), None)
    none = build_migrations(Migrations(), listing_of({"src/migrations/run.ts": "", "migrations/README.md": ""}), None)

    assert ["rails"] == [preset.name for preset in known.presets]
    assert () == none.presets


def test_two_halves_of_one_migration() -> None:
    """What golang-migrate goes up and down by is one migration of one version."""
    paths = ("migrations/000001_a.up.sql", "migrations/000001_a.down.sql", "go.mod")
    index = build_migrations(Migrations(), listing_of(dict.fromkeys(paths, "")), None)

    assert {("000001", "a")} == {(one.version, one.suffix) for one in index.landing}
