"""Take a picture of a comment as GitHub shows it: ``python -m tests.reports.picture COMMENT.md OUT.png --width 390``.

Needs Chromium. The Markdown is read by GitHub's own parser; the looks are an imitation in a few rules of CSS. With
``--source``, the lines that the comment stands on, a ``suggestion`` block is shown as the change it offers.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options

CSS = """
* { box-sizing: border-box }
body { margin: 0; padding: 16px; background: #fff; color: #1f2328;
  font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif }
.comment { border: 1px solid #d1d9e0; border-radius: 6px; max-width: 860px; margin: 0 auto }
.head { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 8px 16px; color: #59636e;
  border-radius: 6px 6px 0 0 }
.head b { color: #1f2328 }
.body { padding: 16px; overflow-wrap: break-word }
.body > :first-child { margin-top: 0 } .body > :last-child { margin-bottom: 0 }
h3 { font-size: 1.25em; line-height: 1.25; margin: 0 0 16px } p, ul, table, pre, details { margin: 0 0 16px }
ul { padding-left: 2em } li + li { margin-top: .25em }
code, .line { font-family: ui-monospace, "DejaVu Sans Mono", monospace }
code { padding: .2em .4em; font-size: 85%; background: #818b981f; border-radius: 6px; white-space: break-spaces }
pre { background: #f6f8fa; padding: 16px; border-radius: 6px; overflow: auto }
pre code { background: none; padding: 0; white-space: pre }
table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto }
th, td { border: 1px solid #d1d9e0; padding: 6px 13px } tr:nth-child(2n) { background: #f6f8fa }
a { color: #0969da; text-underline-offset: .2rem } a code { color: inherit }
details[open] > summary { margin-bottom: 8px }
.suggestion { border: 1px solid #d1d9e0; border-radius: 6px; margin-bottom: 16px; overflow: hidden }
.suggestion p { margin: 0; padding: 8px; font-size: 12px; color: #59636e; border-bottom: 1px solid #d1d9e0 }
.line { font-size: 12px; line-height: 20px; padding: 0 10px; white-space: pre-wrap; overflow-wrap: anywhere }
.old { background: #ffebe9 } .new { background: #dafbe1 }
"""
_SUGGESTION = re.compile(r'<pre lang="suggestion"><code>(.*?)</code></pre>', re.DOTALL)


def page(markdown: str, source: Sequence[str]) -> str:
    """A comment as an HTML page; ``source`` holds the lines it stands on, if any."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_GITHUB_PRE_LANG
    body = str(cmarkgfm.github_flavored_markdown_to_html(markdown, options=options))
    old = "".join(f'<div class="line old">- {html.escape(line)}</div>' for line in source)
    quoted = "".join(f'<div class="line new">+ {html.escape(line)}</div>' for line in source)

    def change(match: re.Match[str]) -> str:
        lines = match[1].rstrip("\n").split("\n")
        new = "".join(f'<div class="line new">+ {line}</div>' for line in lines)
        return f'<div class="suggestion"><p>Suggested change</p>{old}{new}</div>'

    return (
        f'<!doctype html><meta charset="utf-8"><style>{CSS}</style><div class="comment">'
        f'<div class="head"><b>github-actions</b> bot commented</div>{quoted}'
        f'<div class="body">{_SUGGESTION.sub(change, body)}</div></div>'
    )


def shoot(text: str, out: Path, width: int, height: int) -> None:
    """Take the picture. Chromium's windows have a least width, so a phone is a frame in one."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or "google-chrome"
    with tempfile.TemporaryDirectory() as folder:
        inner, outer = Path(folder, "inner.html"), Path(folder, "outer.html")
        inner.write_text(text, encoding="utf-8")
        frame = f"width:{width}px;height:{height}px;border:0"
        outer.write_text(f'<body style="margin:0"><iframe src="inner.html" style="{frame}"></iframe>', encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
        size = [f"--window-size={max(width, 500)},{height}", "--force-device-scale-factor=1.5"]
        command = [browser, *flags, *size, f"--screenshot={out.absolute()}", outer.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=90)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("comment", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--width", type=int, default=920)
    parser.add_argument("--height", type=int, default=1200)
    parser.add_argument("--source", action="append", default=[], help="a line that the comment stands on")
    asked = parser.parse_args()
    shoot(page(asked.comment.read_text(encoding="utf-8"), asked.source), asked.out, asked.width, asked.height)


if __name__ == "__main__":
    main()
