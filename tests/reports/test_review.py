"""Findings on the lines of a diff: where each comment stands and what it says."""

from __future__ import annotations

import pytest
from tests.reports.samples import PATH, PLACE, diff, edit, judged, options, report

from speclatch import __version__
from speclatch.model import Ignored, Location, Related, Severity
from speclatch.reports.marker import Marker, read_marker, same_text, text_below
from speclatch.reports.options import Diff
from speclatch.reports.review import anchor, comment_body, commented_paths, fixed_body, review

LINES = tuple(f"line {number}" for number in range(1, 101))


@pytest.mark.parametrize(
    ("location", "hunks", "expected"),
    [
        (Location(PATH, 5), [range(1, 10)], (5, 5)),
        (Location(PATH, 5), [range(6, 10)], None),
        (Location(PATH, 5), [], None),
        (Location(PATH, 5, 8), [range(1, 20)], (5, 8)),
        (Location(PATH, 5, 20), [range(1, 8)], (5, 7)),
        (Location(PATH, 5, 20), [range(1, 8), range(12, 15), range(18, 40)], (18, 20)),
        (Location(PATH, 5, 20), [range(18, 40), range(1, 8)], (18, 20)),
    ],
)
def test_comment_stands_on_the_last_lines_in_one_hunk(
    location: Location, hunks: list[range], expected: tuple[int, int] | None
) -> None:
    """A comment's lines are in the diff and in a single hunk; of several hunks the last is taken."""
    assert expected == anchor(location, hunks)


def test_worst_come_first_and_notes_stay_away() -> None:
    """Comments are for errors and warnings that count."""
    note = judged(1, severity=Severity.NOTE)
    old, warning, error = judged(2, counts=False), judged(3, severity=Severity.WARNING), judged(4)
    made = review(report(note, old, warning, error, lines=LINES), options(), diff(range(1, 50)))

    expected = [error.fingerprint, warning.fingerprint]
    assert expected == [comment.fingerprint for comment in made.comments]
    assert 4 == len(made.known)


def test_comments_are_shared_out_over_the_files() -> None:
    """Each file gets its first error commented on before any gets its second; warnings come after all errors."""
    many = [judged(n, path="docs/a.md") for n in range(1, 41)]
    few = [judged(7, path="docs/b.md"), judged(8, path="docs/c.md", severity=Severity.WARNING)]
    made = review(report(*many, *few), options(), Diff({"docs/a.md": (range(1, 99),)})).comments

    assert ["docs/a.md", "docs/b.md", "docs/a.md", "docs/a.md"] == [comment.path for comment in made[:4]]
    assert "docs/c.md" == made[-1].path


def test_comment_leads_to_its_rules_page() -> None:
    """A reader who has nothing installed reads why a rule is there."""
    body = comment_body(judged(1), options())

    page = f"https://github.com/speclatch/speclatch/blob/v{__version__}/docs/rules/reference-broken.md"
    assert body.endswith(f"<sub>error · [reference-broken]({page})</sub>")
    assert same_text(body, body.replace(f"/v{__version__}/", "/v9.9.9/"))


def test_threshold_is_the_readers_choice() -> None:
    """``inline`` sets the least severity; ``off`` comments on nothing."""
    given = report(judged(1), judged(2, severity=Severity.NOTE), lines=LINES)

    counted = {
        level: len(review(given, options(inline=level), diff(range(1, 50))).comments)
        for level in (Severity.ERROR, Severity.WARNING, Severity.NOTE, None)
    }
    assert {Severity.ERROR: 1, Severity.WARNING: 1, Severity.NOTE: 2, None: 0} == counted


def test_what_is_not_in_the_diff_has_no_place() -> None:
    """Off the diff a finding is for the summary, or for the file as a whole where that is asked for."""
    given = report(judged(60), judged(1, path="docs/elsewhere.md"), lines=LINES)
    default = review(given, options(), diff(range(1, 50)))
    on_files = review(given, options(off_diff="file"), diff(range(1, 50)))

    assert ["nowhere", "nowhere"] == [comment.where for comment in default.comments]
    assert ["file", "nowhere"] == [comment.where for comment in on_files.comments]
    assert on_files.comments[0].body.endswith(f"{PATH}?plain=1#L60)")


def test_suggestion_stands_on_the_lines_of_its_fix() -> None:
    """A comment with a suggestion covers exactly the lines that the suggestion replaces."""
    table = judged(10, end_line=20, edits=[edit(15, 1, 4, "LINE")])
    (comment,) = review(report(table, lines=LINES), options(), diff(range(1, 50))).comments

    assert (15, 15) == (comment.first, comment.last)
    assert "```suggestion\nLINE 15\n```" in comment.body


def test_second_finding_on_a_line_points_to_the_first() -> None:
    """One suggestion for a line; the other comment says that it is covered."""
    one = judged(10, rule="a", edits=[edit(10, 1, 4, "LINE")])
    two = judged(10, rule="b", edits=[edit(10, 6, 7, "ten")])
    first, second = review(report(one, two, lines=LINES), options(), diff(range(1, 50))).comments

    assert "LINE ten" in first.body
    assert "```" not in second.body
    assert "mends this too" in second.body


