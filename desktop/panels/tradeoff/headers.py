"""The headers of the trade-off table: land uses across, municipalities down; both lock and both sort."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop import look
from desktop.panels.tradeoff.cells import SHOWN
from desktop.panels.tradeoff.header import LockHeader, arrow, chevron, squeezed
from desktop.panels.tradeoff.lines import TOTAL
from desktop.panels.tradeoff.paint import (
    LEFT,
    RIGHT,
    caption_width,
    figure_role,
    font,
    height,
    sign_picture,
)
from desktop.widgets.chip import SIDE, paint_chip
from scenarios.landuse.catalogue import USES as CATALOGUE
from scenarios.wording import tr


class UseHeader(LockHeader):
    """The land uses across: their chip and short name over their unit; a click sorts by one."""

    sort_wished = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)

    def locked(self, section: int) -> bool:
        """Whether the use is locked everywhere."""
        return self.matrix.use(section) in self.matrix.signs.locked.columns

    def lockable(self, section: int) -> bool:
        """Uses can be; their sum cannot."""
        return self.matrix.editable and bool(self.matrix.use(section))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the lock sorts."""
        super().mouseReleaseEvent(event)
        section = self.logicalIndexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and section >= 0 and self.at_lock(event) < 0:
            self.sort_wished.emit(self.matrix.use(section) or TOTAL)

    def sizeHint(self) -> QSize:
        """Three lines: chip, name, unit."""
        small = height("beamer_small" if self.large else "secondary")
        return QSize(0, SIDE + 2 * small + 3 * look.size("grid"))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One land use."""
        matrix = self.matrix
        if logicalIndex > len(matrix.uses):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, look.colour("surface"))
        gap, grid = look.size("grid" if self.tight else "gap"), look.size("grid")
        inner = QRect(rect.left(), rect.top() + grid, rect.width() - gap, rect.height() - grid)
        use = matrix.use(logicalIndex)
        if use:
            chip_box = QRectF(inner.right() - SIDE + 1, inner.top(), SIDE, SIDE)
            paint_chip(painter, chip_box, CATALOGUE[use].colour)
        else:
            self._check(painter, inner)
        if matrix.view.sort == (use or TOTAL):
            away = SIDE + grid
            arrow(painter, QPointF(inner.right() - away - 3.0, inner.top() + SIDE / 2), matrix.view.falling)
        self._rule(painter, inner, use)
        self._words(painter, inner, logicalIndex)
        self.paint_lock(painter, logicalIndex)
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _rule(self, painter: QPainter, inner: QRect, use: str) -> None:
        """The sign that a standing rule holds for the use."""
        if use not in self.matrix.signs.rules:
            return
        side = look.size("sign")
        at = QRect(inner.left() + side + 2 * look.size("grid"), inner.top() + 1, side, side)
        painter.drawPixmap(at, sign_picture("pin", "secondary", look.mode(), self.devicePixelRatioF()))

    def _check(self, painter: QPainter, inner: QRect) -> None:
        """Whether every row adds up to its area, in place of a chip."""
        closes = all(self.matrix.closes(row) for row in range(len(self.matrix.lines)))
        name, role = ("check", "accent") if closes else ("conflict", "conflict")
        sign = sign_picture(name, role, look.mode(), self.devicePixelRatioF())
        painter.drawPixmap(inner.right() - look.size("sign") + 1, inner.top() + 1, sign)

    def _words(self, painter: QPainter, inner: QRect, section: int) -> None:
        role = "beamer_small" if self.large else "secondary"
        high, top = height(role), inner.top() + SIDE + look.size("grid")
        name = str(self.matrix.headerData(section, Qt.Orientation.Horizontal))
        painter.setPen(look.colour("accent" if section == self.current else "text"))
        squeezed(painter, QRect(inner.left(), top, inner.width(), high), name, role)
        painter.setPen(look.colour("secondary"))
        squeezed(painter, QRect(inner.left(), top + high, inner.width(), high), self.matrix.unit.short, role)


class PlaceHeader(LockHeader):
    """The municipalities and groups down: their names, and what the small figures beside them are.

    `fold_wished(section)` tells of a click on a group.
    """

    fold_wished = Signal(int)

    def __init__(self, parent: QWidget, *, strong: bool = False) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(not strong)
        self._strong = strong

    def locked(self, section: int) -> bool:
        """Whether the whole municipality is locked."""
        return self.matrix.lines[section].code in self.matrix.signs.locked.rows

    def lockable(self, section: int) -> bool:
        """Municipalities can be; groups and the region cannot."""
        lines = self.matrix.lines
        return self.matrix.editable and section < len(lines) and not lines[section].heading

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a group opens or closes it."""
        section = self.logicalIndexAt(event.position().toPoint())
        lines = self.matrix.lines
        if not self._strong and 0 <= section < len(lines) and lines[section].heading:
            self.fold_wished.emit(section)
            return
        super().mousePressEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One municipality or group."""
        matrix = self.matrix
        if logicalIndex >= len(matrix.lines):
            return
        line, shown = matrix.lines[logicalIndex], matrix.view.shown
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = logicalIndex == self.current and not self._strong
        group = line.heading and not self._strong
        ground = "accent_wash" if on else "sunken" if group else "surface"
        painter.fillRect(rect, look.colour(ground))
        gap, grid = look.size("gap"), look.size("grid")
        indent = SIDE if matrix.view.group and not self._strong and not line.heading else 0
        inner = rect.adjusted(gap + indent, 0, -gap, 0)
        if shown == "all":
            self._captions(painter, rect)
            high = height("beamer" if self.large else "body")
            inner = QRect(inner.left(), inner.top() + grid // 2, inner.width(), high)
            inner.setRight(inner.right() - caption_width(large=self.large) - gap)
        if group:
            chevron(painter, QPointF(inner.left() + 3.0, inner.center().y() + 0.5), opened=line.open)
            inner.setLeft(inner.left() + SIDE)
        elif not self._strong and shown != "all":
            inner.setRight(inner.right() - look.size("sign"))
        made = font("beamer" if self.large else "body", on or line.heading)
        painter.setFont(made)
        painter.setPen(look.colour("text"))
        name = QFontMetrics(made).elidedText(line.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, LEFT, name)
        self.paint_lock(painter, logicalIndex)
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _captions(self, painter: QPainter, rect: QRect) -> None:
        role = figure_role("all", large=self.large)
        painter.setFont(font(role))
        painter.setPen(look.colour("secondary"))
        high = height(role)
        top = rect.top() + (rect.height() - high * (len(SHOWN) - 1)) // 2
        away = look.size("gap") + look.size("sign")
        for what, name in SHOWN:
            if what != "all":
                painter.drawText(QRect(rect.left(), top, rect.width() - away, high), RIGHT, tr(name))
                top += high
