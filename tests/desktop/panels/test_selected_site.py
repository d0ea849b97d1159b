"""The facts of a selected site: shares that add up, members in place, relations of its plots."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.panels.selected import SelectedPanel
from scenarios.edits import members, relations
from scenarios.edits.plots import draw_plot
from tests.makers import square


@pytest.fixture
def site(drawn):
    return next(iter(drawn.committed().sites))


@pytest.fixture
def panel(drawn, site, show):
    drawn.edit(
        "Road", draw_plot(drawn.committed(), square(720, 320, 200, 20), site, activity="L03", name="Weg")
    )
    drawn.select([("site", site)])
    return show(SelectedPanel(drawn), 320, 900)


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_the_shares_of_the_land_add_up(panel):
    said = texts(panel.land)
    assert {"4.00 ha", "0.40 ha", "15.60 ha", "20 %", "2 %", "78 %"} <= set(said)
    assert sum(share for share, _ in panel.land.bar._shares) == pytest.approx(1.0)
    assert "4.2: 1 (4.00 ha)" in panel.land.categories.text()


def test_members_are_added_changed_and_removed_in_place(panel, drawn, site):
    panel.people._add(site)
    (line,) = panel.people._lines
    line.name.setFocus()
    line.name.selectAll()
    QTest.keyClicks(line.name, "Beton BV")
    QTest.keyClick(line.name, Qt.Key.Key_Return)
    (row,) = drawn.committed().members.values()
    assert (row.name, row.kind) == ("Beton BV", "private")
    assert panel.people._lines == [line] and line.name.text() == "Beton BV"
    line.kind.setCurrentIndex(1)
    line.kind.activated.emit(1)
    assert next(iter(drawn.committed().members.values())).kind == "public"
    line._remove()
    assert not drawn.committed().members
    drawn.undo()
    assert next(iter(drawn.committed().members.values())).name == "Beton BV"


def test_relations_of_a_site_and_of_a_plot_are_sentences(panel, drawn, site, qtbot):
    plots = {p.activity: p.key for p in drawn.committed().plots.values()}
    drawn.edit("R", relations.relate(drawn.committed(), plots["F04"], plots["L03"], "energy", what="stroom"))
    said = "Energy: stroom, Asphalt plant → Weg"
    qtbot.waitUntil(lambda: said in texts(panel.people), timeout=5_000)
    drawn.select([("plot", plots["L03"])])
    qtbot.waitUntil(lambda: said in texts(panel.people), timeout=5_000)
    assert not panel.land.isVisible()
    (key,) = drawn.committed().relations
    drawn.select([("relation", key)])
    assert panel.form is not None and set(panel.form.editors) == {"kind", "what", "note"}
    drawn.edit("M", members.add(drawn.committed(), site, "Gemeente", "public"))
    assert not panel.people.isVisible()
