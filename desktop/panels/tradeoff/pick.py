"""Choosing which municipalities and uses the table shows: for a beamer, or to look at a few."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.tradeoff.cells import Table
from desktop.panels.tradeoff.lines import View
from desktop.widgets.button import text_button
from desktop.widgets.chip import chip
from desktop.widgets.label import Label
from desktop.widgets.names import use_name
from scenarios.landuse.catalogue import USES
from scenarios.wording import tr

ROWS = 13
_KEY = Qt.ItemDataRole.UserRole


class Pick(QFrame):
    """`picked(hidden municipalities, hidden uses)` comes with each tick."""

    picked = Signal(object, object)

    def __init__(self, owner: QWidget, table: Table, view: View) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("part", "popup")
        self.places = _list([(code, name, QIcon()) for code, name in table.places], view.hidden_places)
        uses = [(code, use_name(code), QIcon(chip(use.colour))) for code, use in USES.items()]
        self.uses = _list(uses, view.hidden_uses)
        gap = look.size("gap")
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        row = QHBoxLayout()
        row.setSpacing(gap)
        column.addLayout(row)
        note = tr("What does not show goes on counting in every sum.")
        column.addWidget(Label(note, font="secondary", role="secondary"))
        for title, ticks in ((tr("Municipalities"), self.places), (tr("Land uses"), self.uses)):
            row.addLayout(_titled(title, ticks))
            ticks.itemChanged.connect(self._tell)

    def open(self, below: QWidget) -> None:
        """Show the choice below a widget, inside its screen."""
        self.adjustSize()
        place = below.mapToGlobal(QPoint(below.width() - self.sizeHint().width(), below.height() + 2))
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self.move(max(room.left(), place.x()), min(place.y(), room.bottom() - self.sizeHint().height()))
        self.show()
        self.places.setFocus()

    def _tell(self) -> None:
        self.picked.emit(_unticked(self.places), _unticked(self.uses))


def _list(entries: Sequence[tuple[str, str, QIcon]], hidden: frozenset[str]) -> QListWidget:
    made = QListWidget()
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for key, name, icon in entries:
        item = QListWidgetItem(icon, name)
        item.setData(_KEY, key)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
        )
        item.setCheckState(Qt.CheckState.Unchecked if key in hidden else Qt.CheckState.Checked)
        made.addItem(item)
    wide = made.sizeHintForColumn(0) + look.size("padding_wide") + look.size("scrollbar")
    made.setFixedSize(min(wide, look.size("right_panel")), look.size("row") * ROWS)
    return made


def _titled(title: str, ticks: QListWidget) -> QVBoxLayout:
    head = QHBoxLayout()
    head.addWidget(Label(title, medium=True))
    head.addStretch(1)
    head.addWidget(text_button(lambda: tr("All"), lambda: _tick(ticks, True), role="link"))
    head.addWidget(text_button(lambda: tr("None"), lambda: _tick(ticks, False), role="link"))
    column = QVBoxLayout()
    column.addLayout(head)
    column.addWidget(ticks)
    return column


def _tick(ticks: QListWidget, on: bool) -> None:
    """Tick all of them or none, and tell that once."""
    ticks.blockSignals(True)
    for at in range(ticks.count()):
        ticks.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    ticks.blockSignals(False)
    if ticks.count():
        ticks.itemChanged.emit(ticks.item(0))


def _unticked(ticks: QListWidget) -> frozenset[str]:
    items = [ticks.item(at) for at in range(ticks.count())]
    return frozenset(item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Unchecked)
