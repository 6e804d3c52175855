"""How fast documents are read: our parse beside cmark-gfm and two linters from npm, over the same corpus in one run.

``python benchmarks/documents.py`` prints processor
seconds and ratios. The linters are looked for in benchmarks/node_modules
(``npm install --prefix benchmarks markdownlint-cli2 remark-cli remark-preset-lint-recommended``).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ARCHIVE = HERE.parents[1] / "shared" / "corpus" / "keps.tar.gz"
BINARIES = HERE / "node_modules" / ".bin"
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


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def seconds(command: Sequence[str], folder: Path) -> float:
    """The processor time ``command`` takes in ``folder``; its verdict does not matter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def contenders(folder: Path) -> dict[str, list[str]]:
    """What is measured; a linter that is not installed is named and left out."""
    python = [sys.executable, "-c"]
    found = {
        "cmark-gfm, whole process": [*python, CMARK, str(folder)],
        "speclatch, block level, whole process": [*python, OURS_BLOCKS, str(folder)],
        "speclatch, documents, whole process": [*python, OURS, str(folder)],
        "speclatch, documents and links, whole process": [*python, OURS_WITH_LINKS, str(folder)],
    }
    peers = {
        "markdownlint-cli2": ["markdownlint-cli2", "**/*.md"],
        "remark-lint": ["remark", ".", "--quiet", "--use", "remark-preset-lint-recommended"],
    }
    for name, (binary, *arguments) in peers.items():
        if (BINARIES / binary).exists():
            found[name] = [str(BINARIES / binary), *arguments]
        else:
            say(f"{name}: left out, {BINARIES / binary} is not there")
    return found


def main() -> int:
    """Unpack the corpus, measure everyone once, print the table."""
    if not ARCHIVE.exists():
        say(f"no corpus at {ARCHIVE}: nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(folder, filter="data")
        base = 0.0
        for name, command in contenders(folder).items():
            taken = seconds(command, folder)
            base = base or taken
            say(f"{name:48} {taken:8.2f} s   {taken / base:6.2f} x cmark-gfm")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
