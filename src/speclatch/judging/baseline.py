"""The baseline: findings that were there when the gate came, by fingerprint; bytes in, bytes out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from speclatch.errors import ConfigError
from speclatch.model import JudgedFinding, Report, Severity, fingerprint_of

FORMAT_VERSION = 1
MAX_BYTES = 20_000_000
"""A larger baseline is refused before it is parsed."""
MAX_ORDINAL = 1_000
"""Among so many findings alike it is looked for which one an old one was."""
_BETWEEN = " > "
_KEYS = {"rule": str, "about": str, "fingerprint": str}
_MEND = "; run `speclatch baseline` to write it anew"


class Old(NamedTuple):
    """One old finding: ``about`` tells people what it is about, ``fingerprint`` knows it again."""

    rule: str
    about: str
    fingerprint: str


@dataclass(frozen=True)
class Baseline:
    """Old findings by the path of the file they stand in."""

    findings: Mapping[str, tuple[Old, ...]] = field(default_factory=dict)

    @cached_property
    def fingerprints(self) -> frozenset[str]:
        """What the gate compares with."""
        return frozenset(old.fingerprint for group in self.findings.values() for old in group)

    def __len__(self) -> int:
        """How many findings there are."""
        return sum(map(len, self.findings.values()))


def baseline_of(findings: Iterable[JudgedFinding], least: Severity | None) -> Baseline:
    """A baseline of what would fail: findings that weigh at least ``least`` (None: errors).

    What weighs less is left out on purpose: it fails nothing today, and on the day it weighs more, because its spec
    moves to a later phase, somebody is at work on that spec.
    """
    by_path: dict[str, set[Old]] = {}
    for judged in findings:
        if judged.severity >= (least or Severity.ERROR):
            finding = judged.finding
            about = _BETWEEN.join(" ".join(part.split()) for part in (*finding.subject.sections, finding.subject.name))
            old = Old(finding.rule, about, judged.fingerprint)
            by_path.setdefault(finding.location.path, set()).add(old)
    return Baseline({path: tuple(sorted(by_path[path])) for path in sorted(by_path)})


def moved(baseline: Baseline, moves: Mapping[str, str]) -> Baseline:
    """The baseline after files have moved; what cannot be told from its words any more stays as it is."""
    found: dict[str, tuple[Old, ...]] = {}
    for path, group in baseline.findings.items():
        new = moves.get(path, path)
        found[new] = tuple(_moved(old, path, new) if new != path else old for old in group)
    return Baseline({path: tuple(sorted(found[path])) for path in sorted(found)})


def _moved(old: Old, path: str, new: str) -> Old:
    subject = old.about.split(_BETWEEN)
    for ordinal in range(MAX_ORDINAL):
        if fingerprint_of(old.rule, path, subject, ordinal) == old.fingerprint:
            return old._replace(fingerprint=fingerprint_of(old.rule, new, subject, ordinal))
    return old


def kept(baseline: Baseline, now: Baseline) -> Baseline:
    """The part of a baseline that is still found: nothing is added to it."""
    found = {
        path: tuple(old for old in group if old.fingerprint in now.fingerprints)
        for path, group in baseline.findings.items()
    }
    return Baseline({path: group for path, group in found.items() if group})


def gone(baseline: Baseline, report: Report) -> tuple[Old, ...]:
    """Old findings of judged specs that are found no more, whatever they would weigh today."""
    judged = {spec.path for spec in report.specs if spec.changed}
    there = {one.fingerprint for one in report.findings}
    old = (one for path in sorted(judged & set(baseline.findings)) for one in baseline.findings[path])
    return tuple(one for one in old if one.fingerprint not in there)


def write_baseline(baseline: Baseline) -> bytes:
    """The file: sorted, a line per finding, so that a diff of it can be read and merged."""
    groups = [
        f"    {_json(path)}: [\n" + ",\n".join(f"      {_line(old)}" for old in group) + "\n    ]"
        for path, group in sorted(baseline.findings.items())
    ]
    inner = "{\n" + ",\n".join(groups) + "\n  }" if groups else "{}"
    return f'{{\n  "version": {FORMAT_VERSION},\n  "findings": {inner}\n}}\n'.encode()


def _line(old: Old) -> str:
    return _json({"rule": old.rule, "about": old.about, "fingerprint": old.fingerprint})


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # A path that is no UTF-8 holds lone surrogates; as JSON escapes they survive.
    return "".join(f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char for char in text)


def read_baseline(raw: bytes, path: str) -> Baseline:
    """Read a baseline file.

    Raises:
        ConfigError: it is none; the message names file and line and says what to do.
    """
    if len(raw) > MAX_BYTES:
        raise ConfigError(f"{path}:1: the baseline is larger than {MAX_BYTES:,} bytes")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: the baseline is not UTF-8{_MEND}") from error
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigError(f"{path}:{error.lineno}: not JSON: {error.msg}{_MEND}") from error
    except (RecursionError, ValueError) as error:
        raise ConfigError(f"{path}:1: not usable as JSON{_MEND}") from error
    return _Reader(path, text).baseline(data)


class _Reader:
    """Checks the parsed file; where it is wrong, the place is looked for in the text."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    def baseline(self, data: object) -> Baseline:
        if not isinstance(data, dict):
            raise self._wrong("a baseline is an object with `version` and `findings`", data)
        if data.get("version") != FORMAT_VERSION:
            raise self._wrong(f"`version` has to be {FORMAT_VERSION}", "version")
        unknown = sorted(data.keys() - {"version", "findings"})
        if unknown:
            raise self._wrong(f"unknown key `{unknown[0]}`", unknown[0])
        findings = data.get("findings")
        if not isinstance(findings, dict):
            raise self._wrong("`findings` has to be an object of file -> list of findings", "findings")
        return Baseline({file: self._group(file, group) for file, group in findings.items()})

    def _group(self, file: str, group: object) -> tuple[Old, ...]:
        if not isinstance(group, list):
            raise self._wrong("a file has a list of findings", file)
        return tuple(self._old(file, entry) for entry in group)

    def _old(self, file: str, entry: object) -> Old:
        if not isinstance(entry, dict) or entry.keys() != _KEYS.keys():
            raise self._wrong(f"a finding has the keys {', '.join(f'`{key}`' for key in _KEYS)}", entry, file)
        if not all(isinstance(value, str) for value in entry.values()):
            raise self._wrong("the values of a finding are texts", entry, file)
        return Old(**entry)

    def _wrong(self, message: str, about: object, file: str = "") -> ConfigError:
        return ConfigError(f"{self.path}:{self._line_of(about, file)}: {message}{_MEND}")

    def _line_of(self, about: object, file: str) -> int:
        """The line that holds ``about``, as the file is written; else that of its file; else the first."""
        for wanted in (about, file):
            for form in (_json(wanted), json.dumps(wanted)):
                if wanted and form in self.text:
                    return self.text.count("\n", 0, self.text.index(form)) + 1
        return 1
