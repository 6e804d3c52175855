"""The documents of a tree by path and by id: each is read and parsed when something is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from speclatch.config.model import Words
from speclatch.profiles.words import NO_WORDS
from speclatch.references.linked import LinkedDocument, Load, Parser
from speclatch.references.raw_ids import possible_ids


class LazyDocuments(Mapping[str, LinkedDocument]):
    """The documents of a tree by path; each is read and parsed when something is asked of it.

    Args:
        paths: those that can be read, all or none of which anybody may ask for.
        load: gives the content at a path.
        parser: makes a document of it.
        prefetch: fetches the contents of several paths at once.
        words: a team's own.
    """

    def __init__(
        self,
        paths: Collection[str],
        load: Load,
        parser: Parser,
        prefetch: Callable[[Iterable[str]], None],
        words: Words = NO_WORDS,
    ) -> None:
        self._paths = paths
        self._load = load
        self._parser = parser
        self._words = words
        self._made: dict[str, LinkedDocument] = {}
        self.prefetch = prefetch

    def __getitem__(self, path: str) -> LinkedDocument:
        made = self._made.get(path)
        if made is None:
            if path not in self._paths:
                raise KeyError(path)
            made = self._made[path] = LinkedDocument(path, load=self._load, parser=self._parser, words=self._words)
        return made

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class SaidIds:
    """Finds documents by the ids that their front matter and their headings say."""

    def __init__(self, documents: Mapping[str, LinkedDocument]) -> None:
        self._documents = documents
        self._possible: dict[tuple[str, ...], Mapping[str, Sequence[str]]] = {}
        self._said: dict[tuple[str, ...], tuple[str, ...]] = {}

    def find(self, name: str, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Those of ``paths`` whose document has an id, in any case."""
        folded = name.casefold()
        if paths not in self._possible:
            self._possible[paths] = self._look(paths)
        near = self._possible[paths].get(folded, ())
        return tuple(path for path in near if folded in {one.casefold() for one in self._documents[path].ids})

    def names(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Every id, case folded, that the documents at ``paths`` have."""
        if paths not in self._said:
            known = self._near(paths)
            found = (one.casefold() for path in known for one in self._documents[path].ids)
            self._said[paths] = tuple(dict.fromkeys(found))
        return self._said[paths]

    def _look(self, paths: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for path in self._near(paths):
            for one in dict.fromkeys(possible_ids(self._documents[path].raw)):
                found.setdefault(one, []).append(path)
        return found

    def _near(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Those of ``paths`` that can be read, fetched in one go."""
        known = tuple(path for path in paths if path in self._documents)
        if isinstance(self._documents, LazyDocuments):
            self._documents.prefetch(known)
        return known
