"""A thin bar of stacked shares: what something is made of, at a glance; the words stand beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import look


class ShareBar(QWidget):
    """Shares (0-1) in their colours, from left to right."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: tuple[tuple[float, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look.size("gap"))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(look.size("field_width"), look.size("gap"))

    def show_shares(self, shares: Sequence[tuple[float, str]], words: str) -> None:
        """Show shares with their colours; `words` is what a screen reader and the tip say."""
        self._shares = tuple(shares)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shares next to each other, a hairline of ground between two."""
        painter = QPainter(self)
        whole, left = float(self.width()), 0.0
        for share, colour in self._shares:
            wide = share * whole
            if wide > 0:
                painter.fillRect(
                    QRectF(left, 0, max(wide - look.size("hairline"), 0.5), self.height()), QColor(colour)
                )
            left += wide
        painter.end()
