"""The rule code-without-spec: code in a configured path changed and its spec is missing or still a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from speclatch.config.model import CodeRule
from speclatch.globs import escaped, globs_of, matches
from speclatch.model import ChangeKind, Finding, Location, Phase
from speclatch.rules.base import ChangeRule, Context, Want, by_phase
from speclatch.rules.messages import NOTHING, Said, say


class CodeWithoutSpec(ChangeRule):
    """Finds changed code whose spec is missing or still a draft.

    ## What it does
    For every `code` entry of the configuration: takes the files of the change that match its globs, puts what
    `{name}` stands for into the entry's `spec`, and reports the code if no such file is there after the merge
    or if it is a spec that is still a draft. Off unless the configuration gives it a severity.

    ## Why is this bad
    Teams that write the spec first want to know when somebody did not.

    ## Example
    ```yaml
    code:
      - code: ["services/{name}/**"]
        spec: "specs/{name}/spec.md"
    rules: {code-without-spec: error}
    ```
    and a change to `services/billing/crud.ts` without `specs/billing/spec.md`.

    ## Instead
    Add the spec to the change, or move its status along.

    ## Options
    `code`: a list of `code` globs and the `spec` they need; `*` in `spec` matches any name (see
    [the dialect](../configuration.md#globs)).
    """

    id = "code-without-spec"
    summary = "code in a configured path changed and its spec is missing or still a draft"
    levels = by_phase("-", "-", "-")
    wants = frozenset({Want.LISTING, Want.CATALOGUE, Want.CHANGES})

    def check(self, context: Context) -> Iterator[Finding]:
        """Yield a finding per spec that is wanting, on the first changed file that needs it."""
        seen: set[str] = set()
        for path in sorted(context.changes or {}):
            change = (context.changes or {})[path]
            if change.kind is ChangeKind.DELETED:
                continue
            for rule in context.config.code:
                wanted = spec_for(path, rule)
                if wanted is None or wanted in seen or path == wanted:
                    continue
                fault = _fault(wanted, context)
                if fault:
                    seen.add(wanted)
                    yield self.finding(
                        say("{} changed, and its spec {} {}", path, wanted, fault),
                        Location(path, 1),
                        wanted,
                        hint=say("Write the spec first, or move its status along in the same change."),
                    )


def _fault(wanted: str, context: Context) -> Said:
    """What is wrong with the spec at ``wanted``, a glob; empty if one is there that is no draft."""
    paths = [path for path in context.listing.entries if matches(path, (wanted,))]
    if not paths:
        return say("is not there")
    specs = [context.catalogue.specs[path] for path in paths if path in context.catalogue.specs]
    if specs and len(specs) == len(paths) and all(spec.phase is Phase.DRAFT for spec in specs):
        return say("is still a draft")
    return NOTHING


def spec_for(path: str, rule: CodeRule) -> str | None:
    """The spec (a glob) that a code file needs by a rule; None if the rule does not speak of it."""
    names = globs_of(rule.code).captured(path)
    return _filled(rule.spec, names) if names is not None else None


def _filled(spec: str, names: Mapping[str, str]) -> str:
    known = {name: escaped(text) for name, text in names.items()}
    return re.sub(r"\{([A-Za-z_]\w*)\}", lambda found: known.get(found[1], found[0]), spec)
