"""What safe fixes make of the files of a checkout: shown as a patch, or written."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from speclatch.fixes import apply, compose
from speclatch.model import Fix, Report
from speclatch.reports.escape import visible_path
from speclatch.trees import Tree
from speclatch.workspace.files import replace_file


def mended(report: Report, tree: Tree) -> dict[str, bytes]:
    """The files that safe fixes change, with their new content."""
    fixes: list[Fix] = [
        judged.finding.fix for judged in report.findings if judged.finding.fix is not None and judged.finding.fix.safe
    ]
    return {path: apply(tree.read(path), edits) for path, edits in compose(fixes).edits.items()}


def write_mended(root: Path, contents: Mapping[str, bytes]) -> None:
    """Put new contents in place, each file whole or not at all, and say so on stderr."""
    for path, raw in contents.items():
        replace_file(root / path, raw)
        print(f"fixed {visible_path(path)}", file=sys.stderr)
