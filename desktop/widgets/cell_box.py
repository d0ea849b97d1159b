"""Choices inside the rows of a table: the wheel scrolls past them, their column is as wide as they need."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QTableWidget, QWidget

from desktop import look


class CellBox(QComboBox):
    """A choice that the wheel does not change in passing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the table."""
        event.ignore()


def put_boxes(table: QTableWidget, column: int, boxes: Sequence[QComboBox]) -> None:
    """Put one box into each row of a column, with some air around it, and make the column wide enough."""
    air = look.size("hairline") * 2
    widest = 0
    for row, box in enumerate(boxes):
        frame = QWidget()
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(air, air, air, air)
        inside.addWidget(box)
        table.setCellWidget(row, column, frame)
        # The style leaves out the chip where it reckons how wide the words are.
        widest = max(widest, box.sizeHint().width() + look.size("icon") + 2 * air)
    header = table.horizontalHeader()
    header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
    if widest:
        header.resizeSection(column, widest)
