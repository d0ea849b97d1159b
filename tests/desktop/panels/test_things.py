"""The list of drawn things: grouping, filter, sorting, selection both ways, copying, and 500 rows."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QDialog

from desktop.panels.things import AREA, CATEGORY, KIND, START, ThingsPanel
from desktop.session import Session
from scenarios.edits.plots import draw_plot
from scenarios.edits.relations import relate
from scenarios.edits.sites import draw_site
from scenarios.edits.use_changes import draw_use_change
from tests.makers import square


@pytest.fixture
def full(drawn: Session) -> Session:
    """The cluster with its plot, a hub without plots, and a land-use change."""
    drawn.edit("Draw hub", draw_site(drawn.committed(), square(100, 100, 200), "hub", "Zuid"))
    change = draw_use_change(drawn.committed(), square(400, 600, 100), "WON", name="Wijk", start_year=2032)
    drawn.edit("Draw change", change)
    return drawn


@pytest.fixture
def panel(full, show):
    return show(ThingsPanel(full), 600, 500)


def names(panel: ThingsPanel) -> list[tuple[str, list[str]]]:
    return [(head.name, [line.name for line in lines]) for head, lines in panel.model.pairs]


def test_sites_hold_their_plots_and_the_rest_stands_under_headings(panel):
    assert names(panel) == [
        ("Noord", ["Asphalt plant"]),
        ("Zuid", []),
        ("Land-use changes", ["Wijk"]),
    ]
    plot = panel.model.pairs[0][1][0]
    assert (plot.category, plot.m2, plot.start) == ("4.2", pytest.approx(40_000), None)
    assert panel.count.text() == "4 things"


def test_typing_leaves_what_holds_the_words(panel, qtbot):
    qtbot.keyClicks(panel.field, "asphalt")
    assert names(panel) == [("Noord", ["Asphalt plant"])]
    panel.field.setText("zuid")
    assert names(panel) == [("Zuid", [])]


def test_any_column_sorts(panel):
    panel.model.sort(AREA, Qt.SortOrder.AscendingOrder)
    assert [head for head, _ in names(panel)] == ["Land-use changes", "Zuid", "Noord"]
    panel.model.sort(AREA, Qt.SortOrder.DescendingOrder)
    assert names(panel)[0][0] == "Noord"


def test_choosing_selects_on_the_map_and_the_other_way_round(panel, full):
    panel.tree.setCurrentIndex(panel.model.index(1, 0))
    assert full.selection == (panel.model.pairs[1][0].place,)
    plot = panel.model.pairs[0][1][0].place
    full.select([plot])
    assert panel.chosen() == [plot]
    full.select(())
    assert panel.chosen() == []


def test_enter_goes_there_and_delete_deletes_in_one_step(panel, full, qtbot):
    panel.tree.selectAll()
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert full.place is not None and full.place[0] < square(100, 0, 1).bounds[0]
    full.select([("site", next(k for k, s in full.committed().sites.items() if s.name == "Zuid"))])
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert [head for head, _ in names(panel)] == ["Noord", "Land-use changes"]
    full.undo()
    assert len(names(panel)) == 3


def test_it_is_copied_as_a_table(panel, qtbot):
    qtbot.keyClick(panel.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rows = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert rows[0] == ["Name", "Kind", "Cat.", "ha", "Start", "End"]
    assert ["Wijk", "Housing", "", "1.00", "2032", ""] in rows and len(rows) == 5


def test_a_narrow_column_keeps_names_and_hectares(panel, qtbot):
    assert not panel.tree.isColumnHidden(START)
    panel.resize(220, 400)
    qtbot.waitUntil(lambda: panel.tree.isColumnHidden(START))
    assert panel.tree.isColumnHidden(KIND) and panel.tree.isColumnHidden(CATEGORY)
    assert not panel.tree.isColumnHidden(AREA)


def test_it_opens_in_a_window_of_its_own(panel, full):
    panel.open_wide()
    dialog = next(d for d in panel.window().findChildren(QDialog) if d.isVisible())
    assert len(dialog.findChild(ThingsPanel).model.pairs) == 3
    dialog.close()


def test_five_hundred_rows_are_shown_and_filtered(full, show):
    ground = next(k for k, s in full.committed().sites.items() if s.name == "Noord")
    snapshot, changes = full.committed(), []
    for n in range(500):
        shape = square(700 + n % 25 * 10, 100 + n // 25 * 10, 9)
        changes += draw_plot(snapshot, shape, ground, activity="F01", name=f"Kavel {n}")
    full.edit("Draw plots", changes)
    panel = show(ThingsPanel(full), 300, 600)
    assert panel.count.text() == "504 things"
    panel.field.setText("kavel 49")
    assert panel.model.rowCount(panel.model.index(0, 0, QModelIndex())) == 15


def test_relations_are_listed_and_shown(panel, full):
    site = next(row for row in full.committed().sites.values() if row.name == "Noord")
    (one,) = full.committed().plots
    full.edit("Draw plot", draw_plot(full.committed(), square(900, 300, 60), site=site.key, activity="F05"))
    (two,) = full.committed().plots.keys() - {one}
    (tie,) = full.edit("Relation", relate(full.committed(), one, two, "energy", what="Heat"))
    head, lines = panel.model.pairs[-1]
    assert (head.name, [line.name for line in lines]) == ("Relations", ["Heat"])
    full.select([("relation", tie.key)])
    panel.go()
    assert full.place is not None
