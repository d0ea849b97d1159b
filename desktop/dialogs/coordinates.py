"""The field that says in which coordinate system a file is, where the file says none or a wrong one."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.text import retranslate
from scenarios.wording import tr

RD, DEGREES, MERCATOR = "EPSG:28992", "EPSG:4326", "EPSG:3857"


class CoordinateBox(QComboBox):
    """What the file says, or one of the usual systems; `chosen` tells that the user picked another."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = ""
        for crs in ("", RD, DEGREES, MERCATOR):
            self.addItem("", crs)
        self.activated.connect(lambda _: self.chosen.emit())
        retranslate(self, self._word)

    def crs(self) -> str:
        """The system that was picked; empty: as the file says."""
        return str(self.currentData() or "")

    def show_own(self, crs: str, picked: str = "") -> None:
        """Show what a file says of itself, and what was picked for it."""
        self._own = crs
        with QSignalBlocker(self):
            self.setCurrentIndex(max(self.findData(picked), 0))
        self._word()

    def _word(self) -> None:
        own = self._own if self._own.startswith("EPSG:") else ""
        if not self._own:
            said = tr("the file does not say")
        else:
            said = tr("as the file says ({crs})", crs=own) if own else tr("as the file says")
        for place, text in enumerate(
            (said, "RD (EPSG:28992)", tr("degrees (EPSG:4326)"), "Web Mercator (EPSG:3857)")
        ):
            self.setItemText(place, text)
        self.setAccessibleName(tr("Coordinate system"))
        self.setToolTip(tr("Choose another one where the map comes out in the wrong place."))
