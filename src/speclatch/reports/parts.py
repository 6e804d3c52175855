"""The parts of a summary, each cut to what there is room for: rows of specs, lines of findings, folded groups."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from speclatch.model import SpecReport
from speclatch.reports.content import Block, Content, Group, Item
from speclatch.reports.cuts import Cut
from speclatch.reports.escape import cell, code, first_span, one_line, prose
from speclatch.reports.graph import Graph
from speclatch.reports.labels import unbroken
from speclatch.reports.markdown import ICONS, Markdown, line_link, link
from speclatch.reports.options import Place
from speclatch.reports.rows import open_in, title_of
from speclatch.reports.rule_links import rule_url
from speclatch.reports.rule_words import counted

FIRST_ROWS = 3
"""Rows that stand open where there are more specs than ``ALL_ROWS``: a phone shows them, and findings below."""
ALL_ROWS = 4
_NAMES = 8  # how many boxes or rows one line names
_NAME = 60  # and how much of each
_KINDS = 3  # how many kinds of findings the line of a folded group names

Values = Mapping[str, object]


class Rows(NamedTuple):
    """The rows of the table that stand open, and those behind one click."""

    first: list[Markdown]
    folded: list[Markdown]


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of the summary of one report, whose links lead to one commit."""

    whole: Content
    place: Place

    def rows(self, cut: Cut) -> Rows:
        """A row per spec that has something open, the worst first."""
        known = self.whole.known_rules
        rows = [self._row(spec, known.get(spec.path, frozenset())) for spec in self.whole.specs[: cut.specs]]
        first = len(rows) if len(rows) <= ALL_ROWS else FIRST_ROWS
        return Rows(rows[:first], rows[first:])

    def _row(self, spec: SpecReport, known: Collection[str]) -> Markdown:
        findings = self.whole.counting[spec.path]
        icon = ICONS[max(judged.severity for judged in findings)]
        title = title_of(spec)
        which = f"{icon}&nbsp;{self._spec_link(spec)}{f' {title}' if title else ''}"
        if spec.phase is not self.whole.usual_phase:
            which += f" · {spec.phase.value}"
        return Markdown(f"| {cell(which)} | {cell(open_in(spec, findings, known))} |")

    def _spec_link(self, spec: SpecReport) -> str:
        name = link(unbroken(self.whole.names[spec.path]), self.place.file_url(spec.path))
        return f"{name}{'' if spec.changed else ' ¹'}"

    def in_order(self, cut: Cut) -> Markdown:
        """One line with the specs that have nothing open; empty where there is none, or nothing beside them."""
        specs = self.whole.in_order
        if not specs or not self.whole.counting or not cut.specs:
            return Markdown("")
        shown = specs[: max(cut.specs // 4, 3)]
        more = f" and {len(specs) - len(shown)} more" if len(specs) > len(shown) else ""
        return Markdown(f"✅ In order: {', '.join(map(self._spec_link, shown))}{more}")

    def open_items(self, cut: Cut) -> list[Values]:
        """The lines that stand open. A rule's page is linked, and its hint said, at its first one."""
        seen: set[tuple[str, str]] = set()
        lines = []
        for item in self.whole.shown[: cut.open_lines]:
            hint = _hint(item)
            rules = {rule for rule, _ in seen}
            lines.append(
                self._line(
                    item,
                    icon=ICONS[item.severity],
                    hint="" if (item.rule, hint) in seen else hint,
                    rule=Markdown("") if item.rule in rules else rule_reference(item.rule),
                )
            )
            seen.add((item.rule, hint))
        return lines

    def group(self, group: Group, cut: Cut) -> Values:
        """A folded group: of a file, with a heading per rule; or of a rule, whose words are the group's title."""
        if group.path:
            title = f"<b>{_html(self.whole.names[group.path])}</b>: {_html(_in_words(group))}"
        else:
            title = _html(counted(group.blocks[0].rule, group.total))
        return {
            "icon": Markdown(ICONS[group.severity]),
            "title": Markdown(title),
            "blocks": [self._block(block, cut, titled=bool(group.path)) for block in group.blocks],
        }

    def _block(self, block: Block, cut: Cut, *, titled: bool) -> Values:
        shown = cut.lines(block)
        with_hint = cut.hints and not block.hint
        return {
            "title": Markdown(prose(counted(block.rule, block.total)) if titled else ""),
            "rule": rule_reference(block.rule),
            "entries": [self._line(item, hint=_hint(item) if with_hint else "", has_name=not titled) for item in shown],
            "left_out": sum(len(item.findings) for item in block.items[len(shown) :]),
            "hint": block.hint if cut.hints else "",
        }

    def known(self, cut: Cut) -> list[Values]:
        """The lines of what does not count."""
        return [self._line(item) for item in self.whole.known[: cut.others]]

    def _line(
        self, item: Item, *, icon: str = "", hint: str = "", rule: Markdown | None = None, has_name: bool = True
    ) -> Values:
        name = self.whole.names[item.location.path] if has_name else "line "
        return {
            "icon": Markdown(icon),
            "link": line_link(self.place, item.location, name),
            "text": _said(item),
            "hint": hint,
            "rule": rule or Markdown(""),
        }

    def ignored(self, cut: Cut) -> list[Values]:
        """The findings that comments excused, those new in the change first."""
        return [
            {
                "link": line_link(self.place, entry.comment, self.whole.names[entry.comment.path]),
                "rule": entry.finding.rule,
                "reason": entry.reason,
                "new": number < self.whole.new_ignored,
            }
            for number, entry in enumerate(self.whole.ignored[: cut.others])
        ]

    def leads(self, drawing: Graph | None) -> Markdown:
        """Links to the documents of the graph: its nodes lead nowhere, as GitHub draws it in a frame of its own."""
        found = drawing.found if drawing else {}
        links = [link(name, self.place.file_url(path)) for path, name in found.items()]
        return Markdown(f"Open: {' · '.join(links)}" if links else "")


def rule_link(rule: str) -> Markdown:
    """A rule's id as a link to its page; of what is no rule of ours, the id alone."""
    url = rule_url(rule)
    return Markdown(f"[{rule}]({url})" if url else code(rule))


def rule_reference(rule: str) -> Markdown:
    """The same for a text that has ``rule_page`` at its end: a comment names a rule often, its address once."""
    return Markdown(f"[{rule}]" if rule_url(rule) else code(rule))


def rule_page(rule: str) -> Markdown:
    """The address of a rule's page, as ``rule_reference`` refers to it; empty for what is no rule of ours."""
    url = rule_url(rule)
    return Markdown(f"[{rule}]: {url}" if url else "")


def _said(item: Item) -> Markdown:
    """What a line says: the finding's message, or how many there are and what each is about."""
    if len(item.findings) == 1:
        return Markdown(prose(item.findings[0].finding.message))
    names = _names(item)
    more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    return Markdown(f"{prose(counted(item.rule, len(names)))}: {_listed(names[:_NAMES])}{more}")


def _names(item: Item) -> list[str]:
    """What each finding is about: what its message quotes first, or its subject where all quote the same."""
    quoted = [first_span(judged.finding.message) for judged in item.findings]
    if all(quoted) and len(set(quoted)) == len(quoted):
        return quoted
    return [judged.finding.subject.name for judged in item.findings]


def _in_words(group: Group) -> str:
    """The findings of a folded group, the worst kinds in words."""
    named = [counted(block.rule, block.total) for block in group.blocks[:_KINDS]]
    more = sum(block.total for block in group.blocks[_KINDS:])
    return ", ".join([*named, f"{more} more"] if more else named)


def _html(text: str) -> str:
    """Anyone's text inside a tag's line, where Markdown is not read."""
    return html.escape(one_line(text))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(code(name, _NAME) for name in names)


def _hint(item: Item) -> str:
    hints: Sequence[str] = [judged.finding.hint for judged in item.findings]
    return hints[0]
