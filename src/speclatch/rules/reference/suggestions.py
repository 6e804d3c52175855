"""What a suggestion for a broken reference says."""

from __future__ import annotations

from speclatch.references.suggest import Suggestion
from speclatch.rules.messages import NOTHING, Said, say


def hint_of(near: Suggestion) -> Said:
    """The suggestion as a hint; empty where nothing is near."""
    if not near.text:
        return NOTHING
    return say("Did you mean {}? It {}.", near.text, Said(near.why)) if near.why else say("Did you mean {}?", near.text)
