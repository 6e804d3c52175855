"""What a broken path or id most likely means: way by way, and what is no hint at all."""

from __future__ import annotations

import pytest
from tests.references.trees import SPEC, linked, listing_of

from speclatch.config.model import DEFAULT_KINDS
from speclatch.references.grammar import parse_destination, parse_reference
from speclatch.references.index import ReferenceIndex
from speclatch.references.nearest import LikeFolders, nearest
from speclatch.references.nearest_ids import MAX_NAME, Nearest
from speclatch.references.parsed import Form, ParsedReference
from speclatch.references.resolution import State, resolve
from speclatch.references.rewrite import rewritten

KINDS = {kind.name: kind for kind in DEFAULT_KINDS}


def index_of(*paths: str, renames: dict[str, str] | None = None) -> ReferenceIndex:
    """The index of a tree of such files, each opening with its name as a title."""
    files = {path: f"# {path.rpartition('/')[2].removesuffix('.md')}\n" for path in paths}
    return ReferenceIndex(listing_of(files), DEFAULT_KINDS, linked(files), {}, renames or {})


def near(
    written: str, *paths: str, kind: str = "", link: bool = False, renames: dict[str, str] | None = None
) -> tuple[str, str, bool] | None:
    """What ``written`` means in a tree of ``paths``."""
    index = index_of(*paths, renames=renames)
    reference = parse_destination(written) if link else parse_reference(written)[0]
    found = resolve(reference, SPEC, index, kind=KINDS.get(kind))
    assert not found.found, "it leads somewhere"
    one = nearest(reference, found, SPEC, index, LikeFolders(index), KINDS.get(kind))
    return (one.target, one.why, one.certain) if isinstance(one, Nearest) else None


NAME, STEPS, FORM = (
    "has the same file name",
    "is where the rest of the path leads from another folder",
    "has another ending",
)
SIMILAR, NUMBER, REST = "has a similar name", "has the same number", "is the rest of the path"
WAYS = {
    "slashes": (r"docs\x.md", ["docs/x.md"], ("docs/x.md", "is written with slashes", True)),
    "slashes to nothing": (r"docs\x.md", ["docs/zebra.md"], None),
    "rest of the path, above": ("../../../docs/x/spec.md", ["docs/x/spec.md"], ("docs/x/spec.md", STEPS, True)),
    "rest of the path, a common name": ("../../spec.md", ["docs/spec.md"], ("docs/spec.md", STEPS, False)),
    "rest of the path, two of them": ("../../../a/x.md", ["a/x.md", "docs/a/x.md"], ("a/x.md", STEPS, False)),
    "name": ("a/b/long-name.md", ["x/long-name.md"], ("x/long-name.md", NAME, False)),
    "name with a number": ("a/b/0012-name.md", ["x/0012-name.md"], ("x/0012-name.md", NAME, True)),
    "name with a number, twice": (
        "a/b/0012-name.md",
        ["x/0012-name.md", "y/b/0012-name.md"],
        ("y/b/0012-name.md", NAME, False),
    ),
    "name in other case": (
        "a/b/Long-Name.md",
        ["x/long-name.md"],
        ("x/long-name.md", "has the same file name but for letter case", False),
    ),
    "other case of a name without ending": ("a/b/License", ["x/LICENSE"], None),
    "tail": ("owner/name/docs/x/it.md", ["docs/x/it.md"], ("docs/x/it.md", NAME, False)),
    "tail of a common name": ("owner/name/a/README.md", ["a/README.md"], ("a/README.md", REST, False)),
    "tail that is a folder": ("owner/name/docs/adrs", ["docs/adrs/x.md"], ("docs/adrs", REST, False)),
    "last part alone": ("owner/README.md", ["README.md"], None),
    "Unicode form": (
        "docs/gro\u0308ße.md",
        ["docs/gr\u00f6ße.md"],
        ("docs/gr\u00f6ße.md", "is the same name in another Unicode form", True),
    ),
    "ending": ("docs/queue.txt", ["docs/queue.md"], ("docs/queue.md", FORM, False)),
    "no ending": ("docs/queue", ["docs/queue.md"], ("docs/queue.md", FORM, False)),
    "two endings": ("docs/queue.txt", ["docs/queue.md", "docs/queue.rst"], None),
    "id": ("docs/PRD-062-old.md", ["prd/PRD-062-new.md"], ("prd/PRD-062-new.md", "has the id PRD-062", False)),
    "id with other zeros": (
        "docs/PRD-62-pilot.md",
        ["prd/PRD-062-mail.md"],
        ("prd/PRD-062-mail.md", "has the id PRD-062", False),
    ),
    "folder": ("docs/holds-and-more", ["x/holds-and-more/a.md"], ("x/holds-and-more", "has the same name", False)),
    "numbered folder": ("docs/12-holds", ["x/12-holds/a.md"], ("x/12-holds", "has the same name", True)),
    "numbered folders": (
        "docs/12-holds",
        ["x/12-holds/a.md", "docs/y/12-holds/a.md"],
        ("docs/y/12-holds", "has the same name", False),
    ),
    "folder of the number": ("keps/0357-holds", ["keps/357-money/a.md"], ("keps/357-money", NUMBER, False)),
    "folders of the number": ("keps/0357-holds", ["keps/357-a/a.md", "x/357-b/a.md"], None),
    "similar folder": ("keps/refunds", ["keps/refund/a.md", "other/refundz/a.md"], ("keps/refund", SIMILAR, False)),
    "slug": (
        "adr/0015-dry-run.md",
        ["adr/other/ADR-015-dry-run/a.md"],
        ("adr/other/ADR-015-dry-run", "has the same name behind its id", False),
    ),
    "slug under another number": ("keps/0015-dry-run.md", ["keps/other/576-dry-run/a.md"], None),
    "slugs": ("keps/0015-dry-run.md", ["a/576-dry-run/a.md", "b/577-dry-run/a.md"], None),
    "spelling": ("docs/x/mail-qeue.md", ["docs/x/mail-queue.md"], ("docs/x/mail-queue.md", SIMILAR, False)),
    "spelling in a like folder": (
        "docs/decisions/mail-qeue.md",
        ["docs/decision/mail-queue.md", "doc/zz/mail-queue.md"],
        ("docs/decision/mail-queue.md", SIMILAR, False),
    ),
    "spelling, tied": ("docs/x/mail-a.md", ["docs/x/mail-b.md", "docs/x/mail-c.md"], None),
    "spelling too long": (f"docs/{'a' * MAX_NAME}b.md", [f"docs/{'a' * MAX_NAME}c.md"], None),
    "common name": ("docs/x/README.md", ["docs/y/README.md", "docs/x/READNE.md"], None),
    "generic name": ("lib/pay/types.ts", ["lib/mail/types.ts"], None),
    "generic name in a related folder": (
        "lib/pay/types.ts",
        ["src/x/pay/types.ts"],
        ("src/x/pay/types.ts", NAME, False),
    ),
    "generic name at the root": ("/types.ts", ["lib/types.ts"], None),
    "another thing": ("docs/queue.md", ["docs/billing.md"], None),
}  # fmt: skip


