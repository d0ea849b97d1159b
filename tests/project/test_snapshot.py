"""Snapshots: what is there in which year, what lies on top, and previews that touch nothing."""

import json

import shapely

from scenarios.project.change import delete, insert, update, updates
from scenarios.project.model import Plot, Setting, UseChange
from tests.makers import site, snapshot, square


def _plot(on, shape, **columns):
    return Plot(on.key + 2, on.key + 2, on.variant, shapely.to_wkb(shape), on.key, **columns)


def test_a_thing_is_there_from_its_start_to_before_its_end():
    thing = site(square(0, 0, 100), start_year=2030, end_year=2035)
    there = [year for year in (2026, 2029, 2030, 2034, 2035) if snapshot(thing, year=year).things]
    assert there == [2030, 2034]
    assert snapshot(site(square(0, 0, 100)), year=2026).things
    assert not snapshot(site(square(0, 0, 100)), year=2025).things


def test_plots_lie_above_their_site_even_when_the_site_was_brought_forward():
    ground = site(square(0, 0, 100), rank=9)
    plot = _plot(ground, square(0, 0, 50), rank=2)
    between = UseChange(5, 5, 1, shapely.to_wkb(square(0, 0, 80)), "GRO", rank=5)
    assert snapshot(ground, plot, between).things == (between, ground, plot)


def test_equal_ranks_are_ordered_by_key():
    low = UseChange(5, 5, 1, shapely.to_wkb(square(0, 0, 80)), "GRO", rank=1)
    high = UseChange(7, 7, 1, shapely.to_wkb(square(0, 0, 80)), "WON", rank=1)
    assert snapshot(high, low).things == (low, high)


def test_a_preview_leaves_the_snapshot_as_it_was():
    old = site(square(0, 0, 100), name="old")
    before = snapshot(old)
    new = site(square(200, 0, 100), name="new")
    after = before.with_changes([insert(new), *updates(update(old, name="renamed"))])
    assert {s.name for s in after.sites.values()} == {"renamed", "new"}
    assert {s.name for s in before.sites.values()} == {"old"}
    assert not after.with_changes([delete(after.sites[old.key]), delete(new)]).sites


def test_other_variants_stay_out():
    mine, other = site(square(0, 0, 100)), site(square(0, 0, 100), variant=2)
    assert list(snapshot(mine, other).sites) == [mine.key]
    assert not snapshot(mine).with_changes([insert(other)]).rows("site").get(other.key)


def test_settings_are_defaults_until_the_project_changes_them():
    changed = Setting(1, "cluster_max_ha", json.dumps(25.0))
    assert snapshot().settings["cluster_max_ha"] == 30.0
    assert snapshot(changed).settings["cluster_max_ha"] == 25.0
    assert snapshot(Setting(3, "unknown", "1")).settings == snapshot().settings


def test_derived_values_are_made_once():
    made = []
    view = snapshot()
    assert [view.remember("x", lambda: made.append(1) or len(made)) for _ in range(3)] == [1, 1, 1]
