"""What a change of the policy relaxes, thing by thing; what it tightens is its own affair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from speclatch.config.model import CodeRule, Config, ProfileUse, ReferenceKind, RuleSettings, Words
from speclatch.model import Phase, Severity
from speclatch.profiles.profile import FieldRule, KeyRule, KeyType, Profile, RowRule, SectionRule, TableRule, TaskRule
from speclatch.specs.policy import Effects, Policy, PolicyChange, Relaxation, files_of
from speclatch.specs.relaxations import relaxations, seen_relaxations

DRAFT, IMPLEMENTING, DONE, RETIRED = Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE, Phase.RETIRED
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
CONFIG = Config(path=".speclatch.yml")
LEVELS = {"table-empty": {DRAFT: NOTE, IMPLEMENTING: ERROR, DONE: ERROR, RETIRED: None}}
PRD = ReferenceKind("prd", keys=("prd", "prd_ref"), paths=("docs/prd/**",), required=True, hosts=("a.example",))
USE = ProfileUse("note", template="templates/note.md", match=("notes/*.md", "memos/*.md"))
SECTION = ("work",)
NOTE_PROFILE = Profile(
    "note",
    keys=(KeyRule("owner"), KeyRule("tags", required=False)),
    sections=(SectionRule(SECTION, "Work", 2),),
    tasks=(TaskRule(SECTION, "tests written"),),
    fields=(FieldRule(SECTION, "context name"),),
    tables=(
        TableRule(
            SECTION, ("Item", "Required", "Answer"), required_column="Required", rows=(RowRule("Privacy", must=True),)
        ),
        TableRule(SECTION, ("Field", "Type"), rows=(RowRule("id", must=True),)),
    ),
)


def said(before: Config, after: Config) -> list[tuple[str, str]]:
    """What changing the configuration relaxes, as (word, message)."""
    found = list(relaxations(Policy(before), Policy(after), LEVELS))
    assert {".speclatch.yml"} >= {one.path for one in found}
    return [(one.word, one.message) for one in found]


def levels(by_phase: Mapping[Phase, Severity | None], *, ignorable: bool = True) -> dict[str, RuleSettings]:
    """What a configuration says of one rule."""
    return {"table-empty": RuleSettings(by_phase, ignorable)}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (ERROR, None, [("fail-on", "the gate will never fail")]),
        (NOTE, WARNING, [("fail-on", "the gate will fail only on `warning`")]),
        (None, NOTE, []),
        (WARNING, NOTE, []),
        (ERROR, ERROR, []),
    ],
)
def test_failing_on_less(before: Severity | None, after: Severity | None, expected: list[tuple[str, str]]) -> None:
    """The severity that fails may fall without a word, and not rise."""
    assert expected == said(replace(CONFIG, fail_on=before), replace(CONFIG, fail_on=after))


def test_looking_at_less() -> None:
    """Old findings that fail no more, files that are excluded, code that needs no spec."""
    code = CodeRule(("src/{name}/**", "lib/{name}/**"), "specs/{name}.md")
    wide, narrow = replace(CONFIG, code=(code,)), replace(CONFIG, new_only=True, exclude=("b/**", "a/**"))

    assert [
        ("new-only", "only new findings will fail"),
        ("a/**", "files of `a/**` will not be judged"),
        ("b/**", "files of `b/**` will not be judged"),
        ("code", "code of `src/{name}/**, lib/{name}/**` may change without its spec"),
    ] == said(wide, narrow)
    assert [] == said(narrow, wide)
    assert [] == said(wide, replace(wide, code=(CodeRule(("app/**",), "specs/app.md"), code)))


def test_deleting_the_configuration() -> None:
    """It is said on the file that is gone."""
    found = list(relaxations(Policy(CONFIG), Policy(Config()), LEVELS))

    assert [
        Relaxation(".speclatch.yml", "", "the configuration is deleted: the defaults will hold"),
    ] == found
    assert [] == list(relaxations(Policy(Config()), Policy(CONFIG), LEVELS))
    assert [] == list(relaxations(Policy(Config()), Policy(Config()), LEVELS))


@pytest.mark.parametrize(
    ("before", "after", "phases"),
    [
        ({}, levels({DRAFT: None}), "draft"),
        ({}, levels({IMPLEMENTING: WARNING, DONE: None}), "implementing, done"),
        (levels({DRAFT: ERROR}), {}, "draft"),
        (levels({DONE: WARNING}), levels({DONE: NOTE}), "done"),
        ({}, levels({DRAFT: WARNING, DONE: ERROR}), ""),
        (levels({DRAFT: None}), levels({DRAFT: NOTE}), ""),
        ({}, levels({RETIRED: None}), ""),
        ({}, {}, ""),
    ],
)
def test_weighing_less(before: dict[str, RuleSettings], after: dict[str, RuleSettings], phases: str) -> None:
    """A rule's severity falls in the phases that are told, against what was configured or else built in."""
    expected = [("table-empty", f"`table-empty` will weigh less ({phases})")] if phases else []

    assert expected == said(replace(CONFIG, rules=before), replace(CONFIG, rules=after))


