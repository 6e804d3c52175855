"""Scenes of templates with documents of them: what a template asks, and what is said of each document and each change.

A file of ``pairs/`` holds a template and, behind ``>>>`` and what it is, each document: the template after some edits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.said.edited import told
from tests.said.read import asked
from tests.said.shown import shown
from tests.support.memory import MemoryTree, as_tree, audit, compare

from speclatch.config.model import Config
from speclatch.documents import parse
from speclatch.judging.prove.edits import paragraph, subsection, typo
from speclatch.judging.prove.parts import emptying, guidance, parts_of, removal
from speclatch.profiles.template import derive
from speclatch.scaffold.derive import profile_page

PAIRS = Path(__file__).parent / "pairs"
PATH = "specs/001.md"
_EDIT = re.compile(r"s/((?:[^/\\]|\\.)*)/((?:[^/\\]|\\.)*)/")
FILES = {
    ".speclatch.yml": "version: 1\nprofiles: [{name: own, template: docs/T.md, match: ['specs/*.md']}]\n"
    "references:\n  adr: {paths: ['docs/adr/**'], id: 'ADR-\\d+'}\n"
    "  epic: {paths: ['docs/epics/**'], keys: [epic]}\n  runbook: {paths: ['docs/runbooks/**'], keys: [runbook]}\n"
    "  prd: {paths: ['docs/prd/**'], id: 'PRD-\\d+', required: true, hosts: [prd.example.org], keys: [ref]}\n"
    "words: {none: [gibt es nicht], must: [unbedingt]}\n",
    "docs/adr/ADR-001-queue.md": "# ADR-001: Queue\n\n- Status: Accepted\n\nOne queue.\n",
    "docs/adr/ADR-002-gone.md": "# ADR-002: Gone\n\n- Status: Superseded by ADR-001, see the minutes\n\nNo queue.\n",
    "docs/adr/ADR-003-self.md": "# ADR-003: Self\n\n- Status: Superseded by ADR-003\n\nIt is.\n",
    "docs/prd/PRD-001-mail.md": "---\nid: PRD-001\nstatus: Approved\n---\n\n# Mail\n\n- **REQ-001**: It is sent.\n",
    "docs/mail.md": "# Mail\n",
    "supabase/migrations/20260102030405_a.sql": "create table a ();\n",
    "docs/prd/PRD-002-old.md": "---\nid: PRD-002\nstatus: Deprecated\n---\n\n# Old\n",
}
"""What stands beside the documents."""


def edited(template: str, edits: str) -> str:
    """The template after edits, a regular expression and what takes the place of all that it matches in each line."""
    text = template
    for line in filter(None, edits.split("\n")):
        found = _EDIT.fullmatch(line)
        assert found is not None, line
        old, new = (one.replace("\\/", "/") for one in found.groups())
        assert re.search(old, text, re.MULTILINE), line
        text = re.sub(old, new, text, flags=re.MULTILINE)
    return text


def paired(path: Path) -> Iterator[str]:
    """What the template asks, and what is said of each document, alone and as a change of the one before."""
    template, *documents = re.split(r"^>>> ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    yield from asked(derive(parse("docs/T.md", template.encode()), "own", Config().references))
    before: MemoryTree | None = None
    for document in documents:
        name, _, edits = document.partition("\n")
        tree = as_tree({**FILES, "docs/T.md": template, PATH: edited(template, edits)})
        yield f"\n{name}:"
        found = audit(tree)
        alone = list(told(found, PATH, hints=True))
        yield from alone
        subjects = dict.fromkeys(one.finding.subject for one in found.findings)
        yield from (f"  {' > '.join((*one.sections, one.name))}" for one in subjects)
        if before is not None:
            yield "  as a change of the one before:"
            yield from (f"  {line}" for line in told(compare(before, tree), PATH, hints=True) if line not in alone)
        before = tree


def spoilt(path: Path) -> Iterator[str]:
    """The parts of each document of a template, and the edits by which a proof spoils them, or does no harm."""
    template, *documents = re.split(r"^>>> ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    own = parts_of(parse("docs/T.md", template.encode()))
    for one in documents:
        name, _, edits = one.partition("\n")
        document = parse(PATH, edited(template, edits).encode())
        lines = {PATH: document.lines}
        yield f"\n{name}:"
        for key, part in parts_of(document).items():
            yield f"  {shown(part)}"
            model = own.get(key, part)
            yield f"    {shown(removal(part, lines))}"
            yield f"    {shown(emptying(part, model, lines))} {shown(guidance(part, model, lines))}"
        for faulty in ((), range(20)):
            yield from (f"  {shown(make(document, faulty))}" for make in (typo, paragraph))
        yield f"  {shown(subsection(document))}"


def derived() -> Iterator[str]:
    """The page of what each template asks, with what may be meant otherwise."""
    for path in sorted(PAIRS.glob("*.md")):
        template = path.read_text(encoding="utf-8").partition("\n>>> ")[0]
        yield from ("", f"{path.stem}:")
        yield profile_page(derive(parse("docs/T.md", template.encode()), "own", Config().references), "docs/T.md")


PAIRED: dict[str, Callable[[], Iterator[str]]] = {
    **{f"paired-{path.stem}": partial(paired, path) for path in sorted(PAIRS.glob("*.md"))},
    "derived-from-pairs": derived,
    **{f"spoilt-{name}": partial(spoilt, PAIRS / f"{name}.md") for name in ("guidance", "labels", "tables", "parts")},
}
