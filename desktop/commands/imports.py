"""Bringing more data into the open project, and what the imports had to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.dialogs import import_sources
from desktop.dialogs.import_report import ImportReportDialog
from desktop.dialogs.import_sources import LandUseDialog

if TYPE_CHECKING:
    from desktop.window import Window


def report(window: Window) -> None:
    """Show what the imports had to say."""
    window.show_dialog("import-report", lambda: ImportReportDialog(window.session, window))


def newer_land_use(window: Window) -> None:
    """Choose the files of a newer present land use."""
    window.show_dialog("newer-land-use", lambda: LandUseDialog(window.session, window))


def backdrop(window: Window) -> None:
    """Choose a file to draw below the plan and to snap to."""
    import_sources.add_backdrop(window.session, window)


def businesses(window: Window) -> None:
    """Choose a file with present businesses."""
    import_sources.add_businesses(window.session, window)
