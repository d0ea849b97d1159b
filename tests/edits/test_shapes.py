"""Reshaping, moving, removing and ordering what is drawn, and that every edit can be taken back."""

from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.edits import members
from scenarios.edits.divide import split
from scenarios.edits.order import bring_forward, send_back
from scenarios.edits.overlap import obey
from scenarios.edits.plots import draw_plot
from scenarios.edits.shapes import remove, reshape
from scenarios.edits.sites import draw_site
from scenarios.edits.transform import copy, move
from scenarios.edits.use_changes import draw_use_change
from scenarios.edits.values import set_values
from scenarios.errors import Refused
from scenarios.project.change import invert, net
from scenarios.project.snapshot import Snapshot
from tests.makers import ORIGIN, plot, site, snapshot, square


def drawn() -> tuple[Snapshot, int, int, int]:
    """A site with a plot, and a change beside it: the snapshot and their keys."""
    now = snapshot()
    keys = []
    for draw in (
        lambda s: draw_site(s, square(100, 100, 400), "cluster", "Haven"),
        lambda s: draw_plot(s, square(150, 150, 100)),
        lambda s: draw_use_change(s, square(600, 100, 100), "WON"),
    ):
        changes = draw(now)
        now = now.with_changes(changes)
        keys.append(changes[0].key)
    return now, *keys


def test_reshaping_a_site_keeps_its_plots():
    now, haven, plot, _ = drawn()
    after = now.with_changes(reshape(now, "site", haven, square(300, 100, 400)))
    assert shapely.from_wkb(after.sites[haven].geom).bounds[0] == square(300, 0, 1).bounds[0]
    assert after.plots[plot] == now.plots[plot]


def test_reshaping_a_change_makes_it_a_multipolygon():
    now, _, _, change = drawn()
    after = now.with_changes(reshape(now, "use_change", change, square(600, 100, 50)))
    shape = shapely.from_wkb(after.use_changes[change].geom)
    assert shape.geom_type == "MultiPolygon" and shape.area == 2500


def test_reshaping_into_a_knot_is_refused():
    now, haven, _, _ = drawn()
    x, y = square(0, 0, 1).bounds[:2]
    with pytest.raises(Refused, match="crosses"):
        reshape(now, "site", haven, shapely.Polygon([(x, y), (x + 9, y + 9), (x + 9, y), (x, y + 9)]))


def test_removing_a_site_takes_its_plots():
    now, haven, plot, change = drawn()
    changes = remove(now, [("site", haven), ("plot", plot)])
    assert sorted(c.key for c in changes) == sorted([haven, plot])
    after = now.with_changes(changes)
    assert not after.sites and not after.plots and list(after.use_changes) == [change]


def test_moving_a_site_takes_its_plots_once():
    now, haven, plot, _ = drawn()
    after = now.with_changes(move(now, [("plot", plot), ("site", haven)], 10.25, -20))
    for before, moved in ((now.sites[haven], after.sites[haven]), (now.plots[plot], after.plots[plot])):
        a, b = shapely.from_wkb(before.geom).bounds, shapely.from_wkb(moved.geom).bounds
        assert (b[0] - a[0], b[1] - a[1]) == (10.25, -20)


def test_moving_out_of_the_country_is_refused():
    now, haven, _, _ = drawn()
    with pytest.raises(Refused, match="outside the area of RD coordinates"):
        move(now, [("site", haven)], 1e6, 0)


def test_a_site_brought_forward_lies_on_top_with_its_plots_above_it():
    a, b, c = (site(square(0, 0, 100), rank=rank) for rank in (1, 2, 3))
    now = snapshot(a, b, c)
    now = now.with_changes(draw_plot(now, square(0, 0, 10), site=a.key))
    after = now.with_changes(bring_forward(now, [("site", a.key)]))
    assert [row.key for row in after.things if row.key in after.sites] == [b.key, c.key, a.key]
    assert after.things[-1] == next(iter(after.plots.values()))
    assert bring_forward(after, [("site", a.key)]) == []


def test_a_site_sent_back_lies_below_with_its_plots_above_it():
    a, b, c = (site(square(0, 0, 100), rank=rank) for rank in (1, 2, 3))
    now = snapshot(a, b, c)
    now = now.with_changes(draw_plot(now, square(0, 0, 10), site=c.key))
    after = now.with_changes(send_back(now, [("site", c.key)]))
    assert [row.key for row in after.things if row.key in after.sites] == [c.key, a.key, b.key]
    assert after.things[1] == next(iter(after.plots.values()))
    assert send_back(after, [("site", c.key)]) == []


