"""Panels that take turns: what shows, what is remembered; and a tree of pairs out of values."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel

from desktop.widgets.panel import PanelFrame
from desktop.widgets.panel_tabs import PanelTabs, Tab
from desktop.widgets.things_model import Field, PairModel


class Small(QLabel):
    title = "Small"


def tabs() -> PanelTabs:
    names = ("one", "two")
    made = [Tab(n, lambda n=n: n.title(), "list", (PanelFrame(f"t/{n}", Small(n)),)) for n in names]
    return PanelTabs("left", [PanelFrame("t/head", Small("head"))], made)


def test_one_tab_shows_at_a_time_and_the_last_one_again(dressed, qtbot):
    first = tabs()
    qtbot.addWidget(first)
    first.show()
    head, one, two = (frame.panel for frame in first.frames)
    assert head.isVisible() and one.isVisible() and not two.isVisible()
    first.bar.setCurrentIndex(1)
    assert head.isVisible() and two.isVisible() and not one.isVisible()
    again = tabs()
    qtbot.addWidget(again)
    assert again.bar.currentIndex() == again.pages.currentIndex() == 1
    again.show_tab("nowhere")
    assert again.bar.currentIndex() == 0 and again.bar.tabToolTip(1) == "Two"


def test_pairs_sort_within_their_heads_and_back(dressed, qtmodeltester):
    model = PairModel((Field(lambda: "Text", str, str), Field(lambda: "Size", str, len, True)))
    model.show([("bb", ["z", "a"]), ("a", [])])
    qtmodeltester.check(model)
    above = model.index(0, 0)
    assert model.rowCount() == 2 and model.rowCount(above) == 2 and model.columnCount() == 2
    child = model.index(1, 0, above)
    assert model.at(child) == "a" and model.parent(child) == above and model.at(above) == "bb"
    model.sort(0, Qt.SortOrder.AscendingOrder)
    assert [model.at(model.index(n, 0)) for n in range(2)] == ["a", "bb"]
    assert model.at(model.index(0, 0, model.index(1, 0))) == "a"
    model.sort(-1)
    assert model.at(model.index(0, 0, QModelIndex())) == "bb"
