"""Selecting, moving, reshaping and deleting by hand."""

from typing import Any

import numpy as np
import pytest
import shapely

from desktop.tools.event import Context
from desktop.tools.obeying import obeying
from desktop.tools.select import select
from scenarios.project.model import Business, Variant, new_key
from scenarios.project.snapshot import Snapshot
from tests.desktop.tools.hand import Hand
from tests.makers import ORIGIN, plot, site, snapshot, square, use_change

SITE = site(square(100, 100, 400))
PLOT = plot(square(150, 150, 100), SITE)
AREA = use_change(square(600, 100, 200), "GRO", rank=3)
BUSINESS = Business(new_key(), shapely.to_wkb(shapely.Point(ORIGIN[0] + 300, ORIGIN[1] + 700)), "Beton")


def there() -> Snapshot:
    return snapshot(Variant(1, "Proef"), SITE, PLOT, AREA, BUSINESS)


def of(row: object) -> tuple[str, int]:
    return ({SITE: "site", PLOT: "plot", AREA: "use_change", BUSINESS: "business"}[row], row.key)  # type: ignore[index, attr-defined]


def hand(*rows: object, **more: Any) -> Hand:
    return Hand(select, there(), selection=tuple(map(of, rows)), **more)


def result(played: Hand, row: object) -> Any:
    change = next(c for c in played.done.changes if c.key == row.key)  # type: ignore[attr-defined]
    return shapely.from_wkb((change.new or {})["geom"])


def test_a_click_selects_the_topmost_and_another_what_lies_under_it():
    played = hand().click((200, 200))
    assert played.selection == (of(PLOT),)
    played.click((200, 200))
    assert played.selection == (of(SITE),)
    played.click((200, 200))
    assert played.selection == (of(PLOT),)


def test_a_click_on_nothing_selects_nothing():
    assert hand(PLOT).click((950, 950)).selection == ()


def test_shift_adds_and_takes_away():
    played = hand(AREA).click((450, 450), shift=True)
    assert played.selection == (of(AREA), of(SITE))
    assert played.click((700, 200), shift=True).selection == (of(SITE),)


def test_a_click_on_one_of_several_selects_that_one():
    assert hand(AREA, SITE).click((700, 200)).selection == (of(AREA),)


def test_a_box_selects_what_lies_wholly_in_it():
    played = hand().drag((50, 650), (550, 50))
    assert set(played.selection) == {of(SITE), of(PLOT)}
    assert set(played.drag((550, 50), (850, 350), shift=True).selection) == {of(SITE), of(PLOT), of(AREA)}


def test_a_small_business_is_met_within_a_few_pixels():
    assert hand().click((304, 703)).selection == (of(BUSINESS),)
    assert hand().click((320, 700)).selection == ()


def test_escape_selects_nothing():
    assert hand(SITE).key("escape").selection == ()


def test_dragging_moves_a_site_with_its_plots():
    played = hand(SITE).drag((450, 450), (550, 480))
    assert played.done.label == "Move cluster"
    assert result(played, SITE).equals(square(200, 130, 400))
    assert result(played, PLOT).equals(square(250, 180, 100))


def test_what_was_not_selected_is_moved_in_one_go():
    played = hand().drag((700, 200), (710, 260))
    assert result(played, AREA).equals(square(610, 160, 200))
    assert played.done.selection == (of(AREA),)


def test_shift_moves_straight():
    played = hand(AREA).move(700, 200).press(700, 200)
    played.move(800, 230, shift=True).release(800, 230)
    assert result(played, AREA).equals(square(700, 100, 200))


def test_a_shaky_click_moves_nothing():
    played = hand(SITE).move(450, 450).press(450, 450).move(452, 451).release(452, 451)
    assert played.outcome is None


def test_escape_leaves_a_dragged_thing_where_it_was():
    played = hand(SITE).move(450, 450).press(450, 450).move(550, 480)
    assert played.preview.changes
    played.key("escape")
    assert played.outcome is None and not played.preview.changes


