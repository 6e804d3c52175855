"""Configuration files: what they may say, and how each fault is told, with its line."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import jsonschema
import pytest
import yaml

import speclatch
from speclatch.config.messages import instead
from speclatch.config.model import (
    DEFAULT_KINDS,
    CodeRule,
    Config,
    Limits,
    Migrations,
    ProfileUse,
    ReferenceKind,
    Words,
)
from speclatch.config.reader import MAX_NODES, parse_config
from speclatch.config.schema import json_schema
from speclatch.errors import ConfigError
from speclatch.model import Phase, Severity
from speclatch.rules import BY_ID

EXAMPLE = """\
version: 1
fail-on: error
new-only: false
exclude: ["**/_archive/**"]
profiles:
  - use: exec-spec
    match: ["docs/21-exec-spec/EXEC-*.md"]
  - name: kep
    template: keps/NNNN-kep-template/README.md
    match: ["keps/**/README.md"]
    metadata: kep.yaml
references:
  prd: {keys: [prd, prd_ref], paths: ["docs/10-prd/**"], id: "PRD-\\\\d+", required: true}
migrations: {preset: supabase}
phases: {done: [shipped]}
words: {must: [zwingend], later: [folgt]}
rules: {link-broken: off, task-unchecked: {draft: off, implementing: note, done: error}}
"""

TOML = """\
[project]
name = "depot"

[tool.speclatch]
fail-on = "warning"
exclude = [
    "docs/old/**",  # [tool.speclatch.rules]
]

[tool.speclatch.rules]
link-broken = "off"
task-unchecked = {draft = "off", done = "error"}

[[tool.speclatch.profiles]]
use = "exec-spec"
match = ["docs/EXEC-*.md"]

[[tool.speclatch.profiles]]
name = "kep"
template = "keps/template.md"
match = ["keps/*.md"]

[tool.other]
fail-on = "x"
"""


def read(text: str, path: str = ".speclatch.yml") -> Config:
    """Parse a configuration that knows the rules."""
    return parse_config(textwrap.dedent(text).encode(), path, BY_ID)


def faults(text: str, path: str = ".speclatch.yml") -> list[str]:
    """What is said of a configuration that cannot be used."""
    with pytest.raises(ConfigError) as caught:
        read(text, path)
    return str(caught.value).split("\n")


def test_the_design_s_example() -> None:
    """Everything that the example says is in the configuration."""
    config = read(EXAMPLE)
    prd = next(kind for kind in config.references if kind.name == "prd")

    assert (Severity.ERROR, False, ("**/_archive/**",)) == (config.fail_on, config.new_only, config.exclude)
    assert [("exec-spec", "exec-spec", ""), ("kep", "", "keps/NNNN-kep-template/README.md")] == [
        (use.name, use.use, use.template) for use in config.profiles
    ]
    assert ("kep.yaml", 8) == (config.profiles[1].metadata, config.profiles[1].line)
    assert (("prd", "prd_ref"), ("docs/10-prd/**",), r"PRD-\d+", True) == (prd.keys, prd.paths, prd.id, prd.required)
    assert Migrations("supabase") == config.migrations
    assert "shipped" in config.phases[Phase.DONE]
    assert [None] * 3 == list(config.rules["link-broken"].by_phase.values())
    assert {Phase.DRAFT: None, Phase.IMPLEMENTING: Severity.NOTE, Phase.DONE: Severity.ERROR} == config.rules[
        "task-unchecked"
    ].by_phase


def test_the_schema_is_one_and_accepts_the_example() -> None:
    """The printed schema is a valid JSON Schema; the example and an empty mapping satisfy it."""
    schema = json_schema(BY_ID)
    validator = jsonschema.Draft202012Validator(schema)

    jsonschema.Draft202012Validator.check_schema(schema)
    assert [] == list(validator.iter_errors(yaml.safe_load(EXAMPLE)))
    assert [] == list(validator.iter_errors({}))
    assert [] != list(validator.iter_errors({"fail_on": "error"}))


@pytest.mark.parametrize(
    ("rule", "valid"),
    [
        *((level, True) for level in ("off", "note", "warning", "error", False)),
        *((level, False) for level in ("warn", True, 3, None, "Off", "WARNING")),
        ({"draft": "off", "done": None, "ignorable": False}, True),
        ({"draft": "warn"}, False),
        ({"drafts": "off"}, False),
    ],
)
def test_the_schema_knows_what_a_rule_may_weigh(rule: object, *, valid: bool) -> None:
    """A word or nothing at all, or that for each phase; YAML's bare `off` is false."""
    validator = jsonschema.Draft202012Validator(json_schema(BY_ID))

    assert valid is validator.is_valid({"rules": {"link-broken": rule}})


