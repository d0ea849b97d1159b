"""Relations between plots: curved lines with an arrow, told apart by colour and by pattern."""

import math
from collections.abc import Iterator
from typing import Any

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from shapely.ops import substring

from desktop.canvas.labels import first_free, size_of
from desktop.canvas.paths import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import Style, appear, limit, width
from desktop.canvas.tags import plate
from scenarios.landuse.relations import active_relations, line_of
from scenarios.project.model import Relation

PATTERNS: dict[str, list[float]] = {"material": [], "energy": [5.0, 2.5], "services": [1.2, 2.4]}
"""Dashes of each kind in widths of the line; none for a whole line."""

_HEAD = 11.0
"""Length of an arrow head, device-independent pixels."""

_AIR = 0.06
"""The part of a line that is left out at either end."""

_PARTS = (0.5, 0.38, 0.62, 0.26, 0.74)
"""Where on a line its words may stand, the best first."""

_BESIDE, _ABOVE = 4.0, 1.0
"""The air round the words of a line, device-independent pixels."""

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
    """A line for each relation."""
    painter.setOpacity(scene.layer("relations").opacity)
    for row, line in _lines(scene):
        path = path_of(line, scene.sight)
        if path.isEmpty():
            continue
        pen = relation_pen(scene.style, row.kind)
        painter.strokePath(path, QPen(scene.style.ink["name_halo"], pen.widthF() + 2.5))
        painter.strokePath(path, pen)
        _head(painter, scene, line, pen)
    painter.setOpacity(1.0)


def words(painter: QPainter, scene: Scene) -> None:
    """Close by, what goes over each relation, on a plate on its line where no name stands."""
    strength = appear(scene.sight.denominator, limit("letters"))
    if strength <= 0:
        return
    painter.setOpacity(scene.layer("relations").opacity * strength)
    font = scene.style.font(10.5, medium=True)
    for row, line in _lines(scene):
        if not row.what:
            continue
        across, up = size_of(row.what, font)
        across, up = across + 2 * _BESIDE, up + 2 * _ABOVE
        middles = [line.interpolate(part, normalized=True) for part in _PARTS]
        places = [scene.sight.to_pixel(middle.x, middle.y) for middle in middles]
        box = first_free(scene, (QRectF(x - across / 2, y - up / 2, across, up) for x, y in places))
        if box is not None:
            plate(painter, scene.style, box)
            painter.setFont(font)
            painter.setPen(scene.style.ink[f"relation_{row.kind}"])
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.what)
    painter.setOpacity(1.0)


def _lines(scene: Scene) -> Iterator[tuple[Relation, Any]]:
    """The relations that are long enough to be seen, with their lines."""
    if not scene.layer("relations").shown:
        return
    for row in active_relations(scene.snapshot):
        line = line_of(scene.snapshot, row)
        if line.length / scene.sight.metres_per_pixel >= _SHORTEST:
            # It keeps off the middles, where the names of the plots stand.
            yield row, substring(line, _AIR, 1 - _AIR, normalized=True)


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
