"""The shape of ``.speclatch.yml``, for checking it and for its JSON Schema. Imported only where a file is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from speclatch.config.model import SCHEMA_ID, Config
from speclatch.config.options import OwnsOptions
from speclatch.git.pipes import MAX_BLOB_BYTES
from speclatch.globs import compiled

_DEFAULT = Config()
"""What holds without a file holds for a key that a file leaves out."""


def _hyphenated(name: str) -> str:
    return name.replace("_", "-")


def _off(value: object) -> object:
    """YAML 1.1 reads ``off`` as false; both mean off."""
    return "off" if value is False else value


def _regex(value: str) -> str:
    """Refuse what is no regular expression, and what a text could make hang."""
    from speclatch.config.patterns import fault as pattern_fault  # takes a while to import, and few give one

    if fault := pattern_fault(value):
        raise ValueError(fault)
    return value


def _glob(value: str) -> str:
    """Compile a glob of a list; raises ValueError."""
    compiled(value)
    return value


def _one_glob(value: str) -> str:
    """Compile a glob that stands alone; raises ValueError."""
    if value.startswith("!"):
        raise ValueError("`!` takes out of a list, and this is one glob")
    return _glob(value)


def _relative(value: str) -> str:
    if value.startswith(("/", "./")) or ".." in value.split("/"):
        raise ValueError("must be a path inside the repository, relative to its root, as `docs/specs/*.md`")
    return value


Glob = Annotated[str, Field(min_length=1), AfterValidator(_glob)]
OneGlob = Annotated[str, Field(min_length=1), AfterValidator(_one_glob)]
Pattern = Annotated[str, Field(max_length=500), AfterValidator(_regex)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Level = Annotated[Literal["off", "note", "warning", "error"], BeforeValidator(_off)]


class _Strict(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=_hyphenated, populate_by_name=False, defer_build=True
    )


class ProfileSchema(_Strict):
    """A profile in use: a built-in one, or one derived from a template of this repository."""

    use: str = Field("", description="Name of a bundled profile, as `exec-spec`, `madr` or `openspec-spec`.")
    name: str = Field(
        "", description="What to call the profile; default: the built-in's name, the template's file name."
    )
    template: Annotated[str, AfterValidator(_relative)] = Field(
        "", description="Path of the Markdown template to derive from."
    )
    match: list[Glob] = Field(default_factory=list, description="Globs of the documents it governs.")
    metadata: str = Field("", pattern=r"^[^/]*$", description="File beside the document that holds its front matter.")
    optional: list[str] = Field(
        default_factory=list,
        description="Keys, sections, labels, boxes and tables (by their header) that may be absent.",
    )
    required: list[str] = Field(
        default_factory=list, description="Keys, sections, labels and boxes that may not be absent."
    )
    samples: list[str] = Field(default_factory=list, description="Labels of the template that stand for others.")
    requires: dict[str, list[str]] = Field(
        default_factory=dict, description="Section title -> table headers that a begun row must fill."
    )
    keep: list[str] = Field(default_factory=list, description="Texts of the template that authors leave standing.")
    free: list[str] = Field(
        default_factory=list, description="Keys whose value may be any text, whatever the template has there."
    )
    frozen: list[str] = Field(
        default_factory=list, description="Titles of sections whose text is normative as a whole (approved-changed)."
    )
    components: list[str] = Field(
        default_factory=list, description="Sections, labels and table headers that list the spec's own files."
    )

    @model_validator(mode="after")
    def _one_source(self) -> ProfileSchema:
        if bool(self.use) == bool(self.template):
            raise ValueError("name either 'use' (a built-in profile) or 'template' (a file of this repository)")
        if self.template and not self.match:
            raise ValueError("'match' must list the files that this template governs")
        return self


class ReferenceKindSchema(_Strict):
    """A kind of document that specs refer to. What is not given keeps the built-in kind's value."""

    keys: list[str] | None = Field(None, description="Front-matter keys that hold such a reference.")
    labels: list[str] | None = Field(None, description="Labels in the body that announce such a reference.")
    paths: list[Glob] | None = Field(None, description="Globs of where such documents live.")
    id: Pattern | None = Field(None, description="Regular expression of their ids.")
    required: bool = Field(default=False, description="Whether None or N/A is no answer.")
    hosts: list[str] = Field(default_factory=list, description="Hosts whose URLs are accepted for a required kind.")


class MigrationsSchema(_Strict):
    """Where migrations live: a preset, or a glob with a pattern of the version in the file name."""

    preset: Literal["", "supabase", "flyway", "rails", "alembic", "django", "prisma", "goose", "sqlx"] = ""
    glob: Annotated[str, AfterValidator(lambda value: _one_glob(value) if value else value)] = _DEFAULT.migrations.glob
    version: Pattern = _DEFAULT.migrations.version

    @model_validator(mode="after")
    def _one_way(self) -> MigrationsSchema:
        if self.preset and self.glob:
            raise ValueError("name either 'preset' or 'glob'")
        if self.version and not self.glob:
            raise ValueError("'version' says where a name that 'glob' matches has its version: give 'glob', too")
        return self


class PhasesSchema(_Strict):
    """Words of ``status`` per phase, added to the built-in ones."""

    draft: list[str] = Field(default_factory=list)
    implementing: list[str] = Field(default_factory=list)
    done: list[str] = Field(default_factory=list)
    retired: list[str] = Field(default_factory=list)


