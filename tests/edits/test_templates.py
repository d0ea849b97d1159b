"""Sites filled after a recipe: one list of changes, true areas, and a sentence for all that did not fit."""

import json
from typing import Any

import numpy as np
import pytest
import shapely

from scenarios.edits.templates import (
    NO_QUAY,
    Filled,
    Options,
    fill_site,
    filled,
    known,
    remove_template,
    rename_template,
    save_template,
)
from scenarios.errors import Refused
from scenarios.landuse.catalogue import activities, step_of
from scenarios.landuse.templates import asked, built_in, own_recipe, recipe_of, recipes
from scenarios.project.change import applied
from scenarios.project.model import PRESENT, Plot, Setting, UseChange, new_key, setting_key
from tests.makers import site, snapshot, square

CLUSTER = next(recipe for recipe in built_in() if recipe.key == "cluster-inward")
HUB = next(recipe for recipe in built_in() if recipe.key == "hub-clean")
WATER_HUB = next(recipe for recipe in built_in() if recipe.key == "hub-water")


def rows(filled_site: Filled) -> list[Any]:
    return [applied(change, None) for change in filled_site.changes if change.new is not None]


def area(plots, activity: str) -> float:
    return sum(shapely.from_wkb(p.geom).area for p in plots if p.activity == activity)


def water(shape) -> UseChange:
    key = new_key()
    return UseChange(key, key, 1, shapely.to_wkb(shapely.multipolygons([shape])), "WAT", rank=9)


