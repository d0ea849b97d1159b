"""Land in waiting as candidates for a site: free by a year, of a size; a click shows it, a button draws on
it."""

import shapely
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.figures import in_hectares, read_number
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.names import place_name, table_name, use_name
from desktop.widgets.new_variant import new_variant
from desktop.widgets.row_table import Column, RowTable
from scenarios.edits.waiting import site_on
from scenarios.landuse.waiting import Candidate, candidates
from scenarios.project.model import PRESENT
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, number, tr

_SHOWN = 6
"""Rows that the table shows without scrolling."""

_EDGE = 0.4
"""How much of the map shows round a candidate, as a part of its size."""


class CandidatesPanel(QWidget):
    """Two questions, a table of what answers them, and what there is to say of the chosen row."""

    title = mark("Candidates")
    folded = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.rows: tuple[Candidate, ...] = ()
        self.empty = Label(role="secondary", wrap=True)
        self._words = (Label(role="secondary"), Label(role="secondary"))
        self.year, self.least = QLineEdit(), QLineEdit()
        self.table = RowTable(_columns())
        self.about = Label(role="secondary", wrap=True)
        self.draw = text_button(lambda: tr("Draw a site here"), self.draw_here, icon="plus")
        self._asked = QWidget()
        self._arrange()
        for field in (self.year, self.least):
            field.editingFinished.connect(self.refresh)
        self.table.chosen.connect(self.show_place)
        self.table.opened.connect(self.show_place)
        retranslate(self, self._word)
        self.follow = Follow(self, session, self.refresh)

    def _arrange(self) -> None:
        asked = QHBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(look.size("grid"))
        for words, field in zip(self._words, (self.year, self.least), strict=True):
            field.setFixedWidth(look.size("field_width") // 3)
            asked.addWidget(words)
            asked.addWidget(field)
        asked.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self.draw)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.empty)
        column.addWidget(self._asked)
        column.addWidget(self.table)
        column.addWidget(self.about)
        column.addLayout(below)

    def refresh(self) -> None:
        """Show the session as it is."""
        snapshot = self.session.snapshot() if self.session.document is not None else None
        there = snapshot is not None and bool(snapshot.waiting_lands)
        self.empty.setVisible(not there)
        for widget in (self._asked, self.table, self.about, self.draw):
            widget.setVisible(there)
        if snapshot is None or not there:
            self.rows = ()
            return
        self.rows = candidates(snapshot, self._by_year(), self._least_ha())
        self.table.show_rows(self.rows)
        self.table.setFixedHeight((min(len(self.rows), _SHOWN) + 1) * look.size("row") + look.size("gap"))
        chosen = self.chosen()
        self.table.mark(lambda one: chosen is not None and one.key == chosen.key)
        self.about.setText(_said(snapshot, chosen) if chosen else self._hidden(snapshot))
        self.draw.setEnabled(chosen is not None and self.session.editing)

    def chosen(self) -> Candidate | None:
        """The candidate that is selected on the map."""
        keys = {key for table, key in self.session.selection if table == "waiting_land"}
        return next((one for one in self.rows if one.key in keys), None)

    def _by_year(self) -> int | None:
        year = read_number(self.year.text())
        return int(year) if year is not None else None

    def _least_ha(self) -> float:
        return max(read_number(self.least.text()) or 0.0, 0.0)

    def _hidden(self, snapshot: Snapshot) -> str:
        left = len(snapshot.waiting_lands) - len(self.rows)
        if left:
            return tr("{count} more do not answer this, or have no date.", count=left)
        return tr("Choose a row to see it on the map.")

    def show_place(self, one: Candidate) -> None:
        """Select a candidate and go there on the map."""
        row = self.session.snapshot().waiting_lands.get(one.key)
        if row is None:
            return
        self.session.select([("waiting_land", one.key)])
        xmin, ymin, xmax, ymax = shapely.bounds(self.session.snapshot().geometry(row)).tolist()
        edge = _EDGE * max(xmax - xmin, ymax - ymin)
        self.session.show((xmin - edge, ymin - edge, xmax + edge, ymax + edge))

    def draw_here(self) -> None:
        """Draw a site on the chosen candidate; in the present in a new variant."""
        one = self.chosen()
        if one is None:
            return
        if self.session.variant == PRESENT:
            new_variant(self.session)
        label = tr("Draw a site on {name}", name=one.name or table_name("waiting_land").lower())
        written = self.session.edit(label, site_on(self.session.committed(), one.key))
        self.session.select([(change.table, change.key) for change in written])

    def _word(self) -> None:
        self.empty.setText(
            tr(
                "Land that comes free, such as a water board's sludge fields, is listed here: draw it "
                "(Shift+I) or import it."
            )
        )
        for words, field, text, hint in zip(
            self._words,
            (self.year, self.least),
            (tr("Free by"), tr("at least (ha)")),
            (tr("any"), "0"),
            strict=True,
        ):
            words.setText(text)
            field.setPlaceholderText(hint)
            field.setAccessibleName(text)
        self.table.setAccessibleName(tr("Candidates"))


def _said(snapshot: Snapshot, one: Candidate) -> str:
    """All there is to say of a candidate, in one line."""
    parts = [
        one.name,
        one.owner or tr("owner not known"),
        ", ".join(place_name(snapshot, code) for code in one.municipalities[:2]),
        tr("now {uses}", uses=", ".join(use_name(code) for code in one.uses[:2]).lower()),
    ]
    if one.water_m is not None:
        parts.append(tr("{metres} m to water", metres=number(one.water_m)))
    if one.fictitious:
        parts.append(tr("fictitious"))
    return " · ".join(part for part in parts if part)


def _columns() -> tuple[Column, ...]:
    narrow = look.size("right_panel") // 6
    return (
        Column(
            lambda: tr("Land"),
            lambda one: one.name or one.owner or table_name("waiting_land"),
            stretch=True,
            tip=lambda one: ", ".join(part for part in (one.name, one.owner) if part),
        ),
        Column(
            lambda: tr("Free"),
            lambda one: str(one.year) if one.year is not None else "?",
            numeric=True,
            order=lambda one: one.year or 9_999,
            width=narrow,
        ),
        Column(
            lambda: tr("ha"),
            lambda one: in_hectares(one.m2),
            numeric=True,
            order=lambda one: one.m2,
            width=narrow,
        ),
        Column(
            lambda: tr("Water"),
            lambda one: number(one.water_m) if one.water_m is not None else "",
            numeric=True,
            order=lambda one: one.water_m if one.water_m is not None else 1e9,
            tip=lambda one: tr("Metres to the nearest water"),
            width=narrow,
        ),
    )
