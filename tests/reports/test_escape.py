"""Text from the repository, made harmless: whatever it is, a Markdown parser finds nothing in it but text."""

from __future__ import annotations

import html
import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given
from hypothesis import strategies as st

from speclatch.reports.escape import (
    cell,
    code,
    command_data,
    command_property,
    fence,
    is_visible,
    mermaid_label,
    one_line,
    prose,
    visible,
)

HOSTILE = (
    "@octocat",
    "![x](https://evil.example/x.png)",
    "<img src=x onerror=alert(1)>",
    "<!-- speclatch/1 kind=summary id=speclatch pr=7 head= -->",
    "``` x ``` ` `` y",
    "[a](javascript:alert(1))",
    "acme/specs#12 and #12 and GH-12",
    "deadbeefdeadbeef",
    "www.evil.example https://evil.example mail@evil.example",
    ":tada: **bold** _it_ ~~x~~ | a | b |",
    "a\n# heading\n- item\n> quote\n```\nfence",
    "\u202eevil\u2066\u200b\ufeff\x1b[31m\x00\U000e0041",
    "&lt;b&gt; &#64;octocat",
    "\\`x\\`",
    "`a",
    "``",
)
texts = st.one_of(st.text(), st.lists(st.sampled_from(HOSTILE)).map(" ".join))


def rendered(markdown: str) -> str:
    """What GitHub's own parser makes of it."""
    return str(cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))


def shown(markdown: str) -> str:
    """The text a reader sees."""
    return html.unescape(re.sub(r"<[^>]+>", "", rendered(markdown)))


@given(texts)
@example("`")
@example(" ")
@example("`` `")
def test_code_span_shows_the_text_and_nothing_else(text: str) -> None:
    """One code span, holding exactly the visible text."""
    seen = rendered(f"- {code(text, 10_000)} end")

    inside = html.escape(one_line(text, 10_000) or "(empty)", quote=True).replace("&#x27;", "'")
    assert f"<ul>\n<li><code>{inside}</code> end</li>\n</ul>\n" == seen


@given(texts)
def test_code_span_survives_a_table(text: str) -> None:
    """Pipes and newlines neither end the cell nor the row."""
    seen = rendered(f"| a | b |\n|---|---|\n| {cell(code(text, 10_000))} | {cell('x')} |\n")

    assert 2 == seen.count("<td>")
    assert "<td>x</td>" in seen


@given(texts)
@example("@octocat")
@example("see #12, `docs/x.md` and https://evil.example/?q=`x`!")
def test_prose_is_text_and_code(text: str) -> None:
    """A rule's sentence becomes a paragraph of text and code spans, without links, images, HTML or markup."""
    seen = rendered(f"- x {prose(text, 10_000)}")

    assert set() == set(re.findall(r"<(/?\w+)", seen)) - {
        "ul",
        "/ul",
        "li",
        "/li",
        "code",
        "/code",
    }
    outside = html.unescape(re.sub(r"<code>.*?</code>", "", seen, flags=re.DOTALL))
    assert not re.search(r"[@#]\w|://|www\.|:\w+:|[0-9a-f]{7,}", outside)


@given(texts)
def test_prose_loses_no_word(text: str) -> None:
    """All visible characters but the backticks of spans and spaces are shown."""
    seen = shown(f"x {prose(text, 10_000)}")

    def bare(string: str) -> str:
        return re.sub(r"[\s`]", "", string).replace("(empty)", "")

    assert bare("x" + one_line(text, 10_000)) == bare(seen)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a plain sentence, with 3 words.", "a plain sentence, with 3 words."),
        ("`docs/x.md` is gone", "`docs/x.md` is gone"),
        ("docs/x.md is gone", "`docs/x.md` is gone"),
        ("ask @octocat (now)!", "ask `@octocat` (now)!"),
        ("two odd words: <img src=x> here", "two odd words: `<img src=x>` here"),
        ("EXEC-062 isn't 50% done", "EXEC-062 isn't 50% done"),
        ("e.g. this", "e.g. this"),
    ],
)
def test_prose_keeps_sentences_readable(text: str, expected: str) -> None:
    """Words stay words; what could mean something to GitHub stands in a code span."""
    assert expected == prose(text)


@given(st.text(), st.sampled_from(["", "suggestion"]))
@example("```\nx\n````", "suggestion")
def test_fence_holds_any_text(text: str, info: str) -> None:
    """Nothing in a fenced block ends it."""
    body = visible(text)
    seen = rendered(f"{fence(body, info)}\n\nend")

    assert 1 == seen.count("<pre")
    assert seen.endswith("<p>end</p>\n")


@given(st.text())
def test_visible_text_stays_visible(text: str) -> None:
    """Showing the invisible leaves nothing to show, and keeps what was visible."""
    once = visible(text)

    assert once == visible(once)
    assert is_visible(once)


def test_bidi_and_control_characters_are_named() -> None:
    """Characters that reorder or hide text are shown by their numbers."""
    assert "a<U+202E>b<U+001B>[31m<U+0000><U+DC80>" == visible("a\u202eb\x1b[31m\x00\udc80")


@given(texts)
def test_mermaid_label_is_words_and_codes(text: str) -> None:
    """A label holds no sign that Mermaid or Markdown would read as its own."""
    assert re.fullmatch(r"(?:[A-Za-z0-9 ]|(?<=[A-Za-z0-9])[-_/.](?=[A-Za-z0-9])|#\d+;)*", mermaid_label(text))


@given(texts)
def test_workflow_command_stays_one_command(text: str) -> None:
    """Neither message nor property can end the line, or begin another property."""
    data, value = command_data(text), command_property(text)

    assert not re.search(r"[\r\n]", data + value)
    assert not re.search(r"[:,]", value)
    assert visible(text) == data.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
