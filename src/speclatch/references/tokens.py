"""Tell what one word is: the name of a file, an id, the address of a page."""

from __future__ import annotations

import re

from speclatch.patterns import lazy_re

_DOCUMENTS = lazy_re(
    r"(?:md|markdown|mdx|mdown|mkd|txt|rst|adoc|html?|pdf|docx|archived|ya?ml|json|toml|sql|proto|graphql|prisma|"
    r"puml|drawio|excalidraw|csv)",
    re.IGNORECASE,
)
"""What a bare word must end in to be taken for a file's name (``Node.js`` is none)."""

_SOURCES = lazy_re(r"(?:py|rb|[jt]sx?|go|rs|java|kt|sh|ipynb|png|svg|jpe?g|gif)", re.IGNORECASE)
"""What else a path with a folder may end in."""

SCHEME = lazy_re(
    r"(?:[A-Za-z][A-Za-z0-9+.-]{1,30}:)?//|(?:mailto|tel|data|javascript|urn|doi|sms|sip|xmpp|geo|magnet|news|irc):",
    re.IGNORECASE,
)
_MAIL = lazy_re(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,12}")
_HOST = lazy_re(
    r"www\.[\w-]+\.|(?:[a-z0-9-]{1,63}\.){1,5}(?:com|net|io|dev|edu|gov)(?:[/?#]|$)"
    r"|(?:[a-z0-9-]{1,63}\.){1,5}org/|(?:[a-z0-9-]{1,63}\.){2,5}org$",
    re.IGNORECASE,
)
"""What opens like a site's name, and ends like no file's."""
ID = lazy_re(r"(?<![\w-])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+){0,8}-\d+[A-Za-z]?(?![\w-])")
WHOLE_ID = lazy_re(rf"(?P<id>{ID.pattern})(?:@[\w.+-]+)?[.:]?(?:\s.*)?", re.DOTALL)
SPACED_ID = lazy_re(r"(?P<prefix>[A-Z][A-Z0-9]{1,9})(?:[ \u00a0]#?|_)(?P<number>\d{1,6}[A-Za-z]?)(?![\w.-])")
"""An id as people say it: ``ADR 003``, ``ADR #3``, ``PRD_007``."""

SUB_NUMBER = lazy_re(r"(?:\.\d{1,4}){1,4}(?![\w-])")
"""What makes an id that of a part: the ``.1`` of ``REQ-4.1``."""

_SERIES = "REQ|FR|NFR|SEC|VAL|US|UC|AC|BR"
UNDERSCORED_ID = lazy_re(rf"(?<![\w-])(?:{_SERIES})(?:_[A-Z0-9]+){{0,8}}_\d+[A-Za-z]?(?![\w-])")
"""A requirement's id as code writes it: ``REQ_4``."""

SMALL_ID = lazy_re(rf"(?<![\w-])(?i:{_SERIES})(?:[-_][A-Za-z0-9]+){{0,8}}[-_]\d+[A-Za-z]?(?![\w-])")
"""A requirement's id in letters of any size: ``req-4``. A place that defines may be read so, prose may not."""

STEM = lazy_re(r"(?<![\w-])[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+){0,8}?-\d+[A-Za-z]?[-_](?:[\w.-]*\w)?")
"""A file's name without its ending, that opens with an id: ``ADR-003-queue``."""

WORD = lazy_re(r"\w[\w.~@+-]*")
LINES = lazy_re(r":\d+(?:[-–:]\d+)?(?:,\s?\d+(?:-\d+)?)*$")

_JOINER = lazy_re(
    r"[ \t]+(?:\+|&|/|\||·|•|→|->|and|und|et|y|e|en|ed|och|ve|и|і|та|oraz|و|"
    r"和|与|與|及|と|및|와|과)[ \t]+|[ \t]*<br\s*/?>[ \t]*|[+&]"
)
_TAIL = lazy_re(r"(?:\]\]|\]\([^()\s]{0,200}\)|(?P<word>\S+?))[`'\"”’*_)\]>]*(?:[ \t]+\([^()]{0,100}\))?[ \t]*\Z")
_HEAD = lazy_re(r"[ \t]*[`'\"“‘*_(<]*(?:\[\[|\[[^\[\]]{1,200}\]\(|(?P<word>[^\s`'\"”’*)>]+))")
_FOLDERS = lazy_re(r"[\w.@+%~#:,&=!$-]+(?:/[\w.@+%~#:,&=!$()-]*)+")
_REMARK = lazy_re(r"\s+(?:[(#–—\[]|-\s)")
_CODE_TAIL = lazy_re(r"`([^`\n]{1,300})`[ \t]*\Z")
_CODE_HEAD = lazy_re(r"[ \t]*`([^`\n]{1,300})`")
_WINDOW = 320
_NUMBERED = lazy_re(r"[-_]\d")


def names_file(word: str) -> bool:
    """Whether a word, anchor and line numbers aside, ends like a file."""
    bare = LINES.sub("", word.partition("#")[0].rstrip("`'\").,;:"))
    return _ends_like_file(bare) or _ends_like_file(LINES.sub("", word))


