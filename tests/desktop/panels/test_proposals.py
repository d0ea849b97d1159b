"""The proposals panel by hand: ask, weigh, see it shown, ease a clash, point along the frontier, accept."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.canvas.converted import shades_of
from desktop.panels.proposals import ProposalsPanel
from desktop.panels.tradeoff import TradeoffPanel
from desktop.session import Session
from desktop.widgets.figures import HECTARE
from scenarios.edits.limits import lock
from scenarios.edits.programme import set_conversions
from scenarios.landuse.programme import programme
from scenarios.project.document import create_document
from scenarios.project.model import PRESENT
from scenarios.searches.allocation.asked import Asked
from tests.desktop.panels.conftest import add_variant_to, drag
from tests.makers import present_of, small_region

AARDAM = "GM0001"


@pytest.fixture
def panel(planned, show):
    planned.go_to(workspace="trade-off")
    return show(ProposalsPanel(planned), 340, 900)


def ask(panel, *asked: Asked) -> None:
    panel.demands.show_asked(panel.session.committed(), asked)
    panel.ask()


def industry(session, *, shown: bool = True) -> int:
    planned = programme(session.snapshot() if shown else session.committed())
    return sum(row["HMC"] for row in planned.values())


def steps(session):
    return [step for step in session.need().history() if step.done]


def test_a_demand_shows_its_proposal_at_once_and_accepting_is_one_step(panel, planned):
    before = len(steps(planned))
    panel.demands.add.click()
    panel.demands.rows[0].amount.typed.emit(3.0)
    assert planned.pending and industry(planned) == 3 * HECTARE and industry(planned, shown=False) == 0
    assert panel.answer.shown.isChecked() and len(steps(planned)) == before
    assert shades_of(planned.snapshot())[0].m2 == 3 * HECTARE
    panel.answer.accept.click()
    assert industry(planned, shown=False) == 3 * HECTARE and not planned.pending
    assert len(steps(planned)) == before + 1
    planned.undo()
    assert industry(planned, shown=False) == 0


def test_the_amount_slider_takes_the_proposal_along(panel, planned):
    ask(panel, Asked("HMC", 1.0))
    row = panel.demands.rows[0]
    for position in (20, 40, 60):
        row.slider.setValue(position)
        assert industry(planned) == round(row.asked.amount * HECTARE)
    assert row.asked.amount == pytest.approx(15.0)


def test_discarding_shows_the_programme_again_and_the_eye_shows_the_proposal(panel, planned):
    ask(panel, Asked("HMC", 2.0))
    panel.answer.discard.click()
    assert not planned.pending and not panel.answer.shown.isChecked()
    panel.answer.shown.click()
    assert industry(planned) == 2 * HECTARE


def test_prices_follow_when_the_hand_rests(panel, qtbot):
    ask(panel, Asked("HMC", 2.0))
    assert "million euro" in panel.prices.lines[0][0].text()
    qtbot.waitUntil(lambda: bool(panel.live.prices))
    assert "saves" in panel.prices.lines[0][0].text()
    assert "land converted +1 ha" in panel.prices.lines[0][1].text()
    assert "One hectare more costs" in panel.demands.rows[0].price.text()


def test_a_weight_changes_what_is_proposed(panel, planned):
    ask(panel, Asked("HMC", 2.0))
    open_land = panel.goals.rows["open_land"]
    open_land.box.setChecked(False)
    cheap = panel.live.found.goals
    open_land.box.setChecked(True)
    open_land.slider.setValue(100)
    panel.goals.rows["cost"].slider.setValue(1)
    dear = panel.live.found.goals
    assert dear["open_land"] < cheap["open_land"] and dear["cost"] > cheap["cost"]
    assert "counts as 100 million euro" in open_land.words.text()


def test_demands_from_the_programme_follow_a_slider_that_is_dragged(planned, show):
    planned.go_to(workspace="trade-off")
    table = show(TradeoffPanel(planned), 1000, 760)
    panel = show(ProposalsPanel(planned), 340, 900)
    planned.edit("Plan", set_conversions(planned.committed(), {AARDAM: {("LAN", "HMC"): 4 * HECTARE}}))
    panel.demands.take.click()
    assert panel.live.wish.asked[0].amount == 4.0
    panel.answer.discard.click()
    table.matrix.choose(AARDAM, "HMC")
    slider = table.sliders.rows["HMC"].slider
    drag(slider, 9 * HECTARE, release=False)
    assert panel.live.wish.asked[0].amount == pytest.approx(9.0, abs=2 * slider.m2_per_pixel() / HECTARE)
    assert panel.live.found.m2 is not None and not panel.live.showing
    assert "one hectare less" in table.sliders.message.whole()
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton)
    assert industry(planned, shown=False) == round(panel.live.wish.asked[0].amount * HECTARE)


def test_a_lock_is_heeded_as_soon_as_it_is_there(panel, planned):
    ask(panel, Asked("HMC", 2.0))
    taken = {pair[0] for pairs in panel.live.conversions().values() for pair in pairs}
    for use in taken:
        for code in panel.live.found.space.codes:
            planned.edit("Lock", lock(planned.committed(), code, use))
    again = {pair[0] for pairs in panel.live.conversions().values() for pair in pairs}
    assert not taken & again


def test_a_clash_names_its_demands_and_a_button_eases_it(panel, planned, qtbot):
    everything = sum(panel.live.session.committed().region.area_m2.tolist()) / HECTARE
    ask(panel, Asked("HMC", everything), Asked("BED", 1.0))
    assert "cannot all be met" in panel.answer.said.text()
    qtbot.waitUntil(lambda: bool(panel.answer.remedies))
    assert "cannot go together" in panel.answer.said.text() and not panel.answer.accept.isVisible()
    assert not planned.pending
    button = panel.answer.remedies[0].findChild(type(panel.answer.accept))
    button.click()
    assert panel.live.found.m2 is not None
    assert panel.live.wish.asked[0].amount < everything or panel.live.wish.off


def test_a_rule_can_be_put_aside_for_this_proposal(panel):
    ask(panel, Asked("HMC", 2.0))
    assert any(demand.key.startswith("keep") for demand in panel.live.found.demands)
    for box in panel.standing.boxes.values():
        box.setChecked(False)
    assert not any(demand.key.startswith("keep") for demand in panel.live.found.demands)


def test_the_frontier_previews_what_is_pointed_at_and_adopts_what_is_clicked(panel, planned, qtbot):
    ask(panel, Asked("HMC", 3.0))
    panel.frontier.go.click()
    qtbot.waitUntil(lambda: panel.frontier.drawn is not None)
    chart, drawn = panel.frontier.chart, panel.frontier.drawn
    assert len(drawn.points) > 5 and "does not do what is asked" in panel.frontier.own.text()
    panel.area.ensureWidgetVisible(chart)
    first, last = chart.dots[0], chart.dots[-1]
    QTest.mouseMove(chart, chart.place_of(first).toPoint())
    shown = planned.pending
    QTest.mouseMove(chart, chart.place_of(last).toPoint())
    assert planned.pending != shown and industry(planned) == 3 * HECTARE
    QTest.mouseMove(chart, chart.rect().topLeft())
    assert panel.live.adopted is None and planned.pending
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(last).toPoint())
    assert panel.live.adopted and chart.taken == len(chart.dots) - 1
    panel.answer.accept.click()
    assert industry(planned, shown=False) == 3 * HECTARE


def test_each_for_itself_is_set_beside_together(panel, qtbot):
    ask(panel, Asked("HMC", 2.0))
    panel.apart.run()
    qtbot.waitUntil(lambda: panel.apart.cells["cost", 0].text() != "")
    assert "by area" in panel.apart.said.text()


def test_leaving_the_workspace_takes_the_preview_away(panel, planned):
    ask(panel, Asked("HMC", 2.0))
    planned.go_to(workspace="draw")
    assert not planned.pending
    planned.go_to(workspace="trade-off", variant=PRESENT)
    assert not planned.pending and not panel.answer.isVisible() and panel.live.found is None


def test_undo_and_another_project_leave_no_stale_proposal(panel, planned, tmp_path):
    ask(panel, Asked("HMC", 2.0, AARDAM), Asked("BED", 1.0))
    panel.answer.accept.click()
    planned.undo()
    assert panel.live.found.m2 is not None and not panel.live.showing
    path = planned.need().path
    planned.close()
    assert panel.live.found is None and planned.pricing is None and not panel.answer.isVisible()
    planned.open(path)
    planned.go_to(variant=next(iter(planned.need().tables["variant"])))
    assert panel.live.found is not None and not planned.pending


@pytest.fixture
def peopled(dressed, tmp_path):
    """The small region with 10,000 inhabitants in Aardam and 30,000 in Beekdorp."""
    region = small_region()
    rows = [replace(m, inhabitants=n) for m, n in zip(region.municipalities, (10_000, 30_000), strict=True)]
    create_document(tmp_path / "peopled.gpkg", settings={}, municipalities=rows, present=present_of(region))
    session = Session()
    session.open(tmp_path / "peopled.gpkg")
    add_variant_to(session, "A")
    session.go_to(workspace="trade-off")
    yield session
    session.close()


def test_the_fairest_sharing_divides_by_inhabitants_and_says_who_carries_most(peopled, show, qtbot):
    panel = show(ProposalsPanel(peopled), 340, 900)
    ask(panel, Asked("HMC", 4.0))
    panel.goals.fair.setChecked(True)
    qtbot.waitUntil(lambda: panel.live.found is not None and len(panel.live.conversions()) == 2)
    planned = programme(peopled.snapshot())
    assert planned[AARDAM]["HMC"] == pytest.approx(HECTARE, abs=2)
    assert sum(row["HMC"] for row in planned.values()) == 4 * HECTARE
    assert "0.1 ha per 1,000 inhabitants" in panel.goals.fair_words.text()
    assert "no single demand has a price" in panel.prices.none.text()


def test_without_inhabitants_the_burden_cannot_be_shared(panel):
    ask(panel, Asked("HMC", 2.0))
    assert not panel.goals.fair.isEnabled() and "import" in panel.goals.fair_words.text()
