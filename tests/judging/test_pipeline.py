"""What is judged, by what, and what the verdict is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.judging.specs import CONFIG, FILES, PATH, PLAN, moved, with_plan, without
from tests.support.memory import MemoryTree, as_tree, audit, changes_between, compare, told

from speclatch.errors import LimitError
from speclatch.judging.pipeline import Case, run
from speclatch.model import Conclusion, Phase, Severity
from speclatch.trees import Trees


def test_a_good_spec_is_silent() -> None:
    """A plan filled as its template asks gives no finding, and a pass."""
    report = audit(FILES)

    assert [] == told(report)
    assert Conclusion.PASS is report.verdict.conclusion
    assert [PATH] == [spec.path for spec in report.specs]


def test_counts_say_what_is_done() -> None:
    """A spec's numbers are its references, migrations, rows and boxes."""
    (spec,) = audit(FILES).specs

    assert (3, 3) == (spec.counts.references.done, spec.counts.references.total)
    assert (1, 1) == (spec.counts.migrations.done, spec.counts.migrations.total)
    assert (1, 1) == (spec.counts.tasks.done, spec.counts.tasks.total)
    assert Phase.IMPLEMENTING is spec.phase


def test_only_changed_specs_are_judged() -> None:
    """A change that touches no spec and breaks none judges none, and says so by an empty list."""
    report = compare(with_plan("one key per refund", "TBD"), {**with_plan("one key per refund", "TBD"), "a.txt": "x"})

    assert () == report.specs
    assert Conclusion.PASS is report.verdict.conclusion


def test_a_changed_spec_is_judged_whole() -> None:
    """What a changed spec had before counts too, unless the team wants only what is new."""
    before = with_plan("one key per refund", "TBD")
    after = {**before, PATH: before[PATH].replace("paid out nightly", "paid out weekly")}

    assert [(PATH, 26, "error", "placeholder-left")] == told(compare(before, after))
    assert Conclusion.FAIL is compare(before, after).verdict.conclusion
    newer = compare(
        {**before, ".speclatch.yml": CONFIG + "new-only: true\n"},
        {**after, ".speclatch.yml": CONFIG + "new-only: true\n"},
    )
    assert [(PATH, 26, "error", "placeholder-left")] == told(newer)
    assert Conclusion.PASS is newer.verdict.conclusion


def test_what_was_lighter_in_an_earlier_phase_is_new() -> None:
    """A spec that is moved on answers for what its draft could leave open, also where only new findings fail."""
    config = {".speclatch.yml": CONFIG + "new-only: true\n"}
    after = {**with_plan("one key per refund", "TBD"), **config}
    before = {**after, PATH: after[PATH].replace("status: Implementation", "status: Draft")}
    report = compare(before, after)

    assert [(PATH, 26, "error", "placeholder-left")] == told(report)
    assert Conclusion.FAIL is report.verdict.conclusion


def test_a_spec_that_names_a_migration_by_a_glob_is_affected() -> None:
    """The change deletes the only file that the glob had."""
    name = "supabase/migrations/20260102030405_refunds.sql"
    before = {**FILES, PATH: FILES[PATH].replace(name, "supabase/migrations/*_refunds.sql")}
    report = compare(before, {path: text for path, text in before.items() if path != name})

    assert [(PATH, "migration-missing")] == [(path, rule) for path, _, _, rule in told(report)]


def test_a_moved_prd_breaks_the_specs_that_name_it() -> None:
    """A change that moves a PRD is judged by the unchanged specs that refer to it."""
    report = compare(FILES, moved("docs/prd/PRD-001-refunds.md", "docs/prd/_archive/PRD-001-refunds.md"))

    assert [(PATH, 5, "error", "reference-broken"), (PATH, 15, "error", "reference-broken")] == told(report)
    assert [False] == [spec.changed for spec in report.specs]


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        ("docs/prd/PRD-001-refunds.md", "## Goals", "## Aims", "reference-broken"),
        ("docs/prd/PRD-001-refunds.md", "status: Approved", "status: Superseded", "reference-stale"),
        ("docs/adr/ADR-002-batches.md", "Accepted", "Deprecated", "reference-stale"),
        ("docs/prd/PRD-001-refunds.md", "status: Approved", "status: Draft", "reference-lagging"),
    ],
)
def test_a_change_inside_a_target_is_judged(path: str, old: str, new: str, rule: str) -> None:
    """Another status or heading of a PRD or ADR concerns the specs that refer to it."""
    assert old in FILES[path]
    report = compare(FILES, {**FILES, path: FILES[path].replace(old, new)})

    assert {rule} == {found for _, _, _, found in told(report)} - {"reference-suspect"}
    assert {PATH} == {where for where, *_ in told(report)}


