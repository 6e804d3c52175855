"""What a proof is made of: the parts of a document, the edits that spoil them, and the next place."""

from __future__ import annotations

import pytest
from tests.references.trees import SPEC, context_of, spec_text

from speclatch.documents import parse
from speclatch.fixes import apply
from speclatch.judging.prove.copies import next_places
from speclatch.judging.prove.edits import broken, opened_boxes, paragraph, typo
from speclatch.judging.prove.parts import PartKind, emptying, guidance, parts_of
from speclatch.profiles.profile import Profile
from speclatch.references.reference import Origin
from speclatch.references.resolver import localised
from speclatch.specs.catalogue import Spec


def names(text: str, kind: PartKind) -> list[str]:
    """The names of the parts of one kind."""
    return [name.name for name in parts_of(parse("a.md", text.encode())) if name.kind is kind]


def spec_of(body: str) -> Spec:
    """A spec with a body."""
    return context_of({SPEC: spec_text(body=body)}).catalogue.specs[SPEC]


def test_fields_that_share_a_line_are_no_parts() -> None:
    """Neither could be taken away without the other."""
    assert [] == names("---\n{id: X-1, status: Draft}\n---\n\n# A\n", PartKind.FIELD)


def test_a_key_on_a_line_of_its_own_holds_nothing_to_be_blanked() -> None:
    """It can be taken away, but neither be emptied nor get its template's text back."""
    document = parse("a.md", b"---\n? status\n: Draft\n---\n\n# A\n")
    [part] = [part for name, part in parts_of(document).items() if name.kind is PartKind.FIELD]
    lines = {"a.md": document.lines}

    assert ((), None) == (emptying(part, part, lines), guidance(part, part._replace(content="Accepted"), lines))


def test_a_table_of_metadata_is_no_table() -> None:
    """Its rows are fields already."""
    metadata = "| Status | Draft |\n|---|---|\n| Owner | Ada |"
    text = f"# A\n\n{metadata}\n\n## B\n\n| Risk | Answer |\n|---|---|\n| Rain | Hat |\n"

    assert ["risk | answer"] == names(text, PartKind.TABLE)
    assert ["owner", "status"] == sorted(names(text, PartKind.FIELD))


def test_a_box_without_words_of_its_own_is_no_part() -> None:
    """Nothing would tell it from another one."""
    assert ["reviewed"] == names("# A\n\n- [ ]\n- [ ] [what is checked]\n- [x] Reviewed\n", PartKind.BOX)


def test_ticked_boxes_are_opened_and_struck_ones_are_not() -> None:
    """What is struck is nobody's task any more."""
    boxes = "- [x] Done\n- [x] ~~Dropped~~\n- [ ] Open"
    edits = list(opened_boxes(spec_of(boxes)))

    assert boxes.replace("[x] Done", "[ ] Done") in apply(spec_text(body=boxes).encode(), edits).decode()


@pytest.mark.parametrize(
    ("link", "becomes"),
    [
        ("../10-prd/PRD-007-mail.md", True),
        ("https://example.org/a", False),
        ("mailto:a@example.org", False),
        ("..", False),
    ],
)
def test_a_reference_is_broken_where_it_names_something_here(link: str, *, becomes: bool) -> None:
    """Nothing here tells whether a page of another site is there."""
    spec = spec_of(f"See [it]({link}).")
    [reference] = [one for one in localised(spec, context_of({SPEC: ""}).references.index) if one.origin is Origin.LINK]

    assert becomes == (broken(spec, reference) is not None)


def test_a_reference_over_two_lines_is_left_as_it_is() -> None:
    """No edit of one line alters it."""
    text = spec_text(prd='"docs/10-prd/\\\n  PRD-007-mail.md"')
    spec = context_of({SPEC: text}).catalogue.specs[SPEC]
    [reference] = [one for one in spec.references if one.parsed.path == "docs/10-prd/PRD-007-mail.md"]

    assert broken(spec, reference) is None


@pytest.mark.parametrize(
    ("match", "places"),
    [
        (("docs/[0-9]*.md", "!docs/old/**", "docs/**/RFC-*.md"), ["docs/zzyzx/RFC-zzyzx-0001.md"]),
        (("notes/*",), ["notes/zzyzx-0001.md"]),
        (("docs/[0-9]*.md",), []),
    ],
)
def test_the_first_document_lies_where_a_glob_says(match: tuple[str, ...], places: list[str]) -> None:
    """A glob with sets of characters does not tell of one name that it matches."""
    assert places[:1] == list(next_places([], Profile("x", match=match), ()))[:1]


@pytest.mark.parametrize(
    ("paths", "places"),
    [
        (["docs/RFC-001/mail.md"], ["docs/RFC-002/mail.md"]),
        (["docs/RFC-001/spec.md"], ["docs/RFC-002/spec.md"]),
        (["docs/pumps/mail.md"], ["docs/pumps/zzyzx.md"]),
        (["docs/pumps/spec.md"], ["docs/zzyzx/spec.md"]),
        (["2024/RFC-001-a.md"], ["2024/RFC-002-zzyzx.md"]),
        (["a/RFC-001.md", "b/RFC-009.md", "c/d/RFC-012.md"], ["b/RFC-010.md", "zzyzx/RFC-010.md"]),
    ],
)
def test_the_next_document_lies_beside_those_that_are_there(paths: list[str], places: list[str]) -> None:
    """With the next number where one tells them apart, else with another name; a folder of its own gets another one."""
    assert places == list(next_places(paths, Profile("x"), ()))


def test_prose_that_is_wrong_already_is_left_alone() -> None:
    """An edit of what something is said of is no harmless one."""
    first = "Nothing here has been decided yet, somebody has to look."
    second = "Another paragraph which stands below and says something else."
    document = parse("a.md", f"# A\n\n## B\n\n{first}\n\n{second}\n".encode())
    made = [edit.location.line for edit in (typo(document), typo(document, {5}), paragraph(document, {5})) if edit]

    assert [5, 7, 7] == made
    assert typo(document, {5, 7}) is None
