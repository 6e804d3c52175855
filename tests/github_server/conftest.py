"""The server's fixtures, for its own tests."""

from .fixtures import any_github, github, github_enterprise

__all__ = ["any_github", "github", "github_enterprise"]
