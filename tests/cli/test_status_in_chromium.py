"""The page of ``speclatch status`` in a real browser: keys pressed, places clicked, rows compared with the JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Repository
from tests.support.chromium import MISSING, Chromium, program

EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
PRD = "docs/10-prd/PRD-021-collection-slots.md"
ROWS = """[...document.querySelectorAll("tbody tr")].map((row) => Object.fromEntries([...row.cells].map(
  (cell, index) => [index ? cell.dataset.label : "Path", (index ? cell : cell.querySelector(".path")).textContent])))"""
CURRENT = """document.querySelector("nav [aria-current=page]").textContent"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """A browser, where there is one."""
    path = program()
    if path is None:
        pytest.skip(MISSING)
    with Chromium(path) as opened:
        opened.screen(1200)
        yield opened


@pytest.fixture
def data(depot: Repository, browser: Chromium, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The status of a few specs in several states, whose page is open; at the end no script may have failed."""
    text = depot.read(EXEC)
    for number, state, owner in ((15, "Draft", "Ada"), (16, "Implementation", "zoe"), (17, "Draft", "Ada")):
        other = text.replace("EXEC-014", f"EXEC-{number:03d}").replace("status: Implementation", f"status: {state}")
        other = other.replace("owner: Tom Oduya", f"owner: {owner}")
        other = other.replace("[x] SRM", "[ ] SRM") if number > 15 else other
        depot.write({f"docs/21-exec-spec/EXEC-{number:03d}-collection-slots.md": other})
    depot.edit("docs/21-exec-spec/EXEC-017-collection-slots.md", "PRD-021-collection-slots.md\n", "PRD-021-gone.md\n")
    depot.write({"docs/10-prd/PRD-050-new.md": "---\nid: PRD-050\nstatus: Approved\n---\n\n# New\n"})
    page = tmp_path_factory.mktemp("pages") / "status.html"
    assert 0 == depot.run("status", "--format", "html", "--output", str(page)).code
    browser.open(page)
    yield json.loads(depot.run("status", "--format", "json").out)
    assert [] == browser.faults


def paths(browser: Chromium) -> list[str]:
    """The paths of the rows, in the order in which they are shown."""
    return [row["Path"] for row in browser.evaluate(ROWS)]


def sort_by(browser: Chromium, label: str) -> str:
    """Click a column's head; which way the column then says that it is sorted."""
    heads = browser.evaluate("[...document.querySelectorAll('thead th')].map((one) => one.textContent)")
    head = next(f"thead th:nth-child({index})" for index, text in enumerate(heads, 1) if text.startswith(label))
    before = browser.evaluate(f"document.querySelector('{head}').ariaSort")
    browser.click(f"{head} button")
    browser.wait(f"document.querySelector('{head}').ariaSort !== '{before}'")
    said: str = browser.evaluate(f"document.querySelector('{head}').ariaSort")
    return said


def test_rows_are_what_the_data_say(data: Any, browser: Chromium) -> None:
    """Every spec has a row, with its phase, owner, tasks and day."""
    shown = [[row[name] for name in ("Path", "Phase", "Owner", "Tasks", "Changed")] for row in browser.evaluate(ROWS)]

    assert shown == [
        [
            one["path"],
            one["phase"],
            one["owner"],
            "{done}/{total}".format(**one["counts"]["tasks"]) if one["counts"]["tasks"]["total"] else "",
            one["changed"] or "",
        ]
        for one in data["specs"]
    ]


def test_typing_filters(data: Any, browser: Chromium) -> None:
    """Each key counts, the field keeps the focus, the address says what was searched for; taken back, all is there."""
    browser.click("input[name=q]")
    browser.type("exec-01")
    browser.wait("document.querySelectorAll('tbody tr').length === 4")
    browser.type("6")
    browser.wait("document.querySelectorAll('tbody tr').length === 1")
    found = paths(browser)
    focus, address = browser.evaluate(
        "[document.activeElement.name + '=' + document.activeElement.value, location.hash]"
    )
    browser.press(["Backspace"] * len("exec-016"))
    browser.wait(f"document.querySelectorAll('tbody tr').length === {len(data['specs'])}")

    assert [one["path"] for one in data["specs"] if one["id"] == "EXEC-016"] == found
    assert ("q=exec-016", "#specs?q=exec-016") == (focus, address)


