"""Settings: every input and variable cleaned, every fault told, the token kept quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from speclatch.action.inputs import INPUTS, Settings, SettingsError
from speclatch.model import Severity


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """What the runner sets for a container action, with no input given but the token."""
    return {
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "octo/specs",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": "/github/workflow/event.json",
        "GITHUB_WORKSPACE": str(tmp_path),
        "INPUT_TOKEN": "ghs_secret",
    }


def problems_of(environ: dict[str, str]) -> tuple[str, ...]:
    """What is told of an environment that cannot be used."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_environ(environ)
    return caught.value.problems


def test_defaults(environ: dict[str, str], tmp_path: Path) -> None:
    """With nothing but the token given, every field has its documented default."""
    actual = Settings.from_environ(environ)

    assert (
        Settings(
            token="ghs_secret",
            fail_on=None,
            config=".speclatch.yml",
            comment="auto",
            inline=Severity.WARNING,
            off_diff="summary",
            max_inline=30,
            review_event="COMMENT",
            check_run=False,
            commit_status=False,
            comment_id="",
            sarif_file="",
            report_file="",
            retry_budget=60,
            server_url="https://github.com",
            api_url="https://api.github.com",
            certificates=None,
            repository="octo/specs",
            event_name="pull_request",
            event_path=Path("/github/workflow/event.json"),
            actor="",
            workspace=tmp_path,
            output=None,
            step_summary=None,
            run_id="",
        )
        == actual
    )


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("fail-on", "never", "never"),
        ("fail-on", "Warning", Severity.WARNING),
        ("config", "./ci/speclatch.yml", "ci/speclatch.yml"),
        ("comment", " always ", "always"),
        ("inline", "off", None),
        ("inline", "note", Severity.NOTE),
        ("off-diff", "file", "file"),
        ("max-inline", "0", 0),
        ("max-inline", "100", 100),
        ("review-event", "request-changes", "REQUEST_CHANGES"),
        ("review-event", "COMMENT", "COMMENT"),
        ("check-run", "True", True),
        ("commit-status", "TRUE", True),
        ("comment-id", "docs.v2_a-b", "docs.v2_a-b"),
        ("sarif-file", "out/speclatch.sarif", "out/speclatch.sarif"),
        ("retry-budget", "600", 600),
    ],
)
def test_input_accepted(environ: dict[str, str], name: str, value: str, expected: object) -> None:
    """An input's value arrives cleaned, under the variable that the runner makes of its name."""
    environ[f"INPUT_{name.upper()}"] = value

    actual = getattr(Settings.from_environ(environ), name.replace("-", "_"))

    assert expected == actual


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fail-on", "errors"),
        ("config", "../elsewhere.yml"),
        ("config", "/etc/passwd"),
        ("config", "."),
        ("comment", "yes"),
        ("inline", "never"),
        ("off-diff", "line"),
        ("max-inline", "101"),
        ("max-inline", "-1"),
        ("max-inline", "٣"),
        ("review-event", "approve"),
        ("check-run", "yes"),
        ("commit-status", "1"),
        ("comment-id", "a b"),
        ("comment-id", "x" * 65),
        ("comment-id", "a-->"),
        ("sarif-file", "../out.sarif"),
        ("report-file", "../out.html"),
        ("sarif-file", "/github/home/out.sarif"),
        ("sarif-file", "a\nb"),
        ("retry-budget", "601"),
        ("retry-budget", "1e2"),
    ],
)
def test_input_refused(environ: dict[str, str], name: str, value: str) -> None:
    """A value that is not accepted is told with the input's name and what it takes."""
    environ[f"INPUT_{name.upper()}"] = value
    accepts = next(known.accepts for known in INPUTS if known.name == name)

    actual = problems_of(environ)

    assert len(actual) == 1
    assert actual[0].startswith(f"{name}: '")
    assert actual[0].endswith(f" is not accepted; give {accepts}")


def test_blank_inputs_are_defaults(environ: dict[str, str]) -> None:
    """An input given as an empty text, as expressions often do, is an input not given."""
    expected = Settings.from_environ(environ)
    environ |= {known.variable: "  " for known in INPUTS if known.name != "token"}

    assert expected == Settings.from_environ(environ)


def test_all_problems_are_told_at_once(environ: dict[str, str]) -> None:
    """Somebody who got three things wrong reads of all three."""
    environ |= {"INPUT_FAIL-ON": "bad", "INPUT_MAX-INLINE": "many"}
    del environ["GITHUB_REPOSITORY"]

    actual = problems_of(environ)

    assert (
        "fail-on: 'bad' is not accepted; give error, warning, note or never",
        "max-inline: 'many' is not accepted; give a whole number from 0 to 100",
        "GITHUB_REPOSITORY is not set; outside GitHub Actions use `speclatch check`",
    ) == actual


def test_long_values_are_cut(environ: dict[str, str]) -> None:
    """A message quotes no more of a refused value than a reader needs."""
    environ["INPUT_COMMENT"] = "x" * 10_000

    assert max(len(problem) for problem in problems_of(environ)) < 160


def test_token_is_never_shown(environ: dict[str, str]) -> None:
    """Neither the settings' repr nor the refusal of a token holds the token."""
    shown = repr(Settings.from_environ(environ))
    environ["INPUT_TOKEN"] = "ghs_secret\r\nX-Header: 1"

    assert "ghs_secret" not in shown
    assert ("token: the value is not accepted; give a token that can read the repository",) == problems_of(environ)


