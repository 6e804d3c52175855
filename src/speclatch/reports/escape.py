"""Make text from the repository harmless where it lands: Markdown, Mermaid, workflow commands.

Messages of rules quote what authors wrote, so they are treated as the repository's text too. Nothing here
trusts its input to be short, printable, on one line, or meant well.
"""

from __future__ import annotations

import re

from speclatch.patterns import lazy_re

MAX_CODE = 200
"""How much of a quoted text a code span shows; longer ones end in an ellipsis."""

_SPAN = lazy_re(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_RUN = lazy_re(r"`+")
_FENCE_RUN = lazy_re(r"`{3,}")
_SPACE = lazy_re(r"\s+")
# Words that mean nothing to GitHub: letters and digits, joined by apostrophes, hyphens, dots. Anything
# else might be a mention, a link, an issue number, an emoji code, markup.
_PLAIN = lazy_re(r"[^\W_]+(?:['’‘.,-][^\W_]+)*%?")
_LEADING = "\"'“‘(«"
_TRAILING = "\"'”’)»,.;:?!…"
_PLAIN_SIGNS = frozenset({"-", "–", "—", "·", "=", "%", ""})
LABEL_LENGTH = 60
"""Characters of a label in a diagram."""
# Signs inside words are harmless; at a word's edge some are Mermaid's or Markdown's.
_NOT_FOR_MERMAID = lazy_re(r"(?!(?<=[A-Za-z0-9])[-_/.](?=[A-Za-z0-9]))[^A-Za-z0-9 ]")
# Words that GitHub makes links of although they are plain: commit ids, `GH-12`, hosts.
_LINKED = lazy_re(r"[0-9a-f]{7,64}|gh-\d+|www\..*|.*\.[a-z]{2,}", re.IGNORECASE)


def visible(text: str) -> str:
    """Show characters that cannot be seen, or that change how others are seen, as ``<U+202E>``.

    Tabs and LF are kept; a CR before a LF is dropped.
    """
    if text.isprintable():
        return text
    return "".join(map(_show, text.replace("\r\n", "\n")))


def visible_path(path: str) -> str:
    """``visible`` of a path, in one line: tabs and line breaks of its names are shown too."""
    return path if path.isprintable() else "".join(_coded(char) if char in "\t\n" else _show(char) for char in path)


def is_visible(text: str) -> bool:
    """Whether ``visible`` has nothing to show in ``text``."""
    return visible(text) == text


def _show(char: str) -> str:
    if char in "\t\n" or (char.isascii() and char.isprintable()):
        return char
    from speclatch.documents.seen import is_unseen  # imports the parser, which the first words of a run need not

    return _coded(char) if is_unseen(char) else char


def _coded(char: str) -> str:
    return f"<U+{ord(char):04X}>"


def one_line(text: str, limit: int = MAX_CODE) -> str:
    """Fold whitespace, show the invisible, and cut after ``limit`` characters."""
    looked_at = text[: 4 * limit]  # a document may be one line of megabytes
    folded = visible(_SPACE.sub(" ", looked_at).strip())
    if len(folded) <= limit and len(looked_at) == len(text):
        return folded
    return folded[: limit - 1].rstrip() + "…"


def code(text: str, limit: int = MAX_CODE) -> str:
    """A Markdown code span that shows ``text`` and nothing else: GitHub neither links nor pings from one."""
    return _span(one_line(text, limit))


def _span(shown: str) -> str:
    shown = shown or "(empty)"
    ticks = "`" * (max((len(run) for run in _RUN.findall(shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"


def cell(markdown: str) -> str:
    """Our own Markdown in a table's cell, where a pipe must be escaped even inside a code span."""
    return markdown.replace("|", "\\|")


def fence(text: str, info: str = "") -> str:
    """A fenced block that shows ``text``, however many backticks it holds. ``info`` is ours."""
    longest = max((len(run) for run in _FENCE_RUN.findall(text)), default=2)
    ticks = "`" * (longest + 1)
    return f"{ticks}{info}\n{text}\n{ticks}"


def prose(text: str, limit: int = 400) -> str:
    """A sentence of a rule as Markdown: plain words stay words, everything else stands in code spans.

    Code spans that the sentence has are kept (and made safe). No word outside a span can be markup, a
    mention, a link, an issue number or an emoji code.
    """
    text = one_line(text, limit)
    done, end = "", 0
    for span in _SPAN.finditer(text):
        done = _join(_join(done, _words(text[end : span.start()])), _span(span[2].strip(" ")))
        end = span.end()
    return _join(done, _words(text[end:]))


def first_span(text: str) -> str:
    """What the first code span of a sentence quotes; empty where there is none."""
    found = _SPAN.search(one_line(text, 400))
    return found[2].strip(" ") if found else ""


def _join(left: str, right: str) -> str:
    """Put one after the other; spans that touch would become one."""
    return f"{left} {right}" if left.endswith("`") and right.startswith("`") else left + right


def _words(text: str) -> str:
    done: list[str] = []
    odd: list[str] = []  # odd words that follow each other share a span
    for word in text.split(" "):
        lead, bare, tail = _parts(word)
        plain = word in _PLAIN_SIGNS or not bare or (_PLAIN.fullmatch(bare) and not _LINKED.fullmatch(bare))
        if odd and (plain or lead):
            done.append(_flush(odd))
        if plain:
            done.append(word)
            continue
        odd.append(bare)
        if lead or tail:
            done.append(lead + _flush(odd) + tail)
    return " ".join([*done, _flush(odd)] if odd else done)


def _parts(word: str) -> tuple[str, str, str]:
    """A word without the punctuation of the sentence around it, and that punctuation."""
    core = word.lstrip(_LEADING)
    bare = core.rstrip(_TRAILING)
    return word[: len(word) - len(core)], bare, core[len(bare) :]


def _flush(odd: list[str]) -> str:
    text = " ".join(odd)
    odd.clear()
    return _span(text)


def mermaid_label(text: str) -> str:
    """``text`` as a Mermaid label, to be put in double quotes: ASCII words, all else as ``#NN;`` codes."""
    return _NOT_FOR_MERMAID.sub(lambda match: f"#{ord(match[0])};", one_line(text, LABEL_LENGTH))


def command_data(text: str) -> str:
    """``text`` as the message of a workflow command (``::error::message``)."""
    # A carriage return is shown by its number.
    return visible(text).replace("%", "%25").replace("\n", "%0A")


def command_property(text: str) -> str:
    """``text`` as a property of a workflow command (``::error file=property::``)."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")
