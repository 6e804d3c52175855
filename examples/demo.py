"""Run the gate on the example's pull request, as a job of GitHub Actions would: ``python -m examples.demo``.

A server on this machine plays GitHub over a real git repository. ``speclatch action`` runs in a process of its own,
fetches with git, judges, and posts; what is printed here is read back from the server.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.github_server import Content, GitHubServer, PullRequest, ReviewComment, jobs

EXAMPLES = Path(__file__).parent
RULE = "─" * 100


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


def conversation(pull: PullRequest) -> Iterator[str]:
    """What stands on the pull request, as text: the summary comment, then the threads in the order of the files."""
    for comment in pull.comments:
        yield f"{comment.user.login} commented\n\n{_without_marker(comment.body)}"
    threads = [thread.comments[0] for thread in pull.threads]
    for first in sorted(threads, key=lambda one: (one.path, one.line or one.original_line or 0)):
        yield f"{first.user.login} commented on {_place(first)}\n\n{_without_marker(first.body)}"


def _place(comment: ReviewComment) -> str:
    line = comment.line or comment.original_line
    start = f"{comment.start_line}-" if comment.start_line else ""
    return f"{comment.path}:{start}{line}" + (" (outdated)" if comment.line is None else "")


def _without_marker(body: str) -> str:
    """A comment as it is shown: GitHub hides its first line, an HTML comment."""
    return "\n".join(line for line in body.split("\n") if not line.startswith("<!--")).strip()


def show(title: str, server: GitHubServer, pull: PullRequest, folder: Path) -> int:
    """Run a job, print what it left on the pull request and its verdict; returns its exit code."""
    server.forget_requests()
    result = run_job(server, pull, folder)
    print(f"\n{RULE}\n{title}\n{RULE}\n")
    said = list(conversation(pull))
    print(f"\n\n{RULE}\n".join(said) if said else "(nothing stands on the pull request)")
    verdict = {0: "pass", 1: "fail"}.get(result.returncode, "no verdict")
    asked = len(server.api_requests)
    print(f"\n{RULE}\nThe required check: {verdict.upper()} (exit {result.returncode}), {asked} requests to the API\n")
    if result.returncode > 1:
        print(result.stdout + result.stderr, file=sys.stderr)
    return result.returncode


def main() -> int:
    """Push the bad change, then the mended one; 0 if the gate fails the first and passes the second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("demo-output"), help="where the comments are written")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name, GitHubServer() as server:
        folder = Path(name)
        repository = server.create_repository("tallowgate/hire", tree(EXAMPLES / "repository"))
        server.push(repository, "extensions", tree(EXAMPLES / "pull-request" / "bad"))
        pull = server.open_pull_request(repository, "extensions")
        first = show("FIRST PUSH: a half-filled spec, blanked answers, a moved PRD", server, pull, folder / "first")
        write(pull, arguments.output / "first-push")
        server.push(repository, "extensions", tree(EXAMPLES / "pull-request" / "fixed"))
        server.refresh()
        second = show("SECOND PUSH: the same pull request, mended", server, pull, folder / "second")
        write(pull, arguments.output / "second-push")
    print(f"The comments as Markdown: {arguments.output}/first-push.md, {arguments.output}/second-push.md")
    print(
        "Next: in your own repository, `speclatch init` writes this gate's workflow and configuration (see README.md)."
    )
    return 0 if (first, second) == (1, 0) else 1


def write(pull: PullRequest, path: Path) -> None:
    """Keep the summary comment and the comments on lines as Markdown."""
    path.with_suffix(".md").write_text("\n\n---\n\n".join(conversation(pull)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
