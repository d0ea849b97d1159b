"""What opens over the table: the menu of a cell, the choice of what shows, the figures behind a unit."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.panels.tradeoff.carried import Carried
from desktop.panels.tradeoff.pick import Pick
from scenarios.project.region import USES
from tests.desktop.panels.tradeoff.conftest import AARDAM, BEEKDORP, planned_m2, steps


@pytest.fixture
def menu(panel, qtbot):
    """The menu of the current cell."""
    panel.matrix.menu_wished.emit(panel.mapToGlobal(QPoint(100, 100)))
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
    yield found[0]
    found[0].close()


def choose(menu, words):
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def test_the_menu_locks_copies_and_sorts(panel, planned, menu):
    choose(menu, "Lock Heavy industry HMC4+ in every")
    assert [row.scope for row in planned.committed().locks.values()] == ["column"]
    choose(menu, "Sort by Heavy industry")
    assert panel.bar.view.sort == "HMC"
    choose(menu, "Copy the whole table")
    assert QApplication.clipboard().text().startswith("Municipality (ha)\tHousing")
    choose(menu, "Paste")
    assert planned_m2(planned, AARDAM, "HMC") == 0


def test_the_menu_goes_to_the_slider_its_limit_and_the_field(panel, menu):
    choose(menu, "Limit")
    assert panel.sliders.rows["HMC"].opened is not None
    choose(menu, "Type an amount")
    assert panel.matrix.table.state() == panel.matrix.table.State.EditingState


def test_what_is_not_ticked_does_not_show_and_goes_on_counting(panel):
    popup = Pick(panel.bar, panel._numbers, panel.bar.view)
    popup.picked.connect(panel.bar._picked)
    popup.places.item(0).setCheckState(Qt.CheckState.Unchecked)
    popup.uses.item(USES.index("LAN")).setCheckState(Qt.CheckState.Unchecked)
    assert [line.code for line in panel.matrix.model.lines] == [BEEKDORP]
    assert "LAN" not in panel.matrix.model.uses
    assert panel.matrix.totals_model.lines[0].codes == (AARDAM, BEEKDORP)
    popup.close()


def test_a_density_is_changed_on_the_spot_with_its_source_beside_it(panel, planned):
    panel.bar.take(unit="dwellings")
    before = len(steps(planned))
    popup = Carried(planned, "dwellings")
    field = popup.fields["dwellings_per_ha"].line
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "60")
    QTest.keyClick(field, Qt.Key.Key_Return)
    popup.close()
    model = panel.matrix.model
    assert model.texts(0, USES.index("WON")) == ["600"]
    assert "Estimate: 250 to 900" in model.data(
        model.index(0, USES.index("WON")), Qt.ItemDataRole.ToolTipRole
    )
    assert len(steps(planned)) == before + 1


def test_an_empty_density_is_the_default_again(panel, planned):
    popup = Carried(planned, "jobs")
    popup._type("jobs_per_ha_heavy", 30.0)
    popup._type("jobs_per_ha_heavy", None)
    names = {row.name for row in planned.committed().rows("setting").values()}
    assert "jobs_per_ha_heavy" not in names
    popup.close()
