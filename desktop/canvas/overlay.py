"""What lies above the pictures and follows the hand: sketches, handles, the selection, snapping marks, live
figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.canvas import marks
from desktop.canvas.camera import Sight
from desktop.canvas.paths import path_of, polygon_of
from desktop.canvas.snapping import Snap
from desktop.canvas.style import Style, faded, width
from desktop.canvas.tags import tags
from desktop.tools.event import Handle, Place, Preview, Sketch
from desktop.tools.hit import shown_shape
from scenarios.landuse.relations import line_of
from scenarios.project.model import Move, Relation
from scenarios.project.snapshot import Snapshot

_CORNER, _MIDDLE = 4.0, 3.0
"""Half the sizes of handles, device-independent pixels."""

_DIAMOND = ((0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0))
"""The handle of an edge."""

NOTHING = Preview()
"""The overlay of a view without tools."""

_GRID = 8.0
"""Pixels between the dots of a grid below which it is not shown."""

_NEAR, _PAD, _LINE = 18.0, 8.0, 17.0
"""The floating label: how far from the pointer, its padding, its line height."""


@dataclass(frozen=True, eq=False)
class Overlay:
    """What is to be shown at one moment; `pointer` in pixels, None where it is not over the map.

    `words`: whether the mark of snapping gets its word; `guides`: lines of the pointer itself; `measured`:
    how far and in which direction it is from the last click; `grid`: metres between the places that are
    snapped to everywhere, 0 where there are none.
    """

    snapshot: Snapshot
    sight: Sight
    style: Style
    preview: Preview
    selection: tuple[Place, ...] = ()
    pointer: QPointF | None = None
    snap: Snap | None = None
    words: bool = False
    guides: tuple[Any, ...] = ()
    measured: str = ""
    grid: float = 0.0


def paint(painter: QPainter, over: Overlay) -> None:
    """Everything above the pictures, from the ground up."""
    if over.grid >= _GRID * over.sight.metres_per_pixel:
        _grid(painter, over)
    _selection(painter, over)
    for sketch in _together(over.preview.sketches):
        _sketch(painter, over, sketch)
    for role, same in groupby(over.preview.handles, key=lambda handle: handle.role):
        _handles(painter, over, role, list(same))
    tags(painter, over.sight, over.style, over.preview.tags)
    for guide in over.guides:
        _dashed(painter, path_of(guide, over.sight), over.style.ink["snap"])
    if over.snap is not None:
        marks.paint(painter, over.style, over.sight, over.snap, over.words)
    if over.pointer is not None and (over.preview.lines or over.preview.warning or over.measured):
        _figures(painter, over, over.pointer)


def _grid(painter: QPainter, over: Overlay) -> None:
    """A dot at every place of the grid."""
    xmin, ymin, xmax, ymax = over.sight.bounds
    step = over.grid
    across, up = np.arange(np.ceil(xmin / step), xmax / step), np.arange(np.ceil(ymin / step), ymax / step)
    places = np.stack(np.meshgrid(across * step, up * step), axis=-1).reshape(-1, 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(faded(over.style.ink["text"], 0.45), 1.0))
    painter.drawPoints(polygon_of(over.sight.pixels(places)))
    painter.restore()


def _selection(painter: QPainter, over: Overlay) -> None:
    changed = {(c.table, c.key) for c in over.preview.changes}
    for place in over.selection:
        shape = None if place in changed else shape_of(over.snapshot, place)
        if shape is None:
            continue
        if shape.geom_type == "Point":
            x, y = over.sight.to_pixel(shape.x, shape.y)
            path = QPainterPath()
            path.addEllipse(QPointF(x, y), 10, 10)
        else:
            path = path_of(shape, over.sight)
        _line(painter, over.style, path, over.style.ink["selection"], width("selection"))


def shape_of(snapshot: Snapshot, place: Place) -> Any | None:
    """The geometry of a row of any table; None where the row is not there or has none."""
    table, key = place
    row = snapshot.rows(table).get(key)
    if row is not None:
        if isinstance(row, Relation):
            ends = snapshot.plots.keys() >= {row.from_plot, row.to_plot}
            return line_of(snapshot, row) if ends else None
        if isinstance(row, Move):
            return shown_shape(snapshot, row)
        return snapshot.geometry(row) if hasattr(row, "geom") else None
    region = snapshot.region
    if table == "present_use":
        found = np.flatnonzero(region.imported.keys == key)
        return region.imported.geoms[found[0]] if len(found) else None
    if table == "municipality":
        return next(
            (b for m, b in zip(region.municipalities, region.borders, strict=True) if m.key == key), None
        )
    return None


def _line(painter: QPainter, style: Style, path: QPainterPath, colour: QColor, weight: float) -> None:
    """A line on a pale edge, so that it shows on any ground."""
    for ink, thick in ((style.ink["name_halo"], weight + 2.5), (colour, weight)):
        pen = QPen(ink, thick)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)


def _sketch(painter: QPainter, over: Overlay, sketch: Sketch) -> None:
    style, path = over.style, path_of(sketch.geometry, over.sight)
    accent = style.ink["selection"]
    if sketch.role == "guide":
        _dashed(painter, path, accent)
        return
    if sketch.role in ("cut", "clipped"):
        _lost(painter, path, style.ink["warning"] if sketch.role == "cut" else style.ink["conflict"])
        return
    if sketch.role == "box":
        painter.fillPath(path, faded(accent, 0.12))
        painter.strokePath(path, QPen(accent, 1.0))
        return
    if sketch.role == "measured":
        painter.fillPath(path, faded(accent, 0.12))
        return
    if sketch.role == "hover":
        _line(painter, style, path, faded(accent, 0.7), 1.2)
        return
    colour = style.ink["conflict"] if sketch.role == "wrong" else accent
    if sketch.role in ("drawing", "chosen") and sketch.use and sketch.geometry.geom_type != "LineString":
        painter.fillPath(path, faded(style.use[sketch.use], 0.55))
    elif sketch.role == "wrong":
        painter.fillPath(path, faded(colour, 0.18))
    _line(painter, style, path, colour, width("selection"))


def _together(sketches: tuple[Sketch, ...]) -> Iterable[Sketch]:
    """The sketches, outlines that follow each other as one: a site may go with hundreds of plots."""
    for role, same in groupby(sketches, key=lambda sketch: sketch.role):
        every = list(same)
        if role == "reshaped" and len(every) > 1:
            yield Sketch(shapely.geometrycollections([sketch.geometry for sketch in every]), role)
        else:
            yield from every


def _dashed(painter: QPainter, path: QPainterPath, ink: QColor) -> None:
    pen = QPen(faded(ink, 0.85), 1.2)
    pen.setDashPattern([5.0, 3.0])
    painter.strokePath(path, pen)


def _lost(painter: QPainter, path: QPainterPath, ink: QColor) -> None:
    """Land that is lost: hatched, so that it reads on any use, within a dashed edge."""
    painter.fillPath(path, faded(ink, 0.14))
    painter.fillPath(path, QBrush(faded(ink, 0.75), Qt.BrushStyle.BDiagPattern))
    _dashed(painter, path, ink)


def _handles(painter: QPainter, over: Overlay, role: str, handles: list[Handle]) -> None:
    """The handles of one role that can be seen."""
    room, sight = 20, over.sight
    every = sight.pixels(np.array([(handle.x, handle.y) for handle in handles]))
    seen = ((every >= -room) & (every <= (sight.width + room, sight.height + room))).all(axis=1)
    places = every[seen].tolist()
    ink, accent = over.style.ink, over.style.ink["selection"]
    painter.setPen(QPen(accent, 1.5))
    painter.setBrush(accent if role in ("active", "close") else ink["raised"])
    if role == "middle":
        painter.setPen(QPen(faded(accent, 0.8), 1.0))
        painter.setBrush(faded(ink["raised"], 0.9))
        for x, y in places:
            painter.drawEllipse(QPointF(x, y), _MIDDLE, _MIDDLE)
    elif role == "edge":
        for x, y in places:
            painter.drawPolygon([QPointF(x + dx, y + dy) for dx, dy in _DIAMOND])
    elif role in ("first", "close"):
        half = _CORNER + (3.0 if role == "close" else 1.5)
        for x, y in places:
            painter.drawEllipse(QPointF(x, y), half, half)
    elif places:
        size = 2 * _CORNER
        painter.drawRects([QRectF(x - _CORNER, y - _CORNER, size, size) for x, y in places])
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _figures(painter: QPainter, over: Overlay, pointer: QPointF) -> None:
    """Hectares and shares on a plate near the pointer that leaves the shape free, a warning below them."""
    style, preview = over.style, over.preview
    strong, plain = style.font(15, medium=True), style.font(11.5)
    rows = [
        (line, strong if place == 0 else plain, style.ink["text"]) for place, line in enumerate(preview.lines)
    ]
    if over.measured:
        rows.append((over.measured, plain, style.ink["text"]))
    if preview.warning:
        rows += [(line, plain, style.ink["warning"]) for line in _wrapped(preview.warning)]
    across = max(QFontMetricsF(font).horizontalAdvance(text) for text, font, _ in rows) + 2 * _PAD
    heights = [_LINE + 4 if font is strong else _LINE for _, font, _ in rows]
    box = _place(over, pointer, across, sum(heights) + 2 * _PAD - 4)
    plate = QPainterPath()
    plate.addRoundedRect(box, 6, 6)
    painter.fillPath(plate, faded(style.ink["raised"], 0.95))
    painter.strokePath(plate, QPen(style.ink["hairline"], 1))
    top = box.top() + _PAD - 2
    for (text, font, ink), height in zip(rows, heights, strict=True):
        painter.setFont(font)
        painter.setPen(ink)
        line = QRectF(box.left() + _PAD, top, across - 2 * _PAD, height)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        top += height


def _wrapped(text: str, most: int = 44) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _place(over: Overlay, pointer: QPointF, across: float, up: float) -> QRectF:
    """Where the plate goes: near the pointer, inside the view, off the shape that is being drawn."""
    drawn = [
        s.geometry for s in over.preview.sketches if s.role in ("drawing", "reshaped", "wrong", "chosen")
    ]
    shapes: Any = shapely.transform(np.array(drawn, dtype=object), lambda xy: over.sight.pixels(xy))
    corners = shapely.get_coordinates(shapes)
    view = QRectF(4, 4, over.sight.width - 8, over.sight.height - 8)
    best, least = None, float("inf")
    for box in _candidates(pointer, across, up, corners):
        area = shapely.box(box.left(), box.top(), box.right(), box.bottom())
        met = shapes[shapely.intersects(shapes, area)]
        inside = shapely.intersection(met[shapely.is_valid(met)], area)
        covered = len(met) + float(shapely.area(inside).sum())
        price = (0 if view.contains(box) else 1e7) + 1e3 * covered
        if price < least:
            best, least = box, price
        if price == 0:
            break
    assert best is not None
    return QRectF(
        min(max(best.left(), view.left()), max(view.right() - across, view.left())),
        min(max(best.top(), view.top()), max(view.bottom() - up, view.top())),
        across,
        up,
    )


def _candidates(pointer: QPointF, across: float, up: float, corners: np.ndarray) -> Iterable[QRectF]:
    x, y = pointer.x(), pointer.y()
    for gap in (_NEAR, 2 * _NEAR):
        for right in (True, False):
            for below in (True, False):
                left = x + gap if right else x - gap - across
                top = y + gap if below else y - gap - up
                yield QRectF(left, top, across, up)
    if len(corners):
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        yield QRectF(right + _NEAR, y - up / 2, across, up)
        yield QRectF(left - _NEAR - across, y - up / 2, across, up)
        yield QRectF(x - across / 2, top - _NEAR - up, across, up)
        yield QRectF(x - across / 2, bottom + _NEAR, across, up)
