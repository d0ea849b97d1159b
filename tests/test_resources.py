"""The tables under resources are complete, agree with each other and parse."""

import pytest

from scenarios import resource
from scenarios.landuse.catalogue import (
    GROUPS,
    USES,
    activities,
    factors,
    setback,
    setback_table,
    step_of,
)
from scenarios.landuse.span import CERTAINTIES
from scenarios.project.model import COMPONENTS
from scenarios.project.region import USES as CODES

ACTIVITIES = resource.table("activities.csv")
COLUMNS = {
    *("code", "name_nl", "name_en", "group", "odour_m", "dust_m", "noise_m", "safety_m", "index", "category"),
    *("area_ha", "capacity_t", "jobs", "trucks_day", "quay", "source", "year", "certainty"),
}
RANGED = ("odour_m", "dust_m", "noise_m", "safety_m", "area_ha", "capacity_t", "jobs", "trucks_day")


def test_activities_hold_the_list_the_building_blocks_and_the_layout_parts():
    codes = [row["code"] for row in ACTIVITIES]
    assert codes == (
        [f"A{i:02d}" for i in range(1, 49)]
        + [f"F{i:02d}" for i in range(1, 17)]
        + [f"L{i:02d}" for i in range(1, 7)]
    )
    assert set(ACTIVITIES[0]) >= COLUMNS
    assert len({row["name_nl"] for row in ACTIVITIES}) == len(ACTIVITIES)


@pytest.mark.parametrize("row", ACTIVITIES, ids=[row["code"] for row in ACTIVITIES])
def test_largest_distance_of_an_activity_agrees_with_its_category(row):
    largest = max(int(row[f"{component}_m"]) for component in COMPONENTS)
    category = setback(row["category"])
    assert largest == (category.quiet if category else 0)
    assert bool(category) == bool(row["category"])


@pytest.mark.parametrize("row", ACTIVITIES, ids=[row["code"] for row in ACTIVITIES])
def test_activity_parses_and_says_where_it_comes_from(row):
    assert row["source"] and row["name_nl"] and row["name_en"]
    assert 2000 < int(row["year"]) < 2100
    assert row["certainty"] in CERTAINTIES
    assert row["group"] in GROUPS
    assert set(row["index"].split()) <= {"Z", "C", "R"}
    assert row["use"] in ("", *CODES)
    assert row["jobs_factor"] in ("", *factors())
    assert row["quick"] in "01" and row["issued"] in "01"
    for name in RANGED:
        low, value, high = (row[column] for column in (f"{name}_low", name, f"{name}_high"))
        assert bool(low) == bool(high)
        if low:
            assert float(low) <= float(value) <= float(high)


def test_building_blocks_are_estimates_with_the_distances_of_a_listed_activity():
    for code, activity in activities().items():
        if code.startswith("F"):
            assert activity.certainty == "low"
            match = activities()[activity.source.split("distances of ")[1][:3]]
            assert [getattr(activity, c) for c in COMPONENTS] == [getattr(match, c) for c in COMPONENTS]
            assert activity.area_ha and activity.jobs


def test_a_few_activities_as_the_list_has_them():
    large = activities()["A02"]
    assert (large.odour, large.dust, large.noise, large.safety) == (30, 200, 300, 50)
    assert (large.index, large.category) == ("Z", "4.2")
    assert activities()["A13"].name_nl == "Puinbrekerij en -malerij >= 100 000 t/jaar"
    assert activities()["A43"].index == "C R"
    asphalt = activities()["F04"]
    assert asphalt.area_ha and asphalt.capacity_t
    assert (asphalt.area_ha.low, asphalt.area_ha.high) == (2, 4)
    assert (asphalt.capacity_t.low, asphalt.capacity_t.high) == (100_000, 450_000)


def test_layout_parts_count_as_their_use():
    assert {code: a.use for code, a in activities().items() if a.use} == {
        "L03": "INF",
        "L04": "GRO",
        "L05": "WAT",
    }
    assert {code for code, a in activities().items() if not a.issued} == {"L01", "L03", "L04", "L05"}


def test_setback_table_grows_and_mixed_is_one_step_smaller():
    rows = setback_table()
    assert [row.category for row in rows] == ["1", "2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "5.3", "6"]
    assert [row.quiet for row in rows] == [10, 30, 50, 100, 200, 300, 500, 700, 1000, 1500]
    assert [row.mixed for row in rows] == [0, *[row.quiet for row in rows[:-1]]]
    assert all(row.source and row.certainty in CERTAINTIES for row in rows)


def test_factors_have_a_value_in_their_range_a_unit_and_a_source():
    keys = [row["key"] for row in resource.table("factors.csv")]
    assert len(keys) == len(set(keys)) == len(set(keys) - set(resource.toml("settings.toml")))
    for key in keys:
        found = factors()[key]
        assert found.low <= found.value <= found.high
        assert found.unit and found.source and found.year and found.certainty in CERTAINTIES
        assert found.weighting_set in ("", "A1", "A2")


def test_the_uses_are_the_twelve_of_the_region():
    assert tuple(USES) == CODES
    assert [code for code, use in USES.items() if use.sensitive] == ["WON"]
    assert [code for code, use in USES.items() if not use.payable] == ["INF", "WAT"]


def test_a_main_category_alone_stands_for_its_heaviest_step():
    assert step_of("4") == step_of("4.2")
    assert step_of("5") == step_of("5.3")
    assert step_of("4,1") == step_of("4.1")
    assert step_of("x") == step_of("") == -1
