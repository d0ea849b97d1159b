"""What can be done with a cell of the trade-off table, as a menu."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from desktop import look
from desktop.panels.tradeoff.locking import fill_locks
from desktop.session import Session
from desktop.widgets.button import quiet_menu
from desktop.widgets.names import use_name
from scenarios.project.model import PRESENT
from scenarios.wording import tr

Act = Callable[[], object]


@dataclass(frozen=True)
class Doing:
    """What the menu can have done; `fill_gap` adds the ways to draw what is planned and not drawn yet."""

    edit: Act
    slide: Act
    copy: Act
    copy_bare: Act
    copy_all: Act
    paste: Act
    sort: Act
    limit: Act
    fill_gap: Callable[[QMenu], object]


def cell_menu(parent: QWidget, session: Session, code: str, use: str, doing: Doing) -> QMenu:
    """The menu of a cell of one municipality."""
    menu = quiet_menu(parent)
    usable = session.editing and session.variant != PRESENT
    _add(menu, tr("Type an amount"), doing.edit, "rename", usable, "F2")
    _add(menu, tr("Go to the slider"), doing.slide, "trade-off", usable, "Enter")
    if usable:
        doing.fill_gap(menu)
    if usable:
        menu.addSeparator()
        fill_locks(menu, session, code, use)
        _add(menu, tr("Limit {use} \u2026", use=use_name(use)), doing.limit, "limit")
    menu.addSeparator()
    _add(menu, tr("Copy with names"), doing.copy, "copy", True, "Ctrl+C")
    _add(menu, tr("Copy amounts only"), doing.copy_bare, "copy")
    _add(menu, tr("Copy the whole table"), doing.copy_all, "copy")
    _add(menu, tr("Paste"), doing.paste, "paste", usable, "Ctrl+V")
    menu.addSeparator()
    _add(menu, tr("Sort by {use}", use=use_name(use)), doing.sort, "list")
    return menu


def _add(menu: QMenu, words: str, act: Act, icon: str, enabled: bool = True, keys: str = "") -> None:
    action = menu.addAction(look.icon(icon, "secondary"), f"{words}\t{keys}" if keys else words)
    action.triggered.connect(lambda _checked: act())
    action.setEnabled(enabled)
