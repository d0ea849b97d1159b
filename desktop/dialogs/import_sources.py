"""Brings a newer edition of the present land use into the open project; what was drawn stays."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop import look, work
from desktop.dialogs.import_report import ImportReportDialog
from desktop.dialogs.land_sources import LandSources
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.job_bar import JobBar
from desktop.widgets.label import Label
from scenarios.intake import ImportReport, newer_land_use
from scenarios.wording import tr

LAND = "newer-land-use"


class LandUseDialog(QDialog):
    """Chooses the files of a newer present land use; what was drawn stays."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.intro = Label(role="secondary", wrap=True)
        self.land = LandSources()
        self.bar = JobBar(LAND, lambda: tr("Replace the land use"), self.replace, self.reject)
        column = QVBoxLayout(self)
        edge = look.size("padding_wide")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.size("padding"))
        column.addWidget(self.intro)
        column.addWidget(self.land, 1)
        column.addWidget(self.bar)
        self.resize(look.size("dialog_width") + look.size("padding_wide"), look.size("dialog_height"))
        self.land.changed.connect(self._look)
        self.land.troubled.connect(self.bar.say)
        retranslate(self, self._word)
        self._look()

    def _word(self) -> None:
        self.setWindowTitle(tr("Newer land use"))
        self.intro.setText(
            tr("The present land use is replaced as a whole. What was drawn or corrected stays as it is.")
        )

    def _look(self) -> None:
        self.bar.go.setEnabled(bool(self.land.sources))

    def _running(self, on: bool) -> None:
        self.land.setEnabled(not on)
        self.bar.running(on)

    def replace(self) -> None:
        """Read the files in the background and replace the present land use."""
        self._running(True)
        job = newer_land_use(self.session.need(), self.land.wanted())
        work.run(LAND, job, self.bar.show_progress, self._done, self._failed, label=tr("Newer land use"))

    def _failed(self, error: Exception) -> None:
        self._running(False)
        self.bar.fail(error)
        self._look()

    def _done(self, _report: ImportReport) -> None:
        self._running(False)
        self.session.edited.emit(())
        self.session.focused.emit()
        session, over = self.session, self.parentWidget()
        said = tr("The present land use was replaced; the import report says how.")
        session.tell(said, tr("Show the report"), lambda: show_report(session, over), stays=True)
        self.accept()


def show_report(session: Session, over: QWidget | None) -> None:
    """Show what the imports had to say, over a window."""
    report = ImportReportDialog(session, over)
    report.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    report.show()
