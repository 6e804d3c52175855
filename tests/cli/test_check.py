"""``speclatch check`` in real repositories: what is judged, how it is reported, how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.cli.conftest import Repository, environment, in_a_process, on_a_terminal

EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
SPEC = "specs/deposit-holds/spec.md"
ADR = "docs/20-adr/ADR-011-slot-capacity-counter.md"


def broken(repository: Repository) -> None:
    """Break a reference of a spec."""
    repository.git("rm", "--quiet", ADR)


def test_nothing_changed_is_a_pass_that_says_so(depot: Repository) -> None:
    """Without a changed spec there is nothing to judge, and that is said."""
    ran = depot.run("check")

    assert (0, "PASS  no spec is touched\n") == (ran.code, ran.out)


def test_a_deleted_target_breaks_an_unchanged_spec(depot: Repository) -> None:
    """What the change breaks is judged, wherever it lies."""
    broken(depot)
    ran = depot.run("check", "--format", "json")
    report = json.loads(ran.out)

    assert 1 == ran.code
    assert {"reference-broken"} == {finding["rule"] for finding in report["findings"]}
    assert [False] * len(report["specs"]) == [spec["changed"] for spec in report["specs"]]


def test_named_files_are_judged_whether_changed_or_not(depot: Repository) -> None:
    """Arguments say what is judged."""
    ran = depot.run("check", EXEC, "--format", "json")

    assert [EXEC] == [spec["path"] for spec in json.loads(ran.out)["specs"]]


def test_plain_and_parsed_arguments_say_the_same(depot: Repository) -> None:
    """Without options the arguments are not parsed by types; the outcome is the same."""
    depot.edit(EXEC, "status: Implementation", "status: Draft | Done")
    plain = depot.run("check", EXEC, "specs")
    parsed = depot.run("check", "--fail-on", "error", EXEC, "specs")

    assert plain == parsed
    assert 1 == plain.code


def test_the_text_says_what_to_do(depot: Repository) -> None:
    """A finding has its line, a caret, its rule and a hint; the report ends with what to do."""
    depot.edit(EXEC, "date: 2026-02-11", "date: 2026-02-30")
    lines = depot.run("check").out.splitlines()
    at = next(number for number, line in enumerate(lines) if "front-matter-value" in line)

    assert f"{EXEC}  exec-spec, judged as implementing" == lines[0]
    assert "error front-matter-value" in lines[at]
    assert any("| date: 2026-02-30" in line for line in lines[at:])
    assert "FAIL  1 error to fix before this is merged" in lines
    assert " ".join(lines).endswith("Fix what is listed above, or say on its line why it may stay.")


@pytest.mark.parametrize("output_format", ["text", "json", "sarif", "github", "markdown", "junit"])
def test_every_format_tells_of_a_broken_reference(depot: Repository, output_format: str) -> None:
    """A format changes how it is said, not what, and never the exit code."""
    broken(depot)
    ran = depot.run("check", "--format", output_format)

    assert (1, "") == (ran.code, ran.err)
    assert "reference-broken" in ran.out
    assert "ADR-011-slot-capacity-counter.md" in ran.out


def test_machine_formats_parse(depot: Repository) -> None:
    """What is meant for machines is well-formed, and nothing else stands on stdout."""
    broken(depot)

    assert 1 == json.loads(depot.run("check", "--format", "json").out)["version"]
    assert "2.1.0" == json.loads(depot.run("check", "--format", "sarif").out)["version"]
    assert "testsuites" == ET.fromstring(depot.run("check", "--format", "junit").out).tag  # noqa: S314 - our own
    assert depot.run("check", "--format", "github").out.startswith("::error file=docs/21-exec-spec/")


def test_a_report_can_go_to_a_file(depot: Repository) -> None:
    """The file holds the report in the format asked for; the text is in the log all the same."""
    broken(depot)
    ran = depot.run("check", "--format", "sarif", "--output", "report.sarif")

    assert (1, depot.run("check").out) == (ran.code, ran.out)
    assert "2.1.0" == json.loads(depot.read("report.sarif"))["version"]


def test_reports_of_several_formats_in_one_run(depot: Repository) -> None:
    """Each file has a format of its own, and stdout has the one that was asked for."""
    broken(depot)
    ran = depot.run("check", "--format", "markdown", "--output", "sarif:a.sarif", "--output", "json:b.json")

    assert ran.out.startswith("### ❌")
    assert ["2.1.0", 1] == [json.loads(depot.read(name))["version"] for name in ("a.sarif", "b.json")]


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)])
def test_fail_on_counts_before_the_configuration(depot: Repository, fail_on: str, code: int) -> None:
    """The flag says what fails."""
    depot.edit(EXEC, "## Links", "## Ties")

    assert code == depot.run("check", "--fail-on", fail_on).code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--all", EXEC], "--all judges everything"),
        (["nowhere.md"], "there is no file nowhere.md"),
        (["/etc/hostname"], "is not in the repository"),
        (["--config", "nowhere.yml"], "there is no configuration file nowhere.yml"),
        (["--format", "yaml"], "yaml"),
        (["--fail-on", "fatal"], "fatal"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_bad_usage_ends_with_2(depot: Repository, arguments: list[str], message: str) -> None:
    """What cannot be done is told on stderr, and nothing is reported."""
    ran = depot.run("check", *arguments)

    assert (2, "") == (ran.code, ran.out)
    assert message in ran.err


def test_a_configuration_that_cannot_be_used_ends_with_2(depot: Repository) -> None:
    """The message names the file, the line and the key that was meant."""
    depot.write({".speclatch.yml": "version: 1\nfail-onn: error\n"})
    ran = depot.run("check")

    assert (2, "") == (ran.code, ran.out)
    assert "speclatch: .speclatch.yml:2: fail-onn: unknown key; did you mean 'fail-on'?\n" == ran.err


@pytest.mark.parametrize(
    "text",
    ["[tool]\nspeclatch = 3\n", "[ tool . speclatch ]\nx = 1\n", "tool.speclatch.x = 1\n", "[tool.speclatch]\nx = \n"],
)
def test_pyproject_is_read_however_it_names_us(depot: Repository, text: str) -> None:
    """Any of TOML's spellings is a configuration, and its faults are told instead of passed over."""
    depot.git("rm", "--quiet", ".speclatch.yml")
    depot.write({"pyproject.toml": text})
    ran = depot.run("check")

    assert 2 == ran.code
    assert "pyproject.toml:" in ran.err


