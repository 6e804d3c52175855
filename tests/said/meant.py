"""Scenes of what words mean in cells, labels and titles, and of what is found in folders that nobody described."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.said.shown import shown
from tests.said.wrong import TEMPLATE
from tests.support.memory import as_tree

from speclatch.config.model import Words
from speclatch.profiles import brackets, dates, demands, enumerations, text, words
from speclatch.scaffold.files import setup_files
from speclatch.scaffold.survey import candidate, survey

TEXTS = (
    *(
        "",
        " ",
        "-",
        "—",
        "...",
        "?",
        "TBD",
        "tbd.",
        "(TBD)",
        "[TBD]",
        "TBD: after the review",
        "(tbd: the limits)",
        "(TBD: x)",
        "`TBD`",
    ),
    *(
        "to be defined",
        "To be decided by Ana",
        "not yet",
        "Not yet known, see ADR-3",
        "later",
        "pending",
        "WIP",
        "FIXME",
        "XXX",
    ),
    *(
        "None",
        "none.",
        "N/A",
        "n/a: no database",
        "None, it is ours",
        "No",
        "no rows are kept",
        "not applicable",
        "None yet",
    ),
    *(
        "keine",
        "entfällt",
        "Aucun",
        "ninguno",
        "nessuno",
        "なし",
        "нет",
        "无",
        "noch offen",
        "à définir",
        "por definir",
        "未定",
    ),
    *(
        "yes",
        "Yes, by the queue",
        "x",
        "✓",
        "☐ one",
        "[ ] one",
        "[x] one",
        "⬜",
        "❌",
        "✅",
        "0",
        "1",
        "42 ms",
        "2026-01-02",
        "02.01.2026",
    ),
    *(
        "2026-02-30",
        "January 2, 2026",
        "2 May 2026",
        "2026",
        "YYYY-MM-DD",
        "[YYYY-MM-DD]",
        "DD/MM/YYYY",
        "2026-W05",
        "<date>",
    ),
    *(
        "[name]",
        "<name>",
        "{name}",
        "{{name}}",
        "[name](a.md)",
        "[a] and [b]",
        "Draft | Accepted | Done",
        "Draft/Accepted",
        "low, high",
    ),
    *(
        "one of: a, b",
        "1-5",
        "Must",
        "must!",
        "MUST",
        "Should",
        "Required",
        "Mandatory?",
        "optional",
        "(optional)",
        "Notes (optional)",
    ),
    *(
        "Optional parameters",
        "Notes (if any)",
        "if applicable",
        "Risks *(required)*",
        "Delete this section if there is none",
        "Muss",
    ),
    *(
        "Pflicht",
        "obligatoire",
        "Describe what hurts",
        "What do we do?",
        "Who is asked?",
        "We will decide this in May.",
        "will be added later",
    ),
    *(
        "**bold** _and_ `code`",
        "~~gone~~",
        "~~gone~~ kept",
        "<!-- hidden -->",
        "a <!-- hidden --> b",
        "&nbsp;",
        "\u200b",
        "\\*star\\*",
    ),
    *(
        "<b>x</b>",
        "<x-y>",
        "[^1]",
        "![picture](a.png)",
        "T\u200bBD",
        "ＴＢＤ",
        "T\u0412D",
        "Ä Ö ü ß",
        "İstanbul",
        "see below",
        "ditto",
        "same",
    ),
    *(
        "<script>TBD</script>",
        "a <style>b</style> c",
        "<? TBD ?>",
        "a <![CDATA[TBD]]> b",
        "<!DOCTYPE html>",
        "<b></b>",
        "a <b> </b> c",
        "[](a.md)",
        "[ ](a.md) b",
        "[][a] b",
        "![](a.png)",
        "` `",
        "a ``  `` b",
        "$$~$$",
        "$$x$$",
        "$$\\text{ }$$ a",
        "a\ufe0fb",
        "e\u0301",
        "\u0301",
        "\u3164 \u2800",
        "&#8203;",
        "&lt;name&gt;",
    ),
)
"""What people write, and templates."""
ASKED: Mapping[str, Callable[[str], Any]] = {
    **{
        one.__name__: one for one in (words.is_placeholder_word, words.says_later, words.answers_nothing, words.is_open)
    },
    **{one.__name__: one for one in (words.shows_open_box, words.promises, words.asks_back, words.none_answer)},
    **{one.__name__: one for one in (words.none_within, demands.is_must, demands.asks_must, demands.is_optional)},
    **{one.__name__: one for one in (demands.without_marks, demands.says_optional, demands.allows_absence)},
    **{
        one.__name__: one
        for one in (demands.speaks_to_author, text.visible, text.is_blank, text.shows_no_word, text.fold)
    },
    **{one.__name__: one for one in (text.narrow, text.without_emphasis, text.unescaped, dates.asks_for_day)},
    **{one.__name__: one for one in (dates.is_day_sample, dates.is_day, dates.looks_like_day)},
    **{one.__name__: one for one in (enumerations.is_enumeration, enumerations.alternatives, enumerations.choices)},
    **{one.__name__: one for one in (enumerations.scale, enumerations.barred_choices, brackets.is_bracketed)},
    **{one.__name__: one for one in (brackets.has_spans,)},
    "bracket_spans": lambda given: list(brackets.bracket_spans(given)),
}
"""What is asked of a text."""


def meanings() -> Iterator[str]:
    """What texts are taken for: each question that is not answered by no, or by the text as it is."""
    for given in TEXTS:
        answers = ((name, ask(given)) for name, ask in ASKED.items())
        told = [f"{name}={shown(answer)}" for name, answer in answers if answer not in (False, None, (), [], given)]
        yield f"{shown(given)}: {', '.join(told)}"
    own = Words(later=("demnächst",), none=("gibt es nicht",), must=("unbedingt",), optional=("wer mag",))
    for given in (
        "demnächst",
        "Demnächst: die Frage",
        "gibt es nicht",
        "Gibt es nicht, weil",
        "unbedingt",
        "Teil (wer mag)",
    ):
        asked = (words.is_open, words.says_later, words.none_answer, demands.is_must, demands.is_optional)
        yield f"{shown(given)}, in words of one's own: {', '.join(shown(one(given, own)) for one in asked)}"


NOTE = "# Minutes\n\n## Present\n\nAda\n\n## Decisions\n\nNone.\n"
RFC = (
    "---\nid: RFC-{0:03}\nstatus: Draft\n---\n\n# RFC-{0:03}: Mail\n\n"
    "## 1. Problem\n\nSlow.\n\n## 2. Plan\n\nFast.\n\n## 3. Tasks\n\n- [ ] a\n"
)
ADR = "# ADR-{0:03}: Queue\n\n## Status\n\nAccepted\n\n## Context\n\nA.\n\n## Decision\n\nB.\n"
ADR_TEMPLATE = "# ADR-NNN: <title>\n\n## Status\n\nProposed\n\n## Context\n\n[Why]\n\n## Decision\n\n[What]\n"
FOLDERS: Mapping[str, Mapping[str, str]] = {
    "nothing": {"README.md": "# Nothing\n", "src/a.py": "x = 1\n"},
    "a template and its documents": {
        "docs/rfc/TEMPLATE.md": TEMPLATE,
        **{f"docs/rfc/RFC-{number:03}-mail.md": RFC.format(number) for number in range(1, 6)},
    },
    "a template apart": {
        "docs/templates/rfc.md": TEMPLATE,
        **{f"design/RFC-{number:03}.md": RFC.format(number) for number in range(1, 4)},
    },
    "two templates side by side": {
        "docs/rfc-template.md": TEMPLATE,
        "docs/adr-template.md": ADR_TEMPLATE,
        **{f"docs/RFC-{number:03}.md": RFC.format(number) for number in range(1, 4)},
        **{f"docs/adr-{number:03}.md": ADR.format(number) for number in range(1, 4)},
    },
    "a template alone": {"docs/rfc/TEMPLATE.md": TEMPLATE, "docs/adr/adr-template.md": ADR_TEMPLATE},
    "documents that have some titles of a template": {
        "docs/rfc/TEMPLATE.md": TEMPLATE,
        **{f"docs/rfc/RFC-{number:03}-mail.md": RFC.format(number) for number in range(1, 4)},
        **{f"docs/rfc/RFC-{number:03}-post.md": NOTE for number in range(4, 7)},
        "docs/rfc/more/notes.md": NOTE,
        "other/RFC-009.md": RFC.format(9),
    },
    "deep titles": {
        "docs/TEMPLATE.md": "# A\n\n### One\n\n[x]\n\n#### Two\n\n[y]\n\n##### Three\n\n[z]\n\n###### Four\n\n[w]\n",
        **{
            f"docs/a-{number}.md": "# B\n\n### One\n\nx\n\n#### Two\n\ny\n\n##### Three\n\nz\n\n###### Four\n\nw\n"
            for number in range(3)
        },
    },
    "documents without a template": {f"notes/2026-01-{number:02}.md": NOTE for number in range(1, 9)},
    "examples, packages and migrations": {
        "examples/TEMPLATE.md": TEMPLATE,
        "packages/a/docs/TEMPLATE.md": TEMPLATE,
        **{f"packages/a/docs/RFC-{number:03}.md": RFC.format(number) for number in range(1, 4)},
        **{f"vendor/x/docs/RFC-{number:03}.md": RFC.format(number) for number in range(1, 4)},
        "supabase/migrations/20260422183640_add.sql": "",
        "docs/prd/PRD-001-mail.md": "# PRD-001\n",
        "docs/adr/0001-queue.md": "# Queue\n",
    },
    "archived and translated": {
        "specs/TEMPLATE.md": TEMPLATE,
        **{f"specs/RFC-{number:03}.md": RFC.format(number) for number in range(1, 4)},
        "specs/archive/RFC-000.md": RFC.format(0),
        "specs/_old/RFC-010.md": RFC.format(10),
        "specs/de/RFC-001.md": RFC.format(1),
        "specs/README.md": "# Specs\n",
    },
}
"""Trees, and what stands in them."""


def surveys() -> Iterator[str]:
    """What is found in trees without a configuration."""
    for name, files in FOLDERS.items():
        found = survey(as_tree(files))
        yield from ("", f"{name}:")
        for part in (*found.families, *found.unknown):
            yield f"  {shown(part)}"
        yield f"  {shown((found.folders, found.migrations, found.excluded, found.idle))}"
        yield f"  {shown([(use.name, use.template, use.match) for use in candidate(found).profiles])}"
        for file in setup_files(found, None):
            if file.path == ".speclatch.yml":
                yield from (f"  | {line}" for line in file.text.splitlines())
