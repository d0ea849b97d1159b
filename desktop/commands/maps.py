"""Zooming the map that shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from desktop.window import Window

MARGIN = 0.15


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
    window.session.show(window.session.snapshot().region.bounds)


def zoom_selection(window: Window) -> None:
    """What is selected; the whole region where nothing is."""
    snapshot = window.session.snapshot()
    shapes = [
        shapely.from_wkb(row.geom)
        for table, key in window.session.selection
        if (row := snapshot.rows(table).get(key)) is not None
    ]
    if not shapes:
        zoom_all(window)
        return
    xmin, ymin, xmax, ymax = (float(v) for v in shapely.total_bounds(shapes))
    edge = max(xmax - xmin, ymax - ymin, 100.0) * MARGIN
    window.session.show((xmin - edge, ymin - edge, xmax + edge, ymax + edge))
