"""What helps to find one's way: municipal borders, and the lines, areas and points of the backdrop."""

import numpy as np
import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.canvas.paths import path_of, polygon_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import appear, faded, limit, width

_WATER = ("water", "river", "canal", "vaar", "rivier", "kanaal", "stream", "ditch", "drain", "sloot")
_ROAD = ("road", "weg", "transport", "highway", "street", "straat", "motorway", "primary", "rail", "spoor")
_DASH = [5.0, 2.5]
_FEWEST_PIXELS = 2.0
"""Lines shorter than this are left out."""

_RANKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("main", ("motorway", "trunk", "snelweg", "rijksweg", "river", "rivier")),
    (
        "side",
        ("minor", "residential", "service", "stream", "living", "tertiary", "unclassified", "tram", "sloot"),
    ),
    ("path", ("track", "path", "foot", "cycle", "pad", "ditch", "drain", "pier", "steps")),
)
"""Words in a kind that say how much it matters; a kind without any of them ranks between main and side."""


def borders(painter: QPainter, scene: Scene) -> None:
    """Municipal borders: a pale casing that lifts them off the land, with a thin dark dash in it."""
    layer = scene.layer("borders")
    if not layer.shown:
        return
    paths = [path_of(line, scene.sight) for line in scene.atlas.borders]
    casing = QPen(scene.style.ink["border_casing"], width("border_casing"))
    dash = QPen(faded(scene.style.ink["border"], layer.opacity), width("border"))
    for pen in (casing, dash):
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    dash.setDashPattern(_DASH)
    casing.setColor(faded(casing.color(), layer.opacity))
    # Line by line: in one path the painter would sort the edges of all lines together, far slower.
    for pen in (casing, dash):
        for path in paths:
            painter.strokePath(path, pen)


def references(painter: QPainter, scene: Scene) -> None:
    """The backdrop's lines, areas (as outlines) and points, thin and pale, in the colour of their kind."""
    layer, backdrop = scene.layer("references"), scene.snapshot.region.backdrop
    if not layer.shown or len(backdrop.geoms) == 0:
        return
    sight = scene.sight
    xmin, ymin, xmax, ymax = sight.bounds
    box = scene.atlas.boxes
    met = (box[:, 0] <= xmax) & (box[:, 2] >= xmin) & (box[:, 1] <= ymax) & (box[:, 3] >= ymin)
    extent = np.maximum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])
    point = extent == 0
    met &= point | (extent >= _FEWEST_PIXELS * sight.metres_per_pixel)
    groups: dict[tuple[str, str], list[int]] = {}
    for i in np.flatnonzero(met).tolist():
        kind = backdrop.kinds[i].lower() if i < len(backdrop.kinds) else ""
        groups.setdefault((_rank(kind), _ink(kind)), []).append(i)
    for rank in ("path", "side", "other", "main"):
        strength = appear(sight.denominator, limit(f"reference_{rank}"))
        for (found, role), chosen in groups.items():
            if found == rank and strength > 0:
                painter.setOpacity(layer.opacity * strength)
                _lines(painter, scene, backdrop.geoms[chosen], scene.style.ink[role], rank)
    painter.setOpacity(1.0)


def _lines(painter: QPainter, scene: Scene, geoms: np.ndarray, colour: QColor, rank: str) -> None:
    sight = scene.sight
    xmin, ymin, xmax, ymax = sight.bounds
    room = 8 * sight.metres_per_pixel
    shown = shapely.clip_by_rect(geoms, xmin - room, ymin - room, xmax + room, ymax + room)
    shown = shapely.simplify(shown, 0.4 * sight.metres_per_pixel, preserve_topology=False)
    parts = shapely.get_parts(shown)
    kinds = shapely.get_type_id(parts)
    areas = kinds == shapely.GeometryType.POLYGON
    lines = np.concatenate([parts[kinds == shapely.GeometryType.LINESTRING], shapely.get_rings(parts[areas])])
    path = QPainterPath()
    corners, line = shapely.get_coordinates(lines, return_index=True)
    cuts = np.flatnonzero(np.diff(line)) + 1
    for points in np.split(sight.pixels(corners), cuts) if len(corners) else ():
        path.addPolygon(polygon_of(points))
    # From afar they are a hint, close by they are there.
    weight = width("reference") * (0.8 + 0.9 * appear(sight.denominator, limit("present_outline")))
    weight *= 1.7 if rank == "main" else 1.0
    pen = QPen(colour, weight)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for x, y in sight.pixels(shapely.get_coordinates(parts[kinds == shapely.GeometryType.POINT])):
        painter.drawEllipse(QPointF(x, y), 2.2, 2.2)


def _rank(kind: str) -> str:
    return next((rank for rank, words in _RANKS if any(word in kind for word in words)), "other")


def _ink(kind: str) -> str:
    if any(word in kind for word in _WATER):
        return "reference_water"
    return "reference_road" if any(word in kind for word in _ROAD) else "reference_other"
