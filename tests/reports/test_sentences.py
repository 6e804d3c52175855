"""A finding in one line of text, for places that hold no more."""

from __future__ import annotations

import pytest
from tests.reports.samples import judged

from speclatch.reports.sentences import in_full


@pytest.mark.parametrize(
    ("message", "hint", "expected"),
    [
        ("it is gone", "Mend it.", "it is gone. Mend it."),
        ("it is gone.", "Mend it.", "it is gone. Mend it."),
        ("it is gone!", "Mend it.", "it is gone! Mend it."),
        ("is it gone?", "Mend it.", "is it gone? Mend it."),
        ("gone:", "Mend it.", "gone: Mend it."),
        ("gone…", "Mend it.", "gone… Mend it."),
        ("it is gone", "", "it is gone"),
    ],
)
def test_message_and_hint(message: str, hint: str, expected: str) -> None:
    """Parted by one full stop, if the message has no end of its own."""
    assert expected == in_full(judged(message=message, hint=hint).finding)
