"""Brings what mouse and keyboard do on a map to the tool in hand, snapped; and says what the tool answers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from desktop.canvas.atlas import atlas_of
from desktop.canvas.runner import Runner
from desktop.canvas.snapping import REACH, Index, Snap, index
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
    """The tool of one view. `snap`: where the pointer snaps to now."""

    def __init__(self, view: "MapView") -> None:
        super().__init__(view)
        self.view = view
        self.snap: Snap | None = None
        self._index: Index | None = None
        self._indexed: tuple[object, ...] = ()
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
        x, y = self.view.sight.to_map(event.position().x(), event.position().y())
        held = event.modifiers()
        loose = bool(held & Qt.KeyboardModifier.ControlModifier)
        self.snap = None if loose else self._snapped(x, y)
        done = Event(
            kind,
            self.snap.x if self.snap else x,
            self.snap.y if self.snap else y,
            pixel=self.view.camera.metres_per_pixel,
            button=button,
            shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
            alt=bool(held & Qt.KeyboardModifier.AltModifier),
            raw=(x, y),
            snapped=self.snap.kind if self.snap else "",
        )
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

    def moved(self) -> None:
        """The map moved under the pointer."""
        self._indexed = ()

    def left(self) -> None:
        """The pointer left the map."""
        self.snap = None

    def _changed(self) -> None:
        hint = self.preview.hint
        if self.preview.snaps and self._index is not None and self._index.limited:
            hint = f"{hint} {tr('Too much is in view to snap to all of it: zoom in.')}"
        if hint != self._told:
            self._told = hint
            self.view.hinted.emit(hint)
        if not self.preview.snaps:
            self.snap = None
        self.view.update()

    def _snapped(self, x: float, y: float) -> Snap | None:
        shown, session = self.view.snapshot(), self.view.session
        if shown is None or not self.preview.snaps or session.options.get("snap") == "off":
            return None
        committed, sight = session.committed(), self.view.sight
        layers = tuple(sorted(session.layers.items()))
        wanted = (committed, sight, self.preview.apart, layers)
        if self._index is None or wanted != self._indexed:
            seen, apart = self.view.seen, self.preview.apart
            self._index = index(committed, atlas_of(committed.region), sight.bounds, seen, apart)
            self._indexed = wanted
        return self._index.snap(x, y, REACH * sight.metres_per_pixel)
