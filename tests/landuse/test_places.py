"""Sensitive places by hand: land of schools, places counted, and dwellings that are counted points."""

import shapely
from hypothesis import given
from hypothesis import strategies as st

from scenarios.landuse.setbacks import setbacks
from tests.makers import ORIGIN, plot, sensitive_place, site, snapshot, square, use_change

HOME = site(square(300, 700, 100))
"""A site 100 m below the housing of the first municipality."""

PLANT = plot(square(300, 700, 100), HOME, category="4.1")


def at(x, y):
    return shapely.Point(ORIGIN[0] + x, ORIGIN[1] + y)


def found(*rows):
    return setbacks(snapshot(HOME, PLANT, *rows))


def test_ground_of_a_school_is_sensitive_land():
    before = found().sensitive_m2["GM0001"]
    assert found(sensitive_place(square(420, 720, 50, 40), "school")).sensitive_m2["GM0001"] == before + 2_000
    assert found(sensitive_place(square(420, 720, 50, 40), "dwellings")).sensitive_m2["GM0001"] == before


def test_a_school_on_housing_land_is_not_counted_twice():
    # Half of it lies in the housing that begins at 900 m.
    before = found().sensitive_m2["GM0001"]
    assert found(sensitive_place(square(320, 880, 50, 40), "care")).sensitive_m2["GM0001"] == before + 1_000


def test_two_places_on_the_same_ground_are_counted_once():
    before = found().sensitive_m2["GM0001"]
    rows = [sensitive_place(square(420, 720, 50, 40), kind) for kind in ("school", "care")]
    assert found(*rows).sensitive_m2["GM0001"] == before + 2_000


def test_places_inside_contours_are_counted():
    rows = (
        sensitive_place(at(350, 850), "school"),
        sensitive_place(square(420, 720, 50, 40), "recreation"),
        sensitive_place(at(350, 300), "care"),
        sensitive_place(at(360, 850), "dwellings", 3),
    )
    assert found(*rows).places == {"GM0001": 2, "GM0002": 0}


def test_what_is_drawn_on_a_place_takes_its_land():
    school = sensitive_place(square(420, 720, 50, 40), "school")
    park = use_change(square(400, 700, 100, 100), "GRO")
    assert found(school, park).sensitive_m2 == found(park).sensitive_m2
    assert found(school, park).places["GM0001"] == 0


def test_counted_dwellings_take_the_place_of_the_density():
    rows = (sensitive_place(at(350, 950), "dwellings", 12), sensitive_place(at(10, 950), "dwellings", 40))
    homes = found(*rows).dwellings["GM0001"]
    assert (homes.value, homes.low, homes.high) == (12, 12, 12)
    # The other municipality has no counts, so its density stays.
    assert found(*rows).dwellings["GM0002"] == found().dwellings["GM0002"]
    # A count far away is a count too: then nobody lives in the contour.
    assert found(rows[1]).dwellings["GM0001"].value == 0


def test_a_counted_area_counts_by_its_share():
    inside = sensitive_place(square(330, 820, 40, 60), "dwellings", 10)
    assert found(inside).dwellings["GM0001"].value == 10
    across = sensitive_place(square(250, 740, 100, 20), "dwellings", 10)
    assert found(across).dwellings["GM0001"].value == 5, "half of it lies in the site"


def test_housing_that_is_drawn_keeps_the_density_where_others_are_counted():
    point = sensitive_place(at(350, 950), "dwellings", 12)
    new = use_change(square(420, 720, 100, 100), "WON")
    assert found(point, new).dwellings["GM0001"].value == 12 + 45


def test_a_dwelling_under_something_drawn_is_gone():
    point = sensitive_place(at(350, 950), "dwellings", 12)
    park = use_change(square(340, 940, 20, 20), "GRO")
    assert found(point, park).dwellings["GM0001"].value == 0


@given(
    st.lists(
        st.tuples(
            st.floats(-50, 2050), st.floats(-50, 1050), st.sampled_from(("school", "care", "dwellings")),
            st.booleans(),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_sensitive_land_never_shrinks_nor_leaves_the_contour(drawn):
    rows = [
        sensitive_place(square(x, y, 40, 30) if area else at(x, y), kind, 5) for x, y, kind, area in drawn
    ]
    before, after = found(), found(*rows)
    for code in ("GM0001", "GM0002"):
        assert before.sensitive_m2[code] <= after.sensitive_m2[code] <= after.claimed_m2[code] + 1
    assert before.claimed_m2 == after.claimed_m2
    assert sum(after.places.values()) <= sum(kind != "dwellings" for *_, kind, _ in drawn)
