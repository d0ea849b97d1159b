"""The button of a tool, or of a family of tools: then with a small triangle, and held down it opens."""

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QToolButton

from desktop import look
from desktop.text import retranslate
from desktop.tools.event import Tool
from scenarios.wording import tr


class ToolButton(QToolButton):
    """Shows one tool; `asked` wants the family to open: by holding, a right click, or Alt and the arrow."""

    asked = Signal()

    def __init__(self, tool: Tool, *, several: bool = False) -> None:
        super().__init__()
        self.tool, self.several = tool, several
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        side = look.size("icon")
        self.setIconSize(QSize(side, side))
        self._holding = QTimer(self)
        self._holding.setSingleShot(True)
        self._holding.setInterval(look.size("hold_ms"))
        self._holding.timeout.connect(self._held)
        look.restyle(self, self._dress)
        retranslate(self, self._word)

    def show_tool(self, tool: Tool) -> None:
        """Put another tool of the family on top."""
        self.tool = tool
        self._dress()
        self._word()

    def _dress(self) -> None:
        self.setIcon(look.icon(self.tool.icon))

    def _word(self) -> None:
        self.setAccessibleName(tr(self.tool.title))
        more = f"\n{tr('Hold or right-click for more of these.')}" if self.several else ""
        self.setToolTip(tool_tip(self.tool) + more)

    def _held(self) -> None:
        self.setDown(False)
        self.asked.emit()

    def nextCheckState(self) -> None:
        """A click never puts the tool in hand out."""
        self.setChecked(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A right click opens the family, a left one may become a hold."""
        if event.button() == Qt.MouseButton.RightButton and self.several:
            self.asked.emit()
            return
        if event.button() == Qt.MouseButton.LeftButton and self.several:
            if self._on_triangle(event.position().toPoint()):
                self.asked.emit()
                return
            self._holding.start()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A short press takes the tool."""
        self._holding.stop()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and the arrow down, or the menu key, opens the family."""
        down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if self.several and (down or event.key() == Qt.Key.Key_Menu):
            self.asked.emit()
            return
        super().keyPressEvent(event)

    def _on_triangle(self, at: QPoint) -> bool:
        reach = look.size("grid") + look.size("hairline")
        return at.x() > self.width() - reach and at.y() > self.height() - reach

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon, and for a family a triangle in the corner."""
        super().paintEvent(event)
        if not self.several:
            return
        role = "disabled" if not self.isEnabled() else "accent" if self.isChecked() else "secondary"
        edge, side = look.size("grid") // 2, look.size("grid") + look.size("hairline")
        right, bottom = float(self.width() - edge), float(self.height() - edge)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(role))
        corner = [QPointF(right, bottom - side), QPointF(right, bottom), QPointF(right - side, bottom)]
        painter.drawPolygon(QPolygonF(corner))
        painter.end()


def tool_tip(tool: Tool) -> str:
    """A tool's name with its letter, and below it what it does."""
    keys = QKeySequence(tool.letter).toString(QKeySequence.SequenceFormat.NativeText) if tool.letter else ""
    said = f"{tr(tool.title)}  {keys}" if keys else tr(tool.title)
    return f"{said}\n{tr(tool.hint)}"
