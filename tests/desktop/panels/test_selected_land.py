"""What the Selected panel says and lets one fill in for contours, trees, land in waiting and places."""

import pytest
import shapely

from desktop.panels.selected_facts import facts
from desktop.panels.selected_fields import FIELDS, Field, fields_of, said
from desktop.panels.selected_form import Form
from scenarios.project.model import GEOMETRY, table_of
from tests.makers import (
    ORIGIN,
    contour,
    plot,
    sensitive_place,
    site,
    snapshot,
    square,
    tree_row,
    waiting_land,
)

CLUSTER = site(square(300, 300, 400))
PLANT = plot(square(300, 300, 100), CLUSTER, "A02", also="A11")
NOISE = contour(square(250, 250, 400), PLANT, "noise")
LAND = waiting_land(square(100, 100, 200), "2031", owner="Delfland")
SCHOOL = sensitive_place(shapely.Point(ORIGIN[0] + 10, ORIGIN[1] + 10), "school", 120)
TREES = tree_row(shapely.LineString([(ORIGIN[0], ORIGIN[1]), (ORIGIN[0] + 100, ORIGIN[1])]), 8.0, 20.0)
ROWS = (CLUSTER, PLANT, NOISE, LAND, SCHOOL, TREES)


def told(row):
    return dict(facts(snapshot(*ROWS), [(table_of(row), row)]))


def test_a_plot_says_what_it_takes_with_its_contours():
    found = told(PLANT)
    assert found["Drawn contours"] == "Noise"
    # Odour of A11 is the largest that is left.
    assert found["Setback contour"] == "500 m"
    assert found["Plot and contour together"] == "99.5 ha"


def test_a_site_says_what_it_takes_with_its_contours():
    found = told(CLUSTER)
    # The contour of 500 m holds the whole site.
    assert found["Site and contours together"] == "99.5 ha"


def test_a_contour_says_whose_it_is():
    assert told(NOISE)["Of plot"] == "Ready-mix plant"


def test_land_in_waiting_says_what_lies_there():
    assert told(LAND)["Now"] == "Agriculture" and told(LAND)["Area"] == "4.00 ha"


def test_trees_are_counted():
    assert told(TREES)["Trees"] == "6" and told(TREES)["Length"] == "100 m"


@pytest.mark.parametrize("table", ["contour", "tree_row", "waiting_land", "sensitive_place", "business"])
def test_the_form_of_every_table_shows_its_row(dressed, qtbot, table):
    row = next((r for r in ROWS if table_of(r) == table), None)
    form = Form(fields_of((table,)), lambda field, value: None, True)
    qtbot.addWidget(form)
    assert table in GEOMETRY and set(form.editors) == {field.column for field in FIELDS[table]}
    if row is not None:
        form.show_rows(snapshot(*ROWS), [row])


def test_activities_are_added_and_taken_out(dressed, qtbot):
    written = []
    form = Form(fields_of(("plot",)), lambda field, value: written.append((field.column, value)), True)
    qtbot.addWidget(form)
    form.show_rows(snapshot(*ROWS), [PLANT])
    editor = form.editors["also"]
    for code in ("F04", "A11", ""):
        editor.toggle(code)
    assert written == [("also", "A11,F04"), ("also", ""), ("also", "")]


def test_a_share_is_typed_in_percent(dressed, qtbot):
    written = []
    form = Form(fields_of(("plot",)), lambda field, value: written.append(value), True)
    qtbot.addWidget(form)
    form.show_rows(snapshot(*ROWS), [PLANT])
    form.editors["paved_share"].write("85")
    assert written == [0.85]
    assert said(Field("paved_share", lambda: "", "share"), 0.85) == "85 %"
