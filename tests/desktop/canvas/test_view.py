"""The map under real mouse and keyboard: drawing, navigating, following the session."""

import pytest
import shapely
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import text
from desktop.canvas.camera import Camera
from desktop.canvas.view import MapView
from desktop.session import Session
from scenarios.project.model import PRESENT
from tests.desktop.canvas.conftest import Mouse
from tests.makers import ORIGIN, square

SQUARE = ((200, 200), (600, 200), (600, 600), (200, 600))
PIXEL = 3.0
"""More than the metres per pixel of the test view."""


def sites(session: Session) -> list:
    return list(session.committed().sites.values())


def shape(row: object) -> shapely.Polygon:
    return shapely.from_wkb(row.geom)  # type: ignore[attr-defined]


def scroll(view: MapView, at: QPointF, *, pixels: int = 0, degrees: int = 0) -> None:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(0, pixels),
        QPoint(0, degrees),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


# Drawing


@pytest.mark.parametrize("finish", ["enter", "double", "right"])
def test_a_cluster_is_drawn_by_clicks(view, drawing, mouse, finish):
    drawing.use_tool("cluster")
    mouse.click(*SQUARE[:3])
    if finish == "double":
        mouse.double(*SQUARE[3])
    else:
        mouse.click(SQUARE[3])
    if finish == "enter":
        mouse.key(Qt.Key.Key_Return)
    elif finish == "right":
        mouse.click((1500, 500), button=Qt.MouseButton.RightButton)
    (row,) = sites(drawing)
    assert row.kind == "cluster"
    assert shape(row).symmetric_difference(square(200, 200, 400)).area < 4 * 400 * PIXEL
    assert drawing.selection == (("site", row.key),)
    assert not view._hands.runner.busy


def test_what_was_drawn_is_undone_and_redone(drawing, mouse):
    drawing.use_tool("hub")
    mouse.click(*SQUARE).key(Qt.Key.Key_Return)
    drawing.undo()
    assert not sites(drawing)
    drawing.redo()
    assert sites(drawing)[0].kind == "hub"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_keys_take_one_click_back(view, drawing, mouse, key, modifier):
    drawing.use_tool("cluster")
    mouse.click(*SQUARE[:3]).key(key, modifier)
    assert len(view._hands.preview.clicks) == 2
    assert drawing.tool == "cluster"
    mouse.click(SQUARE[2], SQUARE[3]).key(Qt.Key.Key_Return)
    assert len(sites(drawing)) == 1


def test_escape_with_nothing_drawn_goes_back_to_selecting(drawing, mouse):
    drawing.use_tool("cluster")
    mouse.key(Qt.Key.Key_Escape)
    assert drawing.tool == "select"


def test_a_shape_that_crosses_itself_is_not_taken(view, drawing, mouse):
    said = []
    view.hinted.connect(said.append)
    drawing.use_tool("cluster")
    mouse.click((200, 200), (600, 600), (600, 200), (200, 600)).key(Qt.Key.Key_Return)
    assert not sites(drawing)
    assert "crosses" in said[-1]
    assert len(view._hands.preview.clicks) == 4


def test_figures_float_and_go_live_while_drawing(view, drawing, mouse, qtbot):
    drawing.use_tool("cluster")
    mouse.click(*SQUARE[:3]).move(200, 600)
    assert view._hands.preview.lines[0].endswith(" ha")
    qtbot.waitUntil(lambda: len(drawing.pending) == 1, timeout=2_000)
    assert len(drawing.snapshot().sites) == 1 and not sites(drawing)
    drawing.use_tool("select")
    assert not drawing.pending


def test_an_unfinished_drawing_speaks_the_language_that_is_switched_to(view, drawing, mouse):
    said = []
    view.hinted.connect(said.append)
    drawing.use_tool("cluster")
    mouse.click(*SQUARE[:3]).move(200, 600)
    text.set_language("nl", keep=False)
    assert said[-1].startswith("Klik het volgende hoekpunt")
    assert view._hands.preview.lines[0] == "16,0 ha"
    assert len(view._hands.preview.clicks) == 3
    text.set_language("en", keep=False)
    assert said[-1].startswith("Click the next corner")


def test_a_corner_is_dragged_and_a_thing_is_deleted(drawing, mouse):
    drawing.use_tool("cluster")
    mouse.click(*SQUARE).key(Qt.Key.Key_Return)
    drawing.use_tool("select")
    mouse.drag((600, 600), (800, 800))
    (row,) = sites(drawing)
    assert shape(row).area == pytest.approx(240_000, rel=0.03)
    mouse.key(Qt.Key.Key_Delete)
    assert not sites(drawing)
    drawing.undo()
    assert sites(drawing) == [row]