def test_comments_that_may_excuse() -> None:
    """``ignorable: false`` taken back, by another word or by saying nothing more of the rule."""
    strict, lax = replace(CONFIG, rules=levels({}, ignorable=False)), replace(CONFIG, rules=levels({}))
    expected = [("table-empty", "comments will be able to excuse `table-empty`")]

    assert expected == said(strict, lax)
    assert expected == said(strict, CONFIG)
    assert [] == said(strict, strict)
    assert [] == said(lax, strict)
    assert [] == said(lax, CONFIG)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (PRD, []),
        (PRD._replace(required=False), [("prd", "`None` will answer a reference of the kind `prd`")]),
        (PRD._replace(paths=()), [("prd", "references of the kind `prd` may lead to more places")]),
        (PRD._replace(paths=("docs/**",)), [("prd", "references of the kind `prd` may lead to more places")]),
        (PRD._replace(keys=("prd",)), [("prd", "the key `prd_ref` will hold no reference of the kind `prd`")]),
        (
            PRD._replace(hosts=("a.example", "b.example")),
            [("b.example", "URLs of `b.example` will be accepted for the kind `prd`")],
        ),
        (PRD._replace(hosts=(), keys=("prd", "prd_ref", "prds")), []),
    ],
)
def test_references_that_may_be_more(after: ReferenceKind, expected: list[tuple[str, str]]) -> None:
    """A kind that must no longer be there, or may lead elsewhere."""
    assert expected == said(replace(CONFIG, references=(PRD,)), replace(CONFIG, references=(after,)))


def test_a_kind_with_fewer_places_or_none_at_all() -> None:
    """Narrower is stricter; a kind that is gone asks nothing."""
    two = PRD._replace(paths=("docs/prd/**", "prd/**"), required=False)
    before = replace(CONFIG, references=(two,))

    assert [] == said(before, replace(CONFIG, references=(two._replace(paths=("prd/**",)),)))
    assert [
        ("prd", "references of the kind `prd` may lead to more places"),
        ("prd", "the key `prd` will hold no reference of the kind `prd`"),
        ("prd", "the key `prd_ref` will hold no reference of the kind `prd`"),
    ] == said(before, replace(CONFIG, references=()))
    assert [] == said(replace(CONFIG, references=(ReferenceKind("prd", hosts=PRD.hosts),)), before)


