"""Pasted shapes: what they become, lines as strips and trees, and what cannot be."""

import pytest
import shapely

from desktop.tools.event import Context, Event
from desktop.tools.pasting import KINDS, STRIPS, paste, put_down, usable
from scenarios.errors import Refused
from scenarios.project.model import Variant
from tests.desktop.tools.hand import Hand
from tests.makers import ORIGIN, made, shape_of, site, snapshot, square

SITE = site(square(0, 0, 900))
SHAPES = [square(100, 100, 200), square(400, 100, 200)]
LINE = shapely.LineString([(ORIGIN[0] + 100, ORIGIN[1] + 500), (ORIGIN[0] + 500, ORIGIN[1] + 500)])


def context(**options: str) -> Context:
    one = snapshot(Variant(1, "Proef"), SITE)
    return Context(snapshot=lambda: one, options=options)


@pytest.mark.parametrize("kind", KINDS)
def test_each_area_becomes_a_thing_above_the_one_before(kind):
    step = put_down(context(), kind, SHAPES)
    rows = [made([change]) for change in step.changes]
    assert len(rows) == 2 and [shape_of(row).area for row in rows] == [40_000, 40_000]
    ranks = [getattr(row, "rank", place) for place, row in enumerate(rows)]
    assert ranks == sorted(set(ranks))
    assert step.selection == tuple((c.table, c.key) for c in step.changes)


@pytest.mark.parametrize("kind", STRIPS)
def test_a_line_becomes_a_strip(kind):
    (change,) = put_down(context(**{STRIPS[kind].option: "10"}), kind, usable([LINE], kind)).changes
    assert shape_of(made([change])).area == pytest.approx(4_000)


def test_a_line_becomes_a_row_of_trees():
    (change,) = put_down(context(crown_width="6"), "trees", usable([*SHAPES, LINE], "trees")).changes
    row = made([change])
    assert shape_of(row).equals(LINE) and row.crown_m == 6


def test_what_does_not_fit_the_tool_is_said():
    with pytest.raises(Refused, match="no area"):
        usable([LINE], "hub")
    with pytest.raises(Refused, match="no line"):
        usable(SHAPES, "trees")


def test_the_kind_is_chosen_before_it_is_put_down():
    text = shapely.to_wkt(shapely.GeometryCollection(SHAPES), rounding_precision=-1)
    one = Hand(paste, snapshot(Variant(1, "Proef")), options={"pasted": text, "pasted_as": "plot"})
    assert len(one.preview.sketches) == 2
    one.key("enter")
    assert one.outcome is None and "draw the site first" in one.preview.warning
    one.options["pasted_as"] = "cluster"
    one.send(Event("again"))
    assert len(one.preview.changes) == 2 and not one.preview.warning
    one.press(0, 0)
    assert {made([change]).kind for change in one.done.changes} == {"cluster"}


def test_without_a_shape_it_says_how_to_get_one():
    assert "Ctrl+V" in Hand(paste, snapshot(Variant(1, "Proef"))).preview.hint