def test_a_rectangle_is_drawn_by_two_clicks(drawing, mouse):
    drawing.use_tool("cluster")
    drawing.choose("shape", "rectangle")
    mouse.click((200, 200), (600, 500))
    assert shape(sites(drawing)[0]).area == pytest.approx(120_000, rel=0.03)


def test_corners_snap_to_borders_unless_told_not_to(view, drawing, mouse):
    drawing.use_tool("cluster")
    near = (1000 + 2 * view.camera.metres_per_pixel, 0)
    mouse.click(near)
    assert view._hands.preview.clicks[0] == (ORIGIN[0] + 1000, ORIGIN[1])
    mouse.key(Qt.Key.Key_Escape)
    drawing.choose("snap", "off")
    mouse.click(near)
    assert view._hands.preview.clicks[0] != (ORIGIN[0] + 1000, ORIGIN[1])


def test_a_crowded_place_says_that_it_does_not_snap_to_all(view, drawing, mouse, monkeypatch):
    from desktop.canvas import targets

    monkeypatch.setattr(targets, "BUDGET", 0)
    said = []
    view.hinted.connect(said.append)
    drawing.use_tool("cluster")
    mouse.move(1000, 200)
    assert said[-1].endswith("zoom in.")


def test_nothing_is_drawn_in_the_present(view, drawing, mouse):
    drawing.go_to(variant=PRESENT)
    drawing.use_tool("cluster")
    mouse.click(*SQUARE).key(Qt.Key.Key_Return)
    assert "make a variant first" in view._hands.preview.hint
    assert not any(s.label.startswith("Draw") for s in drawing.need().history())


