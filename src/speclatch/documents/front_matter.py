"""What metadata offers: its fields with their source text, the faults of a front matter, each with its place."""

from __future__ import annotations

import enum
from functools import lru_cache
from typing import NamedTuple

from speclatch.documents.elements import Section
from speclatch.model import Location
from speclatch.patterns import lazy_re


class MetadataForm(enum.Enum):
    """How an author wrote a field of the metadata."""

    FRONT_MATTER = "front matter"
    TABLE = "table"
    BULLET = "bullet"
    LINE = "line"
    QUOTE = "quote"
    SECTION = "section"


PLAIN = "plain"
"""A scalar of YAML without quotes: not every text can stand there."""

LITERAL = "literal"
"""A string of TOML in single quotes: nothing in it is escaped, and it holds none of them."""


class Scalar(NamedTuple):
    """One scalar leaf of a front-matter value: its text as YAML reads it (never converted) and its exact span.

    The span includes quotes. ``text`` of an alias is the text of its anchor; its span is the alias. ``quote`` is what
    its source opens with: a quote, ``PLAIN`` where it has none, ``""`` where nobody looked.
    """

    text: str
    location: Location
    quote: str = ""


class MetadataField(NamedTuple):
    """One field of a document's metadata: a key of the front matter, or what stands for one in the body (``form``).

    ``value`` is the constructed value with every scalar left as its source text (``1.0`` stays ``"1.0"``;
    null is None; sequences are tuples; mappings are dicts). ``raw`` is the source text of the value,
    ``scalars`` its leaves in order, ``location`` the lines from the key to the end of the value,
    ``key_location`` the key alone, in the body the line it stands on. ``section`` is where it stands in the body.
    """

    key: str
    value: object
    raw: str
    location: Location
    key_location: Location
    scalars: tuple[Scalar, ...] = ()
    form: MetadataForm = MetadataForm.FRONT_MATTER
    section: Section | None = None

    @property
    def is_list(self) -> bool:
        """Whether the value is a sequence."""
        return isinstance(self.value, tuple)

    @property
    def text(self) -> str:
        """The value as one line of text: a scalar's own text, the leaves of a list joined by a comma."""
        return ", ".join(scalar.text for scalar in self.scalars)


class ProblemKind(enum.Enum):
    """How a front matter fails: it cannot be read at all, or one value of it cannot be what it says."""

    INVALID = "invalid"
    VALUE = "value"


class FrontMatterProblem(NamedTuple):
    """A fault of the front matter itself, with what to do about it.

    ``key`` is the key concerned, where known.
    """

    kind: ProblemKind
    message: str
    location: Location
    hint: str = ""
    key: str = ""


class FrontMatter(NamedTuple):
    """The block of YAML, TOML or JSON a document opens with.

    ``location`` spans both fences; ``present`` is False where there is none (``location`` is then line 1).
    ``location`` begins behind line 1 where blank lines or comments stand above it (an INVALID problem).
    ``entries`` holds what could be read; with an INVALID problem that may be nothing.
    """

    location: Location
    present: bool = False
    entries: tuple[MetadataField, ...] = ()
    problems: tuple[FrontMatterProblem, ...] = ()

    def get(self, key: str) -> MetadataField | None:
        """The entry of ``key``, exactly spelled; None if absent."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def find(self, key: str) -> MetadataField | None:
        """The entry of ``key``, spelled exactly or else in other case or with other hyphens; None if absent.

        People write ``Status:`` and ``prd-ref:``; such a key must not hide what it says.
        """
        exact = self.get(key)
        if exact is not None:
            return exact
        wanted = key_name(key)
        return next((entry for entry in self.entries if key_name(entry.key) == wanted), None)

    @property
    def late(self) -> bool:
        """Whether something stands above it, so that other tools see none."""
        return self.present and self.location.line > 1

    @property
    def readable(self) -> bool:
        """Whether it could be read."""
        return not any(problem.kind is ProblemKind.INVALID for problem in self.problems)


_BETWEEN = lazy_re(r"[\s_-]+")
_NAMES = {
    "status": "statut état etat estado situação situacao статус состояние стан zustand stato stav durum trạng_thái "
    "الحالة حالة סטטוס מצב स्थिति tila állapot stare κατάσταση สถานะ statusas būsena statuss olek staatus estat وضعیت "
    "状态 狀態 状態 ステータス 상태",
    "date": "datum dato fecha дата päivämäärä dátum ημερομηνία tarih ngày tanggal التاريخ תאריך दिनांक "
    "วันที่ kuupäev datums تاریخ 日期 日付 날짜",
    "title": "titel titre título titulo titolo tytuł název başlık tiêu_đề заголовок название назва العنوان כותרת शीर्षक "
    "otsikko cím titlu τίτλος tittel judul ชื่อเรื่อง naslov наслов názov pavadinimas nosaukums pealkiri títol عنوان "
    "标题 標題 タイトル 제목",
    "superseded_by": "superceded_by supersededby replaced_by replacedby obsoleted_by ersetzt_durch abgelöst_durch "
    "remplacé_par remplacée_par reemplazado_por reemplazada_por sustituido_por sustituida_por substituído_por "
    "substituída_por sostituito_da sostituita_da vervangen_door zastąpiony_przez zastąpione_przez заменено_на "
    "замінено_на 取代者 被取代为 後継 대체_문서",
}
_KEYS = {name: key for key, names in _NAMES.items() for name in names.split()}


@lru_cache(maxsize=4096)
def key_name(key: str) -> str:
    """The one name of a key however it is spelled: in any case, with blanks or hyphens, in another language."""
    folded = _BETWEEN.sub("_", key.strip(" \t*_`:：").casefold())
    return _KEYS.get(folded, folded)
