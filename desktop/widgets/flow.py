"""A layout that goes on in the next line where a line is full."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem

from desktop import look


class FlowLayout(QLayout):
    """Its items in lines no wider than `most` pixels, each in the middle of its line's height."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """An item by its place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def lines(self) -> int:
        """How many lines there are."""
        return len(self._lines())

    def sizeHint(self) -> QSize:
        """The room that the lines take."""
        lines = self._lines()
        gap, edges = self.spacing(), self.contentsMargins()
        wide = max((self._wide(line) for line in lines), default=0)
        high = sum(max(item.sizeHint().height() for item in line) for line in lines)
        high += gap * max(len(lines) - 1, 0)
        return QSize(wide + edges.left() + edges.right(), high + edges.top() + edges.bottom())

    def minimumSize(self) -> QSize:
        """Nothing is squeezed."""
        return self.sizeHint()

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        edges, gap = self.contentsMargins(), self.spacing()
        y = rect.top() + edges.top()
        for line in self._lines():
            x, high = rect.left() + edges.left(), max(item.sizeHint().height() for item in line)
            for item in line:
                size = item.sizeHint()
                item.setGeometry(QRect(x, y + (high - size.height()) // 2, size.width(), size.height()))
                x += size.width() + gap
            y += high + gap

    def _wide(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)

    def _lines(self) -> list[list[QLayoutItem]]:
        edges = self.contentsMargins()
        room = max(self.most - edges.left() - edges.right(), look.size("tool_column"))
        lines: list[list[QLayoutItem]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            if lines and self._wide([*lines[-1], item]) <= room:
                lines[-1].append(item)
            else:
                lines.append([item])
        return lines
