"""Signs on the map where a check found something: what lies close together shares one sign with a number."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QToolTip

from desktop.canvas.camera import Sight
from desktop.canvas.labels import take
from desktop.canvas.scene import Scene
from scenarios.landuse.checks import SEVERITIES, Finding
from scenarios.landuse.sites import all_findings

if TYPE_CHECKING:
    from desktop.canvas.view import MapView

_HALF, _APART = 8.0, 18.0
"""Half the height of a sign, and how near to each other findings share one, device-independent pixels."""

_MOST_SAID = 6
"""Sentences in one tip."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A place in pixels with its findings, the gravest first."""

    x: float
    y: float
    findings: tuple[Finding, ...]


def signs(findings: Sequence[Finding], sight: Sight) -> tuple[Sign, ...]:
    """The signs in view, the gravest last, so that it lies on top."""
    ordered = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    groups: list[tuple[float, float, list[Finding]]] = []
    for finding in ordered:
        x, y = sight.to_pixel(*finding.place)
        if not (-_HALF <= x <= sight.width + _HALF and -_HALF <= y <= sight.height + _HALF):
            continue
        near = next((g for g in groups if abs(g[0] - x) < _APART and abs(g[1] - y) < _APART), None)
        if near is None:
            groups.append((x, y, [finding]))
        else:
            near[2].append(finding)
    return tuple(Sign(x, y, tuple(found)) for x, y, found in reversed(groups))


def findings(painter: QPainter, scene: Scene) -> None:
    """A sign at the place of each finding."""
    layer = scene.layer("findings")
    if not layer.shown:
        return
    painter.setOpacity(layer.opacity)
    for sign in signs(all_findings(scene.snapshot), scene.sight):
        _sign(painter, scene, sign)
        take(scene, QRectF(sign.x - _HALF, sign.y - _HALF, 2 * _HALF, 2 * _HALF))
    painter.setOpacity(1.0)


def _sign(painter: QPainter, scene: Scene, sign: Sign) -> None:
    severity, at = sign.findings[0].severity, QPointF(sign.x, sign.y)
    ink = scene.style.ink
    colour = QColor(ink[{"conflict": "conflict", "warning": "warning", "notice": "secondary"}[severity]])
    path = _outline(severity, at)
    edge = QPen(ink["name_halo"], 3.0)
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, edge)
    painter.fillPath(path, colour)
    count = len(sign.findings)
    letter = str(count) if count > 1 else "i" if severity == "notice" else "!"
    painter.setPen(scene.style.on(colour))
    painter.setFont(scene.style.font(10, medium=True))
    down = 2.0 if severity == "warning" else 0.0
    box = QRectF(sign.x - _HALF, sign.y - _HALF + down, 2 * _HALF, 2 * _HALF)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def _outline(severity: str, at: QPointF) -> QPainterPath:
    """A diamond for a conflict, a triangle for what to look at, a circle for what to know."""
    path = QPainterPath()
    x, y, half = at.x(), at.y(), _HALF
    if severity == "notice":
        path.addEllipse(at, half * 0.85, half * 0.85)
        return path
    if severity == "conflict":
        half *= 1.2
        corners = [(0, -half), (half, 0), (0, half), (-half, 0)]
    else:
        half *= 1.15
        corners = [(0, -half), (half, half * 0.8), (-half, half * 0.8)]
    path.addPolygon([QPointF(x + dx, y + dy) for dx, dy in corners])
    path.closeSubpath()
    return path


class Signs:
    """The signs of one view under the hand: a tip says the sentences, a click selects what they are about."""

    def __init__(self, view: "MapView") -> None:
        self._view = view

    def at(self, place: QPointF) -> Sign | None:
        """The sign at a place of the view, None where there is none."""
        shown = self._view.snapshot()
        if shown is None or not self._view.session.layer("findings").shown:
            return None
        for sign in reversed(signs(all_findings(shown), self._view.sight)):
            if abs(sign.x - place.x()) <= _HALF and abs(sign.y - place.y()) <= _HALF:
                return sign
        return None

    def tell(self, event: QHelpEvent) -> bool:
        """Say what was found here; gives whether there is anything."""
        sign = self.at(QPointF(event.pos()))
        if sign is None:
            return False
        said = [html.escape(finding.text) for finding in sign.findings[:_MOST_SAID]]
        if len(sign.findings) > _MOST_SAID:
            said.append("…")
        box = QRectF(sign.x - _HALF, sign.y - _HALF, 2 * _HALF, 2 * _HALF).toRect()
        QToolTip.showText(event.globalPos() + QPoint(0, 2), f"<qt>{'<br>'.join(said)}</qt>", self._view, box)
        return True

    def press(self, event: QMouseEvent) -> bool:
        """Select what a sign is about where the selecting tool clicks it; gives whether it did."""
        session = self._view.session
        if session.tool != "select" or event.button() != Qt.MouseButton.LeftButton or event.modifiers():
            return False
        sign = self.at(event.position())
        if sign is None:
            return False
        rows = [row for finding in sign.findings for row in finding.rows if session.is_there(*row)]
        session.select(rows)
        return True
