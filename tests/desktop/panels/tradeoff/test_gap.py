"""From the programme to the map: the gap goes to a drawing tool that keeps its area until it is drawn."""

import shapely
from PySide6.QtWidgets import QMenu

from desktop.widgets.figures import HECTARE
from scenarios.edits.cells import set_cells
from scenarios.edits.use_changes import draw_use_change
from tests.desktop.panels.tradeoff.conftest import AARDAM
from tests.makers import square


def plan(session, use, hectares):
    session.edit("Plan", set_cells(session.committed(), {AARDAM: {use: hectares * HECTARE}}))


def test_the_gap_of_the_current_use_is_offered_and_drawn_with_its_area(panel, planned):
    assert not panel.draw_gap.isVisible()
    panel.matrix.choose(AARDAM, "GRO")
    plan(planned, "GRO", 6)
    assert panel.draw_gap.isVisible() and "6.0 ha" in panel.draw_gap.text()
    panel.draw_gap.click()
    assert (planned.workspace, planned.tool, planned.options["use"]) == ("draw", "change", "GRO")
    assert float(planned.options["area"]) == 6 * HECTARE
    region = planned.need().region
    assert planned.place == tuple(shapely.bounds(region.borders[region.index[AARDAM]]))


def test_what_is_drawn_ends_the_asking(panel, planned):
    panel.matrix.choose(AARDAM, "GRO")
    plan(planned, "GRO", 6)
    panel.draw_gap.click()
    planned.edit("Draw", draw_use_change(planned.committed(), square(100, 100, 300, 200), "GRO"))
    assert "area" not in planned.options
    planned.go_to(workspace="trade-off")
    assert panel.matrix.model.table.cell(AARDAM, "GRO").gap == 0
    assert not panel.draw_gap.isVisible()


def test_heavy_industry_is_drawn_as_a_cluster_or_as_plots_where_there_is_a_site(panel, planned):
    plan(planned, "HMC", 12)
    menu = QMenu()
    panel._fill_gap(menu, "HMC")
    assert [action.text() for action in menu.actions()] == ["Draw this gap as a cluster: 12.0 ha"]
    menu.actions()[0].trigger()
    assert planned.tool == "cluster" and float(planned.options["area"]) == 12 * HECTARE


def test_more_drawn_than_planned_leaves_nothing_to_draw(drawn, show):
    from desktop.panels.tradeoff import TradeoffPanel

    panel = show(TradeoffPanel(drawn), 1000, 760)
    panel.matrix.choose(AARDAM, "HMC")
    assert panel.matrix.model.table.cell(AARDAM, "HMC").gap < 0
    assert not panel.draw_gap.isVisible()