@pytest.mark.parametrize("text", ["# [tool.speclatch]\n", "[a]\nb = ['speclatch']\n", "speclatch = \n"])
def test_pyproject_that_only_mentions_us_is_none(depot: Repository, text: str) -> None:
    """A comment, a dependency, or what other tools cannot read either."""
    depot.git("rm", "--quiet", ".speclatch.yml")
    depot.write({"pyproject.toml": text})

    assert 0 == depot.run("check", "--all").code


def test_a_configuration_of_another_name_is_told_of(depot: Repository) -> None:
    """It would be passed over in silence where there is none of the right name."""
    depot.git("mv", ".speclatch.yml", "speclatch.yml")

    assert "speclatch.yml is not read: the configuration is called .speclatch.yml" in depot.run("check", "--all").err


def test_pyproject_is_read_where_nothing_else_is(depot: Repository) -> None:
    """``[tool.speclatch]`` counts if there is no file of our own."""
    depot.git("rm", "--quiet", ".speclatch.yml")
    depot.write({"pyproject.toml": "[tool.speclatch]\n\nfail-onn = 1\n"})
    ran = depot.run("check")

    assert 2 == ran.code
    assert "pyproject.toml:3: fail-onn: unknown key" in ran.err


def test_an_unknown_base_ends_with_3(depot: Repository) -> None:
    """The gate never passes because it could not look."""
    ran = depot.run("check", "--base", "nowhere")

    assert (3, "") == (ran.code, ran.out)
    assert "could not judge, so this is no pass (exit 3)" in ran.err


