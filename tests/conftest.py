"""What every test can use."""

pytest_plugins = ["tests.github_server.fixtures"]
