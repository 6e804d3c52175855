"""Run every benchmark."""

from tests.benchmarks import answers, audit, change, documents, startup

startup.main()
answers.main()
documents.main()
audit.main()
change.main()
