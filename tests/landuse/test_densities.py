"""Densities: what a hectare carries, only where a figure is known, and as the project has it."""

import pytest

from scenarios.edits.assumptions import set_assumption
from scenarios.landuse.catalogue import activities, factor
from scenarios.landuse.densities import CARRIED, densities
from scenarios.project.region import USES
from tests.makers import snapshot


def test_a_gross_hectare_carries_the_net_figure_times_the_net_share():
    found = densities(snapshot(), "jobs")
    assert found["BED"].span.value == pytest.approx(45 * 0.77)
    assert found["BED"].span.low == pytest.approx(35 * 0.70)
    assert found["HMC"].certainty == "low"
    assert densities(snapshot(), "dwellings")["WON"].span.value == 45


def test_uses_without_a_known_figure_have_none():
    assert set(densities(snapshot(), "dwellings")) == {"WON"}
    assert "WRK" not in densities(snapshot(), "jobs")
    assert all(use in USES for uses in CARRIED.values() for use in uses)


def test_the_project_can_have_another_figure():
    now = snapshot()
    changed = now.with_changes(set_assumption(now, "jobs_per_ha_heavy", 20.0))
    found = densities(changed, "jobs")["HMC"]
    assert found.span.value == pytest.approx(20 * 0.77)
    assert found.factors[0].changed


def test_tonnes_of_heavy_land_are_those_of_the_plants_of_a_smallest_cluster():
    plants = [activities()[code] for code in ("F02", "F04", "F05", "F07", "F16")]
    tonnes = [plant.capacity_t for plant in plants if plant.capacity_t]
    areas = [plant.area_ha for plant in plants if plant.area_ha]
    row = factor("tonnes_per_ha_heavy")
    assert row.value == pytest.approx(sum(t.value for t in tonnes) / sum(a.value for a in areas), rel=0.02)
    assert row.low == pytest.approx(sum(t.low for t in tonnes) / sum(a.high for a in areas), rel=0.02)
    assert row.high == pytest.approx(sum(t.high for t in tonnes) / sum(a.low for a in areas), rel=0.02)
