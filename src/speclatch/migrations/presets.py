"""How migration tools name and place their migrations."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

from speclatch.patterns import lazy_re

MAX_NAME = 300
"""Characters of the longest name or path that is taken for a migration's; common file systems have names up to 255."""


class Preset(NamedTuple):
    """A tool's way with migrations.

    ``folders`` finds the directories they live in, ``form`` the names that the tool gives them (groups ``version`` and
    ``suffix``), ``takes`` all names that it would run, ``extensions`` what such a file ends in, ``shown`` the form for
    people. ``distinctive`` folders tell the tool by themselves. ``nested``: each migration is a folder with this file
    in it. ``ordered`` tools refuse a migration that sorts before one they have run; the others run what is pending, or
    by a graph of their own. ``unique``: the name holds the version, and no two have the same. ``home`` is the folder
    in which versions are counted, where that is not the file's own.
    """

    name: str
    folders: re.Pattern[str]
    form: re.Pattern[str]
    takes: re.Pattern[str]
    extensions: tuple[str, ...]
    shown: str
    distinctive: bool = True
    nested: str = ""
    ordered: bool = True
    unique: bool = True
    globs: tuple[str, ...] = ()
    home: re.Pattern[str] | None = None

    def is_folder(self, path: str) -> bool:
        """Whether the directory ``path`` holds such migrations."""
        return not self.globs and self.folders.search(path) is not None


def _preset(
    name: str, folders: str, form: str, extensions: str, shown: str, *, takes: str = "", **more: object
) -> Preset:
    return Preset(
        name,
        lazy_re(rf"(?:^|/){folders}$"),
        lazy_re(form),
        lazy_re(takes or form),
        tuple(extensions.split()),
        shown,
        **more,  # type: ignore[arg-type]
    )


PRESETS = (
    _preset(
        "supabase",
        "supabase/migrations",
        r"(?P<version>\d{14})_(?P<suffix>.+)\.sql",
        ".sql",
        "YYYYMMDDHHMMSS_name.sql",
        takes=r"(?P<version>\d+)_(?P<suffix>.*)\.sql",
    ),
    _preset(
        "flyway",
        r"db/migration(?:/[^/]+)*",
        r"(?:[VUB](?P<version>\d+(?:[._]\d+)*)|R)__(?P<suffix>.+)\.(?:sql|java|conf)",
        ".sql .java .conf",
        "V1.2__name.sql",
        home=lazy_re(r"^(?:.*/)?db/migration(?=/|$)"),
    ),
    _preset(
        "rails",
        r"db/(?:\w+_)?migrate(?:/[^/]+)*",
        r"(?P<version>\d{14}|\d{1,4})_(?P<suffix>[a-z0-9_]+)(?:\.[a-z_]+)?\.rb",
        ".rb",
        "YYYYMMDDHHMMSS_name.rb",
        takes=r"(?P<version>\d+)_(?P<suffix>[a-z0-9_]*)(?:\.[a-z0-9_]*)?\.rb",
        ordered=False,
    ),
    _preset(
        "alembic",
        r"(?:alembic|migrations)/versions",
        r"(?!__)(?P<version>[0-9A-Za-z-]+)_(?P<suffix>\w+)\.py",
        ".py",
        "revision_name.py",
        takes=r"(?!__)(?:(?P<version>[0-9a-f]{12})_)?(?P<suffix>.+)\.py",
        ordered=False,
        unique=False,
    ),
    _preset(
        "prisma",
        "prisma/migrations",
        r"(?P<version>\d{14})_(?P<suffix>[^/.]+)",
        ".sql",
        "YYYYMMDDHHMMSS_name/migration.sql",
        takes=r"(?:(?P<version>\d+)_)?(?P<suffix>[^/.]+)",
        nested="migration.sql",
        unique=False,  # Prisma knows a migration by its folder's whole name
    ),
    _preset(
        "django",
        r"[A-Za-z]\w*/migrations",
        r"(?P<version>\d{4})_(?P<suffix>\w+)\.py",
        ".py",
        "0001_name.py",
        takes=r"(?:(?P<version>\d{4})_)?(?P<suffix>[A-Za-z0-9]\w*)\.py",
        distinctive=False,
        ordered=False,
        unique=False,
    ),
    _preset(
        "goose",
        r"migrations",
        r"(?P<version>\d+)_(?P<suffix>[^.]+)(?:\.(?:up|down))?\.(?:sql|go)",  # golang-migrate has two files for each
        ".sql .go",
        "00001_name.sql",
        takes=r"(?P<version>\d+)_(?P<suffix>.+?)(?:\.(?:up|down))?\.(?:sql|go)",
        distinctive=False,
    ),
    _preset(
        "sqlx",
        r"migrations",
        r"(?P<version>\d+)_(?P<suffix>[^.]+)(?:\.(?:up|down))?\.sql",
        ".sql",
        "YYYYMMDDHHMMSS_name.sql",
        takes=r"(?P<version>\d+)_(?P<suffix>.+?)(?:\.(?:up|down))?\.sql",
        ordered=False,
        distinctive=False,
    ),
)
"""In the order in which a tree is asked for them."""
OTHER_TOOLS = _preset(
    "other",
    r"(?:[^/]+/)*?(?i:migrations?)",
    r"(?:Version|Migration)?(?P<version>\d{3,14}|\d{4}_\d\d_\d\d_\d{6})(?:[-_.](?P<suffix>[\w.-]+?))?"
    r"\.(?:sql|[cm]?js|[cm]?ts|php|cs|exs)",
    ".sql .js .cjs .mjs .ts .cts .mts .php .cs .exs",
    "YYYYMMDDHHMMSS_name",
    takes=r"(?P<suffix>.+?)(?P<version>(?!))?\.\w+",
    distinctive=False,
    ordered=False,
    unique=False,
)
"""What Knex, Sequelize, TypeORM, Laravel, Doctrine, Entity Framework, Ecto, dbmate and Atlas have in common.

It stands in where a tree has the migrations of no other, and such files.
"""