def test_a_harmless_change_inside_a_target_asks_for_another_look() -> None:
    """Another sentence in a PRD is nobody's fault: a note at the spec that refers to it, and nothing else."""
    report = compare(
        FILES, {**FILES, "docs/prd/PRD-001-refunds.md": FILES["docs/prd/PRD-001-refunds.md"] + "\nMore.\n"}
    )

    assert {("note", "reference-suspect")} == {(severity, rule) for _, _, severity, rule in told(report)}


def test_a_deleted_migration_breaks_its_spec() -> None:
    """A spec that names a migration is judged by the change that deletes it."""
    report = compare(FILES, without("supabase/migrations/20260102030405_refunds.sql"))

    assert [(PATH, 19, "migration-missing")] == [(path, line, rule) for path, line, _, rule in told(report)]


def test_what_an_affected_spec_had_before_does_not_count() -> None:
    """An old fault of a spec that is only affected is none of the change's business."""
    before = with_plan("one key per refund", "TBD")
    after = {path: text for path, text in before.items() if "ADR-002" not in path}

    assert [(PATH, 6, "error", "reference-broken")] == told(compare(before, after))


def test_a_renamed_spec_stays_governed_only_in_its_folder() -> None:
    """A spec that is renamed to where no profile looks is an error, a deleted one a warning."""
    report = compare(FILES, moved(PATH, "notes/PLAN-001-refunds.md"))
    gone = compare(FILES, without(PATH))

    assert ("notes/PLAN-001-refunds.md", 1, "error", "spec-ungoverned") in told(report)
    assert [(PATH, 1, "warning", "spec-ungoverned")] == told(gone)


def test_a_spec_turned_into_a_link_is_an_error() -> None:
    """A spec replaced by a symbolic link is one finding, and the link is not followed."""
    files = {path: text.encode() for path, text in without(PATH).items()}
    report = compare(FILES, MemoryTree(files, {PATH: "../docs/plan-template.md"}))

    assert [(PATH, 1, "error", "spec-ungoverned")] == told(report)


def test_a_lowered_status_is_an_error() -> None:
    """Going back to draft to be judged more mildly does not work."""
    report = compare(FILES, with_plan("status: Implementation", "status: Draft"))

    assert [(PATH, 4, "error", "status-lowered")] == told(report)


def test_an_unknown_status_is_judged_in_the_phase_of_the_base() -> None:
    """A status nobody knows is a finding, and the spec is judged as it was before."""
    before = with_plan("status: Implementation", "status: Validated")
    after = {**before, PATH: before[PATH].replace("status: Validated", "status: Whatever").replace("[x]", "[ ]")}
    report = compare(before, after)

    assert [(PATH, 4, "error", "front-matter-value"), (PATH, 20, "error", "task-unchecked")] == told(report)


def test_a_stray_spec_is_a_warning() -> None:
    """Markdown that looks like a plan outside of the globs is pointed out."""
    report = compare(FILES, {**FILES, "plan/PLAN-002.md": PLAN.replace("PLAN-001", "PLAN-002")})

    assert [("plan/PLAN-002.md", 1, "warning", "spec-unmatched")] == told(report)
    assert ["plan/PLAN-002.md"] == [skipped.path for skipped in report.skipped]


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"# caf\xe9\n", 1),
        (b"# ok\n\n\xff\xfe\n", 3),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", 1),
    ],
)
def test_a_governed_file_that_is_no_text_is_one_finding(raw: bytes, line: int) -> None:
    """What cannot be read is an error on the line where reading stopped, and nothing else is said."""
    tree = as_tree(FILES)
    report = compare(FILES, MemoryTree({**tree.files, "plans/bad.md": raw}))

    assert [("plans/bad.md", line, "error", "document-unreadable")] == told(report)


def test_a_document_over_the_limit_is_unreadable() -> None:
    """A document larger than the limit is an error, never a partial pass."""
    config = as_tree(FILES).config
    small = replace(config, limits=config.limits._replace(document_bytes=200))

    assert [(PATH, "document-unreadable")] == [(path, rule) for path, _, _, rule in told(audit(FILES, small))]


def test_an_empty_spec_says_what_it_lacks() -> None:
    """An empty governed file is judged like any other."""
    report = compare(FILES, {**FILES, "plans/empty.md": ""})
    rules = {rule for path, _, _, rule in told(report) if path == "plans/empty.md"}

    assert {"front-matter-missing-key", "reference-missing", "section-missing"} <= rules
    assert {1} == {line for path, line, _, _ in told(report) if path == "plans/empty.md"}