def _ends_like_file(bare: str) -> bool:
    name, dot, extension = bare.replace("\\", "/").rpartition("/")[2].rpartition(".")
    known = _DOCUMENTS.fullmatch(extension) or ("/" in bare and _SOURCES.fullmatch(extension))
    return bool(dot and known and (name or "/" in bare))


def ids_in(text: str) -> list[tuple[str, int]]:
    """The ids in a text with their offsets: a capital letter, hyphens, digits (``REQ-PRD-FUN-01``)."""
    if _NUMBERED.search(text) is None:
        return []
    return [(found[0], found.start()) for found in ID.finditer(text) if found[0][0].isupper()]


def may_hold_id(text: str) -> bool:
    """Whether a text has what every id has; most have not, and it is found much sooner."""
    return _NUMBERED.search(text) is not None


def requirements_in(text: str) -> list[tuple[str, int]]:
    """The ids of requirements in a text with their offsets, in order: also ``REQ-4.1`` and ``REQ_4``."""
    if not may_hold_id(text):
        return []
    found = [
        (name + (part[0] if (part := SUB_NUMBER.match(text, at + len(name))) else ""), at) for name, at in ids_in(text)
    ]
    if "_" in text:
        found += [(one[0], one.start()) for one in UNDERSCORED_ID.finditer(text)]
        found.sort(key=lambda one: one[1])
    return found


def requirement_key(name: str) -> str:
    """What two spellings of one requirement's id have in common."""
    return name.upper().replace("_", "-")


def bare_word(text: str, start: int, end: int) -> tuple[int, int]:
    """Take quotes, brackets and what ends a sentence off a word."""
    while start < end and text[start] in "`'\"“‘([{<*":
        start += 1
    while start < end and text[end - 1] in "`'\"”’)]}>*.,;:!?":
        end -= 1
    return start, end


def is_path(value: str, *, whole: bool) -> bool:
    """Whether a text is a path: it ends like a file, or (``whole``) has folders and no sentence around it."""
    if "\n" in value or "://" in value or value.strip("/.") == "":
        return False
    if " " in value:
        head = without_remark(value)
        return names_file(head) and ("/" in head.split()[0] or (whole and ID.search(head) is None))
    if names_file(value):
        return True
    if not whole:
        return value.startswith(("./", "../")) or (
            value.endswith("/") and not value.startswith("/") and "." not in value
        )
    if value.startswith(("./", "../", "/", "#")):
        return True
    return _FOLDERS.fullmatch(value) is not None and any(part[:1].islower() for part in value.split("/"))


def without_remark(value: str) -> str:
    """A path without the remark behind it (`` (accepted)``, `` # why``, `` - why``); names may hold such."""
    starts = [found.start() for found in _REMARK.finditer(value)]
    if not starts or names_file(value):
        fit = next((start for start in starts if names_file(value[:start])), len(value))
        return value[:fit]
    return value[: next((start for start in starts if names_file(value[:start])), starts[0])]


def joints(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where ``+``, ``&``, `` / `` or a word for "and" joins two references, as spans of what joins them."""
    found: list[tuple[int, int]] = []
    for joiner in _JOINER.finditer(text, start, end):
        last = found[-1][1] if found else start
        left = text[max(last, joiner.start() - _WINDOW) : joiner.start()]
        right = text[joiner.end() : min(end, joiner.end() + _WINDOW)]
        tight = joiner[0] in "+&"
        if _is_closed(text[max(last, start) : joiner.start()][-4 * _WINDOW :]) and _joins(left, right, tight=tight):
            found.append(joiner.span())
    return found


def _joins(left: str, right: str, *, tight: bool) -> bool:
    """Whether a text ends in a reference and another one begins with one."""
    left, right = SPACED_ID.sub(_hyphened, left), SPACED_ID.sub(_hyphened, right)
    tail, head = _TAIL.search(left), _HEAD.match(right)
    if tail is None or head is None:
        return False
    before, after = tail["word"], head["word"]
    before = code[1] if (code := _CODE_TAIL.search(left)) else before
    after = code[1] if (code := _CODE_HEAD.match(right)) else after
    if tight:  # ``a.md+b.md``: a name may well hold such a sign
        return before is not None and after is not None and names_file(before) and names_file(after.rstrip(",;"))
    return (before is None or _is_reference(before)) and (after is None or _is_reference(after.rstrip(",;")))


def _hyphened(found: re.Match[str]) -> str:
    return f"{found['prefix']}-{found['number']}"


def missing_scheme(address: str) -> str:
    """What an address of mail or of a site lacks, without which it is taken for a path; ``""``: it is none."""
    return "mailto:" if _MAIL.fullmatch(address) else "https://" if _HOST.match(address) else ""


def _is_reference(word: str) -> bool:
    bare = word.strip("`'\"“”‘’*_(<>[]")
    return bool(names_file(bare) or ID.fullmatch(bare.partition("@")[0]) or STEM.fullmatch(bare) or SCHEME.match(bare))


def _is_closed(text: str) -> bool:
    """Whether every bracket and code span that opens in a text closes in it."""
    pairs = (("(", ")"), ("[", "]"), ("{", "}"))
    return text.count("`") % 2 == 0 and all(text.count(one) == text.count(other) for one, other in pairs)
