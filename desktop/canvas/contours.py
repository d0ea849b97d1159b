"""Setback contours as thin dashed rings, the land they claim washed, and the housing that suffers hatched."""

from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from desktop.canvas.hatch import hatch
from desktop.canvas.labels import free, haloed, size_of, take
from desktop.canvas.paths import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import appear, faded, limit, wash, width
from scenarios.landuse.catalogue import SENSITIVE
from scenarios.landuse.present import corrected
from scenarios.landuse.reach import reach
from scenarios.landuse.setbacks import active_plots, setbacks
from scenarios.landuse.visible import visible
from scenarios.project.model import Site
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number

_DASH = [4.0, 3.0]
_INNER = 0.55
"""Opacity of the contours inside the outermost one."""


def contours(painter: QPainter, scene: Scene) -> None:
    """The claimed land washed, and the contours of each distance as one dashed ring."""
    layer, snapshot = scene.layer("contours"), scene.snapshot
    plots = active_plots(snapshot)
    if not layer.shown or not plots:
        return
    ink = scene.style.ink["contour"]
    painter.setOpacity(layer.opacity)
    claimed = reach(snapshot, plots).geometry
    painter.fillPath(path_of(claimed, scene.sight), faded(ink, wash("outside_contour")))
    rings = outlines(snapshot)
    for place, (metres, outline) in enumerate(rings):
        pen = QPen(faded(ink, 1.0 if place == 0 else _INNER), width("contour"))
        pen.setDashPattern(_DASH)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        path = path_of(outline, scene.sight)
        painter.strokePath(path, pen)
        _say_distance(painter, scene, path, metres)
    painter.setOpacity(1.0)


def outlines(snapshot: Snapshot) -> list[tuple[float, Any]]:
    """The outline round all contours of a distance (m), for each distance, the farthest first."""
    rings: dict[float, list[Any]] = {}
    for ring in setbacks(snapshot).rings:
        rings.setdefault(ring.distance, []).append(ring.geometry)

    def united(shapes: list[Any]) -> Any:
        # The shapes go along with their union: a remembered id is only good while its object lives.
        key = ("contour outline", tuple(map(id, shapes)))
        return snapshot.remember(key, lambda: (shapely.union_all(np.array(shapes, dtype=object)), shapes))[0]

    return [(metres, united(shapes)) for metres, shapes in sorted(rings.items(), reverse=True)]


def _say_distance(painter: QPainter, scene: Scene, path: QPainterPath, metres: float) -> None:
    strength = appear(scene.sight.denominator, limit("contour_distance"))
    box = path.boundingRect()
    if strength <= 0 or box.height() < 60:
        return
    highest = min((path.elementAt(i) for i in range(path.elementCount())), key=lambda e: e.y, default=None)
    if highest is None or not 12 < highest.y < scene.sight.height - 12:
        return
    colour, font = faded(scene.style.ink["contour"], strength), scene.style.font(10.5)
    words = f"{number(metres)} m"
    across, up = size_of(words, font)
    box = QRectF(highest.x - across / 2, highest.y - 5 - up / 2, across, up)
    if free(scene, box):
        take(scene, box)
        haloed(painter, scene, box.center(), words, font, colour)


def conflicts(painter: QPainter, scene: Scene) -> None:
    """Housing inside contours, hatched."""
    layer = scene.layer("conflicts")
    if not layer.shown or not active_plots(scene.snapshot):
        return
    path = path_of(sensitive(scene.snapshot), scene.sight)
    if path.isEmpty():
        return
    painter.setOpacity(layer.opacity)
    hatch(painter, path, faded(scene.style.ink["conflict"], 0.65), scene.sight, scene.ratio)
    painter.strokePath(path, QPen(faded(scene.style.ink["conflict"], 0.75), 1.0))
    painter.setOpacity(1.0)


def sensitive(snapshot: Snapshot) -> Any:
    """The land inside contours and outside sites whose use that year suffers from nuisance."""
    claimed = reach(snapshot, active_plots(snapshot)).geometry
    coverage = corrected(snapshot)
    drawn = [(use, shape) for thing, use, shape in visible(snapshot) if not isinstance(thing, Site)]

    def make() -> Any:
        if claimed.is_empty:
            return claimed, coverage, drawn
        near = coverage.tree.query(claimed, predicate="intersects")
        near = near[np.isin(coverage.use[near], [USE_INDEX[use] for use in SENSITIVE])]
        over = [shape for use, shape in drawn if not shape.is_empty]
        suffers = shapely.union_all(shapely.intersection(claimed, coverage.geoms[near]))
        if over:
            suffers = shapely.difference(suffers, shapely.union_all(np.array(over, dtype=object)))
        new = [shapely.intersection(claimed, shape) for use, shape in drawn if use in SENSITIVE]
        found = shapely.union_all(np.array([suffers, *new], dtype=object))
        return found, coverage, drawn

    key = ("conflicts", id(claimed), id(coverage), tuple((use, id(shape)) for use, shape in drawn))
    return snapshot.remember(key, lambda: (*make(), claimed))[0]
