"""The bar at the bottom edge: what the next click does, where the pointer is, what is being worked on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop import look, work
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button
from desktop.widgets.label import Label, ShortLabel, hairline
from desktop.widgets.snap_bar import SnapBar
from scenarios.wording import mark, number, tr


class StatusPanel(QWidget):
    """Hint, coordinates, municipality and use, background job with its stop button."""

    title = mark("Status")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.hint = ShortLabel(font="secondary", role="secondary")
        self.where = Label(font="secondary", role="secondary")
        self.at = Label(font="secondary", role="secondary")
        self.looking = Label(font="secondary")
        self.looking.setProperty("part", "chip")
        self.snapping = SnapBar(session)
        self._job = _Job()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.size("padding"), 0, look.size("gap"), 0)
        row.setSpacing(look.size("padding"))
        row.addWidget(self.looking)
        row.addWidget(self.hint, 1)
        self._lines = []
        for part in (self.where, self.at, self.snapping, self._job):
            line = hairline(upright=True)
            self._lines.append((line, part))
            row.addWidget(line)
            row.addWidget(part)
        self.setFixedHeight(look.size("status_bar"))
        self.at.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        retranslate(self, self._fill)
        session.edited.connect(self._fill)
        work.board().changed.connect(self._fill)

    def show_hint(self, text: str) -> None:
        """Say what the next click does."""
        self.hint.setText(text)

    def show_pointer(self, x: float | None, y: float | None, what: str = "") -> None:
        """Show RD coordinates in metres and what lies there; None where the pointer is off the map."""
        self.at.setText("" if x is None or y is None else f"RD  {number(x)}  {number(y)}")
        self.where.setText(what)
        self._line_up()

    def _fill(self) -> None:
        document = self.session.document
        self.looking.setText(tr("looking only"))
        self.looking.setToolTip(tr("This file cannot be written, so nothing here can be changed."))
        self.looking.setVisible(document is not None and not document.editing)
        if document is None:
            self.show_hint("")
            self.show_pointer(None, None)
        self._job.show_latest()
        self._line_up()

    def _line_up(self) -> None:
        for line, part in self._lines:
            there = bool(part.text()) if isinstance(part, Label) else not part.isHidden()
            part.setVisible(there)
            line.setVisible(there)


class _Job(QWidget):
    """The oldest job that has a label: what it does, how far it is, how long it still takes."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self.words = Label(font="secondary", role="secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(look.size("job_bar"))
        stop = icon_button("close", lambda: tr("Stop this job"), lambda: work.stop(self._name), small=True)
        stop.setFixedHeight(look.size("status_bar"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.size("gap"))
        for widget in (self.words, self.bar, stop):
            row.addWidget(widget)
        self.hide()

    def show_latest(self) -> None:
        """Show the job that runs longest."""
        job = next((job for job in work.jobs() if job.label), None)
        self.setVisible(job is not None)
        if job is None:
            return
        self._name = job.name
        note = job.progress.note
        left = job.seconds_left()
        parts = [job.label, note if note != job.label else "", remaining(left) if left is not None else ""]
        self.words.setText(" \u00b7 ".join(part for part in parts if part))
        total = job.progress.total
        self.bar.setRange(0, 1000 if total > 0 else 0)
        self.bar.setValue(round(1000 * job.progress.done / total) if total > 0 else 0)


def remaining(seconds: float) -> str:
    """Time left in words, no finer than it is known."""
    if seconds < 90:
        return tr("about {count} s left", count=number(max(1, round(seconds))))
    return tr("about {count} min left", count=number(round(seconds / 60)))
