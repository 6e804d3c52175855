"""What is open in a spec, in numbers and words: one cell of the summary's table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from speclatch.model import Counts, JudgedFinding, SpecReport
from speclatch.reports.escape import prose
from speclatch.reports.rule_words import counted
from speclatch.reports.sharing import rank

MOST_PARTS = 4
"""How many kinds of open work a row names; the others are counted together."""

_Say = Callable[[Counts, int], str]


def open_in(spec: SpecReport, findings: Sequence[JudgedFinding], known: Collection[str] = ()) -> str:
    """The open work of a spec as Markdown of our own words, such as ``governance **14 of 17** · **4 empty tables**``.

    Only what counts, the ``findings``, is named: numbers of the whole where the report has them, else how many findings
    of each rule. ``known`` are rules of whose findings in this spec some do not count: the whole would speak of those.
    """
    worst = sorted(findings, key=lambda judged: -rank(judged.severity))
    left = Counter(judged.finding.rule for judged in worst)
    parts = list(_tallies(spec.counts, left, known))
    named = [(rule, count) for rule, count in left.items() if count]
    room = MOST_PARTS - len(parts)
    if len(named) > room:
        room = max(room - 1, 0)
    parts += [prose(counted(rule, count)) for rule, count in named[:room]]
    more = sum(count for _, count in named[room:])
    return " · ".join([*parts, f"{more} more"] if more else parts)


def _tallies(counts: Counts, left: Counter[str], known: Collection[str]) -> Iterator[str]:
    """The kinds of which the report knows the whole; their findings are taken out of ``left``."""
    for rules, say in _TALLIES:
        if any(rule in known for rule in rules):
            continue
        found = sum(left.pop(rule, 0) for rule in rules)
        if found:
            yield say(counts, found)


def _governance(counts: Counts, found: int) -> str:
    done, total = counts.governance
    return f"governance **{done} of {total}**" if done < total else f"**{counted('governance-unanswered', found)}**"


def _tables(_: Counts, found: int) -> str:
    return f"**{counted('table-empty', found)}**"


def _references(counts: Counts, found: int) -> str:
    done, total = counts.references
    broken = total - done
    return f"**{broken} of {total}** references broken" if broken else f"**{counted('reference-broken', found)}**"


def _migrations(counts: Counts, found: int) -> str:
    done, total = counts.migrations
    missing = total - done
    return f"**{missing} of {total}** migrations missing" if missing else f"**{counted('migration-missing', found)}**"


def _tasks(counts: Counts, found: int) -> str:
    done, total = counts.tasks
    return f"boxes **{done} of {total}**" if done < total else f"**{counted('task-unchecked', found)}**"


_TALLIES: tuple[tuple[tuple[str, ...], _Say], ...] = (
    (("governance-unanswered",), _governance),
    (("table-empty",), _tables),
    (("reference-broken", "reference-outside", "reference-case", "reference-missing"), _references),
    (("migration-missing", "migration-placeholder"), _migrations),
    (("task-unchecked",), _tasks),
)


def title_of(spec: SpecReport) -> str:
    """A spec's title as harmless Markdown, without its id or its profile's name before it; empty where it has none."""
    title = spec.title.strip()
    head, found, rest = title.partition(":")
    is_id = " " not in head and any(char.isdigit() for char in head)
    if found and (is_id or head.casefold().replace(" ", "-") == spec.profile.casefold()):
        title = rest.strip()
    return prose(title, 70)