def test_what_is_typed_finds_owners(data: Any, browser: Chromium) -> None:
    """In any case of letters; what nobody has leaves no row, and says so."""
    browser.click("input[name=q]")
    browser.type("ADA")
    browser.wait("document.querySelectorAll('tbody tr').length === 2")
    found = paths(browser)
    browser.type(" Lovelace")
    browser.wait("!document.querySelector('tbody tr')")

    assert [one["path"] for one in data["specs"] if one["owner"] == "Ada"] == found
    assert f"0 of {len(data['specs'])} specs" == browser.evaluate("document.querySelector('main .count').textContent")


def test_clicked_heads_sort(data: Any, browser: Chromium) -> None:
    """Up at the first click, down at the second; specs that are equal stay as they were."""

    def owner(spec: Any) -> str:
        return str(spec["owner"]).lower() or "\uffff"

    for reverse, way in ((False, "ascending"), (True, "descending")):
        said = sort_by(browser, "Owner")

        assert way == said
        assert [one["path"] for one in sorted(data["specs"], key=owner, reverse=reverse)] == paths(browser)


def test_most_findings_come_first(data: Any, browser: Chromium) -> None:
    """Who sorts by findings looks for the worst."""
    sort_by(browser, "Findings")
    weights = {one["path"]: tuple(one["findings"].values()) for one in data["specs"]}

    assert sorted(weights.values(), reverse=True) == [weights[path] for path in paths(browser)]


def test_a_chosen_phase_stays_with_the_order(data: Any, browser: Chromium) -> None:
    """A tile, a choice or a link filter; the order that was clicked before is kept."""
    sort_by(browser, "Spec")
    sort_by(browser, "Spec")
    browser.click("select[name=phase]")
    browser.type("d")  # a list takes the first letter of a choice
    browser.press(["Enter"])
    browser.wait("location.hash.includes('phase=draft') && document.querySelectorAll('tbody tr').length === 2")
    drafts = [one["path"] for one in data["specs"] if one["phase"] == "draft"]

    assert drafts[::-1] == paths(browser)


def test_clicked_tabs_show_their_view(data: Any, browser: Chromium) -> None:
    """The documents with their numbers, the graph with a box for each spec; and the way back leads back."""
    browser.click("nav li:nth-child(2) a")
    browser.wait(f"{CURRENT} === 'PRDs and ADRs'")
    documents = [(row["Path"], row["Specs"]) for row in browser.evaluate(ROWS)]
    browser.click("nav li:nth-child(3) a")
    browser.wait(f"{CURRENT} === 'Graph'")
    boxes = browser.evaluate("[...document.querySelectorAll('svg a text')].map((one) => one.textContent)")
    browser.evaluate("history.back()")
    browser.wait(f"{CURRENT} === 'PRDs and ADRs'")

    assert [(one["path"], str(len(one["specs"]))) for one in data["documents"]] == documents
    assert {one["id"] for one in data["specs"] if one["id"]} <= set(boxes)


def test_tiles_count_and_lead_to_what_they_count(data: Any, browser: Chromium) -> None:
    """Each number is that of the data, and of the rows behind it."""
    tiles = browser.evaluate("[...document.querySelectorAll('.tiles strong')].map((one) => Number(one.textContent))")
    totals = data["totals"]
    failing = [one["path"] for one in data["specs"] if one["findings"]["errors"]]
    browser.click(".tiles li:nth-child(4) a")
    # The address changes first, and the rows when the page is told of it.
    browser.wait(
        f"location.hash.includes('state=failing') && document.querySelectorAll('tbody tr').length === {len(failing)}"
    )
    names = ("specs", "ready", "open", "failing", "stale", "suspect", "without_spec")

    assert [totals[name] for name in names] == tiles[: len(names)]
    assert failing == paths(browser)
    assert 0 < len(failing) < len(data["specs"])


def test_a_clicked_spec_shows_its_findings(data: Any, browser: Chromium) -> None:
    """Each with its line, and every reference with its state."""
    worst = max(data["specs"], key=lambda one: len(one["problems"]))
    browser.click(f"a[href$='{worst['path'].replace('/', '%2F')}']")
    browser.wait("location.hash.startsWith('#spec?') && document.querySelector('ul.findings')")
    lines = browser.evaluate("[...document.querySelectorAll('ul.findings li')].map((one) => one.textContent)")
    states = browser.evaluate("[...document.querySelectorAll('main tbody tr')].map((one) => one.cells[3].textContent)")

    assert [(one["severity"], f"line {one['line']}", True) for one in worst["problems"]] == [
        (*line.split(":")[0].split(" ", 1), one["rule"] in line)
        for line, one in zip(lines, worst["problems"], strict=True)
    ]
    assert [one["state"] for one in worst["references"]] == states


