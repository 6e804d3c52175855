"""What a profile asks of the documents it governs. Derived from a template by ``profiles.template``."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from speclatch.config.model import Words
from speclatch.documents.front_matter import MetadataForm, key_name
from speclatch.patterns import lazy_re

SectionKey = tuple[str, ...]
"""A section's normalised titles from the outermost down, the title aside; ``()`` is what stands before the first."""


PLACE_LABELS = frozenset({"target directory", "target path", "target file"})
"""Labels behind which a document says where it lies."""
_REMARKS = """
    note notes hint hints tip important warning attention caution example examples hinweis anmerkung achtung nota
    remarque aviso atención exemple ejemplo exemplo beispiel 注 注意 备注 提示 補足 参考 참고
"""
REMARK_LABELS = frozenset(_REMARKS.split())
"""Labels of remarks, which stand among a document's fields and are none."""


ID_KEY = "id"
"""The key that holds a document's id where the template has no other for it."""


class KeyType(enum.Enum):
    """What a front-matter value has to be."""

    TEXT = "text"
    ENUM = "enum"
    ID = "id"
    DATE = "date"
    REFERENCE = "reference"


class KeyRule(NamedTuple):
    """A front-matter key of the template.

    ``values`` are the words of an ENUM, ``pattern`` the regular expression of an ID (anchored by its user),
    ``kind`` the kind of a REFERENCE (``prd``, ``adr``, ...). ``required`` is False where the template says so in a
    comment. ``is_mapping``: a mapping may stand there. ``sample`` is what the template has there, for messages;
    ``form`` how the template has it, where a document may use any; ``twice``: in front matter and body, which makes
    two of it.
    """

    key: str
    type: KeyType = KeyType.TEXT
    is_list: bool = False
    required: bool = True
    values: tuple[str, ...] = ()
    pattern: str = ""
    kind: str = ""
    sample: str = ""
    is_mapping: bool = False
    form: MetadataForm = MetadataForm.FRONT_MATTER
    twice: bool = False


class SectionRule(NamedTuple):
    """A heading of the template, numbering and optional marks taken off; ``number`` is the numbering (``4.2``).

    ``unless`` are normalised titles of sections: a document that has one is of another form, which has not this one.
    ``also`` are those that say the same in other languages.
    """

    key: SectionKey
    title: str
    level: int
    number: str = ""
    required: bool = True
    unless: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def is_given_up(self, titles: AbstractSet[str]) -> bool:
        """Whether a document whose sections have these titles is of another form, which has not this section."""
        return not titles.isdisjoint(self.unless)

    @property
    def is_top(self) -> bool:
        """Whether it is of the template's top level, ``##`` or, where there is no title, ``#``."""
        return len(self.key) == 1


@dataclass(frozen=True, slots=True)
class RowRule:
    """A row that the template fixes: ``name`` is its first cell, ``must`` whether its answer is obligatory.

    ``where`` is what its "Where to document" cell says; ``question`` its second cell, by which a renamed row is known.
    """

    name: str
    must: bool = False
    where: str = ""
    question: str = field(default="", compare=False)

    @property
    def is_numbered(self) -> bool:
        """Whether its first cell only counts the rows, so that the question beside it is what it is known by."""
        return bool(self.question) and is_number(self.name)

    @property
    def shown(self) -> str:
        """What to call it."""
        return self.question if self.is_numbered else self.name


def is_number(cell: str) -> bool:
    """Whether a cell only counts its row: ``3``, ``3.``, ``#3``."""
    return _NUMBER.fullmatch(cell) is not None


_NUMBER = lazy_re(r"\W{0,3}\d{1,4}\W{0,3}")


