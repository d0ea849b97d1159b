"""Where the program starts: `schuifruimte`, `python -m desktop` and the frozen application.

The command line decides what is asked; Qt is loaded only where that is the window or its self-test.
"""

import os
import sys
from pathlib import Path

from scenarios.cli import main as run_command


def main() -> int:
    """Run what the command line asks and give its exit code."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        # One table of coordinate systems in the bundle serves both GDAL and pyproj.
        systems = str(Path(frozen, "pyproj", "proj_dir", "share", "proj"))
        os.environ["PROJ_DATA"] = os.environ["PROJ_LIB"] = systems
    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
