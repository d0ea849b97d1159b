"""Several activities on one plot, free contours, and the land that a site and its contours take together."""

import math

import pytest

from scenarios.landuse.distances import distances
from scenarios.landuse.setbacks import component_rings, setbacks
from scenarios.landuse.taken import taken, taken_by_plot, taken_by_site
from scenarios.landuse.visible import category_of
from scenarios.project.model import Setting
from tests.makers import contour, plot, site, snapshot, square

CLUSTER = site(square(300, 300, 400))
MIXED = Setting(1, "setback_setting", '"mixed"')

TOGETHER = {
    5: (10.3, 17.1, 35.5, 60.1, 128.3, 221.5),
    10: (17.1, 25.8, 47.9, 76.2, 151.8, 252.5),
    20: (29.7, 41.0, 68.3, 101.9, 188.0, 299.2),
    30: (41.7, 55.1, 86.4, 124.0, 218.1, 337.3),
}
"""Hectares of a square site and its contour at 50, 100, 200, 300, 500 and 700 m (domain reference 1.6)."""

CATEGORIES = {50: "3.1", 100: "3.2", 200: "4.1", 300: "4.2", 500: "5.1", 700: "5.2"}


def reach(row, *others):
    found = distances(snapshot(row, *others), row)
    return (found.odour, found.dust, found.noise, found.safety, found.category)


def test_several_activities_take_the_largest_of_each_component():
    # A05 (30, 200, 700, 30) and A11 (500, 200, 200, 50)
    row = plot(square(300, 300, 100), CLUSTER, "A05", also="A11")
    assert reach(row) == (500, 200, 700, 50, 700)
    assert category_of(row) == "5.2"
    assert category_of(plot(square(0, 0, 10), CLUSTER, "A31", also="A02, A11")) == "5.1"


def test_several_activities_come_closer_in_mixed_surroundings_but_not_their_safety():
    # A07 has 200 m for safety, A43 50 m; the rest of A07 is 30, 200, 300.
    row = plot(square(300, 300, 100), CLUSTER, "A43", also="A07")
    assert reach(row, MIXED) == (10, 100, 200, 200, 200)


def test_an_unknown_further_activity_is_left_out():
    assert reach(plot(square(300, 300, 100), CLUSTER, "A31", also="A99,")) == (0, 30, 100, 0, 100)


def test_a_drawn_contour_takes_the_place_of_its_component_only():
    row = plot(square(300, 300, 100), CLUSTER, "A02")
    noise = contour(square(250, 250, 600, 300), row, "noise")
    assert reach(row, noise) == (30, 200, 0, 50, 200)
    assert distances(snapshot(row, noise), row).drawn == ("noise",)
    # The part of the drawn contour right of the site lies beyond the 200 m of dust: 150 m of 300 m.
    home = site(square(300, 300, 100))
    row = plot(square(300, 300, 100), home, category="3.2", odour_m=0.0)
    drawn = contour(square(400, 300, 200, 100), row, "noise")
    assert setbacks(snapshot(home, row, drawn)).claimed_m2["GM0001"] == 20_000


def test_a_drawn_contour_of_a_plot_that_is_not_there_yet_claims_nothing():
    row = plot(square(300, 300, 100), CLUSTER, "A02", start_year=2035)
    drawn = contour(square(100, 100, 500), row, "noise")
    assert sum(setbacks(snapshot(CLUSTER, row, drawn, year=2030)).claimed_m2.values()) == 0
    assert sum(setbacks(snapshot(CLUSTER, row, drawn, year=2035)).claimed_m2.values()) > 0


def test_rings_tell_what_was_drawn():
    row = plot(square(300, 300, 100), CLUSTER, "A31")
    drawn = contour(square(250, 250, 200), row, "dust")
    here = snapshot(CLUSTER, row, drawn)
    found = {(ring.component, ring.distance, ring.drawn) for ring in setbacks(here).rings}
    assert found == {(None, 100.0, False), ("dust", 0.0, True)}
    parts = {(ring.component, ring.distance) for ring in component_rings(here)}
    assert parts == {("noise", 100.0), ("dust", 0.0)}
    assert [ring.component for ring in component_rings(here, ("noise",))] == ["noise"]


@pytest.mark.parametrize(
    ("hectares", "metres", "wanted"),
    [
        (ha, metres, value)
        for ha, row in TOGETHER.items()
        for metres, value in zip(CATEGORIES, row, strict=True)
    ],
)
def test_a_square_site_and_its_contour_take_what_the_reference_says(hectares, metres, wanted):
    side = math.sqrt(hectares * 10_000)
    home = site(square(0, 0, side))
    row = plot(square(0, 0, side), home, category=CATEGORIES[metres])
    here = snapshot(home, row)
    exact = (side**2 + 4 * side * metres + math.pi * metres**2) / 10_000
    for m2 in (taken_by_site(here, home), taken_by_plot(here, row), sum(taken(here, [home], [row]).values())):
        assert m2 / 10_000 == pytest.approx(exact, rel=1e-4)
        assert m2 / 10_000 == pytest.approx(wanted, abs=0.1)


def test_land_of_other_sites_is_not_taken_twice():
    home, other = site(square(300, 500, 100)), site(square(420, 500, 80, 100), "hub")
    row = plot(square(300, 500, 100), home, category="3.2")
    alone = sum(taken(snapshot(home, row), [home], [row]).values())
    both = sum(taken(snapshot(home, row, other), [home, other], [row]).values())
    assert both == pytest.approx(alone)
    assert taken_by_site(snapshot(home, row, other), home) == pytest.approx(alone - 8_000)


def test_land_outside_the_region_is_taken_too():
    home = site(square(0, 500, 100))
    row = plot(square(0, 500, 100), home, category="3.2")
    found = taken(snapshot(home, row), [home], [row])
    assert found[""] == pytest.approx(100 * 100 + math.pi * 100**2 / 2, rel=1e-3)


def test_a_plot_with_a_drawn_contour_takes_the_drawing():
    row = plot(square(300, 300, 100), CLUSTER, noise_m=0.0)
    drawn = contour(square(300, 300, 200, 100), row, "noise")
    assert taken_by_plot(snapshot(CLUSTER, row, drawn), row) == pytest.approx(20_000)
