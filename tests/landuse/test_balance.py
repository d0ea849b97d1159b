"""The balance by hand: who lies on top, in which year, by which category, and how ties are rounded."""

import numpy as np
import pytest
import shapely

from scenarios.landuse.balance import Posting, balance
from scenarios.landuse.visible import use_of, visible
from scenarios.project.model import Municipality, Setting
from scenarios.project.region import USE_INDEX, Coverage, Region
from tests.makers import correction, plot, site, snapshot, square, use_change


def test_site_on_the_border_takes_from_each_municipality_what_lies_there():
    hub = site(square(800, 800, 400, 150), "hub")
    found = balance(snapshot(hub))
    assert found.area_m2 == {"GM0001": 1_000_000, "GM0002": 1_000_000}
    assert found.ledger == (
        Posting("GM0001", "WON", "BED", 10_000, hub.key),
        Posting("GM0001", "LAN", "BED", 20_000, hub.key),
        Posting("GM0002", "WON", "BED", 30_000, hub.key),
    )
    assert found.now_m2["GM0001"] == {
        **found.present_m2["GM0001"],
        "WON": 90_000,
        "LAN": 880_000,
        "BED": 30_000,
    }
    assert found.present_m2["GM0002"]["OVE"] == 500_000


def test_plots_lie_above_their_site_and_count_by_category_or_layout_part():
    cluster = site(square(100, 100, 400), rank=5)
    rows = [
        plot(square(100, 100, 100), cluster, "A02", rank=1),
        plot(square(200, 100, 100), cluster, "A31", rank=1),
        plot(square(300, 100, 100), cluster, "L03", rank=1),
        plot(square(400, 100, 100), cluster, "L04", rank=1),
        plot(square(100, 200, 100), cluster, "L05", rank=1),
        plot(square(200, 200, 100), cluster, rank=1),
    ]
    found = balance(snapshot(cluster, *rows)).now_m2["GM0001"]
    assert found["HMC"] == 160_000 - 5 * 10_000
    assert found["BED"] == 20_000
    assert (found["INF"], found["GRO"], found["WAT"]) == (10_000, 10_000, 10_000)


def test_threshold_of_the_project_decides_what_is_heavy():
    cluster = site(square(100, 100, 400), rest_use="GRO")
    timber = plot(square(100, 100, 100), cluster, "A31")
    typed = plot(square(200, 100, 100), cluster, "A31", category="5.1")
    assert [use_of(snapshot(), row) for row in (cluster, timber, typed)] == ["GRO", "BED", "HMC"]
    lower = snapshot(Setting(1, "hmc_threshold", '"3.2"'))
    assert use_of(lower, timber) == "HMC"


@pytest.mark.parametrize(("low", "high"), [(1, 2), (2, 1), (1, 1)])
def test_rank_decides_who_lies_on_top_and_key_breaks_a_tie(low, high):
    first = use_change(square(0, 0, 200, 100), "WAT", rank=low)
    second = use_change(square(100, 0, 200, 100), "NAT", rank=high)
    found = balance(snapshot(second, first)).now_m2["GM0001"]
    on_top = (low, first.key) > (high, second.key)
    assert (found["WAT"], found["NAT"]) == ((20_000, 10_000) if on_top else (10_000, 20_000))


def test_land_is_again_what_lies_below_after_the_end():
    below = use_change(square(0, 0, 100), "GRO", start_year=2028)
    above = use_change(square(0, 0, 100), "BED", rank=2, start_year=2030, end_year=2035)
    uses = {}
    for year in (2026, 2028, 2030, 2034, 2035):
        found = balance(snapshot(below, above, year=year)).now_m2["GM0001"]
        uses[year] = {use for use in ("GRO", "BED") if found[use] == 10_000}
    assert uses == {2026: set(), 2028: {"GRO"}, 2030: {"BED"}, 2034: {"BED"}, 2035: {"GRO"}}


def test_corrections_are_part_of_the_present_and_have_no_posting():
    fixed = correction(square(0, 0, 300, 100), "HMC")
    found = balance(snapshot(fixed))
    assert found.present_m2["GM0001"]["HMC"] == 30_000
    assert found.present_m2["GM0001"]["LAN"] == 870_000
    assert found.ledger == ()
    drawn = use_change(square(200, 0, 200, 100), "GRO")
    assert balance(snapshot(fixed, drawn)).ledger == (
        Posting("GM0001", "HMC", "GRO", 10_000, drawn.key),
        Posting("GM0001", "LAN", "GRO", 10_000, drawn.key),
    )


def test_a_thing_that_changes_nothing_has_no_posting():
    assert balance(snapshot(use_change(square(0, 0, 100), "LAN"))).ledger == ()


def test_land_outside_the_region_is_reported_apart():
    found = balance(snapshot(use_change(square(-100, 0, 200, 100), "BED")))
    assert found.outside_m2 == 10_000
    assert found.now_m2["GM0001"]["BED"] == 10_000
    assert balance(snapshot(use_change(square(-500, 0, 100), "BED"))).outside_m2 == 10_000


def test_equal_remainders_go_to_the_lower_code_and_then_to_the_lower_key():
    region = one_row(("LAN", 3.0, 3.0))
    left, right = use_change(square(0, 0, 1.5, 1), "NAT"), use_change(square(1.5, 0, 1.5, 1), "GRO")
    found = balance(snapshot(left, right, region=region))
    assert [(p.to_use, p.m2) for p in found.ledger] == [("GRO", 2), ("NAT", 1)]
    same = use_change(square(1.5, 0, 1.5, 1), "NAT")
    found = balance(snapshot(left, same, region=region))
    assert {p.cause: p.m2 for p in found.ledger} == {min(left.key, same.key): 2, max(left.key, same.key): 1}


def test_half_square_metres_of_the_present_go_to_the_lower_code():
    region = one_row(("NAT", 1.5, 1.0), ("GRO", 1.5, 1.0))
    found = balance(snapshot(region=region)).present_m2["GM0001"]
    assert (found["GRO"], found["NAT"]) == (2, 1)


def test_visible_parts_leave_out_what_is_covered():
    cluster = site(square(0, 0, 100))
    whole = plot(square(0, 0, 100), cluster, "A02")
    ((first, use, hidden), (second, _use, shown)) = visible(snapshot(cluster, whole))
    assert (first, use, hidden.area) == (cluster, "HMC", 0)
    assert (second, shown.area) == (whole, 10_000)


def test_results_are_remembered_by_what_they_were_made_of():
    cluster = site(square(0, 0, 100))
    seen = snapshot(cluster)
    assert balance(seen) is balance(seen)
    assert balance(seen).now_m2["GM0001"]["HMC"] == 10_000
    assert balance(seen.with_changes([])) is balance(seen)


def one_row(*strips: tuple[str, float, float]) -> Region:
    """One municipality of strips of (use, width, height) beside each other."""
    left, geoms = 0.0, []
    for _use, width, height in strips:
        geoms.append(square(left, 0, width, height))
        left += width
    border = shapely.union_all(geoms)
    owner = np.zeros(len(geoms), dtype=np.int32)
    uses = np.array([USE_INDEX[use] for use, *_ in strips], dtype=np.int32)
    coverage = Coverage(np.array(geoms, dtype=object), owner, uses, np.arange(len(geoms), dtype=np.int64))
    rows = (Municipality(1, shapely.to_wkb(border), "GM0001", "Aardam"),)
    return Region(rows, np.array([border], dtype=object), coverage, stamp=repr(strips))
