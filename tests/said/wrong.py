"""Configurations, globs, patterns and baselines with every fault, and changes of a configuration that ask less."""

from __future__ import annotations

YML, TOML = ".speclatch.yml", "pyproject.toml"
TEMPLATE = """\
---
id: RFC-###
title: "[Title]"
status: Draft | Accepted | Done
owner: "[Who answers questions]"
created: YYYY-MM-DD
reviewers: []
prd: docs/prd/PRD-###.md
---

# RFC-###: [Title]

[One sentence]

## 1. Problem

[What hurts, and whom: say it so that somebody who never saw the product understands why this has to be done]

## 2. Plan

- Rollback: [How to take it back]
- **Flag**: [Its name]

| Step | Required | Where | Answer |
|------|----------|-------|--------|
| Data | Must | docs/data.md | |
| Law | Should | | |

| Field | Type | Note |
|-------|------|------|
| [name] | [type] | |

### 2.1 Order

[In which order]

## 3. Tasks

- [ ] Dashboards updated
- [ ] Runbook written

## Notes (optional)

[Anything else]
"""
CONFIGURATIONS = [
    *(
        (YML, text)
        for text in (
            "[a, b]\n",
            "a: [\n",
            "a: 1\na: 2\n",
            "version: 2\nversionn: 1\nx: 3\n",
            "fail-on: fatal\nnew-only: perhaps\nexclude: docs\n",
            "fail-on:\nexclude: ['']\n",
            "exclude: ['/etc/*', '../x', 'a//b', '!']\n",
            "profiles: {}\n",
            "profiles: [{}]\n",
            "profiles: [{use: exec-spec, template: a.md}, {template: a.md}, {use: exec-spec, metadata: a/b}]\n",
            "profiles:\n  - template: /a.md\n    match: [3]\n  - use: exec-spec\n    optinal: []\n    requires: [a]\n",
            "profiles:\n  - use: [x]\n    match: {a: b}\n    keep: 3\n",
            "references: {prd: {path: []}}\n",
            "references: {prd: {paths: ['['], id: '(', required: 3, hosts: x}}\n",
            f"references: {{prd: {{id: '{'a' * 501}'}}}}\n",
            "migrations: {preset: oracle}\n",
            "migrations: {glob: 'db/*.sql', preset: supabase}\n",
            "migrations: {glob: '!db/*', version: '(a)(b)'}\n",
            "migrations: {version: '\\\\d+'}\n",
            "phases: {drafts: [a]}\n",
            "phases: {draft: [a], done: [a]}\n",
            "phases: {draft: ['']}\n",
            "rules: {link-brokn: off}\n",
            "rules: {link-broken: fatal}\n",
            "rules: {link-broken: 3}\n",
            "rules: {link-broken: {drafts: off, done: fatal}}\n",
            "rules: {link-broken: {ignorable: 3}}\n",
            "rules: {migration-order: {out-of-ordr: true}}\n",
            "rules: {task-unproven: {paths: 3}}\n",
            "rules: [a]\n",
            "code: [{code: [], spec: ''}]\n",
            "code: [{code: ['src/{name}/**'], spec: 'specs/{other}.md'}]\n",
            "code: [{code: ['src/**'], spec: '!a', more: 3}]\n",
            "code: {}\n",
            "limits: {seconds: 0, document-bytes: 1}\n",
            "limits: {seconds: 999999999, document-bytes: 999999999999}\n",
            "limits: {seconds: 1.5, files: 3, findings: 4}\n",
            "words: {none: ['']}\n",
            f"words: {{none: ['{'a' * 81}'], optionl: []}}\n",
            "approvals: {owner: x}\n",
            "approvals: 3\n",
            "a: !!python/object:os.system x\n",
            "a: &a [*a]\n",
        )
    ),
    *(
        (TOML, text)
        for text in (
            "[tool]\nspeclatch = 3\n",
            "[tool.speclatch]\nfail-onn = 'x'\n\n[tool.speclatch.rules]\nlink-broken = 'fatal'\n",
            "[[tool.speclatch.profiles]]\nuse = 'exec-spec'\n\n[[tool.speclatch.profiles]]\nmatch = [\n  '',\n]\n",
            "tool = 3\n",
        )
    ),
]
GLOBS = [
    "",
    "  ",
    "a" * 2000,
    "/",
    "/a",
    "/a/b",
    "./a",
    "~/a",
    "\\\\server\\a",
    "C:/a",
    "a/./b",
    "a/../b",
    "a//b",
    "a/b/",
    "!a/b",
    "a",
    "*.md",
    "**",
    "**/a",
    "a/**",
    "a/**/b",
    "a/***/b",
    "a?b",
    "a*b*c",
    "[ab]",
    "[!ab]x",
    "[^ab]x",
    "[a-c]",
    "[c-a]",
    "[]",
    "[[:alpha:]]",
    "[a/b]",
    "[a",
    "{a,b}",
    "{",
    "{name}/x",
    "{name}/{name}",
    "a-{name}/b-{name}.md",
    "{name}{other}/{name}",
    "*{name}/{name}",
    "**/{name}/**/{name}",
    "**/{name}/x/{name}/**",
    "a\\*b",
    "a\\b",
    "a\\",
    "a\\[b",
]
PATTERNS = [
    "(",
    "[z-a]",
    "(a)\\1",
    "(a)?(?(1)b|c)",
    "(a+)+",
    "(a*)*b",
    "(a|ab)*c",
    "(a|b)*c",
    "([a-c]|a)*x",
    "([a-c]|c)*x",
    "([a-c]|d)*x",
    "([a-c]|[c-e])*x",
    "([^a]|b)*x",
    "([^a]|a)*x",
    "(\\d|5)*x",
    "(\\w|-)*x",
    "(\\s|a)*x",
    "(.|a)*x",
    "(é|[à-ü])*x",
    "(é|ü)*x",
    "(?i:(a|A))*x",
    "(?:ab+)+",
    "(?:a+-)+",
    "(?:a+-?)+",
    "a*a*a*a*a*a*a*a*b",
    "a*b*c*d*",
    "\\d+\\w+\\d+\\w+\\d+x",
    "(?=a+)b",
    "(?:a{1,3}){1,3}",
    "x{5000000000}",
    "(" * 5000,
    "RFC-\\d+",
    "(?:RFC|ADR)-\\d+(?:\\.\\d+)*",
]
BASELINES = [
    b"",
    b"\xff",
    b"{}\n\n\xfe",
    b"[",
    b"[]",
    b"{}",
    b'{"version": 9, "findings": {}}',
    b'{"version": 1}',
    b'{"version": 1, "findings": []}',
    b'{"version": 1, "findings": {"a.md": {}}}',
    b'{"version": 1, "findings": {"a.md": [3]}}',
    b'{"version": 1, "findings": {"a.md": [{"rule": 3}]}}',
    b'{"version": 1, "findings": {"a.md": [{"rule": "x", "about": "y"}]}}',
    b'{"version": 1, "findings": {"a.md": [{"rule": "x", "about": "y", "fingerprint": 3}]}}',
    b'{"version": 1, "findings": {"a.md": [{"rule": "x", "about": "y", "fingerprint": "z"}]}}',
    b'{"version": 1, "findings": {}}\n<<<<<<< ours\n',
    b" " * 20_000_001,
]
OWN = "profiles: [{name: rfc, template: docs/T.md, match: ['rfc/*.md', 'old/*.md'], metadata: rfc.yml}]\n"
POLICIES = [
    ("fail-on: note\nnew-only: false\n", "fail-on: error\nnew-only: true\n"),
    ("fail-on: error\n", "fail-on: never\n"),
    ("exclude: []\n", "exclude: ['b/**', 'a/**']\n"),
    ("code: [{code: ['src/{name}/**', 'lib/**'], spec: 'specs/{name}.md'}]\n", "version: 1\n"),
    ("migrations: {preset: supabase}\n", "migrations: {glob: 'db/*.sql'}\n"),
    ("migrations: {preset: flyway}\n", "version: 1\n"),
    ("version: 1\n", ""),
    (
        "words: {none: [nil], optional: [maybe], later: [soon], must: [shall]}\n",
        "words: {none: [nothing], optional: [perhaps], later: [], must: []}\n",
    ),
    (
        "rules: {link-broken: {draft: error, done: error, ignorable: false}}\n",
        "rules: {link-broken: {draft: note, implementing: off, done: warning}, task-unchecked: off}\n",
    ),
    (
        "references: {prd: {paths: ['prd/**'], required: true, keys: [prd, prd_ref], labels: [PRD], id: 'PRD-\\d+'}}\n",
        "references: {prd: {paths: ['**'], keys: [prd], labels: [], hosts: [b.example, a.example], id: 'P-\\d+'}}\n",
    ),
    ("references: {runbook: {keys: [runbook]}}\n", "references: {runbook: {paths: ['**/*'], keys: [runbook]}}\n"),
    (
        "phases: {done: [shipped], implementing: [building], draft: [idea]}\n",
        "phases: {implementing: [shipped], draft: [building, new], retired: [parked]}\n",
    ),
    (OWN, "version: 1\n"),
    (OWN, "profiles: [{name: rfc, template: docs/T.md, match: ['rfc/*.md', '!rfc/a.md']}]\n"),
    (OWN, OWN.replace("docs/T.md", "docs/U.md")),
    (
        OWN.replace("}]", ", requires: {Plan: [Field]}}]"),
        OWN.replace(
            "}]", ", keep: [Anything else], samples: [Flag], optional: [owner, Problem, Rollback], free: [status]}]"
        ),
    ),
    (
        "profiles: [{use: exec-spec, match: ['a/*.md']}]\n",
        "profiles: [{use: exec-spec, match: ['a/*.md'], optional: [id, status, 'Test plan']}]\n",
    ),
]
METADATA = (
    (
        "---\nid: EXEC-001\ntitle: 'It''s'\nn: 1.0\nnull: ~\nempty:\nlist: [a, 'b', \"c\"]\nblock:\n  - x\n"
        "  - y: z\n---\n\n# A\n"
    ),
    (
        "---\nfolded: >-\n  one\n  two\n\n  three\nliteral: |\n  four\n   five\nmap: {a: 1, b: [2]}\n"
        "date: 2026-01-02 # remark\n---\n"
    ),
    '---\na: &x 1\nb: *x\nc: !!str 3\n? d\n: 4\n"e f": 5\nA: 6\n---\n',
    "---\na: 1\na: 2\n---\n",
    "---\na: [1, 2\n---\n\n# A\n",
    "---\na: b: c\n---\n",
    "---\na: 1\nb: [\n\n# T\n\nx\n\n---\n\nmore\n",
    "# A\n\n| Owner： | Ana |\n|---|---|\n| **Status**: | `Draft` |\n| <!-- x --> Date : | _2026-01-02_ |\n",
    "# A\n\n| Owner: | Version： | **Date** |\n|---|---|---|\n| Ana | 1 | |\n",
    "# A\n\n| Owner | Status |\n|---|---|\n| Date | Draft |\n",
    "# A\n\n| Owner | Status |\n|---|---|\n| Ana | Draft |\n",
    "# A\n\n| Owner | Bench |\n|---|---|\n| Ana | Draft |\n",
    "# A\n\n## Status X\n\nDraft\n\n## 3. Date:\n\n2026\n\n## Meta X\n\n- Owner: Ana\n",
    "# A\n\n- Reviewers:\n\n  ```\n  - Ana\n  * Ben\n  ```\n- Owner:\n  - Cem,\n    and Dia\n",
    "---\n- a\n- b\n---\n",
    "---\ntext\n---\n",
    '---\na: "b\n---\n',
    "---\na: 'b\n---\n# A\n",
    "---\n\ta: 1\n---\n",
    "---\na: @b\nc: `d`\n---\n",
    "---\na: %b\n---\n",
    "---\na: 2026-02-30\nb: 2026-13-01\n---\n",
    "---\na: *nowhere\n---\n",
    "---\na: &y [*y]\n---\n",
    "---\na: 1\n\n# A\n",
    "---\n---\n\n# A\n",
    "\n\n---\na: 1\n---\n",
    "<!-- a remark -->\n---\na: 1\n---\n",
    "---\na: 1\n...\n\n# A\n",
    "---\na: 1\n--- # end\nb\n---\n",
    "\ufeff---\na: 1\n---\r\n\r\n# A\r\n",
    "---\r\na: 1\r\nb:\r\n  - c\r\n---\r\n\r\n- [ ] d\r\n",
    '+++\nid = "A-1"\nn = 3\nwhen = 2026-01-02\nlist = [\n  \'a\',\n  "b",\n]\n[table]\nc.d = true\n+++\n\n# A\n',
    "+++\na = 1\n\n# A\n",
    '{"id": "A-1", "list": ["a", 1, null], "map": {"b": true}}\n\n# A\n',
    '{"id": "A-1",}\n\n# A\n',
    (
        "# A\n\n| Field | Value |\n|-------|-------|\n| Status | Draft |\n"
        "| Owner | [Ana](https://example.org/ana) |\n| Due | `soon` |\n"
    ),
    "# A\n\n| Status | Draft |\n|--------|-------|\n| Owner | Ana |\n",
    (
        "# A\n\n- **Status**: Draft\n- **Owner:** Ana, Ben\n- Reviewers:\n  - Cem\n  - Dia\n"
        "- Date : 2026-01-02\n\n## B\n\n- C: d\n"
    ),
    "# A\n\n**Status**: Draft\n**Owner**: Ana\\\n*Due*: tomorrow\n\nText: more\n",
    "# A\n\nStatus: Draft  \nOwner: Ana\n\n> **State**: open\n> **By**: Ana\n",
    "# A\n\n## Status\n\nAccepted\n\n## Date\n\n2026-01-02\n\n## Deciders\n\n- Ana\n- Ben\n",
    "# A\n\n## Status\n\n- [ ] Draft\n- [x] Accepted\n\n## Context\n\nWords.\n",
    "# A\n\n<!-- Status: Draft -->\n\n<table><tr><td>Status</td><td>Draft</td></tr></table>\n",
    "---\nstatus: Draft\n---\n\n# A\n\n- **Status**: Done\n",
    (
        "# A\n\n- [ ] **Flag**: mail-on\n- [x] Owner: `Ana` **and** _Ben_\n  more of it\n\n  a block\n"
        "- [ ] ~~Gone~~: because\n"
    ),
    (
        "# A\n\n## B (optional)\n\n### C\n\ntext `code` <b>x</b> <!-- a\n"
        "remark --> [d](e.md#f 'g') ![h](i.png) <j@k.lm>\n\n## B\n\n1. one\n   - two\n\n     ```py\n"
        "     x = 1\n     ```\n\n    code\n\n---\n\n> quote\n> - [ ] no task\n"
    ),
)
"""Front matters and what stands for one in the body, right and wrong."""
