"""Repositories that are laid out as few others are: which documents are specs there, and of which template."""

from __future__ import annotations

import pytest
from tests.scaffold.test_families import FILLED, NOTES, RFC
from tests.support.memory import MemoryTree

from speclatch.globs import matches
from speclatch.profiles.load import builtin_template
from speclatch.scaffold.families import SCATTERED
from speclatch.scaffold.places import globs_of_family
from speclatch.scaffold.survey import Survey, survey

NAMES = ("tides", "moorings", "buoys", "lamps", "cranes", "sheds")


def look(files: dict[str, bytes]) -> Survey:
    """What a repository with these files has."""
    return survey(MemoryTree(files))


def governed(found: Survey) -> dict[str, tuple[str, ...]]:
    """By template, or name of a bundled family, the documents that are governed."""
    return {one.template or one.use: one.documents for one in found.families if one.documents}


def test_documents_named_at_will_in_numbered_folders_of_their_own() -> None:
    """All are governed, those too that look little like the template; a guide in a folder without a number is none."""
    own = {f"{number}-{name}/{name}.md": FILLED if number % 2 else NOTES for number, name in enumerate(NAMES, 7)}
    found = look({**own, "guide/template.md": RFC, "guide/how-to-write.md": NOTES, "README.md": NOTES})

    assert {"guide/template.md": tuple(sorted(own))} == governed(found)
    assert matches("113-winches/winches.md", found.families[0].match)
    assert not matches("guide/next.md", found.families[0].match)


def test_documents_with_the_number_of_their_folder() -> None:
    """Such names are told from what else lies in the folder, an appendix with a number of its own too."""
    own = {f"PIP-{number:03}/PIP-{number:03}.md": FILLED if number < 4 else NOTES for number in range(1, 8)}
    found = look({**own, "PIP-002/costs.md": NOTES, "template.md": RFC})

    assert {"template.md": tuple(sorted(own))} == governed(found)


def test_an_ending_of_two_words_tells_documents_from_reports_about_them() -> None:
    """`2_report.md` has a number as `2.story.md` has, and is no story."""
    globs = globs_of_family([f"stories/{number}.story.md" for number in range(1, 6)], ["stories/2_report.md"])
    found = look(
        {f"stories/{number}.story.md": FILLED for number in range(1, 6)}
        | {"stories/2_report.md": NOTES, "stories/template.md": RFC}
    )

    assert ("stories/[0-9]*.story.md",) == globs
    assert {"stories/template.md": tuple(f"stories/{number}.story.md" for number in range(1, 6))} == governed(found)


def test_a_readme_of_the_root_is_taken_out_alone() -> None:
    """Also where the documents are READMEs of folders of the root: that of a new folder is governed, its own not."""
    own = {f"PIP-{number:04}-{name}/README.md": FILLED for number, name in enumerate(NAMES, 1)}
    found = look({**own, "templates/pip-template.md": RFC, "README.md": NOTES})

    assert {"templates/pip-template.md": tuple(sorted(own))} == governed(found)
    assert matches("PIP-0100-x/README.md", found.families[0].match)
    assert not matches("tools/README.md", found.families[0].match)
    many = [f"{name}-{letter}/README.md" for name in NAMES for letter in "abcd"]
    assert ("**/README.md", "!/README.md") == globs_of_family(many, ["README.md"])


PLAIN = b"# A\n\n- Status: New\n\n## What\n\nWords that nobody marks.\n\n## Why\n\nMore of them.\n\n## Cost\n\nSome.\n"


def test_a_plain_template_above_folders_of_documents() -> None:
    """Its words say nothing to an author, and its name and the documents in folders beside it say enough."""
    own = {f"proposals/{number}-{name}/README.md": PLAIN for number, name in enumerate(NAMES, 1)}

    assert {"proposals/TEMPLATE.md": tuple(sorted(own))} == governed(look({**own, "proposals/TEMPLATE.md": PLAIN}))


