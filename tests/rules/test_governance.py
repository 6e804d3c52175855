"""Where an answer says that it is documented."""

from __future__ import annotations

import pytest
from tests.references.trees import listing_of

from speclatch.rules.governance.governance_undocumented import file_exists

LISTING = listing_of(dict.fromkeys(["docs/specs/a.md", "docs/ops/Run-Book.md", "README.md"], ""))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/docs/ops/Run-Book.md", True),
        ("/ops/Run-Book.md", False),
        ("docs/ops/Run-Book.md", True),
        ("./docs/../README.md", True),
        ("../ops/Run-Book.md", True),
        ("../ops", True),
        ("ops/Run-Book.md", False),
        ("run-book.md", True),
        ("book.md", False),
    ],
)
def test_a_file_that_prose_names(path: str, expected: bool) -> None:
    """From the root, from the spec, or by its bare name anywhere, in any case."""
    assert expected is file_exists(path, "docs/specs/a.md", LISTING)
