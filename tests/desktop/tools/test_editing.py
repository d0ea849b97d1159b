"""The tools that change what is there: events in, shapes out."""

from typing import Any

import pytest
import shapely

from desktop.tools.cut_out import cut_out
from desktop.tools.dividing import add_ring, reshape, split
from desktop.tools.event import Event
from desktop.tools.merge import merge
from desktop.tools.outlines import offset, simplify, trim
from desktop.tools.push_edge import push_edge
from desktop.tools.ringing import delete_ring, fill_ring
from desktop.tools.transforms import copy, mirror, move, rotate, scale
from scenarios.project.change import applied
from scenarios.project.model import Variant
from scenarios.project.snapshot import Snapshot
from tests.desktop.tools.hand import Hand
from tests.makers import ORIGIN, plot, site, snapshot, square, use_change

SITE = site(square(100, 100, 400), name="Noord")
LEFT = plot(square(150, 150, 100), SITE, "F04", name="Smid")
RIGHT = plot(square(250, 150, 100), SITE)
AREA = use_change(square(600, 100, 200), "GRO", rank=5)
VARIANT = Variant(1, "Proef")


def there(*rows: Any) -> Snapshot:
    return snapshot(VARIANT, *(rows or (SITE, LEFT, RIGHT, AREA)))


def place(row: Any) -> tuple[str, int]:
    return ({"Site": "site", "Plot": "plot", "UseChange": "use_change"}[type(row).__name__], row.key)


def hand(tool: Any, *chosen: Any, rows: tuple[Any, ...] = (), **options: str) -> Hand:
    return Hand(tool, there(*rows), selection=tuple(map(place, chosen)), options=options)


def after(played: Hand, row: Any) -> Any:
    """A row's shape after the gesture."""
    now = played.snapshot.with_changes(played.done.changes)
    found = now.rows(place(row)[0]).get(row.key)
    return None if found is None else shapely.from_wkb(found.geom)


def new(played: Hand) -> list[Any]:
    return [applied(c, None) for c in played.done.changes if c.old is None]


def value(played: Hand, name: str, amount: float) -> Hand:
    return played.send(Event("value", name=name, value=amount))


def test_a_thing_is_moved_by_two_clicks():
    played = hand(move, AREA).click((600, 100), (650, 130))
    assert played.done.label == "Move land-use change"
    assert after(played, AREA).equals(square(650, 130, 200))


def test_what_is_pointed_at_is_moved_when_nothing_is_selected():
    played = hand(move).drag((700, 200), (710, 260))
    assert after(played, AREA).equals(square(610, 160, 200))
    assert played.done.selection == (place(AREA),)


def test_a_move_shows_what_it_does_and_can_be_typed():
    played = hand(move, AREA).click((600, 100)).move(620, 100)
    assert played.preview.changes and played.preview.base == ((ORIGIN[0] + 600, ORIGIN[1] + 100),)
    assert set(played.preview.asks) >= {"distance", "angle"}


def test_shift_moves_straight():
    played = hand(move, AREA).click((600, 100)).move(700, 130, shift=True).press(700, 130, shift=True)
    assert after(played, AREA).equals(square(700, 100, 200))


def test_escape_takes_the_click_back_then_the_choice():
    played = hand(move, AREA).click((600, 100))
    played.key("escape")
    assert not played.preview.base and played.selection == (place(AREA),)
    assert played.key("escape").selection == ()


def test_a_site_is_copied_with_its_plots():
    played = hand(copy, SITE).click((100, 100), (100, 600))
    assert len(new(played)) == 3
    assert played.done.label == "Copy Noord"
    chosen = next(iter(played.done.selection or ()))
    copied = next(row for row in new(played) if row.key == chosen[1])
    assert copied.name == "Noord" and shapely.from_wkb(copied.geom).equals(square(100, 600, 400))
    assert after(played, SITE).equals(square(100, 100, 400))


def test_a_thing_turns_about_its_middle_by_a_typed_angle():
    long = use_change(square(600, 100, 200, 100), "GRO")
    played = hand(rotate, long, rows=(long,)).key("enter")
    value(played, "turn", 90.0)
    assert played.preview.changes
    played.key("enter")
    assert after(played, long).symmetric_difference(square(650, 50, 100, 200)).area < 1
    assert played.done.label == "Rotate land-use change"


def test_a_thing_turns_about_a_clicked_point():
    played = hand(rotate, AREA).click((600, 100), (800, 100), (600, 300))
    assert after(played, AREA).symmetric_difference(square(400, 100, 200)).area < 1


def test_a_thing_is_scaled_by_a_factor():
    played = value(hand(scale, AREA).click((600, 100)), "factor", 0.5).key("enter")
    assert after(played, AREA).equals(square(600, 100, 100))
    played = hand(scale, AREA).click((600, 100), (700, 100), (750, 100))
    assert after(played, AREA).area == pytest.approx(90_000)


def test_a_thing_is_mirrored_in_a_line():
    played = hand(mirror, AREA).click((800, 0), (800, 500))
    assert after(played, AREA).equals(square(800, 100, 200))


def test_a_selected_thing_is_split_and_both_parts_keep_what_is_said_of_it():
    played = hand(split, LEFT).click((200, 100), (200, 300)).key("enter")
    assert played.done.label == "Split Smid"
    (part,) = new(played)
    assert part.activity == "F04" and part.site == SITE.key and part.name == "Smid"
    assert after(played, LEFT).area == pytest.approx(5000)
    assert after(played, SITE).equals(square(100, 100, 400))
    assert set(played.done.selection or ()) == {place(LEFT), ("plot", part.key)}


