"""The land itself: the region on its surroundings, and the present use of every piece, washed."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from desktop.canvas.edges import NOBODY, Detail, Edges
from desktop.canvas.paths import add_to, path_of
from desktop.canvas.raster import fill
from desktop.canvas.scene import Scene
from desktop.canvas.style import appear, faded, limit, mixed
from scenarios.landuse.present import corrections as correction_parts
from scenarios.project.region import USES

_MOST_OUTLINED = 60_000
"""Corners in view above which single pieces get no outline: it would take longer than the land itself."""


def land(painter: QPainter, scene: Scene) -> None:
    """The surroundings, the region in the colour of what is not known, and the present use on it."""
    ink, use = scene.style.ink, scene.style.washed
    outside = _bgr(ink["outside"])
    layer = scene.layer("present")
    unknown = mixed(ink["ground"], use["OVE"], layer.opacity if layer.shown else 0.0)
    whole = np.zeros(len(scene.snapshot.region.borders), np.intp)
    parts = [_painted(scene, scene.atlas.municipalities, whole, _bgr(unknown)[None] - outside)]
    if layer.shown and layer.opacity > 0:
        colours = np.array([_bgr(mixed(ink["ground"], use[code], layer.opacity)) for code in USES])
        # The region lies below with its own colour: a piece adds the difference.
        parts.append(
            _painted(scene, scene.atlas.pieces, scene.snapshot.region.imported.use, colours - _bgr(unknown))
        )
    ends, colour = zip(*parts, strict=True)
    columns = tuple(np.concatenate(column) for column in zip(*ends, strict=True))
    across, down = round(scene.sight.width * scene.ratio), round(scene.sight.height * scene.ratio)
    picture = fill(columns, np.concatenate(colour, axis=1), across, down, outside.tolist())  # type: ignore[arg-type]
    image = QImage(picture.data, across, down, across * 4, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scene.ratio)
    painter.drawImage(QPointF(0, 0), image)


def _painted(
    scene: Scene, detail: Detail, kind: NDArray[np.integer], colours: NDArray[np.float32]
) -> tuple[tuple[NDArray, ...], NDArray[np.float32]]:
    """The edges of a coverage in device pixels, and the colour (3, edges) at their left less that at their
    right.

    `kind` is the position in `colours` (kinds, 3) for each polygon.
    """
    sight = scene.sight
    edges, chosen = detail.edges(sight.bounds, sight.metres_per_pixel / scene.ratio)
    # Nobody, and whoever is out of view, is the last kind, without colour.
    palette = np.concatenate([colours, np.zeros((1, 3), np.float32)]).T
    of = np.full(len(chosen) + 1, len(colours), np.int8)
    of[:-1][chosen] = kind[chosen]
    assert NOBODY == -1
    left, right = of.take(edges.left), of.take(edges.right, mode="wrap")
    return _in_pixels(edges, scene), palette.take(left, axis=1) - palette.take(right, axis=1)


def _in_pixels(edges: Edges, scene: Scene) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    sight, kind = scene.sight, edges.x0.dtype.type
    scale = scene.ratio / sight.metres_per_pixel
    dx = kind((edges.origin[0] - sight.x) * scale + sight.width * scene.ratio / 2)
    dy = kind((sight.y - edges.origin[1]) * scale + sight.height * scene.ratio / 2)
    across, down = kind(scale), kind(-scale)
    return (
        edges.x0 * across + dx,
        edges.y0 * down + dy,
        edges.x1 * across + dx,
        edges.y1 * down + dy,
    )


def _bgr(colour: QColor) -> NDArray[np.float32]:
    """A colour in the byte order of a picture: blue, green, red."""
    return np.array([colour.blue(), colour.green(), colour.red()], np.float32)


def outlines(painter: QPainter, scene: Scene) -> None:
    """Thin outlines of the pieces of present use, once they are large enough to tell apart."""
    layer = scene.layer("present")
    opacity = appear(scene.sight.denominator, limit("present_outline")) * layer.opacity
    if not layer.shown or opacity <= 0:
        return
    detail = scene.atlas.pieces
    found = detail.within(scene.sight.bounds)
    if detail.corners[found].sum() > _MOST_OUTLINED:
        return
    path = QPainterPath()
    for geometry in detail.geoms[found]:
        add_to(path, geometry, scene.sight)
    painter.strokePath(path, QPen(faded(scene.style.ink["border"], 0.16 * opacity), 0.8))


def corrected(painter: QPainter, scene: Scene) -> None:
    """What was corrected of the present use, in its colour with a fine dotted edge."""
    layer = scene.layer("corrections")
    if not layer.shown:
        return
    close = appear(scene.sight.denominator, limit("corrections"))
    for part in correction_parts(scene.snapshot):
        if part.geometry.is_empty:
            continue
        path = path_of(part.geometry, scene.sight)
        painter.setOpacity(layer.opacity)
        painter.fillPath(path, scene.style.washed[part.layer.use])
        if close > 0:
            pen = QPen(faded(scene.style.ink["border"], 0.7 * close), 1.0, Qt.PenStyle.DotLine)
            painter.strokePath(path, pen)
    painter.setOpacity(1.0)
