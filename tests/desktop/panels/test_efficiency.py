"""Land efficiency: not used beside used, scores that are explained, and a lever that is pulled in place."""

import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.panels.efficiency import EfficiencyPanel
from desktop.panels.efficiency.areas import explained
from scenarios.project.change import insert
from scenarios.project.model import Business, new_key
from tests.makers import correction, square

AARDAM = "GM0001"


@pytest.fixture
def panel(drawn, show, qtbot):
    park = Business(
        new_key(), shapely.to_wkb(square(0, 0, 100, 100)), "Yard", "3.2", permit="cat. 4.2", note="leegstand"
    )
    drawn.edit("Present", [insert(correction(square(0, 0, 300, 100), "BED")), insert(park)])
    made = show(EfficiencyPanel(drawn), 320, 700)
    qtbot.waitUntil(lambda: made.facts is not None)
    return made


def fresh(panel, qtbot):
    qtbot.waitUntil(lambda: panel.facts.snapshot is panel.session.snapshot())


def test_not_used_stands_next_to_used_and_they_add_up(panel):
    # The cluster of 20 ha has a plot of 4 ha with an activity; on the park of 3 ha one yard stands empty.
    said = {part: line[1].text() for part, line in panel.used.lines.items()}
    assert said == {"unused": "19.0 ha", "used": "4.0 ha", "unknown": "0.0 ha"}
    assert panel.used.head.text() == "Land for work: 23.0 ha"
    assert panel.figures.lines["homes_per_ha"][1].text() == "not known"


def test_the_least_used_area_comes_first_and_says_why(panel):
    panel.show_page("areas")
    rows = panel.areas.table.rows.rows
    assert [area.score for area in rows] == sorted(area.score for area in rows)
    yard = next(area for area in rows if area.name == "Yard")
    said = explained(yard)
    assert "Businesses stand on 1.0 of 3.0 ha" in said and "Category 3.2 where up to 4.2" in said
    assert "Stands empty" in said
    at = rows.index(yard)
    place = panel.areas.table.visualRect(panel.areas.table.model().index(at, 0)).center()
    QTest.mouseClick(panel.areas.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.session.selection == (yard.place,) and panel.session.place is not None
    assert panel.areas.why.text() == said


def test_the_lever_is_pulled_in_place(panel, qtbot):
    panel.show_page("lever")
    assert "ca. 0.3 ha" in panel.lever.gained.text()
    field = panel.lever.fields["intensify_part"].line
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "100")
    QTest.keyClick(field, Qt.Key.Key_Return)
    fresh(panel, qtbot)
    assert panel.session.committed().settings["intensify_part"] == 100.0
    assert "ca. 0.7 ha" in panel.lever.gained.text()
    panel.session.undo()
    fresh(panel, qtbot)
    assert "ca. 0.3 ha" in panel.lever.gained.text()
    gained = {row[0]: row[2].value for row in panel.lever.table.rows.rows}
    assert gained[AARDAM] > 0 and sum(gained.values()) == pytest.approx(gained[AARDAM])


def test_a_place_shows_only_its_own(panel):
    panel.place.setCurrentIndex(panel.place.findData(AARDAM))
    panel.place.activated.emit(panel.place.currentIndex())
    assert panel.used.lines["unused"][1].text() == "11.0 ha"


def test_the_map_shades_where_asked_for(panel):
    assert not panel.session.layer("efficiency").shown
    panel.mapped.click()
    assert panel.session.layer("efficiency").shown
