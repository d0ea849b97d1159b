"""Starts the program's window on a project as the command line does; says `ready` and what the map shows when
that is complete, and waits for its input to end so that its memory can be read.

python -m tests.benchmarks.peers.own_start PROJECT SETTINGS_FOLDER WIDTH HEIGHT
"""

import os
import sys
from pathlib import Path

TOOLS, BARS = 39, 127
"""Pixels of the window beside the map that are not its panels: at its left, and above and below."""


def main(project: Path, settings: str, width: int, height: int) -> None:
    """Show the window, with a map of this size, until its ground and what is drawn on it are painted."""
    from PySide6.QtCore import QSettings

    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings)
    from desktop import look
    from desktop.canvas.studio import studio
    from desktop.commands.project import open_path
    from desktop.session import Session
    from desktop.window import Window, application

    app = application(["schuifruimte"])
    window = Window(Session())
    beside = look.size("left_panel") + look.size("right_panel")
    window.resize(width + beside + TOOLS, height + BARS)
    window.show()
    came: set[str] = set()

    def picture(client: object, what: str, made: object) -> None:
        came.add(what)
        view = window.view()
        if view is not None and came >= {"ground", "drawn"}:
            view.repaint()
            sight = view.sight
            print("ready", *sight.bounds, view.width(), view.height(), flush=True)
            sys.stdin.read()
            os._exit(0)

    studio().done.connect(picture)
    open_path(window, project)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
