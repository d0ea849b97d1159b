"""The fields of one agreement: those of a new one are written together, those of another each by itself."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.figures import read_number
from desktop.widgets.label import Label
from scenarios.edits.agreements import agree, change
from scenarios.landuse.agreements import UNITS, party_name, unit_name
from scenarios.project.model import Agreement
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr


class AgreementForm(QWidget):
    """Who gives, who takes, how much, of what and when."""

    def __init__(self, session: Session, made: Callable[[int | None], object]) -> None:
        super().__init__()
        self.session, self._made = session, made
        self.new = False
        self._key: int | None = None
        self._labels: dict[str, Label] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.size("grid"))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.giver, self.taker, self.unit = self._party("giver"), self._party("taker"), QComboBox()
        self.amount, self.what, self.year = self._line("amount"), self._line("what"), self._line("year")
        for unit in UNITS:
            self.unit.addItem("", unit)
        self.unit.activated.connect(lambda at: self._write(unit=self.unit.itemData(at)))
        self.add = text_button(lambda: tr("Agree"), self.write_new, role="primary")
        places: tuple[tuple[str, QWidget, int, int, int], ...] = (
            ("giver", self.giver, 0, 0, 3),
            ("taker", self.taker, 1, 0, 3),
            ("amount", self.amount, 2, 0, 1),
            ("unit", self.unit, 2, 2, 1),
            ("what", self.what, 3, 0, 3),
            ("year", self.year, 4, 0, 1),
        )
        for name, field, row, column, wide in places:
            label = self._labels[name] = Label(role="secondary")
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._grid.addWidget(label, row, column)
            self._grid.addWidget(field, row, column + 1, 1, wide)
        self._grid.addWidget(self.add, 4, 3)
        retranslate(self, self._word)

    def show_agreement(self, snapshot: Snapshot, row: Agreement | None) -> None:
        """Show an agreement, or empty fields for a new one; what is being typed stays."""
        key = row.key if row is not None else None
        other, self._key = key != self._key, key
        self._fill_parties(snapshot)
        self.add.setVisible(self.new)
        if row is None:
            if other:
                for field in self._fields().values():
                    field.clear()
            return
        texts = {
            "giver": party_name(snapshot, row.giver),
            "taker": party_name(snapshot, row.taker),
            "amount": number(
                row.amount, next(n for n in (0, 1, 2) if n == 2 or round(row.amount, n) == row.amount)
            ),
            "what": row.what,
            "year": str(row.year) if row.year is not None else "",
        }
        for name, field in self._fields().items():
            if other or not field.isModified():
                field.setText(texts[name])
                field.setModified(False)
        self.unit.setCurrentIndex(max(self.unit.findData(row.unit), 0))

    def write_new(self) -> None:
        """Write what was filled in as a new agreement."""
        texts = {name: field.text() for name, field in self._fields().items()}
        amount = read_number(texts["amount"])
        changes = agree(
            self.session.committed(),
            texts["giver"],
            texts["taker"],
            str(self.unit.currentData()),
            texts["amount"] if amount is None else amount,
            what=texts["what"],
            year=texts["year"],
        )
        for field in self._fields().values():
            field.setModified(False)
        written = self.session.edit(tr("New agreement"), changes)
        self._made(written[0].key if written else None)

    def _fields(self) -> dict[str, QLineEdit]:
        giver, taker = self.giver.lineEdit(), self.taker.lineEdit()
        return {
            **({"giver": giver, "taker": taker} if giver is not None and taker is not None else {}),
            "amount": self.amount,
            "what": self.what,
            "year": self.year,
        }

    def _party(self, column: str) -> QComboBox:
        combo = QComboBox()
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.activated.connect(lambda _at: self._write(**{column: combo.currentText()}))
        line = combo.lineEdit()
        if line is not None:
            line.editingFinished.connect(lambda: self._typed(column, line))
        return combo

    def _line(self, column: str) -> QLineEdit:
        field = QLineEdit()
        field.editingFinished.connect(lambda: self._typed(column, field))
        return field

    def _typed(self, column: str, field: QLineEdit) -> None:
        if field.isModified() and self._key is not None:
            field.setModified(False)
            text: Any = field.text()
            found = read_number(text) if column == "amount" else None
            self._write(**{column: text if found is None else found})

    def _write(self, **columns: Any) -> None:
        shown = self.session.committed()
        if self._key is None or self._key not in shown.agreements:
            return
        try:
            self.session.edit(tr("Change an agreement"), change(shown, self._key, **columns))
        finally:
            # A refusal leaves the fields as they hold.
            self.session.focused.emit()

    def _fill_parties(self, snapshot: Snapshot) -> None:
        """Every municipality, and the other names that are in use."""
        names = [row.name for row in snapshot.region.municipalities]
        used = {party_name(snapshot, p) for a in snapshot.agreements.values() for p in (a.giver, a.taker)}
        listed = [*sorted(names), *sorted(used - set(names))]
        for combo in (self.giver, self.taker):
            if [combo.itemText(at) for at in range(combo.count())] != listed:
                text = combo.currentText()
                with QSignalBlocker(combo):
                    combo.clear()
                    combo.addItems(listed)
                    combo.setEditText(text)

    def _word(self) -> None:
        words = {
            "giver": tr("Who gives"),
            "taker": tr("To whom"),
            "amount": tr("Amount"),
            "unit": tr("Unit"),
            "what": tr("What"),
            "year": tr("Year"),
        }
        for name, label in self._labels.items():
            label.setText(words[name])
            getattr(self, name).setAccessibleName(words[name])
        for at in range(self.unit.count()):
            self.unit.setItemText(at, unit_name(str(self.unit.itemData(at))))
