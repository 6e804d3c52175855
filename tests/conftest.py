"""What every test can use, and how hypothesis runs here."""

from __future__ import annotations

import gc
import os
import tempfile

import pytest
from coverage import Coverage
from hypothesis import settings

pytest_plugins = ["tests.github_server.fixtures"]

# A shared machine is slow now and then: how long an example takes says nothing. Timings belong in the benchmarks.
# On CI the examples are the same each time: a red build is then the change's own doing.
settings.register_profile("speclatch", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("speclatch")

# Commands that are run here remember nothing in the home of whoever runs them.
_MEMORY = tempfile.TemporaryDirectory(prefix="speclatch-tests-")
os.environ["XDG_CACHE_HOME"] = _MEMORY.name


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep the collected tests out of each search for garbage: there are ten thousand, and all stay to the end.

    With Python's own thresholds the searches take a quarter of the whole run.
    """
    del session
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write in a worker what coverage measured, before the worker ends: one that takes ten seconds to end is killed."""
    measuring = Coverage.current() if hasattr(session.config, "workerinput") else None
    if measuring is not None:
        measuring.save()
