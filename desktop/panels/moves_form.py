"""What can be filled in of one relocation, each field a step of its own, and its lights in words."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QSignalBlocker
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import look
from desktop.canvas.lights import INKS, light
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.chip import chip
from desktop.widgets.chooser import Chooser, Option
from desktop.widgets.label import Label
from scenarios.edits import moves
from scenarios.edits.values import CATEGORIES
from scenarios.landuse.catalogue import USES
from scenarios.landuse.chains import circle
from scenarios.landuse.moves import LIGHTS, MoveFacts, category_of_move, light_name, name_of, plot_name
from scenarios.landuse.visible import category_of
from scenarios.project.model import Move
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr


class MoveForm(QWidget):
    """The fields of the chosen relocation; what is refused is said, and the field shows what holds."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.key: int | None = None
        self._labels: dict[str, Label] = {}
        self.name = self._line("name")
        self.leaves, self.lands = self._line("leaves"), self._line("lands")
        self.category, self.freed_use = QComboBox(), QComboBox()
        self.plot, self.after = Chooser(), Chooser()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.size("grid"))
        self._grid.setColumnStretch(1, 1)
        self.lights = {name: _LightLine() for name in LIGHTS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        for line in self.lights.values():
            column.addWidget(line)
        column.addLayout(self._grid)
        self._arrange()
        self.category.activated.connect(lambda at: self._write(category=self.category.itemData(at)))
        self.freed_use.activated.connect(lambda at: self._write(freed_use=self.freed_use.itemData(at)))
        self.plot.chosen.connect(lambda key: self._write(plot=int(key) if key else None))
        self.after.chosen.connect(lambda key: self._write(after=int(key) if key else None))
        retranslate(self, self._word)

    def _arrange(self) -> None:
        for at, (name, field) in enumerate(
            (
                ("name", self.name),
                ("category", self.category),
                ("freed_use", self.freed_use),
                ("plot", self.plot),
                ("after", self.after),
                ("lands", self.lands),
                ("leaves", self.leaves),
            )
        ):
            label = self._labels[name] = Label(role="secondary")
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._grid.addWidget(label, at, 0)
            self._grid.addWidget(field, at, 1)

    def _line(self, column: str) -> QLineEdit:
        field = QLineEdit()
        field.editingFinished.connect(lambda: self._typed(column, field))
        return field

    def show_move(self, snapshot: Snapshot, one: MoveFacts) -> None:
        """Show a relocation; what is being typed stays."""
        row = one.row
        other = row.key != self.key
        self.key = row.key
        years = ("" if year is None else str(year) for year in (row.leaves, row.lands))
        for field, text in zip((self.name, self.leaves, self.lands), (row.name, *years), strict=True):
            if other or not field.isModified():
                field.setText(text)
                field.setModified(False)
        self.name.setPlaceholderText(one.name)
        self.lands.setPlaceholderText("?" if one.lands is None else str(one.lands))
        self.leaves.setPlaceholderText("?")
        self._fill_combos(snapshot, row)
        self.plot.show_options(_plots(snapshot), str(row.plot or ""), none=tr("not known yet"))
        self.after.show_options(_others(snapshot, row), str(row.after or ""), none=tr("nothing"))
        for name, line in self.lights.items():
            line.show_light(light_name(name), one.lights[name].state, one.lights[name].text)
        for field in (*self._fields(), self.category, self.freed_use, self.plot, self.after):
            field.setEnabled(self.session.editing)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.name, self.leaves, self.lands)

    def _fill_combos(self, snapshot: Snapshot, row: Move) -> None:
        own = category_of_move(snapshot, Move(0, 0, 0, b"", business=row.business))
        none = tr("{category}, of the business", category=own) if own else tr("not known yet")
        with QSignalBlocker(self.category):
            self.category.clear()
            self.category.addItem(none, None)
            for category in CATEGORIES:
                self.category.addItem(category, category)
            self.category.setCurrentIndex(max(self.category.findData(row.category), 0) if row.category else 0)
        with QSignalBlocker(self.freed_use):
            self.freed_use.clear()
            self.freed_use.addItem(tr("not known yet"), "")
            for code, use in USES.items():
                self.freed_use.addItem(chip(use.colour), use.name, code)
            self.freed_use.setCurrentIndex(max(self.freed_use.findData(row.freed_use), 0))

    def _typed(self, column: str, field: QLineEdit) -> None:
        if field.isModified():
            field.setModified(False)
            self._write(**{column: field.text()})

    def _write(self, **columns: Any) -> None:
        shown = self.session.committed()
        row = shown.moves.get(self.key or 0)
        if row is None:
            return
        label = tr("Change relocation {name}", name=name_of(shown, row))
        try:
            self.session.edit(label, moves.change(shown, row.key, **columns))
        finally:
            # A refusal leaves the fields as they hold.
            self.session.focused.emit()

    def _word(self) -> None:
        words: dict[str, Callable[[], str]] = {
            "name": lambda: tr("Name"),
            "category": lambda: tr("Category"),
            "freed_use": lambda: tr("Becomes"),
            "plot": lambda: tr("Destination"),
            "after": lambda: tr("Waits for"),
            "lands": lambda: tr("Lands"),
            "leaves": lambda: tr("Leaves"),
        }
        for name, label in self._labels.items():
            label.setText(words[name]())
            getattr(self, name).setAccessibleName(words[name]())


class _LightLine(QWidget):
    """A light with its sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.sign, self.text = _Sign(), Label(font="secondary", role="secondary", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.size("gap"))
        row.addWidget(self.sign)
        row.addWidget(self.text, 1)

    def show_light(self, name: str, state: str, text: str) -> None:
        """Show a light's state and why."""
        self.sign.show_state(state)
        self.text.setText(f"{name}: {text[:1].lower()}{text[1:]}" if not text[:2].isupper() else text)


class _Sign(QWidget):
    """The sign of a light."""

    def __init__(self) -> None:
        super().__init__()
        self.state = "open"
        side = look.size("icon_small")
        self.setFixedSize(side, side)

    def show_state(self, state: str) -> None:
        """Show another state."""
        self.state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sign in the look in force."""
        painter = QPainter(self)
        at = QPointF(self.width() / 2, self.height() / 2)
        ink = look.map_colour(INKS[self.state])
        light(painter, at, self.width() * 0.38, self.state, ink, look.colour("raised"), look.font())


def _plots(snapshot: Snapshot) -> list[Option]:
    """Every plot that can be issued or has no activity yet, by its site, with its category and area."""
    found = []
    for plot in snapshot.plots.values():
        site = snapshot.sites.get(plot.site)
        category = category_of(plot)
        if not category and plot.activity:
            continue
        area = hectares(snapshot.geometry(plot).area, 2)
        remark = f"{category} · {area}" if category else area
        group = site.name if site is not None and site.name else tr("Sites")
        found.append(Option(str(plot.key), plot_name(snapshot, plot), remark, group))
    return sorted(found, key=lambda option: (option.group, option.text, option.key))


def _others(snapshot: Snapshot, row: Move) -> list[Option]:
    """The relocations that one could wait for without a circle."""
    rows = (m for m in snapshot.moves.values() if not circle(snapshot.moves, row.key, m.key))
    found = [Option(str(m.key), name_of(snapshot, m)) for m in rows]
    return sorted(found, key=lambda option: (option.text, option.key))
