"""Brings what mouse and keyboard do on a map to the tool in hand, snapped; and says what the tool answers."""

import math
from typing import TYPE_CHECKING, Any

import shapely
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from desktop.canvas.entry import Entry
from desktop.canvas.pointer import Pointer
from desktop.canvas.runner import Runner
from desktop.tools.event import Event, Point, Preview
from desktop.tools.guide import heading
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
    """The tool of one view, its pointer and what is typed for it. `place`: where the pointer counts as it
    was last told to the tool."""

    def __init__(self, view: "MapView") -> None:
        super().__init__(view)
        self.view = view
        self.pointer = Pointer(view)
        self.place: Point | None = None
        self._told = ""
        self.runner = Runner(view.session, view.seen, lambda: view.sight.bounds, self)
        self.entry = Entry(self)
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
        self._send(kind, button)
        if kind == "press":
            self._free()

    def again(self) -> None:
        """Let the tool see where the pointer counts by now: what is typed or locked changed."""
        self._send("move", "")
        self.view.update()

    def reword(self) -> None:
        """Let the tool say again what it says, in the language there is now."""
        if self._told:
            self.runner.send(Event("again"))

    def click(self) -> None:
        """Click where the pointer counts: what is typed says where."""
        for kind, button in (("move", ""), ("press", "left"), ("release", "left")):
            self._send(kind, button)
        self._free()

    def _send(self, kind: str, button: str) -> None:
        done = self.pointer.event(kind, button, self.preview)
        if done is not None:
            self.place = done.point
            self.runner.send(done)
            self.entry.follow()

    def _free(self) -> None:
        """What was locked for one click holds for that one."""
        if self.entry.open or self.pointer.locks:
            self.entry.close()

    def key(self, event: QKeyEvent) -> bool:
        """Let the tool have a key; gives whether it was one for the tool."""
        key = Qt.Key(event.key())
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
            if self.pointer.locks:
                self.entry.close()
            else:
                self.runner.escape()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
            return False
        elif self.entry.begins(event.text()):
            self.entry.begin(event.text())
        elif key == Qt.Key.Key_P and self._measures:
            self._go_beside()
        else:
            return False
        return True

    def tab(self, onwards: bool) -> bool:
        """Let the tab key go to what can be typed for an unfinished drawing; gives whether it did."""
        return self.view.hasFocus() and self.runner.busy and self.entry.begin(last=not onwards)

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key is the tool's before it is a menu's."""
        undo = event.matches(QKeySequence.StandardKey.Undo)
        if event.key() in _REMOVE or (self.runner.busy and (undo or event.key() in _ENTER)):
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
            return False
        return self.entry.begins(event.text()) or (event.key() == Qt.Key.Key_P and self._measures)

    @property
    def _measures(self) -> bool:
        """Whether the next click is measured from the one before."""
        return bool(self.preview.base) and "angle" in self.preview.asks

    def _go_beside(self) -> None:
        """Keep the next side along the edge under the pointer, then across it, then free again."""
        edge, locks = self.pointer.edge(self.preview), self.pointer.locks
        if edge is None and locks.direction is None:
            self.view.hinted.emit(tr("Point at an edge and press P: the next side runs along it."))
            self._told = ""
            return
        self.pointer.locks = locks.beside(edge) if edge is not None else locks.released()
        self.again()

    def left(self) -> None:
        """The pointer left the map."""
        if not self.entry.open:
            self.pointer.forget()
            self.place = None

    def guides(self) -> tuple[Any, ...]:
        """The lines that the pointer itself shows: what is traced, and the direction that is locked."""
        base, place = self.preview.base, self.place
        if not base or place is None:
            return ()
        found: list[Any] = []
        if self.pointer.trace:
            found.append(shapely.LineString([base[-1], *self.pointer.trace, place]))
        angle = heading(base, self.pointer.locks)
        if angle is not None:
            far = 4 * max(self.view.width(), self.view.height()) * self.view.camera.metres_per_pixel
            dx, dy = far * math.cos(math.radians(angle)), far * math.sin(math.radians(angle))
            (x, y) = base[-1]
            found.append(shapely.LineString([(x - dx, y - dy), (x + dx, y + dy)]))
        return tuple(found)

    def _changed(self) -> None:
        hint = self.preview.hint
        if self.preview.snaps and self.pointer.limited:
            hint = f"{hint} {tr('Too much is here to snap to and trace all of it: zoom in.')}"
        if hint != self._told:
            self._told = hint
            self.view.hinted.emit(hint)
        if not self.preview.snaps:
            self.pointer.snap = None
        if self.entry.open and not self.entry.asks:
            self.entry.shut()
        self.view.update()
