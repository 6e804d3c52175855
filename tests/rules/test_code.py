"""Code globs: which spec a file needs."""

from __future__ import annotations

import pytest

from speclatch.config.model import CodeRule
from speclatch.rules.code.code_without_spec import spec_for

RULE = CodeRule(("services/{name}/**", "app/**/{name}.ts", "{name}/x/{name}.py"), "specs/{name}/spec.md")


@pytest.mark.parametrize(
    ("path", "spec"),
    [
        ("services/mail/crud.ts", "specs/mail/spec.md"),
        ("services/mail/a/b.ts", "specs/mail/spec.md"),
        ("app/orders.ts", "specs/orders/spec.md"),
        ("app/a/b/orders.ts", "specs/orders/spec.md"),
        ("a/x/a.py", "specs/a/spec.md"),
        ("a/x/b.py", None),
        ("services/mail", None),
        ("tools/mail/x.ts", None),
        ("services/../x", "specs/../spec.md"),
    ],
)
def test_spec_for(path: str, spec: str | None) -> None:
    """What the globs capture goes into the spec's path."""
    assert spec == spec_for(path, RULE)


def test_names_with_capitals() -> None:
    """They are names as any other; one that no glob has stays as it is written."""
    rule = CodeRule(("{Service}/**",), "specs/{Service}/{other}.md")

    assert "specs/mail/{other}.md" == spec_for("mail/a.ts", rule)
