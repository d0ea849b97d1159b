"""Setbacks by hand: distances in force in both settings, land claimed, dwellings, what lies outside."""

import math

import pytest

from scenarios.landuse.distances import distances, one_step_closer
from scenarios.landuse.setbacks import component_rings, screening_note, setbacks
from scenarios.project.model import Setting
from tests.makers import correction, plot, site, snapshot, square, use_change

CLUSTER = site(square(300, 300, 400))
MIXED = Setting(1, "setback_setting", '"mixed"')


def reach(row, *others):
    found = distances(snapshot(*others), row)
    return (found.odour, found.dust, found.noise, found.safety, found.category)


def test_quiet_surroundings_use_the_list():
    assert reach(plot(square(300, 300, 100), CLUSTER, "A02")) == (30, 200, 300, 50, 300)


def test_mixed_surroundings_are_one_step_closer_but_not_for_safety():
    row = plot(square(300, 300, 100), CLUSTER, "A02")
    assert reach(row, MIXED) == (10, 100, 200, 50, 200)
    own = plot(square(300, 300, 100), CLUSTER, "A02", setting="mixed")
    assert reach(own) == (10, 100, 200, 50, 200)
    quiet = plot(square(300, 300, 100), CLUSTER, "A02", setting="quiet")
    assert reach(quiet, MIXED) == (30, 200, 300, 50, 300)


def test_safety_holds_the_contour_where_it_is_the_largest():
    hub = plot(square(300, 300, 100), CLUSTER, "A43")
    assert reach(hub, MIXED) == (10, 0, 30, 50, 50)
    dangerous = plot(square(300, 300, 100), CLUSTER, "A07", safety_m=450)
    assert reach(dangerous, MIXED)[3:] == (450, 450)


def test_typed_distances_hold_as_they_were_typed():
    row = plot(square(300, 300, 100), CLUSTER, "A02", noise_m=150.0)
    assert reach(row) == (30, 200, 150, 50, 200)
    assert reach(row, MIXED) == (10, 100, 150, 50, 150)


def test_a_typed_category_counts_without_activity_and_before_it():
    assert reach(plot(square(300, 300, 100), CLUSTER, category="5.1"))[4] == 500
    assert reach(plot(square(300, 300, 100), CLUSTER, "A02", category="3.2"))[4] == 100
    assert reach(plot(square(300, 300, 100), CLUSTER)) == (0, 0, 0, 0, 0)
    assert reach(plot(square(300, 300, 100), CLUSTER, "L04")) == (0, 0, 0, 0, 0)


@pytest.mark.parametrize(("quiet", "mixed"), [(0, 0), (10, 0), (30, 10), (200, 100), (1500, 1000)])
def test_one_step_closer(quiet, mixed):
    assert one_step_closer(quiet) == mixed


def disc(radius: float) -> float:
    """The area of a contour round a point: a polygon of 64 sides, m2."""
    return 32 * math.sin(math.pi / 32) * radius**2


def test_claimed_land_is_the_contour_less_the_site():
    # 100 m round a plot of 100 x 100 m in the corner of its site: two sides and three corners lie outside it.
    row = plot(square(300, 300, 100), CLUSTER, "A31")
    found = setbacks(snapshot(CLUSTER, row))
    assert found.claimed_m2 == {"GM0001": round(2 * 100 * 100 + 0.75 * disc(100)), "GM0002": 0}
    assert found.sensitive_m2 == {"GM0001": 0, "GM0002": 0}
    assert found.outside_m2 == 0


