"""`python -m safecheck` and the `safecheck` command."""

import contextlib
import os
import sys

from safecheck import __version__

STOPPED, CRASHED = 130, 70  # as safecheck.model.errors.ExitCode says, which may not be loadable here


def main() -> None:
    """Run the command line and end the process with its exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:  # scripts ask this often; no room is needed for the answer
        with contextlib.suppress(OSError):  # nobody reads it
            os.write(1, f"safecheck {__version__}\n".encode())
        sys.exit(0)
    try:
        from safecheck.cli.short_lived import collect_rarely

        collect_rarely()
        from safecheck.cli.interruptible import nothing_left_to_stop
        from safecheck.cli.main import main as run
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except Exception as error:
        # Nothing of safecheck can be relied upon here, its catalogues neither: hence both languages.
        name = type(error).__name__
        sys.stderr.write(
            f"safecheck cannot start ({name}). Install it again.\n"
            f"safecheck kan niet starten ({name}). Installeer het opnieuw.\n"
        )
        sys.exit(CRASHED)
    code = run(arguments)
    nothing_left_to_stop()
    sys.exit(code)


if __name__ == "__main__":
    main()
