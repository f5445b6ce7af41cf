"""`python -m safecheck` and the `safecheck` command."""

import sys

from safecheck.cli.main import main as run


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
