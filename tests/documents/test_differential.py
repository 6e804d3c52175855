"""Whether Speclatch and GitHub see the same document: the parser against cmark-gfm."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documents import corpus
from tests.documents.compare import compare
from tests.documents.places import misplaced, outside

from speclatch.documents import parse

# cmark-gfm leaves a paragraph's first line where it was when it takes link definitions off its head, and does not
# count a line break inside a link's target: the lines after either are too small by as many. Ours hold the link.
ORACLE_LINE_QUIRKS = {"eip-7761.md", "495-pod-pid-namespace", "2420-reducing-kubernetes-build-maintenance"}
SPECIFICATIONS = Path(__file__).parent / "node_modules" / "commonmark-spec" / "spec.txt"
EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)


def test_corpus_reads_as_on_github(record_property: Callable[[str, object], None]) -> None:
    """No heading, table, cell, task or link of the corpus differs."""
    if not any((corpus.FOLDER / name).exists() for name in corpus.ARCHIVES):
        pytest.skip(f"no corpus at {corpus.FOLDER}")
    facts = 0
    differences = {}
    for path, raw in corpus.documents():
        comparison = compare(path, raw)
        facts += comparison.facts
        found = comparison.differences()
        if set(found) == {"links"} and any(name in path for name in ORACLE_LINE_QUIRKS):
            ours, theirs = found.pop("links")
            assert sorted(str(fact[1]) for fact in ours) == sorted(str(fact[1]) for fact in theirs)
        if found:
            differences[path] = found
    record_property("facts", facts)

    assert {} == differences
    assert facts > 100_000


CASES = {
    "a title right behind a destination": "[x]: <b>'c'\n\n[x]: d 'e'\n\n[y]: f\n'g'\n\n[z]: h 'i' j\n\n[x] [y] [z]\n",
    "tildes beside stars": "a~*b*~c ~~*d*~~e *~f~*g **~~h~~**i _~j~_k [l~*m*~](n) *~* ~*~\n",
    "table after an unindented bullet": "- a\n| x | y |\n|---|---|\n| 1 | 2 |\n",
    "footnote, no link definition": "a [^1] b\n\n[^1]: note\n",
    "footnote nothing refers to": "a\n\n[^1]: note\n\n    # Not shown\n",
    "heading under a blank bullet": "- a\n  - b\n  -\n    c\n    ===\n",
    "short and long rows": "|a|b|\n|-|-|\n|1|\n|1|2|3|\n",
    "table in quote and list": "> |a|\n> |-|\n> |1|\n\n- |b|\n  |-|\n  |2|\n",
    "table under a paragraph": "text\nmore\n|a|\n|-|\n|1|\n",
    "escaped bar, bar in code": "|a|`b\\|c`|\n|-|-|\n|`d|e`|f|\n",
    "header alone": "|a|b|\n|-|-|\n",
    "one try per paragraph": "|a|b|\n|-|\n|-|-|\n",
    "lazy line before a delimiter row": "> |a|\n|-|\n",
    "tasks of all kinds": "- [ ] a\n* [x] b\n1. [X] c\n   - [ ] d\n",
    "boxes that are none": "> - [ ] a\n\n- - [ ] b\n- [] c\n- [*] d\n- [ ]\n",
    "boxes without words in sections": "# a\n\n- [ ] \n\n## b\n\n- [ ] \n\n# c\n\n- [x] \n",
    "lone tags in containers": "- <x-y>\n  # a\n\n> <x-y>\n> # b\n\n   <x-y>\n# c\n\nd\n <x-y>\n# e\n",
    "blank lines at the end of nested items": "- - a\n\n\n\n",
    "three addresses of mail": "a@b.co and c@d.ef, then g@h.ij or k@@l.mn and o@p@q.rs\n",
    "links beside brackets that hold some": "[a [b](c)] [p [x](y)](z) ![d [e](f)](g) [h] [i [j](k) l](m)\n",
    "marks of many lengths": "***a** b* **c*** d*** ****e* f** __g_ h___ *i**j*k** `*l*` **m***n**o*\n",
    "boxes without words": "- [ ] \n\n# a\n\n- [x] \n\n## b\n\n- [ ] \n",
    "marks within a footnote's label": "[^a`b`] [^<b>c] [^[d](e)f] [^g](h)\n\n[^a`b`]: # i\n\n[^<b>c]: # j\n",
    "footnote marks that lead nowhere": "# a [^b] c\n\n| [^d] |\n|---|\n| e[^f] |\n\n[g [^h]](i) [^j][k] [^ l]\n",
    "footnote marks in code": "[^a]\n\n```\n[^b]\n```\n\n[^a]: # c\n\n[^b]: # d\n",
    "blank lines of code, deep in lists": "- " * 9 + "```\n\n  \n\n" + "  " * 9 + "a\n\n# b\n",
    "blank lines of code, deep": "> " * 9 + "```\n" + ("> " * 9 + "\n") * 3 + "> " * 9 + "a\n\n# b\n",
    "blanks that are none to GitHub": (
        "# \u00a0a\u00a0\n\n|\u00a0|b|\n|-|-|\n|\u00a0|\n\n<div>\n\u00a0\n# a\n\n    a\n    \u00a0\n\n[\u00a0]: x\n\n"
        "- a\n\n\u00a0\n\n\n  # b\n"
    ),
    "long labels": f"[{'a' * 1000}] [{'b' * 1001}]\n\n[{'a' * 1000}]: c\n\n[{'b' * 1001}]: d\n",
    "box on a lazy line": "- > a\n      - [x] b\n",
    "blank line of blanks in an item": "- \n  \n\n    - [ ] t\n",
    "empty item before code": "-\n\n\twww.a.bc\n",
    "tabs": "-\ta\n\n\t- [ ] b\n\n>\t# c\n",
    "headings": "#\n# a #\n## b ##c\n####### d\n#e\nf\n===\ng\nh\n---\n",
    "emphasis across": "# *a _b* c_ ~~d~~ ~e~ **f**\n",
    "html": "<div>\n# a\n</div>\n\n<!-- # b\n\n# c -->\n# d\n",
    "lower-case declaration": "<!a\n# b\n",
    "links": "[a](b 'c') [d][] [e]\n![f](<g h>) <i:j> [k][d\n]\n\n[d]: /d\n[e]:\n  /e\n  'f'\n",
    "bare addresses": "www.a.bc, (http://d.ef/g_(h)) i@j.kl. mailto:m@n.op [http://q.r\n",
    "entities": "# a &amp; b \\&amp; &#35;\n\n[x](&auml;\\*)\n",
    "deep list in one line": "- " * 150 + "a\n",
    "setext of definitions alone": "[a]: b\n===\n[a]\n",
}


SLIPS = (
    ">q\n>-:",
    ">q\n>-:\n>|a",
    "|| b\n-|-",
    "||\n-:",
    "| |\n-|",
    ":\n-|\n| ",
    "><!A\n>",
    ">\n    >",
    ">    `",
    "[^1]\n1. [^1]:\n       #",
    " ~~~\n```",
    "```\n    ```",
    ">```\n>```",
    ">```\n>```\n>  ",
    "```\n```\n\n",
    "    *\n    `",
    ">\t  #\n>",
    "t\n=\n[^1]:",
    ">[c]:d\nr",
    "+ ```",
    "# # ",
    "# []()",
    "||\n-:\n#",
    ">```\n>\t",
    "~~~ ",
    "t\n<e>",
    ")\n-:\n <!--",
    "---\n    >",
    " ---\n    >",
    ">\\\n>0. <e>",
    ">\\\n>10. <e>",
    "-  *\n  >\n    =",
    "-     z",
    "-\n      `",
    "    y\nt",
    "1. \n\n\n-@.z",
    " ```\n ",
    "```\n\n",
    "~~~\n#",
    "<!--\n<",
    "<script>\n<!--",
    "`\n-:\n |\\|",
    ">e\n\n    z",
    "- ]\n\na\n-\n\n",
    " ```\n\n ",
    " ```\n\n  ",
    "- [x] \n  -",
    ">|||\n>-:\n-|||\n>-|-|-",
    "\n\n~\n||\n|-",
    "->\n |\n-|",
    ">[c]:'\n'\n* ",
    ">|\n[](h) ",
    ">1. |<!-->\n:",
    ">|\n [](h)",
    "\n\n>     h\n>",
    "    \t:",
    ">    >\t\t-",
    "[",
    "[]:",
    "[1]x@.z",
    "[c]\n\n[c]:",
    "[c]:> ''\n>[c]",
    "__q__x@.z",
    "# *: *",
    "_q_~s\n=",
    "# **]*",
    "# *x*m",
    ">_q_\ne\n>-",
    "z~~s~~",
    "# a~~s~~",
    "\\__q__\n=",
    "[a ]:b\n[a]",
    "[](<",
    "[](()",
    "[]([](b",
    "[]((((((((((((((((((((((((((((((((()))))))))))))))))))))))))))))))))",
    "[]((((((((((((((((((((((((((((((((((",
    "[]([]()",
    "[]([]()(",
    "[ ]:x\n\n[ ]",
    "[a]:< >\n\n[a]",
    ")[](",
    "# []()[",
    "[a]:u\n# [a][]",
    '[a]:u\n# "[a][]',
    "[a]:u\n\n[][a][a]",
    "[a]:u\n[c]:'\n# [c]",
    "[a]:u\n[c]:'\n# [c]\"",
    "# ~~~*~~~",
    "#  ~*****!*",
    "# )~*****!*",
    "# ___ )_",
    "b*_*_\n-",
    "_*_“\n-",
    "# **é*[",
    "# _é*_",
    "http://\n",
    "# http://(x\n",
    "https://é.b\n",
    "www.\n",
    "www.a_b.c\n",
    "www.a_b.c.d\n",
    "www.a.b_c\n",
    "ftp://a.b/c;d;\n",
    "http://a.b&copy;\n",
    "http://a.b&;\n",
    "http://a.b&copy;.\n",
    "www.a.b))\n",
    "www.a.b/(c))\n",
    "www.a.b/(c)\n",
    "a@b\n",
    "a@b.c@d.e\n",
    "a@b.c.\n",
    "a@b.c_\n",
    "mailto:a@b.c/d\n",
    "xmpp:a@b.c/d\n",
    "# xxmpp:a@b.c/d\n",
    "xmailto:a@b.c\n",
    "a.@b.c\n",
    "@b.c\n",
    "a@@b.c\n",
    "a@b.1\n",
    "x:a@b.c\n",
    "+a@b-c.de\n",
    "www.a\n",
    "xwww.a.b\n",
    "HTTP://a.b?!\n",
    "http://-\n",
    "http://a-b_c\n",
    "a@b.c d@e.f\n",
    "a@b.c/d@e.f\n",
    "mailto:xmpp:a@b.c\n",
    "a@b..c\n",
    "http://“a\n",
    "http://a b\n",
    "*www.a.b*\n",
    "~www.a.b~\n",
    "(www.a.b)\n",
    "[www.a.b]\n",
    "[^a@b.c]\n\n[^a@b.c]: x\n",
    "<a href='b'>www.c.d</a>\n",
    "`a\n",
    "``a` b`` c\n",
    "# ~~a~ b\n",
    "# ~a~~ b\n",
    "<a@b.c> <d@e\n",
    "<b\n",
    "\\\n# c\n",
    "a\\\nb\n",
    "a@b.c-\n",
    "http://a.b<c\n",
    "www.a.b'\"\n",
    "a_b@c.d_e.f\n",
    "http://a.b/*c*\n",
    "**a@b.c**\n",
    "x http://a.b/c_d_ y\n",
    "![a](b) c@d.ef\n",
    "[a@b.c](d)\n",
    "www.é.f\n",
    "www.a..b\n",
    "mailto:a@b.c?d\n",
    "| a@b.c |\n|-|\n| http://d.e/\\|f |\n",
    "a|b\n-|-\nc|d\n",
    "|a|\n|-|\nb\n",
    "|a|\n|-|\n|b|c\nd\n",
    "<!--\n-->\n# a\n",
    "<div>\n\n# a\n",
    "<http://a.b> <http://c d>\n",
)
"""Short texts, each of which a parser with one slip reads otherwise: found by mutants, shortened by a machine."""


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_case_reads_as_on_github(text: str) -> None:
    """What mistune, or a first attempt, read otherwise than GitHub."""
    kinds = ("headings", "tables", "tasks") if text.startswith("[a]: b") else ()

    assert {} == compare("case.md", text.encode()).differences(*kinds)


@pytest.mark.parametrize("text", SLIPS)
def test_slip_reads_as_on_github(text: str) -> None:
    """No fact of these differs either."""
    assert {} == compare("slip.md", text.encode()).differences()


@pytest.mark.parametrize("text", [*CASES.values(), *SLIPS])
def test_case_stands_where_it_is_said_to(text: str) -> None:
    """The same texts, looked up in the source."""
    document = parse("case.md", text.encode())

    assert [] == misplaced(document)
    assert [] == outside(document)


def test_specification_examples_read_as_on_github() -> None:
    """The examples of the CommonMark specification, where the npm package commonmark-spec is installed."""
    if not SPECIFICATIONS.exists():
        pytest.skip(
            f"no specification at {SPECIFICATIONS} (npm install --prefix {SPECIFICATIONS.parents[2]} commonmark-spec)"
        )
    examples = [match[1].replace("→", "\t") for match in EXAMPLE.finditer(SPECIFICATIONS.read_text(encoding="utf-8"))]
    headed_by_definitions = [text for text in examples if re.match(r"\[foo\]: /url\n(?:bar\n)?===", text)]
    differing = [
        text
        for text in examples
        if text not in headed_by_definitions and compare("x.md", b"\n" + text.encode()).differences()
    ]

    assert [] == differing
    assert len(examples) > 500
