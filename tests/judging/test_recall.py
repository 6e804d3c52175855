"""What an audit remembers of the one before: it says the same as one that remembers nothing, and judges less."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from tests.support.changing import Changer
from tests.support.memory import MemoryTree

from speclatch.errors import SpeclatchError
from speclatch.judging.evidence import SnapshotEvidence
from speclatch.judging.executors import WORTH_IT
from speclatch.judging.pipeline import FEW, Case, Versions, judge, recall, run, snapshots
from speclatch.judging.recall.answers import LOOKUPS, QUESTIONS, Answers, Ground
from speclatch.judging.recall.index_view import RecordedIndex, RecordedListing, RecordedProof
from speclatch.judging.recall.kept import raw_findings
from speclatch.judging.recall.memory import Memory
from speclatch.judging.recall.views import HiddenError, RecordedEvidence, RecordedMigrations
from speclatch.migrations.index import MigrationIndex
from speclatch.references.index import ReferenceIndex
from speclatch.references.proof import Proof
from speclatch.rules import CHANGE_RULES
from speclatch.trees import Listing, Trees
from speclatch.trees.history import Changed
from speclatch.workspace.audit_memory import circumstances

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"


def some(rule: str) -> list[Path]:
    """A few of the case folders of a rule in which nothing is compared."""
    return [one for one in sorted((CASES / rule).iterdir()) if not (one / "tree").is_dir()][::12][:4]


WALKS = (
    (ROOT / "examples" / "repository", 12),
    *((folder, 4) for rule in ("link-broken", "migration-missing", "reference-broken") for folder in some(rule)),
    *((folder, 4) for rule in ("id-duplicate", "reference-stale", "task-unproven") for folder in some(rule)),
)
"""Folders, and how many changes are made in each."""


class Watched(MemoryTree):
    """A tree that notes what is read of it one after the other."""

    @cached_property
    def streamed(self) -> set[str]:
        """The paths."""
        return set()

    def stream(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Each of ``paths`` with its content."""
        wanted = tuple(paths)
        self.streamed.update(wanted)
        return super().stream(wanted)


class Audits:
    """Audits of one tree after the other: each remembers what the last one left."""

    def __init__(self) -> None:
        self.kept = b""
        self.grounds = b""
        self.judged: tuple[str, ...] = ()
        self.said: dict[str, object] = {}
        self.again = 0

    def audit(self, tree: MemoryTree, stamp: str = "as it is", head: str = "one", **more: Any) -> object:
        """Everything that the report on a tree says, or the error instead of it."""
        case = Case(Trees(tree, tree, tree), tree.config, tree, **more)
        memory = Memory(self.kept, self.grounds, circumstances(case), lambda _: stamp, head)
        try:
            recalled = recall(case, memory)
        except SpeclatchError as error:
            return str(error)
        if recalled.name in self.said:
            self.again += 1
            said = self.said[recalled.name]
        else:
            said = outcome(case, memory, recalled.versions)
            self.said[memory.name] = said
            self.said.pop("", None)
        self.judged = memory.judged
        if (kept := memory.kept) is not None:
            self.kept = kept
        if (grounds := memory.kept_since) is not None:
            self.grounds = grounds
        return said

    def damage(self, kept: bytes) -> None:
        """Put something else in the place of what was left, and no report."""
        self.kept = kept
        self.said.clear()


def outcome(case: Case, memory: Memory | None = None, versions: Versions | None = None) -> object:
    """What a run gives, whole."""
    try:
        report = run(case, memory=memory, versions=versions)
    except SpeclatchError as error:
        return str(error)
    parts = (report.verdict, report.specs, report.findings, report.ignored, report.skipped)
    return (*parts, dict(report.sources))


def cold(tree: MemoryTree, **more: Any) -> object:
    """What an audit of a tree says that remembers nothing."""
    return outcome(Case(Trees(tree, tree, tree), tree.config, tree, **more))


