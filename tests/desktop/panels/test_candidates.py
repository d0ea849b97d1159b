"""The candidates panel: which land answers the questions, and a site drawn on the one that is chosen."""

import pytest
from shapely import MultiPolygon

from desktop.panels.candidates import CandidatesPanel
from desktop.session import Session
from scenarios.edits.waiting import add
from tests.makers import shape_of, square


@pytest.fixture
def panel(qtbot, dressed, session: Session):
    for side, free_from, name in (
        (200, "2030", "Slibveld"),
        (350, "2034-07-01", "Depot"),
        (150, "", "Zuiver"),
    ):
        shape = MultiPolygon([square(side, side, side)])
        changes = add(session.committed(), shape, name=name, owner="Delfland", free_from=free_from)
        session.edit("Draw land in waiting", changes)
    made = CandidatesPanel(session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.refresh()
    return made


def names(panel):
    return [one.name for one in panel.rows]


def ask(panel, field, text):
    field.setText(text)
    field.editingFinished.emit()


def test_it_lists_what_answers_the_questions(panel):
    assert names(panel) == ["Slibveld", "Depot", "Zuiver"]
    ask(panel, panel.year, "2032")
    assert names(panel) == ["Slibveld"] and "2" in panel.about.text()
    ask(panel, panel.year, "")
    ask(panel, panel.least, "10")
    assert names(panel) == ["Depot"]


def test_a_click_shows_it_with_all_that_is_known(panel):
    panel.show_place(panel.rows[0])
    assert panel.session.selection == (("waiting_land", panel.rows[0].key),)
    assert panel.session.place is not None
    panel.refresh()
    assert "Delfland" in panel.about.text() and "Aardam" in panel.about.text()


@pytest.mark.parametrize(("place", "kind", "year"), [(1, "cluster", 2034), (0, "hub", 2030)])
def test_a_site_takes_its_outline_and_its_year(panel, place, kind, year):
    session, one = panel.session, panel.rows[place]
    panel.show_place(one)
    panel.refresh()
    panel.draw_here()
    assert session.variant != 0, "the present stays as it is"
    ((table, key),) = session.selection
    row = session.snapshot().sites[key]
    assert (table, row.kind, row.start_year, row.name) == ("site", kind, year, one.name)
    assert round(shape_of(row).area) == one.m2
    session.undo()
    assert not session.snapshot().sites


def test_without_land_in_waiting_it_says_what_would_be_here(qtbot, dressed, session):
    made = CandidatesPanel(session)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    assert made.empty.isVisible() and not made.table.isVisible()
