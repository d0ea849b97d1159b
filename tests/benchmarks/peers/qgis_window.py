"""Run by QGIS itself at its start (`qgis --code`): says `ready` when its map shows something and is complete,
and waits for its input to end so that its memory can be read."""

import os
import sys

from qgis.utils import iface  # type: ignore[import-not-found]


def shown() -> None:
    """Called at every complete picture; the first ones may be of no layer yet."""
    canvas = iface.mapCanvas()
    if canvas.layers() and not canvas.isDrawing():
        canvas.repaint()
        print("ready", canvas.width(), canvas.height(), flush=True)
        sys.stdin.read()
        os._exit(0)


iface.mapCanvas().mapCanvasRefreshed.connect(shown)
