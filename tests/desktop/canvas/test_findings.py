"""Signs of findings on the map: where they stand, what they say, what a click on one selects."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from desktop.canvas.findings import Signs, signs
from desktop.canvas.layers import LAYERS
from scenarios.edits.plots import draw_plot
from scenarios.edits.sites import draw_site
from scenarios.landuse.sites import all_findings
from tests.makers import square


@pytest.fixture
def crossed(drawing, view):
    """A small cluster across the border, and a map that shows it."""
    written = drawing.edit("Draw", draw_site(drawing.committed(), square(850, 300, 300), "cluster", "Noord"))
    drawing.edit(
        "Draw", draw_plot(drawing.committed(), square(860, 310, 100), written[0].key, activity="A02")
    )
    return view


def test_each_finding_has_a_sign_and_near_ones_share_it(crossed):
    found = all_findings(crossed.snapshot())
    here = signs(found, crossed.sight)
    assert sum(len(sign.findings) for sign in here) == len(found)
    far = crossed.camera.sight(80, 60)
    assert all(
        sign.findings[0].severity
        == min((f.severity for f in sign.findings), key=["conflict", "warning", "notice"].index)
        for sign in signs(found, far)
    )


def test_a_click_on_a_sign_selects_what_it_is_about(crossed, drawing):
    sign = signs(all_findings(crossed.snapshot()), crossed.sight)[-1]
    place = QPointF(sign.x, sign.y).toPoint()
    QTest.mouseClick(crossed, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert set(drawing.selection) == {row for finding in sign.findings for row in finding.rows}


def test_a_sign_is_met_where_it_stands_and_not_on_a_hidden_layer(crossed, drawing):
    sign = signs(all_findings(crossed.snapshot()), crossed.sight)[-1]
    hand = Signs(crossed)
    met = hand.at(QPointF(sign.x + 3, sign.y))
    assert met is not None and met.findings == sign.findings
    place = QPointF(sign.x, sign.y).toPoint()
    assert hand.tell(QHelpEvent(QEvent.Type.ToolTip, place, crossed.mapToGlobal(place)))
    assert all(finding.text in QToolTip.text() for finding in sign.findings)
    QToolTip.hideText()
    drawing.show_layer("findings", shown=False)
    assert hand.at(QPointF(sign.x, sign.y)) is None
    assert "findings" in dict(LAYERS)


def test_the_sign_is_painted(crossed, drawing, settled):
    with_signs = settled(crossed)
    drawing.show_layer("findings", shown=False)
    assert settled(crossed) != with_signs
