"""Every check by hand: a layout in which it speaks, and one beside it in which it is silent."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from scenarios.landuse.checks import CODES, SEVERITIES, variant_findings
from scenarios.landuse.sites import all_findings, site_facts
from scenarios.project.change import insert, update, updates
from scenarios.project.model import SensitivePlace, Setting, WaitingLand
from scenarios.project.region import USE_INDEX, Coverage
from scenarios.wording import set_language
from tests.makers import ORIGIN, correction, plot, site, small_region, snapshot, square, use_change


def told(*rows, **when):
    return {f.code: f for f in all_findings(snapshot(*rows, **when))}


def point(x, y):
    return shapely.Point(ORIGIN[0] + x, ORIGIN[1] + y)


CLUSTER = site(square(100, 100, 400))
ROAD = plot(square(100, 200, 400, 10), CLUSTER, "L03")
HEAVY = plot(square(100, 100, 100), CLUSTER, "A03")
HUB = site(square(600, 600, 200), "hub")


def test_severities_are_told_for_every_code():
    assert set(CODES.values()) == set(SEVERITIES)
    found = told(CLUSTER)["no_hmc"]
    assert (found.severity, found.site, found.rows) == ("warning", CLUSTER.key, (("site", CLUSTER.key),))


def test_category_by_the_limit_of_the_project_and_of_the_site():
    light = plot(square(600, 600, 50), HUB, "A31")
    heavy = plot(square(700, 600, 50), HUB, "A02", name="Mortel")
    assert "category" not in told(HUB, light)
    found = told(HUB, heavy)["category"]
    assert found.text == "Plot Mortel has category 4.2; this site admits up to 3.2."
    assert found.rows == (("plot", heavy.key),)
    assert "category" not in told(HUB, heavy, Setting(1, "hub_max_category", '"4.2"'))
    admitting = site(square(600, 600, 200), "hub", max_category="4.2")
    assert "category" not in told(admitting, plot(square(700, 600, 50), admitting, "A02"))
    also = plot(square(600, 600, 50), HUB, "A31", also="A02")
    assert "category" in told(HUB, also)


def test_a_plot_needs_a_stretch_of_road_and_not_a_corner():
    assert "no_access" not in told(CLUSTER, ROAD, HEAVY)
    apart = plot(square(100, 100, 100, 99), CLUSTER, "A03", name="Los")
    assert told(CLUSTER, ROAD, apart)["no_access"].text == "Plot Los lies on no road (at least 4.0 m wide)."
    corner = plot(square(100, 210, 100), CLUSTER, "A03")
    short = plot(square(200, 310, 100, 10), CLUSTER, "L03")
    assert "no_access" in told(CLUSTER, short, corner)
    assert "no_access" not in told(CLUSTER, short, ROAD, corner)
    green = plot(square(300, 400, 50), CLUSTER, "L04")
    assert "no_access" not in told(CLUSTER, ROAD, HEAVY, green)


def test_a_road_that_something_covers_leads_nowhere():
    over = plot(square(100, 195, 400, 20), CLUSTER, "L04", rank=9)
    assert "no_access" in told(CLUSTER, ROAD, HEAVY, over)


def test_public_roads_and_shared_yards_count():
    public = correction(square(0, 90, 1000, 10), "INF")
    assert not {"no_roads", "no_access"} & set(told(CLUSTER, HEAVY, public))
    yard = plot(square(100, 200, 100), CLUSTER, "L01")
    assert "no_access" in told(CLUSTER, HEAVY, yard), "the yard itself has no road"
    assert {f.rows for f in all_findings(snapshot(CLUSTER, HEAVY, yard)) if f.code == "no_access"} == {
        (("plot", yard.key),)
    }


def test_a_site_without_any_road_is_told_once():
    found = told(CLUSTER, HEAVY, plot(square(300, 100, 50), CLUSTER, "A31"))
    assert "2" in found["no_roads"].text and "no_access" not in found
    assert len(found["no_roads"].rows) == 3
    assert "no_roads" not in told(CLUSTER)


def test_a_quay_needs_water_near_or_a_shared_quay_on_it():
    asphalt = plot(square(100, 100, 100), CLUSTER, "F04", name="Asfalt")
    dry = told(CLUSTER, ROAD, asphalt)
    assert dry["no_water"].text.startswith("Plot Asfalt needs a quay")
    for place, wet in ((75.0, True), (74.9, False), (74.0, False)):
        water = correction(square(0, 0, place, 1000), "WAT")
        assert ("no_water" not in told(CLUSTER, ROAD, asphalt, water)) == wet
    drawn = use_change(shapely.multipolygons([square(0, 0, 100, 1000)]), "WAT")
    assert "no_water" not in told(CLUSTER, ROAD, asphalt, drawn)
    storage = plot(square(200, 100, 50), CLUSTER, "L05")
    assert "no_water" in told(CLUSTER, ROAD, asphalt, storage)
    core, bank = plot(square(400, 100, 100), CLUSTER, "F16"), correction(square(500, 0, 50, 1000), "WAT")
    assert "no_water" in told(CLUSTER, ROAD, asphalt, bank)
    assert "no_water" not in told(CLUSTER, ROAD, asphalt, bank, core)
    mortar = plot(square(100, 100, 100), CLUSTER, "F01")
    assert told(CLUSTER, ROAD, mortar)["quay_wanted"].severity == "notice"


def test_water_of_the_imported_map():
    region = small_region()
    imported = region.imported
    water = square(1500, 0, 500, 1000)

    wet = replace(
        region,
        imported=Coverage(
            np.array([*imported.geoms, water], dtype=object),
            np.append(imported.municipality, 1).astype(np.int32),
            np.append(imported.use, USE_INDEX["WAT"]).astype(np.int32),
            np.append(imported.keys, 107),
        ),
        stamp="wet",
    )
    cluster = site(square(1100, 100, 400))
    near, far = plot(square(1400, 100, 90), cluster, "F04"), plot(square(1300, 100, 90), cluster, "F04")
    assert "no_water" not in told(cluster, near, region=wet)
    assert "no_water" in told(cluster, far, region=wet)


def test_schools_and_care_inside_a_contour_or_on_the_site():
    school = SensitivePlace(5, shapely.to_wkb(point(150, 399)), "school", "De Brug", 220)
    far = SensitivePlace(7, shapely.to_wkb(point(150, 950)), "care", "Zonnehof")
    small = site(square(100, 100, 100, 100))
    row = plot(square(100, 100, 100), small, "A03")  # 200 m
    found = told(small, row, school, far)["sensitive_place"]
    assert found.text == "School De Brug (220 pupils) lies inside a setback contour."
    assert found.severity == "conflict" and ("sensitive_place", 5) in found.rows
    assert found.place == (ORIGIN[0] + 150, ORIGIN[1] + 399)
    assert "sensitive_place" not in told(small, row, far)
    on = SensitivePlace(9, shapely.to_wkb(point(150, 150)), "care", "Zonnehof", 12)
    assert told(small, row, on)["sensitive_place"].text == "Care Zonnehof (12 beds) lies on this site."


def test_dwellings_are_counted_where_they_were():
    near = site(square(700, 300, 200))
    row = plot(square(700, 300, 200), near, "A03")
    by_density = told(near, row)["housing"]
    assert "about" in by_density.text
    counted = SensitivePlace(5, shapely.to_wkb(point(1050, 400)), "dwellings", "Straat", 31)
    found = told(near, row, counted)["housing"]
    assert found.text.endswith("31 dwellings, counted.")


def test_nature_and_water_taken_reached_and_near():
    under = correction(square(450, 100, 100), "NAT")
    assert told(CLUSTER, under)["nature_taken"].text.startswith("This site takes 0.50 ha of nature")
    wet = correction(square(450, 100, 100), "WAT")
    assert told(CLUSTER, wet)["water_taken"].text.startswith("This site takes 0.50 ha of water")
    storage = plot(square(450, 100, 50, 100), CLUSTER, "L05")
    assert "water_taken" not in told(CLUSTER, wet, storage)
    for gap, code in ((150, "nature"), (650, "nature_near"), (720, None)):
        # A plot of category 4.1 at the site's right edge reaches 200 m, and nature counts to 500 m beyond.
        edge = plot(square(400, 100, 100), CLUSTER, "A03")
        beside = correction(square(500 + gap, 100, 50, 50), "NAT")
        found = told(CLUSTER, edge, beside)
        assert {"nature", "nature_near"} & set(found) == ({code} if code else set())
    homes = use_change(shapely.multipolygons([square(440, 600, 100)]), "WON", name="Wijk")
    forest = correction(square(500, 600, 100), "NAT")
    assert told(homes, forest)["nature_taken"].rows == (("use_change", homes.key),)
    assert "nature_taken" not in told(homes)


@pytest.mark.parametrize(
    ("free", "start", "code"),
    [
        ("2031-07-01", 2030, "too_early"),
        ("2031-07-01", 2031, "waiting_land"),
        ("2031", None, "too_early"),
        ("", 2028, "waiting_land"),
    ],
)
def test_waiting_land_has_to_be_free_first(free, start, code):
    land = WaitingLand(99, shapely.to_wkb(square(50, 50, 110, 100)), "Slibveld", "Waterschap", free)
    row = site(square(100, 100, 400), start_year=start)
    found = told(row, land)
    assert {"too_early", "waiting_land"} & set(found) == {code}
    assert ("waiting_land", 99) in found[code].rows
    if code == "too_early":
        assert found[code].text == "0.3 ha of Slibveld comes free in 2031, and this site starts before that."
    beside = WaitingLand(99, shapely.to_wkb(square(0, 0, 100)), "Slibveld", "Waterschap", free)
    assert not {"too_early", "waiting_land"} & set(told(row, beside))


def test_a_change_of_use_on_waiting_land_is_told_too():
    land = WaitingLand(99, shapely.to_wkb(square(50, 50, 100)), "Slibveld", "", "2031")
    homes = use_change(shapely.multipolygons([square(100, 100, 100)]), "WON", name="Wijk", start_year=2028)
    (found,) = variant_findings(snapshot(homes, land))
    assert (found.code, found.site, found.rows[0]) == ("too_early", 0, ("use_change", homes.key))


def test_hubs_need_a_cluster_in_some_year():
    found = told(HUB)["no_cluster"]
    assert found.site == 0 and found.rows == (("site", HUB.key),)
    assert "no_cluster" not in told(HUB, CLUSTER)
    assert "no_cluster" not in told(HUB, site(square(100, 100, 400), start_year=2045))
    assert "no_cluster" not in told()


def test_sites_on_each_other_and_beside_each_other():
    over = site(square(450, 100, 100), "hub", rank=5)
    found = told(CLUSTER, over)["site_overlap"]
    assert "overlap by 0.50 ha" in found.text and found.rows[0] == ("site", CLUSTER.key)
    assert "site_overlap" not in told(CLUSTER, site(square(500, 100, 100), "hub"))


def test_drawn_changes_outside_the_region():
    out = use_change(shapely.multipolygons([square(100, -50, 100)]), "WON", name="Wijk")
    assert told(out)["outside_region"].text == (
        "0.50 ha of the land-use change Wijk lies outside the region."
    )
    assert "outside_region" not in told(use_change(shapely.multipolygons([square(100, 50, 100)]), "WON"))


def test_findings_are_remembered_and_follow_edits_languages_and_assumptions():
    shown = snapshot(CLUSTER, ROAD, HEAVY, HUB)
    first = {facts.key: facts.findings for facts in site_facts(shown)}
    again = shown.with_changes([])
    assert all(facts.findings is first[facts.key] for facts in site_facts(again))
    heavier = shown.with_changes(updates(update(HEAVY, category="6")))
    assert "category" in {f.code for f in all_findings(heavier)}
    stricter = shown.with_changes([insert(Setting(1, "cluster_max_category", '"3.2"'))])
    assert "category" in {f.code for f in all_findings(stricter)}
    bare = snapshot(CLUSTER)
    before = [f.text for f in all_findings(bare)]
    try:
        set_language("nl")
        assert before and [f.text for f in all_findings(bare)] != before
    finally:
        set_language("en")


def test_an_edit_works_out_the_findings_of_its_own_site_only():
    far = site(square(1800, 800, 150), "hub")
    near = site(square(100, 100, 100), "hub")
    shown = snapshot(near, far, Setting(1, "nature_m", "100.0"))
    before = {facts.key: facts.findings for facts in site_facts(shown)}
    after = shown.with_changes(updates(update(near, name="Anders")))
    now = {facts.key: facts.findings for facts in site_facts(after)}
    assert now[far.key] is before[far.key] and now[near.key] is not before[near.key]
    moved = after.with_changes(updates(update(far, geom=shapely.to_wkb(square(700, 100, 400)))))
    assert "border" in {f.code for facts in site_facts(moved) for f in facts.findings}


def test_a_sign_on_a_plot_leaves_its_middle_free():
    heavy = plot(square(700, 600, 100), HUB, "A02")
    x, y = told(HUB, heavy)["category"].place
    assert ORIGIN[0] + 700 < x < ORIGIN[0] + 800 and ORIGIN[1] + 675 < y < ORIGIN[1] + 700
