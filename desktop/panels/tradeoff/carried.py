"""The figures behind what land carries: value, range, source and certainty per use, changed on the spot."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from desktop import look
from desktop.session import Session
from desktop.widgets.amount_field import AmountField
from desktop.widgets.button import icon_button
from desktop.widgets.label import Label
from desktop.widgets.names import use_name
from scenarios.edits.assumptions import set_assumption
from scenarios.landuse.catalogue import Factor, factor
from scenarios.landuse.densities import CARRIED, densities
from scenarios.project.region import USES
from scenarios.wording import mark, number, tr

CERTAINTY = {
    "high": mark("certainty high"),
    "medium": mark("certainty medium"),
    "low": mark("certainty low: estimate"),
}


class Carried(QFrame):
    """A panel that hangs below what opened it; each change is a step like any other."""

    def __init__(self, session: Session, carried: str) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("part", "popup")
        self.session, self.carried = session, carried
        self.fields: dict[str, AmountField] = {}
        padding = look.size("padding")
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(padding, padding, padding, padding)
        column.setSpacing(look.size("gap"))
        column.addWidget(Label(tr("What a hectare carries in this project"), medium=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.size("gap"))
        self._grid.setVerticalSpacing(look.size("grid"))
        column.addLayout(self._grid)
        known = CARRIED[carried]
        for use in known:
            self._add_use(use)
        others = ", ".join(use_name(use) for use in USES if use not in known)
        none = Label(
            tr("No figure is known for {uses}: there the table has none.", uses=others),
            font="secondary",
            role="secondary",
            wrap=True,
        )
        column.addWidget(none)
        column.addStretch(1)
        self._last = none
        self.setFixedWidth(look.size("dialog_width"))

    def open(self, place: QPoint) -> None:
        """Show the panel at a place on the screen, inside that."""
        self.resize(self.width(), self._column.heightForWidth(self.width()))
        self._column.activate()
        self.resize(self.width(), self._last.geometry().bottom() + look.size("padding"))
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self.move(min(place.x(), room.right() - self.width()), min(place.y(), room.bottom() - self.height()))
        self.show()

    def _add_use(self, use: str) -> None:
        density = densities(self.session.committed(), self.carried)[use]
        for at, each in enumerate(density.factors):
            line = self._grid.rowCount()
            self._grid.addWidget(Label(use_name(use) if at == 0 else "", medium=True), line, 0)
            self._grid.addWidget(Label(each.name, wrap=True), line, 1)
            if each.key not in self.fields:
                self._grid.addWidget(self._field(each), line, 2)
                if each.changed and self.session.editing:
                    key = each.key
                    back = icon_button(
                        "undo",
                        lambda: tr("Back to the default"),
                        lambda key=key: self._put_back(key),
                        small=True,
                    )
                    self._grid.addWidget(back, line, 3)
            else:
                self._grid.addWidget(Label(_written(each.value), role="secondary"), line, 2)
            told = Label(_source(each), font="secondary", role="secondary", wrap=True)
            self._grid.addWidget(told, line + 1, 1, 1, 3)
        self._grid.setColumnStretch(1, 1)

    def _field(self, each: Factor) -> AmountField:
        decimals = 0 if each.value >= 100 else 1 if each.value >= 1 else 2
        field = AmountField(lambda: "", tr(each.unit), decimals)
        field.line.setAccessibleName(each.name)
        field.show_amount(each.value)
        field.setEnabled(self.session.editing)
        field.typed.connect(lambda value, key=each.key: self._type(key, value))
        self.fields[each.key] = field
        return field

    def _type(self, key: str, value: float | None) -> None:
        name = factor(key).name
        changes = set_assumption(self.session.committed(), key, factor(key).value if value is None else value)
        self.session.edit(tr("Assumption: {name}", name=name), changes)

    def _put_back(self, key: str) -> None:
        self._type(key, None)
        self.close()


def _source(each: Factor) -> str:
    span = (
        tr("{low} to {high}", low=_written(each.low), high=_written(each.high))
        if each.low != each.high
        else ""
    )
    parts = (span, each.source, str(each.year or ""), tr(CERTAINTY[each.certainty]))
    return " \u00b7 ".join(part for part in parts if part)


def _written(value: float) -> str:
    return number(value, 0 if value >= 100 or float(value).is_integer() else 2 if value < 1 else 1)