def test_a_retired_spec_is_left_alone() -> None:
    """Of a withdrawn plan only its id is looked at."""
    text = PLAN.replace("status: Implementation", "status: Withdrawn").replace("one key per refund", "TBD")
    second = PLAN.replace("status: Implementation", "status: Withdrawn")

    assert [] == told(audit({**FILES, PATH: text}))
    assert {"id-duplicate"} == {rule for *_, rule in told(audit({**FILES, "plans/PLAN-001-copy.md": second}))}


def test_the_baseline_keeps_old_findings_from_failing() -> None:
    """What the baseline holds is listed, marked old, and does not fail."""
    tree = as_tree(with_plan("one key per refund", "TBD"))
    first = run(Case(Trees(tree, tree, tree), tree.config, tree))
    known = frozenset(judged.fingerprint for judged in first.findings)
    second = run(Case(Trees(tree, tree, tree), tree.config, tree, baseline=known))

    assert Conclusion.FAIL is first.verdict.conclusion
    assert Conclusion.PASS is second.verdict.conclusion
    assert [False] == [judged.counts for judged in second.findings]


def test_findings_keep_their_fingerprint_when_lines_move() -> None:
    """A sentence added above, or a renamed file, does not make an old finding new."""
    before = with_plan("one key per refund", "TBD")
    longer = {**before, PATH: before[PATH].replace("paid out nightly.", "paid out nightly.\n\nAnd weekly.")}
    renamed = {path: text for path, text in before.items() if path != PATH} | {"plans/PLAN-001-other.md": before[PATH]}
    one = compare(before, longer)
    other = compare(before, renamed)

    assert [judged.fingerprint for judged in one.findings] == [judged.fingerprint for judged in other.findings]
    assert 1 == len(one.findings)


def test_fail_on_decides() -> None:
    """The same findings pass or fail by what the team says fails."""
    tree = as_tree(with_plan("one key per refund", "TBD"))
    verdicts = {
        level: run(Case(Trees(tree, tree, tree), replace(tree.config, fail_on=level), tree)).verdict.conclusion
        for level in (Severity.ERROR, Severity.NOTE, None)
    }

    assert {Severity.ERROR: Conclusion.FAIL, Severity.NOTE: Conclusion.FAIL, None: Conclusion.PASS} == verdicts


def test_time_is_bounded() -> None:
    """A run that takes too long ends without a verdict."""
    ticks = iter(range(0, 10**6, 400))
    tree = as_tree(FILES)
    with pytest.raises(LimitError, match="longer than 540 seconds"):
        run(Case(Trees(tree, tree, tree), tree.config, tree), clock=lambda: float(next(ticks)))


def test_any_number_of_files_and_findings_is_judged() -> None:
    """A large repository gets its verdict; how many files and findings there are is no bound."""
    tree = as_tree({**FILES, PATH: "# Plan\n"})
    config = replace(tree.config, limits=tree.config.limits._replace(files=1, findings=1))

    assert run(Case(Trees(tree, tree, tree), tree.config, tree)) == run(Case(Trees(tree, tree, tree), config, tree))


def test_what_the_merge_gives_is_judged() -> None:
    """Text and existence alike are those of the merge, whatever the head has."""
    base = as_tree(FILES)
    head = as_tree({**with_plan("one key per refund", "TBD"), PATH: PLAN.replace("one key per refund", "TBD")})
    merged = "\n".join(["---", "id: PLAN-001", "# added on the base", *head.files[PATH].decode().split("\n")[2:]])
    landing = as_tree({**{p: raw.decode() for p, raw in head.files.items()}, PATH: merged})
    report = run(Case(Trees(base, head, landing), base.config, base, changes_between(base, head)))

    assert [(PATH, 27, "error", "placeholder-left")] == told(report)


def test_a_word_changed_on_an_older_status_lowers_nothing() -> None:
    """The base has raised the status since; the merge keeps it, and the author did nothing of the kind."""
    old = with_plan("status: Implementation", "status: Draft")
    head = as_tree({**old, PATH: old[PATH].replace("nightly", "weekly")})
    landing = as_tree({**FILES, PATH: FILES[PATH].replace("nightly", "weekly")})
    base = as_tree(FILES)
    report = run(Case(Trees(base, head, landing), base.config, base, changes_between(base, landing)))

    assert [] == told(report)


def test_what_two_sides_add_is_seen_together() -> None:
    """Each side is in order by itself; what the merge gives has an ignore comment less than the head."""
    ignored = "<!-- speclatch-ignore-file: placeholder-left -- until the workshop -->\n"
    excused = {**FILES, PATH: f"{PLAN}\n{ignored}"}
    base, head = as_tree(FILES), as_tree({**excused, PATH: excused[PATH].replace("one key per refund", "TBD")})
    landing = as_tree({**FILES, PATH: PLAN.replace("one key per refund", "TBD")})
    report = run(Case(Trees(base, head, landing), base.config, base, changes_between(base, landing)))

    assert [(PATH, 26, "error", "placeholder-left")] == told(report)


