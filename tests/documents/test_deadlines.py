"""A limit of time holds inside whatever is done under it, and nowhere else."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from tests.judging.specs import FILES, PATH, PLAN
from tests.support.memory import as_tree

from speclatch.documents import parse
from speclatch.documents.deadlines import check_deadline, time_limit
from speclatch.errors import LimitError
from speclatch.judging.pipeline import Case, run
from speclatch.trees import Trees


def ticking(step: float = 1.0) -> Callable[[], float]:
    """A clock that goes on by a step each time somebody looks."""
    times: Iterator[float] = itertools.count(0.0, step)
    return lambda: next(times)


def test_time_is_asked_for_where_there_is_a_limit() -> None:
    """Before and after there is none; inside another, the inner one counts."""
    check_deadline()
    with time_limit(2, ticking()):
        with time_limit(1_000, ticking()):
            for _ in range(100):
                check_deadline()
        check_deadline()
        check_deadline()
        with pytest.raises(LimitError, match="longer than 2 seconds"):
            check_deadline()
    check_deadline()


def test_a_limit_ends_inside_one_document() -> None:
    """A parser goes from line to line, and asks."""
    with time_limit(5, ticking()), pytest.raises(LimitError):
        parse("a.md", b"- text\n> quote\n\n" * 20_000)


COMMENT = "# speclatch-ignore: table-empty -- because\n"
HOSTILE = {
    "ignore comments": f"{PLAN}\n" + "<!-- speclatch-ignore: table-empty -- because -->\n\n" * 4_000,
    "ignore comments in front matter": PLAN.replace(
        "status:", "# speclatch-ignore: table-empty -- x\n" * 8_000 + "status:"
    ),
    "anchors that are nearly there": f"{PLAN}\n"
    + "".join(f"## Heading number {n} of all\n\n[x](#heading-number-{n}-of-al)\n\n" for n in range(2_000)),
    "links that lead nowhere": f"{PLAN}\n" + "".join(f"[x](docs/nothing-{n}.md)\n\n" for n in range(2_000)),
    "footnotes": f"{PLAN}\n" + "".join(f"a[^{n}]\n\n[^{n}]: x\n\n" for n in range(4_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_an_author_writes_keeps_nobody_busy(text: str) -> None:
    """What it takes grows with the document: looks at the clock are counted, not seconds."""
    tree = as_tree({**FILES, PATH: text})
    config = replace(tree.config, limits=tree.config.limits._replace(seconds=500_000))
    report = run(Case(Trees(tree, tree, tree), config, tree), clock=ticking())

    assert [PATH] == [spec.path for spec in report.specs]
