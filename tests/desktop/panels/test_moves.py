"""The panel of relocations: first step, lights, chain, fields, player, set aside, and what it refuses."""

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest

from desktop.canvas.lights import INKS
from desktop.panels.moves import ALL, WITHOUT, MovesPanel
from desktop.session import Message
from desktop.widgets.follow import Follow
from scenarios.edits import businesses
from scenarios.landuse.balance import balance
from scenarios.landuse.moves import moves
from tests.makers import square


@pytest.fixture
def places(drawn):
    """A drawn cluster and two present businesses beside it."""
    for at, name in enumerate(("Centrale", "Puinbreker")):
        shape = square(1600 + 100 * at, 500, 50)
        changes = businesses.add(drawn.committed(), shape, name=name, category="4.2", area_m2=2_500)
        drawn.edit("Business", changes)
    return drawn


@pytest.fixture
def panel(places, show):
    return show(MovesPanel(places), 320, 900)


@pytest.fixture
def chain(panel):
    """Both businesses move: the second waits for the first, and only the first has a place."""
    session = panel.session
    for option in sorted(panel.add.options, key=lambda o: o.text):
        panel.add.chosen.emit(option.key)
    first, second = (row.key for row in sorted(session.committed().moves.values(), key=lambda r: r.business))
    if session.committed().businesses[session.committed().moves[first].business].name != "Centrale":
        first, second = second, first
    session.select([("move", first)])
    plot = next(iter(session.committed().plots))
    panel.form.plot.chosen.emit(str(plot))
    write(panel.form.leaves, "2032")
    session.select([("move", second)])
    panel.form.after.chosen.emit(str(first))
    write(panel.form.leaves, "2034")
    return panel, first, second


def write(field, text):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def names(panel):
    return [one.name for one, _ in panel.list.moves.rows]


def steps(session):
    return [step.label for step in session.need().history() if step.done]


def test_without_relocations_the_first_step_is_said(panel, session):
    assert "First step" in panel.empty.text() and panel.add.isVisible() and not panel.list.isVisible()
    session.go_to(variant=0)
    assert "in a variant" in panel.empty.text() and panel.variant.isVisible() and not panel.add.isVisible()


def test_a_business_is_moved_out_and_its_land_is_freed(panel):
    session = panel.session
    session.select([("business", next(iter(session.committed().businesses)))])
    assert panel.out.isVisible()
    QTest.mouseClick(panel.out, Qt.MouseButton.LeftButton)
    (row,) = session.committed().moves.values()
    assert session.selection == (("move", row.key),) and row.freed_use == "WON"
    assert len(session.committed().use_changes) == 1 and steps(session)[-1].startswith("Move ")
    assert "1 without a destination" in panel.count.text()
    assert panel.form.isVisible() and not panel.out.isVisible()


def test_the_list_shows_chains_and_filters_open_ends(chain):
    panel, _first, _second = chain
    assert names(panel) == ["Centrale", "Puinbreker"]
    assert [one.depth for one, _ in panel.list.moves.rows] == [0, 1]
    assert panel.list.moves.rows[0][1] == "Beekdorp → Aardam · 2032"
    assert "not known yet" in panel.list.moves.rows[1][1]
    panel.filter.chosen.emit(WITHOUT)
    panel.filter.choose(WITHOUT)
    panel.refresh()
    assert names(panel) == ["Puinbreker"]
    panel.filter.choose(ALL)
    panel.refresh()
    assert (
        "destination: not known yet"
        in panel.list.moves.data(panel.list.moves.index(1), Qt.ItemDataRole.AccessibleTextRole).lower()
    )


def test_a_sign_tells_what_it_stands_for(chain):
    panel, _first, _second = chain
    at = panel.list.visualRect(panel.list.moves.index(0)).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, panel.list.viewport().mapToGlobal(at))
    assert panel.list.itemDelegate().helpEvent(
        event, panel.list, _option(panel, 0), panel.list.moves.index(0)
    )


def _option(panel, row):
    from PySide6.QtWidgets import QStyleOptionViewItem

    option = QStyleOptionViewItem()
    option.rect = panel.list.visualRect(panel.list.moves.index(row))
    return option


def test_a_click_chooses_and_enter_goes_there(chain):
    panel, first, _second = chain
    box = panel.list.visualRect(panel.list.moves.index(0))
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center() - QPoint(60, 0))
    assert panel.session.selection == (("move", first),)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.session.place is not None
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.session.selection != (("move", first),)


