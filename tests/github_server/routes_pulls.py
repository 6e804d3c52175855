"""Pull requests over REST: what they are, which files they change, whether they may be merged."""

from __future__ import annotations

from .pulls import EPOCH, base_tip, files, git_of
from .router import Call, paged, route
from .routes_checks import latest_statuses
from .shapes import diff_entry
from .shapes_pull import pull
from .state import PullRequest
from .wire import Answer, Refusal

REPO = "/repos/{owner}/{repo}"
MAX_FILES = 3_000  # of a pull request, over all pages
PASSING = ("success", "skipped", "neutral")


@route("GET", REPO + "/pulls/{pull_number}", "pull-requests")
def get_pull(call: Call) -> Answer:
    """One pull request."""
    return Answer(200, pull(call.urls, call.pull()))


@route("GET", REPO + "/pulls/{pull_number}/files", "pull-requests")
def list_files(call: Call) -> Answer:
    """The files it changes, 3,000 at most."""
    found = call.pull()
    changed = files(found)[:MAX_FILES]
    head, of = found.head_sha, call.repository
    return paged(call, changed, lambda page: [diff_entry(call.urls, of, head, file) for file in page])


def obstacle(found: PullRequest) -> str | None:
    """Why branch protection does not let a pull request in; None if it does."""
    rules = found.repository.protection.get(found.base_ref)
    if rules is None:
        return None
    for name in rules.required_checks:
        runs = [run for run in found.repository.check_runs.values() if run.head_sha == found.head_sha]
        said = [run.conclusion for run in runs if run.name == name][-1:]
        said += [each.state for each in latest_statuses(found.repository, found.head_sha) if each.context == name]
        if not said:
            return f'Required status check "{name}" is expected.'
        if any(word not in PASSING for word in said):
            word = "in progress" if None in said else "failing"
            return f'Required status check "{name}" is {word}.'
    if rules.strict and git_of(found.repository).merge_base(base_tip(found), found.head_sha) != base_tip(found):
        return "Head branch is not up to date with the base branch."
    if rules.conversation_resolution and any(not thread.is_resolved for thread in found.threads):
        return "A conversation must be resolved before this pull request can be merged."
    latest = {said.user: said.state for said in found.reviews if said.state not in ("COMMENTED", "PENDING")}
    if "CHANGES_REQUESTED" in latest.values():
        return "Changes were requested."
    return None


@route("PUT", REPO + "/pulls/{pull_number}/merge", "contents")
def merge(call: Call) -> Answer:
    """Merge it, if nothing stands against it."""
    found, given = call.pull(), call.body
    if given.get("sha") not in (None, found.head_sha):
        raise Refusal(409, "Head branch was modified. Review and try the merge again.")
    against = obstacle(found)
    if found.state != "open" or found.draft or not found.mergeable:
        raise Refusal(405, "Pull Request is not mergeable")
    if against is not None:
        raise Refusal(405, against)
    git, now = git_of(call.repository), call.world.clock.tick()
    sha = git.merge(base_tip(found), found.head_sha, EPOCH + found.number)
    assert sha is not None
    found.state, found.merged_at, found.merged_by, found.merge_sha = "closed", now, call.viewer, sha
    git.set_ref(f"refs/heads/{found.base_ref}", sha)
    call.refresh(call.repository)
    return Answer(200, {"merged": True, "sha": sha, "message": "Pull Request successfully merged"})