class Migration(NamedTuple):
    """One migration of a tree. ``path`` is its file (of a nested one, its directory), ``folder`` its home.

    ``version`` is empty where the name has none (repeatable ones, or a name not of the form).
    """

    path: str
    name: str
    folder: str
    preset: Preset
    version: str
    suffix: str

    @property
    def order(self) -> tuple[int, ...] | None:
        """The version for comparison; None where it is no number."""
        return version_order(self.version)

    @property
    def kind(self) -> str:
        """What tells two migrations of one version apart: Flyway has a baseline and an undo beside each."""
        return self.name[0] if self.preset.name == "flyway" else ""

    @property
    def home(self) -> str:
        """The folder in which the tool counts versions."""
        found = self.preset.home.match(self.folder) if self.preset.home is not None else None
        return found[0] if found is not None else self.folder


def version_order(version: str) -> tuple[int, ...] | None:
    """A version for comparison, in which ``1.0`` is ``1``; None where it is no number."""
    parts = re.split(r"[._]", version)
    if not version or not all(part.isdecimal() and len(part) < 40 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def impossible_time(version: str) -> bool:
    """Whether a version of 14 digits is no moment of the calendar."""
    return re.fullmatch(r"[0-9]{14}", version) is not None and time_of(version) is None


def time_of(version: str) -> datetime | None:
    """The moment that a version of 14 digits names; None if it names none."""
    parts = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})", version)
    if parts is None:
        return None
    year, month, day, hour, minute, second = map(int, parts.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def parts_of(preset: Preset, name: str) -> tuple[str, str]:
    """The version and the rest of a migration's name; empty where the tool would not take it."""
    found = (preset.form.fullmatch(name) or preset.takes.fullmatch(name)) if len(name) <= MAX_NAME else None
    return (found["version"] or "", found["suffix"]) if found is not None else ("", "")
