"""The cells of the trade-off table under the hand: typing opens a cell, Enter goes on to its slider."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop import look
from desktop.panels.tradeoff.headers import PlaceHeader, UseHeader
from desktop.panels.tradeoff.model import MatrixModel
from desktop.panels.tradeoff.paint import CellPainter, lock_box, row_height

TYPING = frozenset("0123456789.,-")


class CellGrid(QTableView):
    """`opened`: Enter was pressed; `lock_wished(row, column)`, `pasted(text)`, `copied`: what is to be done;
    `refused`: an amount was typed where none can be."""

    opened = Signal()
    lock_wished = Signal(int, int)
    pasted = Signal(str)
    copied = Signal()
    refused = Signal()

    def __init__(self, model: MatrixModel, *, strong: bool = False) -> None:
        super().__init__()
        self.setModel(model)
        self.painter_ = CellPainter(self, strong=strong)
        self.setItemDelegate(self.painter_)
        self.use_header = UseHeader(self)
        self.place_header = PlaceHeader(self, strong=strong)
        self.setHorizontalHeader(self.use_header)
        self.setVerticalHeader(self.place_header)
        self.verticalHeader().setDefaultSectionSize(row_height("programme"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMinimumHeight(look.size("row"))
        self._strong = strong
        self.setMouseTracking(strong)
        self.doubleClicked.connect(self._double)

    def offer(self, index: QModelIndex) -> None:
        """Offer a lock in a cell, and in no other."""
        before, self.painter_.hot = self.painter_.hot, QPersistentModelIndex(index)
        for each in (before, index):
            if each.isValid():
                self.viewport().update(self.visualRect(each))  # type: ignore[arg-type]

    def begin(self) -> None:
        """Open the current cell to type in; says so where nothing can be typed there."""
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.refused.emit()

    def _double(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the lock that a cell offers or has locks or unlocks it; the first click on a cell only
        chooses it."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.painter_.hot:
            grid = look.size("grid") // 2
            box = lock_box(self.visualRect(index)).adjusted(-grid, -grid, grid, grid)
            if box.contains(event.position().toPoint()):
                self.lock_wished.emit(index.row(), index.column())
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Where no cell is the current one, the one under the pointer offers its lock."""
        super().mouseMoveEvent(event)
        if self._strong:
            self.offer(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Offer no lock any more, but in the current cell."""
        super().leaveEvent(event)
        if self._strong:
            self.offer(QModelIndex())

    def event(self, event: QEvent) -> bool:
        """Copying, pasting and typing are the table's before they are a menu's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the slider of the cell, F2 and figures open it, L locks it."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The field of a cell lets Enter pass after it has taken what was typed.
            if self.state() != QAbstractItemView.State.EditingState:
                self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_F2:
            self.begin()
        elif event.key() == Qt.Key.Key_L and _plain(event):
            self.lock_wished.emit(index.row(), index.column())
        elif event.text() and event.text() in TYPING and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.refused.emit()
        elif _plain(event) and _letter(event.text()):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _own(event: QKeyEvent) -> bool:
    """Whether a key is for the table."""
    keys = QKeySequence.StandardKey
    if any(event.matches(key) for key in (keys.Copy, keys.Paste, keys.SelectAll)):
        return True
    return _plain(event) and (event.key() in (Qt.Key.Key_L, Qt.Key.Key_F2) or (event.text() or "x") in TYPING)


def _plain(event: QKeyEvent) -> bool:
    """Whether a key is pressed by itself."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier


def _letter(text: str) -> bool:
    """Whether a key types something that is no part of an amount."""
    return bool(text) and text.isprintable() and text not in TYPING