def test_housing_inside_a_contour_is_counted_with_its_range():
    # Housing begins 100 m above the plot and the contour ends at 200 m: above the plot that is 100 x 100 m,
    # and at each end the part of a quarter circle above the chord at half its radius.
    home = site(square(300, 700, 100))
    row = plot(square(300, 700, 100), home, category="4.1")
    found = setbacks(snapshot(home, row))
    end = (math.pi / 6 - math.sqrt(3) / 8) * 200**2
    m2 = found.sensitive_m2["GM0001"]
    assert m2 == pytest.approx(100 * 100 + 2 * end, rel=0.002)
    homes = found.dwellings["GM0001"]
    assert (homes.value, homes.low, homes.high) == pytest.approx((m2 * 0.0045, m2 * 0.0025, m2 * 0.009))


def test_use_of_the_year_decides_what_is_sensitive():
    home = site(square(300, 500, 100))
    row = plot(square(300, 500, 100), home, category="3.2")
    homes = use_change(square(400, 500, 50, 100), "WON", start_year=2030)
    assert setbacks(snapshot(home, row, homes, year=2040)).sensitive_m2["GM0001"] == 5_000
    assert setbacks(snapshot(home, row, homes, year=2026)).sensitive_m2["GM0001"] == 0
    fixed = correction(square(400, 500, 50, 100), "WON")
    assert setbacks(snapshot(home, row, fixed)).sensitive_m2["GM0001"] == 5_000
    gone = use_change(square(400, 500, 20, 100), "GRO")
    assert setbacks(snapshot(home, row, fixed, gone)).sensitive_m2["GM0001"] == 3_000


def test_contours_of_two_plots_are_counted_once_and_other_sites_not_at_all():
    home, other = site(square(300, 500, 100)), site(square(420, 500, 80, 100), "hub")
    one = plot(square(300, 500, 100), home, category="3.2")
    two = plot(square(300, 500, 100), home, category="3.2")
    alone = setbacks(snapshot(home, one)).claimed_m2["GM0001"]
    assert setbacks(snapshot(home, one, two)).claimed_m2["GM0001"] == alone
    assert setbacks(snapshot(home, one, other)).claimed_m2["GM0001"] == alone - 8_000


def test_only_active_plots_reach():
    row = plot(square(300, 300, 100), CLUSTER, "A02", start_year=2035)
    assert setbacks(snapshot(CLUSTER, row, year=2030)).rings == ()
    assert sum(setbacks(snapshot(CLUSTER, row, year=2030)).claimed_m2.values()) == 0
    assert [r.distance for r in setbacks(snapshot(CLUSTER, row, year=2035)).rings] == [300]


def test_land_outside_the_region_is_claimed_apart():
    home = site(square(0, 500, 100))
    row = plot(square(0, 500, 100), home, category="3.2")
    found = setbacks(snapshot(home, row))
    assert found.outside_m2 == round(100 * 100 + disc(100) / 2)


def test_nature_is_reported_apart_and_not_sensitive():
    home = site(square(300, 500, 100))
    row = plot(square(300, 500, 100), home, category="3.2")
    found = setbacks(snapshot(home, row, correction(square(400, 500, 50, 100), "NAT")))
    assert found.nature_m2["GM0001"] == 5_000
    assert found.sensitive_m2["GM0001"] == 0


def test_component_rings_tell_odour_dust_noise_and_safety_apart():
    row = plot(square(300, 300, 100), CLUSTER, "A31")
    found = component_rings(snapshot(CLUSTER, row))
    assert [(ring.component, ring.distance) for ring in found] == [("dust", 30), ("noise", 100)]


def test_the_note_says_what_the_distances_are():
    assert "screening distances" in screening_note()


def test_land_of_every_site_of_the_variant_is_left_out_in_any_year():
    row = plot(square(300, 300, 100), CLUSTER, "A02")
    beside = square(100, 300, 150)
    alone = setbacks(snapshot(CLUSTER, row)).claimed_m2["GM0001"]
    later = setbacks(snapshot(CLUSTER, row, site(beside, "hub", start_year=2050))).claimed_m2["GM0001"]
    now = setbacks(snapshot(CLUSTER, row, site(beside, "hub"))).claimed_m2["GM0001"]
    assert later == now < alone
