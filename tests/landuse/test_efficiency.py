"""Land efficiency: what is used and what is not, scores whose parts are explained, and the intensification
lever, worked by hand."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.edits.assumptions import set_assumption
from scenarios.indicators.efficiency import efficiency, relief
from scenarios.landuse.balance import balance
from scenarios.landuse.efficiency import WORK, areas, used_land
from scenarios.landuse.intensify import gain
from scenarios.landuse.scores import CATEGORY, ROOM, VACANCY, YIELD, permitted_by, says_vacant
from scenarios.project.model import Business, Conversion, new_key
from tests.makers import correction, plot, site, snapshot, square, use_change

AARDAM, BEEKDORP = "GM0001", "GM0002"


def business(shape, **columns):
    return Business(new_key(), shapely.to_wkb(shape), **columns)


def park(*rows):
    """A snapshot with a business park of 10 ha in Aardam, and rows."""
    return snapshot(correction(square(0, 0, 500, 200), "BED"), *rows)


def parts_of(area):
    return {part.part: part for part in area.parts}


def test_a_present_piece_is_used_as_far_as_businesses_stand_on_it():
    view = park(
        business(square(0, 0, 200, 100), name="Yard", category="3.2", permit="categorie 4.2"),
        business(square(300, 50, 0, 0).centroid, name="Shed", area_m2=10_000, category="2"),
    )
    (area,) = areas(view)
    assert (area.m2, area.used_m2, area.municipality) == (100_000, 30_000, AARDAM)
    assert (area.present_use, area.planned_use) == ("BED", "BED")
    found = parts_of(area)
    assert found[ROOM].value == pytest.approx(0.3)
    # 3.2 is the fourth step of ten from light to heavy, 4.2 the sixth.
    assert found[CATEGORY].value == pytest.approx(4 / 6) and "4.2" in found[CATEGORY].text
    assert found[YIELD].value is None and found[VACANCY].value is None
    assert area.score == round(100 * (0.3 + 4 / 6) / 2)
    used = used_land(view)[AARDAM]
    assert (used.used, used.unused, used.unknown) == (30_000, 70_000, 0)


def test_what_nobody_says_stays_unknown():
    point = square(100, 100, 0, 0).centroid
    (area,) = areas(park(business(point, name="Yard")))
    assert area.used_m2 is None and area.vacant is None and area.score is None
    used = used_land(park(business(point)))[AARDAM]
    assert (used.used, used.unused, used.unknown) == (0, 0, 100_000)
    assert not areas(park())


def test_a_business_that_stands_empty_uses_no_land():
    view = park(business(square(0, 0, 200, 100), note="Leegstand sinds 2024"))
    (area,) = areas(view)
    assert area.vacant and area.used_m2 == 0 and parts_of(area)[VACANCY].value == 0


@pytest.mark.parametrize(
    ("text", "vacant"),
    [
        ("staat leeg", True),
        ("Vacant since May", True),
        ("geen leegstand", False),
        ("in use", False),
        ("", None),
        ("leeghalen in 2030", None),
    ],
)
def test_words_about_vacancy(text, vacant):
    assert says_vacant(text) is vacant


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("categorie 4.2, 2019", "4.2"),
        ("milieucat. 3,2 en cat 4.1", "4.1"),
        ("5.1", "5.1"),
        ("vergunning van 1 mei 2019", ""),
        ("", ""),
        ("20 000 t", ""),
    ],
)
def test_the_category_that_a_permit_names(text, category):
    assert permitted_by(text) == category


def test_plots_with_an_activity_are_used_and_the_rest_of_a_site_is_not():
    yard = site(square(0, 0, 400, 100))
    busy = plot(square(0, 0, 100, 100), yard, "F04", jobs=20, capacity_t=59_000)
    bare = plot(square(100, 0, 100, 100), yard, rank=3)
    road = plot(square(200, 0, 100, 100), yard, "L03", rank=4)
    view = snapshot(yard, busy, bare, road)
    found = {area.place: area for area in areas(view)}
    assert set(found) == {("plot", busy.key), ("plot", bare.key), ("site", yard.key)}
    assert found["plot", busy.key].used_m2 == 10_000
    assert found["plot", bare.key].used_m2 == 0 and found["site", yard.key].used_m2 == 0
    # 59 000 t a year on a hectare is the usual yield of heavy materials.
    assert parts_of(found["plot", busy.key])[YIELD].value == 1.0
    assert found["plot", busy.key].present_use == "LAN"
    used = used_land(view)[AARDAM]
    assert (used.used, used.unused) == (10_000, 20_000)


def test_drawn_land_on_a_present_piece_counts_as_drawn_only():
    view = park(
        business(square(0, 0, 200, 100), name="Yard", area_m2=20_000),
        use_change(square(250, 0, 250, 200), "WON"),
    )
    (area,) = areas(view)
    assert area.m2 == 50_000
    assert used_land(view)[AARDAM].total == sum(balance(view).now_m2[AARDAM][use] for use in WORK) == 50_000


boxes = st.tuples(st.integers(0, 1700), st.integers(0, 900), st.integers(20, 400), st.integers(20, 300))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(boxes, st.sampled_from([None, "F04", "F13", "L01"])), max_size=4),
    st.lists(boxes, max_size=3),
)
def test_used_unused_and_unknown_are_the_balance(yards, places):
    rows: list = [correction(square(0, 0, 900, 400), "BED"), correction(square(1200, 0, 300, 300), "HMC", 2)]
    for rank, (box, activity) in enumerate(yards):
        made = site(square(*box), rank=rank)
        rows += [made, plot(square(box[0], box[1], box[2] / 2, box[3]), made, activity, rank=rank)]
    rows += [business(square(*box), category="3.2") for box in places]
    view = snapshot(*rows)
    now = balance(view).now_m2
    for code, used in used_land(view).items():
        assert used.total == sum(now[code][use] for use in WORK)
        assert min(used.used, used.unused, used.unknown) >= 0
    for area in areas(view):
        assert area.score is None or 0 <= area.score <= 100
        assert area.used_m2 is None or 0 <= area.used_m2 <= area.m2 + 1


def test_intensifying_yields_hectares_worked_by_hand():
    view = park()
    found = gain(view)
    # 77 % issued becomes 80 %, a second floor saves 15 %, shared yards 5 %: 22.3 % of half the land.
    share = 1 - 0.77 / 0.80 * 0.85 * 0.95
    assert found.share.value == pytest.approx(share)
    assert found.m2[AARDAM].value == pytest.approx(100_000 * share * 0.5)
    assert found.m2[BEEKDORP].value == 0
    assert found.share.low < share < found.share.high == pytest.approx(0.30)
    assert found.total_m2.value == pytest.approx(found.m2[AARDAM].value)


def test_the_lever_takes_no_land_and_is_capped():
    view = park()
    before = balance(view)
    more = view.with_changes(set_assumption(view, "intensify_floors", 60.0))
    assert gain(more).share.value == pytest.approx(0.30)
    assert balance(more).now_m2 == before.now_m2
    none = view.with_changes(set_assumption(view, "intensify_part", 0.0))
    assert gain(none).m2[AARDAM].value == 0


def test_business_land_that_is_drawn_over_yields_nothing():
    view = park(use_change(square(0, 0, 500, 100), "WON"))
    assert gain(view).ground_m2[AARDAM] == 50_000


def test_relief_says_what_is_left_to_find():
    key = new_key()
    asked = Conversion(key, key, 1, AARDAM, "LAN", "BED", 50_000)
    view = park(asked)
    assert gain(view).asked_m2[AARDAM] == 50_000
    assert gain(view).relief_m2(AARDAM) == pytest.approx(gain(view).m2[AARDAM].value)
    said = relief(view, AARDAM)
    assert "5.0 ha" in said and "1.1 ha" in said and "3.9 ha" in said
    assert "no more business land" in relief(park(), "")
    # What one municipality has over does not meet what another asks.
    other = park(Conversion(key, key, 1, BEEKDORP, "WON", "BED", 50_000))
    assert gain(other).relief_m2(BEEKDORP) == 0


def test_figures_add_up_over_municipalities():
    yard = site(square(900, 100, 200, 100))
    view = park(yard, plot(square(900, 100, 200, 100), yard, "F04", jobs=30))
    found = {figure.key: figure for figure in efficiency(view)}
    for key in ("work_used", "work_unused", "work_unknown", "intensified"):
        assert sum((found[key].per_municipality or {}).values()) == pytest.approx(found[key].value)
    assert found["jobs_per_ha"].value == pytest.approx(15.0)
    assert found["jobs_per_ha"].per_municipality == pytest.approx({AARDAM: 15.0, BEEKDORP: 15.0})
    assert all(figure.formula and figure.unit for figure in found.values())
