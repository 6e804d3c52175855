"""A template that asks and explains in every way at once, and documents of it, for scenes."""

from __future__ import annotations

from tests.support.memory import MemoryTree, as_tree

TEMPLATE = """\
---
id: PLAN-###
title: "[Title of the plan]"
status: Draft | In review | Approved | Done   # one of them
# What sort of work it is: feature, fix or chore
kind: feature
owner: "@team"
reviewers: ["[Name]", ada]
created: YYYY-MM-DD
# optional
updated:
prd_ref: docs/prd/PRD-###.md
adr_refs: []
links: ~
---

# PLAN-###: [Title of the plan]

*Target Directory: plans/PLAN-###-<name>.md*

> One sentence that says for whom this is done, and how we will know that it works for them.

**Stage**: Alpha / Beta / Stable
**Contact:** [Who answers questions]

## 1. Problem

<!-- What hurts, and whom? Numbers, where there are any. Delete this comment. -->

## 2. [Name of the part] in detail

Describe the part so that somebody who never saw the product can build it without asking anybody.

- Say which data is kept, for how long, and who may see it, in words that a lawyer understands
  - How long?
  - Who?
- Short
- See [the handbook](docs/handbook.md) for what is meant by all these words in this company
- **Rollback**: how to take it back within an hour, without losing what people have written
- **Flag:**

### 2.1 Limits (optional)

Only include this if there are limits.

```
limit: <number>
```

### 2.2 Requirements

| ID | Requirement | Priority | Status |
|----|-------------|----------|--------|
| REQ-001 | [What has to be] | High | Open |

- **FR-001**: The system must [do something]
- [ ] **[VAL-001] Load test**: [result]

### Requirement: Name

The system SHALL do what it is asked for.

## 3. Governance

| Question | Required | Where to document | Answer |
|----------|----------|-------------------|--------|
| Who may see it? | Must | 2.1 Limits | |
| Is it backed up? | Must | | |
| Does it scale? | Should | Problem | |

## 4. Migrations

| File | What | Reversible |
|------|------|------------|
| supabase/migrations/YYYYMMDDHHMMSS_name.sql | | |

## 5. Check list

- [ ] Dashboards are there and somebody looks at them
- [ ] Runbook: docs/ops/<name>.md
- [ ] [NEEDS CLARIFICATION: who is called at night]

## 6. Phases

### Phase 1: Setup

- [ ] T001 Create the folders

### Phase 2: Build

- [ ] T002 Build it

## Open questions

None yet. The key words MUST and SHOULD are to be read as in RFC 2119.

## Appendix (if applicable)

Anything else; may be left empty.
"""
DOCUMENT = """\
---
id: PLAN-007
title: "Receipts by mail"
status: Approved
kind: feature
owner: "@mailers"
reviewers: [ben, ada]
created: 2026-01-02
updated: 2026-02-03
prd_ref: docs/prd/PRD-002-receipts.md
adr_refs: [ADR-001, docs/adr/ADR-002-queue.md]
links: ~
---

# PLAN-007: Receipts by mail

*Target Directory: `plans/PLAN-007-receipts.md`*

> Whoever has paid finds a receipt in the mail within a minute; nine of ten say so when they are asked.

**Stage**: Beta
**Contact:** Ada Byron

## 1. Problem

People call us for receipts, twenty a day, see [the log](../docs/log.md#calls) and ADR-001.

## 2. Mailer in detail

The mailer reads the queue and sends one mail for each payment, in the language of the buyer.

- Addresses are kept for a year, and support alone may see them, by the law of the country
  - How long? A year
  - Who? Support
- **Rollback**: switch the flag off, and send what is queued by hand
- **Flag:** mail-on

### 2.1 Limits (optional)

Ten mails a second.

### 2.2 Requirements

| ID | Requirement | Priority | Status |
|----|-------------|----------|--------|
| REQ-001 | A receipt is sent within five seconds | High | Open |
| REQ-002 | It is kept for ten years | Low | Done |

- **FR-001**: The system must send one mail and no more for each payment that somebody has made
- [x] **[VAL-001] Load test**: a thousand a minute

### Requirement: Language

The system SHALL write in the language of the buyer.

## 3. Governance

| Question | Required | Where to document | Answer |
|----------|----------|-------------------|--------|
| Who may see it? | Must | 2.1 Limits | Support, see PRD-001 |
| Is it backed up? | Must | | Yes, each night |
| Does it scale? | Should | Problem | N/A: twenty a day |

## 4. Migrations

| File | What | Reversible |
|------|------|------------|
| supabase/migrations/20260102030405_mails.sql | adds a table | yes |

## 5. Check list

- [x] Dashboards are there and somebody looks at them
- [x] Runbook: docs/ops/mails.md
- [ ] ~~Alarm at night~~ N/A: nobody is called

## 6. Phases

### Phase 1: Setup

- [x] T001 Create `src/mail/send.py`

### Phase 2: Build

- [x] T002 Build it in src/mail/queue.py (REQ-001)
- [x] T003 Write `dist/mail.js` and `src/mail/dist/log.js`
- [x] T004 Add src/mail/retry.py: `retry`
- [x] T005 Run `supabase/migrations/20260102030499_gone.sql` and docs/ops/mails.md

## Open questions

None.

## Appendix (if applicable)

Nothing.
"""
CONFIG = """\
version: 1
profiles:
  - {name: plan, template: docs/TEMPLATE.md, match: ["plans/*.md"], frozen: ["Problem"], components: ["Phases"]}
references:
  prd: {paths: ["docs/prd/**"], required: true, id: 'PRD-\\d+'}
  adr: {paths: ["docs/adr/**"], id: 'ADR-\\d+', hosts: [adr.example.org]}
code: [{code: ["src/mail/**"], spec: "plans/PLAN-007-receipts.md"}]
words: {none: [nothing here], later: [some day]}
"""
PATH = "plans/PLAN-007-receipts.md"
FILES = {
    ".speclatch.yml": CONFIG,
    "docs/TEMPLATE.md": TEMPLATE,
    "docs/log.md": "# Log\n\n## Calls\n\nTwenty a day.\n",
    "docs/handbook.md": "# Handbook\n\nWords.\n",
    "docs/ops/mails.md": "# Mails\n\nRestart it.\n",
    "docs/prd/PRD-001-support.md": "---\nid: PRD-001\nstatus: Approved\n---\n\n# PRD-001\n\nCalls cost.\n",
    "docs/prd/PRD-002-receipts.md": "---\nid: PRD-002\nstatus: Superseded by PRD-001\n---\n\n# A\n\n- **REQ-001**: b\n",
    "docs/adr/ADR-001-mail.md": "# ADR-001: Mail\n\n- Status: Accepted\n\nMail is what people have.\n",
    "docs/adr/ADR-002-queue.md": "# ADR-002: Queue\n\n## Status\n\nDeprecated\n\n## Context\n\nA queue.\n",
    ".gitignore": "# made\ndist/\n*.log\n",
    "src/mail/send.py": "x = 1\n",
    "src/mail/queue.py": "x = 1\n",
    "supabase/migrations/20260102030405_mails.sql": "create table mails ();\n",
}


def written(text: str = DOCUMENT, config: str = CONFIG) -> MemoryTree:
    """The repository with a text in the place of the plan."""
    return as_tree({**FILES, ".speclatch.yml": config, PATH: text})


def untouched() -> str:
    """The template as somebody copies it."""
    return TEMPLATE.replace("PLAN-###", "PLAN-007", 1)
