"""The shortest way along edges."""

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt

from desktop.canvas.tracing import Ways, graph
from desktop.session import Session
from tests.desktop.canvas.conftest import Mouse
from tests.makers import ORIGIN


def ring(*points: tuple[float, float]) -> list[list[float]]:
    return [[*a, *b] for a, b in zip(points, (*points[1:], points[0]), strict=True)]


SQUARE = ring((0, 0), (10, 0), (10, 20), (0, 20))


def made(*edges: list[float]):
    return graph(np.array(edges, dtype=float))


def test_the_shortest_way_round():
    assert Ways(made(*SQUARE), (2.0, 0.0)).to((2.0, 20.0)) == ((0.0, 0.0), (0.0, 20.0))
    assert Ways(made(*SQUARE), (8.0, 0.0)).to((8.0, 20.0)) == ((10.0, 0.0), (10.0, 20.0))


def test_on_one_edge_there_is_nothing_between():
    assert Ways(made(*SQUARE), (2.0, 0.0)).to((8.0, 0.0)) == ()


def test_crossings_and_ends_on_edges_are_nodes():
    found = made(*SQUARE, [-5, 10, 15, 10], [5, 10, 5, 20])
    assert Ways(found, (0.0, 5.0)).to((5.0, 15.0)) == ((0.0, 10.0), (5.0, 10.0))
    assert Ways(found, (15.0, 10.0)).to((10.0, 15.0)) == ((10.0, 10.0),)


def test_a_way_past_a_crossing_goes_straight_on_and_keeps_the_corners_as_they_are():
    corner = (10.0, 1 / 3)
    found = made([0, 1 / 3, *corner], [*corner, 20, 1 / 3], [5, -5, 5, 5], [20, 1 / 3, 20, 9])
    assert Ways(found, (1.0, 1 / 3)).to((19.0, 1 / 3)) == (corner,)


def test_edges_that_lie_on_each_other_join():
    found = made([0, 0, 10, 0], [4, 0, 14, 0], [14, 0, 14, 9])
    assert Ways(found, (1.0, 0.0)).to((14.0, 5.0)) == ((4.0, 0.0), (10.0, 0.0), (14.0, 0.0))


def test_off_the_edges_or_out_of_reach_nothing_is_traced():
    found = made(*SQUARE, [50, 50, 60, 60])
    assert Ways(found, (5.0, 5.0)).to((10.0, 5.0)) == ()
    assert Ways(found, (5.0, 0.0)).to((5.0, 5.0)) == ()
    assert Ways(found, (5.0, 0.0)).to((55.0, 55.0)) == ()
    assert Ways(graph(np.zeros((0, 4))), (0.0, 0.0)).to((1.0, 1.0)) == ()


def test_no_way_is_shorter_than_the_one_that_is_found():
    random = np.random.default_rng(3)
    lines = random.random((30, 4)) * 100
    found = graph(lines)
    chosen = found.nodes[random.choice(len(found.nodes), 12)]
    places = [(float(x), float(y)) for x, y in chosen]
    far = np.full((len(found.nodes),) * 2, np.inf)
    for a, b in found.edges:
        far[a, b] = far[b, a] = math.dist(found.nodes[a], found.nodes[b])
    np.fill_diagonal(far, 0)
    for k in range(len(far)):
        far = np.minimum(far, far[:, [k]] + far[[k], :])
    at = {(float(x), float(y)): n for n, (x, y) in enumerate(found.nodes)}
    for start in places[:4]:
        ways = Ways(found, start)
        for end in places[4:]:
            between = ways.to(end)
            if between:
                path = (start, *between, end)
                length = sum(map(math.dist, path[:-1], path[1:]))
                assert length == pytest.approx(far[at[start], at[end]], abs=0.05)


@pytest.mark.parametrize("snapping", ["on", "off"])
def test_a_polygon_takes_in_what_is_traced_with_any_snapping(
    view, drawing: Session, mouse: Mouse, qtbot, snapping
):
    drawing.use_tool("cluster")
    mouse.click((200, 200), (500, 200), (500, 500), (350, 650), (200, 500)).key(Qt.Key.Key_Return)
    drawing.use_tool("change")
    drawing.choose("trace", "on")
    drawing.choose("snap", snapping)
    drawing.choose("snap_kinds", "centre")
    site = next(iter(drawing.committed().sites.values()))
    outline = [tuple(corner) for corner in drawing.committed().geometry(site).exterior.coords]
    near = view.camera.metres_per_pixel
    start, end = (500 + near, 200), (200 - near, 500)
    mouse.click(start)
    qtbot.waitUntil(lambda: bool(mouse.move(*end) and view._hands.pointer.trace), timeout=3_000)
    (between,) = view._hands.pointer.trace
    assert between in outline and math.dist(between, (ORIGIN[0] + 200, ORIGIN[1] + 200)) < 2 * near
    mouse.click(end)
    clicks = view._hands.preview.clicks
    assert len(clicks) == 3 and set(clicks) <= set(outline)
    mouse.key(Qt.Key.Key_Backspace)
    assert len(view._hands.preview.clicks) == 1
    mouse.click(end)
    # What was traced comes back with its click, and goes with it.
    drawing.use_tool("select")
    drawing.use_tool("change")
    assert view._hands.preview.clicks == clicks
    mouse.key(Qt.Key.Key_Backspace)
    assert len(view._hands.preview.clicks) == 1
