"""Scenes of what is read: documents, templates and references, part by part and with their places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from tests.documents.test_differential import CASES, SLIPS
from tests.references.forms import HOME, IDS, MENTIONS, PATHS, PLACES, STEMS, TAGS, Target
from tests.references.trees import SPEC, context_of, spec_text
from tests.said.shown import document_shown, shown
from tests.said.wrong import METADATA, TEMPLATE

from speclatch.config.model import Config
from speclatch.documents import parse
from speclatch.profiles.bundled import BUILTIN
from speclatch.profiles.load import builtin, builtin_template
from speclatch.profiles.profile import Profile
from speclatch.profiles.template import derive
from speclatch.references.resolution import State

PRD = Target("docs/10-prd/PRD-007-pilot-mail.md", "PRD-007")
FILES = {
    PRD.path: "---\nid: PRD-007\n---\n\n# PRD-007: Pilot mail\n\n## Goals\n\nMail.\n",
    "docs/10-prd/PRD-001-all.md": "---\nid: PRD-001\n---\n\n# PRD-001\n",
    "docs/10-prd/_archive/PRD-050-old.md": "# PRD-050\n\nOld.\n",
    "docs/adr/ADR-016-mail-queue.md": "# ADR-016\n\nA queue.\n",
    "docs/ops/run book (old).md": "# Run book\n",
}
SLIPPED = (
    Target("docs/10-prd/PRD-007-pilot-mial.md", "PRD-0007"),
    Target("docs/PRD-007-pilot-mail.md", "PRD-07"),
    Target("docs/10-prd/PRD-050-old.md", "PRD-50"),
    Target("docs/10-PRD/PRD-007-Pilot-Mail.md", "prd-007"),
    Target("docs/adr/ADR-017-mail-queue.md", "ADR-016"),
)
"""What stands where nothing is."""
SLIPPED_FORMS = (
    "root",
    "relative",
    "link",
    "anchor",
    "own page",
    "plus",
    "stem",
    "wiki link",
    "id",
    "versioned",
    "spaced",
)


def documents() -> Iterator[str]:
    """What is read of documents: metadata in every form, Markdown as GitHub reads it."""
    for text in (*METADATA, *CASES.values(), *SLIPS):
        yield from _document(text)


def _document(text: str) -> Iterator[str]:
    document = parse("docs/a.md", text.encode())
    yield from ("", *(f"| {line}" for line in text.split("\n")))
    yield from document_shown(document)


def templates() -> Iterator[str]:
    """What templates ask."""
    for name in BUILTIN:
        yield from ("", f"{name}:", *asked(builtin(name, ())))
    for name in ("exec-spec", "madr"):
        document = parse("docs/T.md", builtin_template(name).encode())
        yield from ("", f"{name}, as a template:", *asked(derive(document, "own", Config().references)))
    document = parse("docs/rfc/TEMPLATE.md", TEMPLATE.encode())
    yield from ("", "a template of one's own:", *asked(derive(document, "rfc", Config().references)))


def asked(profile: Profile) -> Iterator[str]:
    """What a template asks, each rule in a line."""
    for group in (profile.keys, profile.sections, profile.tables, profile.tasks, profile.fields):
        yield from (f"  {shown(rule)}" for rule in group)
    whole = (profile.name, profile.title, profile.titles_agree, profile.directory, profile.metadata, profile.match)
    yield f"  {shown(whole)}"
    yield f"  {shown((profile.place, profile.id_samples, profile.frozen, profile.components, profile.faults))}"


def references() -> Iterator[str]:
    """What references are read as, where they lead, and what is meant where they lead nowhere."""
    forms = {**PATHS, **STEMS, **IDS}
    texts = [
        *(f"- **PRD:** {form(PRD)}" for form in forms.values()),
        *(f"- **PRD:** {forms[name](target)}" for target, name in product(SLIPPED, SLIPPED_FORMS)),
        *(form(target) for target, form in product((PRD, SLIPPED[0]), (*MENTIONS.values(), *TAGS.values()))),
    ]
    for text in texts:
        yield from _references(spec_text(body=text), text)
    for place, form in product(PLACES.values(), (PATHS["root"], PATHS["link"], STEMS["wiki link"], IDS["ids"])):
        text = place(form(PRD))
        yield from _references(text, text)


def _references(text: str, told: str) -> Iterator[str]:
    evidence = context_of({**FILES, SPEC: text}, home=HOME)
    spec, resolver = evidence.catalogue.specs[SPEC], evidence.references
    yield from ("", *(f"| {line}" for line in told.split("\n")))
    for one, found in resolver.resolved(spec):
        if found.state is State.ABSENT:
            continue
        yield f"  {shown(one)}"
        yield f"    {shown(found)}"
        if not found.found:
            yield f"    {shown(resolver.suggester.suggest(one, found, spec.document))}"
