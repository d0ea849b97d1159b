"""A read-only table of rows that are values: what each column says is a function of the row.

Numbers stand right under each other, a click on a header sorts, Ctrl+C copies what is selected as text with
tabs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop import look
from desktop.text import retranslate
from desktop.widgets.chip import chip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column:
    """What a column says of a row.

    `title` and `text` are asked anew for each language; `tone` is "gain", "loss" or empty; `order` is what it
    sorts by (the text where it is None); `tip` the tool tip; `stretch` takes the room that is left; `chip`
    is a colour (as "#RRGGBB") that stands before the text.
    """

    title: Callable[[], str]
    text: Callable[[Any], str]
    numeric: bool = False
    order: Callable[[Any], Any] | None = None
    tone: Callable[[Any], str] | None = None
    tip: Callable[[Any], str] | None = None
    stretch: bool = False
    width: int = 0
    chip: Callable[[Any], str] | None = None


class RowModel(QAbstractTableModel):
    """The rows of a table; `rows` in the order shown."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Any] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self._arrange()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._sorted = None
        self.endResetModel()

    def reword(self) -> None:
        """Say everything again, in another language or look."""
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a column below zero keeps the order the rows came in."""
        self._sorted = (column, order) if 0 <= column < len(self.columns) else None
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        if self._sorted is None:
            return
        at, order = self._sorted
        column = self.columns[at]
        key = column.order or (lambda row: column.text(row).casefold())
        self.rows.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.ForegroundRole:
                tone = column.tone(row) if column.tone else ""
                return look.colour(f"{tone}_text") if tone else None
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip(row) if column.tip else None
            case Qt.ItemDataRole.DecorationRole:
                return chip(column.chip(row)) if column.chip else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class RowTable(QTableView):
    """Shows a RowModel; `chosen(row)` by click or arrow keys, `opened(row)` by Enter or a double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowModel(columns)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setFont(look.font())
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.size("row"))
        header = self.horizontalHeader()
        header.setFont(look.font("secondary"))
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setMinimumSectionSize(look.size("row"))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.rows[index.row()]))
        retranslate(self, self._reword)
        look.restyle(self, self.rows.reword)
        self.set_widths()

    def set_widths(self) -> None:
        """Give every column its width: its own, what it needs, or the room that is left."""
        header = self.horizontalHeader()
        for at, column in enumerate(self.rows.columns):
            if column.stretch:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            elif column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(at, column.width)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows, scrolled to where it was."""
        at = self.verticalScrollBar().value()
        self.rows.set_rows(rows)
        self.verticalScrollBar().setValue(at)

    def mark(self, wanted: Callable[[Any], bool]) -> None:
        """Select the first row that is wanted, without telling; none where there is none."""
        found = next((i for i, row in enumerate(self.rows.rows) if wanted(row)), -1)
        with_signals = self.selectionModel().blockSignals(True)
        if found < 0:
            self.clearSelection()
        else:
            self.selectRow(found)
        self.selectionModel().blockSignals(with_signals)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus() and current.row() != previous.row():
            self.chosen.emit(self.rows.rows[current.row()])

    def mouseReleaseEvent(self, event: Any) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.rows.rows[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.rows.rows[self.currentIndex().row()])
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """The selected rows, or all where none is, with the headers: cells by tabs, rows by lines."""
        picked = {index.row() for index in self.selectedIndexes()} or set(range(len(self.rows.rows)))
        lines = [[column.title() for column in self.rows.columns]]
        lines += [[c.text(self.rows.rows[i]) for c in self.rows.columns] for i in sorted(picked)]
        return "\n".join("\t".join(cells) for cells in lines)

    def _reword(self) -> None:
        self.rows.reword()
        self.set_widths()
