"""An audit cut into parts that machines can share: which part a spec belongs to depends on its path alone."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from speclatch.patterns import lazy_re

_WRITTEN = lazy_re(r"(?P<number>[1-9]\d{0,3})/(?P<count>[1-9]\d{0,3})")


class Shard(NamedTuple):
    """Part ``number`` (from 1) of ``total``."""

    number: int
    total: int

    def holds(self, path: str) -> bool:
        """Whether the spec at a path is of this part; the same on every machine and in every run."""
        digest = hashlib.sha256(path.encode("utf-8", "surrogateescape")).digest()
        return int.from_bytes(digest[:8], "big") % self.total == self.number - 1


def shard_named(text: str) -> Shard:
    """Read ``2/5``.

    Raises:
        ValueError: it is no part of a whole.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None or int(found["number"]) > int(found["count"]):
        raise ValueError(f"'{text}' is no part such as 2/5: the second of five")
    return Shard(int(found["number"]), int(found["count"]))
