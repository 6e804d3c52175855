"""The status of a repository as one HTML page: data, style and script in one file that loads nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import jinja2

from speclatch import __version__

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What could end a script element or a line of a script, written as JSON escapes: the data stay the same."""


def status_page(data: Mapping[str, Any]) -> str:
    """The page for ``data`` (the form of ``status.schema.json``).

    Text of the repository stands in a JSON block alone, which the page's script writes into text nodes; a content
    policy names the hashes of the one script and the one style that may run.
    """
    style, script = _part("status.css"), _part("status.js")
    return (
        _environment()
        .get_template("status.html.j2")
        .render(
            title=data["title"],
            about=_about(data),
            version=__version__,
            style=style,
            style_hash=_digest(style),
            script=script,
            script_hash=_digest(script),
            data=_json(data),
        )
    )


def _about(data: Mapping[str, Any]) -> str:
    """Of which commits the page speaks, in a line."""
    named = (f"{one['name']} at {one['commit'][:7]}" if one["commit"] else one["name"] for one in data["repositories"])
    return f"{' · '.join(named)}, {data['date']}" if data["date"] else " · ".join(named)


def _json(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode().translate(_UNSAFE)


def _digest(text: str) -> str:
    """A source expression of a content policy (CSP level 3, section 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _part(name: str) -> str:
    return (resources.files("speclatch.reports.status") / name).read_text(encoding="utf-8").strip()


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_part),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
