"""The trade-off panel in a variant of the small project, and the ways hands use its table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.panels.tradeoff import TradeoffPanel
from scenarios.landuse.programme import programme

AARDAM, BEEKDORP = "GM0001", "GM0002"


@pytest.fixture
def panel(planned, show):
    made = show(TradeoffPanel(planned), 1000, 760)
    made.matrix.choose(AARDAM, "HMC")
    made.matrix.table.setFocus()
    return made


@pytest.fixture
def told(planned):
    """The messages that the window would show, the newest last."""
    found = []
    planned.listen(found.append)
    return found


def planned_m2(session, code, use):
    return programme(session.committed())[code][use]


def steps(session):
    return [step for step in session.need().history() if step.done]


def type_into(panel, qtbot, text):
    """Type into the current cell and press Enter, as a hand does."""
    table = panel.matrix.table
    table.setFocus()
    QTest.keyClicks(table, text[0])
    field = table.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, text[1:])
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.state() != table.State.EditingState)


def middle_of(panel, code, use):
    """Where on the table the middle of a cell is."""
    model = panel.matrix.model
    row = [line.code for line in model.lines].index(code)
    return panel.matrix.table.visualRect(model.index(row, model.uses.index(use))).center()
