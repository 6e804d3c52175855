"""What findings of a rule are called when they are counted: ``3 Must rows unanswered``."""

from __future__ import annotations

from speclatch.reports.numbers import plural

_WORDS = {
    "approval-missing": "approval missing|approvals missing",
    "approved-changed": "approved text changed|approved texts changed",
    "code-without-spec": "code change without a ready spec|code changes without a ready spec",
    "component-missing": "component not there|components not there",
    "conflict-marker": "merge conflict left|merge conflicts left",
    "delta-unknown": "change to an unknown requirement|changes to unknown requirements",
    "document-unreadable": "unreadable document|unreadable documents",
    "field-empty": "label without an answer|labels without an answer",
    "front-matter-invalid": "front matter that cannot be read|faults in front matter",
    "front-matter-missing-key": "front-matter key missing|front-matter keys missing",
    "front-matter-value": "front-matter value not valid|front-matter values not valid",
    "gate-weakened": "check relaxed by this change|checks relaxed by this change",
    "governance-removed": "Must row removed|Must rows removed",
    "governance-unanswered": "Must row unanswered|Must rows unanswered",
    "governance-undocumented": "decision not documented|decisions not documented",
    "governance-unjustified": "N/A without a reason|N/As without a reason",
    "id-claimed": "id also claimed elsewhere|ids also claimed elsewhere",
    "id-duplicate": "id used twice|ids used twice",
    "id-mismatch": "id that disagrees with its file|ids that disagree with their files",
    "ignore-unexplained": "ignore comment without a reason|ignore comments without a reason",
    "ignore-unused": "ignore comment without a use|ignore comments without a use",
    "item-removed": "item of the template removed|items of the template removed",
    "link-broken": "broken link|broken links",
    "migration-missing": "migration not there|migrations not there",
    "migration-name": "migration not named as its tool asks|migrations not named as their tool asks",
    "migration-order": "migration out of order|migrations out of order",
    "migration-placeholder": "migration without its real name|migrations without their real names",
    "migration-unlisted": "migration that no spec names|migrations that no spec names",
    "migration-version-reused": "migration version used twice|migration versions used twice",
    "open-point": "open point|open points",
    "path-unexpected": "file in an unexpected place|files in unexpected places",
    "placeholder-left": "template text left|template texts left",
    "reference-broken": "broken reference|broken references",
    "reference-case": "reference in another letter case|references in another letter case",
    "reference-disagrees": "reference that disagrees with itself|references that disagree",
    "reference-hollow": "reference to an empty document|references to empty documents",
    "reference-kind": "reference to the wrong kind of document|references to the wrong kind of document",
    "reference-lagging": "reference to a draft|references to drafts",
    "reference-missing": "reference missing|references missing",
    "reference-outside": "reference out of the repository|references out of the repository",
    "reference-stale": "reference to a superseded document|references to superseded documents",
    "reference-suspect": "reference that changed|references that changed",
    "requirement-duplicate": "requirement id defined twice|requirement ids defined twice",
    "requirement-unknown": "unknown requirement id|unknown requirement ids",
    "row-unanswered": "row half filled|rows half filled",
    "section-empty": "empty section|empty sections",
    "section-missing": "section missing|sections missing",
    "sibling-open": "file beside it not finished|files beside it not finished",
    "spec-ungoverned": "spec taken out of the gate|specs taken out of the gate",
    "spec-unmatched": "possible spec outside every profile|possible specs outside every profile",
    "status-disagrees": "status said in two ways|statuses said in two ways",
    "status-lowered": "status moved back|statuses moved back",
    "supersession-one-sided": "one-sided supersession|one-sided supersessions",
    "table-empty": "empty table|empty tables",
    "table-ragged": "row of the wrong width|rows of the wrong width",
    "table-unfilled": "table as in the template|tables as in the template",
    "task-malformed": "malformed box|malformed boxes",
    "task-unchecked": "open box|open boxes",
    "task-unproven": "ticked box without proof|ticked boxes without proof",
    "title-disagrees": "title said in two ways|titles said in two ways",
}


def counted(rule: str, count: int) -> str:
    """So many findings of a rule, in words: plain text, which holds the rule's id where there are no words for it."""
    if rule not in _WORDS:
        return f"{count:,} x {rule}"
    one, _, many = _WORDS[rule].partition("|")
    return plural(count, one, many)
