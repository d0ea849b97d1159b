"""A small field for one number with its name before it and its unit behind it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop import look
from desktop.text import retranslate
from desktop.widgets.figures import read_number
from desktop.widgets.label import Label
from scenarios.wording import number


class AmountField(QWidget):
    """`typed(value)` comes with Enter or on leaving where the text was changed; None where it was emptied.

    `nothing`: zero is an answer too. `done` comes after Enter and Esc: the hand goes back to the map.
    """

    typed = Signal(object)
    done = Signal()

    def __init__(
        self,
        name: Callable[[], str],
        unit: str,
        decimals: int,
        empty: Callable[[], str] = lambda: "",
        *,
        nothing: bool = False,
    ) -> None:
        super().__init__()
        self._nothing = nothing
        self._decimals = decimals
        self._value: float | None = None
        self.label = Label(role="secondary")
        self.line = QLineEdit()
        self.line.setFont(look.font())
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        edges = look.size("padding") + 2 * look.size("grid")
        self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance("0.000,00") + edges)
        self.line.editingFinished.connect(self._finish)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.size("grid"))
        row.addWidget(self.label)
        row.addWidget(self.line)
        if unit:
            row.addWidget(Label(unit, role="secondary"))

        def word() -> None:
            self.label.setText(name())
            self.line.setAccessibleName(name())
            self.line.setPlaceholderText(empty())
            self._put_back()

        retranslate(self, word)

    def show_amount(self, value: float | None) -> None:
        """Show a value, unless something is being typed."""
        self._value = value
        if not self.line.isModified():
            self._put_back()

    def _put_back(self) -> None:
        text = ""
        if self._value is not None:
            decimals = self._decimals
            while decimals and round(self._value, decimals) == round(self._value, decimals - 1):
                decimals -= 1
            text = number(self._value, decimals)
        if text != self.line.text():
            self.line.setText(text)
        self.line.setModified(False)
        self._wrong(False)

    def _finish(self) -> None:
        if not self.line.isModified():
            return
        text = self.line.text().strip()
        value = read_number(text) if text else None
        if text and (value is None or value < 0 or (value == 0 and not self._nothing)):
            self._wrong(True)
            return
        self.line.setModified(False)
        self.typed.emit(value)
        self._put_back()

    def _wrong(self, wrong: bool) -> None:
        if bool(self.line.property("wrong")) != wrong:
            self.line.setProperty("wrong", wrong)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed; Enter and Esc leave the field."""
        if event.key() == Qt.Key.Key_Escape:
            self._put_back()
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.line.property("wrong"):
                self.done.emit()
            return
        super().keyPressEvent(event)
