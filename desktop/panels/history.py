"""What was done, latest first, and the way back to any of it; above it what was begun and not finished."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop import look
from desktop.canvas import drafts
from desktop.canvas.drafts import Draft
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.label import Label
from desktop.widgets.remark import REMARK
from desktop.widgets.two_lines import TwoLines
from scenarios.wording import day, mark, tr

if TYPE_CHECKING:
    from scenarios.project.document import Step

MOST = 200


class HistoryPanel(QWidget):
    """Steps with their author and time; those taken back are pale; choosing one selects what it touched."""

    title = mark("History")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._steps: list[Step] = []
        self._drafts: list[Draft] = []
        self._filling = False
        self.list = QListWidget()
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setMinimumHeight(look.size("row") * 5)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.back = text_button(self._words, self.act, icon="history")
        self.empty = Label(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.back)
        column.addStretch(0)
        self.list.currentRowChanged.connect(self._moved)
        self.list.itemActivated.connect(lambda item: self.act())
        self.list.itemClicked.connect(lambda item: self.highlight())
        retranslate(self, self._fill)
        look.restyle(self, self._fill)
        session.edited.connect(self._fill)
        session.focused.connect(self._look_for_drafts)

    def act(self) -> None:
        """Go back to the chosen step, or take the chosen unfinished shape up again."""
        draft = self._draft()
        if draft is not None:
            drafts.resume(self.session, draft)
            self._look_for_drafts()
        elif (step := self._step()) is not None:
            self.session.back_to(step)

    def highlight(self) -> None:
        """Select what the chosen step touched, as far as it is there."""
        step = self._step()
        if step is not None:
            touched = [(c.table, c.key) for c in self.session.need().changes_of(step)]
            rows = self.session.committed().rows
            shown = [(t, k) for t, k in touched if hasattr(rows(t).get(k), "geom")]
            self.session.select(shown)

    def _moved(self, row: int) -> None:
        """The arrow keys show what a step touched, as a click does."""
        self._enable()
        if row >= 0 and not self._filling:
            self.highlight()

    def _draft(self) -> Draft | None:
        row = self.list.currentRow()
        return self._drafts[row] if 0 <= row < len(self._drafts) else None

    def _step(self) -> "Step | None":
        row = self.list.currentRow() - len(self._drafts)
        return self._steps[row] if 0 <= row < len(self._steps) else None

    def _look_for_drafts(self) -> None:
        if drafts.unfinished(self.session) != self._drafts:
            self._fill()

    def _fill(self) -> None:
        document = self.session.document
        steps = [] if document is None else document.history()
        chosen = self._step()
        self._steps = [s for s in reversed(steps) if not s.block][:MOST]
        self._drafts = drafts.unfinished(self.session)
        self.empty.setText(tr("What you do appears here, and can be taken back to any point."))
        self._filling = True
        self.list.clear()
        for draft in self._drafts:
            item = QListWidgetItem(look.icon("pause", "warning"), drafts.label(draft))
            item.setData(REMARK, tr("not finished, {time}", time=moment(draft.time)))
            item.setToolTip(tr("Not finished: {what}", what=drafts.label(draft)))
            self.list.addItem(item)
        for step in self._steps:
            item = QListWidgetItem(step.label)
            said = " \u00b7 ".join(part for part in (moment(step.time), step.author) if part)
            item.setData(REMARK, said)
            item.setToolTip(f"{step.label}\n{said}")
            if not step.done:
                item.setForeground(look.colour("disabled"))
            self.list.addItem(item)
        if chosen is not None:
            at = next((n for n, step in enumerate(self._steps) if step.key == chosen.key), None)
            self.list.setCurrentRow(-1 if at is None else at + len(self._drafts))
        self._filling = False
        some = bool(self._steps or self._drafts)
        for widget in (self.list, self.back):
            widget.setVisible(some)
        self.empty.setVisible(len(self._steps) <= 1)
        self._enable()

    def _words(self) -> str:
        return tr("Take up again") if self._draft() is not None else tr("Back to here")

    def _enable(self) -> None:
        self.back.setText(self._words())
        self.back.setEnabled(self.session.editing and self.list.currentRow() >= 0)


def moment(time: str) -> str:
    """A step's time (UTC, ISO) as the day and minute here."""
    try:
        here = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return ""
    return f"{day(here.date())} {here:%H:%M}"
