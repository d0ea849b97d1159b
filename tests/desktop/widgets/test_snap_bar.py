"""Snapping and tracing at the bottom edge."""

import pytest

from desktop.canvas.snapping import KINDS, USUAL_KINDS, wish
from desktop.widgets.snap_bar import SnapBar, switch


@pytest.fixture
def bar(session, qtbot) -> SnapBar:
    made = SnapBar(session)
    qtbot.addWidget(made)
    return made


def test_snapping_is_on_and_tracing_is_off_until_switched(session, bar):
    assert bar.snap.isChecked() and not bar.trace.isChecked()
    bar.snap.click()
    bar.trace.click()
    wanted = wish(session.options)
    assert not wanted.on and wanted.trace
    switch(session, "snap")
    assert bar.snap.isChecked()


def test_what_is_snapped_to_is_chosen(session, bar):
    boxes = bar.choices.boxes
    assert [kind for kind in KINDS if boxes[kind].isChecked()] == [k for k in KINDS if k in USUAL_KINDS]
    boxes["grid"].setChecked(True)
    boxes["edge"].setChecked(False)
    bar.choices.pixels.setValue(14)
    bar.choices.grid.setValue(25.0)
    bar.choices.words.setChecked(True)
    wanted = wish(session.options)
    assert "grid" in wanted.kinds and "edge" not in wanted.kinds
    assert (wanted.pixels, wanted.grid, wanted.words) == (14, 25, True)
    for box in boxes.values():
        box.setChecked(False)
    assert not wish(session.options).kinds


def test_the_choices_open_above_their_button(bar):
    bar.show()
    bar.more.click()
    assert bar.choices.isVisible()
    assert bar.choices.geometry().bottom() <= bar.more.mapToGlobal(bar.more.rect().bottomLeft()).y()
    bar.choices.hide()


def test_they_only_show_where_something_can_be_drawn(session, bar):
    assert not bar.isHidden()
    session.go_to(workspace="compare")
    assert bar.isHidden()
