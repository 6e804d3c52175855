"""Notice a configuration whose globs match nothing while documents that look like its profiles' lie elsewhere."""

from __future__ import annotations

from speclatch.config.model import Config
from speclatch.model import Finding, Location, Subject
from speclatch.profiles.file_names import is_markdown
from speclatch.rules.messages import Said, say
from speclatch.specs.snapshot import Snapshot

SHOWN = 3
"""Documents that a sentence names."""


def missed(landing: Snapshot) -> tuple[str, ...]:
    """The documents that look like a profile's, where the globs match no file at all; empty where they match one."""
    matcher = landing.matcher
    if not matcher.by_globs or any(map(matcher.by_path, landing.listing.entries)):
        return ()
    paths = sorted(path for path in landing.listing.entries if is_markdown(path) and landing.is_readable(path))
    landing.prefetch(paths)
    return tuple(path for path in paths if landing.stray_at(path) is not None)


def sentence(paths: tuple[str, ...]) -> Said:
    """What to say of documents that nobody looks at."""
    more = Said(f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else "")
    many = Said("a document that looks" if len(paths) == 1 else f"{len(paths)} documents that look")
    return say(
        "the globs of the configuration match no file, and {} like one of its profiles' is not looked at: {}{}"
        if len(paths) == 1
        else "the globs of the configuration match no file, and {} like its profiles' are not looked at: {}{}",
        many,
        paths[:SHOWN],
        more,
    )


def scope_finding(paths: tuple[str, ...], config: Config) -> Finding:
    """The finding that stands in for what nobody looked at."""
    line = config.profiles[0].line if config.profiles else 1
    hint = say("Mend `match` of the profiles, or move the documents.")
    return Finding("spec-unmatched", sentence(paths), Location(config.path or paths[0], line), Subject("scope"), hint)
