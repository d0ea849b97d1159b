"""The overlap rule among neighbours, and borders that are shared: no overlap, no sliver, same corners."""

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.errors import Refused
from scenarios.geometry.overlap import settled
from scenarios.geometry.shared import move_node, noded, push_shared_edge
from tests.makers import ORIGIN, square

X, Y = ORIGIN
WEST, SOUTH, NORTH = square(0, 0, 100), square(100, 0, 100, 50), square(100, 50, 100, 50)
THREE = {"w": WEST, "s": SOUTH, "n": NORTH}


def p(x, y):
    return (X + x, Y + y)


def edge_of(shape, x, y):
    from scenarios.geometry.outline import nearest_edge

    return nearest_edge(shape, p(x, y))[0]


def slivers(shapes, most=1.0):
    """The m2 that shapes have twice, and the gaps below `most` m2 that they enclose."""
    every = np.array(list(shapes), dtype=object)
    one, other = shapely.STRtree(every).query(every, predicate="intersects")
    twice = shapely.area(shapely.intersection(every[one], every[other]))[one < other].sum()
    rings = [r for part in shapely.get_parts(shapely.union_all(every)) for r in part.interiors]
    gaps = [area for ring in rings if 0 < (area := shapely.Polygon(ring).area) < most]
    return float(twice), gaps


def test_take_leaves_the_neighbours_the_rest():
    found = settled(square(80, 40, 40, 20), THREE, "take")
    assert found.gained.area == 800 and found.lost.is_empty
    assert {k: s.area for k, s in found.changed.items()} == {"w": 9_600, "s": 4_800, "n": 4_800}
    assert slivers([found.shape, *found.changed.values()]) == (0, [])
    assert p(100, 40) in found.shape.exterior.coords


def test_take_of_a_whole_neighbour_and_through_the_middle():
    found = settled(square(90, 40, 200, 70), THREE, "take")
    assert found.changed["n"] is None
    through = settled(square(-5, 40, 110, 20), {"w": WEST}, "take")
    assert through.changed["w"].area == 4_000 and through.further["w"][0].area == 4_000


def test_stop_keeps_what_is_free_and_shares_its_border():
    found = settled(square(80, 80, 40, 50), THREE, "stop")
    assert found.shape.area == 40 * 30 and found.lost.area == 800
    assert p(80, 100) in found.changed["w"].exterior.coords
    assert p(100, 100) in found.shape.exterior.coords
    with pytest.raises(Refused, match="All this land"):
        settled(square(10, 10, 20), THREE, "stop")


def test_stop_keeps_the_largest_part_and_calls_the_rest_lost():
    found = settled(square(-40, 40, 160, 20), {"w": WEST}, "stop")
    assert found.shape.area == 800 and found.lost.area == 2_400


def test_allow_only_reports():
    found = settled(square(80, 40, 40, 20), THREE, "allow")
    assert found.over.area == 800 and not found.changed and found.shape.equals(square(80, 40, 40, 20))


def test_a_gap_of_millimetres_is_closed():
    found = settled(square(0, 100.006, 100, 40), THREE, "stop")
    touching: Any = shapely.union_all([found.shape, *(found.changed.get(k, s) for k, s in THREE.items())])
    assert shapely.get_num_geometries(touching) == 1 and not touching.interiors


def test_corners_at_a_joint_are_put_in_both():
    changed: Any = noded(THREE)
    assert list(changed) == ["w"] and p(100, 50) in changed["w"].exterior.coords


def test_a_node_moves_for_all_that_meet_there():
    changed = move_node(THREE, p(100, 50), p(110, 55))
    assert set(changed) == {"w", "s", "n"}
    assert all(p(110, 55) in shape.exterior.coords for shape in changed.values())
    assert sum(shape.area for shape in changed.values()) == pytest.approx(20_000)
    with pytest.raises(Refused, match="crosses or touches itself"):
        move_node(THREE, p(100, 50), p(-10, 20))


def test_a_pushed_edge_takes_from_all_along_it_and_gives_back():
    out = push_shared_edge(THREE, "w", edge_of(WEST, 100, 20), 10)
    assert {k: s.area for k, s in out.items()} == {"w": 11_000, "s": 4_500, "n": 4_500}
    back = push_shared_edge(THREE, "w", edge_of(WEST, 100, 20), -10)
    assert {k: s.area for k, s in back.items()} == {"w": 9_000, "s": 5_500, "n": 5_500}
    assert slivers(back.values()) == (0, [])


def test_a_pushed_edge_leaves_the_plot_round_the_corner_alone():
    four = {**THREE, "above": square(0, 100, 200, 50)}
    changed = push_shared_edge(four, "w", edge_of(WEST, 100, 20), 10)
    assert changed["above"].area == 10_000 and p(110, 100) in changed["above"].exterior.coords


turns = st.tuples(
    st.floats(-60, 260), st.floats(-60, 160), st.floats(5, 150), st.floats(5, 150), st.floats(0, 90)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(turns, st.sampled_from(["take", "stop"])), min_size=1, max_size=6))
def test_whatever_is_drawn_under_a_rule_leaves_no_overlap_and_no_sliver(drawn):
    from shapely import affinity

    land = dict(enumerate([WEST, SOUTH, NORTH]))
    for (x, y, wide, deep, angle), rule in drawn:
        shape = affinity.rotate(square(x, y, wide, deep), angle)
        shape = shapely.set_precision(shape, 0.001)
        try:
            found = settled(shape, land, rule)
        except Refused:
            continue
        land |= found.changed
        land = {key: now for key, now in land.items() if now is not None}
        for parts in found.further.values():
            for part in parts:
                land[max(land) + 1] = part
        land[max(land, default=0) + 1] = found.shape
        assert all(now.is_valid and now.area >= 1 for now in land.values())
        twice, gaps = slivers(land.values())
        assert twice < 0.01 and gaps == []