def test_a_corner_is_dragged_in_one_step_and_shows_what_it_does():
    played = hand(SITE).move(500, 500).press(500, 500).move(600, 600)
    assert played.preview.lines[0] == "20.0 ha"
    assert played.preview.snaps and played.preview.apart == (of(SITE),)
    assert played.preview.changes
    played.release(600, 600)
    assert played.done.label == "Reshape cluster"
    assert result(played, SITE).area == pytest.approx(200_000)


def test_the_middle_of_an_edge_becomes_a_corner():
    played = hand(AREA).drag((700, 300), (700, 400))
    assert shapely.get_num_coordinates(result(played, AREA)) == 6
    assert result(played, AREA).area == pytest.approx(40_000 + 10_000)


def test_a_click_on_the_middle_of_an_edge_adds_a_corner_there():
    played = hand(AREA).click((702, 298))
    assert shapely.get_num_coordinates(result(played, AREA)) == 6
    assert result(played, AREA).equals(square(600, 100, 200))


def test_a_double_click_on_an_edge_adds_a_corner():
    played = hand(AREA).move(650, 302).press(650, 302).release(650, 302)
    assert played.selection == (of(AREA),)
    played._at("double", 650, 302, "left")
    assert shapely.get_num_coordinates(result(played, AREA)) == 6


def test_delete_removes_the_corner_that_was_clicked():
    played = hand(AREA).click((800, 300)).key("delete")
    assert played.done.label == "Reshape land-use change"
    assert result(played, AREA).area == pytest.approx(20_000)


def test_alt_click_removes_a_corner():
    played = hand(AREA).move(800, 300).press(800, 300, alt=True)
    assert result(played, AREA).area == pytest.approx(20_000)


def test_a_triangle_keeps_its_corners():
    triangle = use_change(shapely.Polygon([(80_000, 450_000), (80_100, 450_000), (80_000, 450_100)]), "GRO")
    played = Hand(select, snapshot(Variant(1, "P"), triangle), selection=(("use_change", triangle.key),))
    played.click((100, 0)).key("delete")
    assert played.outcome is None and "three corners" in played.preview.warning


def test_a_corner_dragged_over_the_other_side_is_not_taken():
    played = hand(AREA).move(600, 100).press(600, 100).move(900, 200)
    assert "crosses" in played.preview.warning
    assert played.preview.sketches[0].role == "wrong"
    played.release(900, 200)
    assert played.outcome is None


def test_delete_removes_what_is_selected_and_the_plots_of_a_site():
    played = hand(SITE).key("delete")
    assert {c.key for c in played.done.changes} == {SITE.key, PLOT.key}
    assert all(c.new is None for c in played.done.changes)
    assert played.done.label == "Delete cluster" and played.done.selection == ()


def test_delete_with_nothing_selected_says_so():
    assert "Nothing is selected" in hand().key("delete").preview.hint


def test_a_file_that_is_only_looked_at_can_be_selected_in_but_not_changed():
    played = hand(editing=False).click((700, 200))
    assert played.selection == (of(AREA),)
    assert not played.preview.handles
    played.drag((700, 200), (800, 300))
    assert played.outcome is None
    assert "only looked at" in played.key("delete").preview.hint


def test_a_business_is_moved():
    played = hand(BUSINESS).drag((300, 700), (400, 800))
    assert result(played, BUSINESS).equals(shapely.Point(ORIGIN[0] + 400, ORIGIN[1] + 800))


def test_hovering_outlines_what_a_click_would_take():
    played = hand().move(700, 200)
    assert played.preview.sketches[0].role == "hover"
    assert "Click to select" in played.preview.hint
    assert not played.move(950, 950).preview.sketches


