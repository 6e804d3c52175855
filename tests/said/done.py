"""Scenes of what is done with documents: migrations found, defects tried, documents begun, files spoken for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tests.migrations.test_forms import SPEC, TREES, forms_of, index_of
from tests.said.shown import shown
from tests.said.wrong import TEMPLATE
from tests.support.memory import MemoryTree, as_tree

from speclatch.config.model import Config
from speclatch.documents import parse
from speclatch.judging.executors import SerialExecutor
from speclatch.judging.guard import claims
from speclatch.judging.pipeline import Case, snapshots
from speclatch.judging.prove.strength import Matter, prove
from speclatch.migrations.index import mentions, misnamed
from speclatch.profiles.bundled import BUILTIN
from speclatch.profiles.load import builtin, builtin_template
from speclatch.profiles.profile import Profile
from speclatch.profiles.template import derive
from speclatch.scaffold.new import NoPlaceError, Start, next_id, place, start
from speclatch.trees import Trees
from speclatch.workspace.proving import standards_of

OPEN_NAMES = (
    "supabase/migrations/20260422183641_add_consent.sql",
    "supabase/migrations/YYYYMMDDHHMMSS_add_consent.sql",
    "supabase/migrations/<timestamp>_add_consent.sql",
    "supabase/migrations/2026042218364_add_consent.sql",
    "supabase/migrations/*_add_consent.sql",
    "`supabase/migrations/`",
    "supabase/migrations/archive/",
    "supabase/migrations/v1.2/",
    "supabase/migrations/archive/old/",
    "supabase/migrations/<folder>/",
    "supabase/migrations/archive",
    "alembic/versions/",
    "alembic/versions/1975ea83b712_add_consent",
    "1975ea83b712_add_consent.py",
    "1975ea83b713_add_consent.py",
    "1975ea83b713_add_consent",
    "test_add_consent.py",
    "0003_add_consent.py",
    "app/db/migration/R__consent_view",
    "R__consent_view",
    "R__consent_view.sql",
    "V1.2__add_consent",
    "**/supabase/migrations/20260422183640_add_consent.sql**.",
    "**/20260422183640_add_*.sql",
    "**/migrations/20260422183640_add_*.sql** there",
    "~/migrations/20260422183640_add_consent.sql",
    "db/migration/V1.X__add_consent.sql",
    "db/migration/V9__add_consent.sql",
    "db/migration/v1.2__add_consent.sql",
    "db/migrate/20260422183640_add_consent",
    "migrations/0003_add_consent.py",
    "alembic/versions/1975ea83b713_add_consent.py",
    "prisma/migrations/20260422183640_add_consent/",
    "internal/migrations/00003_add_\\*.sql",
    "**supabase/migrations/20260422183640\\_add\\_consent.sql**",
    "~~supabase/migrations/20260422183641_gone.sql~~ and <!-- 20260422183642_hidden.sql --> `20260422183643_seen.sql`",
    "https://example.org/supabase/migrations/20260422183644_there.sql",
    "changes/db/2026/0008-add-consent.sql",
)
ALL_NAMES = {"supabase", "flyway", "flyway, repeatable", "rails", "alembic", "django", "prisma", "goose", "own glob"}
"""Trees in which each of these names is looked for."""
CODE = ("services/slots/index.ts", "services/slots/README.md", "src/mail/send.py", "db/001.sql")
CLAIMING = """\
version: 1
profiles: [{name: rfc, template: docs/TEMPLATE.md, match: ["docs/rfc/RFC-*.md"]}]
code:
  - {code: ["src/{name}/**"], spec: "docs/rfc/RFC-*-{name}.md"}
