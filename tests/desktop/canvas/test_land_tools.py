"""A journey by mouse: a plot, its free contour, a school that it reaches, and land in waiting."""

from PySide6.QtCore import Qt

from scenarios.landuse.setbacks import setbacks
from tests.makers import shape_of, square


def test_a_contour_a_school_and_land_in_waiting_by_mouse(drawing, view, mouse):
    corners = ((200, 200), (600, 200), (600, 600), (200, 600))
    drawing.use_tool("cluster")
    mouse.click(*corners).key(Qt.Key.Key_Return)
    drawing.choose("activity", "A02")
    drawing.use_tool("plot")
    mouse.click((250, 250), (350, 250), (350, 350), (250, 350)).key(Qt.Key.Key_Return)
    plot = next(iter(drawing.snapshot().plots.values()))
    assert drawing.selection == (("plot", plot.key),)

    before = sum(setbacks(drawing.snapshot()).claimed_m2.values())
    drawing.choose("component", "noise")
    drawing.use_tool("contour")
    mouse.click((150, 150), (700, 150), (700, 700), (150, 700)).key(Qt.Key.Key_Return)
    contour = next(iter(drawing.snapshot().contours.values()))
    assert (contour.plot, contour.component) == (plot.key, "noise")
    assert abs(shape_of(contour).area - 550**2) < 5_000
    assert sum(setbacks(drawing.snapshot()).claimed_m2.values()) < before

    drawing.use_tool("sensitive")
    mouse.click((650, 650))
    assert sum(setbacks(drawing.snapshot()).places.values()) == 1

    drawing.use_tool("waiting")
    mouse.click((1000, 100), (1300, 100), (1300, 400)).double(1000, 400)
    land = next(iter(drawing.snapshot().waiting_lands.values()))
    assert shape_of(land).symmetric_difference(square(1000, 100, 300)).area < 5_000

    for _ in range(3):
        drawing.undo()
    found = drawing.snapshot()
    assert not found.waiting_lands and not found.sensitive_places and not found.contours


def test_a_contour_is_reshaped_by_its_corners_and_goes_with_its_plot(drawing, view, mouse):
    drawing.use_tool("cluster")
    mouse.click((200, 200), (600, 200), (600, 600), (200, 600)).key(Qt.Key.Key_Return)
    drawing.use_tool("plot")
    mouse.click((250, 250), (350, 250), (350, 350), (250, 350)).key(Qt.Key.Key_Return)
    drawing.use_tool("contour")
    mouse.click((700, 150), (900, 150), (900, 350), (700, 350)).key(Qt.Key.Key_Return)
    drawing.use_tool("select")
    place = drawing.selection
    assert place[0][0] == "contour"
    mouse.drag((900, 350), (960, 400))
    (row,) = drawing.snapshot().contours.values()
    assert shape_of(row).area > 45_000
    plot = next(iter(drawing.snapshot().plots))
    drawing.select([("plot", plot)])
    mouse.key(Qt.Key.Key_Delete)
    assert not drawing.snapshot().contours and not drawing.snapshot().plots
