"""Find what a command calls a profile: one of the configuration, a built-in one, or a template's path."""

from __future__ import annotations

import difflib
from dataclasses import replace

from speclatch.cli.codes import UsageError
from speclatch.config import Config, ConfigError
from speclatch.profiles.load import BUILTIN, builtin, builtin_template, load_profiles
from speclatch.profiles.profile import Profile
from speclatch.trees import Tree


def profile_named(name: str, config: Config, tree: Tree) -> tuple[Profile, bytes]:
    """A profile and its template's text.

    Raises:
        UsageError: there is none of that name.
        ConfigError: its template does not exist.
    """
    use = next((use for use in config.profiles if use.name == name), None)
    if use is not None:
        profile = load_profiles(replace(config, profiles=(use,)), tree.read)[0]
        return profile, builtin_template(use.use).encode() if use.use else read_template(tree, use.template)
    if name in BUILTIN:
        return builtin(name, config.references), builtin_template(name).encode()
    known = [*(use.name for use in config.profiles), *BUILTIN]
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(dict.fromkeys(known))}"
    raise UsageError(f"there is no profile '{name}'{hint}")


def read_template(tree: Tree, path: str) -> bytes:
    """A template's bytes.

    Raises:
        ConfigError: there is none.
    """
    try:
        return tree.read(path)
    except KeyError as error:
        raise ConfigError(f"the template '{path}' does not exist") from error
