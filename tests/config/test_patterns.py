"""Regular expressions of the configuration: which can be used, and which a text could make hang."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from speclatch.config.model import DEFAULT_KINDS
from speclatch.config.patterns import fault


@pytest.mark.parametrize(
    "pattern",
    [
        *(kind.id for kind in DEFAULT_KINDS),
        r"\d{4}",
        r"^V(?P<version>\d+(?:[._]\d+)*)$",
        r"(?:[A-Z]+-)+\d+",
        r"(?:[A-Z][A-Z0-9]*-)*\d+",
        r"[A-Z]+(?:-[A-Z0-9]+)*-\d+",
        r"(?:FR|NFR)-\d+(?:\.\d+)*",
        r"(?:(?:FR|FRX|NFR)-)+\d+",
        r"(?:ab|cd)+",
        r"(?:[a-c]|[x-z])*",
        r"(?!ADR)[A-Z]+-\d+",
        r"[A-Z]+(?:-[A-Z0-9]+)*-\d+[a-z]?",
        r"(\d{4})[-_]?(\d{2})[-_]?(\d{2})[-_]?(\d{2})?(\d{2})?(\d{2})?_.*",
        r"\d{4}-?\d{2}-?\d{2}T?\d{0,2}:?\d{0,2}",
        r"\d?\d?\d?\d?\d",
        r"(?i:prd)[-_ ]?\d+",
        r"(?>[A-Z]+)-\d++",
        r"需求-\d+",
        r"[^-]+-\d+",
        r".*",
    ],
)
def test_patterns_that_people_write(pattern: str) -> None:
    """Ids and versions, in whatever form."""
    assert not fault(pattern)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"(a+)+", "repeats what is repeated"),
        (r"(\d+)*x", "repeats what is repeated"),
        (r"(?:[A-Z0-9-]+-)+\d+", "repeats what is repeated"),
        (r"(a|a)*b", "repeats what is repeated"),
        (r"(?:ab|a|b)*c", "repeats what is repeated"),
        (r"(?:(?:ab|ab)-)*c", "repeats what is repeated"),
        (r"(?:-a?a?)+b", "repeats what is repeated"),
        (r"(\w+\s?)*x", "repeats what is repeated"),
        (r"(?:\d{1,50}){1,50}x", "repeats what is repeated"),
        (r"(?=(?:a*)*b)a", "repeats what is repeated"),
        (r"\d*\d*\d*\d*x", "more than 3 repeated parts"),
        (r"a*b?a*b?a*b?a*x", "more than 3 repeated parts"),
        (r"a{0,99}a{0,99}a{1,99}a{1,99}x", "more than 3 repeated parts"),
        (r"(?:a|aa|a?)*x", "repeats what is repeated"),
        (r"a*a*a*(?:aa|b|ab|c|ac|d|ad|e|f)(?:aa|b|ab|c|ac|d|ad|e|f)x", "more than 3 repeated parts"),
        (r"(?:a*b?a*-)+x", "repeats what is repeated"),
        (r"(?:(?:FR+|NFR)-)+\d+", "repeats what is repeated"),
        (r"(PRD)-\1", "a reference to a group"),
        (r"(PRD)?(?(1)-)\d", "a condition on a group"),
        (r"PRD-(", "not a regular expression: missing"),
        (r"(?:" * 3_000 + ")" * 3_000, "too large"),
    ],
)
def test_patterns_that_are_refused(pattern: str, why: str) -> None:
    """A crafted text could take longer than anybody waits, or there is no such pattern."""
    assert why in fault(pattern)


PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "-", r"\w", r"\d", "[^b]", "a?", "."]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("(?:{0[0]}|{0[1]})".format),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{1,20}", "{0,3}", "*?"])).map("(?:{0[0]}){0[1]}".format),
    ),
    max_leaves=8,
)
TEXTS = ("a" * 120 + "!", "ab" * 60 + "!", "a-" * 60 + "!", "a1" * 60 + "!", "-" * 120 + "!")


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(PATTERNS)
def test_what_is_accepted_is_quick(pattern: str) -> None:
    """On texts that nearly match; the deadline of a test is the bound."""
    assume(not fault(pattern))
    whole = re.compile(rf"(?:{pattern})\Z")

    assert [re.fullmatch(pattern, text) is None for text in TEXTS] == [whole.match(text) is None for text in TEXTS]
