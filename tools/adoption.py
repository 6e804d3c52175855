"""Try ``speclatch init`` on public repositories that nobody set up: ``make adoption CLONES=FOLDER``.

`adoption.toml` beside this file lists repositories, each with a commit and with what was written down as right by
reading its tree before `init` ran there. FOLDER holds clones, one per repository as `owner+name` or `owner/name`, with
a work tree or without; nothing is downloaded, and what is missing is said. Of each a clean copy at its commit is made,
and in it `init --yes`, `check --all` and `prove` run as a newcomer would run them. Printed are counts and names alone,
nothing of what the repositories say.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from speclatch.globs import globs_of

ROOT = Path(__file__).resolve().parent.parent
LISTED = Path(__file__).with_suffix(".toml")
RIGHT = 0.95
"""From which share on what is governed counts as right."""
PASSING = 0.85
"""The share of finished documents without an error that is wanted."""
STRONG = 0.85
"""The strength that is wanted."""
LIMIT = 600
"""Seconds that a repository may take, all three commands together."""
FINISHED = ("implementing", "done")
_CONFIG = ".speclatch.yml"
_IGNORED = f"git ignores {_CONFIG}"
_LEFT_OUT = re.compile(r"left out    (\d+) documents? in (.+?): ")
_WARNING = re.compile(r"^(?:speclatch: )?warning: ", re.MULTILINE)


@dataclass(frozen=True)
class Family:
    """Documents that are of one kind, as globs; ``!`` takes out.

    ``by`` are the templates (paths, or names of bundled families) of which one has to govern them; none: whichever.
    ``unknown``: there is no template for them and no bundled one fits; `init` is right where it says so and how many.
    """

    documents: tuple[str, ...]
    by: tuple[str, ...] = ()
    unknown: bool = False


@dataclass(frozen=True)
class Truth:
    """What is right for one repository at one commit. ``either``: governed or not, both are right."""

    name: str
    commit: str
    families: tuple[Family, ...] = ()
    either: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Changes with anything that it says."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass
class Result:
    """What came of one repository. Shares are 0 to 1; None: not measured, ``note`` says why."""

    name: str
    commit: str
    key: str = ""
    documents: int = 0
    """Documents that are to be governed, or to be named as not understood."""
    governed: int = 0
    right: float | None = None
    """Of what is governed and what should be: twice what is right in both, divided by the sum of both."""
    named: int = 0
    """Documents that are right because `init` names them as not understood."""
    missed: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    mistaken: list[str] = field(default_factory=list)
    """Paths that should be governed and are not, that are and should not, and that another template governs."""
    warnings: int | None = None
    finished: int | None = None
    passing: int | None = None
    strength: float | None = None
    harmless: int | None = None
    disturbed: int | None = None
    exits: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    """On the clock, by command."""
    processor: dict[str, float] = field(default_factory=dict)
    note: str = ""


def read(path: Path) -> list[Truth]:
    """The committed list."""
    with path.open("rb") as file:
        given = tomllib.load(file)
    return [
        Truth(
            one["name"],
            one["commit"],
            tuple(
                Family(tuple(each["documents"]), tuple(each.get("by", ())), each.get("unknown", False))
                for each in one.get("family", ())
            ),
            tuple(one.get("either", ())),
        )
        for one in given["repository"]
    ]


def clone_of(name: str, clones: Path) -> Path | None:
    """Where a repository's clone is, under either of its names."""
    places = (clones / name.replace("/", "+"), clones / name)
    return next((place for place in places if (place / ".git").exists() or (place / "HEAD").exists()), None)


def copied(clone: Path, commit: str, folder: Path) -> list[str]:
    """Make a clean copy at a commit and list its files. A clone may lack large files: they are missing there, too.

    Raises:
        subprocess.CalledProcessError: the clone does not have the commit.
    """
    _git(clone, "cat-file", "-e", f"{commit}^{{commit}}")
    _git(clone, "clone", "--quiet", "--shared", "--no-checkout", str(clone), str(folder))
    _git(folder, "update-ref", "HEAD", commit)
    _git(folder, "read-tree", commit)
    subprocess.run(["git", "checkout-index", "--all", "--force"], cwd=folder, capture_output=True)  # noqa: S607
    return [path for path in _git(folder, "ls-files", "-z").split("\0") if path]


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "safe.directory=*", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True).stdout  # noqa: S603


