"""Moves of businesses on the map: a ribbon from the area left to the destination, or to an open end."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.canvas.labels import first_free, haloed, size_of, take
from desktop.canvas.lights import INKS, light
from desktop.canvas.paths import path_of, polygon_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import appear, faded, limit
from scenarios.landuse.moves import OPEN, MoveFacts, line_of_move, moves

_WIDE, _NARROW, _HEAD = 5.0, 2.0, 13.0
"""Half the width of a ribbon at its origin and its end, the length of its head, device-independent pixels."""

_LIGHT = 8.0
_STUB = 26.0
"""So long an open end is at least, device-independent pixels."""

_ASIDE = 0.35
"""How strong a move that is set aside still shows."""


def ribbons(painter: QPainter, scene: Scene) -> None:
    """Every move with the area that it leaves, and its state as a sign on it."""
    layer = scene.layer("moves")
    if not layer.shown:
        return
    signs = []
    for one in moves(scene.snapshot):
        strength = layer.opacity * (_ASIDE if one.row.aside else 1.0)
        painter.setOpacity(strength)
        ink = scene.style.ink[INKS[one.state]]
        _left(painter, scene, one, ink)
        corners = _corners(scene, one)
        if one.row.plot is None:
            _open_end(painter, scene, corners, ink)
        else:
            _ribbon(painter, scene, corners, ink, dashed=one.state == OPEN)
        signs.append((one, corners, ink, strength))
    for one, corners, ink, strength in signs:
        painter.setOpacity(strength)
        _sign(painter, scene, one, corners, ink)
    painter.setOpacity(1.0)


def _left(painter: QPainter, scene: Scene, one: MoveFacts, ink: QColor) -> None:
    """The area that is left: within a dashed edge."""
    path = path_of(scene.snapshot.geometry(one.row), scene.sight)
    if path.isEmpty():
        return
    pen = QPen(ink, 1.6)
    pen.setDashPattern([3.0, 2.0])
    painter.fillPath(path, faded(ink, 0.12))
    painter.strokePath(path, pen)


def _corners(scene: Scene, one: MoveFacts) -> NDArray[np.float64]:
    """The middle of the ribbon in pixels, (n, 2); an open end is long enough to be seen."""
    line: Any = line_of_move(scene.snapshot, one.row)
    corners = scene.sight.pixels(shapely.get_coordinates(line))
    if one.row.plot is None:
        along = corners[-1] - corners[0]
        length = max(float(np.hypot(*along)), 1e-9)
        corners[-1] = corners[0] + along / length * max(length, _STUB)
    return corners


def _ribbon(
    painter: QPainter, scene: Scene, corners: NDArray[np.float64], ink: QColor, *, dashed: bool
) -> None:
    """A band that narrows towards its head; one that is not certain yet is pale within a dashed edge."""
    body = band(corners)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addPolygon(polygon_of(body))
    path.closeSubpath()
    halo = QPen(scene.style.ink["name_halo"], 3.0)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, halo)
    painter.fillPath(path, faded(ink, 0.3 if dashed else 0.85))
    if dashed:
        pen = QPen(ink, 1.4)
        pen.setDashPattern([4.0, 2.5])
        painter.strokePath(path, pen)


def band(
    corners: NDArray[np.float64], first: float = _WIDE, last: float = _NARROW, longest: float = _HEAD
) -> NDArray[np.float64]:
    """The outline of a ribbon with its head along corners in pixels, (n, 2) each.

    `first` and `last`: half its width at either end, `longest`: the length of its head, pixels.
    """
    steps = np.linalg.norm(np.diff(corners, axis=0), axis=1)
    far = np.concatenate([[0.0], np.cumsum(steps)])
    whole = max(float(far[-1]), 1e-9)
    head = min(longest, whole / 2)
    neck = whole - head
    at = np.append(far[far < neck], neck)
    spine = np.column_stack([np.interp(at, far, corners[:, axis]) for axis in (0, 1)])
    along = np.gradient(np.vstack([spine, corners[-1]]), axis=0)[: len(spine)]
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    side = np.column_stack([-along[:, 1], along[:, 0]])
    half = np.interp(at, [0.0, whole], [first, last])[:, None]
    wing = side[-1] * max(head * 0.55, last * 1.6)
    return np.vstack(
        [spine + side * half, spine[-1] + wing, corners[-1], spine[-1] - wing, (spine - side * half)[::-1]]
    )


def _open_end(painter: QPainter, scene: Scene, corners: NDArray[np.float64], ink: QColor) -> None:
    """A dashed line that goes nowhere yet; the sign stands at its end."""
    (x0, y0), (x1, y1) = corners[0].tolist(), corners[-1].tolist()
    path = QPainterPath(QPointF(x0, y0))
    path.lineTo(x1, y1)
    painter.strokePath(path, QPen(scene.style.ink["name_halo"], 6.0))
    pen = QPen(ink, 3.0)
    pen.setDashPattern([2.0, 1.4])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.strokePath(path, pen)


def _sign(painter: QPainter, scene: Scene, one: MoveFacts, corners: NDArray[np.float64], ink: QColor) -> None:
    """The light of a move, at its open end or halfway, and its name beside it where there is room."""
    x, y = (corners[-1] if one.row.plot is None else _halfway(corners)).tolist()
    if not (-_LIGHT <= x <= scene.sight.width + _LIGHT and -_LIGHT <= y <= scene.sight.height + _LIGHT):
        return
    at = QPointF(x, y)
    light(painter, at, _LIGHT, one.state, ink, scene.style.ink["raised"], scene.style.base)
    take(scene, QRectF(x - _LIGHT, y - _LIGHT, 2 * _LIGHT, 2 * _LIGHT))
    if appear(scene.sight.denominator, limit("move_name")) <= 0:
        return
    font = scene.style.font(10.5, medium=True)
    across, up = size_of(one.name, font)
    left, right = x - _LIGHT - 6 - across, x + _LIGHT + 6
    places = [QRectF(right, y - up / 2, across, up), QRectF(left, y - up / 2, across, up)]
    box = first_free(scene, [*places, QRectF(x - across / 2, y + _LIGHT + 5, across, up)])
    if box is not None:
        haloed(painter, scene, box.center(), one.name, font, ink)


def _halfway(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    steps = np.linalg.norm(np.diff(corners, axis=0), axis=1)
    far = np.concatenate([[0.0], np.cumsum(steps)])
    return np.array([np.interp(far[-1] / 2, far, corners[:, axis]) for axis in (0, 1)])
