"""The ledgers: every square metre that is drawn or planned stands there, once; together they make nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import text
from desktop.panels.ledger import LedgerPanel
from desktop.panels.ledger_lines import drawn as drawn_lines
from desktop.panels.ledger_lines import planned as planned_lines
from desktop.panels.ledger_lines import sums
from scenarios.edits.programme import set_slide
from scenarios.landuse.balance import balance
from scenarios.landuse.programme import slide

AARDAM = "GM0001"


@pytest.fixture
def panel(drawn, show):
    return show(LedgerPanel(drawn), 340, 420)


def rows(panel):
    return panel.table.rows.rows


def test_drawn_lines_are_the_postings_of_the_balance(drawn):
    lines, found = drawn_lines(drawn.committed()), balance(drawn.committed())
    assert sum(line.m2 for line in lines) == sum(posting.m2 for posting in found.ledger) == 200_000
    assert {line.cause for line in lines} == {"Noord", "Asphalt plant in Noord"}
    assert sums(lines).rest == 0 and sums(lines).taken == 200_000


def test_planned_lines_say_how_it_was_planned(planned):
    snapshot = planned.committed()
    planned.edit("Slide", set_slide(snapshot, AARDAM, slide(snapshot, AARDAM, "HMC", 50_000, "LAN")))
    (line,) = planned_lines(planned.committed())
    assert (line.place, line.from_use, line.to_use, line.m2, line.cause) == (
        "Aardam", "LAN", "HMC", 50_000, "Slider"
    )  # fmt: skip


def test_panel_lists_what_is_drawn_and_filters_by_municipality(panel):
    everywhere = rows(panel)
    panel.place.setCurrentIndex(panel.place.findData(AARDAM))
    panel.place.activated.emit(panel.place.currentIndex())
    assert {line.code for line in rows(panel)} == {AARDAM}
    assert len(rows(panel)) < len(everywhere)
    assert "120" not in panel.sum.text() and "12.0 ha" in panel.sum.text()
    assert panel.sum.text().endswith("together 0 ha") or panel.sum.text().endswith("together 0.0 ha")


def test_a_click_selects_the_thing_and_enter_goes_there(panel, drawn):
    at = next(i for i, line in enumerate(rows(panel)) if line.cause == "Noord")
    place = panel.table.visualRect(panel.table.model().index(at, 0)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert drawn.selection == (rows(panel)[at].thing,)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert drawn.place is not None and drawn.place[0] == pytest.approx(80_700)


def test_the_selected_thing_is_marked(panel, drawn):
    thing = next(line.thing for line in rows(panel) if line.cause != "Noord")
    drawn.select([thing])
    marked = {index.row() for index in panel.table.selectedIndexes()}
    assert marked and all(rows(panel)[row].thing == thing for row in marked)


def test_empty_ledgers_say_what_would_be_there(planned, show):
    panel = show(LedgerPanel(planned), 340, 420)
    assert panel.empty.isVisible() and "drawn" in panel.empty.text()
    panel.which.choose("planned")
    panel.refresh()
    assert "slider" in panel.empty.text()


def test_ledger_follows_undo_and_preview(panel, drawn):
    count = len(rows(panel))
    drawn.undo()
    assert len(rows(panel)) < count
    panel.which.choose("planned")
    snapshot = drawn.committed()
    drawn.preview(set_slide(snapshot, AARDAM, slide(snapshot, AARDAM, "HMC", 50_000, None)))
    assert sum(line.m2 for line in rows(panel)) == 50_000
    drawn.preview(None)
    assert not rows(panel)


def test_words_follow_the_language(panel):
    text.set_language("nl", keep=False)
    assert any(line.cause.startswith("Asfaltcentrale") for line in rows(panel))
    assert "," in panel.sum.text()


def test_copied_lines_are_text_with_tabs(panel):
    panel.table.clearSelection()
    lines = panel.table.as_text().splitlines()
    assert len(lines) == len(rows(panel)) + 1
    assert "\t" in lines[1]
