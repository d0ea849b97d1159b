"""Benefits and burdens: worked by hand in the small region, and adding up whatever is drawn."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.edits.owners import set_owner
from scenarios.indicators import measure
from scenarios.indicators.burden import (
    BENEFIT,
    BURDEN,
    homes_net,
    host_shares,
    items,
    without_owner,
)
from scenarios.landuse.burden import across, hosted_m2
from scenarios.landuse.parties import owner_of, parties
from scenarios.landuse.setbacks import setbacks
from scenarios.project.model import Agreement, Conversion, Member, Move, new_key
from tests.makers import plot, site, snapshot, square, use_change

AARDAM, BEEKDORP = "GM0001", "GM0002"
HOMES = 45.0


def by_key(view):
    return {item.key: item for item in items(view)}


def at_the_border(distance=100.0, **columns):
    """A cluster of 4 ha in Aardam against the border, and its one plot."""
    yard = site(square(800, 300, 200, 200))
    return yard, plot(square(800, 300, 200, 200), yard, odour_m=distance, category="3.2", **columns)


def test_land_across_the_border_is_worked_by_hand():
    """100 m round a square of 200 m: beyond the border a strip of 200 x 100 m and two quarter circles."""
    view = snapshot(*at_the_border())
    found = across(view)
    quarters = 2 * 100**2 * math.pi / 4
    assert found.across_m2(BEEKDORP) == pytest.approx(200 * 100 + quarters, rel=2e-3)
    assert found.own_m2[BEEKDORP] == 0 and found.across_m2(AARDAM) == 0
    # West, north and south of the plot.
    assert found.own_m2[AARDAM] == pytest.approx(3 * 200 * 100 + quarters, rel=2e-3)
    assert found.whose == {
        (AARDAM, AARDAM): found.own_m2[AARDAM],
        (AARDAM, BEEKDORP): found.across_m2(BEEKDORP),
    }
    # The western half of Beekdorp is housing: all of the strip.
    homes = by_key(view)["dwellings_across"].of(BEEKDORP)
    assert homes.value == pytest.approx(found.across_m2(BEEKDORP) / 10_000 * HOMES, abs=0.01)
    assert homes.low < homes.value < homes.high


def test_own_land_wins_where_contours_of_two_hosts_lie_over_each_other():
    yard, first = at_the_border()
    other = site(square(1000, 300, 200, 200))
    view = snapshot(yard, first, other, plot(square(1000, 300, 200, 200), other, odour_m=100, category="3.2"))
    found = across(view)
    every = setbacks(view).claimed_m2
    for code in (AARDAM, BEEKDORP):
        assert found.own_m2[code] + found.across_m2(code) == every[code]
    quarters = 2 * 100**2 * math.pi / 4
    # Above and below lie 200 x 100 m each; corner rounds of the neighbour fall inside the own contour.
    assert found.own_m2[AARDAM] == pytest.approx(3 * 200 * 100 + quarters, rel=2e-3)
    assert found.across_m2(AARDAM) == 0
    # Land that Aardam's own plot claims too is not laid at its neighbour's door.
    assert set(found.whose) == {(AARDAM, AARDAM), (BEEKDORP, BEEKDORP)}


def test_whose_contours_says_only_what_is_not_claimed_at_home():
    """A small plot 200 m from the border, and a neighbour's at the border that reaches farther."""
    near = site(square(780, 300, 100, 200))
    other = site(square(1000, 300, 200, 200))
    view = snapshot(
        near,
        plot(square(780, 300, 100, 200), near, odour_m=50, category="2"),
        other,
        plot(square(1000, 300, 200, 200), other, odour_m=200, category="3.2"),
    )
    found = across(view)
    assert found.whose[BEEKDORP, AARDAM] == pytest.approx(found.across_m2(AARDAM), abs=1)
    assert 0 < found.across_m2(AARDAM) < found.claimed_m2[AARDAM]


