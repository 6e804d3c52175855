"""A document that moves takes its references along: whatever form they have, nothing is broken afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
import yaml
from tests.references.forms import HOME, IDS, MENTIONS, PATHS, PLACES, STEMS, TAGS, Target
from tests.references.trees import SPEC, context_of, found, spec_text

from speclatch.documents import parse, parse_metadata
from speclatch.documents.metadata import Metadata
from speclatch.fixes import apply
from speclatch.model import Edit, Finding, Location
from speclatch.references.move import Page, rewriting
from speclatch.references.resolver import Referring
from speclatch.rules import BY_ID

JUDGED = ("reference-missing", "reference-broken", "reference-outside", "reference-kind", "link-broken")
OLD = Target("docs/10-prd/PRD-007-mail.md", "PRD-007")
MOVES = {
    "another folder": "docs/prd/PRD-007-mail.md",
    "another name": "docs/10-prd/PRD-007-post.md",
    "another id": "docs/10-prd/PRD-019-mail.md",
    "a name to be encoded": "docs/prd/deep/PRD-007-my (new) mail.md",
    "the root": "PRD-007-mail.md",
}
DOCUMENT = "---\nid: PRD-007\n---\n\n# PRD-007: A document\n\n## Goals\n\nMail.\n"


def moved(files: Mapping[str, str], moves: Mapping[str, str]) -> dict[str, str]:
    """The files after a move."""
    evidence = context_of(files, home=HOME)
    edits = rewriting(_pages(files), evidence.references.index, moves).edits
    texts = {path: apply(text.encode(), edits.get(path, ())).decode() for path, text in files.items()}
    return {moves.get(path, path): text for path, text in texts.items()}


def _pages(files: Mapping[str, str]) -> Iterator[Referring]:
    specs = context_of(files, home=HOME).catalogue.specs
    kinds = context_of(files).config.references
    for path, text in files.items():
        yield specs[path] if path in specs else Page(path, parse(path, text.encode()), kinds)


def judged(files: Mapping[str, str]) -> list[Finding]:
    """What the rules find in the specs of a tree."""
    evidence = context_of(files, home=HOME)
    return [one for rule in JUDGED for one in found(BY_ID[rule], evidence)]


def tree(text: str) -> dict[str, str]:
    """A spec and the documents that it may name."""
    return {SPEC: text, OLD.path: DOCUMENT, "docs/10-prd/PRD-001-all.md": "# All\n\nSee PRD-007.\n"}


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("form", [*PATHS, *STEMS, *IDS])
def test_every_form_follows(form: str, move: str) -> None:
    """In every place; a reference that is still right is not touched, and what was not broken is not broken now."""
    for place in PLACES.values():
        before = tree(place({**PATHS, **STEMS, **IDS}[form](OLD)))
        after = moved(before, {OLD.path: MOVES[move]})

        assert [] == judged(before)
        assert [] == judged(after), after[SPEC]


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("form", TAGS)
def test_links_of_the_text_follow(form: str, move: str) -> None:
    """Links, tags and addresses."""
    after = moved(tree(spec_text(body=TAGS[form](OLD))), {OLD.path: MOVES[move]})

    assert [] == judged(after), after[SPEC]


@pytest.mark.parametrize("new", ["docs/prd/PRD-007-post.md", "docs/10 (new) prd/PRD-007-mail.md", "PRD-019-mail.md"])
@pytest.mark.parametrize("form", [*MENTIONS, *TAGS])
def test_every_form_of_the_text_is_written_anew(form: str, new: str) -> None:
    """As its author would have written it, had the document been there from the start, and nothing else is changed."""
    write = {**MENTIONS, **TAGS}[form]
    after = moved(tree(spec_text(body=write(OLD))), {OLD.path: new})

    assert spec_text(body=write(Target(new, new[4:7]))) == after[SPEC]


@pytest.mark.parametrize("form", [*MENTIONS, *TAGS])
def test_every_form_of_the_text_goes_along(form: str) -> None:
    """A document that moves leads where it led; moved back, it is what it was."""
    text, new = spec_text(body={**MENTIONS, **TAGS}[form](OLD)), "docs/21-exec-spec/later/still/EXEC-062-pilot-mail.md"
    away = moved(tree(text), {SPEC: new})
    led = moved(away, {OLD.path: "docs/10-prd/PRD-007-post.md"})

    assert "PRD-007-mail" not in led[new]
    assert text == moved(away, {new: SPEC})[SPEC]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](../10-prd/PRD-007&#45;mail.md)", "[a](../prd/PRD-007-mail.md)"),
        (r"[a](../10-prd/PRD\-007-mail.md#goals)", "[a](../prd/PRD-007-mail.md#goals)"),
        (r"[a](../10-prd/PRD\-007\-mail.md)", "[a](../prd/PRD-007-mail.md)"),
        (r"[a](../10\-prd/PRD\-007\-mail\.md)", "[a](../prd/PRD-007-mail.md)"),
        ('<a href="../10-prd/PRD-007&#45;mail.md">', '<a href="../prd/PRD-007-mail.md">'),
        ("[a](..%2F10-prd%2FPRD-007-mail.md)", "[a](../prd/PRD-007-mail.md)"),
        ("[a](../10-prd//./PRD-007-mail.md)", "[a](../prd/PRD-007-mail.md)"),
        ("[[docs/10-prd/PRD-007-mail]]", "[[docs/prd/PRD-007-mail.md]]"),
    ],
)
def test_a_path_that_is_hidden(before: str, after: str) -> None:
    """Where entities, escapes or a detour hide it, the whole destination is written anew."""
    assert (
        spec_text(body=f"See {after} x")
        == moved(tree(spec_text(body=f"See {before} x")), {OLD.path: MOVES["another folder"]})[SPEC]
    )


def test_quotes_around_a_path_stay_closed() -> None:
    """A name with an apostrophe ends neither a scalar of YAML nor a tag's attribute."""
    text = spec_text(prd=f"'{OLD.path}'", body=f"<a href='{OLD.relative}'>x</a> [x]({OLD.relative})")
    after = moved(tree(text), {OLD.path: "docs/bo's/PRD-007-mail.md"})[SPEC]

    assert "prd_ref: 'docs/bo''s/PRD-007-mail.md'\n" in after
    assert "<a href='../bo%27s/PRD-007-mail.md'>x</a> [x](../bo's/PRD-007-mail.md)" in after


