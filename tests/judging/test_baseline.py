"""The baseline file: read back as written, diffs that can be read, and faults told with their line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.samples import PATH, judged, report, spec

from speclatch.config.model import BASELINE_PATH
from speclatch.errors import ConfigError
from speclatch.judging.baseline import (
    MAX_BYTES,
    Baseline,
    Old,
    baseline_of,
    gone,
    kept,
    moved,
    read_baseline,
    write_baseline,
)
from speclatch.model import Severity, Subject

OLD = st.builds(Old, st.text(), st.text(), st.text())
GROUPS = st.dictionaries(st.text(st.characters()), st.lists(OLD, min_size=1).map(tuple))

GOOD = """\
{
  "version": 1,
  "findings": {
    "a.md": [
      {"rule": "field-empty", "about": "Links > PRD", "fingerprint": "1"}
    ],
    "b.md": [
      {"rule": "field-empty", "about": "x", "fingerprint": "2"},
      {"rule": "table-empty", "about": "y", "fingerprint": "3"}
    ]
  }
}
"""


@given(GROUPS)
def test_what_is_written_is_read(groups: dict[str, tuple[Old, ...]]) -> None:
    """Any path and any text come back."""
    assert groups == read_baseline(write_baseline(Baseline(groups)), BASELINE_PATH).findings


def test_the_file() -> None:
    """A finding is a line; files and findings are sorted."""
    baseline = read_baseline(GOOD.encode(), BASELINE_PATH)

    assert GOOD == write_baseline(baseline).decode()
    assert (frozenset("123"), 3) == (baseline.fingerprints, len(baseline))
    assert b'{\n  "version": 1,\n  "findings": {}\n}\n' == write_baseline(Baseline())


@pytest.mark.parametrize(
    ("least", "rules"),
    [
        (Severity.ERROR, ["a"]),
        (Severity.WARNING, ["a", "b"]),
        (Severity.NOTE, ["a", "b", "c"]),
        (None, ["a"]),
    ],
)
def test_only_what_fails_is_recorded(least: Severity | None, rules: list[str]) -> None:
    """What fails nothing today may fail on the day it weighs more."""
    found = [
        judged(n, rule=rule, severity=s) for n, (rule, s) in enumerate(zip("abc", reversed(Severity), strict=True), 1)
    ]

    assert rules == [old.rule for group in baseline_of(found, least).findings.values() for old in group]


def test_what_a_line_of_the_file_tells() -> None:
    """The rule, what it is about in words on one line, and what knows it again, under the file it stands in."""
    one = judged(1, rule="field-empty")
    finding = one.finding._replace(subject=Subject("PRD\n  ref", ("5.  Links", "Up")))
    found = baseline_of([one._replace(finding=finding)], None)

    assert {PATH: (Old("field-empty", "5. Links > Up > PRD ref", one.fingerprint),)} == found.findings


def test_people_can_read_what_is_not_ascii() -> None:
    """Letters of any language are written as they are; half a surrogate pair, which no file can hold, as an escape."""
    raw = write_baseline(Baseline({"\ud800\udfff.md": (Old("a", "Größe 😀", "1"),)}))

    assert '{"rule": "a", "about": "Größe 😀", "fingerprint": "1"}' in raw.decode()
    assert '"\\ud800\\udfff.md": [' in raw.decode()


def test_a_large_file_is_read() -> None:
    """The bound itself is allowed."""
    raw = write_baseline(Baseline())

    assert Baseline() == read_baseline(raw + b" " * (MAX_BYTES - len(raw)), BASELINE_PATH)


def test_pruning() -> None:
    """What is found no more goes, a file without findings with it; nothing is added."""
    old = read_baseline(GOOD.encode(), BASELINE_PATH)
    now = Baseline({"b.md": (Old("table-empty", "y", "3"), Old("table-empty", "z", "4"))})

    assert {"b.md": (Old("table-empty", "y", "3"),)} == kept(old, now).findings


def test_what_is_gone_from_judged_specs() -> None:
    """Files that were not looked at say nothing about what is gone."""
    here = judged(1)
    old = Baseline(
        {
            PATH: (Old("x", "", here.fingerprint), Old("x", "fixed", "f")),
            "docs/other.md": (Old("x", "", "o"),),
        }
    )

    assert (Old("x", "fixed", "f"),) == gone(old, report(here, specs=[spec()]))
    assert () == gone(old, report(specs=[spec(changed=False)]))


FAULTS = {
    "no JSON": ("{\n\n,", 3, "not JSON: "),
    "a conflict": (GOOD.replace('    "b.md"', '=======\n    "b.md"'), 7, "not JSON: "),
    "a list": ("[]", 1, "a baseline is an object with `version` and `findings`"),
    "no version": ('{"findings": {}}', 1, "`version` has to be 1"),
    "another version": (GOOD.replace("1,", "2,", 1), 2, "`version` has to be 1"),
    "unknown key": (GOOD.replace('"version": 1,', '"version": 1,\n  "files": 1,'), 3, "unknown key `files`"),
    "no findings": ('{\n  "version": 1\n}', 1, "`findings` has to be an object"),
    "findings in a list": ('{\n  "version": 1,\n  "findings": []\n}', 3, "`findings` has to be an object"),
    "a file without a list": (
        GOOD.replace("[\n", "{},\n", 1).split("\n      {")[0] + ' "c.md": []}}',
        4,
        "a file has a list",
    ),
    "a key too few": (GOOD.replace('"about": "y", ', ""), 9, "a finding has the keys `rule`, `about`, `fingerprint`"),
    "no text": (GOOD.replace('"2"', "2"), 8, "the values of a finding are texts"),
    "no text, written otherwise": (GOOD.replace('"1"', "1").replace(", ", ","), 4, "the values of a finding are texts"),
    "a key too many, in bytes": (
        GOOD.replace("a.md", "\\u00e4.md").replace('": "1"', '":\n "1", "more": 1'),
        4,
        "a finding has the keys ",
    ),
    "a list further down": ("\n[1]", 2, "a baseline is an object with `version` and `findings`"),
    "a name twice": (GOOD.replace('"version": 1', '"a": 1,\n  "b": "a",\n  "version": 1'), 2, "unknown key `a`"),
    "a list right away": ('[\n"version"]', 1, "a baseline is an object with `version` and `findings`"),
    "a file without words": ('{"version": 1, "findings":\n {"": [{}]}}', 1, "a finding has the keys "),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line(name: str) -> None:
    """The message names the file and the line, and says how to mend it."""
    text, line, message = FAULTS[name]
    with pytest.raises(ConfigError) as caught:
        read_baseline(text.encode(), BASELINE_PATH)

    assert str(caught.value).startswith(f"{BASELINE_PATH}:{line}: {message}")
    assert str(caught.value).endswith("; run `speclatch baseline` to write it anew")


def test_bytes_that_are_no_text_are_told_with_their_line() -> None:
    """The lines up to the fault are counted, all of them and no more."""
    with pytest.raises(ConfigError, match=r"^\.speclatch-baseline\.json:3: the baseline is not UTF-8; run "):
        read_baseline(b"\n\n\xff\n\n", BASELINE_PATH)


@pytest.mark.parametrize("raw", [b"\xff", b"[" * 100_000, b" " * 20_000_001], ids=["no UTF-8", "nested", "too large"])
def test_hostile_files_are_refused(raw: bytes) -> None:
    """What cannot be read is refused with a message."""
    with pytest.raises(ConfigError, match=r"^\.speclatch-baseline\.json:1: "):
        read_baseline(raw, BASELINE_PATH)


def test_a_baseline_follows_files_that_move() -> None:
    """What is known of a file is known under its new name; what its words do not tell stays as it was."""
    one = judged(1, rule="field-empty", path="docs/a.md")
    known = baseline_of([one], None)
    [[old]] = known.findings.values()
    odd = old._replace(fingerprint="0" * len(old.fingerprint))
    files = {**known.findings, "docs/b.md": (odd,), "docs/c.md": (old,)}
    found = moved(Baseline(files), {"docs/a.md": "specs/a.md", "docs/b.md": "specs/b.md"})
    now = judged(1, rule="field-empty", path="specs/a.md")

    assert {"specs/a.md": now.fingerprint, "specs/b.md": odd.fingerprint, "docs/c.md": old.fingerprint} == {
        path: only.fingerprint for path, (only,) in found.findings.items()
    }
