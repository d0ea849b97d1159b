"""The bricks of the trade-off by hand: slider, field, segments, and how far sliders reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.panels.tradeoff import scale
from desktop.widgets.figures import HECTARE
from desktop.widgets.hectare_field import HectareField
from desktop.widgets.land_slider import LandSlider
from desktop.widgets.segments import Segments


@pytest.fixture
def slider(dressed, qtbot):
    made = LandSlider()
    qtbot.addWidget(made)
    made.resize(420, 28)
    made.show()
    made.set_state(
        value=0, lowest=-20 * HECTARE, highest=80 * HECTARE, drawn=0, reach=100 * HECTARE, locked=False
    )
    return made


def told(slider):
    found = []
    slider.begun.connect(lambda: found.append("begun"))
    slider.moved.connect(found.append)
    slider.ended.connect(lambda: found.append("ended"))
    slider.cancelled.connect(lambda: found.append("cancelled"))
    return found


def test_a_drag_begins_moves_and_ends(slider):
    found = told(slider)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(210, 14))
    QTest.mouseMove(slider, QPoint(260, 14))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(260, 14))
    assert found[0] == "begun" and found[-1] == "ended"
    assert found[1] == pytest.approx(50 * slider.m2_per_pixel())


def test_a_click_beside_the_handle_goes_there(slider):
    found = told(slider)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(110, 14))
    assert found == ["begun", pytest.approx(-100 * slider.m2_per_pixel()), "ended"]


def test_other_buttons_and_a_lock_leave_it_alone(slider):
    found = told(slider)
    QTest.mouseClick(slider, Qt.MouseButton.RightButton, pos=QPoint(300, 14))
    slider.set_state(value=0, lowest=0, highest=0, drawn=0, reach=100 * HECTARE, locked=True)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(300, 14))
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert found == []


@pytest.mark.parametrize(
    ("key", "modifier", "hectares"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, -1),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, -10),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, 10),
    ],
)
def test_keys_step_in_hectares_and_enter_ends(slider, key, modifier, hectares):
    found = told(slider)
    slider.setFocus()
    QTest.keyClick(slider, key, modifier)
    QTest.keyClick(slider, Qt.Key.Key_Return)
    assert found == ["begun", hectares * HECTARE, "ended"]


def test_leaving_ends_a_gesture_by_keys(slider):
    found = told(slider)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    slider.clearFocus()
    assert found[-1] == "ended"


def test_every_state_can_be_painted(slider):
    for locked, stopped, value in ((False, 1, 50), (True, 0, -10), (False, -1, -20), (False, 0, 900)):
        slider.set_state(
            value=value * HECTARE,
            lowest=-20 * HECTARE,
            highest=80 * HECTARE,
            drawn=30 * HECTARE,
            reach=100 * HECTARE,
            locked=locked,
            stopped=stopped,
        )
        assert not slider.grab().isNull()


def test_field_tells_once_and_only_what_was_changed(dressed, qtbot):
    field = HectareField()
    qtbot.addWidget(field)
    field.show()
    found = []
    field.typed.connect(found.append)
    field.show_m2(123_456)
    assert field.text() == "12.3"
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert found == []
    field.selectAll()
    QTest.keyClicks(field, "7.25")
    field.show_m2(99_999)
    assert field.text() == "7.25"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert found == [72_500]


def test_segments_by_mouse_and_keys(dressed, qtbot):
    made = Segments([("a", lambda: "First"), ("b", lambda: "Second"), ("c", lambda: "Third")])
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    found = []
    made.chosen.connect(found.append)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(made.width() - 10, 10))
    QTest.keyClick(made, Qt.Key.Key_Left)
    QTest.keyClick(made, Qt.Key.Key_Left)
    QTest.keyClick(made, Qt.Key.Key_Left)
    assert found == ["c", "b", "a"]
    made.choose("c")
    assert made.choice == "c" and found == ["c", "b", "a"]


@given(st.lists(st.integers(-(10**10), 10**10), max_size=12))
def test_sliders_reach_beyond_all_they_show(differences):
    reach = scale.reach(differences)
    assert reach >= scale.NARROWEST and all(abs(d) <= reach for d in differences)
    assert str(reach).rstrip("0") in ("1", "2", "5")
    assert scale.wider(reach) > reach
    assert scale.narrower(scale.wider(reach)) == reach


@given(st.floats(-1e8, 1e8), st.floats(1, 1e6))
def test_dragged_land_is_round_and_near(m2, per_pixel):
    snapped = scale.snap(m2, per_pixel)
    assert snapped % (HECTARE // 10) == 0
    assert abs(snapped - m2) <= max(HECTARE / 20, per_pixel * 1.3)
