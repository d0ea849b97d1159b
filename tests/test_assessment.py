"""The JSON that others rely on: its keys, its whole numbers, its order, and sums that close."""

import json

import pytest
import shapely

from scenarios.assessment import assess, comparison
from scenarios.errors import Refused
from scenarios.indicators import measure
from scenarios.project.model import Agreement, Conversion, Move, Setting, Variant
from scenarios.project.region import USES
from tests.makers import plot, site, snapshot, square, use_change

CLUSTER = site(square(800, 100, 400), name="Noord")
ROWS = (
    Variant(1, "At once"),
    Setting(1, "project_name", '"Proef"'),
    CLUSTER,
    plot(square(800, 100, 200), CLUSTER, "A02"),
    use_change(square(1500, 500, 100), "WON", rank=3),
    Conversion(21, 21, 1, "GM0001", "LAN", "WON", 50_000),
)


@pytest.fixture(scope="module")
def found():
    """The assessment as it comes out of JSON."""
    return json.loads(json.dumps(assess(snapshot(*ROWS))))


def test_keys_are_those_of_the_interface(found):
    assert set(found) >= {
        *("project", "variant", "year", "municipality_area_m2", "land_use_balance_m2", "ledger"),
        *("programme_ledger", "sites", "setbacks", "indicators"),
    }
    assert (found["project"], found["variant"], found["year"]) == ("Proef", "At once", 2040)
    assert set(found["ledger"][0]) == {"municipality", "from", "to", "m2", "cause"}
    assert set(found["sites"][0]) >= {
        "key",
        "name",
        "kind",
        "area_m2",
        "net_m2",
        "municipalities",
        "findings",
    }
    assert set(found["setbacks"]) >= {"claimed_m2", "sensitive_m2", "dwellings"}
    assert set(found["indicators"][0]) >= {"key", "value", "low", "high", "unit", "better", "certainty"}


def test_balance_closes_and_the_ledger_explains_it(found):
    for code, area in found["municipality_area_m2"].items():
        assert list(found["land_use_balance_m2"][code]) == list(USES)
        assert sum(found["land_use_balance_m2"][code].values()) == area
        for use in USES:
            moved = sum(
                p["m2"] * ((p["to"] == use) - (p["from"] == use))
                for p in found["ledger"]
                if p["municipality"] == code
            )
            assert found["land_use_balance_m2"][code][use] - found["present_land_use_m2"][code][use] == moved


def test_areas_are_whole_and_keys_are_text(found):
    assert {type(p["m2"]) for p in found["ledger"]} == {int}
    assert {p["cause"] for p in found["ledger"]} == {
        str(row.key) for row in ROWS[2:5] if hasattr(row, "geom")
    }
    site = found["sites"][0]
    assert {key: site[key] for key in ("key", "name", "kind", "area_m2", "net_m2", "municipalities")} == {
        "key": str(CLUSTER.key),
        "name": "Noord",
        "kind": "cluster",
        "area_m2": 160_000,
        "net_m2": 40_000,
        "municipalities": {"GM0001": 80_000, "GM0002": 80_000},
    }
    assert site["outside_m2"] == 0
    assert site["finding_codes"] == ["border", "no_roads", "housing"]
    assert site["finding_severities"] == ["warning", "warning", "conflict"]
    assert len(site["findings"]) == len(site["finding_places"]) == 3
    assert sum(site["shares_m2"].values()) == site["area_m2"]
    assert site["shares_m2"]["issued"] == site["net_m2"] and site["coverage"] == 0.25
    assert [(kind["plots"], kind["m2"]) for kind in site["categories"]] == [(1, 40_000)]
    assert site["members"] == site["relations"] == found["findings"] == []
    assert all(isinstance(m2, int) for m2 in found["setbacks"]["claimed_m2"].values())
    assert all(isinstance(n, int) for n in found["setbacks"]["dwellings"].values())


def test_programme_ledger_is_what_is_planned(found):
    assert found["programme_ledger"] == [
        {"municipality": "GM0001", "from": "LAN", "to": "WON", "m2": 50_000, "cause": "slider"}
    ]


def test_the_same_project_gives_the_same_text():
    assert json.dumps(assess(snapshot(*ROWS))) == json.dumps(assess(snapshot(*reversed(ROWS))))


def test_the_present_has_results_too():
    found = assess(snapshot(variant=0, year=2026))
    assert (found["variant"], found["sites"], found["ledger"]) == ("present", [], [])
    assert sum(found["setbacks"]["claimed_m2"].values()) == 0


def test_comparison_has_values_and_differences_in_the_order_of_variants():
    one, two = snapshot(*ROWS), snapshot(variant=0)
    found = comparison([two, one], reference=0)
    assert (found["variants"], found["reference"]) == (["present", "At once"], "present")
    rows = {row["indicator"]: row for row in found["rows"]}
    assert rows["cluster_area"]["values"] == [0, 16]
    assert rows["cluster_area"]["differences"] == [0, 16]
    assert [row["indicator"] for row in found["rows"]] == [figure.key for figure in measure(one)]
    turned = {row["indicator"]: row for row in comparison([two, one], reference=1)["rows"]}
    assert turned["cluster_area"]["differences"] == [-16, 0]


def test_nothing_to_compare_is_refused():
    with pytest.raises(Refused, match="nothing to compare"):
        comparison([])


def test_moves_and_what_is_granted_are_told():
    left = shapely.to_wkb(shapely.MultiPolygon([square(1500, 500, 100)]))
    shown = snapshot(
        *ROWS, Move(61, 61, 1, left, "Plant", category="4.2"), Agreement(63, 63, 1, "GM0001", "X", "ha", 2.5)
    )
    told = json.loads(json.dumps(assess(shown)))
    assert (told["moves"]["count"], told["moves"]["without_destination"]) == (1, 1)
    (one,) = told["moves"]["moves"]
    assert (one["name"], one["m2"], one["from"], one["to"]) == ("Plant", 10_000, "GM0002", None)
    assert one["status"] == dict.fromkeys(("origin", "destination", "dates", "suits"), "open")
    assert told["agreements"]["agreements"][0]["amount"] == 2.5
    assert {party["party"]: party["net"] for party in told["agreements"]["balance"]} == {
        "GM0001": -2.5,
        "X": 2.5,
    }
    assert told["agreements"]["double_claims"] == []


def test_burden_says_who_has_what_and_adds_up(found):
    burden = found["burden"]
    assert burden["items"][0]["side"] == "benefit"
    for item in burden["items"]:
        parts = [one["value"] for one in item["municipalities"].values()]
        whole = sum(parts) + item["outside_region"]["value"]
        assert whole == pytest.approx(item["value"], abs=1e-4)
    homes = next(item for item in burden["items"] if item["key"] == "homes_unlocked")
    # The drawn hectare lies on land of the "other" use of Beekdorp.
    assert homes["municipalities"]["GM0002"]["value"] == 45
    assert {line["municipality"] for line in burden["without_owner"]} == {"GM0001", "GM0002"}
    assert "region" in burden["homes_net"] and burden["urgency"] == {}


def test_efficiency_has_figures_areas_and_relief(found):
    part = found["efficiency"]
    assert {figure["key"] for figure in part["figures"]} >= {"work_used", "work_unused", "intensified"}
    assert {area["table"] for area in part["areas"]} == {"plot", "site"}
    assert all(set(area["parts"]) == {"room", "yield", "category", "vacancy"} for area in part["areas"])
    assert set(part["relief"]) == {"GM0001", "GM0002"}
