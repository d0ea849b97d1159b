"""The bar along the top: the project and its menu, the workspaces, the find field, language and look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QWidget

from desktop import look, text
from desktop.actions import LOOK, MAIN, RECENT
from desktop.commands.project import fill_recent
from desktop.finding import entries
from desktop.text import retranslate
from desktop.widgets.button import quiet_menu
from desktop.widgets.menu import fill_menu
from desktop.widgets.search import SearchField
from desktop.widgets.segments import Segments
from desktop.workspaces import WORKSPACES, Workspace
from scenarios.wording import language, tr

if TYPE_CHECKING:
    from desktop.window import Window


class TopBar(QWidget):
    """Made out of the window's actions; shows which workspace is the active one."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.window_ = window
        self.setFixedHeight(look.size("top_bar"))
        self.setProperty("part", "surface")
        self.project = self._project_button()
        undo, redo = self._of_action("undo"), self._of_action("redo")
        self.workspaces = Segments([(w.key, lambda w=w: tr(w.title)) for w in WORKSPACES])
        self.workspaces.set_tips({w.key: lambda w=w: self._workspace_tip(w) for w in WORKSPACES})
        self.workspaces.chosen.connect(lambda key: window.session.go_to(workspace=key))
        self.search = SearchField(lambda: entries(window), self._find_words)
        self.search.setFixedWidth(look.size("search_width"))

        grid = QGridLayout(self)
        grid.setContentsMargins(look.size("gap"), 0, look.size("padding"), 0)
        grid.setHorizontalSpacing(look.size("gap"))
        for column, stretch in enumerate((1, 0, 1)):
            grid.setColumnStretch(column, stretch)
        grid.addLayout(_row(self.project, undo, redo, last=True), 0, 0)
        grid.addWidget(self.workspaces, 0, 1)
        grid.addLayout(_row(self.search, self._language_button(), self._look_button(), last=False), 0, 2)

    def _project_button(self) -> QToolButton:
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFont(look.font("title"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.restyle(button, lambda: button.setIcon(look.icon("menu", "secondary")))
        menu = quiet_menu(button)
        fillers = {RECENT: lambda inner: fill_recent(self.window_, inner)}
        fill_menu(menu, MAIN, self.window_.actions_by_key, fillers)
        button.setMenu(menu)
        return button

    def _workspace_tip(self, workspace: Workspace) -> str:
        keys = self.window_.actions_by_key[f"workspace-{workspace.key}"].shortcut()
        return f"{tr(workspace.title)}  {keys.toString(keys.SequenceFormat.NativeText)}"

    def _of_action(self, key: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self.window_.actions_by_key[key])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        side = look.size("icon")
        button.setIconSize(QSize(side, side))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        return button

    def _language_button(self) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: text.set_language(_other_language()))

        def word() -> None:
            button.setText(language().upper())
            name = dict(text.NAMES)[_other_language()]
            button.setToolTip(tr("Switch to {language}", language=name))
            button.setAccessibleName(button.toolTip())

        retranslate(button, word)
        return button

    def _look_button(self) -> QToolButton:
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        side = look.size("icon")
        button.setIconSize(QSize(side, side))
        menu = quiet_menu(button)
        fill_menu(menu, ("look-system", "look-light", "look-dark"), self.window_.actions_by_key, {})
        button.setMenu(menu)
        look.restyle(button, lambda: button.setIcon(look.icon(look.mode(), "secondary")))
        retranslate(button, lambda: (button.setToolTip(tr(LOOK)), button.setAccessibleName(tr(LOOK))))
        return button

    def _find_words(self) -> str:
        keys = self.window_.actions_by_key["find"].shortcut()
        return tr("Find anything") + f"  {keys.toString(keys.SequenceFormat.NativeText)}"

    def refresh(self) -> None:
        """Show the project's name and the active workspace."""
        document = self.window_.session.document
        name = document.path.stem if document is not None else "Schuifruimte"
        room = look.size("left_panel") - look.size("row")
        short = self.project.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        self.project.setText(f"\u2009 {short}")
        self.project.setToolTip(str(document.path) if document is not None else tr("Project menu"))
        self.project.setAccessibleName(tr("Project menu"))
        self.workspaces.choose(self.window_.session.workspace)
        self.workspaces.setVisible(document is not None)


def _row(*widgets: QWidget, last: bool) -> QHBoxLayout:
    """Widgets beside each other, the room that is left at the end or at the beginning."""
    row = QHBoxLayout()
    row.setSpacing(look.size("grid"))
    if not last:
        row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    if last:
        row.addStretch(1)
    return row


def _other_language() -> str:
    return next(code for code, _ in text.NAMES if code != language())