def test_statuses_of_an_earlier_phase() -> None:
    """A word moves back, or a new one means draft or retired; forward is no relaxation."""
    before = replace(CONFIG, phases={DRAFT: ("draft",), IMPLEMENTING: ("approved",), DONE: ("shipped",), RETIRED: ()})
    after = replace(
        CONFIG,
        phases={
            DRAFT: ("draft", "idea"),
            IMPLEMENTING: ("shipped", "agreed"),
            DONE: ("live",),
            RETIRED: ("approved", "gone"),
        },
    )

    assert [
        ("idea", "a spec of status `idea` will be judged as draft"),
        ("shipped", "a spec of status `shipped` will be judged as implementing instead of done"),
        ("approved", "a spec of status `approved` will be judged as retired instead of implementing"),
        ("gone", "a spec of status `gone` will be judged as retired"),
    ] == said(before, after)


def test_profiles_that_govern_less() -> None:
    """A profile that is gone, and globs that are."""
    other = ProfileUse("memo", use="exec-spec", match=("memo/**",))
    before = replace(CONFIG, profiles=(other, USE))
    after = replace(CONFIG, profiles=(USE._replace(match=("memos/*.md", "more/*.md")),))

    assert [
        ("profiles", "the profile `memo` will govern nothing any more"),
        ("note", "the profile `note` will not look at `notes/*.md` any more"),
    ] == said(before, after)


@pytest.mark.parametrize(
    ("changes", "word", "what"),
    [
        ({"keys": (KeyRule("owner", required=False),)}, "owner", "the key"),
        ({"keys": ()}, "owner", "the key"),
        ({"sections": (SectionRule(SECTION, "Work", 2, required=False),)}, "Work", "the section"),
        ({"tasks": (TaskRule(SECTION, "tests written", required=False),)}, "tests written", "the box"),
        ({"fields": (FieldRule(SECTION, "context name", required=False),)}, "context name", "the label"),
        ({"tables": NOTE_PROFILE.tables[:1]}, "Field | Type", "the table"),
        (
            {"tables": (NOTE_PROFILE.tables[0]._replace(rows=(RowRule("Privacy"),)), NOTE_PROFILE.tables[1])},
            "Privacy",
            "the Must row",
        ),
    ],
)
def test_templates_that_ask_less(changes: dict[str, object], word: str, what: str) -> None:
    """Each thing that a template asks no longer, told on the template; more of it is told by nothing."""
    config = replace(CONFIG, profiles=(USE,))
    strict = Policy(config, (NOTE_PROFILE,))
    lax = Policy(config, (replace(NOTE_PROFILE, **changes),))  # type: ignore[arg-type]  # one field or another
    message = f"{what} `{word}` will not be asked for (profile `note`)"

    assert [Relaxation("templates/note.md", word, message)] == list(relaxations(strict, lax, LEVELS))
    assert [] == list(relaxations(lax, strict, LEVELS))


def test_a_place_that_is_no_longer_asked_for() -> None:
    """A template that says where its documents lie, and one that does not."""
    config = replace(CONFIG, profiles=(USE,))
    before = Policy(config, (replace(NOTE_PROFILE, directory="notes/<name>.md"),))
    found = list(relaxations(before, Policy(config, (NOTE_PROFILE,)), LEVELS))
    message = "`notes/<name>.md` will no longer be where documents are expected (profile `note`)"

    assert [Relaxation("templates/note.md", "Target", message)] == found


def test_a_built_in_profile_is_relaxed_in_the_configuration() -> None:
    """Where there is no template, the configuration says it; a profile that is gone is told once."""
    config = replace(CONFIG, profiles=(USE._replace(template="", use="exec-spec"),))
    bare = Profile("note")
    before = Policy(config, (replace(bare, keys=(KeyRule("owner"),)), replace(NOTE_PROFILE, name="gone")))
    found = list(relaxations(before, Policy(config, (bare,)), LEVELS))

    assert [Relaxation(".speclatch.yml", "owner", "the key `owner` will not be asked for (profile `note`)")] == found


