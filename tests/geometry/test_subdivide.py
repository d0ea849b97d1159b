"""Layouts in any outline: nothing lost, nothing twice, every plot of its area and on a road."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon

from scenarios.errors import Refused
from scenarios.geometry.subdivide import Layout, Wanted, Wishes, side_along, side_at, subdivide

LEAST_FRONT_M = 8.0

CLUSTER = (
    (2.2, 0.9, True),
    (3.0, 0.9, True),
    (4.0, 1.0, False),
    (3.5, 0.9, False),
    (1.5, 0.6, True),
    (2.5, 0.4, False),
    (2.5, 0.25, False),
    (1.0, 0.3, False),
    (0.6, 0.0, False),
    (0.4, 0.35, False),
    (0.4, 0.35, False),
)


def rectangle(width: float, height: float) -> Polygon:
    return Polygon([(0, 0), (width, 0), (width, height), (0, height)])


def wobbly(corners: int, radius: float, seed: int, amount: float = 0.25) -> Polygon:
    """A star-shaped outline with waves of five lengths."""
    chance = np.random.default_rng(seed)
    turns = np.linspace(0, 2 * math.pi, corners, endpoint=False)
    waves = np.zeros(corners) + sum(
        chance.uniform(-amount, amount) / j * np.cos(j * turns + chance.uniform(0, 6)) for j in range(1, 6)
    )
    return Polygon(np.round(np.c_[np.cos(turns), np.sin(turns)] * (radius * (1 + waves))[:, None], 3))


def bow() -> Polygon:
    turns = np.linspace(0.1, math.pi - 0.1, 60)
    arc = np.c_[np.cos(turns), np.sin(turns)]
    return Polygon(np.r_[arc * 450, arc[::-1] * 280].round(3))


L_SHAPE = Polygon([(0, 0), (600, 0), (600, 220), (220, 220), (220, 600), (0, 600)])
OUTLINES = {
    "rectangle": rectangle(520, 400),
    "square of 30 ha": rectangle(548, 548),
    "hub of 2 ha": rectangle(170, 120),
    "L": L_SHAPE,
    "U": Polygon([(0, 0), (600, 0), (600, 500), (420, 500), (420, 180), (180, 180), (180, 500), (0, 500)]),
    "T": Polygon([(0, 0), (700, 0), (700, 200), (450, 200), (450, 560), (250, 560), (250, 200), (0, 200)]),
    "Z": Polygon([(0, 0), (400, 0), (400, 200), (700, 200), (700, 450), (250, 450), (250, 230), (0, 230)]),
    "bow": bow(),
    "slender": rectangle(1000, 110),
    "triangle": Polygon([(0, 0), (700, 0), (200, 600)]),
    "notch": Polygon([(0, 0), (600, 0), (600, 400), (380, 400), (300, 150), (220, 400), (0, 400)]),
    "wedge": Polygon([(0, 0), (900, 40), (900, 160), (0, 420)]),
    "2 000 corners": wobbly(2000, 280, 3),
    "circle": shapely.set_precision(Point(0, 0).buffer(300), 0.001),
}


def asked(m2: float) -> tuple[Wanted, ...]:
    """The plots of a cluster, of areas that add up to so much."""
    scale = m2 / sum(area for area, _, _ in CLUSTER)
    return tuple(Wanted(area * scale, weight, quay, central=area == 1.5) for area, weight, quay in CLUSTER)


def check(outline: Polygon, layout: Layout, wishes: Wishes) -> None:
    """What holds for every layout."""
    groups = (layout.roads, layout.green, layout.water, layout.free, tuple(p for _, p in layout.plots))
    pieces = [piece for group in groups for piece in group]
    assert all(piece.is_valid and piece.geom_type == "Polygon" for piece in pieces)
    assert sum(p.area for p in pieces) == pytest.approx(outline.area, abs=1.0)
    whole = shapely.union_all(pieces)
    assert whole.area == pytest.approx(outline.area, abs=1.0)
    assert shapely.difference(whole, outline).area < 1.0
    assert bool(shapely.coverage_is_valid(pieces))
    corners = shapely.get_coordinates(pieces)
    assert np.array_equal(corners, corners.round(3))
    assert not any(piece.interiors for _, piece in layout.plots)
    placed = {i for i, _ in layout.plots}
    assert placed.isdisjoint(layout.missing)
    assert placed | set(layout.missing) == set(range(len(layout.asked)))
    for i, plot in layout.plots:
        one = layout.asked[i]
        assert one.m2 * 0.98 <= plot.area <= one.limit * 1.02
        front = sum(shapely.intersection(plot, road).length for road in layout.roads)
        assert front >= min(LEAST_FRONT_M, 0.35 * math.sqrt(plot.area))
    road = shapely.union_all(layout.roads)
    assert road.geom_type == "Polygon"
    out = shapely.intersection(shapely.boundary(road), shapely.buffer(outline.exterior, 0.01))
    assert out.length >= wishes.road_m * 0.5
    edge = outline.exterior
    if wishes.quay is not None:
        edge = shapely.difference(edge, shapely.buffer(wishes.quay, wishes.green_m + 2))
    near = shapely.buffer(edge, wishes.green_m - 0.05, cap_style="flat")
    for _, plot in layout.plots:
        assert shapely.intersection(plot, near).area < 2.0


@pytest.mark.parametrize("name", OUTLINES)
@pytest.mark.parametrize("quayed", [False, True])
def test_any_outline_is_laid_out_without_loss(name, quayed):
    outline = OUTLINES[name]
    xmin, ymin, xmax, _ = outline.bounds
    quay = side_at(outline, Point((xmin + xmax) / 2, ymin - 10)) if quayed else None
    wishes = Wishes(quay=quay)
    layout = subdivide(outline, asked, wishes)
    check(outline, layout, wishes)
    assert sum(plot.area for _, plot in layout.plots) >= 0.3 * outline.area


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(5, 40),
    st.floats(90, 300),
    st.integers(0, 10_000),
    st.floats(0, 20),
    st.floats(6, 18),
    st.floats(0, 0.15),
)
def test_random_outlines_and_wishes(corners, radius, seed, green, road, water):
    outline = wobbly(corners, radius, seed, 0.3)
    if not outline.is_valid or outline.area < 15_000:
        return
    wishes = Wishes(road, green, water)
    check(outline, subdivide(outline, asked, wishes), wishes)


def test_the_same_outline_gives_the_same_layout():
    wishes = Wishes(quay=side_at(L_SHAPE, Point(300, 0)))
    assert subdivide(L_SHAPE, asked, wishes) == subdivide(L_SHAPE, asked, wishes)


def test_a_layout_moves_with_its_outline():
    far = shapely.transform(L_SHAPE, lambda xy: xy + np.array([85_000.0, 445_000.0]))
    here, there = subdivide(L_SHAPE, asked, Wishes()), subdivide(far, asked, Wishes())
    assert [round(p.area) for _, p in here.plots] == [round(p.area) for _, p in there.plots]
    check(far, there, Wishes())


@pytest.mark.parametrize("name", ["rectangle", "square of 30 ha", "circle", "2 000 corners"])
def test_heavy_plots_lie_farther_from_the_outline_than_light_ones(name):
    outline = OUTLINES[name]
    layout = subdivide(outline, asked, Wishes())
    heavy, light = [], []
    for i, plot in layout.plots:
        (heavy if layout.asked[i].weight >= 0.9 else light if layout.asked[i].weight <= 0.3 else []).append(
            outline.exterior.distance(plot.centroid)
        )
    assert sum(heavy) / len(heavy) > sum(light) / len(light)


def test_plots_that_want_a_quay_lie_at_it():
    outline = rectangle(520, 400)
    quay = side_at(outline, Point(260, 0))
    layout = subdivide(outline, asked, Wishes(quay=quay))
    assert layout.dry == ()
    for i, plot in layout.plots:
        if layout.asked[i].quay:
            assert shapely.intersection(plot, quay).length > 20


def test_what_does_not_fit_is_named_and_the_rest_has_its_area():
    outline = rectangle(200, 150)
    wanted = (Wanted(9_000.0, 1.0), Wanted(90_000.0, 0.5), Wanted(4_000.0, 0.1))
    layout = subdivide(outline, wanted, Wishes(water_share=0.0))
    assert layout.missing == (1,)
    for i, plot in layout.plots:
        assert plot.area == pytest.approx(wanted[i].m2, rel=0.02)


def test_a_plot_grows_no_further_than_it_may():
    layout = subdivide(rectangle(300, 200), (Wanted(10_000.0, most_m2=14_000.0),), Wishes(water_share=0))
    [(_, plot)] = layout.plots
    assert 10_000 <= plot.area <= 14_000 * 1.001
    assert layout.free


def test_water_comes_to_its_share():
    outline = rectangle(520, 400)
    layout = subdivide(outline, asked, Wishes(water_share=0.1))
    assert sum(p.area for p in layout.water) == pytest.approx(0.1 * outline.area, rel=0.15)


def test_the_road_comes_out_where_the_road_outside_is():
    outline = rectangle(520, 400)
    for place in (Point(0, 200), Point(520, 200), Point(260, 0), Point(260, 400)):
        [road] = subdivide(outline, asked, Wishes(entrance=place)).roads
        out = shapely.intersection(road, outline.exterior)
        assert out.distance(place) < 210


@pytest.mark.parametrize(
    ("outline", "said"),
    [
        (Polygon(rectangle(300, 300).exterior, [rectangle(50, 50).exterior.coords[::-1]]), "hole"),
        (rectangle(40, 40), "small"),
        (rectangle(400, 22), "narrow"),
    ],
)
def test_what_cannot_be_laid_out_is_refused(outline, said):
    if said == "hole":
        outline = Polygon(rectangle(300, 300).exterior, [[(100, 100), (100, 150), (150, 150), (150, 100)]])
    with pytest.raises(Refused, match=said):
        subdivide(outline, asked, Wishes())


def test_a_side_goes_on_until_the_outline_turns():
    assert side_at(L_SHAPE, Point(300, -5)).length == pytest.approx(600)
    assert side_at(L_SHAPE, Point(-5, 100)).length == pytest.approx(600)
    water = LineString([(600, -50), (600, 700)]).buffer(5)
    along = side_along(L_SHAPE, water, 6)
    assert along is not None
    assert along.length == pytest.approx(242, abs=1)
    assert side_along(L_SHAPE, Point(5000, 0).buffer(9), 6) is None
