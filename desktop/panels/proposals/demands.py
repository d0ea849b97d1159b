"""What a proposal has to reach: demands on the region or one municipality, from the programme or by hand."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import look
from desktop.panels.proposals.demand_row import DemandRow
from desktop.widgets.button import text_button
from desktop.widgets.label import Label
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.asked import Asked
from scenarios.wording import tr

FIRST = Asked("HMC", 20.0)
"""What a new demand asks until it is changed: the core of what the region looks for."""


class Demands(QWidget):
    """The demands under each other; `changed()` tells of another one, `programme_wished()` of the click that
    takes them from the programme."""

    changed = Signal()
    programme_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[DemandRow] = []
        self._snapshot: Snapshot | None = None
        self.empty = Label(role="secondary", wrap=True)
        self.add = text_button(lambda: tr("Add demand"), self.add_demand, icon="plus")
        self.take = text_button(
            lambda: tr("From the programme"), self.programme_wished.emit, icon="programme"
        )
        buttons = QVBoxLayout()
        buttons.setSpacing(look.size("grid"))
        for button in (self.add, self.take):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._list = QVBoxLayout()
        self._list.setSpacing(look.size("padding"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.empty)
        column.addLayout(self._list)
        column.addLayout(buttons)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The demands as they stand."""
        return tuple(row.asked for row in self.rows)

    def show_asked(self, snapshot: Snapshot, asked: Sequence[Asked]) -> None:
        """Show demands, without telling; rows stay where their number does."""
        if self._snapshot is None or snapshot.region is not self._snapshot.region:
            self._clear(0)
        self._snapshot = snapshot
        self._clear(len(asked))
        for at, one in enumerate(asked):
            if at == len(self.rows):
                self._append(one)
            elif self.rows[at].asked != one:
                self.rows[at].show_asked(one)
        self.empty.setVisible(not self.rows)
        self.empty.setText(
            tr("Say what the region needs: add a demand, or take what the programme of this variant plans.")
        )

    def show_prices(self, words: Mapping[int, str]) -> None:
        """Show what demands cost, by their place in the list."""
        for at, row in enumerate(self.rows):
            row.show_price(words.get(at, ""))

    def add_demand(self) -> None:
        """Ask for one more thing."""
        if self._snapshot is not None:
            self._append(FIRST)
            self.empty.hide()
            self.changed.emit()

    def _append(self, asked: Asked) -> None:
        assert self._snapshot is not None
        row = DemandRow(asked, self._snapshot)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._list.addWidget(row)

    def _remove(self, row: DemandRow) -> None:
        self.rows.remove(row)
        self._bury(row)
        self.empty.setVisible(not self.rows)
        self.changed.emit()

    def _clear(self, keep: int) -> None:
        while len(self.rows) > keep:
            self._bury(self.rows.pop())

    def _bury(self, row: DemandRow) -> None:
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
