"""The column of tools with its families, the bar of options, and drawing by hand in each way."""

from typing import Any

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop import text
from desktop.canvas.studio import studio
from desktop.canvas.view import MapView
from desktop.panels.selected import SelectedPanel
from desktop.panels.tool_options import ToolOptions
from desktop.panels.toolbox import ToolColumn
from desktop.session import Session
from desktop.tools.methods import WAYS
from desktop.window import Window
from scenarios.edits.variants import add_variant
from tests.desktop.canvas.conftest import Mouse
from tests.makers import square


@pytest.fixture
def drawing(session: Session) -> Session:
    changes = add_variant(session.need().tables, "Proef")
    session.edit("New variant", changes)
    session.go_to(variant=changes[0].key)
    return session


def shown(widget: Any, qtbot: Any, height: int = 700) -> Any:
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint().width(), height)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_a_family_shows_the_tool_used_last(drawing, qtbot):
    column = shown(ToolColumn(drawing), qtbot)
    button = column.buttons["lines"]
    assert button.tool.key == "road" and button.several
    drawing.use_tool("quay")
    assert button.tool.key == "quay" and button.isChecked()
    drawing.use_tool("hub")
    assert button.tool.key == "quay" and not button.isChecked()
    button.click()
    assert drawing.tool == "quay"
    assert shown(ToolColumn(drawing), qtbot).buttons["lines"].tool.key == "quay"


@pytest.mark.parametrize("by", ["right click", "hold"])
def test_a_family_opens_beside_its_button(drawing, qtbot, by):
    column = shown(ToolColumn(drawing), qtbot)
    button = column.buttons["lines"]
    if by == "hold":
        QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    else:
        QTest.mouseClick(button, Qt.MouseButton.RightButton, pos=QPoint(8, 8))
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in column.findChildren(QMenu)), timeout=3000)
    menu = next(menu for menu in column.findChildren(QMenu) if menu.isVisible())
    assert [action.data() for action in menu.actions()] == ["road", "quay", "green", "trees"]
    assert menu.actions()[1].text().startswith("Quay")
    menu.actions()[3].trigger()
    menu.close()
    assert drawing.tool == "trees"


def test_every_tool_fits_a_small_screen(drawing, qtbot):
    # 768 pixels less the bars of the window, its title and the system's own bar.
    assert ToolColumn(drawing).sizeHint().height() <= 560


@pytest.fixture
def bar(drawing: Session, qtbot: Any) -> Any:
    view = MapView(drawing)
    qtbot.addWidget(view)
    view.resize(768, 640)
    made = ToolOptions(drawing, view)
    with qtbot.waitExposed(view):
        view.show()
    yield made
    qtbot.waitUntil(studio().idle, timeout=10_000)


def visible(bar: Any) -> set[str]:
    return {name for name, brick in bar.bricks.items() if not brick.widget.isHidden()}


def test_the_bar_shows_what_the_tool_heeds(bar, drawing):
    drawing.use_tool("hub")
    assert visible(bar) == {"shape", "area", "overlap"}
    drawing.choose("shape", "regular")
    assert visible(bar) == {"shape", "sides", "area", "overlap"}
    drawing.choose("shape", "band")
    assert visible(bar) == {"shape", "width", "side", "area", "overlap"}
    drawing.use_tool("road")
    assert visible(bar) == {"road_width", "side", "overlap"}
    drawing.use_tool("pan")
    assert bar.isHidden()


def test_the_bar_stays_inside_a_narrow_map(bar, drawing):
    view = bar.parentWidget()
    drawing.use_tool("plot")
    drawing.choose("shape", "band")
    for width in (768, 560):
        view.resize(width, 640)
        assert bar.x() >= 0 and bar.x() + bar.width() <= width
        shown_ones = [brick.widget for brick in bar.bricks.values() if not brick.widget.isHidden()]
        assert all(bar.rect().contains(widget.geometry()) for widget in shown_ones)
    view.resize(768, 640)
    assert bar.height() <= 90


def test_the_bar_fits_its_words_after_another_language(bar, drawing, qtbot):
    drawing.use_tool("hub")
    for language in ("nl", "en"):
        text.set_language(language, keep=False)
        shown_ones = [brick.widget for brick in bar.bricks.values() if not brick.widget.isHidden()]
        qtbot.waitUntil(
            lambda: all(
                bar.rect().contains(one.geometry()) and one.width() >= one.sizeHint().width()
                for one in shown_ones  # noqa: B023
            ),
            timeout=2000,
        )


def test_a_way_a_width_and_a_rule_are_chosen_in_the_bar(bar, drawing):
    drawing.use_tool("hub")
    bar.bricks["shape"].widget.buttons["circle"].click()
    assert drawing.options["shape"] == "circle"
    line = bar.bricks["area"].widget.line
    QTest.keyClicks(line, "14")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert float(drawing.options["area"]) == 140_000
    drawing.use_tool("cluster")
    assert "area" not in drawing.options and line.text() == ""
    QTest.keyClicks(line, "veel")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "area" not in drawing.options and line.property("wrong")


