"""What the import made of the sources: what was repaired or skipped, how much and where."""

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from scenarios.wording import tr


class ImportReportDialog(QDialog):
    """The lines of the report, to be read and copied."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(look.size("dialog_width"), look.size("dialog_height"))
        self.session = session
        self._lines = QWidget()
        self._lines.setProperty("plain", "true")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._lines)
        close = text_button(lambda: tr("Close"), self.accept)
        close.setDefault(True)
        column = QVBoxLayout(self)
        edge = look.size("padding_wide")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.size("padding"))
        column.addWidget(area, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        retranslate(self, self._fill)
