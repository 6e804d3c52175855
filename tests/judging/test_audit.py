"""An audit in parts, and one that remembers, find what an audit in one go finds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.judging.specs import CONFIG, FILES, PLAN
from tests.references.trees import SPEC, context_of, spec_text
from tests.support.memory import MemoryTree

from speclatch.errors import LimitError
from speclatch.judging.audit import _Noted, _Specs
from speclatch.judging.cache import canonical
from speclatch.judging.codec import Row
from speclatch.judging.pipeline import Case, run
from speclatch.judging.workers import Forks
from speclatch.model import Finding
from speclatch.rules.base import Context
from speclatch.specs.catalogue import Spec
from speclatch.trees import Trees
from speclatch.workspace.cache_file import Memory

Files = dict[str, str]


class Cut(Forks):
    """A crew that goes to work in parts, however little there is to do."""

    def size(self, items: int) -> int:  # noqa: ARG002
        """As many parts as there may be."""
        return self.processes


def many(count: int = 9) -> Files:
    """A repository with some plans that name each other's ids, documents and anchors, not all of them rightly."""
    files = dict(FILES)
    for number in range(2, count + 2):
        name = f"PLAN-{number:03d}" if number % 4 else "PLAN-002"
        text = PLAN.replace("PLAN-001", name).replace("#goals", "#goals" if number % 3 else "#gaols")
        files[f"plans/PLAN-{number:03d}.md"] = f"{text}\nSee [the next](PLAN-{number + 1:03d}.md#2-steps).\n"
    return files


def case(files: Mapping[str, str]) -> Case:
    """An audit of a repository."""
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    return Case(Trees(tree, tree, tree), tree.config, tree)


class Rows(Memory):
    """A memory that has been through its file once more."""

    def again(self) -> Rows:
        """What the next run would read."""
        return Rows(json.loads(json.dumps(self.rows())))


@pytest.mark.parametrize("processes", [2, 3, 20])
def test_processes_find_what_one_finds(processes: int) -> None:
    """Whoever judges which spec, the report is the same."""
    alone = run(case(many()))

    assert alone.findings
    assert alone == run(case(many()), crew=Cut(processes))


def test_the_second_run_judges_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing has changed, memory knows it all: only specs that share an id are judged anew."""
    memory = Rows({})
    first = run(case(many()), memory=memory)
    judged: list[str] = []

    def find(spec: Spec, context: Context) -> Iterator[Finding]:
        judged.append(spec.path)
        return iter(())

    monkeypatch.setattr("speclatch.judging.audit.find", find)
    files = many()
    known = memory.again()
    second = run(case(files), memory=known)

    assert ["plans/PLAN-002.md", "plans/PLAN-004.md", "plans/PLAN-008.md"] == judged
    assert {one for one in first.findings if one.finding.location.path not in judged} == {
        one for one in second.findings if one.finding.location.path not in judged
    }


def test_an_edit_of_what_is_linked_counts() -> None:
    """A document that a spec links to has lost the section: the spec is judged anew."""
    files, memory = many(), Rows({})
    run(case(files), memory=memory)
    files["docs/prd/PRD-001-refunds.md"] = files["docs/prd/PRD-001-refunds.md"].replace("Goals", "Aims")

    assert run(case(files)) == run(case(files), memory=memory.again())


def test_another_configuration_is_another_question() -> None:
    """Rules that are off, or weigh more, are judged anew."""
    files, memory = many(), Rows({})
    run(case(files), memory=memory)
    files[".speclatch.yml"] = CONFIG + "rules: {link-broken: error, reference-broken: off}\n"

    assert run(case(files)) == run(case(files), memory=memory.again())


def test_the_severity_that_fails_is_none_of_memory_s_business() -> None:
    """The verdict is made anew each time."""
    memory = Rows({})
    asked = case(many())
    run(asked, memory=memory)
    lenient = replace(asked, config=replace(asked.config, fail_on=None))

    assert run(lenient) == run(lenient, memory=memory.again())


@pytest.mark.parametrize("damage", [[], None, 1, ["x"], [[], []], [[["a", "b"]], 3], {"a": 1}, [True, 1, 2, 3, 4]])
def test_rows_that_are_none_are_passed_over(damage: Row) -> None:
    """A memory with nonsense in it changes nothing."""
    memory = Rows({})
    first = run(case(many()), memory=memory)

    assert first == run(case(many()), memory=Rows(dict.fromkeys(memory.rows(), damage)))


PIECES = ("## 2. Steps", "[x]", "PLAN-002", "Goals", "status: Draft", "| | |", "PRD-001", "PLAN-003.md", "\n", "id:")


@settings(max_examples=25)
@given(data=st.data())
def test_random_edits_with_and_without_memory_agree(data: st.DataObject) -> None:
    """Files change, come and go; one memory goes through it all and never tells of yesterday."""
    files, memory = many(4), Rows({})
    for _ in range(4):
        name = data.draw(st.sampled_from(sorted(path for path in files if path.endswith((".md", ".sql")))))
        what = data.draw(st.sampled_from(["edit", "copy", "delete"]))
        if what == "edit":
            old, new = data.draw(st.tuples(st.sampled_from(PIECES), st.sampled_from(PIECES)))
            files[name] = files[name].replace(old, new)
        elif what == "copy":
            files[f"plans/PLAN-{data.draw(st.integers(2, 12)):03d}.md"] = files[name]
        elif "template" not in name:
            del files[name]
        memory = memory.again()

        assert run(case(files)) == run(case(files), memory=memory)


def test_specs_are_made_when_they_are_asked_for() -> None:
    """A part's specs look like those of any tree: in order, and none that is not among them."""
    known = context_of({SPEC: spec_text()}).catalogue.specs
    made: list[str] = []

    def make(path: str) -> Spec:
        made.append(path)
        return known[SPEC]

    specs = _Specs(frozenset({"b.md", "a.md"}), make)

    assert (2, ["a.md", "b.md"], None) == (len(specs), list(specs), specs.get("c.md"))
    assert [known[SPEC]] * 2 == list(specs.values())
    assert ["a.md", "b.md"] == made


def test_who_asks_for_a_document_is_noted() -> None:
    """Also for one that is not there; counting them asks for none."""
    noted = _Noted({})

    assert (0, False, set()) == (len(noted), bool(list(noted)), noted.seen)
    assert "a.md" not in noted
    assert {"a.md"} == noted.seen


def test_a_fault_in_a_process_is_everybody_s() -> None:
    """What a process raises ends the run, and no other process stays behind."""

    def work(number: int, meet: object) -> object:
        if number == 1:
            raise LimitError("judging took too long")
        return number

    with pytest.raises(LimitError, match="took too long"):
        Forks(2).run(2, work, lambda found: found)


def test_a_process_that_dies_ends_the_run() -> None:
    """It never passes because it could not look."""
    import os

    def work(number: int, meet: object) -> object:
        os._exit(1)

    with pytest.raises(LimitError, match="ended before"):
        Forks(2).run(2, work, lambda found: found)


def test_time_is_up_in_a_process() -> None:
    """The limit of time holds for every process."""
    ticks = iter(range(0, 1_000_000, 100))

    with pytest.raises(LimitError, match="seconds"):
        run(case(many()), clock=lambda: float(next(ticks)), crew=Cut(2))


def test_a_text_says_what_a_value_is() -> None:
    """Sets and mappings have one text in whatever order they are; what has none is refused."""
    assert canonical({"b": frozenset("xy"), "a": (1, None)}) == canonical({"a": (1, None), "b": frozenset("yx")})
    with pytest.raises(TypeError, match="object"):
        canonical(object())
