"""The two ledgers: what is drawn took what from whom, and what is planned. Each sums to zero by itself."""

import shapely
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.ledger_lines import Line, drawn, planned, sums
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.exchange import ExchangePainter, row_height
from desktop.widgets.figures import in_hectares
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.names import use_name
from desktop.widgets.row_table import Column, RowTable
from desktop.widgets.segments import Segments
from scenarios.wording import mark, tr

EVERYWHERE = ""


class LedgerPanel(QWidget):
    """Lines of one ledger, of the region or one municipality; a click selects the thing behind a line."""

    title = mark("Ledger")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.which = Segments([("drawn", lambda: tr("Drawn")), ("planned", lambda: tr("Planned"))])
        self.place = QComboBox()
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.place.setMinimumWidth(look.size("right_panel") // 4)
        self.table = RowTable(_columns())
        self.table.setItemDelegateForColumn(
            0, ExchangePainter(self.table, lambda at: self.table.rows.rows[at], _said)
        )
        self.table.verticalHeader().setDefaultSectionSize(row_height())
        self.empty = Label(role="secondary", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.sum = Label(font="secondary", role="secondary")
        self._lay_out()
        self.which.chosen.connect(lambda _name: self.refresh())
        self.place.activated.connect(lambda _index: self.refresh())
        self.table.chosen.connect(self._select)
        self.table.opened.connect(self._show)
        retranslate(self, self._reword)
        self.follow = Follow(self, session, self.refresh)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(look.size("gap"))
        head.addWidget(self.which)
        head.addWidget(self.place, 1)
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(self.table)
        self._body.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addLayout(head)
        column.addWidget(body, 1)
        column.addWidget(self.sum)

    def refresh(self) -> None:
        """Show the session as it is."""
        if self.session.document is None:
            self.table.show_rows(())
            return
        snapshot = self.session.snapshot()
        self._fill_places()
        lines = drawn(snapshot) if self.which.choice == "drawn" else planned(snapshot)
        code = self.place.currentData() or EVERYWHERE
        shown = [line for line in lines if code in (EVERYWHERE, line.code)]
        if shown != self.table.rows.rows:
            self.table.show_rows(shown)
        selected = set(self.session.selection)
        self.table.mark(lambda line: line.thing in selected)
        self._body.setCurrentIndex(0 if shown else 1)
        self.empty.setText(self._why_empty(bool(lines)))
        total = sums(shown)
        self.sum.setVisible(bool(shown))
        self.sum.setText(
            tr(
                "Given {given} ha, taken {taken} ha, together {rest} ha",
                given=in_hectares(total.given),
                taken=in_hectares(total.taken),
                rest=in_hectares(total.rest),
            )
        )

    def _why_empty(self, elsewhere: bool) -> str:
        if elsewhere:
            return tr("Nothing here: choose another municipality, or the whole region.")
        if self.which.choice == "drawn":
            return tr(
                "Nothing is drawn in this variant and year. Each cluster, hub, plot and land-use change that "
                "is drawn stands here with the land it takes: from which use, in which municipality."
            )
        return tr(
            "Nothing is planned in this variant. Each move of a slider stands here: from which use, to "
            "which, in which municipality."
        )

    def _fill_places(self) -> None:
        names = sorted((m.name, m.code) for m in self.session.need().region.municipalities)
        wanted = [(tr("Whole region"), EVERYWHERE), *names]
        now = [(self.place.itemText(i), self.place.itemData(i)) for i in range(self.place.count())]
        if now != wanted:
            chosen = self.place.currentData()
            self.place.clear()
            for name, code in wanted:
                self.place.addItem(name, code)
            self.place.setCurrentIndex(max(0, self.place.findData(chosen)))

    def _select(self, line: Line) -> None:
        if line.thing is not None:
            self.session.select([line.thing])

    def _show(self, line: Line) -> None:
        if line.thing is not None:
            table, key = line.thing
            row = self.session.snapshot().rows(table)[key]
            bounds = shapely.bounds(shapely.from_wkb(row.geom)).tolist()
            self.session.show((bounds[0], bounds[1], bounds[2], bounds[3]))

    def _reword(self) -> None:
        self.which.set_tips(
            {
                "drawn": lambda: tr("What each drawn thing took from what, in the chosen year"),
                "planned": lambda: tr("What the sliders plan by the target year"),
            }
        )
        self.place.setAccessibleName(tr("Municipality"))
        self.table.setAccessibleName(tr("Ledger"))


def _columns() -> tuple[Column, ...]:
    return (
        Column(lambda: tr("From and to"), _told, stretch=True, tip=_told),
        Column(
            lambda: tr("ha"), lambda line: in_hectares(line.m2, 2), numeric=True, order=lambda line: line.m2
        ),
    )


def _told(line: Line) -> str:
    return tr(
        "{source} to {target}, {place}: {cause}",
        source=use_name(line.from_use),
        target=use_name(line.to_use),
        place=line.place,
        cause=line.cause,
    )


def _said(line: Line) -> tuple[str, str, str]:
    return line.from_use, line.to_use, f"{line.place} \u00b7 {line.cause}"
