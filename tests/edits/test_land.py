"""Edits of free contours, tree rows, land in waiting and sensitive places: what they add, and refuse."""

import pytest
import shapely

from scenarios.edits import places, waiting
from scenarios.edits.contours import draw_contour
from scenarios.edits.landscape import draw_tree_row
from scenarios.edits.shapes import remove, reshape
from scenarios.edits.values import set_values
from scenarios.edits.variants import add_variant
from scenarios.errors import Refused
from scenarios.project.model import Variant
from tests.makers import ORIGIN, contour, made, plot, shape_of, site, snapshot, square, waiting_land

PLAN = Variant(1, "Plan")
CLUSTER = site(square(100, 100, 400))
PLANT = plot(square(100, 100, 100), CLUSTER, "A02")
LINE = shapely.LineString([ORIGIN, (ORIGIN[0] + 50, ORIGIN[1])])


def here(*rows, variant=1):
    return snapshot(PLAN, CLUSTER, PLANT, *rows, variant=variant)


def test_a_contour_belongs_to_a_plot_and_a_component():
    row = made(draw_contour(here(), square(0, 0, 300), PLANT.key, "noise"))
    assert (row.plot, row.component, row.variant, row.origin) == (PLANT.key, "noise", 1, row.key)


@pytest.mark.parametrize(
    ("shape", "owner", "component"),
    [
        (square(0, 0, 300), PLANT.key, "smell"),
        (square(0, 0, 300), 12345, "noise"),
        (square(0, 0, 0.5), PLANT.key, "noise"),
    ],
    ids=["component", "plot", "shape"],
)
def test_a_contour_that_cannot_be_is_refused(shape, owner, component):
    with pytest.raises(Refused):
        draw_contour(here(), shape, owner, component)
    with pytest.raises(Refused):
        draw_contour(here(variant=0), square(0, 0, 300), PLANT.key, "noise")


def test_a_contour_is_drawn_over_and_goes_with_its_plot():
    old = contour(square(0, 0, 300), PLANT, "noise")
    found = here(old)
    again = draw_contour(found, square(0, 0, 200), PLANT.key, "noise")
    assert [change.key for change in again] == [old.key]
    assert made(draw_contour(found, square(0, 0, 200), PLANT.key, "dust")).component == "dust"
    assert [change.table for change in remove(found, [("plot", PLANT.key)])] == ["contour", "plot"]


def test_a_copied_variant_has_contours_of_its_own_plots():
    old = contour(square(0, 0, 300), PLANT, "noise")
    rows = [change.new for change in add_variant(here(old).tables, "Kopie", 1)]
    plots = [row for row in rows if row and "activity" in row]
    (copy,) = [row for row in rows if row and "component" in row]
    assert copy["plot"] != PLANT.key and len(plots) == 1


def test_a_tree_row_is_a_line_with_sizes_or_without():
    row = made(draw_tree_row(here(), LINE))
    assert (row.crown_m, row.spacing_m) == (None, None) and shape_of(row).length == 50
    assert made(draw_tree_row(here(), LINE, crown_m=7, spacing_m=9)).spacing_m == 9
    for crown, spacing in ((0, 9), (7, -1), (300, 9)):
        with pytest.raises(Refused):
            draw_tree_row(here(), LINE, crown, spacing)
    with pytest.raises(Refused):
        draw_tree_row(here(variant=0), LINE)


@pytest.mark.parametrize("date", ["2031", "2031-07-01", ""])
def test_land_in_waiting_has_an_owner_and_a_date(date):
    row = made(waiting.add(here(variant=0), square(0, 0, 100), owner="Delfland", free_from=date))
    assert (row.owner, row.free_from) == ("Delfland", date)


@pytest.mark.parametrize("date", ["31-12-2031", "2031-13-01", "later", "20311"])
def test_a_date_that_is_none_is_refused_with_an_example(date):
    with pytest.raises(Refused, match="2031-07-01"):
        waiting.add(here(), square(0, 0, 100), free_from=date)


def test_a_site_on_land_in_waiting_starts_when_that_is_free():
    small, large = waiting_land(square(0, 0, 200), "2031", name="Klein"), waiting_land(square(0, 0, 400))
    hub = made(waiting.site_on(here(small), small.key))
    assert (hub.kind, hub.start_year, hub.name) == ("hub", 2031, "Klein")
    cluster = made(waiting.site_on(here(large), large.key))
    assert (cluster.kind, cluster.start_year) == ("cluster", None)
    with pytest.raises(Refused):
        waiting.site_on(here(small, variant=0), small.key)
    past = waiting_land(square(0, 0, 200), "2020")
    assert made(waiting.site_on(here(past), past.key)).start_year is None


def test_the_largest_part_of_land_in_several_parts_is_the_site():
    parts = shapely.MultiPolygon([square(0, 0, 50), square(200, 0, 200)])
    row = made(waiting.add(here(), parts))
    assert shape_of(made(waiting.site_on(here(row), row.key))).equals(square(200, 0, 200))


def test_a_sensitive_place_is_a_point_or_an_area_of_a_kind():
    point = made(places.add(here(), shapely.Point(ORIGIN), "school", name="De Kade", count="120"))
    assert (point.kind, point.count) == ("school", 120)
    assert made(places.add(here(), square(0, 0, 50), "care")).count is None
    for kind, count in (("prison", None), ("school", -1)):
        with pytest.raises(Refused):
            places.add(here(), shapely.Point(ORIGIN), kind, count=count)


def test_values_and_shapes_are_changed_like_any_other():
    row = made(places.add(here(), shapely.Point(ORIGIN), "school"))
    found = here(row)
    assert set_values(found, "sensitive_place", row.key, kind="care", count=40)[0].new == {
        "kind": "care",
        "count": 40,
    }
    changed = places.change(found, row.key, square(0, 0, 10), name="A")[0].new
    assert changed and changed.keys() == {"geom", "name"}
    moved = reshape(found, "sensitive_place", row.key, shapely.Point(ORIGIN[0] + 1, ORIGIN[1]))
    assert moved[0].new and set(moved[0].new) == {"geom"}
    assert [change.new for change in places.remove(found, [row.key, row.key])] == [None]


def test_several_activities_are_kept_once_and_known():
    assert set_values(here(), "plot", PLANT.key, also="A11, A11,F04")[0].new == {"also": "A11,F04"}
    with pytest.raises(Refused):
        set_values(here(), "plot", PLANT.key, also="A11,A99")
    with pytest.raises(Refused):
        set_values(here(), "plot", PLANT.key, paved_share=1.2)