@pytest.mark.parametrize(("folder", "steps"), WALKS, ids=lambda one: getattr(one, "name", ""))
def test_what_is_remembered_is_what_is_found(folder: Path, steps: int) -> None:
    """However files change, one after the other, the report is the one that an audit without memory gives."""
    changer, audits = Changer(MemoryTree.of_folder(folder), steps), Audits()
    for _ in range(steps):
        before = changer.tree
        try:
            said = audits.audit(changer.tree)
        except SpeclatchError:  # the configuration cannot be used: nobody gets as far as to judge
            changer.tree = before
        else:
            assert cold(changer.tree) == said
            before = changer.tree
        changer.step()


def test_what_was_found_before_is_known_by_its_name() -> None:
    """Files that nothing depends on come and go, and nobody looks at what was found; one that counts does not."""
    audits, tree = Audits(), MemoryTree(FILES)
    said = [
        audits.audit(MemoryTree({**FILES, **more})) for more in ({}, {"a.ts": b"1"}, {"a.ts": b"2"}, {"b.ts": b""}, {})
    ]
    assert [cold(tree)] * 5 == said
    assert (4, ()) == (audits.again, audits.judged)

    changed = MemoryTree({**FILES, SOUND: FILES[SOUND] + b"\nMore.\n"})
    assert cold(changed) == audits.audit(changed)
    assert cold(tree) == audits.audit(tree)
    assert 4 == audits.again

    fewer = MemoryTree({path: raw for path, raw in FILES.items() if path != SOUND})
    assert cold(fewer) == audits.audit(fewer)
    assert 4 == audits.again
    assert cold(fewer) == audits.audit(MemoryTree({**fewer.files, "a.ts": b"1"}))
    assert 5 == audits.again


@pytest.mark.parametrize("of", ["the same", "another", "damaged"])
def test_grounds_count_for_what_they_were_found_with(of: str) -> None:
    """A tree that changed nothing is known apart from all else; of another audit, nothing is believed."""
    audits, more = Audits(), {"a.ts": b"1"}
    audits.audit(MemoryTree(FILES))
    before = audits.kept
    audits.audit(MemoryTree({**FILES, **more}))
    assert before is audits.kept

    name, digests = json.loads(audits.grounds)
    audits.grounds = {"the same": audits.grounds, "another": json.dumps(["x", digests]).encode()}.get(of, b"{")
    memory = Memory(audits.kept, audits.grounds, "", lambda _: "", "")
    assert None is memory.kept_since
    tree = MemoryTree({**FILES, **more, "b.ts": b"2"})
    assert cold(tree) == audits.audit(tree)
    assert name == json.loads(audits.grounds)[0]


def test_what_json_cannot_hold_has_no_name() -> None:
    """A file whose name is no UTF-8 is told of each time, and the report on it is not taken for another."""
    twins = {f"supabase/migrations/20260101000000_{name}.sql": b"1" for name in ("a\udcff", "b")}
    audits, tree = Audits(), MemoryTree({**FILES, **twins})
    said = [audits.audit(tree), audits.audit(tree), audits.audit(MemoryTree({**FILES, **twins, "a.ts": b""}))]

    assert [cold(tree)] * 3 == said
    assert (0, {}) == (audits.again, audits.said)
    assert cold(MemoryTree(FILES)) == audits.audit(MemoryTree(FILES)) != said[0]
    assert "" != json.loads(audits.kept)[1]


def test_a_document_whose_name_is_no_utf_8_is_known_again() -> None:
    """Nothing is kept of its content, and all else still stands."""
    audits, files = Audits(), {**FILES, "docs/a\udcff.md": b"# A\n"}
    audits.audit(MemoryTree(files))
    for changed in ({**files, "a.ts": b"1"}, {**files, "docs/a\udcff.md": b"# B\n"}):
        assert cold(MemoryTree(changed)) == audits.audit(MemoryTree(changed))
        assert audits.judged == ()


def test_results_that_cannot_be_read_are_judged_after_all() -> None:
    """Where all stands and the report on it is gone, what was kept is looked at, and kept again."""
    audits, tree = Audits(), MemoryTree(FILES)
    audits.audit(tree)
    key, name, grounds, questions, specs, whole = json.loads(audits.kept)
    broken = [[path, of, kind, [1], *rest] for path, of, kind, _, *rest in specs]
    audits.damage(json.dumps([key, name, grounds, questions, broken, whole]).encode())
    assert cold(tree) == audits.audit(tree)
    assert set(audits.judged) == ALL

    audits.said.clear()
    assert cold(tree) == audits.audit(tree)
    assert audits.judged == ()


