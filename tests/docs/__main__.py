"""Write the generated pages: ``python -m tests.docs``."""

from __future__ import annotations

from tests.docs.pages import DOCS, pages


def main() -> None:
    """Write every page, and take away rule pages whose rule is gone."""
    wanted = pages()
    for path in (DOCS / "rules").glob("*.md"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
