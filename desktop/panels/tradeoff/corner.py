"""The corner of the trade-off table, above the names and left of the uses."""

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop import look
from desktop.panels.tradeoff.header import arrow
from desktop.panels.tradeoff.lines import NAME
from desktop.panels.tradeoff.model import MatrixModel
from desktop.panels.tradeoff.paint import LEFT, font, height
from desktop.text import retranslate
from scenarios.wording import tr


class Corner(QWidget):
    """Above the names and left of the uses: what the rows are; a click sorts by name."""

    clicked = Signal()

    def __init__(self, parent: QWidget, model: MatrixModel) -> None:
        super().__init__(parent)
        self._model = model
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        retranslate(self, lambda: self.setToolTip(tr("Click to sort by name.")))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Sort."""
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The word, and an arrow where the rows stand by name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("surface"))
        view = self._model.view
        role = "beamer_small" if view.large else "secondary"
        painter.setFont(font(role))
        painter.setPen(look.colour("secondary"))
        gap = look.size("gap")
        bottom = QRect(
            gap, self.height() - height(role) - look.size("grid"), self.width() - gap, height(role)
        )
        painter.drawText(bottom, LEFT, tr("Municipality"))
        if view.sort == NAME:
            wide = painter.fontMetrics().horizontalAdvance(tr("Municipality"))
            arrow(painter, QPointF(gap + wide + gap, bottom.center().y() + 0.5), view.falling)
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
        painter.end()
