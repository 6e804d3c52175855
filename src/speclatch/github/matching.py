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
    """The threads by the fingerprint of the finding that each speaks of, oldest first; others by the key they bear.

    A thread is a finding's that bears its fingerprint and stands in its document; else one that says the same there;
    else one that bears its fingerprint in a file that is gone, and was renamed: unless nobody has spoken there and a
    new comment has its line.
    """
    comments = {comment.fingerprint: comment for comment in review.comments}
    found: dict[str, list[OwnThread]] = {}
    astray: list[OwnThread] = []
    for thread in sorted(threads, key=lambda thread: thread.comment_id):
        comment = comments.get(thread.marker.key)
        if comment is not None and thread.path in (comment.path, ""):
            found.setdefault(comment.fingerprint, []).append(thread)
        else:
            astray.append(thread)
    alike: dict[tuple[str, str], list[InlineComment]] = {}
    for comment in review.comments:
        if comment.fingerprint not in found:
            alike.setdefault((comment.path, text_below(comment.body)), []).append(comment)
    left: list[OwnThread] = []
    for thread in astray:
        same = alike.get((thread.path, text_below(thread.body))) if thread.marker.state == "open" else None
        if same:
            found.setdefault(same.pop(0).fingerprint, []).append(thread)
        else:
            left.append(thread)
    settled = frozenset(found)
    for thread in left:
        key = thread.marker.key
        comment = comments.get(key)
        is_nobodys = comment is not None and (key in settled or not _has_moved(thread, comment, review))
        found.setdefault(NOBODYS if is_nobodys else key, []).append(thread)
    return found


def _has_moved(thread: OwnThread, comment: InlineComment, review: Review) -> bool:
    """Whether a thread goes on though its file is gone: somebody has spoken, or a new one would have no line."""
    is_kept = thread.answered or thread.resolved or comment.where == "nowhere"
    return is_kept and thread.path not in review.paths
