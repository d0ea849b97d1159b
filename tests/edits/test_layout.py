"""Shared borders, transforming, dividing and outlines as edits: which rows change, and which columns stay."""

import pytest
import shapely

from scenarios.edits import borders, divide, outline, transform
from scenarios.edits.contours import draw_contour
from scenarios.errors import Refused
from scenarios.project.model import Relation, new_key
from tests.makers import ORIGIN, plot, shape_of, site, snapshot, square, use_change

X, Y = ORIGIN
HAVEN = site(square(0, 0, 200, 100), name="Haven")
WEST = plot(square(0, 0, 100), HAVEN, "A01", name="Menger")
EAST = plot(square(100, 0, 100), HAVEN, "A02", rank=3)
NOW = snapshot(HAVEN, WEST, EAST)


def p(x, y):
    return (X + x, Y + y)


def area(row):
    return shape_of(row).area


def test_a_shared_corner_moves_for_both_and_alone_where_asked():
    both = NOW.with_changes(borders.move_corner(NOW, ("plot", WEST.key), p(100, 100), p(120, 100)))
    assert (area(both.plots[WEST.key]), area(both.plots[EAST.key])) == (11_000, 9_000)
    alone = borders.move_corner(NOW, ("plot", WEST.key), p(100, 100), p(90, 100), shared=False)
    assert [change.key for change in alone] == [WEST.key]
    with pytest.raises(Refused, match="no corner here"):
        borders.move_corner(NOW, ("plot", WEST.key), p(50, 50), p(0, 0))


def test_several_corners_swap_without_being_taken_for_each_other():
    moves = [(p(100, 0), p(100, 100)), (p(100, 100), p(100, 0))]
    with pytest.raises(Refused):
        borders.move_corners(NOW, ("plot", WEST.key), moves)
    shifted = [(p(100, 0), p(110, 0)), (p(100, 100), p(110, 100))]
    after = NOW.with_changes(borders.move_corners(NOW, ("plot", WEST.key), shifted))
    assert (area(after.plots[WEST.key]), area(after.plots[EAST.key])) == (11_000, 9_000)


def test_a_pushed_edge_moves_the_border_of_both():
    edge = list(shape_of(WEST).exterior.coords).index(p(100, 0))
    after = NOW.with_changes(borders.push_edge(NOW, ("plot", WEST.key), edge, 20))
    assert (area(after.plots[WEST.key]), area(after.plots[EAST.key])) == (12_000, 8_000)
    gone = NOW.with_changes(borders.push_edge(NOW, ("plot", WEST.key), edge, 100))
    assert list(gone.plots) == [WEST.key]


def test_a_corner_is_added_to_and_taken_from_all_that_share_it():
    more = NOW.with_changes(borders.add_corner(NOW, ("plot", WEST.key), p(100, 40)))
    assert all(p(100, 40) in shape_of(row).exterior.coords for row in more.plots.values())
    less = more.with_changes(borders.remove_corners(more, ("plot", WEST.key), [p(100, 40)]))
    assert all(len(shape_of(row).exterior.coords) == 5 for row in less.plots.values())


def test_a_turned_site_takes_plots_and_contours():
    now = NOW.with_changes(draw_contour(NOW, square(-50, -50, 200), WEST.key, "odour"))
    after = now.with_changes(transform.turn(now, [("site", HAVEN.key)], 90, p(0, 0)))
    assert shape_of(after.sites[HAVEN.key]).equals(square(-100, 0, 100, 200))
    assert shape_of(after.plots[WEST.key]).equals(square(-100, 0, 100))
    assert shape_of(next(iter(after.rows("contour").values()))).equals(square(-150, -50, 200))


def test_a_copied_site_has_plots_of_its_own_with_their_relations():
    key = new_key()
    now = snapshot(HAVEN, WEST, EAST, Relation(key, key, 1, WEST.key, EAST.key, "material", "sand"))
    after = now.with_changes(transform.copy(now, [("site", HAVEN.key)], 300, 0))
    (copy,) = (row for row in after.sites.values() if row.key != HAVEN.key)
    assert copy.name == "Haven" and copy.origin == copy.key and shape_of(copy).bounds[0] == X + 300
    assert sorted(row.activity or "" for row in after.plots_of(copy.key)) == ["A01", "A02"]
    (relation,) = (row for row in after.rows("relation").values() if row.key != key)
    assert {relation.from_plot, relation.to_plot} == {row.key for row in after.plots_of(copy.key)}


