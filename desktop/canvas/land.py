"""The land itself: the region on its surroundings, and the present use of every piece, washed."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
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
    painter.fillRect(QRectF(0, 0, scene.sight.width, scene.sight.height), ink["outside"])
    layer = scene.layer("present")
    unknown = mixed(ink["ground"], use["OVE"], layer.opacity if layer.shown else 0.0)
    parts = [_painted(scene, scene.atlas.municipalities, _rgba(unknown))]
    if layer.shown and layer.opacity > 0:
        colours = np.array(
            [_rgba(mixed(ink["ground"], use[code], layer.opacity)) for code in USES], np.float32
        )
        # The region lies below with its own colour and opacity: a piece adds the difference.
        colours -= _rgba(unknown)
        parts.append(_painted(scene, scene.atlas.pieces, colours[scene.snapshot.region.imported.use]))
    ends, colour = zip(*parts, strict=True)
    columns = tuple(np.concatenate(column) for column in zip(*ends, strict=True))
    across, down = round(scene.sight.width * scene.ratio), round(scene.sight.height * scene.ratio)
    picture = fill(columns, np.concatenate(colour), across, down)  # type: ignore[arg-type]
    image = QImage(picture.data, across, down, across * 4, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scene.ratio)
    painter.drawImage(QPointF(0, 0), image)


def _painted(
    scene: Scene, detail: Detail, colours: NDArray[np.float32]
) -> tuple[tuple[NDArray, ...], NDArray[np.float32]]:
    """The edges of a coverage in device pixels, and the colour at their left less that at their right."""
    sight = scene.sight
    edges, chosen = detail.edges(sight.bounds, sight.metres_per_pixel / scene.ratio)
    palette = np.zeros((len(chosen) + 1, 4), np.float32)
    palette[:-1] = colours
    palette[:-1][~chosen] = 0
    # Nobody is the last entry of the palette, without colour.
    assert NOBODY == -1
    return _in_pixels(edges, scene), palette[edges.left] - palette[edges.right]


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


def _rgba(colour: QColor) -> NDArray[np.float32]:
    """An opaque colour in the byte order of a picture: blue, green, red, alpha."""
    return np.array([colour.blue(), colour.green(), colour.red(), 255], np.float32)


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
