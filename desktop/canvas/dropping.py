"""An activity that is dragged over a map: the placing tool shows where it would go, and letting go leaves it
there. The tool that was in hand comes back after it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import QDropEvent, QMouseEvent

if TYPE_CHECKING:
    from desktop.canvas.view import MapView

ACTIVITY = "application/x-schuifruimte-activity"
"""The kind of data under which an activity's code is dragged."""

PLACING = "place"
"""The tool that places an activity."""


def dragged(code: str) -> QMimeData:
    """The data that is dragged for an activity."""
    data = QMimeData()
    data.setData(ACTIVITY, QByteArray(code.encode("ascii")))
    return data


class Dropping(QObject):
    """Takes drags of activities for one view, and plays them to its tool as a hand."""

    def __init__(self, view: "MapView") -> None:
        super().__init__(view)
        self.view = view
        self._before = ""
        view.setAcceptDrops(True)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, move, leave, drop; everything else goes its way."""
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return self._over(event)
        if kind == QEvent.Type.DragLeave and self._before:
            self.view.leaveEvent(event)
            self._let_go()
        return False

    def _over(self, event: Any) -> bool:
        session, data = self.view.session, event.mimeData()
        if not data.hasFormat(ACTIVITY) or not session.editing:
            return False
        if not self._before:
            self._before = session.tool
            session.choose("activity", bytes(data.data(ACTIVITY).data()).decode("ascii"))
            session.use_tool(PLACING)
        self.view.mouseMoveEvent(_mouse(event, QEvent.Type.MouseMove, Qt.MouseButton.NoButton, self.view))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.view.mousePressEvent(
                _mouse(event, QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton, self.view)
            )
            self._let_go()
            self.view.setFocus()
        return True

    def _let_go(self) -> None:
        before, self._before = self._before, ""
        self.view.session.use_tool(before)


def _mouse(event: QDropEvent, kind: QEvent.Type, button: Qt.MouseButton, view: "MapView") -> QMouseEvent:
    place: QPointF = event.position()
    return QMouseEvent(kind, place, view.mapToGlobal(place), button, button, event.modifiers())
