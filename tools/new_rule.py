"""Start a rule: its class, its place in RULES, its first two cases; CONTRIBUTING.md says what comes then.

python -m tools.new_rule table-unsorted tables "a table whose rows are in no order"
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
RULES = "src/speclatch/rules"
CASES = "tests/cases"

CLASS = '''class {name}(Rule):
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

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
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
        family: the module of ``rules/`` that it belongs to.
        summary: one line, no capital, no full stop.
        sources: the repository's files, as far as they matter: the modules of ``rules/``.

    Raises:
        ScaffoldError: the id is of no such form or taken, or there is no such family.
    """
    path = f"{RULES}/{family}.py"
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)+", rule):
        raise ScaffoldError(f"'{rule}' is no rule id: two or more lower-case words, joined by hyphens")
    if path not in sources or "\nRULES" not in sources[path]:
        raise ScaffoldError(f"there is no family {path} with a RULES tuple")
    if any(f'id = "{rule}"' in text for text in sources.values()):
        raise ScaffoldError(f"there is a rule '{rule}' already")
    name = "".join(word.capitalize() for word in rule.split("-"))
    text = CLASS.format(name=name, rule=rule, summary=summary, Summary=summary[:1].upper() + summary[1:])
    return {
        path: _listed(sources[path], name, text),
        f"{CASES}/{rule}/valid/.speclatch.yml": CONFIG,
        f"{CASES}/{rule}/valid/template.md": TEMPLATE,
        f"{CASES}/{rule}/valid/notes/fine.md": NOTE.format(text="What is fine."),
        f"{CASES}/{rule}/valid/valid.txt": f"{VALID}\n",
        f"{CASES}/{rule}/wrong/.speclatch.yml": CONFIG,
        f"{CASES}/{rule}/wrong/template.md": TEMPLATE,
        f"{CASES}/{rule}/wrong/notes/wrong.md": NOTE.format(text=f"What is wrong. <!-- {{{rule}}} -->"),
    }


def _listed(source: str, name: str, text: str) -> str:
    """A family's module with the class before its RULES, and in them."""
    head, mark, rules = source.rpartition("\nRULES")
    opening, separator, rest = rules.partition("(")
    if not separator:
        raise ScaffoldError("the family's RULES is no tuple in parentheses")
    inside, closing, tail = rest.rpartition(")")
    items = inside.rstrip().rstrip(",")
    multiline = "\n" in items
    listed = f"{items},\n    {name}(),\n" if multiline else f"{items}, {name}()" if items.strip() else f"{name}(),"
    return f"{head.rstrip()}\n\n\n{text.rstrip()}\n\n{mark}{opening}({listed}{closing}{tail}"


def main() -> int:
    """Write the files, and say what comes next."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rule", help="the id, named after the bad thing")
    parser.add_argument("family", help="the module of rules/ that it belongs to")
    parser.add_argument("summary", help="one line: what it finds")
    asked = parser.parse_args()
    sources = {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8") for p in (ROOT / RULES).glob("*.py")}
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
    print("passes, fill in the docstring and valid.txt, and run")
    print("    make docs test lint types")
    print(f"and read in tests/rules/said/{asked.rule}.txt what people will be told.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