@pytest.mark.parametrize("name", WAYS)
def test_paths(name: str) -> None:
    """The target, why it is likely, and whether it is put in unasked."""
    written, paths, expected = WAYS[name]

    assert expected == near(written, *paths)


def test_steps_that_lead_out_mean_nothing() -> None:
    """Nothing is left of the path without its steps."""
    assert near("../../..", "docs/x.md", link=True) is None


def test_a_name_of_the_kind_is_meant() -> None:
    """Of namesakes the one of the reference's kind; where none is, any."""
    paths = ("docs/adr/long-name.md", "docs/prd/long-name.md")

    assert ("docs/prd/long-name.md", NAME, False) == near("a/b/long-name.md", *paths, kind="prd")
    assert ("docs/adr/long-name.md", NAME, False) == near("a/b/long-name.md", *paths, kind="api")


def test_a_spelling_among_those_of_the_kind() -> None:
    """The kind's folders are looked through where the path's own folder is none."""
    assert ("docs/prd/long-name.md", SIMILAR, False) == near("a/b/c/lnog-name.md", "docs/prd/long-name.md", kind="prd")
    assert near("a/b/c/lnog-name.md", "docs/prd/long-name.md", kind="adr") is None


def test_an_id_of_another_kind_is_not_meant() -> None:
    """A file that opens with the id, and lies among documents of another kind."""
    assert near("a/PRD-062-old.md", "docs/adr/PRD-062-new.md", kind="adr") is None


def test_what_was_renamed_and_is_gone_is_not_offered() -> None:
    """A rename counts while its new name is there."""
    assert near("docs/a.md", "docs/zebra.md", renames={"docs/a.md": "docs/gone.md"}) is None
    assert ("docs/zebra.md", "was moved there by this change", True) == near(
        "docs/a.md", "docs/zebra.md", renames={"docs/a.md": "docs/zebra.md"}
    )


IDS = {
    "zeros": ("PRD-62", ["PRD-062-a.md"], ("PRD-062", "is the same number", True)),
    "zeros, twice": ("PRD-62", ["PRD-062-a.md", "PRD-0062-b.md"], ("PRD-062", "has a similar prefix", False)),
    "another number": ("PRD-63", ["PRD-062-a.md"], None),
    "prefix": ("PRD-PAYS-7", ["PRD-PAY-007-a.md"], ("PRD-PAY-007", "has a similar prefix", False)),
    "too long": (f"PRD-{'A' * MAX_NAME}-7", ["PRD-007-a.md"], None),
}


