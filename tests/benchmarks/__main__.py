"""Run every benchmark."""

from tests.benchmarks import audit, documents, startup

startup.main()
documents.main()
audit.main()