def test_a_memory_that_nobody_asked_keeps_nothing() -> None:
    """An audit that ends before anything is found leaves what was there."""
    memory = Memory(b"", b"", "", str, "")
    rule = CHANGE_RULES[0]

    assert ((), None, None, "") == (memory.about_all(rule, lambda _: ()), memory.kept, memory.kept_since, memory.name)


def test_what_is_none_of_ours_is_not_kept() -> None:
    """Of a value that nothing says how to write, no text is made up."""
    odd: Any = (object(),)
    with pytest.raises(TypeError, match="nothing says how"):
        raw_findings(odd)


def test_a_name_is_given_again_after_one_that_could_not_be() -> None:
    """What stood then is named by what it is."""
    audits, tree = Audits(), MemoryTree(FILES)
    audits.audit(tree)
    row = json.loads(audits.kept)
    audits.damage(json.dumps([row[0], "", *row[2:]]).encode())
    first, again = audits.audit(tree), audits.audit(MemoryTree({**FILES, "a.ts": b"1"}))

    assert cold(tree) == first == again
    assert "" != json.loads(audits.kept)[1] != row[1]


CONFIG = b"""\
version: 1
profiles:
  - {name: note, template: templates/note.md, match: ["notes/*.md"]}
  - {name: kep, template: templates/kep.md, match: ["keps/*/README.md"], metadata: kep.yaml}
"""
NOTE = """\
---
id: {name}
status: {status}
prd: {prd}
---

# {name}: A note

## Work

See [the guide]({guide}). The migration is `supabase/migrations/{migration}`.

- [x] {task}
"""
FILES = {
    ".speclatch.yml": CONFIG,
    "templates/note.md": b"---\nid: NOTE-###\nstatus: Draft\nprd: PRD-###\n---\n\n# NOTE-###: Title\n\n## Work\n\n-\n",
    "templates/kep.md": b"# KEP\n\n## Summary\n\nText.\n",
    "templates/kep.yaml": b"title: Title\nstatus: provisional | implemented\n",
    "notes/NOTE-001-sound.md": NOTE.format(
        name="NOTE-001",
        status="Done",
        prd="PRD-001",
        guide="../guides/one.md#first",
        migration="20260101000000_one.sql",
        task="write `src/one.ts`",
    ).encode(),
    "notes/NOTE-002-open.md": NOTE.format(
        name="NOTE-002",
        status="Done",
        prd="PRD-002",
        guide="../guides/lost.md",
        migration="20260102000000_lost.sql",
        task="write `src/lost.ts`",
    ).encode(),
    "keps/1-thing/README.md": b"# KEP-1: Thing\n\n## Summary\n\nAll of it.\n",
    "keps/1-thing/kep.yaml": b"title: Thing\nstatus: implemented\n",
    "docs/prd/PRD-001-one.md": b"---\nid: PRD-001\nstatus: Approved\n---\n\n# PRD-001: One\n\nAll.\n",
    "docs/prd/other.md": b"---\nid: PRD-003\nstatus: Approved\n---\n\n# Three\n\nAll.\n",
    "guides/one.md": b"# Guide\n\n## First\n\nAll.\n",
    "src/one.ts": b"export const one = 1;\n",
    "src/two.ts": b"export const two = 2;\n",
    "supabase/migrations/20250101000000_first.sql": b"select 0;\n",
    "supabase/migrations/20260101000000_one.sql": b"select 1;\n",
}
SOUND, OPEN, KEP = "notes/NOTE-001-sound.md", "notes/NOTE-002-open.md", "keps/1-thing/README.md"
ALL = frozenset({SOUND, OPEN, KEP})
Change = Callable[[dict[str, bytes], dict[str, str]], object]


def put(path: str, old: bytes | None = None, new: bytes = b"Text.\n") -> Change:
    """Write a file, or replace something in one."""
    return lambda files, _: files.update({path: new if old is None else files[path].replace(old, new)})


