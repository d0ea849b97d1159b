"""Where the program starts: `schuifruimte`, `python -m desktop` and the frozen application.

The command line decides what is asked; Qt is loaded only where that is the window or its self-test.
"""

import sys

from scenarios.cli import main as run_command


def main() -> int:
    """Run what the command line asks and give its exit code."""
    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
