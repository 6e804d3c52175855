"""The report as a Markdown page of its own: the job summary, with links as they work where the page is read."""

from __future__ import annotations

from urllib.parse import quote

from speclatch.model import Report
from speclatch.reports.options import Place
from speclatch.reports.summary import job_summary


class Here(Place):
    """The repository itself: links are paths from its root."""

    def file_url(self, path: str) -> str:
        """The file's path, quoted for a link."""
        return quote(path.encode("utf-8", "surrogateescape"), safe="/")


HERE = Here("", "", "")


def markdown_report(report: Report) -> str:
    """The page, ended by a line feed."""
    return job_summary(report, HERE)
