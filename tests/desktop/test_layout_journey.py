"""From nothing to a cluster of twenty plots and three hubs, by mouse and by template, in the real window."""

import os
from pathlib import Path

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.canvas.view import MapView
from desktop.commands import project
from desktop.panels.templates import TemplatesPanel
from desktop.session import Session
from desktop.window import Window
from scenarios.edits.variants import add_variant
from scenarios.landuse.balance import balance
from tests.makers import ORIGIN

HUBS = ((1250, 80, "hub-clean"), (1250, 420, "hub-circular"), (1620, 250, "hub-clean"))
"""Lower left corners, m from the test origin, and the layout of each hub."""


@pytest.fixture
def window(dressed, qtbot, project_path):
    made = Window(Session())
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    assert project.open_path(made, project_path)
    session = made.session
    written = session.edit("Variant", add_variant(session.need().tables, "Proef"))
    session.go_to(variant=written[0].key, year=2040)
    session.choose("snap_kinds", "vertex,edge")
    view(made).zoom_to((ORIGIN[0], ORIGIN[1] - 50, ORIGIN[0] + 2000, ORIGIN[1] + 1000))
    yield made
    made.close()


def view(window: Window) -> MapView:
    return next(one for one in window.findChildren(MapView) if one.isVisible())


def click(window: Window, x: float, y: float) -> None:
    px, py = view(window).sight.to_pixel(ORIGIN[0] + x, ORIGIN[1] + y)
    place = QPoint(round(px), round(py))
    QTest.mouseMove(view(window), place)
    QTest.mouseClick(view(window), Qt.MouseButton.LeftButton, pos=place)


def finish(window: Window) -> None:
    QTest.keyClick(view(window), Qt.Key.Key_Return)


def drawn(window: Window, tool: str, *corners: tuple[float, float]) -> int:
    """Draw an area by its corners with a tool; gives the key of the new row."""
    session = window.session
    session.use_tool(tool)
    session.choose("shape", "polygon")
    for corner in corners:
        click(window, *corner)
    finish(window)
    return session.selection[0][1]


def shot(window: Window, name: str) -> None:
    """Keep a picture where whoever runs this asks for it: environment variable SHOTS."""
    folder = os.environ.get("SHOTS")
    if folder:
        window.grab().save(str(Path(folder) / f"{name}.png"))


def test_a_cluster_of_twenty_plots_and_three_hubs_from_nothing(window, qtbot):
    session = window.session
    # A cluster of 30 ha, its road by a line with a width, ten plots at each side of it by rectangles that
    # overshoot: they stop at the road and at each other.
    cluster = drawn(window, "cluster", (100, 200), (850, 200), (850, 600), (100, 600))
    session.use_tool("road")
    click(window, 100, 400)
    click(window, 850, 400)
    finish(window)
    session.use_tool("plot")
    session.choose("shape", "rectangle")
    session.choose("activity", "F04")
    for row in ((202, 396), (404, 598)):
        for step in range(10):
            session.use_tool("plot")
            click(window, 101 + 74.8 * step, row[0])
            click(window, 101 + 74.8 * (step + 1) + 6, row[1] + (4 if row[0] < 300 else -1))
    shot(window, "cluster")
    snapshot = session.committed()
    plots = [plot for plot in snapshot.plots_of(cluster) if plot.activity == "F04"]
    assert len(plots) == 20
    shapes = np.array([snapshot.geometry(plot) for plot in snapshot.plots_of(cluster)], dtype=object)
    assert shapely.is_valid(shapes).all()
    together = shapely.union_all(shapes)
    assert float(shapely.area(shapes).sum()) == pytest.approx(float(shapely.area(together)), abs=0.01)
    # Three hubs by their outline, filled with a layout of the list.
    panel = next(iter(window.findChildren(TemplatesPanel)))
    for x, y, layout in HUBS:
        hub = drawn(window, "hub", (x, y), (x + 240, y), (x + 260, y + 150), (x + 120, y + 190), (x, y + 170))
        session.use_tool("select")
        session.select([("site", hub)])
        session.choose("template", layout)
        session.use_tool("template")
        qtbot.waitUntil(lambda: panel.apply.isEnabled(), timeout=20_000)
        panel.fill()
        made = session.committed().plots_of(hub)
        assert len(made) >= 4, layout
        site = session.committed().geometry(session.committed().sites[hub])
        inside = np.array([session.committed().geometry(plot) for plot in made], dtype=object)
        assert shapely.covers(shapely.buffer(site, 0.01), inside).all()
    session.use_tool("select")
    session.select([])
    view(window).zoom_to((ORIGIN[0] + 60, ORIGIN[1], ORIGIN[0] + 1950, ORIGIN[1] + 700))
    qtbot.wait(1200) if os.environ.get("SHOTS") else None
    shot(window, "all")
    # The land still closes, and every step can be taken back.
    found = balance(session.committed())
    for code, row in found.now_m2.items():
        assert sum(row.values()) == found.area_m2[code]
    document = session.need()
    while document.next_undo is not None and document.next_undo.label != "Variant":
        session.undo()
    assert not session.committed().sites and not session.committed().plots
