"""One land use of one municipality on a row: lock, name, slider, hectares to type, change from now."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from desktop import look
from desktop.text import retranslate
from desktop.widgets.button import icon_button
from desktop.widgets.chip import Chip
from desktop.widgets.figures import HECTARE, signed_hectares
from desktop.widgets.hectare_field import HectareField
from desktop.widgets.label import Label, NumberLabel
from desktop.widgets.land_slider import LandSlider
from desktop.widgets.names import use_name, use_short
from scenarios.landuse.catalogue import USES
from scenarios.wording import tr

COLUMNS = 7
LINES = 3
"""Lines of the grid per row: its widgets, what stopped it, and what is opened below it."""


class SliderRow(QObject):
    """The widgets of a row, put into a grid so that rows stand under each other.

    `lock_wished(bool)`, `typed(m2)` and `more_wished()` tell what was done by hand; the slider tells its own
    gestures.
    """

    lock_wished = Signal(bool)
    typed = Signal(object)
    more_wished = Signal()

    def __init__(self, use: str) -> None:
        super().__init__()
        self.use = use
        self._signs = ("", False)
        self.lock: QToolButton = icon_button("unlock", self._lock_wording, checkable=True, small=True)
        self.lock.clicked.connect(self.lock_wished)
        self.chip = Chip(USES[use].colour)
        self.name = Label()
        self.slider = LandSlider()
        self.field = HectareField()
        self.change = NumberLabel()
        self.change.setFixedWidth(QFontMetrics(self.change.font()).horizontalAdvance("+0.000,0"))
        self.more: QToolButton = icon_button(
            "more",
            lambda: tr("{use}: lock, limit or reset", use=use_name(use)),
            self.more_wished.emit,
            small=True,
        )
        self.note = Label(font="secondary", role="warning", wrap=True)
        self.note.hide()
        self.opened: QWidget | None = None
        self._grid: tuple[QGridLayout, int, int] | None = None
        self.field.typed.connect(self.typed)
        retranslate(self.slider, self._reword)
        look.restyle(self.lock, self._dress_lock)

    def put_into(self, grid: QGridLayout, row: int, column: int) -> None:
        """Put the widgets into a grid from a row and column on."""
        middle = Qt.AlignmentFlag.AlignVCenter
        for offset, widget in enumerate(
            (self.lock, self.chip, self.name, self.slider, self.field, self.change, self.more)
        ):
            grid.addWidget(
                widget, row, column + offset, middle if widget is not self.name else Qt.AlignmentFlag(0)
            )
        grid.addWidget(self.note, row + 1, column + 2, 1, COLUMNS - 2)
        self._grid = (grid, row + 2, column + 1)
        if self.opened is not None:
            grid.addWidget(self.opened, row + 2, column + 1, 1, COLUMNS - 1)

    def open_below(self, widget: QWidget | None) -> None:
        """Show a widget below the row in place of the one that was there; None takes it away."""
        if self.opened is not None:
            self.opened.hide()
            self.opened.deleteLater()
        self.opened = widget
        if widget is not None and self._grid is not None:
            grid, row, column = self._grid
            grid.addWidget(widget, row, column, 1, COLUMNS - 1)

    def say(self, text: str) -> None:
        """Say in a sentence below the slider what stopped it; an empty one takes it away."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def show_land(self, present: int, planned: int) -> None:
        """Show the hectares and how they differ from the present, m2."""
        self.field.show_m2(planned)
        difference = planned - present
        self.change.setText("" if abs(difference) < HECTARE / 20 else signed_hectares(difference))
        self.change.set_role("gain" if difference > 0 else "loss")
        self.slider.setAccessibleDescription(self.field.text() + " ha")

    def set_locked(self, scope: str, total: bool = False) -> None:
        """Show which lock keeps the row: "cell", "row", "column" or ""; `total`: its regional total is."""
        self.lock.setChecked(bool(scope))
        if (scope, total) != self._signs:
            self._signs = (scope, total)
            self._dress_lock()
            self._reword()

    def set_usable(self, usable: bool) -> None:
        """Whether the row can be moved at all (not in the present, not in a file that is only looked at)."""
        for widget in (self.slider, self.field, self.lock, self.more):
            widget.setEnabled(usable)
        self.field.setEnabled(usable and not self.lock.isChecked())

    def mark(self, current: bool) -> None:
        """Show whether this is the use of the current cell."""
        self.name.setFont(look.font(medium=current))
        self.name.set_role("accent" if current else "")

    def _lock_wording(self) -> str:
        name = use_name(self.use)
        scope, total = self._signs
        said = {
            "cell": tr("Unlock {use}", use=name),
            "row": tr("Locked with the whole municipality; click to unlock that"),
            "column": tr("Locked with {use} in every municipality; click to unlock that", use=name),
        }.get(scope, tr("Lock {use}: no slider may move it", use=name))
        if not total:
            return said
        return said + "\n" + tr("The regional total is locked: only a swap can move it")

    def _dress_lock(self) -> None:
        scope, total = self._signs
        icon = {"cell": "lock", "row": "lock-row", "column": "lock-column"}.get(scope)
        self.lock.setIcon(look.icon(icon or ("lock-total" if total else "unlock"), "secondary"))

    def _reword(self) -> None:
        name = use_name(self.use)
        self.name.setText(use_short(self.use))
        self.name.setToolTip(name)
        self.slider.setToolTip(name)
        self.slider.setAccessibleName(tr("{use}: arrow keys move 1 ha, with Shift 10 ha", use=name))
        self.field.setAccessibleName(tr("{use} in hectares", use=name))
        self.lock.setToolTip(self._lock_wording())
        self.lock.setAccessibleName(self._lock_wording())
