"""Buttons: an icon with a name that can be spoken, a quiet text, the one that matters most."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from desktop import look
from desktop.text import retranslate


def icon_button(
    icon: str,
    wording: Callable[[], str],
    act: Callable[[], object] | None = None,
    *,
    shortcut: str = "",
    tip: Callable[[], str] | None = None,
    checkable: bool = False,
    small: bool = False,
    role: str = "text",
) -> QToolButton:
    """A button of one icon; its wording is what a screen reader says and, with `tip` below it, its tip."""
    button = QToolButton()
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    side = look.size("icon_small" if small else "icon")
    button.setIconSize(QSize(side, side))
    look.restyle(button, lambda: button.setIcon(look.icon(icon, role)))
    keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText) if shortcut else ""

    def word() -> None:
        button.setAccessibleName(wording())
        said = f"{wording()}  {keys}" if keys else wording()
        button.setToolTip(f"{said}\n{tip()}" if tip else said)

    retranslate(button, word)
    if act is not None:
        button.clicked.connect(lambda: act())
    return button


def text_button(
    wording: Callable[[], str], act: Callable[[], object] | None = None, *, role: str = "", icon: str = ""
) -> QPushButton:
    """A button with words: `primary` for the one that matters most, `quiet`, `link`, or a plain one."""
    button = _TextButton()
    button.setAutoDefault(False)
    button.setProperty("role", role)
    if icon:
        side = look.size("icon_small")
        button.setIconSize(QSize(side, side))
        tint = "accent_text" if role == "primary" else "accent" if role == "link" else "text"
        look.restyle(button, lambda: button.setIcon(look.icon(icon, tint)))
    retranslate(button, lambda: button.setText(wording()))
    if act is not None:
        button.clicked.connect(lambda: act())
    return button


class _TextButton(QPushButton):
    """Keeps some air between its icon and its words."""

    def setText(self, text: str) -> None:
        """Show words."""
        super().setText(text if self.icon().isNull() else f"\u2002{text}")

    def text(self) -> str:
        """The words that show."""
        return super().text().strip()


def quiet_menu(parent: QWidget | None = None) -> QMenu:
    """A menu whose corners may be round."""
    menu = QMenu(parent)
    menu.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    menu.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
    menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    return menu
