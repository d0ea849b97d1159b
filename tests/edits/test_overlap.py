"""The overlap rule over edits: who gives way, what goes along, and that it keeps up with the hand."""

import time

import pytest
import shapely

from scenarios.edits.overlap import obey
from scenarios.edits.plots import draw_plot
from scenarios.edits.shapes import reshape
from scenarios.edits.sites import draw_site
from scenarios.edits.transform import move
from scenarios.edits.use_changes import draw_use_change
from scenarios.edits.values import set_values
from scenarios.errors import Refused
from tests.geometry.test_overlap import slivers
from tests.makers import plot, shape_of, site, snapshot, square, use_change

HAVEN = site(square(0, 0, 200, 100))
WEST, EAST = plot(square(0, 0, 100), HAVEN, "A01"), plot(square(100, 0, 100), HAVEN, "A02", rank=3)
NOW = snapshot(HAVEN, WEST, EAST)


def areas(now, table="plot"):
    return sorted(round(shape_of(row).area) for row in now.rows(table).values())


def test_a_plot_takes_from_the_plots_of_its_site():
    found = obey(NOW, draw_plot(NOW, square(80, 0, 40, 100)), "take")
    assert areas(NOW.with_changes(found.changes)) == [4_000, 8_000, 8_000]
    assert found.cut.area == 4_000 and found.clipped.is_empty
    assert found.said == "Takes 0.40 ha from its neighbours."


def test_a_plot_stops_at_the_plots_of_its_site():
    found = obey(NOW, draw_plot(NOW, square(50, 50, 100, 80)), "stop")
    assert areas(NOW.with_changes(found.changes)) == [3_000, 10_000, 10_000]
    assert found.clipped.area == 5_000 and "0.50 ha is left out" in found.said
    with pytest.raises(Refused, match="All this land"):
        obey(NOW, draw_plot(NOW, square(10, 10, 20)), "stop")


def test_where_overlap_is_allowed_it_is_said_and_nothing_changes():
    changes = draw_plot(NOW, square(80, 0, 40, 10))
    found = obey(NOW, changes, "allow")
    assert list(found.changes) == changes and found.said == "Lies over its neighbours with 400 m²."


def test_a_plot_of_another_site_or_another_time_is_no_neighbour():
    other = site(square(0, 0, 100), "hub")
    later = plot(square(0, 0, 100), HAVEN, start_year=2050)
    past = plot(square(0, 0, 100), HAVEN, end_year=2050)
    changes = draw_plot(snapshot(other, HAVEN, later), square(0, 0, 50), site=other.key)
    assert obey(snapshot(other, HAVEN, later), changes, "stop").changes[0] == changes[0]
    moved = move(snapshot(HAVEN, later, past), [("plot", past.key)], 1, 0)
    assert list(obey(snapshot(HAVEN, later, past), moved, "stop").changes) == moved


def test_a_neighbour_that_is_covered_goes_and_one_cut_in_two_becomes_two():
    found = obey(NOW, reshape(NOW, "plot", WEST.key, square(0, 0, 200, 100)), "take")
    after = NOW.with_changes(found.changes)
    assert list(after.plots) == [WEST.key]
    across = NOW.with_changes(obey(NOW, draw_plot(NOW, square(0, 40, 200, 20)), "take").changes)
    assert areas(across) == [4_000] * 5
    assert sorted(row.activity or "" for row in across.plots.values()) == ["", "A01", "A01", "A02", "A02"]


def test_what_was_cut_off_is_kept_apart_from_what_is_drawn_next():
    changes = [*draw_plot(NOW, square(0, 40, 200, 20)), *draw_plot(NOW, square(20, 50, 20, 50))]
    after = NOW.with_changes(obey(NOW, changes, "take").changes)
    assert slivers([shape_of(row) for row in after.plots.values()]) == (0, [])
    assert sum(areas(after)) == 20_000


def test_a_moved_pair_keeps_its_common_border():
    changes = move(NOW, [("plot", WEST.key), ("plot", EAST.key)], 7, 3)
    assert list(obey(NOW, changes, "stop").changes) == changes


def test_a_site_that_loses_land_takes_its_plots_along():
    hub = draw_site(NOW, square(150, -10, 100, 120), "hub")
    after = NOW.with_changes(obey(NOW, hub, "take").changes)
    assert areas(after, "site") == [12_000, 15_000] and areas(after) == [5_000, 10_000]


def test_a_site_that_is_moved_against_another_loses_its_plots_land_there_too():
    other = site(square(250, 0, 100), "hub")
    now = snapshot(HAVEN, WEST, EAST, other)
    after = now.with_changes(obey(now, move(now, [("site", HAVEN.key)], 100, 0), "stop").changes)
    assert shape_of(after.sites[HAVEN.key]).area == 15_000 and areas(after) == [5_000, 10_000]


def test_a_use_change_of_several_parts_stays_one_row():
    old = use_change(shapely.MultiPolygon([square(400, 0, 100)]), "WON")
    now = snapshot(old)
    after = now.with_changes(obey(now, draw_use_change(now, square(440, -5, 20, 200), "GRO"), "take").changes)
    assert len(after.use_changes) == 2 and len(shape_of(after.use_changes[old.key]).geoms) == 2


def test_values_are_no_business_of_the_rule():
    changes = set_values(NOW, "plot", WEST.key, name="Menger")
    assert list(obey(NOW, changes, "stop").changes) == changes
    with pytest.raises(ValueError, match="not an overlap rule"):
        obey(NOW, changes, "whatever")


def test_the_neighbour_gets_the_corner_of_what_is_drawn_against_it():
    after = NOW.with_changes(obey(NOW, draw_plot(NOW, square(30, 100, 20), site=HAVEN.key), "stop").changes)
    corners = shapely.get_coordinates(shape_of(after.plots[WEST.key])).tolist()
    assert [80_030.0, 450_100.0] in corners and [80_050.0, 450_100.0] in corners


def test_among_five_hundred_plots_the_rule_keeps_up_with_the_hand():
    ground = site(square(0, 0, 1_000, 800))
    plots = [plot(square(i % 25 * 40, i // 25 * 40, 40), ground, rank=2 + i) for i in range(500)]
    now = snapshot(ground, *plots)
    drawn = [draw_plot(now, square(20 + i * 9, 770, 70), site=ground.key) for i in range(40)]
    obey(now, drawn[0], "stop")
    spent = []
    for changes in drawn:
        begun = time.process_time()
        found = obey(now, changes, "stop")
        spent.append(time.process_time() - begun)
    assert sorted(spent)[20] < 0.02
    assert slivers([shape_of(row) for row in now.with_changes(found.changes).plots.values()])[0] < 0.01
