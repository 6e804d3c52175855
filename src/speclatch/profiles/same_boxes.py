"""Find the document's box for each that the template fixes: by its text, else by nearly the same words."""

from __future__ import annotations

from collections.abc import Callable

from speclatch.documents.document import Document, Section, Task
from speclatch.patterns import lazy_re
from speclatch.profiles.profile import Profile, SectionKey, TaskRule
from speclatch.profiles.same_sections import LONGEST_TITLE, ratio
from speclatch.profiles.text import fold

SAME_BOX = 0.75
"""How alike (0 to 1) the words of two boxes of one section must be to be one."""
FEWEST_WORDS = 4
"""Words that a box must have to be the beginning of a longer one; fewer may begin any."""
MOST_BOXES = 500
"""Boxes of a document above which one that was reworded is not looked for."""
_TARGET = lazy_re(r"\](?:\([^()]*\)|\[[^\[\]]*\])")
_OPENING_MARK = lazy_re(r"^(?:\(\s*\w{1,4}\s*\)|\[\s*\w{1,4}\s*\](?!\()|(?:\d{4}-\d\d-\d\d|@[\w-]+)[:,]?(?=\s))\s*")
_WORD = lazy_re(r"\w+")

Free = list[tuple[str, Task]]
"""Boxes that answer none of the template's yet, each with its text for comparison."""


def match_boxes(
    profile: Profile, document: Document, key_of: Callable[[Section | None], SectionKey | None]
) -> dict[TaskRule, Task]:
    """The document's box for each of the template's that it has; ``key_of`` gives the template's section around."""
    free: Free = [(fold(task.text), task) for task in document.tasks]
    found: dict[TaskRule, Task] = {}
    for rule in profile.tasks:
        same = [entry for entry in free if _is_same(rule.text, entry[0])]
        here = [entry for entry in same if key_of(entry[1].section) == rule.section]
        if here or same:
            best = (here or same)[0]
            found[rule] = best[1]
            free.remove(best)
    _match_reworded(profile, found, free, key_of)
    return found


def is_reworded(wanted: str, text: str, share: float = SAME_BOX) -> bool:
    """Whether the text of a box is that of a template's, a remark behind it or a few other words aside."""
    return _is_same(wanted, text) or _likeness(_words(wanted), _words(text), share) >= share


def _is_same(wanted: str, text: str) -> bool:
    """Whether a box is the template's: its text, perhaps with a remark behind (``SRM updated: N/A, no SRM``)."""
    return text == wanted or (text.startswith(wanted) and not text[len(wanted)].isalnum())


def _match_reworded(
    profile: Profile,
    found: dict[TaskRule, Task],
    free: Free,
    key_of: Callable[[Section | None], SectionKey | None],
) -> None:
    """Boxes that the template words a little differently now: in the same section, one for one."""
    here: dict[SectionKey | None, Free] = {}
    for text, task in free[:MOST_BOXES]:
        here.setdefault(key_of(task.section), []).append((_words(text), task))
    for rule in profile.tasks:
        near = here.get(rule.section, []) if rule not in found else []
        wanted = _words(rule.text) if near else ""
        best = max(near, key=lambda entry: _likeness(wanted, entry[0]), default=None)
        if best is not None and _likeness(wanted, best[0]) >= SAME_BOX:
            found[rule] = best[1]
            near.remove(best)


def _likeness(wanted: str, words: str, share: float = SAME_BOX) -> float:
    """How alike (0 to 1) two boxes are; one that the template went on with since (``... within a month``) is itself."""
    goes_on = wanted.startswith(f"{words} ") and words.count(" ") + 1 >= FEWEST_WORDS
    return 1 if goes_on else ratio(wanted, words, share)


def _words(text: str) -> str:
    """A box's text without the targets of its links, its signs and what opens it: ``(R)``, a day, a person."""
    bare = _TARGET.sub("]", _OPENING_MARK.sub("", text, count=1))
    return " ".join(_WORD.findall(bare))[:LONGEST_TITLE]
