"""A layout edited by mouse and keyboard in the real window: corners, split, move, merge, undo."""

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.canvas.view import MapView
from desktop.commands import project
from desktop.panels.selected_corners import CornersSection
from desktop.session import Session
from desktop.window import Window
from scenarios.edits.plots import draw_plot
from scenarios.edits.sites import draw_site
from scenarios.edits.variants import add_variant
from tests.makers import ORIGIN, square


@pytest.fixture
def window(dressed, qtbot, project_path):
    made = Window(Session())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    assert project.open_path(made, project_path)
    session = made.session
    written = session.edit("Variant", add_variant(session.need().tables, "Proef"))
    session.go_to(variant=written[0].key, year=2040)
    (site,) = session.edit("Site", draw_site(session.committed(), square(100, 100, 400), "cluster", "Noord"))
    for x in (150, 250):
        session.edit("Plot", draw_plot(session.committed(), square(x, 150, 100), site.key, name=f"Kavel {x}"))
    session.choose("snap", "off")
    view(made).zoom_to(square(50, 50, 500).bounds)
    yield made
    made.close()


def view(window: Window) -> MapView:
    return next(one for one in window.findChildren(MapView) if one.isVisible())


def pixel(window: Window, x: float, y: float) -> QPoint:
    px, py = view(window).sight.to_pixel(ORIGIN[0] + x, ORIGIN[1] + y)
    return QPoint(round(px), round(py))


def click(window: Window, x: float, y: float) -> None:
    QTest.mouseMove(view(window), pixel(window, x, y))
    QTest.mouseClick(view(window), Qt.MouseButton.LeftButton, pos=pixel(window, x, y))


def drag(window: Window, start: tuple[float, float], end: tuple[float, float]) -> None:
    canvas, (x0, y0), (x1, y1) = view(window), start, end
    QTest.mouseMove(canvas, pixel(window, x0, y0))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixel(window, x0, y0))
    QTest.mouseMove(canvas, pixel(window, (x0 + x1) / 2, (y0 + y1) / 2))
    QTest.mouseMove(canvas, pixel(window, x1, y1))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixel(window, x1, y1))


def areas(window: Window) -> dict[str, float]:
    snapshot = window.session.committed()
    return {plot.name: shapely.from_wkb(plot.geom).area for plot in snapshot.plots.values()}


def steps(window: Window) -> list[str]:
    return [step.label for step in window.session.need().history() if step.done]


def test_a_layout_is_edited_by_hand(window):
    session = window.session
    left, right = (plot.key for plot in sorted(session.committed().plots.values(), key=lambda p: p.name))
    session.select([("plot", left)])
    drag(window, (250, 250), (270, 250))
    after = areas(window)
    assert after["Kavel 150"] == pytest.approx(11_000, rel=0.02)
    assert after["Kavel 150"] + after["Kavel 250"] == pytest.approx(20_000, rel=0.001)
    assert steps(window)[-1] == "Reshape Kavel 150"

    QTest.keyClick(view(window), Qt.Key.Key_K)
    session.use_tool("split")
    click(window, 200, 120)
    click(window, 200, 280)
    QTest.keyClick(view(window), Qt.Key.Key_Return)
    assert steps(window)[-1] == "Split Kavel 150" and len(session.committed().plots) == 3
    assert len(session.selection) == 2

    session.use_tool("merge")
    QTest.keyClick(view(window), Qt.Key.Key_Return)
    assert steps(window)[-1].startswith("Merge") and len(session.committed().plots) == 2

    session.select([("plot", right)])
    session.use_tool("move")
    session.choose("overlap", "stop")
    click(window, 300, 200)
    click(window, 300, 320)
    assert steps(window)[-1] == "Move Kavel 250"
    session.undo()
    session.undo()
    assert len(session.committed().plots) == 3


def test_corners_are_typed_in_the_table_and_shown_on_the_map(window, qtbot):
    session = window.session
    key = next(iter(session.committed().plots))
    session.select([("plot", key)])
    section = window.findChild(CornersSection)
    qtbot.waitUntil(lambda: section.model.rowCount() == 4)
    section.mark(section.model.addresses[2])
    hands = view(window)._hands
    assert hands is not None
    assert any(handle.role == "active" for handle in hands.preview.handles)
    x, y = section.model.thing.corners.at((0, 0, 2))
    count = len(steps(window))
    assert section.model.setData(section.model.index(2, 2), f"{y + 12.5:.3f}")
    corners = shapely.get_coordinates(shapely.from_wkb(session.committed().plots[key].geom)).tolist()
    assert [x, y + 12.5] in corners
    assert len(steps(window)) == count + 1
    assert not section.model.setData(section.model.index(2, 1), "there")
