"""The rule path-unexpected: the file is not where its `Target Directory` or its profile says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, normpath

from speclatch.model import Finding, Location
from speclatch.profiles.profile import PLACE_LABELS
from speclatch.profiles.text import shows_no_word
from speclatch.profiles.titles import normalise_label
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec


class PathUnexpected(SpecRule):
    """A spec that does not lie where it, or its template, says.

    ## What it does
    Compares the line `Target Directory:` with where the file is: it may name the file or its directory. Without the
    line, and without globs in the configuration, the template's own pattern (`specs/<feature>/spec.md`) counts.

    ## Why is this bad
    Agents write code beside the spec they were given; a wrong path sends them elsewhere.

    ## Example
    `*Target Directory: specs/<feature>/spec.md*` left as it was.

    ## Instead
    `*Target Directory: specs/deposit-holds/spec.md*`
    """

    id = "path-unexpected"
    summary = "the file is not where its `Target Directory` or its profile says"
    levels = by_phase("warning", "warning", "warning")

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield the line that is wrong, or the title where there is no such line."""
        pattern = spec.profile.directory
        if not pattern:
            return
        fields = [field for field in spec.document.fields if normalise_label(field.label) in PLACE_LABELS]
        for field in fields:
            named = field.value.strip("`*_ ")
            if shows_no_word(named):
                said = say("nothing stands behind {}, and the spec lies at {}", f"{field.label}:", spec.path)
                yield self._finding(said, field.location)
            elif not same_place(named, spec.path):
                said = say("the spec says it lies at {}, and it lies at {}", named, spec.path)
                yield self._finding(said, field.location)
        if not fields and not spec.profile.match and not matches(pattern, spec.path):
            title = spec.document.title
            place = title.heading.location if title else Location(spec.path, 1)
            said = say("the template says specs lie at {}, and it lies at {}", pattern, spec.path)
            yield self._finding(said, place)

    def _finding(self, message: Said, location: Location) -> Finding:
        hint = say("Name the file's real path, or move the file.")
        return self.finding(message, location, "target directory", hint=hint)


def same_place(named: str, path: str) -> bool:
    """Whether a path in a document names a file or its directory."""
    bare = normpath(named.lstrip("/")) if named else ""
    return bare in (path, dirname(path))


def matches(pattern: str, path: str) -> bool:
    """Whether a path has the form of a template's pattern, ``<...>`` standing for one segment's part."""
    parts = re.split(r"<[^<>/]+>|\{[^{}/]+\}", pattern.strip("/"))
    return re.fullmatch("[^/]+".join(map(re.escape, parts)) + "(?:/[^/]+)?", path) is not None
