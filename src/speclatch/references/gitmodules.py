"""Read which submodules a repository declares: the paths of its ``.gitmodules``."""

from __future__ import annotations

import re

from speclatch.patterns import lazy_re

GITMODULES = ".gitmodules"

_PATH = lazy_re(r"[ \t]*path[ \t]*=[ \t]*(?P<path>[^#;\n]*?)[ \t]*(?:[#;].*)?", re.IGNORECASE)


def submodule_paths(raw: bytes) -> frozenset[str]:
    """The paths that ``.gitmodules`` declares (see gitmodules(5)); what cannot be read declares none."""
    lines = raw.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    found = (_PATH.fullmatch(line) for line in lines)
    paths = (one["path"].strip('"').strip("/") for one in found if one is not None)
    return frozenset(path for path in paths if path)
