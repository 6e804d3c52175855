"""Adopting the gate on a Monday: what was there before does not fail, what is new does."""

from __future__ import annotations

from tests.judging.specs import CONFIG, FILES, PATH, PLAN
from tests.support.memory import MemoryTree, as_tree, changes_between

from speclatch.config.model import BASELINE_PATH
from speclatch.judging.baseline import baseline_of, read_baseline, write_baseline
from speclatch.judging.pipeline import Case, run
from speclatch.model import Conclusion, Severity
from speclatch.trees import Trees

OLD_SPECS = 200
BOXES = 20


def old_spec(number: int) -> str:
    """A finished plan whose boxes nobody has ever ticked."""
    boxes = "".join(f"- [ ] Step {step}\n" for step in range(BOXES))
    text = PLAN.replace("PLAN-001", f"PLAN-{number:03}").replace("status: Implementation", "status: Validated")
    return text.replace("- [x] Reviewed\n", f"- [x] Reviewed\n{boxes}")


def repository() -> MemoryTree:
    """Two hundred old plans, thousands of open boxes."""
    plans = {f"plans/PLAN-{number:03}-old.md": old_spec(number) for number in range(100, 100 + OLD_SPECS)}
    return as_tree({**{path: text for path, text in FILES.items() if path != PATH}, **plans, ".speclatch.yml": CONFIG})


def test_two_hundred_old_specs_and_one_that_is_touched() -> None:
    """Once the baseline is written, a change to one old plan fails on what is new in it, and on nothing else."""
    before = repository()
    audit = run(Case(Trees(before, before, before), before.config, before))
    known = read_baseline(write_baseline(baseline_of(audit.findings, Severity.ERROR)), BASELINE_PATH).fingerprints
    path = "plans/PLAN-150-old.md"
    touched = before.files[path].decode().replace("paid out nightly", "paid out weekly").replace("one key", "TBD:")
    more = touched.replace("- [ ] Step 0\n", "- [ ] Something new\n- [ ] Step 0\n").replace("TBD: per refund", "TBD")
    after = MemoryTree({**before.files, path: more.encode()})
    case = Case(Trees(before, after, after), before.config, before, changes_between(before, after), baseline=known)
    second = run(case)
    unchanged = run(case._replace(changes=(), trees=Trees(before, before, before)))
    new = [(one.finding.rule, one.finding.subject.name) for one in second.findings if one.counts]

    assert OLD_SPECS * BOXES == audit.verdict.errors
    assert Conclusion.PASS is unchanged.verdict.conclusion
    assert Conclusion.FAIL is second.verdict.conclusion
    assert [
        ("task-unchecked", "something new"),
        ("approved-changed", "table double payment"),  # what changed in a finished plan is told besides
        ("placeholder-left", "double payment / Answer: TBD"),
    ] == new
    assert BOXES == sum(not one.counts for one in second.findings)
