"""Candidates by hand: which land in waiting is free in time and large enough, in which order."""

import pytest

from scenarios.landuse.waiting import candidates, distance_to_water
from tests.makers import correction, snapshot, square, waiting_land

EARLY = waiting_land(square(100, 100, 200), "2030", name="Slibveld", owner="Delfland")
LATE = waiting_land(square(500, 100, 300), "2034-07-01", name="Depot", owner="Schieland")
OPEN = waiting_land(square(900, 850, 200, 100), name="Zuivering")
WATER = correction(square(100, 400, 50), "WAT")
ROWS = (EARLY, LATE, OPEN, WATER)


def names(**asked):
    return [one.name for one in candidates(snapshot(*ROWS), **asked)]


def test_the_first_to_come_free_comes_first_and_what_has_no_date_last():
    assert names() == ["Slibveld", "Depot", "Zuivering"]


@pytest.mark.parametrize(
    ("year", "wanted"),
    [(2029, []), (2030, ["Slibveld"]), (2033, ["Slibveld"]), (2034, ["Slibveld", "Depot"])],
)
def test_free_by_a_year(year, wanted):
    assert names(by_year=year) == wanted


def test_at_least_so_many_hectares():
    assert names(least_ha=4.0) == ["Slibveld", "Depot"]
    assert names(least_ha=4.01) == ["Depot"]


def test_what_is_said_of_it():
    first, _, last = candidates(snapshot(*ROWS))
    assert (first.owner, first.year, first.m2) == ("Delfland", 2030, 40_000)
    assert (first.municipalities, first.uses) == (("GM0001",), ("LAN",))
    assert first.water_m == pytest.approx(100)
    # Half in each municipality: farmland and housing on the left, housing on the right.
    assert last.municipalities == ("GM0001", "GM0002")
    assert last.uses == ("WON", "LAN")
    assert last.year is None


def test_distance_to_water():
    assert distance_to_water(snapshot(WATER), square(90, 390, 20)) == 0
    assert distance_to_water(snapshot(), square(90, 390, 20)) is None
