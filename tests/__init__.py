"""The tests, in the order of the source; see docs/architecture.md."""