def judge(truth: Truth, paths: Collection[str], governed: Mapping[str, str], said: str, result: Result) -> None:
    """Compare what is governed with what is right.

    Args:
        truth: what is right.
        paths: all files of the repository.
        governed: by path, the template's path or the bundled family's name that governs it.
        said: what `init` printed.
        result: is filled.
    """
    left_out = globs_of(tuple(_unquoted(found[2]) for found in _LEFT_OUT.finditer(said)))
    either = globs_of(truth.either)
    wanted: dict[str, Family] = {}
    for family in truth.families:
        globs = globs_of(family.documents)
        wanted.update({path: family for path in paths if globs.matches(path) and path not in wanted})
    counted = {path: by for path, by in governed.items() if path in wanted or not either.matches(path)}
    named = {path for path, one in wanted.items() if one.unknown and path not in counted and left_out.matches(path)}
    for path, by in counted.items():
        if path not in wanted or wanted[path].unknown:
            result.beyond.append(path)
        elif wanted[path].by and by not in wanted[path].by:
            result.mistaken.append(path)
    result.missed = sorted(set(wanted) - set(counted) - named)
    result.documents, result.governed, result.named = len(wanted), len(counted), len(named)
    hits = len(counted) - len(result.beyond) - len(result.mistaken) + len(named)
    total = len(wanted) + len(counted) + len(named)
    result.right = 2 * hits / total if total else 1.0


def _unquoted(place: str) -> str:
    return place.removeprefix("./")


def governors(config: str) -> dict[str, str]:
    """By profile, the template or the bundled family behind it, as the written configuration says."""
    profiles = (yaml.safe_load(config) or {}).get("profiles") or ()
    by = {one.get("name") or one.get("use"): one.get("template") or one.get("use") for one in profiles}
    return {name: of or name for name, of in by.items()}


class _Clock:
    """Runs the commands one after the other within one limit."""

    def __init__(self, folder: Path, limit: float, result: Result) -> None:
        self._folder = folder
        self._end = time.monotonic() + limit
        self._limit = limit
        self._result = result

    def run(self, what: str, *arguments: str) -> tuple[str, str] | None:
        """What a command printed; None: the limit was hit, which the result says."""
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        with subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", "speclatch", *arguments],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")},
        ) as process:
            try:
                out, err = process.communicate(timeout=max(0.1, self._end - start))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)  # its workers, too
                process.communicate()
                self._result.note = f"limit of {self._limit:.0f} s hit in {what}"
                return None
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self._result.seconds[what] = round(time.monotonic() - start, 1)
        self._result.processor[what] = round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1)
        self._result.exits[what] = process.returncode
        return out, err


def found_only(truth: Truth, clone: Path) -> Result:
    """Compare what `init` finds before it tries and writes anything: which documents it would govern, in seconds."""
    from speclatch.cli.init import _findings
    from speclatch.scaffold.survey import survey
    from speclatch.trees.local import open_local

    result = Result(truth.name, truth.commit)
    with tempfile.TemporaryDirectory(prefix="adoption-") as made:
        folder = Path(made, "copy")
        paths = copied(clone, truth.commit, folder)
        start = time.monotonic()
        seen = survey(open_local(folder, os.environ).work_tree())
        result.seconds["found"] = round(time.monotonic() - start, 1)
    governed: dict[str, str] = {}
    for family in seen.families:
        for path in family.documents:
            governed.setdefault(path, family.template or family.use)
    governed = {path: by for path, by in governed.items() if path not in seen.excluded}
    judge(truth, paths, governed, "".join(span.text for span in _findings(seen)), result)
    return result


def measure(truth: Truth, clone: Path, limit: float, keep: Path | None = None) -> Result:
    """Run the three commands in a clean copy.

    Args:
        truth: the repository and what is right.
        clone: its clone.
        limit: seconds for all three.
        keep: a folder for what the commands print and write, to look at; None: nothing is kept.
    """
    result = Result(truth.name, truth.commit)
    with tempfile.TemporaryDirectory(prefix="adoption-") as made:
        folder = Path(made, "copy")
        try:
            paths = copied(clone, truth.commit, folder)
        except subprocess.CalledProcessError:
            result.note = "the clone lacks the commit"
            return result
        _measured(truth, paths, folder, _Clock(folder, limit, result), result, keep)
    return result


