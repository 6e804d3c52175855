"""What was derived from a template, as plain data: the next run need not derive it, which takes long, again."""

from __future__ import annotations

import contextlib
import enum
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass

from speclatch.cache import FAULTS, CacheStore, Row
from speclatch.config.model import Words
from speclatch.documents.front_matter import MetadataForm
from speclatch.profiles.profile import (
    FieldRule,
    Guidance,
    KeyRule,
    KeyType,
    Profile,
    RowRule,
    SectionRule,
    TableRule,
    TaskRule,
)


def remembered(store: CacheStore | None, made_of: Iterable[str], derive: Callable[[], Profile]) -> Profile:
    """The profile that ``derive`` gives, from an earlier run where there is one of the same that it is made of.

    Args:
        store: what earlier runs kept; None: nothing is kept.
        made_of: all that the profile depends on, besides the program.
        derive: derives it; what that raises is raised.
    """
    if store is None:
        return derive()
    name = hashlib.sha256(repr(tuple(made_of)).encode("utf-8", "backslashreplace")).hexdigest()
    row = store.get(name)
    if row is not None:
        with contextlib.suppress(*FAULTS):
            return profile_of(row)
    profile = derive()
    store.put(name, row_of(profile))
    return profile


def row_of(profile: Profile) -> Row:
    """A profile as ``profile_of`` takes it."""
    return [_plain(getattr(profile, one.name)) for one in fields(profile)]


def profile_of(row: Row) -> Profile:
    """The profile that ``row_of`` was given, as it came back from JSON.

    Raises one of ``FAULTS`` where it is none.
    """
    name, keys, sections, tables, tasks, labels, guidance, title, titles_agree, *rest = row
    directory, metadata, match, place, id_samples, texts, faults, words, frozen, components = rest
    return Profile(
        name,
        tuple(map(_key, keys)),
        tuple(map(_section, sections)),
        tuple(map(_table, tables)),
        tuple(TaskRule(tuple(section), *others) for section, *others in tasks),
        tuple(FieldRule(tuple(section), *others) for section, *others in labels),
        _guidance(*guidance),
        title,
        titles_agree,
        directory,
        metadata,
        tuple(match),
        tuple(place),
        tuple(id_samples),
        frozenset(texts),
        tuple(faults),
        Words(*map(tuple, words)),
        tuple(frozen),
        tuple(components),
    )


def _plain(value: object) -> object:
    """A value of a profile as JSON can hold it: sets and mappings sorted, words for enumerations."""
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(one)] for key, one in sorted(value.items())]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, enum.Enum):
        return value.value
    if is_dataclass(value):
        return [_plain(getattr(value, one.name)) for one in fields(value)]
    return value


def _key(row: Row) -> KeyRule:
    rule = KeyRule(*row)
    return rule._replace(type=KeyType(rule.type), values=tuple(rule.values), form=MetadataForm(rule.form))


def _section(row: Row) -> SectionRule:
    rule = SectionRule(*row)
    return rule._replace(key=tuple(rule.key), unless=tuple(rule.unless), also=tuple(rule.also))


def _table(row: Row) -> TableRule:
    rule = TableRule(*row)
    return rule._replace(
        section=tuple(rule.section),
        header=tuple(rule.header),
        answer_columns=tuple(rule.answer_columns),
        rows=tuple(RowRule(*one) for one in row[TableRule._fields.index("rows")]),
        requires=tuple(rule.requires),
    )


def _guidance(whole: list[str], spans: Row, keys: Row) -> Guidance:
    return Guidance(
        frozenset(whole),
        {tuple(section): frozenset(texts) for section, texts in spans},
        {key: frozenset(texts) for key, texts in keys},
    )
