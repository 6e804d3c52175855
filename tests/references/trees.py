"""Small trees in memory, judged by one rule: what the tests of references and migrations stand on."""

from __future__ import annotations

from collections.abc import Mapping

from speclatch.config.model import Config
from speclatch.documents import parse
from speclatch.judging.evidence import GatheredEvidence
from speclatch.migrations.index import build_migrations
from speclatch.model import ChangedFile, ChangeKind, Finding, Phase
from speclatch.profiles.phases import phase_of
from speclatch.profiles.profile import KeyRule, KeyType, Profile
from speclatch.references.home import Home
from speclatch.references.index import ReferenceIndex
from speclatch.references.linked import LinkedDocument
from speclatch.references.resolver import Resolver, wanted
from speclatch.rules.base import ChangeRule, Context, Evidence, Rule, SpecRule
from speclatch.specs.catalogue import Catalogue, Spec
from speclatch.trees import Entry, EntryKind, Listing

PROFILE = Profile(
    "exec-spec",
    keys=(
        KeyRule("id", KeyType.ID, pattern=r"EXEC-\d+[A-Za-z]?"),
        KeyRule("status", KeyType.TEXT),
        KeyRule("prd_ref", KeyType.REFERENCE, kind="prd"),
        KeyRule("adr_refs", KeyType.REFERENCE, is_list=True, kind="adr"),
    ),
)
SPEC = "docs/21-exec-spec/EXEC-062-pilot-mail.md"


def listing_of(
    files: Mapping[str, str], links: Mapping[str, str] | None = None, submodules: tuple[str, ...] = ()
) -> Listing:
    """The listing of a tree of ``files``, symlinks (path -> target text) and submodules."""
    entries = {path: Entry(path, EntryKind.FILE, "0" * 40, len(text)) for path, text in files.items()}
    entries |= {path: Entry(path, EntryKind.SYMLINK, "1" * 40) for path in links or {}}
    entries |= {path: Entry(path, EntryKind.SUBMODULE, "2" * 40) for path in submodules}
    return Listing(entries)


def linked(files: Mapping[str, str]) -> dict[str, LinkedDocument]:
    """The documents that references to ``files`` (path -> text) lead to."""
    return {path: LinkedDocument(path, text.encode()) for path, text in files.items()}


def context_of(
    files: Mapping[str, str],
    *,
    config: Config | None = None,
    base: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    submodules: tuple[str, ...] = (),
    declared: frozenset[str] = frozenset(),
    home: Home | None = None,
    renames: Mapping[str, str] | None = None,
    specs: str = "docs/21-exec-spec/",
    profile: Profile = PROFILE,
) -> GatheredEvidence:
    """What rules judge by, over a tree whose specs stand below ``specs``."""
    config = config or Config()
    listing = listing_of(files, links, submodules)
    catalogue = Catalogue(
        {path: _spec(path, text, config, profile) for path, text in files.items() if path.startswith(specs)}
    )
    known = dict(links or {})
    paths = wanted(catalogue.specs.values(), listing, config.references, known, home)
    documents = linked({path: files[path] for path in paths if path in files})
    moves = renames or {}
    index = ReferenceIndex(listing, config.references, documents, known, moves, declared, home or Home())
    before = listing_of(base) if base is not None else None
    migrations = build_migrations(config.migrations, listing, before)
    added = None if base is None else {path: ChangedFile(path, ChangeKind.ADDED) for path in files if path not in base}
    return GatheredEvidence(config, catalogue, None, listing, Resolver(index), migrations, added)


def _spec(path: str, text: str, config: Config, profile: Profile) -> Spec:
    document = parse(path, text.encode())
    entry = document.front_matter.get("status")
    status = entry.text if entry else ""
    phase = phase_of(status, config) or Phase.IMPLEMENTING
    return Spec(path, document, profile, status, phase, kinds=config.references)


def found(rule: Rule, evidence: Evidence) -> list[Finding]:
    """What a rule finds in every spec, or in the change as a whole."""
    context = Context(evidence, rule)
    if isinstance(rule, ChangeRule):
        return list(rule.check(context))
    assert isinstance(rule, SpecRule)
    return [one for spec in evidence.catalogue.specs.values() for one in rule.check(spec, context)]


def spec_text(prd: str = "None", adr: str = "[]", body: str = "", more: str = "") -> str:
    """An exec spec with these references and this body."""
    return (
        f"---\nid: EXEC-062\nstatus: Implementation\nprd_ref: {prd}\nadr_refs: {adr}\n{more}---\n\n"
        f"# Exec Spec: Pilot mail\n\n{body}\n"
    )
