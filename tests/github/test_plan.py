"""The plan, without any server: what is to be done, and that nothing is left to do once it is done."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from speclatch.github.plan import Publication, plan
from speclatch.github.state import OwnComment, OwnReview, OwnThread, PullRequestState
from speclatch.github.steps import (
    CreateSummary,
    DeleteFinding,
    DeleteSummary,
    DismissReview,
    EditFinding,
    EditSummary,
    PostFileComment,
    PostReview,
    ResolveThread,
    Step,
    UnresolveThread,
)
from speclatch.reports.marker import Marker, read_marker
from speclatch.reports.review import InlineComment, Review

HEAD = "a" * 40
KEYS = ("k1", "k2", "k3")


def finding_body(key: str, text: str = "wrong", state: str = "open") -> str:
    """A comment on a finding."""
    return f"{Marker('finding', 'speclatch', 7, key=key, state=state)}\n{text}"  # type: ignore[arg-type]


def summary_body(text: str = "summary", head: str = HEAD) -> str:
    """A summary comment."""
    return f"{Marker('summary', 'speclatch', 7, head)}\n{text}"


def thread(key: str, number: int, *, state: str = "open", answered: bool = False, resolved: bool = False) -> OwnThread:
    """A thread of ours."""
    body = finding_body(key, state=state)
    marker = read_marker(body)
    assert marker is not None
    return OwnThread(f"T{number}", number, f"C{number}", body, marker, answered, resolved)


def comment(number: int, body: str) -> OwnComment:
    """A summary comment of ours."""
    marker = read_marker(body)
    assert marker is not None
    return OwnComment(number, body, f"https://github.example/{number}", marker)


def state(
    *threads: OwnThread, comments: tuple[OwnComment, ...] = (), reviews: tuple[OwnReview, ...] = ()
) -> PullRequestState:
    """A look at pull request 7."""
    return PullRequestState("PR", 7, True, "main", "b" * 40, HEAD, comments, threads, reviews)


def inline(key: str, where: str = "lines") -> InlineComment:
    """What is to be said about a finding."""
    return InlineComment(key, "docs/a.md", finding_body(key), where, 3, 3)  # type: ignore[arg-type]


def wanted(*comments: InlineComment, known: tuple[str, ...] = (), body: str = "", limit: int = 30) -> Publication:
    """A publication with a summary that is news."""
    names = frozenset([*known, *(item.fingerprint for item in comments)])
    review = Review(comments, names, body)
    return Publication(HEAD, 7, "speclatch", summary_body(), True, review, limit)


def test_new_findings_become_one_review() -> None:
    """All new comments on lines go into one review, after the summary that keeps others away."""
    assert (CreateSummary(summary_body()), PostReview("COMMENT", (inline("k1"), inline("k2")))) == plan(
        state(), wanted(inline("k1"), inline("k2"))
    ).steps


def test_newer_head_means_nothing() -> None:
    """A head that was replaced is not spoken of."""
    made = plan(replace(state(), head="c" * 40), wanted(inline("k1")))

    assert made.stale
    assert () == made.steps


def test_room_is_counted_with_what_stands() -> None:
    """At most N comments stand: those there already take room; the rest is in the summary."""
    standing = state(thread("k3", 1), comments=(comment(9, summary_body()),))
    (review,) = plan(standing, wanted(inline("k1"), inline("k2"), inline("k3"), limit=2)).steps

    assert PostReview("COMMENT", (inline("k1"),)) == review


def test_no_longer_severe_is_not_fixed() -> None:
    """A finding that became a note loses its comment, unless people talk about it."""
    there = state(thread("k1", 1), thread("k2", 2, answered=True), comments=(comment(9, summary_body()),))

    assert (DeleteFinding(1, "C1"),) == plan(there, wanted(known=("k1", "k2"))).steps


def test_finding_off_the_diff_keeps_its_comment() -> None:
    """A comment whose line left the diff says what it said, but no new one can be made."""
    there = state(thread("k1", 1), comments=(comment(9, summary_body()),))

    assert () == plan(there, wanted(inline("k1", "nowhere"), inline("k2", "nowhere"))).steps


def test_comments_on_files_are_posted_one_by_one() -> None:
    """GitHub's reviews take no comments on files."""
    _, step = plan(state(), wanted(inline("k1", "file"))).steps

    assert PostFileComment(inline("k1", "file")) == step


def test_second_summary_goes() -> None:
    """Of two summaries for one head the older stays."""
    two = (comment(8, summary_body()), comment(9, summary_body()))

    assert (DeleteSummary(9),) == plan(state(comments=two), wanted()).steps


def test_summary_for_this_head_is_preferred() -> None:
    """Of two summaries for different heads the one for this head stays."""
    two = (comment(8, summary_body("old", "c" * 40)), comment(9, summary_body()))

    assert (DeleteSummary(8),) == plan(state(comments=two), wanted()).steps


def test_slower_twin_yields() -> None:
    """A run that finds an older summary of the same text for the same head takes its own away and stops."""
    two = (comment(8, summary_body()), comment(9, summary_body()))
    made = plan(state(comments=two), wanted(inline("k1")), created=9)

    assert made.yields
    assert (DeleteSummary(9),) == made.steps


