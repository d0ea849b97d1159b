"""How the trade-off table is painted: washes for more and less, figures under each other, quiet headers."""

import math
from functools import cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import look
from desktop.panels.tradeoff.cells import SHOWN
from desktop.panels.tradeoff.model import CELL, SMALLEST_SHOWN, MatrixModel, lines
from desktop.widgets.chip import SIDE, paint_chip
from scenarios.landuse.catalogue import USES as CATALOGUE
from scenarios.project.region import USES
from scenarios.wording import tr

WEAKEST, STRONGEST = 0.07, 0.42
"""The opacity of the wash of a hardly changed cell and of the one that changed most."""

NARROWEST_STRETCH = 70
"""How far, in percent, a name is squeezed before it ends in dots."""

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def wash(difference: int, strongest: int) -> QColor:
    """The colour of a cell with a difference, given the largest in the table; clear where it is nothing."""
    colour = look.colour("gain" if difference > 0 else "loss")
    if difference == 0 or strongest == 0:
        colour.setAlpha(0)
    else:
        part = math.sqrt(min(1.0, abs(difference) / strongest))
        colour.setAlphaF(WEAKEST + (STRONGEST - WEAKEST) * part)
    return colour


@cache
def _font(role: str, medium: bool = False) -> QFont:
    """A font of the interface, kept for painting: making one costs more than painting a cell."""
    return look.font(role, medium=medium)


@cache
def _height(role: str) -> int:
    return QFontMetrics(_font(role)).height()


def line_height(shown: str) -> int:
    """The height of one line of figures in a cell."""
    return _height(_role(shown))


def row_height(shown: str) -> int:
    """The height of a row: one line, or four small ones."""
    if shown != "all":
        return look.size("row")
    return line_height(shown) * (len(SHOWN) - 1) + look.size("gap")


def _role(shown: str) -> str:
    return "secondary" if shown == "all" else "body"


class CellPainter(QStyledItemDelegate):
    """Paints a cell: wash, small triangle for more or less, figures, and a ring round the current one.

    `strongest` is the largest difference in the table; `tight` makes the figures small, so that all uses fit.
    """

    def __init__(self, parent: QWidget, *, strong: bool = False) -> None:
        super().__init__(parent)
        self.strongest = 0
        self.tight = False
        self._strong = strong

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell in the look in force."""
        model = index.model()
        if not isinstance(model, MatrixModel):
            return
        opt: Any = option
        cell, box = index.data(CELL), QRect(opt.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = cell.shade(model.shown)
        shade = 0 if abs(shade) < SMALLEST_SHOWN else shade
        painter.fillRect(box.adjusted(0, 0, -1, -1), wash(shade, self.strongest or abs(shade)))
        if shade and model.shown != "present":
            _triangle(painter, box, shade, tight=self.tight)
        self._figures(painter, box, lines(cell, model.shown), model.shown)
        if opt.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(look.colour("accent"), look.size("focus_ring")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -2, -2), 3, 3)
        painter.restore()

    def _figures(self, painter: QPainter, box: QRect, texts: list[str], shown: str) -> None:
        painter.setFont(_font("secondary" if self.tight else _role(shown), self._strong))
        high = line_height(shown)
        top = box.top() + (box.height() - high * len(texts)) // 2
        right = box.right() - look.size("grid" if self.tight else "gap")
        for text in texts:
            painter.setPen(look.colour("secondary" if text == "0" else "text"))
            painter.drawText(QRect(box.left(), top, right - box.left(), high), RIGHT, text)
            top += high


def _triangle(painter: QPainter, box: QRect, shade: int, *, tight: bool) -> None:
    """Beside the figures, or in the corner where they need the room: up for more, down for less."""
    side = 2.6
    x, y = box.left() + 4.0, box.center().y() + 0.5
    if tight:
        x, y = box.left() + 1.5, (box.top() + side + 2 if shade > 0 else box.bottom() - side - 2)
    tip = -side if shade > 0 else side
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("gain" if shade > 0 else "loss"))
    painter.drawPolygon(
        QPolygonF([QPointF(x, y - tip), QPointF(x + 2 * side, y - tip), QPointF(x + side, y + tip)])
    )


class UseHeader(QHeaderView):
    """The land uses across: their chip and short name over their unit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFont(look.font("secondary"))
        self.current = -1
        self.tight = False

    def sizeHint(self) -> QSize:
        """Three lines: chip, name, unit."""
        return QSize(0, SIDE + 2 * QFontMetrics(self.font()).height() + 3 * look.size("grid"))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One land use."""
        painter.save()
        painter.fillRect(rect, look.colour("surface"))
        gap, grid = look.size("grid" if self.tight else "gap"), look.size("grid")
        inner = QRect(rect.left(), rect.top() + grid, rect.width() - gap, rect.height() - grid)
        chip_box = QRectF(inner.right() - SIDE + 1, inner.top(), SIDE, SIDE)
        paint_chip(painter, chip_box, CATALOGUE[USES[logicalIndex]].colour)
        on = logicalIndex == self.current
        font = look.font("secondary", medium=on)
        high = QFontMetrics(font).height()
        painter.setPen(look.colour("accent" if on else "text"))
        name = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        wide = QFontMetrics(font).horizontalAdvance(name)
        if wide > inner.width():
            font.setStretch(max(NARROWEST_STRETCH, 100 * inner.width() // wide - 1))
        painter.setFont(font)
        name = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.left(), inner.top() + SIDE + grid, inner.width(), high), RIGHT, name)
        painter.setFont(look.font("secondary"))
        painter.setPen(look.colour("secondary"))
        painter.drawText(
            QRect(inner.left(), inner.top() + SIDE + grid + high, inner.width(), high), RIGHT, "ha"
        )
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class PlaceHeader(QHeaderView):
    """The municipalities down: their names, and what the small figures beside them are."""

    def __init__(self, parent: QWidget, *, strong: bool = False) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFont(look.font())
        self.current = -1
        self._strong = strong

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One municipality."""
        painter.save()
        on = logicalIndex == self.current and not self._strong
        painter.fillRect(rect, look.colour("accent_wash" if on else "surface"))
        gap = look.size("gap")
        shown = getattr(self.model(), "shown", "")
        font = look.font(medium=on or self._strong)
        inner = rect.adjusted(gap, 0, -gap, 0)
        if shown == "all":
            self._captions(painter, rect)
            inner = QRect(
                inner.left(), inner.top() + look.size("grid"), inner.width(), line_height(shown) + 4
            )
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        name = str(self.model().headerData(logicalIndex, Qt.Orientation.Vertical))
        room = inner.width() - (caption_width() + gap if shown == "all" else 0)
        painter.drawText(inner, LEFT, QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, room))
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _captions(self, painter: QPainter, rect: QRect) -> None:
        painter.setFont(look.font("secondary"))
        painter.setPen(look.colour("secondary"))
        high = line_height("all")
        top = rect.top() + (rect.height() - high * (len(SHOWN) - 1)) // 2
        for what, name in SHOWN:
            if what != "all":
                box = QRect(rect.left(), top, rect.width() - look.size("gap"), high)
                painter.drawText(box, RIGHT, tr(name))
                top += high


def caption_width() -> int:
    """The room that the captions of the small figures take."""
    metrics = QFontMetrics(look.font("secondary"))
    return max(metrics.horizontalAdvance(tr(name)) for _what, name in SHOWN)
