"""Input that is made to take forever: ``python -m tests.fuzz.hostile`` prints what each kind costs at three sizes.

Every case is made to a size in bytes. Its growth is how the processor time of the largest text compares with that of
the smallest, over how their sizes compare: about 1 is linear, 5 quadratic. A case that takes long or grows is marked,
and one whose larger texts are too dense to be read.
``tests/documents/test_hostile.py`` runs all of them, smaller.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

from speclatch.documents import UnreadableError, parse

SIZES = (200_000, 400_000, 1_000_000)
SLOW = 1.0  # seconds, and seconds a megabyte
STEEP = 2.0
FLOOR = 0.1  # seconds; less is not weighed
Case = Callable[[int], str]


def repeated(piece: str, head: str = "", tail: str = "") -> Case:
    """``piece`` again and again, up to the size wanted."""
    return lambda size: head + piece * max(1, (size - len(head) - len(tail)) // len(piece)) + tail


def numbered(piece: str, head: str = "", tail: str = "") -> Case:
    """``piece`` with its number in place of every ``#``, up to the size wanted."""
    return lambda size: head + "".join(piece.replace("#", str(n)) for n in range(size // (len(piece) + 5))) + tail


def halves(first: str, second: str, between: str = "") -> Case:
    """Half of ``first``, then half of ``second``: openers and closers."""
    return lambda size: first * (size // 2 // len(first)) + between + second * (size // 2 // len(second))


def every_length(mark: str, between: str = " a ") -> Case:
    """Runs of ``mark`` of every length, so that none closes another."""

    def made(size: int) -> str:
        runs: list[str] = []
        total = 0
        while total < size:
            runs.append(mark * (len(runs) + 1) + between)
            total += len(runs[-1])
        return "".join(runs)

    return made


def table(columns: int, row: str) -> Case:
    """A table of so many columns with ``row`` again and again."""
    head = "|" + "a|" * columns + "\n|" + "-|" * columns + "\n"
    return repeated(row, head)


def front_matter(inner: Case) -> Case:
    """``inner`` between fences, a body behind."""
    return lambda size: "---\n" + inner(size) + "\n---\n# Title\n"


def growing_lists(size: int) -> str:
    """Items each deeper than the one before, as deep as the size allows."""
    depth = int(size**0.5)
    return "".join("  " * level + "- a\n" for level in range(depth))


def deep_items(size: int) -> str:
    """Items all at ninety-nine levels."""
    item = "- " * 99 + "a\n"
    return item + ("  " * 98 + "- a\n") * ((size - len(item)) // 200)


def alias_bomb(size: int) -> str:
    """Aliases of aliases, as many as the size allows."""
    names = range(1, size // 80)
    return "\n".join(["a0: &a0 [x,x,x]", *(f"a{n}: &a{n} [" + ",".join([f"*a{n - 1}"] * 9) + "]" for n in names)])


CASES: dict[str, Case] = {
    # inline marks that open and never close
    "[": repeated("["),
    "]": repeated("]"),
    "[a](": repeated("[a]("),
    "[a](<b": repeated("[a](<b"),
    "[a](b 'c": repeated("[a](b 'c"),
    '[a](b "': repeated('[a](b "'),
    "[a](b (": repeated("[a](b ("),
    "[a](((": repeated("[a](" + "(" * 30),
    "[a][b": repeated("[a][b"),
    "[a][": repeated("[a][", "[a]: b\n\n"),
    "[a] known": repeated("[a]", "[a]: b\n\n"),
    "[a] known, spaced": repeated("[a] ", "[a]: b\n\n"),
    "[ nested, known": halves("[", "]", "a"),
    "[ nested, known label": lambda size: "[a]: b\n\n" + "[" * (size // 2) + "a" + "]" * (size // 2),
    "[a](b)": repeated("[a](b)"),
    "[a](b) lines": repeated("[a](b)\n"),
    "![a](b)": repeated("![a](b)"),
    "![": repeated("!["),
    "![ nested": halves("![", "](a)", "x"),
    "[ nested links": halves("[", "](a)", "x"),
    "![ then links": lambda size: "![" * (size // 4) + "[a](b)" * (size // 12),
    "[^ nested": halves("[^", "]", "a"),
    "[a](() balanced": repeated("[a](()()"),
    "[a](( then a blank": repeated("[a](" * 31 + " x"),
    "[^": repeated("[^"),
    "[^a]": repeated("[^a] "),
    "[^a] known": repeated("[^a] ", tail="\n\n[^a]: b\n"),
    "[^a": repeated("[^a[", tail="]"),
    "broken links": repeated("[a](b c d e f g h i j k l m n o p)\n"),
    "long label": lambda size: "[" + "a" * size + "]",
    "long target": lambda size: "[a](" + "b" * size + ")",
    "long title": lambda size: "[a](b '" + "c" * size + "')",
    "*": repeated("*a "),
    "**a": repeated("**a"),
    "*a_": repeated("*a_"),
    "a**b": repeated("a**b"),
    "a*": repeated("a* "),
    "*a**": repeated("*a**a"),
    "***": repeated("*** a "),
    "* halves": halves("*a ", " a*"),
    "*_ halves": halves("*_a ", "a_* "),
    "1_": repeated("1_"),
    "_a": repeated("_a "),
    "~~a": repeated("~~a"),
    "~a": repeated("~a "),
    "~a~~": repeated("~a~~a"),
    "*~ run": lambda size: "*" + "~" * size,
    "~* alternating": repeated("~*"),
    "**** one run": lambda size: "a" + "*" * size + "b",
    "` every length": every_length("`"),
    "` every length, closed": every_length("`", "a"),
    "`a": repeated("`a "),
    "`` a `": repeated("`` a ` "),
    "` one run": lambda size: "a" + "`" * size,
    "`a`": repeated("`a` "),
    "* every length": every_length("*"),
    "~ every length": every_length("~"),
    "<": repeated("<"),
    "<a": repeated("<a"),
    "<a ": repeated("<a "),
    "<a b='": repeated("<a b='"),
    '<a b="c"': lambda size: "a <a" + ' b="c"' * (size // 6),
    "<a spaces": lambda size: "a <a" + " " * size + "<",
    "<a>": repeated("<a>"),
    "</": repeated("</a "),
    "<!--": repeated("a <!-- "),
    "<!-- a": repeated("<!-- a\n"),
    "<!-->": repeated("a <!-->"),
    "<!-- --": lambda size: "a <!--" + " --" * (size // 3),
    "<?": repeated("a <? "),
    "<!A": repeated("a <!A "),
    "<![CDATA[": repeated("a <![CDATA["),
    "<![CDATA[ block": repeated("<![CDATA[\n"),
    "<http://": repeated("<http://a"),
    "<a@": repeated("<a@"),
    "<a@b.c": repeated("<a@b.c-"),
    "http://": repeated("http://"),
    "http://a": repeated("http://a "),
    "http://a)": lambda size: "http://a" + ")" * size,
    "http://a(": lambda size: "http://a/" + "(" * (size // 2) + ")" * (size // 2),
    "http://&": lambda size: "http://a/" + "&a;" * (size // 3),
    "http://?": repeated("http://a?!.,:"),
    "http://a.b one": lambda size: "http://" + "a." * (size // 2),
    "http://a_": repeated("http://a_.b "),
    "www.": repeated("www."),
    "www.a ": repeated("www.a "),
    "@": repeated("@"),
    "a@": repeated("a@"),
    "a@b": repeated("a@b."),
    "a@b.c": repeated("a@b.c "),
    "long name@": lambda size: "a" * size + "@",
    ".@": repeated(".@a"),
    "mailto:": repeated("mailto:"),
    "mailto:a@b": repeated("mailto:a@b "),
    "&": repeated("&"),
    "&amp;": repeated("&amp;"),
    "&#": repeated("&#1114112;"),
    "&a": repeated("&aaaaaaaaaa"),
    "\\": repeated("\\"),
    "\\*": repeated("\\*"),
    "\\ lines": repeated("\\\n"),
    "{a}_": repeated("{a}_"),
    "line": repeated("word "),
    "one word": repeated("a"),
    "spaces": repeated(" ", tail="a"),
    "spaces in a line": repeated(" ", "a", "b"),
    "tabs": repeated("\t", tail="a"),
    "tabs in a line": repeated("\ta"),
    "lines": repeated("a\n"),
    "blank lines": repeated("\n"),
    "lines of spaces": repeated("a  \n"),
    "lone CR": repeated("a\r"),
    "NUL": repeated("\0a"),
    "wide characters": repeated("é"),
    "U+2028": repeated("\u2028"),
    # blocks
    "> one line": repeated(">", tail=" a\n"),
    "> 10,000": lambda size: ">" * 10_000 + " a\n" + "b\n" * ((size - 10_000) // 2),
    "> 1,000, all lines": repeated(">" * 1000 + " a\n"),
    "> deeper and deeper": lambda size: "".join(">" * n + "a\n" for n in range(int((2 * size) ** 0.5))),
    "> a": repeated("> a\n"),
    "> blank": repeated(">\n"),
    ">-": repeated("> - ", tail="a\n"),
    "- one line": repeated("- ", tail="a\n"),
    "- 99, then lazy": repeated("b\n", "- " * 99 + "a\n"),
    "- deeper and deeper": growing_lists,
    "- at 99 levels": deep_items,
    "- at 99 levels, one line": repeated("- " * 99 + "a\n"),
    "- a": repeated("- a\n"),
    "- empty": repeated("-\n"),
    "- empty, blank": repeated("-\n\n"),
    "1.": numbered("#. a\n"),
    "1. one line": repeated("1. ", tail="a\n"),
    "* - +": repeated("* a\n- b\n+ c\n"),
    "- [ ]": repeated("- [ ] a\n"),
    "- [ ] nested": repeated("- [ ] ", tail="a\n"),
    "- then blank": lambda size: growing_lists(100_000) + " \n" * (size // 2),
    "> 10,000 then lazy": lambda size: ">" * 10_000 + " a\n" + "b\n" * (size // 2),
    "- then lazy": lambda size: growing_lists(100_000) + "a\n" * (size // 2),
    "- label:": repeated("- a: b\n"),
    "- label: with body": repeated("- a:\n  - b: c\n"),
    "- label: body of many": lambda size: "- a:\n" + "  - b\n" * (size // 6),
    "- ** label": repeated("- **a"),
    "**a:** b": repeated("**a:** b\n"),
    "#": repeated("#"),
    "# a": repeated("# a\n"),
    "# #": numbered("# a#\n"),
    "# slugs": lambda size: "".join(f"# a-{n % 50}\n# a\n" for n in range(size // 10)),
    "# tail": repeated("#", "# a ", "b\n"),
    "# deeper": repeated("# a\n## b\n### c\n#### d\n##### e\n###### f\n"),
    "===": repeated("a\n===\n"),
    "=== one": repeated("=", "a\n", "\n"),
    "=== many": repeated("===\n", "a\n"),
    "---": repeated("---\n", "a\n"),
    "--- one": repeated("-", "a\n", "b\n"),
    "- - -": repeated("- ", "a\n", "b\n"),
    "* * *": repeated("* * *\n"),
    "* * one": repeated("* ", tail="*\n"),
    "_ _ one": repeated("_ ", tail="a\n"),
    "setext of definitions": numbered("[a#]: b\n===\n"),
    "```": repeated("```\n"),
    "``` a": repeated("```a\nb\n"),
    "``` open": repeated("x\n", "```\n"),
    "``` growing": every_length("`", "\n"),
    "``` long info": lambda size: "```" + "&amp;" * (size // 5) + "\n",
    "~~~": repeated("~~~~\n~~~\n"),
    "~~~ in quotes": repeated("> ~~~\n"),
    "    code": repeated("    a\n"),
    "    code, blank": repeated("    a\n\n\n"),
    "    code, only blank": repeated("     \n", "    a\n"),
    "<div>": repeated("<div>\n"),
    "<div> blank": repeated("<div>\n\n"),
    "<script": repeated("<script>\n"),
    "<a> lines": repeated("<a b='c'\n"),
    "<a attributes, line": lambda size: "<a" + " b" * (size // 2) + "\n",
    "<!-- open": repeated("a\n", "<!--\n"),
    "<!-- blocks": repeated("<!-- a -->\n"),
    "<!-- one block": repeated("<!-- ", "<!--"),
    "[a]: b": numbered("[a#]: b\n"),
    "[a]: b same": repeated("[a]: b\n"),
    "[a]: open": repeated("[a]: b '\n"),
    "[a]: open title": repeated("[a]: b '\n", tail="c"),
    "[a]: <": repeated("[a]: <b\n"),
    "[a]: unended": repeated("[a]:\n"),
    "[ label lines": repeated("[a\n"),
    "[^a]: b": numbered("[^a#]: b\n\n"),
    "[^a]: b, used": numbered("[^a#] \n\n[^a#]: b\n\n"),
    "[^a]: nested": repeated("[^a]: "),
    "[^a]: same": repeated("[^a]: b\n\n"),
    "[^a]: text within": repeated("    a\n\n", "[^a]\n\n[^a]: b\n\n"),
    # tables
    "rows": table(2, "|1|2|\n"),
    "wide table": lambda size: (
        "|" + "a|" * (size // 8) + "\n|" + "-|" * (size // 8) + "\n|" + "b|" * (size // 4) + "\n"
    ),
    "wide table, short rows": table(5_000, "|x|\n"),
    "ragged rows": table(3, "|x|y|z|u|v|\n|x\n"),
    "rows of links": table(2, "|[a](b)|`c`|\n"),
    "rows of bars": table(2, "|" * 50 + "\n"),
    "escaped bars": table(2, "|" + "\\|" * 40 + "|\n"),
    "escaped bars, one cell": lambda size: "|a|\n|-|\n|" + "\\|" * (size // 2) + "|\n",
    "bars": repeated("|"),
    "bars, lines": repeated("|a|b|\n"),
    "delimiter rows": repeated("|-|-|\n"),
    "delimiter row, long": lambda size: "|a\n|" + "-|" * (size // 2) + "x\n",
    "delimiter row, spaces": lambda size: "|a\n|-" + " " * size + "x\n",
    "tables": repeated("|a|\n|-|\n|b|\n\n"),
    "table refused": repeated("|a|b|\n|-|\n"),
    "table in quotes": repeated("> |a|\n> |-|\n"),
    # front matter
    "front matter, keys": front_matter(numbered("k#: v\n")),
    "front matter, small keys": lambda size: front_matter(numbered("k#: v\n"))(60_000) + "a\n" * ((size - 60_000) // 2),
    "front matter, list": front_matter(repeated("- a\n", "a:\n")),
    "front matter, brackets": front_matter(repeated("[", "a: ")),
    "front matter, braces": front_matter(repeated("{a: ", "a: ")),
    "front matter, quotes": front_matter(repeated("'", "a: ")),
    "front matter, open": repeated("a: b\n", "---\n"),
    "front matter, dots": repeated("...\n", "---\na: b\n"),
    "front matter, fences": repeated("---\n"),
    "front matter, headings": repeated("# a\n", "---\n", "---\n"),
    "front matter, aliases": front_matter(alias_bomb),
    "front matter, anchors": front_matter(numbered("k#: &a# v\n")),
    "front matter, doubles": front_matter(repeated("a: b\n")),
    "front matter, block text": front_matter(repeated("  a\n", "a: |\n")),
    "front matter, comments": front_matter(repeated("# a\n", "a: b\n")),
    "front matter, one line": front_matter(repeated("a", "a: ")),
    "front matter, tabs": front_matter(repeated("\t", "a: b\n")),
    "front matter, colons": front_matter(repeated(": ", "a")),
    "front matter, question": front_matter(repeated("? ", "")),
    "front matter, dashes": front_matter(repeated("- ", "")),
    "front matter, control": front_matter(repeated("\x01", "a: ")),
}


def read_all(raw: bytes) -> bool:
    """Read everything a document offers; False where it is refused."""
    try:
        document = parse("hostile.md", raw)
    except UnreadableError:
        return False
    for part in (document.links, document.code_spans, document.comments, document.tables, document.tasks):
        len(part)
    document.text_of(None)
    return True


def seconds(raw: bytes) -> tuple[float, bool]:
    """The processor time that reading ``raw`` takes, and whether it was read."""
    start = time.process_time()
    read = read_all(raw)
    return time.process_time() - start, read


def measure(name: str, sizes: Sequence[int]) -> str:
    """A line of the table."""
    taken: list[float] = []
    costs: list[float] = []  # seconds a byte of those texts that were read
    for size in sizes:
        raw = CASES[name](size).encode()
        spent, read = seconds(raw)
        taken.append(spent)
        costs += [spent / len(raw)] if read else []
    growth = costs[-1] / max(costs[0], 1e-9) if costs else 0.0
    dear = costs and costs[-1] > SLOW / 1_000_000 and taken[len(costs) - 1] > SLOW
    marks = "" if len(costs) == len(sizes) else " refused"
    marks += " SLOW" if dear else ""
    marks += " STEEP" if growth > STEEP and max(taken) > FLOOR else ""
    return f"{name:28}" + "".join(f"{spent:9.2f}" for spent in taken) + f"{growth:9.2f}{marks}"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(names: Sequence[str]) -> None:
    """Print the table, of all cases or of those named."""
    say(f"{'case':28}" + "".join(f"{size:9,}" for size in SIZES) + "   growth")
    for name in names or CASES:
        say(measure(name, SIZES))


if __name__ == "__main__":
    main(sys.argv[1:])
