"""Which files of a repository are templates: told by what they say to an author, and by who resembles them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count
from posixpath import basename, dirname

from speclatch.documents.document import Block, BlockKind, Document, MetadataForm, Section, key_name
from speclatch.patterns import lazy_re
from speclatch.profiles.brackets import has_spans, is_bracketed
from speclatch.profiles.demands import speaks_to_author
from speclatch.profiles.enumerations import choices
from speclatch.profiles.keys import sample_of
from speclatch.profiles.matching import other_titles, top_level, top_titles
from speclatch.profiles.profile import KeyRule, KeyType, Profile
from speclatch.profiles.text import fold, is_blank
from speclatch.profiles.words import answers_nothing
from speclatch.references.definitions import without_code_and_comments
from speclatch.scaffold.names import ONE_EACH
from speclatch.scaffold.sketches import Sketch

NAMED_SHARE = 0.4
"""The share of its sections that speak to an author in a template that is called one ..."""
SURE_SHARE = 0.7
"""... and in one that is not."""
ALIKE = 0.5
"""The share of a template's titles, or of its keys, by which a document resembles it."""
MIN_TITLES = 2
MIN_KEYS = 3

SPEC_WORDS = frozenset(
    {"adr", "adrs", "decision", "decisions", "rfc", "rfcs", "proposal", "proposals", "spec", "specs", "prd", "prds"}
    | {"design", "designs", "enhancement", "enhancements", "story", "stories", "requirements", "kep", "keps", "tep"}
)
"""Words of a path that say that a group of documents is one of specs."""

_TEMPLATE_WORDS = (
    "templates?|mod[eè]les?|modell[oi]|modelos?|plantillas?|sjablo(?:on|nen)|vorlagen?|szablony?|šablon[ay]?|шаблон[иы]?|"
    "sablon(?:ok)?|şablon(?:lar)?|șablon|skabelon(?:er)?|πρότυπ[αο]|模板|范本|範本|テンプレート|ひな形|雛形|템플릿"
)
"""What a template is called, in several languages."""
_NAMED = lazy_re(
    rf"template|skeleton|boilerplate|\b(?:blank|sample)\b|(?:^|[-_. ])(?:{_TEMPLATE_WORDS})(?=[-_. ]|$)", re.IGNORECASE
)
_ENDINGS = lazy_re(r"(?:\.(?:md|markdown|template|tmpl|tpl|example|sample|dist))+\Z", re.IGNORECASE)
_TEMPLATES = lazy_re(rf"[_.]?(?:{_TEMPLATE_WORDS}|archetypes)", re.IGNORECASE)
"""What a folder of templates is called; ``archetypes`` is Hugo's."""
_CALLED = lazy_re(_TEMPLATE_WORDS)
_SAMPLE_NAME = lazy_re(r"(?:^|[-_. ])(?:[NX]{2,}|[#?]{2,}|0{3,}|nnnn?|xxxx?)(?=[-_. ]|$)")
_ZEROTH = lazy_re(
    rf"0+[-_. ](?!(?:.*[-_. ])?(?:{_TEMPLATE_WORDS}|example|sample|skeleton|title)\b)[a-z]{{3,}}", re.IGNORECASE
)
"""The name of what comes first, counted from zero, and is no sample."""
_UNNAMED = frozenset({"", "readme", "index", "nnnn", "xxxx", "0000", "md", "tmpl", "example", "skeleton"})
_NUMBER = lazy_re(r"\d+|[a-z]0+")
_ZEROS = lazy_re(r"(?<=[a-z])00+\Z")
_DATE = lazy_re(r"y{2,4}[-/. ]?m{1,2}[-/. ]?d{1,2}|\bdate\b", re.IGNORECASE)