def move(path: str, to: str) -> Change:
    """Rename a file."""
    return lambda files, _: files.update({to: files.pop(path)})


def take(path: str) -> Change:
    """Remove a file."""
    return lambda files, _: files.pop(path)


def link(path: str, to: str) -> Change:
    """Make a symbolic link."""
    return lambda _, links: links.update({path: to})


PRD, GUIDE = "docs/prd/PRD-001-one.md", "guides/one.md"
MIGRATION = "supabase/migrations/20260101000000_one.sql"
INPUTS: Mapping[str, tuple[Change, frozenset[str], frozenset[str]]] = {
    "nothing": (lambda *_: None, frozenset(), ALL),
    "the spec itself": (put(SOUND, b"A note", b"The note"), frozenset({SOUND}), frozenset({KEP})),
    "a spec that is gone": (take(SOUND), frozenset(), frozenset({KEP})),
    "another spec of the same id": (put("notes/NOTE-009.md", new=FILES[SOUND]), frozenset({SOUND}), frozenset({KEP})),
    "the file beside it": (put("keps/1-thing/kep.yaml", b"implemented", b"unheard"), frozenset({KEP}), ALL - {KEP}),
    "no file beside it": (take("keps/1-thing/kep.yaml"), frozenset({KEP}), frozenset({SOUND})),
    "its template": (put("templates/note.md", b"## Work", b"## Other"), ALL, frozenset()),
    "the file beside a template": (put("templates/kep.yaml", b"title", b"name"), ALL, frozenset()),
    "the configuration": (put(".speclatch.yml", b"version: 1", b"version: 1\nfail-on: never"), ALL, frozenset()),
    "a kind of documents": (
        put(".speclatch.yml", b"version: 1", b"version: 1\nreferences: {prd: {paths: ['x/**']}}"),
        ALL,
        frozenset(),
    ),
    "words": (put(".speclatch.yml", b"version: 1", b"version: 1\nwords: {none: [nada]}"), ALL, frozenset()),
    "a rule's weight": (
        put(".speclatch.yml", b"version: 1", b"version: 1\nrules: {link-broken: error}"),
        ALL,
        frozenset(),
    ),
    "a document's status": (put(PRD, b"Approved", b"Superseded"), frozenset({SOUND}), frozenset({OPEN, KEP})),
    "a document that is gone": (take(PRD), frozenset({SOUND}), frozenset({KEP})),
    "a document under another name": (move(PRD, "docs/prd/PRD-004-one.md"), frozenset({SOUND}), frozenset({KEP})),
    "a name in another case": (move(PRD, PRD.replace("one", "One")), frozenset({SOUND}), frozenset({KEP})),
    "a document that was missing": (put("docs/prd/PRD-002-two.md"), frozenset({OPEN}), frozenset({SOUND, KEP})),
    "an id that was missing": (put("docs/prd/other.md", b"PRD-003", b"PRD-002"), frozenset({OPEN}), frozenset({SOUND})),
    "an anchor": (put(GUIDE, b"## First", b"## Second"), frozenset({SOUND}), frozenset({OPEN, KEP})),
    "a link's target that was missing": (put("guides/lost.md"), frozenset({OPEN}), frozenset({SOUND, KEP})),
    "what a missing target may mean": (put("guides/lots.md"), frozenset({OPEN}), frozenset({SOUND, KEP})),
    "a symbolic link in the way": (link(GUIDE, "../nowhere.md"), frozenset({SOUND}), frozenset({KEP})),
    "a migration that is gone": (take(MIGRATION), frozenset({SOUND}), frozenset({KEP})),
    "a migration that was missing": (
        put("supabase/migrations/20260102000000_lost.sql"),
        frozenset({OPEN}),
        frozenset({SOUND, KEP}),
    ),
    "a later migration": (put("supabase/migrations/20270101000000_new.sql"), frozenset({OPEN}), frozenset({SOUND})),
    "what a migration says": (put(MIGRATION, b"1", b"2"), frozenset(), frozenset({OPEN, KEP})),
    "code that a box names": (take("src/one.ts"), frozenset({SOUND}), frozenset({KEP})),
    "code that was missing": (put("src/lost.ts"), frozenset({OPEN}), frozenset({SOUND, KEP})),
    "what git is told to ignore": (put(".gitignore", new=b"lost.*\n"), frozenset({OPEN}), frozenset({KEP})),
    "code that nothing names": (put("src/two.ts", b"2", b"3"), frozenset(), ALL),
    "new code that nothing names": (put("lib/deep/three.ts"), frozenset(), frozenset({SOUND, KEP})),
}


