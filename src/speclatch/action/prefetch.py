"""git's first fetch for an event: begun before PyGithub and the gate are imported, as both take their time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass

from speclatch.action.inputs import Settings
from speclatch.github.event import Event, EventKind
from speclatch.trees.remote import DEPTH, Fetched, OwnRepository, Remote, own_repository

SHA256_DIGITS = 64


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one fetch is for; see ``OwnRepository.fetch``."""

    head: str
    branch: str = ""
    merge_of: int = 0
    depth: int = DEPTH

    def fetch(self, repository: OwnRepository) -> Fetched:
        """Fetch it.

        Raises:
            GitError: git could not.
        """
        return repository.fetch(branch=self.branch, commits=(self.head,), merge_of=self.merge_of, depth=self.depth)


class FetchedRepository:
    """A repository of our own for one event, its first fetch under way.

    Args:
        repository: empty as yet.
        wanted: what is being fetched; None where nothing is.
        under_way: that fetch.
    """

    def __init__(
        self, repository: OwnRepository, wanted: Wanted | None = None, under_way: Future[Fetched] | None = None
    ) -> None:
        self.repository = repository
        self._wanted = wanted
        self._under_way = under_way

    def fetch(self, wanted: Wanted) -> Fetched:
        """What is wanted: the fetch that is under way if it is the same, else a new one after it.

        Raises:
            GitError: git could not.
        """
        first, self._under_way = self._under_way, None
        if first is not None:
            if wanted == self._wanted:
                return first.result()
            wait([first])  # two fetches at once would be in each other's way
        return wanted.fetch(self.repository)


def wanted_by(event: Event) -> Wanted | None:
    """What judging an event will ask git for, by its payload alone; None where that is not known yet."""
    if event.kind is EventKind.WORKFLOW_RUN:
        return None
    if event.number is not None:
        return Wanted(event.head_sha, event.base_ref, event.number)
    if event.base_ref:
        return Wanted(event.head_sha, event.base_ref)
    return Wanted(event.head_sha, depth=1)


@contextmanager
def fetching(event: Event, settings: Settings, environ: Mapping[str, str]) -> Iterator[FetchedRepository]:
    """A repository of our own for the remote that the settings name; its first fetch runs beside the caller.

    Raises:
        GitError: git is missing or cannot make a repository.
    """
    remote = Remote(settings.server_url, settings.repository, settings.token)
    if settings.certificates is not None:
        environ = {**environ, "SSL_CERT_FILE": str(settings.certificates)}  # git and the API trust the same
    wanted = wanted_by(event)
    sha256 = len(event.head_sha) == SHA256_DIGITS
    with own_repository(remote, environ, sha256=sha256) as repository, ThreadPoolExecutor(1) as beside:
        yield FetchedRepository(repository, wanted, beside.submit(wanted.fetch, repository) if wanted else None)
