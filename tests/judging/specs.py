"""A small team's repository: a template of its own, a configuration, a PRD, an ADR, a migration and a good spec."""

from __future__ import annotations

CONFIG = """\
version: 1
profiles:
  - name: plan
    template: docs/plan-template.md
    match: ["plans/*.md"]
"""
TEMPLATE = """\
---
id: PLAN-###
title: "Plan: <Name>"
status: Draft | Implementation | Validated
prd_ref: docs/prd/PRD-###.md
adr_refs: []
---

# Plan: <Name>

## 1. Summary

Say what is built.

- **PRD:** (link)

## 2. Steps

- Migration file: `supabase/migrations/YYYYMMDDHHMMSS_name.sql`
- [ ] Reviewed

## 3. Risks

| Risk | Answer |
|------|--------|
| | |
"""
PLAN = """\
---
id: PLAN-001
title: "Plan: Refunds"
status: Implementation
prd_ref: docs/prd/PRD-001-refunds.md
adr_refs: [ADR-002]
---

# Plan: Refunds

## 1. Summary

Refunds are paid out nightly.

- **PRD:** [PRD-001](../docs/prd/PRD-001-refunds.md#goals)

## 2. Steps

- Migration file: `supabase/migrations/20260102030405_refunds.sql`
- [x] Reviewed

## 3. Risks

| Risk | Answer |
|------|--------|
| double payment | one key per refund |
"""
FILES = {
    ".speclatch.yml": CONFIG,
    "docs/plan-template.md": TEMPLATE,
    "docs/prd/PRD-001-refunds.md": "---\nid: PRD-001\nstatus: Approved\n---\n\n# Refunds\n\n## Goals\n\nMoney back.\n",
    "docs/adr/ADR-002-batches.md": "# ADR-002: Batches\n\n- Status: Accepted\n\nIn batches.\n",
    "supabase/migrations/20260102030405_refunds.sql": "create table refunds ();\n",
    "plans/PLAN-001-refunds.md": PLAN,
}
PATH = "plans/PLAN-001-refunds.md"


def with_plan(old: str, new: str) -> dict[str, str]:
    """The repository with one piece of the plan replaced; the piece must be there."""
    assert old in PLAN
    return {**FILES, PATH: PLAN.replace(old, new)}


def without(path: str) -> dict[str, str]:
    """The repository without a file."""
    return {name: text for name, text in FILES.items() if name != path}


def moved(path: str, to: str) -> dict[str, str]:
    """The repository with a file moved."""
    return {**without(path), to: FILES[path]}
