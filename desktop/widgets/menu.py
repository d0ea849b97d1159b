"""Menus out of nested tuples: the name of an action, None for a line, or (title, parts) for a menu inside."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.text import retranslate
from desktop.widgets.button import quiet_menu
from scenarios.wording import tr

Part: TypeAlias = str | tuple[str, "tuple[Part, ...]"] | None
Filler: TypeAlias = Callable[[QMenu], object]


def fill_menu(
    menu: QMenu, parts: tuple[Part, ...], actions: Mapping[str, QAction], fillers: Mapping[str, Filler]
) -> None:
    """Add actions by name; `fillers` fill the menus inside that they name each time those open."""
    for part in parts:
        if part is None:
            menu.addSeparator()
        elif isinstance(part, str):
            menu.addAction(actions[part])
        else:
            menu.addMenu(_inside(menu, part[0], part[1], actions, fillers))


def _inside(
    menu: QMenu,
    title: str,
    parts: tuple[Part, ...],
    actions: Mapping[str, QAction],
    fillers: Mapping[str, Filler],
) -> QMenu:
    inner = quiet_menu(menu)
    retranslate(inner, lambda: inner.setTitle(tr(title)))
    fill_menu(inner, parts, actions, fillers)
    filler = fillers.get(title)
    if filler is not None:
        inner.aboutToShow.connect(lambda: filler(inner))
    return inner
