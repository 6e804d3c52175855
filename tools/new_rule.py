"""Start a rule: its module, its place in RULES, its first two cases; CONTRIBUTING.md says what comes then.

python -m tools.new_rule table-unsorted table "a table whose rows are in no order"
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
RULES = "src/speclatch/rules"
REGISTRY = f"{RULES}/__init__.py"
CASES = "tests/cases"

MODULE = '''"""The rule {rule}: {summary}."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.specs.catalogue import Spec


class {name}(SpecRule):
    """{Summary}.

    ## What it does
    Say what is looked at, and when it is a finding.

    ## Why is this bad
    Say what goes wrong for whom.

    ## Example
    ```markdown
    what is found
    ```

    ## Instead
    ```markdown
    what is fine
    ```
    """

    id = "{rule}"
    summary = "{summary}"
    levels = by_phase("note", "warning", "warning")

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every fault of this kind."""
        yield from ()
'''
VALID = "Say why nothing is wrong here."
CONFIG = """\
version: 1
profiles:
  - name: note
    template: template.md
    match: ["notes/*.md"]
"""
TEMPLATE = """\
---
status: Draft
---

# <Title>

## Notes

Say what is to be noted.
"""
NOTE = """\
---
status: Implementation
---

# A note

## Notes

{text}
"""


class ScaffoldError(Exception):
    """The rule cannot be started; the message says why."""


def scaffold(rule: str, family: str, summary: str, sources: Mapping[str, str]) -> dict[str, str]:
    """The files to write, by path from the repository's root.

    Args:
        rule: the id, words joined by hyphens, named after the bad thing.
        family: the folder of ``rules/`` that it belongs to.
        summary: one line, no capital, no full stop.
        sources: the repository's files, as far as they matter: the modules of ``rules/``.

    Raises:
        ScaffoldError: the id is of no such form or taken, or there is no such family.
    """
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)+", rule):
        raise ScaffoldError(f"'{rule}' is no rule id: two or more lower-case words, joined by hyphens")
    if f"{RULES}/{family}/__init__.py" not in sources:
        raise ScaffoldError(f"there is no family {RULES}/{family}")
    if any(f'id = "{rule}"' in text for text in sources.values()):
        raise ScaffoldError(f"there is a rule '{rule}' already")
    module = rule.replace("-", "_")
    name = "".join(word.capitalize() for word in rule.split("-"))
    text = MODULE.format(name=name, rule=rule, summary=summary, Summary=summary[:1].upper() + summary[1:])
    return {
        f"{RULES}/{family}/{module}.py": text,
        REGISTRY: _listed(sources[REGISTRY], family, module, name),
        f"{CASES}/{rule}/valid/.speclatch.yml": CONFIG,
        f"{CASES}/{rule}/valid/template.md": TEMPLATE,
        f"{CASES}/{rule}/valid/notes/fine.md": NOTE.format(text="What is fine."),
        f"{CASES}/{rule}/valid/valid.txt": f"{VALID}\n",
        f"{CASES}/{rule}/wrong/.speclatch.yml": CONFIG,
        f"{CASES}/{rule}/wrong/template.md": TEMPLATE,
        f"{CASES}/{rule}/wrong/notes/wrong.md": NOTE.format(text=f"What is wrong. <!-- {{{rule}}} -->"),
    }


def _listed(registry: str, family: str, module: str, name: str) -> str:
    """The registry with the rule behind the others of its family."""
    ours = re.findall(rf"^from speclatch\.rules\.{family}\.\w+ import (\w+)$", registry, re.MULTILINE)
    head, opening, tail = registry.partition("\nRULES: tuple[Rule, ...] = (\n")
    listed, closing, rest = tail.partition("\n)\n")
    places = [place for place, line in enumerate(listed.split("\n")) if line.strip(" (),") in ours]
    if not closing or not places:
        raise ScaffoldError(f"{REGISTRY} lists no rule of the family {family}")
    rules = listed.split("\n")
    rules.insert(places[-1] + 1, f"    {name}(),")
    imports = [line for line in head.split("\n") if line.startswith("from speclatch.")]
    before, _, after = head.partition("\n".join(imports))
    imports = sorted([*imports, f"from speclatch.rules.{family}.{module} import {name}"])
    return "".join([before, "\n".join(imports), after, opening, "\n".join(rules), closing, rest])


def main() -> int:
    """Write the files, and say what comes next."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rule", help="the id, named after the bad thing")
    parser.add_argument("family", help="the folder of rules/ that it belongs to")
    parser.add_argument("summary", help="one line: what it finds")
    asked = parser.parse_args()
    sources = {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8") for p in (ROOT / RULES).rglob("*.py")}
    try:
        files = scaffold(asked.rule, asked.family, asked.summary, sources)
    except ScaffoldError as error:
        print(error, file=sys.stderr)
        return 2
    for path, text in files.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
        print(f"wrote {path}")
    print(f"\nNow make {CASES}/{asked.rule}/wrong say what is wrong, write check() until")
    print(f'    make test PYTEST_ARGS="tests/test_cases.py -k {asked.rule}"')
    print("passes. What it looks at besides its spec and the configuration it declares, or the context refuses it:")
    print("    wants = frozenset({Want.LISTING})   # Want in rules/base.py; a rule about the change is a ChangeRule")
    print("Then fill in the docstring and valid.txt, and run")
    print("    make docs test lint types")
    print(f"and read in tests/rules/said/{asked.rule}.txt what people will be told.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
