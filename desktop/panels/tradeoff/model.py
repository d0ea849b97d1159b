"""The trade-off table for Qt: municipalities and their groups down, land uses across and their sum last."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.panels.tradeoff.cells import NOTHING, SHOWN, Cell, Table
from desktop.panels.tradeoff.lines import Line, View, lines, region_line
from desktop.panels.tradeoff.signs import Mark, Signs
from desktop.panels.tradeoff.units import HECTARES, UNITS, Unit
from desktop.widgets.figures import rough
from desktop.widgets.names import use_name, use_short
from scenarios.project.region import USES
from scenarios.wording import tr

Index = QModelIndex | QPersistentModelIndex
EMPTY = Table((), {}, {})
SMALLEST = {"ha": 0.05, "%": 0.005, "m2": 0.5}
"""A difference below this is written as nothing, so it has no colour either; 0.5 for what land carries."""


class MatrixModel(QAbstractTableModel):
    """All rows that a view shows, or (`whole`) the one row of the region."""

    def __init__(self, *, whole: bool = False) -> None:
        super().__init__()
        self.table = EMPTY
        self.view = View()
        self.unit = HECTARES
        self.signs = Signs()
        self.lines: tuple[Line, ...] = ()
        self.uses: tuple[str, ...] = USES
        self.editable = False
        self._whole = whole

    # What shows

    def show_table(
        self,
        table: Table,
        view: View,
        unit: Unit,
        signs: Signs,
        *,
        editable: bool = False,
        dragging: bool = False,
    ) -> bool:
        """Show other numbers or another view of them; gives whether rows or columns are others now.

        While dragging the rows keep their order, so that nothing jumps under the hand.
        """
        if dragging and self.lines and view == self.view:
            rows = self.lines
        else:
            rows = lines(table, view, unit)
            if self._whole:
                rows = (region_line(table, rows),) if table.places else ()
        self.editable = editable
        alike = (
            view.uses == self.uses
            and [line.key for line in rows] == [line.key for line in self.lines]
            and (view.shown, view.large) == (self.view.shown, self.view.large)
        )
        if not alike:
            self.beginResetModel()
            self._take(table, view, unit, signs, rows)
            self.endResetModel()
            return True
        before = (self.table, self.unit, self.signs, self.lines, self.view)
        self._take(table, view, unit, signs, rows)
        if (unit, signs, rows, view) == before[1:]:
            self._tell_differences(before[0])
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.uses)))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.uses))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(rows) - 1)
        return False

    def _take(self, table: Table, view: View, unit: Unit, signs: Signs, rows: tuple[Line, ...]) -> None:
        self.table, self.view, self.unit, self.signs, self.lines = table, view, unit, signs, rows
        self.uses = view.uses

    def _tell_differences(self, before: Table) -> None:
        """Have only the cells painted again whose numbers differ."""
        known = before.cells
        moved = {
            at for at, cell in self.table.cells.items() if known.get(at) is not cell and known.get(at) != cell
        }
        codes = {code for code, _use in moved}
        for row, line in enumerate(self.lines):
            here = codes.intersection(line.codes) if codes else ()
            for column in range(len(self.uses) + 1) if here else ():
                use = self.use(column)
                if not use or any((code, use) in moved for code in here):
                    index = self.index(row, column)
                    self.dataChanged.emit(index, index)

    def reword(self) -> None:
        """Say everything again, in another language."""
        self.beginResetModel()
        self.endResetModel()

    # What a cell is

    def use(self, column: int) -> str:
        """The land use of a column; empty for the sum."""
        return self.uses[column] if column < len(self.uses) else ""

    def cell(self, row: int, column: int) -> Cell:
        """The numbers of a cell, m2; of the sum over all uses in the last column."""
        use = self.use(column)
        if use:
            return self._of_use(row, use)
        whole = Cell(0, 0, 0)
        for each in USES:
            whole = whole.plus(self._of_use(row, each))
        return whole

    def _of_use(self, row: int, use: str) -> Cell:
        if self._whole:
            return self.table.totals.get(use, NOTHING)
        codes = self.lines[row].codes
        return self.table.cell(codes[0], use) if len(codes) == 1 else self.table.sum(codes, use)

    def area(self, row: int) -> int:
        """The area of a row's municipalities, m2."""
        return self.table.area(self.lines[row].codes)

    def amount(self, row: int, column: int, what: str) -> float | None:
        """A number of a cell in the unit in force; None where no figure is known."""
        use = self.use(column)
        if use:
            return self.unit.amount(self.cell(row, column).of(what), use, self.area(row))
        area = self.area(row)
        amounts = (self.unit.amount(self._of_use(row, each).of(what), each, area) for each in USES)
        return sum(amount for amount in amounts if amount is not None)

    def closes(self, row: int) -> bool:
        """Whether what is planned in a row adds up to its area, to the square metre."""
        cell = self.cell(row, len(self.uses))
        return cell.programme == cell.drawn == cell.present == self.area(row)

    def change(self, row: int, column: int) -> float:
        """The difference that colours a cell, in the unit in force; nothing where it is written as nothing.

        Of the present it is how much of the municipality the use takes, in percent.
        """
        use = self.use(column)
        if not use:
            return 0.0
        cell = self.cell(row, column)
        if self.view.shown == "present":
            area = self.area(row)
            return 100 * cell.present / area if area and self.unit.known(use) else 0.0
        found = self.unit.amount(cell.change(self.view.shown), use, self.area(row)) or 0.0
        return found if abs(found) >= SMALLEST.get(self.unit.key, 0.5) else 0.0

    def strongest(self) -> float:
        """The largest difference that colours a municipality's cell among the rows that show."""
        rows = [at for at, line in enumerate(self.lines) if not line.heading or self._whole]
        return max(
            (abs(self.change(row, column)) for row in rows for column in range(len(self.uses))), default=0.0
        )

    def texts(self, row: int, column: int) -> list[str]:
        """What a cell shows, one text per line."""
        return [
            self.unit.text(self.amount(row, column, what), sign=what == "gap")
            for what in kinds(self.view.shown)
        ]

    def lock(self, row: int, column: int) -> str:
        """The scope of the lock that keeps a cell, "" where none does."""
        use, line = self.use(column), self.lines[row]
        if not use or (line.heading and not self._whole):
            return ""
        return self.signs.locks(line.code, use)

    def can_lock(self, row: int, column: int) -> bool:
        """Whether a cell, or the region's sum of a use, can be locked or unlocked here."""
        return self.editable and bool(self.use(column)) and (self._whole or not self.lines[row].heading)

    def mark(self, row: int, column: int) -> Mark | None:
        """The limit on a cell, None where none was set."""
        return self.signs.limits.get((self.lines[row].code, self.use(column)))

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.uses) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsEditable if self.can_type(index.row(), index.column()) else found

    def can_type(self, row: int, column: int) -> bool:
        """Whether an amount can be typed into a cell."""
        use = self.use(column)
        return (
            self.editable
            and self.view.shown in ("programme", "all")
            and bool(use)
            and not self.lines[row].heading
            and self.unit.known(use)
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(self.texts(row, column))
        if role == Qt.ItemDataRole.EditRole:
            return self.unit.exact(self.amount(row, column, "programme"))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(self._told(row, column))
        return None

    def _told(self, row: int, column: int) -> list[str]:
        line, use = self.lines[row], self.use(column)
        told = [f"{line.title}, {use_name(use) if use else tr('all uses together')}"]
        for what, name in SHOWN:
            if what != "all":
                amount = self.unit.text(self.amount(row, column, what), sign=what == "gap")
                told.append(tr("{what}: {amount} {unit}", what=tr(name), amount=amount, unit=self.unit.short))
        if not use:
            closes = self.closes(row)
            told.append(tr("Adds up to the square metre.") if closes else tr("Does not add up to the area."))
            return told
        return told + self._told_of_the_unit(row, column) + self._told_of_signs(line, use, column)

    def _told_of_the_unit(self, row: int, column: int) -> list[str]:
        use = self.use(column)
        if not self.unit.carried:
            return []
        if not self.unit.known(use):
            return [tr("No figure is known for {use}.", use=use_name(use))]
        what = "programme" if self.view.shown == "all" else self.view.shown
        span = self.unit.span(self.cell(row, column).of(what), use)
        if span is None:
            return []
        return [tr("Estimate: {low} to {high}.", low=rough(span.low), high=rough(span.high))]

    def _told_of_signs(self, line: Line, use: str, column: int) -> list[str]:
        scope = self.lock(0 if self._whole else self.lines.index(line), column)
        told = {
            "cell": tr("Locked: no slider moves it."),
            "row": tr("Locked with its whole municipality."),
            "column": tr("Locked with its use in every municipality."),
            "total": tr("The region's total is locked: only swaps between municipalities move it."),
        }
        found = [told[scope]] if scope else []
        mark = self.signs.limits.get((line.code, use))
        return [*found, *(mark.told if mark else ())]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        tip = role == Qt.ItemDataRole.ToolTipRole
        if orientation == Qt.Orientation.Vertical:
            return self.lines[section].title if section < len(self.lines) else None
        use = self.use(section)
        if not use:
            return tr("All uses together, with the check that they add up") if tip else tr("Total")
        if not tip:
            return use_short(use)
        unit = next(tr(title) for key, _short, title in UNITS if key == self.unit.key)
        sort = tr("Click to sort by it.")
        return "\n".join([f"{use_name(use)}: {unit}", *self.signs.rules.get(use, ()), sort])


def kinds(shown: str) -> list[str]:
    """Which numbers the cells show: one, or all of them."""
    return [what for what, _ in SHOWN if what != "all"] if shown == "all" else [shown]
