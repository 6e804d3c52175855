"""Ids and file names: which of two is to blame, and what the fix puts in place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.references.trees import PROFILE, SPEC, context_of, found, spec_text
from tests.support.memory import compare, told

from speclatch.profiles.profile import KeyRule
from speclatch.rules import BY_ID
from speclatch.specs.pull_request import Claim, PullRequestFacts

COPY = "docs/21-exec-spec/EXEC-063-refunds.md"


def test_a_copy_is_one_finding() -> None:
    """A copied spec with the old id is a mismatch of its own, and the original stays clean."""
    context = context_of({SPEC: spec_text(), COPY: spec_text()})

    assert [COPY] == [one.location.path for one in found(BY_ID["id-mismatch"], context)]
    assert [COPY] == [one.location.path for one in found(BY_ID["id-duplicate"], context)]
    assert "id-mismatch" in BY_ID["id-duplicate"].yields_to


def test_fix_puts_the_files_id() -> None:
    """The fix replaces the id alone, inside of its quotes."""
    context = context_of({COPY: spec_text().replace("id: EXEC-062", 'id: "EXEC-062"')})

    (one,) = found(BY_ID["id-mismatch"], context)
    assert one.fix is not None
    (edit,) = one.fix.edits

    assert ("EXEC-063", 6, 13, False) == (edit.text, edit.location.column, edit.location.end_column, one.fix.safe)


def test_both_are_to_blame_where_both_files_claim_the_id() -> None:
    """Two files of one id each get a finding that names the other."""
    context = context_of({SPEC: spec_text(), "docs/21-exec-spec/EXEC-062-b.md": spec_text()})

    assert 2 == len(found(BY_ID["id-duplicate"], context))


@pytest.mark.parametrize("written", ["id: >-\n  EXEC-062", 'id: "EXEC\\u002D062"', "id:\n  - 'EXEC-062'"])
def test_an_id_that_the_source_shows_otherwise(written: str) -> None:
    """A folded or escaped id has no characters to replace; one in a list has."""
    (one,) = found(BY_ID["id-mismatch"], context_of({COPY: spec_text().replace("id: EXEC-062", written)}))

    assert ("- " in written) is (one.fix is not None)


def test_the_id_of_a_files_name_is_of_the_same_prefix() -> None:
    """A name that opens with an id of another kind says nothing of this one."""
    context = context_of({"docs/21-exec-spec/ADR-063-EXEC-063.md": spec_text()})

    assert [] == found(BY_ID["id-mismatch"], context)


def test_a_template_without_a_form_of_ids() -> None:
    """Any id is compared then, unless it is the template's own."""
    profile = replace(PROFILE, keys=(KeyRule("id"), *PROFILE.keys[1:]))

    def mismatches(name: str) -> int:
        context = context_of({COPY: spec_text().replace("EXEC-062", name)}, profile=profile)
        return len(found(BY_ID["id-mismatch"], context))

    assert [1, 0, 0] == [mismatches(name) for name in ("EXEC-062", "EXEC-06#2", "EXEC-063")]


def test_many_of_one_id() -> None:
    """Three others are named; all are shown."""
    files = {f"docs/21-exec-spec/EXEC-062-{name}.md": spec_text() for name in "abcde"}
    first = found(BY_ID["id-duplicate"], context_of(files))[0]

    assert (
        "the id `EXEC-062` is also that of `docs/21-exec-spec/EXEC-062-b.md`, `docs/21-exec-spec/EXEC-062-c.md`, "
        "`docs/21-exec-spec/EXEC-062-d.md`"
    ) == first.message
    assert 4 == len(first.related)


def test_a_number_counts_in_its_folder_where_no_glob_says_more() -> None:
    """Two specs of one folder clash; one of another folder has a series of its own, unless a glob holds both."""
    keys = (KeyRule("id"), *PROFILE.keys[1:])
    files = {
        f"docs/21-exec-spec/{name}.md": spec_text().replace("EXEC-062", "7") for name in ("7-a", "7-b", "mail/7-c")
    }

    clashing = {
        match: [
            one.location.path.rpartition("/")[2]
            for one in found(BY_ID["id-duplicate"], context_of(files, profile=replace(PROFILE, keys=keys, match=match)))
        ]
        for match in ((), ("!docs/21-exec-spec/old/**", "docs/21-exec-spec/**/*.md"))
    }

    assert [["7-a.md", "7-b.md"], ["7-a.md", "7-b.md", "7-c.md"]] == [sorted(names) for names in clashing.values()]


def test_a_file_without_an_id_claims_none() -> None:
    """Other pull requests take nothing from a spec whose name opens with no number."""
    base = {
        ".speclatch.yml": 'profiles: [{name: spec, template: template.md, match: ["specs/*.md"]}]\n',
        "template.md": "# <Title>\n\n## Goals\n",
    }
    facts = PullRequestFacts((), (Claim(31, "specs/mail.md"), Claim(32, "specs/EXEC-014-mail.md")))
    head = {**base, "specs/mail-again.md": "# Mail\n\n## Goals\n\nMail.\n"}

    assert [] == told(compare(base, head, pull_request=facts))
