"""Where a report goes: rendered in the format asked for, to a file or to stdout."""

from __future__ import annotations

import argparse
import enum
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from speclatch.errors import UsageError
from speclatch.model import Report
from speclatch.reports.escape import visible
from speclatch.workspace.arguments import did_you_mean, not_one_of
from speclatch.workspace.endings import mute
from speclatch.workspace.files import replace_file

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
    GITLAB = "gitlab"


class Detail(enum.Enum):
    """How much of a report its text holds."""

    ALL = "all"
    COUNTS = "counts"
    VERDICT = "verdict"


class Output(NamedTuple):
    """A file that a report is written to; ``output_format`` is None where it is left to ``--format``."""

    path: Path
    output_format: OutputFormat | None = None


def named_output(text: str) -> Output:
    """Read ``FILE`` or ``FORMAT:FILE``."""
    word, colon, rest = text.partition(":")
    known = [str(one.value) for one in OutputFormat]
    if colon and word in known and rest:
        return Output(Path(rest), OutputFormat(word))
    if colon and word in known:
        raise argparse.ArgumentTypeError(f"'{text}' names no file")
    if colon and len(word) > 1 and did_you_mean(word, known):
        raise argparse.ArgumentTypeError(not_one_of(word, known))
    return Output(Path(text))


def render(
    report: Report,
    output_format: OutputFormat,
    output: Path | None,
    nothing: str = "",
    detail: Detail = Detail.ALL,
    *,
    audit: bool = False,
) -> str:
    """The report in a format; text is coloured where it goes to a terminal that wants colours.

    Args:
        report: what was found.
        output_format: how it is written.
        output: the file it goes to; None for stdout.
        nothing: what text says where there was no spec to judge.
        detail: how much text says.
        audit: whether a whole repository was judged.
    """
    if output_format is not OutputFormat.TEXT:
        return _renderers()[output_format](report)
    from speclatch.reports.text import counts_report, text_report, verdict_report

    width = width_for(output)
    if detail is Detail.ALL:
        return coloured(text_report(report, width, nothing, audit=audit), output)
    shorter = counts_report if detail is Detail.COUNTS else verdict_report
    return coloured(shorter(report, width, nothing), output)


def _renderers() -> dict[OutputFormat, Callable[[Report], str]]:
    """How each format is made; what it needs is imported when it is."""
    return {
        OutputFormat.JSON: _json,
        OutputFormat.SARIF: _sarif,
        OutputFormat.GITHUB: _github,
        OutputFormat.MARKDOWN: _markdown,
        OutputFormat.JUNIT: _junit,
        OutputFormat.GITLAB: _gitlab,
    }


def _json(report: Report) -> str:
    from speclatch.reports.json import json_report

    return json_report(report)


def _sarif(report: Report) -> str:
    from speclatch.reports.sarif import sarif_report

    return sarif_report(report)


def _github(report: Report) -> str:
    from speclatch.reports.annotations import all_annotations
    from speclatch.reports.headlines import headline

    return f"{all_annotations(report)}Speclatch: {headline(report)}\n"


def _markdown(report: Report) -> str:
    from speclatch.reports.page import markdown_report

    return markdown_report(report)


def _junit(report: Report) -> str:
    from speclatch.reports.junit import junit_report

    return junit_report(report)


def _gitlab(report: Report) -> str:
    from speclatch.reports.gitlab import gitlab_report

    return gitlab_report(report)


def width_for(output: Path | None) -> int:
    """Columns to write for: the terminal's, or COLUMNS; else ``FILE_WIDTH``."""
    if output is not None:
        return FILE_WIDTH
    return min(shutil.get_terminal_size((FILE_WIDTH, 24)).columns, MAX_WIDTH)


def wants_colour() -> bool:
    """Whether stdout is to have colours: on a terminal that can, unless a variable says otherwise.

    NO_COLOR (no-color.org) counts before FORCE_COLOR (force-color.org) and CLICOLOR_FORCE (bixense.com/clicolors), and
    these before what stdout is.
    """
    environ = os.environ
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if not sys.stdout.isatty() or environ.get("TERM") == "dumb":
        return False
    if os.name != "nt":
        return True
    from rich.console import detect_legacy_windows

    return not detect_legacy_windows()


def coloured(spans: Iterable[Span], output: Path | None = None) -> str:
    """Pieces of text with their styles as the terminal's colours, or without where none are wanted."""
    if output is not None or not wants_colour():
        return "".join(span.text for span in spans)
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {"": Style.null()}
    found = []
    for span in spans:
        style = styles.get(span.style) or styles.setdefault(span.style, Style.parse(span.style))
        found.append(style.render(span.text, color_system=ColorSystem.STANDARD) if span.style else span.text)
    return "".join(found)


def write(text: str, output: Path | None = None) -> None:
    """Print text, or write it to a file as UTF-8; whoever stopped reading does not change the verdict.

    Raises:
        UsageError: the file cannot be written.
        OSError: stdout cannot be written.
    """
    if output is not None:
        try:
            replace_file(output.resolve() if output.is_file() else output, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise UsageError(f"--output {output}: it cannot be written: {error.strerror}") from error
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        mute()


def write_markdown(text: str) -> None:
    """Print Markdown: rendered on a terminal, as it is elsewhere."""
    if not sys.stdout.isatty():
        write(text)
        return
    import io

    from rich.console import Console
    from rich.markdown import Markdown

    colour = wants_colour()
    console = Console(
        file=io.StringIO(), width=width_for(None), force_terminal=colour, no_color=not colour, legacy_windows=False
    )
    console.print(Markdown(text))
    file = console.file
    assert isinstance(file, io.StringIO)  # noqa: S101 - for mypy
    write(file.getvalue())


def warn(text: str) -> None:
    """A remark on stderr that is no part of the verdict."""
    say(f"warning: {text}")


def say(text: str) -> None:
    """A sentence on stderr."""
    print(f"speclatch: {visible(text)}", file=sys.stderr)
