"""Scenes of what names are read as: words, sentences and titles that may name files, ids, requirements and symbols."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

from tests.said.shown import shown
from tests.support.memory import as_tree

from speclatch.config.model import Words
from speclatch.documents import parse
from speclatch.judging.prove.copies import next_places
from speclatch.profiles import file_names, titles
from speclatch.profiles.bundled import BUILTIN
from speclatch.profiles.load import builtin
from speclatch.references import (
    claims,
    definitions,
    grammar,
    names,
    paths,
    proof,
    raw_ids,
    scanning,
    supersession,
    tokens,
)
from speclatch.scaffold.names import form_of, has_own_folder, shared_names
from speclatch.scaffold.places import globs_of_family

WORDS = (
    *(
        "Xylo/a.md",
        "see /abc",
        "see /abcd/",
        "a.md+b.md",
        "a.md&b.md;",
        "PRD-052+PRD-053",
        "a.md+b#c.md,",
        "PRD-052+b.md",
        "src/a.py:7#pay",
        "a.md:3-9#b",
        '"a, b" and `c, d`, e',
        "'a.md', \"b, c.md\"; d.md",
        "[a [b [c] d] e](f.md)",
        "x [a](b) [c [d] [e]](f)",
        "a.md and b.md,",
        "a.md + b.md;",
        "a.md/b.md",
        "src/a.py/src/b.py",
        "a.md & b.md; c.md,",
        "ADR 12",
        "PRD_1",
        "prd 7b",
        "see ./ab there",
        "see /ab",
        "see ../a",
        "see ./a",
        "docs\\.md",
        "X/",
        "see docs/a.md and more",
        "docs/a.md, then b.md there",
        "see [a](b.md) there",
        ".",
        "..",
        "/",
        "./",
    ),
    *("", " ", "a", "README", "README.md", "readme.MD", "a.md", "A.MD", "a.mdx", "a.markdown", "a.b", ".env"),
    *(".env.md", "docs/a.md", "/docs/a.md", "./a.md", "../a.md", "../../a.md", "../../../a.md", "docs//a.md"),
    *("docs/./a.md", "docs/", "docs", "docs/a", "docs/a/", "Docs/A", "docs/../a.md", "docs\\a.md", "a b.md"),
    *("docs/a b.md", "~/a.md", "a.md#b", "a.md#", "#b", "a.md:12", "a.md:12-20", "a.md:12,14-16", "src/a.py:7"),
    *("src/a.ts#L7", "src/a", "a.py", "a.md (accepted)", "docs/a.md - why", "docs/a.md # why", "a b/c.md (v2)"),
    *("see docs/a.md", "docs/a.md, b.md", "PRD-052", "prd-052", "PRD-52", "PRD_052", "PRD 052", "PRD-052.md"),
    *("PRD-052-mail", "PRD-052-mail.md", "PRD-1.2", "PRD-052@0.2.0", "PRD-052 (v1.0, Approved)"),
    *("PRD-052 + PRD-053", "PRD-052, PRD-053", "PRD-052 / PRD-053", "PRD-052 and PRD-053", "PRD-052 & a.md"),
    *("PRD-052; a.md", "REQ-PRD-FUN-01", "FR-001", "FR-001..FR-003", "NFR-1", "FR-001 to FR-003", "FR-001-FR-003"),
    *("FR-1, FR-2", "RFC 2119", "ISO-8601", "UTF-8", "SHA-256", "COVID-19", "A-1", "ADR-0001-queue"),
    *("0001-queue.md", "0001", "1.2.story.md", "2026-01-02", "2026-01-02-minutes.md", "v1.2", "EXEC-014"),
    *("[a](b.md)", "[PRD-052](b.md)", "[a](<b c.md>)", "[a](b.md 'c')", "[[b]]", "[[b|c]]", "[[docs/b#c]]"),
    *("`a.md`", "**a.md**", "_a.md_", "'a.md'", '"a.md"', "(a.md)", "<a.md>", "a.md.", "a.md,", "a.md;", "a.md:"),
    *("a.md)", "“a.md”", "https://example.org/a.md", "http://a", "//a/b", "mailto:a@b.c", "example.org/a.md"),
    *("www.a.org", "file:///a.md", "none", "None.", "N/A", "n/a (later)", "TBD", "null", "~", "[]", "-", "?"),
    *("*.md", "docs/**", "docs/*.md", "a?.md", "<name>.md", "[name].md", "{name}.md", "docs/PRD-###.md", "PRD-XXX"),
    *("YYYY-MM-DD.md", "@/lib/a.ts", "~/lib/a.ts", "node_modules/a.js", "dist/a.js", ".github/workflows/ci.yml"),
    *("Makefile", "Dockerfile", "src/Makefile", "a/b/c/d.go", "supabase/migrations/1_a.sql", "tests/test_a.py"),
    *("app/(shop)/page.tsx", "app/[id]/page.tsx", "src/a.test.ts", "docs/_archive/a.md", "archive/a.md"),
    *("docs/old/a.md", "docs/deprecated/PRD-1.md", "docs/index.md", "a/index.md", "überblick.md"),
    *("docs/U\u0308berblick.md", "仕様.md", "docs/%20a.md", "docs/a%20b.md", "a&amp;b.md", "a\\_b.md"),
    *("Superseded by ADR-002", "superseded", "Replaces ADR-001", "Supersedes: 0001", "deprecated", "Rejected"),
    *("obsolete", "superseded_by", "supersedes", "replaced-by", "replaces", "Superseded-By"),
    *("Superceded by [2](b.md)", "amended by"),
)
"""What people write where they name something."""
SENTENCES = (
    *(
        "Set it in config/.env.example",
        "`config/.env.local.ts`",
        "src/pay/refund",
        "`src/pay/index`",
        "src/PAY/Refund.TS",
    ),
    *("Add `src/pay/refund.ts` with `refundOrder`.", "Write tests in tests/test_refund.py", "src/a.py: `def pay`"),
    *("Create `src/a.py` or `src/b.py`", "either src/a.py or src/b.py", "`src/a.py`: Payer"),
    *("`Payer` in `src/a.py`", "Delete src/old.py", "Remove `src/old.py` and add `src/new.py`"),
    *("src/old.py is gone", "no longer in src/old.py", "Rename src/a.py to src/b.py", "Move `a/b.ts` -> `c/d.ts`"),
    *("Instead of src/a.py", "not src/a.py but src/b.py", "Run `make docs`", "Use `npm run build`"),
    *("`pip install a.b`", "Call `a.b()`", "`a.b.c` is set", "Set `A_B` in .env"),
    *("in the repository acme/tools: src/a.py", "in acme/tools' src/a.py", "of the other repository `src/a.py`"),
    *("see https://example.org/src/a.py", "generated: dist/a.js", "`build/out.js` is generated"),
    *("writes to out/a.json", "`src/pay/`", "`src/pay`", "in `src/pay/` and `src/mail/`", "all of src/pay/**"),
    *(
        "`src/pay/refund.tsx`",
        "_src/a.py._",
        "__src/pay/refund.ts__",
        "(_src/a.py_)",
        "*_src/a.py_*:",
        "{src/a.py}",
        "Write `SRC/pay/refund.ts`",
        "`src/pay/refund.py`",
    ),
    *("src/pay/*.ts", "`<name>/a.ts`", "services/[id]/a.ts", "app/(shop)/page.tsx exports `Page`"),
    *("`app/api/[id]/route.ts` has GET and POST", "T001 Create `harbour/berths.py`"),
    *("[P] [US1] Write `tests/test_berths.py`", "T002 src/a.ts, src/b.ts, src/c.ts", "Node.js", "e.g. this"),
    *("README.md", "package.json", "`a.ts`", "a.ts", "index.ts", "Next.js and Vue.js", "v1.2.3", "and/or"),
    *("yes/no", "client/server", "he/she", "24/7", "1/2", "n/a", "TCP/IP", "src/", "/api/v1/users", "/src/a.py"),
    *("`GET /api/v1/users`", "POST /a/b.json", "@/lib/a.ts", "`~/lib/a.ts`", "./src/a.py", "../src/a.py"),
    *("C:\\a\\b.py", "`class Payer` of `src/a.py`", "function `pay` (src/a.py)", "`src/a.py#pay`"),
    *("`src/a.py::pay`", "`src/a.py:12`", "~~src/a.py~~", "<!-- src/a.py -->", "[a](src/a.py)"),
    *("[`src/a.py`](src/a.py)", "“src/a.py”", "src/a.py.", "(src/a.py)", "Does src/a.py exist?"),
    *("Should src/a.py be there", "src/a.py will come later", "if src/a.py exists", "as in src/a.py"),
    *("config.yaml with `retries: 3`", "`.github/workflows/ci.yml`", ".env.local", "`db/001.sql`", "Dockerfile"),
    *("`Makefile`",),
)
"""What people write of the code."""
TITLES = (
    *("1. Problem", "1) Problem", "1 Problem", "1.2 Problem", "2.2.1. Problem", "A. Problem", "(a) Problem"),
    *("IV. Problem", "Section 3: Problem", "Chapter 2 Problem", "第2章 概述", "一、概述", "（一）概述", "１．概述"),
    *("Phase 1: Setup", "Step 2 - Do", "Problem (optional)", "Problem *(mandatory)*", "**Problem**", "`Problem`"),
    *("Problem:", "Problem：", "problem", "PROBLEM", "🚀 Launch", "✅ Done", "Launch 🚀", "①Plan", "① Plan"),
    *("⚠️ Risks", "→ Next", "Ａ概述", "\u200bProblem", "FR-001: Mail", "[FR-001] Mail"),
    *("**[VAL-1] Unit Tests**", "[ ] Box", "[x] Box", "- Owner", "Owner:", "**Owner:**", "_Owner_", "Owner (who)"),
    *("US1", "3D view", "2026 plan", "10 things", "v2 Migration", "i18n", "I. Intro", "i. intro", "Decision 2"),
    *("User Story 1 - A skipper", "", "1.", "#1"),
)
"""Headings and labels."""
LISTING = as_tree(
    dict.fromkeys(("docs/a.md", "docs/PRD-052-mail.md", "src/a.py", "a b.md", "docs/sub/b.md"), "")
).listing
ONE: Mapping[str, Callable[[str], Any]] = {
    **{one.__name__: one for one in (tokens.names_file, tokens.ids_in, tokens.requirements_in, tokens.requirement_key)},
    "is_path": lambda text: tokens.is_path(text, whole=False),
    "is_path_whole": lambda text: tokens.is_path(text, whole=True),
    "without_remark": tokens.without_remark,
    "joints": lambda text: tokens.joints(text, 0, len(text)),
    "bare_word": lambda text: tokens.bare_word(text, 1, max(len(text) - 1, 1)) if text else None,
    **{one.__name__: one for one in (names.plain_spelling, names.is_distinctive, names.is_generic, names.in_archive)},
    **{one.__name__: one for one in (paths.lexical, paths.reads_as_markdown, definitions.ids_of_ranges)},
    "lexical_below": lambda text: paths.lexical(text, "docs/sub"),
    "walk": lambda text: paths.walk(LISTING, {"link.md": "docs/a.md"}, text),
    **{one.__name__: one for one in (supersession.is_stale, supersession.corrected, supersession.names_successor)},
    **{one.__name__: one for one in (supersession.names_predecessor, supersession.names_something)},
    **{one.__name__: one for one in (definitions.without_struck, grammar.parse_destination)},
    "own_id": lambda text: raw_ids.own_id(f"---\nid: {text}\n---\n".encode()),
    "own_id_of_title": lambda text: raw_ids.own_id(f"# {text}\n".encode()),
    "possible_ids": lambda text: list(raw_ids.possible_ids(f"---\nid: {text}\n---\n# {text}: a\n".encode())),
    "pieces": lambda text: list(scanning.pieces(text)),
    "trimmed": lambda text: scanning.trimmed(text, 0, len(text)),
    "unwrapped": lambda text: scanning.unwrapped(text, 0, len(text)),
    "links": lambda text: list(scanning.links(text, 0, len(text))),
    "wiki_links": lambda text: list(scanning.wiki_links(text, 0, len(text))),
    **{one.__name__: one for one in (file_names.is_markdown, file_names.is_template)},
}
"""What is asked of one word."""
TWO: Mapping[str, Callable[[str, str], bool]] = {
    one.__name__: one
    for one in (names.is_slip, names.names_another, names.is_related, names.is_archived, names.leads_to_another)
}
"""What is asked of two."""
NAMES = (
    *("docs/PRD-052-mail.md", "docs/PRD-052-post.md", "docs/PRD-053-mail.md", "docs/prd-052-mail.md"),
    *("PRD-052-mail.md", "docs/_archive/PRD-052-mail.md", "docs/PRD-052-mial.md", "docs/PRD-52-mail.md"),
    *("docs/mail.md", "docs/mails.md", "docs/README.md", "specs/README.md", "docs/PRD-052-mail.txt"),
    *(
        "dcos/PRD-052-mail.md",
        "docs/PRD-052-mail/price-list.md",
        "docs/PRD-053-mail/price-list.md",
        "docs/PRD-052-mail/README.md",
    ),
)
FAMILIES_OF_PATHS = (
    ("docs/rfc/RFC-001-mail.md", "docs/rfc/RFC-002-post.md", "docs/rfc/RFC-010-x.md"),
    ("docs/rfc/RFC-001-mail.md",),
    ("specs/001-mail/spec.md", "specs/002-post/spec.md"),
    ("specs/mail/spec.md",),
    ("specs/mail/spec.md", "specs/post/spec.md", "old/specs/a/spec.md"),
    ("docs/adr/0001-a.md", "docs/adr/0002-b.md", "docs/adr/sub/0003-c.md"),
    ("keps/sig-a/1-x/README.md", "keps/sig-a/2-y/README.md", "keps/sig-b/3-z/README.md"),
    ("a/docs/PRD.md", "b/docs/PRD.md"),
    ("notes/2026-01-01.md", "notes/2026-01-02.md"),
    ("notes/apples.md", "notes/pears.md", "notes/plums.md", "notes/figs.md"),
    ("design-mail.md", "design-post.md"),
    ("mail.md",),
    ("packages/a/docs/rfc/RFC-1.md", "packages/b/docs/rfc/RFC-2.md"),
    ("docs/1.2.story.md", "docs/1.3.story.md", "docs/2.1.story.md"),
)
"""Documents that belong together."""


def words_named() -> Iterator[str]:
    """What a word names: each question that is not answered by no, or by the word as it is."""
    for given in WORDS:
        answers = ((name, ask(given)) for name, ask in ONE.items())
        told = [f"  {name} {shown(answer)}" for name, answer in answers if answer not in (False, None, (), [], given)]
        yield from ("", f"{shown(given)}:", *told)
        for whole in (True, False):
            yield from (f"  reference {shown(one)}" for one in grammar.parse_reference(given, whole=whole))
        yield from (f"  wiki {shown(one)}" for one in grammar.wiki_references(given))
        yield from (f"  loose {shown(one)}" for one in grammar.loose_ids(f"see {given} there"))
    yield ""
    for one, other in product(NAMES, NAMES):
        said = [name for name, ask in TWO.items() if one != other and ask(one, other)]
        if said:
            yield f"{one}, {other}: {', '.join(said)}"


def sentences_claimed() -> Iterator[str]:
    """What a sentence says to be in the repository, and the paths that it may mean."""
    there = ("src/a.py", "src/b.py", "lib/src/a.ts", "src/pay/refund.ts", "tests/test_refund.py", "src/pay/index.ts")
    for given in SENTENCES:
        yield shown(given)
        for claim in claims.claims_in(given):
            yield f"  {shown(claim)}{' a folder' if claim.is_folder else ''} {claim.end}"
            yield from (f"    {one}" for one in proof.possible(claim, there))


def titles_read() -> Iterator[str]:
    """What headings and labels are, compared; and the ids that a document defines."""
    for given in TITLES:
        told = (titles.title_number(given), titles.without_number(given), titles.normalise_title(given))
        yield f"{shown(given)}: {shown((*told, titles.normalise_label(given), titles.label_id(given)))}"
        own = Words(optional=("maybe",), none=("nil",))
        yield f"  {shown((titles.normalise_title(f'{given} (maybe)', own), titles.normalise_label(given, own)))}"
    forms = (
        "- **{}**: must",
        "| {} | must |\n|---|---|\n| a | b |",
        "### {}: a",
        "- [{}] must",
        "~~{}~~",
        "`{}` a",
        "{}. a",
    )
    for form, name in product(forms, ("FR-001", "REQ-PRD-FUN-01", "US1", "FR-001 to FR-003", "[FR-2]")):
        document = parse("docs/a.md", f"# A\n\n## Requirements\n\n{form.format(name)}\n".encode())
        yield f"{form.format(name)!r}: {shown(definitions.defined_ids(document))}"


def places_known() -> Iterator[str]:
    """The globs by which documents are known, and where one more of them would lie."""
    for group in FAMILIES_OF_PATHS:
        yield from ("", f"{shown(group)}:")
        shared = shared_names(group)
        yield f"  {shown([form_of(path, shared) for path in group])} {shown(shared)}"
        yield f"  own folder: {[has_own_folder(path, alone=alone) for path in group for alone in (True, False)]}"
        for others in (
            (),
            ("README.md", "docs/README.md", "docs/rfc/notes.md", "specs/mail/plan.md", "notes/other.md"),
        ):
            for template in ("", "docs/rfc/TEMPLATE.md"):
                yield f"  {shown(globs_of_family(group, {*others, *group}, template))}"
        profile = builtin("kep", ())
        yield f"  next: {shown(list(next_places(group, profile, ())))}"
        yield f"  next: {shown(list(next_places(group[:1], profile, {*group, 'docs/rfc/RFC-002-another.md'})))}"
    yield from (f"{name}: {shown(list(next_places((), builtin(name, ()), ())))}" for name in BUILTIN)


NAMED: dict[str, Callable[[], Iterator[str]]] = {
    "places-copies-next": places_known,
    "sentences-claims-proof": sentences_claimed,
    "titles-definitions": titles_read,
    "words-grammar-tokens-names-paths-scanning": words_named,
}
