"""Migrations whose underscores are escaped: they are found, and mended in place."""

from __future__ import annotations

from tests.references.trees import SPEC, context_of, found, spec_text

from speclatch.fixes import apply, compose
from speclatch.rules.migration.migration_missing import MigrationMissing


def test_fix_takes_the_escapes_with_it() -> None:
    """The fix replaces the name with its backslashes, not so many characters fewer."""
    text = spec_text(body=r"See 20260422183641\_add\_consent.sql, then go on.")
    files = {"supabase/migrations/20260422183640_add_consent.sql": "", SPEC: text}

    findings = found(MigrationMissing(), context_of(files))
    mended = apply(text.encode(), compose(one.fix for one in findings if one.fix).edits.get(SPEC, [])).decode()

    assert spec_text(body="See 20260422183640_add_consent.sql, then go on.") == mended