@pytest.mark.parametrize(("change", "must", "must_not"), INPUTS.values(), ids=INPUTS)
def test_each_input_alone(change: Change, must: frozenset[str], must_not: frozenset[str]) -> None:
    """Whatever a result may depend on: where it changes, the spec is judged anew, and as few others as can be."""
    audits, files, links = Audits(), dict(FILES), dict[str, str]()
    audits.audit(MemoryTree(FILES))
    change(files, links)
    tree = MemoryTree({path: raw for path, raw in files.items() if path not in links}, links)
    said = audits.audit(tree)

    assert cold(tree) == said
    assert must <= set(audits.judged)
    assert must_not.isdisjoint(audits.judged)


def test_a_document_by_a_link_is_one_while_the_link_leads_somewhere() -> None:
    """A link called like a document is one while its target is there, whatever kind of file that is."""
    links = {"guides/linked.md": "../src/two.ts"}
    bare = {path: raw for path, raw in FILES.items() if path != "src/two.ts"}
    versions = [evidence_of(files, links) for files in (FILES, bare)]
    names = [Answers(evidence, lambda _: "+", "one").grounds[Ground.NAMES] for evidence in versions]

    assert [True, False] == ["guides/linked.md" in one.references.index.markdown for one in versions]
    assert names[0] != names[1]


def test_new_code_leaves_alone_what_rests_on_documents() -> None:
    """A file of code that comes changes which paths there are, not which documents and folders, nor what they say."""
    grounds = [Answers(evidence, lambda _: "+", "one").grounds for evidence in map(evidence_of, (FILES, MORE_CODE))]
    same = {ground.name for ground in Ground if grounds[0][ground] and grounds[0][ground] == grounds[1][ground]}

    assert same == {"NAMES", "TEXTS", "HISTORY"}


def evidence_of(files: Mapping[str, bytes], links: Mapping[str, str] | None = None) -> SnapshotEvidence:
    """What rules may see of a repository with these files and links."""
    tree = MemoryTree(files, links)
    return SnapshotEvidence(snapshots(Case(Trees(tree, tree, tree), tree.config, tree))[0])


MORE_CODE = {**FILES, "src/three.ts": b"export const three = 3;\n"}
ODD = "notes/NOTE-007-odd.md"
ZERO = "supabase/migrations/20240101000000_zero.sql"
MORE = {
    "guides/TWO.md": b"# Two\n",
    "howto/one.md": b"# How\n\n## First\n",
    ZERO: b"",
}
ONE_WAY: Mapping[str, tuple[str, str, Change]] = {
    "a bare name that another file has too": ("other.md", "Text.", put("docs/prd/deep/other.md")),
    "a stem that another file has too": ("other", "Text.", put("docs/prd/deep/other.md")),
    "a name in another case is gone": ("PRD-001", "[x](../guides/two.md)", take("guides/TWO.md")),
    "a name that looks alike is gone": ("PRD-001", "[x](../howto/on\u200be.md)", take("howto/one.md")),
    "a folder shows another page": ("PRD-001", "[x](../howto/#first)", put("howto/README.md")),
    "a folder of nearly that name": ("PRD-001", "[x](../guidex/)", put("guidey/x.md")),
    "a migration named without its folder": ("PRD-001", "It is `20240101000000_zero.sql`.", take(ZERO)),
    "the first migration of another tool": (
        "PRD-001",
        "It is `V1__zero.sql`.",
        put("src/main/resources/db/migration/V1__zero.sql"),
    ),
    "an id that no name says": ("PRD-003", "Text.", put("docs/prd/other.md", b"PRD-003", b"PRD-004")),
    "an id of the same number": ("PRD-0001", "Text.", put("docs/prd/PRD-01-x.md")),
    "what a document says of itself": ("PRD-003", "Text.", put("docs/prd/other.md", b"Approved", b"Superseded")),
}
"""What a spec names, in its metadata and below a heading; and a change that says otherwise in one way alone."""


