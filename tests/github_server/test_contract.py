"""The server is held against GitHub's descriptions, notices breaches, and runs without them too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema, is_input_object_type, is_interface_type, is_object_type

from . import contract
from .contract import Contract, find_openapi
from .graphql_schema import FALLBACK, find_schema
from .plain import call, query
from .router import ROUTES
from .server import GitHubServer
from .state import PullRequest
from .wire import Answer, Request

described = pytest.mark.skipif(
    find_openapi(enterprise=False) is None or find_openapi(enterprise=True) is None,
    reason="GitHub's OpenAPI descriptions were not found",
)
COMMENT = "/repos/{owner}/{repo}/issues/comments/{comment_id}"


def request(method: str = "GET", path: str = "/repos/a/b/issues/comments/1", raw: bytes = b"", **query: str) -> Request:
    """A request that came in."""
    return Request("rest", method, path, query, {}, raw)


@described
@pytest.mark.parametrize("enterprise", [False, True])
def test_every_endpoint_is_one_of_githubs(enterprise: bool) -> None:
    """The server plays nothing that GitHub does not have."""
    held = Contract(find_openapi(enterprise=enterprise))
    for route in ROUTES:
        held._operation(request(route.method), route.template)

    assert [] == held.violations


@described
@pytest.mark.parametrize(
    ("asked", "params", "words"),
    [
        (request("PATCH", raw=b'{"body": 1}'), {}, "body.body: 1 is not of type 'string'"),
        (request("PATCH", raw=b'{"text": "x"}'), {}, "body: 'body' is a required property"),
        (request("PATCH", raw=b'{"body": "x", "more": 1}'), {}, "body: more is not described"),
        (request("PATCH", raw=b"{"), {}, "the body is no JSON"),
        (request("PATCH"), {}, "the body is missing"),
        (request(page="1"), {}, "query parameter page is unknown"),
        (request(), {"comment_id": "x"}, "path parameter comment_id: 'x' is not of type 'integer'"),
    ],
)
def test_bad_requests_are_noticed(asked: Request, params: dict[str, str], words: str) -> None:
    """Whatever a request has that is not described is said in a sentence."""
    held = Contract(find_openapi(enterprise=False))
    held.check_request(asked, COMMENT, {"owner": "a", "repo": "b", "comment_id": "1", **params})

    assert any(words in each for each in held.violations), held.violations


@described
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(200, {"id": 1}), "answer 200: 'node_id' is a required property"),
        (Answer(201, {}), "201 is not among its answers"),
        (Answer(404, {"message": 4}), "answer 404.message: 4 is not of type 'string'"),
    ],
)
def test_bad_answers_are_noticed(answer: Answer, words: str) -> None:
    """The server's own answers are held to the description too."""
    held = Contract(find_openapi(enterprise=False))
    held.check_answer(request(), COMMENT, answer)

    assert any(words in each for each in held.violations), held.violations


@described
def test_a_breach_is_a_problem_of_the_server(pull: PullRequest, github: GitHubServer) -> None:
    """What a client does wrong is found in the server's problems, where the fixtures look."""
    call(github, "GET", "/repos/acme/specs/pulls/1/files?size=5", github.human_token())

    assert [
        "GET /repos/acme/specs/pulls/1/files: query parameter size is unknown",
    ] == github.take_problems()


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout without GitHub's descriptions."""
    monkeypatch.delenv("SPECLATCH_CONTRACTS", raising=False)
    monkeypatch.setattr(contract, "REPOSITORY", tmp_path / "checkout")
    monkeypatch.setattr(contract, "PACKAGES", tmp_path / "packages")


@pytest.mark.usefixtures("nowhere")
def test_without_descriptions_it_runs_and_says_so() -> None:
    """On a fresh clone the server plays on and gives the reason why nothing is checked."""
    with GitHubServer() as server:
        specs = server.create_repository("acme/specs", {"a.md": "a\n"})
        server.push(specs, "topic", {"a.md": "b\n"})
        server.open_pull_request(specs, "topic")
        server.comment_as_human(specs.pulls[1], "hello")
        token = server.workflow_token()
        rest = call(server, "GET", "/repos/acme/specs/pulls/1", token).status
        text = """{ repository(owner: "acme", name: "specs") { pullRequest(number: 1) {
            comments(first: 1) { nodes { body author { login } viewerDidAuthor } } } } }"""
        seen = query(server, token, text)
        reasons, problems = server.skipped_checks, server.problems

    assert 200 == rest
    assert "hello" == seen["data"]["repository"]["pullRequest"]["comments"]["nodes"][0]["body"]
    assert 2 == len(reasons)
    assert [] == problems


@pytest.mark.usefixtures("nowhere")
def test_where_descriptions_are_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment's folder is looked in first, then beside the checkout, then in npm's packages."""
    places = [
        tmp_path / "named" / "openapi-ghes-3.17.json",
        tmp_path / "shared" / "github" / "openapi-ghes-3.17.json",
        tmp_path / "packages" / "openapi" / "generated" / "ghes-3.17.json",
    ]
    monkeypatch.setenv("SPECLATCH_CONTRACTS", str(tmp_path / "named"))
    found = []
    for place in reversed(places):
        place.parent.mkdir(parents=True)
        place.write_text("{}")
        found.append(find_openapi(enterprise=True))

    assert found == list(reversed(places))


def fields(schema: GraphQLSchema) -> dict[str, Any]:
    """Every field of a schema with its type and arguments, by ``Type.field``."""
    found: dict[str, Any] = {}
    for name, kind in schema.type_map.items():
        if name.startswith("__"):
            continue
        if is_input_object_type(kind):
            found |= {f"{name}.{key}": str(field.type) for key, field in kind.fields.items()}
        elif is_object_type(kind) or is_interface_type(kind):
            for key, field in kind.fields.items():
                arguments = {word: str(argument.type) for word, argument in field.args.items()}
                found[f"{name}.{key}"] = (str(field.type), arguments)
    return found


@pytest.mark.skipif(find_schema() is None, reason="GitHub's GraphQL schema was not found")
def test_our_own_words_agree_with_githubs_schema() -> None:
    """Every field of the schema that stands in for GitHub's has the type and arguments it has there."""
    path = find_schema()
    assert path is not None
    theirs = fields(build_schema(path.read_text(encoding="utf-8"), assume_valid=True))
    ours = fields(build_schema(FALLBACK.read_text(encoding="utf-8")))
    wrong = []
    for name, kind in ours.items():
        there = theirs.get(name)
        if isinstance(kind, tuple) and isinstance(there, tuple):
            there = (there[0], {word: there[1].get(word) for word in kind[1]})
        if there != kind:
            wrong.append((name, kind, there))

    assert [] == wrong
