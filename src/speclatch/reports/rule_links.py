"""Where a rule's page can be read: at the version that ran, since pages change with the rules."""

from __future__ import annotations

from speclatch import __version__
from speclatch.rules import BY_ID

PROJECT_URL = "https://github.com/speclatch/speclatch"


def rule_url(rule: str) -> str:
    """The address of a rule's page; empty for what is no rule of ours."""
    return f"{PROJECT_URL}/blob/v{__version__}/docs/rules/{rule}.md" if rule in BY_ID else ""
