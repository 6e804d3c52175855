"""The report for a terminal: lines that fit, carets below what is meant, totals, and what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.samples import PATH, judged, report, spec

from speclatch.model import Counts, Edit, Fix, Ignored, Location, Related, Severity, Skipped, Tally
from speclatch.reports.quote import columns, joined, quote, shorten, wrapped
from speclatch.reports.text import MAX_SKIPPED, plain, text_report


def lines_of(*arguments: object, width: int = 100, **more: object) -> list[str]:
    """The plain report's lines."""
    return plain(text_report(report(*arguments, **more), width)).split("\n")  # type: ignore[arg-type]


def caret(line: str, column: int, end_column: int, width: int = 60) -> tuple[str, str]:
    """A quoted line and the line below it."""
    where = Location(PATH, 7, 7, column, end_column)
    shown, below = joined(quote(line, where, width)).splitlines()
    return shown, below


def marked(line: str, column: int, end_column: int, width: int = 60) -> str:
    """What the carets stand below."""
    shown, below = caret(line, column, end_column, width)
    cells = [char if place == 0 else "" for char in shown for place in range(columns(char))]
    return "".join(char for char, below_it in zip(cells, below, strict=False) if below_it == "^")


def test_the_caret_stands_below_what_is_meant() -> None:
    """Columns are counted as the terminal shows them."""
    assert ("        7 | prd: x.md", "          |      ^^^^") == caret("prd: x.md", 6, 9)


@pytest.mark.parametrize("before", ["", "ab", "日本語", "e\u0301", "a\tb", "\u202e", "x" * 300, "日" * 200])
@pytest.mark.parametrize("after", ["", " tail", "y" * 500, "語" * 90])
def test_the_caret_follows_wide_and_invisible_characters(before: str, after: str) -> None:
    """Whatever stands before or behind, the caret is below the target, and the line fits."""
    line = f"{before}TARGET{after}"
    shown, _ = caret(line, len(before) + 1, len(before) + 6)

    assert "TARGET" == marked(line, len(before) + 1, len(before) + 6)
    assert columns(shown) <= 60


@given(st.text(max_size=300), st.integers(1, 300), st.integers(0, 300), st.integers(40, 120))
def test_a_quote_never_overflows(line: str, column: int, length: int, width: int) -> None:
    """Any line and any place give at most two lines that fit."""
    text = joined(quote(line.replace("\n", " "), Location(PATH, 1, 1, column, column + length - 1), width))

    assert [] == [shown for shown in text.split("\n") if columns(shown) > width]


def test_a_finding_in_full() -> None:
    """Place, severity, rule, message, the line with a caret, the hint."""
    found = judged(1).finding._replace(location=Location(PATH, 1, 1, 6, 14))

    assert [
        f"{PATH}  exec-spec, judged as implementing",
        "      1:6 error reference-broken",
        "          `docs/x.md` does not exist",
        "        1 | prd: docs/x.md",
        "          |      ^^^^^^^^^",
        "          = Name a file that exists.",
        "",
    ] == lines_of(judged(1)._replace(finding=found), lines=["prd: docs/x.md"])[:7]


def test_the_line_of_a_finding_is_quoted() -> None:
    """That very one, of several."""
    lines = lines_of(judged(2), lines=["one", "two", "three"])

    assert ["        2 | two"] == [line for line in lines if " | " in line]


def test_pieces_have_styles() -> None:
    """What surrounds a finding is dim; its place is marked; no style is made up."""
    found = judged(1).finding._replace(location=Location(PATH, 1, 1, 1, 1))
    skipped = tuple(Skipped(f"{number}.md", "no profile") for number in range(MAX_SKIPPED + 2))
    whole = replace(report(judged(1)._replace(finding=found), judged(2), lines=["ab", "c"]), skipped=skipped)
    spans = list(text_report(whole, 100))

    assert {"", "dim", "bold", "bold underline", "bold red", "bold green"} >= {span.style for span in spans}
    assert [("        1 | ", "dim"), ("ab\n", ""), ("          | ", "dim"), ("^\n", "bold green")] == [
        (span.text, span.style) for span in quote("ab", found.location, 60)
    ]
    assert {"dim"} == {span.style for span in spans if span.text.startswith("skipped")}


def test_a_shared_hint_stands_once() -> None:
    """Of a run of findings that ask for the same, the last one says it."""
    lines = lines_of(judged(1), judged(2), judged(3, hint="Another."))

    assert [1, 1] == [sum(hint in line for line in lines) for hint in ("= Name a file", "= Another.")]


def test_totals_per_kind() -> None:
    """How often each rule found something, the worst first."""
    found = [judged(1), judged(2), judged(3, rule="field-empty", severity=Severity.NOTE), judged(4, rule="link-broken")]
    lines = lines_of(*found)

    assert "errors    2 reference-broken, 1 link-broken" in lines
    assert "notes     1 field-empty" in lines


def test_what_was_excused_and_skipped_is_listed() -> None:
    """Ignored findings stand with their reason."""
    lines = lines_of(ignored=[Ignored(judged(4).finding, "no phone", Location(PATH, 3))])

    assert f"ignored {PATH}:4 reference-broken (no phone)" in lines


def test_the_last_sentence_says_what_to_do() -> None:
    """What blocks, what does not, where more is told, and what can be mended by itself."""
    fix = Fix((Edit(Location(PATH, 1, 1, 1, 1), "x", "o"),), safe=True)
    mendable = judged(1)._replace(finding=judged(1).finding._replace(fix=fix))
    text = " ".join(lines_of(mendable, judged(2, severity=Severity.NOTE)))

    assert "FAIL  1 error to fix before this is merged" in text
    assert "`speclatch explain reference-broken` says what a rule wants." in text
    assert "`speclatch check --fix` mends 1 of them." in text
    assert text.rstrip().endswith(
        "Fix what is listed above, or say on its line why it may stay; 1 note does not block."
    )