"""


def migrations() -> Iterator[str]:
    """Where a document names migrations, and how."""
    for name in TREES:
        index = index_of(name)
        yield from ("", f"{name}: {shown(index.landing)}")
        for text in (*forms_of(name).values(), *(OPEN_NAMES if name in ALL_NAMES else ())):
            yield f"| {text}"
            for one in mentions(parse(SPEC, f"- {text}:12 is it\n".encode()), index):
                name_of_preset = one._replace(preset=one.preset.name)  # type: ignore[arg-type]
                yield f"  {shown(name_of_preset)}"
                yield f"    written {one.written_name!r}, there {index.found(one, SPEC)}, {misnamed(one)!r}"


def proofs() -> Iterator[str]:
    """Every defect that is made in a repository, and what came of it."""
    for files in (filled("Draft"), filled("Done")):
        tree = as_tree(files)
        matter = Matter(tree, tree.config, standards_of(tree.config, tree), 0)
        for profile in prove(matter, SerialExecutor()):
            yield from ("", f"{profile.profile}: {profile.documents} documents, {shown(profile.seldom)}")
            yield from (f"  {shown(one)}" for one in profile.tried)


def filled(status: str) -> Mapping[str, str]:
    """Two documents of a template: one says all, one leaves out what it may."""
    config = CLAIMING.partition("code:")[0]
    body = (
        "One sentence on mail.\n\n## 1. Problem\n\nLetters take days, and nobody knows where they are.\n\n"
        "## 2. Plan\n\n"
        "- Rollback: switch the flag off\n- **Flag**: mail-on\n\n"
        "| Step | Required | Where | Answer |\n|------|----------|-------|--------|\n"
        "| Data | Must | docs/data.md | Kept for a year, then erased |\n| Law | Should | | None, it is ours |\n\n"
        "| Field | Type | Note |\n|-------|------|------|\n| sent | date | when it left |\n\n"
        "### 2.1 Order\n\nThe queue first, see [the data](../data.md).\n\n## 3. Tasks\n\n"
        "- [x] Dashboards updated\n- [x] Runbook written\n"
    )
    files = {
        ".speclatch.yml": config,
        "docs/TEMPLATE.md": TEMPLATE,
        "docs/data.md": "# Data\n",
        "docs/prd/PRD-001.md": "# P\n",
    }
    for number, more in ((1, "\n## Notes\n\nNothing is sent on Sundays.\n"), (2, "")):
        head = (
            f"id: RFC-00{number}\ntitle: Mail {number}\nstatus: {status}\nowner: Ana Lima\ncreated: 2026-01-0{number}\n"
        )
        head += "reviewers: [Ben]\nprd: docs/prd/PRD-001.md\n"
        files[f"docs/rfc/RFC-00{number}-mail.md"] = f"---\n{head}---\n\n# RFC-00{number}: Mail {number}\n\n{body}{more}"
    return files


def beginnings() -> Iterator[str]:
    """What a new document is begun with."""
    templates = [(builtin(name, ()), builtin_template(name).encode()) for name in BUILTIN]
    own = derive(parse("docs/T.md", TEMPLATE.encode()), "rfc", Config().references)
    for profile, template in (*templates, (own, TEMPLATE.encode())):
        yield from _beginning(profile, template)


def _beginning(profile: Profile, template: bytes) -> Iterator[str]:
    taken = ["EXEC-007-x.md", "RFC-041-y.md", "docs/adr/0009-z.md"]
    name = next_id(profile, taken)
    yield from ("", f"{profile.name}: {name!r}")
    try:
        path = place(profile, Config(), taken, name, "Größere Briefe: jetzt!")
    except NoPlaceError as error:
        path = "docs/new.md"
        yield str(error)
    yield path
    yield start(template, profile, Config(), Start("Größere Briefe: jetzt!", name, path, date(2026, 2, 3))).decode()


def spoken_for() -> Iterator[str]:
    """Which specs speak for files of code."""
    told = (
        "- [ ] Write `services/slots/index.ts`, and `slots/README.md`",
        "| File | Why |\n|---|---|\n| services/slots/index.ts:12 | (db/001.sql) |",
        "- **Code:** “src/mail/send.py”, index.ts",
        "Unlike services/slots/index.ts and send.py this is done by hand.",
        "- `services/slots/`: all of it\n- ./db/001.sql\n- ../../services/slots/index.ts",
    )
    files = {
        f"docs/rfc/RFC-{number:03}-{name}.md": f"---\nid: RFC-{number:03}\n---\n\n# A\n\n## 1. Problem\n\n{text}\n"
        for number, (name, text) in enumerate(zip(("a", "b", "mail", "d", "e"), told, strict=True), 1)
    }
    for config in (CLAIMING, CLAIMING.partition("code:")[0]):
        tree: MemoryTree = as_tree(
            {".speclatch.yml": config, "docs/TEMPLATE.md": TEMPLATE, **dict.fromkeys(CODE, "x"), **files}
        )
        snapshot = snapshots(Case(Trees(tree, tree, tree), tree.config, tree))[0]
        yield ""
        for path in (*CODE, "src/gone/a.py", "docs/rfc/RFC-001-a.md", ".speclatch.yml"):
            yield f"{path}: {[(claim.wanted, list(claim.specs)) for claim in claims(path, snapshot)]}"
