"""Typing while drawing: opens the field at the pointer, locks what is typed, and clicks where that says."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, Qt

from desktop.canvas.field import EntryField
from desktop.tools.event import Event
from desktop.tools.guide import PLACING, determined, measured
from desktop.widgets.typed import read, written
from scenarios.errors import Refused

if TYPE_CHECKING:
    from desktop.canvas.hands import Hands

MINUS = "\u2212"
_OPENING = frozenset("0123456789.,")


class Entry(QObject):
    """What is typed for the tool in one view's hands."""

    def __init__(self, hands: "Hands") -> None:
        super().__init__(hands)
        self.hands = hands
        self.field = EntryField(hands.view)
        self.field.typed.connect(self._typed)
        self.field.entered.connect(self._entered)
        self.field.walked.connect(self._walked)
        self.field.unlocked.connect(self._unlocked)
        self.field.turned_over.connect(self._turned_over)
        self.field.left.connect(self.close)

    @property
    def open(self) -> bool:
        """Whether the field shows."""
        return self.field.isVisible()

    @property
    def asks(self) -> tuple[str, ...]:
        """The values that can be typed now: without a place to measure from, no distance and no angle."""
        preview = self.hands.preview
        return tuple(n for n in preview.asks if preview.base or n not in ("distance", "angle"))

    def begins(self, text: str) -> bool:
        """Whether a typed character opens the field."""
        return bool(text) and text in _OPENING and bool(self.asks)

    def begin(self, text: str = "", *, last: bool = False) -> bool:
        """Open the field at its first (or last) value; gives whether there is one."""
        asks = self.asks
        if not asks:
            return False
        pointer = self.hands.pointer
        if pointer.pixel is None:
            view = self.hands.view
            pointer.pixel = QPointF(view.width() / 2, view.height() / 2)
        self.field.say("")
        self._show()
        self.field.come(pointer.pixel.toPoint(), self._corners())
        self.field.show()
        self.field.raise_()
        self.field.begin(asks[-1] if last else asks[0], text)
        return True

    def close(self) -> None:
        """Close the field, free what was locked, and let the tool see that."""
        self.shut()
        self.hands.again()

    def shut(self) -> None:
        """Close the field and free what was locked."""
        pointer = self.hands.pointer
        pointer.locks = pointer.locks.released()
        for name in self.field.asks:
            self.field.settle(name)
        if self.open:
            # Hiding what has the keyboard would pass it on, which opens the field again.
            self.hands.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.hide()

    def follow(self) -> None:
        """Show what the values are now, near the pointer; close where nothing can be typed any more."""
        if not self.open:
            return
        if not self.asks:
            self.close()
            return
        self._show()
        if self.hands.pointer.pixel is not None:
            self.field.come(self.hands.pointer.pixel.toPoint(), self._corners())

    def _corners(self) -> list[QPoint]:
        """Where in the view the corners of what is drawn are."""
        handles = self.hands.preview.handles
        if not handles:
            return []
        places = self.hands.view.sight.pixels(np.array([(handle.x, handle.y) for handle in handles]))
        return [QPoint(round(x), round(y)) for x, y in places.tolist()]

    def measured(self) -> str:
        """How far it is from the last click and in which direction; empty where that is not asked or stands
        in the field."""
        preview, place = self.hands.preview, self.hands.place
        if self.open or not preview.base or "distance" not in preview.asks or place is None:
            return ""
        found = measured(place, preview.base, self.hands.pointer.locks.relative)
        if found["distance"] <= 0:
            return ""
        far, angle = written("distance", found["distance"]), written("angle", found["angle"])
        return f"{far}  \u2220 {angle.replace('-', MINUS)}"

    def _show(self) -> None:
        preview, locks = self.hands.preview, self.hands.pointer.locks
        # A value of nothing is one that is not asked yet.
        values = {name: value for name, value in preview.values.items() if value}
        if self.hands.place is not None:
            values |= measured(self.hands.place, preview.base, locks.relative)
        self.field.show_values(self.asks, values, locks)

    # What the field says

    def _typed(self, name: str, text: str) -> None:
        """Let what is drawn follow what is typed, as soon as it is a number."""
        self.field.say("")
        if name not in PLACING:
            return
        pointer = self.hands.pointer
        try:
            pointer.locks = pointer.locks.typed(name, read(name, text) if text.strip() else None)
        except Refused:
            return
        self.hands.again()

    def _taken(self, name: str) -> bool:
        """Take in what was typed for a value; says so and gives False where it is no number."""
        edit = self.field.edits[name]
        if not edit.isModified():
            return True
        if not edit.text().strip():
            self.field.settle(name)
            self._unlocked(name)
            return True
        try:
            value = read(name, edit.text())
        except Refused as refusal:
            self.field.say(str(refusal))
            edit.selectAll()
            return False
        self.field.settle(name)
        if name in PLACING:
            self.hands.pointer.locks = self.hands.pointer.locks.typed(name, value)
        else:
            self.hands.runner.send(Event("value", name=name, value=value))
        self.hands.again()
        return True

    def _entered(self, name: str) -> None:
        fresh = self.field.edits[name].isModified()
        if not self._taken(name):
            return
        if name not in PLACING:
            self.close()
            if not fresh:
                self.hands.runner.send(Event("key", key="enter"))
            return
        locks, base = self.hands.pointer.locks, self.hands.preview.base
        if determined(base, locks):
            self.hands.click()
        elif not locks.values:
            self.close()
        else:
            lacking = [n for n in self.asks if n in PLACING and n not in locks.values]
            self.field.begin("y" if name == "x" else "x" if name == "y" else lacking[0])

    def _walked(self, name: str, step: int) -> None:
        if self._taken(name) and self.open:
            asks = self.field.asks
            at = asks.index(name) if name in asks else 0
            self.field.begin(asks[(at + step) % len(asks)])

    def _unlocked(self, name: str) -> None:
        self.field.settle(name)
        pointer = self.hands.pointer
        if name in pointer.locks.values:
            pointer.locks = pointer.locks.typed(name, None)
        elif name in PLACING and self.hands.place is not None:
            now = measured(self.hands.place, self.hands.preview.base, pointer.locks.relative)
            pointer.locks = pointer.locks.typed(name, now.get(name))
        self.hands.again()

    def _turned_over(self, name: str) -> None:
        pointer = self.hands.pointer
        pointer.locks = pointer.locks.typed(name, None).turned_over(name)
        self.field.settle(name)
        self.hands.again()
