"""Land that differs is found wherever two variants give it another use, and nowhere else."""

from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.compare.areas import changed_land, places
from scenarios.landuse.balance import balance
from scenarios.project.model import new_key
from tests.makers import correction, plot, site, snapshot, square, use_change


def by_use(changes):
    return {(c.from_use, c.to_use): round(c.m2) for c in changes}


def test_what_is_drawn_on_the_present_differs_by_what_lay_there():
    # 200 x 200 m over the border of farmland (below y = 900) and housing (above), in municipality A
    after = snapshot(use_change(square(100, 800, 200), "GRO"))
    assert by_use(changed_land(snapshot(), after)) == {("LAN", "GRO"): 20_000, ("WON", "GRO"): 20_000}


def test_the_way_back_is_the_mirror():
    after = snapshot(use_change(square(100, 800, 200), "GRO"))
    assert by_use(changed_land(after, snapshot())) == {("GRO", "LAN"): 20_000, ("GRO", "WON"): 20_000}


def test_drawing_what_is_there_already_changes_nothing():
    assert changed_land(snapshot(), snapshot(use_change(square(100, 100, 200), "LAN"))) == ()


def test_land_in_no_polygon_counts_as_other():
    after = snapshot(use_change(square(1600, 100, 100), "HMC"))
    assert by_use(changed_land(snapshot(), after)) == {("OVE", "HMC"): 10_000}


def test_land_outside_the_region_is_left_out():
    after = snapshot(use_change(square(-100, 100, 200, 100), "HMC"))
    assert by_use(changed_land(snapshot(), after)) == {("LAN", "HMC"): 10_000}


def test_two_drawings_differ_where_they_overlap_and_beside():
    ours = use_change(square(100, 100, 200), "GRO")
    theirs = use_change(square(200, 100, 200), "WON", variant=2)
    found = by_use(changed_land(snapshot(ours), snapshot(theirs, variant=2)))
    assert found == {("GRO", "LAN"): 20_000, ("GRO", "WON"): 20_000, ("LAN", "WON"): 20_000}


def test_the_same_drawing_in_both_does_not_differ():
    ours = site(square(100, 100, 300))
    theirs = replace(ours, key=new_key(), variant=2)
    new = plot(square(110, 110, 100), theirs, "L03")
    found = changed_land(snapshot(ours), snapshot(theirs, new, variant=2))
    assert [c.from_use for c in found] == ["HMC"]
    assert round(sum(c.m2 for c in found)) == 10_000


def test_corrections_of_the_present_count_on_both_sides():
    fixed = correction(square(100, 100, 200), "GLA")
    after = snapshot(fixed, use_change(square(100, 100, 200), "WON"))
    assert by_use(changed_land(snapshot(fixed), after)) == {("GLA", "WON"): 40_000}


boxes = st.tuples(
    st.integers(0, 17), st.integers(0, 8), st.integers(1, 3), st.sampled_from(["WON", "HMC", "LAN"])
)


@settings(max_examples=40, deadline=None)
@given(st.lists(boxes, max_size=4), st.lists(boxes, max_size=4))
def test_differences_explain_the_balances(ours, theirs):
    def drawn(given, variant):
        return [
            use_change(square(x * 100, y * 100, w * 100), use, variant=variant, rank=i)
            for i, (x, y, w, use) in enumerate(given)
        ]

    before, after = snapshot(*drawn(ours, 1)), snapshot(*drawn(theirs, 2), variant=2)
    changes = changed_land(before, after)
    moved: dict[str, float] = {}
    for change in changes:
        moved[change.from_use] = moved.get(change.from_use, 0) - change.m2
        moved[change.to_use] = moved.get(change.to_use, 0) + change.m2
    for use in ("WON", "HMC", "LAN", "OVE"):
        was, now = (sum(row[use] for row in balance(s).now_m2.values()) for s in (before, after))
        assert now - was == pytest.approx(moved.get(use, 0), abs=3)
    shapes = [c.geometry for c in changes]
    assert shapely.union_all(shapes).area == pytest.approx(sum(s.area for s in shapes), abs=1)


def test_places_gather_what_lies_together():
    after = snapshot(
        use_change(square(100, 100, 100), "WON", rank=1),
        use_change(square(220, 100, 100), "GRO", rank=2),
        use_change(square(1700, 100, 300), "HMC", rank=3),
    )
    changes = changed_land(snapshot(), after)
    found = places(after, changes, 100.0)
    assert [round(p.m2) for p in found] == [90_000, 20_000]
    assert [p.municipality for p in found] == ["GM0002", "GM0001"]
    assert [c.to_use for c in found[1].changes] == ["GRO", "WON"]
    assert len(places(after, changes, 5.0)) == 3
    assert places(after, (), 100.0) == ()
