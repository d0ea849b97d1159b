"""Municipalities become a partition: contested land and gaps go to the nearest, and nothing counts twice."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.geometry.partition import partition
from scenarios.progress import drain


def _array(*geoms):
    found = np.empty(len(geoms), dtype=object)
    found[:] = geoms
    return found


def _made(*shapes, others=()):
    return drain(partition(_array(*shapes), _array(*others) if others else None))


def _m2(made):
    return {remark.kind: round(remark.m2) for remark in made.remarks}


def test_shapes_that_meet_exactly_stay_as_they_are():
    a, b = shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)
    made = _made(a, b)
    assert not made.remarks
    assert made.borders[0].equals(a) and made.borders[1].equals(b)


def test_an_overlap_is_divided_along_its_middle():
    made = _made(shapely.box(0, 0, 1010, 1000), shapely.box(1000, 0, 2000, 1000))
    assert _m2(made) == {"contested": 10_000}
    assert shapely.area(made.borders).tolist() == pytest.approx([1_005_000, 995_000], abs=100)
    assert made.borders[0].contains(shapely.Point(1002, 500))
    assert made.borders[1].contains(shapely.Point(1008, 500))


BITTEN = shapely.Polygon([(0, 0), (1000, 0), (980, 500), (1000, 1000), (0, 1000)])


def test_an_enclosed_gap_is_divided():
    right = shapely.box(1000, 0, 2000, 1000)
    made = _made(BITTEN, right)
    assert _m2(made) == {"gap": 10_000}
    gained = shapely.area(made.borders) - [BITTEN.area, right.area]
    assert gained.tolist() == pytest.approx([5_000, 5_000], abs=600)


def test_a_gap_that_is_open_to_the_outside_stays_outside():
    right = shapely.box(1000, 0, 2000, 800)
    made = _made(BITTEN, right)
    assert not made.remarks
    assert shapely.area(made.borders).tolist() == [BITTEN.area, right.area]


def test_a_hole_that_belongs_to_a_municipality_left_out_stays_open():
    around = shapely.box(0, 0, 3000, 3000).difference(shapely.box(1000, 1000, 2000, 2000))
    inside = shapely.box(1002, 1000, 2000, 2000)
    made = _made(around, shapely.box(3000, 0, 4000, 3000), others=[inside])
    assert _m2(made) == {"foreign-gap": 1_000_000}
    assert made.borders[0].area == around.area


def test_a_hole_as_large_as_a_lake_stays_open():
    around = shapely.box(0, 0, 9000, 9000).difference(shapely.box(1000, 1000, 6000, 6000))
    made = _made(around)
    assert _m2(made) == {"large-gap": 25_000_000}
    assert made.borders[0].area == around.area


def test_a_far_claim_loses_to_the_neighbour():
    home = shapely.box(0, 0, 2000, 2000)
    far = shapely.MultiPolygon([shapely.box(10_000, 0, 11_000, 1000), shapely.box(500, 500, 600, 600)])
    made = _made(home, far)
    assert made.borders[0].area == home.area
    assert made.borders[1].area == 1_000_000


def test_a_shape_wholly_inside_another_has_no_land():
    made = _made(shapely.box(0, 0, 2000, 2000), shapely.box(500, 500, 600, 600))
    assert made.borders[1] is None
    assert made.borders[0].area == 4_000_000


def test_three_claimants_share_a_place_by_nearness():
    a, b = shapely.box(0, 0, 1000, 1000), shapely.box(900, 0, 2000, 1000)
    c = shapely.box(0, 950, 2000, 2000)
    made = _made(a, b, c)
    assert shapely.coverage_is_valid(made.borders)
    assert shapely.union_all(made.borders).area == pytest.approx(4_000_000, abs=1)


@given(st.integers(0, 10_000), st.floats(1.0, 60.0))
@settings(max_examples=12, deadline=None)
def test_jittered_borders_become_a_partition(seed, jitter):
    random = np.random.default_rng(seed)
    shapes = []
    for x in range(3):
        for y in range(3):
            outline = shapely.segmentize(
                shapely.box(x * 1000, y * 1000, x * 1000 + 1000, y * 1000 + 1000), 250
            )
            corners = shapely.get_coordinates(outline)[:-1]
            shapes.append(shapely.Polygon(corners + random.uniform(-jitter, jitter, corners.shape)))
    given_shapes = _array(*[s for s in shapes if s.is_valid])
    made = drain(partition(given_shapes))
    borders = made.borders[~shapely.is_missing(made.borders)]
    assert shapely.coverage_is_valid(borders)
    assert shapely.is_valid(borders).all()
    union = shapely.union_all(given_shapes)
    filled = sum(r.m2 for r in made.remarks if r.kind == "gap")
    assert shapely.area(borders).sum() == pytest.approx(union.area + filled, abs=30)
    _check_nearness(given_shapes, made.borders, random)


def _check_nearness(shapes, borders, random):
    """Points of contested land lie with the claimant whose own land is nearest, but for a middle band."""
    tree = shapely.STRtree(shapes)
    points = shapely.points(random.uniform(0, 3000, (4000, 2)))
    point, shape = tree.query(points, predicate="within")
    claims = {}
    for p, s in zip(point, shape, strict=True):
        claims.setdefault(p, []).append(s)
    own = [shapely.difference(s, shapely.union_all(np.delete(shapes, i))) for i, s in enumerate(shapes)]
    for p, claimants in claims.items():
        if len(claimants) < 2:
            continue
        distances = sorted((shapely.distance(points[p], own[s]), s) for s in claimants if not own[s].is_empty)
        if len(distances) > 1 and distances[0][0] < 0.4 * distances[1][0] and distances[1][0] > 8:
            assert borders[distances[0][1]].buffer(2).contains(points[p])
