"""Places of which part is typed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.tools.guide import ACROSS, ALONG, Locks, determined, guided, heading, measured

A, B = (100.0, 100.0), (200.0, 100.0)
UP = (200.0, 100.0, 200.0, 300.0)


def locked(relative=("angle",), **values: float) -> Locks:
    return Locks(values, frozenset(relative))


@pytest.mark.parametrize(
    ("locks", "pointer", "place"),
    [
        (locked(distance=50), (200, 130), (200, 150)),
        (locked(angle=90), (300, 140), (200, 140)),
        (locked(angle=90, distance=50), (300, 0), (200, 150)),
        (locked((), angle=180, distance=50), (300, 0), (150, 100)),
        (locked(x=250, y=50), (0, 0), (250, 50)),
        (locked(("x", "y"), x=5, y=-5), (0, 0), (205, 95)),
        (locked(x=230), (0, 77), (230, 77)),
        (locked(y=160, distance=100), (999, 0), (280, 160)),
        (locked(y=160, distance=100), (0, 0), (120, 160)),
        (locked((), x=260, angle=45), (0, 0), (260, 160)),
        (locked(x=260, distance=10), (0, 77), (260, 77)),
        (Locks(), (3, 4), (3, 4)),
    ],
)
def test_what_is_typed_places_the_click(locks, pointer, place):
    assert guided(pointer, (A, B), locks) == pytest.approx(place)


def test_without_a_place_to_measure_from_only_x_and_y_hold():
    assert guided((1, 2), (), locked(distance=5, angle=3)) == (1, 2)
    assert guided((1, 2), (), locked(("x",), x=50)) == (50, 2)


def test_along_an_edge_across_it_and_free_again():
    along = Locks().beside(UP)
    assert (along.kind, heading((A, B), along)) == (ALONG, pytest.approx(90))
    assert guided((260, 180), (A, B), along) == pytest.approx((200, 180))
    assert guided((260, 20), (A, B), along.typed("distance", 30)) == pytest.approx((200, 70))
    across = along.beside(UP[2:] + UP[:2])
    assert across.kind == ACROSS
    assert guided((260, 180), (A, B), across) == pytest.approx((260, 100))
    assert not across.beside(UP)


def test_a_locked_direction_ends_on_the_edge_that_is_snapped_to():
    edge = (300.0, 0.0, 400.0, 400.0)
    place = guided((350, 200), (A, B), locked((), angle=45), edge)
    assert place == pytest.approx((1100 / 3, 800 / 3))


def test_a_lock_is_let_go():
    assert not locked(distance=3).typed("distance", None)
    assert locked(("x",), x=3).released() == Locks(relative=frozenset({"x"}))


@pytest.mark.parametrize(
    ("locks", "known"),
    [
        (locked(distance=5), True),
        (locked(angle=5), False),
        (locked(x=5, y=5), True),
        (locked(x=5), False),
        (locked(x=5, angle=5), True),
        (Locks(), False),
    ],
)
def test_whether_a_click_is_determined(locks, known):
    assert determined((A, B), locks) == known


coordinate = st.floats(-1e4, 1e4)


@given(coordinate, coordinate, st.booleans(), st.booleans())
def test_what_is_measured_and_typed_again_gives_the_same_place(x, y, turned, moved):
    relative = frozenset({"angle"} if turned else {"x", "y"} if moved else ())
    found = measured((x, y), (A, B), relative)
    near = pytest.approx((x, y), abs=1e-6)
    for names in (("distance", "angle"), ("x", "y")):
        values = {name: found[name] for name in names}
        assert guided((0, 0), (A, B), Locks(values, relative)) == near
    assert math.isclose(found["distance"], math.dist((x, y), B))