def test_shift_picks_several_corners_that_move_together():
    played = hand(AREA).click((600, 300), shift=True).click((800, 300), shift=True)
    assert [h.role for h in played.preview.handles].count("active") == 2
    played.drag((800, 300), (820, 350))
    expected = shapely.Polygon([(600, 100), (800, 100), (820, 350), (620, 350)])
    assert result(played, AREA).equals(shapely.affinity.translate(expected, *ORIGIN))


def test_a_box_over_some_corners_picks_them_and_delete_removes_them():
    wide = use_change(shapely.Polygon(shapely.Point(ORIGIN[0] + 500, ORIGIN[1] + 500).buffer(200)), "GRO")
    played = Hand(select, snapshot(Variant(1, "P"), wide), selection=(("use_change", wide.key),))
    played.drag((510, 740), (740, 510))
    assert played.selection == (("use_change", wide.key),)
    assert [h.role for h in played.preview.handles].count("active") > 5
    played.key("delete")
    assert result(played, wide).area < shapely.from_wkb(wide.geom).area - 1000
    assert len(played.done.changes) == 1


def test_a_box_round_the_whole_thing_selects_things_not_corners():
    played = hand(PLOT).drag((50, 650), (550, 50))
    assert set(played.selection) == {of(SITE), of(PLOT)}


def test_an_edge_is_pushed_parallel_with_alt():
    played = hand(AREA).move(730, 300, alt=True).press(730, 300, alt=True)
    played.move(740, 350, alt=True).move(750, 400, alt=True).release(750, 400)
    assert result(played, AREA).equals(square(600, 100, 200, 300))
    assert played.done.label == "Reshape land-use change"


def test_an_edge_has_a_handle_of_its_own():
    played = hand(AREA).move(700, 200)
    edge = next(h for h in played.preview.handles if h.role == "edge" and abs(h.y - ORIGIN[1] - 300) < 1)
    x = edge.x - ORIGIN[0]
    played.drag((x, 300), (x + 30, 250))
    assert result(played, AREA).equals(square(600, 100, 200, 150))


def test_only_handles_in_view_are_shown():
    ring = shapely.Point(ORIGIN[0] + 500, ORIGIN[1] + 500).buffer(200, quad_segs=500)
    wide = use_change(ring, "GRO")
    snap = snapshot(Variant(1, "P"), wide)
    xmin, ymin = ORIGIN[0] + 680, ORIGIN[1] + 450
    context = Context(
        snapshot=lambda: snap,
        selection=lambda: (("use_change", wide.key),),
        view=lambda: (xmin, ymin, xmin + 100, ymin + 100),
    )
    handles = next(select(context)).handles
    assert 0 < len(handles) < 600
    assert all(xmin <= h.x <= xmin + 100 for h in handles)


def test_a_shared_corner_moves_for_all_and_an_edge_turns_about_the_joint():
    road = plot(square(150, 100, 20, 300), SITE)
    beside = plot(square(170, 150, 100, 100), SITE)
    played = Hand(
        lambda context: obeying(context, select(context)),
        snapshot(Variant(1, "P"), SITE, road, beside),
        selection=(("plot", beside.key),),
    )
    played.drag((170, 250), (190, 260))
    now = played.snapshot.with_changes(played.done.changes)
    one, other = now.geometry(now.plots[road.key]), now.geometry(now.plots[beside.key])
    assert shapely.intersection(one, other).area == 0
    assert one.touches(other) and one.intersection(other).length == pytest.approx(np.hypot(20, 110))
    assert other.area == pytest.approx(shapely.Polygon([(170, 150), (270, 150), (270, 250), (190, 260)]).area)


def test_neighbours_stay_where_they_are_without_shared_borders():
    beside = plot(square(250, 150, 100), SITE)
    played = Hand(
        select,
        snapshot(Variant(1, "P"), SITE, PLOT, beside),
        selection=(of(PLOT),),
        options={"shared": "off"},
    )
    played.drag((250, 250), (240, 240))
    assert {c.key for c in played.done.changes} == {PLOT.key}
