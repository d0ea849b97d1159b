"""Unfinished gestures: given up, listed, taken up again."""

import pytest
from PySide6.QtCore import Qt

from desktop.canvas.drafts import KEPT, Draft, Drafts, label, read, resume, unfinished, write
from desktop.canvas.runner import counted
from desktop.session import Session
from scenarios.edits.variants import add_variant

SQUARE = ((200, 200), (600, 200), (600, 600), (200, 600))


def draft(n: int, *, tool: str = "cluster", variant: int = 1, clicks: int = 3) -> Draft:
    points = tuple((float(n), float(i)) for i in range(clicks))
    return Draft(tool, variant, points, (1,) * clicks, {"shape": "polygon"}, f"2026-01-01T00:00:{n:02}")


def taken_back(mouse, count: int) -> None:
    for _ in range(count):
        mouse.key(Qt.Key.Key_Backspace)


def test_a_shape_of_which_all_clicks_were_taken_back_is_taken_up_again(view, drawing, mouse):
    told = []
    drawing.focused.connect(lambda: told.append(len(unfinished(drawing))))
    drawing.use_tool("cluster")
    mouse.click(*SQUARE[:3])
    clicks = view._hands.preview.clicks
    taken_back(mouse, 3)
    assert told[-1] == 1
    (given_up,) = unfinished(drawing)
    assert (given_up.tool, given_up.clicks) == ("cluster", clicks)
    assert label(given_up) == "Draw cluster: 3 clicks"
    drawing.use_tool("select")
    resume(drawing, given_up)
    assert drawing.tool == "cluster"
    assert view._hands.preview.clicks == clicks and view._hands.runner.busy
    assert not unfinished(drawing)
    mouse.key(Qt.Key.Key_Return)
    assert len(drawing.committed().sites) == 1
    assert drawing.need().draft() is None


def test_what_another_tool_left_is_listed_too(view, drawing, mouse):
    drawing.use_tool("cluster")
    mouse.click(*SQUARE[:3])
    assert not unfinished(drawing)
    drawing.use_tool("hub")
    mouse.click(*SQUARE[:2])
    (waiting,) = unfinished(drawing)
    assert waiting.tool == "cluster" and len(waiting.clicks) == 3


def test_it_survives_closing_and_a_crash(drawing, make_view, project_path, mouse, dressed):
    drawing.use_tool("cluster")
    mouse.click(*SQUARE[:2])
    taken_back(mouse, 2)
    variant = drawing.variant
    drawing.close()
    again = Session()
    view = make_view(again)
    again.open(project_path)
    again.go_to(variant=variant)
    (given_up,) = unfinished(again)
    resume(again, given_up)
    assert view._hands.preview.clicks == given_up.clicks
    again.close()


def test_each_variant_has_its_own(view, drawing, mouse):
    drawing.use_tool("cluster")
    mouse.click(*SQUARE[:3])
    first = drawing.variant
    changes = add_variant(drawing.need().tables, "Twee")
    drawing.edit("New variant", changes)
    drawing.go_to(variant=changes[0].key)
    assert not view._hands.preview.clicks and not unfinished(drawing)
    drawing.go_to(variant=first)
    assert len(view._hands.preview.clicks) == 3


def test_clicks_meant_for_another_shape_are_not_put_into_this_one(view, drawing, mouse):
    drawing.use_tool("cluster")
    mouse.click(*SQUARE[:3])
    drawing.use_tool("select")
    drawing.choose("shape", "rectangle")
    drawing.use_tool("cluster")
    assert not view._hands.preview.clicks
    (given_up,) = unfinished(drawing)
    resume(drawing, given_up)
    assert drawing.options.get("shape", "polygon") == "polygon"
    assert len(view._hands.preview.clicks) == 3


def test_one_click_is_not_worth_keeping(drawing, view, mouse):
    drawing.use_tool("cluster")
    mouse.click(SQUARE[0])
    taken_back(mouse, 1)
    assert not unfinished(drawing)


def test_the_latest_few_of_each_variant_are_kept():
    drafts = Drafts()
    drafts.give_up(draft(50, variant=2))
    for n in range(KEPT + 3):
        drafts.give_up(draft(n))
    kept = [d.time[-2:] for d in drafts.aborted if d.variant == 1]
    assert kept == [f"{n:02}" for n in range(KEPT + 2, 2, -1)]
    assert [d.variant for d in drafts.aborted if d.variant == 2] == [2]


def test_what_is_written_is_read_again():
    drafts = Drafts({(1, "hub"): draft(1, tool="hub")}, [draft(2), draft(3)])
    assert read(write(drafts, "hub")) == drafts
    assert write(Drafts(), "hub") is None


def test_a_click_keeps_the_points_that_were_traced_on_the_way_to_it():
    a, b, c = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
    traced = Draft("cluster", 1, (a, b, c), (1, 2))
    assert traced.steps() == [(a, ()), (c, (b,))]


@pytest.mark.parametrize(
    ("before", "points", "traced", "after"),
    [
        ((), 1, False, (1,)),
        ((1,), 4, True, (1, 3)),
        ((1, 3), 5, False, (1, 3, 1)),
        ((1, 3, 1), 4, False, (1, 3)),
        ((1, 3), 1, False, (1,)),
        ((1, 3), 2, False, (1, 1)),
    ],
)
def test_counting_what_each_click_brought(before, points, traced, after):
    every = tuple((float(i), 0.0) for i in range(9))
    kept = Draft("cluster", 1, every[: sum(before)], before) if before else None
    assert counted(kept, every[:points], traced) == after
