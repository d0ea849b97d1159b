"""Relations between plots: curved lines with an arrow, told apart by colour and by pattern."""

import math
from typing import Any

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from shapely.ops import substring

from desktop.canvas.labels import free, haloed, size_of, take
from desktop.canvas.paths import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import Style, appear, faded, limit, width
from scenarios.landuse.relations import active_relations, line_of

PATTERNS: dict[str, list[float]] = {"material": [], "energy": [5.0, 2.5], "services": [1.2, 2.4]}
"""Dashes of each kind in widths of the line; none for a whole line."""

_HEAD = 11.0
"""Length of an arrow head, device-independent pixels."""

_AIR = 0.06
"""The part of a line that is left out at either end."""

_SHORTEST = 14.0
"""A line of fewer pixels than this is not drawn: its plots are too small to see."""


def relation_pen(style: Style, kind: str) -> QPen:
    """The pen of a kind of relation."""
    pen = QPen(style.ink[f"relation_{kind}"], width("relation"))
    if PATTERNS[kind]:
        pen.setDashPattern(PATTERNS[kind])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def relations(painter: QPainter, scene: Scene) -> None:
    """A line for each relation, and close by what goes over it."""
    layer = scene.layer("relations")
    if not layer.shown:
        return
    painter.setOpacity(layer.opacity)
    for row in active_relations(scene.snapshot):
        line = line_of(scene.snapshot, row)
        if line.length / scene.sight.metres_per_pixel < _SHORTEST:
            continue
        # It keeps off the middles, where the names of the plots stand.
        line = substring(line, _AIR, 1 - _AIR, normalized=True)
        path = path_of(line, scene.sight)
        if path.isEmpty():
            continue
        pen = relation_pen(scene.style, row.kind)
        painter.strokePath(path, QPen(scene.style.ink["name_halo"], pen.widthF() + 2.5))
        painter.strokePath(path, pen)
        _head(painter, scene, line, pen)
        if row.what:
            _say(painter, scene, line, row.what, pen)
    painter.setOpacity(1.0)


def _head(painter: QPainter, scene: Scene, line: Any, pen: QPen) -> None:
    corners = scene.sight.pixels(shapely.get_coordinates(line)[-2:])
    (x0, y0), (x1, y1) = corners.tolist()
    angle = math.atan2(y1 - y0, x1 - x0)
    wings = [
        QPointF(x1 - _HEAD * math.cos(angle + turn), y1 - _HEAD * math.sin(angle + turn))
        for turn in (0.45, -0.45)
    ]
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x1, y1), *wings]))
    path.closeSubpath()
    painter.strokePath(path, QPen(scene.style.ink["name_halo"], 3.0))
    painter.fillPath(path, pen.color())


def _say(painter: QPainter, scene: Scene, line: Any, what: str, pen: QPen) -> None:
    strength = appear(scene.sight.denominator, limit("letters"))
    if strength <= 0:
        return
    middle = line.interpolate(0.5, normalized=True)
    x, y = scene.sight.to_pixel(middle.x, middle.y)
    font = scene.style.font(10.5, medium=True)
    across, up = size_of(what, font)
    box = QRectF(x - across / 2, y - up / 2, across, up)
    if free(scene, box):
        take(scene, box)
        haloed(painter, scene, box.center(), what, font, faded(pen.color(), strength))
