"""The checks: each finding stands there as a sentence, goes to its place, and its remedy is one step."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.panels.checks import ChecksPanel
from scenarios.edits.plots import draw_plot
from scenarios.edits.shapes import remove
from scenarios.landuse.sites import all_findings
from tests.makers import square


@pytest.fixture
def panel(drawn, show, qtbot):
    made = show(ChecksPanel(drawn), 300, 700)
    qtbot.waitUntil(lambda: bool(made.found), timeout=10_000)
    return made


def codes(panel):
    return [found.finding.code for found in panel.found]


def line_of(panel, code):
    return next(
        line for line in panel._lines if line.found and line.found.finding.code == code and line.isVisible()
    )


def test_all_findings_are_listed_the_gravest_first_and_counted(panel, drawn):
    expected = all_findings(drawn.committed())
    assert sorted(codes(panel)) == sorted(finding.code for finding in expected)
    assert {"border", "housing"} <= set(codes(panel))
    grave = [found.finding.severity for found in panel.found]
    assert grave == sorted(grave, key=["conflict", "warning", "notice"].index)
    for count in panel.header():
        assert int(count.number.text()) == grave.count(count._severity)


def test_show_goes_to_the_place_and_selects_what_it_is_about(panel, drawn):
    line = line_of(panel, "housing")
    line.go.click()
    x, y = line.found.finding.place
    assert drawn.place is not None
    assert drawn.place[0] < x < drawn.place[2] and drawn.place[1] < y < drawn.place[3]
    assert drawn.selection == line.found.finding.rows


def test_nothing_to_look_at_says_what_is_checked(panel, drawn, qtbot):
    site = next(iter(drawn.committed().sites))
    drawn.edit("Delete", remove(drawn.committed(), [("site", site)]))
    qtbot.waitUntil(lambda: not panel.found, timeout=5_000)
    assert panel.empty.isVisible()
    assert not any(count.isVisible() for count in panel.header())


def test_a_remedy_is_shown_on_hover_and_written_as_one_step(panel, drawn, qtbot):
    line = line_of(panel, "border")
    before = drawn.committed()
    QApplication.sendEvent(line.act, QEvent(QEvent.Type.Enter))
    assert drawn.pending and drawn.snapshot() is not drawn.committed()
    assert line.isVisible()
    QApplication.sendEvent(line.act, QEvent(QEvent.Type.Leave))
    assert not drawn.pending
    line.act.click()
    qtbot.waitUntil(lambda: "border" not in codes(panel), timeout=5_000)
    assert drawn.need().next_undo.label.startswith("Trim a site to ")
    drawn.undo()
    assert dict(drawn.committed().sites) == dict(before.sites)
    qtbot.waitUntil(lambda: "border" in codes(panel), timeout=5_000)


def test_only_the_selected_site(panel, drawn, qtbot):
    panel.filter.setFocus()
    QTest.keyClick(panel.filter, Qt.Key.Key_Right)
    assert panel.empty.isVisible()
    plot = next(iter(drawn.committed().plots))
    drawn.select([("plot", plot)])
    qtbot.waitUntil(lambda: not panel.empty.isVisible(), timeout=5_000)
    assert sum(line.isVisible() for line in panel._lines) == len(panel.found)


def test_the_keyboard_goes_through_the_list(panel, drawn):
    first, second = panel._lines[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert panel.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert drawn.selection == second.found.finding.rows
    line = line_of(panel, "border")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert drawn.need().next_undo.label.startswith("Trim a site to ")


def test_a_new_finding_comes_by_itself(panel, drawn, qtbot):
    site = next(iter(drawn.committed().sites))
    drawn.edit("Draw plot", draw_plot(drawn.committed(), square(1150, 400, 100), site, activity="A05"))
    qtbot.waitUntil(lambda: "plot_outside" in codes(panel), timeout=5_000)


def test_many_alike_share_a_line_that_opens(panel, drawn, qtbot):
    site = next(iter(drawn.committed().sites))
    for step in range(3):
        place = square(720 + 60 * step, 420, 50)
        drawn.edit("Draw plot", draw_plot(drawn.committed(), place, site, activity="F02"))
    asking = lambda: [one for one in panel.found if one.finding.code == "no_water"]  # noqa: E731
    qtbot.waitUntil(lambda: len(asking()) == 4, timeout=5_000)
    shown = lambda: [line for line in panel._lines if line.isVisible()]  # noqa: E731
    (whole,) = [line for line in shown() if line.line.kind == "alike"]
    before = len(shown())
    assert whole.text.text() == "4 plots need a quay, and no quay of this site lies on water."
    assert whole.act.text() == "Show each"
    whole.go.click()
    assert {row for one in asking() for row in one.finding.rows} == set(drawn.selection)
    whole.act.click()
    assert len(shown()) == before + 4 and whole.act.text() == "Fold up"
    whole.setFocus()
    QTest.keyClick(whole, Qt.Key.Key_Left)
    assert len(shown()) == before
    assert sum(int(count.number.text()) for count in panel.header()) == len(panel.found)