def test_request_for_changes_ends() -> None:
    """A standing request for changes is dismissed when it is no longer asked for, and not repeated while it is."""
    review = OwnReview(5, Marker("review", "speclatch", 7, HEAD))
    there = state(comments=(comment(9, summary_body()),), reviews=(review,))

    assert () == plan(there, wanted(body="please")).steps
    (step,) = plan(there, wanted()).steps
    assert isinstance(step, DismissReview)


def test_dry_run_reads_as_a_list() -> None:
    """A plan prints itself."""
    text = str(plan(state(thread("k3", 1)), wanted(inline("k1"))))

    assert "- post the summary comment\n- delete comment 1\n- post a review (COMMENT) with 1 comments" in text
    assert "Everything is there" in str(plan(state(comments=(comment(9, summary_body()),)), wanted()))
    assert "newer head" in str(plan(replace(state(), head="c"), wanted()))


def after(now: PullRequestState, steps: tuple[Step, ...]) -> PullRequestState:
    """What GitHub would show after the steps."""
    for number, step in enumerate(steps, 100):
        now = _after(now, step, number)
    return now


def _after(now: PullRequestState, step: Step, number: int) -> PullRequestState:
    match step:
        case CreateSummary(body):
            return replace(now, comments=(*now.comments, comment(number, body)))
        case EditSummary(which, body):
            edited = tuple(comment(one.id, body) if one.id == which else one for one in now.comments)
            return replace(now, comments=edited)
        case DeleteSummary(which):
            return replace(now, comments=tuple(one for one in now.comments if one.id != which))
        case PostReview(event, comments, _):
            new = tuple(thread(item.fingerprint, number * 100 + n) for n, item in enumerate(comments))
            asked = (OwnReview(number, Marker("review", "speclatch", 7, HEAD)),) if event != "COMMENT" else ()
            return replace(now, threads=now.threads + new, reviews=now.reviews + asked)
        case PostFileComment(item):
            return replace(now, threads=(*now.threads, thread(item.fingerprint, number * 100)))
        case DeleteFinding(which, _):
            return replace(now, threads=tuple(one for one in now.threads if one.comment_id != which))
        case DismissReview(which, _):
            return replace(now, reviews=tuple(one for one in now.reviews if one.id != which))
        case EditFinding(which, _, body) | UnresolveThread(_, which, _, body):
            return _with_body(now, which, body, resolved=False if isinstance(step, UnresolveThread) else None)
        case ResolveThread():
            return _with_body(
                now, step.comment, step.resolved_body if step.resolve else step.body, step.resolve or None
            )


def _with_body(now: PullRequestState, which: int, body: str, resolved: bool | None) -> PullRequestState:
    marker = read_marker(body)
    assert marker is not None
    threads = tuple(
        replace(one, body=body, marker=marker, resolved=one.resolved if resolved is None else resolved)
        if one.comment_id == which
        else one
        for one in now.threads
    )
    return replace(now, threads=threads)


kinds = st.tuples(st.sampled_from(KEYS), st.sampled_from(["open", "fixed", "resolved"]), st.booleans(), st.booleans())
states = st.builds(
    lambda kinds, bodies, asked: state(
        *(
            thread(key, number, state=said, answered=answered, resolved=resolved)
            for number, (key, said, answered, resolved) in enumerate(kinds)
        ),
        comments=tuple(comment(50 + number, summary_body(body)) for number, body in enumerate(bodies)),
        reviews=(OwnReview(70, Marker("review", "speclatch", 7, HEAD)),) if asked else (),
    ),
    st.lists(kinds, max_size=5),
    st.lists(st.sampled_from(["summary", "other"]), max_size=3),
    st.booleans(),
)
publications = st.builds(
    lambda said, known, body, limit, news, resolve: replace(
        wanted(*(inline(key, where) for key, where in said.items()), known=known, body=body, limit=limit),
        is_news=news,
        may_resolve=resolve,
    ),
    st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["lines", "file", "nowhere"])),
    st.lists(st.sampled_from(KEYS)).map(tuple),
    st.sampled_from(["", "please"]),
    st.integers(0, 4),
    st.booleans(),
    st.booleans(),
)


@given(states, publications)
def test_done_plan_leaves_nothing_to_do(before: PullRequestState, publication: Publication) -> None:
    """A second run on what the first one left publishes nothing, from any state to any other."""
    done = after(before, plan(before, publication).steps)

    assert () == plan(done, publication).steps


@given(states, publications)
def test_answered_and_resolved_threads_are_never_deleted(before: PullRequestState, publication: Publication) -> None:
    """Whatever happens, no comment that somebody answered is deleted."""
    answered = {one.comment_id for one in before.threads if one.answered}
    deleted = {step.comment for step in plan(before, publication).steps if isinstance(step, DeleteFinding)}

    assert set() == answered & deleted


@given(states, publications)
def test_every_finding_is_said_once(before: PullRequestState, publication: Publication) -> None:
    """After the plan no finding has two open, unanswered comments."""
    done = after(before, plan(before, publication).steps)
    quiet = [one.marker.key for one in done.threads if one.marker.state == "open" and not one.answered]

    assert sorted(set(quiet)) == sorted(quiet)