def test_a_plain_template_of_pages_is_none() -> None:
    """Pages about a committee have neither number nor status: nothing says that they are specs."""
    page = PLAIN.replace(b"- Status: New\n\n", b"")
    found = look({f"committees/{name}.md": page for name in NAMES} | {"committees/TEMPLATE.md": page})

    assert {} == governed(found)


@pytest.mark.parametrize("place", ["committees/minutes/TEMPLATE.md", "committees/meeting-template.md"])
def test_a_template_of_minutes_is_none(place: str) -> None:
    """What is written of meetings is no spec, with however much care; the proposals beside it are."""
    form = b"# Minutes\n\n## Present\n\n<names>\n\n## Decisions\n\nWhat was decided?\n"
    minutes = {f"committees/minutes/2031-0{number}-02.md": NOTES for number in range(1, 7)}
    own = {f"proposals/{number:04}-x.md": FILLED for number in range(1, 5)}
    found = look({**minutes, **own, place: form, "proposals/template.md": RFC})

    assert not {*minutes, place} & {path for paths in governed(found).values() for path in paths}
    assert {"proposals/template.md": tuple(own)} == governed(found)


def test_a_folder_counted_from_zero_is_no_template() -> None:
    """`000-quay` is the first of several modules, and its README no template for theirs."""
    modules = {f"yard/{number}-{name}/README.md": RFC for number, name in enumerate(NAMES, 1)}
    zero, sample = RFC + b"\n## Inputs\n\nNo inputs.\n", {f"{number:03}-x/idea.md": FILLED for number in range(1, 6)}

    assert {} == governed(look({**modules, "yard/000-quay/README.md": zero}))
    assert {"000-example/idea.md": tuple(sorted(sample))} == governed(look({**sample, "000-example/idea.md": RFC}))


def test_variants_of_a_template_beside_it_are_no_documents() -> None:
    """A short form and a bare one lie in the folder of the decisions."""
    bare = b"# Title\n\n## Summary\n\n## Motivation\n\n## Drawbacks\n"
    own = {f"decisions/{number:04}-x.md": FILLED for number in range(5)}
    found = look({**own, "decisions/rfc-template.md": RFC, "decisions/rfc-template-bare.md": bare})

    assert {path for paths in governed(found).values() for path in paths} == set(own)


def test_of_two_templates_the_folder_says_which() -> None:
    """A word in one template's name is the name of a folder; elsewhere the other one governs, however like it is."""
    more = RFC + b"\n## Wiring\n\nSay how it is wired.\n"
    wired = FILLED + b"\n## Wiring\n\nBy the old cable.\n"
    files = {f"proposals/{number:04}-x.md": wired for number in range(1, 9)}
    inside = {f"proposals/lamps/{number:04}-x.md": FILLED for number in range(1, 5)}
    found = governed(look({**files, **inside, "forms/0000-template.md": RFC, "forms/0000-lamps-template.md": more}))

    assert {"forms/0000-template.md": tuple(files), "forms/0000-lamps-template.md": tuple(inside)} == found


def test_a_template_that_few_scattered_documents_resemble_governs_none() -> None:
    """No glob would tell them from the many beside them; their number is said."""
    pages = {f"docs/{name}/{page}.md": NOTES for name in NAMES for page in ("start", "end", "faults", "prices")}
    like = {f"docs/{name}/notes-{name}.md": FILLED for name in NAMES[:4]}
    found = look({**pages, **like, "forms/page-template.md": RFC})

    assert {} == governed(found)
    assert [4] == [one.documents for one in found.unknown if one.why.startswith(SCATTERED)]


def test_a_template_amid_documents_of_which_few_follow_it_governs_their_folder() -> None:
    """They are proposals by their folder, and it lies among them."""
    files = {f"rfcs/{name}.md": FILLED if name in NAMES[:3] else NOTES for name in (*NAMES, "winches", "gates", "oil")}

    assert {"rfcs/TEMPLATE.md": tuple(sorted(files))} == governed(look({**files, "rfcs/TEMPLATE.md": RFC}))


