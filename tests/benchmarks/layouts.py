"""How fast drawing is on a full project: 100 000 present polygons, 500 drawn plots, an outline of 2 000
corners; in the map itself, with its figures and previews.

Of every gesture the time that a frame takes is told twice: on the clock from the hand's move to the picture,
which other work on the machine makes longer; and on the processor by the window's own thread, with all that
follows before the next frame (live figures, pictures ordered).
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import numpy as np
import shapely
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop import look
from desktop.canvas.dropping import dragged
from desktop.canvas.view import MapView
from desktop.session import Session
from scenarios.edits.templates import Filled, Options, filled
from scenarios.landuse.templates import built_in
from scenarios.project.change import insert
from scenarios.project.model import Plot, Site, Variant
from scenarios.project.region import Region
from tests.benchmarks import Row
from tests.benchmarks.drawing import FRAME_MS, FRAMES, SIZE, settle, wait
from tests.benchmarks.file import write
from tests.benchmarks.inputs import voronoi_region
from tests.benchmarks.land import ACTIVITIES

EVERY_KIND = "vertex,edge,middle,intersection,centre,grid"
CORNERS = 2_000
ACROSS, DOWN = 25, 20
"""Columns and rows of plots: 500 in all."""

WIDE, HIGH, LANE = 48.0, 46.0, 60.0
"""Metres of a plot, and between two blocks of plots."""


def run() -> list[Row]:
    """Gestures among 500 plots in twenty sites and in one, then layouts of 30 ha."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    look.start(application)
    region, rows = voronoi_region(), []
    for sites in (20, 1):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "region.gpkg"
            write(path, region)
            session = opened(path, region, sites)
            view = MapView(session)
            view.resize(*SIZE)
            view.show()
            settle()
            for name, figures in gestures(view, session):
                rows += told(f"{name}, {sites} site{'s' if sites > 1 else ''}", *figures)
            if sites == 1:
                rows += layouts(session)
            view.close()
            settle()
            session.close()
    return rows


def middle(region: Region) -> tuple[float, float]:
    """The south-west corner of the first block of plots, in the middle of the region."""
    xmin, ymin, xmax, ymax = region.bounds
    return round((xmin + xmax) / 2), round((ymin + ymax) / 2)


def opened(path: Path, region: Region, sites: int) -> Session:
    """A session with 500 plots that share borders, in so many sites, a site of 2 000 corners and an empty one
    of 30 ha."""
    session = Session()
    session.open(path)
    session.edit("Variant", [insert(Variant(1, "Benchmark"))])
    session.go_to(variant=1)
    things: list[Site | Plot] = []
    per, (x, y) = DOWN // sites, middle(region)
    for at in range(sites):
        low, key = y + at * (per * HIGH + (LANE if sites > 1 else 0)), 1_000 + at
        around = shapely.box(x, low, x + (ACROSS + 1) * WIDE, low + per * HIGH)
        things.append(Site(key, key, 1, shapely.to_wkb(around), "cluster" if at == 0 else "hub", rank=1))
        for i, j in product(range(ACROSS), range(per)):
            left, base, own = x + i * WIDE, low + j * HIGH, 2_000 + len(things)
            box = shapely.box(left, base, left + WIDE, base + HIGH)
            code = ACTIVITIES[(i + j) % len(ACTIVITIES)]
            things.append(Plot(own, own, 1, shapely.to_wkb(box), key, activity=code, rank=2))
    things.append(Site(900, 900, 1, shapely.to_wkb(ragged(x - 1_200, y + 600)), "cluster", "Ragged", rank=1))
    empty = shapely.box(x + 1_800, y, x + 2_400, y + 500)
    things.append(Site(901, 901, 1, shapely.to_wkb(empty), "cluster", "Empty", rank=1))
    session.edit("Drawn", [insert(thing) for thing in things])
    return session


def ragged(x: float, y: float) -> shapely.Polygon:
    """A round outline of 2 000 corners with a radius of about 600 m."""
    angles = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    radius = 600 * (1 + 0.03 * np.sin(40 * angles))
    return shapely.Polygon(np.c_[x + radius * np.cos(angles), y + radius * np.sin(angles)].round(3))


Figures = tuple[list[float], list[float]]
"""Milliseconds of every frame on the clock and on the processor."""


