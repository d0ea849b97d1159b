"""The frame: it puts bars, panels and map together and knows none of them well; tables say what there is."""

import base64
import sys
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop import crash, look, text, work
from desktop.actions import ACTIONS, BAR, ON_MAP, RECENT, Action
from desktop.canvas.view import MapView
from desktop.commands import project
from desktop.commands.announce import announce
from desktop.panels.status import StatusPanel
from desktop.panels.welcome import WelcomePage
from desktop.panels.years import YearsPanel
from desktop.remember import recall, remember
from desktop.session import Session
from desktop.text import retranslate
from desktop.top_bar import TopBar
from desktop.widgets.button import quiet_menu
from desktop.widgets.label import hairline
from desktop.widgets.menu import fill_menu
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.split import Split
from desktop.workspaces import WORKSPACES, Workspace, column
from scenarios.project.change import Change
from scenarios.wording import tr

if TYPE_CHECKING:
    from scenarios.project.document import Document


class Window(QMainWindow):
    """One window for one project: the welcome page, or the active workspace between its bars."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setMinimumSize(QSize(look.size("window_min_width"), look.size("window_min_height")))
        self._dialogs: dict[str, QDialog] = {}
        self._built: dict[str, QWidget] = {}
        self._hints: dict[str, str] = {}
        self.actions_by_key: dict[str, QAction] = {}
        self._make_actions()
        self.top = TopBar(self)
        self.welcome = WelcomePage(
            session,
            new=lambda: project.new(self),
            open_=lambda: project.open_(self),
            example=lambda: project.example(self),
            again=lambda path: project.open_path(self, path),
        )
        self.spaces = QStackedWidget()
        self.spaces.addWidget(self.welcome)
        self.years = YearsPanel(session)
        self.status = StatusPanel(session)
        self._years_line = hairline()
        self._put_together()
        self.messages = MessageBar(self.spaces)
        self._fill_menu_bar()

        session.listen(self.messages.show_message)
        self._announced: Document | None = None
        session.edited.connect(self._read_anew)
        session.focused.connect(self._refresh)
        retranslate(self, self._refresh)
        self._restore()

    # Putting together

    def _put_together(self) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.top)
        rows.addWidget(hairline())
        rows.addWidget(self.spaces, 1)
        for part in (self._years_line, self.years, hairline(), self.status):
            rows.addWidget(part)
        self.setCentralWidget(inside)
        self.spaces.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.spaces.setFocus()

    def _make_actions(self) -> None:
        for spec in ACTIONS:
            action = QAction(self)
            action.setShortcuts([QKeySequence(keys) for keys in spec.shortcut.split()])
            action.setCheckable(spec.ticked is not None)
            action.triggered.connect(lambda checked=False, spec=spec: self._do(spec))
            self.actions_by_key[spec.key] = action
            self.addAction(action)
            if spec.icon:
                look.restyle(action, lambda action=action, spec=spec: action.setIcon(look.icon(spec.icon)))
        for key, role in _ROLES.items():
            self.actions_by_key[key].setMenuRole(role)
        look.restyle(self, self._tick)

    def _do(self, spec: Action) -> None:
        spec.act(self)
        self._tick()

    def _fill_menu_bar(self) -> None:
        """Where the system has one menu bar for all programs, it holds the same menus."""
        if sys.platform != "darwin":
            return
        fillers = {RECENT: lambda inner: project.fill_recent(self, inner)}
        for title, parts in BAR:
            menu = self.menuBar().addMenu("")
            retranslate(menu, lambda menu=menu, title=title: menu.setTitle(tr(title)))
            fill_menu(menu, parts, self.actions_by_key, fillers)

    # Showing

    def _read_anew(self, changes: tuple[Change, ...]) -> None:
        """Announce a project that was just opened."""
        document = self.session.document
        if document is not self._announced:
            self._announced = document
            self.messages.clear()
            if document is not None:
                announce(self.session, document)

    def _refresh(self) -> None:
        opened = self.session.document is not None
        for part in (self.years, self._years_line):
            part.setVisible(opened)
        if opened:
            self.spaces.setCurrentWidget(self._space(self.session.workspace))
            self.status.show_hint(self._hints.get(self.session.workspace, ""))
        elif self.spaces.currentWidget() is not self.welcome:
            self.welcome.show_recent()
            self.spaces.setCurrentWidget(self.welcome)
        self.setWindowTitle(self._title())
        self.top.refresh()
        self._tick()

    def _title(self) -> str:
        document = self.session.document
        return f"{document.path.stem} \u2013 Schuifruimte" if document is not None else "Schuifruimte"

    def _tick(self) -> None:
        """Bring every action's words, tick and enabled state up to date."""
        for spec in ACTIONS:
            action = self.actions_by_key[spec.key]
            action.setText(spec.words(self) if spec.words else tr(spec.text))
            action.setEnabled(spec.enabled(self))
            if spec.ticked is not None:
                action.setChecked(spec.ticked(self))

    def _space(self, key: str) -> QWidget:
        """The widgets of a workspace, made when it is first looked at."""
        if key not in self._built:
            made = self._build(next(w for w in WORKSPACES if w.key == key))
            self._built[key] = made
            self.spaces.addWidget(made)
            self._order_tabs(made)
        return self._built[key]

    def _order_tabs(self, space: Split) -> None:
        """Have the tab key go through a workspace from left to right, and then to the year bar."""
        chain, widget = [], self.nextInFocusChain()
        while widget is not None and widget is not self:
            chain.append(widget)
            widget = widget.nextInFocusChain()
        parts = [part for n in range(space.count()) if (part := space.widget(n)) is not None]
        ordered = [w for part in parts for w in chain if w is part or part.isAncestorOf(w)]
        for before, after in pairwise((*ordered, self.years.play, self.years.bar)):
            QWidget.setTabOrder(before, after)

    def _build(self, workspace: Workspace) -> Split:
        centre = workspace.centre(self.session)
        parts: list[QWidget] = [column("left", workspace.left, self.session, workspace.tabs), centre]
        sizes = [look.size("left_panel"), 0]
        if workspace.right:
            parts.append(column("right", workspace.right, self.session, workspace.right_tabs))
            sizes.append(look.size("right_panel"))
        made = Split(f"frame/{workspace.key}", parts, sizes)
        for view in _views(made):
            view.hinted.connect(partial(self._hint, workspace.key))
            view.pointed.connect(self.status.show_pointer)
            view.menu_asked.connect(self._show_menu)
        return made

    def _hint(self, workspace: str, text: str) -> None:
        """Keep the hint of a workspace's map, and show it while that workspace does."""
        self._hints[workspace] = text
        self.status.show_hint(self._hints.get(self.session.workspace, ""))

    def _show_menu(self, place: QPoint) -> None:
        """The menu of a right click on the map."""
        menu = quiet_menu(self)
        fill_menu(menu, ON_MAP, self.actions_by_key, {})
        menu.exec(place)
        menu.deleteLater()

    def view(self) -> MapView | None:
        """The first map of the active workspace."""
        built = self._built.get(self.session.workspace)
        return next(iter(_views(built)), None) if built is not None and self.session.document else None

    def find(self) -> None:
        """Go to the find field."""
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def show_dialog(self, name: str, make: Callable[[], QDialog]) -> QDialog:
        """Show a dialog that does not block the window; once per name."""
        if name not in self._dialogs:
            dialog = make()
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.destroyed.connect(lambda: self._dialogs.pop(name, None))
            self._dialogs[name] = dialog
        self._dialogs[name].show()
        self._dialogs[name].raise_()
        self._dialogs[name].activateWindow()
        return self._dialogs[name]

    # The window's own state

    def _restore(self) -> None:
        kept = recall("window")
        if not isinstance(kept, str) or not self.restoreGeometry(QByteArray(base64.b64decode(kept))):
            self.resize(look.size("window_width"), look.size("window_height"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's state; the project needs no saving."""
        project.keep_map(self)
        remember("window", base64.b64encode(self.saveGeometry().data()).decode())
        work.stop_all()
        self.session.close()
        super().closeEvent(event)


_ROLES = {
    "about": QAction.MenuRole.AboutRole,
    "quit": QAction.MenuRole.QuitRole,
    "assumptions": QAction.MenuRole.PreferencesRole,
}


def _views(widget: QWidget | None) -> list[MapView]:
    if widget is None:
        return []
    return [widget] if isinstance(widget, MapView) else widget.findChildren(MapView)


def application(arguments: list[str]) -> QApplication:
    """The dressed application: name, language, look."""
    app = QApplication.instance() or QApplication(arguments)
    assert isinstance(app, QApplication)
    app.setApplicationName("Schuifruimte")
    app.setApplicationDisplayName("Schuifruimte")
    app.setOrganizationName("Schuifruimte")
    text.start()
    look.start(app)
    app.setWindowIcon(look.icon("trade-off", "accent"))
    return app


def run(path: Path | None = None, example: bool = False) -> int:
    """Open the window, with a project or the example where asked, until it closes; gives the exit code."""
    app = application(sys.argv[:1])
    crash.watch_for_death()
    window = Window(Session())
    crash.install(window.messages.show_message, window)
    window.show()
    if path is not None:
        project.open_path(window, path)
    elif example:
        project.example(window)
    return app.exec()
