"""One finding in the list: its sign, its sentence, a button that goes there, and one that does something."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.checks.found import Found
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.label import Label
from scenarios.wording import tr

SIGNS = {
    "conflict": ("conflict", "conflict"),
    "warning": ("warning", "warning"),
    "notice": ("info", "secondary"),
}
"""Icon and colour of each severity: never colour alone."""


class FindingLine(QWidget):
    """Tells of `asked` (show the place), `tried` (the pointer is on the remedy, or left it), `cured`, and
    `moved` (the arrow keys, -1 or 1)."""

    asked = Signal(object)
    tried = Signal(object, bool)
    cured = Signal(object)
    moved = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.found: Found | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("part", "line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sign = Label()
        self.text = Label(wrap=True)
        self.go = icon_button("pin", lambda: tr("Show on the map"), self._ask, small=True)
        self.cure = text_button(self._remedy, self._cure, role="link")
        self.cure.installEventFilter(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.text)
        words.addWidget(self.cure, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.size("grid") // 2, 0, look.size("grid") // 2)
        row.setSpacing(look.size("gap"))
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.go, 0, Qt.AlignmentFlag.AlignTop)
        look.restyle(self, self._dress)

    def show_found(self, found: Found) -> None:
        """Show a finding."""
        if found == self.found:
            return
        self.found = found
        self.text.setText(found.finding.text)
        self.cure.setText(self._remedy())
        self.cure.setVisible(bool(found.remedy))
        self.setAccessibleName(found.finding.text)
        self._dress()

    def _dress(self) -> None:
        if self.found is not None:
            icon, role = SIGNS[self.found.finding.severity]
            self.sign.setPixmap(look.icon(icon, role).pixmap(look.size("icon_small")))

    def _remedy(self) -> str:
        return tr(self.found.remedy) if self.found is not None and self.found.remedy else ""

    def _ask(self) -> None:
        self.asked.emit(self.found)

    def _cure(self) -> None:
        self.cured.emit(self.found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the remedy would do shows on the map while the pointer is on its button."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.tried.emit(self.found, event.type() == QEvent.Type.Enter)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the list, Enter shows the place, Ctrl+Enter does what can be done."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self, 1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and self.found is not None and self.found.remedy:
                self._cure()
            else:
                self._ask()
        else:
            super().keyPressEvent(event)
