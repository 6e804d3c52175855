"""The profiles in force: built in ones and those derived from a team's templates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from posixpath import dirname, join

import yaml

from speclatch.config.model import Config, ProfileUse, ReferenceKind
from speclatch.config.packaged import packaged
from speclatch.documents import UnreadableError, parse, parse_metadata
from speclatch.documents.document import Document
from speclatch.documents.yaml_nodes import LOADER
from speclatch.errors import ConfigError
from speclatch.profiles.bundled import BUILTIN, PLACES, PLAIN_ID, SEEDS, places_among
from speclatch.profiles.in_force import ProfileInForce, Profiles, Scope
from speclatch.profiles.overrides import Overrides, apply_overrides
from speclatch.profiles.profile import Guidance, Profile
from speclatch.profiles.template import derive

LFS_PREFIX = b"version https://git-lfs.github.com/spec/"
"""How the pointer begins that git-lfs puts in a file's place."""

MAX_TEMPLATE = 4_000_000
"""Bytes of the longest template; so large a document would not be judged either."""

ReadTemplate = Callable[[str], bytes]
"""Gives a template's content by its path; raises KeyError where there is none."""


def load_profiles(config: Config, read_template: ReadTemplate, paths: Collection[str] = ()) -> Profiles:
    """Every profile the configuration uses; where it names none, the bundled ones that are recognised.

    ``paths`` are those of the repository, by which it is known which bundled families have their place there. A team's
    templates are read at once, to say what is wrong with one; a bundled one when a document of it is met.

    Raises:
        ConfigError: a template or a built-in profile does not exist, or a template cannot be read or says nothing.
    """
    if not config.profiles:
        return Profiles(_recognised(config, paths))
    return Profiles(_load(use, config, read_template) for use in config.profiles)


def _recognised(config: Config, paths: Collection[str]) -> Iterator[ProfileInForce]:
    """The profiles that hold without a configuration: those known by content, then those whose place is there."""
    for name in (*SEEDS, *places_among(paths)):
        scope = Scope(name, place=PLACES[name].match if name in PLACES else (), plain_id=name in PLAIN_ID)
        yield ProfileInForce(scope, partial(_bundled, scope, config))


def _bundled(scope: Scope, config: Config) -> Profile:
    """The bundled profile of a scope's name, with the team's words."""
    return replace(builtin(scope.name, config.references), place=scope.place, words=config.words)


def _load(use: ProfileUse, config: Config, read_template: ReadTemplate) -> ProfileInForce:
    where = f"{config.path}:{use.line}"
    if use.use and use.use not in BUILTIN:
        raise ConfigError(f"{where}: there is no built-in profile '{use.use}'; there are {', '.join(BUILTIN)}")
    scope = Scope(use.name, use.match, metadata=use.metadata, plain_id=use.use in PLAIN_ID)
    if use.use:
        return ProfileInForce(scope, lambda: _as_used(builtin(use.use, config.references), use, config))
    document, sidecar = _template(use, read_template, where)
    profile = derive(document, use.name, config.references, sidecar, config.words)
    return ProfileInForce.of(_as_used(profile, use, config))


def _as_used(profile: Profile, use: ProfileUse, config: Config) -> Profile:
    """A profile as the configuration has it."""
    changed = apply_overrides(profile, overrides_from(use.overrides))
    return replace(changed, name=use.name, match=use.match, metadata=use.metadata, words=config.words)


def _template(use: ProfileUse, read_template: ReadTemplate, where: str) -> tuple[Document, Document | None]:
    """A profile's template, and the file beside it that holds its front matter."""
    called = f"{where}: the template '{use.template}' of profile '{use.name}'"
    try:
        raw = read_template(use.template)
        if len(raw) > MAX_TEMPLATE:
            raise ConfigError(f"{called} has more than {MAX_TEMPLATE:,} bytes")
        document = parse(use.template, raw)
        sidecar = _sidecar(use, read_template)
    except KeyError as error:
        raise ConfigError(f"{called} does not exist") from error
    except UnreadableError as error:
        raise ConfigError(f"{called} cannot be read: {error}. {error.hint}") from error
    if raw.startswith(LFS_PREFIX):
        raise ConfigError(f"{called} is a git-lfs pointer; keep it out of git-lfs (see .gitattributes)")
    if not raw.strip():
        raise ConfigError(f"{called} is empty, so nothing could be asked of a document")
    return document, sidecar


def _sidecar(use: ProfileUse, read_template: ReadTemplate) -> Document | None:
    """The file beside a template that holds its front matter, where its documents have one too."""
    if not use.metadata:
        return None
    sidecar = join(dirname(use.template), use.metadata)
    try:
        return parse_metadata(sidecar, read_template(sidecar))
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
