"""Missing and removed parts of the template: how much they weigh, and what the message calls them."""

from __future__ import annotations

from tests.support.memory import audit, compare

from speclatch.model import Report

CONFIG = """
version: 1
profiles:
  - name: note
    template: templates/note.md
    match: ["notes/*.md"]
"""
NAMES = ("Why", "What", "How", "Risks", "Checks")
TEMPLATE = "---\nstatus: Draft\n---\n\n# <Title>\n\n" + "".join(f"## {name}\n\n[About {name}]\n\n" for name in NAMES)


def judged(names: tuple[str, ...], status: str) -> Report:
    """The report on a spec with some of the sections."""
    body = "".join(f"## {name}\n\nWords.\n\n" for name in names)
    spec = f"---\nstatus: {status}\n---\n\n# Refunds\n\n{body}"
    return audit({".speclatch.yml": CONFIG, "templates/note.md": TEMPLATE, "notes/a.md": spec})


def weights(report: Report) -> list[str]:
    """The weight of every missing section, in the report's order."""
    return [one.severity.value for one in report.findings if one.finding.rule == "section-missing"]


def test_a_hollow_spec_fails() -> None:
    """With most of the template gone one of the missing sections is an error, where the spec should be complete."""
    assert ["error", "warning", "warning"] == weights(judged(("Why", "Checks"), "Implementation"))
    assert ["error", "warning", "warning"] == weights(judged(("Why", "Checks"), "Validated"))
    assert ["note", "note", "note"] == weights(judged(("Why", "Checks"), "Draft"))


def test_single_deletions_are_warnings() -> None:
    """Up to half of the sections may be missing before the spec counts as hollow."""
    assert ["warning"] == weights(judged(NAMES[1:], "Validated"))
    assert ["warning", "warning"] == weights(judged(NAMES[2:], "Validated"))


def test_missing_sections_stand_in_the_templates_order() -> None:
    """What is missing at one place is told in the order it has to be brought back."""
    report = judged(("Why",), "Implementation")
    told = [one.finding.subject.name for one in report.findings if one.finding.rule == "section-missing"]

    assert ["What", "How", "Risks", "Checks"] == told


def test_a_removed_item_is_named_as_the_template_spells_it() -> None:
    """People look for the text they know."""
    template = "---\nstatus: Draft\n---\n\n# <Title>\n\n## Work\n\n- **Target API**: [Which]\n- [ ] SRM `x` updated\n"
    spec = "---\nstatus: done\n---\n\n# Refunds\n\n## Work\n\nWords.\n"
    report = audit({".speclatch.yml": CONFIG, "templates/note.md": template, "notes/a.md": spec})
    told = " ".join(one.finding.message for one in report.findings if one.finding.rule == "item-removed")

    assert "Target API" in told
    assert "SRM `x` updated" in told


def test_an_empty_label_below_an_unticked_box_asks_nothing() -> None:
    """Whoever does not choose an option need not fill it in; whoever does, must."""
    template = "---\nstatus: Draft\n---\n\n# <Title>\n\n## Work\n\n- [ ] Queue\n  - Name: [Which]\n- [ ] Table\n"
    spec = "---\nstatus: done\n---\n\n# Refunds\n\n## Work\n\n- [{}] Queue\n  - Name:\n- [x] Table\n"

    def empty(mark: str) -> list[str]:
        tree = {".speclatch.yml": CONFIG, "templates/note.md": template, "notes/a.md": spec.format(mark)}
        return [one.finding.message for one in audit(tree).findings if one.finding.rule == "field-empty"]

    assert [] == empty(" ")
    assert ["nothing stands behind `Name:`"] == empty("x")


def test_a_table_that_was_answered_with_none_was_not_open() -> None:
    """Taking it out is a warning; taking out one that was blank is an error."""
    template = "---\nstatus: Draft\n---\n\n# <Title>\n\n## Costs\n\n| Item | Price |\n|---|---|\n| | |\n"
    files = {".speclatch.yml": CONFIG, "templates/note.md": template}
    spec = "---\nstatus: done\n---\n\n# Refunds\n\n## Costs\n\n"

    def weight(row: str) -> list[str]:
        base = {**files, "notes/a.md": f"{spec}| Item | Price |\n|---|---|\n{row}\n"}
        report = compare(base, {**files, "notes/a.md": f"{spec}Words.\n"})
        return [one.severity.value for one in report.findings if one.finding.rule == "item-removed"]

    assert (["warning"], ["error"]) == (weight("| None | |"), weight("| | |"))


def test_an_open_box_goes_with_a_section_that_says_none() -> None:
    """What does not apply leaves nothing to be done; without the word the box is missed."""
    files = {".speclatch.yml": CONFIG, "templates/note.md": "---\nstatus: Draft\n---\n\n# <Title>\n\n## Work\n"}
    spec = "---\nstatus: done\n---\n\n# Refunds\n\n## Work\n\n"

    def removed(text: str) -> int:
        report = compare(
            {**files, "notes/a.md": f"{spec}- [ ] Desk told\n"}, {**files, "notes/a.md": f"{spec}{text}\n"}
        )
        return sum(one.finding.rule == "item-removed" for one in report.findings)

    assert (0, 1) == (removed("None: nobody pays."), removed("Nobody pays."))


BOXES = "---\nstatus: Draft\n---\n\n# <Title>\n\n## Work\n\n- [ ] Migration applied\n- [ ] Pilot users asked\n"


def box_weights(spec: str, base: str | None = None) -> list[str]:
    """How much a box that is not there weighs: in an audit, or in a change of a base."""
    head = {".speclatch.yml": CONFIG, "templates/note.md": BOXES, "notes/a.md": spec}
    report = audit(head) if base is None else compare({**head, "notes/a.md": base}, head)
    return [one.severity.value for one in report.findings if one.finding.rule == "item-removed"]


def with_boxes(status: str, *boxes: str, words: str = "Words.") -> str:
    """A spec of a status with some boxes."""
    return f"---\nstatus: {status}\n---\n\n# Refunds\n\n## Work\n\n{words}\n\n" + "".join(f"- {box}\n" for box in boxes)


def test_nobody_puts_a_box_into_finished_work() -> None:
    """A box that a spec was done without is a note: the template grew; while there is work to do it is a warning."""
    done = with_boxes("Validated", "[x] Migration applied")

    assert ["note"] == box_weights(done)
    assert ["note"] == box_weights(done.replace("Words", "Other words"), done)
    assert ["warning"] == box_weights(with_boxes("Implementation", "[x] Migration applied"))


def test_who_says_done_has_every_box() -> None:
    """The change that sets done without a box, and the one that takes it out, are told."""
    done = with_boxes("Validated", "[x] Migration applied")
    whole = with_boxes("Validated", "[x] Migration applied", "[x] Pilot users asked")

    assert ["warning"] == box_weights(done, with_boxes("Implementation", "[x] Migration applied"))
    assert ["warning"] == box_weights(done, whole)
    assert ["error"] == box_weights(done, whole.replace("[x] Pilot", "[ ] Pilot"))
