"""``speclatch baseline``: record what is wrong today, so that only new findings fail."""

from __future__ import annotations

import argparse

from speclatch.config.model import BASELINE_PATH
from speclatch.errors import ExitCode
from speclatch.judging.baseline import Baseline, baseline_of, kept, write_baseline
from speclatch.judging.pipeline import run as judge
from speclatch.reports.escape import visible, visible_path
from speclatch.reports.numbers import plural
from speclatch.workspace.arguments import Parser
from speclatch.workspace.checkout import open_checkout
from speclatch.workspace.files import replace_file
from speclatch.workspace.loading import baseline_in, make_case
from speclatch.workspace.output import say
from speclatch.workspace.progress import progress

MAX_LISTED = 20
"""How many findings that are gone are named; the others are counted."""
DESCRIPTION = """\
Record today's failing findings in .speclatch-baseline.json, so that only new
ones fail. Judges the whole repository; notes and warnings that fail nothing
are not recorded. Commit the file; what is fixed later is taken out by the
next run.
"""


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch baseline", "", DESCRIPTION, "speclatch baseline --prune")
    made.add_argument("--prune", action="store_true", help="Only take out what is fixed; add nothing.")
    made.config()
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Judge everything, and write the file."""
    repository, tree, settings = open_checkout(arguments.config)
    old = baseline_in(tree)
    target = repository.root / BASELINE_PATH
    if arguments.prune and not target.exists():
        print(f"There is no {BASELINE_PATH}, so there is nothing to take out of it.")
        return ExitCode.PASS
    with progress("judging every spec"):
        report = judge(make_case(repository, tree, settings, everything=True))
    now = baseline_of(report.findings, settings.fail_on)
    new = kept(old, now) if arguments.prune else now
    if new.findings or target.exists():
        replace_file(target, write_baseline(new))
    _report(old, new, now)
    return ExitCode.PASS


def _report(old: Baseline, new: Baseline, now: Baseline) -> None:
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
    if not now.findings and not old.findings:
        print("Nothing fails today: no baseline is needed.")
        return
    print(
        f"{BASELINE_PATH}: {plural(len(new), 'finding')} in {plural(len(new.findings), 'file')}"
        f" ({added} added, {len(fixed)} taken out)"
    )
    left = len(now.fingerprints - new.fingerprints)
    if left:
        say(f"{plural(left, 'finding')} not in it fail{'s' if left == 1 else ''}; `speclatch check --all` lists them")
    else:
        say("commit it: from now on only what is not in it fails")
