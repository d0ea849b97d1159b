"""The checks: each finding stands there as a sentence, and its button goes to the place."""

import pytest
from PySide6.QtWidgets import QToolButton

from desktop.panels.checks import ChecksPanel
from scenarios.edits.shapes import remove
from scenarios.landuse.sites import site_facts


@pytest.fixture
def panel(drawn, show, qtbot):
    made = show(ChecksPanel(drawn), 300, 600)
    qtbot.waitUntil(lambda: bool(made.found), timeout=10_000)
    return made


def test_all_findings_are_listed(panel, drawn):
    expected = [finding for facts in site_facts(drawn.committed()) for finding in facts.findings]
    assert [found.finding for found in panel.found] == expected
    assert {"border", "housing"} <= {finding.code for finding in expected}


def test_show_goes_to_the_place_and_selects_the_site(panel, drawn):
    button = panel.findChildren(QToolButton)[0]
    button.click()
    x, y = panel.found[0].finding.place
    assert drawn.place is not None
    assert drawn.place[0] < x < drawn.place[2] and drawn.place[1] < y < drawn.place[3]
    assert drawn.selection == (("site", panel.found[0].site),)


def test_nothing_to_look_at_says_what_is_checked(panel, drawn, qtbot):
    site = next(iter(drawn.committed().sites))
    drawn.edit("Delete", remove(drawn.committed(), [("site", site)]))
    qtbot.waitUntil(lambda: not panel.found, timeout=5_000)
    assert panel.empty.isVisible()
