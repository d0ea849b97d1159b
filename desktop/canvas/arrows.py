"""Arrows between municipalities: curved ribbons that widen towards their head, as thick as the hectares that
go."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from shapely.ops import substring

from desktop.canvas.camera import Sight
from desktop.canvas.moves import band
from desktop.canvas.paths import polygon_of
from desktop.canvas.style import Style, faded, width
from scenarios.landuse.relations import curve

Place = tuple[float, float]

_BEND = 0.2
"""How far an arrow bows aside, as a part of its length: so what goes back does not lie over it."""

_AIR = 0.05
"""The part of an arrow that is left out at either end."""

_SHORTEST = 16.0
"""An arrow of fewer pixels than this is not drawn."""

_TAIL = 0.25
"""The width at the tail as a part of that at the head."""

_ROOM = 24.0
"""The thickest arrow takes at most this part of a small view."""

_SMALL = 640.0
"""A view narrower than this has room for hectares beside an arrow, and no more."""

_WORDS_AT = 0.3
"""Where along an arrow its words stand: nearer to its tail, since arrows tend to come together."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """`m2` go from `start` to `end` (RD metres).

    `words` stand beside it, `short` where room is short; `use` gives its colour, if any.
    """

    start: Place
    end: Place
    m2: int
    words: str
    short: str
    use: str = ""


def thickness(arrows: Sequence[Arrow], sight: Sight) -> list[float]:
    """How thick each arrow is, device-independent pixels: in proportion to its m2, never too thin to see."""
    most = max((arrow.m2 for arrow in arrows), default=1)
    widest = min(width("arrow_most"), max(min(sight.width, sight.height) / _ROOM, width("arrow_least")))
    return [max(widest * arrow.m2 / most, width("arrow_least")) for arrow in arrows]


def paint(painter: QPainter, sight: Sight, style: Style, arrows: Sequence[Arrow]) -> None:
    """The arrows, the thinnest on top, and above them their words where there is room."""
    drawn = []
    for arrow, thick in zip(arrows, thickness(arrows, sight), strict=True):
        corners = spine(arrow, sight)
        if corners is not None:
            drawn.append((arrow, corners, thick))
    for arrow, corners, thick in sorted(drawn, key=lambda one: -one[2]):
        _ribbon(painter, style, corners, thick, _colour(style, arrow))
    taken: list[QRectF] = []
    for arrow, corners, _thick in sorted(drawn, key=lambda one: -one[0].m2):
        _say(painter, sight, style, arrow, corners, taken)


def spine(arrow: Arrow, sight: Sight) -> np.ndarray | None:
    """The middle of an arrow in pixels, (n, 2); None where it is too short to be seen."""
    line = curve(arrow.start, arrow.end, _BEND)
    if line.length / sight.metres_per_pixel < _SHORTEST:
        return None
    kept = substring(line, _AIR, 1 - _AIR, normalized=True)
    return sight.pixels(shapely.get_coordinates(kept))


def _colour(style: Style, arrow: Arrow) -> QColor:
    return style.use.get(arrow.use, style.ink["accent"])


def _ribbon(painter: QPainter, style: Style, corners: np.ndarray, thick: float, colour: QColor) -> None:
    head = max(thick * 1.8, width("arrow_head"))
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addPolygon(polygon_of(band(corners, thick * _TAIL / 2, thick / 2, head)))
    path.closeSubpath()
    halo = QPen(style.ink["name_halo"], 4.0)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, halo)
    painter.fillPath(path, faded(colour, 0.92))
    painter.strokePath(path, QPen(style.ink["drawn_outline"], 0.9))


def _say(
    painter: QPainter,
    sight: Sight,
    style: Style,
    arrow: Arrow,
    corners: np.ndarray,
    taken: list[QRectF],
) -> None:
    """The words on a plate at the middle of an arrow, unless another one's stand there."""
    small = sight.width < _SMALL
    words = arrow.short if small else arrow.words
    font = style.font(9.5 if small else 10.5, medium=True)
    metrics = QFontMetricsF(font)
    x, y = corners[round(len(corners) * _WORDS_AT)].tolist()
    across, up = metrics.horizontalAdvance(words) + (6 if small else 10), metrics.height()
    box = QRectF(x - across / 2, y - up / 2, across, up)
    view = QRectF(0, 0, sight.width, sight.height)
    if not view.contains(box) or any(box.intersects(other) for other in taken):
        return
    taken.append(box)
    painter.setPen(QPen(style.ink["hairline"], 1))
    painter.setBrush(faded(style.ink["raised"], 0.94))
    painter.drawRoundedRect(box, up / 2, up / 2)
    painter.setFont(font)
    painter.setPen(style.ink["text"])
    base = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(box.left() + (across - metrics.horizontalAdvance(words)) / 2, base), words)
