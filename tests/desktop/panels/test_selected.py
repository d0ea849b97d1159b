"""What is selected: its facts are right, an edited value is one step, several things share a form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import text
from desktop.panels.selected import SelectedPanel
from desktop.panels.selected_corners import CornersSection
from scenarios.edits.businesses import add
from scenarios.edits.plots import draw_plot
from scenarios.landuse.balance import balance
from tests.makers import square


@pytest.fixture
def panel(drawn, show):
    return show(SelectedPanel(drawn), 300, 700)


def steps(session):
    return [step for step in session.need().history() if step.done]


def the_site(session):
    return next(iter(session.committed().sites.values()))


def the_plot(session):
    return next(iter(session.committed().plots.values()))


def facts_of(panel):
    grid = panel._facts
    cells = [grid.itemAt(i).widget() for i in range(grid.count())]
    texts = [getattr(cell, "whole", cell.text)() for cell in cells]
    return dict(zip(texts[::2], texts[1::2], strict=True))


def type_into(editor, words):
    editor.widget.setFocus()
    editor.widget.selectAll()
    QTest.keyClicks(editor.widget, words)


def test_nothing_selected_says_what_would_be_here(panel):
    assert panel.empty.isVisible() and panel.form is None


def test_site_shows_gross_net_and_shares(panel, drawn):
    drawn.select([("site", the_site(drawn).key)])
    facts = facts_of(panel)
    assert facts["Gross"] == "20.00 ha"
    assert facts["Net, can be issued"] == "4.00 ha (20 %)"
    assert facts["Aardam"] == "12.00 ha (60 %)"
    assert facts["Beekdorp"] == "8.00 ha (40 %)"
    assert panel.form.editors["name"].widget.text() == "Noord"
    assert panel.what.text() == "Cluster"


def test_a_name_is_one_step_when_it_is_finished(panel, drawn):
    drawn.select([("site", the_site(drawn).key)])
    before = len(steps(drawn))
    type_into(panel.form.editors["name"], "Zuid")
    assert len(steps(drawn)) == before and the_site(drawn).name == "Noord"
    QTest.keyClick(panel.form.editors["name"].widget, Qt.Key.Key_Return)
    assert the_site(drawn).name == "Zuid"
    assert len(steps(drawn)) == before + 1


def test_leaving_a_field_writes_it_and_escape_forgets_it(panel, drawn):
    drawn.select([("site", the_site(drawn).key)])
    type_into(panel.form.editors["start_year"], "2030")
    panel.form.editors["name"].widget.setFocus()
    assert the_site(drawn).start_year == 2030
    type_into(panel.form.editors["name"], "Elders")
    QTest.keyClick(panel.form.editors["name"].widget, Qt.Key.Key_Escape)
    panel.form.editors["end_year"].widget.setFocus()
    assert the_site(drawn).name == "Noord"


def test_what_was_typed_is_not_lost_when_something_else_is_selected(panel, drawn):
    site = the_site(drawn).key
    drawn.select([("site", site)])
    type_into(panel.form.editors["name"], "Halfway")
    drawn.select([("plot", the_plot(drawn).key)])
    assert the_site(drawn).name == "Halfway"
    assert the_plot(drawn).name == ""


def test_a_value_that_cannot_be_is_refused_below_its_field(panel, drawn):
    drawn.select([("site", the_site(drawn).key)])
    before = len(steps(drawn))
    editor = panel.form.editors["end_year"]
    type_into(editor, "2020")
    QTest.keyClick(editor.widget, Qt.Key.Key_Return)
    assert not editor.wrong.isHidden() and "2020" in editor.wrong.text()
    assert len(steps(drawn)) == before


def test_activity_is_found_by_typing_and_sets_use_and_distance(panel, drawn):
    drawn.select([("plot", the_plot(drawn).key)])
    chooser = panel.form.editors["activity"].widget
    chooser.open()
    QTest.keyClicks(chooser.popup.field, "internal road")
    QTest.keyClick(chooser.popup.field, Qt.Key.Key_Return)
    assert the_plot(drawn).activity == "L03"
    assert balance(drawn.committed()).now_m2["GM0001"]["INF"] == 40_000
    assert facts_of(panel)["Setback contour"] == "0 m"


def test_the_dozen_that_matter_most_come_first(panel, drawn):
    drawn.select([("plot", the_plot(drawn).key)])
    options = panel.form.editors["activity"].widget.options
    assert options[0].group == "Most used" and 10 <= sum(o.group == "Most used" for o in options) <= 16


def test_plot_shows_distances_in_force_and_that_they_screen(panel, drawn):
    drawn.select([("plot", the_plot(drawn).key)])
    assert panel.form.editors["safety_m"].widget.placeholderText() != ""
    assert panel.note.isVisible() and "screening distances" in panel.note.text()
    type_into(panel.form.editors["noise_m"], "123,5")
    QTest.keyClick(panel.form.editors["noise_m"].widget, Qt.Key.Key_Return)
    assert the_plot(drawn).noise_m == 123.5


def test_surroundings_of_a_plot_come_from_a_list(panel, drawn):
    drawn.select([("plot", the_plot(drawn).key)])
    combo = panel.form.editors["setting"].widget
    before = facts_of(panel)["Setback contour"]
    combo.setCurrentIndex(combo.findData("mixed"))
    combo.activated.emit(combo.currentIndex())
    assert the_plot(drawn).setting == "mixed"
    assert facts_of(panel)["Setback contour"] != before


def test_several_plots_get_a_value_in_one_step(panel, drawn):
    site = the_site(drawn).key
    drawn.edit("Draw", draw_plot(drawn.committed(), square(940, 120, 100, 100), site, activity="F05"))
    drawn.select([("plot", key) for key in drawn.committed().plots])
    assert panel.what.text() == "2 selected: Plot"
    assert facts_of(panel)["Area together"] == "5.00 ha"
    assert panel.form.editors["activity"].widget.text() == "different values"
    before = len(steps(drawn))
    type_into(panel.form.editors["start_year"], "2032")
    QTest.keyClick(panel.form.editors["start_year"].widget, Qt.Key.Key_Return)
    assert {plot.start_year for plot in drawn.committed().plots.values()} == {2032}
    assert len(steps(drawn)) == before + 1


def test_what_holds_for_one_of_several_is_not_said_of_all(panel, drawn):
    site = the_site(drawn)
    drawn.edit("Draw plot", draw_plot(drawn.committed(), square(940, 120, 60), site.key, activity="A01"))
    drawn.select([("plot", key) for key in drawn.committed().plots])
    assert panel.form.editors["category"].widget.currentText() == "differs"
    assert panel.form.editors["noise_m"].widget.placeholderText() == "differs"
    assert panel.form.editors["end_year"].widget.placeholderText() == "for good"
    drawn.select([("plot", min(drawn.committed().plots))])
    assert "by its activity" in panel.form.editors["category"].widget.currentText()


def test_different_kinds_share_what_they_have_in_common(panel, drawn):
    drawn.select([("site", the_site(drawn).key), ("plot", the_plot(drawn).key)])
    assert set(panel.form.editors) == {"start_year", "end_year", "note"}


def test_present_land_is_corrected(panel, drawn):
    drawn.select([("present_use", 103)])
    assert facts_of(panel)["Area"] == "10.00 ha"
    combo = panel.form.editors["use"].widget
    assert combo.currentData() == "WON"
    combo.setCurrentIndex(combo.findData("HMC"))
    combo.activated.emit(combo.currentIndex())
    assert balance(drawn.committed()).present_m2["GM0001"]["HMC"] == 100_000
    assert combo.currentData() == "HMC"


def test_business_has_its_name_category_area_and_permit(panel, drawn):
    written = drawn.edit("Add", add(drawn.committed(), square(10, 10, 50), name="Beton BV", category="4.2"))
    drawn.select([("business", written[0].key)])
    assert panel.form.editors["category"].widget.currentData() == "4.2"
    type_into(panel.form.editors["permit"], "2019-17")
    QTest.keyClick(panel.form.editors["permit"].widget, Qt.Key.Key_Return)
    assert drawn.committed().businesses[written[0].key].permit == "2019-17"


def test_text_of_the_project_is_shown_as_it_is(panel, drawn):
    drawn.select([("site", the_site(drawn).key)])
    type_into(panel.form.editors["name"], "<b>vet</b>")
    QTest.keyClick(panel.form.editors["name"].widget, Qt.Key.Key_Return)
    drawn.select([("plot", the_plot(drawn).key)])
    assert panel.what.text() == "Plot in <b>vet</b>"
    assert panel.what.textFormat() == Qt.TextFormat.PlainText


def test_nothing_can_be_changed_in_a_file_that_is_only_looked_at(drawn, project_path, show):
    site = the_site(drawn).key
    variant = drawn.variant
    drawn.close()
    drawn.open(project_path, editing=False)
    drawn.go_to(variant=variant)
    panel = show(SelectedPanel(drawn), 300, 700)
    drawn.select([("site", site)])
    assert not panel.form.editors["name"].widget.isEnabled()


def test_labels_follow_the_language(panel, drawn):
    drawn.select([("present_use", 101)])
    text.set_language("nl", keep=False)
    assert panel.form.editors["use"].widget.currentText() == "Landbouw"
    assert facts_of(panel)[next(iter(facts_of(panel)))] == "90,00 ha"


def test_a_corner_that_is_picked_on_the_map_is_chosen_in_the_table(panel, drawn):
    drawn.select([("site", the_site(drawn).key)])
    table = panel.findChild(CornersSection).table
    drawn.choose("corner", "0,0,2")
    assert [index.row() for index in table.selectionModel().selectedRows()] == [2]
    drawn.select([("plot", the_plot(drawn).key)])
    assert drawn.options["corner"] == "" and not table.selectionModel().selectedRows()
