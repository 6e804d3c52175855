"""``speclatch baseline``: record what is wrong today, so that only new findings fail."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from speclatch.config.model import BASELINE_PATH
from speclatch.judging.baseline import Baseline, baseline_of, kept, write_baseline
from speclatch.judging.pipeline import run
from speclatch.reports.escape import visible, visible_path
from speclatch.reports.numbers import plural
from speclatch.trees.local import open_local
from speclatch.workspace.checking import warn
from speclatch.workspace.endings import exit_on_error
from speclatch.workspace.loading import baseline_in, load_config, make_case, remarks_on
from speclatch.workspace.progress import shown

MAX_LISTED = 20
"""How many findings that are gone are named; of the others, the number is told."""


def command(
    prune: Annotated[bool, typer.Option("--prune", help="Only take out what is fixed; add nothing.")] = False,
    config: Annotated[
        Path | None, typer.Option("--config", help="Configuration; default: .speclatch.yml.", metavar="FILE")
    ] = None,
) -> None:
    """Record today's failing findings in .speclatch-baseline.json, so that only new ones fail.

    Judges the whole repository. Notes and warnings that fail nothing are not recorded. Commit the file; what is fixed
    later is taken out by the next run.
    """
    with exit_on_error():
        repository = open_local(Path.cwd(), os.environ)
        tree = repository.work_tree()
        old = baseline_in(tree)
        settings = load_config(tree, config)
        for remark in remarks_on(settings, tree):
            warn(remark)
        with shown("judging every spec"):
            report = run(make_case(repository, tree, settings, everything=True))
        now = baseline_of(report.findings, settings.fail_on)
        new = kept(old, now) if prune else now
        target = repository.root / BASELINE_PATH
        if new.findings or target.exists():
            beside = target.with_name(f"{target.name}.new")
            beside.write_bytes(write_baseline(new))
            beside.replace(target)
        _tell(old, new)


def _tell(old: Baseline, new: Baseline) -> None:
    """Say what was written, and name what is gone."""
    added = len(new.fingerprints - old.fingerprints)
    fixed = [
        (path, one)
        for path, group in sorted(old.findings.items())
        for one in group
        if one.fingerprint not in new.fingerprints
    ]
    for path, one in fixed[:MAX_LISTED]:
        print(f"gone: {visible_path(path)}: {one.rule}: {visible(one.about)}")
    if len(fixed) > MAX_LISTED:
        print(f"gone: {len(fixed) - MAX_LISTED} more")
    if not new.findings and not old.findings:
        print("Nothing fails today: no baseline is needed.")
        return
    print(
        f"{BASELINE_PATH}: {plural(len(new), 'finding')} in {plural(len(new.findings), 'file')}"
        f" ({added} added, {len(fixed)} taken out)"
    )
    print("Commit it: from now on only what is not in it fails.", file=sys.stderr)
