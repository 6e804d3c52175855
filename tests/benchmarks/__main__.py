"""Run every benchmark."""

from tests.benchmarks import startup

startup.main()