def test_with_nothing_selected_the_line_splits_the_plots_it_crosses():
    played = hand(split).click((120, 200), (380, 200))
    assert len(played.preview.changes) >= 4
    played.send(Event("double", ORIGIN[0] + 380, ORIGIN[1] + 200, button="left"))
    assert len(new(played)) == 2
    assert played.done.label == "Split 2 things"


def test_a_line_snapped_to_the_edges_splits():
    played = hand(split, AREA).click((600, 150.0000001), (800, 150)).press(900, 900, "right")
    assert after(played, AREA).area + shapely.from_wkb(new(played)[0].geom).area == pytest.approx(40_000)


def test_a_line_that_splits_nothing_says_so_and_keeps_its_clicks():
    played = hand(split, AREA).click((650, 150), (700, 160)).key("enter")
    assert played.outcome is None
    assert "cut through" in played.preview.warning and len(played.preview.clicks or ()) == 2
    played.key("back")
    assert len(played.preview.clicks or ()) == 1


def test_touching_plots_merge_into_the_first():
    played = hand(merge, LEFT).click((300, 200))
    assert played.selection == (place(LEFT), place(RIGHT)) and played.preview.changes
    played.key("enter")
    assert after(played, LEFT).equals(square(150, 150, 200, 100)) and after(played, RIGHT) is None
    assert played.done.selection == (place(LEFT),)


def test_things_that_do_not_touch_are_not_merged():
    far = plot(square(400, 400, 50), SITE)
    played = hand(merge, LEFT, far, rows=(SITE, LEFT, far)).key("enter")
    assert played.outcome is None and "border" in played.preview.warning


def test_an_outline_is_led_along_a_line():
    played = hand(reshape, AREA).click((650, 290), (650, 350), (750, 350), (750, 290)).key("enter")
    assert after(played, AREA).area == pytest.approx(40_000 + 5_000)
    assert played.done.label == "Reshape land-use change"


def test_an_edge_is_pushed_by_clicks_and_by_a_typed_distance():
    played = hand(push_edge).click((700, 300)).move(700, 320)
    assert played.preview.lines == ("20.0 m",)
    played.press(700, 350)
    assert after(played, AREA).equals(square(600, 100, 200, 250))
    played = value(hand(push_edge).click((700, 300)), "offset", -50.0).key("enter")
    assert after(played, AREA).equals(square(600, 100, 200, 150))


def test_a_shared_edge_is_pushed_for_both():
    played = hand(push_edge, LEFT).drag((250, 200), (280, 200))
    assert after(played, LEFT).equals(square(150, 150, 130, 100))
    assert after(played, RIGHT).equals(square(280, 150, 70, 100))
    played = hand(push_edge, LEFT, shared="off").drag((250, 200), (230, 200))
    assert after(played, RIGHT).equals(square(250, 150, 100))


def test_a_hole_is_cut_filled_and_closed():
    played = hand(add_ring, AREA).click((650, 150), (700, 150), (700, 200), (650, 200)).key("enter")
    holed = after(played, AREA)
    assert holed.area == pytest.approx(40_000 - 2_500)
    row = use_change(holed, "GRO", name="Park")
    filled = hand(fill_ring, rows=(row,)).move(670, 170)
    assert filled.preview.changes
    filled.press(670, 170)
    (made,) = new(filled)
    assert made.use == "GRO" and shapely.from_wkb(made.geom).area == pytest.approx(2_500)
    closed = hand(delete_ring, rows=(row,)).press(670, 170)
    assert after(closed, row).equals(square(600, 100, 200))


def test_where_no_hole_is_it_says_so():
    assert "no hole" in hand(delete_ring).press(700, 200).preview.warning


def test_an_outline_grows_by_a_typed_distance_and_shrinks_by_the_pointer():
    played = value(hand(offset, AREA), "offset", 10.0).key("enter")
    assert after(played, AREA).equals(square(590, 90, 220))
    assert after(hand(offset, AREA).click((700, 120)), AREA).equals(square(620, 120, 160))


def test_simplifying_counts_the_corners_that_are_left():
    round_ = use_change(shapely.Point(ORIGIN[0] + 500, ORIGIN[1] + 500).buffer(100, quad_segs=64), "GRO")
    played = value(hand(simplify, round_, rows=(round_,)), "tolerance", 5.0)
    assert played.preview.lines[0].endswith("of 256 corners")
    played.key("enter")
    assert shapely.get_num_coordinates(after(played, round_)) < 40


def test_a_thing_is_cut_out_of_what_lies_under_it():
    over = use_change(square(700, 200, 200), "WAT", rank=9)
    played = hand(cut_out, over, rows=(AREA, over)).move(800, 300)
    assert played.preview.changes
    played.key("enter")
    assert after(played, AREA).area == pytest.approx(30_000)
    assert after(played, over).equals(square(700, 200, 200))


def test_a_thing_is_trimmed_to_municipality_site_and_free_land():
    across = site(square(900, 400, 300, 100))
    played = hand(trim, across, rows=(across,)).key("enter")
    assert after(played, across).equals(square(1000, 400, 200, 100))
    out = plot(square(450, 300, 100), SITE)
    played = hand(trim, out, rows=(SITE, out), trim="site").click((480, 350))
    assert after(played, out).equals(square(450, 300, 50, 100))
    other = site(square(400, 100, 400))
    played = hand(trim, other, rows=(SITE, other), trim="free").key("enter")
    assert after(played, other).equals(square(500, 100, 300, 400))


@pytest.mark.parametrize("tool", [move, copy, rotate, scale, mirror, offset, simplify, trim, cut_out])
def test_pointing_at_nothing_says_what_to_click(tool: Any):
    played = hand(tool).click((950, 950))
    assert played.outcome is None and "Click the thing" in played.preview.warning
    assert "Click" in played.move(700, 200).preview.hint
