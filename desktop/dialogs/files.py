"""Asking for the files to read, starting where the last ones were."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.remember import recall, remember
from scenarios.wording import tr

READABLE = "*.gpkg *.geojson *.json *.topojson *.shp *.fgb *.gml *.xml *.sqlite *.db *.csv *.tsv *.pbf *.mvt"


def choose_file(parent: QWidget, title: str, *, tables: bool = False) -> str:
    """Ask for a map file, or with `tables` for a CSV table; empty where none was chosen."""
    kinds = (tr("Tables"), "*.csv *.tsv *.txt") if tables else (tr("Map files"), READABLE)
    shown = f"{kinds[0]} ({kinds[1]});;{tr('All files')} (*)"
    path, _ = QFileDialog.getOpenFileName(parent, title, str(recall("source_folder", "")), shown)
    if path:
        remember("source_folder", str(Path(path).parent))
    return path


def choose_folder(parent: QWidget, title: str) -> str:
    """Ask for a folder, of vector tiles or of map files; empty where none was chosen."""
    path = QFileDialog.getExistingDirectory(parent, title, str(recall("source_folder", "")))
    if path:
        remember("source_folder", str(Path(path).parent))
    return path
