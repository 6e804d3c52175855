"""Rules about the front matter: can it be read, is every key there, is every value what the template asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from speclatch.documents.document import FrontMatter, FrontMatterEntry, ProblemKind
from speclatch.model import Finding, Location
from speclatch.profiles.phases import STATUS_KEY, is_known_status
from speclatch.profiles.profile import KeyRule, KeyType
from speclatch.profiles.wording import alternatives, is_blank
from speclatch.rules.base import Context, Rule, by_phase, quoted
from speclatch.specs.catalogue import Spec, statuses


class FrontMatterInvalid(Rule):
    """Front matter that cannot be read.

    ## What it does
    Reports YAML that does not parse, a key that stands twice, a block that is never closed with `---`, and YAML built
    to exhaust its reader.

    ## Why is this bad
    Every other tool drops such front matter without a word: the spec then has no status, no PRD and no owner.

    ## Example
    ```yaml
    ---
    title: Exec Spec: Refunds
    ```

    ## Instead
    ```yaml
    ---
    title: "Exec Spec: Refunds"
    ---
    ```
    """

    id = "front-matter-invalid"
    summary = "front matter that does not parse, repeats a key or is never closed"
    levels = by_phase("error", "error", "error")

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield what keeps the front matter from being read."""
        for problem in subject.front_matter.problems:
            if problem.kind is ProblemKind.INVALID:
                yield self.finding(problem.message, problem.location, problem.key or "front matter", hint=problem.hint)


