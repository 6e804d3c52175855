"""Fuzzing and hostile input: run by hand, not collected by pytest."""
