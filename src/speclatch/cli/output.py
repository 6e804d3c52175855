"""Where a report goes: rendered in the format asked for, to a file or to stdout."""

from __future__ import annotations

import enum
import os
import shutil
import sys
from pathlib import Path

from speclatch.model import Report


class OutputFormat(enum.Enum):
    """The formats of ``speclatch check``."""

    TEXT = "text"
    JSON = "json"


def render(report: Report, output_format: OutputFormat, output: Path | None) -> str:
    """The report in a format; text is coloured where it goes to a terminal that wants colours."""
    if output_format is OutputFormat.JSON:
        from speclatch.reports.json import json_report

        return json_report(report)
    from speclatch.reports.text import plain, text_report

    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    if output is None and wants_colour():
        return _coloured(report, width)
    return plain(text_report(report, width))


def wants_colour() -> bool:
    """Whether stdout is a terminal and nobody said NO_COLOR (no-color.org) or has a dumb one."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _coloured(report: Report, width: int) -> str:
    from rich.console import Console
    from rich.text import Text

    from speclatch.reports.text import text_report

    console = Console(force_terminal=True, width=width, highlight=False)
    with console.capture() as captured:
        for span in text_report(report, width):
            console.print(Text(span.text, style=span.style), end="", soft_wrap=True)
    return captured.get()


def write(text: str, output: Path | None) -> None:
    """Print the report, or write it to a file as UTF-8."""
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        output.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