@pytest.mark.parametrize("setting", ["remote", "shallow"])
def test_a_clone_without_a_base_ends_with_3(depot: Repository, setting: str) -> None:
    """Nobody can say what a change is, so it is none that passes."""
    depot.git("checkout", "--quiet", "--detach")
    depot.git("branch", "--quiet", "--delete", "--force", "main")
    if setting == "remote":
        depot.git("remote", "add", "origin", "https://example.org/depot.git")
    else:
        depot.write({".git/shallow": depot.git("rev-parse", "HEAD")})
    ran = depot.run("check")

    assert (3, "") == (ran.code, ran.out)
    assert "fetch the branch that this change is for and name it with --base" in ran.err


def test_a_repository_of_its_own_is_compared_with_its_last_commit(depot: Repository) -> None:
    """Nothing else is there to compare with."""
    depot.git("branch", "--quiet", "--move", "main", "work")
    ran = depot.run("check")

    assert 0 == ran.code
    assert "no spec is touched" in ran.out


def test_a_file_name_that_is_no_text_stops_nobody(depot: Repository) -> None:
    """Linux and git take any bytes for a name."""
    (depot.root / os.fsdecode(b"caf\xe9.png")).write_bytes(b"x")
    depot.git("add", "--all")

    assert 0 == depot.run("check").code


def test_a_clone_without_a_checkout_ends_with_3(depot: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """That no file is there says nothing of what the repository holds."""
    clone = tmp_path_factory.mktemp("clone")
    depot.git("clone", "--quiet", "--no-checkout", str(depot.root), str(clone))
    ran = in_a_process(clone, "check", "--all")

    assert (3, "") == (ran.code, ran.out)
    assert "Nothing is checked out here: run git checkout HEAD" in ran.err


def test_outside_of_a_repository(tmp_path: Path) -> None:
    """There is nothing to look at: no pass."""
    ran = in_a_process(tmp_path, "check", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))

    assert (3, "") == (ran.code, ran.out)
    assert "is not in a git repository" in ran.err


