"""Find what a broken reference most likely means, and write it the way the author did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from posixpath import basename, dirname, splitext
from unicodedata import normalize

from speclatch.config.model import ReferenceKind
from speclatch.references.index import ReferenceIndex
from speclatch.references.kinds import prefixes, slug_of
from speclatch.references.names import is_archived, is_distinctive, is_generic, is_related, leads_to_another
from speclatch.references.nearest_ids import MAX_CANDIDATES, MAX_NAME, Nearest, as_id, nearest_id
from speclatch.references.parsed import Form, ParsedReference
from speclatch.references.paths import MAX_PATH, lexical, reads_as_markdown
from speclatch.references.resolution import Resolution, State, starts
from speclatch.references.tokens import ID

CLOSE_ENOUGH = 0.8
"""difflib's ratio from which a spelling is offered."""


class LikeFolders:
    """The folders spelled most like others; each search is done once."""

    def __init__(self, index: ReferenceIndex) -> None:
        self._by_folder = index.listing.by_folder
        self._like: dict[str, str | None] = {}

    def files(self, folder: str) -> tuple[str, ...]:
        """The files of the folder, no deeper and no higher, that is spelled most like ``folder``."""
        if folder not in self._like:
            folders = [one for one in self._by_folder if one.count("/") == folder.count("/")]
            close = get_close_matches(folder, sorted(folders)[:MAX_CANDIDATES], n=1, cutoff=CLOSE_ENOUGH)
            self._like[folder] = close[0] if close else None
        like = self._like[folder]
        return self._by_folder[like] if like is not None else ()


def nearest(
    reference: ParsedReference,
    found: Resolution,
    path: str,
    index: ReferenceIndex,
    folders: LikeFolders,
    kind: ReferenceKind | None = None,
) -> Nearest | None:
    """What a reference in ``path``, resolved as ``found``, most likely means; None if nothing is near."""
    if found.state in _WHY and found.targets:
        target = _best_shared(found.sought, found.targets) or found.targets[0]
        same = found.state is State.OTHER_FORM and _composed(basename(found.sought)) == _composed(basename(target))
        return Nearest(target, _UNICODE if same else _WHY[found.state], certain=len(found.targets) == 1)
    if reference.form is Form.ID or (reference.form is Form.NAME and found.state is State.PROSE):
        return None if found.found else nearest_id(as_id(reference.target), index, kind)
    if reference.form is Form.NAME:
        if ID.fullmatch(reference.target) and (named := nearest_id(reference.target, index, kind)):
            return named
        reference = reference._replace(form=Form.PATH, target=f"{reference.target}.md", anchor="")
    if reference.form is not Form.PATH or len(reference.target) > MAX_PATH:
        return None
    if found.sought and index.leads_nowhere(found.sought):
        return None  # a link by the right name: the link is wrong, not the reference
    search = _Search(reference, _sought(reference, found), path, index, folders, kind)
    meant = {path, *(lexical(target, start) for target, start in starts(reference, path))}
    if found.found:  # what it leads to is there, and is not fit
        meant.update(found.targets)
    near = (one for one in search.ways() if one is not None and one.target not in meant)
    fit = (one for one in near if not index.leads_nowhere(one.target))
    return next((one for one in fit if one.why == _RENAMED or not leads_to_another(search.sought, one.target)), None)


_UNICODE = "is the same name in another Unicode form"
_RENAMED = "was moved there by this change"
_WHY = {
    State.CASE: "exists with other letter case",
    State.MOVED: _RENAMED,
    State.OTHER_FORM: "looks the same and has other characters",
}
"""Why what is nearly there is meant."""


def _composed(text: str) -> str:
    return normalize("NFC", text)


def _sought(reference: ParsedReference, found: Resolution) -> str:
    """The path that was looked for; of one that leaves the repository, what is left without the way out."""
    if found.state is not State.OUTSIDE and found.sought:
        return found.sought
    bare = reference.path.replace("\\", "/")
    return lexical(re.sub(r"^(?:\.{1,2}/)+", "", bare)) or bare


