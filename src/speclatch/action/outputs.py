"""What a job leaves on its runner: the report in the log, annotations, the job summary, step outputs."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from speclatch.action.inputs import OUTPUTS, Settings, SettingsError
from speclatch.action.log import quote, warn
from speclatch.model import Report
from speclatch.reports.annotations import workflow_annotations
from speclatch.reports.escape import fence, visible
from speclatch.reports.json import json_report
from speclatch.reports.options import Diff, Place
from speclatch.reports.outputs import step_outputs
from speclatch.reports.sarif import sarif_report
from speclatch.reports.summary import job_summary
from speclatch.reports.text import plain, text_report

MAX_REPORT_OUTPUT = 512_000
"""Bytes of the ``report`` output. All outputs of a job may take 1 MiB (GitHub docs, "Passing information between
jobs"); a longer report is left out, the output is then empty."""
LOG_WIDTH = 120
RUNNER_FILES = ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")


def write_outputs(
    report: Report, settings: Settings, place: Place, diff: Diff | None, comment_url: str, remarks: Iterable[str] = ()
) -> None:
    """Leave everything: the log first, as it cannot fail. ``remarks`` say what was not posted, and why."""
    quote(plain(text_report(report, LOG_WIDTH)))
    print(workflow_annotations(report), end="")
    append(settings.step_summary, job_summary(report, place, diff) + "".join(map(_remark, remarks)))
    append(settings.output, step_outputs(outputs(report, comment_url), f"speclatch-{secrets.token_hex(16)}"))
    _write(settings.sarif_file, lambda: settings.sarif_path, lambda: sarif_report(report))
    _write(settings.report_file, lambda: settings.report_path, lambda: _page(report, settings, place))


def _write(name: str, target: Callable[[], Path | None], text: Callable[[], str]) -> None:
    """Write a file that was asked for; the workspace may be a fork's, so no link in it is followed out."""
    try:
        path = target()
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text(), encoding="utf-8")
    except (OSError, SettingsError) as error:
        warn(f"could not write {name}: {error}")


def _page(report: Report, settings: Settings, place: Place) -> str:
    """The page of the specs that this run judged."""
    from speclatch.reports.status.data import Repository, status_data
    from speclatch.reports.status.page import status_page  # asked for by few

    repository = Repository(settings.repository, f"{settings.server_url}/{settings.repository}", place.head)
    return status_page(status_data(repository, report))


def outputs(report: Report, comment_url: str) -> Mapping[str, str]:
    """The step outputs, as ``action.yml`` lists them."""
    text = json_report(report)
    return {
        "verdict": report.verdict.conclusion.value,
        "errors": str(report.verdict.errors),
        "warnings": str(report.verdict.warnings),
        "notes": str(report.verdict.notes),
        "specs": str(len(report.specs)),
        "report": text.strip() if len(text.encode()) <= MAX_REPORT_OUTPUT else "",
        "comment-url": comment_url,
    }


def append(path: Path | None, text: str) -> None:
    """Add to one of the runner's files; without it, or where it cannot be written, say so and go on."""
    if path is None or not text:
        return
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        warn(f"could not write {path.name}: {error.strerror}")


def _remark(text: str) -> str:
    """A paragraph of the job summary on something that is no part of the verdict."""
    return f"\n{fence(visible(text))}\n"


def write_unjudged(message: str, environ: Mapping[str, str]) -> None:
    """What a run without a verdict leaves: the sentence in the job summary, and ``fail`` as its verdict.

    The runner's own files are named by its environment, which is there even where the inputs cannot be used.
    """
    summary, output = (Path(path) if (path := environ.get(name)) else None for name in RUNNER_FILES)
    append(summary, f"## Speclatch: no verdict\n\n{fence(visible(message))}\n")
    empty = dict.fromkeys(OUTPUTS, "") | {"verdict": "fail"}
    append(output, step_outputs(empty, f"speclatch-{secrets.token_hex(16)}"))
