"""The dialect of globs: as git reads ignore files, with captures, in linear time, and its faults."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from speclatch.globs import GlobError, Globs, compiled, escaped, is_glob_of, matches

SEGMENTS = ("*", "**", "a", "b", "a*", "*a", "*a*b", "a?", "?", "[ab]", "[!a]b", "[a-c]*", "x.md", "*.md")
NAMES = ("a", "b", "ab", "ba", "aab", "c", "x.md", "a.md", ".md", "aXb")


@given(
    st.lists(st.sampled_from(SEGMENTS), min_size=1, max_size=5),
    st.booleans(),
    st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5), min_size=1, max_size=8),
)
def test_a_glob_is_read_as_git_reads_it(segments: list[str], folder: bool, paths: list[list[str]]) -> None:
    """The oracle is pathspec's reading of ignore files."""
    glob = "/".join(segments) + "/" * folder
    oracle = GitIgnoreSpec.from_lines([glob])
    names = ["/".join(path) for path in paths]

    assert [oracle.match_file(name) for name in names] == [matches(name, (glob,)) for name in names]


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("docs", "docs/a/b.md", True),
        ("docs/", "docs", False),
        ("*.md", "a/b/c.md", True),
        ("/*.md", "c.md", True),
        ("/*.md", "a/c.md", False),
        ("a/*.md", "a/b/c.md", False),
        ("#a.md", "#a.md", True),
        (" a.md", " a.md", True),
        (r"\[a\].md", "[a].md", True),
        (r"\{a,b\}.md", "{a,b}.md", True),
        ("[]a].md", "].md", True),
        ("[a-].md", "-.md", True),
        (r"[\]].md", "].md", True),
        ("a[+-9]b", "a/b", False),
        ("a[!x]b", "a/b", False),
        ("a\nb*", "a\nb\nc", True),
        ("Ä*", "Äpfel.md", True),
        ("A.md", "a.md", False),
    ],
)
def test_what_a_glob_matches(glob: str, path: str, *, expected: bool) -> None:
    """Folders with all that is in them, classes, signs taken as they are; letter case counts."""
    assert expected is matches(path, (glob,))


@pytest.mark.parametrize(
    ("globs", "expected"),
    [
        (("docs/**", "!docs/old/**"), False),
        (("!docs/old/**", "docs/**"), True),
        (("docs/**", "!docs/old", "docs/old/a.md"), True),
        (("!docs/**",), False),
        ((), False),
    ],
)
def test_the_last_glob_that_matches_decides(globs: tuple[str, ...], *, expected: bool) -> None:
    """What one takes out a later one can bring back."""
    assert expected is Globs(globs).matches("docs/old/a.md")


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("services/{name}/**", "services/pay/a/b.ts", {"name": "pay"}),
        ("services/{name}/src/{name}.ts", "services/pay/src/pay.ts", {"name": "pay"}),
        ("services/{name}/src/{name}.ts", "services/pay/src/bill.ts", None),
        ("**/{n}/{n}.ts", "a/b/c/c.ts", {"n": "c"}),
        ("{name}-service/**", "pay-service-service/x", {"name": "pay-service"}),
        ("src/{area}-{name}.py", "src/a-b-c.py", {"area": "a", "name": "b-c"}),
        ("src/{a}/*.py", "src//x.py", None),
        ("src/{a}b", "src/b", None),
    ],
)
def test_names_capture_what_stands_there(glob: str, path: str, expected: dict[str, str] | None) -> None:
    """One or more characters of a segment; the same name twice is the same text twice."""
    assert expected == compiled(glob).captured(path)


def test_captures_of_a_list() -> None:
    """The glob that decides says what its names stand for; one that takes out says nothing."""
    globs = Globs(("src/{name}/**", "!src/gen/**"))

    assert ({"name": "pay"}, None, None) == tuple(map(globs.captured, ("src/pay/a.ts", "src/gen/a.ts", "lib/a.ts")))


HOSTILE = [
    ("*a" * 60, "a" * 250 + "b"),
    ("**/" + "*a" * 60 + "/**/b", "a" * 250 + "/c"),
    ("**/a*a" * 60, "a/" * 2_000 + "b"),
    ("x" + "*?" * 60 + "b", "x" * 250),
    ("[a-z]*" * 60 + "1", "z" * 255),
    ("{x}/**/{x}.md", "a/" * 2_000 + "b"),
    ("".join(f"{{a{number}}}" for number in range(60)) + "!", "a" * 255),
    ("a/**/" * 60 + "b", "a/" * 2_000 + "c"),
]


@pytest.mark.parametrize(("glob", "path"), HOSTILE, ids=[glob[:12] for glob, _ in HOSTILE])
def test_no_glob_makes_matching_slow(glob: str, path: str) -> None:
    """Each would take longer than the world is old if every way were tried; the test's own time is the bound."""
    assert not any(matches(path, (glob,)) for _ in range(20))


@pytest.mark.parametrize(
    ("glob", "why"),
    [
        ("", "there is nothing"),
        ("!", "there is nothing"),
        ("/etc/**", "inside the repository"),
        ("./docs/**", "inside the repository"),
        ("~/docs", "inside the repository"),
        ("C:\\docs", "inside the repository"),
        ("a/../b", "without `.` and `..`"),
        ("a/./b", "without `.` and `..`"),
        ("a//b", "side by side"),
        ("[z-a]", "nothing is in it"),
        ("[", "never closed"),
        ("[!", "never closed"),
        ("a[/]b", "no class"),
        ("[[:alpha:]]", "no class"),
        ("{a,b}.md", "a glob for each alternative"),
        ("{}", "a glob for each alternative"),
        ("docs\\specs", "written with `/`"),
        ("docs\\", "written with `/`"),
        ("{n}*/{n}", "the only wildcard"),
        ("**/{n}/**/{n}", "may hold one `**`"),
        ("a" * 2_000, "at most"),
    ],
)
def test_a_glob_that_cannot_work_is_refused(glob: str, why: str) -> None:
    """Where it is read, with what is wrong, and not where it would first be matched."""
    with pytest.raises(GlobError, match=re.escape(why)):
        compiled(glob)


def test_what_an_author_wrote_as_a_glob() -> None:
    """A sign in front does not count, and what cannot work names nothing."""
    assert [True, True, False, False, False] == [is_glob_of(glob, "a.md") for glob in ("*.md", "!*.md", "b*", "[", "")]


@given(st.text(max_size=20))
def test_any_text_is_a_glob_or_refused(text: str) -> None:
    """What an author wrote is a glob of a name or none; nothing else can happen."""
    assert is_glob_of(text, "a.md") in {True, False}


@given(st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), max_size=20))
def test_what_is_escaped_matches_itself(text: str) -> None:
    """Whatever signs are in it."""
    assert matches(f"x{text}", (escaped(f"x{text}"),))
