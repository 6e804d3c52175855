"""Which of our threads on a pull request speaks of which finding of this run. Pure: nothing is asked.

A finding is known again by its fingerprint, and that names the file as the base calls it. Git guesses what was renamed,
and guesses anew after each push: among documents that are much alike, a fingerprint may come to mean another one.
"""

from __future__ import annotations

from speclatch.github.state import OwnThread
from speclatch.reports.marker import text_below
from speclatch.reports.review import InlineComment, Review

NOBODYS = ""
"""The key of threads whose finding is not there, though another finding has their fingerprint."""


def threads_by_finding(threads: tuple[OwnThread, ...], review: Review) -> dict[str, list[OwnThread]]:
    """The threads by the fingerprint of the finding that each speaks of, oldest first; others by the key they bear."""
    comments = {comment.fingerprint: comment for comment in review.comments}
    found: dict[str, list[OwnThread]] = {}
    astray: list[OwnThread] = []
    for thread in sorted(threads, key=lambda thread: thread.comment_id):
        comment = comments.get(thread.marker.key)
        if comment is None or _is_elsewhere(thread, comment, review):
            astray.append(thread)
        else:
            found.setdefault(thread.marker.key, []).append(thread)
    alike: dict[tuple[str, str], list[InlineComment]] = {}
    for comment in review.comments:
        if comment.fingerprint not in found:
            alike.setdefault((comment.path, text_below(comment.body)), []).append(comment)
    for thread in astray:
        same = alike.get((thread.path, text_below(thread.body))) if thread.marker.state == "open" else None
        own = NOBODYS if thread.marker.key in comments else thread.marker.key
        key = same.pop(0).fingerprint if same else own
        found.setdefault(key, []).append(thread)
    return found


def _is_elsewhere(thread: OwnThread, comment: InlineComment, review: Review) -> bool:
    """Whether a thread stands in another document than a finding; one whose path is gone was renamed with it."""
    return thread.path != comment.path and thread.path in review.paths
