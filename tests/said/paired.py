"""Scenes of templates with documents of them: what a template asks, and what is said of each document and each change.

A file of ``pairs/`` holds a template and, behind ``>>>`` and what it is, each document: the template after some edits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from tests.said.edited import told
from tests.said.read import asked
from tests.said.shown import shown
from tests.support.memory import as_tree, audit, compare

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
    "docs/adr/ADR-004-u\u0308bung.md": "# ADR-004: Drill\n\n- Status: Accepted\n\nOnce a year.\n",
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


@cache
def documents(path: Path) -> tuple[str, dict[str, str]]:
    """A template, and its documents by what they are."""
    template, *others = re.split(r"^>>> ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = (one.partition("\n") for one in others)
    return template, {name: edited(template, edits) for name, _, edits in named}


def asked_of_all(path: Path) -> Iterator[str]:
    """What a template asks, and the page of it, with what may be meant otherwise."""
    template, _ = documents(path)
    profile = derive(parse("docs/T.md", template.encode()), "own", Config().references)
    yield from asked(profile)
    yield profile_page(profile, "docs/T.md")


def paired(path: Path, number: int) -> Iterator[str]:
    """What is said of one of the documents, alone and as a change of the one before."""
    template, texts = documents(path)
    trees = [as_tree({**FILES, "docs/T.md": template, PATH: text}) for text in texts.values()]
    found = audit(trees[number])
    alone = list(told(found, PATH, hints=True))
    yield f"{list(texts)[number]}:"
    yield from alone
    subjects = dict.fromkeys(one.finding.subject for one in found.findings)
    yield from (f"  {' > '.join((*one.sections, one.name))}" for one in subjects)
    if number:
        changed = compare(trees[number - 1], trees[number])
        yield "  as a change of the one before:"
        yield from (f"  {line}" for line in told(changed, PATH, hints=True) if line not in alone)


def spoilt(path: Path, number: int) -> Iterator[str]:
    """The parts of a document, and the edits by which a proof spoils them, or does no harm."""
    template, texts = documents(path)
    own = parts_of(parse("docs/T.md", template.encode()))
    document = parse(PATH, list(texts.values())[number].encode())
    lines = {PATH: document.lines}
    for key, part in parts_of(document).items():
        yield shown(part)
        model = own.get(key, part)
        yield f"  {shown(removal(part, lines))}"
        yield f"  {shown(emptying(part, model, lines))} {shown(guidance(part, model, lines))}"
    for faulty in ((), range(20)):
        yield from (shown(make(document, faulty)) for make in (typo, paragraph))
    yield shown(subsection(document))


ALL = sorted(PAIRS.glob("*.md"))
PAIRED: dict[str, Callable[[], Iterator[str]]] = {
    **{f"asked-{path.stem}": partial(asked_of_all, path) for path in ALL},
    **{
        f"paired-{path.stem}-{number + 1}": partial(paired, path, number)
        for path in ALL
        for number in range(len(documents(path)[1]))
    },
    **{
        f"spoilt-parts-edits-{number}-{at}": partial(spoilt, path, at)
        for number, path in enumerate(ALL, 1)
        for at in range(min(2, len(documents(path)[1])))
    },
}