def test_homes_unlocked_lost_and_not_possible_make_the_net():
    view = snapshot(
        *at_the_border(),
        use_change(square(0, 0, 100, 100), "WON"),
        use_change(square(1000, 900, 100, 50), "GRO", rank=3),
    )
    found = by_key(view)
    assert found["homes_unlocked"].of(AARDAM).value == 1.0 * HOMES
    assert found["homes_lost"].of(BEEKDORP).value == 0.5 * HOMES
    assert found["green_gained"].of(BEEKDORP).value == 0.5
    # Farmland inside the contour in Aardam; in Beekdorp there is only housing.
    free = found["homes_not_possible"].of(AARDAM)
    assert free.value == pytest.approx(across(view).own_m2[AARDAM] / 10_000 * HOMES, abs=0.01)
    assert free.low == 0 and found["homes_not_possible"].of(BEEKDORP).value == 0
    net = homes_net(view)
    assert net[AARDAM].value == pytest.approx(45 - free.value)
    assert net[BEEKDORP].value == pytest.approx(-22.5)
    assert net[""].value == pytest.approx(net[AARDAM].value + net[BEEKDORP].value)
    assert net[""].low <= net[""].value <= net[""].high


def test_homes_asked_for_by_the_programme_are_the_least_that_is_not_possible():
    key = new_key()
    asked = Conversion(key, key, 1, AARDAM, "LAN", "WON", 10_000)
    free = by_key(snapshot(*at_the_border(), asked))["homes_not_possible"].of(AARDAM)
    assert free.low == pytest.approx(25.0) and free.value > free.low


def test_hosted_land_counts_once_where_sites_lie_over_each_other():
    one, two = site(square(0, 0, 200, 100)), site(square(100, 0, 200, 100), rank=2)
    found, beyond = hosted_m2(snapshot(one, two))
    assert found[AARDAM] == pytest.approx(30_000) and found[BEEKDORP] == 0 and beyond == 0


def test_land_value_is_the_difference_of_prices_with_its_range():
    found = by_key(snapshot(use_change(square(0, 0, 100, 100), "WON")))["land_value"]
    # Farmland 9 (8-10), housing 850 (500-1200) euro per m2; 10 000 m2.
    assert found.of(AARDAM).value == pytest.approx(8.41)
    assert (found.of(AARDAM).low, found.of(AARDAM).high) == (pytest.approx(4.9), pytest.approx(11.92))
    assert found.figure.certainty == "low" and "estimate" in found.figure.formula


def test_business_park_that_becomes_heavy_industry_changes_no_land_value():
    found = by_key(snapshot(use_change(square(0, 0, 100, 100), "HMC")))["land_value"].of(AARDAM)
    same = by_key(snapshot(use_change(square(0, 0, 100, 100), "BED")))["land_value"].of(AARDAM)
    assert found == same


def test_freed_land_is_counted_once_and_not_for_moves_set_aside():
    change = use_change(square(0, 0, 100, 100), "WON")
    key = new_key()
    move = Move(key, key, 1, change.geom, "Yard", freed_use="WON", change=change.key)
    twin = Move(key + 2, key + 2, 1, change.geom, "Yard too", freed_use="WON", change=change.key)
    found = by_key(snapshot(change, move, twin))
    assert found["freed"].of(AARDAM).value == 1.0
    assert found["homes_unlocked"].of(AARDAM).value == HOMES
    assert by_key(snapshot(change))["freed"].of(AARDAM).value == 0


def test_jobs_and_trucks_fall_where_the_plot_lies():
    yard = site(square(900, 100, 200, 100))
    view = snapshot(yard, plot(square(900, 100, 200, 100), yard, "F04", jobs=10))
    found = by_key(view)
    assert found["jobs_hosted"].of(AARDAM).value == pytest.approx(5)
    assert found["jobs_hosted"].of(BEEKDORP).value == pytest.approx(5)
    trucks = found["trucks_hosted"]
    assert trucks.of(AARDAM).value == pytest.approx(trucks.figure.value / 2)
    known = {figure.key: figure for figure in measure(view)}
    assert trucks.figure.value == known["trucks"].value
    assert found["jobs_hosted"].figure.value == known["jobs"].value


