"""Every rule, in the order in which they are listed and documented."""

from __future__ import annotations

from collections.abc import Mapping

from speclatch.rules.agreement.path_unexpected import PathUnexpected
from speclatch.rules.agreement.status_disagrees import StatusDisagrees
from speclatch.rules.agreement.title_disagrees import TitleDisagrees
from speclatch.rules.approval.approval_missing import ApprovalMissing
from speclatch.rules.base import ChangeRule, Rule, SpecRule
from speclatch.rules.code.code_without_spec import CodeWithoutSpec
from speclatch.rules.component.component_missing import ComponentMissing
from speclatch.rules.family.delta_unknown import DeltaUnknown
from speclatch.rules.family.sibling_open import SiblingOpen
from speclatch.rules.front_matter.front_matter_invalid import FrontMatterInvalid
from speclatch.rules.front_matter.front_matter_missing_key import FrontMatterMissingKey
from speclatch.rules.front_matter.front_matter_value import FrontMatterValue
from speclatch.rules.gate.approved_changed import ApprovedChanged
from speclatch.rules.gate.document_unreadable import DocumentUnreadable
from speclatch.rules.gate.gate_weakened import GateWeakened
from speclatch.rules.gate.spec_ungoverned import SpecUngoverned
from speclatch.rules.gate.spec_unmatched import SpecUnmatched
from speclatch.rules.gate.status_lowered import StatusLowered
from speclatch.rules.governance.governance_removed import GovernanceRemoved
from speclatch.rules.governance.governance_unanswered import GovernanceUnanswered
from speclatch.rules.governance.governance_undocumented import GovernanceUndocumented
from speclatch.rules.governance.governance_unjustified import GovernanceUnjustified
from speclatch.rules.identity.id_claimed import IdClaimed
from speclatch.rules.identity.id_duplicate import IdDuplicate
from speclatch.rules.identity.id_mismatch import IdMismatch
from speclatch.rules.migration.migration_missing import MigrationMissing
from speclatch.rules.migration.migration_name import MigrationName
from speclatch.rules.migration.migration_order import MigrationOrder
from speclatch.rules.migration.migration_placeholder import MigrationPlaceholder
from speclatch.rules.migration.migration_unlisted import MigrationUnlisted
from speclatch.rules.migration.migration_version_reused import MigrationVersionReused
from speclatch.rules.placeholder.conflict_marker import ConflictMarker
from speclatch.rules.placeholder.open_point import OpenPoint
from speclatch.rules.placeholder.placeholder_left import PlaceholderLeft
from speclatch.rules.reference.link_broken import LinkBroken
from speclatch.rules.reference.reference_broken import ReferenceBroken
from speclatch.rules.reference.reference_case import ReferenceCase
from speclatch.rules.reference.reference_disagrees import ReferenceDisagrees
from speclatch.rules.reference.reference_hollow import ReferenceHollow
from speclatch.rules.reference.reference_kind import ReferenceKind
from speclatch.rules.reference.reference_lagging import ReferenceLagging
from speclatch.rules.reference.reference_missing import ReferenceMissing
from speclatch.rules.reference.reference_outside import ReferenceOutside
from speclatch.rules.reference.reference_stale import ReferenceStale
from speclatch.rules.reference.reference_suspect import ReferenceSuspect
from speclatch.rules.reference.supersession_one_sided import SupersessionOneSided
from speclatch.rules.requirement.requirement_duplicate import RequirementDuplicate
from speclatch.rules.requirement.requirement_unknown import RequirementUnknown
from speclatch.rules.section.field_empty import FieldEmpty
from speclatch.rules.section.item_removed import ItemRemoved
from speclatch.rules.section.section_empty import SectionEmpty
from speclatch.rules.section.section_missing import SectionMissing
from speclatch.rules.suppression.ignore_unexplained import IgnoreUnexplained
from speclatch.rules.suppression.ignore_unused import IgnoreUnused
from speclatch.rules.table.row_unanswered import RowUnanswered
from speclatch.rules.table.table_empty import TableEmpty
from speclatch.rules.table.table_ragged import TableRagged
from speclatch.rules.table.table_unfilled import TableUnfilled
from speclatch.rules.task.task_malformed import TaskMalformed
from speclatch.rules.task.task_unchecked import TaskUnchecked
from speclatch.rules.task.task_unproven import TaskUnproven

RULES: tuple[Rule, ...] = (
    FrontMatterInvalid(),
    FrontMatterMissingKey(),
    FrontMatterValue(),
    IdMismatch(),
    IdDuplicate(),
    IdClaimed(),
    ReferenceMissing(),
    ReferenceBroken(),
    ReferenceOutside(),
    ReferenceCase(),
    ReferenceKind(),
    ReferenceStale(),
    ReferenceHollow(),
    ReferenceSuspect(),
    SupersessionOneSided(),
    ReferenceLagging(),
    ReferenceDisagrees(),
    LinkBroken(),
    MigrationMissing(),
    MigrationPlaceholder(),
    MigrationName(),
    MigrationOrder(),
    MigrationVersionReused(),
    MigrationUnlisted(),
    GovernanceUnanswered(),
    GovernanceUnjustified(),
    GovernanceUndocumented(),
    GovernanceRemoved(),
    TaskUnchecked(),
    TaskMalformed(),
    TaskUnproven(),
    ComponentMissing(),
    TableEmpty(),
    TableUnfilled(),
    TableRagged(),
    RowUnanswered(),
    SectionMissing(),
    SectionEmpty(),
    FieldEmpty(),
    ItemRemoved(),
    SiblingOpen(),
    DeltaUnknown(),
    OpenPoint(),
    PlaceholderLeft(),
    ConflictMarker(),
    StatusDisagrees(),
    TitleDisagrees(),
    PathUnexpected(),
    RequirementUnknown(),
    RequirementDuplicate(),
    CodeWithoutSpec(),
    DocumentUnreadable(),
    SpecUngoverned(),
    SpecUnmatched(),
    StatusLowered(),
    ApprovedChanged(),
    ApprovalMissing(),
    GateWeakened(),
    IgnoreUnexplained(),
    IgnoreUnused(),
)

BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}

SPEC_RULES: tuple[SpecRule, ...] = tuple(rule for rule in RULES if isinstance(rule, SpecRule))
"""The rules about one spec, in their order."""

CHANGE_RULES: tuple[ChangeRule, ...] = tuple(rule for rule in RULES if isinstance(rule, ChangeRule))
"""The rules about the change as a whole, in their order."""
