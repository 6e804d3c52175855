"""``speclatch prove``: how many defects of this repository's own documents would the gate catch?"""

from __future__ import annotations

import argparse
import enum
import json
import time
from collections.abc import Sequence

from speclatch.documents.deadlines import time_limit
from speclatch.errors import ExitCode
from speclatch.judging.executors import executor_for_this_machine
from speclatch.judging.prove.results import ProfileStrength, strength
from speclatch.judging.prove.strength import Matter, prove
from speclatch.reports.strength.data import strength_data
from speclatch.reports.strength.text import strength_text
from speclatch.workspace.arguments import Parser
from speclatch.workspace.checkout import open_checkout
from speclatch.workspace.output import coloured, width_for, write
from speclatch.workspace.progress import progress
from speclatch.workspace.proving import standards_of


class ProofFormat(enum.Enum):
    """The formats of ``speclatch prove``."""

    TEXT = "text"
    JSON = "json"


DESCRIPTION = """\
Measure how strong the gate is: make defects of this repository's templates and
documents in memory, one at a time, and count how many the gate would catch: an
untouched copy of a template, parts taken away or emptied, guidance put back,
references broken. Harmless edits are counted that it finds fault with. Changes
no file.
"""


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch prove", "", DESCRIPTION, "speclatch prove\nspeclatch prove --at-least 0.9 --sample 5")
    made.add_argument(
        "--at-least", type=_share, metavar="SHARE", help="Exit 1 where less than this share is caught, such as 0.9."
    )
    made.add_argument("--sample", type=_count, default=2, metavar="N", help="Documents per defect; 0: all. Default: 2.")
    made.add_argument("--seed", default="1", metavar="TEXT", help="Chooses other documents. Default: 1.")
    made.choice("--format", ProofFormat, "FORMAT", "How to answer", default=ProofFormat.TEXT)
    made.config()
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Try the defects, and say what came of them."""
    checkout = open_checkout(arguments.config)
    config = checkout.config
    matter = Matter(checkout.tree, config, standards_of(config, checkout.tree), arguments.sample, arguments.seed)
    with progress("trying defects"), time_limit(config.limits.seconds, time.monotonic):
        found = prove(matter, executor_for_this_machine())
    if arguments.format is ProofFormat.JSON:
        data = strength_data(found, arguments.at_least)
        write(json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode() + "\n")
    else:
        write(coloured(strength_text(found, width_for(None))))
    return _code(found, arguments.at_least)


def _code(found: Sequence[ProfileStrength], at_least: float | None) -> ExitCode:
    """Whether enough is caught; where nothing could be tried, that much is not."""
    if at_least is None:
        return ExitCode.PASS
    share = strength(found)
    return ExitCode.PASS if share is not None and share >= at_least else ExitCode.FAIL


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no share between 0 and 1")
    return share


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is no number of documents")
    return int(text[:9])
