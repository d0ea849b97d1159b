"""Brings more files into the open project: newer land use, a backdrop, present businesses."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop import look, work
from desktop.dialogs.files import choose_file
from desktop.dialogs.land_sources import LandSources
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.label import Label, hairline
from scenarios.edits import businesses
from scenarios.errors import Refused, Stopped
from scenarios.intake import (
    Backdrop,
    FoundBusiness,
    ImportReport,
    import_reference,
    newer_land_use,
    read_businesses,
)
from scenarios.progress import Progress
from scenarios.project.change import Change
from scenarios.wording import number, tr

LAND = "newer-land-use"
BACKDROP = "backdrop"
BUSINESSES = "businesses"
_STEPS = 1000


class LandUseDialog(QDialog):
    """Chooses the files of a newer present land use; what was drawn stays."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.intro = Label(role="secondary", wrap=True)
        self.land = LandSources()
        self.trouble = Label(role="conflict", wrap=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, _STEPS)
        self.progress.setTextVisible(False)
        self.stop = text_button(lambda: tr("Stop"), lambda: work.stop(LAND))
        self.cancel = text_button(lambda: tr("Cancel"), self.reject)
        self.bring = text_button(lambda: tr("Replace the land use"), self.replace, role="primary")
        below = QHBoxLayout()
        below.addWidget(self.progress, 1)
        below.addStretch(1)
        for button in (self.stop, self.cancel, self.bring):
            below.addWidget(button)
        column = QVBoxLayout(self)
        edge = look.size("padding_wide")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.size("padding"))
        for part in (self.intro, self.land, self.trouble, hairline()):
            column.addWidget(part, 1 if part is self.land else 0)
        column.addLayout(below)
        self.resize(look.size("dialog_width"), look.size("dialog_height"))
        self.land.changed.connect(lambda: self.bring.setEnabled(bool(self.land.sources)))
        self.land.troubled.connect(self._say)
        retranslate(self, self._word)
        self._running(False)
        self._say("")

    def _word(self) -> None:
        self.setWindowTitle(tr("Newer land use"))
        self.intro.setText(
            tr("The present land use is replaced as a whole. What was drawn or corrected stays as it is.")
        )

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _running(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.stop.setVisible(on)
        self.land.setEnabled(not on)
        self.cancel.setEnabled(not on)
        self.bring.setEnabled(not on and bool(self.land.sources))

    def replace(self) -> None:
        """Read the files in the background and replace the present land use."""
        self._running(True)
        job = newer_land_use(self.session.need(), self.land.wanted())
        work.run(LAND, job, self._progressed, self._done, self._failed, label=tr("Newer land use"))

    def _progressed(self, progress: Progress) -> None:
        self.progress.setValue(int(_STEPS * progress.done / progress.total) if progress.total else 0)

    def _failed(self, error: Exception) -> None:
        self._running(False)
        self._say(tr("Stopped; nothing was changed.") if isinstance(error, Stopped) else str(error))

    def _done(self, _report: ImportReport) -> None:
        renew(self.session)
        self.session.tell(tr("The present land use was replaced; the import report says how."))
        self.accept()


def renew(session: Session) -> None:
    """Tell all views that the region was replaced: an edit of everything and nothing."""
    session.edited.emit(())
    session.focused.emit()


def add_backdrop(session: Session, parent: QWidget) -> None:
    """Choose a file with roads, waterways or anything else to draw below the plan, and add it."""
    path = choose_file(parent, tr("Add backdrop"))
    if path:
        bring_backdrop(session, path)


def bring_backdrop(session: Session, path: str) -> None:
    """Add the lines, polygons and points of a file to the backdrop, in the background."""

    def done(_report: ImportReport) -> None:
        renew(session)
        session.tell(tr("{file} was added to the backdrop.", file=Path(path).name))

    job = import_reference(session.need(), [Backdrop(path)])
    work.run(BACKDROP, job, None, done, _teller(session), label=tr("Reading {file}", file=Path(path).name))


def add_businesses(session: Session, parent: QWidget) -> None:
    """Choose a file with present businesses and add them as one step."""
    path = choose_file(parent, tr("Import businesses"))
    if path:
        bring_businesses(session, path)


def bring_businesses(session: Session, path: str) -> None:
    """Add the businesses of a file to the present as one step, in the background."""

    def done(result: tuple[list[FoundBusiness], ImportReport]) -> None:
        found, _report = result
        try:
            changes = _added(session, found)
            session.edit(tr("Import {count} businesses", count=number(len(found))), changes)
        except Refused as refused:
            session.tell(str(refused), grave=True)
            return
        session.tell(tr("{count} businesses were added to the present.", count=number(len(found))))

    job = read_businesses(path)
    work.run(BUSINESSES, job, None, done, _teller(session), label=tr("Reading {file}", file=Path(path).name))


def _added(session: Session, found: list[FoundBusiness]) -> list[Change]:
    snapshot = session.committed()
    return [change for one in found for change in businesses.add(snapshot, one.shape, **one.columns)]


def _teller(session: Session) -> Callable[[Exception], None]:
    return lambda error: session.tell(str(error), grave=not isinstance(error, Stopped))