def gestures(view: MapView, session: Session) -> Iterator[tuple[str, Figures]]:
    """Every gesture by name with its frames; each is given up at the end."""
    committed = session.committed()
    plots = sorted(committed.plots.values(), key=lambda row: row.key)
    plot, other = plots[len(plots) // 2], plots[len(plots) // 2 + 40]
    xmin, ymin, xmax, ymax = committed.geometry(plot).bounds
    session.options["snap_kinds"] = EVERY_KIND
    see(view, shapely.box(xmin - 500, ymin - 320, xmax + 500, ymax + 320))
    session.use_tool("change")
    for x, y in ((700, 500), (900, 500), (900, 620)):
        click(view, x, y)
    yield "drawing, snapping to all", frames(view, lambda n: move(view, 300 + n * 7, 200 + n * 5))
    session.choose("trace", "on")
    yield "drawing, tracing", frames(view, lambda n: move(view, 300 + n * 7, 200 + n * 5))
    session.choose("trace", "off")
    give_up(view, session)

    session.select([("plot", plot.key)])
    settle()
    yield "a shared corner of a plot", dragging(view, (xmax, ymax))
    give_up(view, session)
    wanted = committed.geometry(other).centroid
    session.select([("plot", other.key)])
    see(view, shapely.box(wanted.x - 500, wanted.y - 320, wanted.x + 500, wanted.y + 320))
    yield "moving a plot", dragging(view, (wanted.x + 7, wanted.y + 5))
    give_up(view, session)

    (site,) = {committed.sites[plot.site]}
    session.select([("site", site.key)])
    see(view, committed.geometry(site))
    x, _, edge, _ = committed.geometry(site).bounds
    session.use_tool("move")
    click(view, *view.sight.to_pixel(edge - 20, ymin + 5))
    yield "moving a site with its plots", frames(view, lambda n: move(view, 800 + n % 60, 500 - n % 45))
    give_up(view, session)

    session.use_tool("select")
    session.select([("site", 900)])
    ring = committed.geometry(committed.sites[900])
    see(view, ring.buffer(200))
    yield "a corner of 2 000", dragging(view, tuple(ring.exterior.coords[250]))
    give_up(view, session)

    see(view, shapely.box(xmin - 500, ymin - 320, xmax + 700, ymax + 320))
    yield "placing an activity", dropping(view)
    give_up(view, session)


def dragging(view: MapView, place: tuple[float, ...]) -> Figures:
    """The frames of a drag that begins at a place on the map, and is given up."""
    x, y = view.sight.to_pixel(*place[:2])
    move(view, x, y)
    mouse(view, QEvent.Type.MouseButtonPress, x, y, Qt.MouseButton.LeftButton)
    found = frames(view, lambda n: move(view, x + 8 + n % 60, y - 8 - n % 45))
    assert view._hands is not None and view._hands.preview.busy, "nothing is dragged"
    return found


def dropping(view: MapView) -> Figures:
    """The frames of dragging an activity from the palette over the plots to free room."""
    data, action = dragged("F05"), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(700, 500).toPoint(), action, data, left, none)
    QApplication.sendEvent(view, enter)

    def over(n: int, data: QMimeData = data) -> None:
        at = QPointF(700 + n * 5, 500 + n % 40).toPoint()
        QApplication.sendEvent(view, QDragMoveEvent(at, action, data, left, none))

    return frames(view, over)


def frames(view: MapView, step: Callable[[int], object]) -> Figures:
    """What frames take: the step and painting the view, with pauses as between two frames."""
    clock: list[float] = []
    processor: list[float] = []
    for n in range(FRAMES):
        wall, own = time.perf_counter(), time.thread_time()
        step(n)
        view.repaint()
        clock.append((time.perf_counter() - wall) * 1_000)
        # A screen shows one picture a frame: what changes until the next one is in that.
        view.setUpdatesEnabled(False)
        wait(max(FRAME_MS - clock[-1], 1))
        view.setUpdatesEnabled(True)
        processor.append((time.thread_time() - own) * 1_000)
    return clock, processor


def told(name: str, clock: list[float], processor: list[float]) -> list[Row]:
    """The rows of one gesture: half and 95 % of its frames, on the processor and on the clock."""
    return [
        Row(f"{name}, {kind} {part} %", float(np.percentile(taken, part)), "ms", target)
        for kind, taken in (("cpu", processor), ("clock", clock))
        for part, target in ((50, ""), (95, f"{FRAME_MS} ms"))
    ]


def layouts(session: Session) -> list[Row]:
    """Every built-in layout on an outline of 30 ha."""
    rows, committed = [], session.committed()
    for recipe in built_in():
        started = time.perf_counter()
        answer = filled(committed, 901, recipe, Options())
        taken = time.perf_counter() - started
        assert isinstance(answer, Filled), answer
        rows.append(Row(f"{recipe.name}, 30 ha", taken, "s", "1 s"))
    return rows


def see(view: MapView, shape: shapely.Geometry) -> None:
    """Look at a place and wait for its pictures."""
    view.zoom_to(shape)
    settle()


def give_up(view: MapView, session: Session) -> None:
    """Let go of the gesture, nothing changed."""
    session.use_tool("pan")
    settle()
    session.use_tool("select")
    settle()


def click(view: MapView, x: float, y: float) -> None:
    """A click with the left button."""
    move(view, x, y)
    mouse(view, QEvent.Type.MouseButtonPress, x, y, Qt.MouseButton.LeftButton)
    mouse(view, QEvent.Type.MouseButtonRelease, x, y, Qt.MouseButton.LeftButton)


def move(view: MapView, x: float, y: float) -> None:
    """The pointer somewhere else."""
    mouse(view, QEvent.Type.MouseMove, x, y, Qt.MouseButton.NoButton)


def mouse(view: MapView, kind: QEvent.Type, x: float, y: float, button: Qt.MouseButton) -> None:
    """A mouse event at a pixel."""
    at = QPointF(x, y)
    held = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QMouseEvent(kind, at, view.mapToGlobal(at), button, button, held))
