"""The trade-off panel: the table says what the balance says, sliders plan land without losing any."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import text
from desktop.panels.tradeoff import TradeoffPanel
from desktop.panels.tradeoff.cells import table
from desktop.widgets.figures import HECTARE
from scenarios.edits.limits import lock, set_limit
from scenarios.landuse.balance import balance
from scenarios.landuse.programme import programme, programme_ledger
from scenarios.project.region import USES
from tests.desktop.panels.conftest import drag

AARDAM, BEEKDORP = "GM0001", "GM0002"


@pytest.fixture
def panel(planned, show):
    made = show(TradeoffPanel(planned), 1000, 760)
    made.matrix.choose(AARDAM, "HMC")
    return made


def steps(session):
    return [step for step in session.need().history() if step.done]


def planned_m2(session, code, use):
    return programme(session.committed())[code][use]


def pull(panel, use, hectares, **how):
    drag(panel.sliders.rows[use].slider, hectares * HECTARE, **how)


def test_table_shows_what_the_balance_and_the_programme_say(drawn, show):
    panel = show(TradeoffPanel(drawn))
    numbers, now = panel.matrix.model.table, balance(drawn.committed())
    for code in (AARDAM, BEEKDORP):
        for use in USES:
            cell = numbers.cell(code, use)
            assert cell.present == now.present_m2[code][use]
            assert cell.drawn == now.now_m2[code][use]
            assert cell.gap == programme(drawn.committed())[code][use] - now.now_m2[code][use]
    assert numbers.cell(AARDAM, "HMC").drawn == 12 * HECTARE
    assert numbers.totals["HMC"].drawn == 20 * HECTARE
    assert sum(cell.programme for cell in numbers.totals.values()) == 200 * HECTARE


@pytest.mark.parametrize(
    ("shown", "text_of_hmc"),
    [("present", "0"), ("drawn", "12.0"), ("programme", "0"), ("gap", "\u221212.0")],
)
def test_cells_show_the_number_that_was_chosen(drawn, show, shown, text_of_hmc):
    panel = show(TradeoffPanel(drawn))
    panel.shown.choose(shown)
    panel.shown.chosen.emit(shown)
    model = panel.matrix.model
    assert model.data(model.index(0, USES.index("HMC"))) == text_of_hmc


def test_all_four_numbers_fit_their_cell(drawn, show):
    panel = show(TradeoffPanel(drawn))
    panel.shown.chosen.emit("all")
    model = panel.matrix.model
    assert model.data(model.index(0, USES.index("HMC"))).splitlines() == ["0", "12.0", "0", "\u221212.0"]
    assert panel.matrix.table.rowHeight(0) >= 4 * panel.fontMetrics().height() * 11 / 13


def test_dragging_previews_and_writes_one_step_on_release(panel, planned):
    before = len(steps(planned))
    pull(panel, "HMC", 6, release=False)
    assert planned.pending and planned_m2(planned, AARDAM, "HMC") == 0
    shown = panel.matrix.model.table.cell(AARDAM, "HMC").programme
    assert shown == pytest.approx(6 * HECTARE, abs=2 * panel.sliders.rows["HMC"].slider.m2_per_pixel())
    QTest.mouseRelease(panel.sliders.rows["HMC"].slider, Qt.MouseButton.LeftButton)
    assert not planned.pending
    assert planned_m2(planned, AARDAM, "HMC") == shown
    assert len(steps(planned)) == before + 1
    planned.undo()
    assert planned_m2(planned, AARDAM, "HMC") == 0
    assert panel.matrix.model.table.cell(AARDAM, "HMC").programme == 0


def test_fast_and_slow_drags_end_the_same(panel, planned):
    pull(panel, "GRO", 5, steps=1)
    fast = programme(planned.committed())
    planned.undo()
    pull(panel, "GRO", 5, steps=25)
    assert programme(planned.committed()) == fast


def test_land_adds_up_after_many_random_drags_and_locks(panel, planned):
    dice = random.Random(7)
    for _ in range(60):
        use = dice.choice(USES)
        panel.matrix.choose(dice.choice((AARDAM, BEEKDORP)), use)
        row = panel.sliders.rows[use]
        if dice.random() < 0.15:
            row.lock.click()
        else:
            pull(panel, use, dice.uniform(-9, 9), steps=dice.randint(1, 3))
        now = programme(planned.committed())
        assert all(sum(row.values()) == 100 * HECTARE for row in now.values())
        assert all(m2 >= 0 for row in now.values() for m2 in row.values())
    ledger = programme_ledger(planned.committed())
    assert ledger and all(posting.m2 > 0 for posting in ledger)


def test_locked_uses_stay_and_cannot_be_dragged(panel, planned):
    planned.edit("Lock", lock(planned.committed(), AARDAM, "WON"))
    pull(panel, "HMC", 8)
    pull(panel, "WON", 5)
    assert planned_m2(planned, AARDAM, "WON") == 10 * HECTARE
    assert panel.sliders.rows["WON"].lock.isChecked()
    assert not panel.sliders.rows["WON"].field.isEnabled()


def test_lock_button_locks_and_unlocks_as_steps(panel, planned):
    before = len(steps(planned))
    panel.sliders.rows["LAN"].lock.click()
    assert [row.use for row in planned.committed().locks.values()] == ["LAN"]
    panel.sliders.rows["LAN"].lock.click()
    assert not planned.committed().locks
    assert len(steps(planned)) == before + 2


def test_a_slider_that_can_move_no_further_stops_and_says_why_below_itself(panel, planned):
    planned.edit("Limit", set_limit(planned.committed(), AARDAM, "LAN", "at_least", 80 * HECTARE, "food"))
    row = panel.sliders.rows["HMC"]
    row.field.setFocus()
    QTest.keyClicks(row.field, "40")
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert planned_m2(planned, AARDAM, "HMC") == 10 * HECTARE
    assert row.note.isVisible() and "Agriculture (food)" in row.note.text()
    assert "Housing (homes are not pulled down" in row.note.text()
    assert row.slider.highest == 10 * HECTARE
    pull(panel, "HMC", 4)
    assert not row.note.isVisible()


def test_typed_hectares_are_exact_and_one_step(panel, planned):
    before = len(steps(planned))
    field = panel.sliders.rows["NAT"].field
    field.setFocus()
    QTest.keyClicks(field, "7.3")
    assert len(steps(planned)) == before
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert planned_m2(planned, AARDAM, "NAT") == 73_000
    assert len(steps(planned)) == before + 1
    assert field.text() == "7.3"


def test_what_is_no_number_of_hectares_changes_nothing(panel, planned):
    before = len(steps(planned))
    field = panel.sliders.rows["NAT"].field
    field.setFocus()
    QTest.keyClicks(field, "lots")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.property("wrong") and "12.5" in field.toolTip()
    assert len(steps(planned)) == before


def choose_rule(panel, kind):
    rule = panel.sliders.payer.rule
    rule.setCurrentIndex(rule.findData(kind))
    rule.activated.emit(rule.currentIndex())


def type_into(panel, use, hectares):
    field = panel.sliders.rows[use].field
    field.setFocus()
    QTest.keyClicks(field, hectares)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_named_use_pays_once_its_rule_is_lifted(panel, planned):
    choose_rule(panel, "WON")
    pull(panel, "HMC", 4)
    assert planned_m2(planned, AARDAM, "HMC") == 0
    assert "homes are not pulled down" in panel.sliders.rows["HMC"].note.text()
    planned.edit("Lift", set_limit(planned.committed(), AARDAM, "WON", "at_least", 0, "barracks"))
    pull(panel, "HMC", 4)
    moved = planned_m2(planned, AARDAM, "HMC")
    assert moved > 0
    assert planned_m2(planned, AARDAM, "WON") == 10 * HECTARE - moved
    assert planned_m2(planned, AARDAM, "LAN") == 90 * HECTARE
    assert panel.sliders.rows["HMC"].slider.highest == 10 * HECTARE


def test_all_that_may_pay_do_so_in_proportion(panel, planned):
    type_into(panel, "GRO", "40")
    type_into(panel, "HMC", "9")
    assert planned_m2(planned, AARDAM, "LAN") == 45 * HECTARE
    assert planned_m2(planned, AARDAM, "GRO") == 36 * HECTARE
    assert planned_m2(planned, AARDAM, "WON") == 10 * HECTARE


def test_keys_move_by_hectares_and_become_one_step(panel, planned, qtbot):
    before = len(steps(planned))
    slider = panel.sliders.rows["HMC"].slider
    slider.setFocus()
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    QTest.keyClick(slider, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert planned.pending and len(steps(planned)) == before
    qtbot.waitUntil(lambda: not planned.pending, timeout=3000)
    assert planned_m2(planned, AARDAM, "HMC") == 13 * HECTARE
    assert len(steps(planned)) == before + 1


def test_escape_takes_a_gesture_back(panel, planned):
    before = len(steps(planned))
    slider = panel.sliders.rows["HMC"].slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    QTest.keyClick(slider, Qt.Key.Key_Escape)
    assert not planned.pending and len(steps(planned)) == before
    assert slider.value == 0


def test_enter_in_the_table_goes_to_the_slider_of_the_cell(panel):
    panel.matrix.choose(BEEKDORP, "GRO")
    panel.matrix.table.setFocus()
    QTest.keyClick(panel.matrix.table, Qt.Key.Key_Return)
    assert panel.sliders.code == BEEKDORP
    assert panel.sliders.rows["GRO"].slider.hasFocus()


def test_reset_takes_back_one_municipality_in_one_step(panel, planned):
    pull(panel, "HMC", 5)
    panel.matrix.choose(BEEKDORP, "GRO")
    pull(panel, "GRO", 5)
    before = len(steps(planned))
    panel.sliders.reset.click()
    assert planned_m2(planned, BEEKDORP, "GRO") == 0
    assert planned_m2(planned, AARDAM, "HMC") > 0
    assert len(steps(planned)) == before + 1
    assert not panel.sliders.reset.isEnabled()


def test_in_the_present_nothing_is_planned_but_a_variant_is_one_click_away(session, show):
    panel = show(TradeoffPanel(session))
    assert panel.present_hint.isVisible() and not panel.sliders.isVisible()
    panel.new_variant.click()
    assert session.variant != 0
    assert panel.sliders.isVisible()


def test_only_looking_means_no_slider_moves(planned, project_path, show):
    planned.close()
    planned.open(project_path, editing=False)
    panel = show(TradeoffPanel(planned))
    assert not panel.sliders.rows["HMC"].slider.isEnabled()
    assert not panel.sliders.rows["HMC"].lock.isEnabled()


def test_words_and_numbers_follow_the_language(panel):
    pull(panel, "HMC", 5)
    text.set_language("nl", keep=False)
    model = panel.matrix.model
    assert model.headerData(USES.index("LAN"), Qt.Orientation.Horizontal) == "Landbouw"
    assert "," in model.data(model.index(0, USES.index("LAN")))
    assert panel.sliders.rows["LAN"].name.text() == "Landbouw"
    assert "," in panel.sliders.rows["LAN"].field.text()


def test_copied_table_holds_every_municipality(panel):
    lines = panel.matrix.as_text().splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("Aardam\t10\t0\t")


def test_sums_of_the_table_are_those_of_its_rows(drawn):
    numbers = table(drawn.committed())
    for use in USES:
        assert numbers.totals[use].drawn == sum(numbers.cell(code, use).drawn for code, _ in numbers.places)


def test_a_use_that_was_named_to_pay_does_not_pay_for_itself(panel, planned):
    choose_rule(panel, "WON")
    pull(panel, "WON", 5)
    moved = planned_m2(planned, AARDAM, "WON") - 10 * HECTARE
    assert moved > 0 and planned_m2(planned, AARDAM, "LAN") == 90 * HECTARE - moved
    assert "cannot pay for itself" in panel.sliders.rows["WON"].note.text()
