"""Scenes of more trees that nobody configured, of how strong a gate on few documents is, and of documents begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from tests.said.meant import ADR_TEMPLATE, NOTE
from tests.said.shown import shown
from tests.support.memory import as_tree

from speclatch.config.model import Config
from speclatch.documents import parse
from speclatch.judging.executors import SerialExecutor
from speclatch.judging.prove.strength import Matter, prove
from speclatch.profiles.template import derive
from speclatch.scaffold.files import setup_files
from speclatch.scaffold.new import Start, next_id, start
from speclatch.scaffold.sketches import sketch, sketches
from speclatch.scaffold.survey import candidate, survey
from speclatch.scaffold.templates import guidance_share
from speclatch.scaffold.trial import learn
from speclatch.workspace.proving import standards_of


def titled(*titles: str, head: str = "# A\n") -> str:
    """A document with these sections, each with a few words."""
    return head + "".join(f"\n## {title}\n\nWords on {title.lower()}.\n" for title in titles)


def asking(*titles: str, head: str = "# [Title]\n") -> str:
    """A template with these sections."""
    return head + "".join(f"\n## {title}\n\n[Say it]\n" for title in titles)


HEAD = "# Pump {0}\n\n- Status: Done\n- Owner: Ada\n- Date: 2026-01-0{0}\n- Level: high\n\n## Text {0}\n\nIt pumps.\n"
OPEN_HEAD = (
    "# [Title]\n\n- Status: Draft | Done\n- Owner: [who]\n- Date: YYYY-MM-DD\n- Level: low / high\n\n"
    "## Text\n\n[what]\n"
)
GERMAN = (
    "---\nid: ÜB-00{0}\nstatus: Erledigt\nArt: Größe {0}\n---\n\n# Übung {0}\n\n## Größe\n\nSie ist groß.\n\n"
    "## Prüfung\n\n[Was geprüft wird]\n\n## Maße\n\nSo.\n"
)
GERMAN_TEMPLATE = (
    "---\nid: ÜB-###\nstatus: Entwurf | Erledigt\nArt: Größe | Maß\nWer: '[Wer]'\n---\n\n# [Übung]\n\n"
    "## Größe\n\n[Wie groß]\n\n## Prüfung\n\n[Was geprüft wird]\n\n## Maße\n\n[Welche]\n\n## Schluss\n\n[Was folgt]\n"
)
SPEC_KIT = ("User Scenarios & Testing", "Requirements", "Success Criteria")
TREES: Mapping[str, Mapping[str, str]] = {
    "documents named after a template": {
        "templates/checklist-template.md": asking("Items", "Notes"),
        **{f"features/{name}/Checklist.md": titled("Pumps", "Valves") for name in "abcd"},
    },
    "documents in folders named after a template": {
        "templates/checklist-template.md": asking("Items", "Notes"),
        **{f"features/{name}/Checklists/pumps.md": titled("Pumps", "Valves") for name in "abcd"},
    },
    "a template without a name": {
        "templates/TEMPLATE.md": asking("One", "Two", "Three"),
        **{f"Docs/Pumps/A-00{number}.md": titled("One", "Two", "Three") for number in range(1, 5)},
    },
    "other formats": {f"docs/{number}.{ending}": "" for number in range(3) for ending in ("rst", "mdx", "adoc", "xyz")},
    "more formats": {
        f"docs/{number}.{ending}": "" for number in range(3) for ending in ("asciidoc", "mediawiki", "org", "textile")
    },
    "a numbered document that nobody has filled in": {
        "docs/adr/template.md": asking("Context", "Decision", "Outcome"),
        "docs/adr/0001-queue.md": asking("Context", "Decision", "Outcome"),
        **{f"docs/adr/000{number}-mail.md": titled("Context", "Decision", "Outcome") for number in range(2, 5)},
    },
    "a bundled family with a template of one's own": {
        ".specify/templates/spec-template.md": asking(*SPEC_KIT),
        **{f"specs/00{number}-a/spec.md": titled(*SPEC_KIT) for number in range(1, 4)},
    },
    "a bundled family": {f"openspec/specs/{name}/spec.md": titled("Purpose", "Requirements") for name in "abc"},
    "templates of others": {
        "examples/adr-template.md": ADR_TEMPLATE,
        "packages/web/src/rfc-template.md": asking("One", "Two", "Three", "Four"),
        ".github/ISSUE_TEMPLATE/bug.md": asking("One", "Two", "Three", "Four"),
        "docs/prd-template.md": asking("Aim", "Users", "Needs", "Risks"),
        "docs/start.md": NOTE,
        "docs/faq.md": NOTE,
    },
    "a long template and a short one": {
        "docs/a-template.md": asking("One", "Two", "Three", "Four", "Five", "Six", "Seven"),
        "docs/b-template.md": asking("One", "Two", "Three", "Four"),
        **{f"docs/x-00{number}.md": titled("One", "Two", "Three", "Four") for number in range(1, 6)},
    },
    "a template that has more and one that has less": {
        "docs/a-template.md": asking("One", "Two", "Three", "Four"),
        "docs/b-template.md": asking("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"),
        **{f"docs/x-00{number}.md": titled("One", "Two", "Three", "Four", "Five", "Six") for number in range(1, 6)},
    },
    "templates told apart by their names": {
        "docs/templates/pump-spec.md": asking("One", "Two", "Three", "Four"),
        "docs/templates/valve-spec.md": asking("One", "Two", "Three", "Four"),
        **{f"docs/valves/x-00{number}.md": titled("One", "Two", "Three", "Four") for number in range(1, 5)},
        **{f"docs/pumps/y-00{number}.md": titled("One", "Two", "Three", "Four") for number in range(1, 5)},
    },
    "a template known by its head": {
        "notes/template.md": OPEN_HEAD,
        **{f"notes/n-00{number}.md": HEAD.format(number) for number in range(1, 6)},
    },
    "documents in German": {
        "übungen/vorlage.md": GERMAN_TEMPLATE,
        **{f"übungen/ÜB-00{number}.md": GERMAN.format(number) for number in range(1, 8)},
        "übungen/ÜB-008.md": "\ufeff" + GERMAN.format(8),
    },
    "names as their authors like, and a few numbers": {
        "plans/template.md": asking("One", "Two", "Three"),
        **{f"plans/{name}.md": titled("One", "Two", "Three") for name in ("hoses", "pumps", "the valves", "Pipes")},
        **{f"plans/00{number}-mail.md": titled("One", "Two", "Three") for number in (1, 2)},
    },
    "few of many lack something": {
        "specs/TEMPLATE.md": (
            "---\nid: X-###\nstatus: Draft | Done\n---\n\n" + asking("One", "Two", "Three") + "\n- **Flag:** [name]\n"
        ),
        **{
            f"specs/X-{number:03}.md": f"---\nid: X-{number:03}\nstatus: Done\n---\n\n"
            + titled("One", "Two", *(("Three",) if number > 3 else ()))
            + ("\n- **Flag:** on\n" if 3 < number < 16 else "")
            for number in range(1, 18)
        },
    },
    "metadata beside": {
        "keps/NNNN-kep-template/README.md": asking("Summary", "Motivation", "Proposal"),
        "keps/NNNN-kep-template/kep.yaml": "title: '[Title]'\nstatus: provisional | implemented\n",
        **{f"keps/{number}-a/README.md": titled("Summary", "Motivation", "Proposal") for number in range(1, 5)},
        **{f"keps/{number}-a/kep.yaml": "title: A\nstatus: implemented\n" for number in range(1, 4)},
    },
}
"""Trees, each with what is told apart in it."""


def further_surveys(start: int) -> Iterator[str]:
    """What is found in every second tree, what is written for it, and what its documents make milder."""
    for name, files in list(TREES.items())[start::2]:
        tree = as_tree(files)
        found = survey(tree)
        yield from ("", f"{name}:")
        for part in (*found.families, *found.unknown):
            yield f"  {shown(part)}"
        yield f"  {shown((found.folders, found.migrations, found.excluded, found.idle))}"
        members = {family.name: family.documents for family in found.families}
        tried = learn(tree, candidate(found), members) if found.families else None
        for file in setup_files(found, tried):
            if file.path == ".speclatch.yml":
                yield from (f"  | {line}" for line in file.text.splitlines())


SHARES = {
    "no section": "# [Title]\n",
    "one section": "# [Title]\n\n## A\n\n[what]\n",
    "one of two": "# [Title]\n\n## A\n\n[what]\n\n## B\n\nWords.\n",
    "a title alone": "## [A]\n\n[what]\n",
    "two titles": "# A\n\n[what]\n\n# B\n\nWords.\n",
    "one field": "---\nid: A-###\n---\n\n# A\n\n## B\n\nWords.\n",
    "two fields, one of them a sample": "---\nid: A-###\nby: Ada\n---\n\n# A\n\n## B\n\nWords.\n\n## C\n\nWords.\n",
    "three fields, one of them a sample": "---\nid: A-###\nby: Ada\nof: Ben\n---\n\n# A\n\n## B\n\nWords.\n",
    "a date": "---\nday: MM/DD/YYYY date\nby: NNN\n---\n\n# A\n\n## B\n\nWords.\n",
    "days and questions": "---\nday: date of it\nby: who wrote it?\nof: TBD\nin: a | b\n---\n\n# A\n\n## B\n\nWords.\n",
    "comments": (
        "# A\n\n## B\n\n<!-- Say it -->\n\n## C\n\n<!-- Say it -->\n\nSay it\n\n## D\n\n<!-- Say it -->\n\nWords.\n"
    ),
    "tables": "# A\n\n## B\n\n| a | b |\n|---|---|\n| | |\n\n## C\n\n| a | b |\n|---|---|\n| c | |\n\n## D\n",
    "words and guidance": (
        "# A\n\n## B\n\nWords.\n\n[what]\n\n## C\n\nWords.\n\nMore.\n\n[what]\n\n## D\n\nSay it.\n\nWords.\n\nMore.\n"
    ),
}


def shares() -> Iterator[str]:
    """How much of a file speaks to an author."""
    for name, text in SHARES.items():
        yield f"{name}: {guidance_share(parse('docs/t.md', text.encode())):.3f}"


GATE = "version: 1\nprofiles: [{name: note, template: t.md, match: ['notes/*/x.md']}]\n"
SMALL = (
    "---\nid: NOTE-###\nstatus: Draft | Done\n---\n\n# NOTE-###: [Title]\n\n"
    "## Plan\n\n[What]\n\n- **Flag:** [name]\n- [ ] Told\n"
)
WRITTEN = (
    "---\nid: NOTE-00{0}\nstatus: {1}\n---\n\n# NOTE-00{0}: Pump\n\n## Plan\n\n"
    "Nothing here may ever leak into the harbour.\n\n- **Flag:** pump-on\n- [x] Told\n"
)
LINKED = (
    SMALL.replace("Draft | Done", "Draft")
    .replace("---\n\n# ", "prd: PRD-###\n---\n\n# ")
    .replace("- [ ]", "- **PRD:** [link]\n- **ADR:** [link]\n- [ ]")
)
GATES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "as it is": (GATE, ("Accepted", "In review", "Done")),
    "with a rule that is off": (f"{GATE}rules: {{placeholder-left: off}}\n", ("Approved",)),
    "with a rule that weighs nothing": (
        f"{GATE}rules: {{placeholder-left: note, front-matter-value: note}}\n",
        ("Draft",),
    ),
    "failing on warnings": (f"{GATE}fail-on: warning\n", ("Draft", "Reviewed", "Agreed")),
    "never failing": (f"{GATE}fail-on: never\n", ("Done",)),
    "linked": (GATE, ("Accepted", "Draft")),
    "without documents": (GATE, ()),
}


def small_proofs() -> Iterator[str]:
    """What few documents show of a gate."""
    for name, (config, statuses) in GATES.items():
        template = LINKED if "linked" in name else SMALL
        files = {"docs/prd/PRD-001.md": "# PRD-001: Pumps\n", "docs/adr/ADR-001.md": "# ADR-001: Pumps\n"}
        for number, status in enumerate(statuses, 1):
            text = WRITTEN.format(number, status)
            if template is LINKED:
                text = text.replace("\n---\n\n#", "\nprd: PRD-001\n---\n\n#")
                text = text.replace("- [x]", "- **PRD:** PRD-001\n- **ADR:** ADR-001\n- [x]")
            files[f"notes/{number}-a/x.md"] = text
        tree = as_tree({".speclatch.yml": config, "t.md": template, **files})
        for profile in prove(Matter(tree, tree.config, standards_of(tree.config, tree), 0), SerialExecutor()):
            yield from ("", f"{name}: {profile.documents} {profile.finished} {profile.as_finished} {profile.seldom}")
            yield from (f"  {shown(one)}" for one in profile.tried)


SKETCHED = {
    "headings": "# A #\n\n## B ##\t\n\nC\n===\n\nD\n---\n\n| x |\n---\n\n- y\n---\n",
    "no headings": "##### E\n\n####### F\n\n#G\n\n    # H\n\n=== I\n",
    "fences": "# A\n\n```\n# B\n```\n\n~~~md\n# C\n```\n# D\n~~~ x\n# E\n~~~\n# F\n",
    "long fences": "# A\n\n````\n# G\n```\n````\n# H\n",
    "front matter": (
        "---\nid: x\nOwner Name : y\n- z: 1\n---\n# A\nStatus: Draft\n**By:** Ada\n- **Of**: Ben\n* Due: May\n\n## B\n"
    ),
    "front matter that does not end": "---\nid: x\n# A\n",
    "front matter that begins late": "\n---\nid: x\n---\n# A\n",
    "a mark at the beginning": "\ufeff---\r\nid: x\r\n---\r\n# A\r\n\r\nB\r\n-\r\n",
    "nothing": "",
    "labels far below": "# A\n" + "\nWords.\n" * 12 + "Status: Draft\n" + "\nWords.\n" * 30 + "Owner: Ada\n",
}


def sketched() -> Iterator[str]:
    """What is seen of a file at a glance."""
    for name, text in SKETCHED.items():
        yield f"{name}: {shown(sketch('docs/a.md', text.encode()))}"
    paths = (
        "a.md",
        "a.MD",
        ".github/a.md",
        "node_modules/a.md",
        "tests/fixtures/a.md",
        "a.md.tmpl",
        "a.template",
        "a.txt",
    )
    tree = as_tree({**dict.fromkeys(paths, "# A\n"), "b.md": "\0", "c\t.md": "# C\n", "d.md": "x" * 3_000_000})
    yield shown([one.path for one in sketches(tree)])


BEGUN = {
    "titles without brackets": (
        "---\nid: A-###\ntitle: Title\nstatus: Launched | Landed\nday: YYYY-MM-DD\n---\n\n# Title\n"
    ),
    "a title that is underlined": "[Title]\n=======\n\nA-### is its id, and A-### again; A-#### is none.\n",
    "a title with an id": '---\nid: A-###\ntitle: "A-###: [Title]"\n---\n\n# A-###: [Title] of [Title]\n',
    "fields in the body": (
        "# [Title]\n\nStatus: Landed | Draft\n**Date:** [YYYY-MM-DD]\n- Day: on YYYY-MM-DD or so\n"
        "- Target Path: specs/<name>.md\n- Status: Launched\n- Kind: a | b\n"
    ),
    "no words for a status": "---\nstatus: '[which]'\nday: '[YYYY-MM-DD]'\nlist: [a]\n---\n\nText.\n",
}


def begun() -> Iterator[str]:
    """What small templates make of a new document, with an id and without."""
    for name, template in BEGUN.items():
        profile = derive(parse("docs/T.md", template.encode()), "own", Config().references)
        for number in (next_id(profile, ["A-007-x.md"]), ""):
            given = Start("Pumps: all", number, "specs/pumps.md", date(2026, 2, 3))
            yield from ("", f"{name}, {shown(number)}:")
            yield start(template.encode(), profile, Config(), given).decode()


SURVEYED: dict[str, Callable[[], Iterator[str]]] = {
    "further-survey-families-practice-files": partial(further_surveys, 0),
    "further-survey-places-groups-own-templates-placed": partial(further_surveys, 1),
    "further-templates-guidance-share": shares,
    "further-strength-plan-work-parts-edits-asked": small_proofs,
    "further-new-starts": begun,
    "further-sketches": sketched,
}