def test_findings_that_the_baseline_takes_over() -> None:
    """How many more are taken for old; fewer are none."""
    few, more = Policy(CONFIG, baseline=frozenset("a")), Policy(CONFIG, baseline=frozenset("abc"))
    one = Policy(CONFIG, baseline=frozenset("ab"))
    path = ".speclatch-baseline.json"

    assert [Relaxation(path, "", "2 more findings will be taken for old")] == list(relaxations(few, more, LEVELS))
    assert [Relaxation(path, "", "1 more finding will be taken for old")] == list(relaxations(few, one, LEVELS))
    assert [] == list(relaxations(more, few, LEVELS))


def test_files_that_hold_standards() -> None:
    """The configuration by any name, templates with what lies beside them, the baseline; nothing that is built in."""
    config = Config(path="x.yml", profiles=(USE, ProfileUse("built-in", use="exec-spec")))
    beside = Config(profiles=(ProfileUse("kep", template="keps/NNNN/README.md", metadata="kep.yaml"),))

    assert {"a.yml", "x.yml", ".speclatch-baseline.json", "templates/note.md"} == files_of(config, ["a.yml"])
    assert {"a.yml", ".speclatch-baseline.json"} == files_of(Config(), ["a.yml"])
    assert {".speclatch-baseline.json", "keps/NNNN/README.md", "keps/NNNN/kep.yaml"} == files_of(beside, [])


def test_words_that_answer_more() -> None:
    """Each in the sense in which a document gets away with more."""
    before = replace(CONFIG, words=Words(later=("folgt",), must=("zwingend",)))
    after = replace(CONFIG, words=Words(none=("entf.",), optional=("wahlweise",)))

    assert [
        ("entf.", "`entf.` will be an answer"),
        ("wahlweise", "what a template marks `wahlweise` may be left out"),
        ("words", "`folgt` will no longer say that an answer is still to come"),
        ("words", "`zwingend` will no longer mark a row that has to be answered"),
    ] == said(before, after)


def test_a_kind_that_takes_any_document() -> None:
    """Where no places were named, `**` makes every document one of the kind."""
    before, after = (replace(CONFIG, references=(PRD._replace(paths=paths),)) for paths in ((), ("**",)))

    assert [("prd", "any document will be of the kind `prd`")] == said(before, after)


def test_a_template_that_looks_less_closely() -> None:
    """Another pattern of ids, and no place any more where documents are expected."""
    config = replace(CONFIG, profiles=(USE,))
    strict = Profile("note", keys=(KeyRule("id", KeyType.ID, pattern=r"NOTE-\d+"),), directory="notes/<name>.md")
    lax = Profile("note", keys=(KeyRule("id", KeyType.ID, pattern=".*"),))

    assert [
        "the key `id` will be held against another pattern (profile `note`)",
        "`notes/<name>.md` will no longer be where documents are expected (profile `note`)",
    ] == [one.message for one in relaxations(Policy(config, (strict,)), Policy(config, (lax,)), LEVELS)]


def test_what_is_seen_of_a_change() -> None:
    """Nothing where nobody looked, and that it was not all where the time ran out."""
    change = PolicyChange(Policy(CONFIG), Policy(CONFIG))
    cut = change._replace(effects=Effects(complete=False))

    assert [] == list(seen_relaxations(change, ()))
    assert ["what becomes of the specs that are there could not be seen in time"] == [
        one.message for one in seen_relaxations(cut, ())
    ]


def test_options_that_are_others() -> None:
    """Whether they were there before, are there now, or both; the same ones say nothing."""
    plain, strict = {"table-empty": RuleSettings()}, {"table-empty": RuleSettings(options={"order": "any"})}
    told = [("table-empty", "the options of `table-empty` will be others")]

    assert [[], told, told, [], told, []] == [
        said(replace(CONFIG, rules=before), replace(CONFIG, rules=after))
        for before, after in (
            (plain, plain),
            (plain, strict),
            (strict, plain),
            (strict, strict),
            (strict, {}),
            ({}, plain),
        )
    ]
