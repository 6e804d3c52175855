"""Scenes of a wide tree: where references of every sort lead in it, what is meant by those that lead nowhere.

And what the documents say that they lead to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.references.forms import HOME, PAGE
from tests.references.trees import SPEC, context_of, spec_text
from tests.said.shown import shown

from speclatch.documents import parse
from speclatch.references.linked import LinkedDocument
from speclatch.references.raw_ids import own_id, possible_ids
from speclatch.references.reference import as_written
from speclatch.references.resolution import State
from speclatch.references.resolver import wanted

OTHER = "docs/21-exec-spec/EXEC-063-harbour-bell.md"
FILES = {
    "README.md": "# Harbour\n\n## Start here\n\nWords.\n",
    "ARCHITECTURE.md": "# Architecture\n\nOne service.\n",
    "docs/README.md": "# Documents\n\nAll of them.\n",
    "docs/prd/PRD-001-berths.md": "---\nid: PRD-001\n---\n\n# PRD-001: Berths\n\n## Goals\n\n## BERTH-01 A\n\nMoor.\n",
    "docs/prd/PRD-002-pilots.md": "# PRD-002: Pilots\n\n<a id='tides'></a>\n\n## 1. High water\n\n## High water\n\n",
    "docs/prd/PRD-002-pilots-annex.md": "# PRD-002: Annex\n\nMore.\n",
    "docs/prd/fees.md": "---\nid: PRD-003\n---\n\n# Fees\n\nPay.\n",
    "docs/prd/archive/PRD-000-ropes.md": "# PRD-000: Ropes\n\nOld.\n",
    "docs/prd/Ünder Wäter.md": "# Under\n\nWater.\n",
    "docs/prd/PRD-009 (draft) 100%.md": "# PRD-009\n\nNew.\n",
    "docs/prd/PRD-010#b.md": "# PRD-010\n\nOdd.\n",
    "docs/adr/ADR-001-queue.md": "# ADR-001: Queue\n\n## Context\n\nMany.\n",
    "docs/adr/ADR-002-locks.md": "# ADR-002: Locks\n\n## Context\n\nFew.\n",
    "docs/adr/0003-bells.md": "# 3. Bells\n\nRing.\n",
    "docs/adr/0004-flags.md": "# 4. Flags\n\nWave.\n",
    "docs/adr/README.md": "# Decisions\n\nOf all.\n",
    "docs/decisions/0003-tolls.md": "# 3. Tolls\n\nTake.\n",
    "docs/ops/run-book.md": "# Run book\n\n## At night\n\nSleep.\n",
    "docs/ops/Night-Watch.md": "# Night\n\nWatch.\n",
    "docs/ops/tides.txt": "high\n",
    "docs/ops/chart.png": "",
    "docs/api/berths.yaml": "a: b\n",
    "docs/api/openapi.json": "{}\n",
    "guides/moor/index.md": "# Mooring\n\nHow.\n",
    "guides/0007-anchor/spec.md": "# Anchor\n\nDrop.\n",
    "guides/0008-chain/spec.md": "# Chain\n\nHeave.\n",
    "services/berths/index.ts": "x\n",
    "services/berths/README.md": "# Berths\n\nCode.\n",
    "services/quays/index.ts": "x\n",
    "services/quays/crane_driver.py": "x\n",
    "old/docs/ops/run-book.md": "# Run book of old\n\nGone.\n",
    "docs/21-exec-spec/EXEC-061-crane.md": "---\nid: EXEC-061\n---\n\n# Crane\n\nLift.\n",
    "docs/moved/EXEC-060-new-name.md": "# EXEC-060\n\nMoved.\n",
    "docs/moved/pages/tugs.md": "# Tugs\n\nPull.\n",
    "docs/prd/PRD-011-größe (alt) #2 <x>?.md": "# PRD-011\n\nWide.\n",
    "archive/night/ops/log-book.md": "# Log book\n\nDark.\n",
    "keps/576-dry-run/README.md": "# Dry run\n\nDry.\n",
    "keps/577-wet-run.md": "# Wet run\n\nWet.\n",
    "plans/day/log-book.md": "# Log book\n\nLight.\n",
    "plans/readings/log-book.md": "# Log book\n\nBoth.\n",
}
LINKS = {
    "docs/near.md": "prd/PRD-001-berths.md",
    "docs/nowhere.md": "prd/PRD-099-gone.md",
    "docs/outside.md": "/etc/hosts",
    "docs/loop.md": "loop.md",
    "docs/decided": "adr",
}
SUBMODULES = ("vendor/charts", "vendor/hidden")
RENAMES = {
    "docs/21-exec-spec/EXEC-060-old-name.md": "docs/moved/EXEC-060-new-name.md",
    "docs/tugs.md": "docs/moved/pages/tugs.md",
    "docs/lost.md": "docs/moved/pages/lost.md",
}
TARGETS = (
    *("../prd/PRD-001-berths.md", "../prd/PRD-001-berths.md#goals", "../prd/PRD-001-berths.md#goal"),
    *("../prd/PRD-001-berths.md#berth-01", "../prd/PRD-001-berths.md#BERTH-02", "../prd/PRD-001-berths.md#Goals"),
    *("../prd/PRD-002-pilots.md#tides", "../prd/PRD-002-pilots.md#high-water", "../prd/PRD-002-pilots.md#1-high-water"),
    *("../prd/PRD-002-pilots.md#high-water-1", "../prd/PRD-002-pilots.md#L3", "../prd/PRD-002-pilots.md#L3-L9"),
    *("../prd/PRD-002-pilots.md#L", "../prd/PRD-002-pilots.md#top", "../prd/PRD-002-pilots.md#user-content-tides"),
    *("../prd/PRD-002-pilots.md#:~:text=High", "../prd/PRD-002-pilots.md#nothing-like-it", "#pilot-mail", "#plot-mail"),
    *("#", "#exec-spec-bell", "../prd/PRD-001-berths", "../prd/PRD-001-berths.txt", "../prd/PRD-001-berth.md"),
    *("../prd/PRD-001-Berths.md", "../PRD/PRD-001-berths.md", "../prd/PRD-1-berths.md", "../prd/PRD-004-berths.md"),
    *("../prd/PRD-001-moorings.md", "../prd/PRD-002-gone.md", "../prd/fee.md", "../prd/fees.markdown", "../fees.md"),
    *(
        "../../prd/fees.md",
        "../../../prd/fees.md",
        "../../../../x.md",
        "prd/fees.md",
        "/prd/fees.md",
        "/docs/prd/fees.md",
    ),
    *("./../prd/fees.md", "../prd/./fees.md", "../prd//fees.md", "..\\prd\\fees.md", "../prd/fees.md?plain=1#L2"),
    *("../prd/PRD-000-ropes.md", "../prd/old/PRD-000-ropes.md", "../prd/Under%20Water.md"),
    *(
        "../prd/%C3%9Cnder%20W%C3%A4ter.md",
        "../prd/U%CC%88nder%20Wa%CC%88ter.md",
        "../prd/PRD-009%20(draft)%20100%25.md",
    ),
    *(
        "../prd/PRD-009%20(darft)%20100%25.md",
        "../prd/PRD-010%23b.md",
        "../prd/PRD-010#b.md",
        "../prd/",
        "../prd",
        "..",
    ),
    *(
        "../prds/",
        "../adr/",
        "../decided/ADR-001-queue.md",
        "../decided/ADR-005-x.md",
        "../near.md",
        "../near.md#goals",
    ),
    *("../near.md#none", "../nowhere.md", "../outside.md", "../loop.md", "../loop.md/a.md", "../nowhere2.md"),
    *("../adr/ADR-001-queue.md", "../adr/ADR-001-que.md", "../adr/ADR-002-queue.md", "../adr/ADR-003-bells.md"),
    *("../adr/0003-bels.md", "../adr/0005-bells.md", "../adr/0003-tolls.md", "../adr/3-bells.md", "../adr/readme.md"),
    *("../adr/reamde.md", "../ops/runbook.md", "../ops/run_book.md", "../ops/night-watch.md", "../ops/NIGHT-WATCH.md"),
    *(
        "../ops/tides.md",
        "../ops/tides",
        "../ops/tide.txt",
        "../ops/chart.jpg",
        "../api/berths.yml",
        "../api/swagger.json",
    ),
    *("../opps/run-book.md", "../operations/run-book.md", "../../guides/moor/", "../../guides/moor/index.md"),
    *("../../guides/more/index.md", "../../guides/moor/README.md", "../../guides/0007-ankor/spec.md"),
    *(
        "../../guides/7-anchor/spec.md",
        "../../guides/0007-anchor",
        "../../guides/0009-chain/spec.md",
        "../0007-anchor/",
    ),
    *("../../guides/07-anchors", "../../services/berths/index.ts", "../../services/berth/index.ts"),
    *("../../service/berths/index.ts", "../../services/quays/README.md", "../../services/quays/craneDriver.py"),
    *("../../lib/quays/crane_driver.py", "crane_driver.py", "index.ts", "acme/harbour/docs/prd/fees.md"),
    *("/acme/docs/ops/tides.txt", "EXEC-060-old-name.md", "../tugs.md", "../lost.md", "../tugs.md#tugs", "EXEC-061.md"),
    *("EXEC-061-crain.md", "EXEC-062-pilot-mail.md", "EXEC-63-harbour-bell.md", "../../vendor/charts", "vendor"),
    *("../../vendor/charts/a.md", "../../vendor/hidden/a.md", "../../vendor/hidden", "../../../../issues/7"),
    *("../../../../issues", "../../../issues/7", "../../../../../issues", "../../../.././wiki", "../../../../stars"),
    *(
        "../../../../pull/3/./files",
        "../../../../.",
        "mailto:a@b.example",
        "//example.org/a",
        "https://example.org/a.md",
    ),
    *(f"{PAGE}docs/prd/fees.md", f"{PAGE}docs/prd/fee.md", f"{PAGE}docs/UX", f"{PAGE}docs/prd/fees.md#fees"),
    *(f"{PAGE}docs/prd/PRD-009%20(draft)%20100%25.md?plain=1", f"{PAGE}docs/prd/PRD-001-berths.md#gaols", "<>"),
    *(
        "<../prd/PRD-009 (draft) 100%25.md>",
        "<../prd/PRD-009 (draft) 10%25.md>",
        "../p[r]d/fees.md",
        'a"b.md',
        "~/a.md",
    ),
    *("{name}.md", "PRD-###.md", "*.md", "../prd/*.md", f"../prd/{'a' * 190}.md", f"../prd/{'b' * 300}.md"),
    *(
        f"../prd/{'c' * 193}.md",
        "../../old/577-wet-run",
        "../../old/KEP-577-wet-run.md",
        "../adr/PRD-003-tolls.md",
        "../../keps/0015-dry-run.md",
        "../../keps/0016-wet-run/",
        "../../keps/0016-wet-run.md",
        "../../keps/576-dry-runs",
        "../prd/PRD-011-large.md",
        "../prd/PRD-011-gr%C3%B6sse.md",
        "<../prd/PRD-011-größe.md>",
        "../../plans/day/ops/log-book.md",
        "../../plans/log-book.md",
        "../../guides/moor/deep/index.md",
        "../../services/berths/deep/README.md",
        "../../services/berths/deep/index.ts",
        "../../docs/adr/deep/readme.md",
        f"../prd/{'d' * 192}.md",
    ),
)
"""Destinations of links."""
NAMES = (
    *("PRD-001", "PRD-1", "prd-001", "PRD-0001", "PRD-003", "PRD-002", "PRD-004", "PRD-000", "PDR-001", "PRD-001a"),
    *("ADR-001", "ADR-003", "ADR-3", "ADR-0004", "ADR-4b", "ADR 002", "ADR_002", "ADR-012", "BERTH-01", "BERTH-02"),
    *(
        "BERT-01",
        "EXEC-061",
        "EXEC-60",
        "SPEC-061",
        "ISO-9001",
        "OPS-1",
        "PRD-001@2.0",
        "PRD-001#goals",
        "PRD-001#gaols",
    ),
    *(
        "PRD-001-berths",
        "PRD-001-Berths",
        "PRD-001-berths#gaols",
        "[[fees#nope]]",
        "ADR 012",
        "PRD 1",
        "PRD_1",
        "ADR12",
        "adr 3",
        "WAT-3",
        "ADR1",
        "PRD3",
        "prd2",
        "PRD 0001",
        "PRD-001-berths#goals",
        "PRD-001-berth",
        "fees",
        "Fees",
        "0003-bells",
        "run-book",
    ),
    *(
        "Night-Watch",
        "night-watch",
        "[[fees]]",
        "[[Fees|x]]",
        "[[fees#fees]]",
        "[[fee]]",
        "[[docs/prd/fees]]",
        "[[none]]",
    ),
    *("fees.md", "Fees.md", "fee.md", "run-book.md", "README.md", "0003-bells.md", "docs/prd/fees.md", "docs/prd/fees"),
    *("prd/fees.md", "./fees.md", "../prd/fees.md", "/docs/prd/fees.md", "docs\\prd\\fees.md", "docs/prd/Fees.md:3-9"),
    *(
        "docs/prd/fees.md:3",
        "docs/prd/fees.md#L3",
        "docs/prd/fees.md#fee",
        "docs/prd/PRD-010#b.md",
        "docs/PRD-010#b.md",
    ),
    *("docs/prd/PRD-010#c.md", "docs/prd/%C3%9Cnder%20W%C3%A4ter.md", "docs/prd/Under Water.md", "docs/nowhere.md"),
    *("docs/decided/ADR-001-queue.md", "docs/tugs.md", "vendor/charts", "vendor/charts/a.md", "../../../x.md"),
    *(
        "PRD\u2011001",
        "docs/prd/fe\u200bes.md",
        "docs/prd/U\u0308nder Wa\u0308ter.md",
        "the pilots",
        "none",
        "TBD",
        "N/A",
    ),
    *(
        "PRD-001, PRD-099 and docs/prd/fee.md",
        "[PRD-099](../prd/PRD-001-berths.md)",
        "[a](../prd/gone.md)",
        "[fees.md]()",
    ),
    *("[../prd/fee.md](../prd/fee.md)", "[fee](<../prd/fee.md#a>)", "`PRD-099`", "https://example.org/PRD-001", "PRD-"),
)
"""Values behind a label, and of a key."""
TEXTS = (
    "",
    " \n\t\n",
    "# A\n",
    "---\nid: A-1\n---\n",
    "---\nid: A-1\nstatus: Draft\n---\n\n# A-2: a\n\nWords.\n",
    "---\nID: A-1\n---\n\nWords.\n",
    "---\nid: A-1\nid: A-2\n---\n\nWords.\n",
    '---\n"id": A-1\n---\n\nWords.\n',
    "---\nid: 'A-1'  # ours\n---\n\nWords.\n",
    "---\r\nid: A-1\r\n---\r\n\r\n# B-1 x\r\n",
    "---\nid: >-\n  A-1\n---\n\nWords.\n",
    "---\nmore: {id: A-1}\n---\n\nWords.\n",
    "---\nid: A-1\nstatus: [",
    "---\ntitle: x\n---\n\n**ID:** A-1\n\nWords.\n",
    "\n---\nid: A-1\n---\n\nWords.\n",
    "<!-- a -->\n---\nid: A-1\n---\n\nWords.\n",
    '+++\nid = "A-1"\nstatus = "Draft"\n+++\n\nWords.\n',
    '\n\n+++\nid = "A-1"\n+++\n\nWords.\n',
    '{\n  "id": "A-1",\n  "status": "Retired"\n}\n\nWords.\n',
    '{\n  "title": "x", "id":\n"A-1"\n}\n\nWords.\n',
    "+++\n'id' = 'A-1'\n+++\n\nWords.\n",
    '\ufeff{\n"id": "A-1"\n}\n\nWords.\n',
    "\ufeff+++\nid = 'A-1'\n+++\n\nWords.\n",
    '\n{"id": "A-1"}\n\nWords.\n',
    "{a}\n",
    "# T\n\n- ID: A-1\n- Status: Superseded by A-2\n\nWords.\n",
    "# T\n\n| ID | A-1 |\n|---|---|\n| Status | Done |\n\nWords.\n",
    "# T\n\n> **id** A-1\n\n## Status\n\nReplaced by [A-3](a-3.md)\n",
    "\ufeff---\nid: A-1\n---\n\n# B-2\n",
    "---\nsuperseded_by: none\nreplaced-by: A-4\nstatus: deprecated\n---\n\nWords.\n",
    "---\nsuperseded_by: ~\n---\n\nWords, superseded by A-5.\n",
    "# A-1: T\n\n### B-1 x\n\n```\n# C-1\n```\n\n~~~\n# D-1\n```\n# E-1\n~~~\n\n# F-1\n\nREQ-1..REQ-3: y\n",
    "# A-1b T\n\n#### **A-2** x\n\n#G-1\n\n    # H-1\n\n   # I-1-J-2\n\n####### K-1\n",
    "# T\n\n<!-- Say what hurts. -->\n",
    "# T\n\n> Note to authors: delete this.\n",
    "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n",
    "# T\n\n<a name=one></a> <p class='x' id=\"two\">x</p> <i id='three'>\n\n## A b\n\n## A b\n\n## Ä & ö\n",
)
"""Documents that references lead to."""
ANCHORS = (
    "a-b",
    "A-B",
    "a-b-1",
    "a-b-2",
    "a-c",
    "one",
    "two",
    "three",
    "tow",
    "ä--ö",
    "a",
    "t",
    "zzz",
    "",
    "top",
    "L3",
    "L3C1",
)


def led() -> Iterator[str]:
    """What becomes of each reference of two specs, how a message shows it, and what it most likely means."""
    keys = "".join(f"  - {one!r}\n" for one in NAMES if one.isascii() and "\\" not in one)
    named = "\n".join(f"- **PRD:** {one}" for one in NAMES)
    texts = {
        SPEC: spec_text(body="\n".join(f"- [it]({one})" for one in TARGETS)),
        OTHER: f"---\nid: EXEC-063\nadr_refs:\n{keys}---\n\n# Exec Spec: Bell\n\n{named}\n\n[x](#exec-spec-bel)\n",
    }
    declared = frozenset(SUBMODULES[:1])
    evidence = context_of(
        {**FILES, **texts}, links=LINKS, submodules=SUBMODULES, declared=declared, renames=RENAMES, home=HOME
    )
    resolver, specs = evidence.references, evidence.catalogue.specs.values()
    for spec in specs:
        yield f"{spec.path}: {shown(resolver.tally(spec))}"
        states = {one.location: (one.kind, one.state, one.target) for one in resolver.states(spec)}
        for one, found in resolver.resolved(spec):
            kind, state = one.kind.name if one.kind else None, states.get(one.location)
            yield f"{one.location.line}: {as_written(one)} -> {shown(found)} {kind} {shown(state) if state else ''}"
            yield _short(spec.path, (one.parsed.form, one.edit_location, one.label_location))
            if found.state is State.ANCHOR_MISSING or not (found.found or found.state in _NOWHERE):
                yield _short(spec.path, resolver.suggester.suggest(one, found, spec.document))
    yield shown(sorted(wanted(specs, evidence.listing, evidence.config.references, LINKS, HOME)))


_NOWHERE = frozenset({State.ABSENT, State.EXTERNAL, State.EMPTY, State.PLACEHOLDER, State.SUBMODULE})


def _short(path: str, value: object) -> str:
    """A value, its places without the file that all of them are in."""
    return f"    {shown(value)}".replace(f"{path}:", ":")


def said() -> Iterator[str]:
    """What documents say of themselves, and what is seen of it before they are read."""
    for text in TEXTS:
        raw = text.encode()
        document = LinkedDocument("docs/a.md", raw)
        yield from ("", *(f"| {line}" for line in text.split("\n")))
        entry = parse("docs/a.md", raw).metadata.find("id")
        read = entry.text if entry else ""
        yield f"  {own_id(raw)!r} at a look, {read!r} read, maybe {sorted(set(possible_ids(raw)))}"
        yield f"  {shown((document.ids, document.status, document.stale, document.successor, document.hollow))}"
        yield f"  {shown((document.requirement_ids, sorted(document.slugs)))}"
        if not document.slugs:
            continue
        near = {one: slug for one in ANCHORS if (slug := document.nearest_slug(one)) is not None}
        led_to = {one: {document.has_anchor(one, strict=strict) for strict in (True, False)} for one in ANCHORS}
        yield f"  near {shown(near)}"
        yield f"  there {[one for one, answers in led_to.items() if answers == {True}]}"
        yield f"  there by an id or in other words {[one for one, answers in led_to.items() if len(answers) == 2]}"
    for path, raw in (
        ("a.txt", b"\xff"),
        ("a.md", b"\xff"),
        ("a.md.archived", b"# A\n"),
        ("a.txt", b" "),
        ("a.py", b"x"),
    ):
        document = LinkedDocument(path, raw)
        yield f"{path} {raw!r}: {shown((document.hollow, document.ids, document.status, document.stale))}"


WIDE: dict[str, Callable[[], Iterator[str]]] = {
    "documents-linked-raw-ids": said,
    "references-of-a-wide-tree": led,
}
