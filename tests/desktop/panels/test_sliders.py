"""The sliders' controls: who pays, a swap, locks of every scope, limits in place, the way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop.panels.tradeoff.cells import table
from desktop.panels.tradeoff.locking import fill_locks
from desktop.panels.tradeoff.payer_bar import Hand, kept_hand
from desktop.panels.tradeoff.sliders import Sliders
from desktop.widgets.figures import HECTARE
from desktop.widgets.follow import Follow
from scenarios.edits.limits import lock, set_limit
from scenarios.edits.programme import set_slide
from scenarios.landuse.limits import locked
from scenarios.landuse.programme import programme, slide
from tests.desktop.panels.conftest import drag

AARDAM, BEEKDORP = "GM0001", "GM0002"


@pytest.fixture
def sliders(planned, show):
    """The sliders of Aardam, refreshed as the panel around them does it."""
    made = Sliders(planned)
    made.show_place(AARDAM, table(planned.snapshot()))

    def refresh():
        if planned.document is not None:
            made.show_place(made.code, table(planned.snapshot()))

    Follow(made, planned, refresh)
    return show(made, 1000, 700)


def choose(sliders, kind):
    rule = sliders.payer.rule
    rule.setCurrentIndex(rule.findData(kind))
    rule.activated.emit(rule.currentIndex())


def type_into(sliders, use, hectares):
    field = sliders.rows[use].field
    field.setFocus()
    QTest.keyClicks(field, hectares)
    QTest.keyClick(field, Qt.Key.Key_Return)


def m2(session, code, use):
    return programme(session.committed())[code][use]


def steps(session):
    return [step for step in session.need().history() if step.done]


class TestPayers:
    def test_the_order_can_be_rearranged_and_is_remembered(self, sliders, planned, show):
        type_into(sliders, "GRO", "40")
        choose(sliders, "order")
        sliders.payer.order.open()
        popup = sliders.payer.order.list
        row = popup.order().index("LAN")
        popup.uses.setCurrentRow(row)
        for _ in range(row):
            popup.up.click()
        assert popup.order()[0] == "LAN"
        popup.uses.item(popup.order().index("GRO")).setCheckState(Qt.CheckState.Unchecked)
        popup.close()
        type_into(sliders, "HMC", "60")
        assert (m2(planned, AARDAM, "HMC"), m2(planned, AARDAM, "GRO")) == (50 * HECTARE, 40 * HECTARE)
        assert "used up; kept: Housing" in sliders.rows["HMC"].note.text()
        again = Sliders(planned)
        again.show_place(AARDAM, table(planned.snapshot()))
        assert again.payer.hand.kind == "order" and "GRO" not in again.payer.hand.order
        show(again)

    def test_what_was_remembered_wrongly_is_left_alone(self):
        for value in (None, "x", ["order", ["XXX"], "", ""], [1, [], "", ""]):
            assert kept_hand(value) == Hand()

    def test_a_swap_changes_two_municipalities_as_one_step_and_tells_what_the_other_gets(
        self, sliders, planned
    ):
        planned.edit("Lift", set_limit(planned.committed(), "", "WON", "at_least", 0, "agreed"))
        choose(sliders, "swap")
        sliders.payer.goes.setCurrentIndex(sliders.payer.goes.findData("LAN"))
        sliders.payer.goes.activated.emit(0)
        before, start = len(steps(planned)), programme(planned.committed())
        drag(sliders.rows["WON"].slider, 4 * HECTARE, release=False)
        assert planned.pending
        assert sliders.message.whole().startswith("Beekdorp gives ")
        assert "Housing and gets" in sliders.message.whole() and "Farmland" in sliders.message.whole()
        QTest.mouseRelease(sliders.rows["WON"].slider, Qt.MouseButton.LeftButton)
        moved = m2(planned, AARDAM, "WON") - 10 * HECTARE
        assert moved > 0 and len(steps(planned)) == before + 1
        assert m2(planned, BEEKDORP, "WON") == 50 * HECTARE - moved
        assert m2(planned, BEEKDORP, "LAN") == moved
        planned.undo()
        assert programme(planned.committed()) == start

    def test_the_partner_is_never_the_municipality_itself(self, sliders, planned):
        choose(sliders, "swap")
        assert sliders.payer.payer("WON").place == BEEKDORP
        sliders.show_place(BEEKDORP, table(planned.snapshot()))
        assert sliders.payer.payer("WON").place == AARDAM

    def test_moves_up_and_down_and_back_leave_no_trace_from_any_state(self, sliders, planned):
        now = planned.committed()
        mixed = slide(now, AARDAM, "GRO", 30 * HECTARE, "LAN")
        planned.edit("Mix", set_slide(now, AARDAM, mixed))
        now = planned.committed()
        planned.edit("Mix", set_slide(now, AARDAM, slide(now, AARDAM, "HMC", 7 * HECTARE, "GRO")))
        start = programme(planned.committed()), dict(planned.committed().conversions)
        for hectares in ("33", "1", "12.5", "80", "7"):
            type_into(sliders, "HMC", hectares)
        assert (programme(planned.committed()), dict(planned.committed().conversions)) == start

    def test_it_starts_anew_where_something_else_changed_in_between(self, sliders, planned):
        type_into(sliders, "HMC", "10")
        planned.edit("Lock", lock(planned.committed(), AARDAM, "LAN"))
        type_into(sliders, "HMC", "5")
        assert m2(planned, AARDAM, "LAN") == 80 * HECTARE
        assert (m2(planned, AARDAM, "HMC"), m2(planned, AARDAM, "WON")) == (5 * HECTARE, 15 * HECTARE)


class TestLocks:
    def actions(self, session, code, use):
        menu = QMenu()
        fill_locks(menu, session, code, use)
        return menu, menu.actions()

    def test_a_cell_has_all_four_and_a_header_its_own(self, sliders, planned):
        for code, use, count in ((AARDAM, "WON", 4), (AARDAM, "", 1), ("", "WON", 2)):
            _menu, actions = self.actions(planned, code, use)
            assert len(actions) == count

    def test_a_locked_column_keeps_every_cell_and_is_unlocked_by_its_button(self, sliders, planned):
        _menu, actions = self.actions(planned, "", "LAN")
        actions[0].trigger()
        assert locked(planned.committed()).columns == {"LAN"}
        row = sliders.rows["LAN"]
        assert row.lock.isChecked() and row.slider.locked and not row.field.isEnabled()
        assert "every municipality" in row.lock.toolTip()
        row.lock.click()
        assert not planned.committed().locks and not row.slider.locked

    def test_a_whole_municipality_is_locked_beside_its_name(self, sliders, planned):
        sliders.lock_all.click()
        assert locked(planned.committed()).rows == {AARDAM}
        assert all(row.slider.locked for row in sliders.rows.values())
        sliders.lock_all.click()
        assert not planned.committed().locks and not sliders.lock_all.isChecked()

    def test_a_locked_regional_total_stops_the_slider_and_says_so(self, sliders, planned):
        _menu, actions = self.actions(planned, "", "LAN")
        actions[1].trigger()
        type_into(sliders, "LAN", "80")
        assert m2(planned, AARDAM, "LAN") == 90 * HECTARE
        assert "regional total of Agriculture is locked" in sliders.rows["LAN"].note.text()


class TestLimits:
    def box(self, sliders, use):
        sliders.edit_limit(use)
        return sliders.rows[use].opened

    def test_a_limit_is_set_in_place_stops_the_slider_and_is_taken_away(self, sliders, planned):
        box = self.box(sliders, "LAN")
        box.area.setText("85")
        box.reason.setText("food")
        box.set_.click()
        assert sliders.rows["LAN"].opened is None
        slider = sliders.rows["LAN"].slider
        assert slider.lowest == -5 * HECTARE
        (stop,) = slider.stops
        assert (stop.m2, stop.text) == (-5 * HECTARE, "Agriculture in Aardam is at least 85.00 ha: food.")
        assert stop.text in slider.toolTip()
        type_into(sliders, "HMC", "30")
        assert m2(planned, AARDAM, "HMC") == 5 * HECTARE
        assert "Agriculture (food)" in sliders.rows["HMC"].note.text()
        box = self.box(sliders, "LAN")
        assert box.area.text() == "85.00"
        box.remove.click()
        assert not planned.committed().limits and slider.stops == ()

    def test_an_empty_area_is_what_there_is_now(self, sliders, planned):
        box = self.box(sliders, "LAN")
        box.kind.setCurrentIndex(box.kind.findData("at_most"))
        box.where.setCurrentIndex(1)
        box.set_.click()
        (row,) = planned.committed().limits.values()
        assert (row.municipality, row.kind, row.m2) == ("", "at_most", None)

    @pytest.mark.parametrize(
        ("typed", "said"), [("lots", "no number"), ("-3", "below zero"), ("999", "100.00")]
    )
    def test_what_cannot_be_is_said_in_place_and_nothing_is_written(self, sliders, planned, typed, said):
        before = len(steps(planned))
        box = self.box(sliders, "LAN")
        box.area.setText(typed)
        box.set_.click()
        assert said in box.said.text() and len(steps(planned)) == before

    def test_a_standing_rule_is_told_where_it_can_be_lifted(self, sliders):
        assert "homes are not pulled down" in self.box(sliders, "WON").said.text()
        QTest.keyClick(sliders.rows["WON"].opened, Qt.Key.Key_Escape)
        assert sliders.rows["WON"].opened is None


class TestReset:
    def test_a_cell_goes_back_and_the_rest_stays(self, sliders, planned):
        type_into(sliders, "HMC", "10")
        type_into(sliders, "NAT", "6")
        before = len(steps(planned))
        sliders.put_back(AARDAM, "HMC")
        assert m2(planned, AARDAM, "HMC") == 0 and m2(planned, AARDAM, "NAT") > 5 * HECTARE
        assert len(steps(planned)) == before + 1

    def test_everything_goes_back_in_one_step_but_what_is_locked(self, sliders, planned):
        told = []
        planned.listen(lambda message: told.append(message.text))
        type_into(sliders, "HMC", "10")
        sliders.show_place(BEEKDORP, table(planned.snapshot()))
        type_into(sliders, "GRO", "5")
        planned.edit("Lock", lock(planned.committed(), AARDAM, "HMC"))
        before = len(steps(planned))
        sliders.put_back(None)
        assert (m2(planned, BEEKDORP, "GRO"), m2(planned, AARDAM, "HMC")) == (0, 10 * HECTARE)
        assert len(steps(planned)) == before + 1
        assert "Heavy industry HMC4+, Aardam" in told[-1]
        planned.undo()
        assert m2(planned, BEEKDORP, "GRO") == 5 * HECTARE
