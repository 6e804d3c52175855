"""Files that the program brings along; ``importlib.resources`` would import a dozen modules more to read them."""

from __future__ import annotations

from pkgutil import get_data


def packaged(path: str) -> bytes:
    """A file of this package, by its path below ``speclatch``.

    Raises:
        OSError: the installation lacks it.
    """
    raw = get_data("speclatch", path)
    assert raw is not None  # noqa: S101 - our own package was loaded by what can read its files
    return raw