def test_fixes_are_shown_and_applied(depot: Repository) -> None:
    """``--diff`` shows a patch and changes nothing; ``--fix`` changes the file and judges again."""
    depot.edit(EXEC, "docs/10-prd/PRD-021-collection-slots.md\n", "docs/10-prd/prd-021-collection-slots.md\n")
    before = depot.read(EXEC)
    shown = depot.run("check", "--diff")

    assert "+prd_ref: docs/10-prd/PRD-021-collection-slots.md" in shown.out
    assert before == depot.read(EXEC)

    fixed = depot.run("check", "--fix")

    assert (0, f"fixed {EXEC}\n") == (fixed.code, fixed.err)
    assert "" == depot.git("diff", "--", EXEC)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_fit_the_terminal(depot: Repository, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Nothing runs over the edge but words that are longer than a line."""
    broken(depot)
    depot.edit(SPEC, "- **Throughput**:", "- **Throughput (requests, sustained, at the weekly peak of the season)**:")
    monkeypatch.setenv("COLUMNS", str(width))
    lines = depot.run("check", "--all").out.splitlines()

    assert [] == [line for line in lines if len(line) > width and len(line.split()) > 2]


def test_in_a_process_of_its_own(depot: Repository) -> None:
    """The installed command does what ``main`` does."""
    broken(depot)
    ran = in_a_process(depot.root, "check")

    assert (1, "") == (ran.code, ran.err)
    assert "\x1b" not in ran.out
    assert "FAIL" in ran.out


def test_a_reader_that_stops_does_not_change_the_verdict(depot: Repository) -> None:
    """``speclatch check | head`` is no failure to judge."""
    broken(depot)
    command = [sys.executable, "-I", "-m", "speclatch", "check"]
    with subprocess.Popen(
        command, cwd=depot.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        talk = process.stderr.read()

    assert (1, b"") == (process.returncode, talk)


@pytest.mark.parametrize(
    ("settings", "coloured"),
    [
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_where_it_is_forced(depot: Repository, settings: dict[str, str], coloured: bool) -> None:
    """Logs of CI are no terminals and show colours; who wants none has the last word."""
    broken(depot)

    assert coloured == ("\x1b[" in in_a_process(depot.root, "check", **settings).out)


def test_less_can_be_said(depot: Repository) -> None:
    """The verdict alone, or numbers; the exit code is what it is, and files hold the whole."""
    broken(depot)
    quiet = depot.run("check", "--quiet", "--output", "whole.txt")
    counted = depot.run("check", "--statistics")

    assert (1, "FAIL  3 errors to fix before this is merged\n") == (quiet.code, quiet.out)
    assert "reference-broken       3         0      0          1" in counted.out.splitlines()
    assert "reference-broken" in depot.read("whole.txt")


def test_a_text_that_is_not_saved_is_judged(depot: Repository) -> None:
    """As an editor has it, whatever is on disk, also where nothing is there yet."""
    text = depot.read(EXEC)
    script = "import sys; sys.argv[0] = 'speclatch'; from speclatch.cli import main; raise SystemExit(main())"

    def typed(content: str, name: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", script, "check", "--stdin-filename", name, "--format", "json"]
        return subprocess.run(
            command, cwd=depot.root, input=content, capture_output=True, text=True, env=environment(), check=False
        )

    bad = typed(text.replace("date: 2026-02-11", "date: 2026-02-31"), EXEC)
    new = typed(text.replace("EXEC-014", "EXEC-015"), "docs/21-exec-spec/EXEC-015-new.md")

    assert (1, ["front-matter-value"]) == (bad.returncode, [one["rule"] for one in json.loads(bad.stdout)["findings"]])
    assert 0 == typed(text, EXEC).returncode
    assert ["docs/21-exec-spec/EXEC-015-new.md"] == [one["path"] for one in json.loads(new.stdout)["specs"]]


def test_a_fix_that_is_none_is_said(depot: Repository) -> None:
    """What ``--diff`` and ``--fix`` cannot mend, they say so; a patch goes where it is asked to go."""
    depot.edit(EXEC, "date: 2026-02-11", "date: 2026-02-31")
    by_hand = "speclatch: there is no safe fix; 1 error to be mended by hand\n"

    shown = depot.run("check", "--diff")

    assert (1, "", by_hand) == (shown.code, shown.out, shown.err)
    assert "there is no safe fix for what was found" in depot.run("check", "--fix").err

    depot.edit(EXEC, "docs/10-prd/PRD-021-collection-slots.md\n", "docs/10-prd/prd-021-collection-slots.md\n")
    ran = depot.run("check", "--diff", "--output", "fix.patch")

    assert (1, "") == (ran.code, ran.out)
    assert "+prd_ref: docs/10-prd/PRD-021-collection-slots.md" in depot.read("fix.patch")


@pytest.mark.parametrize("command", ["rules", "check --all", "explain reference-broken", "derive exec-spec"])
@pytest.mark.parametrize(("stdout", "code"), [("/dev/full", 3), ("&-", None)])
def test_a_stdout_that_takes_nothing_is_no_traceback(
    depot: Repository, command: str, stdout: str, code: int | None
) -> None:
    """A full disk is a sentence and no verdict; a stream that was closed is one that nobody wanted."""
    if stdout == "/dev/full" and not Path(stdout).exists():
        pytest.skip("the system has no /dev/full")
    line = f"exec {sys.executable} -I -m speclatch {command} >{stdout}"
    done = subprocess.run(["sh", "-c", line], cwd=depot.root, capture_output=True, text=True, env=environment())

    assert (code or 0) == done.returncode
    assert "Traceback" not in done.stderr
    assert "fault of our own" not in done.stderr


@pytest.mark.parametrize("seconds", [0.02, 0.05, 0.1, 0.2, 0.3, 0.5])
def test_an_interruption_is_one_sentence(depot: Repository, seconds: float) -> None:
    """Whenever Ctrl-C comes, once the program has the word; no file is left."""
    begun = "import sys; from speclatch.cli import command; print('up', flush=True)\n"
    script = begun + "sys.argv = ['speclatch', 'check', '--all', '--output', 'out.txt']; command()"
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=depot.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        _, talk = process.communicate(timeout=60)

    assert "Traceback" not in talk
    assert (process.returncode, talk) in [(3, "speclatch: stopped before it was done (exit 3)\n"), (0, "")]
    assert [] == list(depot.root.glob(".*.speclatch"))


def test_an_interruption_in_compiled_code_is_the_same_sentence(depot: Repository) -> None:
    """What such code makes of it, an exception of its own, is no fault of the program."""
    script = (
        "import signal, sys; import speclatch.cli.check as check; from speclatch.cli import command\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background ignores it\n"
        "def run(arguments):\n"
        "    try: signal.raise_signal(signal.SIGINT)\n"
        "    except KeyboardInterrupt: raise ValueError('stopped') from None\n"
        "check.run, sys.argv = run, ['speclatch', 'check']; command()"
    )
    ran = in_a_process(depot.root, script=script)

    assert (3, "speclatch: stopped before it was done (exit 3)\n") == (ran.code, ran.err)


def test_an_interruption_of_an_import_is_the_same_sentence(depot: Repository) -> None:
    """What Python makes of it where a class is made, while the program is still being loaded."""
    script = (
        "import signal, sys, types; from speclatch.cli import command\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def attribute(name):\n"
        "    try: signal.raise_signal(signal.SIGINT)\n"
        "    except KeyboardInterrupt: raise RuntimeError('while a class was made') from None\n"
        "application = types.ModuleType('application')\n"
        "application.__getattr__ = attribute\n"
        "sys.modules['speclatch.cli.application'] = application\n"
        "sys.argv = ['speclatch', 'check']; command()"
    )
    ran = in_a_process(depot.root, script=script)

    assert (3, "speclatch: stopped before it was done (exit 3)\n") == (ran.code, ran.err)


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        ("signal.raise_signal(signal.SIGINT)", 3, "speclatch: stopped before it was done (exit 3)\n"),
        ("int('x')", 0, "Exception ignored in"),
    ],
)
def test_an_interruption_that_python_can_only_complain_of_comes_again(
    depot: Repository, raised: str, code: int, said: str
) -> None:
    """As in what is called when something is freed; of another error there Python complains as ever."""
    script = (
        "import signal, sys, time, weakref; import speclatch.cli.check as check; from speclatch.cli import command\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Thing: pass\n"
        "def run(arguments):\n"
        "    thing = Thing()\n"
        f"    kept = weakref.ref(thing, lambda _: {raised})\n"
        "    del thing\n"
        "    end = time.monotonic() + 2\n"
        "    while time.monotonic() < end: pass\n"
        "    return 0\n"
        "check.run, sys.argv = run, ['speclatch', 'check']; command()"
    )
    ran = in_a_process(depot.root, script=script)

    assert code == ran.code
    assert ran.err.startswith(said)
    assert ("ValueError" in ran.err) is (code == 0)


def test_nothing_comes_between_a_verdict_and_the_end(depot: Repository) -> None:
    """The process ends with its exit code and all that it printed, and is not taken apart before."""
    script = (
        "import atexit, sys; atexit.register(print, 'taken apart'); from speclatch.cli import command\n"
        "sys.argv = ['speclatch', 'rules']; command()"
    )
    ran, whole = in_a_process(depot.root, script=script), depot.run("rules")

    assert (0, whole.out) == (ran.code, ran.out)


def test_an_interrupted_run_has_no_verdict(depot: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither pass nor fail: exit 3, and no traceback."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("speclatch.judging.pipeline.run", interrupted)

    assert [3, 3] == [depot.run("check").code, depot.run("check", "--all").code]
    assert "speclatch: stopped before it was done (exit 3)\n" == depot.run("check").err


@pytest.mark.parametrize(
    ("settings", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
)
def test_colour_only_where_it_is_wanted(depot: Repository, settings: dict[str, str], coloured: bool) -> None:
    """On a terminal there is colour, unless NO_COLOR or TERM says otherwise."""
    broken(depot)
    shown = on_a_terminal(depot.root, "check", **settings)

    assert coloured == ("\x1b[1;31m" in shown)
    assert "reference-broken" in shown


def test_a_file_gets_no_colour(depot: Repository) -> None:
    """Even if the command runs on a terminal."""
    broken(depot)
    on_a_terminal(depot.root, "check", "--output", "report.txt")

    assert "\x1b" not in depot.read("report.txt")
    assert "FAIL" in depot.read("report.txt")


def test_a_long_run_shows_that_it_lives(depot: Repository) -> None:
    """On a terminal a bar appears after the delay and is gone at the end; elsewhere there is none."""
    script = (
        "import sys, time\nfrom speclatch.workspace import progress\nprogress.DELAY = 0.05\n"
        "with progress.progress('judging specs'):\n    time.sleep(0.6)\nprint('done')"
    )
    shown = on_a_terminal(depot.root, script=script)
    piped = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "judging specs" in shown
    assert shown.endswith("done\r\n")
    assert ("done\n", "") == (piped.stdout, piped.stderr)


SLIPS = {
    "a glob of nothing": (
        "profiles:\n  - use: exec-spec\n    match: ['docs/21-exec-specs/EXEC-*.md']\n",
        ".speclatch.yml:2: profile 'exec-spec': no file matches 'docs/21-exec-specs/EXEC-*.md'",
    ),
    "a glob of what is excluded": (
        "exclude: ['docs/**']\nprofiles:\n  - use: exec-spec\n    match: ['docs/21-exec-spec/EXEC-*.md']\n",
        "`exclude` takes out every file that 'docs/21-exec-spec/EXEC-*.md' matches",
    ),
    "optional": (
        "profiles:\n  - use: exec-spec\n    match: ['docs/**']\n    optional: [owner, ownr]\n",
        ".speclatch.yml:2: profile 'exec-spec': `optional` names 'ownr', and nothing in the profile is called that",
    ),
    "keep": (
        "profiles:\n  - {use: exec-spec, match: ['docs/**'], keep: [No such text]}\n",
        "`keep` names 'No such text'",
    ),
    "requires": (
        "profiles:\n  - {use: exec-spec, match: ['docs/**'], requires: {Nowhere: [A]}}\n",
        "`requires` names 'Nowhere'",
    ),
    "samples": (
        "profiles:\n  - {use: exec-spec, match: ['docs/**'], samples: [Error 9]}\n",
        "`samples` names 'Error 9'",
    ),
    "a capture": (
        "code: [{code: ['services/{name}/**'], spec: 'specs/{nme}.md'}]\n",
        ".speclatch.yml:1: code.0: 'specs/{nme}.md' needs {nme}, and 'services/{name}/**' does not say what that is",
    ),
    "code of nothing": ("code: [{code: ['srvices/**'], spec: 'specs/a.md'}]\n", "code.0: no file matches 'srvices/**'"),
}


@pytest.mark.parametrize("command", [["ready", "docs/21-exec-spec/EXEC-014-collection-slots.md"], ["baseline"]])
def test_other_commands_warn_of_the_same(depot: Repository, command: list[str]) -> None:
    """Whoever judges by a configuration is warned of what of it does nothing."""
    text, warning = SLIPS["code of nothing"]
    depot.commit({".speclatch.yml": text})
    ran = depot.run(*command)

    assert (0, True) == (ran.code, warning in ran.err)


@pytest.mark.parametrize("name", SLIPS)
def test_what_of_a_configuration_does_nothing_is_a_warning(depot: Repository, name: str) -> None:
    """A slip of the pen does not turn the gate off in silence; the verdict stays as it is."""
    text, warning = SLIPS[name]
    depot.commit({".speclatch.yml": text})
    ran = depot.run("check")

    assert 0 == ran.code
    assert [True] == [warning in line for line in ran.err.splitlines() if line.startswith("speclatch: warning: ")]


def test_a_good_configuration_is_not_remarked_on(depot: Repository) -> None:
    """Names that the profile has, whatever their case and numbering, and globs that have files."""
    depot.commit(
        {
            ".speclatch.yml": "profiles:\n  - use: exec-spec\n    match: ['docs/**/EXEC-*.md', '!docs/none/**']\n"
            "    optional: [Owner, 4. frontend components]\n    requires: {Security Posture: [Implementation]}\n"
        }
    )

    assert "" == depot.run("check").err


def test_the_other_spelling_of_the_configuration_is_read(depot: Repository) -> None:
    """``.speclatch.yaml`` alone is the configuration."""
    depot.git("mv", ".speclatch.yml", ".speclatch.yaml")
    depot.commit({".speclatch.yaml": "profiles:\n  - {use: exec-spec, match: ['docs/21-exec-spec/*.md']}\n"})
    report = json.loads(depot.run("check", "--all", "--format", "json").out)

    assert [EXEC] == [spec["path"] for spec in report["specs"]]


def test_of_several_configurations_the_one_that_is_read_is_named(depot: Repository) -> None:
    """Whoever edits the other file is told."""
    depot.commit({".speclatch.yaml": "version: 1\n", "pyproject.toml": "[tool.speclatch]\nversion = 1\n"})
    ran = depot.run("check")

    assert (
        "speclatch: warning: .speclatch.yml is read, not .speclatch.yaml or pyproject.toml: one file configures"
        " Speclatch\n"
    ) == ran.err


def test_a_repository_without_specs_says_what_was_looked_for(repository: Repository) -> None:
    """Nothing to judge is no change that touches none: the globs are named, or that content decided."""
    repository.commit({"README.md": "# Depot\n"})
    by_content = repository.run("check", "--all")
    repository.commit({".speclatch.yml": "profiles:\n  - {use: exec-spec, match: ['specs/**/*.md']}\n"})
    by_globs = repository.run("check", "--all")

    assert "PASS  no spec in this repository: no document that looks like a profile's\n" == by_content.out
    assert "PASS  no spec in this repository: no file that specs/**/*.md matches\n" == by_globs.out


def test_named_paths_that_are_no_specs_are_said_to_be_none(depot: Repository) -> None:
    """Whoever names a file learns that it is none, and why."""
    depot.write({".speclatch.yml": "exclude: ['docs/**']\nprofiles:\n  - {use: exec-spec, match: ['specs/**']}\n"})
    ran = depot.run("check", "README.md", EXEC)

    assert [
        "skipped README.md: no profile governs it",
        f"skipped {EXEC}: `exclude` takes it out",
        "PASS  no spec among the paths named: no file that specs/** matches",
    ] == ran.out.splitlines()


def test_of_many_files_that_are_no_specs_some_are_named(depot: Repository) -> None:
    """A change of the whole documentation does not fill the screen; what is excluded is not mentioned."""
    depot.write({".speclatch.yml": "exclude: ['old/**']\n"})
    depot.commit({f"notes/{number:02}.md": "# Note\n" for number in range(13)} | {"old/a.md": "# Old\n"})
    skipped = [line for line in depot.run("check", "--base", "HEAD~1").out.splitlines() if line.startswith("skipped")]

    assert 11 == len(skipped)
    assert "skipped 3 more files" == skipped[-1]
    assert "old/a.md" not in " ".join(skipped)


def test_a_change_that_weakens_the_gate_is_told_on_a_laptop_too(depot: Repository) -> None:
    """Outside GitHub the checkout's configuration is in force; what it relaxes is reported as in a review."""
    depot.git("switch", "--quiet", "--create", "topic")
    depot.write({".speclatch.yml": depot.read(".speclatch.yml") + "rules: {reference-broken: off}\n"})
    found = json.loads(depot.run("check", "--base", "main", "--format", "json").out)["findings"]
    unasked = json.loads(depot.run("check", "--format", "json").out)["findings"]
    audited = json.loads(depot.run("check", "--all", "--format", "json").out)["findings"]

    assert [("gate-weakened", ".speclatch.yml")] == [(one["rule"], one["path"]) for one in found]
    assert found == unasked
    assert [] == audited


def test_a_template_that_asks_less_is_told_on_a_laptop_too(depot: Repository) -> None:
    """A template is a standard as the configuration is."""
    template = "---\nid: RFC-###\nowner: <name>\n---\n# RFC\n\n## Why\n\n## How\n"
    depot.commit(
        {"rfc/TEMPLATE.md": template, ".speclatch.yml": "profiles: [{template: rfc/TEMPLATE.md, match: [rfc/RFC-*]}]\n"}
    )
    depot.write({"rfc/TEMPLATE.md": template.replace("## How\n", "")})
    found = json.loads(depot.run("check", "--format", "json").out)["findings"]

    assert [("gate-weakened", "rfc/TEMPLATE.md")] == [(one["rule"], one["path"]) for one in found]


def test_a_mended_configuration_is_judged_by(depot: Repository) -> None:
    """That the base has none that can be used is no reason not to judge the change that mends it."""
    depot.commit({".speclatch.yml": "version: 3\n"})
    depot.write({".speclatch.yml": "version: 1\n"})
    ran = depot.run("check")

    assert 0 == ran.code
    assert "speclatch: warning: what this change does to the gate is not known: .speclatch.yml:1:" in ran.err


@pytest.mark.parametrize("output", ["nowhere/report.txt", "docs"])
def test_a_report_that_cannot_be_written_is_bad_usage(depot: Repository, output: str) -> None:
    """The gate could look; where to write was said wrongly."""
    ran = depot.run("check", "--all", "--output", output)

    assert 2 == ran.code
    assert f"speclatch: --output {output}: " in ran.err


def test_new_only_says_where_nothing_is_compared(depot: Repository) -> None:
    """An audit has no base to tell old findings by."""
    depot.commit({".speclatch.yml": depot.read(".speclatch.yml") + "new-only: true\n"})
    told = ["every finding counts" in depot.run("check", *arguments).err for arguments in (["--all"], [EXEC], [])]

    assert [True, True, False] == told


@pytest.mark.parametrize(("line", "ignored"), [("---\nid:", ["front-matter-missing-key"]), ("date:", [])])
def test_a_key_that_is_missing_is_ignored_below_the_fence(depot: Repository, line: str, ignored: list[str]) -> None:
    """What is missing has no line of its own: its finding is on the opening fence, and nowhere else excused."""
    depot.edit(EXEC, "owner: Tom Oduya\n", "")
    *before, key = line.split("\n")
    ignore = "# speclatch-ignore: front-matter-missing-key -- the squad owns it"
    depot.edit(EXEC, line, "\n".join([*before, ignore, key]))
    report = json.loads(depot.run("check", "--format", "json").out)

    assert ignored == [one["rule"] for one in report["ignored"]]


def test_an_unreadable_neighbour_was_not_asked_for(depot: Repository) -> None:
    """A path that is named is judged alone; a folder names all that is in it."""
    named = "docs/21-exec-spec/EXEC-014-collection-slots.md"
    depot.commit({"docs/21-exec-spec/EXEC-015-other.md": b"\xff\xfe"})
    alone, both, other = (
        depot.run("check", path) for path in (named, "docs/21-exec-spec", "docs/21-exec-spec/EXEC-015-other.md")
    )

    assert (0, 1, 1) == (alone.code, both.code, other.code)
    assert "document-unreadable" not in alone.out
    assert "document-unreadable" in both.out
    assert "document-unreadable" in other.out


def test_a_configuration_that_is_named_counts_alone(depot: Repository) -> None:
    """What the repository's own says is not in force then."""
    depot.edit("docs/21-exec-spec/EXEC-014-collection-slots.md", "status: Implementation", "status: zzyzx")
    depot.write({"mild.yml": depot.read(".speclatch.yml") + "fail-on: never\n"})

    assert [1, 0] == [depot.run("check", "--all", *more).code for more in ([], ["--config", "mild.yml"])]