@dataclass(frozen=True)
class _Search:
    """One search for what a path in the file ``path`` means, the likeliest way first."""

    reference: ParsedReference
    sought: str
    path: str
    index: ReferenceIndex
    folders: LikeFolders
    kind: ReferenceKind | None

    @property
    def name(self) -> str:
        """The file name that was looked for."""
        return basename(self.sought)

    @property
    def is_common(self) -> bool:
        """Whether the name is one that every other folder has."""
        return self.name.casefold() in {"readme.md", "index.md"} or not self.name

    @property
    def is_generic(self) -> bool:
        """Whether the name says nothing without its folder."""
        return is_generic(self.name)

    def ways(self) -> Iterator[Nearest | None]:
        """What each way leads to."""
        yield self._by_slashes()
        yield self._by_rename()
        yield self._by_steps()
        if not self.is_common:
            yield self._by_name()
            yield self._by_case()
        yield self._by_tail()
        yield self._by_form()
        yield self._by_id()
        yield self._by_folder()
        yield self._by_slug()
        if not self.is_common:
            yield self._by_spelling()

    def _by_slashes(self) -> Nearest | None:
        """Backslashes for slashes."""
        turned = self.reference.path.replace("\\", "/")
        for _, start in starts(self.reference, self.path) if "\\" in self.reference.path else ():
            place = lexical(turned, start)
            if place and place in self.index.listing:
                return Nearest(place, "is written with slashes", certain=True)
        return None

    def _by_rename(self) -> Nearest | None:
        moved = self.index.renames.get(self.sought)
        if moved is None or moved not in self.index.listing:
            return None
        return Nearest(moved, _RENAMED, certain=True)

    def _by_steps(self) -> Nearest | None:
        """One ``../`` short or long: the rest of the path exists from another folder above the file."""
        tail = re.sub(r"^(?:\.{1,2}(?:/+|$))+|^/+", "", self.reference.path)
        folder, places = dirname(self.path), list[str]()
        while tail:
            place = lexical(tail, folder)
            if place and place in self.index.listing and place != self.path:
                places.append(place)
            if not folder:
                break
            folder = dirname(folder)
        if not places:
            return None
        why = "is where the rest of the path leads from another folder"
        telling = "/" in tail or not self.is_generic
        return Nearest(places[-1], why, certain=len(places) == 1 and telling)

    def _by_name(self) -> Nearest | None:
        """The same file name in another folder."""
        paths = [one for one in self._namesakes() if basename(one) == self.name]
        if self.kind is not None and len(paths) > 1:
            paths = [one for one in paths if self.index.kind_of_path(one) == self.kind] or paths
        best = _best_shared(self.sought, paths)
        if best is None:
            return None
        telling = is_distinctive(self.name) or is_archived(self.sought, best)
        return Nearest(best, "has the same file name", certain=len(paths) == 1 and telling)

    def _namesakes(self) -> tuple[str, ...]:
        """The files of that name, in any case; of a name that says nothing, those of related folders alone."""
        named = self.index.listing.by_name.get(self.name.casefold(), ())
        return tuple(one for one in named if is_related(self.sought, one)) if self.is_generic else named

    def _by_case(self) -> Nearest | None:
        """The same file name in another folder, but for letter case."""
        paths = self._namesakes() if "." in self.name else ()
        best = _best_shared(self.sought, paths)
        return Nearest(best, "has the same file name but for letter case", certain=False) if best else None

    def _by_form(self) -> Nearest | None:
        """The same name in another Unicode normal form, or with another or no ending."""
        siblings = self.index.listing.by_folder.get(dirname(self.sought), ())
        for other in siblings:
            if _composed(basename(other)) == _composed(self.name):
                return Nearest(other, _UNICODE, certain=True)
        stems = {self.name, splitext(self.name)[0]}
        endings = [other for other in siblings if splitext(basename(other))[0] in stems]
        return Nearest(endings[0], "has another ending", certain=False) if len(endings) == 1 else None

    def _by_id(self) -> Nearest | None:
        """Another file of the same id: ``PRD-062-pilot-v0.md`` became ``PRD-062-pilot-v1.md``."""
        for name in prefixes(self.name):
            paths = [one for one in self.index.find_id(name) if reads_as_markdown(one)]
            if not paths and (near := nearest_id(name, self.index, None)) and near.certain:
                name, paths = near.target, list(self.index.find_id(near.target))
            if self.kind is not None:
                paths = [one for one in paths if self.index.kind_of_path(one) in {None, self.kind}]
            if best := _best_shared(self.sought, paths):
                return Nearest(best, f"has the id {name}", certain=False)
        return None

    def _by_tail(self) -> Nearest | None:
        """The path without what stands before it: ``owner/name/docs/x.md``."""
        parts = self.sought.split("/")
        for start in range(1, len(parts) - 1):
            place = "/".join(parts[start:])
            if place in self.index.listing:
                return Nearest(place, "is the rest of the path", certain=not self.is_generic)
        return None

    def _by_folder(self) -> Nearest | None:
        """A directory of the same name or number elsewhere, or of a similar name beside."""
        if "." in self.name or not self.name:
            return None
        folders = self.index.folders_by_name
        same = folders.get(self.name.casefold(), ())
        if best := _best_shared(self.sought, same):
            return Nearest(best, "has the same name", certain=len(same) == 1 and is_distinctive(self.name))
        number = re.match(r"\d+(?=[-_])", self.name)
        alike = folders.get(f"{int(number[0])}#", ()) if number else ()
        if len(alike) == 1:
            return Nearest(alike[0], "has the same number", certain=False)
        start = dirname(self.sought)
        beside = [one for one in self.index.listing.directories if dirname(one) == start and one]
        close = get_close_matches(self.sought, sorted(beside)[:MAX_CANDIDATES], n=1, cutoff=CLOSE_ENOUGH)
        return Nearest(close[0], "has a similar name", certain=False) if close else None

    def _by_slug(self) -> Nearest | None:
        """The same name under another id or number: ``0015-dry-run.md`` became ``576-dry-run``."""
        paths = self.index.by_slug.get(slug_of(self.name), ())
        return Nearest(paths[0], "has the same name behind its id", certain=False) if len(paths) == 1 else None

    def _by_spelling(self) -> Nearest | None:
        """The closest file name in the same folder, then in the kind's folders, then in a like folder."""
        for pool in self._pools() if len(self.name) <= MAX_NAME else ():
            names: dict[str, str] = {}
            for other in pool:
                names.setdefault(basename(other), other)
            close = get_close_matches(self.name, list(names)[:MAX_CANDIDATES], n=2, cutoff=CLOSE_ENOUGH)
            if close and not (len(close) > 1 and _tied(self.name, close)):
                return Nearest(names[close[0]], "has a similar name", certain=False)
        return None

    def _pools(self) -> Iterator[tuple[str, ...]]:
        folder, index = dirname(self.sought), self.index
        yield index.listing.by_folder.get(folder, ())
        if self.is_generic:
            return
        if self.kind is not None:
            yield index.by_kind.get(self.kind.name, ())
        yield self.folders.files(folder)


def _tied(name: str, close: Sequence[str]) -> bool:
    first, second = (SequenceMatcher(None, name, one).ratio() for one in close[:2])
    return first == second


def _best_shared(sought: str, paths: Iterable[str]) -> str | None:
    """The path with the most segments in common with ``sought``: from the end, then in all; ties by name."""
    wanted = sought.casefold().split("/")

    def likeness(path: str) -> tuple[int, int, int, str]:
        parts = path.casefold().split("/")
        same = 0
        while same < min(len(parts), len(wanted)) and parts[-1 - same] == wanted[-1 - same]:
            same += 1
        return -same, -len(set(parts) & set(wanted)), len(parts), path

    return min(paths, key=likeness, default=None)