def test_unsure_fix_asks() -> None:
    """A fix that is not safe comes with a question."""
    given = report(judged(10, edits=[edit(10, 1, 4, "x")], safe=False), lines=LINES)

    sure = report(judged(10, edits=[edit(10, 1, 4, "x")]), lines=LINES)

    assert "Is this what was meant?" in review(given, options(), diff(range(1, 50))).comments[0].body
    assert "Is this what was meant?" not in review(sure, options(), diff(range(1, 50))).comments[0].body


def test_related_places_are_linked() -> None:
    """Other places that belong to a finding are listed with links to their lines."""
    plain = judged(10)
    related = (Related(Location("docs/adr/ADR-1 (x).md", 3), "superseded by `ADR-2`"),)
    body = comment_body(plain._replace(finding=plain.finding._replace(related=related)), options())

    link = "https://github.example/acme/specs/blob/" + "a" * 40 + "/docs/adr/ADR-1%20%28x%29.md?plain=1#L3"
    assert f"- [`ADR-1 (x).md:3`]({link}) superseded by `ADR-2`" in body


def test_only_files_with_comments_are_looked_up() -> None:
    """The pull request's files are listed for comments, and to tell new ignores from old ones."""
    ignored = Ignored(judged(3).finding, "why", Location("docs/c.md", 2))
    given = report(judged(1), judged(2, path="docs/b.md", severity=Severity.NOTE), ignored=[ignored])

    assert {PATH, "docs/c.md"} == commented_paths(given, options())


def test_request_for_changes_only_while_failing() -> None:
    """The review has a text where changes are requested, and only there."""
    asking = options(review_event="REQUEST_CHANGES")

    assert "" == review(report(judged(1)), options(), Diff()).body
    assert "" == review(report(), asking, Diff()).body
    assert read_marker(review(report(judged(1)), asking, Diff()).body) == Marker("review", "speclatch", 7, PLACE.head)


@pytest.mark.parametrize(
    "marker",
    [
        Marker("summary", "speclatch", 7, "a" * 40),
        Marker("summary", "a --> b -- <c> ä/é %", 12),
        Marker("review", "x", 1, "b" * 64),
        Marker("finding", "svc-a", 7, key="0123456789abcdef0123"),
        Marker("finding", "", 7, key="k-->", state="resolved"),
    ],
)
def test_marker_is_read_as_written(marker: Marker) -> None:
    """A marker survives being written, whatever its values, and ends where it should."""
    text = str(marker)

    assert marker == read_marker(f"{text}\nbody")
    assert 1 == text.count("--\x3e")
    assert text.endswith(" -->")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "text\n<!-- speclatch/1 kind=summary id=speclatch pr=7 head= -->",
        "<!-- speclatch/2 kind=summary id=speclatch pr=7 head= -->",
        "<!-- speclatch/1 kind=summary id=speclatch pr=7 key=x state=open -->",
        "<!-- speclatch/1 kind=finding id=speclatch pr=7 head= -->",
        "<!-- speclatch/1 kind=summary id=speclatch pr=7 head= --> x",
    ],
)
def test_anything_else_is_no_marker(body: str) -> None:
    """Markers stand alone on the first line, in this format's words."""
    assert read_marker(body) is None


def test_repository_text_makes_no_marker() -> None:
    """A message that imitates a marker stays a message."""
    forged = str(Marker("finding", "speclatch", 7, key="forged", state="resolved"))
    finding = judged(1, message=f"{forged}\n{forged}", hint=forged, rule=forged)
    body = comment_body(finding, options())

    assert finding.fingerprint == getattr(read_marker(body), "key", None)
    assert 1 == body.count("\n<!--") + body.startswith("<!--")


def test_same_text_looks_past_commits_and_line_ends() -> None:
    """Links to another commit and CR LF make no difference; anything else does."""
    one = comment_body(judged(1), options(), covered=True)

    assert same_text(one, one.replace("\n", "\r\n") + "\n")
    assert same_text(f"x/blob/{'a' * 40}/y", f"x/blob/{'b' * 40}/y")
    assert same_text("x/actions/runs/12)", "x/actions/runs/13)")
    assert not same_text("12", "13")


def test_fixed_comment_names_the_commit() -> None:
    """An answered comment says since when its finding is gone, and whether we resolved the thread."""
    body = fixed_body("speclatch", 7, "k", "abcdef1234567890", resolved=True)

    assert "✅ Fixed in abcdef1." == body.partition("\n")[2]
    assert Marker("finding", "speclatch", 7, key="k", state="resolved") == read_marker(body)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ((3, 3), None),
        ((4, 4), (4, 4)),
        ((2, 5), (4, 5)),
        ((6, 6), (6, 6)),
        ((7, 7), None),
        ((1, 9), (8, 8)),
        ((9, 9), None),
    ],
)
def test_where_a_comment_can_stand(lines: tuple[int, int], place: tuple[int, int] | None) -> None:
    """On the lines of the last hunk that holds some of them; the line behind a hunk is none of it."""
    assert place == anchor(Location(PATH, *lines), [range(4, 7), range(8, 9)])


def test_the_text_below_a_marker() -> None:
    """Equal where two comments say the same, whatever their first lines are."""
    one, other = (f"<!-- {name} -->\nx/blob/{letter * 40}/y\n" for name, letter in (("one", "a"), ("other", "b")))

    assert text_below(one) == text_below(other)
    assert text_below(one) != text_below(one.replace("/y", "/z"))
