"""Run the command: ``python -m speclatch``."""

from speclatch.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
