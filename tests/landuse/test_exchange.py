"""Who gives land to whom: swaps come out as they were made, sums are exact, moves go where they say."""

import shapely
from hypothesis import given

from scenarios.landuse.exchange import Flow, granted, moved, shifts
from scenarios.landuse.ledgers import PLANNED, Entry, sums_of
from scenarios.project.model import Agreement, Move, new_key
from tests.landuse.test_accounts import entries
from tests.makers import plot, site, snapshot, square

AARDAM, BEEKDORP = "GM0001", "GM0002"


def post(code: str, source: str, target: str, m2: int) -> Entry:
    """A planned entry."""
    return Entry(PLANNED, code, source, target, m2, "slider", 2040)


def test_a_swap_comes_out_as_it_was_made():
    swap = (post("A", "WON", "HMC", 100), post("B", "HMC", "WON", 100))
    assert shifts(swap) == (Flow("A", "B", "WON", 100), Flow("B", "A", "HMC", 100))


def test_what_only_grows_or_only_shrinks_goes_to_nobody():
    assert shifts((post("A", "LAN", "WON", 50), post("B", "LAN", "WON", 70))) == ()


def test_several_givers_and_takers_share_in_proportion():
    found = shifts((post("A", "BED", "LAN", 30), post("B", "BED", "LAN", 10), post("C", "LAN", "BED", 20)))
    of_business = [flow for flow in found if flow.use == "BED"]
    assert of_business == [Flow("A", "C", "BED", 15), Flow("B", "C", "BED", 5)]


@given(entries())
def test_shifts_never_exceed_what_changes_and_sum_exactly(listed):
    sums, found = sums_of(listed), shifts(listed)
    assert all(flow.m2 > 0 and flow.giver != flow.taker for flow in found)
    for use in {use for _, use in sums}:
        column = {code: m2 for (code, of), m2 in sums.items() if of == use}
        most = min(-sum(m for m in column.values() if m < 0), sum(m for m in column.values() if m > 0))
        assert sum(flow.m2 for flow in found if flow.use == use) == most
        for code, m2 in column.items():
            given_ = sum(flow.m2 for flow in found if (flow.giver, flow.use) == (code, use))
            taken = sum(flow.m2 for flow in found if (flow.taker, flow.use) == (code, use))
            assert given_ <= max(-m2, 0) and taken <= max(m2, 0)


def test_moves_go_from_where_they_leave_to_where_they_land():
    home = site(square(1200, 100, 300), "cluster")
    place = plot(square(1200, 100, 100), home, category="4.2")
    key, near = new_key(), new_key()
    leaving = shapely.to_wkb(shapely.MultiPolygon([square(100, 100, 50)]))
    beside = shapely.to_wkb(shapely.MultiPolygon([square(1600, 100, 50)]))
    seen = snapshot(
        home,
        place,
        Move(key, key, 1, leaving, category="4.2", plot=place.key),
        Move(near, near, 1, beside, category="4.2", plot=place.key),
        Move(new_key(), 1, 1, leaving),
    )
    assert moved(seen) == (Flow(AARDAM, BEEKDORP, "HMC", 2_500, (key,)),)


def agreement(giver: str, taker: str, amount: float, unit: str = "ha") -> Agreement:
    """An agreement with a new key."""
    key = new_key()
    return Agreement(key, key, 1, giver, taker, unit, amount)


def test_grants_are_found_by_code_or_name_and_added_up():
    first, second = agreement("Aardam", "GM0002", 2.5), agreement("GM0001", "beekdorp", 1)
    others = (agreement("Aardam", "Elsewhere", 9), agreement("Aardam", "Beekdorp", 5_000, "t"))
    (flow,) = granted(snapshot(first, second, *others))
    assert (flow.giver, flow.taker, flow.use, flow.m2) == (AARDAM, BEEKDORP, "", 35_000)
    assert set(flow.causes) == {first.key, second.key}