class TableRule(NamedTuple):
    """A table of the template.

    ``answer_columns`` are the headers whose cells the template leaves to the author in every row (blank or
    guidance). ``required_column`` is the header that says ``Must`` (empty: no governance table), ``where_column``
    the one that says where the answer is documented. ``rows`` are the fixed rows, none where the author writes all.
    ``requires`` are headers that a begun row must not leave blank. ``ordinal`` tells equal tables of one section apart.
    ``marks`` is a header like ``Required`` of a table that asks nothing (it lists parameters, or has no answers).
    ``required`` is False where a document may do without it.
    """

    section: SectionKey
    header: tuple[str, ...]
    answer_columns: tuple[str, ...] = ()
    required_column: str = ""
    where_column: str = ""
    rows: tuple[RowRule, ...] = ()
    requires: tuple[str, ...] = ()
    ordinal: int = 0
    marks: str = ""
    required: bool = True

    @property
    def is_governance(self) -> bool:
        """Whether some rows must be answered."""
        return bool(self.required_column)


@dataclass(frozen=True, slots=True)
class TaskRule:
    """A box that the template fixes; ``text`` is its normalised text. Open lists (``- [ ] ...``) fix none.

    ``option``: it has labels of its own below it, and is one of several to choose from. ``ordinal`` tells equal boxes
    of one section apart. ``shown`` is the text as the template has it, for messages.
    """

    section: SectionKey
    text: str
    required: bool = True
    option: bool = False
    ordinal: int = 0
    shown: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A labelled value of the template.

    ``label`` is normalised. ``required`` says that something must stand behind it; ``fixed`` that the label must
    stay (sample labels such as ``Error 1`` may go). ``kind`` is the kind of reference it announces, if any.
    ``shown`` is the label as the template has it, for messages.
    """

    section: SectionKey
    label: str
    container: str = "bullet"
    required: bool = True
    fixed: bool = True
    kind: str = ""
    shown: str = field(default="", compare=False)


class Guidance(NamedTuple):
    """What the template says to the author and nobody else: hashes of normalised text, so that it is known again.

    ``whole`` are texts that are guidance as a whole unit (a cell, a value, a paragraph, a fence), wherever they
    stand; ``spans`` are bracketed pieces, by the section they are guidance in; ``keys`` are front-matter values
    and pieces, by key.
    """

    whole: frozenset[str] = frozenset()
    spans: Mapping[SectionKey, frozenset[str]] = {}
    keys: Mapping[str, frozenset[str]] = {}


@dataclass(frozen=True)
class Profile:
    """Which files a team's spec is, and what it has to hold.

    ``title`` is the template's own title, its one heading of level 1, if any. ``titles_agree``: the template puts
    the same placeholder into the front matter's title and that heading.
    ``directory`` is the pattern of the template's ``Target Directory`` (``specs/<feature>/spec.md``), if any.
    ``metadata`` is the name of a file beside the document that holds its front matter. ``words`` are the team's own,
    by which answers and marks are read as well. ``id_samples`` are ids of the template that a document replaces
    (``RFC-###``), wherever they stand. ``texts`` are hashes of all the template says, by which a copy is known that
    nobody filled in; ``place`` are globs of where its documents are known without a configuration; ``frozen`` are
    titles of sections whose text is normative, ``components`` titles, labels and headers that list a spec's own files;
    ``faults`` say what of the template could not be read.
    """

    name: str
    keys: tuple[KeyRule, ...] = ()
    sections: tuple[SectionRule, ...] = ()
    tables: tuple[TableRule, ...] = ()
    tasks: tuple[TaskRule, ...] = ()
    fields: tuple[FieldRule, ...] = ()
    guidance: Guidance = field(default_factory=Guidance, compare=False)
    title: str = ""
    titles_agree: bool = False
    directory: str = ""
    metadata: str = ""
    match: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    id_samples: tuple[str, ...] = ()
    texts: frozenset[str] = field(default=frozenset(), compare=False)
    faults: tuple[str, ...] = field(default=(), compare=False)
    words: Words = field(default_factory=Words)
    frozen: tuple[str, ...] = ()
    components: tuple[str, ...] = ()

    @property
    def id_key(self) -> str:
        """The key that holds a document's id: ``id``, or the one whose sample is an id."""
        named = self.key(ID_KEY)
        return next((rule.key for rule in self.keys if rule.type is KeyType.ID and named is None), ID_KEY)

    def key(self, name: str) -> KeyRule | None:
        """The rule of a key of the metadata, however it is spelled."""
        wanted = key_name(name)
        return next((rule for rule in self.keys if key_name(rule.key) == wanted), None)
