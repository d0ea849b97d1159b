"""The palette of activities: the first dozen, searching, Enter, clicking, and dragging onto the map."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop.canvas.dropping import ACTIVITY
from desktop.canvas.view import MapView
from desktop.panels.palette import CODE, REMARK, PalettePanel
from desktop.window import Window
from scenarios.landuse.catalogue import activities
from tests.makers import shape_of


@pytest.fixture
def panel(drawn, show):
    return show(PalettePanel(drawn), 240, 500)


def codes(panel: PalettePanel, above=None) -> list[str]:
    above = above or panel.model.invisibleRootItem()
    found = []
    for row in range(above.rowCount()):
        item = above.child(row)
        found += [item.data(CODE)] if item.data(CODE) else codes(panel, item)
    return found


def choose(panel: PalettePanel, code: str) -> None:
    found = panel.model.match(
        panel.model.index(0, 0), CODE, code, 1, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    )
    panel.tree.setCurrentIndex(found[0])


def test_the_dozen_that_matter_stand_first_and_every_activity_once(panel):
    every = codes(panel)
    quick = [a.code for a in activities().values() if a.quick]
    assert every[: len(quick)] == quick and sorted(every) == sorted(activities())
    assert panel.model.item(1).data(REMARK) == "category 4.2 \u00b7 1.5 ha"


def test_typing_finds_by_name_group_and_category(panel, qtbot):
    qtbot.keyClicks(panel.field, "crush")
    assert set(codes(panel)) >= {"F05", "F06", "A12", "A13"}
    assert panel.current() in codes(panel)
    panel.field.setText("nothing of the kind")
    assert codes(panel) == [] and panel.model.item(0).text() == "Nothing found"
    qtbot.keyClick(panel.field, Qt.Key.Key_Escape)
    assert len(codes(panel)) == len(activities())


def test_enter_places_in_the_selected_site_and_again_beside_it(panel, drawn, qtbot):
    ground = next(iter(drawn.committed().sites))
    drawn.select([("site", ground)])
    choose(panel, "F01")
    before = len(drawn.committed().plots)
    for count in (1, 2):
        qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
        assert len(drawn.committed().plots) == before + count
    table, key = drawn.selection[0]
    row = drawn.committed().plots[key]
    assert (table, row.activity, row.site) == ("plot", "F01", ground)
    assert shape_of(row).area == pytest.approx(15_000, abs=1)
    drawn.undo()
    assert len(drawn.committed().plots) == before + 1


def test_without_a_site_enter_takes_the_tool(panel, drawn, qtbot):
    drawn.select(())
    choose(panel, "F01")
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert drawn.tool == "place" and drawn.options["activity"] == "F01"


def test_a_click_takes_the_tool_with_the_activity(panel, drawn, qtbot):
    index = panel.model.index(2, 0)
    place = panel.tree.visualRect(index).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert drawn.tool == "place" and drawn.options["activity"] == index.data(CODE)


def test_a_line_is_dragged_as_its_code(panel):
    data = panel.model.mimeData([panel.model.index(1, 0)])
    assert bytes(data.data(ACTIVITY).data()).decode() == "F01"


def test_it_is_dragged_onto_a_site_in_the_real_window(drawn, qtbot):
    window = Window(drawn)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    view = next(v for v in window.findChildren(MapView) if v.isVisible())
    ground = next(iter(drawn.committed().sites.values()))
    view.zoom_to(shape_of(ground).bounds)
    palette = next(iter(window.findChildren(PalettePanel)))
    choose(palette, "F01")
    data = palette.model.mimeData([palette.tree.currentIndex()])
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = shape_of(ground).centroid
    x, y = view.sight.to_pixel(middle.x, middle.y)
    at = QPoint(round(x), round(y))

    def over() -> None:
        for kind in (QDragEnterEvent, QDragMoveEvent):
            QApplication.sendEvent(view, kind(at, copy, data, left, plain))

    before = len(drawn.committed().plots)
    over()
    assert drawn.tool == "place"
    qtbot.waitUntil(lambda: len(drawn.snapshot().plots) == before + 1, timeout=3000)
    QApplication.sendEvent(view, QDragLeaveEvent())
    assert drawn.tool == "select" and len(drawn.snapshot().plots) == before
    over()
    QApplication.sendEvent(view, QDropEvent(QPointF(at), copy, data, left, plain))
    assert drawn.tool == "select" and len(drawn.committed().plots) == before + 1
    placed = drawn.committed().plots[drawn.selection[0][1]]
    assert placed.activity == "F01" and shape_of(placed).area == pytest.approx(15_000, abs=1)
    assert shape_of(ground).covers(shape_of(placed))
    window.close()
