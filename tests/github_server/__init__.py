r"""A server that plays GitHub over real bare git repositories, for tests and for the demo.

    with GitHubServer() as server:
        specs = server.create_repository("acme/specs", {"README.md": "Hello.\n"})
        server.push(specs, "topic", {"a.md": "One.\n"})
        pull = server.open_pull_request(specs, "topic")
        token = server.workflow_token({"contents": "read", "pull-requests": "write"})

``server.api_url``, ``server.graphql_url`` and ``server.server_url`` are what a runner gives a job as
``GITHUB_API_URL``, ``GITHUB_GRAPHQL_URL`` and ``GITHUB_SERVER_URL``; git fetches from
``{server_url}/acme/specs``. ``GitHubServer(enterprise=True)`` moves REST to ``/api/v3``.

What happened stands in plain objects: ``pull.comments``, ``pull.threads``, ``pull.reviews``,
``pull.head_sha``, ``specs.check_runs``, ``specs.statuses``, ``server.requests``. What people do is a method:
``push``, ``fork``, ``open_pull_request``, ``retarget``, ``comment_as_human``, ``reply_as_human``,
``resolve_as_human``, ``review_as_human``, ``protect``, ``finish_job``, ``keep_merge_ref``. What goes wrong,
too: ``fail``, ``reset``, ``rate_limit``, ``stall``, ``limit_content_creation``; ``on_request`` calls the test
in the middle of a run; the words that say which request is meant are those of ``Fault``.
``jobs.py`` makes the event payloads and the environment variables a job would see.

``server.problems`` lists what broke GitHub's contract; the fixtures of ``fixtures.py`` fail a test for it.
"""

from .repository import Content, executable, symlink
from .server import GitHubServer
from .state import IssueComment, MergeRef, PullRequest, Repository, Review, ReviewComment, Thread, User
from .wire import Request

__all__ = [
    "Content",
    "GitHubServer",
    "IssueComment",
    "MergeRef",
    "PullRequest",
    "Repository",
    "Request",
    "Review",
    "ReviewComment",
    "Thread",
    "User",
    "executable",
    "symlink",
]
