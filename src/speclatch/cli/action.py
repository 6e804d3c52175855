"""``speclatch action``: the container's entry point."""

from speclatch.action.job import command

__all__ = ["command"]
