"""What the played authors write: specs whose faults are known, because they were put in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from tests.judging.specs import FILES, PATH, PLAN

ADR = "docs/adr/ADR-002-batches.md"
OTHERS = {path: text for path, text in FILES.items() if path != PATH}


@dataclass(frozen=True)
class Fault:
    """A piece of a good spec, what stands there instead, and what the gate says of that."""

    good: str
    bad: str
    said: str


FAULTS = {
    "answer": Fault("one key per refund", "TBD", "still open: `TBD`"),
    "migration": Fault("20260102030405_refunds.sql", "20260102030409_refunds.sql", "409_refunds.sql` does not exist"),
    "name": Fault("- [x] Reviewed", "- [x] Reviewed by <Name>", "the template's text still stands: `<Name>`"),
    "reference": Fault("adr_refs: [ADR-002]", "adr_refs: [ADR-902]", "`ADR-902`"),
}
ADR_GONE = Fault("adr_refs: [ADR-002]", "adr_refs: [ADR-002]", "`ADR-002`")


@dataclass(frozen=True)
class Expected:
    """An error that the gate has to find: in which spec, on which line of which file, and a part of what it says."""

    spec: str
    path: str
    line: int
    said: str


@dataclass(frozen=True)
class Spec:
    """A spec as somebody has it: a plan of a number and a name, with faults, and with text that moves lines.

    ``above`` paragraphs are the author's, ``below`` ones come from the base.
    """

    number: int
    name: str = "refunds"
    faults: frozenset[str] = frozenset()
    above: int = 0
    below: int = 0

    @property
    def id(self) -> str:
        """Its id."""
        return f"PLAN-{self.number:03}"

    @property
    def path(self) -> str:
        """Where it is."""
        return f"plans/{self.id}-{self.name}.md"

    @property
    def text(self) -> str:
        """All of it."""
        heading, paid = "# Plan: Refunds\n", "Refunds are paid out nightly.\n"
        more = "".join(f"\nSentence {number} of the author's.\n" for number in range(self.above))
        news = "".join(f"\nSentence {number} of the others'.\n" for number in range(self.below))
        text = PLAN.replace("PLAN-001", self.id).replace(heading, heading + more).replace(paid, paid + news)
        for fault in self.faults:
            assert FAULTS[fault].good in text
            text = text.replace(FAULTS[fault].good, FAULTS[fault].bad)
        return text

    def errors(self, *, adr_is_gone: bool) -> Iterator[Expected]:
        """What the gate has to say of it."""
        found = [FAULTS[name] for name in self.faults]
        if adr_is_gone and "reference" not in self.faults:
            found.append(ADR_GONE)
        for fault in found:
            yield Expected(self.id, self.path, self.text[: self.text.index(fault.bad)].count("\n") + 1, fault.said)


@dataclass(frozen=True)
class Version:
    """What a branch holds: specs by their numbers, a page that nobody judges, and perhaps no ADR any more."""

    specs: Mapping[int, Spec] = field(default_factory=dict)
    notes: int = 0
    adr_is_gone: bool = False

    def with_spec(self, spec: Spec) -> Version:
        """The same with one spec written anew."""
        return replace(self, specs={**self.specs, spec.number: spec})

    def files(self) -> dict[str, str]:
        """Every file of it."""
        files = {path: text for path, text in OTHERS.items() if path != ADR or not self.adr_is_gone}
        return files | {spec.path: spec.text for spec in self.specs.values()} | {"notes.txt": f"{self.notes}\n"}


def merged(head: Version, fork: Version, base: Version) -> Version:
    """What a merge gives: the head's specs with the base's sentences, and the specs that are new in the base."""
    specs = {number: spec for number, spec in base.specs.items() if number not in fork.specs}
    for number, spec in head.specs.items():
        specs[number] = replace(spec, below=base.specs[number].below) if number in base.specs else spec
    return replace(head, specs=specs)


def expected(head: Version, fork: Version, base: Version) -> frozenset[Expected]:
    """The errors of a pull request, on the lines of its head.

    Its specs are those that it changes, and, where it takes the ADR away, all that name it.
    """
    found = set()
    for number, spec in merged(head, fork, base).specs.items():
        shown = head.specs.get(number, spec)
        if head.adr_is_gone or shown != fork.specs.get(number):
            found |= set(shown.errors(adr_is_gone=head.adr_is_gone))
    return frozenset(found)