@dataclass(frozen=True)
class Template:
    """A template of the repository: its path, what it asks, and the share of its sections that speak to an author."""

    path: str
    profile: Profile
    guidance: float = 1.0

    @cached_property
    def titles(self) -> frozenset[str]:
        """The titles of its top level."""
        return top_titles(self.profile)

    @cached_property
    def all_titles(self) -> frozenset[str]:
        """The titles of all its sections."""
        return frozenset(rule.key[-1] for rule in self.profile.sections)

    @cached_property
    def _others(self) -> Mapping[str, str]:
        return other_titles(self.profile)

    def _said(self, titles: Iterable[str]) -> set[str]:
        """Titles of a document, each as the template says it."""
        return {self._others.get(title, title) for title in titles}

    @cached_property
    def keys(self) -> frozenset[str]:
        """The names of its metadata, those of the body aside that hold a value as any page's head may."""
        return frozenset(key_name(rule.key) for rule in self.profile.keys if _tells(rule))

    def likeness(self, sketch: Sketch) -> float:
        """How much of its titles, and of its titles and keys, a document has, 0 to 1: the better of both."""
        if len(self.titles) < MIN_TITLES:
            return len(self.keys & sketch.keys) / len(self.keys) if len(self.keys) >= MIN_KEYS else 0.0
        common = len(self.titles & self._said(sketch.at(top_level(self.profile))))
        titles = common / len(self.titles) if common > 1 else 0.0  # one title may be anybody's
        if len(self.keys) < MIN_KEYS or not titles:
            return titles
        return max(titles, (titles + len(self.keys & sketch.keys) / len(self.keys)) / 2)

    def fit(self, sketch: Sketch) -> float:
        """How well it fits a document, 0 to 1: it has what the document has, and not much besides."""
        own = {title for level, title in sketch.titles if level > 1} or {title for _, title in sketch.titles}
        own = self._said(own)
        covered = len(own & self.all_titles) / len(own) if own else 0.0
        likeness = self.likeness(sketch)
        return 2 * covered * likeness / (covered + likeness) if covered and likeness else 0.0


def _tells(rule: KeyRule) -> bool:
    asks = rule.type not in (KeyType.TEXT, KeyType.REFERENCE) or _is_sample(rule.sample)
    return asks or rule.form is MetadataForm.FRONT_MATTER


def may_be_template(path: str) -> bool:
    """Whether a path's name hints at a template; what the file says decides."""
    stem, folder = _stem(path), basename(dirname(path))
    return bool(
        _NAMED.search(_own_name(path))
        or _NAMED.search(basename(path))
        or _TEMPLATES.fullmatch(folder)
        or _SAMPLE_NAME.search(stem)
        or _SAMPLE_NAME.search(folder)
    )


def _own_name(path: str) -> str:
    """What a document is called: its file, or its folder where it has one to itself."""
    folder = basename(dirname(path))
    return folder if folder and basename(path).lower() in ONE_EACH else _stem(path)


def is_called_template(path: str) -> bool:
    """Whether a file's name ends or begins with the word, or has a sample for its number; one with a number does not.

    ``0101-x-in-pod-template.md`` is a document about templates, ``stage-3-rfc-template.md`` the template of a stage.
    """
    name, folder = _own_name(path).lower(), basename(dirname(path))
    if any(_SAMPLE_NAME.search(one) and not _ZEROTH.match(one) for one in (_own_name(path), folder)):
        return True
    if re.match(r"(?![a-z]*[-_ ]?00+(?!\d))(?:\d|[a-z]*[-_ ]?\d\d)", name):
        return False
    heads = basename(path).lower() not in ONE_EACH and re.match(rf"_*(?:{_TEMPLATE_WORDS})(?:[-_. ]|$)", name)
    called = heads or re.search(rf"(?:^|[-_. ])(?:{_TEMPLATE_WORDS})$", name)
    return bool(called or _TEMPLATES.fullmatch(folder))


def is_nothing_but_template(path: str) -> bool:
    """Whether a file's name says that it is a template, and no more than of what kind (``ADR-000-template.md``)."""
    return bool(_NAMED.search(_own_name(path))) and set(_words_of(_own_name(path)).split("-")) <= SPEC_WORDS | {""}


def is_named_template(path: str) -> bool:
    """Whether a file's name has a word for a template."""
    return bool(_NAMED.search(_own_name(path)))


def kind_of_template(path: str) -> str:
    """What a template's name says beside that it is one (``pip`` of ``pip-template.md``), in small letters."""
    return _words_of(_own_name(path))


def has_sample_letters(path: str) -> bool:
    """Whether letters stand in the place of a number (``NNNN``, ``XXX``): no document has such a number."""
    return any(re.search(r"(?:^|[-_. ])(?:[NXnx]{2,}|[#?]{2,})(?=[-_. ]|$)", part) for part in path.split("/"))


def is_of_meetings(path: str) -> bool:
    """Whether a template is one for what is written of meetings and of days of work, which is no spec."""
    return bool(set(re.split(r"[^a-z]+", f"{_own_name(path)} {basename(dirname(path))}".lower())) & _OF_MEETINGS)


_OF_MEETINGS = frozenset(
    {"agenda", "agendas", "meeting", "meetings", "minutes", "handoff", "handoffs", "session", "sessions"}
    | {"retro", "retros", "retrospective", "retrospectives", "standup", "standups"}
)


def has_number(path: str) -> bool:
    """Whether a file has a document's number, which is not all zeros."""
    found = re.match(r"[A-Za-z]*[-_ ]?(\d+)(?![A-Za-z])", _own_name(path))
    return found is not None and bool(found[1].strip("0"))


