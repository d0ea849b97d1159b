"""One land use of one municipality on a row: lock, name, slider, hectares to type, change from now."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QToolButton

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

COLUMNS = 6


class SliderRow(QObject):
    """The widgets of a row, put into a grid so that rows stand under each other.

    `lock_wished(bool)` and `typed(m2)` tell what was done by hand; the slider tells its own gestures.
    """

    lock_wished = Signal(bool)
    typed = Signal(object)

    def __init__(self, use: str) -> None:
        super().__init__()
        self.use = use
        self.lock: QToolButton = icon_button("unlock", self._lock_wording, checkable=True, small=True)
        self.lock.clicked.connect(self.lock_wished)
        self.chip = Chip(USES[use].colour)
        self.name = Label()
        self.slider = LandSlider()
        self.field = HectareField()
        self.change = NumberLabel()
        self.change.setFixedWidth(QFontMetrics(self.change.font()).horizontalAdvance("+0.000,0"))
        self.field.typed.connect(self.typed)
        retranslate(self.slider, self._reword)
        look.restyle(self.lock, self._dress_lock)

    def put_into(self, grid: QGridLayout, row: int, column: int) -> None:
        """Put the widgets into a grid from a row and column on."""
        middle = Qt.AlignmentFlag.AlignVCenter
        for offset, widget in enumerate(
            (self.lock, self.chip, self.name, self.slider, self.field, self.change)
        ):
            grid.addWidget(
                widget, row, column + offset, middle if widget is not self.name else Qt.AlignmentFlag(0)
            )

    def show_land(self, present: int, planned: int) -> None:
        """Show the hectares and how they differ from the present, m2."""
        self.field.show_m2(planned)
        difference = planned - present
        self.change.setText("" if abs(difference) < HECTARE / 20 else signed_hectares(difference))
        self.change.set_role("gain" if difference > 0 else "loss")
        self.slider.setAccessibleDescription(self.field.text() + " ha")

    def set_locked(self, locked: bool) -> None:
        """Show whether the row is locked."""
        if self.lock.isChecked() != locked:
            self.lock.setChecked(locked)
            self._dress_lock()
            self._reword()

    def set_usable(self, usable: bool) -> None:
        """Whether the row can be moved at all (not in the present, not in a file that is only looked at)."""
        for widget in (self.slider, self.field, self.lock):
            widget.setEnabled(usable)
        self.field.setEnabled(usable and not self.lock.isChecked())

    def mark(self, current: bool) -> None:
        """Show whether this is the use of the current cell."""
        self.name.setFont(look.font(medium=current))
        self.name.set_role("accent" if current else "")

    def _lock_wording(self) -> str:
        name = use_name(self.use)
        if hasattr(self, "lock") and self.lock.isChecked():
            return tr("Unlock {use}", use=name)
        return tr("Lock {use}: no slider may move it", use=name)

    def _dress_lock(self) -> None:
        self.lock.setIcon(look.icon("lock" if self.lock.isChecked() else "unlock", "secondary"))

    def _reword(self) -> None:
        name = use_name(self.use)
        self.name.setText(use_short(self.use))
        self.name.setToolTip(name)
        self.slider.setToolTip(name)
        self.slider.setAccessibleName(tr("{use}: arrow keys move 1 ha, with Shift 10 ha", use=name))
        self.field.setAccessibleName(tr("{use} in hectares", use=name))
        self.lock.setToolTip(self._lock_wording())
        self.lock.setAccessibleName(self._lock_wording())