def test_a_filled_site_is_covered_by_its_plots_each_once():
    ground = site(square(50, 50, 500, 400), start_year=2032)
    found = fill_site(snapshot(ground), ground.key, CLUSTER)
    plots = rows(found)
    shapes = [shapely.from_wkb(plot.geom) for plot in plots]
    assert shapely.coverage_is_valid(shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(200_000, abs=1)
    assert {plot.site for plot in plots} == {ground.key}
    assert {plot.start_year for plot in plots} == {2032}
    assert len({plot.rank for plot in plots}) == len(plots)
    assert {"L03", "L04", "L05", "L06", "F16", "F04"} <= {plot.activity for plot in plots}


def test_areas_lie_in_the_range_of_their_activity_and_innovation_has_its_share():
    ground = site(square(50, 50, 500, 400))
    plots = rows(fill_site(snapshot(ground), ground.key, CLUSTER, Options(innovation=0.12)))
    net = 0.0
    for plot in plots:
        shape = shapely.from_wkb(plot.geom)
        found = activities().get(plot.activity or "")
        if found is None or found.issued:
            net += shape.area
        part = next((p for p in CLUSTER.parts if p.activity == plot.activity), None)
        if part is not None:
            assert part.least * 0.98 <= shape.area <= part.most * 1.02
    assert area(plots, "L06") / net == pytest.approx(0.12, abs=0.02)


def test_the_share_of_innovation_is_the_projects_unless_another_is_asked():
    ground = site(square(50, 50, 500, 400))
    own = Setting(setting_key("innovation_share"), "innovation_share", json.dumps(0.0))
    assert area(rows(fill_site(snapshot(ground, own), ground.key, CLUSTER)), "L06") == 0
    assert area(rows(fill_site(snapshot(ground), ground.key, CLUSTER)), "L06") > 8_000


def test_what_does_not_fit_is_said_with_the_area_it_needs():
    ground = site(square(50, 50, 260, 200))
    found = fill_site(snapshot(ground), ground.key, CLUSTER)
    assert any("Rubble crusher, fixed did not fit: it needs 2.0 ha" in said for said in found.said)
    made = {plot.activity for plot in rows(found)}
    assert "F05" not in made


def test_the_quay_is_found_at_water_and_can_be_pointed_at_or_left_out():
    ground = site(square(50, 50, 300, 260), "hub")
    there = snapshot(ground, water(square(0, 0, 600, 40)))
    found = fill_site(there, ground.key, WATER_HUB)
    assert found.quay is not None
    assert found.quay.bounds[3] < ground_low(ground) + 30
    pointed = fill_site(there, ground.key, WATER_HUB, Options(quay=centre_of_side(ground)))
    assert pointed.quay is not None
    assert pointed.quay.bounds[1] > ground_low(ground) + 200
    none = fill_site(there, ground.key, WATER_HUB, Options(quay=NO_QUAY))
    assert none.quay is None
    assert any("no water beside" in said for said in none.said)


def ground_low(row) -> float:
    return shapely.from_wkb(row.geom).bounds[1]


def centre_of_side(row) -> tuple[float, float]:
    xmin, _, xmax, ymax = shapely.from_wkb(row.geom).bounds
    return ((xmin + xmax) / 2, ymax)


def test_heavy_plots_keep_away_from_homes():
    ground = site(square(100, 480, 500, 400))
    plots = rows(fill_site(snapshot(ground), ground.key, CLUSTER))
    homes = square(0, 900, 1000, 100)

    def away(light: bool) -> float:
        found = []
        for plot in plots:
            one = activities().get(plot.activity or "")
            if one is not None and one.category and (step_of(one.category) < step_of("4.1")) == light:
                found.append(shapely.from_wkb(plot.geom).centroid.distance(homes))
        return float(np.mean(found))

    assert away(light=False) > away(light=True)


def test_plots_give_way_only_when_that_is_asked():
    ground = site(square(50, 50, 300, 200), "hub")
    old = Plot(7, 7, 1, shapely.to_wkb(square(60, 60, 50)), ground.key)
    with pytest.raises(Refused, match="already has 1 plots"):
        fill_site(snapshot(ground, old), ground.key, HUB)
    found = fill_site(snapshot(ground, old), ground.key, HUB, Options(replace=True))
    assert [c.key for c in found.changes if c.new is None] == [7]


def test_nothing_is_filled_in_the_present():
    ground = site(square(50, 50, 300, 200), "hub")
    with pytest.raises(Refused):
        fill_site(snapshot(ground, variant=PRESENT), ground.key, HUB)


def test_a_layout_is_remembered_until_what_it_depends_on_changes():
    ground = site(square(50, 50, 300, 200), "hub")
    there = snapshot(ground)
    assert known(there, ground.key, HUB, Options()) is None
    first = filled(there, ground.key, HUB, Options())
    assert known(there, ground.key, HUB, Options()) is first
    assert known(there, ground.key, HUB, Options(green_m=20.0)) is None
    assert isinstance(filled(there, ground.key, HUB, Options(green_m=200.0)), Refused)


@pytest.mark.parametrize("recipe", built_in(), ids=lambda recipe: recipe.key)
def test_every_built_in_layout_fits_a_site_of_its_kind(recipe):
    size = (520, 400) if recipe.kind == "cluster" else (250, 200)
    ground = site(square(50, 50, *size), recipe.kind)
    there = snapshot(ground, water(square(0, 0, 900, 45)))
    found = fill_site(there, ground.key, recipe)
    assert found.layout.missing == ()
    assert not any("off the water" in said for said in found.said)
    assert sum(p.area for _, p in found.layout.plots) > 0.55 * size[0] * size[1]
    assert recipe.source
    assert recipe.certainty == "low"


def test_plots_asked_for_add_up_to_the_land_there_is():
    for recipe in built_in():
        for hectares in (2.0, 6.0, 15.0, 24.0):
            wanted = asked(recipe, hectares * 10_000, 0.1)
            assert sum(one.m2 for one in wanted) <= hectares * 10_000 * 1.001
            tests = sum(one.m2 for one in wanted if one.name == "-1")
            assert tests == pytest.approx(hectares * 1_000)


def test_a_kept_layout_says_what_was_drawn_and_can_be_laid_out_elsewhere():
    ground = site(square(50, 50, 500, 400), name="Noord")
    plots = rows(fill_site(snapshot(ground), ground.key, CLUSTER, Options(road_m=16.0, green_m=20.0)))
    there = snapshot(ground, *plots)
    [change] = save_template(there, [("site", ground.key)], "Our cluster")
    row: Any = applied(change, None)
    recipe = own_recipe(row)
    assert recipe is not None
    assert recipe.name == "Our cluster"
    assert recipe.kind == "cluster"
    assert recipe.road_m == pytest.approx(16.0, abs=1.5)
    assert recipe.green_m == pytest.approx(20.0, abs=4.0)
    assert recipe.water_share == pytest.approx(area(plots, "L05") / 200_000, abs=0.001)
    assert sorted(p.m2 for p in recipe.parts if p.activity == "F05") == [round(area(plots, "F05"))]
    other = site(square(50, 50, 300, 300))
    offered = snapshot(other, row)
    assert recipe_of(offered, str(row.key)) == recipe
    assert len(recipes(offered)) == len(built_in()) + 1
    assert fill_site(offered, other.key, recipe).layout.plots


def test_a_template_needs_a_name_and_plots():
    ground = site(square(50, 50, 300, 200))
    plot = Plot(7, 7, 1, shapely.to_wkb(square(60, 60, 50)), ground.key, activity="F04")
    with pytest.raises(Refused, match="no plots with work"):
        save_template(snapshot(ground), [("site", ground.key)], "Empty")
    with pytest.raises(Refused, match="name"):
        save_template(snapshot(ground, plot), [("plot", 7)], "  ")
    with pytest.raises(Refused, match="one site"):
        save_template(snapshot(ground, plot), [], "None")


def test_own_templates_are_renamed_and_removed():
    ground = site(square(50, 50, 300, 200))
    plot = Plot(7, 7, 1, shapely.to_wkb(square(60, 60, 50)), ground.key, activity="F04")
    row: Any = applied(save_template(snapshot(ground, plot), [("plot", 7)], "One")[0], None)
    there = snapshot(ground, plot, row)
    [renamed] = rename_template(there, row.key, "Two")
    assert renamed.new == {"name": "Two"}
    [gone] = remove_template(there, row.key)
    assert gone.new is None
    with pytest.raises(Refused):
        rename_template(there, row.key, "")