@pytest.mark.parametrize(
    ("rule", "entry", "valid"),
    [
        ("migration-order", {"order": "any", "done": "warning"}, True),
        ("migration-order", "off", True),
        ("migration-order", {"order": "all"}, False),
        ("migration-order", {"ordr": "any"}, False),
        ("link-broken", {"order": "any"}, False),
    ],
)
def test_the_schema_knows_the_options_of_each_rule(rule: str, entry: object, *, valid: bool) -> None:
    """Its own, with the values they may have, and no other rule's."""
    validator = jsonschema.Draft202012Validator(json_schema(BY_ID))

    assert valid is validator.is_valid({"rules": {rule: entry}})


def test_options_are_kept_as_they_are_read() -> None:
    """What they mean is the rule's to say; without rules nobody checks them."""
    text = b"rules: {migration-order: {order: any, done: off}, x: {y: [1]}}"
    rules = parse_config(text, ".speclatch.yml").rules

    assert {"order": "any"} == rules["migration-order"].options
    assert {"y": [1]} == rules["x"].options


def test_the_schema_says_what_it_is() -> None:
    """Editors show the title, and know by the address how to read it."""
    schema = json_schema(BY_ID)

    assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
    assert "Speclatch configuration" == schema["title"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "{}\n", "version: 1\n"])
def test_nothing_said_is_the_defaults(text: str) -> None:
    """An empty file changes nothing."""
    found = read(text)

    assert Config(path=".speclatch.yml") == found


def test_pyproject() -> None:
    """The same can be said in ``[tool.speclatch]``; what others say there is not read."""
    config = read(TOML, "pyproject.toml")

    assert (Severity.WARNING, ("docs/old/**",)) == (config.fail_on, config.exclude)
    assert ["exec-spec", "kep"] == [use.name for use in config.profiles]
    assert [14, 18] == [use.line for use in config.profiles]
    assert None is config.rules["link-broken"].by_phase[Phase.DONE]


def test_a_profile_keeps_what_is_said_of_it() -> None:
    """Its globs, and every point that is put differently; its name is the template's where it has none."""
    said = """
        profiles:
          - template: a/b.md
            match: [x.md, y.md]
            optional: [a]
            required: [b]
            samples: [c]
            requires: {T: [d]}
            keep: [e]
            frozen: [f]
            components: [g]
        """
    different = {"optional": ["a"], "required": ["b"], "samples": ["c"], "requires": {"T": ["d"]}, "keep": ["e"]}
    different |= {"free": [], "frozen": ["f"], "components": ["g"]}

    assert (ProfileUse("b", "", "a/b.md", ("x.md", "y.md"), "", different, 3),) == read(said).profiles


def test_a_kind_takes_what_is_said_of_it() -> None:
    """Names in any case and with any hyphens; the others stay."""
    said = "references: {Run-Book: {labels: [Run-Book, A], hosts: [h.example]}, prd: {keys: [My-PRD]}, log: {}}"
    kinds = {kind.name: kind for kind in read(said).references}
    prd = next(kind for kind in DEFAULT_KINDS if kind.name == "prd")

    assert (("run_book", "a"), ("h.example",)) == (kinds["Run-Book"].labels, kinds["Run-Book"].hosts)
    assert prd._replace(keys=("my_prd",)) == kinds["prd"]
    assert ReferenceKind("log", keys=("log",), labels=("log",)) == kinds["log"]