def _measured(truth: Truth, paths: list[str], folder: Path, clock: _Clock, result: Result, keep: Path | None) -> None:
    init = clock.run("init", "init", "--yes")
    if init is not None and _IGNORED in init[1]:  # as it asks, an exception below the line that ignores it
        with (folder / ".gitignore").open("a", encoding="utf-8") as file:
            file.write(f"\n!{_CONFIG}\n")
        result.note = f"`!{_CONFIG}` added to .gitignore, as init asked"
        init = clock.run("init", "init", "--yes")
    if init is None:
        return
    config = folder / _CONFIG
    written = config.read_text(encoding="utf-8") if config.exists() else ""
    _kept(keep, truth, ".init", "".join(init))
    _kept(keep, truth, ".yml", written)
    if result.exits["init"] != 0:
        result.note = f"init ended with {result.exits['init']}"
        return
    checked = clock.run("check", "check", "--all", "--format", "json", "--no-cache")
    if checked is None:
        return
    _kept(keep, truth, ".json", checked[0])
    result.warnings = len(_WARNING.findall(init[1])) + len(_WARNING.findall(checked[1]))
    if result.exits["check"] not in (0, 1):
        result.note = f"check ended with {result.exits['check']}: {checked[1].strip()[:80]}"
    report = json.loads(checked[0] or "{}")
    by = governors(written)
    governed = {one["path"]: by.get(one["profile"], one["profile"]) for one in report.get("specs", ())}
    judge(truth, paths, governed, init[0], result)
    result.finished, result.passing = passing(report)
    proved = clock.run("prove", "prove", "--format", "json")
    if proved is None:
        return
    if not proved[0]:
        result.note = result.note or f"prove ended with {result.exits['prove']}: {proved[1].strip()[:80]}"
        return
    strength = json.loads(proved[0])
    result.strength = strength["strength"]
    harmless = [one["harmless"] for one in strength["profiles"]]
    result.harmless = sum(one["tried"] for one in harmless)
    result.disturbed = sum(one["disturbed"] for one in harmless)


def _kept(keep: Path | None, truth: Truth, ending: str, text: str) -> None:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{truth.name.replace('/', '+')}{ending}").write_text(text, encoding="utf-8")


def passing(report: Mapping[str, Any]) -> tuple[int, int]:
    """How many documents are finished, and how many of these have no error, a file of metadata beside them included."""
    finished = {one["path"] for one in report.get("specs", ()) if one["phase"] in FINISHED}
    wrong = {one["path"] for one in report.get("findings", ()) if one["severity"] == "error"}
    every = {one["path"] for one in report.get("specs", ())}
    beside = {PurePosixPath(path).parent for path in wrong - every if path.endswith((".yaml", ".yml"))}
    failing = {path for path in finished if path in wrong or PurePosixPath(path).parent in beside}
    return len(finished), len(finished) - len(failing)


def program() -> str:
    """Which program is measured: the commit, and whether the sources differ from it."""
    commit = _git(ROOT, "rev-parse", "--short=12", "HEAD").strip()
    changed = _git(ROOT, "status", "--porcelain", "--", "src").strip()
    return f"{commit}{'+' if changed else ''}"


