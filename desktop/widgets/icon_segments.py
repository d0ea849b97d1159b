"""A few choices as icons next to each other, one of them in force; their names are in their tips."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from desktop import look
from desktop.widgets.button import icon_button


@dataclass(frozen=True)
class IconChoice:
    """One choice: its key, icon, name, what it does, and its key on the keyboard."""

    key: str
    icon: str
    name: Callable[[], str]
    tip: Callable[[], str]
    shortcut: str = ""


class IconSegments(QWidget):
    """Choices by key; `chosen(key)` tells of a choice made by hand, `choose` makes one in code."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[IconChoice]) -> None:
        super().__init__()
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.size("hairline"))
        for choice in choices:
            button = icon_button(
                choice.icon, choice.name, shortcut=choice.shortcut, tip=choice.tip, checkable=True
            )
            button.setProperty("key", choice.key)
            self._group.addButton(button)
            self.buttons[choice.key] = button
            row.addWidget(button)
        self._group.buttonClicked.connect(self._clicked)

    @property
    def choice(self) -> str:
        """The key of the choice in force."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Put a choice in force without telling."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def _clicked(self, button: QToolButton) -> None:
        self.chosen.emit(str(button.property("key")))
