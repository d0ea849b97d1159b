"""What both headers of the trade-off table share: their locks, and the signs they are painted with."""

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop import look
from desktop.panels.tradeoff.model import MatrixModel
from desktop.panels.tradeoff.paint import RIGHT, sign_picture

NARROWEST_STRETCH = 70
"""How far, in percent, a name is squeezed before it ends in dots."""


class LockHeader(QHeaderView):
    """A header that paints itself and follows the pointer; `lock_wished(section)` tells of a click on a
    lock."""

    lock_wished = Signal(int)

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self.current = -1
        self.tight = False
        self._hover = -1

    @property
    def matrix(self) -> MatrixModel:
        """The model, by its own type."""
        model = self.model()
        if not isinstance(model, MatrixModel):
            raise TypeError(type(model))
        return model

    @property
    def large(self) -> bool:
        """Whether the type is that for a beamer."""
        return self.matrix.view.large

    def lock_box(self, section: int) -> QRect:
        """Where the lock of a section stands."""
        side = look.size("sign")
        at, wide = self.sectionViewportPosition(section), self.sectionSize(section)
        if self.orientation() == Qt.Orientation.Horizontal:
            return QRect(at + look.size("grid"), look.size("grid") + 1, side, side)
        return QRect(self.width() - side - look.size("grid"), at + (wide - side) // 2, side, side)

    def locked(self, section: int) -> bool:
        """Whether the whole section is locked."""
        raise NotImplementedError

    def lockable(self, section: int) -> bool:
        """Whether the section can be locked or unlocked here."""
        raise NotImplementedError

    def at_lock(self, event: QMouseEvent) -> int:
        """The section whose lock lies under the pointer; -1 for none."""
        where = event.position().toPoint()
        section = self.logicalIndexAt(where)
        if section < 0 or not self.lockable(section):
            return -1
        grid = look.size("grid")
        return section if self.lock_box(section).adjusted(-grid, -grid, grid, grid).contains(where) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a lock locks or unlocks."""
        section = self.at_lock(event) if event.button() == Qt.MouseButton.LeftButton else -1
        if section >= 0:
            self.lock_wished.emit(section)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Offer a lock under the pointer."""
        super().mouseMoveEvent(event)
        self._hover_at(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: object) -> None:
        """Offer nothing any more."""
        self._hover_at(-1)

    def _hover_at(self, section: int) -> None:
        if section != self._hover:
            self._hover = section
            self.viewport().update()

    def paint_lock(self, painter: QPainter, section: int) -> None:
        """The lock of a section where it is locked, an open one where it is offered."""
        locked = self.locked(section)
        if locked or (section == self._hover and self.lockable(section)):
            sign = sign_picture(
                "lock" if locked else "unlock",
                "text" if locked else "secondary",
                look.mode(),
                self.devicePixelRatioF(),
            )
            painter.drawPixmap(self.lock_box(section), sign)


def squeezed(painter: QPainter, box: QRect, text: str, role: str) -> None:
    """A word at the right of a box: pressed together where room is short, then ending in dots."""
    made = look.font(role)
    wide = QFontMetrics(made).horizontalAdvance(text)
    if wide > box.width():
        made.setStretch(max(NARROWEST_STRETCH, 100 * box.width() // wide - 1))
    painter.setFont(made)
    text = QFontMetrics(made).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, RIGHT, text)


def arrow(painter: QPainter, at: QPointF, falling: bool) -> None:
    """The sign of sorting: up for rising, down for falling."""
    tip = 2.5 if falling else -2.5
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent"))
    painter.drawPolygon(QPolygonF([at + QPointF(-3, -tip), at + QPointF(3, -tip), at + QPointF(0, tip)]))


def chevron(painter: QPainter, at: QPointF, *, opened: bool) -> None:
    """The sign of a group: open or closed."""
    points = (
        [QPointF(-3.5, -1.75), QPointF(0, 1.75), QPointF(3.5, -1.75)]
        if opened
        else [QPointF(-1.75, -3.5), QPointF(1.75, 0), QPointF(-1.75, 3.5)]
    )
    painter.setPen(QPen(look.colour("secondary"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([at + point for point in points]))
