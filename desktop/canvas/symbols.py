"""Symbols where a shape would be too small to see: hexagons and squares for sites, a mark for each present
business."""

import math

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.canvas.labels import free, haloed, size_of, take
from desktop.canvas.paths import path_of
from desktop.canvas.scene import Scene
from desktop.canvas.style import appear, limit, of_site
from scenarios.landuse.visible import is_heavy
from scenarios.project.model import Business, Site

_SITE, _BUSINESS = 11.0, 5.5
"""Half the height of a symbol, device-independent pixels."""

_SHAPE_BEGINS, _SHAPE_IS_ENOUGH = 22.0, 44.0
"""Sizes of a site on screen (pixels) between which its symbol gives way to its shape."""


def sites(painter: QPainter, scene: Scene) -> None:
    """The symbol of each site that is small on the screen, fading as its shape takes over."""
    layer = scene.layer("sites")
    if not layer.shown:
        return
    sight = scene.sight
    for site in scene.snapshot.sites.values():
        if not scene.snapshot.active(site):
            continue
        strength = symbol_strength(scene, site)
        if strength <= 0:
            continue
        at = shapely.point_on_surface(scene.snapshot.geometry(site))
        x, y = sight.to_pixel(at.x, at.y)
        look = of_site(site.kind)
        painter.setOpacity(strength * layer.opacity)
        mark(painter, scene, QPointF(x, y), look["symbol"], QColor(look["colour"]), look["letter"])
        take(scene, QRectF(x - _SITE, y - _SITE, 2 * _SITE, 2 * _SITE))
    painter.setOpacity(1.0)


def symbol_strength(scene: Scene, site: Site) -> float:
    """How far a symbol stands in for a site because it is small on the screen, 0-1."""
    size = scene.snapshot.geometry(site).area ** 0.5 / scene.sight.metres_per_pixel
    return min(max((_SHAPE_IS_ENOUGH - size) / (_SHAPE_IS_ENOUGH - _SHAPE_BEGINS), 0.0), 1.0)


def mark(
    painter: QPainter,
    scene: Scene,
    at: QPointF,
    symbol: str,
    colour: QColor,
    letter: str,
    half: float = _SITE,
) -> None:
    """A symbol with its letter on a pale edge that lifts it off the map."""
    path = outline(symbol, at, half)
    edge = QPen(scene.style.ink["name_halo"], 4.0)
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, edge)
    painter.fillPath(path, colour)
    line = QPen(scene.style.ink["drawn_outline"], 1.5)
    line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, line)
    painter.setPen(scene.style.on(colour))
    painter.setFont(scene.style.font(half * 1.1, medium=True))
    painter.drawText(
        QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half), Qt.AlignmentFlag.AlignCenter, letter
    )


def outline(symbol: str, at: QPointF, half: float) -> QPainterPath:
    """The outline of a symbol round a point: hexagon, square, diamond or circle."""
    path = QPainterPath()
    if symbol == "hexagon":
        corners = [math.radians(angle) for angle in range(30, 390, 60)]
        points = [QPointF(at.x() + half * math.cos(a), at.y() + half * math.sin(a)) for a in corners]
        path.addPolygon(points)
        path.closeSubpath()
    elif symbol == "square":
        side = half * 0.86
        path.addRoundedRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side), 2, 2)
    elif symbol == "diamond":
        path.addPolygon(
            [
                QPointF(at.x(), at.y() - half),
                QPointF(at.x() + half, at.y()),
                QPointF(at.x(), at.y() + half),
                QPointF(at.x() - half, at.y()),
            ]
        )
        path.closeSubpath()
    else:
        path.addEllipse(at, half, half)
    return path


def businesses(painter: QPainter, scene: Scene) -> None:
    """Present businesses: their ground where it is known, a diamond, and close by their category."""
    layer = scene.layer("businesses")
    if not layer.shown:
        return
    sight = scene.sight
    words = appear(sight.denominator, limit("business_category"))
    painter.setOpacity(layer.opacity)
    for business in scene.snapshot.businesses.values():
        shape = scene.snapshot.geometry(business)
        at = (
            shape
            if shapely.get_type_id(shape) == shapely.GeometryType.POINT
            else shapely.point_on_surface(shape)
        )
        x, y = sight.to_pixel(at.x, at.y)
        colour = _colour(scene, business)
        if at is not shape:
            path = path_of(shape, sight)
            painter.strokePath(path, QPen(colour, 1.5, Qt.PenStyle.DashLine))
        if not (-_SITE <= x <= sight.width + _SITE and -_SITE <= y <= sight.height + _SITE):
            continue
        _business(painter, scene, QPointF(x, y), colour)
        if words > 0 and business.category:
            font = scene.style.font(10.5, medium=True)
            across, up = size_of(business.category, font)
            box = QRectF(x - across / 2, y + _BUSINESS + 1, across, up)
            if free(scene, box):
                take(scene, box)
                ink = QColor(scene.style.ink["name"])
                ink.setAlphaF(words)
                haloed(painter, scene, box.center(), business.category, font, ink)
    painter.setOpacity(1.0)


def _business(painter: QPainter, scene: Scene, at: QPointF, colour: QColor) -> None:
    path = outline("diamond", at, _BUSINESS)
    edge = QPen(scene.style.ink["name_halo"], 3.0)
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, edge)
    painter.fillPath(path, colour)
    painter.strokePath(path, QPen(scene.style.ink["drawn_outline"], 1.0))
    take(scene, QRectF(at.x() - _BUSINESS, at.y() - _BUSINESS, 2 * _BUSINESS, 2 * _BUSINESS))


def _colour(scene: Scene, business: Business) -> QColor:
    return scene.style.use["HMC" if is_heavy(scene.snapshot, business.category or "") else "BED"]
