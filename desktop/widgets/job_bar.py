"""The lower edge of a dialog that runs a job: what is wrong, how far it is, stop, cancel, and the button
that starts."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop import look, work
from desktop.widgets.button import text_button
from desktop.widgets.label import Label, ShortLabel, hairline
from scenarios.errors import Stopped
from scenarios.progress import Progress
from scenarios.wording import tr

_STEPS = 1000


class JobBar(QWidget):
    """`job` is the name the job runs under; `go` starts it, `cancel` leaves the dialog."""

    def __init__(
        self,
        job: str,
        wording: Callable[[], str],
        go: Callable[[], object],
        cancel: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.trouble = Label(role="conflict", wrap=True)
        self.state = ShortLabel(role="secondary")
        self.progress = QProgressBar()
        self.progress.setRange(0, _STEPS)
        self.progress.setTextVisible(False)
        self.stop = text_button(lambda: tr("Stop"), lambda: work.stop(job))
        self.cancel = text_button(lambda: tr("Cancel"), cancel)
        self.go = text_button(wording, go, role="primary")
        below = QHBoxLayout()
        below.addWidget(self.state, 2)
        below.addWidget(self.progress, 1)
        for button in (self.stop, self.cancel, self.go):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("padding"))
        column.addWidget(self.trouble)
        column.addWidget(hairline())
        column.addLayout(below)
        self.say("")
        self.running(False)

    def say(self, trouble: str) -> None:
        """Say what is wrong; nothing takes the sentence away."""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def fail(self, error: Exception) -> None:
        """Say how the job ended where it did not end well."""
        self.running(False)
        self.say(tr("Stopped; nothing was changed.") if isinstance(error, Stopped) else str(error))

    def running(self, on: bool) -> None:
        """Show progress and stop while the job runs."""
        self.progress.setVisible(on)
        self.stop.setVisible(on)
        self.cancel.setVisible(not on)
        self.go.setVisible(not on)
        self.go.setEnabled(not on)
        self.progress.setValue(0)
        if on:
            self.say("")
        self.state.setText("")

    def show_progress(self, progress: Progress) -> None:
        """Show how far the job is."""
        self.progress.setValue(int(_STEPS * progress.done / progress.total) if progress.total else 0)
        self.state.setText(progress.note)
