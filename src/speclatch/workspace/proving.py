"""The profiles that are proved, each with its template and with what that asks where nothing is waived."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from posixpath import dirname, join

from speclatch.config.model import Config
from speclatch.documents import parse, parse_metadata
from speclatch.judging.prove.survey import Standard
from speclatch.profiles.bundled import BUILTIN
from speclatch.trees import Tree
from speclatch.workspace.profiles import profile_named


def standards_of(config: Config, tree: Tree) -> tuple[Standard, ...]:
    """Every profile in force with its template; the built-in ones where the configuration names none.

    Raises:
        ConfigError: a template does not exist, or cannot be read.
    """
    names = [use.name for use in config.profiles] or list(BUILTIN)
    return tuple(_standards(names, config, tree))


def _standards(names: list[str], config: Config, tree: Tree) -> Iterator[Standard]:
    plain = replace(config, profiles=tuple(use._replace(overrides={}) for use in config.profiles))
    paths = {use.name: use.template for use in config.profiles}
    for name in names:
        found = profile_named(name, config, tree)
        path = paths.get(name) or f"{name}.md"
        profile = replace(found.profile, words=config.words)
        sidecar = join(dirname(path), profile.metadata)
        yield Standard(
            profile,
            replace(profile_named(name, plain, tree).profile, words=config.words),
            found.template,
            parse(path, found.template),
            found.metadata,
            parse_metadata(sidecar, found.metadata) if found.metadata is not None else None,
        )
