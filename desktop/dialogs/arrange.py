"""What the import dialogs look like: a file at the top, questions, a quiet table, the buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import look


def beside(*widgets: QWidget) -> QHBoxLayout:
    """Widgets next to each other, of which the last takes the room that is left."""
    row = QHBoxLayout()
    for widget in widgets[:-1]:
        row.addWidget(widget)
    row.addWidget(widgets[-1], 1)
    return row


def quiet(table: QTableWidget, row: int) -> None:
    """A table to read: no grid, no selection, rows of a height, the first column as wide as can be."""
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row)
    table.setShowGrid(False)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionsClickable(False)


def head(table: QTableWidget, titles: Sequence[str], numeric: Sequence[int] = ()) -> None:
    """The titles over the columns, right-aligned over numbers."""
    table.setHorizontalHeaderLabels(list(titles))
    for place in range(table.columnCount()):
        item = table.horizontalHeaderItem(place)
        if item is not None:
            right = place in numeric
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)


def fill(table: QTableWidget, rows: Sequence[Sequence[str]], numeric: Sequence[int] = ()) -> None:
    """Texts to read, row by row."""
    table.setRowCount(len(rows))
    for row, texts in enumerate(rows):
        for place, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            if place in numeric:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, place, item)


def stack(dialog: QWidget, *parts: QWidget | QHBoxLayout, table: QTableWidget) -> None:
    """The parts of a dialog under each other, with the table taking the room that is left."""
    column = QVBoxLayout(dialog)
    edge = look.size("padding_wide")
    column.setContentsMargins(edge, edge, edge, edge)
    column.setSpacing(look.size("padding"))
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part, 1 if part is table else 0)
        else:
            column.addLayout(part)
        if part is table:
            column.addStretch(0)
