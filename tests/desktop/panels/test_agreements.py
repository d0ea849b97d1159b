"""The panel of give and take: a new agreement by hand, balances, and warnings that go to their place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.panels.agreements import AgreementsPanel, short
from scenarios.edits.sites import draw_site
from tests.desktop.panels.conftest import add_variant_to
from tests.makers import square


@pytest.fixture
def panel(drawn, show):
    return show(AgreementsPanel(drawn), 320, 700)


def agree(panel, giver, taker, amount, unit="ha", what=""):
    panel.begin()
    form = panel.form
    for combo, text in ((form.giver, giver), (form.taker, taker)):
        combo.setEditText(text)
    form.amount.setText(amount)
    form.what.setText(what)
    form.unit.setCurrentIndex(form.unit.findData(unit))
    QTest.mouseClick(form.add, Qt.MouseButton.LeftButton)


def rows(table):
    return [[c.text(row) for c in table.rows.columns] for row in table.rows.rows]


def test_the_first_step_is_said(panel):
    assert "First step" in panel.empty.text() and panel.new.isVisible() and not panel.form.isVisible()
    panel.session.go_to(variant=0)
    assert "in a variant" in panel.empty.text() and not panel.new.isVisible()


def test_an_agreement_is_made_changed_and_removed(panel):
    session = panel.session
    agree(panel, "Aardam", "beekdorp", "12.5", what="room")
    (row,) = session.committed().agreements.values()
    assert (row.giver, row.taker, row.unit, row.amount, row.what) == ("GM0001", "GM0002", "ha", 12.5, "room")
    assert rows(panel.table) == [["Aardam", "Beekdorp", "12.5 ha"]]
    assert rows(panel.balance) == [
        ["Aardam", "12.5 ha", "0", "\u221212.5 ha"],
        ["Beekdorp", "0", "12.5 ha", "+12.5 ha"],
    ]
    assert panel.key == row.key and panel.form.isVisible() and not panel.form.add.isVisible()
    panel.form.amount.setFocus()
    panel.form.amount.selectAll()
    QTest.keyClicks(panel.form.amount, "20")
    QTest.keyClick(panel.form.amount, Qt.Key.Key_Return)
    assert session.committed().agreements[row.key].amount == 20
    panel.form.unit.activated.emit(panel.form.unit.findData("t"))
    assert session.committed().agreements[row.key].unit == "t"
    panel.remove()
    assert not session.committed().agreements and panel.empty.isVisible()


def test_what_cannot_be_is_refused_and_stays_typed(panel, qtbot):
    with qtbot.captureExceptions() as errors:
        agree(panel, "Aardam", "Aardam", "3")
    assert "to itself" in str(errors[0][1]) and panel.form.taker.currentText() == "Aardam"
    with qtbot.captureExceptions() as errors:
        agree(panel, "Aardam", "Beekdorp", "-3")
    assert "not an amount" in str(errors[0][1]) and not panel.session.committed().agreements


def test_what_is_counted_on_twice_is_told_with_its_place(panel):
    session = panel.session
    agree(panel, "Aardam", "Beekdorp", "50000", "t", "rubble")
    assert not panel.claims
    agree(panel, "Aardam", "Province", "30000", "t", "rubble")
    (claim,) = panel.claims
    assert claim.code == "flow" and panel.claims_title.isVisible()
    panel.show_claim(claim)
    assert session.place is not None and claim.place is not None
    x, y = claim.place
    assert session.place[0] < x < session.place[2] and session.place[1] < y < session.place[3]


def test_sites_of_two_variants_on_the_same_land_are_told(panel):
    session = panel.session
    first = session.variant
    add_variant_to(session, "Other")
    session.edit("Draw", draw_site(session.committed(), square(750, 150, 400), "cluster", "Zuid"))
    assert [claim.code for claim in panel.claims] == ["variants"] and "Zuid" in panel.claims[0].text
    session.go_to(variant=first)
    assert [claim.code for claim in panel.claims] == ["variants"]


def test_amounts_are_short_enough_to_read():
    assert [short(*case) for case in ((4.1, "ha"), (30_000.0, "t"), (1.5e6, "euro"), (0.0, "t"))] == [
        "4.1 ha",
        "30 kt",
        "1.5 M€",
        "0",
    ]


def test_it_bears_a_session_without_a_project(panel):
    panel.session.close()
    assert panel.empty.isVisible() and not panel.table.isVisible()
