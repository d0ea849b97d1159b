"""Benefit and burden: both sides in one size, owners and urgency changed in place, a table that sorts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import text
from desktop.panels.burden import BurdenPanel
from desktop.panels.burden.facts import balance_text, is_benefit
from scenarios.edits.use_changes import draw_use_change
from scenarios.landuse.span import Span, exactly
from tests.makers import square

AARDAM, BEEKDORP = "GM0001", "GM0002"


@pytest.fixture
def panel(drawn, show, qtbot):
    drawn.edit("Free", draw_use_change(drawn.committed(), square(0, 0, 200, 100), "WON"))
    made = show(BurdenPanel(drawn), 320, 700)
    qtbot.waitUntil(lambda: made.facts is not None)
    return made


def fresh(panel, qtbot):
    """Wait until the panel shows the session as it is."""
    qtbot.waitUntil(lambda: panel.facts.snapshot is panel.session.snapshot())


def type_in(field, words):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_both_sides_have_the_same_size_and_the_value_stands_first(panel):
    boxes = panel.sides.boxes
    benefit = next(box for box in boxes.values() if box.key == "homes_unlocked")
    burden = next(box for box in boxes.values() if box.key == "hosted")
    assert benefit.isVisible() and burden.isVisible()
    assert benefit.x() < burden.x() and abs(benefit.width() - burden.width()) <= 2
    assert benefit.value.font() == burden.value.font()
    assert benefit.value.text().startswith("ca. 90") and burden.value.text() == "20.0 ha"
    assert [is_benefit(panel.facts.item(key)) for key in boxes] == sorted(
        (is_benefit(panel.facts.item(key)) for key in boxes), reverse=True
    )


def test_items_that_say_nothing_wait_behind_a_button(panel):
    assert not panel.sides.boxes["green_lost"].isVisible()
    panel.all.click()
    assert panel.sides.boxes["green_lost"].isVisible()


def test_a_place_shows_its_own_amounts_and_its_share(panel):
    assert not panel.shares.isVisible() and not panel.urgency.isVisible()
    panel.go_to(AARDAM)
    assert panel.sides.boxes["hosted"].value.text() == "12.0 ha"
    assert panel.shares.lines["hosted"][2].text() == "60 %"
    assert panel.shares.lines["homes_unlocked"][2].text() == "100 %"
    panel.go_to(BEEKDORP)
    assert panel.sides.boxes["hosted"].value.text() == "8.0 ha"


def test_a_click_explains_an_item_and_whose_contours_they_are(panel, qtbot):
    panel.go_to(BEEKDORP)
    box = panel.sides.boxes["contour_across"]
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert panel.detail.isVisible() and "contours" in panel.detail.formula.text()
    assert panel.detail.whose.text().startswith("Whose contours: Aardam")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert not panel.detail.isVisible()


def test_an_owner_is_typed_in_place_and_undone(panel, qtbot):
    before = len(panel.facts.open_items)
    panel.go_to(AARDAM, "hosted")
    type_in(panel.detail.owner, "Province")
    fresh(panel, qtbot)
    (row,) = panel.session.committed().item_owners.values()
    assert (row.item, row.municipality, row.owner) == ("hosted", AARDAM, "Province")
    assert len(panel.facts.open_items) == before - 1
    assert "Province" in panel.sides.boxes["hosted"].range.text()
    panel.session.undo()
    fresh(panel, qtbot)
    assert len(panel.facts.open_items) == before and panel.detail.owner.text() == ""


def test_what_has_no_owner_is_counted_and_leads_to_its_field(panel, qtbot):
    panel.show_page("owners")
    count = len(panel.facts.open_items)
    assert panel.count.text().startswith(f"{count} of {count} items")
    assert len(panel.open.rows.rows) == count
    row = panel.open.rows.rows[0]
    place = panel.open.visualRect(panel.open.model().index(0, 0)).center()
    QTest.mouseClick(panel.open.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.page.choice == "sides" and (panel.code, panel.item) == (row.code, row.item.key)
    assert panel.detail.owner.isVisible()


def test_urgency_is_set_in_place_dated_and_shown_on_the_map(panel, qtbot):
    panel.go_to(AARDAM)
    assert not panel.urgency.by.isEnabled()
    panel.urgency.level.chosen.emit("3")
    fresh(panel, qtbot)
    assert panel.urgency.level.choice == "3" and panel.urgency.by.isEnabled()
    type_in(panel.urgency.by, "2031-07-01")
    fresh(panel, qtbot)
    (row,) = panel.session.committed().urgencies.values()
    assert (row.municipality, row.level, row.by) == (AARDAM, 3, "2031-07-01")
    panel.mapped.click()
    assert panel.session.layer("urgency").shown
    panel.urgency.level.chosen.emit("0")
    assert not panel.session.committed().urgencies


def test_the_table_sorts_and_copies(panel):
    panel.show_page("places")
    table = panel.table
    assert [row.code for row in table.rows.rows] == [AARDAM, BEEKDORP]
    hosted = next(i for i, c in enumerate(table.rows.columns) if c.title().startswith("Sites"))
    table.rows.sort(hosted, Qt.SortOrder.AscendingOrder)
    assert [row.code for row in table.rows.rows] == [BEEKDORP, AARDAM]
    table.clearSelection()
    lines = table.as_text().splitlines()
    assert len(lines) == 3 and "12.0" in lines[2].split("\t")
    panel.open_wide()
    assert panel.wide is not None and len(panel.wide.rows.columns) > len(table.rows.columns)
    panel.wide.window().close()
    assert panel.wide is None


def test_the_present_can_be_read_but_not_given_owners(panel, qtbot):
    panel.session.go_to(variant=0)
    fresh(panel, qtbot)
    panel.go_to(AARDAM, "hosted")
    assert not panel.detail.owner.isEnabled() and panel.urgency.level.isEnabled()
    assert panel.sides.boxes["hosted"].value.text() == "0 ha"


def test_words_follow_the_language_and_a_closed_project_is_borne(panel, qtbot):
    text.set_language("nl", keep=False)
    qtbot.waitUntil(lambda: "ha" in panel.sides.boxes["hosted"].value.text())
    qtbot.waitUntil(lambda: panel.sides.boxes["hosted"].value.text() == "20,0 ha")
    panel.session.close()
    assert panel.facts is None


def test_a_net_carries_its_sign_and_range():
    assert balance_text(exactly(0), "ha") == "0"
    assert balance_text(exactly(-2.5), "ha") == "\u22122.5"
    assert balance_text(Span(100, 50, 200), "dwellings") == "ca. +100 (+50 to +200)"
