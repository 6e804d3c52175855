"""How fast documents are read: our parse beside cmark-gfm and two linters from npm, over one corpus in one run.

Processor seconds of whole processes, and their ratio to cmark-gfm's. ``python -m tests.benchmarks.peers`` installs
the linters; what is not installed is named and left out.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.peers import FOLDER, INSTALL, binary

ARCHIVE = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "keps.tar.gz"
PRESET = FOLDER / "node_modules" / "remark-preset-lint-recommended" / "index.js"  # found by path from any folder
READ = "import sys, pathlib; raws = [p.read_bytes() for p in sorted(pathlib.Path(sys.argv[1]).rglob('*.md'))]\n"
OURS = READ + "from speclatch.documents import parse\nfor raw in raws: parse('a.md', raw)"
OURS_WITH_LINKS = OURS.replace("parse('a.md', raw)", "parse('a.md', raw).links")
OURS_BLOCKS = READ + (
    "from speclatch.documents.blocks import parse_blocks\n"
    "from speclatch.documents.source import ParserLines, decode, split_lines\n"
    "for raw in raws: parse_blocks(ParserLines(split_lines(decode(raw)), 0).texts)"
)
CMARK = READ + (
    "from cmarkgfm import cmark\n"
    "for raw in raws: cmark.github_flavored_markdown_to_html(raw.decode(), cmark.Options.CMARK_OPT_SOURCEPOS)"
)


def seconds(command: Sequence[str], folder: Path) -> float:
    """The processor time ``command`` takes in ``folder``; its verdict does not matter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def contenders(folder: Path) -> dict[str, list[str]]:
    """What is measured; a linter that is not installed is named and left out."""
    python = [sys.executable, "-c"]
    commands = {
        "cmark-gfm": [*python, CMARK, str(folder)],
        "speclatch, block level": [*python, OURS_BLOCKS, str(folder)],
        "speclatch, documents": [*python, OURS, str(folder)],
        "speclatch, documents and links": [*python, OURS_WITH_LINKS, str(folder)],
    }
    peers = {
        "markdownlint-cli2": ["markdownlint-cli2", "**/*.md"],
        "remark-lint": ["remark", ".", "--quiet", "--use", str(PRESET)],
    }
    for name, (program, *arguments) in peers.items():
        found = binary(program)
        if found is not None:
            commands[name] = [str(found), *arguments]
        else:
            print(f"  {name}: left out, not installed ({INSTALL})")
    return commands


def main() -> None:
    """Unpack the corpus, measure everyone once, print the table."""
    if not ARCHIVE.exists():
        print(f"documents: left out, no corpus at {ARCHIVE}")
        return
    print(f"documents, all of {ARCHIVE.name}, processor seconds")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(folder, filter="data")
        base = 0.0
        for name, command in contenders(folder).items():
            taken = seconds(command, folder)
            base = base or taken
            print(f"  {name:<32} {taken:8.2f} s  {taken / base:6.2f} x cmark-gfm", flush=True)


if __name__ == "__main__":
    main()