@pytest.mark.parametrize(
    ("key", "kind"), [("prd_ref", "prd"), ("PRD-Ref", "prd"), ("adr_refs", "adr"), ("title", None)]
)
def test_kinds_of_keys(key: str, kind: str | None) -> None:
    """In any case and with any hyphens; most keys hold no reference."""
    found = Config().kind_of_key(key)

    assert kind == (found.name if found else None)


def test_the_nearest_name_is_named_alone() -> None:
    """Half of the letters are enough; with less nothing is said."""
    assert [".speclatch.yml:1: excxx: unknown key; did you mean 'exclude'?"] == faults("excxx: 1")
    assert [".speclatch.yml:1: zzzz: unknown key"] == faults("zzzz: 1")


def test_many_values_are_read() -> None:
    """Up to the bound; one more is refused."""
    assert MAX_NODES - 2 == len(read(f"exclude: [{'a,' * (MAX_NODES - 2)}]").exclude)
    assert [f".speclatch.yml:1: more than {MAX_NODES} YAML nodes"] == faults(f"exclude: [{'a,' * (MAX_NODES - 1)}]")


def test_what_is_long_is_not_quoted() -> None:
    """Forty characters with the quotes are still shown."""
    assert [f".speclatch.yml:1: version: expected 1, not '{'x' * 38}'"] == faults(f"version: {'x' * 38}")
    assert [".speclatch.yml:1: version: expected 1"] == faults(f"version: {'x' * 39}")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("name = 1\ntool = 3\n", 2, "`tool` has to be a table"),
        ("[tool]\nspeclatch = 3\n", 2, "the configuration has to be keys with values"),
        ("[tool.other]\nspeclatch = 1\n", 1, "there is no [tool.speclatch] in it"),
        ("fail-on = 'never'\n", 1, "there is no [tool.speclatch] in it"),
    ],
)
def test_toml_without_our_table_is_no_configuration(text: str, line: int, said: str) -> None:
    """Whoever names the file means it: what stands elsewhere in it would do nothing."""
    assert faults(text, "pyproject.toml")[0].startswith(f"pyproject.toml:{line}: {said}")


CONTRADICTIONS = {
    "phases:\n  draft: [a]\n  done: [b, A]\n": "3: phases.done: 'A' is in 'draft' too, and a status means one phase",
    "words:\n  none: [x]\n  later: [X]\n": "3: words.later: 'X' is in 'none' too, and cannot mean both",
    "profiles:\n  - use: adr\n    match: [a]\n    optional: [x]\n    required: [x]\n": (
        "5: profiles.0.required: 'x' is in 'optional' too"
    ),
    "references:\n  a: {keys: [a-key]}\n  b: {keys: [a_key]}\n": "3: references.b.keys: 'a_key' is one of 'a' too",
    "references:\n  a: {labels: [Ask]}\n  b: {labels: [ask]}\n": "3: references.b.labels: 'ask' is one of 'a' too",
    "migrations:\n  preset: flyway\n  version: x\n": "1: migrations: 'version' says where a name that 'glob' matches",
}


@pytest.mark.parametrize("text", CONTRADICTIONS)
def test_what_contradicts_itself_is_refused(text: str) -> None:
    """One word for two things: nobody can tell which is meant."""
    assert faults(text)[0].startswith(f".speclatch.yml:{CONTRADICTIONS[text]}")


