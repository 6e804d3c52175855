"""Run the gate on the example's pull request, as a job of GitHub Actions would: ``python -m examples.demo``.

A server on this machine plays GitHub over a real git repository. ``speclatch action`` runs in a process of its own,
fetches with git, judges, and posts; what is shown is read back from the server: as a page of what stands on the pull
request after each step, and as a short story in the terminal.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.github_server import Content, GitHubServer, PullRequest, ReviewComment, jobs
from tests.github_server.pulls import git_of
from tests.github_server.state import Thread

from examples.page import Said, Step, Talk, page

EXAMPLES = Path(__file__).parent
TITLE = "Customers extend a running hire"
NEXT = """\
Next, in your own repository: {program} init
It learns from your templates and documents, writes this gate's workflow and configuration, and says what comes then.
"""
_LINK = re.compile(r"\[(`+)(.+?)\1\]\([^)]*\)")
_TOLD = 3  # how many findings the story tells


def tree(folder: Path) -> dict[str, Content]:
    """A folder of the examples as files to push; ``deleted.txt`` of an overlay lists what goes away."""
    content: dict[str, Content] = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    deleted = content.pop("deleted.txt", b"")
    assert isinstance(deleted, bytes)
    return content | dict.fromkeys(deleted.decode().split())


def run_job(server: GitHubServer, pull: PullRequest, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the action on a pull request as it stands, with what the runner would give it."""
    payload = jobs.pull_request_event(server.urls, pull)
    environment = jobs.environment(
        server.urls, pull.repository, "pull_request", payload, folder, server.workflow_token()
    )
    command = [sys.executable, "-I", "-m", "speclatch", "action"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, cwd=folder, check=False)


def step(title: str, server: GitHubServer, pull: PullRequest, folder: Path) -> Step:
    """Run a job and look at what stands on the pull request then."""
    server.forget_requests()
    result = run_job(server, pull, folder)
    if result.returncode > 1:
        print(result.stdout + result.stderr, file=sys.stderr)
    return Step(
        title=title,
        commit=pull.head_sha[:7],
        comments=tuple(Said(comment.user.login, comment.body) for comment in pull.comments),
        talks=tuple(talks(pull)),
        code=result.returncode,
        requests=len(server.api_requests),
        job_summary=(folder / "summary.md").read_text(encoding="utf-8"),
    )


def talks(pull: PullRequest) -> Iterator[Talk]:
    """The threads, in the order of the files."""
    for thread in sorted(pull.threads, key=_place):
        first = thread.comments[0]
        said = tuple(Said(one.user.login, one.body, _source(pull, one)) for one in thread.comments)
        path, _, last = _place(thread)
        start = f"{first.start_line}-" if first.start_line else ""
        yield Talk(f"{path}:{start}{last}", first.diff_hunk, said, outdated=first.line is None)


def _place(thread: Thread) -> tuple[str, int, int]:
    first = thread.comments[0]
    last = first.line or first.original_line or 0
    return first.path, first.start_line or last, last


def _source(pull: PullRequest, comment: ReviewComment) -> tuple[str, ...]:
    """The lines that a comment stands on, for the change that it suggests."""
    if comment.line is None:
        return ()
    text = git_of(pull.head_repository).read(pull.head_sha, comment.path) or b""
    return tuple(text.decode().split("\n")[(comment.start_line or comment.line) - 1 : comment.line])


def life(work: Path, server: GitHubServer) -> Iterator[Step]:
    """What happens to the example's pull request, step by step."""
    repository = server.create_repository("tallowgate/hire", tree(EXAMPLES / "repository"))
    server.push(repository, "extensions", tree(EXAMPLES / "pull-request" / "bad"))
    pull = server.open_pull_request(repository, "extensions", title=TITLE)
    yield step("A half-filled spec, blanked answers, a moved PRD", server, pull, work / "first")
    server.reply_as_human(pull, pull.threads[0], "The date is set when the API review is done.", login="mira")
    server.push(repository, "extensions", tree(EXAMPLES / "pull-request" / "fixed"))
    server.refresh()
    yield step("The same pull request, mended", server, pull, work / "second")


def story(steps: Sequence[Step]) -> Iterator[str]:
    """The same facts for a terminal, short."""
    before = 0
    for number, one in enumerate(steps, 1):
        yield f"\n{number}. {one.title} ({one.commit})"
        for said in one.comments:
            lines = [_plain(line) for line in said.text.split("\n")]
            yield f"   {lines[0].lstrip('# ')}"
            findings = [line for line in lines if re.match(r"- [❌⚠]", line)]
            yield from (f"   {line}" for line in findings[:_TOLD])
            if findings[_TOLD:]:
                yield f"   - and {len(findings) - _TOLD} lines more, on the page"
        open_talks = [talk for talk in one.talks if "state=open" in talk.comments[0].body.partition("\n")[0]]
        answered = len(one.talks) - len(open_talks)
        settled = f", {answered} answered and marked as fixed" if answered else ""
        gone = max(0, before - len(one.talks))
        settled += f", {gone} taken back" if gone else ""
        before = len(one.talks)
        suggested = sum("```suggestion" in talk.comments[0].body for talk in open_talks)
        yield f"   on its lines: {len(open_talks)} comments, {suggested} with a change to commit{settled}"
        verdict = {0: "PASS, it may be merged", 1: "FAIL, merging is blocked"}.get(one.code, "no verdict")
        yield f"   the required check: {verdict} (exit {one.code}, {one.requests} requests to the API)"


def _plain(line: str) -> str:
    """A line of a comment without its links' addresses and its markup, not longer than a terminal's."""
    text = re.sub(r"<sub>.*?</sub>|\*\*", "", _LINK.sub(r"\2", line)).replace("`", "").rstrip()
    return text if len(text) <= 110 else f"{text[:109].rstrip()}…"


def main() -> int:
    """Push the bad change, then the mended one; 0 if the gate fails the first and passes the second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("demo-output"), help="where the page is written")
    parser.add_argument("--theme", choices=("light", "dark"), default="", help="the page's colours; else the reader's")
    arguments = parser.parse_args()
    with TemporaryDirectory() as name, GitHubServer() as server:
        steps = list(life(Path(name), server))
    print(f"A pull request, {TITLE.lower()!r}, on a GitHub played on this machine:")
    print("\n".join(story(steps)))
    arguments.output.mkdir(parents=True, exist_ok=True)
    place = arguments.output / "pull-request.html"
    place.write_text(page(TITLE, steps, arguments.theme), encoding="utf-8")
    print(f"\nThe pull request as GitHub shows it: {place.resolve().as_uri()}")
    print(NEXT.format(program=Path(sys.executable).with_name("speclatch")), end="")
    return 0 if [one.code for one in steps] == [1, 0] else 1


if __name__ == "__main__":
    sys.exit(main())
