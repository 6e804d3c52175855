"""The rule reference-missing: a reference key of the template is absent, empty or a placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.config.model import ReferenceKind
from speclatch.documents.document import MetadataField
from speclatch.model import Finding, Location
from speclatch.profiles.profile import KeyRule, KeyType
from speclatch.profiles.words import none_answer
from speclatch.references.collect import is_empty, is_left_open, kind_of_entry
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec


class ReferenceMissing(SpecRule):
    """Finds references that the template asks for and the author has not given.

    ## What it does
    Reports a reference key of the template (lists aside) that is absent, empty or still a placeholder, and a
    key of a kind that the configuration calls `required` and that says `None`. Keys of one kind stand for
    each other: `prd:` answers a template's `prd_ref:`.

    ## Why is this bad
    Without the PRD nobody can say whether the spec builds what was asked for.

    ## Example
    ```yaml
    prd_ref: docs/10-prd/PRD-###-<slug>.md
    ```

    ## Instead
    ```yaml
    prd_ref: docs/10-prd/PRD-062-pilot-mail.md
    ```
    or, where there is none and the kind is not required, `prd_ref: None` or `N/A`.

    ## Options
    `references.<kind>.keys` are the keys of a kind, `references.<kind>.required` forbids `None`.
    """

    id = "reference-missing"
    summary = "a reference key of the template is absent, empty or a placeholder"
    levels = by_phase("warning", "error", "error")
    yields_to = frozenset({"front-matter-invalid"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per key left open, on its value; on the opening fence where there is no key."""
        if not spec.metadata.readable:
            return
        for key, is_list, kind in _asked(spec, context):
            entries = _answers(spec, context, key, kind)
            if not entries and not (is_list and not (kind and kind.required)):
                place = spec.metadata.opening
                hint = say("Add {} with the path or id of the {}, or `None`.", key + ":", _noun(kind))
                yield self.finding(say("{} is missing", key), place, key, hint=hint)
            for entry in entries:
                yield from self._left(entry, spec, kind, is_list=is_list)

    def _left(
        self, entry: MetadataField, spec: Spec, kind: ReferenceKind | None, *, is_list: bool
    ) -> Iterator[Finding]:
        required = kind is not None and kind.required
        empty = is_empty(entry)
        place = _place_of_value(entry)
        hint = say(f"Give the path or id of the {{}}{'' if required else ', or `None`'}.", _noun(kind))
        if empty and is_list and not required:
            return
        if is_left_open(entry, spec.profile):
            what = say("is empty" if empty else "is still a placeholder")
            yield self.finding(say("{} {}", entry.key, what), place, entry.key, hint=hint)
        elif required and all(none_answer(scalar.text, spec.profile.words) is not None for scalar in entry.scalars):
            yield self.finding(say("{} may not be {}", entry.key, entry.text), place, entry.key, hint=hint)


def _asked(spec: Spec, context: Context) -> Iterator[tuple[str, bool, ReferenceKind | None]]:
    """The reference keys a spec must have: the template's, and those of required kinds."""
    kinds = {kind.name: kind for kind in context.config.references}
    covered: set[str] = set()
    for rule in spec.profile.keys:
        if rule.type is KeyType.REFERENCE and (rule.required or _is_required(rule, kinds)):
            kind = context.config.kind_of_key(rule.key) or kinds.get(rule.kind)
            covered.add(kind.name if kind is not None else rule.key)
            yield rule.key, rule.is_list, kind
    for kind in context.config.references:
        if kind.required and kind.name not in covered and kind.keys:
            yield kind.keys[0], False, kind


def _is_required(rule: KeyRule, kinds: dict[str, ReferenceKind]) -> bool:
    return rule.kind in kinds and kinds[rule.kind].required


def _answers(spec: Spec, context: Context, key: str, kind: ReferenceKind | None) -> list[MetadataField]:
    """The entries that answer for a key: itself, else its aliases."""
    rule = spec.profile.key(key)
    own = spec.answer_to(rule) if rule is not None else spec.metadata.find(key)
    if own is not None:
        return [own]
    kinds = context.config.references
    entries = (spec.front_matter if rule is not None and rule.twice else spec.metadata).entries
    return [entry for entry in entries if kind and kind_of_entry(entry, kinds) == kind]


def _place_of_value(entry: MetadataField) -> Location:
    """The value's own span; the key's line where the value is empty or a list."""
    if len(entry.scalars) == 1 and not entry.is_list and entry.scalars[0].text:
        return entry.scalars[0].location
    return Location(entry.location.path, entry.location.line)


def _noun(kind: ReferenceKind | None) -> Said:
    if kind is None:
        return say("document")
    return Said(kind.name.upper() if len(kind.name) <= 3 else f"{kind.name} document")
