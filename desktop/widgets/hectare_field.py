"""A field for hectares: shows a value, takes what is typed in either notation, tells what is finished."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import look
from desktop.widgets.figures import HECTARE, in_hectares, read_number
from scenarios.wording import tr

DIGITS = 10


class HectareField(QLineEdit):
    """Whole m2 shown as hectares; `typed(m2)` comes with Enter or on leaving, if the text was changed."""

    typed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._m2 = 0
        self.setProperty("role", "inline")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMaxLength(DIGITS * 2)
        self.setFont(look.font())
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("00.000,0") + look.size("padding"))
        self.textEdited.connect(lambda: self._wrong(False))
        self.editingFinished.connect(self._finish)

    def show_m2(self, m2: int) -> None:
        """Show a value, unless something is being typed."""
        self._m2 = m2
        if not self.isModified():
            self._put_back()

    def _put_back(self) -> None:
        text = in_hectares(self._m2)
        if text != self.text():
            self.setText(text)
        self.setModified(False)
        self._wrong(False)

    def _finish(self) -> None:
        if not self.isModified():
            return
        value = read_number(self.text())
        if value is None or value < 0:
            self._wrong(True)
            return
        self.setModified(False)
        self.typed.emit(round(value * HECTARE))
        self._put_back()
        if self.hasFocus():
            self.selectAll()

    def _wrong(self, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(
            tr("Type a number of hectares, for instance {example}.", example=in_hectares(125_000))
            if wrong
            else ""
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self._put_back()
            self.selectAll()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isModified():
            self._put_back()