class RuleSchema(_Strict):
    """A rule's severity per phase; a phase not named keeps the built-in one. Beside it stand the rule's own options."""

    model_config = ConfigDict(extra="allow")  # the options: the rules know them, see ``options``

    draft: Level | None = None
    implementing: Level | None = None
    done: Level | None = None
    ignorable: bool = Field(default=True, description="Whether an ignore comment may excuse it.")


class CodeSchema(_Strict):
    """Code that may not change without its spec."""

    code: list[Glob] = Field(min_length=1, description="Globs of code; {name} captures a path segment.")
    spec: OneGlob = Field(description="The spec's path; {name} is what the glob captured.")


_NO_LIMIT = "No longer used: any number is judged."


class LimitsSchema(_Strict):
    """Bounds of a run."""

    document_bytes: int = Field(default=_DEFAULT.limits.document_bytes, ge=1_000, le=MAX_BLOB_BYTES)
    files: int = Field(default=_DEFAULT.limits.files, ge=1, le=5_000_000, description=_NO_LIMIT)
    findings: int = Field(default=_DEFAULT.limits.findings, ge=1, le=1_000_000, description=_NO_LIMIT)
    seconds: int = Field(default=_DEFAULT.limits.seconds, ge=1, le=21_600)


class ApprovalsSchema(_Strict):
    """Who has to approve the normative text of a spec, in a review of the pull request that changes it."""

    phases: list[Literal["implementing", "done"]] = Field(
        ["implementing", "done"], min_length=1, description="Phases in which it is needed."
    )
    by: list[Word] = Field(
        default_factory=lambda: ["owner", "codeowners"],
        min_length=1,
        description="Any of these is enough: `owner`, `codeowners`, a login, a team.",
    )
    teams: dict[str, list[Word]] = Field(
        default_factory=dict, description="Members of a team, or of what `owner` names: a token may not read them."
    )


class WordsSchema(_Strict):
    """Words of your language or your team, added to the built-in ones; letter case does not matter."""

    none: list[Word] = Field(default_factory=list, description="Says that there is nothing to answer, as `N/A`.")
    later: list[Word] = Field(default_factory=list, description="Says that the answer is still to come, as `TBD`.")
    must: list[Word] = Field(default_factory=list, description="Marks a required row in a column `Required`.")
    optional: list[Word] = Field(
        default_factory=list, description="Marks a section of a template that may be left out."
    )


def _one_level(value: object) -> object:
    """A single severity stands for all phases."""
    value = _off(value)
    if not isinstance(value, str | dict | RuleSchema):
        message = "expected 'off', 'note', 'warning' or 'error', or a mapping that says it by phase"
        raise ValueError(message)  # noqa: TRY004 - pydantic passes a TypeError on
    return dict.fromkeys(("draft", "implementing", "done"), value) if isinstance(value, str) else value


def _options(owner: OwnsOptions) -> dict[str, Any]:
    return {option.name: dict(option.schema) for option in owner.options}


def _fail_on(config: Config) -> Literal["error", "warning", "note", "never"]:
    return "never" if config.fail_on is None else config.fail_on.value


class ConfigSchema(_Strict):
    """The configuration of Speclatch, in ``.speclatch.yml`` or ``[tool.speclatch]`` of ``pyproject.toml``."""

    version: Literal[1] = 1
    fail_on: Literal["error", "warning", "note", "never"] = _fail_on(_DEFAULT)
    new_only: bool = Field(
        default=_DEFAULT.new_only, description="List what the base already had, but fail only on what is new."
    )
    exclude: list[Glob] = Field(default_factory=list, description="Globs of files that are never specs.")
    profiles: list[ProfileSchema] = Field(default_factory=list)
    references: dict[str, ReferenceKindSchema] = Field(default_factory=dict)
    migrations: MigrationsSchema = Field(default_factory=MigrationsSchema)
    phases: PhasesSchema = Field(default_factory=PhasesSchema)
    rules: dict[str, Annotated[RuleSchema, BeforeValidator(_one_level)]] = Field(default_factory=dict)
    code: list[CodeSchema] = Field(default_factory=list)
    limits: LimitsSchema = Field(default_factory=lambda: LimitsSchema())
    words: WordsSchema = Field(default_factory=lambda: WordsSchema())
    approvals: ApprovalsSchema | None = Field(None, description="Off unless it is there.")


def json_schema(rules: Mapping[str, OwnsOptions]) -> dict[str, Any]:
    """The JSON Schema of the configuration (draft 2020-12), with the options of these rules."""
    schema = ConfigSchema.model_json_schema(by_alias=True)
    severities = {"enum": ["off", "note", "warning", "error", False]}
    rule = schema["$defs"]["RuleSchema"]
    rule["additionalProperties"] = False
    for phase in ("draft", "implementing", "done"):
        rule["properties"][phase]["anyOf"] = [severities, {"type": "null"}]
    entries = schema["properties"]["rules"]
    entries["additionalProperties"] = {"anyOf": [severities, {"$ref": "#/$defs/RuleSchema"}]}
    entries["properties"] = {
        name: {"anyOf": [severities, rule | {"properties": rule["properties"] | _options(owner)}]}
        for name, owner in rules.items()
        if owner.options
    }
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    return dialect | schema | {"title": "Speclatch configuration"}
