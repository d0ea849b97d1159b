"""Rows of trees: crowns along their line at their distance, or where those are too small a dashed line."""

import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen

from desktop.canvas.paths import in_view, path_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import faded
from scenarios.landuse.assumptions import assumed
from scenarios.landuse.trees import active_rows, trees_of
from scenarios.project.model import TreeRow

_SMALLEST = 3.0
"""Pixels across below which crowns are not drawn one by one."""

_MOST = 4_000
"""Crowns in view that are drawn one by one."""


def trees(painter: QPainter, scene: Scene) -> None:
    """Every row that stands in the year of the scene."""
    layer = scene.layer("trees")
    if not layer.shown:
        return
    painter.setOpacity(layer.opacity)
    for row in active_rows(scene.snapshot):
        _row(painter, scene, row)
    painter.setOpacity(1.0)


def _row(painter: QPainter, scene: Scene, row: TreeRow) -> None:
    line = scene.snapshot.geometry(row)
    crown = row.crown_m if row.crown_m is not None else assumed(scene.snapshot, "tree_crown").value
    green, ink = scene.style.use["GRO"], scene.style.ink["drawn_outline"]
    across = crown / scene.sight.metres_per_pixel
    seen = in_view(line, scene.sight)
    if seen is None:
        return
    places = shapely.get_coordinates(trees_of(scene.snapshot, row).points)
    if across < _SMALLEST or len(places) > _MOST:
        pen = QPen(green.darker(150), max(across, 2.0))
        pen.setDashPattern([1.0, 1.0])
        painter.strokePath(path_of(line, scene.sight), pen)
        return
    painter.strokePath(path_of(line, scene.sight), QPen(faded(ink, 0.5), 1.0))
    painter.setBrush(faded(green, 0.8))
    painter.setPen(QPen(faded(ink, 0.75), 1.0))
    for x, y in scene.sight.pixels(places):
        painter.drawEllipse(QPointF(x, y), across / 2, across / 2)
