"""The panel of layouts: cards with pictures, the chosen one on the map, one step to fill, own ones kept."""

import pytest
from PySide6.QtTest import QTest

from desktop.panels.templates import TOOL, TemplatesPanel
from scenarios.edits.sites import draw_site
from scenarios.landuse.templates import built_in
from scenarios.project.model import PRESENT
from tests.makers import square


@pytest.fixture
def panel(planned, show, qtbot):
    written = planned.edit(
        "Draw hub", draw_site(planned.committed(), square(100, 100, 300, 200), "hub", "Oost")
    )
    made = show(TemplatesPanel(planned), 240, 900)
    made.key = written[0].key
    qtbot.waitUntil(lambda: all(p._pieces for p in made._pictures.values()), timeout=20_000)
    return made


def ready(panel, qtbot) -> None:
    qtbot.waitUntil(panel.apply.isEnabled, timeout=10_000)


def test_every_built_in_layout_is_a_card_with_its_picture(panel):
    assert list(panel.cards) == [recipe.key for recipe in built_in()]
    for recipe in built_in():
        assert panel.cards[recipe.key].accessibleName() == recipe.name


def test_a_card_takes_the_tool_and_fills_the_selected_site_as_one_step(panel, planned, qtbot):
    planned.select([("site", panel.key)])
    panel.cards["hub-clean"].pressed.emit()
    assert planned.tool == TOOL
    ready(panel, qtbot)
    assert "plots" in panel.figures.text()
    before = len(planned.need().history())
    panel.apply.click()
    assert len(planned.need().history()) == before + 1
    plots = planned.committed().plots_of(panel.key)
    assert {"F14", "L03", "L04"} <= {plot.activity for plot in plots}
    planned.undo()
    assert planned.committed().plots_of(panel.key) == ()


def test_another_width_gives_another_layout(panel, planned, qtbot):
    planned.select([("site", panel.key)])
    panel.choose("hub-clean")
    ready(panel, qtbot)
    first = panel.figures.text()
    line = panel.options.fields["template_green"].line
    line.selectAll()
    QTest.keyClicks(line, "25")
    line.editingFinished.emit()
    assert planned.options["template_green"] == "25.0"
    qtbot.waitUntil(lambda: panel.apply.isEnabled() and panel.figures.text() != first, timeout=10_000)


def test_without_a_site_it_offers_to_draw_one_and_comes_back(panel, planned):
    planned.select([])
    panel.choose("hub-clean")
    assert panel.draw.isVisible()
    panel.draw.click()
    assert planned.tool == "hub"
    planned.select([("site", panel.key)])
    assert planned.tool == TOOL


def test_a_drawn_layout_is_kept_renamed_and_deleted(panel, planned, qtbot):
    planned.select([("site", panel.key)])
    panel.choose("hub-clean")
    ready(panel, qtbot)
    panel.apply.click()
    assert panel.keep.isEnabled()
    panel.keep.click()
    [row] = planned.committed().rows("template").values()
    assert row.name == "Oost"
    assert str(row.key) in panel.cards
    panel.name.selectAll()
    QTest.keyClicks(panel.name, "Ours")
    panel.name.editingFinished.emit()
    assert planned.committed().rows("template")[row.key].name == "Ours"
    panel.delete.click()
    assert not planned.committed().rows("template")
    assert str(row.key) not in panel.cards


def test_in_the_present_it_says_where_layouts_are_made(panel, planned):
    planned.go_to(variant=PRESENT)
    assert "variant" in panel.hint.text()
    assert not panel.apply.isVisible()


def test_plots_that_are_there_are_named_before_they_are_replaced(panel, planned, qtbot):
    planned.select([("site", panel.key)])
    panel.choose("hub-clean")
    ready(panel, qtbot)
    panel.apply.click()
    panel.choose("hub-circular")
    qtbot.waitUntil(lambda: "already has" in panel.said.text(), timeout=10_000)
    assert not panel.apply.isEnabled()
    panel.options.replace.click()
    ready(panel, qtbot)
    panel.apply.click()
    assert "F15" in {plot.activity for plot in planned.committed().plots_of(panel.key)}