class FrontMatterMissingKey(Rule):
    """A key of the template that the spec does not answer.

    ## What it does
    Reports every key of the template's front matter that is absent or empty. References have a rule of their own
    (`reference-missing`); a list may be absent or empty.

    ## Why is this bad
    Ownership, status and dates are what dashboards, agents and people filter by.

    ## Example
    ```yaml
    owner:
    ```

    ## Instead
    ```yaml
    owner: payments-team
    ```

    ## Options
    `optional` in a profile of `.speclatch.yml` names keys that may be absent.
    """

    id = "front-matter-missing-key"
    summary = "a key of the template is absent or empty"
    levels = by_phase("warning", "error", "error")
    yields_to: ClassVar = frozenset({"front-matter-invalid"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield one finding a key; one for all of them where there is no front matter."""
        front_matter = subject.front_matter
        wanted = [
            rule
            for rule in subject.profile.keys
            if rule.type is not KeyType.REFERENCE and rule.required and not rule.is_list
        ]
        if not front_matter.readable or not wanted:
            return
        if not front_matter.present:
            names = ", ".join(quoted(rule.key) for rule in wanted)
            yield self.finding(
                f"there is no front matter; the template asks for {names}",
                front_matter.location,
                "front matter",
                hint="Open the file with a `---` block that holds these keys.",
            )
            return
        for rule in wanted:
            yield from self._check_key(rule, front_matter)

    def _check_key(self, rule: KeyRule, front_matter: FrontMatter) -> Iterator[Finding]:
        entry = front_matter.find(rule.key)
        if entry is None:
            yield self.finding(
                f"the front matter has no {quoted(rule.key)}",
                opening_fence(front_matter),
                rule.key,
                hint=f"Add {quoted(rule.key + ':')} with its value.",
            )
        elif is_blank(entry.text) and shape_fault(rule, entry) is None and not isinstance(entry.value, dict):
            yield self.finding(
                f"{quoted(rule.key)} is empty",
                entry.location,
                rule.key,
                hint=f"Say what {quoted(rule.key)} is.",
            )


class FrontMatterValue(Rule):
    """A front-matter value that is not what the template asks for.

    ## What it does
    Compares each value with the template's: one of its alternatives (`Draft | Implementation | Validated`), an id of
    its form (`EXEC-###`), a date that exists, a status that some phase knows. Types compare as written: `1.0` is
    `1.0`.

    ## Why is this bad
    A value nobody recognises is a value nobody acts on; an unknown status leaves the phase to guesswork.

    ## Example
    ```yaml
    date: 2025-30-01
    ```

    ## Instead
    ```yaml
    date: 2025-01-30
    ```

    ## Options
    `phases` in `.speclatch.yml` adds words that `status` may open with.
    """

    id = "front-matter-value"
    summary = "a value that is not of the template's enumeration, pattern or type"
    levels = by_phase("warning", "error", "error")
    yields_to: ClassVar = frozenset({"front-matter-invalid", "reference-broken", "reference-missing"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield every value that is not of its form."""
        front_matter = subject.front_matter
        told = set()
        for problem in front_matter.problems:
            if problem.kind is ProblemKind.VALUE:
                told.add(problem.location.line)
                yield self.finding(problem.message, problem.location, problem.key or "front matter", hint=problem.hint)
        for rule in subject.profile.keys:
            entry = front_matter.find(rule.key)
            if entry is None or entry.location.line in told:
                continue
            fault = shape_fault(rule, entry)
            if not fault and not is_blank(entry.text):
                of_status = rule.key.casefold() == STATUS_KEY
                fault = status_fault(entry, subject, context) if of_status else value_fault(rule, entry)
            if fault:
                message, hint = fault
                yield self.finding(message, entry.location, rule.key, hint=hint)


def status_fault(entry: FrontMatterEntry, subject: Spec, context: Context) -> tuple[str, str] | None:
    """What is wrong with a status, and what to do; None if it is known."""
    choices = alternatives(entry.text)
    if choices:
        return "the status still lists every choice of the template", f"Keep one of {_listed(choices)}."
    if is_known_status(entry.text, context.config, subject.profile):
        return None
    rule = subject.profile.key(STATUS_KEY)
    words = rule.values if rule and rule.values else statuses(context.config)
    return (
        f"nothing is known of the status {quoted(entry.text)}",
        f"Use one of {_listed(words)}, or add the word to `phases` in the configuration.",
    )


def shape_fault(rule: KeyRule, entry: FrontMatterEntry) -> tuple[str, str] | None:
    """What is wrong with a mapping or list where the template has one value, and what to do; None if nothing is.

    A text may be a list of texts (several owners); a status, an id, a date or a choice is one.
    """
    hint = f"Write a {'list' if rule.is_list else 'single value'}."
    if isinstance(entry.value, dict) and not rule.is_mapping:
        return f"{quoted(rule.key)} is a mapping", hint
    if not isinstance(entry.value, tuple) or rule.is_list or rule.type is KeyType.REFERENCE or rule.is_mapping:
        return None
    if any(isinstance(item, dict | tuple) for item in entry.value):
        return f"{quoted(rule.key)} holds more than texts", hint
    single = rule.type in (KeyType.ID, KeyType.DATE, KeyType.ENUM) or rule.key.casefold() in ("status", "id")
    return (f"{quoted(rule.key)} is a list", hint) if single and entry.value else None


def value_fault(rule: KeyRule, entry: FrontMatterEntry) -> tuple[str, str] | None:
    """What is wrong with a value, and what to do; None if nothing is."""
    text = entry.text.strip()
    if rule.type is KeyType.ENUM:
        if alternatives(text):
            return (
                f"{quoted(rule.key)} still lists every choice of the template",
                f"Keep one of {_listed(rule.values)}.",
            )
        if text.casefold() not in {value.casefold() for value in rule.values}:
            return (
                f"{quoted(rule.key)} is {quoted(text)}, which the template does not know",
                f"Use one of {_listed(rule.values)}.",
            )
    if rule.type is KeyType.ID and not re.fullmatch(rule.pattern, text):
        return (
            f"{quoted(rule.key)} is {_said(rule, text)}, not of the form {quoted(rule.sample)}",
            "Put the number in.",
        )
    if rule.type is KeyType.DATE and not is_date(text):
        fault = "" if text == rule.sample else ", no day that exists"
        return f"{quoted(rule.key)} is {_said(rule, text)}{fault}", "Write it as year-month-day: `2026-01-31`."
    return None


def _said(rule: KeyRule, text: str) -> str:
    return f"still the template's {quoted(text)}" if text == rule.sample else quoted(text)


def is_date(text: str) -> bool:
    """Whether a text is a day that exists, as ``YYYY-MM-DD``; a time may follow."""
    found = re.match(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?\Z", text)
    if not found:
        return False
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return False
    return True


def opening_fence(front_matter: FrontMatter) -> Location:
    """The line a missing key is reported on."""
    return Location(front_matter.location.path, front_matter.location.line)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, words))


RULES = (FrontMatterInvalid(), FrontMatterMissingKey(), FrontMatterValue())