CLICKS: dict[str, tuple[tuple[float, float], ...]] = {
    "polygon": ((200, 200), (600, 200), (600, 500), (200, 500)),
    "rectangle": ((200, 200), (600, 500)),
    "rectangle3": ((200, 200), (600, 300), (500, 600)),
    "rectangle-centre": ((400, 400), (600, 500)),
    "regular": ((400, 400), (600, 400)),
    "circle": ((400, 400), (600, 400)),
    "band": ((200, 200), (600, 300), (700, 600)),
    "present": ((500, 950),),
}


@pytest.fixture
def window(drawing: Session, qtbot: Any) -> Any:
    made = Window(drawing)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    view = made.view()
    assert view is not None
    view.zoom_to(square(-200, -200, 2400, 1400))
    yield made
    qtbot.waitUntil(studio().idle, timeout=10_000)


def test_a_hub_is_drawn_in_each_way_with_the_mouse(window, drawing, qtbot):
    mouse = Mouse(window.view())
    window.actions_by_key["tool-hub"].trigger()
    drawing.choose("overlap", "allow")
    drawing.choose("snap", "off")
    for way, places in CLICKS.items():
        window.actions_by_key["way-polygon"].trigger()
        if way.startswith("rectangle"):
            for _ in range(["rectangle", "rectangle3", "rectangle-centre"].index(way) + 1):
                window.actions_by_key["way-rectangle"].trigger()
        elif way != "polygon":
            window.actions_by_key[f"way-{way}"].trigger()
        assert drawing.options["shape"] == way and drawing.tool == "hub"
        before = set(drawing.committed().sites)
        mouse.click(*places)
        if way in ("polygon", "band", "present"):
            mouse.key(Qt.Key.Key_Return)
        new = set(drawing.committed().sites) - before
        assert len(new) == 1, way
        assert drawing.selection == (("site", new.pop()),)
        assert drawing.need().history()[-1].label == "Draw hub"
    rim = [(400, 200), (600, 200), (700, 350), (600, 500), (400, 500), (300, 350)]
    window.actions_by_key["way-freehand"].trigger()
    mouse.click(rim[0])
    for place in rim[1:]:
        mouse.move(*place)
    mouse.click(rim[-1])
    sites = drawing.committed().sites
    assert len(sites) == len(WAYS)
    for _ in WAYS:
        drawing.undo()
    assert not drawing.committed().sites


def test_a_letter_takes_the_drawing_tool_used_last(window, drawing):
    drawing.use_tool("cluster")
    drawing.use_tool("select")
    window.actions_by_key["way-circle"].trigger()
    assert (drawing.tool, drawing.options["shape"]) == ("cluster", "circle")


def test_a_shape_from_the_clipboard_becomes_what_the_tool_draws(window, drawing):
    QGuiApplication.clipboard().setText(shapely.to_wkt(square(100, 100, 300)))
    drawing.use_tool("hub")
    window.actions_by_key["paste"].trigger()
    (hub,) = drawing.committed().sites.values()
    assert hub.kind == "hub" and drawing.committed().geometry(hub).equals(square(100, 100, 300))
    assert drawing.selection == (("site", hub.key),)
    window.actions_by_key["copy-shapes"].trigger()
    assert shapely.from_wkt(QGuiApplication.clipboard().text()).equals(square(100, 100, 300))
    assert window.messages.strips()[-1].message.text == "One shape is on the clipboard."


def test_without_a_drawing_tool_the_bar_asks_what_it_becomes(window, drawing):
    QGuiApplication.clipboard().setText(shapely.to_wkt(square(100, 100, 300)))
    drawing.use_tool("select")
    window.actions_by_key["paste"].trigger()
    assert drawing.tool == "paste" and not drawing.committed().sites
    drawing.choose("pasted_as", "cluster")
    Mouse(window.view()).key(Qt.Key.Key_Return)
    (site,) = drawing.committed().sites.values()
    assert site.kind == "cluster"


def test_a_clipboard_without_a_shape_says_so(window, drawing):
    said: list[Any] = []
    drawing.listen(said.append)
    QGuiApplication.clipboard().setText("niets")
    drawing.use_tool("hub")
    with pytest.raises(Exception, match="no shape on the clipboard"):
        from desktop.commands.drawing import paste

        paste(window)


def test_what_is_measured_can_be_copied(window, drawing):
    drawing.choose("snap", "off")
    window.actions_by_key["tool-measure"].trigger()
    mouse = Mouse(window.view()).click((100, 100), (500, 100))
    mouse.key(Qt.Key.Key_Return)
    steps = len(drawing.need().history())
    window.actions_by_key["copy-shapes"].trigger()
    assert QGuiApplication.clipboard().text().split()[0].startswith(("39", "40"))
    assert len(drawing.need().history()) == steps and drawing.need().draft() is None


def test_what_a_new_note_says_is_typed_at_once(window, drawing, qtbot):
    drawing.choose("snap", "off")
    drawing.use_tool("note")
    Mouse(window.view()).click((300, 300))
    (note,) = drawing.committed().rows("note")
    field = window.findChild(SelectedPanel)
    qtbot.waitUntil(lambda: field.form is not None and "text" in field.form.editors, timeout=3000)
    text = field.form.editors["text"].widget
    qtbot.waitUntil(lambda: window.focusWidget() is text, timeout=3000)
    QTest.keyClicks(text, "Ontsluiting hier")
    QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert drawing.committed().rows("note")[note].text == "Ontsluiting hier"
    drawing.undo()
    drawing.undo()
    assert not drawing.committed().rows("note")
