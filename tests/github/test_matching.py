"""Threads find their findings again, also where git guesses differently which file was renamed."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from tests.github.test_plan import finding_body, thread

from speclatch.github.matching import NOBODYS, threads_by_finding
from speclatch.reports.review import InlineComment, Review

A, B, OLD = "docs/a.md", "docs/b.md", "docs/old.md"


def said(*places: tuple[str, str], where: Literal["lines", "nowhere"] = "lines") -> Review:
    """What is to be said: a finding's fingerprint and file, each."""
    comments = tuple(InlineComment(key, path, finding_body(key), where, 1, 1) for key, path in places)
    return Review(comments, frozenset(one.fingerprint for one in comments), paths=frozenset({A, B}))


def test_a_fingerprint_tells() -> None:
    """The ordinary case."""
    one, two = replace(thread("k1", 1), path=A), replace(thread("k2", 2), path=B)

    assert {"k1": [one], "k2": [two]} == threads_by_finding((two, one), said(("k1", A), ("k2", B)))


def test_a_conversation_follows_a_renamed_document() -> None:
    """Its old path is gone; where nobody spoke, a new comment on its line, if it has one, is put in its place."""
    spoken = replace(thread("k1", 1), path=OLD, answered=True)
    silent = replace(thread("k1", 1), path=OLD)

    assert {"k1": [spoken]} == threads_by_finding((spoken,), said(("k1", A)))
    assert {NOBODYS: [silent]} == threads_by_finding((silent,), said(("k1", A)))
    assert {"k1": [silent]} == threads_by_finding((silent,), said(("k1", A), where="nowhere"))


def test_its_own_thread_comes_before_one_of_a_file_that_is_gone() -> None:
    """Git takes another document for the one that was renamed to this one: its fingerprint has changed."""
    own, other = replace(thread("k9", 1), path=A, body=finding_body("k1")), replace(thread("k1", 2), path=OLD)
    answered = replace(other, answered=True)

    assert {"k1": [own], NOBODYS: [answered]} == threads_by_finding((own, answered), said(("k1", A)))


def test_a_fingerprint_that_means_another_document_now_is_nobodys() -> None:
    """The thread stands in a document that is there and has no such finding."""
    one = replace(thread("k1", 1), path=B, body=finding_body("k1", "otherwise"))

    assert {NOBODYS: [one]} == threads_by_finding((one,), said(("k1", A)))


def test_the_same_words_in_the_same_document_are_the_same_finding() -> None:
    """Two documents have changed their fingerprints: each thread stays with its own."""
    one, two = replace(thread("k1", 1), path=A), replace(thread("k2", 2), path=B)

    assert {"k2": [one], "k1": [two]} == threads_by_finding((one, two), said(("k2", A), ("k1", B)))


def test_what_was_fixed_is_not_taken_up_by_its_words() -> None:
    """A thread that says that its finding is gone keeps its key."""
    one = replace(thread("k1", 1, state="fixed"), path=A)

    assert {"k1": [one]} == threads_by_finding((one,), said(("k9", A)))
