"""The column of tools at the map's left edge: one icon each, its letter in the tip."""

from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Session
from desktop.tools import BY_KEY, TOOLS
from desktop.widgets.button import icon_button
from desktop.widgets.label import hairline
from scenarios.wording import tr


class ToolColumn(QWidget):
    """A click takes a tool; the one in hand is lit."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("part", "surface")
        self.setFixedWidth(look.size("tool_column"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        edge = look.size("hairline")
        column.setContentsMargins(edge, look.size("gap"), edge, look.size("gap"))
        column.setSpacing(look.size("grid") // 2)
        before = TOOLS[0]
        for tool in TOOLS:
            if tool.group != before.group:
                column.addWidget(hairline())
            before = tool
            button = icon_button(
                tool.icon,
                lambda t=tool: tr(t.title),
                lambda t=tool: session.use_tool(t.key),
                shortcut=tool.letter,
                tip=lambda t=tool: tr(t.hint),
                checkable=True,
            )
            self._group.addButton(button)
            self.buttons[tool.key] = button
            column.addWidget(button)
        column.addStretch(1)
        session.focused.connect(self._show)
        session.edited.connect(self._show)
        self._show()

    def _show(self) -> None:
        for key, button in self.buttons.items():
            button.setChecked(key == self.session.tool)
            button.setEnabled(self.session.editing or not BY_KEY[key].draws)
