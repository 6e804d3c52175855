"""Whether what a text claims is there: a path from the root, from the document, or as the end of one in the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from posixpath import basename, dirname, splitext

from speclatch.globs import GlobError, Globs
from speclatch.patterns import lazy_re
from speclatch.references.claims import Claim
from speclatch.references.names import is_generic, is_slip
from speclatch.trees import EntryKind, Listing

_ALIKE = (
    frozenset({".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts"}),
    frozenset({".yml", ".yaml"}),
    frozenset({".md", ".mdx", ".markdown"}),
    frozenset({".c", ".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp"}),
)
"""Endings that are one thing to who writes down a plan."""
_ROUTE = lazy_re(r"(?:\A|(?<=/))(?:\[[^/]*\]|\([^/]*\))(?=/|\Z)")
_PARTS = (
    "admin android api app apps backend client cmd core crates database db desktop docs examples frontend infra"
    " internal ios lib libs mobile modules packages pkg plugins projects scripts server service services shared src"
    " supabase test tests tools ui web website worker workers"
)
_OWN = frozenset(_PARTS.split())
"""What the folders of a repository's parts are called: they are no repository's name."""
IGNORE_FILE = ".gitignore"
MAX_NAMES = 5_000
"""Names of folders that are compared one by one."""


@dataclass(frozen=True)
class Proof:
    """What one version of the repository can prove.

    ``read`` gives the content of a file; ``name`` is what the repository is called, ``""`` if nobody knows.
    """

    listing: Listing
    read: Callable[[str], bytes]
    name: str = ""

    def paths(self, claim: Claim) -> Iterator[str]:
        """The paths that a claim may mean."""
        wanted = self._wanted(claim)
        yield from (path for path in self._near(wanted) if _ends_with(path.casefold(), wanted))

    def finds(self, claim: Claim) -> bool:
        """Whether there is a path that a claim may mean."""
        return next(self.paths(claim), None) is not None

    def concerns(self, claim: Claim, folder: str) -> bool:
        """Whether a path, if it is nowhere, can be one of this tree, of a document in ``folder``.

        Not what lies in a submodule, or is told to git to be ignored, and not what opens with a folder that is not
        here: it may be another repository's, unless parts of many are called so (``backend``), all that follows is
        here, or it is one slip from what is here.
        """
        wanted = self._wanted(claim)
        parts = wanted.split("/")
        if any(wanted.startswith(inside) for inside in self._submodules):
            return False
        if not all(one.casefold() in self._folders_by_name or self._has_routes for one in _ROUTE.findall(claim.path)):
            return False
        known = len(parts) == 1 or parts[0] in self._tops or parts[0] in self._beside(folder)
        sure = claim.is_sure and (known or len(parts) == 2 or parts[0] in self._folders_by_name or parts[0] in _OWN)
        nearly = self._has_slip(parts) if claim.is_folder else self._is_nearly_here(parts)
        return (sure or known or nearly) and not self._ignores(claim.path.strip("/"))

    def _is_nearly_here(self, parts: Sequence[str]) -> bool:
        """Whether all but the first folder of a path is here, or that folder is one slip from one that is."""
        rest = "/".join(parts[1:])
        if (len(parts) > 2 or not is_generic(rest)) and any(_ends_with(path, rest) for path in self._near(rest)):
            return True
        return any(self._slips(parts[0]))

    def _has_slip(self, parts: Sequence[str]) -> bool:
        """Whether a folder is here but for one slip in the first part of its path."""
        rest = "/".join(parts[1:])
        own = self.name.casefold()
        return bool(rest) and any(
            f"{name}/{rest}" in self._folders or (name == own and rest in self._folders)
            for name in self._slips(parts[0])
        )

    def _slips(self, first: str) -> Iterator[str]:
        """The folders, and the repository, whose names are one slip from a name."""
        names = self._folders_by_name
        if len(names) <= MAX_NAMES:
            yield from (name for name in (*names, self.name.casefold()) if name and is_slip(first, name))

    def _wanted(self, claim: Claim) -> str:
        wanted = claim.path.strip("/").casefold()
        return wanted.removeprefix(f"{self.name.casefold()}/") if self.name else wanted

    def _near(self, wanted: str) -> Iterator[str]:
        """The paths whose last part is called alike, its ending aside."""
        name = basename(wanted)
        yield from self.listing.by_name.get(name, ())
        yield from self._by_stem.get(splitext(name)[0], ())
        yield from self._folders_by_name.get(name, ())

    @cached_property
    def _by_stem(self) -> Mapping[str, Sequence[str]]:
        """Paths by their last part without its ending, case folded."""
        found: dict[str, list[str]] = {}
        for name, paths in self.listing.by_name.items():
            found.setdefault(splitext(name)[0], []).extend(paths)
        return found

    @cached_property
    def _folders_by_name(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(self.listing.directories):
            found.setdefault(basename(path).casefold(), []).append(path)
        return found

    @cached_property
    def _folders(self) -> frozenset[str]:
        """Every folder, case folded."""
        return frozenset(path.casefold() for path in self.listing.directories)

    @cached_property
    def _has_routes(self) -> bool:
        """Whether folders here are called like ``[id]`` or ``(group)``, as some frameworks want them."""
        return any(_ROUTE.fullmatch(name) for name in self._folders_by_name)

    @cached_property
    def _tops(self) -> frozenset[str]:
        """The folders at the root, case folded."""
        return frozenset(path.casefold() for path in self.listing.directories if path and "/" not in path)

    def _beside(self, folder: str) -> frozenset[str]:
        """The folders right in a folder, case folded."""
        return frozenset(basename(path).casefold() for path in self.listing.directories if dirname(path) == folder)

    @cached_property
    def _submodules(self) -> tuple[str, ...]:
        kinds = self.listing.entries.items()
        return tuple(f"{path}/".casefold() for path, entry in kinds if entry.kind is EntryKind.SUBMODULE)

    def _ignores(self, path: str) -> bool:
        """Whether git is told, in any folder, not to keep a path, and keeps no folders of that name all the same."""
        folders = (one for part in path.casefold().split("/")[:-1] for one in self._folders_by_name.get(part, ()))
        kept = [*islice(folders, MAX_NAMES)]
        return any(
            globs.matches(path) and not any(globs.matches(f"{folder}/x") for folder in kept) for globs in self._ignored
        )

    @cached_property
    def _ignored(self) -> tuple[Globs, ...]:
        files = (path for path in self.listing.by_name.get(IGNORE_FILE, ()) if path in self.listing.entries)
        regular = (path for path in files if self.listing.entries[path].kind in (EntryKind.FILE, EntryKind.EXECUTABLE))
        return tuple(_globs(self.read(path).decode("utf-8", "replace")) for path in regular)


def possible(claim: Claim, paths: Iterable[str]) -> Iterator[str]:
    """Those of some paths that a claim may mean."""
    wanted = claim.path.strip("/").casefold()
    name = splitext(basename(wanted))[0]
    yield from (path for path in paths if name in path.casefold() and _ends_with(path, wanted))


def _globs(text: str) -> Globs:
    """The globs of a ``.gitignore``; lines that cannot work are passed over, as git does."""
    kept = []
    for line in (line.strip().lstrip("/") for line in text.splitlines()):
        try:
            Globs([line])
        except GlobError:
            continue
        if line and not line.startswith("#"):
            kept.append(line)
    return Globs(kept)


def _ends_with(path: str, wanted: str) -> bool:
    """Whether a path is the one wanted or ends like it; an ending may be left out, or be one of the same kind."""
    path = path.casefold()
    if path == wanted or path.endswith(f"/{wanted}"):
        return True
    (bare, ending), (stem, other) = splitext(path), splitext(wanted)
    same = not other or any(ending in alike and other in alike for alike in _ALIKE)
    return same and (bare == stem or bare.endswith(f"/{stem}"))
