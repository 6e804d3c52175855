"""Take the README's picture of what the demo posts: ``python -m tools.picture``. Needs Chromium.

The picture shows the summary comment and a suggestion on a line, as the demo's page has them.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from examples.demo import TITLE, life
from examples.page import Step, page
from tests.github_server import GitHubServer

PICTURE = Path(__file__).parent.parent / "docs" / "images" / "review.png"
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def shown(step: Step) -> Step:
    """A step with the first comment that suggests a change before the other comments on lines."""
    first = next(talk for talk in step.talks if "```suggestion" in talk.comments[0].body)
    return replace(step, talks=(first, *(talk for talk in step.talks if talk is not first)))


def shoot(text: str, out: Path, width: int, height: int) -> None:
    """Take a picture of a page. Chromium's windows have a least width, so a phone is a frame in one."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium was not found.")
    with tempfile.TemporaryDirectory() as folder:
        inner, outer = Path(folder, "inner.html"), Path(folder, "outer.html")
        inner.write_text(text, encoding="utf-8")
        frame = f"width:{width}px;height:{height}px;border:0"
        outer.write_text(f'<body style="margin:0"><iframe src="inner.html" style="{frame}"></iframe>', encoding="utf-8")
        size = [f"--window-size={max(width, 500)},{height}", "--force-device-scale-factor=1.5"]
        profile = f"--user-data-dir={Path(folder, 'profile')}"
        command = [browser, *FLAGS, *size, profile, f"--screenshot={out.absolute()}", outer.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=90)  # noqa: S603 - our own words


def main() -> None:
    """Run the demo's first step and take its picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=PICTURE)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--width", type=int, default=900)
    parser.add_argument("--height", type=int, default=1560)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, GitHubServer() as server:
        first = next(life(Path(folder), server))
    shoot(page(TITLE, [shown(first)], asked.theme), asked.output, asked.width, asked.height)


if __name__ == "__main__":
    main()
