"""The forms of a reference, and the places where one can stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from posixpath import basename, dirname, relpath
from typing import NamedTuple
from urllib.parse import quote

from tests.references.trees import SPEC, spec_text

from speclatch.references.home import Home

HOME = Home(("github.com/spokeyard/workshop",), ("main",))
PAGE = "https://github.com/spokeyard/workshop/blob/main/"


class Target(NamedTuple):
    """What a reference names: its path from the root, its id, its file's name without the ending."""

    path: str
    id: str

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return basename(self.path).removesuffix(".md")

    @property
    def relative(self) -> str:
        """The path from the spec."""
        return relpath(self.path, dirname(SPEC))


PATHS: Mapping[str, Callable[[Target], str]] = {
    "root": lambda one: one.path,
    "slash": lambda one: f"/{one.path}",
    "relative": lambda one: one.relative,
    "code": lambda one: f"`{one.path}`",
    "link": lambda one: f"[the document]({quote(one.relative)})",
    "link by its id": lambda one: f"[PRD-007]({quote(one.relative)})",
    "link from the root": lambda one: f"[the document](/{quote(one.path)})",
    "link in angle brackets": lambda one: f"[the document](<{one.relative}>)",
    "anchor": lambda one: f"{one.path}#goals",
    "lines": lambda one: f"{one.path}:12-20",
    "remark": lambda one: f"{one.path} (accepted)",
    "wiki path": lambda one: f"[[{one.path}]]",
    "own page": lambda one: f"{PAGE}{quote(one.path)}",
    "own page's section": lambda one: f"{PAGE}{quote(one.path)}#goals",
    "link to its own page": lambda one: f"[the document]({PAGE}{quote(one.path)})",
    "plus": lambda one: f"PRD-001 + {one.path}",
    "plus, in code": lambda one: f"`docs/10-prd/PRD-001-all.md` + `{one.path}`",
    "ampersand": lambda one: f"PRD-001 & {one.path}",
    "slash between": lambda one: f"PRD-001 / {one.path}",
    "and": lambda one: f"PRD-001 and {one.path}",
    "comma": lambda one: f"PRD-001, {one.path}",
    "semicolon": lambda one: f"{one.path}; PRD-001",
}
STEMS: Mapping[str, Callable[[Target], str]] = {
    "stem": lambda one: one.stem,
    "wiki link": lambda one: f"[[{one.stem}]]",
    "wiki link with words": lambda one: f"[[{one.stem}|the document]]",
    "wiki link to a section": lambda one: f"[[{one.stem}#Goals]]",
    "stems": lambda one: f"PRD-001-all + {one.stem}",
}
IDS: Mapping[str, Callable[[Target], str]] = {
    "id": lambda one: one.id,
    "id in code": lambda one: f"`{one.id}`",
    "id with words": lambda one: f"{one.id} (v1.0, Approved)",
    "versioned": lambda one: f"{one.id}@0.2.0",
    "spaced": lambda one: one.id.replace("-", " "),
    "wiki id": lambda one: f"[[{one.id}]]",
    "ids": lambda one: f"PRD-001 & {one.id}",
    "ids, spaced": lambda one: f"PRD 001 and {one.id.replace('-', ' ')}",
}
MENTIONS: Mapping[str, Callable[[Target], str]] = {
    "definition": lambda one: f"See [it][a].\n\n[a]: {quote(one.relative)}",
    "definition with a title": lambda one: f"See [it][a].\n\n[a]:\n  <{quote(one.relative)}#goals>\n  'Goals'",
    "definition that nothing uses": lambda one: f"Text.\n\n[a]: {quote(one.relative)}",
    "footnote": lambda one: f"Text[^1].\n\n[^1]: See [it]({quote(one.relative)}#goals).",
    "cell": lambda one: f"| a | b |\n|---|---|\n| x \\| y | [it]({quote(one.relative)}) `{one.path}` |",
    "quote in a list": lambda one: f"- x\n  > - [it]({quote(one.relative)})",
    "over two lines": lambda one: f"See [the\ndocument](\n{quote(one.relative)}\n'Title') first.",
    "picture": lambda one: f"[![x]({quote(one.relative)})]({quote(one.relative)})",
    "heading": lambda one: f"### [it]({quote(one.relative)})",
    "question": lambda one: f"See [line 3]({quote(one.relative)}?plain=1#L3).",
    "tag": lambda one: f"<a href='{quote(one.relative)}#goals'>it</a> <a href={quote(one.relative)}>it</a>",
    "block of tags": lambda one: f'<div>\n<a href="{quote(one.relative)}">it</a>\n</div>',
    "path in a comment": lambda one: f"Text.\n\n<!-- see {one.path} -->",
    "path in a fence": lambda one: f"```\ncat {one.path}\n```",
    "path in code": lambda one: f"See `{one.path}`, `{one.path}#goals` and `{one.path}:12`.",
    "relative path in code": lambda one: f"See `{one.relative}` and ``{one.relative}``.",
    "name in code": lambda one: f"See `{one.stem}.md`.",
    "wiki link": lambda one: f"See [[{one.stem}]], ![[{one.stem}#Goals]] and [[{one.stem}|it]].",
    "wiki link by path": lambda one: f"See [[{one.path}]] and [[{one.path}#Goals|it]].",
    "link by its name": lambda one: (
        f"See [{one.stem}.md]({quote(one.relative)}) and [{one.stem}](<{quote(one.relative)}>)."
    ),
}
"""Forms that a reader follows in a text, whether a rule judges them or not."""
PLACES: Mapping[str, Callable[[str], str]] = {
    "key": lambda text: spec_text(prd=scalar(text)),
    "list of a key": lambda text: spec_text(prd=f"[{scalar(text)}]"),
    "label of a bullet": lambda text: spec_text(body=f"- **PRD:** {text}"),
    "label of a line": lambda text: spec_text(body=f"**PRD**: {text}"),
    "below a label": lambda text: spec_text(body=f"- Related PRD:\n  - {text}"),
}
TAGS: Mapping[str, Callable[[Target], str]] = {
    "in text": lambda one: f"See [it]({quote(one.relative)}) first.",
    "own page in text": lambda one: f"See <{PAGE}{quote(one.path)}>.",
    "tag in text": lambda one: f'See <a href="{quote(one.relative)}">it</a> first.',
    "tag behind a label": lambda one: f'- **PRD:** <a href="{quote(one.relative)}">it</a>',
}


def scalar(text: str) -> str:
    """A text as a YAML scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"
