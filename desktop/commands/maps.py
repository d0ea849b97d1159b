"""Zooming the map that shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.window import Window


def zoom_in(window: Window) -> None:
    """Twice as large."""
    view = window.view()
    if view is not None:
        view.zoom(2.0)


def zoom_out(window: Window) -> None:
    """Half as large."""
    view = window.view()
    if view is not None:
        view.zoom(0.5)


def zoom_all(window: Window) -> None:
    """The whole region."""
    view = window.view()
    if view is not None:
        view.zoom_to_all()


def zoom_selection(window: Window) -> None:
    """What is selected; the whole region where nothing is."""
    view = window.view()
    if view is not None:
        view.zoom_to_selection()
