"""Ribbons of moves: where they run, that every state has its own sign, and the tool in the real window."""

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from desktop import look
from desktop.canvas.camera import Camera
from desktop.canvas.furniture import legend
from desktop.canvas.lights import INKS, light
from desktop.canvas.moves import band
from desktop.canvas.scene import Scene
from desktop.canvas.style import style
from desktop.canvas.view import MapView
from desktop.commands import project
from desktop.session import Session
from desktop.window import Window
from scenarios.edits import businesses
from scenarios.edits.plots import draw_plot
from scenarios.edits.sites import draw_site
from scenarios.edits.variants import add_variant
from scenarios.project.model import Move, Variant
from tests.makers import ORIGIN, plot, site, snapshot, square

CLUSTER = site(square(100, 100, 400), max_category="4.2")
PLOT = plot(square(100, 100, 200), CLUSTER)


def move(key, x, **columns):
    return Move(key, key, 1, shapely.to_wkb(shapely.MultiPolygon([square(x, 700, 80)])), **columns)


def test_a_ribbon_narrows_from_its_origin_to_its_head():
    corners = np.array([(0.0, 0.0), (50.0, 0.0), (100.0, 0.0)])
    outline = band(corners)
    assert outline[:, 0].max() == 100 and np.abs(outline[:, 1]).max() > 5
    body = outline[(outline[:, 0] < 5)]
    assert np.ptp(body[:, 1]) == pytest.approx(10, abs=0.1)
    assert shapely.Polygon(outline).is_valid
    assert np.isfinite(band(np.zeros((2, 2)))).all()


def test_every_state_has_a_sign_of_its_own_in_both_looks(dressed):
    for mode in ("dark", "light"):
        look.choose(mode, keep=False)
        shown = {}
        for state in INKS:
            image = QImage(32, 32, QImage.Format.Format_RGB32)
            image.fill(QColor("white"))
            painter = QPainter(image)
            light(painter, QPointF(16, 16), 10, state, QColor("black"), QColor("white"), look.font())
            painter.end()
            shown[state] = bytes(image.constBits())
        assert len(set(shown.values())) == 3, "told apart without any colour"


def test_the_legend_says_which_states_there_are(dressed):
    there = snapshot(
        Variant(1, "x"), CLUSTER, PLOT, move(501, 1500), move(503, 1700, plot=PLOT.key, category="5.1")
    )
    camera = Camera()
    camera.fit(there.region.bounds, 900, 500)
    words = [entry.text for entry in legend(Scene(there, camera.sight(900, 500), style()))]
    assert "Relocation, something not known yet" in words and "Relocation, something does not fit" in words
    assert "Relocation, complete" not in words


@pytest.fixture
def window(dressed, qtbot, project_path):
    made = Window(Session())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    assert project.open_path(made, project_path)
    session = made.session
    session.edit("Business", businesses.add(session.committed(), square(1600, 500, 80), name="Centrale"))
    written = session.edit("Variant", add_variant(session.need().tables, "Proef"))
    session.go_to(variant=written[0].key, year=2040)
    (row,) = session.edit("Site", draw_site(session.committed(), square(100, 100, 400), "cluster", "Noord"))
    session.edit("Plot", draw_plot(session.committed(), square(150, 150, 200), row.key, name="Kavel"))
    session.choose("snap", "off")
    view(made).zoom_to_all()
    yield made
    made.close()


def view(window):
    return next(one for one in window.findChildren(MapView) if one.isVisible())


def click(window, x, y):
    px, py = view(window).sight.to_pixel(ORIGIN[0] + x, ORIGIN[1] + y)
    at = QPoint(round(px), round(py))
    QTest.mouseMove(view(window), at)
    QTest.mouseClick(view(window), Qt.MouseButton.LeftButton, pos=at)


def test_two_clicks_in_the_window_relocate_a_business(window):
    session = window.session
    session.use_tool("move-business")
    click(window, 1640, 540)
    (row,) = session.committed().moves.values()
    assert row.plot is None and session.selection == (("move", row.key),) and session.tool == "move-business"
    click(window, 250, 250)
    (row,) = session.committed().moves.values()
    assert row.plot in session.committed().plots
    before = view(window).picture(600, 400, 1.0)
    session.show_layer("moves", shown=False)
    after = view(window).picture(600, 400, 1.0)
    assert before is not None and after is not None and before != after
    session.undo()
    session.undo()
    assert not session.committed().moves and not session.committed().use_changes


def test_a_view_may_leave_a_layer_out(window):
    canvas = view(window)
    canvas.hide("moves")
    scene = canvas.scene()
    assert scene is not None and not scene.layer("moves").shown and not canvas.seen("move")
    assert window.session.layer("moves").shown
    canvas.hide()
    assert canvas.seen("move")
