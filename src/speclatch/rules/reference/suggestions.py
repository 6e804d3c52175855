"""What a suggestion for a broken reference says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from speclatch.references.names import plain_spelling
from speclatch.references.resolution import Resolution
from speclatch.rules.messages import NOTHING, Said, say

if TYPE_CHECKING:
    from speclatch.references.suggest import Suggestion


def other_form(name: str, found: Resolution) -> Said:
    """What is wrong with a reference that looks right and is not."""
    target = found.target or ""
    composed = [normalize("NFC", text) for text in (name, found.sought) if text not in target]
    if any(text in normalize("NFC", target) for text in composed):
        return say("{} exists in another Unicode form only", name)
    is_place = plain_spelling(found.sought).casefold() == plain_spelling(target).casefold()
    return say("{} only looks like {}: it has other characters in it", name, target if is_place else found.sought)


def hint_of(near: Suggestion) -> Said:
    """The suggestion as a hint; empty where nothing is near."""
    if not near.text:
        return NOTHING
    return say("Did you mean {}? It {}.", near.text, Said(near.why)) if near.why else say("Did you mean {}?", near.text)
