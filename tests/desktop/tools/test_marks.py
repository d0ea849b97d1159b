"""Notes and measuring: what a note becomes, what a measurement says, and that it leaves nothing."""

import pytest

from desktop.tools.measure import measure
from desktop.tools.note import note
from scenarios.project.model import Variant
from tests.desktop.tools.hand import Hand
from tests.makers import made, shape_of, snapshot


def there():
    return snapshot(Variant(1, "Proef"))


def test_distance_area_and_angle_follow_the_pointer():
    one = Hand(measure, there()).click((100, 100)).move(400, 500)
    assert one.preview.lines == ("500.0 m", "Direction 36.9°")
    one.click((500, 100)).move(500, 500)
    assert one.preview.lines == ("800.0 m", "8.0000 ha  (80,000 m²)", "Last angle 90.0°", "Last side 400.0 m")
    assert [tag.text for tag in one.preview.tags] == ["400.0 m", "400.0 m"]


def test_a_measurement_stays_until_the_next_and_is_never_written():
    one = Hand(measure, there()).click((100, 100), (500, 100), (500, 500)).key("enter")
    assert one.outcome is None and one.preview.lines[0] == "800.0 m" and one.preview.clicks is None
    one.move(900, 900)
    assert one.preview.lines[0] == "800.0 m"
    one.key("escape").key("escape")
    assert len(one.preview.handles) == 2
    one.key("enter").click((0, 0))
    assert len(one.preview.handles) == 1 and one.preview.lines == ()


def test_far_is_said_in_kilometres():
    assert Hand(measure, there()).click((0, 0)).move(12_345, 0).preview.lines[0] == "12.35 km"


@pytest.mark.parametrize("kind", ["text", "photo"])
def test_a_note_is_one_click(kind):
    one = Hand(note, there(), options={"note": kind}).click((300, 300))
    row = made(list(one.done.changes))
    assert (row.kind, row.variant, shape_of(row).geom_type) == (kind, 1, "Point")
    assert one.done.selection == (("note", row.key),)


@pytest.mark.parametrize("by", ["clicks", "drag"])
def test_an_arrow_is_a_line_to_what_it_points_at(by):
    one = Hand(note, there(), options={"note": "arrow"})
    one.drag((100, 100), (300, 200)) if by == "drag" else one.click((100, 100), (300, 200)).key("enter")
    row = made(list(one.done.changes))
    assert row.kind == "arrow" and shape_of(row).length == pytest.approx(223.6, abs=0.1)


def test_an_arrow_of_one_click_says_what_it_lacks():
    one = Hand(note, there(), options={"note": "arrow"}).click((100, 100)).key("enter")
    assert one.outcome is None and "two clicks" in one.preview.hint
    assert one.key("back").preview.clicks == ()
