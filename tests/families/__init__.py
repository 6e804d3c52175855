"""Repositories of each bundled family: in order, with faults, untouched."""
