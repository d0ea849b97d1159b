"""Typed values: what is read, what is refused."""

import pytest

from scenarios.edits.plots import draw_plot
from scenarios.edits.sites import draw_site
from scenarios.edits.values import set_values
from scenarios.errors import Refused
from tests.makers import site, snapshot, square


def changed(**columns):
    row = site(square(0, 0, 100), start_year=2030)
    (change,) = set_values(snapshot(row), "site", row.key, **columns)
    return change.new


def test_values_are_brought_to_their_type():
    assert changed(name="  Binckhorst ") == {"name": "Binckhorst"}
    assert changed(end_year="2040") == {"end_year": 2040}
    assert changed(end_year=2040.0) == {"end_year": 2040}
    assert changed(start_year=None) == {"start_year": None}
    assert changed(rest_use="GRO") == {"rest_use": "GRO"}


def test_what_stays_the_same_is_no_change():
    row = site(square(0, 0, 100), name="Haven")
    assert set_values(snapshot(row), "site", row.key, name="Haven", kind="cluster") == []


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"start_year": 2030.5}, "“2030.5” is not a start year"),
        ({"start_year": "soon"}, "“soon” is not a start year"),
        ({"start_year": 20300}, "“20300” is not a start year"),
        ({"end_year": 2030}, "end year 2030 must come after the start year 2030"),
        ({"start_year": 2050, "end_year": 2040}, "end year 2040 must come after the start year 2050"),
        ({"start_year": None, "end_year": 2026}, "end year 2026 must come after the start year 2026"),
        ({"kind": "park"}, "“park” is not a known kind: choose one of cluster, hub"),
        ({"rest_use": "XXX"}, "“XXX” is not a known land use outside the plots"),
        ({"name": "x" * 121}, "The name has 121 characters"),
        ({"name": "a\x00b"}, "unreadable character"),
    ],
)
def test_values_that_cannot_be_are_refused(columns, said):
    with pytest.raises(Refused, match=said):
        changed(**columns)


@pytest.mark.parametrize("column", ["odour_m", "capacity_t", "jobs"])
@pytest.mark.parametrize("amount", [-1, "far", float("inf"), True])
def test_amounts_that_cannot_be_are_refused(column, amount):
    with pytest.raises(Refused, match="give a number from 0"):
        draw_plot(snapshot(site(square(0, 0, 100))), square(0, 0, 50), **{column: amount})


def test_the_same_rules_hold_while_drawing():
    with pytest.raises(Refused, match="must come after"):
        draw_site(snapshot(), square(0, 0, 100), "hub", start_year=2040, end_year=2035)


def test_a_row_that_is_gone_is_refused():
    with pytest.raises(Refused, match="no longer there"):
        set_values(snapshot(), "site", 5, name="x")


def test_keys_and_shapes_are_not_values():
    row = site(square(0, 0, 100))
    with pytest.raises(ValueError, match="rank"):
        set_values(snapshot(row), "site", row.key, rank=3)