def test_a_split_keeps_the_columns_and_puts_a_corner_in_the_neighbour():
    after = NOW.with_changes(divide.split(NOW, [("plot", WEST.key)], [p(-5, 30), p(100, 30)]))
    parts = [row for row in after.plots.values() if row.name == "Menger"]
    assert sorted(area(row) for row in parts) == [3_000, 7_000] and {row.activity for row in parts} == {"A01"}
    assert area(after.plots[WEST.key]) == 7_000
    assert p(100, 30) in shape_of(after.plots[EAST.key]).exterior.coords


def test_a_split_site_shares_its_plots_out():
    after = NOW.with_changes(divide.split(NOW, [("site", HAVEN.key)], [p(90, -5), p(90, 105)]))
    (new,) = (key for key in after.sites if key != HAVEN.key)
    assert area(after.sites[HAVEN.key]) == 11_000
    assert after.plots[EAST.key].site == HAVEN.key and after.plots[WEST.key].site == new


def test_merged_plots_are_the_first():
    after = NOW.with_changes(divide.merge(NOW, [("plot", WEST.key), ("plot", EAST.key)]))
    assert next(iter(after.plots.values())).name == "Menger" and area(after.plots[WEST.key]) == 20_000
    with pytest.raises(Refused, match="one kind"):
        divide.merge(NOW, [("plot", WEST.key), ("site", HAVEN.key)])


def test_merged_sites_keep_all_plots():
    hub = site(square(200, 0, 50, 100), "hub")
    yard = plot(square(200, 0, 50), hub)
    now = snapshot(HAVEN, WEST, EAST, hub, yard)
    after = now.with_changes(divide.merge(now, [("site", HAVEN.key), ("site", hub.key)]))
    assert area(after.sites[HAVEN.key]) == 25_000 and len(after.plots_of(HAVEN.key)) == 3


def test_a_reshaped_outline_and_a_given_area():
    line = [p(20, 90), p(20, 120), p(60, 120), p(60, 90)]
    after = NOW.with_changes(divide.reshape_along(NOW, ("plot", WEST.key), line))
    assert area(after.plots[WEST.key]) == 10_800
    sized = NOW.with_changes(outline.set_area(NOW, ("site", HAVEN.key), 140_000))
    assert area(sized.sites[HAVEN.key]) == pytest.approx(140_000, abs=1)


def test_cut_out_of_all_below_but_not_of_the_own_site():
    green = use_change(square(0, 0, 50), "GRO", rank=0)
    now = snapshot(HAVEN, WEST, EAST, green)
    after = now.with_changes(outline.cut_out(now, ("plot", WEST.key)))
    assert not after.use_changes and area(after.sites[HAVEN.key]) == 20_000
    one = now.with_changes(outline.cut_out(now, ("plot", WEST.key), [("site", HAVEN.key)]))
    assert area(one.sites[HAVEN.key]) == 10_000 and len(one.use_changes) == 1


def test_trimming():
    wide = plot(square(150, 50, 100, 100), HAVEN)
    now = snapshot(HAVEN, wide)
    assert area(now.with_changes(outline.trim_to_site(now, [("plot", wide.key)])).plots[wide.key]) == 2_500
    hub = site(square(150, 0, 100), "hub")
    both = snapshot(HAVEN, hub)
    assert area(both.with_changes(outline.trim_to_free(both, [("site", hub.key)])).sites[hub.key]) == 5_000
    over = site(square(900, 0, 300, 100))
    now = snapshot(over)
    shape = shape_of(
        now.with_changes(outline.trim_to_municipality(now, [("site", over.key)])).sites[over.key]
    )
    assert shapely.area(shapely.intersection(now.region.borders, shape)).max() == pytest.approx(shape.area)


def test_rings_of_a_row():
    holed = NOW.with_changes(outline.add_ring(NOW, ("plot", WEST.key), square(40, 40, 20)))
    assert area(holed.plots[WEST.key]) == 9_600
    filled = holed.with_changes(outline.fill_ring(holed, ("plot", WEST.key), p(50, 50)))
    (new,) = (row for row in filled.plots.values() if row.key not in NOW.plots)
    assert (area(new), new.activity, new.name, new.site) == (400, "A01", "", HAVEN.key)
    whole = holed.with_changes(outline.delete_ring(holed, ("plot", WEST.key), p(50, 50)))
    assert area(whole.plots[WEST.key]) == 10_000


def test_simplify_leaves_shared_corners():
    bent = plot(shapely.Polygon([p(0, 0), p(50, 0.2), p(100, 0), p(100, 50), p(100, 100), p(0, 100)]), HAVEN)
    now = snapshot(HAVEN, bent, plot(square(100, 0, 100, 50), HAVEN, rank=3))
    after = shape_of(now.with_changes(outline.simplify(now, [("plot", bent.key)], 1)).plots[bent.key])
    assert set(after.exterior.coords) == {p(0, 0), p(100, 0), p(100, 50), p(100, 100), p(0, 100)}
