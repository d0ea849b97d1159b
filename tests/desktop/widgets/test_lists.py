"""Tables, choosers and charts with real rows."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop import look
from desktop.widgets.chart import Bar, BarChart
from desktop.widgets.chooser import Chooser, Option, found
from desktop.widgets.row_table import Column, RowTable

OPTIONS = (
    Option("a", "Asphalt plant", "category 4.2", "Heavy"),
    Option("b", "Ready-mix plant", "category 3.2", "Heavy"),
    Option("c", "Offices", "", "Light"),
)


@pytest.fixture
def table(dressed, qtbot):
    made = RowTable(
        [
            Column(lambda: "Name", lambda row: row[0], stretch=True),
            Column(lambda: "ha", lambda row: f"{row[1]}", numeric=True, order=lambda row: row[1]),
        ]
    )
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    made.show_rows([("b", 10), ("a", 9), ("c", 100)])
    return made


def test_headers_sort_by_the_number_and_numbers_stand_right(table):
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [row[1] for row in table.rows.rows] == [100, 10, 9]
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in table.rows.rows] == ["a", "b", "c"]
    side = table.rows.data(table.rows.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    assert side & Qt.AlignmentFlag.AlignRight


def test_click_arrow_and_enter_choose_and_open(table):
    chosen, opened = [], []
    table.chosen.connect(chosen.append)
    table.opened.connect(opened.append)
    place = table.visualRect(table.rows.index(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen[-1] == ("c", 100) and ("a", 9) in chosen
    assert opened == [("c", 100)]


def test_marking_selects_without_telling(table):
    chosen = []
    table.chosen.connect(chosen.append)
    table.mark(lambda row: row[0] == "a")
    assert {index.row() for index in table.selectedIndexes()} == {1}
    table.mark(lambda row: False)
    assert not table.selectedIndexes() and chosen == []


@pytest.mark.parametrize(
    ("typed", "keys"),
    [("", "abc"), ("plant", "ab"), ("4.2", "a"), ("ready MIX", "b"), ("zz", "")],
)
def test_options_are_found_by_every_word(typed, keys):
    assert "".join(option.key for option in found(OPTIONS, typed)) == keys


def test_chooser_by_keys(dressed, qtbot):
    made = Chooser()
    qtbot.addWidget(made)
    made.resize(160, 28)
    made.show()
    made.show_options(OPTIONS, "b", none="No activity")
    assert made.text() == "Ready-mix plant"
    chosen = []
    made.chosen.connect(chosen.append)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert made.popup is not None
    QTest.keyClick(made.popup.field, Qt.Key.Key_Down)
    QTest.keyClick(made.popup.field, Qt.Key.Key_Down)
    QTest.keyClick(made.popup.field, Qt.Key.Key_Return)
    made.open()
    assert made.popup is not None
    QTest.keyClick(made.popup.field, Qt.Key.Key_Return)
    assert chosen == ["b", ""]


def test_chart_draws_bars_in_both_looks_and_in_any_width(dressed, qtbot):
    made = BarChart()
    qtbot.addWidget(made)
    made.resize(300, 160)
    bars = [Bar("Present", 0, 0, 0, "0", "field_border"), Bar("One", -13, -26, -7, "ca. -13", "loss")]
    made.show_bars("Dwellings", "dwellings", bars)
    made.show()
    light = made.grab().toImage()
    look.choose("dark", keep=False)
    assert made.grab().toImage() != light
    made.resize(80, 160)
    assert not made.grab().isNull()
    assert "One ca. -13" in made.accessibleName()