@pytest.mark.parametrize(("rules", "advised"), [(["spec-ungoverned"], False), (["spec-ungoverned", "x"], True)])
def test_what_cannot_be_ignored_may_not_stay(rules: list[str], advised: bool) -> None:
    """The advice to give a reason stands where some finding that blocks can be excused by one."""
    found = [judged(number, rule=rule) for number, rule in enumerate(rules, 1)]
    text = " ".join(lines_of(*found, judged(9, rule="field-empty", severity=Severity.NOTE)))

    assert "Fix what is listed above" in text
    assert advised == ("may stay" in text)


def test_a_path_stays_on_its_line() -> None:
    """A line break in a file's name cannot forge a line of the report, wherever the path stands."""
    path = "docs/a\nPASS\tall is well\r.md"
    finding = judged(1, path=path).finding._replace(related=(Related(Location(path, 2), "the other"),))
    whole = report(
        judged(1)._replace(finding=finding), specs=[spec(path)], ignored=[Ignored(finding, "no", Location(path, 1))]
    )
    whole = replace(whole, skipped=(Skipped(path, "no profile"),))
    lines = plain(text_report(whole, 200)).splitlines()

    assert 5 == sum("docs/a<U+000A>PASS<U+0009>all is well<U+000D>.md" in line for line in lines)
    assert [] == [line for line in lines if line.startswith("PASS")]


def test_a_finding_without_a_line_to_show() -> None:
    """A spec that does not fit beside its name, a place elsewhere that is part of the finding."""
    path = f"docs/{'x' * 30}.md"
    base = judged(1, path=path)
    found = base._replace(finding=base.finding._replace(related=(Related(Location("docs/b.md", 7), "is the first"),)))
    lines = lines_of(found, specs=[spec(path, changed=False)], width=50)[:12]

    assert [
        path,
        "  exec-spec, judged as implementing, affected by",
        "  the change",
        "        1 error reference-broken",
        "          `docs/x.md` does not exist",
        "          = Name a file that exists.",
        "          = see docs/b.md:7: is the first",
        "",
        path,
        "    implementing, references 2/3, migrations 1/2,",
        "    governance 12/17, tasks 8/8, 1 empty table",
        "",
    ] == lines


def test_a_file_that_is_no_spec() -> None:
    """Its name stands alone; a blank line is not quoted."""
    lines = lines_of(judged(1, path="x.sql"), lines=["  "])

    assert ["x.sql", "        1 error reference-broken"] == lines[:2]
    assert ["          = Name a file that exists."] == [line for line in lines if "=" in line]


def test_specs_in_one_column() -> None:
    """Names are filled up to the longest; what there is none of is not counted."""
    none = Counts(Tally(0, 0), Tally(0, 0), Tally(1, 1), Tally(0, 0), 0)
    lines = lines_of(specs=[spec("a.md")._replace(counts=none), spec("docs/b.md")])

    assert [
        "a.md       implementing, governance 1/1",
        "docs/b.md  implementing, references 2/3, migrations 1/2, governance 12/17, tasks 8/8, 1 empty table",
        "",
        "PASS  2 specs in order",
        "",
    ] == lines


def test_skipped_files_are_listed_up_to_a_point() -> None:
    """Each with its reason; of many the number."""
    skipped = tuple(Skipped(f"{number}.md", "no profile governs it") for number in range(MAX_SKIPPED + 2))
    lines = plain(text_report(replace(report(), skipped=skipped))).split("\n")

    assert "skipped 0.md: no profile governs it" in lines
    assert "skipped 2 more files" in lines
    assert MAX_SKIPPED + 1 == sum(line.startswith("skipped ") for line in lines)


def test_nothing_to_judge() -> None:
    """What to say of it is the command's affair, unless something was judged after all."""
    empty = replace(report(), specs=())

    assert "PASS  all is quiet\n" == plain(text_report(empty, nothing="all is quiet"))
    assert "PASS  no spec is touched\n" == plain(text_report(empty))
    assert "PASS  1 spec in order\n" in plain(text_report(report(), nothing="all is quiet"))


def test_a_line_quoted_without_columns_has_no_caret() -> None:
    """The line alone, and nothing for a blank one."""
    assert "        7 | prd: x\n" == joined(quote("prd: x", Location(PATH, 7), 60))
    assert "" == joined(quote(" \t", Location(PATH, 7, 7, 1, 1), 60))


def test_a_pass_is_short() -> None:
    """With nothing to say, little is said."""
    assert ["PASS  1 spec in order", ""] == lines_of(specs=[spec()])[-2:]


@pytest.mark.parametrize("width", [40, 60, 100])
def test_everything_fits(width: int) -> None:
    """Prose in wide characters is broken where the terminal ends."""
    long = "語" * 5
    found = judged(1, message=" ".join([long] * 30), hint=" ".join([long] * 30))
    names = [spec(f"docs/{'langer-name/' * 12}{number}.md") for number in range(2)]
    lines = lines_of(found, width=width, specs=names)

    assert [] == [line for line in lines if columns(line) > width and line != PATH]


def test_words_and_paths() -> None:
    """A word that is longer than a line stands alone; of a path the end is kept."""
    assert "  a\n  bbbbbbbbbbbb\n  c\n" == joined(wrapped("a bbbbbbbbbbbb c", 8, "  "))
    assert ("a/b.md", "…b.md", "…語.md") == (shorten("a/b.md", 6), shorten("a/b.md", 5), shorten("語語.md", 6))
