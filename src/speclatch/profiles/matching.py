"""Which profile governs a file: by the globs of the configuration, or by what the file looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from speclatch.config.model import Config
from speclatch.documents.document import Document, key_name
from speclatch.globs import Globs, globs_of
from speclatch.patterns import lazy_re
from speclatch.profiles.file_names import is_markdown, is_other_format, is_template
from speclatch.profiles.in_force import ProfileInForce, Profiles, Scope
from speclatch.profiles.profile import KeyType, Profile
from speclatch.profiles.titles import normalise_title

KEYS_SHARE = 0.5
"""More than this share of a template's keys makes a document look like it ..."""
HEADINGS_SHARE = 0.5
"""... together with at least this share of the headings of its top level."""

_HEADING = lazy_re(rb"^ {0,3}(#{1,6})[ \t]+([^\n]{1,300})|^([^\n]{1,300})\n {0,3}(?:(=+)|-+)[ \t\r]*$", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class ProfileMatcher:
    """Says which profile a file belongs to, under one configuration; without one, some have a place of their own.

    ``only`` are the paths that may be specs at all, where somebody looks at a sample; None: any.
    """

    profiles: Sequence[Profile]
    config: Config
    only: frozenset[str] | None = None

    @property
    def by_globs(self) -> bool:
        """Whether the configuration names files; else content decides."""
        return any(scope.match for scope in self.scopes)

    @cached_property
    def in_force(self) -> Profiles:
        """The profiles, which are read when somebody looks at one."""
        return Profiles.of(self.profiles)

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Which files each of the profiles governs; no template is read to know that."""
        return self.in_force.scopes

    @cached_property
    def anywhere(self) -> tuple[Profile, ...]:
        """The profiles that content can tell, wherever a document lies: those without a place of their own."""
        return tuple(one.profile for one in self.in_force.all_in_force if not one.scope.place)

    @cached_property
    def _excluded(self) -> Globs:
        return globs_of(self.config.exclude)

    @cached_property
    def templates(self) -> frozenset[str]:
        """The templates in use: a glob that takes in a whole folder does not mean the one that lies there."""
        return frozenset(use.template for use in self.config.profiles if use.template)

    @cached_property
    def _globs(self) -> tuple[tuple[ProfileInForce, Globs], ...]:
        return tuple((one, globs_of(one.scope.globs)) for one in self.in_force.all_in_force)

    def excluded(self, path: str) -> bool:
        """Whether the configuration says that a file is never a spec."""
        return self._excluded.matches(path)

    def by_path(self, path: str) -> Profile | None:
        """The profile whose globs name a file; the first of several."""
        found = self.governing(path)
        return found.profile if found is not None else None

    def governing(self, path: str) -> ProfileInForce | None:
        """The same; what it asks is not read for that."""
        known = self._governed.get(path)
        if known is None and (known := self._find(path)) is not None:
            self._governed[path] = known
        return known

    @cached_property
    def _governed(self) -> dict[str, ProfileInForce]:
        """What ``governing`` has given: it is asked several times for each spec, and once for all other files."""
        return {}

    def _find(self, path: str) -> ProfileInForce | None:
        if self.excluded(path) or is_other_format(path) or (self.only is not None and path not in self.only):
            return None
        found = next((one for one, globs in self._globs if globs.matches(path)), None)
        by_chance = found is not None and path in self.templates and path not in found.scope.globs
        return None if by_chance else found

    def may_match(self, path: str) -> bool:
        """Whether a file could be a spec, judged by its name alone."""
        if self.governing(path) is not None:
            return True
        return not self.by_globs and is_markdown(path) and not is_template(path) and not self.excluded(path)

    def hinted(self, path: str) -> Profile | None:
        """The profile whose id pattern a file's name opens with: it counts where content cannot be read."""
        name = path.rpartition("/")[2]
        for profile in self.anywhere:
            for rule in profile.keys:
                if rule.type is KeyType.ID and re.match(rule.pattern + r"(?![A-Za-z0-9])", name):
                    return profile
        return None

    def looks_possible(self, raw: bytes) -> bool:
        """A quick look at bytes: whether some profile's headings can be there in number. Never a false no."""
        found: dict[int, set[str]] = {}
        for hashes, title, underlined, double in _HEADING.findall(raw):
            level = len(hashes) or (1 if double else 2)
            text = (title or underlined).decode("utf-8", "replace").rstrip("# \t\r")
            found.setdefault(level, set()).add(normalise_title(text))
        return any(_has_half(profile, found.get(top_level(profile), set())) for profile in self.anywhere)

    def by_content(self, path: str, document: Document) -> Profile | None:
        """The profile a document looks like: most of its keys and half of its top headings.

        One whose front matter does not open the file is none: no other tool sees that it has one.
        """
        return None if document.front_matter.late else self.nearest(path, document)

    def nearest(self, path: str, document: Document) -> Profile | None:
        """The profile a document looks like, wherever its front matter stands."""
        best: tuple[float, Profile] | None = None
        for profile in self.anywhere:
            score = likeness(profile, document, self.config)
            if score == 0 and not document.front_matter.readable and self.hinted(path) is profile:
                score = HEADINGS_SHARE
            if score and (best is None or score > best[0]):
                best = (score, profile)
        return best[1] if best else None


def likeness(profile: Profile, document: Document, config: Config) -> float:
    """How much a document looks like a profile's, 0 (not at all) to 2. Unreadable front matter is passed over."""
    wanted = top_titles(profile)
    if not wanted and not profile.keys:
        return 0
    level = top_level(profile)
    sections = (section for section in document.sections if section.level == level)
    titles = {normalise_title(section.title, profile.words) for section in sections}
    asked = wanted - given_up(profile, titles)
    if wanted and not asked:
        return 0
    headings = len(titles & asked) / len(asked) if asked else 1.0
    if headings < HEADINGS_SHARE:
        return 0
    if not document.front_matter.readable:
        return headings
    keys = {_canonical(entry.key, config) for entry in document.metadata.entries}
    known = {_canonical(rule.key, config) for rule in profile.keys}
    share = len(keys & known) / len(known) if known else 1.0
    return headings + share if share > KEYS_SHARE else 0


def _canonical(key: str, config: Config) -> str:
    """Aliases of one reference kind are one key."""
    kind = config.kind_of_key(key)
    return f"<{kind.name}>" if kind else key_name(key)


def _has_half(profile: Profile, titles: set[str]) -> bool:
    wanted = top_titles(profile) - given_up(profile, titles)
    return len(titles & wanted) >= HEADINGS_SHARE * len(wanted)


def top_level(profile: Profile) -> int:
    """The level of a profile's outermost sections: 2, or 1 where its template has no title."""
    return min((rule.level for rule in profile.sections if rule.is_top), default=2)


def given_up(profile: Profile, titles: AbstractSet[str]) -> frozenset[str]:
    """The titles of sections that a document which has these titles need not have, as it is of another form."""
    return frozenset(rule.key[-1] for rule in profile.sections if rule.is_given_up(titles))


def other_titles(profile: Profile) -> Mapping[str, str]:
    """The normalised titles in other languages that say what those of a profile's sections do, with theirs."""
    return {title: rule.key[-1] for rule in profile.sections for title in rule.also}


def top_titles(profile: Profile) -> frozenset[str]:
    """The normalised titles of the sections of a profile's top level."""
    return frozenset(rule.key[-1] for rule in profile.sections if rule.is_top)
