"""Paints an exchange of land in two lines: from which use to which, and below it where and by what."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import look
from desktop.widgets.chip import SIDE, paint_chip
from desktop.widgets.names import use_short
from scenarios.landuse.catalogue import USES

ARROW = "\u2192"
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ExchangePainter(QStyledItemDelegate):
    """Paints a row out of `said(row)`: from-use, to-use, and the quiet line below."""

    def __init__(
        self, parent: QWidget, row_at: Callable[[int], Any], said: Callable[[Any], tuple[str, str, str]]
    ):
        super().__init__(parent)
        self._row_at = row_at
        self._said = said

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        return QSize(0, row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row in the look in force."""
        opt: Any = option
        box = QRect(opt.rect)
        source, target, below = self._said(self._row_at(index.row()))
        painter.save()
        if opt.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("accent_wash"))
        elif opt.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colour("hover"))
        body, small = look.font(), look.font("secondary")
        gap, grid = look.size("gap"), look.size("grid")
        inner = box.adjusted(gap, grid, 0, -grid)
        high = QFontMetrics(body).height()
        x = inner.left()
        painter.setFont(body)
        for text, use in ((use_short(source), source), (ARROW, ""), (use_short(target), target)):
            painter.setPen(look.colour("text" if use else "secondary"))
            if use:
                chip = QRectF(x, inner.top() + (high - SIDE) / 2 + 0.5, SIDE, SIDE)
                paint_chip(painter, chip, USES[use].colour)
                x += SIDE + grid + 2
            wide = QFontMetrics(body).horizontalAdvance(text)
            painter.drawText(QRect(x, inner.top(), wide + 2, high), LEFT, text)
            x += wide + gap
        painter.setFont(small)
        painter.setPen(look.colour("secondary"))
        under = QRect(inner.left(), inner.top() + high, inner.width(), inner.height() - high)
        short = QFontMetrics(small).elidedText(below, Qt.TextElideMode.ElideRight, under.width())
        painter.drawText(under, LEFT, short)
        painter.restore()


def row_height() -> int:
    """The height of a row of two lines."""
    lines = QFontMetrics(look.font()).height() + QFontMetrics(look.font("secondary")).height()
    return lines + 2 * look.size("grid") + 2
