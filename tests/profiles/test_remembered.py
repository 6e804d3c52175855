"""What was derived from a template is remembered as it was, and only for the very same template."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from speclatch.cache import Row
from speclatch.config.model import DEFAULT_KINDS, Config, ProfileUse, Words
from speclatch.documents import parse
from speclatch.errors import ConfigError
from speclatch.profiles import load
from speclatch.profiles.bundled import BUILTIN
from speclatch.profiles.load import builtin, load_profiles
from speclatch.profiles.profile import Profile
from speclatch.profiles.remembered import profile_of, row_of
from speclatch.profiles.template import derive

FOREIGN = sorted((Path(__file__).parent / "foreign").glob("*.md"))
USE = ProfileUse("note", template="t/note.md", match=("notes/*.md",), metadata="note.yaml")
FILES = {"t/note.md": b"# <T>\n\n## Goal\n\n<What for>\n", "t/note.yaml": b"id: N-###\nstatus: draft | done\n"}


class Store:
    """What is kept, through JSON as in a file."""

    def __init__(self) -> None:
        self.rows: dict[str, str] = {}

    def get(self, name: str) -> Row | None:
        """The row of that name."""
        row: Row | None = json.loads(self.rows.get(name, "null"))
        return row

    def put(self, name: str, row: Row) -> None:
        """Keep a row."""
        self.rows[name] = json.dumps(row)


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes the name of each profile that is derived from a team's template."""
    names: list[str] = []

    def noted(document: Any, name: str, *more: Any) -> Profile:
        names.append(name)
        return derive(document, name, *more)

    monkeypatch.setattr(load, "derive", noted)
    return names


def whole(value: object) -> object:
    """A value with all that it holds and its types, what is not compared otherwise as well."""
    if is_dataclass(value):
        return type(value), [whole(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, Mapping):
        return {key: whole(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return type(value), [whole(one) for one in value]
    return type(value), value


def loaded(store: Store, config: Config, files: Mapping[str, bytes]) -> Profile:
    """The one profile of a configuration."""
    return load_profiles(config, files.__getitem__, store=store)[0]


@pytest.mark.parametrize("name", BUILTIN)
def test_a_bundled_profile_comes_back_as_it_was(name: str) -> None:
    """Also what is no part of the comparison: guidance, questions, labels as they are shown."""
    profile = builtin(name, DEFAULT_KINDS)
    assert whole(profile_of(json.loads(json.dumps(row_of(profile))))) == whole(profile)


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.stem)
def test_a_profile_of_any_template_comes_back_as_it_was(path: Path) -> None:
    """Templates as teams elsewhere write them, with a team's words."""
    words = Words(none=("nichts",), must=("ja",))
    profile = derive(parse("t.md", path.read_bytes()), "foreign", DEFAULT_KINDS, None, words)
    assert whole(profile_of(json.loads(json.dumps(row_of(profile))))) == whole(profile)


def test_a_template_is_derived_once(derived: list[str]) -> None:
    """The next run has it from the store, with what the configuration then puts differently."""
    store = Store()
    first = loaded(store, Config(profiles=(USE,)), FILES)
    second = loaded(store, Config(profiles=(USE._replace(overrides={"optional": ["Goal"]}),)), FILES)

    assert ["note"] == derived
    assert [True] == [rule.required for rule in first.sections]
    assert [False] == [rule.required for rule in second.sections]


KINDS = (*DEFAULT_KINDS, DEFAULT_KINDS[0]._replace(name="memo"))


@pytest.mark.parametrize(
    ("config", "files"),
    [
        (Config(profiles=(USE,)), {"t/note.md": b"# <T>\n\n## Aim\n"}),
        (Config(profiles=(USE,)), {"t/note.yaml": b"id: M-###\n"}),
        (Config(profiles=(USE._replace(metadata=""),)), {}),
        (Config(profiles=(USE._replace(metadata="other.yaml"),)), {"t/other.yaml": b"id: N-###\n"}),
        (Config(profiles=(USE._replace(template="t/two.md"),)), {"t/two.md": FILES["t/note.md"]}),
        (Config(profiles=(USE,), words=Words(later=("spaeter",))), {}),
        (Config(profiles=(USE,), references=KINDS), {}),
    ],
    ids=["template", "sidecar", "no sidecar", "another sidecar", "another path", "words", "kinds"],
)
def test_what_a_profile_is_made_of_makes_another(
    derived: list[str], config: Config, files: Mapping[str, bytes]
) -> None:
    """Each alone is enough to derive it anew, and it is what it is without a store."""
    store = Store()
    loaded(store, Config(profiles=(USE,)), FILES)
    again = loaded(store, config, {**FILES, **files})

    assert ["note", "note"] == derived
    assert whole(again) == whole(load_profiles(config, {**FILES, **files}.__getitem__)[0])


@pytest.mark.parametrize("row", [[], [1], ["note"] * 19, ["note", *[[]] * 18], [None] * 19, [[["x"]]] * 19])
def test_what_is_no_profile_is_derived_anew(derived: list[str], row: Row) -> None:
    """What is read from a disk may be anything."""
    store = Store()
    config = Config(profiles=(USE,))
    right = loaded(store, config, FILES)
    store.rows = dict.fromkeys(store.rows, json.dumps(row))

    assert whole(loaded(store, config, FILES)) == whole(right)
    assert ["note", "note"] == derived


def test_a_template_that_is_none_is_told_each_time() -> None:
    """What cannot be used is not remembered."""
    store = Store()
    for _ in range(2):
        with pytest.raises(ConfigError, match="is empty"):
            loaded(store, Config(profiles=(USE,)), {"t/note.md": b" \n"})
    assert not store.rows
