"""Run the command: ``python -m speclatch``."""

from speclatch.cli import command

if __name__ == "__main__":
    command()
