"""The rule title-disagrees: the first heading is not the front matter's title."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding, Related
from speclatch.patterns import lazy_re
from speclatch.profiles.answers import leftover
from speclatch.profiles.guidance import key_guidance_left
from speclatch.profiles.text import fold
from speclatch.profiles.words import answers_nothing
from speclatch.references.names import plain_spelling
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec

_ID = lazy_re(r"^\W*[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+[a-z]?\s*[:.–—-]\s+")


class TitleDisagrees(SpecRule):
    """A first heading that is another title than the front matter's.

    ## What it does
    Where the template puts the same placeholder into the front matter's `title` and the first heading, the document's
    two titles must be the same; letter case and white space aside.

    ## Why is this bad
    Indexes show the one, readers see the other, and nobody finds the spec by either.

    ## Example
    `title: "Exec Spec: Refunds"` above `# Exec Spec: Reimbursements`.

    ## Instead
    Use one title.
    """

    id = "title-disagrees"
    summary = "the first heading is not the front matter's title"
    levels = by_phase("note", "warning", "warning")
    yields_to = frozenset({"placeholder-left", "front-matter-missing-key"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield the heading that disagrees."""
        entry = spec.metadata.find("title")
        title = spec.document.title
        if not spec.profile.titles_agree or entry is None or title is None or not spec.front_matter.readable:
            return
        guidance = spec.profile.guidance
        source = spec.document.lines[title.heading.location.line - 1]
        if key_guidance_left("title", (entry.text, entry.raw), guidance) or leftover(source, spec.alignment, None):
            return
        if not answers_nothing(entry.text, spec.profile.words) and _bare(entry.text) != _bare(title.title):
            yield self.finding(
                say("the heading is {}, the front matter's title {}", title.title, entry.text),
                title.heading.location,
                "title",
                hint=say("Use one title in both places."),
                related=(Related(entry.location, "the front matter's title"),),
            )


def _bare(title: str) -> str:
    """A title for comparison, without the id before it: ``RFC-007: Yard pump``."""
    return fold(_ID.sub("", plain_spelling(title), count=1))
