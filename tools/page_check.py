"""Look at the page of ``speclatch status`` in a browser: ``make page-check``. Needs Chromium, npm for axe-core.

Every view of a page of made-up specs in every state is opened in light and in dark, on a desk, a tablet and a phone:
axe-core says what people with other senses or hands would stumble on, nothing may be wider than the screen, and no
script may fail. Then a page of many specs is loaded, searched and sorted with real keys and clicks, and timed. Other
pages can be named in place of the made-up one: ``python -m tools.page_check status.html --pictures folder``.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.synthetic import GIT, Synthetic
from tests.support.chromium import MISSING, Chromium, program

FOLDER = Path(__file__).resolve().parent
AXE = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1200, 820, 390)
SPECS = 200
MANY = 5_000
LONG_TASKS = """
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.longTasks.push(Math.round(one.duration));
}).observe({ type: "longtask", buffered: true });
"""
PROBLEMS = """axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations.map((one) =>
  one.id + ": " + one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")))"""
LONGEST = "Math.max(0, ...window.longTasks)"


def installed() -> Path | None:
    """axe-core beside this file, installed from npm where it is missing; git ignores it."""
    npm = shutil.which("npm")
    if not AXE.exists() and npm is not None:
        command = [npm, "install", "--silent", "--no-save", "--no-package-lock", "--prefix", str(FOLDER), "axe-core"]
        subprocess.run(command, check=True)  # noqa: S603 - our own words
    return AXE if AXE.exists() else None


def varied(root: Path, count: int) -> None:
    """A repository whose specs are in every state: draft, retired, open, broken, stale, suspect, each of some."""
    made = Synthetic(root, count, 0)
    made.make()
    made.git(
        "remote", "add", "origin", "https://github.com/depots/collection_slots_of_all_depots_and_their_counters.git"
    )
    changes = (
        ("status: Implementation", "status: Draft"),
        ("- [x] Migration applied", "- [ ] Migration applied"),
        ("status: Implementation", "status: Completed"),
        ("adr_refs: [ADR-", "adr_refs: [ADR-9"),
        ("status: Implementation", "status: Superseded"),
        ("owner: Tom Oduya", "owner: the_squad_of_the_depots_and_their_counters@a-long-name.example.org"),
        ("_slots_", "_gone_"),
        ("| `services/slots/keys.ts` | Query keys per depot and day, and per booking |\n", "| TODO | TBD |\n"),
    )
    for number in range(1, count + 1):
        path, (old, new) = made.spec(number), changes[number % len(changes)]
        if number % 3:
            path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    for number in range(1, (count - 1) // 20 + 2):
        path = made.prd(number)
        text = path.read_text(encoding="utf-8")
        if number % 3 == 1:
            path.write_text(text + "- REQ-PRD-FUN-99: what nobody has taken up\n", encoding="utf-8")
        elif number % 3 == 2:
            path.write_text(text.replace("status: Approved", "status: Superseded by PRD-0001"), encoding="utf-8")
    (made.prd(1).with_name("PRD-9001-nobody.md")).write_text("---\nid: PRD-9001\nstatus: Draft\n---\n\n# Nobody's\n")
    later = {f"GIT_{who}_DATE": "2040-03-01T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    for paths, more in ((["docs/21-exec-spec"], {}), (["."], later)):
        made.git("add", "--all", *paths)
        command = [*GIT, "commit", "--quiet", "--message", "Later"]
        subprocess.run(command, cwd=root, env=os.environ | more, check=True)  # noqa: S603 - our own words


def status_page(root: Path, out: Path) -> float:
    """Write the page of a repository; the processor seconds that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-I", "-m", "speclatch", "status", "--format", "html", "--output", str(out.absolute())]
    environ = {name: value for name, value in os.environ.items() if name != "CI"}
    environ["XDG_CACHE_HOME"] = str(out.absolute().parent / "cache")
    subprocess.run(command, cwd=root, check=True, env=environ, stderr=subprocess.DEVNULL)  # noqa: S603 - our own words
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def views(browser: Chromium) -> dict[str, str]:
    """The views of the page that is open, by name: the address after the file's name."""
    find = """(() => {
      const key = (one) => encodeURIComponent(one.repository ? one.repository + ":" + one.path : one.path);
      const most = (list, count) => list.length ? key(list.reduce((a, b) => count(b) > count(a) ? b : a)) : "";
      return [most(data.specs, (one) => one.problems.length), most(data.documents, (one) => one.requirements.length)];
    })()"""
    spec, document = browser.evaluate(find)
    found = {"specs": "#specs", "documents": "#documents", "graph": "#graph", "suspect": "#specs?state=suspect"}
    return {
        **found,
        **({"spec": f"#spec?key={spec}"} if spec else {}),
        **({"document": f"#document?key={document}"} if document else {}),
    }


def checked(
    browser: Chromium, page: Path, pictures: Path | None = None, widths: Sequence[int] = WIDTHS
) -> Iterator[str]:
    """Everything that is wrong with a page in any of its views, colours and widths, a line each."""
    axe = AXE.read_text(encoding="utf-8")
    browser.open(page)
    for name, view in views(browser).items():
        for width in widths:
            for dark in (False, True):
                browser.screen(width, 900, dark=dark)
                browser.open(page, view)
                browser.evaluate(axe)
                where = f"{page.name} {name} {width} {'dark' if dark else 'light'}"
                wide = browser.evaluate("document.documentElement.scrollWidth") - width  # a phone makes itself wider
                yield from (f"{where}: {problem}" for problem in browser.evaluate(PROBLEMS))
                yield from (f"{where}: {fault}" for fault in browser.faults)
                if wide > 0:
                    yield f"{where}: {wide} px wider than the screen"
                if pictures is not None:
                    (pictures / f"{where.replace(' ', '-')}.png").write_bytes(browser.picture(whole=True))


def timed(browser: Chromium, page: Path) -> Iterator[tuple[str, int]]:
    """Milliseconds: the first paint, and the longest tasks (of 50 or more) in which the page answers to nothing."""
    browser.screen(WIDTHS[0])
    browser.before_scripts(LONG_TASKS)
    browser.open(page)
    browser.wait("performance.getEntriesByName('first-contentful-paint').length")
    settle(browser)
    yield "first paint", round(browser.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    yield "longest task while loading", browser.evaluate(LONGEST)
    browser.evaluate("window.longTasks = []")
    browser.click("input[name=q]")
    for text in ("exec-04", "slots 49"):
        browser.type(text)
        settle(browser)
        browser.press(["Backspace"] * len(text))
        settle(browser)
    yield "longest task while typing in the search", browser.evaluate(LONGEST)
    for name, column in (("name", "first"), ("date", "last")):
        browser.evaluate("window.longTasks = []")
        for _ in range(2):
            browser.click(f"thead th:{column}-child button")
            settle(browser)
        yield f"longest task while sorting by {name}, up and down", browser.evaluate(LONGEST)


def settle(browser: Chromium) -> None:
    """Wait until the page has drawn what was asked for: its search waits 120 ms for the next key."""
    browser.evaluate(
        "new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 400))"
    )


def main() -> int:
    """Check the pages that are named, or those that are made up; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE", help="pages of `speclatch status --format html`")
    parser.add_argument("--pictures", type=Path, help="put a picture of each view into this folder")
    parser.add_argument("--specs", type=int, default=MANY, help="specs of the page that is timed; 0: none is")
    asked = parser.parse_args()
    path = program()
    if path is None or installed() is None:
        print(MISSING if path is None else "axe-core is not here and npm was not found: install Node.js")
        return 2
    if asked.pictures is not None:
        asked.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, Chromium(path) as browser:
        folder = Path(temporary)
        if not asked.pages:
            varied(folder / "varied", SPECS)
            status_page(folder / "varied", folder / "varied.html")
        wrong = 0
        for page in asked.pages or [folder / "varied.html"]:
            found = list(checked(browser, page, asked.pictures))
            wrong += len(found)
            print(f"{page.name}: {len(found)} faults", *found, sep="\n  ", flush=True)
        if asked.specs and not asked.pages:
            varied(folder / "many", asked.specs)
            seconds = status_page(folder / "many", folder / "many.html")
            size = (folder / "many.html").stat().st_size / 1e6
            print(f"{asked.specs} specs: {size:.1f} MB, made in {seconds:.0f} processor seconds", flush=True)
            for name, milliseconds in timed(browser, folder / "many.html"):
                print(f"  {name}: {milliseconds} ms", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
