"""A segmented control: a few choices next to each other, one of them in force."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import look
from desktop.text import retranslate

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class Segments(QWidget):
    """Choices by name; `chosen(name)` tells of a choice made by hand, `choose` makes one in code."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, Callable[[], str]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._texts: list[str] = []
        self._tips: dict[str, Callable[[], str]] = {}
        self._at = 0
        self._hover = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(look.font())
        retranslate(self, self._reword)

    @property
    def choice(self) -> str:
        """The name of the choice in force."""
        return self._choices[self._at][0]

    def choose(self, name: str) -> None:
        """Put a choice in force without telling."""
        self._at = [n for n, _ in self._choices].index(name)
        self._tell_readers()
        self.update()

    def set_tips(self, tips: dict[str, Callable[[], str]]) -> None:
        """What each choice does, by name; said when the pointer rests on it."""
        self._tips = tips

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        wide = sum(metrics.horizontalAdvance(text) + 2 * look.size("padding") for text in self._texts)
        return QSize(round(wide) + 2 * look.size("hairline"), look.size("control"))

    def _reword(self) -> None:
        self._texts = [text() for _, text in self._choices]
        self._tell_readers()
        self.updateGeometry()
        self.update()

    def _tell_readers(self) -> None:
        if self._texts:
            self.setAccessibleName(self._texts[self._at])

    def _boxes(self) -> list[QRectF]:
        metrics = QFontMetricsF(self.font())
        wide = [metrics.horizontalAdvance(text) + 2 * look.size("padding") for text in self._texts]
        left, boxes = float(look.size("hairline")), []
        for w in wide:
            boxes.append(QRectF(left, 1, w, self.height() - 2))
            left += w
        return boxes

    def _box_at(self, where: QPointF) -> int:
        return next((i for i, box in enumerate(self._boxes()) if box.contains(where)), -1)

    def _take(self, index: int) -> None:
        if 0 <= index < len(self._choices) and index != self._at:
            self._at = index
            self._tell_readers()
            self.update()
            self.chosen.emit(self.choice)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._take(self._box_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hover = self._box_at(event.position())
        if hover != self._hover:
            self._hover = hover
            name = self._choices[hover][0] if hover >= 0 else ""
            self.setToolTip(self._tips[name]() if name in self._tips else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _BACK or event.key() in _ON:
            self._take(min(max(self._at + (1 if event.key() in _ON else -1), 0), len(self._choices) - 1))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = look.size("corner")
        painter.setPen(QPen(look.colour("accent" if self.hasFocus() else "hairline"), 1))
        painter.setBrush(look.colour("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        for index, (box, text) in enumerate(zip(self._boxes(), self._texts, strict=True)):
            on = index == self._at
            if on:
                painter.setPen(QPen(look.colour("outline"), 1))
                painter.setBrush(look.colour("raised"))
                painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), corner - 2, corner - 2)
            role = (
                "disabled" if not self.isEnabled() else "text" if on or index == self._hover else "secondary"
            )
            painter.setPen(look.colour(role))
            painter.setFont(look.font(medium=on))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
