"""What a file's name says of it: whether it may be a spec, before anything is read or derived."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from speclatch.config.model import Config
from speclatch.globs import globs_of, literal_head
from speclatch.patterns import lazy_re
from speclatch.profiles.bundled import PLACES, places_among
from speclatch.trees import EntryKind, Listing

_MARKDOWN = lazy_re(r"\.(?:md|markdown|mdown|mkd)\Z", re.IGNORECASE)
_TEMPLATE = lazy_re(r"(?:^|/)(?:[^/]*[-_.])?template\.[^/]+\Z|(?:^|/)templates?/", re.IGNORECASE)
OTHER_FORMATS = (
    *("rst", "rest", "adoc", "asciidoc", "asc", "mdx", "org", "textile"),
    *("tex", "htm", "html", "doc", "docx", "odt", "pdf", "ipynb"),
)
"""What the names of documents in other formats end with, behind a dot."""
_OTHER_ENDINGS = tuple(f".{ending}" for ending in OTHER_FORMATS)
_LINKS = frozenset({EntryKind.SYMLINK, EntryKind.SUBMODULE})


def is_markdown(path: str) -> bool:
    """Whether a file's name says Markdown."""
    return bool(_MARKDOWN.search(path))


def is_other_format(path: str) -> bool:
    """Whether a file's name says another format for documents (``.rst``, ``.adoc``, ``.mdx``): it is not judged."""
    return path.casefold().endswith(_OTHER_ENDINGS)


def is_template(path: str) -> bool:
    """Whether a file's name says that it is a template."""
    return bool(_TEMPLATE.search(path))


def possible_specs(config: Config, listing: Listing) -> Iterator[str]:
    """The paths that may be specs under a configuration, in their order: those that a ``ProfileMatcher`` would name.

    No profile is derived for it, which takes longer than to look at ten thousand names.
    """
    excluded = globs_of(config.exclude)
    for path in _named(config, listing):
        if listing.entries[path].kind in _LINKS or is_other_format(path) or excluded.matches(path):
            continue
        yield path


def _named(config: Config, listing: Listing) -> Iterable[str]:
    lists = [use.match for use in config.profiles if use.match]
    if not lists:
        markdown = {path for path in listing.entries if is_markdown(path) and not is_template(path)}
        places = () if config.profiles else places_among(listing.entries)
        lists = [PLACES[name].match for name in places]
    else:
        markdown = set()
    heads = tuple({literal_head(glob.rstrip("/"))[0] for globs in lists for glob in globs if not glob.startswith("!")})
    compiled = [globs_of(globs) for globs in lists]
    for path in listing.entries:
        if path in markdown or (path.startswith(heads) and any(globs.matches(path) for globs in compiled)):
            yield path
