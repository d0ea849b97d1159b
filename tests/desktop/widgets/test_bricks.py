"""The window's own bricks: year bar, find field, messages, panel frames, labels, menus."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from desktop.remember import recall
from desktop.session import Message
from desktop.widgets.label import Label, NumberLabel, ShortLabel
from desktop.widgets.menu import fill_menu
from desktop.widgets.message_bar import MOST, MessageBar
from desktop.widgets.panel import PanelColumn, PanelFrame
from desktop.widgets.search import Entry, SearchField, best
from desktop.widgets.split import Split
from desktop.widgets.year_bar import Phase, YearBar, lanes, said
from scenarios.wording import mark

pytestmark = pytest.mark.usefixtures("dressed")
INK = QColor("black")


class TestYearBar:
    @pytest.fixture
    def bar(self, qtbot):
        bar = YearBar()
        qtbot.addWidget(bar)
        bar.resize(600, 56)
        bar.show_years(2026, 2040, 2030, [Phase("Noord", 2028, None, INK), Phase("Zuid", 2026, 2030, INK)])
        bar.show()
        return bar

    def test_every_year_is_where_it_says(self, bar):
        for year in range(2026, 2041):
            assert bar.year_at(bar.x_of(year)) == year
        assert bar.year_at(-50) == 2026 and bar.year_at(5000) == 2040

    def test_a_click_and_a_drag_choose(self, bar, qtbot):
        years = []
        bar.chosen.connect(years.append)
        qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x_of(2034)), 24))
        qtbot.mouseMove(bar, QPoint(round(bar.x_of(2036)), 24))
        assert years[0] == 2034 and bar.year == years[-1]

    def test_keys_step_and_stop_at_the_ends(self, bar, qtbot):
        years = []
        bar.chosen.connect(years.append)
        for name in ("Right", "Left", "PageUp", "End", "Right", "Home"):
            qtbot.keyClick(bar, Qt.Key[f"Key_{name}"])
        assert years == [2031, 2030, 2035, 2040, 2026]

    def test_it_paints_in_both_languages_and_widths(self, bar):
        for width in (120, 300, 1600):
            bar.resize(width, 56)
            assert not bar.grab().isNull()

    def test_phases_share_a_lane_only_where_they_do_not_meet(self):
        early, late, long = (
            Phase("a", 2026, 2030, INK),
            Phase("b", 2030, None, INK),
            Phase("c", 2028, 2032, INK),
        )
        assert lanes([late, long, early], 2) == [(0, early), (1, long), (0, late)]
        assert lanes([late, long, early], 1) == [(0, early), (0, late)]

    def test_phases_in_words(self):
        assert said(Phase("Noord", 2028, None, INK)) == "Noord: from 2028"
        assert said(Phase("Noord", 2028, 2031, INK)) == "Noord: 2028 to 2031"


class TestSearch:
    def entries(self, done):
        names = ("Delft", "Den Haag", "Midden-Delfland", "Undo")
        return [Entry(name, "place", "place", lambda name=name: done.append(name)) for name in names]

    def test_what_begins_with_the_word_comes_first(self):
        assert [e.text for e in best(self.entries([]), "del")] == ["Delft", "Midden-Delfland"]
        assert [e.text for e in best(self.entries([]), "haag den")] == ["Den Haag"]
        assert best(self.entries([]), "  ") == []

    def test_typing_walking_and_choosing(self, qtbot):
        done, window = [], QWidget()
        qtbot.addWidget(window)
        field = SearchField(lambda: self.entries(done), lambda: "Find")
        field.setParent(window)
        window.resize(600, 400)
        window.show()
        field.setFocus()
        qtbot.keyClicks(field, "de")
        assert [e.text for e in field.answers()] == ["Delft", "Den Haag", "Midden-Delfland"]
        qtbot.keyClick(field, Qt.Key.Key_Down)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert done == ["Den Haag"] and field.text() == "" and field.answers() == []

    def test_nothing_found_says_so_and_escape_leaves(self, qtbot):
        window = QWidget()
        qtbot.addWidget(window)
        field = SearchField(lambda: self.entries([]), lambda: "Find")
        field.setParent(window)
        window.show()
        qtbot.keyClicks(field, "xyz")
        assert field.answers() == []
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert field.text() == ""


class TestMessages:
    @pytest.fixture
    def bar(self, qtbot):
        over = QWidget()
        qtbot.addWidget(over)
        over.resize(900, 600)
        over.show()
        yield MessageBar(over)

    def test_quiet_messages_replace_each_other_and_grave_ones_stay(self, bar):
        bar.show_message(Message("One."))
        bar.show_message(Message("Refused.", grave=True))
        bar.show_message(Message("Two."))
        assert [s.message.text for s in bar.strips()] == ["Refused.", "Two."]

    def test_the_same_is_not_said_twice_and_there_are_never_too_many(self, bar):
        for n in (1, 2, 3, 4, 4):
            bar.show_message(Message(f"Refused {n}.", grave=True))
        assert [s.message.text for s in bar.strips()] == ["Refused 2.", "Refused 3.", "Refused 4."]
        assert len(bar.strips()) == MOST

    def test_the_remedy_acts_once_and_the_message_goes(self, bar, qtbot):
        from PySide6.QtWidgets import QPushButton

        done = []
        bar.show_message(Message("Deleted.", "Undo", lambda: done.append(1)))
        bar.findChild(QPushButton).click()
        assert done == [1] and bar.strips() == [] and bar.isHidden()

    def test_a_short_message_takes_one_line(self, bar):
        bar.show_message(Message("One.", grave=True))
        bar.show_message(Message("Two."))
        bar.grab()
        assert [strip.height() < 60 for strip in bar.strips()] == [True, True]
        assert all(strip.findChild(Label).height() >= 18 for strip in bar.strips())

    def test_long_messages_stay_within_the_window(self, bar):
        bar.show_message(Message("A long sentence about a file. " * 12, grave=True))
        strip = bar.strips()[0]
        label = strip.findChild(Label)
        bar.grab()
        assert bar.x() >= 0 and bar.geometry().right() <= 900
        assert label.height() >= label.heightForWidth(label.width())

    def test_data_in_messages_is_never_markup(self, bar):
        bar.show_message(Message("<img src='//server/share'><b>x</b>", grave=True))
        labels = [w for w in bar.findChildren(QLabel) if w.text()]
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


class Small(QWidget):
    title = mark("Ledger")


class Tall(QWidget):
    title = mark("Selected")
    stretch = True


class TestPanels:
    def test_folding_is_remembered_by_name(self, qtbot):
        frame = PanelFrame("left/ledger", Small())
        qtbot.addWidget(frame)
        assert not frame.folded()
        frame.fold(True)
        again = PanelFrame("left/ledger", Small())
        other = PanelFrame("right/ledger", Small())
        for each in (again, other):
            qtbot.addWidget(each)
        assert again.folded() and not other.folded()

    def test_a_stretching_panel_takes_the_room(self, qtbot):
        small, tall = PanelFrame("a", Small()), PanelFrame("b", Tall())
        column = PanelColumn([small, tall])
        qtbot.addWidget(column)
        column.resize(300, 800)
        column.show()
        assert tall.height() > 600 > small.height()

    def test_sizes_of_a_split_are_remembered(self, qtbot):
        split = Split("test", [QWidget(), QWidget()], [200, 0])
        qtbot.addWidget(split)
        split.resize(1000, 200)
        split.show()
        assert split.sizes()[0] == 200
        split.moveSplitter(300, 1)
        assert recall("split/test") == split.sizes()
        again = Split("test", [QWidget(), QWidget()], [200, 0])
        qtbot.addWidget(again)
        again.resize(1000, 200)
        again.show()
        assert again.sizes()[0] == 300


class TestLabels:
    def test_a_short_label_ends_in_dots_and_tells_the_rest(self, qtbot):
        label = ShortLabel("Een heel lange naam van een gemeente")
        qtbot.addWidget(label)
        label.resize(80, 20)
        label.show()
        assert label.text().endswith("…") and label.toolTip() == label.whole()
        label.resize(600, 20)
        assert label.text() == label.whole() and label.toolTip() == ""

    def test_a_number_flashes_only_when_it_changed_in_view(self, qtbot):
        from PySide6.QtCore import QAbstractAnimation

        label = NumberLabel("1,0")
        qtbot.addWidget(label)
        label.show()
        running = QAbstractAnimation.State.Running
        label.show_figure("1,0")
        assert label._fading.state() != running
        label.show_figure("2,0", flash=False)
        assert label._fading.state() != running and label.text() == "2,0"
        label.show_figure("3,0")
        assert label._fading.state() == running
        assert not label.grab().isNull()


def test_menus_follow_their_tuples(qtbot):
    menu, filled = QMenu(), []
    qtbot.addWidget(menu)
    actions = {key: QAction(key, menu) for key in ("open", "close", "one")}
    fill_menu(menu, ("open", None, ("Recent", ("one",)), "close"), actions, {"Recent": filled.append})
    kinds = [a.isSeparator() or (a.menu() is not None) or a.text() for a in menu.actions()]
    assert kinds == ["open", True, True, "close"]
    inner = menu.actions()[2].menu()
    assert isinstance(inner, QMenu) and [a.text() for a in inner.actions()] == ["one"]
    inner.aboutToShow.emit()
    assert filled == [inner]
