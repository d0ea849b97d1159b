"""The corners of the one selected thing as a table: where each is, typed to the millimetre.

What is typed is one step; shared borders and the overlap rule hold as they do by hand. The row that is looked
at shows on the map.
"""

import re
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolButton, QVBoxLayout, QWidget

from desktop import look
from desktop.remember import recall, remember
from desktop.session import Session
from desktop.text import retranslate
from desktop.tools.corners import Address
from desktop.tools.event import Context
from desktop.tools.held import Held, held, looked_at, said_address
from desktop.tools.obeying import under_rule
from desktop.tools.reshaping import Changes, moved, removed
from desktop.tools.said import named
from desktop.widgets.figures import read_number
from scenarios.errors import Refused
from scenarios.wording import number, tr

Index = QModelIndex | QPersistentModelIndex

_SHOWN = 9
"""Rows that the table shows at once."""

_SMALLEST_M = 0.0005
"""A typed coordinate that differs less than this is the one that was there."""


class CornersSection(QWidget):
    """A title that folds, and below it the table."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.model = _Corners(self)
        self.table = _Table(self)
        self._fold = QToolButton()
        self._fold.setProperty("role", "row")
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fold.setFont(look.font())
        self._fold.clicked.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        column.addWidget(self._fold)
        column.addWidget(self.table)
        self.table.setHidden(bool(recall("folded/selected-corners", True)))
        look.restyle(self, self._mark)
        retranslate(self, self._word)

    @property
    def context(self) -> Context:
        """What a tool would see."""
        session = self.session
        return Context(
            snapshot=session.committed,
            selection=lambda: session.selection,
            options=session.options,
            editing=lambda: session.editing,
        )

    def refresh(self) -> None:
        """Show the corners of what is selected; hide where there are none."""
        thing = held(self.context) if self.session.document is not None else None
        there = thing is not None and thing.corners.kind != "Point"
        self.setVisible(there)
        before = self.model.thing
        other = before is not None and thing is not None and before.place != thing.place
        self.model.show(thing if there else None)
        if other or not there:
            self.mark(None)
        self.table.show_picked()
        self._word()

    def mark(self, address: Address | None) -> None:
        """Have the map show which corner is looked at."""
        if self.session.document is not None:
            self.session.choose("corner", said_address(address) if address else "")

    def move(self, address: Address, point: tuple[float, float]) -> None:
        """Put a corner at a typed place."""
        thing = self.model.thing
        if thing is not None:
            self._write(thing, moved(self.context, thing, {address: point}))

    def remove(self, addresses: list[Address]) -> None:
        """Leave corners out."""
        thing = self.model.thing
        if thing is not None and addresses:
            self._write(thing, removed(self.context, thing, addresses))

    def _write(self, thing: Held, done: tuple[Changes, str]) -> None:
        changes, refused = done
        try:
            if refused:
                raise Refused(refused)
            changes = under_rule(self.context, changes)
            self.session.edit(tr("Reshape {thing}", thing=named(thing.row)), changes)
        except Refused as refusal:
            self.session.tell(str(refusal), grave=True)

    def _turn(self) -> None:
        self.table.setHidden(not self.table.isHidden())
        remember("folded/selected-corners", self.table.isHidden())
        self._mark()

    def _mark(self) -> None:
        self._fold.setIcon(
            look.icon("chevron-right" if self.table.isHidden() else "chevron-down", "secondary")
        )

    def _word(self) -> None:
        text = tr("Corners ({count})", count=number(self.model.rowCount()))
        self._fold.setText(text)
        self._fold.setAccessibleName(text)
        self.table.setAccessibleName(text)


class _Table(QTableView):
    """The table; Delete leaves the marked corners out."""

    def __init__(self, section: CornersSection) -> None:
        super().__init__()
        self._section = section
        self.setModel(section.model)
        self.setFont(look.font("secondary"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.size("row"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(look.size("icon"))
        header.setHighlightSections(False)
        self.setMaximumHeight((_SHOWN + 1) * look.size("row"))
        self.selectionModel().currentRowChanged.connect(self._current)

    def show_picked(self) -> None:
        """Go to the corner that was picked on the map; none is chosen where none was."""
        if self.hasFocus() or self.state() == QAbstractItemView.State.EditingState:
            return
        found = looked_at(self._section.context) & set(self._section.model.addresses)
        if not found:
            self.clearSelection()
        for address in found:
            self.selectRow(self._section.model.addresses.index(address))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show on the map which corner is looked at."""
        super().focusInEvent(event)
        self._current(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The map shows no corner for a table that is left; typing in a cell is not leaving."""
        super().focusOutEvent(event)
        if self.state() != QAbstractItemView.State.EditingState:
            self._section.mark(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete leaves the marked corners out."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            rows = [index.row() for index in self.selectionModel().selectedRows()]
            self._section.remove([self._section.model.addresses[row] for row in rows])
            return
        super().keyPressEvent(event)

    def _current(self, index: QModelIndex) -> None:
        addresses = self._section.model.addresses
        if index.isValid() and index.row() < len(addresses) and self.hasFocus():
            self._section.mark(addresses[index.row()])


class _Corners(QAbstractTableModel):
    """Number, X, Y and the length of the edge to the next corner, of every corner."""

    def __init__(self, section: CornersSection) -> None:
        super().__init__(section)
        self._section = section
        self.thing: Held | None = None
        self.addresses: tuple[Address, ...] = ()
        self._lengths: list[float] = []

    def show(self, thing: Held | None) -> None:
        """Show the corners of another thing, or of the same one anew."""
        if thing is self.thing or (thing and self.thing and thing.corners is self.thing.corners):
            self.thing = thing
            return
        same = thing is not None and thing.corners.addresses == self.addresses
        if not same:
            self.beginResetModel()
        self.thing = thing
        self.addresses = thing.corners.addresses if thing else ()
        along = thing.corners.ends - thing.corners.places if thing else None
        self._lengths = [] if along is None else [float(m) for m in (along**2).sum(axis=1) ** 0.5]
        if not same:
            self.endResetModel()
        elif self.addresses:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.addresses) - 1, 3))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.addresses)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        typed = index.column() in (1, 2) and self._section.session.editing
        return found | Qt.ItemFlag.ItemIsEditable if typed else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) or self.thing is None:
            return None
        address = self.addresses[index.row()]
        match index.column():
            case 0:
                return self._numbered(address)
            case 3:
                return number(self._lengths[index.row()], 1)
            case column:
                return number(self.thing.corners.at(address)[column - 1], 3)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if self.thing is None or role != Qt.ItemDataRole.EditRole or index.row() >= len(self.addresses):
            return False
        metres = _metres(str(value))
        if metres is None:
            self._section.session.tell(
                tr("“{text}” is not a coordinate: type metres, for instance 95432.125.", text=value),
                grave=True,
            )
            return False
        address = self.addresses[index.row()]
        x, y = self.thing.corners.at(address)
        there = (metres, y) if index.column() == 1 else (x, metres)
        if max(abs(there[0] - x), abs(there[1] - y)) < _SMALLEST_M:
            return False
        self._section.move(address, there)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", "X", "Y", tr("Edge (m)"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and section == 3:
            return tr("Length of the edge from this corner to the next")
        return None

    def _numbered(self, address: Address) -> str:
        p, r, c = address
        parts = self.thing.corners.parts if self.thing else ()
        said = str(c + 1)
        if len(parts) > 1 or any(len(part) > 1 for part in parts):
            said = f"{r + 1}.{said}" if len(parts) == 1 else f"{p + 1}.{r + 1}.{said}"
        return said


def _metres(text: str) -> float | None:
    """What was typed, in either notation; after more than three digits a point or comma marks decimals."""
    plain = text.strip().replace(" ", "")
    if re.fullmatch(r"-?\d{4,}[.,]\d+", plain):
        return float(plain.replace(",", "."))
    return read_number(plain)