def is_numbered_sample(path: str) -> bool:
    """Whether only zeros or the like in the place of a number hint at a template: a document may have such a number."""
    return not _NAMED.search(_own_name(path)) and any(map(_SAMPLE_NAME.search, path.split("/")))


def guidance_share(document: Document) -> float:
    """The share of a document's sections, 0 to 1, that say nothing but what their author should write.

    Its metadata counts as one section.
    """
    leaves = [section for section in document.sections if not is_title(section, document)]
    asking = [section for section in leaves if _asks(section, document)]
    fields = document.metadata.entries
    samples = [one for one in fields if _is_sample(sample_of(one))]
    wanted, found = len(leaves), float(len(asking))
    if len(fields) > 1:
        wanted, found = wanted + 1, found + (1 if 2 * len(samples) >= len(fields) else 0)
    return found / wanted if wanted else 0.0


def is_title(section: Section, document: Document) -> bool:
    """Whether a section is the document's title: the first, of level 1, with others below it."""
    return (
        section.level == 1
        and section is document.sections[0]
        and any(other.parent is section for other in document.sections)
    )


def _is_sample(text: str) -> bool:
    return (
        is_blank(text)
        or answers_nothing(text)
        or has_spans(text)
        or bool(_HOLE.search(text))
        or len(choices(text)) > 1
        or bool(_DATE.search(text) or _SAMPLE_NAME.search(text) or speaks_to_author(text))
    )


def _asks(section: Section, document: Document) -> bool:
    """Whether all that stands in a section, those below it aside, is blank, bracketed or speaks to the author."""
    twice = {fold(comment.text) for comment in document.comments if comment.section is section}
    blocks = (block for block in document.blocks_in(section) if block.kind not in _NO_TEXT)
    left = [block for block in blocks if not is_blank(block.text) and fold(block.text) not in twice]  # said once more
    if not left:
        commented = any(comment.section is section and not is_blank(comment.text) for comment in document.comments)
        cells = (cell for table in document.tables_in(section) for row in table.rows for cell in row.cells)
        blank = all(is_blank(cell) or _HOLE.search(cell) for cell in cells)
        return commented or blank
    return 2 * sum(map(_speaks, left)) >= len(left) or speaks_to_author(left[0].text)


def _speaks(block: Block) -> bool:
    """Whether what stands in a block is for the author; holes in code are the document's own subject."""
    text = block.text
    return (
        answers_nothing(text)
        or is_bracketed(text)
        or has_spans(text)
        or (block.kind is not BlockKind.CODE and bool(_HOLE.search(without_code_and_comments(text))))
        or speaks_to_author(text)
        or _SLANTED.fullmatch(text) is not None
    )


_HOLE = lazy_re(r"\{\{[^{}\n]{1,200}\}\}")
"""What a tool or an author fills in: ``{{Story Title}}``."""
_SLANTED = lazy_re(r"\s*(?P<mark>[*_])(?![\s*_])[^*_]+(?<!\s)(?P=mark)\s*")
"""A text in italics as a whole, which is as a rule about what is to be written."""


_NO_TEXT = (BlockKind.TABLE, BlockKind.BREAK)


def is_templates_folder(folder: str) -> bool:
    """Whether a folder is one of templates, by its name."""
    return bool(_TEMPLATES.fullmatch(basename(folder)))


def is_among_templates(path: str) -> bool:
    """Whether a file lies in a folder of templates, or in one for each kind of them in there."""
    return any(_TEMPLATES.fullmatch(part) for part in dirname(path).split("/"))


def says_its_name(path: str) -> bool:
    """Whether a template's file name says what its documents are."""
    return bool(_words_of(_stem(path)))


def _stem(path: str) -> str:
    return _ENDINGS.sub("", basename(path))


def template_name(path: str, taken: Iterable[str] = ()) -> str:
    """What to call a template's documents: its file's name without the word, else its folders', told apart."""
    taken = frozenset(taken)
    folders = [part for part in dirname(path).split("/") if part]
    stem = _stem(path)
    found = [name for part in (stem, *reversed(folders)) if (name := _words_of(part))]
    names = [*found[:1], *("-".join((other, found[0])) for other in found[1:])] or ["spec"]
    numbered = (f"{names[0]}-{number}" for number in count(2))
    return next(name for name in chain(names, numbered) if name not in taken)


def _words_of(part: str) -> str:
    split = (_ZEROS.sub("", word) for word in re.split(r"[-_. ]+", part.lower()) if not _NUMBER.fullmatch(word))
    words = [word for word in split if word not in _UNNAMED]
    named = (word for word in words if not _CALLED.fullmatch(word) and not _DATE.fullmatch(word))
    return "-".join(re.sub(r"[^\w]+", "", word) for word in named).strip("-")
