"""Typing at the pointer while drawing."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.canvas.view import MapView
from desktop.session import Session
from tests.desktop.canvas.conftest import Mouse
from tests.makers import ORIGIN

START, THERE = (200, 200), (500, 200)


@pytest.fixture
def begun(view: MapView, drawing: Session, mouse: Mouse) -> MapView:
    drawing.choose("snap", "off")
    drawing.use_tool("cluster")
    mouse.click(START).move(*THERE)
    return view


def field(view: MapView):
    assert view._hands is not None
    return view._hands.entry.field


def keys(view: MapView, text: str) -> None:
    """Type on whatever has the keyboard."""
    for letter in text:
        target = view.focusWidget() if field(view).isVisible() else view
        named = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\x1b": Qt.Key.Key_Escape}
        if letter in named:
            QTest.keyClick(target, named[letter])
        else:
            QTest.keyClicks(target, letter)


def clicks(view: MapView) -> tuple:
    assert view._hands is not None
    return view._hands.preview.clicks or ()


def focused(view: MapView) -> str:
    return next((name for name, edit in field(view).edits.items() if edit is view.focusWidget()), "")


def test_a_distance_goes_where_the_pointer_points(begun):
    keys(begun, "12")
    assert field(begun).isVisible() and focused(begun) == "distance"
    keys(begun, "0,5\n")
    assert math.dist(*clicks(begun)) == pytest.approx(120.5)
    assert not field(begun).isVisible() and not begun._hands.pointer.locks


@pytest.mark.parametrize("there", [(500, 200), (240, 230), (500, 420), (100, 160)])
def test_the_field_keeps_off_the_corners_that_are_drawn(begun, mouse, there):
    mouse.move(*there)
    keys(begun, "1")
    (x, y), box = begun.sight.to_pixel(*clicks(begun)[0]), field(begun).geometry()
    assert not box.contains(round(x), round(y))
    assert begun.rect().contains(box)


def test_distance_and_angle(begun):
    keys(begun, "100\t90\n")
    (x0, y0), (x1, y1) = clicks(begun)
    assert (x1 - x0, y1 - y0) == pytest.approx((0, 100), abs=1e-6)
    keys(begun, "50\t90\n")
    x2, y2 = clicks(begun)[2]
    assert (x2 - x1, y2 - y1) == pytest.approx((-50, 0), abs=1e-6)


def test_x_and_y_place_the_first_click_too(view, drawing, mouse):
    drawing.use_tool("cluster")
    keys(view, f"{ORIGIN[0] + 300}\t{ORIGIN[1] + 250}\n")
    assert clicks(view) == ((ORIGIN[0] + 300, ORIGIN[1] + 250),)


def test_relative_x_and_y(begun):
    keys(begun, "1\t")
    begun._hands.entry.field.relative["x"].click()
    begun._hands.entry.field.relative["y"].click()
    begun._hands.entry.field.locks["distance"].click()
    field(begun).begin("x")
    keys(begun, "30\t40\n")
    assert math.dist(*clicks(begun)) == pytest.approx(50)


def test_what_is_no_number_is_said_once_and_changes_nothing(begun):
    before = begun._hands.place
    keys(begun, "1,2,3\n")
    assert len(clicks(begun)) == 1
    assert "number" in field(begun).said.text() and field(begun).said.isVisible()
    assert begun._hands.place != before or not begun._hands.pointer.locks.values
    keys(begun, "80\n")
    assert math.dist(*clicks(begun)) == pytest.approx(80)


def test_escape_closes_the_field_first_and_only_then_takes_a_click_back(begun):
    keys(begun, "12\x1b")
    assert not field(begun).isVisible() and len(clicks(begun)) == 1
    assert begun.hasFocus()
    keys(begun, "\x1b")
    assert len(clicks(begun)) == 0


def test_the_shape_follows_what_is_typed_and_a_click_takes_it(begun, mouse):
    keys(begun, "75")
    assert math.dist(clicks(begun)[0], begun._hands.place) == pytest.approx(75)
    mouse.click((300, 500))
    assert math.dist(*clicks(begun)) == pytest.approx(75)
    assert not field(begun).isVisible()


def test_an_area_is_given_to_the_tool(begun, mouse):
    mouse.click((500, 200), (500, 500))
    keys(begun, "1")
    for _ in range(4):
        keys(begun, "\t")
    assert focused(begun) == "area"
    keys(begun, "6\n")
    mouse.move(200, 500)
    assert begun._hands.preview.values["area"] == pytest.approx(60_000, abs=1)


def test_tab_opens_the_field_and_walks_it_round(begun):
    QTest.keyClick(begun, Qt.Key.Key_Tab)
    assert focused(begun) == "distance"
    QTest.keyClick(begun.focusWidget(), Qt.Key.Key_Backtab)
    assert focused(begun) == field(begun).asks[-1]


def test_along_and_across_an_edge(view, drawing, mouse):
    drawing.use_tool("cluster")
    mouse.click((200, 200), (500, 260), (500, 500), (200, 500)).key(Qt.Key.Key_Return)
    drawing.use_tool("change")
    mouse.click((700, 700)).move(350, 230)
    keys(view, "p")
    mouse.move(900, 900)
    (x0, y0), (x1, y1) = clicks(view)[0], view._hands.place
    assert (y1 - y0) / (x1 - x0) == pytest.approx(0.2, abs=0.04)
    mouse.move(350, 230)
    keys(view, "p")
    mouse.move(650, 900)
    x1, y1 = view._hands.place
    assert (x1 - x0) / (y1 - y0) == pytest.approx(-0.2, abs=0.04)
    keys(view, "\x1b")
    assert not view._hands.pointer.locks and len(clicks(view)) == 1


def test_without_an_edge_p_says_what_to_do(begun, mouse):
    said = []
    begun.hinted.connect(said.append)
    mouse.move(700, 700)
    keys(begun, "p")
    assert "Point at an edge" in said[-1]


def test_how_far_it_is_shows_beside_the_pointer(begun):
    said = begun._hands.entry.measured()
    assert "m" in said and "\N{ANGLE} 0.0°" in said
    keys(begun, "5")
    assert begun._hands.entry.measured() == ""
    begun.grab()


def test_another_tool_closes_the_field(begun, drawing):
    keys(begun, "5")
    drawing.use_tool("select")
    assert not field(begun).isVisible() and not begun._hands.pointer.locks
