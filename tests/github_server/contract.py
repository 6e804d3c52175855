"""Every REST request and answer held against GitHub's own OpenAPI description."""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema

from .wire import Answer, Request

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = REPOSITORY / "tests" / "contracts" / "node_modules" / "@octokit"
COMMON_REFUSALS = {400, 401, 403, 404, 405, 409, 410, 422, 429}

# GitHub sends null here, though it is not described: an outdated comment and one on a file have no line.
NULL_IN_FACT = {"line", "original_line", "position"}


def find_contract(name: str, *in_package: str) -> Path | None:
    """A file of GitHub's descriptions: where the environment says, beside the checkout, or from npm."""
    named = os.environ.get("SPECLATCH_CONTRACTS")
    places = [Path(named) / name] if named else []
    places += [REPOSITORY.parent / "shared" / "github" / name, PACKAGES.joinpath(*in_package)]
    return next((place for place in places if place.is_file()), None)


def find_openapi(*, enterprise: bool) -> Path | None:
    """The description of GitHub Enterprise Server 3.17, or of github.com."""
    name = "ghes-3.17.json" if enterprise else "api.github.com.json"
    return find_contract(f"openapi-{name}", "openapi", "generated", name)


class Contract:
    """One description. ``violations`` lists, in sentences, what did not agree with it.

    Without a description nothing is checked, and ``skipped`` says why.
    """

    def __init__(self, path: Path | None) -> None:
        self.violations: list[str] = []
        self.skipped = "" if path else "contract checks skipped: GitHub's OpenAPI description was not found"
        self._paths = _load(path)[0] if path else {}
        self._validator = _load(path)[1] if path else None

    def check_request(self, request: Request, template: str, params: dict[str, str]) -> None:
        """Hold a request against its operation."""
        operation = self._operation(request, template)
        if operation is None:
            return
        known = {each["name"]: each for each in self._parameters(template, operation)}
        given = {f"path parameter {k}": (known.get(k), v) for k, v in params.items()}
        given |= {f"query parameter {k}": (known.get(k), v) for k, v in request.query.items()}
        for name, (parameter, value) in given.items():
            if parameter is None:
                self._say(request, f"{name} is unknown")
            else:
                self._hold(request, name, _typed(value, parameter["schema"]), parameter["schema"])
        self._check_body(request, operation)

    def _check_body(self, request: Request, operation: dict[str, Any]) -> None:
        described = operation.get("requestBody")
        if not request.raw:
            if described and described.get("required"):
                self._say(request, "the body is missing")
            return
        if described is None:
            if request.body not in ({}, None):
                self._say(request, "a body was sent where none is described")
            return
        schema = described["content"]["application/json"]["schema"]
        if isinstance(request.body, bytes):
            self._say(request, "the body is no JSON")
            return
        self._hold(request, "body", request.body, schema)
        for key in _unknown(request.body, schema):
            self._say(request, f"body: {key} is not described")

    def check_answer(self, request: Request, template: str, answer: Answer) -> None:
        """Hold an answer against what is described for its status."""
        operation = self._operation(request, template)
        if operation is None:
            return
        described = operation["responses"].get(str(answer.status))
        if described is None:
            if answer.status not in COMMON_REFUSALS:
                self._say(request, f"{answer.status} is not among its answers")
            return
        content = self._deref(described).get("content", {}).get("application/json")
        if content is None:
            if answer.body is not None:
                self._say(request, f"{answer.status} has a body though none is described")
            return
        self._hold(request, f"answer {answer.status}", json.loads(answer.encoded() or b"null"), content["schema"])

    def unknown(self, request: Request) -> None:
        """Note a request for something that is not played."""
        known = any(re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), request.path) for template in self._paths)
        self._say(request, "is not played by this server" if known else "is not in GitHub's description")

    def _operation(self, request: Request, template: str) -> dict[str, Any] | None:
        if self._validator is None:
            return None
        found: dict[str, Any] | None = self._paths.get(template, {}).get(request.method.lower())
        if found is None:
            self._say(request, "is not in GitHub's description")
        return found

    def _parameters(self, template: str, operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for each in (*self._paths[template].get("parameters", ()), *operation.get("parameters", ())):
            yield self._deref(each)

    def _deref(self, value: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in value:
            assert self._validator is not None
            found: Any = self._validator.schema
            for part in value["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            value = found
        return value

    def _hold(self, request: Request, what: str, value: Any, schema: dict[str, Any]) -> None:
        assert self._validator is not None
        for error in self._validator.evolve(schema=schema).iter_errors(value):
            if error.instance is None and error.path and error.path[-1] in NULL_IN_FACT:
                continue
            place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
            self._say(request, f"{what}{place}: {error.message[:300]}")

    def _say(self, request: Request, what: str) -> None:
        self.violations.append(f"{request.method} {request.path}: {what}")


@lru_cache(maxsize=4)
def _load(path: Path) -> tuple[dict[str, Any], Any]:
    document = _modern(json.loads(path.read_bytes()))
    checker = jsonschema.FormatChecker(formats=())
    checker.checks("date-time", raises=ValueError)(_is_date_time)
    checker.checks("uri")(lambda value: not isinstance(value, str) or bool(urlsplit(value).scheme))
    validator = jsonschema.Draft202012Validator({"components": document["components"]}, format_checker=checker)
    return document["paths"], validator


def _modern(value: Any) -> Any:
    """OpenAPI 3.0's ``nullable`` in JSON Schema's words."""
    if isinstance(value, list):
        return [_modern(each) for each in value]
    if not isinstance(value, dict):
        return value
    plain = {key: _modern(each) for key, each in value.items() if key not in ("example", "examples")}
    if plain.pop("nullable", None) is True:
        return {"anyOf": [plain, {"type": "null"}]}
    return plain


def _is_date_time(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return datetime.datetime.fromisoformat(value).tzinfo is not None


def _typed(value: str, schema: dict[str, Any]) -> Any:
    if schema.get("type") == "integer" and re.fullmatch(r"-?\d+", value):
        return int(value)
    if schema.get("type") == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def _unknown(value: Any, schema: dict[str, Any]) -> Iterator[str]:
    """Keys of a request's body that its schema does not name; GitHub refuses many of them."""
    forms = [schema, *schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())]
    if isinstance(value, list):
        items: dict[str, Any] = next((form["items"] for form in forms if "items" in form), {})
        for each in value:
            yield from _unknown(each, items)
    known = {key: inner for form in reversed(forms) for key, inner in form.get("properties", {}).items()}
    if isinstance(value, dict) and known:
        for key, each in value.items():
            if key in known:
                yield from _unknown(each, known[key])
            else:
                yield key
