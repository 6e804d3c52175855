"""The status of a repository on one screen of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from speclatch.model import Severity
from speclatch.reports.escape import visible
from speclatch.reports.numbers import plural
from speclatch.reports.status.data import Data, uncovered, without_spec, worst

WORST = 10
"""How many specs are named."""
LISTED = 5
"""How many documents without a spec, and requirements without one, are named."""


def status_text(data: Data) -> str:
    """The numbers, the specs with most to do, what no spec names; ended by a line feed."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: Data) -> Iterator[str]:
    totals = data["totals"]
    yield f"{visible(data['title'])}: {plural(totals['specs'], 'spec')}"
    yield from _besides(data)
    if not totals["specs"]:
        return
    yield "  " + " · ".join(f"{count} {phase}" for phase, count in totals["phases"].items() if count)
    if len(totals["profiles"]) > 1:
        yield "  " + " · ".join(f"{count} {visible(name)}" for name, count in totals["profiles"].items())
    words = (("ready", "ready"), ("open", "with open points"), ("failing", "with errors"), ("stale", "stale"))
    shown = [*words, ("suspect", "suspect")]
    yield "  " + " · ".join(f"{totals[key]} {text}" for key, text in shown)
    yield from _worst(data)
    yield from _upstream(data)


def _besides(data: Data) -> Iterator[str]:
    """The errors and warnings that are no spec's: a document that cannot be read is none that could be counted."""
    found = [one for one in data["problems"] if one["severity"] != Severity.NOTE.value]
    for one in found[:LISTED]:
        yield f"  {one['severity']}: {visible(_path(one))}:{one['line']}: {visible(one['message'])}"
    yield from _more(len(found) - LISTED)


def _worst(data: Data) -> Iterator[str]:
    specs = worst(data, WORST)
    if specs:
        yield ""
        yield "Most to do"
    for spec in specs:
        yield f"  {visible(_name(spec))} ({spec['phase']}): {', '.join(_open(spec))}"
        yield f"    {visible(_path(spec))}"


def _name(one: Any) -> str:
    """What people call a document: its id and its title, which may open with the id."""
    own, title = one["id"], one["title"]
    opened = own and title.casefold().startswith(own.casefold()) and not re.match(r"\w", title[len(own) :])
    return str(title if opened else " ".join(part for part in (own, title) if part) or one["path"])


def _open(spec: Any) -> Iterator[str]:
    found, counts = spec["findings"], spec["counts"]
    for key, word in (("errors", "error"), ("warnings", "warning")):
        if found[key]:
            yield plural(found[key], word)
    for name in ("references", "migrations", "governance", "tasks"):
        tally = counts[name]
        if tally["done"] < tally["total"]:
            yield f"{name} {tally['done']} of {tally['total']}"
    if counts["empty_tables"]:
        yield plural(counts["empty_tables"], "empty table")


def _upstream(data: Data) -> Iterator[str]:
    bare = without_spec(data)
    if bare:
        yield ""
        total = plural(data["totals"]["documents"], "document")
        yield f"No spec names {len(bare)} of {total} that specs could build on"
        yield from (f"  {visible(_path(one))}" for one in bare[:LISTED])
        yield from _more(len(bare) - LISTED)
    missing = uncovered(data)
    if missing:
        yield ""
        yield f"{len(missing)} of {plural(data['totals']['requirements'], 'requirement')} have no spec"
        yield from (
            f"  {visible(asked['id'])} in {visible(_path(one))}:{asked['line']}" for one, asked in missing[:LISTED]
        )
        yield from _more(len(missing) - LISTED)


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield f"  and {count} more"


def _path(one: Any) -> str:
    return f"{one['repository']}:{one['path']}" if one["repository"] else str(one["path"])
