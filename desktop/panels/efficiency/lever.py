"""The intensification lever: five settings, what they yield per municipality, and what that means for what
the programme asks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import look
from desktop.panels.efficiency.facts import Facts
from desktop.text import retranslate
from desktop.widgets.amount_field import AmountField
from desktop.widgets.figures import HECTARE, rough, written
from desktop.widgets.label import Label
from desktop.widgets.row_table import Column, RowTable
from scenarios.landuse.catalogue import factors
from scenarios.landuse.intensify import LEVERS
from scenarios.landuse.span import Span
from scenarios.wording import number, tr

_ROWS = 8
"""Rows that the table shows without scrolling."""

PlaceGain = tuple[str, str, Span, float]
"""Code and name of a municipality, the m2 it gains, the m2 it asks for."""


class Lever(QWidget):
    """`changed(setting, value)` comes with another setting."""

    changed = Signal(str, float)

    def __init__(self) -> None:
        super().__init__()
        self.gained, self.relief = Label(medium=True, wrap=True), Label(wrap=True)
        self.fields: dict[str, AmountField] = {}
        self.names: dict[str, Label] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        column.addWidget(self.gained)
        column.addWidget(self.relief)
        for key in LEVERS:
            field = self.fields[key] = AmountField(
                lambda key=key: short_name(key), "%", 1, lambda: "", nothing=True
            )
            field.label.setWordWrap(True)
            layout = field.layout()
            if layout is not None:
                layout.setStretchFactor(field.label, 1)  # type: ignore[attr-defined]
            field.typed.connect(lambda value, key=key: self._typed(key, value))
            column.addWidget(field)
        self.table = RowTable(_columns())
        self.table.setFixedHeight((_ROWS + 1) * look.size("row"))
        column.addWidget(self.table)
        self.about = Label(font="secondary", role="secondary", wrap=True)
        column.addWidget(self.about)
        retranslate(self, self._word)

    def show_gain(self, facts: Facts, code: str, *, editing: bool) -> None:
        """Show what intensifying yields in a place (empty: in the region)."""
        found = facts.gain
        span = (found.m2[code] if code else found.total_m2).times(1 / HECTARE)
        said = written(span.value, span.low, span.high, "ha", found.certainty)
        amount = f"{said.value} ha ({said.range})" if said.range else f"{said.value} ha"
        self.gained.setText(tr("Gained without taking land: {amount}", amount=amount))
        self.relief.setText(facts.relief(code))
        for factor in found.factors:
            if factor.key in self.fields:
                field = self.fields[factor.key]
                field.show_amount(factor.value)
                field.setEnabled(editing)
                field.setToolTip(_about(factor.name, factor.low, factor.high, factor.source))
        rows = [
            (place, name, found.m2[place], float(found.asked_m2[place]))
            for place, name in facts.names.items()
        ]
        self.table.show_rows(rows)
        self.table.mark(lambda row: row[0] == code)
        formula = next(figure.formula for figure in facts.figures if figure.key == "intensified")
        self.about.setText(formula)

    def name_of(self, key: str) -> str:
        """What a setting is called."""
        return factors()[key].name

    def _typed(self, key: str, value: object) -> None:
        default = factors()[key].value
        self.changed.emit(key, float(value) if isinstance(value, int | float) else default)

    def _word(self) -> None:
        self.table.setAccessibleName(tr("Hectares gained per municipality"))


def short_name(key: str) -> str:
    """A setting in a few words."""
    return {
        "intensify_part": tr("Share of the land that takes part"),
        "intensify_net": tr("Issued part after intensifying"),
        "intensify_floors": tr("Saved by a second floor"),
        "intensify_yards": tr("Saved by shared yards"),
        "intensify_most": tr("Together at most"),
    }[key]


def _about(name: str, low: float, high: float, source: str) -> str:
    span = tr("{low} to {high}", low=number(low), high=number(high))
    return f"{name}\n{span} %\n{source}"


def _columns() -> tuple[Column, ...]:
    return (
        Column(lambda: tr("Municipality"), lambda row: row[1], stretch=True),
        Column(
            lambda: tr("Gained (ha)"),
            lambda row: rough(row[2].value / HECTARE, "ha"),
            numeric=True,
            order=lambda row: row[2].value,
            tip=lambda row: _range(row[2]),
            width=look.size("field_width") // 2,
        ),
        Column(
            lambda: tr("Asked (ha)"),
            lambda row: number(row[3] / HECTARE, 1) if row[3] else "\u2013",
            numeric=True,
            order=lambda row: row[3],
            width=look.size("field_width") // 2,
        ),
    )


def _range(span: Span) -> str:
    low, high = rough(span.low / HECTARE, "ha"), rough(span.high / HECTARE, "ha")
    return tr("{low} to {high}", low=low, high=high) + " ha"
