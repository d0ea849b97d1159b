"""How much land a plan gives another use in each municipality: a shade, and a bar of what goes and comes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from desktop.canvas.camera import Sight
from desktop.canvas.paths import path_of
from desktop.canvas.style import Style, faded
from scenarios.project.region import USES
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares

PALEST, DEEPEST = 0.10, 0.46
"""The opacity of the municipality where least changes use, and of the one where most does."""

_DETAIL = 60.0
"""Borders are shaded within so many metres: the true ones are drawn above."""

_SMALL = 420.0
"""A view narrower than this has room for small bars only."""


@dataclass(frozen=True, eq=False)
class Shade:
    """A municipality (`shape`) with the m2 that change use there, and per use what comes (above zero) and
    goes; `middle` lies inside it."""

    shape: Any
    middle: tuple[float, float]
    m2: int
    uses: Mapping[str, int]


def shades_of(snapshot: Snapshot) -> tuple[Shade, ...]:
    """Every municipality where the programme of a snapshot gives land another use."""
    region = snapshot.region
    uses: dict[str, dict[str, int]] = {}
    for row in snapshot.conversions.values():
        if row.municipality in region.index:
            own = uses.setdefault(row.municipality, {})
            own[row.from_use] = own.get(row.from_use, 0) - row.m2
            own[row.to_use] = own.get(row.to_use, 0) + row.m2
    found = []
    for code, own in uses.items():
        shape, middle = snapshot.remember(
            ("shaded", region.stamp, code), lambda code=code: _rough(region.borders[region.index[code]])
        )
        found.append(Shade(shape, middle, sum(m2 for m2 in own.values() if m2 > 0), own))
    return tuple(sorted(found, key=lambda shade: -shade.m2))


def _rough(border: Any) -> tuple[Any, tuple[float, float]]:
    point = shapely.point_on_surface(border)
    return shapely.simplify(border, _DETAIL, preserve_topology=False), (point.x, point.y)


def shade(painter: QPainter, sight: Sight, style: Style, shades: Sequence[Shade]) -> None:
    """The municipalities in one colour, deeper where more land changes use."""
    most = max((one.m2 for one in shades), default=0)
    for one in shades:
        part = math.sqrt(one.m2 / most) if most else 0.0
        path = path_of(one.shape, sight)
        painter.fillPath(path, faded(style.ink["accent"], PALEST + (DEEPEST - PALEST) * part))


def bars(painter: QPainter, sight: Sight, style: Style, shades: Sequence[Shade]) -> None:
    """What goes to the left and what comes to the right, in the colours of the uses, with the hectares
    below; a bar that would lie over another one is left out."""
    most = max((one.m2 for one in shades), default=0)
    small = sight.width < _SMALL
    longest, thick = (18.0, 5.0) if small else (34.0, 7.0)
    font = style.font(9 if small else 10.5, medium=True)
    metrics = QFontMetricsF(font)
    taken: list[QRectF] = []
    for one in shades:
        if one.m2 <= 0:
            continue
        x, y = sight.to_pixel(*one.middle)
        words = hectares(one.m2)
        wide = max(2 * longest, metrics.horizontalAdvance(words)) + 8
        box = QRectF(x - wide / 2, y - thick, wide, thick + metrics.height() + 5)
        if any(box.intersects(other) for other in taken):
            continue
        taken.append(box)
        painter.setPen(QPen(style.ink["hairline"], 1))
        painter.setBrush(faded(style.ink["raised"], 0.94))
        painter.drawRoundedRect(box, 4, 4)
        _bar(painter, style, one, QRectF(x, box.top() + 3, longest / most, thick))
        painter.setFont(font)
        painter.setPen(style.ink["text"])
        under = QRectF(box.left(), box.top() + thick + 3, box.width(), metrics.height())
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, words)


def _bar(painter: QPainter, style: Style, one: Shade, at: QRectF) -> None:
    """The bar from its middle at the left of `at`, as wide per m2 as that is."""
    for sign in (-1, 1):
        edge = at.left()
        for use in USES:
            m2 = one.uses.get(use, 0)
            if m2 * sign > 0:
                far = edge + m2 * at.width()
                painter.fillRect(
                    QRectF(min(edge, far), at.top(), abs(far - edge), at.height()), style.use[use]
                )
                edge = far
    painter.setPen(QPen(style.ink["text"], 1.2))
    painter.drawLine(QPointF(at.left(), at.top() - 1), QPointF(at.left(), at.bottom() + 1))
