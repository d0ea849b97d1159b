"""A tree of two levels out of lines that are values: heads with lines below them, sorted by any column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Pair = tuple[Any, Sequence[Any]]


@dataclass(frozen=True)
class Field:
    """A column: its title and text, asked anew for each language, and what it sorts by."""

    title: Callable[[], str]
    text: Callable[[Any], str]
    order: Callable[[Any], Any]
    numeric: bool = False


class PairModel(QAbstractItemModel):
    """Heads and their lines; `at(index)` gives the value behind an index."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self.fields = tuple(fields)
        self.pairs: list[tuple[Any, list[Any]]] = []
        self._given: Sequence[Pair] = ()
        self._sorted: tuple[int, bool] | None = None

    def show(self, pairs: Sequence[Pair]) -> None:
        """Show other heads and lines."""
        self.beginResetModel()
        self._given = pairs
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort heads, and the lines below each; a column below zero brings back the order given."""
        known = 0 <= column < len(self.fields)
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder) if known else None
        self.show(self._given)

    def _arrange(self) -> None:
        self.pairs = [(head, list(lines)) for head, lines in self._given]
        if self._sorted is not None:
            column, down = self._sorted
            order = self.fields[column].order
            self.pairs.sort(key=lambda pair: order(pair[0]), reverse=down)
            for _, lines in self.pairs:
                lines.sort(key=order, reverse=down)

    def at(self, index: Index) -> Any:
        """The value behind an index."""
        above = index.internalId()
        return self.pairs[index.row()][0] if above == 0 else self.pairs[above - 1][1][index.row()]

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> Any:  # type: ignore[override]  # noqa: B008
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self.pairs)
        if parent.internalId() != 0 or parent.column() != 0:
            return 0
        return len(self.pairs[parent.row()][1])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        field = self.fields[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return field.text(self.at(index))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(text for f in self.fields if (text := f.text(self.at(index))))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(field)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.fields):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.fields[section].title()
        return _side(self.fields[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _side(field: Field) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if field.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
