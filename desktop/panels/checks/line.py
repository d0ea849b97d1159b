"""One line of the list: its sign, its sentence, a button that goes there, and one that does something."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.checks.found import Found, Line
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
    """A finding, or several alike. Tells of `asked` (show the places), `tried` (the pointer is on the remedy,
    or left it), `cured`, `opened` (show each of several, or no longer) and `moved` (the arrow keys, -1 or
    1)."""

    asked = Signal(object)
    tried = Signal(object, bool)
    cured = Signal(object)
    opened = Signal(object)
    moved = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.line: Line | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("part", "line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sign = Label()
        self.text = Label(wrap=True)
        self.go = icon_button("pin", lambda: tr("Show on the map"), self._ask, small=True)
        self.act = text_button(self._act_words, self._act, role="link")
        self.act.installEventFilter(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.text)
        words.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(look.size("gap"))
        self._row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.go, 0, Qt.AlignmentFlag.AlignTop)
        look.restyle(self, self._dress)

    @property
    def found(self) -> Found | None:
        """The finding, where it is one."""
        return self.line.found[0] if self.line is not None and self.line.kind != "alike" else None

    def show_line(self, line: Line) -> None:
        """Show a finding, or several alike."""
        if line == self.line:
            return
        self.line = line
        edge = look.size("grid") // 2
        inset = look.size("icon_small") + look.size("gap") if line.kind == "one" else 0
        self._row.setContentsMargins(inset, edge, 0, edge)
        self.text.setText(line.text)
        self.act.setText(self._act_words())
        self.act.setVisible(bool(self._act_words()))
        self.setAccessibleName(line.text)
        self._dress()

    def _dress(self) -> None:
        if self.line is not None:
            icon, role = SIGNS[self.line.found[0].finding.severity]
            self.sign.setPixmap(look.icon(icon, role).pixmap(look.size("icon_small")))

    def _act_words(self) -> str:
        if self.line is None:
            return ""
        if self.found is None:
            return tr("Fold up") if self.line.opened else tr("Show each")
        return tr(self.found.remedy) if self.found.remedy else ""

    def _ask(self) -> None:
        self.asked.emit(self.line)

    def _act(self) -> None:
        if self.found is None:
            self.opened.emit(self.line)
        else:
            self.cured.emit(self.found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the remedy would do shows on the map while the pointer is on its button."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave) and self.found is not None:
            self.tried.emit(self.found, event.type() == QEvent.Type.Enter)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the list (left and right fold up and open), Enter shows the place, Ctrl+Enter
        does what can be done."""
        key, several = event.key(), self.line is not None and self.found is None
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self, 1 if key == Qt.Key.Key_Down else -1)
        elif several and self.line and key == (Qt.Key.Key_Left if self.line.opened else Qt.Key.Key_Right):
            self.opened.emit(self.line)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and self._act_words():
                self._act()
            else:
                self._ask()
        else:
            super().keyPressEvent(event)
