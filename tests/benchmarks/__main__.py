"""Run every benchmark."""

from tests.benchmarks import audit, change, documents, startup

startup.main()
documents.main()
audit.main()
change.main()
