"""The rule id-claimed: another open pull request brings a document with the same id or number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename, dirname

from speclatch.model import Finding, Location
from speclatch.patterns import lazy_re
from speclatch.references.kinds import prefixes
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec

_NUMBER = lazy_re(r"0*(?P<number>\d{1,9})(?=[-_.]|\Z)")


class IdClaimed(SpecRule):
    """Another open pull request brings a document with the same id or number.

    ## What it does
    Of a pull request that adds a spec whose file or folder opens with an id (`EXEC-014-mail.md`) or a number
    (`specs/014-mail/spec.md`): reports an open pull request that adds another one beside it with the same. Where the
    token may not look, nothing is said.

    ## Why is this bad
    Whoever merges second has to renumber, and every reference that names the id is wrong until then.

    ## Example
    `EXEC-014-mail.md` here, and `EXEC-014-refunds.md` in #31.

    ## Instead
    Agree who takes the next free number.
    """

    id = "id-claimed"
    summary = "another open pull request brings a document with the same id or number"
    levels = by_phase("note", "note", "note")
    wants = frozenset({Want.BASE, Want.CHANGES, Want.PULL_REQUEST})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield the pull requests that claim the spec's id, on its title."""
        facts = context.pull_request
        if facts is None or not facts.claims or context.changes is None or not spec.changed:
            return
        if context.base_of(spec) is not None or (mine := _named(spec.path)) is None:
            return
        headings, told = spec.document.headings, set[int]()
        for claim in facts.claims:
            if claim.path != spec.path and claim.number not in told and _named(claim.path) == mine:
                told.add(claim.number)
                yield self.finding(
                    say("pull request #{} adds {}, which has the same number", claim.number, claim.path),
                    headings[0].location if headings else Location(spec.path, 1),
                    f"#{claim.number} {claim.path}",
                    hint=say("Agree who takes the next free number."),
                )


def _named(path: str) -> tuple[str, str, str] | None:
    """The folder, and the family and number, of the id or number that a file opens with; else those of its folder."""
    for place in (path, dirname(path)):
        name = basename(place)
        opened = prefixes(name)
        found = re.fullmatch(r"(?P<family>.*?)-?0*(?P<number>\d+[A-Za-z]?)", opened[0]) if opened else None
        if found is not None:
            return dirname(place), found["family"].casefold(), found["number"].casefold()
        if (numbered := _NUMBER.match(name)) is not None:
            return dirname(place), "", numbered["number"]
    return None