IDLE = {
    "exclude:\n  - '!docs/a.md'\n  - docs\n": ["1: exclude: '!docs/a.md' takes out of nothing"],
    "profiles:\n  - use: adr\n    match: ['!a.md', '*.md']\n": ["3: profiles.0.match: '!a.md' takes out of nothing"],
    "profiles:\n  - {use: adr, match: [a.md]}\n  - use: madr\n": ["3: profiles.1: profile 'madr' governs nothing"],
    "profiles:\n  - {use: adr, match: ['docs/{x}.md']}\n": ["2: profiles.0.match: nothing uses {x} of 'docs/{x}.md'"],
    "profiles:\n  - {use: adr, match: ['docs/{x}/{x}.md']}\n": [],
    "references:\n  prd: {hosts: [a.test]}\n": ["2: references.prd.hosts: does nothing without `required: true`"],
    "references:\n  prd: {hosts: [a.test], required: true}\n": [],
    "references:\n  ask: {keys: [prd-ref]}\n": ["2: references.ask.keys: 'prd-ref' belongs to 'prd'"],
    "references:\n  ask: {labels: [Decision]}\n": ["2: references.ask.labels: 'Decision' belongs to 'adr'"],
    "references:\n  prd: {keys: [prd]}\n  ask: {keys: [prd-ref]}\n": [],
    "references:\n  adr: {keys: [adr]}\n": [],
    "references:\n  prd: {paths: ['docs/{x}']}\n": ["2: references.prd.paths: nothing uses {x}"],
    "migrations: {glob: 'db/{x}.sql'}\n": ["1: migrations.glob: nothing uses {x}"],
    "rules:\n  migration-order: {draft: off, implementing: off, done: off, order: any}\n": [
        "2: rules.migration-order.order: does nothing: the rule is off in every phase"
    ],
    "rules:\n  migration-order: {draft: off, order: any}\n": [],
    "rules:\n  link-broken: {}\n": ["2: rules.link-broken: says nothing"],
    "rules: {link-broken: off}\n": [],
    "rules: {code-without-spec: error}\n": ["1: rules.code-without-spec: does nothing without `code`"],
    "rules: {approval-missing: error}\n": ["1: rules.approval-missing: does nothing without `approvals`"],
    "code:\n  - code: ['src/{x}/{y}/**', '!src/{x}/z/**']\n    spec: 'specs/{x}.md'\n": [
        "2: code.0.code: nothing uses {y} of 'src/{x}/{y}/**'"
    ],
    "approvals: {by: ['@a/b', c], teams: {a/b: [d], e: [f]}}\n": ["1: approvals.teams.e: is asked for nowhere"],
    "approvals: {by: [owner], teams: {e: [f]}}\n": [],
    "approvals: {}\nrules: {approval-missing: off}\n": ["1: approvals: does nothing: the rule approval-missing is off"],
}


@pytest.mark.parametrize("text", IDLE)
def test_what_does_nothing_is_said(text: str) -> None:
    """With its line; what has an effect is not."""
    found = read(text).notices

    assert len(IDLE[text]) == len(found), found
    assert all(one.startswith(f".speclatch.yml:{said}") for one, said in zip(found, IDLE[text], strict=True)), found