def test_a_refused_edit_leaves_the_clicks(view, drawing, mouse, monkeypatch):
    from scenarios.errors import Refused

    told = []
    drawing.listen(told.append)
    drawing.use_tool("cluster")
    mouse.click(*SQUARE)

    def full(*args, **more):
        raise Refused("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(drawing.need(), "edit", full)
        mouse.key(Qt.Key.Key_Return)
    assert told[-1].text == "The disk is full."
    assert len(view._hands.preview.clicks) == 4
    mouse.key(Qt.Key.Key_Return)
    assert len(sites(drawing)) == 1


# What is unfinished is kept


def test_an_unfinished_shape_survives_a_crash(drawing, make_view, project_path, dressed):
    view = make_view(drawing)
    drawing.use_tool("hub")
    drawing.choose("shape", "polygon")
    Mouse(view).click(*SQUARE[:3])
    clicks, variant = view._hands.preview.clicks, drawing.variant
    drawing.close()

    again = Session()
    told = []
    again.listen(told.append)
    later = make_view(again)
    again.open(project_path)
    assert (again.tool, again.variant, again.options["shape"]) == ("hub", variant, "polygon")
    assert later._hands.preview.clicks == clicks
    assert "3" in told[-1].text
    Mouse(later).click(SQUARE[3]).key(Qt.Key.Key_Return)
    assert len(sites(again)) == 1
    assert again.need().draft() is None
    again.close()


def test_another_tool_does_not_lose_the_clicks(view, drawing, mouse):
    drawing.use_tool("cluster")
    mouse.click(*SQUARE[:3])
    drawing.use_tool("select")
    assert not view._hands.runner.busy
    drawing.use_tool("cluster")
    assert len(view._hands.preview.clicks) == 3


def test_a_draft_that_makes_no_sense_is_left_alone(drawing, make_view):
    sound = {"tool": "cluster", "variant": drawing.variant, "clicks": [[3, 4]]}
    broken = [
        {**sound, "clicks": [[1], "x"]},
        {**sound, "clicks": [[None, 2]]},
        {**sound, "tool": 7},
        {**sound, "variant": "x"},
        7,
    ]
    drawing.need().set_draft({"tool": "cluster", "running": [*broken, sound], "aborted": broken})
    view = make_view(drawing)
    assert view._hands.preview.clicks == ((3.0, 4.0),)
    drawing.need().set_draft({"tool": 7, "running": None})
    drawing.edited.emit(())
    assert not view._hands.preview.clicks


# Navigating


@pytest.mark.parametrize("by", [{"degrees": 240}, {"degrees": -120}, {"pixels": 37}])
def test_the_wheel_zooms_at_the_pointer(view, by):
    at = QPointF(620, 130)
    before, scale = view.sight.to_map(at.x(), at.y()), view.camera.metres_per_pixel
    scroll(view, at, **by)
    assert view.sight.to_map(at.x(), at.y()) == pytest.approx(before)
    assert (view.camera.metres_per_pixel < scale) == (max(by.values()) > 0)


def test_a_pinch_zooms_at_its_place(view):
    at = QPointF(300, 400)
    before, scale = view.sight.to_map(at.x(), at.y()), view.camera.metres_per_pixel
    pad = QPointingDevice.primaryPointingDevice()
    zoom = Qt.NativeGestureType.ZoomNativeGesture
    pinch = QNativeGestureEvent(zoom, pad, 2, at, at, view.mapToGlobal(at), 0.25, QPointF())
    QApplication.sendEvent(view, pinch)
    assert view.camera.metres_per_pixel == pytest.approx(scale / 1.25)
    assert view.sight.to_map(at.x(), at.y()) == pytest.approx(before)


@pytest.mark.parametrize("how", ["middle", "space", "tool"])
def test_the_map_is_dragged(view, drawing, mouse, how):
    x, y = view.camera.x, view.camera.y
    if how == "space":
        QTest.keyPress(view, Qt.Key.Key_Space)
    if how == "tool":
        drawing.use_tool("pan")
    mouse.drag(
        (1000, 500),
        (1200, 600),
        button=Qt.MouseButton.MiddleButton if how == "middle" else Qt.MouseButton.LeftButton,
    )
    assert (view.camera.x, view.camera.y) == pytest.approx((x - 200, y - 100), abs=2 * PIXEL)
    assert not drawing.selection


def test_keys_move_the_map(view, mouse):
    x, y, scale = view.camera.x, view.camera.y, view.camera.metres_per_pixel
    mouse.key(Qt.Key.Key_Right).key(Qt.Key.Key_Up)
    assert view.camera.x > x and view.camera.y > y
    mouse.key(Qt.Key.Key_Plus)
    assert view.camera.metres_per_pixel < scale


def test_two_views_share_a_camera(drawing, make_view):
    camera = Camera()
    one = make_view(drawing, camera=camera, tools=False)
    two = make_view(drawing, camera=camera, variant=PRESENT, tools=False)
    scroll(one, QPointF(100, 100), degrees=120)
    Mouse(two).drag((500, 500), (700, 700))
    assert one.sight == two.sight
    assert one.snapshot().variant != two.snapshot().variant == PRESENT


def test_zooming_to_places(view, drawing, mouse):
    drawing.use_tool("cluster")
    mouse.click(*SQUARE).key(Qt.Key.Key_Return)
    view.zoom_to_selection()
    assert (view.camera.x, view.camera.y) == pytest.approx((ORIGIN[0] + 400, ORIGIN[1] + 400), abs=PIXEL)
    view.zoom_to_all()
    assert (view.camera.x, view.camera.y) == pytest.approx((ORIGIN[0] + 1000, ORIGIN[1] + 500))
    drawing.show(square(1400, 400, 200).bounds)
    assert (view.camera.x, view.camera.y) == pytest.approx((ORIGIN[0] + 1500, ORIGIN[1] + 500))


def test_a_map_that_is_too_small_to_fit_anything_lives(drawing, make_view):
    view = make_view(drawing)
    view.resize(1, 1)
    view.zoom_to_all()
    view.grab()


# Reading


def test_the_pointer_reads_municipality_and_use(view, mouse, qtbot):
    read = []
    view.pointed.connect(lambda x, y, text: read.append((x, y, text)))
    mouse.move(1250, 500)
    qtbot.waitUntil(lambda: bool(read), timeout=2_000)
    x, y, text = read[-1]
    assert (x, y) == pytest.approx((ORIGIN[0] + 1250, ORIGIN[1] + 500), abs=PIXEL)
    assert text == "Beekdorp, Housing"


def test_a_right_click_asks_for_a_menu_on_what_it_selects(view, drawing, mouse, qtbot):
    drawing.use_tool("cluster")
    mouse.click(*SQUARE).key(Qt.Key.Key_Return)
    drawing.use_tool("select")
    drawing.select(())
    with qtbot.waitSignal(view.menu_asked, timeout=1_000):
        mouse.click((400, 400), button=Qt.MouseButton.RightButton)
    assert drawing.selection == (("site", sites(drawing)[0].key),)


def test_closing_and_opening_while_a_map_is_there(view, drawing, project_path):
    drawing.close()
    assert view.snapshot() is None
    view.grab()
    drawing.open(project_path)
    assert view.snapshot() is not None
