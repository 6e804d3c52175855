"""Find what a command calls a profile: one of the configuration, a built-in one, or a template's path."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from functools import partial
from posixpath import dirname, join

from speclatch.config.model import Config, ProfileUse
from speclatch.errors import UsageError
from speclatch.profiles.bundled import BUILTIN
from speclatch.profiles.load import builtin, builtin_template, load_profiles
from speclatch.profiles.profile import Profile
from speclatch.trees import Tree, read_regular


@dataclass(frozen=True, slots=True)
class Found:
    """A profile, its template's text, and the text of the file beside the template that holds its front matter."""

    profile: Profile
    template: bytes
    metadata: bytes | None = None


def profile_named(name: str, config: Config, tree: Tree) -> Found:
    """A profile and what to start a document from.

    Raises:
        UsageError: there is none of that name.
        ConfigError: its template does not exist.
    """
    use = next((use for use in config.profiles if use.name == name), None)
    if use is not None:
        profile = load_profiles(replace(config, profiles=(use,)), partial(read_regular, tree))[0]
        if use.use:
            return Found(profile, builtin_template(use.use).encode())
        return Found(profile, tree.read(use.template), _metadata(use, tree))
    if name in BUILTIN:
        return Found(builtin(name, config.references), builtin_template(name).encode())
    known = [*(use.name for use in config.profiles), *BUILTIN]
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(dict.fromkeys(known))}"
    raise UsageError(f"there is no profile '{name}'{hint}")


def _metadata(use: ProfileUse, tree: Tree) -> bytes | None:
    path = join(dirname(use.template), use.metadata)
    return tree.read(path) if use.metadata and path in tree.listing.entries else None
