"""What happens to a request between its arrival and its answer: token, record, faults, effect, contract."""

from __future__ import annotations

import threading
import traceback
from pathlib import Path

from . import backend, graphql_api, router, routes_checks, routes_comments, routes_pulls, routes_repository
from . import routes_reviews as routes_reviews
from .contract import Contract
from .faults import Fault, Faults
from .graphql_base import Viewer
from .pulls import EPOCH, refresh
from .router import Call
from .shapes import Urls
from .state import Repository, Token, World
from .wire import Answer, Refusal, Request, parse_query

ENDPOINTS = (routes_checks, routes_comments, routes_pulls, routes_repository, routes_reviews)


class Application:
    """One GitHub: its world, record of requests, faults and contract. Requests take effect one by one."""

    def __init__(self, world: World, root: Path, urls: Urls, contract: Contract, *, enterprise: bool) -> None:
        self.world, self.root, self.urls, self.contract = world, root, urls, contract
        self.rest_prefix = "/api/v3" if enterprise else ""
        self.graphql_path = "/api/graphql" if enterprise else "/graphql"
        self.faults = Faults()
        self.requests: list[Request] = []
        self.errors: list[str] = []
        self.lock = threading.RLock()

    def __call__(self, method: str, path: str, query: str, headers: dict[str, str], raw: bytes) -> Answer | None:
        """Answer a request; None resets its connection."""
        request = self._request(method, path, query, headers, raw)
        with self.lock:
            self.requests.append(request)
        self.faults.call_hooks(request, after=False)
        fault = self.faults.next_for(request)
        if fault is not None:
            request.fault = f"{fault.status}"
            self.faults.wait(fault.seconds)
        if fault is not None and not fault.after and fault.status is not None:
            return self._failed(request, fault)
        answer = self._answer(request)
        self.faults.call_hooks(request, after=True)
        if fault is not None and fault.status is not None:
            return self._failed(request, fault)
        request.status = answer.status
        return answer

    def refresh(self, repository: Repository) -> None:
        """Take over what was pushed, in every pull request that concerns the repository."""
        with self.lock:
            for other in self.world.repositories.values():
                for pull in other.pulls.values():
                    if repository in (pull.repository, pull.head_repository):
                        refresh(pull, EPOCH)

    def _request(self, method: str, path: str, query: str, headers: dict[str, str], raw: bytes) -> Request:
        kind, authorization = "rest", headers.pop("authorization", "")
        if backend.SERVICE.match(path):
            kind = "git"
        elif path == self.graphql_path:
            kind = "graphql"
        elif path.startswith(f"{self.rest_prefix}/"):
            path = path.removeprefix(self.rest_prefix)
        else:
            kind = "web"
        request = Request(kind, method, path, parse_query(query), headers, raw)
        self._authenticate(request, authorization)
        if kind == "graphql":
            request.operation = graphql_api.operation_of(request)
        return request

    def _authenticate(self, request: Request, authorization: str) -> None:
        if not authorization:
            return
        scheme, _, value = authorization.partition(" ")
        bare = value if scheme.lower() in ("token", "bearer") else backend.basic_token(authorization)
        token: Token | None = self.world.tokens.get(bare or "")
        request.token = token
        request.token_kind = token.kind if token else "bad"
        request.login = token.user.login if token else ""

    def _failed(self, request: Request, fault: Fault) -> Answer | None:
        request.status = fault.status or 0
        return fault.answer() if fault.status else None

    def _answer(self, request: Request) -> Answer:
        with self.lock:
            try:
                answer = self._effect(request)
            except Refusal as refused:
                answer = refused.answer
            except Exception:  # noqa: BLE001 - a fault of the server must reach the test, not the client's retries
                self.errors.append(f"{request.method} {request.path}\n{traceback.format_exc()}")
                answer = Answer(418, {"message": "the test server failed, see its problems"})
        if request.kind in ("rest", "graphql"):
            used = sum(each.token is request.token for each in self.requests)
            limit = {"Limit": 1000, "Remaining": max(0, 1000 - used), "Used": used, "Reset": 4_102_444_800}
            answer.headers |= {f"X-RateLimit-{name}": str(value) for name, value in limit.items()}
            answer.headers["X-GitHub-Request-Id"] = f"{len(self.requests):04X}"
        return answer

    def _effect(self, request: Request) -> Answer:
        if request.kind == "git":
            answer, written = backend.serve(self.world, self.root, request)
            if written is not None and request.method == "POST":
                self.refresh(written)
            return answer
        if request.kind == "web":
            return Answer(404, b"Not Found", {"Content-Type": "text/plain"})
        if request.token_kind == "bad":
            raise Refusal(401, "Bad credentials")
        if request.kind == "graphql":
            return self._graphql(request)
        return self._rest(request)

    def _graphql(self, request: Request) -> Answer:
        if request.token is None:
            raise Refusal(401, "This endpoint requires you to be authenticated.")
        if request.method != "POST":
            raise Refusal(404, "Not Found")
        viewer = Viewer(self.world, self.urls, request.token)
        return graphql_api.serve(viewer, request, self.contract.violations.append)

    def _rest(self, request: Request) -> Answer:
        found = router.find(request.method, request.path)
        if found is None:
            self.contract.unknown(request)
            raise Refusal(404, "Not Found")
        route, params = found
        self.contract.check_request(request, route.template, params)
        try:
            answer = router.dispatch(route, Call(self.world, self.urls, request, params, self.refresh))
        except Refusal as refused:
            answer = refused.answer
        self.contract.check_answer(request, route.template, answer)
        return answer
