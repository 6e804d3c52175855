"""``speclatch derive``: show what a template asks of its documents."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

from speclatch.config.model import CONFIG_PATHS, Config
from speclatch.documents import UnreadableError, parse, parse_metadata
from speclatch.errors import ExitCode, UsageError
from speclatch.git.faults import GitError
from speclatch.profiles.bundled import BUILTIN
from speclatch.profiles.load import builtin
from speclatch.profiles.template import derive
from speclatch.scaffold.derive import profile_page
from speclatch.scaffold.templates import template_name
from speclatch.trees.local import open_local
from speclatch.workspace.arguments import Parser
from speclatch.workspace.loading import config_in
from speclatch.workspace.output import write

DESCRIPTION = """\
Print what a template asks of its documents: keys, sections, tables, boxes,
labels, as commented YAML that can be put into .speclatch.yml as it is.
"""


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch derive", "TEMPLATE", DESCRIPTION, "speclatch derive docs/rfc/TEMPLATE.md")
    made.add_argument(
        "template",
        metavar="TEMPLATE",
        help="A Markdown template's path, or a profile: of the configuration, or built in.",
    )
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the profile of a template."""
    template = Path(arguments.template)
    config, shown, root = _surroundings(template)
    configured = next((use.template for use in config.profiles if use.name == arguments.template), None)
    if configured and not template.exists():
        template, shown = root / configured, configured
    if arguments.template in BUILTIN and not configured and not template.exists():
        page = profile_page(builtin(arguments.template, config.references), arguments.template, builtin=True)
    else:
        page = _page(template, shown, config)
    write(page)
    return ExitCode.PASS


def _surroundings(path: Path) -> tuple[Config, str, Path]:
    """The configuration of the repository around, whose reference kinds count, the path from its root, and the root.

    That is the template's repository, wherever the command stands.
    """
    try:
        repository = open_local(path.resolve().parent if path.is_file() else Path.cwd(), os.environ)
    except GitError:
        return Config(), path.as_posix(), Path()
    full, root = path.resolve(), repository.root.resolve()
    inside = full.relative_to(root).as_posix() if full.is_relative_to(root) else path.as_posix()
    return config_in(repository.work_tree(), CONFIG_PATHS), inside, root


def _page(path: Path, shown: str, config: Config) -> str:
    """The page of a template.

    Raises:
        UsageError: it is not there, or no text.
    """
    if not path.is_file():
        raise UsageError(f"there is no template {path}; built in are {', '.join(BUILTIN)}")
    try:
        document = parse(shown, path.read_bytes())
        beside = None if document.front_matter.present else _beside(path)
        sidecar = parse_metadata(beside.name, beside.read_bytes()) if beside else None
    except UnreadableError as error:
        raise UsageError(f"{path}: {error}") from error
    profile = derive(document, template_name(shown), config.references, sidecar)
    return profile_page(replace(profile, metadata=beside.name if beside else ""), shown)


def _beside(path: Path) -> Path | None:
    """The one YAML file beside a template, which then holds its front matter; a tool's settings (``.name``) do not."""
    beside = (file for file in path.parent.iterdir() if not file.name.startswith("."))
    found = [file for file in beside if file.suffix in (".yaml", ".yml") and file.is_file()]
    return found[0] if len(found) == 1 else None
