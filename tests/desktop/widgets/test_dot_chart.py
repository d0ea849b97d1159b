"""Points of a plot by mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.widgets.chart import Dot, DotChart


@pytest.fixture
def chart(dressed, qtbot):
    made = DotChart()
    qtbot.addWidget(made)
    made.resize(300, 220)
    with qtbot.waitExposed(made):
        made.show()
    made.show_dots("ha", "million euro", [Dot(2, 1, "two"), Dot(1, 4, "one"), Dot(3, 0.5, "three")], None)
    return made


def test_arrow_keys_go_from_left_to_right_and_enter_chooses(chart, qtbot):
    seen = []
    chart.hovered.connect(seen.append)
    for _ in range(4):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert seen == [1, 0, 2]
    with qtbot.waitSignal(chart.chosen) as told:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == [2] and chart.accessibleDescription() == "three"


def test_the_nearest_point_is_the_one_pointed_at(chart):
    QTest.mouseMove(chart, chart.place_of(chart.dots[1]).toPoint())
    assert chart.at == 1
    QTest.mouseMove(chart, chart.rect().topRight())
    assert chart.at == -1


def test_a_point_of_ones_own_far_away_does_not_squeeze_the_others(chart):
    dots = chart.dots
    chart.show_dots("ha", "million euro", dots, Dot(900, 900, "programme"))
    places = [chart.place_of(dot) for dot in dots]
    assert max(p.x() for p in places) - min(p.x() for p in places) > 100
    assert all(chart.rect().contains(place.toPoint()) for place in places)
