"""Read and check a configuration file: text with lines -> schema -> frozen Config, or every fault on its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from speclatch.config.idle import Remark, contradictions, idle
from speclatch.config.messages import Keys, instead, plain
from speclatch.config.model import Config, config_of
from speclatch.config.options import OwnsOptions
from speclatch.config.schema import (
    ApprovalsSchema,
    CodeSchema,
    ConfigSchema,
    LimitsSchema,
    MigrationsSchema,
    PhasesSchema,
    ProfileSchema,
    ReferenceKindSchema,
    RuleSchema,
    WordsSchema,
)
from speclatch.errors import ConfigError

MAX_BYTES = 256_000
"""A configuration file larger than this is refused before it is parsed."""
MAX_NODES = 20_000
"""YAML nodes, aliases followed, above which a configuration is refused: an alias bomb is small in bytes."""


def parse_config(raw: bytes, path: str, rules: Mapping[str, OwnsOptions] | None = None) -> Config:
    """Read a configuration file; see ``read_settings``."""
    return config_of(read_settings(raw, path, rules), path)


def read_settings(raw: bytes, path: str, rules: Mapping[str, OwnsOptions] | None = None) -> dict[str, Any]:
    """Read what a configuration file says, checked and complete, as plain data that ``config_of`` takes.

    Args:
        raw: the file's bytes: YAML, or TOML where ``path`` ends in ``.toml`` (then its table ``tool.speclatch``).
        path: its name, for messages.
        rules: the rules that exist, by id; None: names of rules and their options are not checked.

    Raises:
        ConfigError: every fault at once, one a line, each with the file, the line and what to do.
    """
    data, lines = _load(raw, path)
    if not isinstance(data, dict):
        raise ConfigError(f"{path}:{lines.get((), 1)}: the configuration has to be keys with values")
    try:
        schema = ConfigSchema.model_validate(data)
    except ValidationError as error:
        raise ConfigError("\n".join(_explain(error, path, lines))) from error
    faults = [*contradictions(schema), *(_rule_faults(schema.rules, rules) if rules is not None else ())]
    if faults:
        raise ConfigError("\n".join(_remarks(faults, path, lines)))
    plain_data = schema.model_dump(mode="json")
    for name, entry in schema.rules.items():
        options = entry.model_extra or {}
        said = plain_data["rules"][name]
        said["options"] = {option: said.pop(option) for option in options}
    for number, use in enumerate(plain_data["profiles"]):
        use["line"] = lines.get(("profiles", number), 1)
    plain_data["notices"] = list(_remarks(idle(schema), path, lines))
    places: list[Keys] = [("migrations", "glob"), *(("code", number) for number in range(len(schema.code)))]
    places += (("references", name, "paths") for name in schema.references)
    plain_data["lines"] = {".".join(map(str, keys)): _line(keys, lines) for keys in places}
    return plain_data


def _remarks(remarks: Iterable[Remark], path: str, lines: Mapping[Keys, int]) -> Iterator[str]:
    """Sentences with the file, the line and the name of what they are about, each once."""
    named = (f"{path}:{_line(keys, lines)}: {'.'.join(map(str, keys))}: {message}" for keys, message in remarks)
    yield from dict.fromkeys(named)


def _load(raw: bytes, path: str) -> tuple[object, Mapping[Keys, int]]:
    if len(raw) > MAX_BYTES:
        raise ConfigError(f"{path}:1: the configuration is larger than {MAX_BYTES} bytes")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}:1: the configuration is not UTF-8 ({error.reason} at byte {error.start})") from error
    return _load_toml(text, path) if path.endswith(".toml") else _load_yaml(text, path)


def _load_toml(text: str, path: str) -> tuple[object, Mapping[Keys, int]]:
    import tomllib  # most configurations are YAML

    from speclatch.config.toml_lines import error_line, toml_lines

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}:{error_line(error)}: not TOML: {error}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}:1: not usable as TOML: nested too deeply") from error
    text = text.replace("\r\n", "\n")
    tools = data.get("tool")
    if tools is not None and not isinstance(tools, dict):
        line = toml_lines(text, ("tool",)).get((), 1)
        raise ConfigError(f"{path}:{line}: `tool` has to be a table: the configuration is [tool.speclatch] in it")
    if not tools or "speclatch" not in tools:
        raise ConfigError(f"{path}:1: there is no [tool.speclatch] in it: put the configuration under that heading")
    return tools["speclatch"], toml_lines(text, ("tool", "speclatch"))


def _load_yaml(text: str, path: str) -> tuple[object, Mapping[Keys, int]]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        lines: dict[Keys, int] = {}
        if node is not None:
            _walk(node, (), lines, path)
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else path
        raise ConfigError(f"{where}: not YAML: {getattr(error, 'problem', None) or error}") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise ConfigError(f"{path}:1: not usable as YAML: {error}") from error
    return ({} if data is None else data), lines


def _walk(root: yaml.Node, keys: Keys, lines: dict[Keys, int], path: str) -> None:
    """Note the line of every key; refuse duplicate keys and alias bombs."""
    todo: list[tuple[yaml.Node, Keys]] = [(root, keys)]
    count = 0
    while todo:
        node, at = todo.pop()
        count += 1
        if count > MAX_NODES:
            raise ConfigError(f"{path}:1: more than {MAX_NODES} YAML nodes")
        lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                line = key.start_mark.line + 1
                if key.value in seen and isinstance(key.value, str):
                    raise ConfigError(f"{path}:{line}: the key '{key.value}' is there twice")
                seen.add(str(key.value))
                lines[(*at, str(key.value))] = line
                todo.append((value, (*at, str(key.value))))
        elif isinstance(node, yaml.SequenceNode):
            todo.extend((item, (*at, number)) for number, item in enumerate(node.value))


def _line(keys: Keys, lines: Mapping[Keys, int]) -> int:
    """The line of a place in the file, or of the nearest place around it."""
    while keys and keys not in lines:
        keys = keys[:-1]
    return lines.get(keys, 1)


def _explain(error: ValidationError, path: str, lines: Mapping[Keys, int]) -> Iterator[str]:
    """Every fault, one a line; what a single value is found wrong in several places for is said once."""
    seen: set[str] = set()
    for fault in error.errors(include_url=False):
        keys = _said(tuple(fault["loc"]), lines)
        message = (
            f"unknown key{_nearest(str(keys[-1]), _known_keys(keys[:-1]))}" if _is_unknown(fault) else plain(fault)
        )
        name = ".".join(str(key) for key in keys) or "the configuration"
        line = f"{path}:{_line(keys, lines)}: {name}: {message}"
        if line not in seen:
            seen.add(line)
            yield line


def _is_unknown(fault: ErrorDetails) -> bool:
    return fault["type"] == "extra_forbidden"


def _said(keys: Keys, lines: Mapping[Keys, int]) -> Keys:
    """The place as the file has it: ``rules.x: word`` is read as a mapping of phases, and holds none."""
    return keys[:-1] if keys[:1] == ("rules",) and keys not in lines and keys[:-1] in lines else keys


_MODELS: Mapping[str, type[BaseModel]] = {
    "profiles": ProfileSchema,
    "references": ReferenceKindSchema,
    "migrations": MigrationsSchema,
    "phases": PhasesSchema,
    "rules": RuleSchema,
    "code": CodeSchema,
    "limits": LimitsSchema,
    "words": WordsSchema,
    "approvals": ApprovalsSchema,
}


def _known_keys(keys: Keys) -> list[str]:
    """The keys that the schema has at a place of the file."""
    model = _MODELS.get(str(keys[0])) if keys else ConfigSchema
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _rule_faults(entries: Mapping[str, RuleSchema], rules: Mapping[str, OwnsOptions]) -> Iterator[Remark]:
    """Rules that do not exist, and options that a rule does not have or not so: where, and what is wrong."""
    for name, entry in entries.items():
        if name not in rules:
            yield ("rules", name), f"there is no such rule{_nearest(name, rules)}"
            continue
        options = {option.name: option for option in rules[name].options}
        for key, value in (entry.model_extra or {}).items():
            at = ("rules", name, key)
            if key not in options:
                yield at, f"unknown key{_nearest(key, (*_known_keys(('rules', name)), *options))}"
            elif fault := options[key].fault(value):
                yield at, f"{fault}{instead(value)}"


def _nearest(name: str, known: Iterable[str]) -> str:
    import difflib  # only for whoever mistyped something

    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    return f"; did you mean '{close[0]}'?" if close else ""