steps = st.lists(
    st.tuples(
        st.sampled_from(["site", "plot", "change", "move", "reshape", "remove", "front", "back", "name"]),
        st.integers(0, 10_000),
        st.floats(-500, 500),
        st.floats(5, 400),
    ),
    max_size=14,
)


def filled(now: Snapshot) -> dict:
    return {table: dict(rows) for table, rows in now.tables.items() if rows}


def edited(now: Snapshot, what: str, pick: int, at: float, size: float) -> list:
    rows = [(t, k) for t in ("site", "plot", "use_change") for k in sorted(now.rows(t))]
    shape = square(at, 500 - at, size, size / 2)
    if what == "site":
        return draw_site(now, shape, "hub", start_year=2026 + pick % 10)
    if what == "change":
        return draw_use_change(now, shape, "GRO")
    if what == "plot":
        keys = sorted(now.sites)
        return draw_plot(now, shape, site=keys[pick % len(keys)]) if keys else []
    if not rows:
        return []
    table, key = rows[pick % len(rows)]
    match what:
        case "move":
            return move(now, [(table, key)], at, size)
        case "reshape":
            return reshape(now, table, key, shape)
        case "remove":
            return remove(now, [(table, key)])
        case "front":
            return bring_forward(now, [(table, key)])
        case "back":
            return send_back(now, [(table, key)])
        case _:
            return set_values(now, table, key, name=f"name {pick}")


@settings(max_examples=60, deadline=None)
@given(steps)
def test_any_edits_taken_back_give_the_rows_as_they_were(todo):
    now = first = snapshot()
    done = []
    for step in todo:
        before = now
        changes = edited(now, *step)
        now = now.with_changes(changes)
        back = now.with_changes([invert(c) for c in reversed(changes)])
        assert filled(back) == filled(before)
        done += changes
    assert {p.site for p in now.plots.values()} <= set(now.sites)
    heights = [row.rank for table in ("site", "plot", "use_change") for row in now.rows(table).values()]
    assert len(set(heights)) == len(heights)
    undone = now.with_changes([invert(c) for c in reversed(net(done))])
    assert filled(undone) == filled(first)


@settings(max_examples=60, deadline=None)
@given(st.floats(-3000, 3000), st.floats(-3000, 3000))
def test_moving_there_and_back_gives_the_same_bytes(dx, dy):
    now, haven, plot, change = drawn()
    rows = [("site", haven), ("use_change", change)]
    there = now.with_changes(move(now, rows, dx, dy))
    back = there.with_changes(move(there, rows, -dx, -dy))
    assert back.tables == now.tables
    assert shapely.from_wkb(there.plots[plot].geom).area == pytest.approx(10_000, abs=1e-5)


def test_a_copied_site_has_its_members_too():
    now = snapshot(here := site(square(0, 0, 100)))
    now = now.with_changes(members.add(now, here.key, "Port", "public", role="Quay"))
    after = now.with_changes(copy(now, [("site", here.key)], 300, 0))
    (new,) = after.sites.keys() - {here.key}
    assert sorted((m.site, m.name, m.role) for m in after.members.values()) == sorted(
        [(here.key, "Port", "Quay"), (new, "Port", "Quay")]
    )


def test_what_was_typed_for_a_whole_plot_is_shared_out_by_area():
    here = site(square(0, 0, 200, 100))
    whole = replace(plot(square(0, 0, 200, 100), here), capacity_t=40_000.0, jobs=20.0)
    now = snapshot(here, whole)
    line = [(ORIGIN[0] + 50, ORIGIN[1] - 9), (ORIGIN[0] + 50, ORIGIN[1] + 109)]
    halves = now.with_changes(split(now, [("plot", whole.key)], line)).plots.values()
    assert sorted((p.capacity_t, p.jobs) for p in halves) == [(10_000, 5), (30_000, 15)]
    through = obey(now, draw_plot(now, square(50, 0, 20, 100), site=here.key), "take").changes
    left = [p.jobs for p in now.with_changes(through).plots.values() if p.jobs is not None]
    assert sorted(left) == pytest.approx([20 * 50 / 180, 20 * 130 / 180])