def test_fields_are_steps_and_a_circle_is_refused(chain):
    panel, first, second = chain
    session = panel.session
    said: list[Message] = []
    session.listen(said.append)
    session.select([("move", first)])
    assert str(second) not in [option.key for option in panel.form.after.options], "no circle can be chosen"
    write(panel.form.name, "Weg ermee")
    assert session.committed().moves[first].name == "Weg ermee" and "Change relocation" in steps(session)[-1]
    panel.form.freed_use.activated.emit(panel.form.freed_use.findData("NAT"))
    row = session.committed().moves[first]
    assert session.committed().use_changes[row.change].use == "NAT"
    panel.form.category.activated.emit(panel.form.category.findData("5.2"))
    assert session.committed().moves[first].category == "5.2"
    panel.form.plot.chosen.emit("")
    assert session.committed().moves[first].plot is None
    session.undo()
    assert session.committed().moves[first].plot is not None


def test_a_wrong_year_is_refused_and_what_holds_shows_again(chain, qtbot):
    panel, first, _second = chain
    panel.session.select([("move", first)])
    before = steps(panel.session)
    with qtbot.captureExceptions() as errors:
        write(panel.form.leaves, "ooit")
    assert errors and "“ooit”" in str(errors[0][1])
    assert panel.form.leaves.text() == "2032" and steps(panel.session) == before


def test_the_player_walks_the_chain_and_leaves_nothing_behind(chain):
    panel, first, second = chain
    session, player = panel.session, panel.player
    session.select([("move", second)])
    stand, year, written = session.committed(), session.year, steps(session)
    whole = balance(stand).now_m2["GM0002"]["WON"]
    player.step_on()
    assert [row.aside for row in session.snapshot().moves.values()] == [1, 1]
    assert balance(session.snapshot()).now_m2["GM0002"]["WON"] == whole - 5_000
    player.step_on()
    assert (player.done, session.year, session.selection) == (1, 2032, (("move", first),))
    assert not session.snapshot().moves[first].aside and session.snapshot().moves[second].aside
    player.step_on()
    assert (player.done, session.year) == (2, 2034) and not player.forward.isEnabled()
    player.step_back()
    assert player.done == 1 and session.snapshot().moves[second].aside
    player.end()
    assert session.year == year and session.selection == (("move", second),) and not session.pending
    assert dict(session.committed().moves) == dict(stand.moves) and steps(session) == written


def test_it_plays_by_itself_and_stops_at_the_end(chain, qtbot):
    panel, _first, _second = chain
    player = panel.player
    player._timer.setInterval(5)
    player.play.setChecked(True)
    qtbot.waitUntil(lambda: player.done == 2 and not player.play.isChecked(), timeout=3000)
    player.play.setChecked(True)
    assert player.done == 0
    panel.session.edit("Another", businesses.add(panel.session.committed(), square(10, 10, 10), name="Nieuw"))
    assert player.done is None and not player.play.isChecked()


def test_a_chain_is_set_aside_and_put_back_as_one_step(chain):
    panel, first, _second = chain
    session = panel.session
    session.select([("move", first)])
    before = dict(session.committed().moves), len(session.committed().things)
    QTest.mouseClick(panel.player.aside, Qt.MouseButton.LeftButton)
    assert len(session.committed().things) == before[1] - 2 and "aside" in steps(session)[-1]
    assert "set aside" in panel.list.moves.rows[0][1]
    QTest.mouseClick(panel.player.aside, Qt.MouseButton.LeftButton)
    assert (dict(session.committed().moves), len(session.committed().things)) == before
    assert "back" in steps(session)[-1]


def test_the_plot_is_picked_on_the_map_with_the_tool(chain):
    panel, _first, second = chain
    session = panel.session
    session.select([("move", second)])
    panel.pick_plot()
    assert (session.workspace, session.tool) == ("draw", "move-business")
    panel.remove()
    assert list(session.committed().moves) != [] and second not in session.committed().moves


def test_it_bears_a_session_without_a_project(panel):
    panel.session.close()
    assert isinstance(panel.follow, Follow) and panel.empty.isVisible()


def test_every_state_has_a_colour_in_both_looks():
    from desktop import look

    for mode in ("dark", "light"):
        look.choose(mode, keep=False)
        colours = {look.map_colour(INKS[state]).name() for state in INKS}
        assert len(colours) == 3


def test_facts_of_the_chain(chain):
    panel, _first, _second = chain
    states = [one.state for one in moves(panel.session.committed())]
    assert states == ["good", "open"]
    assert shapely.area(panel.session.committed().geometry(panel.list.moves.rows[0][0].row)) == 2_500
