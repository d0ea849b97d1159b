"""A part of the panel under its heading, that folds where it is not always needed."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from desktop import look
from desktop.remember import recall, remember
from desktop.text import retranslate
from desktop.widgets.label import hairline


class Section(QWidget):
    """`body` takes the widgets; a click on the heading folds it, and that is remembered under `name`."""

    def __init__(self, name: str, wording: Callable[[], str], *, folded: bool = False) -> None:
        super().__init__()
        self._name = f"folded/proposals/{name}"
        self.head = QToolButton()
        self.head.setProperty("role", "row")
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.head.setFont(look.font(medium=True))
        side = look.size("padding")
        self.head.setIconSize(QSize(side, side))
        self.head.clicked.connect(self._turn)
        self.inside = QWidget()
        self.body = QVBoxLayout(self.inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(look.size("gap"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        column.addWidget(hairline())
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.inside)
        self.inside.setVisible(not recall(self._name, folded))
        retranslate(self.head, lambda: self.head.setText(wording()))
        look.restyle(self, self._dress)

    def unfold(self) -> None:
        """Show what is inside."""
        if self.inside.isHidden():
            self._turn()

    def _turn(self) -> None:
        folded = not self.inside.isHidden()
        self.inside.setVisible(not folded)
        remember(self._name, folded)
        self._dress()

    def _dress(self) -> None:
        icon = "chevron-right" if self.inside.isHidden() else "chevron-down"
        self.head.setIcon(look.icon(icon, "secondary"))
