"""Comments as HTML: links, suggestions and graphs."""

from __future__ import annotations

from examples.drawing import svg
from examples.rendering import comment, hunk


def test_suggestion_is_a_change() -> None:
    """The lines a comment stands on become the lines of the suggestion, as text."""
    shown = comment("```suggestion\nnew <b>\n```", ["old & old"])

    assert '<div class="line old">- old &amp; old</div><div class="line new">+ new &lt;b&gt;</div>' in shown


def test_links_to_the_played_github_lead_nowhere() -> None:
    """What a link of the demo's server would lead to is said where it stands; other links are kept."""
    sha = "a" * 40
    shown = comment(
        f"[x](http://127.0.0.1:8080/acme/hire/blob/{sha}/docs/a%20b.md?plain=1#L3) [y](https://example.org/y)"
    )

    assert '<a tabindex="0" title="docs/a%20b.md#L3 at aaaaaaa">x</a>' in shown
    assert '<a href="https://example.org/y">y</a>' in shown


def test_folded_parts_hold_markdown() -> None:
    """What stands behind a click is rendered as well."""
    shown = comment("<details><summary>more</summary>\n\n- **a** `b`\n\n</details>")

    assert "<details><summary>more</summary>" in shown
    assert "<li><strong>a</strong> <code>b</code></li>" in shown


def test_graph_is_drawn_with_its_labels() -> None:
    """Each node is a box, each arrow a line with its kind; encoded characters are themselves again."""
    graph = 'graph LR\n  s0["EXEC#8209;1"]:::spec\n  t0["#10007; a#60;b"]:::missing\n  s0 -- "prd" --> t0\n'
    shown = svg(graph)

    assert 2 == shown.count("<rect ")
    assert ">EXEC‑1</text>" in shown
    assert ">✗ a&lt;b</text>" in shown
    assert '<text class="kind"' in shown
    assert ">prd</text>" in shown


def test_hunk_shows_its_last_lines() -> None:
    """The end of the diff above a comment, added and removed lines told apart."""
    shown = hunk("@@ -1,2 +1,6 @@\n a\n-b\n+c\n+d\n+e")

    assert '<div class="line old">- b</div>' in shown
    assert " a</div>" not in shown
