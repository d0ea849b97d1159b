"""The small field at the pointer: the values that place the next click or shape what is drawn, each to be
typed and locked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QToolButton, QWidget

from desktop import look
from desktop.text import retranslate
from desktop.tools.guide import PLACING, Locks
from desktop.widgets.button import icon_button
from desktop.widgets.label import Label
from desktop.widgets.typed import KINDS, shown
from scenarios.wording import tr

_AWAY, _FAR = 28, 180
"""Pixels that the field keeps off the pointer, and beyond which it comes after it."""

_CLEAR = 6
"""Pixels that the field keeps off a corner."""

_COUNTED = ("angle", "x", "y")
"""The values that can be counted relative."""


class EntryField(QFrame):
    """A row per value. `typed(name, text)`: what is being typed; `entered(name)`: Enter;
    `walked(name, step)`: Tab or Shift+Tab; `unlocked(name)`, `turned_over(name)`: its buttons; `left()`:
    Esc."""

    typed = Signal(str, str)
    entered = Signal(str)
    walked = Signal(str, int)
    unlocked = Signal(str)
    turned_over = Signal(str)
    left = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("part", "floating")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.asks: tuple[str, ...] = ()
        self.edits: dict[str, QLineEdit] = {}
        self.locks: dict[str, QToolButton] = {}
        self.relative: dict[str, QToolButton] = {}
        self._rows: dict[str, list[QWidget]] = {}
        self.said = Label(font="secondary", role="conflict", wrap=True)
        self._grid = QGridLayout(self)
        edge = look.size("gap")
        self._grid.setContentsMargins(edge, edge, edge, edge)
        self._grid.setHorizontalSpacing(look.size("grid"))
        self._grid.setVerticalSpacing(look.size("hairline"))
        for name in KINDS:
            self._add(name)
        self._grid.addWidget(self.said, len(KINDS), 0, 1, 5)
        retranslate(self, self._word)
        self.hide()

    def _add(self, name: str) -> None:
        title, edit, unit = Label(font="secondary", role="secondary"), QLineEdit(), Label(role="secondary")
        edit.setProperty("role", "inline")
        edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        edit.setMaxLength(24)
        edit.setFixedWidth(edit.fontMetrics().horizontalAdvance("000.000,00") + look.size("padding"))
        edit.textEdited.connect(partial(self.typed.emit, name))
        edit.installEventFilter(self)
        lock = icon_button("unlock", partial(self._lock_words, name), checkable=True, small=True)
        lock.clicked.connect(partial(self.unlocked.emit, name))
        lock.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row: list[QWidget] = [title, edit, unit, lock]
        if name in _COUNTED:
            turn = icon_button("relative", partial(self._relative_words, name), checkable=True, small=True)
            turn.clicked.connect(partial(self.turned_over.emit, name))
            turn.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.relative[name] = turn
            row.append(turn)
        self.edits[name], self.locks[name], self._rows[name] = edit, lock, row
        place = len(self._rows) - 1
        for column, widget in enumerate(row):
            self._grid.addWidget(widget, place, column)

    # Showing

    def show_values(self, asks: tuple[str, ...], values: dict[str, float], locks: Locks) -> None:
        """Show these values; one that is being typed stays as it is."""
        if asks != self.asks:
            self.asks = asks
            for name, row in self._rows.items():
                for widget in row:
                    widget.setVisible(name in asks)
            self._fit()
        for name in asks:
            edit, locked = self.edits[name], name in locks.values
            if not edit.isModified():
                value = locks.values.get(name, values.get(name))
                edit.setText("" if value is None else shown(name, value))
                if edit.hasFocus():
                    edit.selectAll()
            if self.locks[name].isChecked() != locked or name not in PLACING:
                self.locks[name].setChecked(locked)
                self.locks[name].setIcon(look.icon("lock" if locked else "unlock", "text"))
            self.locks[name].setVisible(name in PLACING)
            if name in self.relative:
                self.relative[name].setChecked(name in locks.relative)

    def say(self, text: str) -> None:
        """Say a sentence below the values; nothing takes it away."""
        if text != self.said.text() or self.said.isHidden() == bool(text):
            self.said.setText(text)
            self.said.setVisible(bool(text))
            self._fit()

    def begin(self, name: str, text: str = "") -> None:
        """Go to a value; `text` is typed over it."""
        edit = self.edits[name]
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            edit.setText(text)
            edit.setModified(True)
            self.typed.emit(name, text)
        else:
            edit.selectAll()

    def settle(self, name: str) -> None:
        """What was typed for a value is taken: from now on it shows what it is."""
        self.edits[name].setModified(False)

    def come(self, pixel: QPoint, corners: Sequence[QPoint] = ()) -> None:
        """Stand near the pointer and off the corners of what is drawn; stay there while the pointer is not
        far, so that it can be reached."""
        near = self.geometry().adjusted(-_FAR, -_FAR, _FAR, _FAR)
        over = self.parentWidget()
        if over is None or (self.isVisible() and near.contains(pixel)):
            return
        self._fit()
        room = over.rect().adjusted(0, 0, -self.width(), -self.height())
        # Figures float at the right of the pointer: the field goes to its left where it can.
        lefts = (pixel.x() - _AWAY - self.width(), pixel.x() + _AWAY)
        tops = (pixel.y() + _AWAY, pixel.y() - _AWAY - self.height())
        places = [QPoint(left, top) for left in lefts for top in tops if room.contains(left, top)]

        def covered(place: QPoint) -> int:
            box = QRect(place, self.size()).adjusted(-_CLEAR, -_CLEAR, _CLEAR, _CLEAR)
            return sum(box.contains(corner) for corner in corners)

        self.move(min(places, key=covered, default=QPoint(max(0, lefts[0]), max(0, tops[1]))))

    def _fit(self) -> None:
        self._grid.invalidate()
        self._grid.activate()
        self.resize(self.sizeHint())

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and Esc in a value are the field's."""
        if not isinstance(event, QKeyEvent) or event.type() not in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            return False
        name = next((name for name, edit in self.edits.items() if edit is watched), "")
        acts = {
            Qt.Key.Key_Return: partial(self.entered.emit, name),
            Qt.Key.Key_Enter: partial(self.entered.emit, name),
            Qt.Key.Key_Tab: partial(self.walked.emit, name, 1),
            Qt.Key.Key_Backtab: partial(self.walked.emit, name, -1),
            Qt.Key.Key_Down: partial(self.walked.emit, name, 1),
            Qt.Key.Key_Up: partial(self.walked.emit, name, -1),
            Qt.Key.Key_Escape: self.left.emit,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        else:
            act()
        return True

    # Wording

    def _word(self) -> None:
        for name, (title, edit, unit, *_) in self._rows.items():
            kind = KINDS[name]
            assert isinstance(title, Label) and isinstance(unit, Label)
            title.setText(tr(kind.title))
            unit.setText(kind.unit)
            edit.setAccessibleName(f"{tr(kind.title)} {kind.unit}".strip())
        self._fit()

    def _lock_words(self, name: str) -> str:
        return tr("{value}: locked once it is typed; a click frees it", value=tr(KINDS[name].title))

    def _relative_words(self, name: str) -> str:
        if name == "angle":
            return tr("Count the angle from the last side, not from the east")
        return tr("Count from the last click, not in national coordinates")
