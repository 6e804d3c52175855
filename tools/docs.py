"""Write the generated pages: the rules from their docstrings, the configuration from its schema (``make docs``)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from speclatch.config.schema import json_schema
from speclatch.model import Phase
from speclatch.reports.json import report_schema
from speclatch.reports.rule_pages import rule_page
from speclatch.rules import BY_ID, RULES

DOCS = Path(__file__).parents[1] / "docs"
CONFIG_SCHEMA = DOCS.parent / "src" / "speclatch" / "config" / "config.schema.json"
"""What editors fetch to check a configuration; the address in it leads here."""
NOTE = "<!-- Made by `make docs` from the source. -->\n"


def pages() -> Mapping[Path, str]:
    """Every generated page by its path."""
    found = {DOCS / "rules" / f"{rule.id}.md": f"{rule_page(rule)}\n\n{NOTE}" for rule in RULES}
    found[DOCS / "rules" / "README.md"] = rules_index()
    found[DOCS / "configuration.md"] = configuration()
    found[DOCS / "report.md"] = report_fields()
    found[CONFIG_SCHEMA] = json.dumps(json_schema(BY_ID), ensure_ascii=False, indent=2) + "\n"
    return found


def rules_index() -> str:
    """The table of all rules."""
    rows = [f"| [{rule.id}]({rule.id}.md) | {' | '.join(_levels(rule.levels))} | {rule.summary} |" for rule in RULES]
    head = (
        "# Rules\n\n**Draft: anything may be open, nothing may be false. Implementing: the spec is complete. "
        "Done: so is the work.** A spec's phase comes from its `status`. `off` is off; `rules` in "
        "[the configuration](../configuration.md) sets a rule's severity, for all phases or for one.\n\n"
        "| rule | draft | implementing | done | finds |\n|---|---|---|---|---|\n"
    )
    return head + "\n".join(rows) + f"\n\n{NOTE}"


def _levels(levels: Any) -> Iterator[str]:
    for phase in (Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE):
        level = levels.at(phase)
        yield level.value if level else "off"


GLOBS = """\
## Globs

One dialect holds for `match`, `exclude`, `paths`, `code`, `spec` and `migrations.glob`, from the repository's root:

| | |
|---|---|
| `*`, `?` | any characters, one character of a name; never `/` |
| `**` | any folders, none included: `docs/**/*.md`; `docs/**` is all that is in `docs` |
| `[a-z]`, `[!a-z]` | one character that is, or is not, one of these; never `/` |
| `{name}` | one or more characters of a name, to be used in `spec`; the same name twice is the same text twice |
| `\\` | takes the sign behind it as it is: `\\[draft\\].md` |
| no `/` inside | matches in any folder: `*.md`; `/*.md` is the root's own |
| a folder | matches all that is in it: `docs`; with `/` behind it nothing but a folder: `docs/` |
| `!` in front | takes out of a list. The last glob of a list that matches a path decides. |

Letter case counts. A glob that cannot work (`[z-a]`, `./docs`, `docs\\specs`, `{a,b}`) is a fault with its line, and so
is a regular expression that a text could make hang (`([A-Z]+)*`). Matching takes time in proportion to the path.
"""

INTRODUCTION = """\
# Configuration

`.speclatch.yml` at the repository's root, or `[tool.speclatch]` in `pyproject.toml`. On a pull request it is read from
the base branch: what the pull request changes in it is in force after the merge. Outside GitHub, on a laptop or in
another CI, the checkout's own counts at once; what the change relaxes in it is reported as `gate-weakened`. Without a
configuration the defaults below hold. An unknown key is an error that names the line and the nearest known key;
`speclatch init --schema` prints the JSON Schema; [editors](editors.md) can fetch it.

```yaml
version: 1
fail-on: error                      # error, warning, note or never
new-only: false                     # true: what the base already had is listed, but does not fail
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
rules: {link-broken: off, task-unchecked: {draft: off, implementing: note, done: error}, migration-order: {order: any}}
```
"""


def configuration() -> str:
    """The configuration's page: an example, then every key of the schema."""
    schema = json_schema(BY_ID)
    parts = [INTRODUCTION, _section("Keys", schema, schema)]
    for name, definition in sorted(schema["$defs"].items()):
        parts.append(_section(_title(name), definition, schema))
        if name == "RuleSchema":
            parts.append(_rule_options())
    return "\n".join((*parts, GLOBS)) + f"\n{NOTE}"