EXAMPLE = Path(__file__).parents[2] / "examples" / "repository"
EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"


def test_content_decides_without_globs() -> None:
    """Without a configuration a spec is known by its keys and headings, wherever it lies; templates are no specs."""
    text = (EXAMPLE / EXEC).read_bytes()
    few = b"---\nid: EXEC-001\n---\n\n## 4) API Routes\n"
    tree = MemoryTree(
        {"a/b.md": text, "spec-template.md": text, "templates/c.md": text, "few.md": few, "README.md": b"#"}
    )

    assert ["a/b.md"] == [spec.path for spec in audit(tree).specs]


def test_headings_make_a_spec_where_front_matter_cannot_be_read() -> None:
    """A spec whose front matter does not parse is still one, and its body is judged."""
    text = (EXAMPLE / EXEC).read_text(encoding="utf-8").replace('title: "', "title: a: ", 1)
    report = audit({"a/b.md": text.replace("## 4) API Routes", "## 4) API Routes\n\nTBD")})
    rules = [rule for *_, rule in told(report)]

    assert "front-matter-invalid" in rules
    assert "placeholder-left" in rules
    assert "front-matter-missing-key" not in rules


def test_a_spec_of_the_base_stays_one() -> None:
    """Taking out headings and keys does not take a spec out of the gate's sight."""
    text = (EXAMPLE / EXEC).read_text(encoding="utf-8")
    report = compare({"a/b.md": text}, {"a/b.md": "# Nothing to see\n"})

    assert "section-missing" in {rule for *_, rule in told(report)}


def test_only_documents_are_quoted() -> None:
    """A report has the lines of what was judged, as git counts them, and of nothing else."""
    sources = audit({**FILES, PATH: "# Plan\r\n\r\nText.\r\n"}).sources

    assert PATH in sources
    assert "plan.bin" not in sources
    assert len(sources) == len(list(sources))
    assert ("# Plan", "", "Text.", "") == sources[PATH]


@pytest.mark.parametrize(
    "comment", ["a remark", "speclatch-reviewed: ADR-002 {}", "speclatch-reviewed: PRD-001 01234567"]
)
def test_a_comment_that_names_another_version_or_document_is_no_review(comment: str) -> None:
    """Only the document with the very version says that somebody has looked."""
    prd = "docs/prd/PRD-001-refunds.md"
    text = FILES[prd] + "\nMore.\n"
    blob = as_tree({prd: text}).listing.entries[prd].oid
    told_of, quiet = (
        told(compare({**FILES, PATH: plan}, {**FILES, PATH: plan, prd: text}))
        for plan in (f"{PLAN}\n<!-- {one.format(blob)} -->\n" for one in (comment, "speclatch-reviewed: PRD-001 {}"))
    )

    assert (["reference-suspect"], []) == ([rule for *_, rule in told_of], quiet)


def test_a_spec_is_not_built_on_itself() -> None:
    """A key that names the spec's own file says nothing that the author does not know."""
    plan = PLAN.replace("adr_refs: [ADR-002]", f"adr_refs: [ADR-002]\nspec_ref: {PATH}")
    prd = "docs/prd/PRD-001-refunds.md"
    report = compare({**FILES, PATH: plan}, {**FILES, PATH: plan, prd: FILES[prd] + "\nMore.\n"})

    assert [(PATH, 5, "reference-suspect")] == [(path, line, rule) for path, line, _, rule in told(report)]


def test_a_spec_that_the_base_has_no_more_is_left_alone() -> None:
    """The base has deleted it since; what a change breaks in the author's old copy is nobody's fault."""
    prd = "docs/prd/PRD-001-refunds.md"
    base, head = as_tree(without(PATH)), as_tree(without(prd))
    changes = changes_between(as_tree(FILES), head)
    report = run(Case(Trees(base, head, head), base.config, base, changes))

    assert [] == told(report)


def test_an_old_file_that_cannot_be_read_is_none_of_the_changes_business() -> None:
    """A change that touches what it names breaks nothing in it that anybody could see."""
    prd = "docs/prd/PRD-001-refunds.md"
    base: dict[str, bytes | str] = {**without(PATH), "plans/PLAN-002.md": f"See {prd}. \xff".encode("latin-1")}
    head = {path: text for path, text in base.items() if path != prd}

    assert [] == told(compare(base, head))
    assert [("plans/PLAN-002.md", "document-unreadable")] == [(path, rule) for path, _, _, rule in told(audit(head))]
