"""Print, as YAML, the hashes of a template's guidance that a built-in profile does not know yet.

A built-in profile recognises the guidance of the template it stands for without quoting it: by these hashes.

    python tools/guidance_hashes.py exec-spec path/to/template.md >> src/speclatch/profiles/builtin/exec-spec.yml
"""

from __future__ import annotations

import sys
from pathlib import Path

from speclatch.config.model import DEFAULT_KINDS
from speclatch.documents import parse
from speclatch.profiles.load import builtin
from speclatch.profiles.template import derive


def main(name: str, template: str) -> None:
    """Print what deriving from ``template`` gives beyond the built-in profile ``name``."""
    known = builtin(name, DEFAULT_KINDS).guidance
    found = derive(parse(template, Path(template).read_bytes()), name, DEFAULT_KINDS).guidance
    print("guidance:")
    print("  whole:")
    for digest in sorted(found.whole - known.whole):
        print(f'    - "{digest}"')
    print("  spans:")
    for key, digests in found.spans.items():
        more = sorted(digests - known.spans.get(key, frozenset()))
        if more:
            listed = ", ".join(f'"{digest}"' for digest in more)
            print(f'    "{" > ".join(key)}": [{listed}]')


if __name__ == "__main__":
    main(*sys.argv[1:])
