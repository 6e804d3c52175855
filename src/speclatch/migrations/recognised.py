"""Which migrations a tree holds, and by which tool's ways, or by a team's own glob."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from speclatch.config.model import Migrations
from speclatch.globs import matches
from speclatch.migrations.presets import OTHER_TOOLS, PRESETS, Migration, Preset, parts_of
from speclatch.trees import Listing

_NOT_MIGRATIONS = frozenset(("tests", "test", "__tests__", "fixtures", "node_modules", "testdata"))


def presets_of(config: Migrations, listing: Listing) -> tuple[Preset, ...]:
    """The presets in use: what the configuration says, else those whose migrations the tree holds."""
    if config.glob:
        return (_own(config),)
    if config.preset:
        return tuple(preset for preset in PRESETS if preset.name == config.preset)
    likely = _likely(listing.directories)
    found = tuple(preset for preset in PRESETS if _in_use(preset, likely, listing))
    return found or ((OTHER_TOOLS,) if _in_use(OTHER_TOOLS, likely, listing) else ())


def _own(config: Migrations) -> Preset:
    version = config.version or r"\d+"
    bare = version.removeprefix("^").removesuffix("$")  # the name goes on behind it
    named = bare if "(?P<version>" in bare else f"(?P<version>{bare})"
    extension = "." + config.glob.rpartition(".")[2] if "." in _name_of(config.glob) else ""
    form = re.compile(rf"{named}[-_.]*(?P<suffix>.*?)(?:{re.escape(extension)})?")
    return Preset(
        "glob",
        re.compile(r"(?!)"),
        form,
        form,
        (extension,) if extension else (),
        f"{config.glob} with version {version}",
        globs=(config.glob,),
    )


def _likely(paths: Iterable[str]) -> list[str]:
    """Those of the paths that a preset may know: its folder has one of these words in its name, as few others have."""
    return [one for one in paths if "igrat" in one or "alembic" in one]


def _in_use(preset: Preset, likely: Iterable[str], listing: Listing) -> bool:
    folders = {one for one in likely if preset.is_folder(one) and not _is_for_tests(one)}
    if preset.distinctive:
        return bool(folders) and any(True for _ in _units((preset,), listing))
    if preset is OTHER_TOOLS:  # which only the names of the files tell
        return bool(folders) and any(
            preset.form.fullmatch(_name_of(path)) is not None
            for path in _ending(preset.extensions, listing)
            if path.endswith(preset.extensions) and _folder_of(path) in folders
        )
    return any(_vouched(preset, folder, listing) for folder in folders)


def _vouched(preset: Preset, folder: str, listing: Listing) -> bool:
    """Whether something beside a folder named ``migrations`` says whose it is."""
    if preset.name == "django":
        return f"{folder}/__init__.py" in listing.entries
    marks = {"goose": ("go.mod",), "sqlx": ("Cargo.toml", ".sqlx", "sqlx.toml")}[preset.name]
    above = folder
    while above:
        above = _folder_of(above)
        if any((f"{above}/{mark}" if above else mark) in listing for mark in marks):
            return True
    return False


def migrations_of(presets: Iterable[Preset], listing: Listing) -> Iterator[Migration]:
    """Every migration of a tree that one of the presets would run, names not of the form included."""
    seen: set[str] = set()
    for preset, unit in _units(presets, listing):
        if unit not in seen:
            seen.add(unit)
            yield _migration(preset, unit)


def homes_of(presets: Iterable[Preset], listing: Listing) -> frozenset[str]:
    """The folders of a tree that hold migrations."""
    return frozenset(_folder_of(unit) for _, unit in _units(presets, listing))


def _units(presets: Iterable[Preset], listing: Listing) -> Iterator[tuple[Preset, str]]:
    """The path of every migration of a tree, with the preset whose it is; of a folder, once for each of its files."""
    presets = tuple(presets)
    anywhere = any(preset.globs for preset in presets)
    near = {
        folder: at_home
        for folder in (listing.directories if anywhere else _likely(listing.directories))
        if (at_home := tuple(preset for preset in presets if _may_hold(preset, folder)))
    }
    # Most files are code: what they end in is asked before their folder.
    ends = tuple(end for preset in presets for end in _ends(preset))
    files = [path for path in _ending(ends, listing) if path.endswith(ends)] if near else []
    # In the order of the tree, where the files of a folder and those of the folders in it take turns.
    for path in sorted(path for path in files if _folder_of(path) in near):
        folder, _, name = path.rpartition("/")
        if not _is_test(name):
            for preset in near[folder]:
                if _is_migration(preset, path, name):
                    yield preset, folder if preset.nested else path


def _ending(ends: Iterable[str], listing: Listing) -> Iterable[str]:
    """The paths that may end with one of these: those of the same extension, which a listing knows at once."""
    dotted = all("." in end for end in ends)
    return listing.with_endings(end.rpartition(".")[2].casefold() for end in ends) if dotted else listing.entries


def _ends(preset: Preset) -> tuple[str, ...]:
    """What the paths of a preset's files end in; ``""`` is what all do."""
    return (preset.nested,) if preset.nested else preset.extensions or ("",)


def _may_hold(preset: Preset, folder: str) -> bool:
    """Whether files of a folder can be a preset's migrations: asked once per folder, as there are many files."""
    home = _folder_of(folder) if preset.nested else folder
    return not _is_for_tests(folder) and (bool(preset.globs) or preset.is_folder(home))


def _is_migration(preset: Preset, path: str, name: str) -> bool:
    """Whether a file of that name, in a folder that may hold such, is one of the preset's migrations or part of one."""
    if preset.globs:
        return matches(path, preset.globs)
    if preset.nested:
        return name == preset.nested
    return name.endswith(preset.extensions) and not name.startswith("__")


def _migration(preset: Preset, path: str) -> Migration:
    name = _name_of(path)
    version, suffix = parts_of(preset, name)
    return Migration(path, name, _folder_of(path), preset, version, suffix)


def no_migration(path: str) -> bool:
    """Whether a path is a test's or a fixture's, whatever its name."""
    folder, _, name = path.rpartition("/")
    return _is_test(name) or _is_for_tests(folder)


def _is_test(name: str) -> bool:
    """Whether a file is a test by its name."""
    return ".test." in name


def _is_for_tests(folder: str) -> bool:
    """Whether what a folder holds is a test's or a fixture's, whatever its name."""
    return not _NOT_MIGRATIONS.isdisjoint(folder.split("/"))


def _folder_of(path: str) -> str:
    """The folder that a path of a listing is in; ``posixpath`` takes five times as long for ten thousands of them."""
    return path.rpartition("/")[0]


def _name_of(path: str) -> str:
    """The last segment of a path of a listing."""
    return path.rpartition("/")[2]