@pytest.mark.parametrize("name", IDS)
def test_ids(name: str) -> None:
    """The same number; another number is another document."""
    written, names, expected = IDS[name]

    assert expected == near(written, *(f"prd/{one}" for one in names))


@pytest.mark.parametrize("written", ["docs/prd/PRD-062-pilot.md", "./PRD-062-pilot.md", "PRD-062"])
def test_what_is_there_is_no_hint(written: str) -> None:
    """A reference that leads somewhere unfit is not told to lead there."""
    path = "docs/prd/spec.md"
    index = index_of("docs/prd/PRD-062-pilot.md")
    reference = parse_reference(written)[0]
    found = resolve(reference, path, index, kind=KINDS["prd"])

    assert found.found
    assert nearest(reference, found, path, index, LikeFolders(index), KINDS["prd"]) is None


def test_what_was_renamed_is_known_behind_too_many_steps() -> None:
    """A path that leaves the repository is looked for without its steps."""
    found = near("../../../../docs/a.md", "docs/zebra.md", renames={"docs/a.md": "docs/zebra.md"})

    assert ("docs/zebra.md", "was moved there by this change", True) == found


RESOLVED = {
    "docs/a%20b.md": (State.EXISTS, ("docs/a b.md",)),
    "EXEC-062%20x.md": (State.EXISTS, ("docs/21-exec-spec/EXEC-062 x.md",)),
    "a b.md": (State.EXISTS, ("docs/a b.md",)),
    "A b.md": (State.CASE, ("docs/a b.md",)),
    "lost.md": (State.MISSING, ()),
    "near": (State.EXISTS, ("docs",)),
    ".": (State.EXISTS, ("docs/21-exec-spec",)),
}


@pytest.mark.parametrize("written", RESOLVED)
def test_what_a_front_matter_value_leads_to(written: str) -> None:
    """Encoded, by name alone, in another case; a link that leads nowhere is missing under its own name."""
    files = dict.fromkeys(["docs/a b.md", "docs/21-exec-spec/EXEC-062 x.md"], "")
    links = {"docs/lost.md": "nowhere", "near": "docs"}
    index = ReferenceIndex(listing_of(files, links), DEFAULT_KINDS, {}, links)
    found = resolve(parse_destination(written) if written == "." else _plain(written), SPEC, index)

    assert RESOLVED[written] == (found.state, found.targets)


def _plain(text: str) -> ParsedReference:
    return ParsedReference(Form.PATH, text, 0, len(text), len(text))


def test_nothing_is_known_of_no_path() -> None:
    """A reference that leads nowhere leads to no document."""
    assert index_of().document(None) is None


REWRITTEN = {
    ("docs/old/", "docs/new"): "docs/new/",
    ("./old.md", "docs/21-exec-spec/new.md"): "./new.md",
    ("./old.md", "docs/new.md"): "../new.md",
    ("../old.md", "docs/new.md"): "../new.md",
    ("/docs/old.md", "docs/new.md"): "/docs/new.md",
    ("old.md", "docs/new.md"): "new.md",
    ("old.md", "docs/a/twice.md"): "docs/a/twice.md",
    ("docs/old.md", "docs/new.md"): "docs/new.md",
    (r"docs\old.md", "docs/new.md"): "docs/new.md",
    ("PRD-1", "PRD-001"): "PRD-001",
}


@pytest.mark.parametrize(("written", "target"), REWRITTEN)
def test_the_way_it_was_written_stays(written: str, target: str) -> None:
    """From the root, from the file, by name alone: as the author has it."""
    index = index_of("docs/new.md", "docs/a/twice.md", "docs/b/twice.md")

    assert REWRITTEN[written, target] == rewritten(parse_reference(written)[0], target, SPEC, index)


ENCODED = {
    ("old.md", "docs/a (b) #1?<c>.md"): "../a%20%28b%29%20%231%3F%3Cc%3E.md",
    ("old.md", 'docs/[a]"{b}|^`\\.md'): '../[a]"{b}|^`%5C.md',
    ("old.md", "docs/größe [1].md"): "../größe%20[1].md",
    ("old.md", "docs/größe (1)#?<c>.md"): "../größe%20%281%29%23%3F%3Cc%3E.md",
    ("ol%64.md", "docs/größe [1].md"): "../gr%C3%B6%C3%9Fe%20%5B1%5D.md",
    ("/ol%64.md", "docs/a!$&'*+,;=:@~-._.md"): "/docs/a!$&'*+,;=:@~-._.md",
}


@pytest.mark.parametrize(("written", "target"), ENCODED)
def test_destinations_are_encoded_as_far_as_they_must(written: str, target: str) -> None:
    """What would end a destination always; all else where the author encoded something."""
    assert ENCODED[written, target] == rewritten(parse_destination(written), target, SPEC, index_of(target))
