"""Assumptions, and what the program and the example say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop import crash
from desktop.dialogs.about import AboutDialog
from desktop.dialogs.about_example import AboutExampleDialog
from desktop.dialogs.preferences import AssumptionsDialog
from scenarios.wording import tr

if TYPE_CHECKING:
    from desktop.window import Window


def assumptions(window: Window) -> None:
    """Show the project's assumptions, to be changed at once and undone like any edit."""
    window.show_dialog("assumptions", lambda: AssumptionsDialog(window.session, window))


def about(window: Window) -> None:
    """Show what this program is, its version, licence and sources."""
    window.show_dialog("about", lambda: AboutDialog(window))


def is_example(window: Window) -> bool:
    """Whether the open project is a built-in example."""
    session = window.session
    return session.document is not None and bool(session.committed().settings["example"])


def about_example(window: Window) -> None:
    """Show what is true and what is made up in the example."""
    window.show_dialog("about-example", lambda: AboutExampleDialog(window.session, window))


def crash_folder(window: Window) -> None:
    """Say where crash reports are kept."""
    window.session.tell(tr("Crash reports are kept in {folder}.", folder=crash.reports()), stays=True)
