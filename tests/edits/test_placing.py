"""Placing an activity in a site: its usual size, its neighbours, and what is said where it does not fit."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.edits.placing import place_activity
from scenarios.errors import Refused
from scenarios.project.change import applied
from scenarios.project.model import PRESENT
from tests.makers import ORIGIN, made, plot, shape_of, site, snapshot, square

PLANT, CRUSHER, OFFICES, ROAD = "F01", "F05", "L02", "L03"
"""Activities of 1.5 ha, 4 ha, no usual size, and an internal road."""


def at(x: float, y: float) -> tuple[float, float]:
    return (ORIGIN[0] + x, ORIGIN[1] + y)


def test_a_plot_of_the_usual_size_in_the_site_below_the_place():
    ground = site(square(100, 100, 400), name="Noord")
    placed = place_activity(snapshot(ground), PLANT, at(120, 300), start_year=2030)
    row = made(list(placed.changes))
    assert (row.site, row.activity, row.start_year) == (ground.key, PLANT, 2030)
    assert shape_of(row).area == pytest.approx(15_000, abs=1)
    assert shapely.covers(shape_of(ground), shape_of(row)) and placed.said == ""
    assert len(placed.changes) == 1


def test_the_neighbour_gets_the_corners_on_its_edge():
    ground = site(square(0, 0, 500))
    there = plot(shapely.Polygon([at(0, 0), at(150, 0), at(130, 200), at(0, 200)]), ground)
    placed = place_activity(snapshot(ground, there), PLANT, at(170, 60))
    by_key = {change.key: change for change in placed.changes}
    after = shape_of(applied(by_key[there.key], there)) if there.key in by_key else shape_of(there)
    shared = shapely.intersection(after, placed.shape)
    assert shared.area == 0 and shared.length > 50
    assert shapely.coverage_is_valid([after, placed.shape])


def test_the_largest_that_fits_is_offered_with_a_sentence():
    ground = site(square(0, 0, 100))
    placed = place_activity(snapshot(ground), CRUSHER, at(20, 20))
    assert placed.shape.area == pytest.approx(10_000, abs=1)
    assert placed.said == "There is room for 1.0 ha here; Rubble crusher, fixed usually takes 4.0 ha."


def test_without_a_usual_size_the_assumption_holds_and_is_said():
    ground = site(square(0, 0, 400))
    placed = place_activity(snapshot(ground), OFFICES, at(20, 20))
    assert placed.shape.area == pytest.approx(10_000, abs=1)
    assert "assumption" in placed.said


def test_a_full_site_is_refused_and_so_is_open_country():
    ground = site(square(0, 0, 100), name="Vol")
    full = snapshot(ground, plot(square(0, 0, 100), ground))
    with pytest.raises(Refused, match=r"no room left .* in Vol"):
        place_activity(full, PLANT, at(50, 50))
    with pytest.raises(Refused, match="cluster or hub"):
        place_activity(full, PLANT, at(500, 500))
    with pytest.raises(Refused, match="make a variant first"):
        place_activity(snapshot(ground, variant=PRESENT), PLANT, at(50, 50))


def test_a_plot_that_ended_before_leaves_its_land_and_a_later_one_does_not():
    ground = site(square(0, 0, 123, 122))
    gone = plot(square(0, 0, 123, 122), ground, end_year=2030)
    assert place_activity(snapshot(ground, gone), PLANT, at(50, 50), start_year=2030).shape.area > 14_999
    later = plot(square(0, 0, 123, 122), ground, start_year=2038)
    with pytest.raises(Refused):
        place_activity(snapshot(ground, later, year=2031), PLANT, at(50, 50), start_year=2031)


def test_without_a_place_it_takes_the_first_corner_of_the_site():
    ground = site(square(0, 0, 400))
    placed = place_activity(snapshot(ground), PLANT, site=ground.key)
    xmin, _, _, ymax = placed.shape.bounds
    assert (xmin, ymax) == at(0, 400)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(5, 395), st.floats(5, 295), st.sampled_from([PLANT, "F09", "F15", ROAD])),
        min_size=2,
        max_size=7,
    ),
    st.floats(-150, 150),
)
def test_any_row_of_drops_keeps_plots_inside_apart_and_without_slivers(drops, lean):
    outline = shapely.Polygon([at(0, 0), at(400, 0), at(400 + lean, 300), at(lean, 300)])
    ground = site(outline)
    now = snapshot(ground)
    for x, y, activity in drops:
        try:
            placed = place_activity(now, activity, at(x + lean * y / 300, y))
        except Refused:
            continue
        now = now.with_changes(placed.changes)
        new = made(list(placed.changes))
        assert shape_of(new).area <= 10_000 * {PLANT: 1.5, "F09": 2, "F15": 2.5, ROAD: 1}[activity] + 1
    shapes = [shape_of(row) for row in now.plots.values()]
    whole = shapely.union_all(shapes)
    assert sum(shape.area for shape in shapes) - whole.area < 0.05
    assert shapely.area(shapely.difference(whole, outline)) < 0.5
    holes = [shapely.Polygon(ring).area for part in shapely.get_parts(whole) for ring in part.interiors]
    assert all(hole >= 1 for hole in holes)
