"""The column of tools at the map's left edge: one icon each, its letter in the tip; tools of one family share
a button."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import look
from desktop.remember import recall, remember
from desktop.session import Session
from desktop.tools import BY_ITSELF, BY_KEY, TOOLS
from desktop.tools.event import Tool
from desktop.widgets.button import quiet_menu
from desktop.widgets.label import hairline
from desktop.widgets.tool_button import ToolButton, tool_tip
from scenarios.wording import tr


class ToolColumn(QWidget):
    """A click takes a tool; the one in hand is lit. A family opens with a right click, or by holding its
    button; the tool used last lies on top."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("part", "surface")
        self.setFixedWidth(look.size("tool_column"))
        self.buttons: dict[str, ToolButton] = {}
        self.families = families()
        column = QVBoxLayout(self)
        edge = look.size("hairline")
        column.setContentsMargins(edge, look.size("grid"), edge, look.size("grid"))
        column.setSpacing(look.size("grid") // 2)
        before = TOOLS[0].group
        for name, tools in self.families.items():
            if tools[0].group != before:
                column.addWidget(hairline())
            before = tools[0].group
            button = ToolButton(self._on_top(name), several=len(tools) > 1)
            button.clicked.connect(self._take)
            button.asked.connect(self._open)
            button.setProperty("family", name)
            self.buttons[name] = button
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        session.focused.connect(self._show)
        session.edited.connect(self._show)
        self._show()

    def _on_top(self, family: str) -> Tool:
        tools = self.families[family]
        kept = recall(f"family/{family}")
        return next((tool for tool in tools if tool.key == kept), tools[0])

    def _take(self) -> None:
        button = self.sender()
        if isinstance(button, ToolButton):
            self.session.use_tool(button.tool.key)
            self._show()

    def _open(self) -> None:
        """The family of a button as a menu beside it."""
        button = self.sender()
        if not isinstance(button, ToolButton):
            return
        menu = quiet_menu(self)
        menu.setToolTipsVisible(True)
        for tool in self.families[str(button.property("family"))]:
            action = menu.addAction(look.icon(tool.icon), _named(tool))
            action.setToolTip(tr(tool.hint))
            action.setEnabled(self.session.editing or not tool.draws)
            action.setData(tool.key)
        menu.triggered.connect(self._chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(button.width() + look.size("grid"), 0)))

    def _chosen(self, action: QAction) -> None:
        self.session.use_tool(str(action.data()))

    def _show(self) -> None:
        held = BY_KEY.get(self.session.tool)
        for name, tools in self.families.items():
            button = self.buttons[name]
            if held in tools and button.tool is not held and held is not None:
                button.show_tool(held)
                remember(f"family/{name}", held.key)
            button.setChecked(held in tools)
            button.setEnabled(self.session.editing or not button.tool.draws)


def families() -> dict[str, tuple[Tool, ...]]:
    """The tools by the button they stand behind, in order of their first."""
    found: dict[str, list[Tool]] = {}
    for tool in TOOLS:
        if tool.group != BY_ITSELF:
            found.setdefault(tool.family or tool.key, []).append(tool)
    return {name: tuple(tools) for name, tools in found.items()}


def _named(tool: Tool) -> str:
    return tool_tip(tool).split("\n", 1)[0].replace("&", "&&")