@pytest.mark.parametrize(("prd", "body", "change"), ONE_WAY.values(), ids=ONE_WAY)
def test_each_way_to_refer(prd: str, body: str, change: Change) -> None:
    """Whatever leads from a spec to a file: where it leads elsewhere, the report says so."""
    spec = f"---\nid: NOTE-007\nstatus: Done\nprd: {prd}\n---\n\n# NOTE-007: Odd\n\n## Work\n\n{body}\n"
    audits, files = Audits(), {**FILES, **MORE, ODD: spec.encode()}
    before = audits.audit(MemoryTree(files))
    change(files, {})
    said = audits.audit(MemoryTree(files))

    assert cold(MemoryTree(files)) == said
    assert ODD in audits.judged
    assert _of(ODD, before) != _of(ODD, said)


def _of(path: str, said: Any) -> object:
    """What a report says of one spec."""
    specs, findings = said[1:3]
    return [one for one in specs if one.path == path], [one for one in findings if one.finding.location.path == path]


class Past:
    """A history in which one document was changed at some time."""

    gone: Mapping[str, str] = {}

    def __init__(self, time: int) -> None:
        self._time = time

    def walk(self) -> None:
        """Nothing to do."""

    def last_change(self, path: str) -> Changed | None:
        """See ``History``."""
        return next(iter(self.changes(path)), None)

    def changes(self, path: str) -> tuple[Changed, ...]:
        """The document changed last at that time, all else at 100."""
        return (Changed("c", self._time if path == PRD else 100),)

    def content(self, commit: str, path: str) -> bytes | None:
        """What stood there once, whatever the commit."""
        return b"# PRD-001: One\n\nLess.\n" if (commit, path) == ("c", PRD) else None


def test_the_history_is_an_input() -> None:
    """Where another commit is checked out, what was asked of the history is asked again."""
    audits, tree = Audits(), MemoryTree(FILES)
    audits.audit(tree, history=Past(100))
    audits.audit(tree, head="two", history=Past(100))
    same = audits.judged
    said = audits.audit(tree, head="three", history=Past(200))

    assert cold(tree, history=Past(200)) == said
    assert ((), (SOUND,)) == (same, audits.judged)


def test_a_content_that_nobody_can_name_is_judged_each_time() -> None:
    """A file that changed a moment ago may change again unseen: nothing that rests on it is kept."""
    audits, tree = Audits(), MemoryTree(FILES)
    audits.audit(tree, stamp="")
    audits.audit(tree)

    assert set(audits.judged) == ALL


def test_another_stamp_is_another_content() -> None:
    """Git was told not to look at a file; the disk says that it is another one."""
    audits, tree = Audits(), MemoryTree(FILES)
    audits.audit(tree)
    audits.audit(tree, stamp="another")

    assert set(audits.judged) == ALL


