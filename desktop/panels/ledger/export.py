"""The ledgers out of the panel to a workbook or a text file, by the same writers as the command line's."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.remember import recall, remember
from desktop.session import Session
from scenarios.reports.naming import title_of
from scenarios.wording import tr

KINDS = (".xlsx", ".csv")


def ask_and_write(parent: QWidget, session: Session) -> None:
    """Ask for a file and write the ledgers of the active variant and year to it."""
    document = session.need()
    words = f"{document.path.stem} - {title_of(session.committed())} - {tr('Ledger')}"
    name = "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in words)
    folder = str(recall("folder", "") or Path.home())
    filters = {tr("Ledger (*{ending})", ending=ending): ending for ending in KINDS}
    proposal = str(Path(folder) / name)
    chosen, kind = QFileDialog.getSaveFileName(parent, tr("Export the ledger"), proposal, ";;".join(filters))
    if chosen:
        path = Path(chosen)
        write(session, path if path.suffix else path.with_suffix(filters.get(kind, KINDS[0])))


def write(session: Session, path: Path) -> None:
    """Write every entry of the drawn and planned ledgers and the gap, and say where it is."""
    from scenarios.commands import exporting

    document, snapshot = session.need(), session.committed()
    exporting.refuse(path, document.path)
    title = str(snapshot.settings["project_name"]) or document.path.stem
    exporting.write(path, snapshot, "ledger", title)
    remember("folder", str(path.absolute().parent))
    session.tell(
        tr("{file} was written.", file=path.name),
        tr("Open it"),
        lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
    )
