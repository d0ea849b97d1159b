"""Bringing more data into the open project, and what the imports had to say.

The dialogs are loaded when they are asked for: they bring all readers along, which would delay the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.window import Window


def report(window: Window) -> None:
    """Show what the imports had to say."""
    from desktop.dialogs.import_report import ImportReportDialog

    window.show_dialog("import-report", lambda: ImportReportDialog(window.session, window))


def newer_land_use(window: Window) -> None:
    """Choose the files of a newer present land use."""
    from desktop.dialogs.import_sources import LandUseDialog

    window.show_dialog("newer-land-use", lambda: LandUseDialog(window.session, window))


def backdrop(window: Window) -> None:
    """Choose a file to draw below the plan and to snap to."""
    from desktop.dialogs.backdrop import BackdropDialog

    window.show_dialog("backdrop", lambda: BackdropDialog(window.session, window))


def businesses(window: Window) -> None:
    """Choose a file with present businesses."""
    from desktop.dialogs.present_things import BUSINESSES, PresentThingsDialog

    window.show_dialog("businesses", lambda: PresentThingsDialog(window.session, BUSINESSES, window))


def waiting_land(window: Window) -> None:
    """Choose a file with land in waiting."""
    from desktop.dialogs.present_things import WAITING, PresentThingsDialog

    window.show_dialog("waiting-land", lambda: PresentThingsDialog(window.session, WAITING, window))


def sensitive_places(window: Window) -> None:
    """Choose a file with sensitive places."""
    from desktop.dialogs.present_things import PLACES, PresentThingsDialog

    window.show_dialog("sensitive-places", lambda: PresentThingsDialog(window.session, PLACES, window))