FAULTS = {
    "unknown key": ("version: 1\nfail-onn: error\n", 2, "fail-onn: unknown key; did you mean 'fail-on'?"),
    "underscores": ("fail_on: error\n", 1, "fail_on: unknown key; did you mean 'fail-on'?"),
    "far from any": ("zzzz: 1\n", 1, "zzzz: unknown key"),
    "unknown key of a profile": (
        "profiles:\n  - use: exec-spec\n    matches: [a]\n",
        3,
        "profiles.0.matches: unknown key; did you mean 'match'?",
    ),
    "unknown key of a kind": (
        "references:\n  prd:\n    path: [a]\n",
        3,
        "references.prd.path: unknown key; did you mean 'paths'?",
    ),
    "unknown phase of a rule": (
        "rules:\n  task-unchecked:\n    drafts: off\n",
        3,
        "rules.task-unchecked.drafts: unknown key; did you mean 'draft'?",
    ),
    "unknown rule": ("rules:\n  link-brokn: off\n", 2, "rules.link-brokn: there is no such rule; did you mean"),
    "unknown limit": ("limits:\n  file: 3\n", 2, "limits.file: unknown key; did you mean 'files'?"),
    "severity": (
        "rules:\n  link-broken: fatal\n",
        2,
        "rules.link-broken: expected one of 'off', 'note', 'warning' or 'error', not 'fatal'",
    ),
    "fail-on": ("\nfail-on: fatal\n", 2, "fail-on: expected one of 'error', 'warning', 'note' or 'never', not 'fatal'"),
    "version": ("version: 2\n", 1, "version: expected 1, not 2"),
    "not a boolean": ("new-only: perhaps\n", 1, "new-only: expected true or false, not 'perhaps'"),
    "not a list": ("exclude: docs\n", 1, "exclude: expected a list (`[a, b]`), not 'docs'"),
    "not a text": ("exclude:\n  - a\n  - [b]\n", 3, "exclude.1: expected text, not a list"),
    "empty glob": ("exclude: ['']\n", 1, "exclude.0: expected text, and the text is empty"),
    "absolute template": (
        "profiles:\n  - template: /spec.md\n    match: [a]\n",
        2,
        "profiles.0.template: must be a path inside the repository",
    ),
    "absolute glob": ("exclude: ['/etc/**']\n", 1, "exclude.0: must be a path inside the repository"),
    "glob from here": ("exclude: ['./docs/**']\n", 1, "exclude.0: must be a path inside the repository"),
    "glob that leaves": ("exclude: ['a/../../b']\n", 1, "exclude.0: must be a path inside the repository"),
    "glob with an empty range": ("exclude:\n  - a\n  - '[z-a]'\n", 3, "exclude.1: `[z-a]` holds the range `z-a`"),
    "glob of alternatives": (
        "profiles:\n  - use: exec-spec\n    match: ['{a,b}/*.md']\n",
        3,
        "profiles.0.match.0: `{` and `}` hold one name",
    ),
    "glob of code": (
        "code:\n  - code: ['{n}*/{n}']\n    spec: a\n",
        2,
        "code.0.code.0: a name that stands there twice",
    ),
    "spec that is taken out": ("code:\n  - {code: [a], spec: '!a'}\n", 2, "code.0.spec: `!` takes out of a list"),
    "glob of migrations": ("migrations:\n  glob: 'db/[*.sql'\n", 2, "migrations.glob: `[` is never closed"),
    "glob of a kind": ("references:\n  prd:\n    paths: ['docs\\prd']\n", 3, "references.prd.paths.0: folders are "),
    "version that hangs": ("migrations: {glob: a, version: '(\\d+)+'}\n", 1, "migrations.version: it repeats what is"),
    "id that hangs": ("references:\n  prd:\n    id: '([A-Z]+)*-'\n", 3, "references.prd.id: it repeats what is "),
    "profile of nothing": ("profiles:\n  - match: [a]\n", 2, "profiles.0: name either 'use' "),
    "profile of both": ("profiles:\n  - {use: exec-spec, template: a.md}\n", 2, "profiles.0: name either 'use' "),
    "template without match": ("profiles:\n  - template: a.md\n", 2, "profiles.0: 'match' must list the files"),
    "metadata elsewhere": (
        "profiles:\n  - {use: exec-spec, metadata: a/b.yaml}\n",
        2,
        "profiles.0.metadata: expected a file's name without `/`, not 'a/b.yaml'",
    ),
    "regular expression": ("references:\n  prd:\n    id: 'PRD-('\n", 3, "references.prd.id: not a regular expression"),
    "preset": ("migrations:\n  preset: oracle\n", 2, "migrations.preset: expected one of 'supabase', 'flyway', "),
    "preset and glob": ("migrations: {preset: rails, glob: 'a/*'}\n", 1, "migrations: name either 'preset' or 'glob'"),
    "limit too high": (
        "limits: {seconds: 99999}\n",
        1,
        "limits.seconds: expected a whole number of at most 21600",
    ),
    "limit too low": ("limits: {seconds: 0}\n", 1, "limits.seconds: expected a whole number of at least 1, not 0"),
    "unknown words": ("words:\n  musts: [x]\n", 2, "words.musts: unknown key; did you mean 'must'?"),
    "a blank word": ("words: {none: [' ']}\n", 1, "words.none.0: expected text, not ' '"),
    "a word of YAML's": ("words: {none: [no]}\n", 1, "words.none.0: expected text, not false"),
    "half a number": ("limits: {seconds: 1.5}\n", 1, "limits.seconds: expected a whole number, not 1.5"),
    "a word for a number": ("limits: {seconds: soon}\n", 1, "limits.seconds: expected a whole number, not 'soon'"),
    "true for a text": ("exclude: [true]\n", 1, "exclude.0: expected text, not true"),
    "a mapping for a text": ("exclude: [{a: b}]\n", 1, "exclude.0: expected text, not a mapping"),
    "a long word": (f"version: {'x' * 39}\n", 1, "version: expected 1"),
    "code without globs": ("code:\n  - {code: [], spec: a}\n", 2, "code.0.code: expected a list with something in it"),
    "profile that is a word": (
        "profiles: [exec-spec]\n",
        1,
        "profiles.0: expected a mapping (`key: value`), not '",
    ),
    "nothing behind a key": ("profiles:\n", 1, "profiles: expected a list (`[a, b]`), and nothing is there"),
    "half a code rule": ("code: [{code: [a]}]\n", 1, "code.0.spec: this key is missing"),
    "an option that the rule does not have": (
        "rules:\n  migration-order: {ordr: any}\n",
        2,
        "rules.migration-order.ordr: unknown key; did you mean 'order'?",
    ),
    "an option of another rule": (
        "rules:\n  link-broken:\n    order: any\n",
        3,
        "rules.link-broken.order: unknown key",
    ),
    "a misspelt phase": (
        "rules: {link-broken: {drafts: off}}\n",
        1,
        "rules.link-broken.drafts: unknown key; did you m",
    ),
    "a word that an option does not know": (
        "rules:\n  migration-order:\n    done: error\n    order: all\n",
        4,
        "rules.migration-order.order: expected 'strict' or 'any', not 'all'",
    ),
    "a list for an option": (
        "rules: {migration-order: {order: [any]}}\n",
        1,
        "rules.migration-order.order: expected 'strict' or 'any', not a list",
    ),
    "a number for a rule": ("rules: {link-broken: 3}\n", 1, "rules.link-broken: expected 'off', 'note', 'warning' or "),
    "a document that git would cut": (
        "limits: {document-bytes: 16777217}\n",
        1,
        "limits.document-bytes: expected a whole number of at most 16777216, not 16777217",
    ),
    "twice": ("fail-on: error\nfail-on: note\n", 2, "the key 'fail-on' is there twice"),
    "no YAML": ("a: b\nc: [\n", 3, "not YAML: "),
    "an empty list": ("[]\n", 1, "the configuration has to be keys with values"),
    "a list": ("- a\n", 1, "the configuration has to be keys with values"),
    "a text": ("\n\nspeclatch\n", 3, "the configuration has to be keys with values"),
    "an impossible date": ("version: 2025-13-01\n", 1, "not usable as YAML"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line(name: str) -> None:
    """Each fault names the file, the line, the key, and what to do."""
    text, line, message = FAULTS[name]
    found = faults(text)

    assert 1 == len({one.split(": ")[0] for one in found})
    assert found[0].startswith(f".speclatch.yml:{line}: {message}"), found


def test_one_word_is_wrong_once() -> None:
    """A rule's word stands for every phase; that it is no severity is told once."""
    assert [".speclatch.yml:1: rules.x: expected one of 'off', 'note', 'warning' or 'error', not 'offf'"] == faults(
        "rules: {x: offf}"
    )


def test_a_word_may_be_given_to_another_phase() -> None:
    """What is a draft's word by default can be made to mean done."""
    assert "draft" in read("phases: {done: [draft]}").phases[Phase.DONE]


TOML_FAULTS = {
    "unknown key": ("[tool.speclatch]\n\nfail-onn = 'error'\n", 3, "fail-onn: unknown key; did you mean 'fail-on'?"),
    "value in a table": ("[tool.speclatch.rules]\nlink-broken = 'x'\n", 2, "rules.link-broken: expected one of 'off'"),
    "rule in an inline table": (
        "[tool.speclatch]\nversion = 1\nrules = {x = 'off'}\n",
        3,
        "rules.x: there is no such rule",
    ),
    "array of tables": (
        "[[tool.speclatch.profiles]]\nuse = 'exec-spec'\n\n[[tool.speclatch.profiles]]\nuse = 'b'\nmatches = []\n",
        6,
        "profiles.1.matches: unknown key; did you mean 'match'?",
    ),
    "sub-table of an array": (
        "[[tool.speclatch.profiles]]\nuse = 'exec-spec'\n[tool.speclatch.profiles.requires]\nRisks = 3\n",
        4,
        "profiles.0.requires.Risks: expected a list (`[a, b]`), not 3",
    ),
    "after a long string": (
        '[tool.x]\na = """\n[tool.speclatch]\nb = 1\n"""\n[tool.speclatch]\nversion = 3\n',
        7,
        "version: expected 1, not 3",
    ),
    "dotted key": ("tool.speclatch.version = 3\n", 1, "version: expected 1, not 3"),
    "quoted key": ('[tool."speclatch"]\n"fail-on" = 1\n', 2, "fail-on: expected one of 'error'"),
    "no TOML": ("[tool.speclatch]\nversion = \n", 2, "not TOML: "),
    "no line at its end": ("[tool.speclatch]\nversion = 3", 2, "version: expected 1, not 3"),
    "header with a remark": ("[tool.speclatch] # [x]\nversion = 3\n", 2, "version: expected 1, not 3"),
    "quoted, and no line at its end": (
        '[tool.speclatch]\n"rules".link-broken = "x"',
        2,
        "rules.link-broken: expected",
    ),
    "third of an array": (
        "[[tool.speclatch.profiles]]\nuse = 'a'\n" * 2 + "[[tool.speclatch.profiles]]\nmatches = []\n",
        6,
        "profiles.2.matches: unknown key",
    ),
    "no end": ("a = [\n", 1, "not TOML: "),
    "key with an escape": ('[tool.speclatch]\n"a\\"b" = 1\n', 1, 'a"b: unknown key'),
    "nested without end": ("a = " + "[" * 5000, 1, "not usable as TOML: nested too deeply"),
    "no table": ("[tool]\n\nspeclatch = 3\n", 3, "the configuration has to be keys with values"),
}


@pytest.mark.parametrize("name", TOML_FAULTS)
def test_a_fault_in_pyproject_is_told_with_its_line(name: str) -> None:
    """The parser tells no lines; the message does."""
    text, line, message = TOML_FAULTS[name]
    found = faults(text, "pyproject.toml")

    assert found[0].startswith(f"pyproject.toml:{line}: {message}"), found


def test_all_faults_at_once() -> None:
    """Whoever mends one need not run again to see the next."""
    found = faults("fail-on: x\nnew-only: x\nexclude: x\n")

    assert [1, 2, 3] == [int(fault.split(":")[1]) for fault in found]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_do_not_matter(newline: str) -> None:
    """Lines are counted alike with LF and CRLF, in both kinds of file."""
    yml = "version: 1\n\nfail-onn: x\n".replace("\n", newline)
    toml = "[tool.speclatch]\n\nfail-onn = 'x'\n".replace("\n", newline)

    assert faults(yml)[0].startswith(".speclatch.yml:3: ")
    assert faults(toml, "pyproject.toml")[0].startswith("pyproject.toml:3: ")


@pytest.mark.parametrize(
    "raw",
    [b"\xff\xfe", b"a: &a [x, x]\n" * 20_000, b"a: &a [x]\nb: &b [" + b"*a," * 5000 + b"]\nc: [" + b"*b," * 50 + b"]"],
    ids=["no UTF-8", "too large", "alias bomb"],
)
def test_hostile_files_are_refused(raw: bytes) -> None:
    """What cannot be read, or only at a price, is refused with a message."""
    with pytest.raises(ConfigError, match=r"^\.speclatch\.yml:1: "):
        parse_config(raw, ".speclatch.yml", BY_ID)


@pytest.mark.parametrize("off", ["off", "'off'", "false", "Off", "no"])
def test_off_in_every_spelling(off: str) -> None:
    """YAML reads the bare word as false; both mean off."""
    config = read(f"rules: {{link-broken: {off}, task-unchecked: {{done: {off}}}}}")

    assert {Phase.DRAFT: None, Phase.IMPLEMENTING: None, Phase.DONE: None} == config.rules["link-broken"].by_phase
    assert {Phase.DONE: None} == config.rules["task-unchecked"].by_phase


def test_a_kind_keeps_what_is_not_said() -> None:
    """Saying where PRDs live does not make their keys unknown; a new kind answers to its own name."""
    config = read("references: {prd: {paths: ['p/**']}, runbook: {paths: ['ops/**']}}")
    kinds = {kind.name: kind for kind in config.references}

    assert next(kind.keys for kind in DEFAULT_KINDS if kind.name == "prd") == kinds["prd"].keys
    assert (("runbook",), ("ops/**",)) == (kinds["runbook"].keys, kinds["runbook"].paths)


def test_a_word_moves_to_the_phase_it_is_given() -> None:
    """A team that builds from `Proposed` specs says so; the word is then no draft."""
    config = read("phases: {implementing: [Proposed]}")

    assert "proposed" in config.phases[Phase.IMPLEMENTING]
    assert "proposed" not in config.phases[Phase.DRAFT]


def test_the_rest() -> None:
    """Code rules, limits, glob migrations, rules that nobody may ignore, and a gate that never fails."""
    config = read(
        """\
        fail-on: never
        code: [{code: ["src/{name}/**"], spec: "specs/{name}/spec.md"}]
        limits: {seconds: 20, document-bytes: 5000}
        migrations: {glob: "db/*.sql", version: "\\\\d{4}"}
        rules: {reference-broken: {ignorable: false}}
        """
    )

    assert None is config.fail_on
    assert (CodeRule(("src/{name}/**",), "specs/{name}/spec.md"),) == config.code
    assert Limits(document_bytes=5000, seconds=20) == config.limits
    assert Migrations(glob="db/*.sql", version=r"\d{4}") == config.migrations
    assert (False, {}) == (config.rules["reference-broken"].ignorable, config.rules["reference-broken"].by_phase)


def test_words_of_another_language() -> None:
    """A team's own words for nothing, later, must and optional, as it writes them."""
    config = read("words: {none: [不适用, ' Entfällt '], later: [待定], must: [必须]}")

    assert Words(none=("不适用", "Entfällt"), later=("待定",), must=("必须",)) == config.words


def test_limits_that_limit_nothing_are_said() -> None:
    """Any number of files and findings is judged: the two keys are accepted, and each is named with its line."""
    config = read("limits:\n  files: 10\n  seconds: 20\n  findings: 5\n")

    assert (
        ".speclatch.yml:2: limits.files: does nothing any more: any number is judged",
        ".speclatch.yml:4: limits.findings: does nothing any more: any number is judged",
    ) == config.notices


def test_the_schema_that_editors_fetch_is_that_of_the_program() -> None:
    """Each key with its values, its default and what it is for."""
    published = json.loads((Path(speclatch.__file__).parent / "config" / "config.schema.json").read_text("utf-8"))

    assert published == json_schema(BY_ID)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"a": "b"}, ", not a mapping"),
        (["a"], ", not a list"),
        (None, ", and nothing is there"),
        ("", ", and the text is empty"),
        ("a", ", not 'a'"),
        (True, ", not true"),
        (1.5, ", not 1.5"),
        ("a" * 38, f", not '{'a' * 38}'"),
        ("a" * 39, ""),
    ],
)
def test_what_is_there_instead(value: object, said: str) -> None:
    """In the words of YAML; what is long is not quoted."""
    assert said == instead(value)
