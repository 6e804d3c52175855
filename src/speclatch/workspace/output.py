"""Where a report goes: rendered in the format asked for, to a file or to stdout."""

from __future__ import annotations

import enum
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from speclatch.model import Report

if TYPE_CHECKING:
    from speclatch.reports.quote import Span

FILE_WIDTH = 100
"""Columns of a report that goes to a file or through a pipe."""
MAX_WIDTH = 120
"""Columns past which lines of prose are hard to read."""


class OutputFormat(enum.Enum):
    """The formats of ``speclatch check``."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    MARKDOWN = "markdown"
    JUNIT = "junit"


def render(report: Report, output_format: OutputFormat, output: Path | None, nothing: str = "") -> str:
    """The report in a format; text is coloured where it goes to a terminal that wants colours.

    ``nothing`` is what text says where there was no spec to judge.
    """
    if output_format is not OutputFormat.TEXT:
        return _renderers()[output_format](report)
    from speclatch.reports.text import text_report

    return coloured(text_report(report, width_for(output), nothing), output)


def _renderers() -> dict[OutputFormat, Callable[[Report], str]]:
    """How each format is made; what it needs is imported when it is."""
    return {
        OutputFormat.JSON: _json,
        OutputFormat.SARIF: _sarif,
        OutputFormat.GITHUB: _github,
        OutputFormat.MARKDOWN: _markdown,
        OutputFormat.JUNIT: _junit,
    }


def _json(report: Report) -> str:
    from speclatch.reports.json import json_report

    return json_report(report)


def _sarif(report: Report) -> str:
    from speclatch.reports.sarif import sarif_report

    return sarif_report(report)


def _github(report: Report) -> str:
    from speclatch.reports.annotations import all_annotations
    from speclatch.reports.wording import headline

    return f"{all_annotations(report)}Speclatch: {headline(report)}\n"


def _markdown(report: Report) -> str:
    from speclatch.reports.page import markdown_report

    return markdown_report(report)


def _junit(report: Report) -> str:
    from speclatch.reports.junit import junit_report

    return junit_report(report)


def width_for(output: Path | None) -> int:
    """Columns to write for: the terminal's, or COLUMNS; else ``FILE_WIDTH``."""
    if output is not None:
        return FILE_WIDTH
    return min(shutil.get_terminal_size((FILE_WIDTH, 24)).columns, MAX_WIDTH)


def wants_colour() -> bool:
    """Whether stdout is a terminal and nobody said NO_COLOR (no-color.org) or has a dumb one."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(spans: Iterable[Span], output: Path | None = None) -> str:
    """Pieces of text with their styles as the terminal's colours, or without where none are wanted."""
    if output is not None or not wants_colour():
        return "".join(span.text for span in spans)
    return "".join(f"\x1b[{_codes(span.style)}m{span.text}\x1b[0m" if span.style else span.text for span in spans)


_CODES = {"bold": "1", "dim": "2", "underline": "4", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
"""Select Graphic Rendition (ECMA-48, section 8.3.117), the part that every terminal knows."""


def _codes(style: str) -> str:
    return ";".join(_CODES[word] for word in style.split())


def write(text: str, output: Path | None) -> None:
    """Print the report, or write it to a file as UTF-8."""
    if output is None:
        _print(text)
    else:
        output.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


def _print(text: str) -> None:
    """Write to stdout; whoever stopped reading (``speclatch check | head``) does not change the verdict."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        mute()


def mute() -> None:
    """Send the rest of stdout nowhere, once nobody reads it.

    Python flushes once more at its end, and would complain (its documentation, module ``signal``, note on SIGPIPE).
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
