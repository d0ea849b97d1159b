"""A slider for one land use: the middle is the present, left of it gives land, right of it takes land.

All amounts are differences from the present in m2. Only where the land can go is there a groove; the handle
stands where the sums allow it, wherever the pointer is. It tells wishes and shows what it is told; it
computes nothing itself.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import look
from desktop.widgets.figures import HECTARE

_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
_PAGES = {Qt.Key.Key_PageDown: -10, Qt.Key.Key_PageUp: 10}
SHORTEST = 96
"""The narrowest groove that can still be aimed at, in pixels."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A limit on the groove: its difference in m2, its side (-1 the lower, 1 the upper), what it says."""

    m2: int
    side: int
    text: str


class LandSlider(QWidget):
    """Shows a difference and its limits; tells a gesture: `begun()`, `moved(m2)`, `ended()`, `cancelled()`.

    Arrow keys move 1 ha, with Shift 10 ha; a gesture by keys ends after a moment's rest, with Enter or when
    the focus leaves.
    """

    begun = Signal()
    moved = Signal(object)
    ended = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = 0
        self.lowest = 0
        self.highest = 0
        self.drawn = 0
        self.reach = 100 * HECTARE
        self.locked = False
        self.stopped = 0
        self.stops: tuple[Stop, ...] = ()
        self._under_way = ""
        self._grip = 0.0
        self._hover = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(look.size("keys_rest_ms"))
        self._rest.timeout.connect(self._end)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(SHORTEST)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_state(
        self, *, value: int, lowest: int, highest: int, drawn: int, reach: int, locked: bool, stopped: int = 0
    ) -> None:
        """Show a state; `stopped` is -1 or 1 where the last wish ended at a limit on that side."""
        state = (value, lowest, highest, drawn, reach, locked, stopped)
        if state == (
            self.value, self.lowest, self.highest, self.drawn, self.reach, self.locked, self.stopped
        ):  # fmt: skip
            return
        self.value, self.lowest, self.highest, self.drawn, self.reach, self.locked, self.stopped = state
        self.setCursor(Qt.CursorShape.ArrowCursor if locked else Qt.CursorShape.PointingHandCursor)
        self.update()

    def set_stops(self, stops: tuple[Stop, ...]) -> None:
        """Show limits on the groove."""
        if stops != self.stops:
            self.stops = stops
            self.update()

    @property
    def under_way(self) -> bool:
        """Whether a gesture is going on."""
        return bool(self._under_way)

    def m2_per_pixel(self) -> float:
        """How much land one pixel is."""
        return self.reach / max(1.0, self._half())

    def sizeHint(self) -> QSize:
        return QSize(2 * SHORTEST, look.size("control"))

    # Where things stand

    def _half(self) -> float:
        return self.width() / 2 - look.size("slider_handle") - 1

    def _x(self, m2: float) -> float:
        part = min(max(m2 / self.reach, -1.0), 1.0)
        return self.width() / 2 + part * self._half()

    def _m2(self, x: float) -> float:
        return (x - self.width() / 2) * self.m2_per_pixel()

    # Gestures

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.locked or not self.isEnabled():
            return
        self._end()
        x, handle = event.position().x(), self._x(self.value)
        near = abs(x - handle) <= look.size("slider_handle") / 2
        self._grip = x - handle if near else 0.0
        self._begin("mouse")
        if not near:
            self.moved.emit(self._m2(x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._under_way == "mouse":
            self.moved.emit(self._m2(event.position().x() - self._grip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._under_way == "mouse":
            self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._under_way:
            self._rest.stop()
            self._under_way = ""
            self.cancelled.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._under_way:
            self._end()
        elif not self.locked and (key in _ARROWS or key in _PAGES or key == Qt.Key.Key_Home):
            self._move_by_key(event)
        else:
            super().keyPressEvent(event)

    def _move_by_key(self, event: QKeyEvent) -> None:
        if self._under_way == "mouse":
            return
        if not self._under_way:
            self._begin("keys")
        key = Qt.Key(event.key())
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        step = _ARROWS.get(key, 0) * far + _PAGES.get(key, 0)
        self.moved.emit(0 if key == Qt.Key.Key_Home else self.value + step * HECTARE)
        self._rest.start()

    def _begin(self, how: str) -> None:
        self._under_way = how
        self.begun.emit()

    def _end(self) -> None:
        self._rest.stop()
        if self._under_way:
            self._under_way = ""
            self.ended.emit()
            self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._under_way == "keys":
            self._end()
        super().focusOutEvent(event)
        self.update()

    def hideEvent(self, event: QEvent) -> None:
        self._end()

    def enterEvent(self, event: QEvent) -> None:
        self._hover = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self.update()

    # The picture

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        idle = self.locked or not self.isEnabled()
        middle = self.height() / 2
        self._paint_groove(painter, middle, idle)
        self._paint_marks(painter, middle, idle)
        self._paint_stops(painter, middle, idle)
        self._paint_handle(painter, middle, idle)

    def _paint_groove(self, painter: QPainter, middle: float, idle: bool) -> None:
        thick = look.size("slider_groove")
        left, right = self._x(self.lowest), self._x(self.highest)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("groove"))
        painter.drawRoundedRect(
            QRectF(left, middle - thick / 2, max(0.0, right - left), thick), thick / 2, thick / 2
        )
        start, end = sorted((self._x(0), self._x(self.value)))
        role = "disabled" if idle else "gain" if self.value > 0 else "loss"
        painter.setBrush(look.colour(role))
        painter.drawRect(QRectF(start, middle - thick / 2, end - start, thick))

    def _paint_marks(self, painter: QPainter, middle: float, idle: bool) -> None:
        x = round(self._x(0)) + 0.5
        painter.setPen(QPen(look.colour("secondary"), 1))
        painter.drawLine(QPointF(x, middle - 8), QPointF(x, middle + 8))
        if self.drawn == 0:
            return
        x, size, below = self._x(self.drawn), 4.0, middle + 5.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("disabled" if idle else "text"))
        painter.drawPolygon(
            QPolygonF([QPointF(x, below), QPointF(x - size, below + 6), QPointF(x + size, below + 6)])
        )

    def _stop_x(self, stop: Stop) -> float:
        """Where the edge of the handle is when it stands at a stop."""
        return self._x(stop.m2) + stop.side * (look.size("slider_handle") / 2 + 1)

    def _paint_stops(self, painter: QPainter, middle: float, idle: bool) -> None:
        """Brackets that open towards where the handle may go; those out of reach stand nowhere."""
        painter.setPen(QPen(look.colour("disabled" if idle else "secondary"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        high = look.size("slider_handle") / 2
        for stop in self.stops:
            if abs(stop.m2) <= self.reach:
                x = self._stop_x(stop)
                tip = x - stop.side * 3
                bracket = [(tip, -high), (x, -high), (x, high), (tip, high)]
                painter.drawPolyline(QPolygonF([QPointF(at, middle + up) for at, up in bracket]))

    def _paint_handle(self, painter: QPainter, middle: float, idle: bool) -> None:
        x, radius = self._x(self.value), look.size("slider_handle") / 2 - 1
        if self.stopped:
            edge = x + self.stopped * (radius + 3)
            pen = QPen(look.colour("warning"), 2.5)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(edge, middle - 6), QPointF(edge, middle + 6))
        lively = self.hasFocus() or self.under_way
        role = "disabled" if idle else "accent" if lively or self._hover else "field_border"
        painter.setPen(QPen(look.colour(role), 2.0 if lively else 1.2))
        painter.setBrush(look.colour("sunken" if idle else "raised"))
        if self.locked:
            painter.drawRoundedRect(QRectF(x - 4, middle - 6, 8, 12), 2, 2)
        else:
            painter.drawEllipse(QPointF(x, middle), radius, radius)