@pytest.mark.parametrize(
    "name", ["bo's", 'the "new" one', "a: b", "now #2", "one, two", "@home", "[x]", 'it\'s "so": #1']
)
@pytest.mark.parametrize("value", ["{}", "'{}'", '"{}"', "[{}]", "['{}', \"{}\"]", "\n  - {}", ">-\n  {}"])
def test_a_value_of_the_front_matter_stays_one(value: str, name: str) -> None:
    """Quotes are escaped where they stand in others, and put round what cannot stand without."""
    new = f"{name}/PRD-007-mail.md"
    after = moved(tree(spec_text(prd=value.format(OLD.path, OLD.path))), {OLD.path: new})[SPEC]
    read = yaml.safe_load(after.split("---\n")[1])["prd_ref"]

    assert {new} == set(read if isinstance(read, list) else [read])


def test_a_value_behind_an_anchor() -> None:
    """Where it cannot stand without quotes, it is left: the anchor hides where they would go. A remark needs none."""
    text = spec_text(prd=f"&prd {OLD.path} # {OLD.path}")
    after = moved(tree(text), {OLD.path: "a: b/PRD-007-mail.md"})[SPEC]

    assert spec_text(prd=f"&prd {OLD.path} # a: b/PRD-007-mail.md") == after
    assert text.replace("docs/10-prd", "bo's") == moved(tree(text), {OLD.path: "bo's/PRD-007-mail.md"})[SPEC]


