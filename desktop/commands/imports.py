"""Bringing more data into the open project, and what the imports had to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.dialogs.import_report import ImportReportDialog

if TYPE_CHECKING:
    from desktop.window import Window


def report(window: Window) -> None:
    """Show what the imports had to say."""
    window.show_dialog("import-report", lambda: ImportReportDialog(window.session, window))
