"""The demo tells in a few lines what its page shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from examples.demo import EXAMPLES

ROOT = EXAMPLES.parent


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """What the demo prints, and the page it writes."""
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "examples.demo", "--output", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    return result.stdout, Path(folder, "pull-request.html").read_text(encoding="utf-8")


def test_the_story_is_short_and_names_the_page(told: tuple[str, str]) -> None:
    """A screen of text: the verdicts, the first findings, and where the page is."""
    text, _ = told

    assert 25 > text.count("\n")
    assert ["FAIL, merging is blocked (exit 1, 5", "PASS, it may be merged (exit 0, 5"] == re.findall(
        r"required check: (.*) requests", text
    )
    assert re.search(r"^The pull request as GitHub shows it: file:///\S+/pull-request\.html$", text, re.MULTILINE)


def test_the_story_ends_with_a_command_that_is_there(told: tuple[str, str], tmp_path: Path) -> None:
    """Who has run the demo has nothing on the path: the program is named with its place."""
    [program] = re.findall(r"^Next, in your own repository: (\S+) init$", told[0], re.MULTILINE)
    done = subprocess.run([program, "init", "--help"], capture_output=True, text=True, cwd=tmp_path, check=True)

    assert "speclatch init" in done.stdout


def test_page_and_story_say_the_same(told: tuple[str, str]) -> None:
    """Each headline of the story stands on the page, and the page has as many comments on lines as the story says."""
    text, page = told
    headlines = re.findall(r"^   (. Speclatch: .*)$", text, re.MULTILINE)
    first = int(re.findall(r"on its lines: (\d+) comments", text)[0])

    assert 2 == len(headlines)
    assert headlines == re.findall(r"<h3>(. Speclatch: .*?)</h3>", page)[::2]
    assert first == page.partition('id="step2"')[0].count('class="talk"')


def test_page_needs_nothing_besides(told: tuple[str, str]) -> None:
    """No script, no picture, no style from elsewhere; the only links out lead to the rules' pages."""
    _, page = told
    outward = re.findall(r'(?:src|href)="((?!#)[^"]*)"', page)

    assert "<script" not in page
    assert "127.0.0.1" not in page
    assert [] == [link for link in outward if not link.startswith("https://github.com/speclatch/speclatch/blob/v")]


def test_page_shows_the_whole_life(told: tuple[str, str]) -> None:
    """The graph is drawn, suggestions are changes, what was answered says that it is fixed."""
    _, page = told

    assert "<svg " in page
    assert "Suggested change" in page
    assert "```suggestion" not in page
    assert "```mermaid" not in page
    assert "✅ Fixed in " in page
    assert "Merging is blocked" in page
    assert "All checks have passed" in page
