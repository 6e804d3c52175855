"""What every test can use, and how hypothesis runs here."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = ["tests.github_server.fixtures"]

# A shared machine is slow now and then: how long an example takes says nothing. Timings belong in the benchmarks.
settings.register_profile("speclatch", deadline=None)
settings.load_profile("speclatch")
