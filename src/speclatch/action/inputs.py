"""What one run on GitHub was asked to do: the action's inputs and the runner's environment, checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from speclatch.action.values import (
    api_url,
    matching,
    one_of,
    optional_path,
    optional_relative_path,
    optional_url,
    relative_path,
    url,
    whole_number,
)
from speclatch.errors import UsageError
from speclatch.model import Severity

OUTPUTS = ("verdict", "errors", "warnings", "notes", "specs", "report", "comment-url")
"""The step outputs of the action, in the order in which ``action.yml`` lists them."""

_SHOWN_CHARACTERS = 80  # of a refused value, in its message


class SettingsError(UsageError):
    """Inputs or environment that cannot be used. ``problems`` holds one sentence per input or variable."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One run's orders, whole and checked. URLs have no slash at their end; ``token`` stays out of ``repr``.

    ``fail_on`` is None where the configuration decides; ``inline`` is None for ``off``. File outputs go into
    ``workspace``; nothing is read from it. ``certificates`` is a file of authorities to trust in place of the usual
    ones, by the API's client and by git.
    """

    token: str = field(repr=False)
    fail_on: Severity | Literal["never"] | None
    config: str
    comment: Literal["auto", "always", "off"]
    inline: Severity | None
    off_diff: Literal["summary", "file"]
    max_inline: int
    review_event: Literal["COMMENT", "REQUEST_CHANGES"]
    check_run: bool
    commit_status: bool
    comment_id: str
    sarif_file: str
    report_file: str
    retry_budget: int

    server_url: str
    api_url: str
    certificates: Path | None
    repository: str
    event_name: str
    event_path: Path
    actor: str
    workspace: Path
    output: Path | None
    step_summary: Path | None
    run_id: str

    @property
    def run_url(self) -> str:
        """The page of this workflow run; empty where the runner gave no run id."""
        return f"{self.server_url}/{self.repository}/actions/runs/{self.run_id}" if self.run_id else ""

    @property
    def comment_name(self) -> str:
        """What tells our comments from those of another use of the action."""
        return self.comment_id or "speclatch"

    @property
    def sarif_path(self) -> Path | None:
        """Where the SARIF file goes, links followed; None if none is wanted; raises as ``report_path``."""
        return self._inside("sarif-file", self.sarif_file)

    @property
    def report_path(self) -> Path | None:
        """Where the page of all specs goes, links followed; None if none is wanted.

        Raises:
            SettingsError: a symbolic link in the workspace leads out of it.
        """
        return self._inside("report-file", self.report_file)

    def _inside(self, name: str, given: str) -> Path | None:
        if not given:
            return None
        workspace = self.workspace.resolve()
        target = (workspace / given).resolve()
        if not target.is_relative_to(workspace):
            raise SettingsError(f"{name}: {_shown(given)} leads out of the workspace")
        return target

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings of ``speclatch action`` from its environment.

        Raises:
            SettingsError: with everything that is wrong, not just the first.
        """
        values: dict[str, Any] = {}
        problems: list[str] = []
        for source in (*INPUTS, *_VARIABLES, _Certificates()):
            try:
                values[source.field] = source.read(environ)
            except ValueError as error:
                problems.append(str(error))
        if problems:
            raise SettingsError(*problems)
        values["api_url"] = values["api_url"] or api_url(values["server_url"])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Input:
    """One input of the action. ``accepts`` completes "give ..."; ``clean`` refuses by ValueError.

    ``instead`` is a variable that counts where the input is absent or blank.
    """

    name: str
    default: str
    accepts: str
    clean: Callable[[str], object]
    secret: bool = False
    instead: str = ""

    @property
    def field(self) -> str:
        """The name of its field in Settings."""
        return self.name.replace("-", "_")

    @property
    def variable(self) -> str:
        """The environment variable in which the runner hands it over: upper case, hyphens stay."""
        return f"INPUT_{self.name.upper()}"

    def read(self, environ: Mapping[str, str]) -> object:
        """The cleaned value; an input that is absent or blank has its default."""
        named = (environ.get(name, "").strip() for name in (self.variable, self.instead))
        value = next((text for text in named if text), self.default)
        try:
            return self.clean(value)
        except ValueError:
            shown = "the value" if self.secret and value else _shown(value)
            raise ValueError(f"{self.name}: {shown} is not accepted; give {self.accepts}") from None