def test_a_string_of_toml_that_cannot_hold_the_name() -> None:
    """Nothing is escaped between its single quotes: it is said, and left."""
    text = f"+++\nid = 'EXEC-062'\nprd_ref = '{OLD.path}'\nadr = \"{OLD.path}\"\n+++\n\n# T\n"
    after = moved({"docs/notes.md": text, OLD.path: DOCUMENT}, {OLD.path: 'bo\'s "x"/PRD-007-mail.md'})

    assert text.replace(f'"{OLD.path}"', '"bo\'s \\"x\\"/PRD-007-mail.md"') == after["docs/notes.md"]


def test_what_names_something_else_stays() -> None:
    """Other repositories' pages, other documents' ids, longer paths, code that shows how links are written."""
    body = (
        "https://tracker.example/PRD-007 https://github.com/other/x/blob/main/docs/10-prd/PRD-007-mail.md "
        "REQ-PRD-007-1 PRD-0071 `[[PRD-007-mail]]` x/docs/10-prd/PRD-007-mail.md docs/10-prd/PRD-007-mail.md.bak"
    )
    text = spec_text(body=body)

    assert text == moved(tree(text), {OLD.path: "docs/prd/PRD-019-post.md"})[SPEC]


def test_paths_in_the_code_of_a_document_that_moves() -> None:
    """Documents are found from where it is now; what is run in a folder need not mean the one that it is in."""
    files = {"README.md": "`./docs/a.md` `./run.sh` `docs`\n", "docs/a.md": "x\n", "run.sh": ""}

    assert "`../docs/a.md` `./run.sh` `docs`\n" == moved(files, {"README.md": "more/README.md"})["more/README.md"]


def test_a_decision_gets_another_number() -> None:
    """The text of links that is its number or its name is not left to name the old one."""
    text = "See [0007](0007-x.md), [0007-x](0007-x.md), [[0007-x]], `0007-x.md`.\n"
    after = moved({"adr/0007-x.md": "# X\n", "adr/0008-y.md": text}, {"adr/0007-x.md": "adr/0012-x.md"})

    assert text.replace("0007", "0012") == after["adr/0008-y.md"]


@pytest.mark.parametrize("form", [*PATHS, *STEMS, *IDS])
def test_what_a_document_refers_to_goes_along(form: str) -> None:
    """A spec that moves leads where it led."""
    for place in PLACES.values():
        new = "docs/21-exec-spec/later/EXEC-062-pilot-mail.md"
        after = moved(tree(place({**PATHS, **STEMS, **IDS}[form](OLD))), {SPEC: new})

        assert [] == judged(after), after[new]


def test_what_is_still_right_stays() -> None:
    """An id and a file's stem lead to the document wherever it is."""
    text = spec_text(prd="PRD-007", body="- **PRD:** [[PRD-007-mail]]\n\nSee [it](../10-prd/PRD-007-mail.md#goals).")
    after = moved(tree(text), {OLD.path: "docs/prd/PRD-007-mail.md"})

    assert text.replace("10-prd", "prd") == after[SPEC]


def test_a_new_id_is_put_for_the_old_one() -> None:
    """In the document itself, in links that name it, in text; not where it is told to be another's."""
    text = spec_text(
        prd="PRD-007", body="- **PRD:** [PRD-007](../10-prd/PRD-007-mail.md)\n\nAs PRD-007 says, was PRD-007."
    )
    after = moved(tree(text), {OLD.path: "docs/10-prd/PRD-019-mail.md"})

    assert "- **PRD:** [PRD-019](../10-prd/PRD-019-mail.md)\n\nAs PRD-019 says, was PRD-007." in after[SPEC]
    assert after["docs/10-prd/PRD-019-mail.md"].startswith("---\nid: PRD-019\n---\n\n# PRD-019: A document\n")
    assert "See PRD-019." in after["docs/10-prd/PRD-001-all.md"]


