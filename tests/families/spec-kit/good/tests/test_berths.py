"""Berths are tested."""
