"""A repository of any size, made up: specs like the example's, the documents and migrations they name, code besides."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from examples.demo import EXAMPLES

SPEC = EXAMPLES / "repository" / "docs" / "21-exec-spec" / "EXEC-014-collection-slots.md"
CONFIG = """\
version: 1
profiles:
  - use: exec-spec
    match: ["docs/21-exec-spec/EXEC-*.md"]
limits: {files: 5000000, findings: 1000000, seconds: 3600}
"""
ARCHITECTURE = "# Architecture\n\n## Service Responsibility Matrix\n\nAll.\n\n## Requests\n\nAll.\n"
PER_PRD = 20
"""Specs that name one PRD."""
PER_ADR = 50
"""Specs that name one ADR."""
GIT = ("git", "-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false")


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A made-up checkout at ``root``: so many specs, and so many files of code that no spec names."""

    root: Path
    specs: int
    files: int

    def spec(self, number: int) -> Path:
        """The path of a spec in the checkout."""
        return self.root / "docs" / "21-exec-spec" / f"EXEC-{number:05}-slots-{number}.md"

    def prd(self, number: int) -> Path:
        """The path of a PRD in the checkout; ``PER_PRD`` specs name it."""
        return self.root / "docs" / "10-prd" / f"PRD-{number:04}-collection-{number}.md"

    def migration(self, number: int) -> Path:
        """The path of a migration in the checkout; each spec names one of its own."""
        return self.root / "supabase" / "migrations" / f"{_stamp(number)}_slots_{number}.sql"

    def make(self) -> None:
        """Write everything and commit it on ``main``."""
        self._write(".speclatch.yml", CONFIG)
        self._write(
            "ARCHITECTURE.md", "# Architecture\n\n## Service Responsibility Matrix\n\nAll.\n\n## Requests\n\nAll.\n"
        )
        self._write("docs/api/collection-slots.md", "# API\n\nAll.\n")
        self._write("docs/22-design/collection-slots-brief.md", "# Brief\n\nAll.\n")
        self._write("services/slots/index.ts", "export {};\n")
        for number in range(1, (self.specs - 1) // PER_PRD + 2):
            self._write(str(self.prd(number)), _prd(number))
        for number in range(1, (self.specs - 1) // PER_ADR + 2):
            name = f"docs/20-adr/ADR-{number:04}-counter-{number}.md"
            self._write(name, f"# ADR-{number:04}: A counter row\n\n- Status: Accepted\n\n## Context\n\nAll.\n")
        text = SPEC.read_text(encoding="utf-8")
        for number in range(1, self.specs + 1):
            self._write(str(self.spec(number)), _spec(text, number))
            self._write(str(self.migration(number)), f"select {number};\n")
        for number in range(self.files):
            folder = f"src/area{number % 100}/part{number // 100 % 50}"
            self._write(f"{folder}/unit_{number}.ts", f"export const n = {number};\n")
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("Everything")

    def _write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def git(self, *arguments: str) -> None:
        """Run git in the checkout."""
        subprocess.run([*GIT, *arguments], cwd=self.root, check=True, stdout=subprocess.DEVNULL)

    def commit(self, message: str) -> None:
        """Commit all that is there."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)


def _stamp(number: int) -> str:
    """A version for a migration, later for a higher number."""
    minutes, seconds = divmod(number, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    return f"202602{days + 1:02}{hours:02}{minutes:02}{seconds:02}"


def _prd(number: int) -> str:
    lines = "".join(f"- REQ-PRD-{kind}-0{n}: as said\n" for kind in ("FUN", "SEC") for n in range(1, 6))
    return f"---\nid: PRD-{number:04}\nstatus: Approved\n---\n\n# Collection {number}\n\n## Requirements\n\n{lines}"


def _spec(text: str, number: int) -> str:
    """The example's spec with an id, a PRD, an ADR and a migration of its own."""
    prd, adr = (number - 1) // PER_PRD + 1, (number - 1) // PER_ADR + 1
    new = {
        "EXEC-014": f"EXEC-{number:05}",
        "PRD-021-collection-slots": f"PRD-{prd:04}-collection-{prd}",
        "PRD-021": f"PRD-{prd:04}",
        "ADR-011-slot-capacity-counter": f"ADR-{adr:04}-counter-{adr}",
        "ADR-011": f"ADR-{adr:04}",
        "20260203141530_collection_slots": f"{_stamp(number)}_slots_{number}",
        "Exec Spec: Collection Slots": f"Exec Spec: Collection Slots {number}",
    }
    assert all(old in text for old in new)
    # In one pass: what has been written may look like what is still to be replaced.
    return re.sub("|".join(map(re.escape, new)), lambda found: new[found[0]], text)