def test_one_of_two_with_an_id_gets_another() -> None:
    """In its metadata and its first heading; whoever names the id elsewhere may mean the other one."""
    both = "---\nid: PRD-007\ntitle: PRD-007 is for mail\n---\n\n# PRD-007: Mail\n\n## PRD-007 again\n\nAs PRD-007.\n"
    files = {OLD.path: both, "docs/10-prd/PRD-007-post.md": both, "docs/a.md": "See PRD-007.\n"}
    after = moved(files, {"docs/10-prd/PRD-007-post.md": "docs/10-prd/PRD-008-post.md"})

    assert files[OLD.path] == after[OLD.path]
    assert files["docs/a.md"] == after["docs/a.md"]
    assert (
        both.replace("id: PRD-007", "id: PRD-008").replace("# PRD-007: Mail", "# PRD-008: Mail")
        == after["docs/10-prd/PRD-008-post.md"]
    )


class Beside(Page):
    """A page whose metadata stand in a file of their own."""

    @property
    def metadata(self) -> Metadata:
        """What that file says."""
        return Metadata(parse_metadata("docs/a.yaml", f"prd: {OLD.path}\n".encode()).front_matter)


def test_metadata_beside_a_document_follow() -> None:
    """Each edit is of the file that names what moves, whatever signs the new path has."""
    evidence = context_of({OLD.path: DOCUMENT, "docs/a.md": "# A\n"})
    page = Beside("docs/a.md", parse("docs/a.md", b"# Mo'or\n"), evidence.config.references)
    new = "docs/bo's/PRD-007-mail.md"

    assert {"docs/a.yaml": (Edit(Location("docs/a.yaml", 1, 1, 6, 32), new, OLD.path),)} == dict(
        rewriting([page], evidence.references.index, {OLD.path: new}).edits
    )


def test_an_overview_follows() -> None:
    """The table of a page that no profile governs names the new id."""
    table = "# All\n\n| Document | About |\n|---|---|\n| PRD-007 | Mail |\n"
    after = moved(tree(spec_text()) | {"docs/README.md": table}, {OLD.path: "docs/10-prd/PRD-019-mail.md"})

    assert table.replace("PRD-007", "PRD-019") == after["docs/README.md"]


def test_chains_of_decisions_follow() -> None:
    """What supersedes what, and any other path in the metadata or in the text."""
    old, new = "docs/adr/ADR-001-queue.md", "docs/adr/old/ADR-001-queue.md"
    later = "---\nsupersedes: docs/adr/ADR-001-queue.md\nsource: ADR-001-queue.md\n---\n\n`docs/adr/ADR-001-queue.md`\n"
    files = {old: "# ADR-001\n\nx\n", "docs/adr/ADR-002-stream.md": later}

    assert (
        later.replace("docs/adr/ADR-001", "docs/adr/old/ADR-001")
        == moved(files, {old: new})["docs/adr/ADR-002-stream.md"]
    )


def test_folders_follow() -> None:
    """Links into a folder, and to the folder itself."""
    files = {
        "docs/a/x.md": "[y](y.md) [z](../z.md)\n",
        "docs/a/y.md": "x\n",
        "docs/z.md": "[a](a/) [x](a/x.md)\n",
    }
    after = moved(files, {"docs/a/x.md": "docs/b/c/x.md", "docs/a/y.md": "docs/b/c/y.md"})

    assert {
        "docs/b/c/x.md": "[y](y.md) [z](../../z.md)\n",
        "docs/b/c/y.md": "x\n",
        "docs/z.md": "[a](b/c/) [x](b/c/x.md)\n",
    } == after


def test_an_id_that_goes_with_the_name_becomes_a_path() -> None:
    """Where the new name has none, a reference by the old id would lead nowhere."""
    files = {SPEC: spec_text(prd="PRD-007"), OLD.path: "# Mail\n\nWords.\n"}

    assert "prd_ref: docs/10-prd/mail.md\n" in moved(files, {OLD.path: "docs/10-prd/mail.md"})[SPEC]
