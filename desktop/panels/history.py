"""What was done, latest first, and the way back to any of it."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.label import Label
from scenarios.wording import day, mark, tr

if TYPE_CHECKING:
    from scenarios.project.document import Step

MOST = 200


class HistoryPanel(QWidget):
    """Steps with their author and time; those taken back are pale."""

    title = mark("History")
    folded = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._steps: list[Step] = []
        self.list = QListWidget()
        self.list.setFixedHeight(look.size("row") * 6)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.back = text_button(lambda: tr("Back to here"), self.go_back, icon="history")
        self.empty = Label(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        for widget in (self.empty, self.list, self.back):
            column.addWidget(widget)
        self.list.currentRowChanged.connect(lambda row: self._enable())
        self.list.itemActivated.connect(lambda item: self.go_back())
        retranslate(self, self._fill)
        look.restyle(self, self._fill)
        session.edited.connect(self._fill)

    def go_back(self) -> None:
        """Make the chosen step the last one that is done."""
        row = self.list.currentRow()
        if 0 <= row < len(self._steps):
            self.session.back_to(self._steps[row])

    def _fill(self) -> None:
        document = self.session.document
        steps = [] if document is None else document.history()
        self._steps = [s for s in reversed(steps) if not s.block][:MOST]
        self.empty.setText(tr("What you do appears here, and can be taken back to any point."))
        self.list.clear()
        for step in self._steps:
            item = QListWidgetItem(step.label)
            item.setToolTip(", ".join(part for part in (step.author, moment(step.time)) if part))
            if not step.done:
                item.setForeground(look.colour("disabled"))
            self.list.addItem(item)
        for widget in (self.list, self.back):
            widget.setVisible(bool(self._steps))
        self.empty.setVisible(len(self._steps) <= 1)
        self._enable()

    def _enable(self) -> None:
        self.back.setEnabled(self.session.editing and self.list.currentRow() >= 0)


def moment(time: str) -> str:
    """A step's time (UTC, ISO) as the day and minute here."""
    try:
        here = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return ""
    return f"{day(here.date())} {here:%H:%M}"
