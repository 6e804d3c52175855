"""A reference to what exists is silent in every form; with one segment altered it is broken, once, in every form."""

from __future__ import annotations

from posixpath import dirname, relpath
from urllib.parse import quote

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.references.trees import SPEC, context_of, found, spec_text

from speclatch.model import Finding
from speclatch.rules import RULES

JUDGED = ("reference-missing", "reference-broken", "reference-outside", "reference-case", "link-broken")
segments = st.text("abcxyzABC019-_é ü", min_size=1, max_size=12).filter(
    lambda text: text == text.strip() and text.strip("-_0123456789 ") == text.strip("-") != ""
)
paths = st.builds(
    lambda folders, name: "/".join(("docs", *folders, f"{name}.md")),
    st.lists(segments, min_size=1, max_size=3),
    segments,
)


def quoted(text: str) -> str:
    """A text as a YAML scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def link(path: str) -> str:
    """A Markdown link, relative to the spec."""
    return f"[the document]({quote(relpath(path, dirname(SPEC)))})"


FRONT = {
    "root": lambda path: quoted(path),
    "slash": lambda path: quoted(f"/{path}"),
    "relative": lambda path: quoted(relpath(path, dirname(SPEC))),
    "code span": lambda path: quoted(f"`{path}`"),
    "link": lambda path: quoted(link(path)),
    "link and remark": lambda path: quoted(f"{link(path)} # accepted"),
    "lines": lambda path: quoted(f"{path}:12-20"),
    "remark": lambda path: quoted(f"{path} (accepted)"),
    "full stop": lambda path: quoted(f"{path}."),
    "list": lambda path: f"[{quoted(path)}]",
    "block list": lambda path: f"\n  - {quoted(path)}\n  - https://example.org/x",
    "string list": lambda path: quoted(f"https://example.org/x; {path}"),
    "double quotes": lambda path: f'"{path}"',
}
BODY = {
    "labelled link": lambda path: f"- **PRD:** {link(path)}",
    "labelled code": lambda path: f"- PRD: `{path}`",
    "labelled list": lambda path: f"- ADR(s):\n  - {link(path)}\n  - none",
    "quoted label": lambda path: f"> **Related PRD**: {link(path)}",
    "reference link": lambda path: f"- PRD: [the document][d]\n\n[d]: {quote(relpath(path, dirname(SPEC)))}",
    "link in text": lambda path: f"See {link(path)} first.",
    "link in a table": lambda path: f"| A | B |\n|---|---|\n| x | {link(path)} |",
    "link in angle brackets": lambda path: f"See [it](<{relpath(path, dirname(SPEC))}>).",
}


def spec_with(form: str, path: str) -> str:
    """A spec that names ``path`` in one form."""
    if form in FRONT:
        return spec_text(prd=FRONT[form](path))
    return spec_text(body=BODY[form](path))


def judged(form: str, named: str, there: str) -> list[Finding]:
    """What the rules find in a spec that names ``named`` where ``there`` exists."""
    context = context_of({SPEC: spec_with(form, named), there: "# A document\n"})
    rules = [rule for rule in RULES if rule.id in JUDGED]
    return [one for rule in rules for one in found(rule, context)]


@given(st.sampled_from([*FRONT, *BODY]), paths)
def test_what_exists_is_silent(form: str, path: str) -> None:
    """No finding for a path that is there, however it is written."""
    assert [] == judged(form, path, path)


@given(st.sampled_from([*FRONT, *BODY]), paths, st.data())
def test_one_altered_segment_is_one_finding(form: str, path: str, data: st.DataObject) -> None:
    """One finding, on the line of the reference, for a path with one segment altered; its columns span the path."""
    parts = path.split("/")
    at = data.draw(st.integers(0, len(parts) - 1))
    altered = "/".join((*parts[:at], f"q{parts[at]}", *parts[at + 1 :]))
    assume(altered.casefold() != path.casefold())

    findings = judged(form, altered, path)

    assert 1 == len(findings)
    place = findings[0].location
    line = spec_with(form, altered).split("\n")[place.line - 1]
    assert place.column is not None
    assert f"q{parts[at]}" in _plain(line[place.column - 1 : place.end_column])


def _plain(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text)