def test_an_address_opens_its_view(
    depot: Repository, data: Any, browser: Chromium, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The phase, the words searched for and the order are kept in it."""
    page = tmp_path_factory.mktemp("pages") / "status.html"
    depot.run("status", "--format", "html", "--output", str(page))
    browser.open(page, "#specs?phase=draft&sort=spec&dir=desc")
    drafts = paths(browser)
    browser.open(page, "#specs?q=exec-016")

    assert [one["path"] for one in data["specs"] if one["phase"] == "draft"][::-1] == drafts
    assert [one["path"] for one in data["specs"] if one["id"] == "EXEC-016"] == paths(browser)


def test_long_lists_are_drawn_as_they_are_scrolled(
    depot: Repository, data: Any, browser: Chromium, tmp_path: Path
) -> None:
    """A hundred rows at first, the rest towards the end; on paper, all."""
    [spec, *_] = (one for one in data["specs"] if one["id"] == "EXEC-014")
    many = [{**spec, "id": f"EXEC-{number}", "path": f"{number}.md"} for number in range(1000, 1250)]
    report, page = tmp_path / "many.json", tmp_path / "many.html"
    report.write_text(json.dumps({**data, "specs": many}), encoding="utf-8")
    assert 0 == depot.run("status", str(report), "--format", "html", "--output", str(page)).code
    browser.open(page)
    first = len(paths(browser))
    browser.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    browser.wait("document.querySelectorAll('tbody tr').length === 200")
    browser.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    assert 100 == first
    assert [one["path"] for one in many] == paths(browser)


@pytest.mark.parametrize("view", ["#specs", "#documents", "#graph", "spec", "document"])
def test_nothing_is_wider_than_the_screen(data: Any, browser: Chromium, view: str) -> None:
    """On a phone, on a tablet, on a desk and on paper; a graph has a bar of its own to scroll with."""
    keys = {"spec": EXEC, "document": PRD}
    address = f"#{view}?key={keys[view]}" if view in keys else view
    browser.evaluate(
        "new Promise((drawn) => { addEventListener('hashchange', drawn, { once: true });"
        f" location.hash = {json.dumps(address)}; }}).then(() => true)"
    )
    wider = []
    for width, medium in ((390, ""), (820, ""), (1200, ""), (718, "print")):
        browser.screen(width)
        browser.media(medium)
        wider.append(browser.evaluate("document.documentElement.scrollWidth") - width)
    browser.screen(1200)

    assert [0, 0, 0, 0] == wider


def test_of_many_specs_the_first_are_shown(depot: Repository, data: Any, browser: Chromium, tmp_path: Path) -> None:
    """The others of a requirement are folded away until somebody clicks, and unfolded on paper."""
    [spec, *_] = (one for one in data["specs"] if one["id"] == "EXEC-014")
    many = [{**spec, "id": f"EXEC-{number}", "path": f"{number}.md"} for number in range(1000, 1030)]
    documents = [one for one in data["documents"] if one["path"] == PRD]
    places = [{"path": one["path"], "line": 1} for one in many]
    documents = [{**one, "requirements": [{**one["requirements"][0], "specs": places}]} for one in documents]
    report, page = tmp_path / "many.json", tmp_path / "many.html"
    report.write_text(json.dumps({**data, "specs": many, "documents": documents}), encoding="utf-8")
    assert 0 == depot.run("status", str(report), "--format", "html", "--output", str(page)).code
    visible = "[...document.querySelectorAll('td .id a[href]')].filter((one) => one.checkVisibility()).length"
    browser.open(page, f"#document?key={PRD}")
    first, summary = browser.evaluate(f"[{visible}, document.querySelector('summary').textContent]")
    browser.click("summary")
    browser.wait(f"{visible} === {len(many)}")
    browser.click("summary")
    browser.wait(f"{visible} === {first}")
    browser.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    assert (8, "22 more", len(many)) == (first, summary, browser.evaluate(visible))


def test_what_is_no_specs_stands_before_the_list(depot: Repository, browser: Chromium, tmp_path: Path) -> None:
    """A spec that cannot be read has no row; the page says so, with its line."""
    torn = "docs/21-exec-spec/EXEC-015-torn.md"
    depot.write({torn: b"---\nid: EXEC-015\n---\n\n# Exec Spec: \xff\n"})
    page = tmp_path / "status.html"
    assert 0 == depot.run("status", "--format", "html", "--output", str(page)).code
    browser.open(page)
    shown = browser.evaluate("document.querySelector('.besides').textContent")

    assert shown.startswith("1 finding beside the specs"), shown
    assert f"{torn}:5: this spec cannot be judged" in shown