@dataclass(frozen=True, slots=True)
class _Variable:
    """One variable that the runner sets. Those without a default must be there."""

    variable: str
    field: str
    clean: Callable[[str], object]
    default: str | None = None

    def read(self, environ: Mapping[str, str]) -> object:
        """The cleaned value, or ValueError with a sentence for people."""
        value = environ.get(self.variable) or self.default
        if value is None:
            raise ValueError(f"{self.variable} is not set; outside GitHub Actions use `speclatch check`")
        try:
            return self.clean(value)
        except ValueError as error:
            raise ValueError(f"{self.variable}: {_shown(value)} {error}") from None


class _Certificates:
    """The variables that name a file of certificate authorities, the first of them first.

    The API's client would only know one of them, and git neither.
    """

    field = "certificates"
    variables = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")

    def read(self, environ: Mapping[str, str]) -> Path | None:
        """The file; ValueError with a sentence for people where there is none."""
        variable = next((name for name in self.variables if environ.get(name)), None)
        if variable is None:
            return None
        path = Path(environ[variable])
        if not path.is_file():
            raise ValueError(f"{variable}: {_shown(str(path))} is no file in the container")
        return path


def _shown(value: str) -> str:
    return repr(value if len(value) <= _SHOWN_CHARACTERS else f"{value[:_SHOWN_CHARACTERS]}…")


_SEVERITIES = {severity.value: severity for severity in reversed(Severity)}
_FAIL_ON: dict[str, Severity | str | None] = {**_SEVERITIES, "never": "never", "": None}
_INLINE: dict[str, Severity | None] = {**_SEVERITIES, "off": None}
_BOOLEANS = {"true": True, "false": False}

INPUTS = (
    Input(
        "token", "", "a token that can read the repository", matching(r"[!-~]+"), secret=True, instead="GITHUB_TOKEN"
    ),
    Input("fail-on", "", "error, warning, note or never", one_of(_FAIL_ON)),
    Input("config", ".speclatch.yml", "a path inside the repository", relative_path),
    Input("comment", "auto", "auto, always or off", one_of({w: w for w in ("auto", "always", "off")})),
    Input("inline", "warning", "error, warning, note or off", one_of(_INLINE)),
    Input("off-diff", "summary", "summary or file", one_of({w: w for w in ("summary", "file")})),
    Input("max-inline", "30", "a whole number from 0 to 100", whole_number(100)),
    Input(
        "review-event",
        "comment",
        "comment or request-changes",
        one_of({"comment": "COMMENT", "request-changes": "REQUEST_CHANGES"}),
    ),
    Input("check-run", "false", "true or false", one_of(_BOOLEANS)),
    Input("commit-status", "false", "true or false", one_of(_BOOLEANS)),
    Input("comment-id", "", "1 to 64 letters, digits, `_`, `.` or `-`", matching(r"[A-Za-z0-9_.-]{0,64}")),
    Input("sarif-file", "", "a path inside the workspace", optional_relative_path),
    Input("report-file", "", "a path inside the workspace", optional_relative_path),
    Input("retry-budget", "60", "a whole number of seconds from 0 to 600", whole_number(600)),
)
"""The action's inputs, in the order in which ``action.yml`` lists them."""

_VARIABLES = (
    _Variable("GITHUB_SERVER_URL", "server_url", url, "https://github.com"),
    _Variable("GITHUB_API_URL", "api_url", optional_url, ""),
    _Variable("GITHUB_REPOSITORY", "repository", matching(r"[\w.-]+/(?!\.{1,2}$)[\w.-]+", "is no OWNER/NAME")),
    _Variable("GITHUB_EVENT_NAME", "event_name", matching(r"[a-z_]+", "is no event's name")),
    _Variable("GITHUB_EVENT_PATH", "event_path", Path),
    _Variable("GITHUB_ACTOR", "actor", str, ""),
    _Variable("GITHUB_WORKSPACE", "workspace", Path),
    _Variable("GITHUB_OUTPUT", "output", optional_path, ""),
    _Variable("GITHUB_STEP_SUMMARY", "step_summary", optional_path, ""),
    _Variable("GITHUB_RUN_ID", "run_id", matching(r"[0-9]*", "is no run's number"), ""),
)
