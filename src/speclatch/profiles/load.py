"""The profiles in force: built in ones and those derived from a team's templates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from posixpath import dirname, join
from typing import NamedTuple

import yaml

from speclatch.cache import CacheStore
from speclatch.config.model import Config, ProfileUse, ReferenceKind
from speclatch.config.packaged import packaged
from speclatch.documents import UnreadableError, parse, parse_metadata
from speclatch.documents.yaml_nodes import LOADER
from speclatch.errors import ConfigError
from speclatch.profiles.bundled import BUILTIN, PLACES, PLAIN_ID, SEEDS, places_among
from speclatch.profiles.in_force import ProfileInForce, Profiles, Scope
from speclatch.profiles.overrides import Overrides, apply_overrides
from speclatch.profiles.profile import Guidance, Profile
from speclatch.profiles.remembered import remembered
from speclatch.profiles.template import derive

LFS_PREFIX = b"version https://git-lfs.github.com/spec/"
"""How the pointer begins that git-lfs puts in a file's place."""

MAX_TEMPLATE = 4_000_000
"""Bytes of the longest template; so large a document would not be judged either."""

ReadTemplate = Callable[[str], bytes]
"""Gives a template's content by its path; raises KeyError where there is none."""


def load_profiles(
    config: Config, read_template: ReadTemplate, paths: Collection[str] = (), store: CacheStore | None = None
) -> Profiles:
    """Every profile the configuration uses; where it names none, the bundled ones that are recognised.

    ``paths`` are those of the repository, by which it is known which bundled families have their place there. A team's
    templates are read at once, to say what is wrong with one; a bundled one when a document of it is met. ``store``
    keeps what is derived from them.

    Raises:
        ConfigError: a template or a built-in profile does not exist, or a template cannot be read or says nothing.
    """
    loader = _Loader(config, read_template, store)
    return Profiles(map(loader.used, config.profiles) if config.profiles else loader.recognised(paths))


class _Loader(NamedTuple):
    """Loads what a configuration uses."""

    config: Config
    read_template: ReadTemplate
    store: CacheStore | None

    def recognised(self, paths: Collection[str]) -> Iterator[ProfileInForce]:
        """The profiles that hold without a configuration: those known by content, then those whose place is there."""
        for name in (*SEEDS, *places_among(paths)):
            scope = Scope(name, place=PLACES[name].match if name in PLACES else (), plain_id=name in PLAIN_ID)
            yield ProfileInForce(scope, partial(self._recognised, scope))

    def used(self, use: ProfileUse) -> ProfileInForce:
        """A profile that the configuration names."""
        if use.use and use.use not in BUILTIN:
            where, known = f"{self.config.path}:{use.line}", ", ".join(BUILTIN)
            raise ConfigError(f"{where}: there is no built-in profile '{use.use}'; there are {known}")
        scope = Scope(use.name, use.match, metadata=use.metadata, plain_id=use.use in PLAIN_ID)
        if use.use:
            return ProfileInForce(scope, lambda: self._as_used(self._builtin(use.use), use))
        return ProfileInForce.of(self._as_used(self._derived(use), use))

    def _recognised(self, scope: Scope) -> Profile:
        """The bundled profile of a scope's name, with the team's words."""
        return replace(self._builtin(scope.name), place=scope.place, words=self.config.words)

    def _as_used(self, profile: Profile, use: ProfileUse) -> Profile:
        """A profile as the configuration has it."""
        changed = apply_overrides(profile, overrides_from(use.overrides))
        return replace(changed, name=use.name, match=use.match, metadata=use.metadata, words=self.config.words)

    def _builtin(self, name: str) -> Profile:
        kinds = self.config.references
        return remembered(self.store, (name, repr(kinds)), lambda: builtin(name, kinds))

    def _derived(self, use: ProfileUse) -> Profile:
        """What a team's template asks for, as it is."""
        called = f"{self.config.path}:{use.line}: the template '{use.template}' of profile '{use.name}'"
        try:
            raw = self.read_template(use.template)
            sidecar = self._sidecar(use)
        except KeyError as error:
            raise ConfigError(f"{called} does not exist") from error
        if len(raw) > MAX_TEMPLATE:
            raise ConfigError(f"{called} has more than {MAX_TEMPLATE:,} bytes")
        if raw.startswith(LFS_PREFIX):
            raise ConfigError(f"{called} is a git-lfs pointer; keep it out of git-lfs (see .gitattributes)")
        if not raw.strip():
            raise ConfigError(f"{called} is empty, so nothing could be asked of a document")
        kinds, words = self.config.references, self.config.words

        def derived() -> Profile:
            try:
                beside = parse_metadata(*sidecar) if sidecar is not None else None
                return derive(parse(use.template, raw), use.name, kinds, beside, words)
            except UnreadableError as error:
                raise ConfigError(f"{called} cannot be read: {error}. {error.hint}") from error

        made_of = (use.name, use.template, repr(raw), repr(sidecar), repr(kinds), repr(words))
        return remembered(self.store, made_of, derived)

    def _sidecar(self, use: ProfileUse) -> tuple[str, bytes] | None:
        """The path and the bytes of the file beside a template that holds its front matter, where there is one."""
        if not use.metadata:
            return None
        path = join(dirname(use.template), use.metadata)
        try:
            return path, self.read_template(path)
        except KeyError:
            return None  # no keys are asked for then


@cache
def builtin(name: str, kinds: tuple[ReferenceKind, ...]) -> Profile:
    """A built-in profile: its template, derived like any other, and its overrides."""
    profile = derive(parse(f"{name}.md", packaged(f"profiles/builtin/{name}.md")), name, kinds)
    data = yaml.load(packaged(f"profiles/builtin/{name}.yml"), LOADER) or {}  # noqa: S506 - a safe one
    return apply_overrides(profile, overrides_from(data))


def builtin_template(name: str) -> str:
    """The text of a built-in template, to start a document from."""
    return packaged(f"profiles/builtin/{name}.md").decode()


def overrides_from(data: Mapping[str, object]) -> Overrides:
    """Overrides as YAML has them, checked before (see ``config``)."""
    guidance = _mapping(data.get("guidance"))
    return Overrides(
        optional=_strings(data.get("optional")),
        required=_strings(data.get("required")),
        samples=_strings(data.get("samples")),
        requires={title: _strings(headers) for title, headers in _mapping(data.get("requires")).items()},
        keep=_strings(data.get("keep")),
        free=_strings(data.get("free")),
        frozen=_strings(data.get("frozen")),
        components=_strings(data.get("components")),
        also={title: _strings(titles) for title, titles in _mapping(data.get("also")).items()},
        unless={title: _strings(titles) for title, titles in _mapping(data.get("unless")).items()},
        guidance=Guidance(
            whole=frozenset(_strings(guidance.get("whole"))),
            spans={
                tuple(part for part in title.split(" > ") if part): frozenset(_strings(found))
                for title, found in _mapping(guidance.get("spans")).items()
            },
            keys={key: frozenset(_strings(found)) for key, found in _mapping(guidance.get("keys")).items()},
        ),
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, Iterable) else ()
