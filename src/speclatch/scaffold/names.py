"""How files are called: by one name, with a number, or as their authors like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from posixpath import basename, dirname

from speclatch.globs import escaped as escape
from speclatch.patterns import lazy_re

MANY = 3
"""Documents below which a folder says nothing of the names in it."""
SHARED = 0.1
"""The share of some documents that have one name, from which the name is what they are known by."""
ONE_EACH = frozenset(
    {"readme.md", "index.md", "_index.md"}
    | {"spec.md", "plan.md", "tasks.md", "proposal.md", "design.md", "requirements.md"}
)
"""Names that a document has where it has a folder to itself."""

MOST_ENDINGS = 0.6
"""The share of a folder's files that have to have an ending of two words (``.story.md``) in common."""
_ENDINGS = lazy_re(r"\.[a-z][a-z_-]+\.(?:md|markdown)\Z")
NUMBERED = lazy_re(r"(?P<prefix>(?:[A-Za-z]+[-_. ]?)?)(?P<digits>\d+)(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Form:
    """How files are called: all by one ``name``, or with a ``prefix`` and a number, or as their authors like."""

    kind: str
    text: str = ""
    ending: str = ".md"

    @property
    def glob(self) -> str:
        """The last segment of a glob for it."""
        if self.kind == "name":
            return escape(self.text)
        if self.kind == "numbered":
            return f"{escape(self.text) or '[0-9]'}*{escape(self.ending)}"
        return f"*{escape(self.ending)}"


def form_of(path: str, shared: Collection[str] = ()) -> Form:
    """How a file is called.

    ``shared`` are the names that files of several folders have, and longer endings: ``.story.md``, ``-design.md``.
    """
    name = basename(path)
    ending = name[name.rindex(".") :] if "." in name else ""
    if (longer := _ENDINGS.search(name)) and longer[0] in shared:
        ending = longer[0]
    found = NUMBERED.match(name)
    if found:
        return Form("numbered", found["prefix"], ending)
    if name.lower() in ONE_EACH or name.lower() in shared:
        return Form("name", name)
    of_kind = (one for one in shared if one.startswith("-") and name.endswith(one))
    return Form("free", "", max(of_kind, key=len, default=ending))


def shared_names(paths: Iterable[str]) -> frozenset[str]:
    """The names that many of some files have, each in a folder of its own; endings (``.story.md``) of a folder, too."""
    listed = list(paths)
    counted = Counter(basename(path).lower() for path in listed)
    least = max(MANY, SHARED * sum(counted.values()))
    names = (name for name, number in counted.items() if number >= least)
    return frozenset((*names, *_shared_endings(listed)))


def _shared_endings(paths: Collection[str]) -> Iterator[str]:
    """The endings with a word before the last that most files of a folder have."""
    folders = Counter(map(dirname, paths))
    endings = Counter((dirname(path), found[0]) for path in paths if (found := _ENDINGS.search(basename(path))))
    for (folder, ending), number in endings.items():
        if number >= max(MANY, MOST_ENDINGS * folders[folder]):
            yield ending


def has_own_folder(path: str, *, alone: bool) -> bool:
    """Whether a document lies in a folder with its number, or in a numbered one ``alone``."""
    inside = NUMBERED.match(basename(dirname(path)))
    own = NUMBERED.match(basename(path))
    return inside is not None and (alone if own is None else int(own["digits"]) == int(inside["digits"]))
