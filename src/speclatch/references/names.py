"""Tell names that mean one file wherever it stands from those that every other folder has."""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import basename, dirname, splitext
from unicodedata import category, normalize

from speclatch.documents.seen import name_of_one_script
from speclatch.patterns import lazy_re
from speclatch.references.kinds import prefixes
from speclatch.references.paths import reads_as_markdown

_STAMPED = lazy_re(r"(?:\d{8,14}|V\d[\d._]*_)[_-]")
_NUMBERED = lazy_re(r"\d{2,}[-_]")
_LEADING = lazy_re(
    r"(?P<letters>(?:[A-Za-z]+[-_])?)(?!(?:19|20)\d\d(?!\d))(?P<number>\d{1,5})(?=[-_ ]\D|\.md\Z).*\.md\Z",
    re.IGNORECASE,
)
"""A name such as ``0007-queue.md`` or ``ADR-7.md``; behind the number stands no other one."""
_ONE_WORD = lazy_re(r"[A-Za-z][a-z]*")
_EVERYWHERE = frozenset(
    (
        "changelog",
        "contributing",
        "design",
        "index",
        "license",
        "notes",
        "overview",
        "plan",
        "proposal",
        "readme",
        "requirements",
        "research",
        "spec",
        "tasks",
        "template",
        "todo",
    )
)
"""What Markdown files of unlike folders are called."""

_ARCHIVES = frozenset(("archive", "archived", "old", "done", "completed", "closed", "retired"))


_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")


def plain_spelling(text: str) -> str:
    """A name as its reader takes it: of one script, with plain dashes, digits and signs, nothing invisible."""
    if text.isascii():
        return text
    bare = "".join(char for char in normalize("NFKC", text).translate(_DASHES) if category(char) not in _INVISIBLE)
    return bare if bare.isascii() else name_of_one_script(bare)


_INVISIBLE = frozenset({"Cf", "Cc", "Cn", "Co"})
"""Unicode's categories of what leaves no mark: format and control characters, and what is not assigned."""


def is_slip(first: str, second: str) -> bool:
    """Whether two words differ in one letter, or in two neighbours that changed places."""
    while first and second and first[0] == second[0]:
        first, second = first[1:], second[1:]
    while first and second and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return max(len(first), len(second)) <= 1 or (len(first) == 2 and first == second[::-1])


def names_another(name: str, other: str) -> bool:
    """Whether two names open with ids, or numbers, of one family that are not the same: two documents."""
    first, second = _opening(name), _opening(other)
    return first is not None and second is not None and first[0] == second[0] and first[1] != second[1]


@lru_cache(maxsize=16_384)
def _opening(name: str) -> tuple[str, str] | None:
    """The family and the number, without zeros and with its letter, of the id that a name opens with."""
    opened = prefixes(name)
    found = _FAMILY.fullmatch(opened[0]) if opened else _BARE_NUMBER.match(name)
    return (found["family"].casefold(), found["number"].casefold()) if found else None


_FAMILY = lazy_re(r"(?P<family>.*?)-?0*(?P<number>\d+[A-Za-z]?)")
_BARE_NUMBER = lazy_re(r"(?P<family>)0*(?P<number>\d{1,6})(?=[-_.])")


def is_distinctive(name: str) -> bool:
    """Whether a name opens with an id, a timestamp or a number, so that two of it are hardly two things."""
    return bool(prefixes(name)) or _STAMPED.match(name) is not None or _NUMBERED.match(name) is not None


def is_generic(name: str) -> bool:
    """Whether a name says nothing without its folder: ``README.md``, ``spec.md``, ``index.ts``, ``mod.rs``."""
    stem = splitext(name)[0].partition(".")[0]
    if reads_as_markdown(name):
        return stem.casefold() in _EVERYWHERE
    return not stem or _ONE_WORD.fullmatch(stem) is not None or stem.strip("_").casefold() == "init"


def is_related(path: str, other: str) -> bool:
    """Whether two files stand in folders of one name, or one in a folder below the other's."""
    first, second = dirname(path), dirname(other)
    if not first or not second:
        return False
    below = f"{first}/".startswith(f"{second}/") or f"{second}/".startswith(f"{first}/")
    return below or basename(first).casefold() == basename(second).casefold()


def in_archive(path: str) -> bool:
    """Whether a path stands in a folder of what is over and done with."""
    return any(part.strip("_.").casefold() in _ARCHIVES for part in path.split("/")[:-1])


def is_archived(path: str, other: str) -> bool:
    """Whether ``other`` is the document ``path``, put into an archive below the folder it stood in."""
    folder = f"{dirname(path)}/".lstrip("/")
    rest = other.removeprefix(folder).split("/")
    return (
        reads_as_markdown(path)
        and other.startswith(folder)
        and len(rest) == 2
        and rest[0].strip("_.").casefold() in _ARCHIVES
    )


def leads_to_another(path: str, other: str) -> bool:
    """Whether two paths name documents of different ids: by the files' names, by their folders' where those say it."""
    first, second = _telling(path), _telling(other)
    if names_another(first, second):
        return True
    pairs = ((one, two) for one in path.split("/") for two in other.split("/"))
    inner = [pair for pair in pairs if all(map(prefixes, pair))]
    return bool(inner) and all(names_another(*pair) for pair in inner)


def _telling(path: str) -> str:
    """The part of a path that tells what it is: the file's name, or the folder's of a file that is called like many."""
    name = basename(path)
    return basename(dirname(path)) if is_generic(name) and "/" in path else name


def numbered(path: str) -> str:
    """The folder of a Markdown file with the letters and the number that its name begins with: ``docs/adr/adr-7``.

    ``""`` for a day, for zeros and for ``1.2.story.md``.
    """
    found = _LEADING.match(basename(path))
    if found is None or not int(found["number"]):
        return ""
    return f"{dirname(path)}/{found['letters'].casefold()}{int(found['number'])}"


def number_in(name: str) -> int:
    """The number of what ``numbered`` gives."""
    return int(name[len(name.rstrip("0123456789")) :])
