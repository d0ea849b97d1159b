"""The indicators: what is shown is what is measured, uncertain figures look it, previews show at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import text
from desktop.panels.indicators import IndicatorsPanel
from scenarios.edits.sites import draw_site
from scenarios.edits.transform import move
from scenarios.indicators import measure
from tests.makers import square


@pytest.fixture
def panel(drawn, show, qtbot):
    made = show(IndicatorsPanel(drawn), 300, 900)
    qtbot.waitUntil(lambda: bool(made.figures), timeout=10_000)
    return made


def test_every_figure_of_the_variant_is_there(panel, drawn):
    assert panel.figures == measure(drawn.snapshot())
    assert set(panel.rows) == {figure.key for figure in panel.figures}


def test_exact_figures_are_exact_and_estimates_have_a_range(panel):
    assert panel.rows["cluster_area"].value.text() == "20.0"
    assert panel.rows["cluster_area"].range.whole() == ""
    estimate = panel.rows["dwellings_in_contours"]
    assert estimate.value.text().startswith("ca. ")
    assert " to " in estimate.range.whole()


def test_differences_from_the_present_have_arrow_sign_and_tone(panel):
    burden = panel.rows["dwellings_in_contours"].change
    assert burden.text().startswith("\u25b2 +") and burden.property("role") == "loss"
    value = panel.rows["jobs"].change
    assert value.text().startswith("\u25b2 +") and value.property("role") == "gain"


def test_value_stands_before_burden(panel):
    order = list(panel.rows)
    assert order.index("dwellings_on_freed_land") < order.index("claimed")


def test_uses_of_which_nothing_is_taken_wait_behind_a_button(panel):
    assert panel.rows["taken_LAN"].isVisible()
    assert not panel.rows["taken_GLA"].isVisible()
    panel.all.click()
    assert panel.rows["taken_GLA"].isVisible()


def test_a_click_explains_and_another_one_closes(panel, drawn):
    row = panel.rows["claimed"]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    said = [label.text() for label in row.more.findChildren(type(row.name).__mro__[1])]
    assert row.figure.formula in said
    assert any("VNG" in line for line in said)
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert row.more is None


def test_previews_show_while_dragging_and_go_away(panel, drawn, qtbot):
    before = panel.rows["cluster_area"].value.text()
    drawn.preview(draw_site(drawn.committed(), square(100, 600, 300, 300), "cluster"))
    qtbot.waitUntil(lambda: panel.rows["cluster_area"].value.text() == "29.0", timeout=5_000)
    drawn.preview(None)
    qtbot.waitUntil(lambda: panel.rows["cluster_area"].value.text() == before, timeout=5_000)


def test_an_edit_measures_again(panel, drawn, qtbot):
    site = next(iter(drawn.committed().sites))
    drawn.edit("Move", move(drawn.committed(), [("site", site)], 0, 300))
    qtbot.waitUntil(lambda: panel.figures == measure(drawn.snapshot()), timeout=5_000)


def test_language_switch_words_figures_anew(panel, qtbot):
    text.set_language("nl", keep=False)
    qtbot.waitUntil(lambda: panel.rows["cluster_area"].value.text() == "20,0", timeout=5_000)


def test_without_a_project_it_says_what_would_be_here(dressed, show):
    from desktop.session import Session

    panel = show(IndicatorsPanel(Session()), 300, 300)
    assert panel.empty.isVisible() and panel.empty.text()
