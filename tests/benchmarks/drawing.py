"""How fast the map is: a full redraw beside QGIS, and frames while it is panned, zoomed and drawn on."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop import look
from desktop.canvas import atlas
from desktop.canvas.layers import GROUND
from desktop.canvas.studio import paint, studio
from desktop.canvas.view import MapView
from desktop.session import Session
from scenarios.project.change import insert
from scenarios.project.model import Plot, Site, Variant
from tests.benchmarks import Row
from tests.benchmarks.file import write
from tests.benchmarks.inputs import voronoi_region
from tests.benchmarks.land import clustered

SIZE = (1600, 1000)
FRAMES = 120
FRAME_MS = 16
PEER = Path(__file__).parent / "peers" / "qgis_redraw.py"


def run() -> list[Row]:
    """A window-less map of 1600 x 1000 on a project with 100 000 polygons and a cluster of 20 plots."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    look.start(application)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "region.gpkg"
        session = opened(path)
        view = MapView(session)
        view.resize(*SIZE)
        view.show()
        settle()
        rows = [*redraws(view, qgis(path, view)), *moves(view), *drags(view, session)]
        view.close()
        settle()
        session.close()
    return rows


def opened(path: Path) -> Session:
    """A session with the project that is drawn on."""
    region = voronoi_region()
    write(path, region)
    drawn = clustered(region)
    session = Session()
    session.open(path)
    session.edit("Variant", [insert(Variant(1, "Benchmark"))])
    session.go_to(variant=1)
    things: list[Site | Plot] = [*drawn.sites.values(), *drawn.plots.values()]
    session.edit("Cluster", [insert(thing) for thing in things])
    return session


def redraws(view: MapView, peer: float | None) -> list[Row]:
    """The ground of the whole region and of parts of it, in the same thread, with and without kept detail."""
    rows = []
    target = "0.35 of the peer" if peer else "0.25 s (0.35 of 0.72 s)"
    scene = view.scene()
    assert scene is not None

    def first() -> None:
        atlas._atlases.clear()
        paint(scene, GROUND, opaque=True)

    rows.append(
        Row("first redraw, detail included", seconds(first, 1), "s", "", peer, "QGIS" if peer else "")
    )
    whole = seconds(lambda: paint(scene, GROUND, opaque=True))
    rows.append(Row("full redraw 1600 x 1000, antialiased", whole, "s", target, peer, "QGIS" if peer else ""))
    for times in (4, 16):
        view.zoom(times)
        settle()
        part = view.scene()
        assert part is not None
        taken = seconds(lambda part=part: paint(part, GROUND, opaque=True))
        rows.append(Row(f"redraw {times} times closer", taken, "s", ""))
        view.zoom_to_all()
    settle()
    return rows


def moves(view: MapView) -> list[Row]:
    """Time on the window's thread per frame while the pictures are made anew behind."""
    pans = frames(view, lambda n: view.camera.pan(9 if n % 40 < 20 else -9, 4))
    zooms = frames(view, lambda n: view.zoom(1.06 if n % 40 < 20 else 1 / 1.06))
    return [
        Row("a frame while panning, 95 %", pans, "ms", "16 ms"),
        Row("a frame while zooming, 95 %", zooms, "ms", "16 ms"),
    ]


def drags(view: MapView, session: Session) -> list[Row]:
    """Dragging a corner of the cluster with its figures and its preview."""
    (site,) = session.committed().sites.values()
    shape = session.committed().geometry(site)
    session.select([("site", site.key)])
    xmin, ymin, xmax, ymax = shape.bounds
    view.zoom_to((xmin - 800, ymin - 800, xmax + 800, ymax + 800))
    settle()
    x, y = view.sight.to_pixel(xmax, ymax)
    mouse(view, QEvent.Type.MouseButtonPress, x, y)
    taken = frames(view, lambda n: mouse(view, QEvent.Type.MouseMove, x + 6 + n % 60, y - 6 - n % 45))
    mouse(view, QEvent.Type.MouseButtonRelease, x, y)
    settle()
    return [Row("a frame while dragging a corner, 95 %", taken, "ms", "16 ms")]


def frames(view: MapView, step: Callable[[int], object]) -> float:
    """What 95 % of the frames take: the step, and painting the view, with pauses as between two frames."""
    screen = QImage(*SIZE, QImage.Format.Format_RGB32)
    taken = []
    for n in range(FRAMES):
        begun = time.perf_counter()
        step(n)
        view.render(screen)
        spent = (time.perf_counter() - begun) * 1000
        taken.append(spent)
        wait(max(FRAME_MS - spent, 1))
    return float(np.percentile(taken, 95))


def mouse(view: MapView, kind: QEvent.Type, x: float, y: float) -> None:
    """A mouse event with the left button."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    moving = kind == QEvent.Type.MouseMove
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    at = QPointF(x, y)
    event = QMouseEvent(
        kind, at, view.mapToGlobal(at), none if moving else left, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, event)


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The best of several runs."""

    def runs() -> Iterator[float]:
        for _ in range(times):
            begun = time.perf_counter()
            work()
            yield time.perf_counter() - begun

    return min(runs())


def wait(milliseconds: float) -> None:
    """Let the application go on for a while, its workers included."""
    loop = QEventLoop()
    QTimer.singleShot(max(round(milliseconds), 1), loop.quit)
    loop.exec()


def settle() -> None:
    """Wait until every picture is there."""
    wait(20)
    while not studio().idle():
        wait(20)
    wait(20)


def qgis(path: Path, view: MapView) -> float | None:
    """The seconds QGIS needs for the same picture, from a copy of the project; None where there is no
    QGIS."""
    copy = path.with_name("for qgis.gpkg")
    shutil.copy(path, copy)
    arguments = [str(value) for value in (PEER, copy, *view.sight.bounds, *SIZE)]
    for python in ("/usr/bin/python3", "python3", "python-qgis.bat"):
        try:
            done = subprocess.run(
                [python, *arguments],
                capture_output=True,
                text=True,
                timeout=300,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0 and done.stdout.strip():
            return float(done.stdout.split()[-1])
    print("no QGIS beside it: none of the Pythons here has qgis.core")
    return None
