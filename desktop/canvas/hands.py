"""Brings what mouse and keyboard do on a map to the tool in hand, snapped; and says what the tool answers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from desktop.canvas.pointer import Pointer
from desktop.canvas.runner import Runner
from desktop.tools.event import Event, Preview
from scenarios.wording import tr

if TYPE_CHECKING:
    from desktop.canvas.view import MapView

_BUTTONS = {
    Qt.MouseButton.LeftButton: "left",
    Qt.MouseButton.RightButton: "right",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Hands(QObject):
    """The tool of one view, and its pointer."""

    def __init__(self, view: "MapView") -> None:
        super().__init__(view)
        self.view = view
        self.pointer = Pointer(view)
        self._told = ""
        self.runner = Runner(view.session, view.seen, lambda: view.sight.bounds, self)
        self.runner.changed.connect(self._changed)

    @property
    def preview(self) -> Preview:
        """What the tool shows."""
        return self.runner.preview

    @property
    def cursor(self) -> str:
        """The shape of the pointer."""
        return self.preview.cursor

    @property
    def is_hand(self) -> bool:
        """Whether the tool in hand is the one that moves the map."""
        return self.view.session.tool == "pan"

    @property
    def drawing(self) -> bool:
        """Whether the tool in hand makes something."""
        return self.view.session.tool not in ("select", "pan")

    def mouse(self, kind: str, event: QMouseEvent) -> None:
        """Let the tool have a press, move, release or double click."""
        button = _BUTTONS.get(event.button(), "")
        if kind != "move" and not button:
            return
        self.pointer.pixel, self.pointer.held = event.position(), event.modifiers()
        done = self.pointer.event(kind, button, self.preview)
        if done is not None:
            self.runner.send(done)

    def key(self, event: QKeyEvent) -> bool:
        """Let the tool have a key; gives whether it was one for the tool."""
        key, session = Qt.Key(event.key()), self.view.session
        if event.matches(QKeySequence.StandardKey.Undo) or key in _REMOVE:
            if self.runner.busy:
                self.runner.send(Event("key", key="back"))
                return True
            if key not in _REMOVE:
                return False
            self.runner.send(Event("key", key="delete"))
        elif key in _ENTER:
            self.runner.send(Event("key", key="enter"))
        elif key == Qt.Key.Key_Escape:
            self.runner.escape()
        elif event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        elif key == Qt.Key.Key_R:
            now = session.options.get("shape")
            session.choose("shape", "polygon" if now == "rectangle" else "rectangle")
        elif key == Qt.Key.Key_S:
            session.choose("snap", "on" if session.options.get("snap") == "off" else "off")
        else:
            return False
        return True

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key is the tool's before it is a menu's."""
        undo = event.matches(QKeySequence.StandardKey.Undo)
        return event.key() in _REMOVE or (self.runner.busy and (undo or event.key() in _ENTER))

    def left(self) -> None:
        """The pointer left the map."""
        self.pointer.forget()

    def _changed(self) -> None:
        hint = self.preview.hint
        if self.preview.snaps and self.pointer.limited:
            hint = f"{hint} {tr('Too much is here to snap to all of it: zoom in.')}"
        if hint != self._told:
            self._told = hint
            self.view.hinted.emit(hint)
        if not self.preview.snaps:
            self.pointer.snap = None
        self.view.update()
