"""Corrections and businesses hold in every variant; assumptions belong to the project."""

import json

import pytest
import shapely
from shapely import Point

from scenarios.edits import businesses, corrections
from scenarios.edits.assumptions import set_assumption
from scenarios.edits.shapes import remove
from scenarios.edits.transform import move
from scenarios.errors import Refused
from scenarios.landuse.assumptions import assumed
from scenarios.project.model import PRESENT, setting_key
from tests.makers import ORIGIN, made, shape_of, snapshot, square


def test_a_correction_joins_what_was_selected_and_lies_above_earlier_ones():
    now = snapshot(variant=PRESENT)
    now = now.with_changes(corrections.correct(now, [square(0, 0, 100), square(100, 0, 100)], "HMC", "kept"))
    (first,) = now.corrections.values()
    assert (first.use, first.note, first.rank) == ("HMC", "kept", 1)
    shape = shape_of(first)
    assert shape.geom_type == "MultiPolygon" and len(shape.geoms) == 1 and shape.area == 20_000
    assert made(corrections.correct(now, [square(0, 0, 100)], "BED")).rank == 2
    assert not now.with_changes(corrections.remove(now, [first.key])).corrections


def test_a_correction_keeps_the_exact_corners_of_what_was_selected():
    x, y = ORIGIN
    odd = shapely.Polygon([(x + 1 / 3, y), (x + 100, y + 1 / 7), (x + 50, y + 100)])
    row = made(corrections.correct(snapshot(variant=PRESENT), [odd], "HMC"))
    assert shape_of(row).geoms[0].equals_exact(odd, 0)


def test_a_correction_to_an_unknown_use_is_refused():
    with pytest.raises(Refused, match="not a known land use"):
        corrections.correct(snapshot(variant=PRESENT), [square(0, 0, 100)], "ZZZ")
    with pytest.raises(Refused, match="no area"):
        corrections.correct(snapshot(variant=PRESENT), [], "HMC")


def test_a_business_is_a_point_or_an_area():
    now = snapshot(variant=PRESENT)
    now = now.with_changes(businesses.add(now, Point(ORIGIN), name="Mix", category="4.2", activity="A02"))
    (key,) = now.businesses
    after = now.with_changes(businesses.change(now, key, square(0, 0, 50), area_m2="2500"))
    assert (after.businesses[key].area_m2, after.businesses[key].category) == (2500.0, "4.2")
    moved = now.with_changes(move(now, [("business", key)], 5, 0))
    assert shape_of(moved.businesses[key]).x == ORIGIN[0] + 5
    assert not now.with_changes(businesses.remove(now, [key, key])).businesses
    assert not now.with_changes(remove(now, [("business", key)])).businesses


def test_a_business_of_an_unknown_category_is_refused():
    with pytest.raises(Refused, match="“7” is not a known environmental category"):
        businesses.add(snapshot(), Point(ORIGIN), category="7")
    with pytest.raises(Refused, match="outside the area"):
        businesses.add(snapshot(), Point(4.3, 51.9))


class TestAssumption:
    def test_is_set_changed_and_taken_back(self):
        now = snapshot()
        (change,) = set_assumption(now, "hub_max_ha", 9, "asked for")
        assert change.key == setting_key("hub_max_ha")
        now = now.with_changes([change])
        assert now.settings["hub_max_ha"] == 9.0 and json.loads(now.rows("setting")[change.key].value) == 9.0
        now = now.with_changes(set_assumption(now, "hub_max_ha", "10.5"))
        assert now.settings["hub_max_ha"] == 10.5
        assert set_assumption(now, "hub_max_ha", 10.5) == []
        assert not now.with_changes(set_assumption(now, "hub_max_ha", 8.0)).rows("setting")

    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("hub_max_ha", "big", "must be a number"),
            ("hub_max_ha", -1, "below zero"),
            ("hub_max_ha", 1.0, r"Smallest hub \(2.0\) must stay below Largest hub \(1.0\)"),
            ("hmc_threshold", "4.7", "must be one of 3.2, 4.1, 4.2, 5.1"),
            ("target_year", 2040.5, "whole year"),
            ("target_year", 2020, r"Base year \(2026\) must stay below Target year \(2020\)"),
        ],
    )
    def test_that_cannot_be_is_refused(self, name, value, said):
        with pytest.raises(Refused, match=said):
            set_assumption(snapshot(), name, value)

    def test_may_be_a_coefficient(self):
        now = snapshot()
        now = now.with_changes(set_assumption(now, "net_to_gross_work", 0.7))
        assert assumed(now, "net_to_gross_work").value == 0.7
        assert not now.with_changes(set_assumption(now, "net_to_gross_work", 0.77)).rows("setting")
        with pytest.raises(ValueError, match="not an assumption"):
            set_assumption(now, "nothing", 1)
