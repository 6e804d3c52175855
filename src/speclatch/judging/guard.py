"""Which specs a file of code belongs to, and whether one of them lets it be written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from posixpath import basename, dirname
from typing import NamedTuple

from speclatch.documents.document import Document
from speclatch.globs import is_glob_of, matches
from speclatch.judging.naming import folders_of, naming
from speclatch.judging.readiness import Readiness
from speclatch.model import Phase
from speclatch.patterns import lazy_re
from speclatch.profiles.file_names import is_markdown
from speclatch.profiles.phases import phase_of
from speclatch.references.paths import lexical
from speclatch.rules.code.code_without_spec import spec_for
from speclatch.specs.catalogue import Spec
from speclatch.specs.snapshot import Snapshot
from speclatch.trees import Listing

MAX_TOKEN = 500
"""Characters of the longest word that is looked at as a path."""

_WRAPPERS = "`'\"<>()[]{},;:!*_“”‘’"
_LINES = lazy_re(r":\d[\d,-]*\Z")


class Claim(NamedTuple):
    """What speaks for a file: ``specs`` are the paths of specs, found as they are asked for; one has to be ready.

    ``wanted`` is the spec, a glob, that the configuration asks for; ``""`` where the specs themselves name the file.
    No spec where one is wanted: it is not there.
    """

    specs: Iterable[str]
    wanted: str = ""


def claims(path: str, snapshot: Snapshot) -> Iterator[Claim]:
    """What speaks for a file that is to be written; nothing for a document, or a file that no spec speaks of.

    The entries of ``code`` in the configuration count, all of them; where none knows the file, the specs that name it
    in a table, behind a label, in a box or at the head of a list item.
    """
    if snapshot.matcher.by_path(path) is not None or path == snapshot.config.path:
        return
    configured = dict.fromkeys(spec for rule in snapshot.config.code if (spec := spec_for(path, rule)) is not None)
    if configured:
        asked = (_configured(wanted, snapshot) for wanted in configured if not matches(path, (wanted,)))
        yield from (claim for claim in asked if claim is not None)
    elif not is_markdown(path):
        named = (spec for spec in _holding(path, snapshot) if names_file(spec.document, path, snapshot.listing))
        yield Claim(spec.path for spec in named)


def _configured(wanted: str, snapshot: Snapshot) -> Claim | None:
    """What an entry of the configuration asks for; None where a file is there that is no spec: nobody judges it."""
    paths = sorted(path for path in snapshot.listing.entries if matches(path, (wanted,)))
    if any(snapshot.classify(path) is None for path in paths):
        return None
    return Claim(tuple(paths), wanted)


def _holding(path: str, snapshot: Snapshot) -> Iterator[Spec]:
    """The specs, retired ones aside, whose text holds the file's name, or a folder or a glob around it."""
    for candidate in naming(path, snapshot.config, snapshot.tree):
        spec = snapshot.classify(candidate)
        if isinstance(spec, Spec) and spec.phase is not Phase.RETIRED:
            yield spec


def names_file(document: Document, path: str, listing: Listing) -> bool:
    """Whether a document names a file as one that it is about.

    A path counts from the repository's root, from the document, or as the end of one that no other file has; so does a
    bare name. A folder counts for what is in it, a glob for what it matches.
    """
    signs = (basename(path).casefold(), "*", "?", *(folder.casefold() for folder in folders_of(path)))
    telling = (text for text in _texts(document) if any(sign in text.casefold() for sign in signs))
    return any(_means(token, path, document.path, listing) for text in telling for token in _tokens(text))


def _texts(document: Document) -> Iterator[str]:
    """The texts in which a spec says which files it is about."""
    for table in document.tables:
        for row in table.rows:
            yield from row.cells
    for field in document.fields:
        yield from (field.label, field.value, field.body)
    for task in document.tasks:
        yield from (task.text, task.body)
    for block in document.blocks:
        if block.item is not None and block.text.lstrip("*_~[ ").startswith("`"):
            yield block.text.partition("\n")[0]


def _tokens(text: str) -> Iterator[str]:
    """The words of a text that may be paths, without what stands around them."""
    for word in re.split(r"\s+|\]\(|<br */?>", text):
        bare = _LINES.sub("", word.lstrip(_WRAPPERS).rstrip(f"{_WRAPPERS}."))
        if len(bare) <= MAX_TOKEN and ("/" in bare or "." in bare[1:-1]):
            yield bare


def _means(token: str, path: str, document: str, listing: Listing) -> bool:
    """Whether a path as written in a document means a file."""
    text = re.sub(r"^(?:\./)+|^/", "", token)
    if any(sign in text for sign in "*?"):
        return "/" in text and is_glob_of(text, path)
    for place in (lexical(token, ""), lexical(token, dirname(document))):
        if place == path or (place and "/" in place and place in folders_of(path)):
            return True
    exists = text.rstrip("/") in listing
    return not exists and path.endswith(f"/{text}") and _is_alone(text, path, listing)


def _is_alone(tail: str, path: str, listing: Listing) -> bool:
    """Whether no other file's path ends like that."""
    alike = listing.by_name.get(basename(path).casefold(), ())
    return not any(other != path and f"/{other}".endswith(f"/{tail}") for other in alike)


def refusal(claim: Claim, snapshot: Snapshot, answer: Callable[[str], Readiness | None]) -> Readiness | str | None:
    """Why a claim forbids writing: the spec that is nearest to be ready, or the words where there is none.

    None where one of its specs is ready, or none speaks for the file. ``answer`` judges a spec; a draft, which is never
    ready, is judged only where there is nothing better to say.
    """
    drafts: list[str] = []
    open_specs: list[Readiness] = []
    specs = list(claim.specs) if claim.wanted else claim.specs
    if claim.wanted and not specs:
        return f"its spec {claim.wanted} is not there: write that first, and have it approved"
    for path in specs:
        spec = snapshot.classify(path)
        if isinstance(spec, Spec) and phase_of(spec.status, snapshot.config) in {Phase.DRAFT, Phase.RETIRED}:
            drafts.append(path)
            continue
        found = answer(path)
        if found is None or found.ready:
            return None
        open_specs.append(found)
    if open_specs:
        return min(open_specs, key=lambda one: (bool(one.reason), len(one.missing)))
    return answer(drafts[0]) if drafts else None
