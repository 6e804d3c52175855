"""The rules about references, where a case folder cannot show it: links, submodules, levels, fixes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.references.trees import PROFILE, SPEC, context_of, found, spec_text

from speclatch.config.model import Config, ReferenceKind
from speclatch.model import Phase, Severity
from speclatch.profiles.profile import KeyRule, KeyType
from speclatch.rules import BY_ID

PRD = "docs/10-prd/PRD-062-pilot-mail.md"
BROKEN = ("reference-broken", "reference-outside", "reference-case", "link-broken")


def told(text: str, files: dict[str, str] | None = None, **more: object) -> list[tuple[str, int, int | None]]:
    """Rule, line and column of what the rules about broken references find."""
    context = context_of({**(files or {}), SPEC: text}, **more)  # type: ignore[arg-type]
    return [(rule, one.location.line, one.location.column) for rule in BROKEN for one in found(BY_ID[rule], context)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("vendor/lib/docs/PRD-1.md", [("reference-outside", 4, 10)]),
        ("vendor/lib", [("reference-outside", 4, 10)]),
        ("docs/shared/x.md", [("reference-outside", 4, 10)]),
        ("docs/near/PRD-062-pilot-mail.md", []),
        ("docs/near/nope.md", [("reference-broken", 4, 10)]),
    ],
)
def test_links_and_submodules(path: str, expected: list[tuple[str, int, int]]) -> None:
    """A submodule that nobody declares is outside; links are followed, and may not lead out."""
    links = {"docs/shared": "/srv/shared", "docs/near": "10-prd"}

    assert expected == told(spec_text(prd=path), {PRD: "x"}, links=links, submodules=("vendor/lib",))


@pytest.mark.parametrize(
    "name", ["a 'quoted' name.md", "naïve – plan.md", "日本語.md", "a\\b.md", 'a"b.md', "#1.md", "50%.md"]
)
def test_odd_file_names(name: str) -> None:
    """Names with quotes, spaces, marks and other scripts are found by a link to them."""
    from urllib.parse import quote

    text = spec_text(body=f"See [it](../notes/{quote(name)}).")

    assert [] == told(text, {f"docs/notes/{name}": "x"})
    assert ["link-broken"] == [rule for rule, _, _ in told(text, {"docs/notes/other": "x"})]


def test_exact_columns() -> None:
    """A finding spans the reference itself, anchor included, and not its quotes or neighbours."""
    context = context_of({PRD: "# A\n", SPEC: spec_text(adr="[ADR-016, 'docs/adr/x.md#why (v1)']")})
    first, second = (one.location for one in found(BY_ID["reference-broken"], context))
    line = spec_text(adr="[ADR-016, 'docs/adr/x.md#why (v1)']").split("\n")[4]

    assert "ADR-016" == line[(first.column or 0) - 1 : first.end_column]
    assert "docs/adr/x.md#why" == line[(second.column or 0) - 1 : second.end_column]


def test_required_kind_may_not_be_none() -> None:
    """``None`` answers a key, unless its kind is required."""
    config = Config(references=(ReferenceKind("prd", keys=("prd_ref",), id=r"PRD-\d+", required=True),))
    text = spec_text(prd="None")

    assert [] == found(BY_ID["reference-missing"], context_of({SPEC: text}))
    assert ["prd_ref"] == [
        one.subject.name for one in found(BY_ID["reference-missing"], context_of({SPEC: text}, config=config))
    ]


def test_lagging_weighs_by_phase() -> None:
    """A draft may build on a draft; a done spec may not."""
    levels = BY_ID["reference-lagging"].levels

    assert [None, Severity.WARNING, Severity.ERROR] == [
        levels.at(phase) for phase in (Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE)
    ]


def test_retired_specs_are_checked_for_their_id_alone() -> None:
    """Of these rules, id-duplicate is the only one with a weight for retired specs."""
    ours = [rule for name, rule in BY_ID.items() if name.startswith(("reference", "link", "migration", "id-"))]

    assert ["id-duplicate"] == [rule.id for rule in ours if rule.levels.at(Phase.RETIRED) is not None]


def test_a_required_kind_is_asked_of_templates_that_do_not_name_it() -> None:
    """By its first key; an alias answers."""
    config = Config(references=(ReferenceKind("api", keys=("api", "api_ref"), required=True), ReferenceKind("adr")))
    rule = BY_ID["reference-missing"]

    def missing(more: str) -> list[str]:
        context = context_of({SPEC: spec_text(prd="PRD-1", more=more)}, config=config)
        return [one.message for one in found(rule, context)]

    assert ["`api` is missing"] == missing("")
    assert ["`api_ref` is empty"] == missing("api_ref:\n")
    assert ["`api_ref` may not be `None`"] == missing("api_ref: None\n")
    assert [] == missing("api_ref: docs/api.md\n")


def test_a_required_kind_is_asked_of_a_template_that_lets_its_key_be() -> None:
    """What the team requires goes before what the template does."""
    profile = replace(PROFILE, keys=(KeyRule("api_ref", KeyType.REFERENCE, required=False, kind="api"),))
    api = ReferenceKind("api", keys=("api", "api_ref"))

    def missing(*kinds: ReferenceKind) -> list[str]:
        context = context_of({SPEC: spec_text()}, profile=profile, config=Config(references=kinds))
        return [one.message for one in found(BY_ID["reference-missing"], context)]

    assert ["`api_ref` is missing"] == missing(ReferenceKind("api", keys=("api", "api_ref"), required=True))
    assert [] == missing(api)
    assert [] == missing()


def test_a_required_kind_is_a_file() -> None:
    """A folder among the kind's own does not do, whether it is one document's or not."""
    prd = ReferenceKind("prd", keys=("prd_ref",), id=r"PRD-\d+", required=True, paths=("docs/10-prd/**",))
    config = Config(references=(prd,))
    said = {
        name: [one.message for one in found(BY_ID["reference-broken"], context_of(files, config=config))]
        for name in ("notes", "README")
        for files in [{f"docs/10-prd/mail/{name}.md": "x", SPEC: spec_text(prd="docs/10-prd/mail/")}]
    }

    assert [["`docs/10-prd/mail/` is a folder, and the prd must be a file"]] * 2 == list(said.values())


def test_a_declared_submodule_is_said_to_be_one() -> None:
    """Nobody looks into it, and that is a note."""
    context = context_of(
        {SPEC: spec_text(prd="vendor/lib/a.md")}, submodules=("vendor/lib",), declared=frozenset({"vendor/lib"})
    )

    assert [("`vendor/lib/a.md` is in the submodule `vendor/lib`, which nobody looks into here", "declared")] == [
        (one.message, one.case) for one in found(BY_ID["reference-outside"], context)
    ]


def test_a_link_with_other_dashes_is_told_what_it_looks_like() -> None:
    """The file's own name is said, whichever of the two has the odd character."""
    files = {PRD: "# A\n", "docs/notes/a\u2011b.md": "x"}
    text = spec_text(body="[a](../10-prd/PRD\u2011062-pilot-mail.md) [b](../notes/a-b.md)")
    context = context_of({**files, SPEC: text})
    said = [one.message for rule in ("reference-broken", "link-broken") for one in found(BY_ID[rule], context)]

    assert [
        f"`../10-prd/PRD\u2011062-pilot-mail.md` only looks like `{PRD}`: it has other characters in it",
        "`../notes/a-b.md` only looks like `docs/notes/a\u2011b.md`: it has other characters in it",
    ] == said
