"""Say what of a configuration does nothing, so that a slip of the pen does not turn the gate off in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from posixpath import basename, dirname, join, splitext

from speclatch.config.model import CodeRule, Config, ProfileUse
from speclatch.globs import Globs, capture_names, compiled, literal_head
from speclatch.profiles.bundled import PLACES
from speclatch.profiles.file_names import OTHER_FORMATS, is_markdown, is_template
from speclatch.profiles.load import overrides_from
from speclatch.profiles.overrides import unanswered
from speclatch.profiles.profile import Profile
from speclatch.trees import Listing

NEARLY = 0.6
"""How much of a file's name is as a glob says, if the glob may be a slip of the pen for it."""


def config_warnings(
    config: Config, profiles: Iterable[Profile], listing: Listing, others: Sequence[str] = ()
) -> tuple[str, ...]:
    """What of a configuration does nothing, one sentence each. No part of the verdict.

    Args:
        config: the configuration in force.
        profiles: its profiles as derived, before the configuration's own overrides.
        listing: every path of the tree that the configuration is of.
        others: further files of that tree that hold a configuration, and are not read.
    """
    return tuple(_all(config, {profile.name: profile for profile in profiles}, listing, others))


def _all(config: Config, profiles: dict[str, Profile], listing: Listing, others: Sequence[str]) -> Iterator[str]:
    yield from config.notices
    if others:
        yield f"{config.path} is read, not {' or '.join(others)}: one file configures Speclatch"
    for use in config.profiles:
        where = f"{config.path}:{use.line}: profile '{use.name}'"
        for glob in use.match:
            fault = _fault(glob, config.exclude, listing)
            if fault and not _is_awaited(use, glob, listing):
                yield f"{where}: {fault}"
        yield from (f"{where}: {fault}" for fault in _other_formats(use.match, config.exclude, listing))
        profile = profiles.get(use.name)
        if profile is not None:
            for option, name in unanswered(profile, overrides_from(use.overrides)):
                yield f"{where}: `{option}` names '{name}', and nothing in the profile is called that"
    yield from _profiles_behind(config, listing)
    for number, rule in enumerate(config.code):
        where = _place(f"code.{number}", config)
        yield from (f"{where}: {fault}" for fault in _code(rule, listing.entries))
    globs = {f"references.{kind.name}.paths": kind.paths for kind in config.references}
    globs["migrations.glob"] = (config.migrations.glob,) if config.migrations.glob else ()
    for name, said in globs.items():
        for glob in (one for one in said if not one.startswith("!")):
            if not any(map(compiled(glob).pattern.match, listing.entries)):
                yield f"{_place(name, config)}: no file matches '{glob}'"


def _place(name: str, config: Config) -> str:
    """The file, the line and the name of an entry."""
    line = config.lines.get(name)
    return f"{config.path}:{line}: {name}" if line else f"{config.path}: {name}"


def _profiles_behind(config: Config, listing: Listing) -> Iterator[str]:
    """Profiles that govern nothing since others name all their files before, and metadata that stands beside none."""
    out, before = Globs(config.exclude), list[tuple[str, Globs]]()
    for use in config.profiles:
        globs = Globs(use.match)
        if before or use.metadata:
            heads = tuple({literal_head(glob.rstrip("/"))[0] for glob in use.match})
            near = (path for path in listing.entries if path.startswith(heads))
            paths = [path for path in near if globs.matches(path) and not out.matches(path)]
            where = f"{config.path}:{use.line}: profile '{use.name}'"
            owners = [next((name for name, other in before if other.matches(path)), "") for path in paths]
            if owners and all(owners):
                yield f"{where}: '{owners[0]}' names every file that it names, and comes first: put it before that"
            if use.metadata and paths and all(join(dirname(path), use.metadata) not in listing for path in paths):
                yield f"{where}: beside no file that it governs is a '{use.metadata}'"
        before.append((use.name, globs))


def _other_formats(match: Sequence[str], exclude: Sequence[str], listing: Listing) -> Iterator[str]:
    """Say once of a profile that its globs name files of another format, which are not judged."""
    globs, out = Globs(match), Globs(exclude)
    others = listing.with_endings(OTHER_FORMATS)
    paths = [path for path in others if globs.matches(path) and not out.matches(path)]
    if paths:
        endings = ", ".join(f"{ending}: {count}" for ending, count in Counter(map(_ending, paths)).most_common())
        yield f"only Markdown is judged, and its globs name other formats too ({endings}), as {paths[0]}"


def _ending(path: str) -> str:
    return splitext(path)[1].casefold()


def _fault(glob: str, exclude: Sequence[str], listing: Listing) -> str:
    """What is wrong with a glob of ``match``; empty for nothing, and for one that only takes files out."""
    one = compiled(glob)
    if one.takes_out:
        return ""
    out = Globs(exclude)
    named = False
    for path in listing.entries:
        if one.pattern.match(path):
            if not out.matches(path):
                return ""
            named = True
    return f"`exclude` takes out every file that '{glob}' matches" if named else f"no file matches '{glob}'"


def _is_awaited(use: ProfileUse, glob: str, listing: Listing) -> bool:
    """Whether a profile's first document is still to come: its template lies there, and no file is nearly called so.

    So is one of a tool whose folder is there, where the tool will put it.
    """
    place = PLACES.get(use.use or use.name)
    if place is not None and glob in place.match:
        return any(path.startswith(place.marker) for path in listing.entries)
    folder, name = literal_head(glob)
    if use.template not in listing.entries or not f"{dirname(use.template)}/".startswith(folder):
        return False
    all_globs = Globs(use.match)
    beside = [path for path in listing.entries if path.startswith(folder) and is_markdown(path)]
    return not any(
        all_globs.matches(path) or _is_nearly(basename(path), name)
        for path in beside
        if path != use.template and not is_template(path)
    )


def _is_nearly(name: str, head: str) -> bool:
    """Whether a file's name begins nearly as a glob's last segment does."""
    return bool(head) and SequenceMatcher(None, name[: len(head)].casefold(), head.casefold()).ratio() >= NEARLY


def _code(rule: CodeRule, paths: Collection[str]) -> Iterator[str]:
    wanted = set(capture_names(rule.spec))
    for glob in (one for one in rule.code if not one.startswith("!")):
        missing = sorted(wanted - set(capture_names(glob)))
        if missing:
            yield f"'{rule.spec}' needs {{{missing[0]}}}, and '{glob}' does not say what that is"
        if not any(map(compiled(glob).pattern.match, paths)):
            yield f"no file matches '{glob}'"