def test_share_of_the_host_stands_apart():
    shares = {found.item.key: found.share for found in host_shares(snapshot(*at_the_border()), AARDAM)}
    assert shares["hosted"] == 1.0 and shares["contour_across"] == 0
    assert 0.5 < (shares["contour_own"] or 0.0) <= 1.0 and shares["homes_unlocked"] is None


def test_what_has_no_owner_is_listed_until_it_has_one():
    view = snapshot(*at_the_border(), use_change(square(0, 0, 100, 100), "WON"))
    missing = {(item.key, code) for item, code in without_owner(view)}
    assert ("homes_unlocked", AARDAM) in missing and ("homes_unlocked", BEEKDORP) not in missing
    one = view.with_changes(set_owner(view, "homes_unlocked", AARDAM, "Aardam"))
    assert owner_of(one, "homes_unlocked", AARDAM) == "Aardam"
    assert len(without_owner(one)) == len(missing) - 1
    whole = one.with_changes(set_owner(one, "contour_across", "", "Province"))
    assert owner_of(whole, "contour_across", BEEKDORP) == "Province"
    gone = whole.with_changes(set_owner(whole, "homes_unlocked", AARDAM, ""))
    assert not owner_of(gone, "homes_unlocked", AARDAM)


def test_parties_are_those_that_somebody_named():
    yard, first = at_the_border()
    key = new_key()
    view = snapshot(
        yard,
        first,
        Member(key, key, 1, yard.key, "Beton BV"),
        Agreement(key, key, 1, AARDAM, BEEKDORP, "ha", 3.0),
    )
    view = view.with_changes(set_owner(view, "trucks_hosted", "", "beton bv"))
    found = {party.name: party for party in parties(view)}
    assert set(found) == {"Beton BV", "Aardam", "Beekdorp"}
    assert found["Beton BV"].m2 == 40_000 and found["Beton BV"].owns == [("trucks_hosted", "")]
    assert found["Aardam"].nets == {"ha": -3.0} and found["Beekdorp"].nets == {"ha": 3.0}


def test_value_comes_first_and_every_item_says_how():
    found = items(snapshot(*at_the_border()))
    sides = [item.side for item in found]
    assert sides == sorted(sides, key=[BENEFIT, BURDEN].index)
    assert len({item.key for item in found}) == len(found)
    for item in found:
        assert item.figure.formula and item.figure.unit and item.figure.certainty in ("low", "medium", "high")


boxes = st.tuples(st.integers(-200, 1900), st.integers(-200, 900), st.integers(20, 500), st.integers(20, 500))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(boxes, st.booleans(), st.sampled_from([None, "F04", "L03"])), max_size=4),
    st.lists(st.tuples(boxes, st.sampled_from(["WON", "GRO", "HMC", "LAN"])), max_size=3),
)
def test_municipalities_and_outside_add_up_to_the_whole(yards, changes):
    rows: list = []
    for rank, (box, cluster, activity) in enumerate(yards):
        made = site(square(*box), "cluster" if cluster else "hub", rank=rank)
        rows += [made, plot(square(box[0], box[1], box[2] / 2, box[3]), made, activity, rank=rank, dust_m=60)]
    rows += [use_change(square(*box), use, rank=10 + at) for at, (box, use) in enumerate(changes)]
    view = snapshot(*rows)
    for item in items(view):
        parts = [*item.spans.values(), item.outside]
        for end, whole in (
            ("value", item.figure.value),
            ("low", item.figure.low),
            ("high", item.figure.high),
        ):
            assert sum(getattr(part, end) for part in parts) == pytest.approx(whole, abs=1e-6)
        for span in item.spans.values():
            assert span.low <= span.value + 1e-9 and span.value <= span.high + 1e-9
    claimed = setbacks(view)
    found = by_key(view)
    for code in (AARDAM, BEEKDORP):
        both = found["contour_own"].of(code).value + found["contour_across"].of(code).value
        assert both == pytest.approx(claimed.claimed_m2[code] / 10_000)
        homes = found["dwellings_own"].of(code).value + found["dwellings_across"].of(code).value
        assert homes >= claimed.dwellings[code].value - 0.01
        assert found["hosted"].of(code).value <= 100 + 1e-6
