"""One demand on a row: a use, where, how much, and what it costs."""

import math

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from desktop import look
from desktop.text import retranslate
from desktop.widgets.amount_field import AmountField
from desktop.widgets.button import icon_button
from desktop.widgets.chip import chip
from desktop.widgets.label import Label
from desktop.widgets.names import use_short
from scenarios.landuse.catalogue import USES
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.asked import DWELLINGS, Asked
from scenarios.wording import mark, tr

STEPS = 200
"""Positions of a demand's slider."""

BOUNDS = (
    (("at_least", True), mark("at least, extra")),
    (("at_most", True), mark("at most, extra")),
    (("at_least", False), mark("at least, in all")),
    (("at_most", False), mark("at most, in all")),
)
_LEAST_REACH = {"ha": 50.0, DWELLINGS: 1000.0}


class DemandRow(QWidget):
    """Shows a demand; `changed()` tells that `asked` is another one, `removed()` that it is to go."""

    changed = Signal()
    removed = Signal()

    def __init__(self, asked: Asked, snapshot: Snapshot) -> None:
        super().__init__()
        self.asked = asked
        self._reach = 0.0
        self.use, self.place, self.bound, self.unit = (_Combo() for _ in range(4))
        self.amount = AmountField(lambda: "", "", 2, nothing=True)
        self.follow = icon_button(
            "programme",
            lambda: tr("Follow the programme: as much as the sliders plan"),
            checkable=True,
            small=True,
        )
        self.amount.label.hide()
        wide = self.amount.line.fontMetrics().horizontalAdvance("0.000.000") + look.size("padding")
        self.amount.line.setFixedWidth(wide)
        self.hectares = Label("ha", role="secondary")
        self.remove = icon_button("close", lambda: tr("Remove this demand"), self.removed.emit, small=True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.price = Label(font="secondary", role="secondary", wrap=True)
        self.price.hide()
        self._places = sorted((m.name, m.code) for m in snapshot.region.municipalities)
        self._lay_out()
        retranslate(self, self._word)
        self._connect()

    def _lay_out(self) -> None:
        lines = [QHBoxLayout() for _ in range(3)]
        for line in lines:
            line.setSpacing(look.size("grid"))
        lines[0].addWidget(self.use, 3)
        lines[0].addWidget(self.place, 3)
        lines[0].addWidget(self.remove)
        lines[1].addWidget(self.bound, 1)
        lines[1].addWidget(self.amount)
        lines[1].addWidget(self.unit)
        lines[1].addWidget(self.hectares)
        lines[2].addWidget(self.slider, 1)
        lines[2].addWidget(self.follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        for line in lines:
            column.addLayout(line)
        column.addWidget(self.price)

    def _connect(self) -> None:
        for combo in (self.use, self.place, self.bound, self.unit):
            combo.activated.connect(lambda _at: self._chosen())
        self.amount.typed.connect(self._typed)
        self.slider.valueChanged.connect(self._slid)
        self.follow.clicked.connect(self._follow)

    def show_asked(self, asked: Asked) -> None:
        """Show a demand, without telling."""
        self.asked = asked
        blocked = [QSignalBlocker(w) for w in (self.use, self.place, self.bound, self.unit, self.slider)]
        self.use.setCurrentIndex(self.use.findData(asked.use))
        self.place.setCurrentIndex(self.place.findData(asked.municipality))
        self.bound.setCurrentIndex([key for key, _ in BOUNDS].index((asked.bound, asked.growth)))
        self._fill_units()
        self.amount.show_amount(asked.amount)
        self.follow.setChecked(asked.follows)
        if not self.slider.isSliderDown():
            self._reach = max(_LEAST_REACH[asked.unit], _round_up(2 * asked.amount))
            self.slider.setValue(round(STEPS * asked.amount / self._reach))
        del blocked

    def show_price(self, words: str) -> None:
        """Show what the demand costs, in words; nothing where it holds nothing back."""
        self.price.setText(words)
        self.price.setVisible(bool(words))

    def _fill_units(self) -> None:
        units = ["ha", DWELLINGS] if self.asked.use == "WON" else ["ha"]
        self.unit.clear()
        for unit in units:
            self.unit.addItem(tr("dwellings") if unit == DWELLINGS else tr("ha"), unit)
        self.unit.setCurrentIndex(max(0, self.unit.findData(self.asked.unit)))
        self.unit.setVisible(len(units) > 1)
        self.hectares.setVisible(len(units) == 1)

    def _chosen(self) -> None:
        use = str(self.use.currentData())
        bound, growth = BOUNDS[self.bound.currentIndex()][0]
        unit = str(self.unit.currentData()) if use == "WON" else "ha"
        where = str(self.place.currentData() or "")
        self._put(Asked(use, self.asked.amount, where, bound, growth, unit, self.asked.follows))

    def _typed(self, value: float | None) -> None:
        self._set(value or 0.0)

    def _slid(self, position: int) -> None:
        value = self._reach * position / STEPS
        self._set(round(value, 0 if self.asked.unit == DWELLINGS or self._reach >= STEPS else 1))

    def _set(self, amount: float) -> None:
        a = self.asked
        self._put(Asked(a.use, amount, a.municipality, a.bound, a.growth, a.unit))

    def _follow(self, on: bool) -> None:
        a = self.asked
        self._put(Asked(a.use, a.amount, a.municipality, a.bound, a.growth, a.unit, on))

    def _put(self, asked: Asked) -> None:
        self.show_asked(asked)
        self.changed.emit()

    def _word(self) -> None:
        self.use.clear()
        for code, use in USES.items():
            self.use.addItem(chip(use.colour), use_short(code), code)
        self.place.clear()
        self.place.addItem(tr("Region"), "")
        for name, code in self._places:
            self.place.addItem(name, code)
        self.bound.clear()
        for _, words in BOUNDS:
            self.bound.addItem(tr(words))
        for widget, name in (
            (self.use, tr("Land use")),
            (self.place, tr("Municipality")),
            (self.bound, tr("Kind of demand")),
            (self.unit, tr("Unit")),
            (self.slider, tr("Amount")),
            (self.amount.line, tr("Amount")),
        ):
            widget.setAccessibleName(name)
        self.show_asked(self.asked)


class _Combo(QComboBox):
    """A box that is as narrow as there is room, and leaves the wheel to the panel."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(look.size("combo_least"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, e: object) -> None:
        """Scrolling the panel changes no demand."""
        e.ignore()  # type: ignore[attr-defined]


def _round_up(value: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 ..."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value * (1 - 1e-9))
