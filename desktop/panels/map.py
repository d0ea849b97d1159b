"""A map without tools, for workspaces where it stands beside something else."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import look
from desktop.canvas.view import MapView
from desktop.session import Session
from scenarios.wording import mark


class MapPanel(QWidget):
    """The active variant in the active year; what is being planned shows while it is dragged."""

    title = mark("Map")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.view = MapView(session, tools=False)
        self.setMinimumHeight(look.size("left_panel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
