"""A small picture of a layout, laid out by the same algorithm on a usual outline."""

from dataclasses import dataclass
from typing import Any

import shapely
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget
from shapely import Point, Polygon

from desktop import look
from scenarios.geometry.subdivide import Layout, Wishes, side_at, subdivide
from scenarios.landuse.catalogue import USES, activities, step_of
from scenarios.landuse.templates import INNOVATION, Recipe, asked

_OUTLINE = ((0, 0), (560, 0), (540, 330), (60, 350))
"""About 18 ha, with its water side below; a hub's is half as long."""

_HUB = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A polygon and the use that colours it."""

    shape: Polygon
    use: str


def pieces_of(recipe: Recipe, innovation: float, heavy_from: str) -> tuple[Piece, ...]:
    """A recipe laid out on the usual outline; `heavy_from`: the category from which a plot is HMC."""
    size = _HUB if recipe.kind == "hub" else 1.0
    outline = Polygon([(x * size, y * size) for x, y in _OUTLINE])
    quay = side_at(outline, Point(280 * size, 0)) if recipe.at_water else None
    share = innovation if recipe.innovation is None else recipe.innovation
    layout = subdivide(
        outline,
        lambda m2: asked(recipe, m2, share),
        Wishes(recipe.road_m, recipe.green_m, recipe.water_share, quay),
    )
    return tuple(_pieces(recipe, layout, heavy_from))


def _pieces(recipe: Recipe, layout: Layout, heavy_from: str) -> Any:
    for shapes, use in ((layout.green, "GRO"), (layout.water, "WAT"), (layout.roads, "INF")):
        yield from (Piece(shape, use) for shape in shapes)
    yield from (Piece(shape, "BED") for shape in layout.free)
    for at, shape in layout.plots:
        position = int(layout.asked[at].name)
        part = recipe.parts[position] if position >= 0 else None
        found = activities().get((part.activity if part else INNOVATION) or "")
        category = (part.category if part else None) or (found.category if found else "")
        heavy = bool(category) and step_of(category) >= step_of(heavy_from)
        yield Piece(shape, "HMC" if heavy else "BED")


class LayoutPicture(QWidget):
    """Paints pieces, scaled to fit; empty until there are any."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self._pieces: tuple[Piece, ...] = ()
        self.setFixedSize(size)
        look.restyle(self, self.update)

    def show_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """Show a layout."""
        self._pieces = pieces
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pieces in the colours of their uses."""
        if not self._pieces:
            return
        xmin, ymin, xmax, ymax = shapely.total_bounds([piece.shape for piece in self._pieces])
        scale = min(self.width() / (xmax - xmin), self.height() / (ymax - ymin))
        left = (self.width() - (xmax - xmin) * scale) / 2
        top = (self.height() - (ymax - ymin) * scale) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("raised"), look.size("hairline") / 2))
        for piece in self._pieces:
            painter.setBrush(QColor(USES[piece.use].colour))
            painter.drawPath(_path(piece.shape, xmin, ymax, scale, QRectF(left, top, 0, 0)))
        painter.end()


def _path(shape: Polygon, xmin: float, ymax: float, scale: float, place: QRectF) -> QPainterPath:
    path = QPainterPath()
    for ring in (shape.exterior, *shape.interiors):
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(place.x() + (x - xmin) * scale, place.y() + (ymax - y) * scale)
                    for x, y in ring.coords
                ]
            )
        )
    return path