def test_a_template_called_after_its_documents_is_one_and_the_first_of_them_is_none() -> None:
    """Number zero is about the process, and what is called `pip-template` is the template, however much it explains."""
    own = {f"pips/pip-{number:04}.md": PLAIN for number in range(1, 6)}
    first = b"# Process\n\n- Status: New\n\n## What\n\n<words>\n\n## Editors\n\n<names>\n\n## Why\n\n<why>\n"
    found = look({**own, "pips/pip-0000.md": first, "pips/pip-template.md": PLAIN})

    assert {"pips/pip-template.md": ("pips/pip-0000.md", *own)} == governed(found)


@pytest.mark.parametrize("name", ["0000-modele-adr", "vorlage", "plantilla-adr", "adr-sjabloon", "modello"])
def test_a_template_is_called_so_in_other_languages(name: str) -> None:
    """Its name says it, and the documents beside it follow it."""
    own = {f"decisions/{number:04}-x.md": FILLED for number in range(1, 5)}

    assert {f"decisions/{name}.md": tuple(own)} == governed(look({**own, f"decisions/{name}.md": RFC}))


def test_a_tools_places_in_packages_are_places_too() -> None:
    """A repository of several packages keeps specs in each; notes beside them are not of the checklist's template."""
    texts = {name: builtin_template(f"spec-kit-{name}").encode() for name in ("spec", "plan", "tasks", "checklist")}
    files: dict[str, bytes] = {f".specify/templates/{name}-template.md": text for name, text in texts.items()}
    own: dict[str, bytes] = {}
    for place in ("specs/001-a", "specs/002-b", "packages/quay/specs/001-c"):
        own |= {f"{place}/{name}.md": texts[name] for name in ("spec", "plan", "tasks")}
        own[f"{place}/checklists/quality.md"] = texts["checklist"]
        files |= {
            f"{place}/{name}.md": b"# Notes\n\n**Feature**: x\n**Created**: today\n" for name in ("research", "data")
        }
    found = look({**files, **own})

    assert {path for one in found.families for path in one.documents} == set(own)
    assert {f".specify/templates/{name}-template.md" for name in texts} == set(governed(found))


def test_a_tools_place_in_a_package_alone() -> None:
    """No glob is written that names no file."""
    tasks = builtin_template("spec-kit-tasks").encode()
    found = look({".specify/memory/rules.md": NOTES, "quay/specs/001-a/tasks.md": tasks})

    assert [("quay/**/specs/*/tasks.md",)] == [one.match for one in found.families]


def test_a_tools_own_form_for_changes_is_not_the_one_of_its_specifications() -> None:
    """Its schema has a `spec.md` that is for changes: neither specifications nor what else is called so are of it."""
    form = (
        b"## Purpose\n<!-- For a new capability alone. -->\n\n## ADDED Requirements\n\n### Requirement: <!-- name -->\n"
    )
    spec = builtin_template("openspec-spec").encode()
    specs = {f"openspec/specs/{name}/spec.md": spec for name in NAMES}
    other = {f"openspec/work/{name}/spec.md": NOTES for name in NAMES}
    found = look({**specs, **other, "schemas/flow/templates/spec.md": form})

    assert {"openspec-spec": tuple(sorted(specs))} == governed(found)


def test_of_two_templates_that_fit_the_one_whose_deep_sections_are_kept() -> None:
    """Both ask for the same sections, and one for parts that no document has."""
    parts, seldom = b"\n### Sources\n\nName them.\n", b"\n### Budget\n\nGive it.\n\n### Risks\n\nName them.\n"
    own = {f"stories/{number}-x.md": FILLED + b"\n### Sources\n\nThe tide tables.\n" for number in range(1, 6)}
    found = governed(look({**own, "a/story-template.md": RFC + seldom, "b/story-template.md": RFC + parts}))

    assert {"b/story-template.md": tuple(own)} == found
