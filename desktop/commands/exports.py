"""Pictures, data and reports out of the window: the same writers as the command line's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop import work
from desktop.commands.project import last_folder
from desktop.remember import remember
from scenarios.errors import Refused
from scenarios.project.model import PRESENT
from scenarios.wording import mark, tr

if TYPE_CHECKING:
    from desktop.window import Window

KINDS: tuple[tuple[str, str, str | None], ...] = (
    (mark("Drawn things"), ".geojson", "drawn"),
    (mark("Land use with all changes"), ".geojson", "land_use"),
    (mark("All map layers"), ".gpkg", None),
    (mark("Drawn things"), ".shp", "drawn"),
    (mark("Land balance"), ".csv", "balance"),
    (mark("Ledger"), ".csv", "ledger"),
    (mark("Accounts of the ledger"), ".csv", "accounts"),
    (mark("Ledger"), ".xlsx", "ledger"),
    (mark("Indicators"), ".csv", "indicators"),
    (mark("Sites"), ".csv", "sites"),
    (mark("All tables"), ".xlsx", None),
)
"""What can be written, to which kind of file, and the layer's name; None for all."""


def data(window: Window) -> None:
    """Write the active variant's data; the kind of file says which."""
    filters = {f"{tr(title)} (*{ending})": (ending, layer) for title, ending, layer in KINDS}
    proposal = str(Path(last_folder()) / _name(window))
    chosen, kind = QFileDialog.getSaveFileName(window, tr("Export data"), proposal, ";;".join(filters))
    if chosen:
        ending, layer = filters.get(kind, next(iter(filters.values())))
        path = Path(chosen)
        write_data(window, path if path.suffix else path.with_suffix(ending), layer)


def write_data(window: Window, path: Path, layer: str | None) -> None:
    """Write the active variant's data to a file and say where it is."""
    from scenarios.commands.exporting import refuse, write

    refuse(path, window.session.need().path)
    warnings = write(path, window.session.committed(), layer, _title(window))
    for warning in warnings:
        window.session.tell(warning, stays=True)
    _said(window, path)


def report(window: Window) -> None:
    """Write the comparison report of the compared variants, or the first four, to a folder."""
    folder = QFileDialog.getExistingDirectory(window, tr("Folder for the report"), last_folder())
    if folder:
        write_report(window, Path(folder) / _name(window))


def write_report(window: Window, folder: Path) -> None:
    """Write the report in the background; the message offers to open it."""
    from scenarios.commands.comparing import MOST_IN_REPORT, about
    from scenarios.commands.comparing import write_report as job

    document = window.session.need()
    variants = sorted(document.tables["variant"].values(), key=lambda v: (v.position, v.key))
    keys = window.session.compared or (PRESENT, *(v.key for v in variants))
    snapshots = [document.snapshot(key) for key in keys[:MOST_IN_REPORT]]
    work.run(
        "report",
        job(snapshots, about(document), folder),
        on_result=lambda made: _said(window, folder / "report.pdf"),
        label=tr("Writing the report"),
    )


def map_picture(window: Window) -> None:
    """Save the map as a picture with scale bar, north and legend."""
    view = window.view()
    proposal = str(Path(last_folder()) / f"{_name(window)}.png")
    chosen, _ = QFileDialog.getSaveFileName(window, tr("Map as picture"), proposal, "PNG (*.png)")
    picture = view.picture() if view is not None else None
    if chosen and picture is not None:
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(".png")
        if not picture.save(str(path)):
            raise Refused(tr("{file} could not be written: choose another folder.", file=path.name))
        _said(window, path)


def copy_map(window: Window) -> None:
    """Put the map as a picture on the clipboard."""
    view = window.view()
    picture = view.picture() if view is not None else None
    if picture is not None:
        QGuiApplication.clipboard().setImage(picture)
        window.session.tell(tr("The map is on the clipboard."))


def _said(window: Window, path: Path) -> None:
    remember("folder", str(path.absolute().parent))
    window.session.tell(
        tr("{file} was written.", file=path.name),
        tr("Open it"),
        lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
    )


def _title(window: Window) -> str:
    name = str(window.session.committed().settings["project_name"])
    return name or window.session.need().path.stem


def _name(window: Window) -> str:
    """A name for a file: the project's and the variant's."""
    document = window.session.need()
    variant = document.tables["variant"].get(window.session.variant)
    name = variant.name if variant else tr("present")
    kept = "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in name)
    return f"{document.path.stem} - {kept}".strip()
