"""What a sentence claims to be in the repository, and what it only speaks of."""

from __future__ import annotations

import time

import pytest
from tests.references.trees import listing_of

from speclatch.references.claims import claims_in
from speclatch.references.proof import MAX_NAMES, Proof


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mail it in src/mail/receipt.ts", ["src/mail/receipt.ts"]),
        ("Mail it in `src/mail/receipt.ts`.", ["src/mail/receipt.ts"]),
        ("**src/mail/receipt.ts** (new)", ["src/mail/receipt.ts"]),
        ("见src/mail/receipt.ts中的函数", ["src/mail/receipt.ts"]),
        ("`@/mail/receipt.ts` and `./src/a.py`", ["mail/receipt.ts", "src/a.py"]),
        ("`app/[id]/(main)/page.tsx`", ["app/[id]/(main)/page.tsx"]),
        ("Create src/mail/__init__.py", ["src/mail/__init__.py"]),
        ("`src/mail/receipt.ts:12-20`", ["src/mail/receipt.ts"]),
        ("Move `src/a.ts` to `src/b.ts`", ["src/b.ts"]),
        ("Create `src/mail/`", ["src/mail/"]),
        ("Look into `src/mail/`", []),
        ("create/edit and read/write", []),
        ("Run `pytest tests/test_a.py`", []),
        ("Run `make` with Node.js and sql.js", []),
        ("https://acme.example/src/a.ts, github.com/acme/web/a.ts", []),
        ("`src/**/*.ts` and `src/<name>.ts` and src/{a,b}.ts", []),
        ("`/etc/mail/a.conf` and `~/mail/a.ts` and `../web/a.ts`", []),
        ("Delete `src/a.ts`", []),
        ("`src/a.ts` was removed", []),
        ("~~Write src/a.ts~~ <!-- src/b.ts -->", []),
        ("In the acme/web repository: src/a.ts", []),
        ("The build writes `src/a.ts`", []),
        ("Install `@acme/mail.js`", []),
        ("Write the settings to `src/mail.yaml`", []),
        ("Write the guide to `docs/mail.md`", ["docs/mail.md"]),
        ("Write tests in `tests/mail.yaml`", ["tests/mail.yaml"]),
        ("Create `src/a.ts` (used by the desk's `src/b.ts`)", ["src/a.ts"]),
        ("Stays until step 10 (`src/a.ts` deletion)", []),
        ("`src/a.ts`: N/A", []),
        ("Write `https://acme.example/src/a.ts`", []),
        ("Write `" + "a/" * 200 + "b.ts`", []),
        ("Write src/b.ts, see [the desk](src/a.ts) and src/c.ts", ["src/b.ts", "src/c.ts"]),
        ("Write _src/mail/receipt.ts_", ["src/mail/receipt.ts"]),
        ("Write (src/a.ts and src/b.ts)", ["src/a.ts", "src/b.ts"]),
        ("Set `.env.test` and src/.gitignore", []),
    ],
)
def test_what_a_text_claims(text: str, expected: list[str]) -> None:
    """Paths in prose and code; no commands, globs, addresses, places elsewhere, and nothing that goes away."""
    assert expected == [claim.path for claim in claims_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`src/a.ts: send`", "send"),
        ("`src/a.py::TestMail::test_send`", "test_send"),
        ("`src/a.ts#Mail.send()`", "send"),
        ("src/a.ts: add a button", ""),
    ],
)
def test_a_symbol_stands_behind_its_file(text: str, expected: str) -> None:
    """In one code span alone: in prose a colon opens an explanation."""
    [claim] = claims_in(text)

    assert expected == claim.symbol


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/mail/send.ts", True),
        ("mail/send.ts", True),
        ("send.ts", True),
        ("src/mail/send.tsx", True),
        ("SRC/Mail/Send.ts", True),
        ("acme-mail/src/mail/send.ts", True),
        ("src/mial/send.ts", False),
        ("src/mail/sent.ts", False),
        ("web/src/mail/send.ts", False),
    ],
)
def test_a_path_is_there_by_its_end(path: str, expected: bool) -> None:
    """From the root or as the end of a path, the repository's own name before it aside; whole segments alone count."""
    proof = Proof(listing_of({"src/mail/send.ts": ""}), lambda _: b"", "acme-mail")
    [claim] = claims_in(f"`{path}`")

    assert expected is proof.finds(claim)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("src/mail/sent.ts", True),
        ("lib/anything.ts", True),
        ("acme-web/src/sent.ts", False),
        ("acme-web/src/mail/send.ts", True),
        ("docs/guide.md", True),
        ("wiki/guide.md", False),
        ("dosc/manual.md", True),
        ("other/src/a.ts", False),
        ("acme-ios/Platform/Mail.swift", False),
        ("sender/ISend.h", True),
        ("rsc/mail/", True),
        ("rsc/post/", False),
        ("amce-desk/Platform/Mail.swift", True),
        ("backend/Platform/Mail.swift", True),
        ("shut/src/a.ts", False),
        ("src/mail/kept/a.ts", False),
    ],
)
def test_what_is_nowhere_may_be_elsewhere(path: str, expected: bool) -> None:
    """Another repository's, a submodule's and an ignored path are nobody's fault; a slip in a known one is."""
    files = {"src/mail/send.ts": "", "docs/manual.md": "", ".gitignore": ""}
    listing = listing_of(files, submodules=("shut",))
    [claim] = claims_in(f"Create `{path}`")

    assert expected is Proof(listing, lambda _: b"kept/\n", "acme-desk").concerns(claim, "specs")


@pytest.mark.parametrize(
    "text",
    [
        "é@" * 200_000,
        "`" * 400_000,
        "a/" * 200_000,
        "[" * 300_000,
        "<!--" * 100_000,
        "~~a " * 100_000,
        "in a." * 90_000,
    ],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    """Nothing is looked at twice."""
    started = time.monotonic()
    list(claims_in(text))

    assert time.monotonic() - started < 2


def test_an_ignored_path_is_read_as_git_reads_it() -> None:
    """Comments, blank lines, bytes that are no text and patterns that cannot work say nothing."""
    listing = listing_of({"src/mail/send.ts": "", ".gitignore": ""})
    proof = Proof(listing, lambda _: b"# src/\n\n[z-a]\n\xff\nkept/\n", "acme-desk")

    claims = [claim for path in ("src/a.ts", "src/kept/a.ts") for claim in claims_in(f"Create `{path}`")]

    assert [True, False] == [proof.concerns(claim, "specs") for claim in claims]


def test_slips_are_not_looked_for_among_thousands_of_folders() -> None:
    """Each would be compared; what is not surely of this tree is then nobody's fault."""
    many = {f"folder{number}/a.ts": "" for number in range(MAX_NAMES + 1)}
    [claim] = claims_in("Create `rsc/mail/`")
    few, all_of_them = ({"src/mail/send.ts": "", **more} for more in ({}, many))

    assert [True, False] == [
        Proof(listing_of(files), lambda _: b"", "acme-desk").concerns(claim, "specs") for files in (few, all_of_them)
    ]