def test_missing_token(environ: dict[str, str]) -> None:
    """A secret that is not there for a fork's pull request arrives as an empty text, and is told."""
    environ["INPUT_TOKEN"] = ""

    assert ("token: '' is not accepted; give a token that can read the repository",) == problems_of(environ)


def test_token_from_the_environment(environ: dict[str, str]) -> None:
    """Without the input, the token is the environment's; where both are there, the input's."""
    environ["GITHUB_TOKEN"] = "ghs_environment"
    given = Settings.from_environ(environ).token
    environ["INPUT_TOKEN"] = ""

    assert (environ["GITHUB_TOKEN"], False) == (Settings.from_environ(environ).token, given == "ghs_environment")


def test_certificates(environ: dict[str, str], tmp_path: Path) -> None:
    """The file of authorities that the API's client is known to look for first, else the one of OpenSSL."""
    for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
        (tmp_path / name).touch()
    environ["SSL_CERT_FILE"] = str(tmp_path / "SSL_CERT_FILE")
    second = Settings.from_environ(environ).certificates
    environ["REQUESTS_CA_BUNDLE"] = str(tmp_path / "REQUESTS_CA_BUNDLE")
    first = Settings.from_environ(environ).certificates

    assert (tmp_path / "REQUESTS_CA_BUNDLE", tmp_path / "SSL_CERT_FILE") == (first, second)


def test_certificates_that_are_not_there(environ: dict[str, str]) -> None:
    """A path that leads nowhere is told by its variable, before anything is asked."""
    environ["SSL_CERT_FILE"] = "/nowhere/ca.pem"

    assert ("SSL_CERT_FILE: '/nowhere/ca.pem' is no file in the container",) == problems_of(environ)


@pytest.mark.parametrize(
    ("server", "api"),
    [
        ("https://github.com", "https://api.github.com"),
        ("https://github.com/", "https://api.github.com"),
        ("https://octo.ghe.com", "https://api.octo.ghe.com"),
        ("https://git.example", "https://git.example/api/v3"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v3"),
    ],
)
def test_addresses_follow_from_the_server(environ: dict[str, str], server: str, api: str) -> None:
    """Without addresses of their own, the API is where that kind of server has it."""
    environ["GITHUB_SERVER_URL"] = server

    actual = Settings.from_environ(environ)

    assert api == actual.api_url


def test_addresses_given_are_kept(environ: dict[str, str]) -> None:
    """What the runner says of its server is not second-guessed."""
    environ |= {
        "GITHUB_SERVER_URL": "https://git.example/sub",
        "GITHUB_API_URL": "https://git.example/sub/api/v3",
        "GITHUB_RUN_ID": "77",
    }

    actual = Settings.from_environ(environ)

    assert (
        "https://git.example/sub/api/v3",
        "https://git.example/sub/octo/specs/actions/runs/77",
    ) == (actual.api_url, actual.run_url)


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("GITHUB_SERVER_URL", "ftp://git.example", "is no http(s) address"),
        ("GITHUB_SERVER_URL", "https://user:pw@git.example", "may hold a host and a path, nothing else"),
        ("GITHUB_API_URL", "https://git.example/?a=b", "may hold a host and a path, nothing else"),
        ("GITHUB_REPOSITORY", "octo", "is no OWNER/NAME"),
        ("GITHUB_REPOSITORY", "octo/..", "is no OWNER/NAME"),
        ("GITHUB_REPOSITORY", "octo/a/b", "is no OWNER/NAME"),
        ("GITHUB_EVENT_NAME", "push; rm", "is no event's name"),
        ("GITHUB_RUN_ID", "1/../2", "is no run's number"),
    ],
)
def test_variable_refused(environ: dict[str, str], variable: str, value: str, told: str) -> None:
    """A variable that later becomes part of an address or a git command is checked first."""
    environ[variable] = value

    assert (f"{variable}: {value!r} {told}",) == problems_of(environ)


def test_run_without_number_has_no_page(environ: dict[str, str]) -> None:
    """Where the runner gave no run id there is nothing to link to."""
    assert Settings.from_environ(environ).run_url == ""


def test_sarif_path(environ: dict[str, str], tmp_path: Path) -> None:
    """File outputs are relative to the workspace."""
    environ["INPUT_SARIF-FILE"] = "out/speclatch.sarif"

    assert tmp_path.resolve() / "out/speclatch.sarif" == Settings.from_environ(environ).sarif_path


def test_report_path_stays_inside(environ: dict[str, str], tmp_path: Path) -> None:
    """The page is a file of the workspace as well."""
    environ["INPUT_REPORT-FILE"] = "out/specs.html"

    assert tmp_path.resolve() / "out/specs.html" == Settings.from_environ(environ).report_path


def test_no_sarif_path(environ: dict[str, str]) -> None:
    """No SARIF is wanted unless it was asked for."""
    assert Settings.from_environ(environ).sarif_path is None


def test_sarif_path_through_a_link(environ: dict[str, str], tmp_path: Path) -> None:
    """A symbolic link that the workspace holds does not carry an output out of it."""
    environ["GITHUB_WORKSPACE"] = str(tmp_path / "work")
    environ["INPUT_SARIF-FILE"] = "out/speclatch.sarif"
    (tmp_path / "work").mkdir()
    (tmp_path / "home").mkdir()
    (tmp_path / "work" / "out").symlink_to(tmp_path / "home")
    settings = Settings.from_environ(environ)

    with pytest.raises(SettingsError, match="leads out of the workspace"):
        _ = settings.sarif_path
