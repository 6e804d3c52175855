"""Regular expressions that are compiled when they are first used: most runs use fewer than half of them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_OFFERED = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))
"""What a compiled pattern offers: ``match``, ``sub``, ``groups`` and so on."""


def lazy_re(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern as ``re.compile`` gives it, but compiled when something but its text is first asked of it.

    For constants of modules: compiling took a quarter of the time of a check of one spec. Functions of ``re``, and
    ``isinstance``, do not know it as a pattern. What is wrong with ``text`` shows at its first use: a test uses all.
    """
    return cast("re.Pattern[AnyStr]", _Uncompiled(text, flags))


class _Compiled:
    """Has all that its pattern offers as attributes of its own, and is looked up as fast as that."""

    pattern: str | bytes
    _asked: int

    def __repr__(self) -> str:
        """The same in every process: what an audit found is compared with that of another by such words."""
        return f"lazy_re({self.pattern!r}, {self._asked})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Compiled):
            return NotImplemented
        return (self.pattern, self._asked) == (other.pattern, other._asked)

    def __hash__(self) -> int:
        return hash((self.pattern, self._asked))


class _Uncompiled(_Compiled):
    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern = text
        self._asked = int(flags)

    def __getattr__(self, name: str) -> Any:
        if name not in _OFFERED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._asked)
        self.__dict__.update((one, getattr(compiled, one)) for one in _OFFERED)
        self.__class__ = _Compiled  # type: ignore[assignment] # where ``__getattr__`` is, each look-up takes longer
        return getattr(compiled, name)
