"""Run every benchmark."""

from tests.benchmarks import documents, startup

startup.main()
documents.main()
