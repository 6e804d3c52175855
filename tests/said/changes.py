"""Scenes of changes that touch other files than a spec: documents that move, templates and configurations, ignores."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.judging import test_policy_effects as policy
from tests.references.forms import IDS, MENTIONS, PATHS, STEMS, TAGS
from tests.references.test_move import MOVES, OLD, moved, tree
from tests.references.trees import SPEC, spec_text
from tests.said.edited import told
from tests.said.shown import shown
from tests.specs import test_suppressions as suppressions
from tests.support.memory import audit, compare

from speclatch.documents import parse
from speclatch.specs.suppressions import ignores

ELSEWHERE = "docs/21-exec-spec/later/EXEC-062-pilot-mail.md"
IGNORES = {
    **suppressions.COVERED,
    "no reason": "<!-- speclatch-ignore: task-unchecked -->\n\n- [ ] a\n",
    "a word for later": "<!-- speclatch-ignore: task-unchecked -- TODO -->\n\n- [ ] a\n",
    "no rule": "<!-- speclatch-ignore: -- because -->\n\n- [ ] a\n",
    "no colon": "<!-- speclatch-ignore task-unchecked -- because -->\n\n- [ ] a\n",
    "neither": "<!-- speclatch-ignore -->\n\n- [ ] a\n",
    "a file without a reason": "<!-- speclatch-ignore-file: task-unchecked -->\n\n- [ ] a\n",
    "nothing to ignore": "<!-- speclatch-ignore: task-unchecked -- done -->\n\n- [x] a\n",
    "no such rule": "<!-- speclatch-ignore: task-unchekd, table-empty -- because -->\n\n- [x] a\n",
    "in code": "```\n<!-- speclatch-ignore: a -- b -->\n```\n",
    "inside and outside": "<!-- speclatch-ignore: task-unchecked -- all -->\n\n- [ ] a\n- [ ] b "
    "<!-- speclatch-ignore: task-unchecked -- this -->\n",
    "at the end": "- [ ] a\n\n<!-- speclatch-ignore: task-unchecked -- x -->",
    "before a heading": "<!-- speclatch-ignore: section-empty -- x -->\n\n## B\n\n## C\n",
    "in a quote": "> <!-- speclatch-ignore: placeholder-left -- x -->\n> TBD\n\nTBD\n",
    "in a list": "- <!-- speclatch-ignore: task-unchecked -- x --> one\n  - [ ] two\n- [ ] three\n",
}
FRONTS = {
    "on the line": "status: done\nowner: <team> # speclatch-ignore: placeholder-left -- still open\n",
    "above": "status: done\n# speclatch-ignore: placeholder-left -- still open\n# A remark.\nowner: <team>\n",
    "at the top": "# speclatch-ignore: front-matter-missing-key -- nobody owns it\nstatus: done\n",
    "the file": "# speclatch-ignore-file: placeholder-left -- old\nstatus: done\nowner: <team>\n",
    "in quotes": 'status: done\nowner: "<team> # speclatch-ignore: placeholder-left -- x"\n',
    "in a block": "status: done\nmore: |\n  # speclatch-ignore: placeholder-left -- x\nowner: <team>\n",
    "without a reason": "status: done\nowner: <team> # speclatch-ignore: placeholder-left\n",
}


def moves() -> Iterator[str]:
    """The lines of a spec that change where what it refers to moves, and where it moves itself."""
    forms = {**PATHS, **STEMS, **IDS, **MENTIONS, **TAGS}
    for name, form in forms.items():
        text = f"- **PRD:** {form(OLD)}\n" if name not in {**MENTIONS, **TAGS} else form(OLD)
        before = tree(spec_text(body=text))
        yield from ("", f"{name}:", *_lines(before[SPEC], spec_text(body="")))
        for what, new in MOVES.items():
            after = moved(before, {OLD.path: new})[SPEC]
            yield from (f"  {what}", *_lines(after, before[SPEC]))
        yield from ("  the spec", *_lines(moved(before, {SPEC: ELSEWHERE})[ELSEWHERE], before[SPEC]))


def _lines(text: str, other: str) -> Iterator[str]:
    """The lines that the other text has not."""
    known = set(other.splitlines())
    return (f"    {line}" for line in text.splitlines() if line not in known)


def policies() -> Iterator[str]:
    """All that is said of a change of the configuration, or of a template."""
    changes = [
        *((name, ".speclatch.yml", policy.CONFIG, *change[:2]) for name, change in policy.CONFIGS.items()),
        *((name, "t/plan.md", policy.TEMPLATE, *change[:2]) for name, change in policy.TEMPLATES.items()),
    ]
    for name, path, text, old, new in changes:
        yield f"\n{name}:"
        yield from told(compare(policy.BASE, {**policy.BASE, path: text.replace(old, new, 1)}), path)


def ignored() -> Iterator[str]:
    """What comments are read as that ask to ignore something, and what is found in spite of them."""
    for name, body in IGNORES.items():
        yield from _ignored(name, suppressions.FRONT + body)
    for name, front in FRONTS.items():
        yield from _ignored(name, f"---\n{front}---\n\n# A\n")


def _ignored(name: str, text: str) -> Iterator[str]:
    yield from ("", f"{name}:", *(f"| {line}" for line in text.splitlines() if "ignore" in line))
    document = parse("notes/a.md", text.encode())
    yield from (f"  {shown(one)}" for one in ignores(document, document.front_matter))
    files = {".speclatch.yml": suppressions.CONFIG, "templates/note.md": suppressions.TEMPLATE, "notes/a.md": text}
    report = audit(files)
    yield from told(report, "notes/a.md")
    yield from (f"  ignored {shown(one.finding.location)} {one.finding.rule}: {one.reason}" for one in report.ignored)


CHANGES: dict[str, Callable[[], Iterator[str]]] = {
    "ignore-comments-suppressions": ignored,
    "moved-documents": moves,
    "relaxed-policy-effects": policies,
}
