"""The frame of a panel: its title, its quiet buttons, folding; and the column that panels stand in."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from desktop import look
from desktop.remember import recall, remember
from desktop.text import retranslate
from desktop.widgets.label import hairline
from scenarios.wording import tr


class PanelFrame(QWidget):
    """A panel below its title; a click on the title folds it, and that is remembered by the panel's name."""

    def __init__(self, name: str, panel: Any) -> None:
        super().__init__()
        self.name = name
        self.panel: Any = panel
        self._fold = QToolButton()
        self._fold.setProperty("role", "row")
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fold.setFont(look.font("title"))
        self._fold.clicked.connect(lambda: self.fold(not self.folded()))

        row = QHBoxLayout()
        row.setContentsMargins(look.size("grid"), look.size("grid"), look.size("gap"), 0)
        row.setSpacing(look.size("grid"))
        row.addWidget(self._fold)
        row.addStretch(1)
        for widget in panel.header() if hasattr(panel, "header") else ():
            row.addWidget(widget)

        body = QVBoxLayout()
        padding = look.size("padding")
        body.setContentsMargins(padding, 0, padding, padding)
        body.addWidget(panel)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        column.addLayout(row)
        column.addLayout(body)
        self._row, self._body = row, body
        retranslate(self, self._word)
        look.restyle(self, self._mark)
        self.fold(bool(recall(f"folded/{name}", getattr(panel, "folded", False))))

    def stretches(self) -> bool:
        """Whether the panel takes the room that is left."""
        return bool(getattr(self.panel, "stretch", False))

    def folded(self) -> bool:
        """Whether only the title shows."""
        return self.panel.isHidden()

    def fold(self, folded: bool) -> None:
        """Show only the title, or the panel again."""
        self.panel.setHidden(folded)
        padding = look.size("padding")
        self._body.setContentsMargins(padding, 0, padding, look.size("grid") if folded else padding)
        remember(f"folded/{self.name}", folded)
        self._mark()

    def _word(self) -> None:
        title = tr(self.panel.title)
        self._fold.setText(title)
        self._fold.setAccessibleName(title)
        self.panel.setAccessibleName(title)
        self._fold.setToolTip(tr("Fold or unfold {panel}", panel=title))

    def _mark(self) -> None:
        self._fold.setIcon(look.icon("chevron-right" if self.folded() else "chevron-down", "secondary"))
        side = look.size("padding")
        self._fold.setIconSize(self._fold.iconSize().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))


class PanelColumn(QScrollArea):
    """Panels under each other, a hairline between two; what does not fit scrolls."""

    def __init__(self, frames: list[PanelFrame]) -> None:
        super().__init__()
        self.frames = tuple(frames)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("plain", "true")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for position, frame in enumerate(frames):
            if position:
                column.addWidget(hairline())
            column.addWidget(frame, 1 if frame.stretches() else 0)
        if not any(frame.stretches() for frame in frames):
            column.addStretch(1)
        self.setWidget(inside)
