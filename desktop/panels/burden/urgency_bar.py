"""How pressing the question is for one municipality: a level and a date, both changed in place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop import look
from desktop.text import retranslate
from desktop.widgets.label import Label
from desktop.widgets.segments import Segments
from scenarios.project.model import Urgency
from scenarios.wording import tr


class UrgencyBar(QWidget):
    """`levelled(level)` comes with another level (0: none), `dated(text)` with another date."""

    levelled = Signal(int)
    dated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.name = Label(role="secondary")
        self.level = Segments(
            [("0", lambda: "\u2013"), ("1", lambda: "1"), ("2", lambda: "2"), ("3", lambda: "3")]
        )
        self.by = QLineEdit()
        self.by.setMinimumWidth(look.size("field_width") // 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.size("grid"))
        row.addWidget(self.name)
        row.addWidget(self.level)
        row.addWidget(self.by, 1)
        self.level.chosen.connect(lambda name: self.levelled.emit(int(name)))
        self.by.editingFinished.connect(self._typed)
        retranslate(self, self._word)

    def show_row(self, row: Urgency | None, *, editing: bool) -> None:
        """Show a level and date; what is being typed stays."""
        self.level.choose(str(row.level if row is not None else 0))
        text = row.by if row is not None else ""
        if not self.by.isModified() and self.by.text() != text:
            self.by.setText(text)
        self.level.setEnabled(editing)
        self.by.setEnabled(editing and row is not None)

    def _typed(self) -> None:
        if self.by.isModified():
            self.by.setModified(False)
            self.dated.emit(self.by.text())

    def _word(self) -> None:
        self.name.setText(tr("Urgency"))
        self.level.setAccessibleName(tr("Urgency"))
        self.level.set_tips(
            {
                "0": lambda: tr("No urgency given"),
                "1": lambda: tr("Low urgency"),
                "2": lambda: tr("Some urgency"),
                "3": lambda: tr("High urgency"),
            }
        )
        self.by.setAccessibleName(tr("By which date"))
        self.by.setPlaceholderText(tr("year or date"))