BROKEN: Mapping[str, Callable[[Any], Any]] = {
    "no list": lambda _: {"a": 1},
    "too short": lambda row: row[:2],
    "questions of nobody": lambda row: [*row[:3], [[["who"], "x"]], [[SOUND, "", 0, None, [], [], [0]]], row[5]],
    "questions without their text": lambda row: [
        *(row[:2]),
        {},
        [[["look"], "x"]],
        [[SOUND, "", 0, None, [], [], [0]]],
        row[5],
    ],
    "no results": lambda row: [*row[:4], [[path, name, 2, None, [], [], []] for path, name, *_ in row[4]], row[5]],
    "results of another kind": lambda row: [
        *row[:4],
        [[path, name, 1, [1], [], [], []] for path, name, *_ in row[4]],
        row[5],
    ],
    "a kind that there is not": lambda row: [
        *row[:4],
        [[path, name, 7, [], [], [], []] for path, name, *_ in row[4]],
        row[5],
    ],
    "questions that are texts": lambda row: [
        *row[:4],
        [[path, name, 0, None, [], [], "x"] for path, name, *_ in row[4]],
        row[5],
    ],
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_is_no_memory_is_none(broken: Callable[[Any], Any]) -> None:
    """Whatever stands in the file, everything is judged, and nobody sees a fault."""
    audits, tree = Audits(), MemoryTree(FILES)
    audits.audit(tree)
    audits.damage(json.dumps(broken(json.loads(audits.kept))).encode())
    said = audits.audit(tree)

    assert cold(tree) == said
    assert set(audits.judged) == ALL


TWICE = "supabase/migrations/20260101000000_twice.sql"


def test_what_a_rule_about_all_finds_is_remembered_with_the_paths() -> None:
    """Two migrations of one version are told of as before while no path changes, and looked for anew when one does."""
    files = {**FILES, MIGRATION: b"1", TWICE: b"2"}
    audits = Audits()
    first = audits.audit(MemoryTree(files))
    audits.damage(audits.kept.replace(b"has the version of", b"is remembered with"))
    code = {**files, "src/two.ts": b"3"}
    new = {**files, "src/new.ts": b"3"}
    remembered, anew = audits.audit(MemoryTree(code)), audits.audit(MemoryTree(new))

    assert "has the version of" in str(first)
    assert "is remembered with" in str(remembered)
    assert cold(MemoryTree(new)) == anew


@pytest.mark.parametrize("whole", [{}, {"migration-version-reused": [1]}, {"migration-version-reused": {"a": 1}}])
def test_what_is_no_finding_of_a_rule_about_all_is_none(whole: Mapping[str, object]) -> None:
    """Whatever stands in the file, the rule is asked again, and nobody sees a fault."""
    audits, tree = Audits(), MemoryTree({**FILES, MIGRATION: b"1", TWICE: b"2"})
    audits.audit(tree)
    row = json.loads(audits.kept)
    audits.damage(json.dumps([*row[:5], whole]).encode())
    said = audits.audit(tree)

    assert cold(tree) == said
    assert audits.judged == ()
    assert "has the version of" in str(said)
    assert json.loads(audits.kept)[4] == row[4]


def test_every_result_goes_through_a_row() -> None:
    """A result that was kept is the one that was found, of specs, of what cannot be read and of what is no spec."""
    files = {**FILES, "notes/broken.md": b"\xff\xfe\x00broken", "notes/large.md": b"x" * 5_000_000}
    audits, tree = Audits(), MemoryTree(files)
    first = audits.audit(tree)

    assert first == audits.audit(tree) == cold(tree)
    assert audits.judged == ()


def test_a_spec_whose_name_is_no_utf8_is_judged_each_time() -> None:
    """JSON cannot hold the name; what is known of the other specs is kept all the same."""
    odd = SOUND.replace(".md", "-\udcff.md")
    audits, tree = Audits(), MemoryTree({**FILES, odd: FILES[SOUND].replace(b"NOTE-001", b"NOTE-009")})
    first = audits.audit(tree)

    assert first == audits.audit(tree) == cold(tree)
    assert audits.judged == (odd,)


def test_an_id_is_not_read_again_from_what_is_the_same() -> None:
    """After a change of one document, the others are not opened for the ids that they say."""
    audits, tree = Audits(), MemoryTree(FILES)
    audits.audit(tree)
    changed = Watched({**FILES, "docs/new.md": b"# New\n"})
    audits.audit(changed)

    assert changed.streamed.isdisjoint(ALL)


OPEN_MEMBERS = {
    # What these give they work out of the members that are shown, or of the configuration.
    RecordedListing: (Listing, {"_by_ending", "directories_ending"}),
    RecordedIndex: (
        ReferenceIndex,
        {"document", "heads", "is_slip_of_kind", "kind_of_id", "kind_of_path"}
        | {"_is_register", "_numbered", "_said", "_spell_ids", "_spelled_ids", "_where", "_within"},
    ),
    RecordedProof: (
        Proof,
        {"finds", "_beside", "_by_stem", "_folders", "_folders_by_name", "_has_routes", "_has_slip", "_ignored"}
        | {"_ignores", "_is_nearly_here", "_near", "_slips", "_submodules", "_tops", "_wanted"},
    ),
    RecordedMigrations: (
        MigrationIndex,
        {"added", "found", "found_mentions", "nearest", "planned", "takes", "why_lost"}
        | {"_folders", "_globbed", "_named"},
    ),
}
"""What a view leaves as it is of what it is a view of."""


@pytest.mark.parametrize("view", OPEN_MEMBERS, ids=lambda view: view.__name__)
def test_a_view_shows_nothing_unasked(view: type) -> None:
    """Whoever adds something to an index says whether it is a question of its own."""
    shown, left = OPEN_MEMBERS[view]
    members = {
        name for name, one in vars(shown).items() if callable(one) or isinstance(one, property | cached_property)
    }
    own = {name for name in members if not name.startswith("__")} - set(vars(view))

    assert left == own


def test_every_question_is_asked_somewhere() -> None:
    """A question that no view asks is one that nobody needs."""
    views = (one for one in (ROOT / "src/speclatch/judging/recall").glob("*.py") if one.name != "answers.py")
    texts = [one.read_text(encoding="utf-8") for one in views]

    assert [] == [name for name in (*LOOKUPS, *QUESTIONS) if not any(f'"{name}"' in text for text in texts)]


def test_what_only_rules_about_all_may_see_is_hidden() -> None:
    """A rule about one spec that looks at all unreadable files would never be judged anew: that is a fault."""
    tree = MemoryTree(FILES)
    case = Case(Trees(tree, tree, tree), tree.config, tree)
    catalogue = RecordedEvidence(Answers(SnapshotEvidence(snapshots(case)[0]), lambda _: "x", "")).catalogue
    looks = (lambda: list(catalogue.unreadable), lambda: len(catalogue.strays), lambda: list(catalogue.naming(["x"])))
    for look in (*looks, lambda: catalogue.unreadable["x"]):
        with pytest.raises(HiddenError):
            look()


def test_a_history_that_is_the_same_is_not_looked_through_again() -> None:
    """A spec that changed asks when its documents did: where the commit is the same, that is known."""
    audits, files = Audits(), dict(FILES)
    audits.audit(MemoryTree(files), history=Past(100))
    put(SOUND, b"A note", b"The note")(files, {})
    said = audits.audit(MemoryTree(files), history=Unasked(100))

    assert cold(MemoryTree(files), history=Past(100)) == said
    assert audits.judged == (SOUND,)


class Unasked(Past):
    """A history that takes too long to be looked through."""

    def changes(self, path: str) -> tuple[Changed, ...]:
        """See ``History``."""
        raise AssertionError(path)


class Lasting(Past):
    """A history that notes whether it was looked through."""

    walked = False

    def walk(self) -> None:
        """See ``History``."""
        self.walked = True


@pytest.mark.parametrize(("fresh", "in_forks"), [(1, False), (2, True), (20, True)])
def test_a_spec_of_very_many_is_judged_without_forks(fresh: int, in_forks: bool) -> None:
    """Each fork would look through the whole tree again; of a history, they would be many who need it."""
    past, tree, forked = Lasting(100), MemoryTree(FILES), list[str]()

    class Forks:
        def map(self, work: Callable[[str], Any], items: Sequence[str]) -> list[Any]:
            forked.extend(items)
            return [work(item) for item in items]

    class Knowing(Memory):
        def judge(self, paths: Sequence[str], _: object, spread: Any) -> list[Any]:
            return list(spread(lambda path: path, paths[:fresh]))

    forks: Any = Forks()
    evidence = SnapshotEvidence(snapshots(Case(Trees(tree, tree, tree), tree.config, tree))[0], history=past)
    paths = [f"specs/{number}.md" for number in range(2 * FEW)]
    judged: list[Any] = list(judge(paths, evidence, None, forks, memory=Knowing(b"", b"", "", str, "")))

    assert paths[:fresh] == judged
    assert (judged if in_forks else []) == forked
    assert past.walked is (fresh >= WORTH_IT)
