"""What stands above the trade-off table: what it shows, in which unit, grouped, filtered, how large."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.tradeoff.cells import SHOWN, Table
from desktop.panels.tradeoff.legend import Legend
from desktop.panels.tradeoff.lines import NAME, TOTAL, View, offered_groups
from desktop.panels.tradeoff.pick import Pick
from desktop.panels.tradeoff.units import UNITS
from desktop.text import retranslate
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.segments import Segments
from scenarios.wording import language, tr


class TableBar(QWidget):
    """Holds the `view` of the table; `changed()` tells that it is another one. `figures_wished(place)`: the
    densities behind the unit are to be shown there."""

    changed = Signal()
    figures_wished = Signal(QPoint)

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self._table: Table | None = None
        self._said = ""
        self.shown = Segments([(name, lambda text=text: tr(text)) for name, text in SHOWN])
        self.unit, self.group = QComboBox(), QComboBox()
        self.filter = QLineEdit()
        self.filter.setProperty("role", "search")
        self.filter.setClearButtonEnabled(True)
        self.figures = text_button(lambda: tr("Figures"), self._figures, role="link")
        self.pick = icon_button("eye", lambda: tr("Choose which municipalities and uses show"), self._pick)
        self.large = icon_button(
            "large-type",
            lambda: tr("Large type, for a beamer"),
            checkable=True,
            tip=lambda: tr("Choose few municipalities and uses with it, so that all can be read."),
        )
        self.alone = icon_button("matrix", lambda: tr("The table alone, without the sliders"), checkable=True)
        self.legend = Legend()
        self._lay_out()
        self._connect()
        retranslate(self, self._reword)

    def _lay_out(self) -> None:
        gap, padding = look.size("gap"), look.size("padding")
        for field in (self.unit, self.group, self.filter):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            field.setMinimumWidth(look.size("option_width") // 2)
            field.setMaximumWidth(look.size("option_width"))
        for combo in (self.unit, self.group):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.unit.setMaximumWidth(look.size("left_panel"))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (first, (self.shown, self.unit, self.figures, None, self.pick, self.alone, self.large)),
            (second, (self.filter, self.group, None, self.legend)),
        ):
            row.setSpacing(gap)
            for widget in widgets:
                if widget is None:
                    row.addStretch(1)
                else:
                    row.addWidget(widget, 100 if widget in (self.unit, self.group, self.filter) else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(padding, gap, gap, gap)
        column.setSpacing(gap)
        column.addLayout(first)
        column.addLayout(second)

    def _connect(self) -> None:
        self.shown.chosen.connect(lambda name: self.take(shown=name))
        self.unit.activated.connect(lambda at: self.take(unit=self.unit.itemData(at)))
        self.group.activated.connect(lambda at: self.take(group=self.group.itemData(at)))
        self.filter.textChanged.connect(lambda text: self.take(typed=text))
        self.large.toggled.connect(lambda on: self.take(large=on))

    def take(self, **values: object) -> None:
        """Look at the table in another way."""
        view = replace(self.view, **values)  # type: ignore[arg-type]
        if view != self.view:
            self.view = view
            self._show()
            self.changed.emit()

    def sort_by(self, column: str) -> None:
        """Sort by a column: figures first the largest, names first the first; again: the other way round."""
        if column == self.view.sort:
            self.take(falling=not self.view.falling)
        else:
            self.take(sort=column, falling=column != NAME)

    def fold(self, group: str) -> None:
        """Open or close a group."""
        self.take(closed=self.view.closed ^ {group})

    def show_table(self, table: Table) -> None:
        """Offer what the table can be grouped by."""
        before, self._table = self._table, table
        if before is not None and before.facts == table.facts and self._said == language():
            return
        self._said = language()
        offered = offered_groups(table)
        now = [(self.group.itemData(i), self.group.itemText(i)) for i in range(self.group.count())]
        if now != offered:
            with QSignalBlocker(self.group):
                self.group.clear()
                for key, name in offered:
                    self.group.addItem(name, key)
        self._show()

    def _show(self) -> None:
        view = self.view
        self.shown.choose(view.shown)
        for combo, key in ((self.unit, view.unit), (self.group, view.group)):
            with QSignalBlocker(combo):
                combo.setCurrentIndex(max(0, combo.findData(key)))
        with QSignalBlocker(self.filter):
            if self.filter.text() != view.typed:
                self.filter.setText(view.typed)
        with QSignalBlocker(self.large):
            self.large.setChecked(view.large)
        self.figures.setVisible(view.unit in ("dwellings", "jobs", "tonnes"))

    def _figures(self) -> None:
        self.figures_wished.emit(self.figures.mapToGlobal(QPoint(0, self.figures.height())))

    def _pick(self) -> None:
        if self._table is None:
            return
        popup = Pick(self, self._table, self.view)
        popup.picked.connect(self._picked)
        popup.open(self.pick)

    def _picked(self, places: frozenset[str], uses: frozenset[str]) -> None:
        sort = NAME if self.view.sort in uses else self.view.sort
        self.take(hidden_places=places, hidden_uses=uses, sort=sort if sort != TOTAL else TOTAL)

    def _reword(self) -> None:
        with QSignalBlocker(self.unit):
            self.unit.clear()
            for key, _short, title in UNITS:
                self.unit.addItem(tr(title), key)
        self.unit.setAccessibleName(tr("Unit"))
        self.group.setAccessibleName(tr("Groups"))
        self.filter.setPlaceholderText(tr("Filter municipalities"))
        self.filter.setAccessibleName(tr("Filter municipalities"))
        self.filter.setToolTip(
            tr("Type parts of names, with commas between several. Sums go on counting all of them.")
        )
        self.figures.setToolTip(tr("What a hectare carries, with sources; change it here"))
        self.shown.set_tips(
            {
                "present": lambda: tr("What there is now"),
                "drawn": lambda: tr("What there is in the chosen year, with all that is drawn"),
                "programme": lambda: tr("What there is to be by the target year: the sliders"),
                "gap": lambda: tr("Programme minus drawn: what is planned and not drawn yet"),
                "all": lambda: tr("All four under each other"),
            }
        )
        self._show()
