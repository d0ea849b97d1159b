"""Whatever the hand does, shapes stay valid and plots with shared borders keep no slivers between them."""

import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.tools.dividing import add_ring, reshape, split
from desktop.tools.event import Event
from desktop.tools.merge import merge
from desktop.tools.obeying import obeying
from desktop.tools.outlines import offset, simplify, trim
from desktop.tools.push_edge import push_edge
from desktop.tools.ringing import delete_ring, fill_ring
from desktop.tools.select import select
from desktop.tools.transforms import copy, mirror, move, rotate, scale
from scenarios.errors import Refused
from scenarios.project.model import Variant
from scenarios.project.snapshot import Snapshot
from tests.desktop.tools.hand import Hand
from tests.makers import plot, site, snapshot, square

TOOLS = (
    select,
    select,
    select,
    split,
    merge,
    reshape,
    push_edge,
    move,
    copy,
    rotate,
    scale,
    mirror,
    offset,
    simplify,
    trim,
    add_ring,
    fill_ring,
    delete_ring,
)
_places = st.tuples(st.integers(10, 39), st.integers(10, 39)).map(lambda p: (p[0] * 10.0, p[1] * 10.0))
_loose = st.tuples(st.floats(100, 400), st.floats(100, 400))
_where = st.one_of(_places, _loose)
_acts = st.one_of(
    st.tuples(st.just("drag"), _where, _where),
    st.tuples(st.just("click"), _where),
    st.tuples(st.just("shift"), _where),
    st.tuples(st.just("key"), st.sampled_from(["enter", "delete", "back", "escape"])),
    st.tuples(
        st.just("value"),
        st.sampled_from(
            [("offset", -7.5), ("offset", 12.0), ("turn", 30.0), ("factor", 1.3), ("tolerance", 9)]
        ),
    ),
)
_turns = st.tuples(
    st.sampled_from(TOOLS),
    st.sampled_from(["stop", "take"]),
    st.integers(0, 5),
    st.lists(_acts, min_size=1, max_size=5),
)


def start() -> Snapshot:
    """A site of six plots that share all their borders, with a T-joint."""
    own = site(square(100, 100, 300, 300))
    boxes = [(100, 100, 100, 100), (200, 100, 100, 100), (300, 100, 100, 100), (100, 200, 150, 100)]
    plots = [plot(square(*box), own) for box in (*boxes, (250, 200, 150, 100), (100, 300, 300, 100))]
    return snapshot(Variant(1, "Proef"), own, *plots)


def play(hand: Hand, act: tuple) -> None:
    """One thing the hand does."""
    if act[0] == "drag":
        hand.move(*act[1]).press(*act[1])
        if hand.outcome is None:
            hand.move(*act[2])
            hand.release(*act[2])
    elif act[0] == "click":
        hand.click(act[1])
    elif act[0] == "shift":
        hand.click(act[1], shift=True)
    elif act[0] == "key":
        hand.key(act[1])
    else:
        hand.send(Event("value", name=act[1][0], value=float(act[1][1])))


def check(now: Snapshot) -> None:
    """All shapes are valid, no plots overlap, and no gap between them is below 1 m2."""
    shapes = [now.geometry(row) for row in (*now.sites.values(), *now.plots.values())]
    assert all(shape.is_valid and shape.area >= 1 for shape in shapes)
    for one in now.sites:
        plots = [now.geometry(row) for row in now.plots_of(one)]
        for i, a in enumerate(plots):
            assert all(shapely.intersection(a, b).area < 0.5 for b in plots[:i])
        for part in shapely.get_parts(shapely.union_all(plots)):
            gaps = [shapely.Polygon(ring).area for ring in part.interiors]
            assert all(gap >= 1 or gap < 0.05 for gap in gaps), gaps


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.lists(_turns, min_size=1, max_size=6))
def test_no_sequence_of_tools_spoils_a_shape_or_leaves_a_sliver(turns):
    now = start()
    for tool, rule, which, acts in turns:
        keys = sorted(now.plots)
        chosen = (("plot", keys[which]),) if which < len(keys) else ()
        hand = Hand(
            lambda context, tool=tool: obeying(context, tool(context)),
            now,
            selection=chosen,
            options={"overlap": rule},
        )
        for act in acts:
            try:
                play(hand, act)
            except Refused:
                break
            if hand.outcome is not None:
                now = now.with_changes(hand.outcome.changes)
                check(now)
                break
