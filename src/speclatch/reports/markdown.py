"""Build Markdown for GitHub: safe pieces, and templates that refuse anything else."""

from __future__ import annotations

import html
from functools import cache
from typing import Any

import jinja2

from speclatch.model import Location, Severity
from speclatch.reports.escape import code, one_line, prose
from speclatch.reports.numbers import plural
from speclatch.reports.options import Place

__all__ = ["ICONS", "Markdown", "line_link", "link", "plural", "render"]

ICONS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTE: "ℹ️"}


class Markdown(str):
    """Markdown of our own making, or text that went through ``escape``: all that templates print."""

    __slots__ = ()


def link(text: str, url: str) -> Markdown:
    """A link with ``text`` (anyone's) in a code span. ``url`` is one of ``Place``."""
    return Markdown(f"[{code(text)}]({url})")


def line_link(place: Place, location: Location, label: str = "") -> Markdown:
    """A link to the lines of ``location``: ``name:12``, with ``label`` or the file's own name.

    After a label that ends in a space no colon follows: ``line 12``.
    """
    last = "" if location.end_line == location.line else f"-{location.end_line}"
    name = label or location.path.rpartition("/")[2]
    colon = "" if name.endswith(" ") else ":"
    return link(f"{name}{colon}{location.line}{last}", place.line_url(location))


def render(template: str, **values: object) -> Markdown:
    """Fill one of the templates. Text that is no ``Markdown`` raises TypeError: it was not made harmless.

    Templates may say ``| code``, ``| prose``, ``| html`` and ``| bare`` of any text.
    """
    return Markdown(_environment().get_template(template).render(**values))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("speclatch.reports"),
        autoescape=False,  # noqa: S701 - HTML escaping is not what Markdown needs; ``finalize`` guards instead
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        finalize=_only_markdown,
    )
    environment.filters["code"] = lambda text: Markdown(code(text))
    environment.filters["html"] = lambda text: Markdown(html.escape(one_line(text)))
    environment.filters["bare"] = _rule_id
    environment.filters["prose"] = lambda text: Markdown(prose(text))
    return environment


def _rule_id(text: str) -> Markdown:
    """A rule's id inside a code span of a template: nothing but what ids are made of."""
    return Markdown("".join(char for char in text if char.isascii() and (char.isalnum() or char == "-")))


def _only_markdown(value: Any) -> Any:
    if isinstance(value, (Markdown, int)):
        return value
    raise TypeError(f"a template would print {type(value).__name__} that is not known to be harmless")
