"""Give and take: what parties grant each other, each party's balance per unit, and what is counted on
twice."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.agreements_form import AgreementForm
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.row_table import Column, RowTable
from scenarios.edits.agreements import remove
from scenarios.landuse.agreements import PartyBalance, agreements, party_balances, party_name, unit_name
from scenarios.landuse.checks.claims import Claim, claims, claims_between
from scenarios.project.model import PRESENT, Agreement
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, mark, number, signed, tr

_SHOWN = 6
"""Rows that a table shows without scrolling."""

_ROUND = 600.0
"""Metres that the map shows to each side of a double claim."""


class AgreementsPanel(QWidget):
    """The agreements, the chosen one below them, the balances, and the warnings with a way to their place."""

    title = mark("Give and take")
    folded = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.key: int | None = None
        self.claims: tuple[Claim, ...] = ()
        self._snapshot: Snapshot | None = None
        self._told: object = None
        self.empty = Label(role="secondary", wrap=True)
        self.table = RowTable(self._columns())
        self.form = AgreementForm(session, self.choose)
        self.new = text_button(lambda: tr("New agreement"), self.begin, role="link", icon="plus")
        self.gone = icon_button("delete", lambda: tr("Remove this agreement"), self.remove, small=True)
        self.balance_title, self.balance = Label(medium=True), RowTable(self._balance_columns())
        self.claims_title, self._claims = Label(medium=True), QVBoxLayout()
        self._claims.setSpacing(look.size("grid"))
        self._lay_out()
        self.table.chosen.connect(lambda row: self.choose(row.key))
        retranslate(self, self._word)
        self.follow = Follow(self, session, self.refresh)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.new)
        row.addStretch(1)
        row.addWidget(self.gone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.empty)
        column.addWidget(self.table)
        column.addLayout(row)
        column.addWidget(self.form)
        column.addWidget(self.balance_title)
        column.addWidget(self.balance)
        column.addWidget(self.claims_title)
        column.addLayout(self._claims)

    def refresh(self) -> None:
        """Show the session as it is."""
        opened = self.session.document is not None
        shown = self.session.committed() if opened else None
        self._snapshot = shown
        rows = agreements(shown) if shown is not None else ()
        if self.key is not None and all(row.key != self.key for row in rows):
            self.key = None
        usable = opened and self.session.variant != PRESENT and self.session.editing
        self.empty.setVisible(not rows)
        self.empty.setText(self._why_empty(usable))
        self.table.setVisible(bool(rows))
        self.new.setVisible(usable)
        self.gone.setVisible(usable and self.key is not None)
        self.form.setVisible(usable and (self.form.new or self.key is not None))
        _fill(self.table, rows)
        self.table.mark(lambda row: row.key == self.key)
        balances = party_balances(shown) if shown is not None else ()
        self.balance_title.setVisible(bool(balances))
        self.balance.setVisible(bool(balances))
        _fill(self.balance, balances)
        if shown is not None:
            self.form.show_agreement(shown, shown.agreements.get(self.key or 0))
            self._show_claims(shown)

    def choose(self, key: int | None) -> None:
        """Show one agreement in the fields."""
        self.key, self.form.new = key, False
        self.refresh()

    def begin(self) -> None:
        """Begin a new agreement."""
        self.key, self.form.new = None, True
        self.refresh()
        self.form.giver.setFocus()

    def remove(self) -> None:
        """Remove the chosen agreement."""
        shown = self.session.committed()
        if self.key is not None:
            self.session.edit(tr("Remove an agreement"), remove(shown, [self.key]))

    def _why_empty(self, usable: bool) -> str:
        if usable:
            return tr("Nothing is granted yet. First step: a new agreement says who gives what to whom.")
        return tr("Agreements are made in a variant: make or choose one first.")

    def _show_claims(self, shown: Snapshot) -> None:
        """The warnings, worked out once per state of the variants."""
        document = self.session.need()
        variants = [key for key in document.tables["variant"] if key != shown.variant]
        others = [document.snapshot(key) for key in variants] if shown.variant != PRESENT else []
        state = (shown, tuple(id(other.rows("site")) for other in others), language())
        if self._told is not None and _same(self._told, state):
            return
        self._told = state
        between = [claim for other in others for claim in claims_between([shown, other])]
        self.claims = (*claims(shown), *between)
        while (item := self._claims.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for claim in self.claims:
            self._claims.addWidget(self._warning(claim))
        self.claims_title.setVisible(bool(self.claims))

    def _warning(self, claim: Claim) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.size("gap"))
        row.addWidget(Label(claim.text, role="warning", wrap=True), 1)
        if claim.place is not None:
            pin = icon_button(
                "pin", lambda: tr("Show on the map"), lambda: self.show_claim(claim), small=True
            )
            row.addWidget(pin, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def show_claim(self, claim: Claim) -> None:
        """Go to where something is counted on twice, and select what claims it."""
        if claim.place is None:
            return
        x, y = claim.place
        there = [row for row in claim.rows if row[0] != "agreement" and self.session.is_there(*row)]
        self.session.select(there)
        self.session.show((x - _ROUND, y - _ROUND, x + _ROUND, y + _ROUND))

    def _party(self, party: str) -> str:
        return party_name(self._snapshot, party) if self._snapshot is not None else party

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(lambda: tr("Gives"), lambda row: self._party(row.giver), stretch=True, tip=_whole),
            Column(lambda: tr("To"), lambda row: self._party(row.taker), stretch=True, tip=_whole),
            Column(
                lambda: tr("Amount"),
                lambda row: short(row.amount, row.unit),
                numeric=True,
                order=lambda row: (row.unit, row.amount),
                tip=_whole,
            ),
        )

    def _balance_columns(self) -> tuple[Column, ...]:
        wide = look.size("right_panel") // 5
        return (
            Column(lambda: tr("Party"), lambda one: self._party(one.party), stretch=True),
            Column(lambda: tr("Gives"), lambda one: short(one.gives, one.unit), numeric=True, width=wide),
            Column(lambda: tr("Takes"), lambda one: short(one.takes, one.unit), numeric=True, width=wide),
            Column(lambda: tr("Net"), _net, numeric=True, tip=_net_whole, width=wide + look.size("padding")),
        )

    def _word(self) -> None:
        self.balance_title.setText(tr("Balance per party"))
        self.claims_title.setText(tr("Counted on twice"))
        self.table.setAccessibleName(tr("Agreements"))
        self.balance.setAccessibleName(tr("Balance per party"))


def short(value: float, unit: str) -> str:
    """An amount with its unit in a few letters: 4.1 ha, 30 kt, 1.5 M€."""
    _from, size, sign = next(step for step in _STEPS[unit] if abs(value) >= step[0])
    scaled = value / size
    return f"{number(scaled, 0 if scaled == round(scaled) else 1)} {sign}" if value else number(0)


_STEPS: dict[str, tuple[tuple[float, float, str], ...]] = {
    "ha": ((0.0, 1.0, "ha"),),
    "t": ((1e6, 1e6, "Mt"), (1e4, 1e3, "kt"), (0.0, 1.0, "t")),
    "euro": ((1e6, 1e6, "M€"), (1e4, 1e3, "k€"), (0.0, 1.0, "€")),
}
"""From which amount on it is divided by what, so that it is short enough to read, and its unit then."""


def _net(one: PartyBalance) -> str:
    sign = "+" if one.net > 0 else "\u2212" if one.net < 0 else ""
    return f"{sign}{short(abs(one.net), one.unit)}"


def _net_whole(one: PartyBalance) -> str:
    net = f"{signed(one.net, 1 if one.unit == 'ha' else 0)} {unit_name(one.unit)}"
    return tr("What it takes less what it gives: {net}", net=net)


def _whole(row: Agreement) -> str:
    """All there is to say of an agreement besides who."""
    whole = f"{number(row.amount, 1 if row.unit == 'ha' else 0)} {unit_name(row.unit)}"
    parts = (whole, row.what, str(row.year) if row.year is not None else "", row.note)
    return " · ".join(part for part in parts if part)


def _fill(table: RowTable, rows: Any) -> None:
    if list(rows) != table.rows.rows:
        table.show_rows(rows)
    table.setFixedHeight((min(len(rows), _SHOWN) + 1) * look.size("row") + look.size("gap"))


def _same(one: Any, other: Any) -> bool:
    return one[0] is other[0] and one[1:] == other[1:]
