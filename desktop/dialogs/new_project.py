"""Makes a project from files: municipalities, land use, years; with progress, a stop, a report at the end."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop import look, work
from desktop.dialogs.import_report import ImportReportDialog
from desktop.dialogs.land_sources import LandSources
from desktop.dialogs.municipality_source import MunicipalitySource
from desktop.remember import recall, remember
from desktop.session import Session, author
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.label import Label, hairline
from desktop.widgets.outline_map import OutlineMap
from scenarios.edits.values import YEARS
from scenarios.errors import Stopped
from scenarios.intake import TARGET_YEAR, ImportReport, NewProject, new_project
from scenarios.progress import Progress
from scenarios.wording import number, tr

JOB = "new-project"
_STEPS = 1000


class NewProjectDialog(QDialog):
    """Municipalities at the left, land use and years at the right, what happens along the bottom."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.preview = OutlineMap()
        self.municipalities = MunicipalitySource(self.preview)
        self.land = LandSources()
        self.name = QLineEdit()
        self.base, self.target = QSpinBox(), QSpinBox()
        for box, year in ((self.base, date.today().year), (self.target, TARGET_YEAR)):
            box.setRange(*YEARS)
            box.setValue(year)
            box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._titles = {key: Label(font="title") for key in ("municipalities", "land", "project")}
        self._words = {key: Label() for key in ("name", "base", "target")}
        self.trouble = Label(role="conflict", wrap=True)
        self.state = Label(role="secondary")
        self.progress = QProgressBar()
        self.progress.setRange(0, _STEPS)
        self.progress.setTextVisible(False)
        self.stop = text_button(lambda: tr("Stop"), lambda: work.stop(JOB))
        self.cancel = text_button(lambda: tr("Cancel"), self.reject)
        self.go = text_button(lambda: tr("Make the project…"), self._create, role="primary")
        self._arrange()
        self.municipalities.changed.connect(self._look)
        self.municipalities.troubled.connect(self._say)
        self.land.troubled.connect(self._say)
        retranslate(self, self._word)
        self._running(False)

    def _arrange(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(look.size("gap"))
        left.addWidget(self._titles["municipalities"])
        left.addWidget(self.municipalities, 1)
        left.addWidget(self.preview, 1)
        right.addWidget(self._titles["land"])
        right.addWidget(self.land, 1)
        right.addWidget(self._titles["project"])
        named = QHBoxLayout()
        named.addWidget(self._words["name"])
        named.addWidget(self.name, 1)
        right.addLayout(named)
        years = QHBoxLayout()
        for key, box in (("base", self.base), ("target", self.target)):
            years.addWidget(self._words[key])
            years.addWidget(box)
            years.addSpacing(look.size("padding"))
        years.addStretch(1)
        right.addLayout(years)
        both = QHBoxLayout()
        both.setSpacing(look.size("padding_wide"))
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        below = QHBoxLayout()
        below.addWidget(self.state)
        below.addWidget(self.progress, 1)
        below.addStretch(1)
        below.addWidget(self.stop)
        below.addWidget(self.cancel)
        below.addWidget(self.go)
        column = QVBoxLayout(self)
        edge = look.size("padding_wide")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.size("padding"))
        column.addLayout(both, 1)
        column.addWidget(self.trouble)
        column.addWidget(hairline())
        column.addLayout(below)
        self.resize(look.size("window_width") - 4 * look.size("padding_wide"), look.size("dialog_height"))

    def _word(self) -> None:
        self.setWindowTitle(tr("New project"))
        self._titles["municipalities"].setText(tr("Municipalities"))
        self._titles["land"].setText(tr("Present land use"))
        self._titles["project"].setText(tr("Project"))
        self._words["name"].setText(tr("Name"))
        self._words["base"].setText(tr("Base year"))
        self._words["target"].setText(tr("Target year"))
        for key, field in (("name", self.name), ("base", self.base), ("target", self.target)):
            field.setAccessibleName(self._words[key].text())
        self._look()

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _look(self) -> None:
        """Say how far the choice is; the button works once there is something to make."""
        chosen = len(self.municipalities.only())
        self.go.setEnabled(chosen > 0)
        self.state.setText(
            tr("{count} municipalities chosen", count=number(chosen))
            if chosen
            else tr("Choose a file with municipalities first.")
        )
        self.trouble.setVisible(bool(self.trouble.text()))

    def request(self) -> NewProject:
        """What the intake is asked to make."""
        code, name = self.municipalities.fields()
        return NewProject(
            self.municipalities.given(),
            code,
            name,
            self.municipalities.only(),
            self.municipalities.crs.crs(),
            land_use=self.land.wanted(),
            base_year=self.base.value(),
            target_year=self.target.value(),
            project_name=self.name.text().strip(),
        )

    def _create(self) -> None:
        suggested = Path(str(recall("folder", ""))) / f"{self.name.text().strip() or tr('New project')}.gpkg"
        path, _ = QFileDialog.getSaveFileName(self, tr("New project"), str(suggested), "GeoPackage (*.gpkg)")
        if path:
            self.make(Path(path))

    def make(self, path: Path) -> None:
        """Make the project at a path, in the background."""
        path = path if path.suffix == ".gpkg" else path.with_name(path.name + ".gpkg")
        self._say("")
        self._running(True)
        work.run(
            JOB,
            new_project(path, self.request(), author=author()),
            self._progressed,
            lambda report: self._made(path, report),
            self._failed,
            label=tr("New project"),
        )

    def _running(self, on: bool) -> None:
        for widget in (self.progress, self.stop):
            widget.setVisible(on)
        for widget in (self.municipalities, self.land, self.go, self.cancel):
            widget.setEnabled(not on)
        self.progress.setValue(0)
        if not on:
            self._look()

    def _progressed(self, progress: Progress) -> None:
        self.progress.setValue(int(_STEPS * progress.done / progress.total) if progress.total else 0)
        self.state.setText(progress.note)

    def _failed(self, error: Exception) -> None:
        self._running(False)
        self._say(tr("Stopped; nothing was changed.") if isinstance(error, Stopped) else str(error))

    def _made(self, path: Path, _report: ImportReport) -> None:
        self._running(False)
        self.session.open(path)
        remember("folder", str(path.absolute().parent))
        report = ImportReportDialog(self.session, self.parentWidget())
        report.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        report.show()
        self.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing stops the making; no file is left behind."""
        work.stop(JOB)
        super().closeEvent(event)