def _rule_options() -> str:
    rows = [
        f"| [{rule.id}](rules/{rule.id}.md) | `{option.name}` | {_type(option.schema, {})} |"
        f" {_default(option.schema)} | {option.description} |"
        for rule in RULES
        for option in rule.options
    ]
    head = "## `rules`: options of single rules\n\n| rule | key | value | default | |\n|---|---|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


REPORT = """\
# The JSON report

`speclatch check --format json` prints this; the action has it as its output `report`. Its form is described by
[report.schema.json](../src/speclatch/reports/report.schema.json) (JSON Schema, draft 2020-12). Within `version` 1
fields may be added; none is taken away or changes its meaning. `speclatch ready --format json` has [a form of its
own](../src/speclatch/reports/ready.schema.json), and so has [`speclatch status`](status.md).

| field | type | |
|---|---|---|
"""


def report_fields() -> str:
    """The page of the report's fields, made of its schema."""
    schema = report_schema()
    rows = [f"| `{name}` | {kind} | {about} |" for name, kind, about in _fields(schema, schema, "")]
    return REPORT + "\n".join(rows) + f"\n\n{NOTE}"


def _fields(part: Mapping[str, Any], schema: Mapping[str, Any], above: str) -> Iterator[tuple[str, str, str]]:
    """Every field at and below a place of a schema: its full name, what it holds, and what is said of it."""
    for name, value in part.get("properties", {}).items():
        value = schema["$defs"][value["$ref"].rpartition("/")[2]] if "$ref" in value else value
        inner = next((one for one in value.get("anyOf", ()) if one.get("type") == "object"), value)
        items = inner.get("items", {})
        items = schema["$defs"][items["$ref"].rpartition("/")[2]] if "$ref" in items else items
        yield f"{above}{name}", _holds(value, items), value.get("description", "")
        yield from _fields(inner, schema, f"{above}{name}.")
        yield from _fields(items, schema, f"{above}{name}[].")


def _holds(value: Mapping[str, Any], items: Mapping[str, Any]) -> str:
    """What a field of the report holds."""
    if "enum" in value:
        return ", ".join(f"`{choice}`" for choice in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    if "anyOf" in value:
        return " or ".join(_holds(one, {}) for one in value["anyOf"])
    kinds = value.get("type", "")
    names = {"string": "text", "integer": "a whole number", "boolean": "`true` or `false`", "object": "a mapping"}
    names |= {"null": "`null`", "array": "a list" if items.get("type") == "object" else "a list of texts"}
    return " or ".join(names.get(one, one) for one in ([kinds] if isinstance(kinds, str) else kinds))


def _title(name: str) -> str:
    return {
        "ProfileSchema": "`profiles`: each entry",
        "ReferenceKindSchema": "`references`: each kind",
        "MigrationsSchema": "`migrations`",
        "PhasesSchema": "`phases`",
        "RuleSchema": "`rules`: each rule, where it is no single severity",
        "CodeSchema": "`code`: each entry",
        "LimitsSchema": "`limits`",
        "WordsSchema": "`words`",
        "ApprovalsSchema": "`approvals`",
    }[name]


def _section(title: str, definition: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    rows = [
        f"| `{name}` | {_type(value, schema)} | {_default(value)} | {value.get('description', '')} |"
        for name, value in definition["properties"].items()
    ]
    about = definition.get("description", "") if title != "Keys" else ""
    head = f"## {title}\n\n" + (f"{about}\n\n" if about else "")
    return head + "| key | value | default | |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def _type(value: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if "$ref" in value:
        return "a mapping, see below"
    if "enum" in value:
        return ", ".join(f"`{_shown(choice)}`" for choice in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_type(one, schema) for one in value["anyOf"] if one.get("type") != "null"))
    if value.get("type") == "array":
        return f"a list: {_type(value['items'], schema)}"
    if value.get("type") == "object":
        return "a mapping"
    return {"string": "text", "boolean": "`true` or `false`", "integer": "a whole number"}.get(
        value.get("type", ""), ""
    )


def _shown(choice: object) -> str:
    return "false" if choice is False else str(choice)


def _default(value: Mapping[str, Any]) -> str:
    default = value.get("default")
    if default in (None, "", [], {}):
        return "–"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def main() -> None:
    """Write every page, and take away rule pages whose rule is gone."""
    wanted = pages()
    for path in (DOCS / "rules").glob("*.md"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
