"""Documents that are parsed once, for all versions of the repository that share them."""

from __future__ import annotations

from collections.abc import Callable

from speclatch.documents import parse
from speclatch.documents.deadlines import check_deadline
from speclatch.documents.document import Document


class DocumentCache:
    """Documents by path and the id of their content: versions that share a file share its document."""

    def __init__(self, parser: Callable[[str, bytes], Document] = parse) -> None:
        self._parser = parser
        self._documents: dict[tuple[str, str], Document] = {}

    def parsed(self, path: str, oid: str, raw: bytes) -> Document:
        """Parse a document, or give what was parsed before; raises as ``documents.parse`` does."""
        check_deadline()
        if not oid:
            return self._parser(path, raw)
        found = self._documents.get((path, oid))
        if found is None:
            found = self._documents[path, oid] = self._parser(path, raw)
        return found

    def forget(self, path: str) -> None:
        """Keep no document of a path any longer: in an editor, each key that is typed makes another one."""
        for key in [key for key in self._documents if key[0] == path]:
            del self._documents[key]