def table(results: Sequence[Result]) -> Iterator[str]:
    """The results as a table of Markdown, and a line that sums them up."""
    yield "| repository | documents | governed right | no error | strength | disturbed | warnings | s | |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|---|"
    for one in results:
        cells = (
            one.name,
            str(one.documents),
            "" if one.right is None else f"{one.right:.2f}{'' if one.right >= RIGHT else ' ✗'}",
            "" if one.finished is None else f"{one.passing}/{one.finished}",
            "" if one.strength is None else f"{one.strength:.2f}",
            "" if one.harmless is None else f"{one.disturbed}/{one.harmless}",
            "" if one.warnings is None else str(one.warnings),
            f"{one.seconds['init']:.0f}" if "init" in one.seconds else "",
            "; ".join(filter(None, (f"{one.named} named as not understood" if one.named else "", one.note))),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield from summary(results)


def summary(results: Sequence[Result]) -> Iterator[str]:
    """What a sentence says of all."""
    right = [one for one in results if one.right is not None and one.right >= RIGHT]
    finished = [one for one in right if one.finished]
    well = [one for one in finished if one.passing is not None and one.passing >= PASSING * (one.finished or 0)]
    proved = [one for one in right if one.strength is not None and one.governed]
    strong = [one for one in proved if (one.strength or 0) >= STRONG]
    tried = sum(one.harmless or 0 for one in results)
    yield f"right to {RIGHT}: {len(right)} of {len(results)}, {sum(bool(one.named) for one in right)} by naming some"
    yield f"of these, at least {PASSING:.0%} of the finished documents without an error: {len(well)} of {len(finished)}"
    yield f"of these, a strength of at least {STRONG}: {len(strong)} of {len(proved)}"
    yield f"harmless edits disturbed: {sum(one.disturbed or 0 for one in results)} of {tried}"
    yield f"warnings: {sum(one.warnings or 0 for one in results)}"
    ends = Counter(f"{what} {code}" for one in results for what, code in one.exits.items() if code not in (0, 1))
    if ends:
        yield f"ended otherwise: {', '.join(f'{what} ({number})' for what, number in sorted(ends.items()))}"


def found_table(results: Sequence[Result]) -> Iterator[str]:
    """What `init` finds, as a table of Markdown, and a line that sums it up."""
    yield "| repository | documents | governed right | missed | beyond | by another | |"
    yield "|---|--:|--:|--:|--:|--:|---|"
    for one in results:
        right = one.right or 0.0
        counts = " | ".join(str(len(paths)) for paths in (one.missed, one.beyond, one.mistaken))
        named = f"{one.named} named as not understood" if one.named else ""
        yield f"| {one.name} | {one.documents} | {right:.2f}{'' if right >= RIGHT else ' ✗'} | {counts} | {named} |"
    yield ""
    yield f"right to {RIGHT}: {sum((one.right or 0.0) >= RIGHT for one in results)} of {len(results)}"


def results_of(
    truths: Sequence[Truth], clones: Path, kept: Path | None, limit: float, version: str, look: Path | None = None
) -> Iterator[Result]:
    """The results one by one; those that were kept for this version, commit and truth are not measured again."""
    for truth in truths:
        clone = clone_of(truth.name, clones)
        if clone is None:
            print(f"{truth.name}: no clone", file=sys.stderr)
            continue
        key = f"{version} {truth.digest}"
        place = kept / f"{truth.name.replace('/', '+')}.json" if kept is not None else None
        if place is not None and place.exists():
            stored = json.loads(place.read_text(encoding="utf-8"))
            if stored["key"] == key:
                yield Result(**stored)
                continue
        result = measure(truth, clone, limit, look)
        result.key = key
        if place is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(f"{json.dumps(asdict(result), indent=1)}\n", encoding="utf-8")
        print(f"{truth.name}: {'-' if result.right is None else f'{result.right:.2f}'} {result.note}", file=sys.stderr)
        yield result


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tools.adoption", description=__doc__)
    parser.add_argument("clones", type=Path, help="the folder with the clones")
    parser.add_argument("--list", type=Path, default=LISTED, help="the repositories and what is right")
    parser.add_argument("--only", action="append", default=[], metavar="TEXT", help="those whose name holds this")
    parser.add_argument(
        "--json", type=Path, metavar="FOLDER", help="keep each result there; what is there is not redone"
    )
    parser.add_argument("--found", action="store_true", help="only what init finds: seconds instead of minutes")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what the commands print, to look at")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for each repository")
    parser.add_argument("--version", help="name what is measured (default: the commit)")
    given = parser.parse_args(arguments)
    truths = [one for one in read(given.list) if not given.only or any(text in one.name for text in given.only)]
    version = given.version or program()
    if given.found:
        places = [(one, clone_of(one.name, given.clones)) for one in truths]
        found = [found_only(one, clone) for one, clone in places if clone is not None]
        print(f"speclatch {version}: {len(found)} of {len(truths)} repositories\n")
        print("\n".join(found_table(found)))
        return 0
    results = list(results_of(truths, given.clones, given.json, given.limit, version, given.keep))
    print(f"speclatch {version}: {len(results)} of {len(truths)} repositories\n")
    print("\n".join(table(results)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
