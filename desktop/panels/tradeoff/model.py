"""The trade-off table for Qt: municipalities down, land uses across, one cell's numbers per role."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.panels.tradeoff.cells import NOTHING, SHOWN, Cell, Table
from desktop.widgets.figures import HECTARE, in_hectares, signed_hectares
from desktop.widgets.names import use_name, use_short
from scenarios.project.region import USES
from scenarios.wording import tr

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
SMALLEST_SHOWN = HECTARE / 20
"""Less than this, in m2, is written as nothing."""
EMPTY = Table((), {}, {})


class MatrixModel(QAbstractTableModel):
    """All municipalities, or (`whole`) one row with the region's totals."""

    def __init__(self, *, whole: bool = False) -> None:
        super().__init__()
        self.table = EMPTY
        self.shown = "programme"
        self._whole = whole

    def show_table(self, table: Table) -> None:
        """Show other numbers; where the municipalities stay the same only cells that differ are painted."""
        before = self.table
        if table.places == before.places and bool(table.totals) == bool(before.totals):
            old = [[self.cell(row, column) for column in range(len(USES))] for row in range(self.rowCount())]
            self.table = table
            for row, cells in enumerate(old):
                for column, cell in enumerate(cells):
                    if cell != self.cell(row, column):
                        index = self.index(row, column)
                        self.dataChanged.emit(index, index)
            return
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def show_kind(self, shown: str) -> None:
        """Have the cells show another of their numbers: a name in SHOWN."""
        self.shown = shown
        self._all_changed()

    def reword(self) -> None:
        """Say everything again, in another language."""
        self._all_changed()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(USES) - 1)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(0, self.rowCount() - 1))

    def _all_changed(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(USES) - 1))

    def place(self, row: int) -> tuple[str, str]:
        """Code and name of the municipality in a row."""
        return self.table.places[row]

    def cell(self, row: int, column: int) -> Cell:
        """The numbers of a cell."""
        use = USES[column]
        return (
            self.table.totals.get(use, NOTHING) if self._whole else self.table.cell(self.place(row)[0], use)
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid():
            return 0
        return int(bool(self.table.places)) if self._whole else len(self.table.places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(USES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index.row(), index.column())
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(lines(cell, self.shown))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(index, cell)
        return None

    def _told(self, index: Index, cell: Cell) -> str:
        place = tr("Region") if self._whole else self.place(index.row())[1]
        numbers = "\n".join(
            tr("{what}: {hectares} ha", what=tr(name), hectares=_text(cell, what))
            for what, name in SHOWN
            if what != "all"
        )
        return f"{place}, {use_name(USES[index.column()])}\n{numbers}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            name = use_short if role == Qt.ItemDataRole.DisplayRole else use_name
            return name(USES[section])
        return tr("Region") if self._whole else self.place(section)[1]


def kinds(shown: str) -> list[str]:
    """Which numbers the cells show: one, or all of them."""
    return [what for what, _ in SHOWN if what != "all"] if shown == "all" else [shown]


def lines(cell: Cell, shown: str) -> list[str]:
    """What a cell shows, one text per line, in hectares."""
    return [_text(cell, what) for what in kinds(shown)]


def _text(cell: Cell, what: str) -> str:
    m2 = getattr(cell, what)
    if abs(m2) < SMALLEST_SHOWN:
        return "0"
    return signed_hectares(m2) if what == "gap" else in_hectares(m2)
